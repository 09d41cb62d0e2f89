/*-------------------------------------------------------------------------
 *
 * outbox_store.c
 *		The outbox of notifications: lanes, slots, leases.
 *
 * All that a thing is told goes into one lane, by its key.  A consumer leases
 * lanes; while it does, nobody else gets what is in them, and so each thing
 * is told in order, by many consumers side by side.  A lane remembers up to
 * which id all is confirmed, and the few ids beyond that.
 *
 * Rows are never deleted one by one: slots take turns, and one in which all is
 * confirmed, or older than the retention, is emptied as a whole.  Neither an
 * old snapshot nor a consumer that has gone away keeps it from that.  A
 * session that keeps a lock on it does; then the worker stops telling, and
 * goes on where it stopped when the lock is gone.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "storage/lmgr.h"
#include "utils/lsyscache.h"

#include "guc.h"
#include "store/outbox_store.h"
#include "store/spi.h"

#define SLOTS 6

/* Lanes that are locked in one go, so that consumers who come at the same time find others. */
#define LANES_AT_A_TIME 8

/* Where all is confirmed, a slot is closed after so long, to be emptied. */
#define SHORT_TURN (60 * USECS_PER_SEC)

/* The former demand counts for so long before it is noted anew. */
#define DEMAND_STEP USECS_PER_MINUTE

static IjStatement read_slots = {
	.sql = "SELECT s.slot::pg_catalog.int4, s.opened_at, s.closed_at FROM iotjobs.notification_slot AS s"
	" ORDER BY s.closed_at, s.slot",
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
};

static IjStatement open_slot = {
	.sql = "INSERT INTO iotjobs.notification_slot (slot, opened_at) VALUES ($1, $2)",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT2OID, TIMESTAMPTZOID},
};

static IjStatement close_slot = {
	.sql = "UPDATE iotjobs.notification_slot SET closed_at = $2 WHERE slot" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT2OID, TIMESTAMPTZOID},
};

static IjStatement reopen_slot = {
	.sql = "UPDATE iotjobs.notification_slot SET opened_at = $2 WHERE slot" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT2OID, TIMESTAMPTZOID},
};

static IjStatement forget_slot = {
	.sql = "DELETE FROM iotjobs.notification_slot WHERE slot" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT2OID},
};

static IjStatement look_into_slot = {
	.sql = "SELECT EXISTS (SELECT FROM iotjobs.notification AS n WHERE n.slot" IJ_EQ "$1),"
	" EXISTS (SELECT FROM iotjobs.notification_lane AS l WHERE EXISTS (SELECT FROM iotjobs.notification AS n"
	" WHERE n.slot" IJ_EQ "$1 AND n.lane" IJ_EQ "l.lane AND n.id" IJ_GT "l.confirmed_id))",
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
	.nargs = 1,
	.argtypes = {INT2OID},
};

/* Whoever takes or confirms at this moment is not waited for. */
static IjStatement lock_lanes = {
	.sql = "SELECT (SELECT pg_catalog.count(*) FROM (SELECT FROM iotjobs.notification_lane AS l"
	" ORDER BY l.lane FOR UPDATE SKIP LOCKED) AS k)"
	IJ_EQ "(SELECT pg_catalog.count(*) FROM iotjobs.notification_lane)",
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
};

/* What is in the slot and not confirmed is passed over, and counted. */
static IjStatement drop_slot = {
	.sql = "UPDATE iotjobs.notification_lane AS l SET confirmed_id = GREATEST(l.confirmed_id, d.last_id),"
	" taken_id = GREATEST(l.taken_id, d.last_id), dropped = l.dropped" IJ_ADD "d.open,"
	" leased_until = CASE WHEN l.lease_id" IJ_GT "d.last_id THEN l.leased_until END,"
	" confirmed_ahead = ARRAY(SELECT a.id FROM pg_catalog.unnest(l.confirmed_ahead) AS a (id)"
	" WHERE a.id" IJ_GT "d.last_id ORDER BY a.id)"
	" FROM (SELECT n.lane, pg_catalog.max(n.id) AS last_id,"
	" pg_catalog.count(*) FILTER (WHERE n.id" IJ_GT "k.confirmed_id AND NOT n.id" IJ_EQ "ANY (k.confirmed_ahead)) AS open"
	" FROM iotjobs.notification AS n JOIN iotjobs.notification_lane AS k ON k.lane" IJ_EQ "n.lane"
	" WHERE n.slot" IJ_EQ "$1 GROUP BY n.lane) AS d WHERE l.lane" IJ_EQ "d.lane",
	.expect = SPI_OK_UPDATE,
	.reads_whole_table = true,
	.nargs = 1,
	.argtypes = {INT2OID},
};

static IjStatement empty_slot[SLOTS] = {
	{.sql = "TRUNCATE iotjobs.notification_0", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.notification_1", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.notification_2", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.notification_3", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.notification_4", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.notification_5", .expect = SPI_OK_UTILITY},
};

static IjStatement make_lanes = {
	.sql = "INSERT INTO iotjobs.notification_lane (lane)"
	" SELECT g.lane FROM pg_catalog.generate_series(0, 63) AS g (lane) ON CONFLICT (lane) DO NOTHING",
	.expect = SPI_OK_INSERT,
};

static IjStatement note_first_demand = {
	.sql = "INSERT INTO iotjobs.notification_demand AS d (asked_at) VALUES ($1) ON CONFLICT (only_row) DO NOTHING",
	.expect = SPI_OK_INSERT,
	.nargs = 1,
	.argtypes = {TIMESTAMPTZOID},
};

/* Another consumer may be noting the same. */
static IjStatement note_demand = {
	.sql = "UPDATE iotjobs.notification_demand SET asked_at = $1"
	" WHERE only_row" IJ_EQ "(SELECT d.only_row FROM iotjobs.notification_demand AS d FOR UPDATE SKIP LOCKED)",
	.expect = SPI_OK_UPDATE,
	.reads_whole_table = true,
	.nargs = 1,
	.argtypes = {TIMESTAMPTZOID},
};

static IjStatement look_at_demand = {
	.sql = "SELECT d.asked_at" IJ_LE "$1 OR d.asked_at" IJ_GE "$2,"
	" NOT EXISTS (SELECT FROM iotjobs.announcement_position AS p WHERE p.with_things)"
	" FROM (SELECT) AS one LEFT JOIN iotjobs.notification_demand AS d ON true",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TIMESTAMPTZOID, TIMESTAMPTZOID},
};

/* Free lanes with something in them; the one that had to wait longest comes first. */
static IjStatement lock_free_lanes = {
	.sql = "SELECT pg_catalog.array_agg(f.lane::pg_catalog.int8) FROM (SELECT l.lane FROM iotjobs.notification_lane AS l"
	" WHERE (l.leased_until IS NULL OR l.leased_until" IJ_LE "$1)"
	" AND EXISTS (SELECT FROM iotjobs.notification AS n WHERE n.lane" IJ_EQ "l.lane AND n.id" IJ_GT "l.confirmed_id)"
	" ORDER BY l.leased_at NULLS FIRST, l.lane LIMIT $2 FOR NO KEY UPDATE OF l SKIP LOCKED) AS f",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TIMESTAMPTZOID, INT8OID},
};

static IjStatement lease = {
	.sql = "WITH batch AS MATERIALIZED (SELECT b.* FROM iotjobs.notification_lane AS l CROSS JOIN LATERAL ("
	"SELECT n.id, n.topic, n.payload, n.lane FROM iotjobs.notification AS n"
	" WHERE n.lane" IJ_EQ "l.lane AND n.id" IJ_GT "l.confirmed_id AND NOT n.id" IJ_EQ "ANY (l.confirmed_ahead)"
	" ORDER BY n.id LIMIT $2) AS b WHERE l.lane" IJ_EQ "ANY ($1) ORDER BY b.id LIMIT $2),"
	" leased AS (UPDATE iotjobs.notification_lane AS l SET lease_id = s.last_id,"
	" taken_id = GREATEST(l.taken_id, s.last_id), leased_at = $3, leased_until = $4, taken = l.taken" IJ_ADD "s.n"
	" FROM (SELECT b.lane, pg_catalog.max(b.id) AS last_id, pg_catalog.count(*) AS n FROM batch AS b GROUP BY b.lane) AS s"
	" WHERE l.lane" IJ_EQ "s.lane)"
	" SELECT b.id, b.topic, b.payload FROM batch AS b ORDER BY b.id",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8ARRAYOID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID},
};

/* Always in one order: two consumers may confirm in the same lanes. */
static IjStatement lock_lanes_of = {
	.sql = "SELECT FROM iotjobs.notification_lane AS l WHERE l.lane" IJ_EQ "ANY (ARRAY("
	"SELECT DISTINCT (g.id OPERATOR(pg_catalog.%) 64)::pg_catalog.int2 FROM pg_catalog.unnest($1) AS g (id)"
	" WHERE g.id" IJ_GT "0)) ORDER BY l.lane FOR NO KEY UPDATE",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8ARRAYOID},
};

/*
 * An id counts if it was taken, is not confirmed and still there.  A lease is
 * over when all of it is confirmed, by whomever: what has been sent on has
 * been sent on.
 */
static IjStatement confirm = {
	.sql = "WITH fresh AS MATERIALIZED (SELECT DISTINCT n.id, n.lane FROM pg_catalog.unnest($1) AS g (id)"
	" JOIN iotjobs.notification_lane AS l ON l.lane" IJ_EQ "(g.id OPERATOR(pg_catalog.%) 64)::pg_catalog.int2"
	" JOIN iotjobs.notification AS n ON n.lane" IJ_EQ "l.lane AND n.id" IJ_EQ "g.id"
	" WHERE g.id" IJ_GT "l.confirmed_id AND g.id" IJ_LE "l.taken_id AND NOT g.id" IJ_EQ "ANY (l.confirmed_ahead)),"
	" known AS MATERIALIZED (SELECT f.lane, f.id FROM fresh AS f"
	" UNION ALL SELECT l.lane, a.id FROM iotjobs.notification_lane AS l"
	" CROSS JOIN LATERAL pg_catalog.unnest(l.confirmed_ahead) AS a (id)"
	" WHERE l.lane" IJ_EQ "ANY (ARRAY(SELECT f.lane FROM fresh AS f))),"
	" state AS MATERIALIZED (SELECT l.lane, l.taken_id, l.lease_id, l.confirmed_id,"
	" (SELECT pg_catalog.min(n.id) FROM iotjobs.notification AS n WHERE n.lane" IJ_EQ "l.lane"
	" AND n.id" IJ_GT "l.confirmed_id AND n.id" IJ_LE "l.taken_id"
	" AND NOT EXISTS (SELECT FROM known AS k WHERE k.id" IJ_EQ "n.id)) AS open_id,"
	" (SELECT pg_catalog.count(*) FROM fresh AS f WHERE f.lane" IJ_EQ "l.lane) AS n"
	" FROM iotjobs.notification_lane AS l WHERE l.lane" IJ_EQ "ANY (ARRAY(SELECT f.lane FROM fresh AS f))),"
	" changed AS (UPDATE iotjobs.notification_lane AS l SET"
	" confirmed_id = CASE WHEN s.open_id IS NULL THEN s.taken_id ELSE COALESCE((SELECT pg_catalog.max(k.id) FROM known AS k"
	" WHERE k.lane" IJ_EQ "s.lane AND k.id" IJ_LT "s.open_id), s.confirmed_id) END,"
	" confirmed_ahead = ARRAY(SELECT k.id FROM known AS k"
	" WHERE k.lane" IJ_EQ "s.lane AND k.id" IJ_GT "s.open_id ORDER BY k.id),"
	" leased_until = CASE WHEN s.open_id" IJ_LE "s.lease_id THEN l.leased_until END,"
	" confirmed = l.confirmed" IJ_ADD "s.n FROM state AS s WHERE l.lane" IJ_EQ "s.lane)"
	" SELECT pg_catalog.count(*) FROM fresh",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8ARRAYOID},
};

/* A slot in use. */
typedef struct Slot
{
	int16		slot;
	TimestampTz opened_at;
	bool		is_closed;
	TimestampTz closed_at;
} Slot;

static int	read_all(Slot slots[SLOTS]);
static bool try_empty(int16 slot, bool drop);

static TimestampTz
retention(void)
{
	return ij_guc_notification_retention_s * USECS_PER_SEC;
}

/* The one that is open; there is one from the first notification on. */
int16
ij_outbox_slot(TimestampTz at)
{
	Datum		first[] = {Int16GetDatum(0), TimestampTzGetDatum(at)};
	Slot		slots[SLOTS];
	int			n = read_all(slots);

	if (n == 0)
	{
		ij_run(&make_lanes, NULL, NULL);
		ij_run(&open_slot, first, NULL);
		return 0;
	}

	/* Its turn should have ended after a quarter of the retention. */
	if (n == SLOTS && at - slots[n - 1].opened_at > retention() / 2)
		return -1;
	return slots[n - 1].slot;
}

/* The oldest first; the open one last. */
static int
read_all(Slot slots[SLOTS])
{
	int			n = (int) ij_run(&read_slots, NULL, NULL);

	for (int i = 0; i < n; i++)
	{
		slots[i].slot = (int16) ij_row_int32(i, 1);
		slots[i].opened_at = ij_row_time(i, 2);
		slots[i].is_closed = !ij_row_is_null(i, 3);
		slots[i].closed_at = ij_row_time(i, 3);
	}
	return n;
}

void
ij_outbox_rotate(TimestampTz at)
{
	Slot		slots[SLOTS];
	int			n = read_all(slots);
	Slot	   *last;
	TimestampTz turn = retention() / (SLOTS - 2);
	bool		has_rows;
	Datum		values[2];

	while (n > 1 && try_empty(slots[0].slot, slots[0].closed_at <= at - retention()))
		n = read_all(slots);
	if (n == 0)
		return;

	last = &slots[n - 1];
	values[0] = Int16GetDatum(last->slot);
	values[1] = TimestampTzGetDatum(at);
	ij_run(&look_into_slot, values, NULL);
	has_rows = ij_row_bool(0, 1);

	/* A slot is closed soon while those before it are empty: then it will be, too. */
	if (!has_rows)
	{
		if (at - last->opened_at > SHORT_TURN || at < last->opened_at)
			ij_run(&reopen_slot, values, NULL);
	}
	else if (n < SLOTS &&
			 at - last->opened_at > (n == 1 ? Min(turn, SHORT_TURN) : turn))
	{
		ij_run(&close_slot, values, NULL);
		values[0] = Int16GetDatum((last->slot + 1) % SLOTS);
		ij_run(&open_slot, values, NULL);
	}
}

/*
 * Empties a closed slot if nothing in it waits, or all of it is to be dropped.
 * Locks are only tried: whoever waited for them would make consumers wait
 * behind him.
 */
static bool
try_empty(int16 slot, bool drop)
{
	Datum		values[] = {Int16GetDatum(slot)};
	char		name[NAMEDATALEN];
	Oid			table;
	bool		is_waiting;

	ij_run(&look_into_slot, values, NULL);
	is_waiting = ij_row_bool(0, 2);
	if (is_waiting)
	{
		if (!drop)
			return false;
		ij_run(&lock_lanes, NULL, NULL);
		if (!ij_row_bool(0, 1))
			return false;
	}
	snprintf(name, sizeof(name), "notification_%d", slot);
	table = get_relname_relid(name, get_namespace_oid("iotjobs", false));
	if (!ConditionalLockRelationOid(table, AccessExclusiveLock))
		return false;
	if (is_waiting)
		ij_run(&drop_slot, values, NULL);
	ij_run(&empty_slot[slot], NULL, NULL);
	ij_run(&forget_slot, values, NULL);
	return true;
}

bool
ij_outbox_ask(TimestampTz at)
{
	Datum		around[] = {TimestampTzGetDatum(at - DEMAND_STEP), TimestampTzGetDatum(at + DEMAND_STEP)};
	Datum		values[] = {TimestampTzGetDatum(at)};
	bool		is_first;
	bool		is_stale;
	bool		is_news;

	ij_run(&look_at_demand, around, NULL);
	is_first = ij_row_is_null(0, 1);
	is_stale = is_first || ij_row_bool(0, 1);
	is_news = ij_row_bool(0, 2);
	if (is_stale)
		ij_run(is_first ? &note_first_demand : &note_demand, values, NULL);
	return is_stale && is_news;
}

int
ij_outbox_take(int max, TimestampTz at, TimestampTz until, IjNotification **taken)
{
	int			n = 0;

	*taken = palloc(sizeof(IjNotification) * max);
	while (n < max)
	{
		Datum		look[] = {TimestampTzGetDatum(at), Int64GetDatum(LANES_AT_A_TIME)};
		Datum		values[] = {0, Int64GetDatum(max - n), TimestampTzGetDatum(at), TimestampTzGetDatum(until)};
		uint64		rows;

		ij_run(&lock_free_lanes, look, NULL);
		if (ij_row_is_null(0, 1))
			break;
		values[0] = PointerGetDatum(ij_row_array(0, 1));
		rows = ij_run(&lease, values, NULL);
		if (rows == 0)
			break;
		for (uint64 i = 0; i < rows; i++)
		{
			IjNotification *one = &(*taken)[n++];

			one->id = ij_row_int64(i, 1);
			one->topic = PointerGetDatum(ij_row_text(i, 2));
			one->payload = PointerGetDatum(ij_row_jsonb(i, 3));
		}
	}
	return n;
}

int64
ij_outbox_confirm(ArrayType *ids)
{
	Datum		values[] = {PointerGetDatum(ids)};

	if (ij_run(&lock_lanes_of, values, NULL) == 0)
		return 0;
	ij_run(&confirm, values, NULL);
	return ij_row_int64(0, 1);
}
