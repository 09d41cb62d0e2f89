/*-------------------------------------------------------------------------
 *
 * delete_store.c
 *		Statements that delete executions and, at last, their job.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "store/delete_store.h"
#include "store/event_store.h"
#include "store/job_event_store.h"
#include "store/owed_store.h"
#include "store/spi.h"

/* Works on the latest attempt only if it is still the version that was read. */
static IjStatement delete_latest = {
	.sql = "WITH gone AS (DELETE FROM iotjobs.job_execution AS e"
	" WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "$2 AND e.execution_number" IJ_EQ "$3 AND e.version" IJ_EQ "$4"
	" RETURNING e.queued_at, e.status, e.version),"
	" closed AS (DELETE FROM iotjobs.open_execution AS o USING gone AS g"
	" WHERE o.thing_id" IJ_EQ "$2 AND o.queued_at" IJ_EQ "g.queued_at AND o.job_id" IJ_EQ "$1),"
	" untimed AS (DELETE FROM iotjobs.execution_timer AS t USING gone"
	" WHERE t.job_id" IJ_EQ "$1 AND t.thing_id" IJ_EQ "$2)"
	" INSERT INTO iotjobs.execution_event"
	" (job_id, thing_id, execution_number, version, happened_at, from_status, to_status, slot)"
	" SELECT $1, $2, $3, g.version, $5, g.status, NULL, $6 FROM gone AS g",
	.expect = SPI_OK_INSERT,
	.nargs = 6,
	.argtypes = {INT8OID, INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, INT2OID},
};

/* It has ended, so nothing of it is open; the counters hold it again. */
static IjStatement restore_former = {
	.sql = "WITH former AS (DELETE FROM iotjobs.job_execution_attempt AS a"
	" WHERE a.job_id" IJ_EQ "$1 AND a.thing_id" IJ_EQ "$2 AND a.execution_number" IJ_EQ "("
	"SELECT pg_catalog.max(b.execution_number) FROM iotjobs.job_execution_attempt AS b"
	" WHERE b.job_id" IJ_EQ "$1 AND b.thing_id" IJ_EQ "$2) RETURNING a.*),"
	" restored AS (INSERT INTO iotjobs.job_execution SELECT * FROM former)"
	" INSERT INTO iotjobs.execution_event"
	" (job_id, thing_id, execution_number, version, happened_at, from_status, to_status, slot)"
	" SELECT $1, $2, f.execution_number, f.version, $3, NULL, f.status, $4 FROM former AS f",
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8OID, TIMESTAMPTZOID, INT2OID},
};

/*
 * In the log it becomes the latest again, and goes away like the latest: so the
 * counters lose an attempt that was retried, and no thing.
 */
static IjStatement delete_earlier = {
	.sql = "WITH gone AS (DELETE FROM iotjobs.job_execution_attempt AS a"
	" WHERE a.job_id" IJ_EQ "$1 AND a.thing_id" IJ_EQ "$2 AND a.execution_number" IJ_EQ "$3"
	" RETURNING a.status, a.version)"
	" INSERT INTO iotjobs.execution_event"
	" (job_id, thing_id, execution_number, version, happened_at, from_status, to_status, slot)"
	" SELECT $1, $2, $3, g.version, $4, s.from_status, s.to_status, $5 FROM gone AS g"
	" CROSS JOIN LATERAL (VALUES (NULL, g.status), (g.status, NULL)) AS s (from_status, to_status)",
	.expect = SPI_OK_INSERT,
	.nargs = 5,
	.argtypes = {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, INT2OID},
};

/* A device that reports at this moment either is waited for, or finds nothing any more. */
static IjStatement delete_batch = {
	.sql = "WITH batch AS MATERIALIZED (SELECT e.thing_id FROM iotjobs.job_execution AS e"
	" WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_GT "$2 ORDER BY e.thing_id LIMIT $3 FOR UPDATE OF e),"
	" gone AS (DELETE FROM iotjobs.job_execution AS e USING batch AS b"
	" WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "b.thing_id RETURNING e.thing_id, e.queued_at, e.status),"
	" closed AS (DELETE FROM iotjobs.open_execution AS o USING gone AS g"
	" WHERE o.thing_id" IJ_EQ "g.thing_id AND o.queued_at" IJ_EQ "g.queued_at AND o.job_id" IJ_EQ "$1),"
	" untimed AS (DELETE FROM iotjobs.execution_timer AS t USING gone AS g"
	" WHERE t.job_id" IJ_EQ "$1 AND t.thing_id" IJ_EQ "g.thing_id),"
	" earlier AS (DELETE FROM iotjobs.job_execution_attempt AS a USING gone AS g"
	" WHERE a.job_id" IJ_EQ "$1 AND a.thing_id" IJ_EQ "g.thing_id),"
	" logged AS (INSERT INTO iotjobs.execution_event (job_id, count, happened_at, from_status, to_status, slot, thing_ids)"
	" SELECT $1, pg_catalog.count(*), $4, g.status, NULL, $5, " IJ_THINGS_OF_EVENT("g.thing_id")
	" FROM gone AS g GROUP BY g.status)"
	" SELECT (SELECT pg_catalog.count(*) FROM batch), (SELECT pg_catalog.max(b.thing_id) FROM batch AS b),"
	" (SELECT pg_catalog.count(*) FROM gone)",
	.expect = SPI_OK_SELECT,
	.nargs = 5,
	.argtypes = {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, INT2OID},
};

/* Its history stays in the log. */
static IjStatement delete_job = {
	.sql = "WITH targets AS (DELETE FROM iotjobs.job_target WHERE job_id" IJ_EQ "$1),"
	" counted AS (DELETE FROM iotjobs.job_counter WHERE job_id" IJ_EQ "$1),"
	" released AS (DELETE FROM iotjobs.job_release WHERE job_id" IJ_EQ "$1),"
	" owed AS (DELETE FROM iotjobs.owed_execution WHERE job_id" IJ_EQ "$1),"
	" deferred AS (DELETE FROM iotjobs.deferred_membership WHERE job_id" IJ_EQ "$1),"
	" remembered AS (DELETE FROM iotjobs.former_execution WHERE job_id" IJ_EQ "$1),"
	" walked AS (DELETE FROM iotjobs.job_retention WHERE job_id" IJ_EQ "$1),"
	" done AS (DELETE FROM iotjobs.job_work WHERE job_id" IJ_EQ "$1)"
	" DELETE FROM iotjobs.job WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT8OID},
};

bool
ij_execution_delete(const IjExecution *execution, TimestampTz at)
{
	Datum		values[] = {Int64GetDatum(execution->job_key), Int64GetDatum(execution->thing_key),
		Int64GetDatum(execution->execution_number), Int64GetDatum(execution->version),
	TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at))};
	Datum		former[] = {values[0], values[1], values[4], values[5]};
	Datum		earlier[] = {values[0], values[1], values[2], values[4], values[5]};

	/* Comes first: then nobody is about to repeat the attempt that goes. */
	ij_owed_drop(execution->job_key, execution->thing_key, execution->execution_number);
	if (ij_run(&delete_latest, values, NULL) == 0)
		return ij_run(&delete_earlier, earlier, NULL) > 0;
	ij_run(&restore_former, former, NULL);
	return true;
}

void
ij_work_delete_executions(const IjWork *work, int64 limit, TimestampTz at, IjBatch *batch)
{
	Datum		values[] = {Int64GetDatum(work->job_key), Int64GetDatum(work->cursor_thing),
	Int64GetDatum(limit), TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at))};

	ij_run(&delete_batch, values, NULL);
	batch->looked_at = ij_row_int64(0, 1);
	batch->last_thing = ij_row_int64(0, 2);
	batch->changed = ij_row_int64(0, 3);
}

void
ij_work_delete_job(int64 job_key)
{
	Datum		values[] = {Int64GetDatum(job_key)};

	ij_job_event_note(job_key, IJ_JOB_DELETED);
	ij_run(&delete_job, values, NULL);
}
