/*-------------------------------------------------------------------------
 *
 * schedule_store.c
 *		Jobs that a start time, a maintenance window or an end time is ahead of.
 *
 * iotjobs.job_schedule has a row for each of them and none for any other.
 * Whoever ends a job deletes it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "store/schedule_store.h"
#include "store/spi.h"
#include "store/work_store.h"

static IjStatement insert_schedule = {
	.sql = "INSERT INTO iotjobs.job_schedule (job_id, next_at, next_start_at, next_end_at) VALUES ($1, $2, $3, $4)",
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, TIMESTAMPTZOID},
};

static IjStatement list_due = {
	.sql = "SELECT s.job_id FROM iotjobs.job_schedule AS s WHERE s.next_at" IJ_LE "$1 ORDER BY s.next_at, s.job_id",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TIMESTAMPTZOID},
};

static IjStatement next_due = {
	.sql = "SELECT pg_catalog.min(s.next_at) FROM iotjobs.job_schedule AS s WHERE s.next_at" IJ_GT "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TIMESTAMPTZOID},
};

static IjStatement lock_job = {
	.sql = "SELECT FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1"
	" AND j.status" IJ_EQ "ANY ('{IN_PROGRESS,SCHEDULED}'::iotjobs.job_status[]) FOR NO KEY UPDATE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* Read when the locks are held: somebody else may have just done it. */
static IjStatement read_schedule = {
	.sql = "SELECT j.status" IJ_EQ "'SCHEDULED', j.membership_point IS NOT NULL,"
	" j.membership_point IS NULL OR EXISTS (SELECT FROM iotjobs.job_work AS w"
	" WHERE w.job_id" IJ_EQ "j.id AND w.kind" IJ_EQ "'rollout'), j.scheduling_config::pg_catalog.jsonb"
	" FROM iotjobs.job_schedule AS s JOIN iotjobs.job AS j ON j.id" IJ_EQ "s.job_id"
	" WHERE s.job_id" IJ_EQ "$1 AND s.next_at" IJ_LE "$2",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement first_start = {
	.sql = "WITH started AS (UPDATE iotjobs.job SET status = 'IN_PROGRESS', last_updated_at = $2,"
	" membership_point = pg_catalog.nextval('iotjobs.membership_sequence'::pg_catalog.regclass)"
	" WHERE id" IJ_EQ "$1 RETURNING id)"
	" INSERT INTO iotjobs.job_work (job_id, kind, next_at) SELECT s.id, 'rollout', $2 FROM started AS s",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement start_again = {
	.sql = "WITH started AS (UPDATE iotjobs.job SET status = 'IN_PROGRESS', last_updated_at = $2"
	" WHERE id" IJ_EQ "$1 RETURNING id)"
	" UPDATE iotjobs.job_work AS w SET next_at = $2 FROM started AS s"
	" WHERE w.job_id" IJ_EQ "s.id AND w.kind" IJ_EQ "'rollout'",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement pause_job = {
	.sql = "WITH paused AS (UPDATE iotjobs.job SET status = 'SCHEDULED', last_updated_at = $2"
	" WHERE id" IJ_EQ "$1 RETURNING id)"
	" UPDATE iotjobs.job_work AS w SET next_at = 'infinity' FROM paused AS p"
	" WHERE w.job_id" IJ_EQ "p.id AND w.kind" IJ_EQ "'rollout'",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

/* What is left goes on, or is canceled, whether or not a window is open. */
static IjStatement end_job = {
	.sql = "WITH ended AS (UPDATE iotjobs.job SET status = 'IN_PROGRESS', ended_at = $2, last_updated_at = $2"
	" WHERE id" IJ_EQ "$1),"
	" forgotten AS (DELETE FROM iotjobs.job_release WHERE job_id" IJ_EQ "$1)"
	" DELETE FROM iotjobs.job_work WHERE job_id" IJ_EQ "$1 AND kind" IJ_EQ "'rollout'",
	.expect = SPI_OK_DELETE,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement owe_cancel = {
	.sql = "INSERT INTO iotjobs.job_work (job_id, kind, next_at) VALUES ($1, 'cancel', $2)",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement save_schedule = {
	.sql = "UPDATE iotjobs.job_schedule SET next_at = $2, next_start_at = $3, next_end_at = $4"
	" WHERE job_id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 4,
	.argtypes = {INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, TIMESTAMPTZOID},
};

static IjStatement delete_schedule = {
	.sql = "DELETE FROM iotjobs.job_schedule WHERE job_id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement count_concurrent = {
	.sql = "SELECT pg_catalog.count(*) FROM (SELECT FROM iotjobs.job_work AS w WHERE w.job_id" IJ_NE "$1"
	" AND w.kind" IJ_NE "'delete' AND w.next_at" IJ_LT "'infinity' LIMIT $2) AS c",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

static void write_look(IjStatement *statement, int64 job_key, const IjScheduleLook *look);

void
ij_schedule_insert(int64 job_key, const IjScheduleLook *look)
{
	if (!TIMESTAMP_IS_NOEND(look->next))
		write_look(&insert_schedule, job_key, look);
}

int
ij_schedule_list_due(TimestampTz at, int64 **job_keys)
{
	Datum		values[] = {TimestampTzGetDatum(at)};

	return ij_row_keys(ij_run(&list_due, values, NULL), job_keys);
}

TimestampTz
ij_schedule_next_at(TimestampTz at)
{
	Datum		values[] = {TimestampTzGetDatum(at)};

	ij_run(&next_due, values, NULL);
	return ij_row_is_null(0, 1) ? DT_NOEND : ij_row_time(0, 1);
}

bool
ij_schedule_lock(int64 job_key, TimestampTz at, IjScheduledJob *job)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(at)};

	if (ij_run(&lock_job, values, NULL) == 0 || !ij_work_try_lock(job_key) ||
		ij_run(&read_schedule, values, NULL) == 0)
		return false;
	job->is_waiting = ij_row_bool(0, 1);
	job->has_started = ij_row_bool(0, 2);
	job->has_rollout = ij_row_bool(0, 3);
	job->scheduling_config = ij_row_jsonb(0, 4);
	return true;
}

void
ij_schedule_start(int64 job_key, const IjScheduledJob *job, TimestampTz at)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(at)};

	ij_run(job->has_started ? &start_again : &first_start, values, NULL);
}

void
ij_schedule_pause(int64 job_key, TimestampTz at)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(at)};

	ij_run(&pause_job, values, NULL);
}

void
ij_schedule_end(int64 job_key, bool cancel, TimestampTz at)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(at)};

	ij_run(&end_job, values, NULL);
	if (cancel)
		ij_run(&owe_cancel, values, NULL);
}

void
ij_schedule_save(int64 job_key, const IjScheduleLook *look)
{
	Datum		values[] = {Int64GetDatum(job_key)};

	if (TIMESTAMP_IS_NOEND(look->next))
		ij_run(&delete_schedule, values, NULL);
	else
		write_look(&save_schedule, job_key, look);
}

bool
ij_schedule_others_concurrent(int64 job_key, int limit)
{
	Datum		values[] = {Int64GetDatum(job_key), Int64GetDatum(limit)};

	ij_run(&count_concurrent, values, NULL);
	return ij_row_int64(0, 1) >= limit;
}

static void
write_look(IjStatement *statement, int64 job_key, const IjScheduleLook *look)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(look->next),
	TimestampTzGetDatum(look->opens), TimestampTzGetDatum(look->closes)};
	bool		nulls[] = {false, false, TIMESTAMP_IS_NOEND(look->opens), TIMESTAMP_IS_NOEND(look->closes)};

	ij_run(statement, values, nulls);
}
