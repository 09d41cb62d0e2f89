/*-------------------------------------------------------------------------
 *
 * membership_log_store.c
 *		Carries changes of memberships into jobs: the worker's side.
 *
 * A change says only whom to look at.  What happens to their executions
 * follows from the memberships as they are now, so that changes may be taken
 * in batches and in any order, and a thing that left and came back in between
 * is seen as what it is.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/lsyscache.h"

#include "store/event_store.h"
#include "store/job_package_store.h"
#include "store/membership_log_store.h"
#include "store/owed_store.h"
#include "store/spi.h"

/* Like IJ_WORKER_LOCK_SPACE: no SQL function takes or releases it. */
#define MEMBERSHIP_LOCK_SPACE 0x494D

static IjStatement has_change = {
	.sql = "SELECT FROM iotjobs.membership_change LIMIT 1",
	.expect = SPI_OK_SELECT,
};

/* The oldest change decides what kind of batch this is. */
static IjStatement first_change = {
	.sql = "SELECT c.id, c.kind, c.group_id, c.membership_point, c.after_thing_id, c.thing_id IS NOT NULL"
	" FROM iotjobs.membership_change AS c ORDER BY c.id LIMIT 1 FOR UPDATE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
};

/* Changes of single things, up to the first that concerns many. */
static IjStatement take_single_changes = {
	.sql = "WITH taken AS (DELETE FROM iotjobs.membership_change AS d WHERE d.id" IJ_EQ "ANY (ARRAY("
	"SELECT c.id FROM iotjobs.membership_change AS c"
	" WHERE c.thing_id IS NOT NULL ORDER BY c.id LIMIT $1 FOR UPDATE SKIP LOCKED))"
	" RETURNING d.kind, d.thing_id, d.group_id)"
	" SELECT pg_catalog.array_agg(DISTINCT t.thing_id) FILTER (WHERE t.kind" IJ_NE "'thing_deleted'),"
	" pg_catalog.array_agg(DISTINCT t.thing_id) FILTER (WHERE t.kind" IJ_EQ "'thing_deleted'),"
	" pg_catalog.array_agg(DISTINCT t.group_id) FILTER (WHERE t.group_id IS NOT NULL) FROM taken AS t",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* Those who joined in one statement, from the cursor on. */
static IjStatement read_joined = {
	.sql = "SELECT pg_catalog.array_agg(m.thing_id ORDER BY m.thing_id), pg_catalog.count(*), pg_catalog.max(m.thing_id)"
	" FROM (SELECT m.thing_id FROM iotjobs.thing_group_member AS m WHERE m.group_id" IJ_EQ "$1"
	" AND m.thing_id" IJ_GT "$2 AND m.joined" IJ_EQ "$3 ORDER BY m.thing_id LIMIT $4) AS m",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8OID, INT8OID, INT8OID},
};

/* Members of a deleted group, who depart as of the group's deletion. */
static IjStatement move_members_out = {
	.sql = "WITH leaving AS (DELETE FROM iotjobs.thing_group_member AS m WHERE m.group_id" IJ_EQ "$1"
	" AND m.thing_id" IJ_EQ "ANY (ARRAY(SELECT n.thing_id FROM iotjobs.thing_group_member AS n"
	" WHERE n.group_id" IJ_EQ "$1 AND n.thing_id" IJ_GT "$2 ORDER BY n.thing_id LIMIT $4))"
	" RETURNING m.thing_id, m.joined),"
	" kept AS (INSERT INTO iotjobs.thing_group_former_member (group_id, thing_id, joined, departed)"
	" SELECT $1, l.thing_id, l.joined, $3 FROM leaving AS l ON CONFLICT DO NOTHING)"
	" SELECT pg_catalog.array_agg(l.thing_id ORDER BY l.thing_id), pg_catalog.count(*), pg_catalog.max(l.thing_id)"
	" FROM leaving AS l",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8OID, INT8OID, INT8OID},
};

static IjStatement move_cursor = {
	.sql = "UPDATE iotjobs.membership_change SET after_thing_id = $2 WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

static IjStatement delete_change = {
	.sql = "DELETE FROM iotjobs.membership_change WHERE id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement list_jobs = {
	.sql = "WITH RECURSIVE above (group_id) AS ("
	"SELECT pg_catalog.unnest($1) UNION SELECT g.parent_id FROM above AS a"
	" JOIN iotjobs.thing_group AS g ON g.id" IJ_EQ "a.group_id WHERE g.parent_id IS NOT NULL)"
	" SELECT j.id FROM iotjobs.job AS j"
	" WHERE j.status" IJ_EQ "ANY ('{IN_PROGRESS,SCHEDULED}'::iotjobs.job_status[])"
	" AND j.target_selection" IJ_EQ "'CONTINUOUS'"
	" AND EXISTS (SELECT FROM iotjobs.job_target AS g JOIN above AS a ON a.group_id" IJ_EQ "g.group_id"
	" WHERE g.job_id" IJ_EQ "j.id) ORDER BY j.id",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8ARRAYOID},
};

/*
 * A rollout of the same job that is under way ends first, and is seen by the
 * statements that follow.  FOR KEY SHARE waits for a rollout, which locks FOR
 * UPDATE, and keeps nobody waiting who cancels the job.
 */
static IjStatement wait_for_rollout = {
	.sql = "SELECT FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "$1 FOR KEY SHARE",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement wait_for_all_rollouts = {
	.sql = "SELECT FROM iotjobs.job_work AS w WHERE w.kind" IJ_EQ "'rollout' ORDER BY w.job_id FOR KEY SHARE",
	.expect = SPI_OK_SELECT,
};

static IjStatement lock_job = {
	.sql = "SELECT j.status" IJ_EQ "'SCHEDULED', j.ended_at IS NOT NULL, j.membership_point IS NOT NULL FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1"
	" AND j.status" IJ_EQ "ANY ('{IN_PROGRESS,SCHEDULED}'::iotjobs.job_status[]) FOR SHARE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement find_job = {
	.sql = "SELECT FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1"
	" AND j.status" IJ_EQ "ANY ('{IN_PROGRESS,SCHEDULED}'::iotjobs.job_status[])",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/* The living groups at and below the targets of a job. */
#define GROUPS_BELOW(job) \
	"below (group_id) AS (" \
	"SELECT g.group_id FROM iotjobs.job_target AS g JOIN iotjobs.thing_group AS c ON c.id" IJ_EQ "g.group_id" \
	" WHERE g.job_id" IJ_EQ job " AND c.deleted_at IS NULL" \
	" UNION SELECT c.id FROM below AS b JOIN iotjobs.thing_group AS c ON c.parent_id" IJ_EQ "b.group_id" \
	" WHERE c.deleted_at IS NULL)"

/*
 * Members that no rollout is going to meet.  A rollout awaits things that the
 * job names and members that joined before it was created, and has them at its
 * rate; it misses who joined later, and who drew an earlier number but
 * committed only when it had passed.  A thing that was removed from the job
 * begins anew, and no rollout does that; what ended otherwise is not repeated.
 */
static IjStatement find_joined = {
	.sql = "WITH RECURSIVE " GROUPS_BELOW("$1") ","
	" member AS (SELECT m.thing_id, EXISTS (SELECT FROM iotjobs.job_work AS w"
	" JOIN iotjobs.job AS j ON j.id" IJ_EQ "w.job_id"
	" WHERE w.job_id" IJ_EQ "$1 AND w.kind" IJ_EQ "'rollout'"
	" AND m.joined" IJ_LE "j.membership_point"
	" AND (m.group_id" IJ_GT "w.cursor_group_id"
	" OR m.group_id" IJ_EQ "w.cursor_group_id AND m.thing_id" IJ_GT "w.cursor_thing_id)) AS is_awaited"
	" FROM iotjobs.thing_group_member AS m"
	" JOIN below AS b ON b.group_id" IJ_EQ "m.group_id WHERE m.thing_id" IJ_EQ "ANY ($2)"
	" UNION ALL SELECT g.thing_id, true FROM iotjobs.job_target AS g"
	" JOIN iotjobs.job_work AS w ON w.job_id" IJ_EQ "g.job_id AND w.kind" IJ_EQ "'rollout'"
	" WHERE g.job_id" IJ_EQ "$1 AND g.thing_id" IJ_EQ "ANY ($2)"
	" AND w.cursor_group_id" IJ_EQ "0 AND g.thing_id" IJ_GT "w.cursor_thing_id)"
	" SELECT pg_catalog.array_agg(x.thing_id ORDER BY x.thing_id)"
	" FROM (SELECT m.thing_id, pg_catalog.bool_or(m.is_awaited) AS is_awaited FROM member AS m GROUP BY m.thing_id) AS x"
	" LEFT JOIN iotjobs.job_execution AS e ON e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "x.thing_id"
	" LEFT JOIN iotjobs.former_execution AS f ON f.job_id" IJ_EQ "$1 AND f.thing_id" IJ_EQ "x.thing_id"
	" WHERE CASE WHEN e.thing_id IS NOT NULL THEN e.status" IJ_EQ "'REMOVED'"
	" WHEN f.thing_id IS NOT NULL THEN f.was_removed"
	" ELSE NOT x.is_awaited END",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8ARRAYOID},
};

/* OFFSET 0 here and below: thing by thing.  A job that has few executions to the planner may have a million. */
static IjStatement retire_removed = {
	.sql = "WITH ended AS (DELETE FROM iotjobs.job_execution AS d WHERE d.ctid" IJ_EQ "ANY (ARRAY("
	"SELECT e.ctid FROM pg_catalog.unnest($2) AS x (thing_id)"
	" CROSS JOIN LATERAL (SELECT y.ctid, y.status FROM iotjobs.job_execution AS y"
	" WHERE y.job_id" IJ_EQ "$1 AND y.thing_id" IJ_EQ "x.thing_id OFFSET 0) AS e"
	" WHERE e.status" IJ_EQ "'REMOVED')) RETURNING d.*)"
	" INSERT INTO iotjobs.job_execution_attempt SELECT * FROM ended",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8ARRAYOID},
};

/* What is new to the job counts as notified, to its rollout too. */
static IjStatement add_joined = {
	.sql = "WITH added AS (INSERT INTO iotjobs.job_execution"
	" (job_id, thing_id, execution_number, version, queued_at, last_updated_at, status, retry_attempt, force_canceled,"
	" brings_packages)"
	" SELECT $1, x.thing_id, GREATEST((SELECT pg_catalog.max(a.execution_number)"
	" FROM iotjobs.job_execution_attempt AS a WHERE a.job_id" IJ_EQ "$1 AND a.thing_id" IJ_EQ "x.thing_id),"
	" (SELECT f.execution_number FROM iotjobs.former_execution AS f"
	" WHERE f.job_id" IJ_EQ "$1 AND f.thing_id" IJ_EQ "x.thing_id), 0)" IJ_ADD "1, 1, $3, $3, 'QUEUED', 0, false, " IJ_BRINGS_PACKAGES("$1")
	" FROM pg_catalog.unnest($2) AS x (thing_id)"
	" ON CONFLICT (job_id, thing_id) DO NOTHING RETURNING thing_id, execution_number),"
	" noted AS (UPDATE iotjobs.job_work AS w SET notified = w.notified" IJ_ADD "n.count"
	" FROM (SELECT pg_catalog.count(*) AS count FROM added AS a WHERE a.execution_number" IJ_EQ "1) AS n"
	" WHERE w.job_id" IJ_EQ "$1 AND w.kind" IJ_EQ "'rollout' AND n.count" IJ_GT "0),"
	" queued AS (INSERT INTO iotjobs.open_execution (thing_id, queued_at, job_id)"
	" SELECT a.thing_id, $3, $1 FROM added AS a),"
	" logged AS (INSERT INTO iotjobs.execution_event (job_id, count, happened_at, from_status, to_status, slot, thing_ids)"
	" SELECT $1, pg_catalog.count(*), $3, CASE WHEN x.again THEN 'REMOVED'::iotjobs.job_execution_status END, 'QUEUED', $4, "
	IJ_THINGS_OF_EVENT("x.thing_id")
	" FROM (SELECT a.thing_id, EXISTS (SELECT FROM iotjobs.job_execution_attempt AS r"
	" WHERE r.job_id" IJ_EQ "$1 AND r.thing_id" IJ_EQ "a.thing_id) AS again FROM added AS a) AS x GROUP BY x.again)"
	" SELECT pg_catalog.count(*) FROM added",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8ARRAYOID, TIMESTAMPTZOID, INT2OID},
};

/* Behind a list "batch" of locked open executions: they become REMOVED. */
#define REMOVE_BATCH \
	" changed AS (UPDATE iotjobs.job_execution AS e SET status = 'REMOVED', version = e.version" IJ_ADD "1," \
	" last_updated_at = GREATEST($1, e.last_updated_at), is_timed = false" \
	" FROM batch AS b WHERE e.job_id" IJ_EQ "b.job_id AND e.thing_id" IJ_EQ "b.thing_id" \
	" RETURNING e.job_id, e.thing_id, e.execution_number, e.version, e.queued_at, b.status AS from_status)," \
	" closed AS (DELETE FROM iotjobs.open_execution AS o USING changed AS c" \
	" WHERE o.thing_id" IJ_EQ "c.thing_id AND o.queued_at" IJ_EQ "c.queued_at AND o.job_id" IJ_EQ "c.job_id)," \
	" untimed AS (DELETE FROM iotjobs.execution_timer AS t USING changed AS c" \
	" WHERE t.job_id" IJ_EQ "c.job_id AND t.thing_id" IJ_EQ "c.thing_id)" \
	" INSERT INTO iotjobs.execution_event" \
	" (job_id, thing_id, execution_number, version, happened_at, from_status, to_status, slot)" \
	" SELECT c.job_id, c.thing_id, c.execution_number, c.version, $1, c.from_status, 'REMOVED', $2 FROM changed AS c"

#define IS_OPEN(e) \
	" " e ".status" IJ_EQ "ANY ('{QUEUED,IN_PROGRESS}'::iotjobs.job_execution_status[])"

/* In no target of the job any more. */
#define HAS_LEFT(job, e) \
	"NOT EXISTS (SELECT FROM iotjobs.job_target AS g" \
	" WHERE g.job_id" IJ_EQ job " AND g.thing_id" IJ_EQ e ".thing_id)" \
	" AND NOT EXISTS (SELECT FROM iotjobs.thing_group_member AS m JOIN below AS b ON b.group_id" IJ_EQ "m.group_id" \
	" WHERE m.thing_id" IJ_EQ e ".thing_id)"

static IjStatement remove_left = {
	.sql = "WITH RECURSIVE " GROUPS_BELOW("$4") ","
	" gone AS MATERIALIZED (SELECT x.thing_id FROM pg_catalog.unnest($3) AS x (thing_id)"
	" WHERE " HAS_LEFT("$4", "x") " ORDER BY x.thing_id),"
	" batch AS MATERIALIZED (SELECT e.job_id, e.thing_id, e.status FROM gone AS x"
	" CROSS JOIN LATERAL (SELECT y.job_id, y.thing_id, y.status FROM iotjobs.job_execution AS y"
	" WHERE y.job_id" IJ_EQ "$4 AND y.thing_id" IJ_EQ "x.thing_id AND" IS_OPEN("y")
	" FOR NO KEY UPDATE) AS e)," REMOVE_BATCH,
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {TIMESTAMPTZOID, INT2OID, INT8ARRAYOID, INT8OID},
};

/* Who leaves is owed nothing.  Comes later: a report that was waited for may have put the thing on the list. */
static IjStatement disown_left = {
	.sql = "WITH RECURSIVE " GROUPS_BELOW("$1")
	" DELETE FROM iotjobs.owed_execution AS o"
	" WHERE o.job_id" IJ_EQ "$1 AND o.thing_id" IJ_EQ "ANY ($2) AND " HAS_LEFT("$1", "o"),
	.expect = SPI_OK_DELETE,
	.nargs = 2,
	.argtypes = {INT8OID, INT8ARRAYOID},
};

static IjStatement remove_things = {
	.sql = "WITH batch AS MATERIALIZED (SELECT e.job_id, e.thing_id, e.status FROM iotjobs.open_execution AS o"
	" JOIN iotjobs.job_execution AS e ON e.job_id" IJ_EQ "o.job_id AND e.thing_id" IJ_EQ "o.thing_id"
	" WHERE o.thing_id" IJ_EQ "ANY ($3)" IJ_WHICH_JOBS("o.job_id", "$4", "$5") " AND" IS_OPEN("e")
	" ORDER BY e.job_id, e.thing_id FOR NO KEY UPDATE OF e)," REMOVE_BATCH,
	.expect = SPI_OK_INSERT,
	.nargs = 5,
	.argtypes = {TIMESTAMPTZOID, INT2OID, INT8ARRAYOID, INT8OID, INT8ARRAYOID},
};

static IjStatement disown_things = {
	.sql = "DELETE FROM iotjobs.owed_execution AS o"
	" WHERE o.thing_id" IJ_EQ "ANY ($1)" IJ_WHICH_JOBS("o.job_id", "$2", "$3"),
	.expect = SPI_OK_DELETE,
	.nargs = 3,
	.argtypes = {INT8ARRAYOID, INT8OID, INT8ARRAYOID},
};

static IjStatement has_former = {
	.sql = "SELECT FROM iotjobs.thing_group_former_member LIMIT 1",
	.expect = SPI_OK_SELECT,
};

static IjStatement forget_former = {
	.sql = "DELETE FROM iotjobs.thing_group_former_member WHERE ctid" IJ_EQ "ANY (ARRAY("
	"SELECT f.ctid FROM iotjobs.thing_group_former_member AS f WHERE f.departed" IJ_LE "COALESCE("
	"(SELECT pg_catalog.min(j.membership_point) FROM iotjobs.job_work AS w"
	" JOIN iotjobs.job AS j ON j.id" IJ_EQ "w.job_id WHERE w.kind" IJ_EQ "'rollout'"
	" AND j.target_selection" IJ_EQ "'SNAPSHOT'), f.departed)"
	" FOR UPDATE SKIP LOCKED))",
	.expect = SPI_OK_DELETE,
};

static void take_bulk_change(IjStatement *read, int64 id, int64 group_key, int64 point,
							 int64 after_thing, int64 limit, ArrayType **thing_keys);

bool
ij_membership_take(int64 limit, IjMembershipBatch *batch)
{
	Datum		values[] = {Int64GetDatum(limit)};
	char	   *kind;
	int64		group_key;

	memset(batch, 0, sizeof(IjMembershipBatch));
	if (ij_run(&has_change, NULL, NULL) == 0 || !ij_membership_lock_log() ||
		ij_run(&first_change, NULL, NULL) == 0)
		return false;

	if (ij_row_bool(0, 6))
	{
		ij_run(&take_single_changes, values, NULL);
		batch->thing_keys = ij_row_array(0, 1);
		batch->deleted_thing_keys = ij_row_array(0, 2);
		batch->group_keys = ij_row_array(0, 3);
		batch->more = true;
		return true;
	}

	kind = ij_row_cstring(0, 2);
	group_key = ij_row_int64(0, 3);
	batch->group_keys = ij_key_array(&group_key, 1);
	batch->more = true;
	take_bulk_change(strcmp(kind, "join") == 0 ? &read_joined : &move_members_out,
							ij_row_int64(0, 1), group_key, ij_row_int64(0, 4),
							ij_row_int64(0, 5), limit, &batch->thing_keys);
	return true;
}

/*
 * One transaction at a time carries changes into jobs: two of them would want
 * the same jobs and executions in different orders.
 */
bool
ij_membership_lock_log(void)
{
	LOCKTAG		tag;

	SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, 0, 0, MEMBERSHIP_LOCK_SPACE);
	return LockAcquire(&tag, ExclusiveLock, false, true) != LOCKACQUIRE_NOT_AVAIL;
}

/* Reads the next things of a change that concerns many, and moves or ends it. */
static void
take_bulk_change(IjStatement *read, int64 id, int64 group_key, int64 point,
				 int64 after_thing, int64 limit, ArrayType **thing_keys)
{
	Datum		values[] = {Int64GetDatum(group_key), Int64GetDatum(after_thing),
	Int64GetDatum(point), Int64GetDatum(limit)};
	Datum		change[] = {Int64GetDatum(id), Int64GetDatum(after_thing)};
	bool		more;

	ij_run(read, values, NULL);
	*thing_keys = ij_row_array(0, 1);
	more = ij_row_int64(0, 2) == limit;
	change[1] = Int64GetDatum(ij_row_int64(0, 3));

	ij_run(more ? &move_cursor : &delete_change, change, NULL);
}

int
ij_membership_jobs(ArrayType *group_keys, int64 **job_keys)
{
	Datum		values[] = {PointerGetDatum(group_keys)};
	uint64		n = ij_run(&list_jobs, values, NULL);

	*job_keys = palloc(sizeof(int64) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
		(*job_keys)[i] = ij_row_int64(i, 1);
	return (int) n;
}

bool
ij_membership_is_busy(int64 job_key)
{
	Datum		job[] = {Int64GetDatum(job_key)};

	return ij_run(&lock_job, job, NULL) == 0 && ij_run(&find_job, job, NULL) > 0;
}

void
ij_membership_apply(int64 job_key, ArrayType *thing_keys, TimestampTz at,
					int64 *joined, int64 *removed)
{
	Datum		job[] = {Int64GetDatum(job_key), PointerGetDatum(thing_keys)};
	Datum		removing[] = {TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at)),
	PointerGetDatum(thing_keys), Int64GetDatum(job_key)};
	bool		is_waiting;
	bool		has_ended;

	/* It may have been canceled since it was listed.  One that has not started takes whoever is a member when it does. */
	if (ij_run(&lock_job, job, NULL) == 0 || !ij_row_bool(0, 3))
		return;
	is_waiting = ij_row_bool(0, 1);
	has_ended = ij_row_bool(0, 2);
	ij_run(&wait_for_rollout, job, NULL);

	*removed += (int64) ij_run(&remove_left, removing, NULL);
	ij_run(&disown_left, job, NULL);

	if (has_ended)
		return;
	ij_run(&find_joined, job, NULL);
	if (ij_row_is_null(0, 1))
		return;
	if (is_waiting)
		ij_owed_add(job_key, ij_row_array(0, 1));
	else
		*joined += ij_membership_add(job_key, ij_row_array(0, 1), at);
}

int64
ij_membership_add(int64 job_key, ArrayType *thing_keys, TimestampTz at)
{
	Datum		values[] = {Int64GetDatum(job_key), PointerGetDatum(thing_keys),
	TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at))};

	ij_run(&retire_removed, values, NULL);
	ij_run(&add_joined, values, NULL);
	return ij_row_int64(0, 1);
}

void
ij_membership_wait_for_rollouts(void)
{
	ij_run(&wait_for_all_rollouts, NULL, NULL);
}

int64
ij_membership_remove_things(const IjWhichJobs *which, ArrayType *thing_keys, TimestampTz at)
{
	Datum		values[] = {TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at)),
	PointerGetDatum(thing_keys), Int64GetDatum(which->only), PointerGetDatum(which->but)};
	Datum		owed[] = {values[2], values[3], values[4]};
	int64		removed;

	ij_membership_wait_for_rollouts();
	removed = (int64) ij_run(&remove_things, values, NULL);
	ij_run(&disown_things, owed, NULL);
	return removed;
}

/*
 * A job that is being created may have drawn its point already and not be
 * visible yet.  With the lock on the table there is none; it is only tried,
 * and another pass will do.  It is not needed longer than the statement: who
 * draws a point later draws one behind all that has departed.
 */
void
ij_membership_forget_former(void)
{
	Oid			jobs;

	if (ij_run(&has_former, NULL, NULL) == 0)
		return;
	jobs = get_relname_relid("job", get_namespace_oid("iotjobs", false));
	if (!ConditionalLockRelationOid(jobs, ShareLock))
		return;
	ij_run(&forget_former, NULL, NULL);
	UnlockRelationOid(jobs, ShareLock);
}
