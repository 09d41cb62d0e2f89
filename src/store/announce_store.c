/*-------------------------------------------------------------------------
 *
 * announce_store.c
 *		What the event log still has to tell, and what things were told.
 *
 * iotjobs.announcement_position keeps the snapshot up to which the log has
 * been announced, as iotjobs.fold_position does for the counters: an event is
 * announced if and only if its transaction is visible in it, so that what is
 * committed is never lost and what is rolled back never told.  A batch reads
 * up to some transaction id; the snapshot that it leaves ends there.  Events
 * of the transaction that announces, run_worker() in a transaction of the
 * caller's, are told by their ids apart.
 *
 * For a thing an event is only a hint to look: whether it is told something
 * follows from its queue as it is now and what it was told last, which
 * iotjobs.thing_announcement keeps.  So a hint too many does no harm, and the
 * changes between two passes come as one.
 *
 * Whoever holds the lock of the position is the only writer of all this.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xlog.h"
#include "catalog/namespace.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "clock.h"
#include "guc.h"
#include "store/announce_store.h"
#include "store/event_store.h"
#include "store/outbox_store.h"
#include "store/spi.h"

/* Executions that a batch of the log is about, at least, if there are more. */
#define BATCH_SIZE 1000

#define HAS_EVENTS(type) \
	"EXISTS (SELECT FROM iotjobs.event_configuration AS c WHERE c.event_type" IJ_EQ "'" type "' AND c.enabled)"

static IjStatement look = {
	.sql = "SELECT p.system_identifier" IJ_EQ "$1, p.with_things,"
	" EXISTS (SELECT FROM iotjobs.notification_demand AS d WHERE d.asked_at" IJ_GE "$2), "
	HAS_EVENTS("JOB") ", " HAS_EVENTS("JOB_EXECUTION") ","
	" EXISTS (SELECT FROM iotjobs.unannounced_event) OR EXISTS (SELECT FROM iotjobs.job_announcement),"
	" EXISTS (SELECT FROM iotjobs.job_event)"
	" FROM (SELECT) AS one LEFT JOIN iotjobs.announcement_position AS p ON true",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement lock_position = {
	.sql = "SELECT FROM iotjobs.announcement_position AS p FOR UPDATE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
};

static IjStatement end_position = {
	.sql = "DELETE FROM iotjobs.announcement_position",
	.expect = SPI_OK_DELETE,
	.reads_whole_table = true,
};

static IjStatement forget_all = {
	.sql = "TRUNCATE iotjobs.thing_announcement, iotjobs.job_announcement",
	.expect = SPI_OK_UTILITY,
};

static IjStatement forget_job_events = {
	.sql = "DELETE FROM iotjobs.job_event",
	.expect = SPI_OK_DELETE,
	.reads_whole_table = true,
};

/*
 * From the present on.  An event that this snapshot shows and whose id would
 * say that its transaction is not visible came from elsewhere, with lower
 * numbers than whatever is written here.
 */
static IjStatement begin_position = {
	.sql = "WITH present AS MATERIALIZED (SELECT pg_catalog.pg_current_snapshot() AS seen,"
	" pg_catalog.pg_current_xact_id() AS own),"
	" start AS MATERIALIZED (SELECT h.own, " IJ_SNAPSHOT_UP_TO("h.seen", "h.own", "pg_catalog.pg_snapshot_xmax(h.seen)")
	" AS snapshot FROM present AS h)"
	" INSERT INTO iotjobs.announcement_position"
	" (snapshot, after_event_id, own_xid, own_event_id, with_things, system_identifier)"
	" SELECT h.snapshot, COALESCE((SELECT pg_catalog.max(v.id) FROM iotjobs.execution_event AS v"
	" WHERE v.xid" IJ_GE "pg_catalog.pg_snapshot_xmin(h.snapshot) AND v.xid" IJ_NE "h.own"
	" AND NOT pg_catalog.pg_visible_in_snapshot(v.xid, h.snapshot)), 0), h.own,"
	" COALESCE((SELECT pg_catalog.max(v.id) FROM iotjobs.execution_event AS v WHERE v.xid" IJ_EQ "h.own), 0),"
	" false, $1 FROM start AS h",
	.expect = SPI_OK_INSERT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement set_things = {
	.sql = "UPDATE iotjobs.announcement_position SET with_things = $1",
	.expect = SPI_OK_UPDATE,
	.reads_whole_table = true,
	.nargs = 1,
	.argtypes = {BOOLOID},
};

/*
 * The next part of the log: up to a transaction with which it is about enough
 * executions, or all of it.  Our own events come with the last part.
 */
#define NEXT_PART \
	"WITH present AS MATERIALIZED (SELECT pg_catalog.pg_current_snapshot() AS seen," \
	" pg_catalog.pg_current_xact_id() AS own, p.snapshot AS former" \
	" FROM iotjobs.announcement_position AS p)," \
	" full_with AS MATERIALIZED (SELECT (SELECT s.xid FROM (" \
	"SELECT r.xid, pg_catalog.sum(r.count) OVER (ORDER BY r.xid, r.id) AS total FROM (" \
	"SELECT v.xid, v.id, v.count FROM iotjobs.execution_event AS v" \
	" WHERE v.xid" IJ_GE "pg_catalog.pg_snapshot_xmax(h.former) ORDER BY v.xid LIMIT $1) AS r) AS s" \
	" WHERE s.total" IJ_GE "$1 ORDER BY s.total LIMIT 1) AS xid FROM present AS h)," \
	" part AS MATERIALIZED (SELECT LEAST(f.xid, pg_catalog.pg_snapshot_xmax(h.seen)) AS xmax, f.xid IS NULL AS is_last FROM (" \
	"SELECT (SELECT v.xid FROM iotjobs.execution_event AS v WHERE v.xid" IJ_GT "w.xid ORDER BY v.xid LIMIT 1) AS xid" \
	" FROM full_with AS w) AS f, present AS h)," \
	" news AS MATERIALIZED (SELECT u.* FROM iotjobs.unannounced_event AS u" \
	" WHERE u.xid" IJ_LT "(SELECT t.xmax FROM part AS t)" \
	" UNION ALL SELECT u.* FROM iotjobs.unannounced_event AS u" \
	" WHERE u.xid" IJ_EQ "(SELECT h.own FROM present AS h, part AS t WHERE t.is_last AND h.own" IJ_GE "t.xmax))," \
	" moved AS (UPDATE iotjobs.announcement_position AS p SET" \
	" snapshot = " IJ_SNAPSHOT_UP_TO("h.seen", "h.own", "t.xmax") "," \
	" own_xid = h.own, own_event_id = COALESCE((SELECT pg_catalog.max(n.id) FROM news AS n WHERE n.xid" IJ_EQ "h.own)," \
	" CASE WHEN p.own_xid" IJ_EQ "h.own THEN p.own_event_id ELSE 0 END)" \
	" FROM present AS h, part AS t WHERE EXISTS (SELECT FROM news) OR NOT t.is_last" \
	" OR EXISTS (SELECT FROM iotjobs.job_event))"

/* Of the attempt that ended; what has been deleted since has none. */
#define DETAILS_FROM(table) \
	"(SELECT x.status_details::pg_catalog.jsonb FROM " table " AS x WHERE x.job_id" IJ_EQ "d.job_id" \
	" AND x.thing_id" IJ_EQ "d.thing_id AND x.status" IJ_EQ "d.to_status" \
	" AND (d.execution_number IS NULL OR x.execution_number" IJ_EQ "d.execution_number)" \
	" ORDER BY x.execution_number DESC LIMIT 1)"

static IjStatement take_news = {
	.sql = NEXT_PART ","
	" ended AS (SELECT n.id, n.job_id, n.execution_number, n.to_status, k.thing_id,"
	" COALESCE(pg_catalog.lower(n.to_status::pg_catalog.text), 'deleted') AS operation"
	" FROM news AS n CROSS JOIN LATERAL pg_catalog.unnest(COALESCE(n.thing_ids, ARRAY[n.thing_id])) AS k (thing_id)"
	" WHERE $2 AND n.from_status IS NOT NULL AND k.thing_id IS NOT NULL"
	" AND (n.to_status IS NULL OR n.to_status" IJ_NE "ALL ('{QUEUED,IN_PROGRESS}'::iotjobs.job_execution_status[]))),"
	" told AS (" IJ_INTO_OUTBOX("$3", "$4")
	" SELECT d.thing_id AS lane_key, '$aws/events/jobExecution/' OPERATOR(pg_catalog.||) j.job_id"
	" OPERATOR(pg_catalog.||) '/' OPERATOR(pg_catalog.||) d.operation AS topic,"
	" pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('eventType', 'JOB_EXECUTION',"
	" 'eventId', pg_catalog.gen_random_uuid(), 'timestamp', $5, 'operation', d.operation, 'jobId', j.job_id,"
	" 'thingArn', $6 OPERATOR(pg_catalog.||) g.name::pg_catalog.text, 'status', pg_catalog.upper(d.operation),"
	" 'statusDetails', CASE WHEN c.details" IJ_NE "'{}' THEN c.details END)) AS payload"
	" FROM ended AS d JOIN iotjobs.thing AS g ON g.id" IJ_EQ "d.thing_id"
	" CROSS JOIN LATERAL (SELECT i.job_id::pg_catalog.text FROM iotjobs.job AS i WHERE i.id" IJ_EQ "d.job_id"
	" UNION ALL SELECT v.job_id FROM iotjobs.job_event AS v WHERE v.job_key" IJ_EQ "d.job_id LIMIT 1) AS j"
	" CROSS JOIN LATERAL (SELECT COALESCE(" DETAILS_FROM("iotjobs.job_execution") ", "
	DETAILS_FROM("iotjobs.job_execution_attempt") ") AS details) AS c"
	" ORDER BY d.id, d.thing_id" IJ_INTO_OUTBOX_END " RETURNING 1)"
	" SELECT (SELECT pg_catalog.array_agg(DISTINCT k.thing_id) FROM news AS n"
	" CROSS JOIN LATERAL pg_catalog.unnest(COALESCE(n.thing_ids, ARRAY[n.thing_id])) AS k (thing_id)"
	" WHERE k.thing_id IS NOT NULL AND EXISTS (SELECT FROM iotjobs.announcement_position AS p WHERE p.with_things)),"
	" (SELECT pg_catalog.array_agg(DISTINCT n.job_id) FROM news AS n"
	" WHERE n.thing_id IS NULL AND n.thing_ids IS NULL),"
	" (SELECT NOT t.is_last FROM part AS t), (SELECT pg_catalog.count(*) FROM told)",
	.expect = SPI_OK_SELECT,
	.nargs = 6,
	.argtypes = {INT8OID, BOOLOID, TIMESTAMPTZOID, INT2OID, INT8OID, TEXTOID},
};

static IjStatement note_jobs = {
	.sql = "INSERT INTO iotjobs.job_announcement AS a (job_id) SELECT k.job_id FROM pg_catalog.unnest($1) AS k (job_id)"
	" WHERE EXISTS (SELECT FROM iotjobs.announcement_position AS p WHERE p.with_things)"
	" ORDER BY k.job_id ON CONFLICT (job_id) DO UPDATE SET after_thing_id = 0",
	.expect = SPI_OK_INSERT,
	.nargs = 1,
	.argtypes = {INT8ARRAYOID},
};

static IjStatement take_job = {
	.sql = "SELECT a.job_id, a.after_thing_id FROM iotjobs.job_announcement AS a"
	" ORDER BY a.job_id LIMIT 1 FOR UPDATE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
};

static IjStatement read_job_things = {
	.sql = "SELECT pg_catalog.array_agg(e.thing_id), pg_catalog.count(*), pg_catalog.max(e.thing_id)"
	" FROM (SELECT x.thing_id FROM iotjobs.job_execution AS x WHERE x.job_id" IJ_EQ "$1 AND x.thing_id" IJ_GT "$2"
	" AND x.status" IJ_EQ "ANY ('{QUEUED,IN_PROGRESS}'::iotjobs.job_execution_status[])"
	" ORDER BY x.thing_id LIMIT $3) AS e",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, INT8OID},
};

static IjStatement move_job = {
	.sql = "UPDATE iotjobs.job_announcement SET after_thing_id = $2 WHERE job_id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

static IjStatement finish_job = {
	.sql = "DELETE FROM iotjobs.job_announcement WHERE job_id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static bool lock_table(const char *name);

void
ij_demand_look(TimestampTz at, bool things_always, bool in_auto, IjDemand *demand)
{
	Datum		values[] = {Int64GetDatum((int64) GetSystemIdentifier()),
	TimestampTzGetDatum(at - ij_guc_notification_retention_s * USECS_PER_SEC)};

	ij_run(&look, values, NULL);
	demand->has_position = ij_row_bool(0, 1);
	demand->has_old_position = !ij_row_is_null(0, 1) && !demand->has_position;
	demand->position_has_things = ij_row_bool(0, 2);
	demand->things = things_always || (in_auto && ij_row_bool(0, 3));
	demand->job_events = (things_always || in_auto) && ij_row_bool(0, 4);
	demand->execution_events = (things_always || in_auto) && ij_row_bool(0, 5);
	demand->has_work = ij_row_bool(0, 6);
	demand->has_job_events = ij_row_bool(0, 7);
}

/*
 * Where nobody asks there is no position, and what waits for it goes.  A lock
 * on the tables is only tried: another pass will do.
 */
bool
ij_announce_lock(const IjDemand *demand)
{
	Datum		cluster[] = {Int64GetDatum((int64) GetSystemIdentifier())};
	Datum		things[] = {BoolGetDatum(demand->things)};
	bool		wanted = demand->things || demand->job_events || demand->execution_events;
	bool		begins = wanted && !demand->has_position;

	if ((!demand->has_position || !wanted || demand->things != demand->position_has_things) &&
		!lock_table("announcement_position"))
		return false;
	if ((demand->has_position || demand->has_old_position) && ij_run(&lock_position, NULL, NULL) == 0)
		return false;
	if (!wanted || begins)
	{
		if (!lock_table("thing_announcement") || !lock_table("job_announcement"))
			return false;
		ij_run(&end_position, NULL, NULL);
		ij_run(&forget_all, NULL, NULL);
	}
	if (!wanted)
	{
		ij_run(&forget_job_events, NULL, NULL);
		return false;
	}
	if (begins)
		ij_run(&begin_position, cluster, NULL);
	if (begins ? demand->things : demand->things != demand->position_has_things)
	{
		if (!begins)
		{
			if (!lock_table("thing_announcement") || !lock_table("job_announcement"))
				return false;
			ij_run(&forget_all, NULL, NULL);
		}
		ij_run(&set_things, things, NULL);
		if (demand->things)
			ij_announce_take_stock();
	}
	return true;
}

static bool
lock_table(const char *name)
{
	Oid			table = get_relname_relid(name, get_namespace_oid("iotjobs", false));

	return ConditionalLockRelationOid(table, AccessExclusiveLock);
}

void
ij_announce_events(const IjAnnouncer *announcer, IjNews *news)
{
	Datum		values[] = {Int64GetDatum(BATCH_SIZE), BoolGetDatum(announcer->execution_events),
		TimestampTzGetDatum(announcer->at), Int16GetDatum(announcer->slot),
		Int64GetDatum(ij_unix_seconds(announcer->at)),
	CStringGetTextDatum(announcer->thing_arn_prefix)};
	Datum		jobs[1];

	ij_run(&take_news, values, NULL);
	news->thing_keys = ij_row_array(0, 1);
	jobs[0] = PointerGetDatum(ij_row_array(0, 2));
	news->more = ij_row_bool(0, 3);
	news->told = ij_row_int64(0, 4);

	/* Written before anybody asked, committed after. */
	if (jobs[0] != 0)
		ij_run(&note_jobs, jobs, NULL);
}

void
ij_announce_job_later(int64 job_key)
{
	Datum		key = Int64GetDatum(job_key);
	Datum		values[] = {PointerGetDatum(construct_array(&key, 1, INT8OID, sizeof(int64),
														   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE))};

	ij_run(&note_jobs, values, NULL);
}

/* False if no job waits.  *thing_keys is NULL if the job has none left. */
bool
ij_announce_job_things(int64 limit, ArrayType **thing_keys)
{
	Datum		values[3];

	if (ij_run(&take_job, NULL, NULL) == 0)
		return false;
	values[0] = Int64GetDatum(ij_row_int64(0, 1));
	values[1] = Int64GetDatum(ij_row_int64(0, 2));
	values[2] = Int64GetDatum(limit);

	ij_run(&read_job_things, values, NULL);
	*thing_keys = ij_row_array(0, 1);
	values[1] = Int64GetDatum(ij_row_int64(0, 3));
	ij_run(ij_row_int64(0, 2) < limit ? &finish_job : &move_job, values, NULL);
	return true;
}
