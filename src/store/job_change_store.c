/*-------------------------------------------------------------------------
 *
 * job_change_store.c
 *		Changes of a job after its creation, and what the quotas count.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "store/job_change_store.h"
#include "store/job_event_store.h"
#include "store/spi.h"

static IjStatement update_job = {
	.sql = "UPDATE iotjobs.job SET description = COALESCE($2, description),"
	" presigned_url_config = COALESCE($3, presigned_url_config),"
	" job_executions_rollout_config = COALESCE($4, job_executions_rollout_config),"
	" abort_config = COALESCE($5, abort_config), timeout_config = COALESCE($6, timeout_config),"
	" job_executions_retry_config = COALESCE($7, job_executions_retry_config), last_updated_at = $8"
	" WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 8,
	.argtypes = {INT8OID, TEXTOID, JSONBOID, JSONBOID, JSONBOID, JSONBOID, JSONBOID, TIMESTAMPTZOID},
};

/* A rollout that waits for its rate, and not for its window, looks again at once: the rate may be a new one. */
static IjStatement hasten_rollout = {
	.sql = "UPDATE iotjobs.job_work SET next_at = $2"
	" WHERE job_id" IJ_EQ "$1 AND next_at" IJ_GT "$2 AND next_at" IJ_LT "'infinity'",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

/* With new targets, who has joined by now is a target, and the rollout's. */
static IjStatement note_targets = {
	.sql = "UPDATE iotjobs.job SET comment = COALESCE($2, comment), last_updated_at = $3,"
	" membership_point = CASE WHEN $4 THEN pg_catalog.nextval('iotjobs.membership_sequence'::pg_catalog.regclass)"
	" ELSE membership_point END"
	" WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 4,
	.argtypes = {INT8OID, TEXTOID, TIMESTAMPTZOID, BOOLOID},
};

/* Things that have an execution already are passed over, and count as notified. */
static IjStatement restart_rollout = {
	.sql = "INSERT INTO iotjobs.job_work (job_id, kind, notified, next_at)"
	" VALUES ($1, 'rollout', COALESCE((SELECT c.queued" IJ_ADD "c.in_progress" IJ_ADD "c.succeeded" IJ_ADD "c.failed"
	IJ_ADD "c.timed_out" IJ_ADD "c.rejected" IJ_ADD "c.removed" IJ_ADD "c.canceled"
	" FROM iotjobs.job_count AS c WHERE c.job_id" IJ_EQ "$1), 0), $2)"
	" ON CONFLICT (job_id) DO UPDATE SET cursor_group_id = 0, cursor_thing_id = 0, next_at = $2",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement begin_deletion = {
	.sql = "WITH forgotten AS (DELETE FROM iotjobs.job_schedule WHERE job_id" IJ_EQ "$1)"
	" UPDATE iotjobs.job SET status = 'DELETION_IN_PROGRESS', last_updated_at = $2 WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement turn_to_delete = {
	.sql = "INSERT INTO iotjobs.job_work (job_id, kind, next_at) VALUES ($1, 'delete', $2)"
	" ON CONFLICT (job_id) DO UPDATE SET kind = 'delete', cursor_group_id = 0, cursor_thing_id = 0, next_at = $2",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement count_targets = {
	.sql = "SELECT pg_catalog.count(*) FROM iotjobs.job_target AS g WHERE g.job_id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement count_in_deletion = {
	.sql = "SELECT pg_catalog.count(*) FROM iotjobs.job_work AS w WHERE w.kind" IJ_EQ "'delete'",
	.expect = SPI_OK_SELECT,
};

static IjStatement find_active_behind = {
	.sql = "SELECT FROM iotjobs.job AS j"
	" WHERE j.status" IJ_EQ "ANY ('{IN_PROGRESS,SCHEDULED}'::iotjobs.job_status[]) OFFSET $1 LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

#define SET_POINTER(i, pointer) \
	(values[i] = PointerGetDatum(pointer), nulls[i] = (pointer) == NULL)

void
ij_job_update(int64 key, const IjJobUpdate *update, TimestampTz at)
{
	Datum		values[8];
	bool		nulls[8] = {false};
	Datum		work[] = {Int64GetDatum(key), TimestampTzGetDatum(at)};

	values[0] = Int64GetDatum(key);
	SET_POINTER(1, update->description);
	SET_POINTER(2, update->presigned_url_config);
	SET_POINTER(3, update->job_executions_rollout_config);
	SET_POINTER(4, update->abort_config);
	SET_POINTER(5, update->timeout_config);
	SET_POINTER(6, update->job_executions_retry_config);
	values[7] = TimestampTzGetDatum(at);
	ij_run(&update_job, values, nulls);

	if (update->job_executions_rollout_config != NULL)
		ij_run(&hasten_rollout, work, NULL);
}

void
ij_job_targets_added(int64 key, text *comment, bool has_new_ones, TimestampTz at)
{
	Datum		values[4];
	bool		nulls[4] = {false};
	Datum		work[] = {Int64GetDatum(key), TimestampTzGetDatum(at)};

	values[0] = Int64GetDatum(key);
	SET_POINTER(1, comment);
	values[2] = TimestampTzGetDatum(at);
	values[3] = BoolGetDatum(has_new_ones);
	ij_run(&note_targets, values, nulls);
	if (has_new_ones)
		ij_run(&restart_rollout, work, NULL);
}

void
ij_job_begin_deletion(int64 key, TimestampTz at)
{
	Datum		values[] = {Int64GetDatum(key), TimestampTzGetDatum(at)};

	ij_run(&begin_deletion, values, NULL);
	ij_run(&turn_to_delete, values, NULL);
	ij_job_event_note(key, IJ_JOB_DELETION);
}

int
ij_job_count_targets(int64 key)
{
	Datum		values[] = {Int64GetDatum(key)};

	ij_run(&count_targets, values, NULL);
	return (int) ij_row_int64(0, 1);
}

int
ij_jobs_count_in_deletion(void)
{
	ij_run(&count_in_deletion, NULL, NULL);
	return (int) ij_row_int64(0, 1);
}

bool
ij_jobs_more_active_than(int limit)
{
	Datum		values[] = {Int64GetDatum(limit)};

	return ij_run(&find_active_behind, values, NULL) > 0;
}
