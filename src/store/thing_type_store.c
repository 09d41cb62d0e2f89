/*-------------------------------------------------------------------------
 *
 * thing_type_store.c
 *		Statements on iotjobs.thing_type.
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
#include "store/thing_type_store.h"

#define TYPE_COLUMNS \
	"y.id, y.name::pg_catalog.text, y.uuid::pg_catalog.text, y.properties::pg_catalog.jsonb," \
	" y.tags::pg_catalog.jsonb, y.created_at, y.deprecated_at"

#define TYPE_BY_NAME \
	"SELECT " TYPE_COLUMNS " FROM iotjobs.thing_type AS y WHERE y.name" IJ_EQ "$1"

static IjStatement find_type = {
	.sql = TYPE_BY_NAME,
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

/* In the order of IjTypeLock. */
static IjStatement lock_type[] = {
	{
		.sql = TYPE_BY_NAME " FOR KEY SHARE",
		.expect = SPI_OK_SELECT,
		.nargs = 1,
		.argtypes = {TEXTOID},
	},
	{
		.sql = TYPE_BY_NAME " FOR NO KEY UPDATE",
		.expect = SPI_OK_SELECT,
		.nargs = 1,
		.argtypes = {TEXTOID},
	},
	{
		.sql = TYPE_BY_NAME " FOR UPDATE",
		.expect = SPI_OK_SELECT,
		.nargs = 1,
		.argtypes = {TEXTOID},
	},
};

static IjStatement insert_type = {
	.sql = "INSERT INTO iotjobs.thing_type AS y (name, properties, tags, created_at)"
	" VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING"
	" RETURNING " TYPE_COLUMNS,
	.expect = SPI_OK_INSERT_RETURNING,
	.nargs = 4,
	.argtypes = {TEXTOID, JSONBOID, JSONBOID, TIMESTAMPTZOID},
};

static IjStatement set_deprecated = {
	.sql = "UPDATE iotjobs.thing_type SET deprecated_at = $2 WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement delete_type = {
	.sql = "DELETE FROM iotjobs.thing_type WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement find_user = {
	.sql = "SELECT t.name::pg_catalog.text FROM iotjobs.thing AS t"
	" WHERE t.thing_type_id" IJ_EQ "$1 AND t.thing_type_id IS NOT NULL AND t.deleted_at IS NULL"
	" ORDER BY t.id LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement list_types = {
	.sql = "SELECT " TYPE_COLUMNS " FROM iotjobs.thing_type AS y"
	" WHERE y.id" IJ_GT "$1 ORDER BY y.id LIMIT $2",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

static bool get_by_name(IjStatement *statement, const text *name, IjThingType *type);
static void read_type(uint64 row, IjThingType *type);
pg_noreturn static void raise_unknown_type(const text *name);

bool
ij_thing_type_find(const text *name, IjThingType *type)
{
	return get_by_name(&find_type, name, type);
}

bool
ij_thing_type_find_id(const text *name, int64 *id)
{
	IjThingType type;

	if (!get_by_name(&find_type, name, &type))
		return false;
	*id = type.id;
	return true;
}

void
ij_thing_type_get(const text *name, IjThingType *type)
{
	if (!get_by_name(&find_type, name, type))
		raise_unknown_type(name);
}

void
ij_thing_type_get_and_lock(const text *name, IjTypeLock lock, IjThingType *type)
{
	if (!get_by_name(&lock_type[lock], name, type))
		raise_unknown_type(name);
}

bool
ij_thing_type_insert(const text *name, const Jsonb *properties, const Jsonb *tags,
					 IjThingType *type)
{
	Datum		values[] = {
		PointerGetDatum(name),
		PointerGetDatum(properties),
		PointerGetDatum(tags),
		TimestampTzGetDatum(ij_now())
	};
	bool		nulls[] = {false, false, tags == NULL, false};

	if (ij_run(&insert_type, values, nulls) == 0)
		return false;
	read_type(0, type);
	return true;
}

void
ij_thing_type_set_deprecated(int64 id, bool deprecated)
{
	Datum		values[] = {Int64GetDatum(id), TimestampTzGetDatum(ij_now())};
	bool		nulls[] = {false, !deprecated};

	ij_run(&set_deprecated, values, nulls);
}

void
ij_thing_type_delete(int64 id)
{
	Datum		values[] = {Int64GetDatum(id)};

	ij_run(&delete_type, values, NULL);
}

char *
ij_thing_type_find_user(int64 id)
{
	Datum		values[] = {Int64GetDatum(id)};

	return ij_run(&find_user, values, NULL) > 0 ? ij_row_cstring(0, 1) : NULL;
}

int
ij_thing_type_list(int64 after_id, int limit, IjThingType **types)
{
	Datum		values[] = {Int64GetDatum(after_id), Int64GetDatum(limit)};
	int			count = (int) ij_run(&list_types, values, NULL);

	*types = palloc(sizeof(IjThingType) * Max(count, 1));
	for (int i = 0; i < count; i++)
		read_type(i, &(*types)[i]);
	return count;
}

static bool
get_by_name(IjStatement *statement, const text *name, IjThingType *type)
{
	Datum		values[] = {PointerGetDatum(name)};

	if (ij_run(statement, values, NULL) == 0)
		return false;
	read_type(0, type);
	return true;
}

/* Columns as in TYPE_COLUMNS. */
static void
read_type(uint64 row, IjThingType *type)
{
	type->id = ij_row_int64(row, 1);
	type->name = ij_row_cstring(row, 2);
	type->uuid = ij_row_cstring(row, 3);
	type->properties = ij_row_jsonb(row, 4);
	type->tags = ij_row_jsonb(row, 5);
	type->created_at = ij_row_time(row, 6);
	type->is_deprecated = !ij_row_is_null(row, 7);
	type->deprecated_at = ij_row_time(row, 7);
}

static void
raise_unknown_type(const text *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
			 errmsg("thing type \"%s\" does not exist", text_to_cstring(name)),
			 errhint("See iotjobs.list_thing_types(); iotjobs.create_thing_type() makes a type.")));
}
