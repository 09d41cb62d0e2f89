/*-------------------------------------------------------------------------
 *
 * job_store.c
 *		Statements on jobs and their targets.
 *
 * Callers hold an open SPI connection.  Rows come back in the caller's
 * memory context.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "errors.h"
#include "store/event_store.h"
#include "store/job_event_store.h"
#include "store/job_store.h"
#include "store/spi.h"

/* Columns for read_row(). */
#define JOB_COLUMNS \
	"j.id, j.job_id::pg_catalog.text, j.status::pg_catalog.text," \
	" j.target_selection" IJ_EQ "'CONTINUOUS', j.force_canceled," \
	" j.status" IJ_NE "'SCHEDULED' AND EXISTS (SELECT FROM iotjobs.job_work AS w" \
	" WHERE w.job_id" IJ_EQ "j.id AND w.kind" IJ_NE "'delete')," \
	" j.reason_code::pg_catalog.text, j.comment::pg_catalog.text, j.description::pg_catalog.text," \
	" j.namespace_id::pg_catalog.text, j.presigned_url_config::pg_catalog.jsonb," \
	" j.job_executions_rollout_config::pg_catalog.jsonb, j.abort_config::pg_catalog.jsonb," \
	" j.timeout_config::pg_catalog.jsonb, j.job_executions_retry_config::pg_catalog.jsonb," \
	" j.scheduling_config::pg_catalog.jsonb, j.created_at, j.last_updated_at, j.completed_at," \
	" j.job_template_arn::pg_catalog.text, j.document_parameters::pg_catalog.jsonb"

static IjStatement insert_job = {
	.sql = "INSERT INTO iotjobs.job (job_id, target_selection, status, description, document, namespace_id,"
	" presigned_url_config, job_executions_rollout_config, abort_config, timeout_config,"
	" job_executions_retry_config, tags, membership_point, created_at, last_updated_at, retention_from,"
	" document_before_substitution, job_template_arn, document_parameters, document_source,"
	" destination_package_versions, resolved_package_versions, scheduling_config)"
	" VALUES ($1, CASE WHEN $2 THEN 'CONTINUOUS' ELSE 'SNAPSHOT' END::iotjobs.target_selection,"
	" CASE WHEN $20 THEN 'SCHEDULED' ELSE 'IN_PROGRESS' END::iotjobs.job_status,"
	" $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN NOT $20"
	" THEN pg_catalog.nextval('iotjobs.membership_sequence'::pg_catalog.regclass) END, $12, $12, $12,"
	" $13, $14::iotjobs.arn, $15, $16, $17, $18, $19)"
	" ON CONFLICT (job_id) DO NOTHING RETURNING id",
	.expect = SPI_OK_INSERT_RETURNING,
	.nargs = 20,
	.argtypes = {TEXTOID, BOOLOID, TEXTOID, TEXTOID, TEXTOID, JSONBOID, JSONBOID, JSONBOID, JSONBOID, JSONBOID,
	JSONBOID, TIMESTAMPTZOID, TEXTOID, TEXTOID, JSONBOID, TEXTOID, TEXTARRAYOID, TEXTARRAYOID,
	JSONBOID, BOOLOID},
};

static IjStatement insert_work = {
	.sql = "INSERT INTO iotjobs.job_work (job_id, kind, next_at) VALUES ($1, 'rollout', $2)",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

/* A target that goes away meanwhile is one that went away just after: the rollout passes over it. */
static IjStatement insert_targets = {
	.sql = "WITH wanted AS (SELECT w.ordinal, w.arn, t.id AS thing_id, g.id AS group_id"
	" FROM ROWS FROM (pg_catalog.unnest($2), pg_catalog.unnest($3), pg_catalog.unnest($4))"
	" WITH ORDINALITY AS w (arn, kind, name, ordinal)"
	" LEFT JOIN iotjobs.thing AS t ON w.kind" IJ_EQ "'thing'"
	" AND t.name" IJ_EQ "w.name AND t.deleted_at IS NULL"
	" LEFT JOIN iotjobs.thing_group AS g ON w.kind" IJ_EQ "'thinggroup'"
	" AND g.name" IJ_EQ "w.name AND g.deleted_at IS NULL),"
	" added AS (INSERT INTO iotjobs.job_target (job_id, ordinal, arn, thing_id, group_id)"
	" SELECT $1, COALESCE((SELECT pg_catalog.max(g.ordinal) FROM iotjobs.job_target AS g WHERE g.job_id" IJ_EQ "$1), 0)"
	IJ_ADD "pg_catalog.row_number() OVER (ORDER BY w.ordinal), w.arn, w.thing_id, w.group_id FROM wanted AS w"
	" WHERE (w.thing_id IS NOT NULL OR w.group_id IS NOT NULL)"
	" AND NOT EXISTS (SELECT FROM iotjobs.job_target AS g"
	" WHERE g.job_id" IJ_EQ "$1 AND g.arn" IJ_EQ "w.arn))"
	" SELECT COALESCE(pg_catalog.min(w.ordinal), 0) FROM wanted AS w"
	" WHERE w.thing_id IS NULL AND w.group_id IS NULL",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8OID, TEXTARRAYOID, TEXTARRAYOID, TEXTARRAYOID},
};

static IjStatement find_job = {
	.sql = "SELECT " JOB_COLUMNS " FROM iotjobs.job AS j WHERE j.job_id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static IjStatement lock_job = {
	.sql = "SELECT " JOB_COLUMNS " FROM iotjobs.job AS j WHERE j.job_id" IJ_EQ "$1 FOR NO KEY UPDATE OF j",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static IjStatement read_document = {
	.sql = "SELECT j.document::pg_catalog.text FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement read_document_before_substitution = {
	.sql = "SELECT COALESCE(j.document_before_substitution, j.document)::pg_catalog.text"
	" FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement read_document_source = {
	.sql = "SELECT j.document_source FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement read_targets = {
	.sql = "SELECT pg_catalog.array_agg(g.arn ORDER BY g.ordinal) FROM iotjobs.job_target AS g"
	" WHERE g.job_id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/*
 * The rollout walks things named directly, as group 0, then groups by key: a
 * target is passed once the cursor is behind the last group below it.
 */
static IjStatement read_processing_targets = {
	.sql = "WITH RECURSIVE below (ordinal, group_id) AS ("
	"SELECT g.ordinal, g.group_id FROM iotjobs.job_target AS g"
	" WHERE g.job_id" IJ_EQ "$1 AND g.group_id IS NOT NULL"
	" UNION SELECT b.ordinal, c.id FROM below AS b"
	" JOIN iotjobs.thing_group AS c ON c.parent_id" IJ_EQ "b.group_id)"
	" SELECT pg_catalog.array_agg(g.arn ORDER BY g.ordinal)"
	" FROM iotjobs.job_work AS w JOIN iotjobs.job_target AS g ON g.job_id" IJ_EQ "w.job_id"
	" WHERE w.job_id" IJ_EQ "$1 AND w.kind" IJ_EQ "'rollout'"
	" AND (g.thing_id IS NOT NULL AND w.cursor_group_id" IJ_EQ "0"
	" AND g.thing_id" IJ_GT "w.cursor_thing_id"
	" OR EXISTS (SELECT FROM below AS b WHERE b.ordinal" IJ_EQ "g.ordinal"
	" AND b.group_id" IJ_GE "w.cursor_group_id))",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement cancel_job = {
	.sql = "UPDATE iotjobs.job SET status = 'CANCELED', force_canceled = $2,"
	" reason_code = COALESCE($3, reason_code), comment = COALESCE($4, comment), last_updated_at = $5"
	" WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 5,
	.argtypes = {INT8OID, BOOLOID, TEXTOID, TEXTOID, TIMESTAMPTZOID},
};

static IjStatement turn_to_cancel = {
	.sql = "WITH forgotten AS (DELETE FROM iotjobs.job_schedule WHERE job_id" IJ_EQ "$1)"
	" INSERT INTO iotjobs.job_work (job_id, kind, next_at) VALUES ($1, 'cancel', $2)"
	" ON CONFLICT (job_id) DO UPDATE SET kind = 'cancel', cursor_group_id = 0, cursor_thing_id = 0, next_at = $2",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

/*
 * A snapshot job is complete when its rollout is done, no execution is open
 * and none is owed; so is any job whose end time has come.  The folded
 * counters sort out nearly all jobs; the log says the rest.  While neither
 * can, it is the executions that are looked at.  A job that somebody is
 * changing is left for the next pass: he may be waiting for what this
 * transaction has locked.
 */
static IjStatement complete_jobs = {
	.sql = "WITH fresh AS MATERIALIZED (SELECT u.job_id,"
	" pg_catalog.sum(u.queued" IJ_ADD "u.in_progress) AS open"
	" FROM iotjobs.unfolded_count AS u GROUP BY u.job_id),"
	" completed AS (UPDATE iotjobs.job AS j SET status = 'COMPLETED', completed_at = $1, last_updated_at = $1"
	" FROM (SELECT i.id FROM iotjobs.job AS i"
	" LEFT JOIN iotjobs.job_counter AS c ON c.job_id" IJ_EQ "i.id"
	" LEFT JOIN fresh AS f ON f.job_id" IJ_EQ "i.id"
	" WHERE i.status" IJ_EQ "'IN_PROGRESS'"
	" AND (i.target_selection" IJ_EQ "'SNAPSHOT' OR i.ended_at IS NOT NULL)"
	IJ_WHICH_JOBS("i.id", "$2", "$3")
	" AND NOT EXISTS (SELECT FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "i.id)"
	" AND NOT EXISTS (SELECT FROM iotjobs.owed_execution AS o WHERE o.job_id" IJ_EQ "i.id)"
	" AND CASE WHEN " IJ_COUNTERS_HOLD
	" THEN COALESCE(c.queued" IJ_ADD "c.in_progress, 0)" IJ_ADD "COALESCE(f.open, 0)" IJ_EQ "0"
	" ELSE NOT EXISTS (SELECT FROM iotjobs.job_execution AS e WHERE e.job_id" IJ_EQ "i.id"
	" AND (e.status" IJ_EQ "'QUEUED' OR e.status" IJ_EQ "'IN_PROGRESS')) END"
	" ORDER BY i.id FOR NO KEY UPDATE OF i SKIP LOCKED) AS done"
	" WHERE j.id" IJ_EQ "done.id RETURNING j.id),"
	" forgotten AS (DELETE FROM iotjobs.job_schedule AS s USING completed AS c WHERE s.job_id" IJ_EQ "c.id)"
	" SELECT c.id FROM completed AS c",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {TIMESTAMPTZOID, INT8OID, INT8ARRAYOID},
};

/* Whom complete_jobs looks at, without asking what is open. */
static IjStatement list_completable = {
	.sql = "SELECT i.id FROM iotjobs.job AS i WHERE i.status" IJ_EQ "'IN_PROGRESS'"
	" AND (i.target_selection" IJ_EQ "'SNAPSHOT' OR i.ended_at IS NOT NULL)"
	" AND NOT EXISTS (SELECT FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "i.id) ORDER BY i.id",
	.expect = SPI_OK_SELECT,
};

static IjStatement list_jobs = {
	.sql = "SELECT " JOB_COLUMNS ", g.uuid::pg_catalog.text"
	" FROM iotjobs.job AS j LEFT JOIN iotjobs.thing_group AS g ON g.id" IJ_EQ "$5"
	" WHERE (j.created_at, j.id)" IJ_LT "($6, $7)"
	" AND ($1 IS NULL OR j.status" IJ_EQ "$1::iotjobs.job_status)"
	" AND ($2 IS NULL OR j.target_selection" IJ_EQ "$2::iotjobs.target_selection)"
	" AND ($3 IS NULL OR j.namespace_id" IJ_EQ "$3)"
	" AND (NOT $4 OR EXISTS (SELECT FROM iotjobs.job_target AS a"
	" WHERE a.job_id" IJ_EQ "j.id AND a.group_id" IJ_EQ "$5))"
	" ORDER BY j.created_at DESC, j.id DESC LIMIT $8",
	.expect = SPI_OK_SELECT,
	.nargs = 8,
	.argtypes = {TEXTOID, TEXTOID, TEXTOID, BOOLOID, INT8OID, TIMESTAMPTZOID, INT8OID, INT8OID},
};

static void read_row(uint64 row, IjJob *job);

/* Values of a statement whose NULL pointers are SQL NULLs. */
#define SET_POINTER(i, pointer) \
	(values[i] = PointerGetDatum(pointer), nulls[i] = (pointer) == NULL)

bool
ij_job_insert(const IjNewJob *job, int64 *key)
{
	Datum		values[20];
	bool		nulls[20] = {false};

	SET_POINTER(0, job->job_id);
	values[1] = BoolGetDatum(job->is_continuous);
	SET_POINTER(2, job->description);
	SET_POINTER(3, job->document);
	SET_POINTER(4, job->namespace_id);
	SET_POINTER(5, job->presigned_url_config);
	SET_POINTER(6, job->job_executions_rollout_config);
	SET_POINTER(7, job->abort_config);
	SET_POINTER(8, job->timeout_config);
	SET_POINTER(9, job->job_executions_retry_config);
	SET_POINTER(10, job->tags);
	values[11] = TimestampTzGetDatum(job->at);
	SET_POINTER(12, job->document_before_substitution);
	SET_POINTER(13, job->template_arn);
	SET_POINTER(14, job->document_parameters);
	SET_POINTER(15, job->document_source);
	SET_POINTER(16, job->destination_package_versions);
	SET_POINTER(17, job->resolved_package_versions);
	SET_POINTER(18, job->scheduling_config);
	values[19] = BoolGetDatum(job->is_scheduled);

	if (ij_run(&insert_job, values, nulls) == 0)
		return false;
	*key = ij_row_int64(0, 1);
	if (job->is_scheduled)
		return true;

	values[0] = Int64GetDatum(*key);
	values[1] = TimestampTzGetDatum(job->at);
	ij_run(&insert_work, values, NULL);
	return true;
}

int
ij_job_add_targets(int64 key, ArrayType *arns, ArrayType *kinds, ArrayType *names)
{
	Datum		values[] = {Int64GetDatum(key), PointerGetDatum(arns),
	PointerGetDatum(kinds), PointerGetDatum(names)};

	ij_run(&insert_targets, values, NULL);
	return (int) ij_row_int64(0, 1);
}

bool
ij_job_find(text *job_id, bool lock, IjJob *job)
{
	Datum		values[] = {PointerGetDatum(job_id)};

	if (ij_run(lock ? &lock_job : &find_job, values, NULL) == 0)
		return false;
	read_row(0, job);
	return true;
}

void
ij_job_get(text *job_id, bool lock, IjJob *job)
{
	if (!ij_job_find(job_id, lock, job))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("job \"%s\" does not exist", text_to_cstring(job_id)),
				 errhint("See iotjobs.list_jobs().")));
}

text *
ij_job_document(int64 key)
{
	Datum		values[] = {Int64GetDatum(key)};

	if (ij_run(&read_document, values, NULL) == 0)
		elog(ERROR, "job with key %lld is gone", (long long) key);
	return ij_row_text(0, 1);
}

text *
ij_job_document_before_substitution(int64 key)
{
	Datum		values[] = {Int64GetDatum(key)};

	if (ij_run(&read_document_before_substitution, values, NULL) == 0)
		elog(ERROR, "job with key %lld is gone", (long long) key);
	return ij_row_text(0, 1);
}

text *
ij_job_document_source(int64 key)
{
	Datum		values[] = {Int64GetDatum(key)};

	if (ij_run(&read_document_source, values, NULL) == 0)
		elog(ERROR, "job with key %lld is gone", (long long) key);
	return ij_row_text(0, 1);
}

ArrayType *
ij_job_targets(int64 key)
{
	Datum		values[] = {Int64GetDatum(key)};

	ij_run(&read_targets, values, NULL);
	return ij_row_array(0, 1);
}

ArrayType *
ij_job_processing_targets(int64 key)
{
	Datum		values[] = {Int64GetDatum(key)};

	ij_run(&read_processing_targets, values, NULL);
	return ij_row_array(0, 1);
}

void
ij_job_cancel(int64 key, bool force, text *reason_code, text *comment, TimestampTz at)
{
	Datum		values[5];
	bool		nulls[5] = {false};

	values[0] = Int64GetDatum(key);
	values[1] = BoolGetDatum(force);
	SET_POINTER(2, reason_code);
	SET_POINTER(3, comment);
	values[4] = TimestampTzGetDatum(at);
	ij_run(&cancel_job, values, nulls);

	values[1] = TimestampTzGetDatum(at);
	ij_run(&turn_to_cancel, values, NULL);
	ij_job_event_note(key, IJ_JOB_CANCELLATION);
}

int64
ij_jobs_complete(const IjWhichJobs *which, TimestampTz at)
{
	Datum		values[] = {TimestampTzGetDatum(at), Int64GetDatum(which->only), PointerGetDatum(which->but)};
	int64	   *keys;
	int			n = ij_row_keys(ij_run(&complete_jobs, values, NULL), &keys);

	for (int i = 0; i < n; i++)
		ij_job_event_note(keys[i], IJ_JOB_COMPLETED);
	return n;
}

int
ij_jobs_completable(int64 **keys)
{
	return ij_row_keys(ij_run(&list_completable, NULL, NULL), keys);
}

uint64
ij_job_list(const IjJobFilter *filter, int64 after_created_at, int64 after_key,
			int64 limit, IjJob **jobs)
{
	Datum		values[8];
	bool		nulls[8] = {false};
	uint64		n;

	SET_POINTER(0, filter->status);
	SET_POINTER(1, filter->target_selection);
	SET_POINTER(2, filter->namespace_id);
	values[3] = BoolGetDatum(filter->by_group);
	values[4] = Int64GetDatum(filter->group_id);
	values[5] = TimestampTzGetDatum(after_created_at);
	values[6] = Int64GetDatum(after_key);
	values[7] = Int64GetDatum(limit);

	n = ij_run(&list_jobs, values, nulls);
	*jobs = palloc(sizeof(IjJob) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
	{
		read_row(i, &(*jobs)[i]);
		(*jobs)[i].group_uuid = ij_row_text(i, 22);
	}
	return n;
}

/* Takes a row of JOB_COLUMNS. */
static void
read_row(uint64 row, IjJob *job)
{
	char	   *status = ij_row_cstring(row, 3);

	memset(job, 0, sizeof(IjJob));
	job->key = ij_row_int64(row, 1);
	job->job_id = ij_row_cstring(row, 2);
	if (!ij_job_status_from_word(status, strlen(status), &job->status))
		elog(ERROR, "job status %s is unknown", status);
	job->is_continuous = ij_row_bool(row, 4);
	job->force_canceled = ij_row_bool(row, 5);
	job->is_concurrent = ij_row_bool(row, 6);
	job->reason_code = ij_row_text(row, 7);
	job->comment = ij_row_text(row, 8);
	job->description = ij_row_text(row, 9);
	job->namespace_id = ij_row_text(row, 10);
	job->presigned_url_config = ij_row_jsonb(row, 11);
	job->job_executions_rollout_config = ij_row_jsonb(row, 12);
	job->abort_config = ij_row_jsonb(row, 13);
	job->timeout_config = ij_row_jsonb(row, 14);
	job->job_executions_retry_config = ij_row_jsonb(row, 15);
	job->scheduling_config = ij_row_jsonb(row, 16);
	job->created_at = ij_row_time(row, 17);
	job->last_updated_at = ij_row_time(row, 18);
	job->is_completed = !ij_row_is_null(row, 19);
	job->completed_at = ij_row_time(row, 19);
	job->template_arn = ij_row_text(row, 20);
	job->document_parameters = ij_row_jsonb(row, 21);
}
