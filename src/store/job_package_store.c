/*-------------------------------------------------------------------------
 *
 * job_package_store.c
 *		Statements on the package versions that jobs bring to things.
 *
 * Callers hold an open SPI connection.  Results are palloc'd in the caller's
 * context.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "compat.h"
#include "store/job_package_store.h"
#include "store/spi.h"

/*
 * Packages are locked in the order of their names, each before its version.
 * What is deleted meanwhile is not found: the row is looked at again once it
 * is locked.  A package that is to be dropped needs no version.
 */
static IjStatement resolve = {
	.sql = "WITH named AS MATERIALIZED (SELECT n.ordinal, n.package_name, n.version_name"
	" FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2))"
	" WITH ORDINALITY AS n (package_name, version_name, ordinal)),"
	" package AS MATERIALIZED (SELECT p.id, p.name, p.default_version_id FROM iotjobs.package AS p"
	" WHERE p.name" IJ_EQ "ANY ($1) ORDER BY p.name FOR KEY SHARE),"
	" version AS MATERIALIZED (SELECT v.id, v.package_id, v.name, v.status, v.attributes, v.artifact"
	" FROM iotjobs.package_version AS v WHERE v.id" IJ_EQ "ANY (ARRAY("
	"SELECT w.id FROM named AS n JOIN package AS p ON p.name" IJ_EQ "n.package_name"
	" JOIN iotjobs.package_version AS w ON w.package_id" IJ_EQ "p.id"
	" AND CASE WHEN n.version_name" IJ_EQ "'$default' THEN w.id" IJ_EQ "p.default_version_id"
	" ELSE w.name" IJ_EQ "n.version_name END)) ORDER BY v.id FOR KEY SHARE)"
	" SELECT n.ordinal, v.id, v.package_id, v.name::pg_catalog.text, v.status::pg_catalog.text,"
	" v.attributes::pg_catalog.jsonb, v.artifact::pg_catalog.jsonb"
	" FROM named AS n JOIN package AS p ON p.name" IJ_EQ "n.package_name"
	" LEFT JOIN version AS v ON v.package_id" IJ_EQ "p.id",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTARRAYOID, TEXTARRAYOID},
};

static IjStatement read_given = {
	.sql = "SELECT j.destination_package_versions::pg_catalog.text[] FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement read_resolved = {
	.sql = "SELECT j.resolved_package_versions::pg_catalog.text[] FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement lock_thing = {
	.sql = "SELECT FROM iotjobs.thing AS t WHERE t.id" IJ_EQ "$1 AND t.deleted_at IS NULL FOR NO KEY UPDATE",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* arn:aws:iot:REGION:ACCOUNT:package/NAME/version/VERSION: all slashes are these. */
static IjStatement bring = {
	.sql = "WITH brought AS MATERIALIZED (SELECT pg_catalog.split_part(a.arn, '/', 2) AS package_name,"
	" pg_catalog.split_part(a.arn, '/', 4) AS version_name"
	" FROM iotjobs.job AS j CROSS JOIN pg_catalog.unnest(j.resolved_package_versions::pg_catalog.text[]) AS a (arn)"
	" WHERE j.id" IJ_EQ "$1),"
	" dropped AS (DELETE FROM iotjobs.thing_package AS p USING brought AS b"
	" WHERE p.thing_id" IJ_EQ "$2 AND p.package_name" IJ_EQ "b.package_name AND b.version_name" IJ_EQ "'$null')"
	" INSERT INTO iotjobs.thing_package AS p (thing_id, package_name, version_name, changed_at)"
	" SELECT $2, b.package_name, b.version_name, $3 FROM brought AS b WHERE b.version_name" IJ_NE "'$null'"
	" ON CONFLICT (thing_id, package_name) DO UPDATE"
	" SET version_name = excluded.version_name, changed_at = excluded.changed_at",
	.expect = SPI_OK_INSERT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, TIMESTAMPTZOID},
};

static ArrayType *texts(char **strings, int count);
static void read_package(uint64 row, IjNamedPackage *package);

void
ij_packages_resolve(IjNamedPackage *packages, int count)
{
	char	  **names = palloc(sizeof(char *) * count);
	char	  **versions = palloc(sizeof(char *) * count);
	Datum		values[2];
	uint64		n;

	for (int i = 0; i < count; i++)
	{
		packages[i].exists = false;
		names[i] = packages[i].name;
		versions[i] = packages[i].version_name;
	}
	values[0] = PointerGetDatum(texts(names, count));
	values[1] = PointerGetDatum(texts(versions, count));

	n = ij_run(&resolve, values, NULL);
	for (uint64 i = 0; i < n; i++)
		read_package(i, &packages[ij_row_int64(i, 1) - 1]);
}

ArrayType *
ij_job_package_versions(int64 job_key, bool as_given)
{
	Datum		values[] = {Int64GetDatum(job_key)};

	if (ij_run(as_given ? &read_given : &read_resolved, values, NULL) == 0)
		elog(ERROR, "job with key %lld is gone", (long long) job_key);
	return ij_row_array(0, 1);
}

bool
ij_thing_packages_lock(const IjExecution *execution)
{
	Datum		values[] = {Int64GetDatum(execution->thing_key)};

	return ij_run(&lock_thing, values, NULL) > 0;
}

void
ij_thing_packages_bring(const IjExecution *execution, TimestampTz at)
{
	Datum		values[] = {Int64GetDatum(execution->job_key), Int64GetDatum(execution->thing_key),
	TimestampTzGetDatum(at)};

	ij_run(&bring, values, NULL);
}

static ArrayType *
texts(char **strings, int count)
{
	Datum	   *elements = palloc(sizeof(Datum) * count);

	for (int i = 0; i < count; i++)
		elements[i] = CStringGetTextDatum(strings[i]);
	return construct_array(elements, count, TEXTOID, -1, false, TYPALIGN_INT);
}

/* Columns as in resolve. */
static void
read_package(uint64 row, IjNamedPackage *package)
{
	IjPackageVersion *version = &package->version;
	char	   *status = ij_row_cstring(row, 5);

	memset(version, 0, sizeof(IjPackageVersion));
	package->exists = true;
	package->has_version = status != NULL;
	if (status == NULL)
		return;

	version->id = ij_row_int64(row, 2);
	version->package_id = ij_row_int64(row, 3);
	version->package_name = package->name;
	version->name = ij_row_cstring(row, 4);
	if (!ij_version_status_from_word(status, strlen(status), &version->status))
		elog(ERROR, "package version status %s is unknown", status);
	version->attributes = ij_row_jsonb(row, 6);
	version->artifact = ij_row_jsonb(row, 7);
}
