/*-------------------------------------------------------------------------
 *
 * retention_store.c
 *		Jobs and executions whose time of retention is over.
 *
 * job.retention_from says which job to look at, and when: as soon as it is
 * older than the retention.  A job with more to delete goes to the end of that
 * line after each batch; one that has been looked at from end to end comes
 * again when something of it may be due.  So the cost follows what is deleted,
 * and a look again at jobs that are old and alive, once a day.
 *
 * Executions are walked in the order in which they were queued, because none
 * has ended before that, and because no index knows when they ended: it would
 * make each report of a device dearer.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "store/delete_store.h"
#include "store/event_store.h"
#include "store/retention_store.h"
#include "store/spi.h"

static IjStatement list_due = {
	.sql = "SELECT j.id FROM iotjobs.job AS j WHERE j.retention_from" IJ_LE "$1 AND j.id" IJ_NE "ALL ($3)"
	" ORDER BY j.retention_from, j.id LIMIT $2",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {TIMESTAMPTZOID, INT8OID, INT8ARRAYOID},
};

static IjStatement lock_job = {
	.sql = "SELECT j.status" IJ_EQ "ANY ('{IN_PROGRESS,SCHEDULED}'::iotjobs.job_status[]),"
	" j.status" IJ_EQ "'DELETION_IN_PROGRESS'"
	" OR EXISTS (SELECT FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "j.id),"
	" j.last_updated_at, j.created_at"
	" FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1 AND j.retention_from" IJ_LE "$2"
	" FOR NO KEY UPDATE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement look_again = {
	.sql = "WITH walked AS (DELETE FROM iotjobs.job_retention WHERE job_id" IJ_EQ "$1)"
	" UPDATE iotjobs.job SET retention_from = $2 WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement go_on_later = {
	.sql = "WITH walked AS (INSERT INTO iotjobs.job_retention AS r (job_id, cursor_queued_at, cursor_thing_id)"
	" VALUES ($1, $3, $4) ON CONFLICT (job_id) DO UPDATE SET cursor_queued_at = $3, cursor_thing_id = $4)"
	" UPDATE iotjobs.job SET retention_from = $2 WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 4,
	.argtypes = {INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID},
};

static IjStatement read_cursor = {
	.sql = "SELECT r.cursor_queued_at, r.cursor_thing_id FROM iotjobs.job_retention AS r WHERE r.job_id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/*
 * What has ended is changed by nobody but who deletes it, so this waits for
 * nobody.  What is owed a retry has not ended for good.  The counters lose
 * what goes; of a job that runs ($6), the thing is remembered, lest it gets
 * the job once more.
 */
static IjStatement delete_old = {
	.sql = "WITH looked AS MATERIALIZED (SELECT e.queued_at, e.thing_id FROM iotjobs.job_execution AS e"
	" WHERE e.job_id" IJ_EQ "$1 AND e.queued_at" IJ_LE "$2 AND (e.queued_at, e.thing_id)" IJ_GT "($3, $4)"
	" ORDER BY e.queued_at, e.thing_id LIMIT $5),"
	" old AS MATERIALIZED (SELECT e.thing_id FROM looked AS l"
	" JOIN iotjobs.job_execution AS e ON e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "l.thing_id"
	" WHERE e.last_updated_at" IJ_LE "$2"
	" AND e.status" IJ_NE "ALL ('{QUEUED,IN_PROGRESS}'::iotjobs.job_execution_status[])"
	" AND NOT EXISTS (SELECT FROM iotjobs.owed_execution AS o"
	" WHERE o.job_id" IJ_EQ "$1 AND o.thing_id" IJ_EQ "e.thing_id)"
	" ORDER BY e.thing_id FOR UPDATE OF e),"
	" gone AS (DELETE FROM iotjobs.job_execution AS e USING old AS o"
	" WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "o.thing_id RETURNING e.thing_id, e.execution_number, e.status),"
	" earlier AS (DELETE FROM iotjobs.job_execution_attempt AS a USING gone AS g"
	" WHERE a.job_id" IJ_EQ "$1 AND a.thing_id" IJ_EQ "g.thing_id RETURNING a.thing_id, a.status),"
	IJ_LOG_EARLIER("$1", "$7", "$8") ","
	" remembered AS (INSERT INTO iotjobs.former_execution AS f (job_id, thing_id, execution_number, was_removed)"
	" SELECT $1, g.thing_id, g.execution_number, g.status" IJ_EQ "'REMOVED' FROM gone AS g WHERE $6"
	" ON CONFLICT (job_id, thing_id) DO UPDATE"
	" SET execution_number = excluded.execution_number, was_removed = excluded.was_removed),"
	" logged AS (INSERT INTO iotjobs.execution_event (job_id, count, happened_at, from_status, to_status, slot, thing_ids)"
	" SELECT $1, pg_catalog.count(*), $7, g.status, NULL, $8, " IJ_THINGS_OF_EVENT("g.thing_id")
	" FROM gone AS g GROUP BY g.status)"
	" SELECT (SELECT pg_catalog.count(*) FROM looked),"
	" (SELECT l.queued_at FROM looked AS l ORDER BY l.queued_at DESC, l.thing_id DESC LIMIT 1),"
	" (SELECT l.thing_id FROM looked AS l ORDER BY l.queued_at DESC, l.thing_id DESC LIMIT 1),"
	" (SELECT pg_catalog.count(*) FROM gone), (SELECT pg_catalog.count(*) FROM earlier)",
	.expect = SPI_OK_SELECT,
	.nargs = 8,
	.argtypes = {INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID, INT8OID, BOOLOID, TIMESTAMPTZOID, INT2OID},
};

/* Earlier attempts of executions that are not old themselves. */
static IjStatement delete_old_attempts = {
	.sql = "WITH old AS MATERIALIZED (SELECT a.thing_id, a.execution_number FROM iotjobs.job_execution_attempt AS a"
	" WHERE a.job_id" IJ_EQ "$1 AND a.queued_at" IJ_LE "$2 AND a.last_updated_at" IJ_LE "$2"
	" ORDER BY a.queued_at, a.thing_id, a.execution_number LIMIT $3),"
	" earlier AS (DELETE FROM iotjobs.job_execution_attempt AS a USING old AS o"
	" WHERE a.job_id" IJ_EQ "$1 AND a.thing_id" IJ_EQ "o.thing_id AND a.execution_number" IJ_EQ "o.execution_number"
	" RETURNING a.thing_id, a.status),"
	IJ_LOG_EARLIER("$1", "$4", "$5")
	" SELECT pg_catalog.count(*) FROM earlier",
	.expect = SPI_OK_SELECT,
	.nargs = 5,
	.argtypes = {INT8OID, TIMESTAMPTZOID, INT8OID, TIMESTAMPTZOID, INT2OID},
};

static IjStatement has_execution = {
	.sql = "SELECT FROM iotjobs.job_execution AS e WHERE e.job_id" IJ_EQ "$1 LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

int
ij_retention_list(TimestampTz oldest, int64 limit, ArrayType *but, int64 **job_keys)
{
	Datum		values[] = {TimestampTzGetDatum(oldest), Int64GetDatum(limit), PointerGetDatum(but)};

	return ij_row_keys(ij_run(&list_due, values, NULL), job_keys);
}

IjRetentionState
ij_retention_lock(int64 job_key, TimestampTz oldest)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(oldest)};
	bool		is_busy;
	bool		runs;
	TimestampTz from;

	if (ij_run(&lock_job, values, NULL) == 0)
		return IJ_RETENTION_NOTHING;
	runs = ij_row_bool(0, 1);
	is_busy = ij_row_bool(0, 2);

	/* An ended job is whole until all of it goes, which is counted from its end. */
	from = ij_row_time(0, runs ? 4 : 3);
	if (from <= oldest && !is_busy)
		return runs ? IJ_RETENTION_RUNS : IJ_RETENTION_ENDED;

	values[1] = TimestampTzGetDatum(Max(from, is_busy ? oldest + USECS_PER_DAY : from));
	ij_run(&look_again, values, NULL);
	return IJ_RETENTION_WAITS;
}

void
ij_retention_delete(int64 job_key, IjRetentionState state, TimestampTz oldest,
					int64 limit, TimestampTz at, IjRetentionBatch *batch)
{
	Datum		cursor[] = {Int64GetDatum(job_key), TimestampTzGetDatum(oldest),
	TimestampTzGetDatum(DT_NOBEGIN), Int64GetDatum(0)};
	Datum		values[] = {cursor[0], cursor[1], 0, 0, Int64GetDatum(limit),
		BoolGetDatum(state == IJ_RETENTION_RUNS), TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at))};
	Datum		attempts[] = {cursor[0], cursor[1], Int64GetDatum(limit), TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at))};

	if (ij_run(&read_cursor, cursor, NULL) > 0)
	{
		cursor[2] = TimestampTzGetDatum(ij_row_time(0, 1));
		cursor[3] = Int64GetDatum(ij_row_int64(0, 2));
	}
	values[2] = cursor[2];
	values[3] = cursor[3];

	ij_run(&delete_old, values, NULL);
	batch->at_end = ij_row_int64(0, 1) < limit;
	if (ij_row_int64(0, 1) > 0)
	{
		cursor[2] = TimestampTzGetDatum(ij_row_time(0, 2));
		cursor[3] = Int64GetDatum(ij_row_int64(0, 3));
	}
	batch->executions = ij_row_int64(0, 4);
	batch->attempts = ij_row_int64(0, 5);

	if (batch->at_end)
	{
		int64		deleted;

		ij_run(&delete_old_attempts, attempts, NULL);
		deleted = ij_row_int64(0, 1);
		batch->attempts += deleted;
		batch->at_end = deleted < limit;
	}
	if (!batch->at_end)
		ij_run(&go_on_later, cursor, NULL);
}

bool
ij_retention_finish(int64 job_key, IjRetentionState state, TimestampTz oldest)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(oldest + USECS_PER_DAY)};

	if (state == IJ_RETENTION_ENDED && ij_run(&has_execution, values, NULL) == 0)
	{
		ij_work_delete_job(job_key);
		return true;
	}
	ij_run(&look_again, values, NULL);
	return false;
}
