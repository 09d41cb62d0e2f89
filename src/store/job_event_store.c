/*-------------------------------------------------------------------------
 *
 * job_event_store.c
 *		Lifecycle events of jobs, and which events are switched on.
 *
 * A change of a job notes its event in its own transaction, with what the job
 * was at that moment, because the job may be gone when the worker comes to
 * tell of it.  Such changes are few, so that the worker takes the rows out.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "clock.h"
#include "store/event_store.h"
#include "store/job_event_store.h"
#include "store/outbox_store.h"
#include "store/spi.h"

/* The id of a deleted job is needed for events of its executions, too. */
static IjStatement is_on = {
	.sql = "SELECT FROM iotjobs.event_configuration AS c WHERE c.enabled"
	" AND (c.event_type" IJ_EQ "'JOB' OR c.event_type" IJ_EQ "'JOB_EXECUTION' AND $1" IJ_EQ "'" IJ_JOB_DELETED "')",
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

/* Milliseconds since the epoch, unlike the timestamp of the event. */
#define MILLISECONDS(time) \
	"pg_catalog.floor(EXTRACT(EPOCH FROM " time ") OPERATOR(pg_catalog.*) 1000)::pg_catalog.int8"

/* A schedule that ends cancels executions, too, and not the job. */
static IjStatement note = {
	.sql = "INSERT INTO iotjobs.job_event (job_key, job_id, operation, facts)"
	" SELECT j.id, j.job_id, $2, pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object("
	"'status', pg_catalog.upper($2), 'targetSelection', j.target_selection,"
	" 'targets', (SELECT pg_catalog.jsonb_agg(g.arn ORDER BY g.ordinal) FROM iotjobs.job_target AS g"
	" WHERE g.job_id" IJ_EQ "j.id), 'description', j.description::pg_catalog.text,"
	" 'comment', CASE WHEN $2" IJ_NE "ALL ('{" IJ_JOB_COMPLETED "," IJ_JOB_CANCELED "}') THEN j.comment::pg_catalog.text END,"
	" 'createdAt', " MILLISECONDS("j.created_at") ", 'lastUpdatedAt', " MILLISECONDS("j.last_updated_at") ","
	" 'completedAt', CASE WHEN $2" IJ_EQ "'" IJ_JOB_COMPLETED "' THEN " MILLISECONDS("j.completed_at") " END,"
	" 'jobProcessDetails', CASE WHEN $2" IJ_EQ "'" IJ_JOB_COMPLETED "' THEN pg_catalog.jsonb_build_object("
	"'numberOfCanceledThings', $3, 'numberOfRejectedThings', $4, 'numberOfFailedThings', $5,"
	" 'numberOfRemovedThings', $6, 'numberOfSucceededThings', $7) END))"
	" FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1"
	" AND ($2" IJ_NE "'" IJ_JOB_CANCELED "' OR j.status" IJ_EQ "'CANCELED')",
	.expect = SPI_OK_INSERT,
	.nargs = 7,
	.argtypes = {INT8OID, TEXTOID, INT8OID, INT8OID, INT8OID, INT8OID, INT8OID},
};

static IjStatement tell = {
	.sql = "WITH taken AS (DELETE FROM iotjobs.job_event AS v"
	" WHERE v.xid" IJ_EQ "pg_catalog.pg_current_xact_id()"
	" OR pg_catalog.pg_visible_in_snapshot(v.xid, (SELECT p.snapshot FROM iotjobs.announcement_position AS p))"
	" RETURNING v.*),"
	" told AS (" IJ_INTO_OUTBOX("$1", "$2") " SELECT t.job_key AS lane_key, '$aws/events/job/' OPERATOR(pg_catalog.||) t.job_id"
	" OPERATOR(pg_catalog.||) '/' OPERATOR(pg_catalog.||) t.operation AS topic,"
	" t.facts OPERATOR(pg_catalog.||) pg_catalog.jsonb_build_object('eventType', 'JOB',"
	" 'eventId', pg_catalog.gen_random_uuid(), 'timestamp', $3, 'operation', t.operation, 'jobId', t.job_id) AS payload"
	" FROM taken AS t WHERE $4 ORDER BY t.id" IJ_INTO_OUTBOX_END " RETURNING 1)"
	" SELECT pg_catalog.count(*) FROM told",
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
	.nargs = 4,
	.argtypes = {TIMESTAMPTZOID, INT2OID, INT8OID, BOOLOID},
};

static IjStatement read_configuration = {
	.sql = "SELECT pg_catalog.bool_or(c.enabled) FILTER (WHERE c.event_type" IJ_EQ "'JOB'),"
	" pg_catalog.bool_or(c.enabled) FILTER (WHERE c.event_type" IJ_EQ "'JOB_EXECUTION'),"
	" pg_catalog.min(c.created_at), pg_catalog.max(c.last_modified_at) FROM iotjobs.event_configuration AS c",
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
};

static IjStatement set_configuration = {
	.sql = "INSERT INTO iotjobs.event_configuration AS c (event_type, enabled, created_at, last_modified_at)"
	" VALUES ($1, $2, $3, $3) ON CONFLICT (event_type) DO UPDATE SET enabled = $2, last_modified_at = $3",
	.expect = SPI_OK_INSERT,
	.nargs = 3,
	.argtypes = {TEXTOID, BOOLOID, TIMESTAMPTZOID},
};

void
ij_job_event_note(int64 job_key, const char *operation)
{
	Datum		values[7] = {Int64GetDatum(job_key), CStringGetTextDatum(operation)};
	IjCounts	counts = {0};

	if (ij_run(&is_on, values + 1, NULL) == 0)
		return;
	if (strcmp(operation, IJ_JOB_COMPLETED) == 0)
		ij_counts_read(job_key, &counts);
	values[2] = Int64GetDatum(counts.canceled);
	values[3] = Int64GetDatum(counts.rejected);
	values[4] = Int64GetDatum(counts.failed);
	values[5] = Int64GetDatum(counts.removed);
	values[6] = Int64GetDatum(counts.succeeded);
	ij_run(&note, values, NULL);
}

int64
ij_job_events_tell(const IjAnnouncer *announcer)
{
	Datum		values[] = {TimestampTzGetDatum(announcer->at), Int16GetDatum(announcer->slot),
		Int64GetDatum(ij_unix_seconds(announcer->at)), BoolGetDatum(announcer->job_events)};

	ij_run(&tell, values, NULL);
	return ij_row_int64(0, 1);
}

void
ij_event_configuration_read(IjEventConfiguration *configuration)
{
	ij_run(&read_configuration, NULL, NULL);
	configuration->job = ij_row_bool(0, 1);
	configuration->job_execution = ij_row_bool(0, 2);
	configuration->is_set = !ij_row_is_null(0, 3);
	configuration->created_at = ij_row_time(0, 3);
	configuration->last_modified_at = ij_row_time(0, 4);
}

void
ij_event_configuration_set(const char *event_type, bool enabled, TimestampTz at)
{
	Datum		values[] = {CStringGetTextDatum(event_type), BoolGetDatum(enabled), TimestampTzGetDatum(at)};

	ij_run(&set_configuration, values, NULL);
}
