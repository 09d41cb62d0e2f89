/*-------------------------------------------------------------------------
 *
 * isolation.c
 *		Keeps the failures of one job from the others: record and next try.
 *
 * A unit that failed is not tried again before its time, which moves away
 * with every failure in a row; all other units go on.  The record is
 * iotjobs.worker_failure, so that it outlives the worker and can be seen; to
 * have a unit tried at once, delete its row.
 *
 * Functions that touch the table are called with SPI connected.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "worker/isolation.h"

#define TRY_AGAIN_MIN_MS	1000
#define TRY_AGAIN_MAX_MS	300000

/* A record not renewed for so long after its time is of a job that has no such step any more. */
#define FORGET_MS			3600000

/*
 * Loads the record at the beginning of a pass, into the context of the pass.
 */
void
ij_isolation_begin(IjPass *pass)
{
	MemoryContext caller = MemoryContextSwitchTo(pass->context);
	TimestampTz stale = TimestampTzPlusMilliseconds(pass->at, -FORGET_MS);
	bool		forget = false;
	ListCell   *cell;

	pass->failures = ij_failure_load();
	MemoryContextSwitchTo(caller);

	foreach(cell, pass->failures)
		forget |= ((IjFailure *) lfirst(cell))->next_try_at < stale;
	if (forget)
		ij_failure_forget(stale);
}

/* The failure on record of a unit, or NULL. */
IjFailure *
ij_isolation_find(IjPass *pass, const char *step, int64 job_id)
{
	ListCell   *cell;

	foreach(cell, pass->failures)
	{
		IjFailure  *failure = lfirst(cell);

		if (failure->job_id == job_id && strcmp(failure->step, step) == 0)
			return failure;
	}
	return NULL;
}

/*
 * May the unit be tried?  A next try further off than any pause was set by a
 * clock that has since gone back; it counts for nothing.
 */
bool
ij_isolation_is_due(const IjPass *pass, const IjFailure *failure)
{
	return failure == NULL || failure->failures == 0 ||
		failure->next_try_at <= pass->at ||
		failure->next_try_at > TimestampTzPlusMilliseconds(pass->at, TRY_AGAIN_MAX_MS);
}

/* Is this another cause than the one on record?  The log gets each only once. */
bool
ij_isolation_is_new(const IjFailure *failure, const ErrorData *error)
{
	return failure == NULL || failure->failures == 0 || error->message == NULL ||
		strcmp(failure->sqlstate, unpack_sql_state(error->sqlerrcode)) != 0 ||
		strcmp(failure->last_error, error->message) != 0;
}

/*
 * Records a failure and sets the next try.  The memory of the pass learns it
 * first: should the table be out of reach, this pass at least leaves the unit
 * alone.
 */
void
ij_isolation_failed(IjPass *pass, const char *step, int64 job_id, const ErrorData *error)
{
	MemoryContext caller = MemoryContextSwitchTo(pass->context);
	IjFailure  *failure = ij_isolation_find(pass, step, job_id);
	int64		pause_ms;

	if (failure == NULL)
	{
		failure = palloc0(sizeof(IjFailure));
		failure->step = pstrdup(step);
		failure->job_id = job_id;
		pass->failures = lappend(pass->failures, failure);
	}
	pause_ms = TRY_AGAIN_MIN_MS << Min(failure->failures, 16);
	if (failure->failures < PG_INT32_MAX)
		failure->failures++;
	failure->sqlstate = pstrdup(unpack_sql_state(error->sqlerrcode));
	failure->last_error = pstrdup(error->message ? error->message : "");
	failure->failed_at = pass->at;
	failure->next_try_at = TimestampTzPlusMilliseconds(pass->at, Min(pause_ms, TRY_AGAIN_MAX_MS));
	MemoryContextSwitchTo(caller);

	ij_failure_save(failure);
}

/*
 * The unit went through: strikes its failure, if there is one, off the record.
 * Part of the unit's own transaction.  failure stays in the list, as a blank.
 */
void
ij_isolation_succeeded(IjPass *pass, IjFailure *failure)
{
	if (failure == NULL || failure->failures == 0)
		return;

	ij_failure_clear(failure->step, failure->job_id);
	failure->failures = 0;
}
