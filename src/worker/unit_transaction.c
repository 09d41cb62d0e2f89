/*-------------------------------------------------------------------------
 *
 * unit_transaction.c
 *		Passes of the background worker: a transaction for each unit.
 *
 * An error inside a unit is that unit's failure and ends here.  Any other
 * error, such as one that forbids the worker to write at all, goes to the
 * caller.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pgstat.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "clock.h"
#include "engine/pass.h"
#include "guc.h"
#include "store/load_guard.h"
#include "worker/isolation.h"
#include "worker/log_once.h"
#include "worker/registry.h"
#include "worker/transaction.h"
#include "worker/unit_transaction.h"
#include "worker/worker.h"

#define WAIT_MIN_MS	10

/* How long a step may keep the others waiting. */
#define STEP_SHARE_MS	1000
/* Longest time that a round tells news; the rest comes after a pause. */
#define TELL_MAX_MS	100

static TimestampTz news_until = 0;	/* of the round; 0: not begun */

/* The unit that is being run, for messages. */
typedef struct UnitName
{
	const char *step;
	int64		job_id;
} UnitName;

/* What decides whether an error is logged. */
typedef struct LogDecision
{
	const IjFailure *failure;	/* on record before */
	bool		is_trial;
} LogDecision;

static long run_pass(void (*run) (IjPass *pass));
static bool is_late(const IjPass *pass);
/* The last failure of a unit could not be recorded: who remembers that it has been logged? */
static bool records_fail = false;
static IjLogged logged;

static void begin_or_leave(void);
static bool run_unit(IjPass *pass, const char *step, IjUnit unit, int64 job_id);
static void commit_need_not_wait(void);
static bool error_is_new(const ErrorData *error, void *decision);
static void note_failure(IjPass *pass, const char *step, int64 job_id, ErrorData *error);
static void record_failure(IjPass *pass, const char *step, int64 job_id, const ErrorData *error);
static void begin_share(IjPass *pass);
static bool share_is_used_up(const IjPass *pass);
static void report_activity(const UnitName *name);
static void add_context(void *name);
static long wait_after(const IjPass *pass);

/*
 * Makes one pass over what is due.  Returns for how many milliseconds nothing
 * will be, unless a commit wakes the worker before.
 */
long
ij_worker_pass(void)
{
	return run_pass(ij_pass_run);
}

/* The part of a pass that devices and listeners wait for. */
long
ij_worker_tell(void)
{
	return run_pass(ij_pass_announce);
}

static long
run_pass(void (*run) (IjPass *pass))
{
	MemoryContext caller = CurrentMemoryContext;
	IjRunner	runner = {0};
	IjPass		pass;
	int64		counts[IJ_PASS_COUNTS];
	volatile long wait_ms = ij_guc_naptime_ms;

	ij_worker_attend();
	if (!ij_load_guard_begin_pass())
	{
		pgstat_report_activity(STATE_IDLE, "waits for a session that has loaded tables directly");
		return wait_ms;
	}
	ij_registry_pass_began();

	ij_pass_init(&pass, ij_now());
	pass.run_unit = run_unit;
	pass.note_failure = note_failure;
	pass.begin_share = begin_share;
	pass.share_is_used_up = share_is_used_up;
	pass.is_late = is_late;
	news_until = 0;
	pass.runner = &runner;

	PG_TRY();
	{
		begin_or_leave();
		ij_isolation_begin(&pass);
		ij_transaction_commit();
		MemoryContextSwitchTo(caller);
		run(&pass);
		wait_ms = wait_after(&pass);
	}
	PG_FINALLY();
	{
		ij_load_guard_end_pass();
	}
	PG_END_TRY();

	ij_registry_set_tells(pass.announces);
	if (pass.announce_left)
		ij_registry_leave_news();
	ij_pass_counts(&pass, counts);
	ij_registry_pass_ended(runner.units, counts);
	ij_pass_end(&pass);
	pgstat_report_activity(STATE_IDLE, NULL);
	return wait_ms;
}

/* IjPass.is_late of the background worker: it tells for a while at a time. */
static bool
is_late(const IjPass *pass)
{
	TimestampTz now = GetCurrentTimestamp();

	if (news_until == 0)
		news_until = TimestampTzPlusMilliseconds(now, TELL_MAX_MS);
	return now > news_until;
}

static void
begin_or_leave(void)
{
	if (!ij_transaction_begin())
		ij_worker_leave(IJ_OUTCOME_NO_EXTENSION);
}

/* IjPass.run_unit of the background worker. */
static bool
run_unit(IjPass *pass, const char *step, IjUnit unit, int64 job_id)
{
	MemoryContext caller = CurrentMemoryContext;
	IjRunner   *runner = pass->runner;
	IjFailure  *failure = ij_isolation_find(pass, step, job_id);
	UnitName	name = {step, job_id};
	LogDecision decision = {failure, pass->is_trial};
	ErrorContextCallback context;
	ErrorData  *volatile error = NULL;
	volatile bool more = false;

	ij_worker_attend();
	pass->unit_end = IJ_UNIT_NOT_DUE;
	pass->unit_error = NULL;
	if (!ij_isolation_is_due(pass, failure))
		return false;

	context.callback = add_context;
	context.arg = &name;
	context.previous = error_context_stack;
	error_context_stack = &context;
	report_activity(&name);

	begin_or_leave();
	PG_TRY();
	{
		more = unit(pass, job_id);
		ij_isolation_succeeded(pass, failure);
		if (more || pass->another_follows)
			commit_need_not_wait();
		ij_transaction_commit();
	}
	PG_CATCH();
	{
		error = ij_transaction_catch(pass->context, error_is_new, &decision);
		more = false;
	}
	PG_END_TRY();
	MemoryContextSwitchTo(caller);
	runner->units++;

	/* Somebody who cancelled the unit wanted an end to it, not a pause. */
	if (error == NULL)
		pass->unit_end = IJ_UNIT_DONE;
	else if (error->sqlerrcode == ERRCODE_QUERY_CANCELED)
	{
		pass->unit_end = IJ_UNIT_CANCELED;
		pass->units_failed++;
	}
	else
	{
		pass->unit_end = IJ_UNIT_FAILED;
		pass->unit_error = error;
		if (!pass->is_trial)
			record_failure(pass, step, job_id, error);
	}
	error_context_stack = context.previous;
	return more;
}

/*
 * The commit of the last batch makes those before it durable, and so does the
 * commit of a device that has come upon one of them.  What a crash takes away
 * before that is done again from the cursor.
 */
static void
commit_need_not_wait(void)
{
	(void) set_config_option("synchronous_commit", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_LOCAL, true, 0, false);
}

static bool
error_is_new(const ErrorData *error, void *arg)
{
	const LogDecision *decision = arg;

	if (decision->is_trial || !ij_isolation_is_new(decision->failure, error))
		return false;
	return !records_fail || ij_log_is_news(&logged, error);
}

/* IjPass.note_failure of the background worker: of a trial, whose error the log does not have yet. */
static void
note_failure(IjPass *pass, const char *step, int64 job_id, ErrorData *error)
{
	if (ij_isolation_is_new(ij_isolation_find(pass, step, job_id), error))
		ereport(LOG,
				(errcode(error->sqlerrcode),
				 errmsg("step \"%s\" failed for all jobs together: %s", step, error->message),
				 errdetail("It goes on job by job.")));
	record_failure(pass, step, job_id, error);
}

/* In a transaction of its own. */
static void
record_failure(IjPass *pass, const char *step, int64 job_id, const ErrorData *error)
{
	MemoryContext caller = CurrentMemoryContext;

	pass->units_failed++;
	records_fail = true;
	begin_or_leave();
	ij_isolation_failed(pass, step, job_id, error);
	ij_transaction_commit();
	records_fail = false;
	MemoryContextSwitchTo(caller);
}

static void
begin_share(IjPass *pass)
{
	IjRunner   *runner = pass->runner;

	runner->share_ends_at = TimestampTzPlusMilliseconds(GetCurrentTimestamp(), STEP_SHARE_MS);
}

static bool
share_is_used_up(const IjPass *pass)
{
	const IjRunner *runner = pass->runner;

	return GetCurrentTimestamp() >= runner->share_ends_at;
}

static void
report_activity(const UnitName *name)
{
	char		activity[NAMEDATALEN * 2];

	if (name->job_id != 0)
		snprintf(activity, sizeof(activity), "iotjobs: %s, job " INT64_FORMAT, name->step, name->job_id);
	else
		snprintf(activity, sizeof(activity), "iotjobs: %s", name->step);
	pgstat_report_activity(STATE_RUNNING, activity);
}

static void
add_context(void *arg)
{
	const UnitName *name = arg;

	if (name->job_id != 0)
		errcontext("step \"%s\" of job " INT64_FORMAT, name->step, name->job_id);
	else
		errcontext("step \"%s\"", name->step);
}

/*
 * How long to nap.  The pass may know of something due before naptime ends.
 * A moment that is not in the future belongs to a unit that failed or is
 * locked by somebody: naptime does for it, hurrying would only spin.
 */
static long
wait_after(const IjPass *pass)
{
	long		wait_ms = ij_guc_naptime_ms;

	if (pass->is_cut_short)
		return 0;
	if (pass->next_at > pass->at && !TIMESTAMP_IS_NOEND(pass->next_at))
	{
		int64		due_ms = (pass->next_at - pass->at) / 1000 + 1;

		wait_ms = Min(wait_ms, Max(due_ms, WAIT_MIN_MS));
	}
	return wait_ms;
}
