/*-------------------------------------------------------------------------
 *
 * membership_store.c
 *		Statements on who is in which group, and since when.
 *
 * Callers hold an open SPI connection.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "clock.h"
#include "store/membership_store.h"
#include "store/spi.h"
#include "wake.h"

static IjStatement draw_point = {
	.sql = "SELECT pg_catalog.nextval('iotjobs.membership_sequence'::pg_catalog.regclass)",
	.expect = SPI_OK_SELECT,
	.nargs = 0,
};

static IjStatement insert_member = {
	.sql = "INSERT INTO iotjobs.thing_group_member (group_id, thing_id, joined)"
	" VALUES ($1, $2, $3)",
	.expect = SPI_OK_INSERT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, INT8OID},
};

static IjStatement end_membership = {
	.sql = "WITH ended AS ("
	" DELETE FROM iotjobs.thing_group_member"
	" WHERE group_id OPERATOR(pg_catalog.=) $1 AND thing_id OPERATOR(pg_catalog.=) $2"
	" RETURNING group_id, thing_id, joined)"
	" INSERT INTO iotjobs.thing_group_former_member (group_id, thing_id, joined, departed)"
	" SELECT ended.group_id, ended.thing_id, ended.joined, $3 FROM ended",
	.expect = SPI_OK_INSERT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, INT8OID},
};

/* A group that was deleted before had lost the thing at that point already. */
static IjStatement end_memberships_of_thing = {
	.sql = "WITH ended AS ("
	" DELETE FROM iotjobs.thing_group_member"
	" WHERE thing_id OPERATOR(pg_catalog.=) $1"
	" RETURNING group_id, thing_id, joined)"
	" INSERT INTO iotjobs.thing_group_former_member (group_id, thing_id, joined, departed)"
	" SELECT ended.group_id, ended.thing_id, ended.joined, COALESCE(g.deleted_point, $2)"
	" FROM ended JOIN iotjobs.thing_group AS g"
	" ON g.id OPERATOR(pg_catalog.=) ended.group_id",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

/*
 * Rows are locked in one order, so that two calls cannot lock each other out.
 * The planner takes the array for a short one, and index look-ups are what we
 * want at any length.
 */
static IjStatement lock_joining = {
	.sql = "SELECT pg_catalog.array_agg(joining.id) FROM ("
	" SELECT t.id FROM pg_catalog.unnest($1) AS named (name)"
	" JOIN iotjobs.thing AS t"
	" ON t.name OPERATOR(pg_catalog.=) named.name AND t.deleted_at IS NULL"
	" WHERE NOT EXISTS (SELECT FROM iotjobs.thing_group_member AS already"
	" WHERE already.group_id OPERATOR(pg_catalog.=) $2"
	" AND already.thing_id OPERATOR(pg_catalog.=) t.id)"
	" ORDER BY t.id FOR NO KEY UPDATE OF t) AS joining",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTARRAYOID, INT8OID},
};

/*
 * OFFSET 0: from each thing to its few groups.  Without statistics the planner
 * went through all memberships, or for each thing through all groups.
 */
#define GROUPS_OF_JOINING \
	"(SELECT m.group_id FROM iotjobs.thing_group_member AS m" \
	" WHERE m.thing_id OPERATOR(pg_catalog.=) joining.id OFFSET 0) AS n" \
	" CROSS JOIN LATERAL (SELECT h.root_id, h.name FROM iotjobs.thing_group AS h" \
	" WHERE h.id OPERATOR(pg_catalog.=) n.group_id AND h.deleted_at IS NULL OFFSET 0) AS g"
#define NAME_OF_FOUND \
	"SELECT (SELECT t.name::pg_catalog.text FROM iotjobs.thing AS t" \
	" WHERE t.id OPERATOR(pg_catalog.=) found.id), found.group_name"

static IjStatement find_same_hierarchy = {
	.sql = NAME_OF_FOUND
	" FROM (SELECT joining.id, g.name::pg_catalog.text AS group_name"
	" FROM pg_catalog.unnest($1) AS joining (id) CROSS JOIN LATERAL " GROUPS_OF_JOINING
	" WHERE g.root_id OPERATOR(pg_catalog.=) $2"
	" ORDER BY joining.id LIMIT 1) AS found",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8ARRAYOID, INT8OID},
};

static IjStatement find_full_thing = {
	.sql = NAME_OF_FOUND
	" FROM (SELECT joining.id, NULL::pg_catalog.text AS group_name"
	" FROM pg_catalog.unnest($1) AS joining (id)"
	" WHERE (SELECT pg_catalog.count(*) FROM " GROUPS_OF_JOINING ")"
	" OPERATOR(pg_catalog.>=) $2"
	" ORDER BY joining.id LIMIT 1) AS found",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8ARRAYOID, INT8OID},
};

/* A thing that was named twice stands twice in the array. */
static IjStatement insert_members = {
	.sql = "INSERT INTO iotjobs.thing_group_member (group_id, thing_id, joined)"
	" SELECT $2, joining.id, $3 FROM pg_catalog.unnest($1) AS joining (id)"
	" ON CONFLICT DO NOTHING",
	.expect = SPI_OK_INSERT,
	.nargs = 3,
	.argtypes = {INT8ARRAYOID, INT8OID, INT8OID},
};

static IjStatement insert_change = {
	.sql = "INSERT INTO iotjobs.membership_change"
	" (kind, group_id, thing_id, membership_point, changed_at)"
	" VALUES ($1, $2, $3, $4, $5)",
	.expect = SPI_OK_INSERT,
	.nargs = 5,
	.argtypes = {TEXTOID, INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID},
};

/*
 * Each group gives its own page from its index, and the first of all pages
 * together are the page: the cost does not grow with the depth of the cursor.
 * Names are looked up one by one, whatever the planner thinks of LIMIT $3.
 */
static IjStatement list_members = {
	.sql = "WITH RECURSIVE tree (id) AS ("
	" SELECT $1"
	" UNION"
	" SELECT c.id FROM tree JOIN iotjobs.thing_group AS c"
	" ON c.parent_id OPERATOR(pg_catalog.=) tree.id"
	" WHERE $4 AND c.deleted_at IS NULL),"
	" page (thing_id) AS MATERIALIZED ("
	" SELECT DISTINCT part.thing_id FROM tree CROSS JOIN LATERAL ("
	" SELECT m.thing_id FROM iotjobs.thing_group_member AS m"
	" WHERE m.group_id OPERATOR(pg_catalog.=) tree.id"
	" AND m.thing_id OPERATOR(pg_catalog.>) $2"
	" ORDER BY m.thing_id LIMIT $3) AS part"
	" ORDER BY part.thing_id LIMIT $3)"
	" SELECT page.thing_id, (SELECT t.name::pg_catalog.text FROM iotjobs.thing AS t"
	" WHERE t.id OPERATOR(pg_catalog.=) page.thing_id)"
	" FROM page ORDER BY page.thing_id",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8OID, INT8OID, BOOLOID},
};

static bool read_conflict(uint64 count, IjMembershipConflict *conflict);
static void leave_word(const char *kind, int64 group_id, int64 thing_id, int64 point);

int64
ij_membership_draw_point(void)
{
	ij_run(&draw_point, NULL, NULL);
	return ij_row_int64(0, 1);
}

void
ij_membership_insert(int64 group_id, int64 thing_id, int64 point)
{
	Datum		values[] = {
		Int64GetDatum(group_id),
		Int64GetDatum(thing_id),
		Int64GetDatum(point)
	};

	ij_run(&insert_member, values, NULL);
}

bool
ij_membership_end(int64 group_id, int64 thing_id, int64 point)
{
	Datum		values[] = {
		Int64GetDatum(group_id),
		Int64GetDatum(thing_id),
		Int64GetDatum(point)
	};

	return ij_run(&end_membership, values, NULL) > 0;
}

void
ij_membership_end_all_of_thing(int64 thing_id, int64 point)
{
	Datum		values[] = {Int64GetDatum(thing_id), Int64GetDatum(point)};

	ij_run(&end_memberships_of_thing, values, NULL);
}

ArrayType *
ij_membership_lock_joining(ArrayType *names, int64 group_id)
{
	Datum		values[] = {PointerGetDatum(names), Int64GetDatum(group_id)};

	ij_run(&lock_joining, values, NULL);
	return ij_row_array(0, 1);
}

bool
ij_membership_find_same_hierarchy(ArrayType *thing_ids, int64 root_id,
								  IjMembershipConflict *conflict)
{
	Datum		values[] = {PointerGetDatum(thing_ids), Int64GetDatum(root_id)};

	return read_conflict(ij_run(&find_same_hierarchy, values, NULL), conflict);
}

bool
ij_membership_find_full_thing(ArrayType *thing_ids, IjMembershipConflict *conflict)
{
	Datum		values[] = {
		PointerGetDatum(thing_ids),
		Int64GetDatum(IJ_MAX_GROUPS_OF_THING)
	};

	return read_conflict(ij_run(&find_full_thing, values, NULL), conflict);
}

void
ij_membership_insert_many(ArrayType *thing_ids, int64 group_id, int64 point)
{
	Datum		values[] = {
		PointerGetDatum(thing_ids),
		Int64GetDatum(group_id),
		Int64GetDatum(point)
	};

	ij_run(&insert_members, values, NULL);
}

void
ij_membership_changed_join(int64 group_id, int64 thing_id, int64 point)
{
	leave_word("join", group_id, thing_id, point);
}

void
ij_membership_changed_join_many(int64 group_id, int64 point)
{
	leave_word("join", group_id, 0, point);
}

void
ij_membership_changed_leave(int64 group_id, int64 thing_id, int64 point)
{
	leave_word("leave", group_id, thing_id, point);
}

void
ij_membership_changed_thing_deleted(int64 thing_id, int64 point)
{
	leave_word("thing_deleted", 0, thing_id, point);
}

void
ij_membership_changed_group_deleted(int64 group_id, int64 point)
{
	leave_word("group_deleted", group_id, 0, point);
}

int
ij_membership_list(int64 group_id, bool recursive, int64 after_id, int limit,
				   IjGroupMember **members)
{
	Datum		values[] = {
		Int64GetDatum(group_id),
		Int64GetDatum(after_id),
		Int64GetDatum(limit),
		BoolGetDatum(recursive)
	};
	uint64		count = ij_run(&list_members, values, NULL);

	*members = palloc(sizeof(IjGroupMember) * Max(count, 1));
	for (uint64 i = 0; i < count; i++)
	{
		(*members)[i].thing_id = ij_row_int64(i, 1);
		(*members)[i].thing_name = ij_row_cstring(i, 2);
	}
	return (int) count;
}

static bool
read_conflict(uint64 count, IjMembershipConflict *conflict)
{
	if (count == 0)
		return false;
	conflict->thing_name = ij_row_cstring(0, 1);
	conflict->group_name = ij_row_cstring(0, 2);
	return true;
}

/* 0 for the group or the thing: the change concerns no single one. */
static void
leave_word(const char *kind, int64 group_id, int64 thing_id, int64 point)
{
	Datum		values[] = {
		CStringGetTextDatum(kind),
		Int64GetDatum(group_id),
		Int64GetDatum(thing_id),
		Int64GetDatum(point),
		TimestampTzGetDatum(ij_now())
	};
	bool		nulls[] = {false, group_id == 0, thing_id == 0, false, false};

	ij_run(&insert_change, values, nulls);
	ij_wake_at_commit();
}
