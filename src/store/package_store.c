/*-------------------------------------------------------------------------
 *
 * package_store.c
 *		Statements on software packages and their versions.
 *
 * Callers hold an open SPI connection.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "compat.h"
#include "store/package_store.h"
#include "store/spi.h"

#define PACKAGE_COLUMNS \
	"p.id, p.name::pg_catalog.text, p.description::pg_catalog.text," \
	" (SELECT d.name::pg_catalog.text FROM iotjobs.package_version AS d WHERE d.id" IJ_EQ "p.default_version_id)," \
	" p.created_at, p.last_modified_at"

#define PACKAGE_BY_NAME \
	"SELECT " PACKAGE_COLUMNS " FROM iotjobs.package AS p WHERE p.name" IJ_EQ "$1"

#define VERSION_COLUMNS \
	"v.id, v.package_id, p.name::pg_catalog.text, v.name::pg_catalog.text, v.status::pg_catalog.text," \
	" v.description::pg_catalog.text, v.attributes::pg_catalog.jsonb, v.artifact::pg_catalog.jsonb," \
	" v.recipe::pg_catalog.text, v.created_at, v.last_modified_at," \
	" COALESCE(p.default_version_id" IJ_EQ "v.id, false)"

#define VERSION_BY_NAME \
	"SELECT " VERSION_COLUMNS " FROM iotjobs.package AS p" \
	" JOIN iotjobs.package_version AS v ON v.package_id" IJ_EQ "p.id" \
	" WHERE p.name" IJ_EQ "$1 AND v.name" IJ_EQ "$2"

/* A list of Key and Value, as tags are kept everywhere, out of a map. */
#define TAGS_OF_MAP(map) \
	"(SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('Key', t.key, 'Value', t.value)" \
	" ORDER BY t.key COLLATE pg_catalog.\"C\") FROM pg_catalog.jsonb_each(" map ") AS t (key, value))"

#define BY_NAME(text) { \
	.sql = text, \
	.expect = SPI_OK_SELECT, \
	.nargs = 1, \
	.argtypes = {TEXTOID}, \
}

#define BY_NAMES(text) { \
	.sql = text, \
	.expect = SPI_OK_SELECT, \
	.nargs = 2, \
	.argtypes = {TEXTOID, TEXTOID}, \
}

static IjStatement find_package[] = {
	[IJ_PACKAGE_READ] = BY_NAME(PACKAGE_BY_NAME),
	[IJ_PACKAGE_USE] = BY_NAME(PACKAGE_BY_NAME " FOR KEY SHARE OF p"),
	[IJ_PACKAGE_CHANGE] = BY_NAME(PACKAGE_BY_NAME " FOR NO KEY UPDATE OF p"),
	[IJ_PACKAGE_DELETION] = BY_NAME(PACKAGE_BY_NAME " FOR UPDATE OF p"),
};

static IjStatement find_version[] = {
	[IJ_PACKAGE_READ] = BY_NAMES(VERSION_BY_NAME),
	[IJ_PACKAGE_USE] = BY_NAMES(VERSION_BY_NAME " FOR KEY SHARE OF v"),
	[IJ_PACKAGE_CHANGE] = BY_NAMES(VERSION_BY_NAME " FOR NO KEY UPDATE OF v"),
	[IJ_PACKAGE_DELETION] = BY_NAMES(VERSION_BY_NAME " FOR UPDATE OF v"),
};

static IjStatement insert_package = {
	.sql = "INSERT INTO iotjobs.package (name, description, tags, created_at, last_modified_at)"
	" VALUES ($1, $2, " TAGS_OF_MAP("$3") ", $4, $4) ON CONFLICT (name) DO NOTHING",
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {TEXTOID, TEXTOID, JSONBOID, TIMESTAMPTZOID},
};

static IjStatement insert_version = {
	.sql = "INSERT INTO iotjobs.package_version"
	" (package_id, name, status, description, attributes, artifact, recipe, tags, created_at, last_modified_at)"
	" VALUES ($1, $2, $3::iotjobs.package_version_status, $4, $5, $6, $7, " TAGS_OF_MAP("$8") ", $9, $9)"
	" ON CONFLICT (package_id, name) DO NOTHING",
	.expect = SPI_OK_INSERT,
	.nargs = 9,
	.argtypes = {INT8OID, TEXTOID, TEXTOID, TEXTOID, JSONBOID, JSONBOID, TEXTOID, JSONBOID, TIMESTAMPTZOID},
};

static IjStatement update_package = {
	.sql = "UPDATE iotjobs.package SET description = COALESCE($2, description),"
	" default_version_id = CASE WHEN $3 THEN $4 ELSE default_version_id END, last_modified_at = $5"
	" WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 5,
	.argtypes = {INT8OID, TEXTOID, BOOLOID, INT8OID, TIMESTAMPTZOID},
};

static IjStatement update_version = {
	.sql = "UPDATE iotjobs.package_version SET status = $2::iotjobs.package_version_status,"
	" description = $3, attributes = $4, artifact = $5, recipe = $6, last_modified_at = $7"
	" WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 7,
	.argtypes = {INT8OID, TEXTOID, TEXTOID, JSONBOID, JSONBOID, TEXTOID, TIMESTAMPTZOID},
};

static IjStatement delete_package = {
	.sql = "DELETE FROM iotjobs.package WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement delete_version = {
	.sql = "DELETE FROM iotjobs.package_version WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement any_version = {
	.sql = "SELECT v.name::pg_catalog.text FROM iotjobs.package_version AS v"
	" WHERE v.package_id" IJ_EQ "$1 ORDER BY v.id LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* One row if there are more than $1. */
static IjStatement packages_past = {
	.sql = "SELECT p.id FROM iotjobs.package AS p ORDER BY p.id OFFSET $1 LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement versions_past = {
	.sql = "SELECT v.id FROM iotjobs.package_version AS v ORDER BY v.id OFFSET $1 LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement list_packages = {
	.sql = "SELECT " PACKAGE_COLUMNS " FROM iotjobs.package AS p"
	" WHERE p.id" IJ_GT "$1 ORDER BY p.id LIMIT $2",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

static IjStatement list_versions = {
	.sql = "SELECT " VERSION_COLUMNS " FROM iotjobs.package_version AS v"
	" JOIN iotjobs.package AS p ON p.id" IJ_EQ "v.package_id"
	" WHERE v.package_id" IJ_EQ "$1 AND v.id" IJ_GT "$3"
	" AND ($2 IS NULL OR v.status" IJ_EQ "$2::iotjobs.package_version_status)"
	" ORDER BY v.id LIMIT $4",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8OID, TEXTOID, INT8OID, INT8OID},
};

static void read_package(uint64 row, IjPackage *package);
static void read_version(uint64 row, IjPackageVersion *version);

/* Values of a statement whose NULL pointers are SQL NULLs. */
#define SET_POINTER(i, pointer) \
	(values[i] = PointerGetDatum(pointer), nulls[i] = (pointer) == NULL)

bool
ij_package_find(const text *name, IjPackageLock lock, IjPackage *package)
{
	Datum		values[] = {PointerGetDatum(name)};

	if (ij_run(&find_package[lock], values, NULL) == 0)
		return false;
	read_package(0, package);
	return true;
}

bool
ij_package_version_find(const text *package_name, const text *name,
						IjPackageLock lock, IjPackageVersion *version)
{
	Datum		values[] = {PointerGetDatum(package_name), PointerGetDatum(name)};

	if (ij_run(&find_version[lock], values, NULL) == 0)
		return false;
	read_version(0, version);
	return true;
}

bool
ij_package_insert(const text *name, text *description, Jsonb *tags, TimestampTz at)
{
	Datum		values[4];
	bool		nulls[4] = {false};

	values[0] = PointerGetDatum(name);
	SET_POINTER(1, description);
	SET_POINTER(2, tags);
	values[3] = TimestampTzGetDatum(at);
	return ij_run(&insert_package, values, nulls) > 0;
}

bool
ij_package_version_insert(const IjPackageVersion *version, Jsonb *tags, TimestampTz at)
{
	Datum		values[9];
	bool		nulls[9] = {false};

	values[0] = Int64GetDatum(version->package_id);
	values[1] = CStringGetTextDatum(version->name);
	values[2] = CStringGetTextDatum(ij_version_status_word(version->status));
	SET_POINTER(3, version->description);
	SET_POINTER(4, version->attributes);
	SET_POINTER(5, version->artifact);
	SET_POINTER(6, version->recipe);
	SET_POINTER(7, tags);
	values[8] = TimestampTzGetDatum(at);
	return ij_run(&insert_version, values, nulls) > 0;
}

void
ij_package_update(int64 id, text *description, bool sets_default,
				  int64 default_version_id, TimestampTz at)
{
	Datum		values[5];
	bool		nulls[5] = {false};

	values[0] = Int64GetDatum(id);
	SET_POINTER(1, description);
	values[2] = BoolGetDatum(sets_default);
	values[3] = Int64GetDatum(default_version_id);
	nulls[3] = default_version_id == 0;
	values[4] = TimestampTzGetDatum(at);
	ij_run(&update_package, values, nulls);
}

void
ij_package_version_update(const IjPackageVersion *version, TimestampTz at)
{
	Datum		values[7];
	bool		nulls[7] = {false};

	values[0] = Int64GetDatum(version->id);
	values[1] = CStringGetTextDatum(ij_version_status_word(version->status));
	SET_POINTER(2, version->description);
	SET_POINTER(3, version->attributes);
	SET_POINTER(4, version->artifact);
	SET_POINTER(5, version->recipe);
	values[6] = TimestampTzGetDatum(at);
	ij_run(&update_version, values, nulls);
}

void
ij_package_delete(int64 id)
{
	Datum		values[] = {Int64GetDatum(id)};

	ij_run(&delete_package, values, NULL);
}

void
ij_package_version_delete(int64 id)
{
	Datum		values[] = {Int64GetDatum(id)};

	ij_run(&delete_version, values, NULL);
}

char *
ij_package_any_version(int64 id)
{
	Datum		values[] = {Int64GetDatum(id)};

	return ij_run(&any_version, values, NULL) > 0 ? ij_row_cstring(0, 1) : NULL;
}

bool
ij_packages_more_than(int limit)
{
	Datum		values[] = {Int64GetDatum(limit)};

	return ij_run(&packages_past, values, NULL) > 0;
}

bool
ij_package_versions_more_than(int limit)
{
	Datum		values[] = {Int64GetDatum(limit)};

	return ij_run(&versions_past, values, NULL) > 0;
}

int
ij_package_list(int64 after_id, int limit, IjPackage **packages)
{
	Datum		values[] = {Int64GetDatum(after_id), Int64GetDatum(limit)};
	int			count = (int) ij_run(&list_packages, values, NULL);

	*packages = palloc(sizeof(IjPackage) * Max(count, 1));
	for (int i = 0; i < count; i++)
		read_package(i, &(*packages)[i]);
	return count;
}

int
ij_package_version_list(int64 package_id, text *status, int64 after_id,
						int limit, IjPackageVersion **versions)
{
	Datum		values[4];
	bool		nulls[4] = {false};
	int			count;

	values[0] = Int64GetDatum(package_id);
	SET_POINTER(1, status);
	values[2] = Int64GetDatum(after_id);
	values[3] = Int64GetDatum(limit);

	count = (int) ij_run(&list_versions, values, nulls);
	*versions = palloc(sizeof(IjPackageVersion) * Max(count, 1));
	for (int i = 0; i < count; i++)
		read_version(i, &(*versions)[i]);
	return count;
}

/* Columns as in PACKAGE_COLUMNS. */
static void
read_package(uint64 row, IjPackage *package)
{
	package->id = ij_row_int64(row, 1);
	package->name = ij_row_cstring(row, 2);
	package->description = ij_row_text(row, 3);
	package->default_version = ij_row_cstring(row, 4);
	package->created_at = ij_row_time(row, 5);
	package->modified_at = ij_row_time(row, 6);
}

/* Columns as in VERSION_COLUMNS. */
static void
read_version(uint64 row, IjPackageVersion *version)
{
	char	   *status = ij_row_cstring(row, 5);

	version->id = ij_row_int64(row, 1);
	version->package_id = ij_row_int64(row, 2);
	version->package_name = ij_row_cstring(row, 3);
	version->name = ij_row_cstring(row, 4);
	if (!ij_version_status_from_word(status, strlen(status), &version->status))
		elog(ERROR, "package version status %s is unknown", status);
	version->description = ij_row_text(row, 6);
	version->attributes = ij_row_jsonb(row, 7);
	version->artifact = ij_row_jsonb(row, 8);
	version->recipe = ij_row_text(row, 9);
	version->created_at = ij_row_time(row, 10);
	version->modified_at = ij_row_time(row, 11);
	version->is_default = ij_row_bool(row, 12);
}
