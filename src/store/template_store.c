/*-------------------------------------------------------------------------
 *
 * template_store.c
 *		Statements on job templates.
 *
 * Callers hold an open SPI connection.  Rows come back in the caller's
 * memory context.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "store/spi.h"
#include "store/template_store.h"

/* Two at once would each not count the other. */
static IjStatement await_other_creations = {
	.sql = "SELECT pg_catalog.pg_advisory_xact_lock("
	"'iotjobs.job_template'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int4, 0)",
	.expect = SPI_OK_SELECT,
	.nargs = 0,
};

/*
 * Without a job, j is a row of NULLs.  Of the packages of a job's document the
 * template has the placeholders, because it has destinationPackageVersions as
 * they were given; but no template except a managed one has parameters.
 */
static IjStatement insert_template = {
	.sql = "INSERT INTO iotjobs.job_template (job_template_id, description, document, presigned_url_config,"
	" job_executions_rollout_config, abort_config, timeout_config, job_executions_retry_config,"
	" maintenance_windows, destination_package_versions, tags, created_at, document_source)"
	" SELECT $1, $2, COALESCE($3, CASE WHEN pg_catalog.strpos(j.job_template_arn::pg_catalog.text, '::jobtemplate/')" IJ_GT "0"
	" THEN j.document ELSE COALESCE(j.document_before_substitution, j.document) END), COALESCE($4, j.presigned_url_config),"
	" COALESCE($5, j.job_executions_rollout_config), COALESCE($6, j.abort_config),"
	" COALESCE($7, j.timeout_config), COALESCE($8, j.job_executions_retry_config),"
	" COALESCE($9, j.scheduling_config OPERATOR(pg_catalog.->) 'maintenanceWindows'),"
	" COALESCE($10, j.destination_package_versions), $11, $12,"
	" CASE WHEN $3 IS NULL THEN j.document_source ELSE $14 END"
	" FROM (VALUES (true)) AS one (is_there) LEFT JOIN iotjobs.job AS j ON j.id" IJ_EQ "$13"
	" ON CONFLICT (job_template_id) DO NOTHING",
	.expect = SPI_OK_INSERT,
	.nargs = 14,
	.argtypes = {TEXTOID, TEXTOID, TEXTOID, JSONBOID, JSONBOID, JSONBOID, JSONBOID, JSONBOID,
	JSONBOID, TEXTARRAYOID, JSONBOID, TIMESTAMPTZOID, INT8OID, TEXTOID},
};

static IjStatement count_templates = {
	.sql = "SELECT pg_catalog.count(*) FROM iotjobs.job_template AS t",
	.expect = SPI_OK_SELECT,
	.nargs = 0,
};

static IjStatement find_template = {
	.sql = "SELECT t.id, t.job_template_id::pg_catalog.text, t.description::pg_catalog.text, t.created_at,"
	" t.document::pg_catalog.text, t.presigned_url_config::pg_catalog.jsonb,"
	" t.job_executions_rollout_config::pg_catalog.jsonb, t.abort_config::pg_catalog.jsonb,"
	" t.timeout_config::pg_catalog.jsonb, t.job_executions_retry_config::pg_catalog.jsonb,"
	" t.maintenance_windows::pg_catalog.jsonb, t.destination_package_versions::pg_catalog.text[], t.document_source"
	" FROM iotjobs.job_template AS t WHERE t.job_template_id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static IjStatement delete_template = {
	.sql = "DELETE FROM iotjobs.job_template WHERE job_template_id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static IjStatement list_templates = {
	.sql = "SELECT t.id, t.job_template_id::pg_catalog.text, t.description::pg_catalog.text, t.created_at"
	" FROM iotjobs.job_template AS t"
	" WHERE ROW(t.created_at, t.id)" IJ_LT "ROW($1, $2)"
	" ORDER BY t.created_at DESC, t.id DESC LIMIT $3",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {TIMESTAMPTZOID, INT8OID, INT8OID},
};

static void read_summary(uint64 row, IjJobTemplate *template);

/* Values of a statement whose NULL pointers are SQL NULLs. */
#define SET_POINTER(i, pointer) \
	(values[i] = PointerGetDatum(pointer), nulls[i] = (pointer) == NULL)

bool
ij_template_insert(const IjJobTemplate *template, int64 job_key)
{
	Datum		values[14];
	bool		nulls[14] = {false};

	ij_run(&await_other_creations, NULL, NULL);

	SET_POINTER(0, template->job_template_id);
	SET_POINTER(1, template->description);
	SET_POINTER(2, template->document);
	SET_POINTER(3, template->presigned_url_config);
	SET_POINTER(4, template->job_executions_rollout_config);
	SET_POINTER(5, template->abort_config);
	SET_POINTER(6, template->timeout_config);
	SET_POINTER(7, template->job_executions_retry_config);
	SET_POINTER(8, template->maintenance_windows);
	SET_POINTER(9, template->destination_package_versions);
	SET_POINTER(10, template->tags);
	values[11] = TimestampTzGetDatum(template->created_at);
	values[12] = Int64GetDatum(job_key);
	SET_POINTER(13, template->document_source);
	return ij_run(&insert_template, values, nulls) != 0;
}

int64
ij_template_count(void)
{
	ij_run(&count_templates, NULL, NULL);
	return ij_row_int64(0, 1);
}

bool
ij_template_find(text *job_template_id, IjJobTemplate *template)
{
	Datum		values[] = {PointerGetDatum(job_template_id)};

	if (ij_run(&find_template, values, NULL) == 0)
		return false;
	read_summary(0, template);
	template->document = ij_row_text(0, 5);
	template->presigned_url_config = ij_row_jsonb(0, 6);
	template->job_executions_rollout_config = ij_row_jsonb(0, 7);
	template->abort_config = ij_row_jsonb(0, 8);
	template->timeout_config = ij_row_jsonb(0, 9);
	template->job_executions_retry_config = ij_row_jsonb(0, 10);
	template->maintenance_windows = ij_row_jsonb(0, 11);
	template->destination_package_versions = ij_row_array(0, 12);
	template->document_source = ij_row_text(0, 13);
	return true;
}

bool
ij_template_delete(text *job_template_id)
{
	Datum		values[] = {PointerGetDatum(job_template_id)};

	return ij_run(&delete_template, values, NULL) != 0;
}

uint64
ij_template_list(int64 after_created_at, int64 after_key, int64 limit, IjJobTemplate **templates)
{
	Datum		values[] = {TimestampTzGetDatum(after_created_at), Int64GetDatum(after_key),
	Int64GetDatum(limit)};
	uint64		n = ij_run(&list_templates, values, NULL);

	*templates = palloc(sizeof(IjJobTemplate) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
		read_summary(i, &(*templates)[i]);
	return n;
}

static void
read_summary(uint64 row, IjJobTemplate *template)
{
	memset(template, 0, sizeof(IjJobTemplate));
	template->key = ij_row_int64(row, 1);
	template->job_template_id = ij_row_text(row, 2);
	template->description = ij_row_text(row, 3);
	template->created_at = ij_row_time(row, 4);
}
