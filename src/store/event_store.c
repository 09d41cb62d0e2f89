/*-------------------------------------------------------------------------
 *
 * event_store.c
 *		The event log and the counters folded from it.
 *
 * A change of status appends an event in its own transaction.  The worker
 * folds events into iotjobs.job_counter and keeps, in iotjobs.fold_position,
 * the snapshot in which it saw them; an event is folded if and only if its
 * transaction is visible in that snapshot.  The views iotjobs.unfolded_event
 * and iotjobs.job_count are the reading side of the same rule: folded totals
 * and unfolded events, read in one snapshot, are exact at every moment.
 *
 * The snapshot that is stored must be the one that counted, so both happen in
 * one statement.  A fold may run inside a transaction that has written events
 * itself (iotjobs.run_worker() in a transaction of the caller's).  Those are
 * left for a later fold, and the stored snapshot says so: our own transaction
 * is listed in it as still running.
 *
 * Transaction ids mean nothing in another cluster, and after a restore not
 * even in the same one.  A dump leaves the position out, and another way of
 * copying tables brings another system identifier with it.  Without a position
 * of this cluster the executions themselves are what counts, and the totals
 * are made anew from them, once.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "access/xlog.h"
#include "storage/lmgr.h"

#include "guc.h"
#include "rules/event_slot.h"
#include "store/event_store.h"
#include "store/spi.h"

/* The statement's snapshot as a pg_snapshot in which we ourselves still run. */
#define SNAPSHOT_WITHOUT_US \
	"(SELECT (LEAST(pg_catalog.pg_snapshot_xmin(n.seen), n.own)::pg_catalog.text" \
	" OPERATOR(pg_catalog.||) ':'" \
	" OPERATOR(pg_catalog.||) pg_catalog.pg_snapshot_xmax(n.seen)::pg_catalog.text" \
	" OPERATOR(pg_catalog.||) ':'" \
	" OPERATOR(pg_catalog.||) COALESCE((SELECT pg_catalog.string_agg(x.id::pg_catalog.text, ',' ORDER BY x.id)" \
	" FROM (SELECT pg_catalog.pg_snapshot_xip(n.seen) AS id" \
	" UNION SELECT n.own WHERE n.own" IJ_LT "pg_catalog.pg_snapshot_xmax(n.seen)) AS x), ''))" \
	"::pg_catalog.pg_snapshot" \
	" FROM (SELECT pg_catalog.pg_current_snapshot() AS seen, pg_catalog.pg_current_xact_id() AS own) AS n)"

/*
 * What the view iotjobs.job_count says of one job, in two statements: the
 * planner would take the cost of counting executions for that of every call.
 */
#define COUNTED(status) \
	", COALESCE(c." status ", 0)" IJ_ADD "COALESCE(u." status ", 0)"
#define UNFOLDED(status) \
	"pg_catalog.sum(v." status ")::pg_catalog.int8 AS " status

static IjStatement read_counts = {
	.sql = "SELECT EXISTS (SELECT FROM iotjobs.fold_position AS p"
	" WHERE p.system_identifier" IJ_EQ "$2)"
	COUNTED("queued") COUNTED("in_progress") COUNTED("succeeded") COUNTED("failed")
	COUNTED("timed_out") COUNTED("rejected") COUNTED("removed") COUNTED("canceled")
	" FROM (SELECT " UNFOLDED("queued") ", " UNFOLDED("in_progress") ", " UNFOLDED("succeeded") ", "
	UNFOLDED("failed") ", " UNFOLDED("timed_out") ", " UNFOLDED("rejected") ", "
	UNFOLDED("removed") ", " UNFOLDED("canceled")
	" FROM iotjobs.unfolded_count AS v WHERE v.job_id" IJ_EQ "$1) AS u"
	" LEFT JOIN iotjobs.job_counter AS c ON c.job_id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

#define COUNT_STATUS(status) \
	", pg_catalog.count(*) FILTER (WHERE e.status" IJ_EQ "'" status "')"
#define COUNT_RETRIED(status) \
	", pg_catalog.count(*) FILTER (WHERE e.earlier_status" IJ_EQ "'" status "')"

/* Before the first fold, and after a restore until the next. */
static IjStatement count_executions = {
	.sql = "SELECT true"
	COUNT_STATUS("QUEUED") COUNT_STATUS("IN_PROGRESS") COUNT_STATUS("SUCCEEDED") COUNT_STATUS("FAILED")
	COUNT_STATUS("TIMED_OUT") COUNT_STATUS("REJECTED") COUNT_STATUS("REMOVED") COUNT_STATUS("CANCELED")
	" FROM iotjobs.job_execution AS e WHERE e.job_id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement position_table = {
	.sql = "SELECT 'iotjobs.fold_position'::pg_catalog.regclass::pg_catalog.int8",
	.expect = SPI_OK_SELECT,
};

/* Of no cluster: the totals are still to be made. */
static IjStatement make_position = {
	.sql = "INSERT INTO iotjobs.fold_position (snapshot, after_event_id, system_identifier)"
	" VALUES ('3:3:', 0, 0) ON CONFLICT DO NOTHING",
	.expect = SPI_OK_INSERT,
};

static IjStatement lock_position = {
	.sql = "SELECT p.system_identifier" IJ_EQ "$1"
	" FROM iotjobs.fold_position AS p FOR UPDATE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* A look without a lock: a pass that finds nothing to fold writes nothing. */
static IjStatement look_at_position = {
	.sql = "SELECT p.system_identifier" IJ_EQ "$1,"
	" EXISTS (SELECT FROM iotjobs.unfolded_event AS v"
	" WHERE v.xid IS DISTINCT FROM pg_catalog.pg_current_xact_id_if_assigned()),"
	" EXISTS (SELECT FROM iotjobs.execution_event AS v"
	" WHERE v.xid" IJ_EQ "pg_catalog.pg_current_xact_id_if_assigned()),"
	" EXISTS (SELECT FROM iotjobs.job)"
	" FROM (SELECT) AS one LEFT JOIN iotjobs.fold_position AS p ON true",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement fold = {
	.sql = "WITH fresh AS MATERIALIZED ("
	"SELECT u.job_id, pg_catalog.count(*) AS events,"
	" pg_catalog.sum(u.queued)::pg_catalog.int8 AS queued,"
	" pg_catalog.sum(u.in_progress)::pg_catalog.int8 AS in_progress,"
	" pg_catalog.sum(u.succeeded)::pg_catalog.int8 AS succeeded,"
	" pg_catalog.sum(u.failed)::pg_catalog.int8 AS failed,"
	" pg_catalog.sum(u.timed_out)::pg_catalog.int8 AS timed_out,"
	" pg_catalog.sum(u.rejected)::pg_catalog.int8 AS rejected,"
	" pg_catalog.sum(u.removed)::pg_catalog.int8 AS removed,"
	" pg_catalog.sum(u.canceled)::pg_catalog.int8 AS canceled,"
	" pg_catalog.sum(u.retried_failed)::pg_catalog.int8 AS retried_failed,"
	" pg_catalog.sum(u.retried_timed_out)::pg_catalog.int8 AS retried_timed_out"
	" FROM iotjobs.unfolded_count AS u"
	" WHERE u.xid" IJ_NE "pg_catalog.pg_current_xact_id()"
	" GROUP BY u.job_id),"
	" added AS (INSERT INTO iotjobs.job_counter AS c"
	" SELECT f.job_id, f.queued, f.in_progress, f.succeeded, f.failed, f.timed_out, f.rejected, f.removed, f.canceled,"
	" f.retried_failed, f.retried_timed_out"
	" FROM fresh AS f WHERE EXISTS (SELECT FROM iotjobs.job AS j WHERE j.id" IJ_EQ "f.job_id)"
	" ON CONFLICT (job_id) DO UPDATE SET"
	" queued = c.queued" IJ_ADD "excluded.queued,"
	" in_progress = c.in_progress" IJ_ADD "excluded.in_progress,"
	" succeeded = c.succeeded" IJ_ADD "excluded.succeeded,"
	" failed = c.failed" IJ_ADD "excluded.failed,"
	" timed_out = c.timed_out" IJ_ADD "excluded.timed_out,"
	" rejected = c.rejected" IJ_ADD "excluded.rejected,"
	" removed = c.removed" IJ_ADD "excluded.removed,"
	" canceled = c.canceled" IJ_ADD "excluded.canceled,"
	" retried_failed = c.retried_failed" IJ_ADD "excluded.retried_failed,"
	" retried_timed_out = c.retried_timed_out" IJ_ADD "excluded.retried_timed_out),"
	" moved AS (UPDATE iotjobs.fold_position SET snapshot = " SNAPSHOT_WITHOUT_US
	" WHERE EXISTS (SELECT FROM fresh))"
	" SELECT COALESCE(pg_catalog.sum(f.events), 0)::pg_catalog.int8 FROM fresh AS f",
	.expect = SPI_OK_SELECT,
};

static IjStatement lock_out_writers = {
	.sql = "LOCK TABLE iotjobs.execution_event IN SHARE MODE",
	.expect = SPI_OK_UTILITY,
};

/*
 * All in one snapshot.  An event that this snapshot shows and whose id would
 * say that its transaction is not visible came from elsewhere; what came from
 * elsewhere has lower numbers than whatever is written here.
 */
static IjStatement count_anew = {
	.sql = "WITH counted AS MATERIALIZED (SELECT e.job_id"
	COUNT_STATUS("QUEUED") " AS queued"
	COUNT_STATUS("IN_PROGRESS") " AS in_progress"
	COUNT_STATUS("SUCCEEDED") " AS succeeded"
	COUNT_STATUS("FAILED") " AS failed"
	COUNT_STATUS("TIMED_OUT") " AS timed_out"
	COUNT_STATUS("REJECTED") " AS rejected"
	COUNT_STATUS("REMOVED") " AS removed"
	COUNT_STATUS("CANCELED") " AS canceled"
	COUNT_RETRIED("FAILED") " AS retried_failed"
	COUNT_RETRIED("TIMED_OUT") " AS retried_timed_out"
	" FROM (SELECT l.job_id, l.status, NULL::iotjobs.job_execution_status AS earlier_status"
	" FROM iotjobs.job_execution AS l"
	" UNION ALL SELECT a.job_id, NULL, a.status FROM iotjobs.job_execution_attempt AS a) AS e GROUP BY e.job_id),"
	" forgotten AS (DELETE FROM iotjobs.job_counter AS c"
	" WHERE NOT EXISTS (SELECT FROM counted AS n WHERE n.job_id" IJ_EQ "c.job_id)),"
	" made AS (INSERT INTO iotjobs.job_counter"
	" SELECT n.job_id, n.queued, n.in_progress, n.succeeded, n.failed, n.timed_out, n.rejected, n.removed, n.canceled,"
	" n.retried_failed, n.retried_timed_out"
	" FROM counted AS n ON CONFLICT (job_id) DO UPDATE SET"
	" queued = excluded.queued, in_progress = excluded.in_progress,"
	" succeeded = excluded.succeeded, failed = excluded.failed, timed_out = excluded.timed_out,"
	" rejected = excluded.rejected, removed = excluded.removed, canceled = excluded.canceled,"
	" retried_failed = excluded.retried_failed, retried_timed_out = excluded.retried_timed_out),"
	" present AS MATERIALIZED (SELECT " SNAPSHOT_WITHOUT_US " AS snapshot)"
	" UPDATE iotjobs.fold_position SET snapshot = h.snapshot,"
	" after_event_id = COALESCE((SELECT pg_catalog.max(v.id) FROM iotjobs.execution_event AS v"
	" WHERE v.xid" IJ_GE "pg_catalog.pg_snapshot_xmin(h.snapshot)"
	" AND NOT pg_catalog.pg_visible_in_snapshot(v.xid, h.snapshot)), 0),"
	" system_identifier = $1 FROM present AS h",
	.expect = SPI_OK_UPDATE,
	.reads_whole_table = true,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* The slot is empty, or holds something that must stay. */
static IjStatement slot_is_in_use = {
	.sql = "SELECT NOT EXISTS (SELECT FROM iotjobs.execution_event AS v WHERE v.slot" IJ_EQ "$1)"
	" OR EXISTS (SELECT FROM iotjobs.execution_event AS v WHERE v.slot" IJ_EQ "$1"
	" AND v.happened_at" IJ_GE "$2)"
	" OR EXISTS (SELECT FROM iotjobs.unfolded_event AS v WHERE v.slot" IJ_EQ "$1)"
	" OR EXISTS (SELECT FROM iotjobs.unannounced_event AS v WHERE v.slot" IJ_EQ "$1)",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT2OID, TIMESTAMPTZOID},
};

static IjStatement empty_slot[IJ_EVENT_SLOTS] = {
	{.sql = "TRUNCATE iotjobs.execution_event_0", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.execution_event_1", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.execution_event_2", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.execution_event_3", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.execution_event_4", .expect = SPI_OK_UTILITY},
	{.sql = "TRUNCATE iotjobs.execution_event_5", .expect = SPI_OK_UTILITY},
};

/* Partition of a slot. */
static IjStatement slot_table = {
	.sql = "SELECT i.inhrelid::pg_catalog.int8 FROM pg_catalog.pg_inherits AS i"
	" JOIN pg_catalog.pg_class AS c ON c.oid" IJ_EQ "i.inhrelid"
	" WHERE i.inhparent" IJ_EQ "'iotjobs.execution_event'::pg_catalog.regclass"
	" AND c.relname" IJ_EQ "('execution_event_' OPERATOR(pg_catalog.||) $1::pg_catalog.text)",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT2OID},
};

static void rebuild_counters(bool has_own_events);

int16
ij_event_slot(TimestampTz at)
{
	return (int16) ij_event_slot_of(at, ij_guc_retention_days);
}

void
ij_counts_read(int64 job_key, IjCounts *counts)
{
	Datum		values[] = {Int64GetDatum(job_key), Int64GetDatum((int64) GetSystemIdentifier())};

	ij_run(&read_counts, values, NULL);
	if (!ij_row_bool(0, 1))
		ij_run(&count_executions, values, NULL);
	counts->queued = ij_row_int64(0, 2);
	counts->in_progress = ij_row_int64(0, 3);
	counts->succeeded = ij_row_int64(0, 4);
	counts->failed = ij_row_int64(0, 5);
	counts->timed_out = ij_row_int64(0, 6);
	counts->rejected = ij_row_int64(0, 7);
	counts->removed = ij_row_int64(0, 8);
	counts->canceled = ij_row_int64(0, 9);
}

int64
ij_events_fold(void)
{
	Datum		values[] = {Int64GetDatum((int64) GetSystemIdentifier())};
	bool		has_position;
	bool		same_cluster;
	bool		has_own_events;

	ij_run(&look_at_position, values, NULL);
	has_position = !ij_row_is_null(0, 1);
	same_cluster = ij_row_bool(0, 1);
	has_own_events = ij_row_bool(0, 3);
	if (same_cluster && !ij_row_bool(0, 2))
		return 0;

	/* The first job brings the first position, before there is anything to count. */
	if (!has_position && !ij_row_bool(0, 4))
		return 0;

	if (!has_position)
	{
		/* Who makes it first makes the others come back later, not wait. */
		ij_run(&position_table, NULL, NULL);
		if (!ConditionalLockRelationOid((Oid) ij_row_int64(0, 1), ShareRowExclusiveLock))
			return 0;
		ij_run(&make_position, NULL, NULL);
	}
	if (ij_run(&lock_position, values, NULL) == 0)
		return 0;
	if (!ij_row_bool(0, 1))
	{
		rebuild_counters(has_own_events);
		return 0;
	}

	ij_run(&fold, NULL, NULL);
	return ij_row_int64(0, 1);
}

/*
 * The position row is locked.  Events of our own transaction are counted with
 * the executions, although the stored snapshot shows us as running, so they
 * must pass as old ones; then nobody else may have a lower number that is yet
 * to be committed.  The worker itself never comes with events of its own.
 */
static void
rebuild_counters(bool has_own_events)
{
	Datum		values[] = {Int64GetDatum((int64) GetSystemIdentifier())};

	if (has_own_events)
	{
		/* Our snapshot is older than the lock would be; another pass will do it. */
		if (IsolationUsesXactSnapshot())
			return;
		ij_run(&lock_out_writers, NULL, NULL);
	}
	ij_run(&count_anew, values, NULL);
}

/*
 * The slot whose turn comes next is emptied while nobody writes to it.  The
 * lock is only tried: whoever waits for it would make every reader of the log
 * wait behind him.
 */
void
ij_events_rotate(TimestampTz at)
{
	int16		next = (ij_event_slot(at) + 1) % IJ_EVENT_SLOTS;
	TimestampTz oldest = at - ij_guc_retention_days * USECS_PER_DAY;
	Datum		values[] = {Int16GetDatum(next), TimestampTzGetDatum(oldest)};

	ij_run(&slot_is_in_use, values, NULL);
	if (ij_row_bool(0, 1) || ij_run(&slot_table, values, NULL) == 0)
		return;
	if (!ConditionalLockRelationOid((Oid) ij_row_int64(0, 1), AccessExclusiveLock))
		return;

	/* Somebody whose clock says another time may have written to it before the lock. */
	ij_run(&slot_is_in_use, values, NULL);
	if (!ij_row_bool(0, 1))
		ij_run(&empty_slot[next], NULL, NULL);
}
