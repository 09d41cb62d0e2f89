/*-------------------------------------------------------------------------
 *
 * owed_store.c
 *		Executions that jobs owe to things: retries, and what had to wait.
 *
 * Whoever ends an attempt that may be retried puts its thing on the list, in
 * the same transaction; a step of the worker pays.  A row says only whom to
 * look at: what is paid follows from the job and the latest attempt as they
 * are then, so a row that comes too late does no harm.
 *
 * Who deletes an attempt takes its thing off the list before.  So whoever has
 * taken a thing off finds its latest attempt at rest.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "store/event_store.h"
#include "store/membership_log_store.h"
#include "store/owed_store.h"
#include "store/spi.h"

static IjStatement list_retrying_jobs = {
	.sql = "SELECT j.id, j.job_executions_retry_config::pg_catalog.jsonb FROM iotjobs.job AS j"
	" WHERE j.id" IJ_EQ "ANY ($1) AND j.job_executions_retry_config IS NOT NULL"
	" AND j.status" IJ_EQ "ANY ('{IN_PROGRESS,SCHEDULED}'::iotjobs.job_status[]) AND j.ended_at IS NULL ORDER BY j.id",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8ARRAYOID},
};

/* OFFSET 0: thing by thing.  A job that has few executions to the planner may have a million. */
static IjStatement read_things = {
	.sql = "SELECT x.thing_id, t.deleted_at IS NOT NULL, e.status::pg_catalog.text,"
	" e.retry_attempt::pg_catalog.int4, e.failed_retries::pg_catalog.int4"
	" FROM pg_catalog.unnest($2) AS x (thing_id)"
	" JOIN iotjobs.thing AS t ON t.id" IJ_EQ "x.thing_id"
	" LEFT JOIN LATERAL (SELECT y.* FROM iotjobs.job_execution AS y"
	" WHERE y.job_id" IJ_EQ "$1 AND y.thing_id" IJ_EQ "x.thing_id OFFSET 0) AS e ON true"
	" ORDER BY x.thing_id",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8ARRAYOID},
};

static IjStatement add_things = {
	.sql = "INSERT INTO iotjobs.owed_execution (job_id, thing_id)"
	" SELECT $1, pg_catalog.unnest($2) ON CONFLICT DO NOTHING",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8ARRAYOID},
};

static IjStatement drop_retry = {
	.sql = "DELETE FROM iotjobs.owed_execution WHERE job_id" IJ_EQ "$1 AND thing_id" IJ_EQ "$2"
	" AND EXISTS (SELECT FROM iotjobs.job_execution AS e"
	" WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "$2 AND e.execution_number" IJ_EQ "$3)",
	.expect = SPI_OK_DELETE,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, INT8OID},
};

/* From job to job along the index, however long their lists are. */
static IjStatement list_jobs = {
	.sql = "WITH RECURSIVE owing (job_id) AS ("
	"(SELECT o.job_id FROM iotjobs.owed_execution AS o ORDER BY o.job_id LIMIT 1)"
	" UNION ALL SELECT (SELECT o.job_id FROM iotjobs.owed_execution AS o"
	" WHERE o.job_id" IJ_GT "w.job_id ORDER BY o.job_id LIMIT 1)"
	" FROM owing AS w WHERE w.job_id IS NOT NULL)"
	" SELECT w.job_id FROM owing AS w LEFT JOIN iotjobs.job AS j ON j.id" IJ_EQ "w.job_id"
	" WHERE w.job_id IS NOT NULL AND (j.status" IJ_EQ "'SCHEDULED') IS NOT TRUE ORDER BY w.job_id",
	.expect = SPI_OK_SELECT,
};

/* A job that somebody is changing is left for the next pass. */
static IjStatement lock_job = {
	.sql = "SELECT j.status" IJ_EQ "'IN_PROGRESS' AND j.ended_at IS NULL, j.status" IJ_EQ "'SCHEDULED',"
	" j.job_executions_retry_config::pg_catalog.jsonb"
	" FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1 FOR SHARE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement find_job = {
	.sql = "SELECT FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* FOR KEY SHARE like the membership step: no rollout of the job runs beside it. */
static IjStatement lock_work = {
	.sql = "SELECT (SELECT pg_catalog.count(*) FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "$1)"
	IJ_EQ "(SELECT pg_catalog.count(*) FROM (SELECT FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "$1"
	" FOR KEY SHARE SKIP LOCKED) AS l)",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement take_things = {
	.sql = "WITH taken AS (DELETE FROM iotjobs.owed_execution AS d WHERE d.job_id" IJ_EQ "$1"
	" AND d.ctid" IJ_EQ "ANY (ARRAY(SELECT o.ctid FROM iotjobs.owed_execution AS o"
	" WHERE o.job_id" IJ_EQ "$1 ORDER BY o.thing_id LIMIT $2 FOR UPDATE SKIP LOCKED))"
	" RETURNING d.thing_id)"
	" SELECT pg_catalog.array_agg(t.thing_id ORDER BY t.thing_id), pg_catalog.count(*) FROM taken AS t",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

/*
 * The attempt that has ended makes way for the next.  No attempt is queued
 * before the one that it repeats has ended, whatever the clocks say.
 */
static IjStatement retry_things = {
	.sql = "WITH ended AS (DELETE FROM iotjobs.job_execution AS d WHERE d.ctid" IJ_EQ "ANY (ARRAY("
	"SELECT e.ctid FROM pg_catalog.unnest($2) AS x (thing_id)"
	" CROSS JOIN LATERAL (SELECT y.ctid, y.status FROM iotjobs.job_execution AS y"
	" WHERE y.job_id" IJ_EQ "$1 AND y.thing_id" IJ_EQ "x.thing_id OFFSET 0) AS e"
	" WHERE e.status" IJ_EQ "ANY ('{FAILED,TIMED_OUT}'::iotjobs.job_execution_status[]))) RETURNING d.*),"
	" kept AS (INSERT INTO iotjobs.job_execution_attempt SELECT * FROM ended),"
	" next AS MATERIALIZED (SELECT e.thing_id, e.execution_number" IJ_ADD "1 AS execution_number,"
	" GREATEST($3, e.last_updated_at) AS queued_at, e.status AS from_status,"
	" e.retry_attempt" IJ_ADD "1::pg_catalog.int2 AS retry_attempt,"
	" CASE WHEN e.status" IJ_EQ "'FAILED' THEN e.failed_retries" IJ_ADD "1::pg_catalog.int2"
	" ELSE e.failed_retries END AS failed_retries, e.brings_packages FROM ended AS e),"
	" added AS (INSERT INTO iotjobs.job_execution (job_id, thing_id, execution_number, version,"
	" queued_at, last_updated_at, status, retry_attempt, failed_retries, force_canceled, brings_packages)"
	" SELECT $1, n.thing_id, n.execution_number, 1, n.queued_at, n.queued_at, 'QUEUED',"
	" n.retry_attempt, n.failed_retries, false, n.brings_packages FROM next AS n),"
	" queued AS (INSERT INTO iotjobs.open_execution (thing_id, queued_at, job_id)"
	" SELECT n.thing_id, n.queued_at, $1 FROM next AS n)"
	" INSERT INTO iotjobs.execution_event"
	" (job_id, thing_id, execution_number, version, happened_at, from_status, to_status, slot)"
	" SELECT $1, n.thing_id, n.execution_number, 1, n.queued_at, n.from_status, 'QUEUED', $4 FROM next AS n",
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8ARRAYOID, TIMESTAMPTZOID, INT2OID},
};

int
ij_owed_retrying_jobs(ArrayType *job_keys, IjRetryingJob **jobs)
{
	Datum		values[] = {PointerGetDatum(job_keys)};
	uint64		n = ij_run(&list_retrying_jobs, values, NULL);

	*jobs = palloc(sizeof(IjRetryingJob) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
	{
		(*jobs)[i].job_key = ij_row_int64(i, 1);
		(*jobs)[i].retry_config = ij_row_jsonb(i, 2);
	}
	return (int) n;
}

uint64
ij_owed_read_things(int64 job_key, ArrayType *thing_keys, IjOwedThing **things)
{
	Datum		values[] = {Int64GetDatum(job_key), PointerGetDatum(thing_keys)};
	uint64		n = ij_run(&read_things, values, NULL);

	*things = palloc0(sizeof(IjOwedThing) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
	{
		IjOwedThing *thing = &(*things)[i];

		thing->thing_key = ij_row_int64(i, 1);
		thing->is_deleted = ij_row_bool(i, 2);
		thing->has_attempt = !ij_row_is_null(i, 3);
		if (thing->has_attempt)
		{
			char	   *status = ij_row_cstring(i, 3);

			if (!ij_exec_status_from_word(status, strlen(status), &thing->status))
				elog(ERROR, "execution status %s is unknown", status);
		}
		thing->had.all = ij_row_int32(i, 4);
		thing->had.of_failed = ij_row_int32(i, 5);
	}
	return n;
}

void
ij_owed_add(int64 job_key, ArrayType *thing_keys)
{
	Datum		values[] = {Int64GetDatum(job_key), PointerGetDatum(thing_keys)};

	ij_run(&add_things, values, NULL);
}

void
ij_owed_drop(int64 job_key, int64 thing_key, int64 execution_number)
{
	Datum		values[] = {Int64GetDatum(job_key), Int64GetDatum(thing_key),
	Int64GetDatum(execution_number)};

	ij_run(&drop_retry, values, NULL);
}

int
ij_owed_list_jobs(int64 **job_keys)
{
	return ij_row_keys(ij_run(&list_jobs, NULL, NULL), job_keys);
}

/*
 * Memberships are not carried into jobs meanwhile, so that a thing that leaves
 * or is deleted finds either the debt or the execution.
 */
IjOwedJobState
ij_owed_lock_job(int64 job_key, Jsonb **retry_config)
{
	Datum		values[] = {Int64GetDatum(job_key)};
	bool		is_due;

	*retry_config = NULL;
	if (!ij_membership_lock_log())
		return IJ_OWED_WAITS;
	if (ij_run(&lock_job, values, NULL) == 0)
		return ij_run(&find_job, values, NULL) == 0 ? IJ_OWED_IS_VOID : IJ_OWED_WAITS;
	is_due = ij_row_bool(0, 1);
	if (!is_due)
		return ij_row_bool(0, 2) ? IJ_OWED_WAITS : IJ_OWED_IS_VOID;

	*retry_config = ij_row_jsonb(0, 3);
	ij_run(&lock_work, values, NULL);
	return ij_row_bool(0, 1) ? IJ_OWED_IS_DUE : IJ_OWED_WAITS;
}

int64
ij_owed_take(int64 job_key, int64 limit, ArrayType **thing_keys)
{
	Datum		values[] = {Int64GetDatum(job_key), Int64GetDatum(limit)};

	ij_run(&take_things, values, NULL);
	*thing_keys = ij_row_array(0, 1);
	return ij_row_int64(0, 2);
}

int64
ij_owed_retry(int64 job_key, ArrayType *thing_keys, TimestampTz at)
{
	Datum		values[] = {Int64GetDatum(job_key), PointerGetDatum(thing_keys),
	TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at))};

	return (int64) ij_run(&retry_things, values, NULL);
}
