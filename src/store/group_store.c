/*-------------------------------------------------------------------------
 *
 * group_store.c
 *		Statements on iotjobs.thing_group.
 *
 * Callers hold an open SPI connection.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "clock.h"
#include "compat.h"
#include "errors.h"
#include "store/group_store.h"
#include "store/spi.h"

#define GROUP_COLUMNS \
	"g.id, g.name::pg_catalog.text, g.uuid::pg_catalog.text, g.parent_id," \
	" g.root_id, g.depth, g.description::pg_catalog.text," \
	" g.attributes::pg_catalog.jsonb, g.tags::pg_catalog.jsonb, g.version, g.created_at," \
	" g.query_string::pg_catalog.text, g.query_uses"

#define LIVING_GROUP_BY_NAME \
	"SELECT " GROUP_COLUMNS " FROM iotjobs.thing_group AS g" \
	" WHERE g.name OPERATOR(pg_catalog.=) $1 AND g.deleted_at IS NULL"

static IjStatement find_group = {
	.sql = LIVING_GROUP_BY_NAME,
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static IjStatement find_group_by = {
	.sql = "SELECT g.id FROM iotjobs.thing_group AS g WHERE g.deleted_at IS NULL"
	" AND ($1 IS NULL OR g.name" IJ_EQ "$1)"
	" AND ($2 IS NULL OR g.uuid::pg_catalog.text" IJ_EQ "pg_catalog.lower($2))",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTOID, TEXTOID},
};

/* In the order of IjGroupLock. */
static IjStatement lock_group[] = {
	{
		.sql = LIVING_GROUP_BY_NAME " FOR KEY SHARE",
		.expect = SPI_OK_SELECT,
		.nargs = 1,
		.argtypes = {TEXTOID},
	},
	{
		.sql = LIVING_GROUP_BY_NAME " FOR NO KEY UPDATE",
		.expect = SPI_OK_SELECT,
		.nargs = 1,
		.argtypes = {TEXTOID},
	},
	{
		.sql = LIVING_GROUP_BY_NAME " FOR UPDATE",
		.expect = SPI_OK_SELECT,
		.nargs = 1,
		.argtypes = {TEXTOID},
	},
};

/* The id is drawn first, because the top of a hierarchy is its own root. */
static IjStatement insert_group = {
	.sql = "WITH new AS MATERIALIZED (SELECT pg_catalog.nextval("
	"'iotjobs.thing_group_id_seq'::pg_catalog.regclass) AS id)"
	" INSERT INTO iotjobs.thing_group AS g"
	" (id, name, parent_id, root_id, depth, description, attributes, tags, created_at,"
	" query_string, query_uses)"
	" OVERRIDING SYSTEM VALUE"
	" SELECT new.id, $1, $2, COALESCE($3, new.id), $4, $5, $6, $7, $8, $9, $10 FROM new"
	" ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING"
	" RETURNING " GROUP_COLUMNS,
	.expect = SPI_OK_INSERT_RETURNING,
	.nargs = 10,
	.argtypes = {TEXTOID, INT8OID, INT8OID, INT4OID, TEXTOID, JSONBOID, JSONBOID, TIMESTAMPTZOID,
	TEXTOID, INT4OID},
};

static IjStatement update_group = {
	.sql = "UPDATE iotjobs.thing_group"
	" SET description = $2, attributes = $3, query_string = $4, query_uses = $5, version = version OPERATOR(pg_catalog.+) 1"
	" WHERE id OPERATOR(pg_catalog.=) $1"
	" RETURNING version",
	.expect = SPI_OK_UPDATE_RETURNING,
	.nargs = 5,
	.argtypes = {INT8OID, TEXTOID, JSONBOID, TEXTOID, INT4OID},
};

static IjStatement mark_group_deleted = {
	.sql = "UPDATE iotjobs.thing_group SET deleted_at = $2, deleted_point = $3"
	" WHERE id OPERATOR(pg_catalog.=) $1",
	.expect = SPI_OK_UPDATE,
	.nargs = 3,
	.argtypes = {INT8OID, TIMESTAMPTZOID, INT8OID},
};

static IjStatement count_children = {
	.sql = "SELECT pg_catalog.count(*) FROM iotjobs.thing_group"
	" WHERE parent_id OPERATOR(pg_catalog.=) $1 AND deleted_at IS NULL",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/*
 * A group with living children cannot be deleted, so all ancestors live.  No
 * call makes a circle of them; UNION ends the walk where one was made by hand.
 */
static IjStatement list_ancestors = {
	.sql = "WITH RECURSIVE up (id) AS ("
	" SELECT parent_id FROM iotjobs.thing_group WHERE id OPERATOR(pg_catalog.=) $1"
	" UNION"
	" SELECT a.parent_id FROM up JOIN iotjobs.thing_group AS a"
	" ON a.id OPERATOR(pg_catalog.=) up.id)"
	" SELECT " GROUP_COLUMNS " FROM up JOIN iotjobs.thing_group AS g"
	" ON g.id OPERATOR(pg_catalog.=) up.id"
	" ORDER BY g.depth",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

#define GROUP_PAGE \
	" g.deleted_at IS NULL AND g.id OPERATOR(pg_catalog.>) $1" \
	" AND ($3 IS NULL OR pg_catalog.starts_with(g.name::pg_catalog.text, $3))" \
	" ORDER BY g.id LIMIT $2"

static IjStatement list_all_groups = {
	.sql = "SELECT " GROUP_COLUMNS " FROM iotjobs.thing_group AS g"
	" WHERE" GROUP_PAGE,
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, TEXTOID},
};

static IjStatement list_top_groups = {
	.sql = "SELECT " GROUP_COLUMNS " FROM iotjobs.thing_group AS g"
	" WHERE g.parent_id IS NULL AND" GROUP_PAGE,
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, TEXTOID},
};

static IjStatement list_child_groups = {
	.sql = "SELECT " GROUP_COLUMNS " FROM iotjobs.thing_group AS g"
	" WHERE g.parent_id OPERATOR(pg_catalog.=) $4 AND" GROUP_PAGE,
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8OID, TEXTOID, INT8OID},
};

static IjStatement list_groups_below = {
	.sql = "WITH RECURSIVE below (id) AS ("
	" SELECT id FROM iotjobs.thing_group"
	" WHERE parent_id OPERATOR(pg_catalog.=) $4 AND deleted_at IS NULL"
	" UNION"
	" SELECT c.id FROM below JOIN iotjobs.thing_group AS c"
	" ON c.parent_id OPERATOR(pg_catalog.=) below.id"
	" WHERE c.deleted_at IS NULL)"
	" SELECT " GROUP_COLUMNS " FROM below JOIN iotjobs.thing_group AS g"
	" ON g.id OPERATOR(pg_catalog.=) below.id"
	" WHERE" GROUP_PAGE,
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8OID, TEXTOID, INT8OID},
};

static IjStatement list_groups_of_thing = {
	.sql = "SELECT " GROUP_COLUMNS " FROM iotjobs.thing_group_member AS m"
	" JOIN iotjobs.thing_group AS g ON g.id OPERATOR(pg_catalog.=) m.group_id"
	" WHERE m.thing_id OPERATOR(pg_catalog.=) $3"
	" AND g.id OPERATOR(pg_catalog.>) $1 AND g.deleted_at IS NULL"
	" ORDER BY g.id LIMIT $2",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, INT8OID},
};

static bool get_by_name(IjStatement *statement, const text *name, IjGroup *group);
static int	read_groups(uint64 count, IjGroup **groups);
static void read_group(uint64 row, IjGroup *group);
pg_noreturn static void raise_unknown_group(const text *name);

bool
ij_group_find(const text *name, IjGroup *group)
{
	return get_by_name(&find_group, name, group);
}

void
ij_group_get(const text *name, IjGroup *group)
{
	if (!get_by_name(&find_group, name, group))
		raise_unknown_group(name);
}

int64
ij_group_get_by(const text *name, const text *uuid)
{
	Datum		values[] = {PointerGetDatum(name), PointerGetDatum(uuid)};
	bool		nulls[] = {name == NULL, uuid == NULL};

	if (ij_run(&find_group_by, values, nulls) == 0)
		raise_unknown_group(name != NULL ? name : uuid);
	return ij_row_int64(0, 1);
}

bool
ij_group_find_and_lock(const text *name, IjGroupLock lock, IjGroup *group)
{
	return get_by_name(&lock_group[lock], name, group);
}

void
ij_group_get_and_lock(const text *name, IjGroupLock lock, IjGroup *group)
{
	if (!get_by_name(&lock_group[lock], name, group))
		raise_unknown_group(name);
}

bool
ij_group_insert(IjGroup *group)
{
	Datum		values[] = {
		CStringGetTextDatum(group->name),
		Int64GetDatum(group->parent_id),
		Int64GetDatum(group->root_id),
		Int32GetDatum(group->depth),
		PointerGetDatum(group->description),
		PointerGetDatum(group->attributes),
		PointerGetDatum(group->tags),
		TimestampTzGetDatum(ij_now()),
		PointerGetDatum(group->query_string),
		Int32GetDatum(group->query_uses)
	};
	bool		nulls[] = {
		false,
		group->parent_id == 0,
		group->root_id == 0,
		false,
		group->description == NULL,
		group->attributes == NULL,
		group->tags == NULL,
		false,
		group->query_string == NULL,
		group->query_string == NULL
	};

	if (ij_run(&insert_group, values, nulls) == 0)
		return false;
	read_group(0, group);
	return true;
}

int64
ij_group_update(const IjGroup *group)
{
	Datum		values[] = {
		Int64GetDatum(group->id),
		PointerGetDatum(group->description),
		PointerGetDatum(group->attributes),
		PointerGetDatum(group->query_string),
		Int32GetDatum(group->query_uses)
	};
	bool		nulls[] = {
		false,
		group->description == NULL,
		group->attributes == NULL,
		group->query_string == NULL,
		group->query_string == NULL
	};

	if (ij_run(&update_group, values, nulls) != 1)
		elog(ERROR, "thing group %lld is gone", (long long) group->id);
	return ij_row_int64(0, 1);
}

void
ij_group_mark_deleted(int64 id, int64 point)
{
	Datum		values[] = {
		Int64GetDatum(id),
		TimestampTzGetDatum(ij_now()),
		Int64GetDatum(point)
	};

	ij_run(&mark_group_deleted, values, NULL);
}

int
ij_group_count_children(int64 id)
{
	Datum		values[] = {Int64GetDatum(id)};

	ij_run(&count_children, values, NULL);
	return (int) ij_row_int64(0, 1);
}

int
ij_group_list_ancestors(int64 id, IjGroup **groups)
{
	Datum		values[] = {Int64GetDatum(id)};

	return read_groups(ij_run(&list_ancestors, values, NULL), groups);
}

int
ij_group_list(const IjGroupFilter *filter, int64 after_id, int limit, IjGroup **groups)
{
	Datum		values[] = {
		Int64GetDatum(after_id),
		Int64GetDatum(limit),
		PointerGetDatum(filter->name_prefix),
		Int64GetDatum(filter->parent_id)
	};
	bool		nulls[] = {false, false, filter->name_prefix == NULL, false};
	IjStatement *statement;

	if (filter->parent_id == 0)
		statement = filter->recursive ? &list_all_groups : &list_top_groups;
	else
		statement = filter->recursive ? &list_groups_below : &list_child_groups;

	return read_groups(ij_run(statement, values, nulls), groups);
}

int
ij_group_list_of_thing(int64 thing_id, int64 after_id, int limit, IjGroup **groups)
{
	Datum		values[] = {
		Int64GetDatum(after_id),
		Int64GetDatum(limit),
		Int64GetDatum(thing_id)
	};

	return read_groups(ij_run(&list_groups_of_thing, values, NULL), groups);
}

static bool
get_by_name(IjStatement *statement, const text *name, IjGroup *group)
{
	Datum		values[] = {PointerGetDatum(name)};

	if (ij_run(statement, values, NULL) == 0)
		return false;
	read_group(0, group);
	return true;
}

static int
read_groups(uint64 count, IjGroup **groups)
{
	*groups = palloc(sizeof(IjGroup) * Max(count, 1));
	for (uint64 i = 0; i < count; i++)
		read_group(i, &(*groups)[i]);
	return (int) count;
}

/* Columns as in GROUP_COLUMNS. */
static void
read_group(uint64 row, IjGroup *group)
{
	group->id = ij_row_int64(row, 1);
	group->name = ij_row_cstring(row, 2);
	group->uuid = ij_row_cstring(row, 3);
	group->parent_id = ij_row_int64(row, 4);
	group->root_id = ij_row_int64(row, 5);
	group->depth = ij_row_int32(row, 6);
	group->description = ij_row_text(row, 7);
	group->attributes = ij_row_jsonb(row, 8);
	group->tags = ij_row_jsonb(row, 9);
	group->version = ij_row_int64(row, 10);
	group->created_at = ij_row_time(row, 11);
	group->query_string = ij_row_text(row, 12);
	group->query_uses = ij_row_int32(row, 13);
}

static void
raise_unknown_group(const text *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
			 errmsg("thing group \"%s\" does not exist", text_to_cstring(name)),
			 errhint("See iotjobs.list_thing_groups(); iotjobs.create_thing_group() makes a group.")));
}
