/*-------------------------------------------------------------------------
 *
 * work_store.c
 *		What the worker owes to jobs, and the statements that pay it.
 *
 * Whoever works on a job holds the lock of its row in iotjobs.job_work.
 * Executions are locked in the order of their things, or not waited for.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/array.h"

#include "store/event_store.h"
#include "store/job_package_store.h"
#include "store/spi.h"
#include "store/work_store.h"

/* A rollout that fails takes no place from one that could go on. */
static IjStatement list_due = {
	.sql = "SELECT w.job_id FROM iotjobs.job_work AS w WHERE w.next_at" IJ_LE "$1"
	" AND (w.kind" IJ_NE "'rollout' OR w.job_id" IJ_EQ "ANY ($3) OR w.job_id" IJ_EQ "ANY (ARRAY("
	"SELECT r.job_id FROM iotjobs.job_work AS r WHERE r.kind" IJ_EQ "'rollout' AND r.job_id" IJ_NE "ALL ($3)"
	" AND r.next_at" IJ_LT "'infinity' ORDER BY r.job_id LIMIT $2)))"
	" ORDER BY w.next_at, w.job_id",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {TIMESTAMPTZOID, INT8OID, INT8ARRAYOID},
};

static IjStatement next_due = {
	.sql = "SELECT pg_catalog.min(w.next_at) FROM iotjobs.job_work AS w WHERE w.next_at" IJ_GT "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TIMESTAMPTZOID},
};

static IjStatement lock_work = {
	.sql = "SELECT FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "$1 FOR UPDATE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement try_lock_work = {
	.sql = "SELECT (SELECT pg_catalog.count(*) FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "$1)"
	IJ_EQ "(SELECT pg_catalog.count(*) FROM (SELECT FROM iotjobs.job_work AS w WHERE w.job_id" IJ_EQ "$1"
	" FOR NO KEY UPDATE SKIP LOCKED) AS l)",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

/*
 * Read when the lock is held: locking and reading in one statement could give
 * the work as a cancel has just left it beside the job as it was before.  A job
 * whose schedule is due releases nothing until it has been followed.
 */
static IjStatement read_work = {
	.sql = "SELECT w.kind, w.cursor_group_id, w.cursor_thing_id, w.notified,"
	" j.target_selection" IJ_EQ "'CONTINUOUS', CASE WHEN j.status" IJ_EQ "'CANCELED' THEN j.force_canceled"
	" ELSE COALESCE(j.scheduling_config OPERATOR(pg_catalog.->>) 'endBehavior'" IJ_EQ "'FORCE_CANCEL', false) END,"
	" j.membership_point,"
	" j.job_executions_rollout_config::pg_catalog.jsonb,"
	" (SELECT pg_catalog.count(*)" IJ_EQ "1 FROM iotjobs.job_target AS g WHERE g.job_id" IJ_EQ "j.id)"
	" FROM iotjobs.job_work AS w JOIN iotjobs.job AS j ON j.id" IJ_EQ "w.job_id"
	" WHERE w.job_id" IJ_EQ "$1 AND (w.kind" IJ_NE "'rollout' OR j.status" IJ_EQ "'IN_PROGRESS'"
	" AND NOT EXISTS (SELECT FROM iotjobs.job_schedule AS s WHERE s.job_id" IJ_EQ "j.id AND s.next_at" IJ_LE "$2))",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement save_work = {
	.sql = "UPDATE iotjobs.job_work SET cursor_group_id = $2, cursor_thing_id = $3, notified = $4, next_at = $5"
	" WHERE job_id" IJ_EQ "$1",
	.expect = SPI_OK_UPDATE,
	.nargs = 5,
	.argtypes = {INT8OID, INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID},
};

/* A continuous job may get more targets, which its rate counts together with what it has released just now. */
static IjStatement finish_work = {
	.sql = "WITH forgotten AS (DELETE FROM iotjobs.job_release WHERE job_id" IJ_EQ "$1 AND NOT $2)"
	" DELETE FROM iotjobs.job_work WHERE job_id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 2,
	.argtypes = {INT8OID, BOOLOID},
};

/* A group that was deleted before the job started is no target, and no target's child, any more. */
static IjStatement list_groups = {
	.sql = "WITH RECURSIVE below (group_id) AS ("
	"SELECT g.group_id FROM iotjobs.job_target AS g JOIN iotjobs.thing_group AS c ON c.id" IJ_EQ "g.group_id"
	" WHERE g.job_id" IJ_EQ "$1 AND (c.deleted_point IS NULL OR c.deleted_point" IJ_GT "$2)"
	" UNION SELECT c.id FROM below AS b JOIN iotjobs.thing_group AS c ON c.parent_id" IJ_EQ "b.group_id"
	" WHERE c.deleted_point IS NULL OR c.deleted_point" IJ_GT "$2)"
	" SELECT b.group_id FROM below AS b WHERE b.group_id" IJ_GE "$3 ORDER BY b.group_id",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {INT8OID, INT8OID, INT8OID},
};

/*
 * Executions for a batch of things, their places in the queues, and one event
 * for all of them.  A thing that has an execution already, through another
 * target, is looked at but not counted as changed.  The lock on the job's work
 * lets nobody else add executions meanwhile, so there is no need for ON
 * CONFLICT, which costs a record in the log for each row; the subquery is
 * scalar lest the planner reads all executions of the job for each batch, and
 * is left out ($6) where no thing can be met twice.
 */
#define RELEASE(things) \
	"WITH batch AS MATERIALIZED (" things ")," \
	" added AS (INSERT INTO iotjobs.job_execution" \
	" (job_id, thing_id, execution_number, version, queued_at, last_updated_at, status, retry_attempt, force_canceled," \
	" brings_packages)" \
	" SELECT $1, b.thing_id, 1, 1, $4, $4, 'QUEUED', 0, false, " IJ_BRINGS_PACKAGES("$1") " FROM batch AS b" \
	" WHERE CASE WHEN $6 THEN true ELSE (SELECT true FROM iotjobs.job_execution AS e" \
	" WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "b.thing_id) IS NULL" \
	" AND (SELECT true FROM iotjobs.former_execution AS f" \
	" WHERE f.job_id" IJ_EQ "$1 AND f.thing_id" IJ_EQ "b.thing_id) IS NULL END RETURNING thing_id)," \
	" queued AS (INSERT INTO iotjobs.open_execution (thing_id, queued_at, job_id)" \
	" SELECT a.thing_id, $4, $1 FROM added AS a)," \
	" logged AS (INSERT INTO iotjobs.execution_event (job_id, count, happened_at, to_status, slot, thing_ids)" \
	" SELECT $1, pg_catalog.count(*), $4, 'QUEUED', $5, " IJ_THINGS_OF_EVENT("a.thing_id") \
	" FROM added AS a HAVING pg_catalog.count(*)" IJ_GT "0)" \
	" SELECT (SELECT pg_catalog.count(*) FROM batch), (SELECT pg_catalog.max(b.thing_id) FROM batch AS b)," \
	" (SELECT pg_catalog.count(*) FROM added)"

/*
 * Whether the next batch would find a thing to release.  If all that it looks
 * at ($3) have an execution already, and there may be more, the answer is yes.
 */
#define IS_LEFT(things) \
	"SELECT pg_catalog.count(*)" IJ_GE "$3 OR COALESCE(pg_catalog.bool_or($6 OR (SELECT true FROM iotjobs.job_execution AS e" \
	" WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "b.thing_id) IS NULL), false) FROM (" things ") AS b"

#define DIRECT_THINGS \
	"SELECT DISTINCT g.thing_id FROM iotjobs.job_target AS g" \
	" JOIN iotjobs.thing AS t ON t.id" IJ_EQ "g.thing_id AND t.deleted_at IS NULL" \
	" WHERE g.job_id" IJ_EQ "$1 AND g.thing_id" IJ_GT "$2 ORDER BY g.thing_id LIMIT $3"

#define MEMBERS(condition) \
	"SELECT m.thing_id FROM iotjobs.thing_group_member AS m" \
	" WHERE m.group_id" IJ_EQ "$7 AND m.thing_id" IJ_GT "$2" condition \
	" ORDER BY m.thing_id LIMIT $3"

/*
 * Continuous: who is a member now.  Who joined since the job started has
 * received it already, unless the worker saw the change before it saw the job.
 */
#define MEMBERS_NOW \
	MEMBERS("")

/* Snapshot: the members when the job started, unless they were deleted. */
#define MEMBERS_AT_START \
	"(" MEMBERS(" AND m.joined" IJ_LE "$8") ") UNION ALL" \
	" (SELECT f.thing_id FROM iotjobs.thing_group_former_member AS f" \
	" JOIN iotjobs.thing AS t ON t.id" IJ_EQ "f.thing_id AND t.deleted_at IS NULL" \
	" WHERE f.group_id" IJ_EQ "$7 AND f.thing_id" IJ_GT "$2" \
	" AND f.joined" IJ_LE "$8 AND f.departed" IJ_GT "$8" \
	" ORDER BY f.thing_id LIMIT $3)" \
	" ORDER BY thing_id LIMIT $3"

#define WALK_STATEMENT(what, things) \
	{ \
		.sql = what(things), \
		.expect = SPI_OK_SELECT, \
		.nargs = 8, \
		.argtypes = {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, INT2OID, BOOLOID, INT8OID, INT8OID}, \
	}

static IjStatement release_direct = WALK_STATEMENT(RELEASE, DIRECT_THINGS);
static IjStatement release_members = WALK_STATEMENT(RELEASE, MEMBERS_NOW);
static IjStatement release_snapshot = WALK_STATEMENT(RELEASE, MEMBERS_AT_START);

static IjStatement left_direct = WALK_STATEMENT(IS_LEFT, DIRECT_THINGS);
static IjStatement left_members = WALK_STATEMENT(IS_LEFT, MEMBERS_NOW);
static IjStatement left_snapshot = WALK_STATEMENT(IS_LEFT, MEMBERS_AT_START);

static IjStatement read_released = {
	.sql = "SELECT COALESCE(pg_catalog.sum(r.count), 0)::pg_catalog.int8, pg_catalog.min(r.released_at)"
	" FROM iotjobs.job_release AS r WHERE r.job_id" IJ_EQ "$1 AND r.released_at" IJ_GT "$2",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, TIMESTAMPTZOID},
};

static IjStatement note_release = {
	.sql = "WITH old AS (DELETE FROM iotjobs.job_release"
	" WHERE job_id" IJ_EQ "$1 AND released_at" IJ_LE "$4)"
	" INSERT INTO iotjobs.job_release AS r (job_id, released_at, count) VALUES ($1, $2, $3)"
	" ON CONFLICT (job_id, released_at) DO UPDATE SET count = r.count" IJ_ADD "excluded.count",
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {INT8OID, TIMESTAMPTZOID, INT8OID, TIMESTAMPTZOID},
};

/*
 * The status is looked at again once the row is locked: a device may have
 * reported in between.  Those that are canceled while QUEUED and those that
 * are canceled while IN_PROGRESS make an event each.
 */
static IjStatement cancel_executions = {
	.sql = "WITH batch AS MATERIALIZED (SELECT e.thing_id, e.status FROM iotjobs.job_execution AS e"
	" WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_GT "$2"
	" AND (e.status" IJ_EQ "'QUEUED' OR $3 AND e.status" IJ_EQ "'IN_PROGRESS')"
	" ORDER BY e.thing_id LIMIT $4 FOR NO KEY UPDATE OF e),"
	" changed AS (UPDATE iotjobs.job_execution AS e SET status = 'CANCELED', version = e.version" IJ_ADD "1,"
	" force_canceled = $3, last_updated_at = GREATEST($5, e.last_updated_at), is_timed = false"
	" FROM batch AS b WHERE e.job_id" IJ_EQ "$1 AND e.thing_id" IJ_EQ "b.thing_id"
	" RETURNING e.thing_id, e.queued_at, b.status AS from_status),"
	" closed AS (DELETE FROM iotjobs.open_execution AS o USING changed AS c"
	" WHERE o.thing_id" IJ_EQ "c.thing_id AND o.queued_at" IJ_EQ "c.queued_at AND o.job_id" IJ_EQ "$1),"
	" untimed AS (DELETE FROM iotjobs.execution_timer AS t USING changed AS c"
	" WHERE t.job_id" IJ_EQ "$1 AND t.thing_id" IJ_EQ "c.thing_id),"
	" logged AS (INSERT INTO iotjobs.execution_event (job_id, count, happened_at, from_status, to_status, slot, thing_ids)"
	" SELECT $1, pg_catalog.count(*), $5, c.from_status, 'CANCELED', $6, " IJ_THINGS_OF_EVENT("c.thing_id")
	" FROM changed AS c GROUP BY c.from_status)"
	" SELECT (SELECT pg_catalog.count(*) FROM batch), (SELECT pg_catalog.max(b.thing_id) FROM batch AS b),"
	" (SELECT pg_catalog.count(*) FROM changed)",
	.expect = SPI_OK_SELECT,
	.nargs = 6,
	.argtypes = {INT8OID, INT8OID, BOOLOID, INT8OID, TIMESTAMPTZOID, INT2OID},
};

/*
 * Two statements: the first locks the executions without waiting, the second
 * looks at the timers again, which a report may have moved until then.
 */
static IjStatement lock_expired = {
	.sql = "WITH due AS MATERIALIZED (SELECT t.job_id, t.thing_id FROM iotjobs.execution_timer AS t"
	" WHERE t.deadline" IJ_LE "$1" IJ_WHICH_JOBS("t.job_id", "$3", "$4") " ORDER BY t.deadline LIMIT $2),"
	" locked AS (SELECT e.job_id, e.thing_id FROM due AS d CROSS JOIN LATERAL ("
	"SELECT x.job_id, x.thing_id FROM iotjobs.job_execution AS x"
	" WHERE x.job_id" IJ_EQ "d.job_id AND x.thing_id" IJ_EQ "d.thing_id"
	" AND x.status" IJ_EQ "'IN_PROGRESS' FOR NO KEY UPDATE SKIP LOCKED) AS e)"
	" SELECT pg_catalog.array_agg(l.job_id), pg_catalog.array_agg(l.thing_id), pg_catalog.count(*),"
	" (SELECT pg_catalog.count(*) FROM due) FROM locked AS l",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {TIMESTAMPTZOID, INT8OID, INT8OID, INT8ARRAYOID},
};

static IjStatement list_expired = {
	.sql = "SELECT DISTINCT t.job_id FROM iotjobs.execution_timer AS t WHERE t.deadline" IJ_LE "$1 ORDER BY t.job_id",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TIMESTAMPTZOID},
};

static IjStatement expire_locked = {
	.sql = "WITH expired AS MATERIALIZED (SELECT t.job_id, t.thing_id"
	" FROM ROWS FROM (pg_catalog.unnest($2), pg_catalog.unnest($3)) AS x (job_id, thing_id)"
	" JOIN iotjobs.execution_timer AS t ON t.job_id" IJ_EQ "x.job_id AND t.thing_id" IJ_EQ "x.thing_id"
	" WHERE t.deadline" IJ_LE "$1),"
	" changed AS (UPDATE iotjobs.job_execution AS e SET status = 'TIMED_OUT', version = e.version" IJ_ADD "1,"
	" last_updated_at = GREATEST($1, e.last_updated_at), is_timed = false"
	" FROM expired AS x WHERE e.job_id" IJ_EQ "x.job_id AND e.thing_id" IJ_EQ "x.thing_id"
	" RETURNING e.job_id, e.thing_id, e.execution_number, e.version, e.queued_at),"
	" closed AS (DELETE FROM iotjobs.open_execution AS o USING changed AS c"
	" WHERE o.thing_id" IJ_EQ "c.thing_id AND o.queued_at" IJ_EQ "c.queued_at AND o.job_id" IJ_EQ "c.job_id),"
	" untimed AS (DELETE FROM iotjobs.execution_timer AS t USING changed AS c"
	" WHERE t.job_id" IJ_EQ "c.job_id AND t.thing_id" IJ_EQ "c.thing_id)"
	" INSERT INTO iotjobs.execution_event"
	" (job_id, thing_id, execution_number, version, happened_at, from_status, to_status, slot)"
	" SELECT c.job_id, c.thing_id, c.execution_number, c.version, $1, 'IN_PROGRESS', 'TIMED_OUT', $4 FROM changed AS c",
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {TIMESTAMPTZOID, INT8ARRAYOID, INT8ARRAYOID, INT2OID},
};

/* How far a batch that has used up its rate looks for one more thing to release. */
#define LOOKS_AHEAD 100

static IjWorkKind kind_of_word(const char *word);
static void read_batch(IjBatch *batch);

int
ij_work_list_due(TimestampTz at, int max_rollouts, ArrayType *failing, int64 **job_keys)
{
	Datum		values[] = {TimestampTzGetDatum(at), Int64GetDatum(max_rollouts), PointerGetDatum(failing)};

	return ij_row_keys(ij_run(&list_due, values, NULL), job_keys);
}

TimestampTz
ij_work_next_at(TimestampTz at)
{
	Datum		values[] = {TimestampTzGetDatum(at)};

	ij_run(&next_due, values, NULL);
	return ij_row_is_null(0, 1) ? DT_NOEND : ij_row_time(0, 1);
}

bool
ij_work_lock(int64 job_key, TimestampTz at, IjWork *work)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(at)};

	if (ij_run(&lock_work, values, NULL) == 0 || ij_run(&read_work, values, NULL) == 0)
		return false;
	work->job_key = job_key;
	work->kind = kind_of_word(ij_row_cstring(0, 1));
	work->cursor_group = ij_row_int64(0, 2);
	work->cursor_thing = ij_row_int64(0, 3);
	work->notified = ij_row_int64(0, 4);
	work->is_continuous = ij_row_bool(0, 5);
	work->force_canceled = ij_row_bool(0, 6);
	work->membership_point = ij_row_int64(0, 7);
	work->rollout_config = ij_row_jsonb(0, 8);

	/* A thing is in one group of a hierarchy at most; nobody joins a snapshot later. */
	work->meets_things_once = !work->is_continuous && ij_row_bool(0, 9);
	return true;
}

bool
ij_work_try_lock(int64 job_key)
{
	Datum		values[] = {Int64GetDatum(job_key)};

	ij_run(&try_lock_work, values, NULL);
	return ij_row_bool(0, 1);
}

void
ij_work_save(const IjWork *work, TimestampTz next_at)
{
	Datum		values[] = {Int64GetDatum(work->job_key), Int64GetDatum(work->cursor_group),
		Int64GetDatum(work->cursor_thing), Int64GetDatum(work->notified),
	TimestampTzGetDatum(next_at)};

	ij_run(&save_work, values, NULL);
}

void
ij_work_finish(const IjWork *work)
{
	Datum		values[] = {Int64GetDatum(work->job_key),
	BoolGetDatum(work->kind == IJ_WORK_ROLLOUT && work->is_continuous)};

	ij_run(&finish_work, values, NULL);
}

int
ij_work_groups(const IjWork *work, int64 **groups)
{
	Datum		values[] = {Int64GetDatum(work->job_key), Int64GetDatum(work->membership_point),
	Int64GetDatum(work->cursor_group)};

	return ij_row_keys(ij_run(&list_groups, values, NULL), groups);
}

void
ij_work_release(const IjWork *work, int64 limit, TimestampTz at, IjBatch *batch)
{
	Datum		values[] = {Int64GetDatum(work->job_key), Int64GetDatum(work->cursor_thing),
		Int64GetDatum(limit), TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at)),
		BoolGetDatum(work->meets_things_once),
	Int64GetDatum(work->cursor_group), Int64GetDatum(work->membership_point)};

	if (work->cursor_group == 0)
		ij_run(&release_direct, values, NULL);
	else
		ij_run(work->is_continuous ? &release_members : &release_snapshot, values, NULL);
	read_batch(batch);
}

bool
ij_work_is_left(const IjWork *work)
{
	Datum		values[] = {Int64GetDatum(work->job_key), Int64GetDatum(work->cursor_thing),
		Int64GetDatum(work->meets_things_once ? 1 : LOOKS_AHEAD), 0, 0, BoolGetDatum(work->meets_things_once),
	Int64GetDatum(work->cursor_group), Int64GetDatum(work->membership_point)};

	if (work->cursor_group == 0)
		ij_run(&left_direct, values, NULL);
	else
		ij_run(work->is_continuous ? &left_members : &left_snapshot, values, NULL);
	return ij_row_bool(0, 1);
}

int64
ij_work_released(int64 job_key, TimestampTz at, TimestampTz *first_at)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(at - USECS_PER_MINUTE)};

	ij_run(&read_released, values, NULL);
	*first_at = ij_row_time(0, 2);
	return ij_row_int64(0, 1);
}

void
ij_work_note_release(int64 job_key, TimestampTz at, int64 count)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(at),
	Int64GetDatum(count), TimestampTzGetDatum(at - USECS_PER_MINUTE)};

	ij_run(&note_release, values, NULL);
}

void
ij_work_cancel(const IjWork *work, int64 limit, TimestampTz at, IjBatch *batch)
{
	Datum		values[] = {Int64GetDatum(work->job_key), Int64GetDatum(work->cursor_thing),
		BoolGetDatum(work->force_canceled), Int64GetDatum(limit),
	TimestampTzGetDatum(at), Int16GetDatum(ij_event_slot(at))};

	ij_run(&cancel_executions, values, NULL);
	read_batch(batch);
}

int64
ij_work_expire(const IjWhichJobs *which, int64 limit, TimestampTz at, bool *more,
			   ArrayType **job_keys, ArrayType **thing_keys)
{
	Datum		values[4];

	values[0] = TimestampTzGetDatum(at);
	values[1] = Int64GetDatum(limit);
	values[2] = Int64GetDatum(which->only);
	values[3] = PointerGetDatum(which->but);
	ij_run(&lock_expired, values, NULL);

	*more = ij_row_int64(0, 3) > 0 && ij_row_int64(0, 4) == limit;
	if (ij_row_int64(0, 3) == 0)
		return 0;

	*job_keys = ij_row_array(0, 1);
	*thing_keys = ij_row_array(0, 2);
	values[1] = PointerGetDatum(*job_keys);
	values[2] = PointerGetDatum(*thing_keys);
	values[3] = Int16GetDatum(ij_event_slot(at));
	return (int64) ij_run(&expire_locked, values, NULL);
}

int
ij_work_list_expired(TimestampTz at, int64 **job_keys)
{
	Datum		values[] = {TimestampTzGetDatum(at)};

	return ij_row_keys(ij_run(&list_expired, values, NULL), job_keys);
}

static IjWorkKind
kind_of_word(const char *word)
{
	if (strcmp(word, "rollout") == 0)
		return IJ_WORK_ROLLOUT;
	if (strcmp(word, "cancel") == 0)
		return IJ_WORK_CANCEL;
	if (strcmp(word, "delete") == 0)
		return IJ_WORK_DELETE;
	elog(ERROR, "kind of work %s is unknown", word);
}

static void
read_batch(IjBatch *batch)
{
	batch->looked_at = ij_row_int64(0, 1);
	batch->last_thing = ij_row_int64(0, 2);
	batch->changed = ij_row_int64(0, 3);
}
