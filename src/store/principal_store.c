/*-------------------------------------------------------------------------
 *
 * principal_store.c
 *		Statements on iotjobs.thing_principal.
 *
 * Callers hold an open SPI connection.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "store/principal_store.h"
#include "store/spi.h"

static IjStatement lock_role = {
	.sql = "SELECT pg_catalog.pg_advisory_xact_lock("
	"'iotjobs.thing_principal'::pg_catalog.regclass::pg_catalog.oid::pg_catalog.int4,"
	" $1::pg_catalog.int4)",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {OIDOID},
};

static IjStatement find_conflict = {
	.sql = "SELECT (SELECT t.name::pg_catalog.text FROM iotjobs.thing AS t"
	" WHERE t.id" IJ_EQ "p.thing_id)"
	" FROM iotjobs.thing_principal AS p WHERE p.principal" IJ_EQ "$1"
	" AND p.thing_id" IJ_NE "$2 AND ($3 OR p.is_exclusive) ORDER BY p.id LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {OIDOID, INT8OID, BOOLOID},
};

static IjStatement attach = {
	.sql = "INSERT INTO iotjobs.thing_principal (principal, thing_id, is_exclusive)"
	" VALUES ($1, $2, $3)"
	" ON CONFLICT (principal, thing_id) DO UPDATE SET is_exclusive = excluded.is_exclusive",
	.expect = SPI_OK_INSERT,
	.nargs = 3,
	.argtypes = {OIDOID, INT8OID, BOOLOID},
};

static IjStatement detach = {
	.sql = "DELETE FROM iotjobs.thing_principal"
	" WHERE principal" IJ_EQ "$1 AND thing_id" IJ_EQ "$2",
	.expect = SPI_OK_DELETE,
	.nargs = 2,
	.argtypes = {OIDOID, INT8OID},
};

/* A role that was dropped is shown no more. */
static IjStatement list_roles = {
	.sql = "SELECT p.id, r.rolname::pg_catalog.text FROM iotjobs.thing_principal AS p"
	" JOIN pg_catalog.pg_roles AS r ON r.oid" IJ_EQ "p.principal"
	" WHERE p.thing_id" IJ_EQ "$1 AND p.id" IJ_GT "$2 ORDER BY p.id LIMIT $3",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, INT8OID},
};

static IjStatement list_things = {
	.sql = "SELECT p.id, t.name::pg_catalog.text FROM iotjobs.thing_principal AS p"
	" JOIN iotjobs.thing AS t ON t.id" IJ_EQ "p.thing_id"
	" WHERE p.principal" IJ_EQ "$1 AND p.id" IJ_GT "$2 ORDER BY p.id LIMIT $3",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {OIDOID, INT8OID, INT8OID},
};

/*
 * The first row is all there is to read for a role that is attached to
 * nothing, and two rows for a device that acts for itself.
 */
static IjStatement find_strange_thing = {
	.sql = "SELECT EXISTS (SELECT FROM iotjobs.thing AS t"
	" JOIN iotjobs.thing_principal AS q ON q.principal" IJ_EQ "$1 AND q.thing_id" IJ_EQ "t.id"
	" WHERE t.name" IJ_EQ "$2 AND t.deleted_at IS NULL)"
	" FROM iotjobs.thing_principal AS p WHERE p.principal" IJ_EQ "$1 LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {OIDOID, TEXTOID},
};

/*
 * Whether the role $1, or that of the name $2, is attached to anything; mostly
 * there is nothing more to ask.  The name is looked up here and not in the
 * cache of the catalog, which would keep each name that is none.
 */
static IjStatement find_attached_of_two = {
	.sql = "SELECT FROM iotjobs.thing_principal AS p"
	" WHERE p.principal" IJ_EQ "ANY (ARRAY[$1, (SELECT a.oid FROM pg_catalog.pg_roles AS a"
	" WHERE a.rolname" IJ_EQ "$2::pg_catalog.name)]) LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {OIDOID, TEXTOID},
};

/* The things of which the one or the other is attached to others only. */
static IjStatement find_strange_thing_of_two = {
	.sql = "SELECT FROM (VALUES ($1), ((SELECT a.oid FROM pg_catalog.pg_roles AS a"
	" WHERE a.rolname" IJ_EQ "$3::pg_catalog.name))) AS r (role)"
	" CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM iotjobs.thing AS t"
	" JOIN iotjobs.thing_principal AS q ON q.principal" IJ_EQ "r.role AND q.thing_id" IJ_EQ "t.id"
	" WHERE t.name" IJ_EQ "$2 AND t.deleted_at IS NULL) AS may_act"
	" FROM iotjobs.thing_principal AS p WHERE p.principal" IJ_EQ "r.role LIMIT 1) AS s"
	" WHERE NOT s.may_act",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {OIDOID, TEXTOID, TEXTOID},
};

static int	read_attachments(uint64 count, IjAttachment **attachments);

void
ij_principal_lock(Oid role)
{
	Datum		values[] = {ObjectIdGetDatum(role)};

	ij_run(&lock_role, values, NULL);
}

char *
ij_principal_find_conflict(Oid role, int64 thing_id, bool is_exclusive)
{
	Datum		values[] = {
		ObjectIdGetDatum(role),
		Int64GetDatum(thing_id),
		BoolGetDatum(is_exclusive)
	};

	return ij_run(&find_conflict, values, NULL) > 0 ? ij_row_cstring(0, 1) : NULL;
}

void
ij_principal_attach(Oid role, int64 thing_id, bool is_exclusive)
{
	Datum		values[] = {
		ObjectIdGetDatum(role),
		Int64GetDatum(thing_id),
		BoolGetDatum(is_exclusive)
	};

	ij_run(&attach, values, NULL);
}

bool
ij_principal_detach(Oid role, int64 thing_id)
{
	Datum		values[] = {ObjectIdGetDatum(role), Int64GetDatum(thing_id)};

	return ij_run(&detach, values, NULL) > 0;
}

int
ij_principal_list_roles(int64 thing_id, int64 after_id, int limit, IjAttachment **attachments)
{
	Datum		values[] = {
		Int64GetDatum(thing_id),
		Int64GetDatum(after_id),
		Int64GetDatum(limit)
	};

	return read_attachments(ij_run(&list_roles, values, NULL), attachments);
}

int
ij_principal_list_things(Oid role, int64 after_id, int limit, IjAttachment **attachments)
{
	Datum		values[] = {
		ObjectIdGetDatum(role),
		Int64GetDatum(after_id),
		Int64GetDatum(limit)
	};

	return read_attachments(ij_run(&list_things, values, NULL), attachments);
}

bool
ij_principal_may_act(Oid role, const text *thing_name)
{
	Datum		values[] = {ObjectIdGetDatum(role), PointerGetDatum(thing_name)};

	return ij_run(&find_strange_thing, values, NULL) == 0 || ij_row_bool(0, 1);
}

bool
ij_principal_may_act_with(Oid role, const char *name, const text *thing_name)
{
	Datum		name_datum = CStringGetTextDatum(name);
	Datum		two[] = {ObjectIdGetDatum(role), name_datum};
	Datum		values[] = {ObjectIdGetDatum(role), PointerGetDatum(thing_name), name_datum};

	return ij_run(&find_attached_of_two, two, NULL) == 0 ||
		ij_run(&find_strange_thing_of_two, values, NULL) == 0;
}

static int
read_attachments(uint64 count, IjAttachment **attachments)
{
	*attachments = palloc(sizeof(IjAttachment) * Max(count, 1));
	for (uint64 i = 0; i < count; i++)
	{
		(*attachments)[i].id = ij_row_int64(i, 1);
		(*attachments)[i].name = ij_row_cstring(i, 2);
	}
	return (int) count;
}
