/*-------------------------------------------------------------------------
 *
 * dynamic_store.c
 *		Statements that keep the members of dynamic groups.
 *
 * Callers hold an open SPI connection.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "clock.h"
#include "rules/query.h"
#include "store/dynamic_store.h"
#include "store/membership_store.h"
#include "store/spi.h"
#include "wake.h"

#define LOCK_OF_QUERIES \
	"('iotjobs.thing_group'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int4, 0)"

/* By whether it is exclusive. */
static IjStatement lock_queries[] = {
	{
		.sql = "SELECT pg_catalog.pg_advisory_xact_lock_shared" LOCK_OF_QUERIES,
		.expect = SPI_OK_SELECT,
	},
	{
		.sql = "SELECT pg_catalog.pg_advisory_xact_lock" LOCK_OF_QUERIES,
		.expect = SPI_OK_SELECT,
	},
};

static IjStatement count_dynamic = {
	.sql = "SELECT pg_catalog.count(*) FROM iotjobs.thing_group AS d"
	" WHERE d.query_string IS NOT NULL AND d.deleted_at IS NULL",
	.expect = SPI_OK_SELECT,
};

static IjStatement find_users = {
	.sql = "SELECT FROM iotjobs.thing_group AS d"
	" WHERE d.query_string IS NOT NULL AND d.deleted_at IS NULL"
	" AND (d.query_uses OPERATOR(pg_catalog.&) $1)" IJ_NE "0 LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT4OID},
};

#define TYPE_NAME \
	"(SELECT y.name::pg_catalog.text FROM iotjobs.thing_type AS y WHERE y.id" IJ_EQ "t.thing_type_id)"

/* The static groups that a thing is directly in: what a query sees of them. */
#define STATIC_GROUPS_OF_THING \
	" FROM iotjobs.thing_group_member AS s JOIN iotjobs.thing_group AS g ON g.id" IJ_EQ "s.group_id" \
	" WHERE s.thing_id" IJ_EQ "t.id AND g.query_string IS NULL AND g.deleted_at IS NULL"

/* What the query does not use is not looked up. */
#define MATCHES(query, uses) \
	"iotjobs.query_matches(" query ", t.name::pg_catalog.text," \
	" CASE WHEN (" uses " OPERATOR(pg_catalog.&) 2)" IJ_NE "0 THEN " TYPE_NAME " END," \
	" CASE WHEN (" uses " OPERATOR(pg_catalog.&) 4)" IJ_NE "0 THEN ARRAY(SELECT g.name::pg_catalog.text" \
	STATIC_GROUPS_OF_THING ") END, t.attributes::pg_catalog.jsonb)"

#define GROUPS_IN(thing) \
	"(SELECT pg_catalog.count(*) FROM iotjobs.thing_group_member AS n" \
	" JOIN iotjobs.thing_group AS g ON g.id" IJ_EQ "n.group_id" \
	" WHERE n.thing_id" IJ_EQ thing " AND g.deleted_at IS NULL)"

/* Whether there are so many groups at all that a thing could be in too many. */
#define MAY_BE_FULL \
	"(SELECT pg_catalog.count(*)" IJ_GT "10 FROM (SELECT FROM iotjobs.thing_group AS a" \
	" WHERE a.deleted_at IS NULL LIMIT 11) AS b)"

/* Behind lists "ended" and "joined". */
#define NOTE(point, now, join) \
	" former AS (INSERT INTO iotjobs.thing_group_former_member (group_id, thing_id, joined, departed)" \
	" SELECT e.group_id, e.thing_id, e.joined, " point " FROM ended AS e)," \
	" noted AS (INSERT INTO iotjobs.membership_change" \
	" (kind, group_id, thing_id, membership_point, changed_at)" \
	" SELECT 'leave', e.group_id, e.thing_id, " point ", " now " FROM ended AS e" \
	" UNION ALL " join ")" \
	" SELECT (SELECT pg_catalog.count(*) FROM ended AS e), (SELECT pg_catalog.count(*) FROM joined AS j)"

/*
 * $1 group, $2 query, $3 what it uses, $4 point, $5 now, $6 whether it is new
 *
 * The planner knows nothing of how many members there are or will be: each
 * thing looks up its own membership, and what ends is found by where it lies,
 * so that no join can be a bad one.
 */
static IjStatement fill_group = {
	.sql = "WITH pair AS MATERIALIZED (SELECT t.id, CASE WHEN NOT $6 THEN (SELECT m.ctid"
	" FROM iotjobs.thing_group_member AS m"
	" WHERE m.group_id" IJ_EQ "$1 AND m.thing_id" IJ_EQ "t.id) END AS member, "
	MATCHES("$2", "$3") " AS matches FROM iotjobs.thing AS t WHERE t.deleted_at IS NULL),"
	" ended AS (DELETE FROM iotjobs.thing_group_member AS m WHERE m.ctid" IJ_EQ "ANY (ARRAY("
	"SELECT p.member FROM pair AS p WHERE p.member IS NOT NULL AND NOT p.matches))"
	" RETURNING m.group_id, m.thing_id, m.joined),"
	" joined AS (INSERT INTO iotjobs.thing_group_member (group_id, thing_id, joined)"
	" SELECT $1, p.id, $4 FROM pair AS p WHERE p.member IS NULL AND p.matches"
	" AND CASE WHEN " MAY_BE_FULL " THEN " GROUPS_IN("p.id") IJ_LT "10 ELSE true END"
	" RETURNING group_id, thing_id),"
	NOTE("$4", "$5", "SELECT 'join', $1, NULL, $4, $5 WHERE EXISTS (SELECT FROM joined AS j)"),
	.expect = SPI_OK_SELECT,
	.nargs = 6,
	.argtypes = {INT8OID, TEXTOID, INT4OID, INT8OID, TIMESTAMPTZOID, BOOLOID},
};

/* $1 things, $2 what changed, $3 point, $4 now, $5 many things: one row of word for a group */
static IjStatement refresh_things = {
	.sql = "WITH pair AS MATERIALIZED (SELECT d.id AS group_id, t.id AS thing_id,"
	" m.thing_id IS NOT NULL AS is_member, t.deleted_at IS NULL AND "
	MATCHES("d.query_string::pg_catalog.text", "d.query_uses") " AS matches"
	" FROM iotjobs.thing_group AS d CROSS JOIN pg_catalog.unnest($1) AS x (id)"
	" JOIN iotjobs.thing AS t ON t.id" IJ_EQ "x.id"
	" LEFT JOIN iotjobs.thing_group_member AS m ON m.group_id" IJ_EQ "d.id AND m.thing_id" IJ_EQ "t.id"
	" WHERE d.query_string IS NOT NULL AND d.deleted_at IS NULL"
	" AND (d.query_uses OPERATOR(pg_catalog.&) $2)" IJ_NE "0),"
	" changing AS (SELECT p.*,"
	" pg_catalog.count(*) FILTER (WHERE p.is_member) OVER (PARTITION BY p.thing_id) AS leaving,"
	" pg_catalog.count(*) FILTER (WHERE p.matches) OVER (PARTITION BY p.thing_id ORDER BY p.group_id) AS place"
	" FROM pair AS p WHERE p.is_member" IJ_NE "p.matches),"
	" ended AS (DELETE FROM iotjobs.thing_group_member AS m USING changing AS c WHERE c.is_member"
	" AND m.group_id" IJ_EQ "c.group_id AND m.thing_id" IJ_EQ "c.thing_id"
	" RETURNING m.group_id, m.thing_id, m.joined),"
	" joined AS (INSERT INTO iotjobs.thing_group_member (group_id, thing_id, joined)"
	" SELECT c.group_id, c.thing_id, $3 FROM changing AS c WHERE c.matches"
	" AND CASE WHEN " MAY_BE_FULL " THEN " GROUPS_IN("c.thing_id") IJ_SUB "c.leaving" IJ_ADD "c.place"
	IJ_LE "10 ELSE true END"
	" RETURNING group_id, thing_id),"
	NOTE("$3", "$4", "SELECT DISTINCT 'join', j.group_id, CASE WHEN $5 THEN NULL ELSE j.thing_id END, $3, $4"
		 " FROM joined AS j"),
	.expect = SPI_OK_SELECT,
	.nargs = 5,
	.argtypes = {INT8ARRAYOID, INT4OID, INT8OID, TIMESTAMPTZOID, BOOLOID},
};

static IjStatement find_keys_of_names = {
	.sql = "SELECT pg_catalog.array_agg(DISTINCT t.id) FROM pg_catalog.unnest($1) AS x (name)"
	" JOIN iotjobs.thing AS t ON t.name" IJ_EQ "x.name AND t.deleted_at IS NULL",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTARRAYOID},
};

static IjStatement find_keys_of_group = {
	.sql = "SELECT pg_catalog.array_agg(m.thing_id) FROM iotjobs.thing_group_member AS m"
	" WHERE m.group_id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* $1 query, $2 what it uses, $3 after which id, $4 how many */
static IjStatement search = {
	.sql = "SELECT t.id, t.name::pg_catalog.text, t.uuid::pg_catalog.text, " TYPE_NAME ","
	" (SELECT pg_catalog.jsonb_agg(g.name::pg_catalog.text ORDER BY g.id)" STATIC_GROUPS_OF_THING "),"
	" t.attributes::pg_catalog.jsonb FROM iotjobs.thing AS t"
	" WHERE t.id" IJ_GT "$3 AND t.deleted_at IS NULL AND " MATCHES("$1", "$2")
	" ORDER BY t.id LIMIT $4",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {TEXTOID, INT4OID, INT8OID, INT8OID},
};

void
ij_dynamic_lock(bool exclusive)
{
	ij_run(&lock_queries[exclusive ? 1 : 0], NULL, NULL);
}

int
ij_dynamic_count(void)
{
	ij_run(&count_dynamic, NULL, NULL);
	return (int) ij_row_int64(0, 1);
}

bool
ij_dynamic_is_used(unsigned uses)
{
	Datum		values[] = {Int32GetDatum((int32) uses)};

	return ij_run(&find_users, values, NULL) > 0;
}

void
ij_dynamic_fill(int64 group_id, bool is_new, const text *query, unsigned uses, int64 point)
{
	Datum		values[] = {
		Int64GetDatum(group_id),
		PointerGetDatum(query),
		Int32GetDatum((int32) uses),
		Int64GetDatum(point),
		TimestampTzGetDatum(ij_now()),
		BoolGetDatum(is_new)
	};

	ij_run(&fill_group, values, NULL);
	if (ij_row_int64(0, 1) + ij_row_int64(0, 2) > 0)
		ij_wake_at_commit();
}

int64
ij_dynamic_refresh(ArrayType *thing_ids, unsigned uses, int64 point)
{
	Datum		values[] = {
		PointerGetDatum(thing_ids),
		Int32GetDatum((int32) uses),
		Int64GetDatum(point),
		TimestampTzGetDatum(ij_now()),
		BoolGetDatum(ArrayGetNItems(ARR_NDIM(thing_ids), ARR_DIMS(thing_ids)) > 1)
	};

	ij_run(&refresh_things, values, NULL);
	if (ij_row_int64(0, 1) + ij_row_int64(0, 2) > 0)
		ij_wake_at_commit();
	return ij_row_int64(0, 1);
}

ArrayType *
ij_dynamic_keys_of_names(ArrayType *names)
{
	Datum		values[] = {PointerGetDatum(names)};

	ij_run(&find_keys_of_names, values, NULL);
	return ij_row_array(0, 1);
}

ArrayType *
ij_dynamic_keys_of_group(int64 group_id)
{
	Datum		values[] = {Int64GetDatum(group_id)};

	ij_run(&find_keys_of_group, values, NULL);
	return ij_row_array(0, 1);
}

int
ij_dynamic_search(const text *query, unsigned uses, int64 after_id, int limit,
				  IjFoundThing **things)
{
	Datum		values[] = {
		PointerGetDatum(query),
		Int32GetDatum((int32) uses),
		Int64GetDatum(after_id),
		Int64GetDatum(limit)
	};
	int			count = (int) ij_run(&search, values, NULL);

	*things = palloc(sizeof(IjFoundThing) * Max(count, 1));
	for (int i = 0; i < count; i++)
	{
		IjFoundThing *thing = &(*things)[i];

		thing->id = ij_row_int64(i, 1);
		thing->name = ij_row_cstring(i, 2);
		thing->uuid = ij_row_cstring(i, 3);
		thing->type_name = ij_row_cstring(i, 4);
		thing->group_names = ij_row_jsonb(i, 5);
		thing->attributes = ij_row_jsonb(i, 6);
	}
	return count;
}
