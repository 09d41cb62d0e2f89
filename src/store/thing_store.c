/*-------------------------------------------------------------------------
 *
 * thing_store.c
 *		Statements on iotjobs.thing.
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
#include "store/spi.h"
#include "store/thing_store.h"

#define THING_COLUMNS \
	"t.id, t.name::pg_catalog.text, t.uuid::pg_catalog.text, t.attributes::pg_catalog.jsonb," \
	" t.billing_group_name::pg_catalog.text, t.version, t.thing_type_id," \
	" (SELECT y.name::pg_catalog.text FROM iotjobs.thing_type AS y" \
	" WHERE y.id OPERATOR(pg_catalog.=) t.thing_type_id)"

#define LIVING_THING_BY_NAME \
	" FROM iotjobs.thing AS t" \
	" WHERE t.name OPERATOR(pg_catalog.=) $1 AND t.deleted_at IS NULL"

static IjStatement find_thing = {
	.sql = "SELECT " THING_COLUMNS LIVING_THING_BY_NAME,
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static IjStatement find_thing_id = {
	.sql = "SELECT t.id" LIVING_THING_BY_NAME,
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

/* Lets executions refer to the thing meanwhile, but no second change in. */
static IjStatement lock_thing_for_change = {
	.sql = "SELECT " THING_COLUMNS LIVING_THING_BY_NAME " FOR NO KEY UPDATE OF t",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static IjStatement lock_thing_for_deletion = {
	.sql = "SELECT " THING_COLUMNS LIVING_THING_BY_NAME " FOR UPDATE OF t",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static IjStatement insert_thing = {
	.sql = "INSERT INTO iotjobs.thing AS t"
	" (name, attributes, billing_group_name, created_at, thing_type_id)"
	" VALUES ($1, $2, $3, $4, $5)"
	" ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING"
	" RETURNING " THING_COLUMNS,
	.expect = SPI_OK_INSERT_RETURNING,
	.nargs = 5,
	.argtypes = {TEXTOID, JSONBOID, TEXTOID, TIMESTAMPTZOID, INT8OID},
};

static IjStatement update_thing = {
	.sql = "UPDATE iotjobs.thing"
	" SET attributes = $2, thing_type_id = $3, version = version OPERATOR(pg_catalog.+) 1"
	" WHERE id OPERATOR(pg_catalog.=) $1",
	.expect = SPI_OK_UPDATE,
	.nargs = 3,
	.argtypes = {INT8OID, JSONBOID, INT8OID},
};

static IjStatement mark_thing_deleted = {
	.sql = "WITH forgotten AS (DELETE FROM iotjobs.thing_package WHERE thing_id OPERATOR(pg_catalog.=) $1)"
	" UPDATE iotjobs.thing SET deleted_at = $2"
	" WHERE id OPERATOR(pg_catalog.=) $1",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

/* $3 attribute name, $4 value or NULL, $5 whether the value is a prefix */
#define HAS_ATTRIBUTE \
	" AND t.attributes OPERATOR(pg_catalog.?) $3" \
	" AND ($4 IS NULL" \
	" OR (t.attributes OPERATOR(pg_catalog.->>) $3) OPERATOR(pg_catalog.=) $4" \
	" OR ($5 AND pg_catalog.starts_with(t.attributes OPERATOR(pg_catalog.->>) $3, $4)))"

static IjStatement list_things = {
	.sql = "SELECT " THING_COLUMNS " FROM iotjobs.thing AS t"
	" WHERE t.id OPERATOR(pg_catalog.>) $1 AND t.deleted_at IS NULL"
	" ORDER BY t.id LIMIT $2",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

static IjStatement list_things_with_attribute = {
	.sql = "SELECT " THING_COLUMNS " FROM iotjobs.thing AS t"
	" WHERE t.id OPERATOR(pg_catalog.>) $1 AND t.deleted_at IS NULL" HAS_ATTRIBUTE
	" ORDER BY t.id LIMIT $2",
	.expect = SPI_OK_SELECT,
	.nargs = 5,
	.argtypes = {INT8OID, INT8OID, TEXTOID, TEXTOID, BOOLOID},
};

/* $6 thing type; $3 may be NULL here. */
static IjStatement list_things_of_type = {
	.sql = "SELECT " THING_COLUMNS " FROM iotjobs.thing AS t"
	" WHERE t.thing_type_id OPERATOR(pg_catalog.=) $6 AND t.thing_type_id IS NOT NULL"
	" AND t.id OPERATOR(pg_catalog.>) $1 AND t.deleted_at IS NULL"
	" AND ($3 IS NULL OR true" HAS_ATTRIBUTE ")"
	" ORDER BY t.id LIMIT $2",
	.expect = SPI_OK_SELECT,
	.nargs = 6,
	.argtypes = {INT8OID, INT8OID, TEXTOID, TEXTOID, BOOLOID, INT8OID},
};

/*
 * Two bulk registrations of the same names in different orders would lock
 * each other out; so they go one after the other.
 */
static IjStatement await_other_bulk_registrations = {
	.sql = "SELECT pg_catalog.pg_advisory_xact_lock("
	"'iotjobs.thing'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int4, 0)",
	.expect = SPI_OK_SELECT,
	.nargs = 0,
};

/* A name that stands twice in the array conflicts with itself: no matter. */
#define INSERT_MANY_THINGS \
	"INSERT INTO iotjobs.thing (name, attributes, created_at, thing_type_id)" \
	" SELECT n.name, $2, $3, $4 FROM pg_catalog.unnest($1) AS n (name)" \
	" ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING"

static IjStatement insert_many_things = {
	.sql = INSERT_MANY_THINGS,
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {TEXTARRAYOID, JSONBOID, TIMESTAMPTZOID, INT8OID},
};

/* $5 group, $6 membership point */
static IjStatement insert_many_members = {
	.sql = "WITH added AS (" INSERT_MANY_THINGS " RETURNING id)"
	" INSERT INTO iotjobs.thing_group_member (group_id, thing_id, joined)"
	" SELECT $5, added.id, $6 FROM added",
	.expect = SPI_OK_INSERT,
	.nargs = 6,
	.argtypes = {TEXTARRAYOID, JSONBOID, TIMESTAMPTZOID, INT8OID, INT8OID, INT8OID},
};

static bool get_by_name(IjStatement *statement, const text *name, IjThing *thing);
static void read_thing(uint64 row, IjThing *thing);
pg_noreturn static void raise_unknown_thing(const text *name);

bool
ij_thing_find(const text *name, IjThing *thing)
{
	return get_by_name(&find_thing, name, thing);
}

void
ij_thing_get(const text *name, IjThing *thing)
{
	if (!get_by_name(&find_thing, name, thing))
		raise_unknown_thing(name);
}

bool
ij_thing_find_id(const text *name, int64 *id)
{
	Datum		values[] = {PointerGetDatum(name)};

	if (ij_run(&find_thing_id, values, NULL) == 0)
		return false;
	*id = ij_row_int64(0, 1);
	return true;
}

int64
ij_thing_get_id(const text *name)
{
	int64		id;

	if (!ij_thing_find_id(name, &id))
		raise_unknown_thing(name);
	return id;
}

void
ij_thing_get_for_change(const text *name, IjThing *thing)
{
	if (!get_by_name(&lock_thing_for_change, name, thing))
		raise_unknown_thing(name);
}

void
ij_thing_get_for_deletion(const text *name, IjThing *thing)
{
	if (!get_by_name(&lock_thing_for_deletion, name, thing))
		raise_unknown_thing(name);
}

bool
ij_thing_insert(const text *name, const Jsonb *attributes,
				const text *billing_group_name, int64 thing_type_id, IjThing *thing)
{
	Datum		values[] = {
		PointerGetDatum(name),
		PointerGetDatum(attributes),
		PointerGetDatum(billing_group_name),
		TimestampTzGetDatum(ij_now()),
		Int64GetDatum(thing_type_id)
	};
	bool		nulls[] = {false, false, billing_group_name == NULL, false, thing_type_id == 0};

	if (ij_run(&insert_thing, values, nulls) == 0)
		return false;
	read_thing(0, thing);
	return true;
}

void
ij_thing_update(int64 id, const Jsonb *attributes, int64 thing_type_id)
{
	Datum		values[] = {
		Int64GetDatum(id),
		PointerGetDatum(attributes),
		Int64GetDatum(thing_type_id)
	};
	bool		nulls[] = {false, false, thing_type_id == 0};

	ij_run(&update_thing, values, nulls);
}

void
ij_thing_mark_deleted(int64 id)
{
	Datum		values[] = {Int64GetDatum(id), TimestampTzGetDatum(ij_now())};

	ij_run(&mark_thing_deleted, values, NULL);
}

int
ij_thing_list(const IjThingFilter *filter, int64 after_id, int limit, IjThing **things)
{
	Datum		values[] = {
		Int64GetDatum(after_id),
		Int64GetDatum(limit),
		PointerGetDatum(filter->attribute_name),
		PointerGetDatum(filter->attribute_value),
		BoolGetDatum(filter->value_is_prefix),
		Int64GetDatum(filter->thing_type_id)
	};
	bool		nulls[] = {
		false,
		false,
		filter->attribute_name == NULL,
		filter->attribute_value == NULL,
		false,
		false
	};
	int			count;

	if (filter->thing_type_id != 0)
		count = ij_run(&list_things_of_type, values, nulls);
	else if (filter->attribute_name == NULL)
		count = ij_run(&list_things, values, NULL);
	else
		count = ij_run(&list_things_with_attribute, values, nulls);

	*things = palloc(sizeof(IjThing) * Max(count, 1));
	for (int i = 0; i < count; i++)
		read_thing(i, &(*things)[i]);
	return count;
}

int64
ij_thing_insert_many(ArrayType *names, const Jsonb *attributes, int64 type_id,
					 int64 group_id, int64 point)
{
	Datum		values[] = {
		PointerGetDatum(names),
		PointerGetDatum(attributes),
		TimestampTzGetDatum(ij_now()),
		Int64GetDatum(type_id),
		Int64GetDatum(group_id),
		Int64GetDatum(point)
	};

	bool		nulls[] = {false, false, false, type_id == 0, false, false};

	ij_run(&await_other_bulk_registrations, NULL, NULL);
	if (group_id == 0)
		return ij_run(&insert_many_things, values, nulls);
	return ij_run(&insert_many_members, values, nulls);
}

static bool
get_by_name(IjStatement *statement, const text *name, IjThing *thing)
{
	Datum		values[] = {PointerGetDatum(name)};

	if (ij_run(statement, values, NULL) == 0)
		return false;
	read_thing(0, thing);
	return true;
}

/* Columns as in THING_COLUMNS. */
static void
read_thing(uint64 row, IjThing *thing)
{
	thing->id = ij_row_int64(row, 1);
	thing->name = ij_row_cstring(row, 2);
	thing->uuid = ij_row_cstring(row, 3);
	thing->attributes = ij_row_jsonb(row, 4);
	thing->billing_group_name = ij_row_cstring(row, 5);
	thing->version = ij_row_int64(row, 6);
	thing->thing_type_id = ij_row_int64(row, 7);
	thing->thing_type_name = ij_row_cstring(row, 8);
}

static void
raise_unknown_thing(const text *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
			 errmsg("thing \"%s\" does not exist", text_to_cstring(name)),
			 errhint("See iotjobs.list_things(); iotjobs.create_thing() registers a thing.")));
}
