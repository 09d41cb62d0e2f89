/*-------------------------------------------------------------------------
 *
 * tag_store.c
 *		Statements on the tags of whatever has tags.
 *
 * Every table keeps them alike: a JSON array of Key and Value, or NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "compat.h"
#include "store/spi.h"
#include "store/tag_store.h"

#define KEY_OF(tag) "(" tag " OPERATOR(pg_catalog.->>) 'Key')"
#define IN_ORDER_OF_KEYS(tag) \
	"pg_catalog.jsonb_agg(" tag " ORDER BY " KEY_OF(tag) " COLLATE pg_catalog.\"C\")"
#define PRESENT \
	"pg_catalog.jsonb_array_elements(COALESCE(x.tags::pg_catalog.jsonb, '[]')) AS o (tag)"
#define GIVEN "pg_catalog.jsonb_array_elements($2) AS g (tag)"

#define FIND(from) { \
	.sql = "SELECT x.id, (SELECT " IN_ORDER_OF_KEYS("o.tag") " FROM " PRESENT ") FROM " from, \
	.expect = SPI_OK_SELECT, \
	.nargs = 3, \
	.argtypes = {TEXTOID, TEXTOID, TEXTOID}, \
}

/* Who waits for the lock sees what the one before has left: the row is read again. */
#define MERGE(from) { \
	.sql = "SELECT x.id, (SELECT " IN_ORDER_OF_KEYS("m.tag") " FROM (SELECT g.tag FROM " GIVEN \
	" UNION ALL SELECT o.tag FROM " PRESENT \
	" WHERE NOT EXISTS (SELECT FROM " GIVEN " WHERE " KEY_OF("g.tag") IJ_EQ KEY_OF("o.tag") ")) AS m)" \
	" FROM " from " FOR NO KEY UPDATE OF x", \
	.expect = SPI_OK_SELECT, \
	.nargs = 3, \
	.argtypes = {TEXTOID, JSONBOID, TEXTOID}, \
}

#define WITHOUT(from) { \
	.sql = "SELECT x.id, (SELECT " IN_ORDER_OF_KEYS("o.tag") " FROM " PRESENT \
	" WHERE " KEY_OF("o.tag") IJ_NE "ALL ($2)) FROM " from " FOR NO KEY UPDATE OF x", \
	.expect = SPI_OK_SELECT, \
	.nargs = 3, \
	.argtypes = {TEXTOID, TEXTARRAYOID, TEXTOID}, \
}

#define WRITE(table) { \
	.sql = "UPDATE " table " SET tags = $2 WHERE id" IJ_EQ "$1", \
	.expect = SPI_OK_UPDATE, \
	.nargs = 2, \
	.argtypes = {INT8OID, JSONBOID}, \
}

#define A_JOB "iotjobs.job AS x WHERE x.job_id" IJ_EQ "$1"
#define A_JOB_TEMPLATE "iotjobs.job_template AS x WHERE x.job_template_id" IJ_EQ "$1"
#define A_THING "iotjobs.thing AS x WHERE x.name" IJ_EQ "$1 AND x.deleted_at IS NULL"
#define A_THING_GROUP "iotjobs.thing_group AS x WHERE x.name" IJ_EQ "$1 AND x.deleted_at IS NULL"
#define A_THING_TYPE "iotjobs.thing_type AS x WHERE x.name" IJ_EQ "$1"
#define A_PACKAGE "iotjobs.package AS x WHERE x.name" IJ_EQ "$1"
#define A_PACKAGE_VERSION \
	"iotjobs.package_version AS x WHERE x.name" IJ_EQ "$3 AND x.package_id" IJ_EQ \
	"(SELECT p.id FROM iotjobs.package AS p WHERE p.name" IJ_EQ "$1)"

static IjStatement find[] = {
	[IJ_TAGS_OF_JOB] = FIND(A_JOB),
	[IJ_TAGS_OF_JOB_TEMPLATE] = FIND(A_JOB_TEMPLATE),
	[IJ_TAGS_OF_THING] = FIND(A_THING),
	[IJ_TAGS_OF_THING_GROUP] = FIND(A_THING_GROUP),
	[IJ_TAGS_OF_THING_TYPE] = FIND(A_THING_TYPE),
	[IJ_TAGS_OF_PACKAGE] = FIND(A_PACKAGE),
	[IJ_TAGS_OF_PACKAGE_VERSION] = FIND(A_PACKAGE_VERSION),
};

static IjStatement merge[] = {
	[IJ_TAGS_OF_JOB] = MERGE(A_JOB),
	[IJ_TAGS_OF_JOB_TEMPLATE] = MERGE(A_JOB_TEMPLATE),
	[IJ_TAGS_OF_THING] = MERGE(A_THING),
	[IJ_TAGS_OF_THING_GROUP] = MERGE(A_THING_GROUP),
	[IJ_TAGS_OF_THING_TYPE] = MERGE(A_THING_TYPE),
	[IJ_TAGS_OF_PACKAGE] = MERGE(A_PACKAGE),
	[IJ_TAGS_OF_PACKAGE_VERSION] = MERGE(A_PACKAGE_VERSION),
};

static IjStatement without[] = {
	[IJ_TAGS_OF_JOB] = WITHOUT(A_JOB),
	[IJ_TAGS_OF_JOB_TEMPLATE] = WITHOUT(A_JOB_TEMPLATE),
	[IJ_TAGS_OF_THING] = WITHOUT(A_THING),
	[IJ_TAGS_OF_THING_GROUP] = WITHOUT(A_THING_GROUP),
	[IJ_TAGS_OF_THING_TYPE] = WITHOUT(A_THING_TYPE),
	[IJ_TAGS_OF_PACKAGE] = WITHOUT(A_PACKAGE),
	[IJ_TAGS_OF_PACKAGE_VERSION] = WITHOUT(A_PACKAGE_VERSION),
};

static IjStatement write_tags[] = {
	[IJ_TAGS_OF_JOB] = WRITE("iotjobs.job"),
	[IJ_TAGS_OF_JOB_TEMPLATE] = WRITE("iotjobs.job_template"),
	[IJ_TAGS_OF_THING] = WRITE("iotjobs.thing"),
	[IJ_TAGS_OF_THING_GROUP] = WRITE("iotjobs.thing_group"),
	[IJ_TAGS_OF_THING_TYPE] = WRITE("iotjobs.thing_type"),
	[IJ_TAGS_OF_PACKAGE] = WRITE("iotjobs.package"),
	[IJ_TAGS_OF_PACKAGE_VERSION] = WRITE("iotjobs.package_version"),
};

static bool get(IjStatement *statement, const IjTagged *tagged, Datum argument,
				int64 *key, Jsonb **tags);

bool
ij_tags_find(const IjTagged *tagged, Jsonb **tags)
{
	int64		key;

	return get(&find[tagged->owner], tagged, (Datum) 0, &key, tags);
}

bool
ij_tags_merge(const IjTagged *tagged, Jsonb *added, int64 *key, Jsonb **tags)
{
	return get(&merge[tagged->owner], tagged, JsonbPGetDatum(added), key, tags);
}

bool
ij_tags_without(const IjTagged *tagged, ArrayType *keys, int64 *key, Jsonb **tags)
{
	return get(&without[tagged->owner], tagged, PointerGetDatum(keys), key, tags);
}

void
ij_tags_write(IjTagOwner owner, int64 key, Jsonb *tags)
{
	Datum		values[] = {Int64GetDatum(key), PointerGetDatum(tags)};
	bool		nulls[] = {false, tags == NULL};

	ij_run(&write_tags[owner], values, nulls);
}

static bool
get(IjStatement *statement, const IjTagged *tagged, Datum argument, int64 *key, Jsonb **tags)
{
	Datum		values[] = {PointerGetDatum(tagged->name), argument, PointerGetDatum(tagged->version)};
	bool		nulls[] = {false, argument == (Datum) 0, tagged->version == NULL};

	if (ij_run(statement, values, nulls) == 0)
		return false;
	*key = ij_row_int64(0, 1);
	*tags = ij_row_jsonb(0, 2);
	return true;
}
