/*-------------------------------------------------------------------------
 *
 * execution_store.c
 *		Statements on executions, their queue and their timers.
 *
 * A change is optimistic: it is read without a lock, the rules decide, and
 * the UPDATE insists on the version that was read.  Every change raises the
 * version, so a row that still has it is the row that was read.
 *
 * Callers hold an open SPI connection.  Executions come back in the caller's
 * memory context.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "compat.h"
#include "errors.h"
#include "store/event_store.h"
#include "store/execution_store.h"
#include "store/spi.h"

/* Columns of every statement that reads executions, for read_row(). */
#define EXECUTION_COLUMNS(e) \
	"j.id, " e ".thing_id, j.job_id::pg_catalog.text, j.status::pg_catalog.text," \
	" (j.timeout_config::pg_catalog.jsonb OPERATOR(pg_catalog.->>) 'inProgressTimeoutInMinutes')::pg_catalog.int8," \
	" " e ".status::pg_catalog.text, " e ".force_canceled, " e ".version, " e ".execution_number," \
	" " e ".retry_attempt::pg_catalog.int4, " e ".queued_at, " e ".started_at, " e ".last_updated_at," \
	" " e ".status_details::pg_catalog.jsonb"

/* ... and those of its timers. */
#define TIMER_COLUMNS ", m.in_progress_deadline, m.step_deadline"
#define TIMER_JOIN(e) \
	" LEFT JOIN iotjobs.execution_timer AS m" \
	" ON m.job_id" IJ_EQ e ".job_id AND m.thing_id" IJ_EQ e ".thing_id"

/* The thing and the job that a request names. */
#define THESE_NAMES \
	" WHERE t.name" IJ_EQ "$2 AND t.deleted_at IS NULL" \
	" AND j.job_id" IJ_EQ "$1"
#define OF_BOTH(e) \
	" " e ".job_id" IJ_EQ "j.id AND " e ".thing_id" IJ_EQ "t.id"

static IjStatement find_latest = {
	.sql = "SELECT " EXECUTION_COLUMNS("e") TIMER_COLUMNS
	" FROM iotjobs.thing AS t CROSS JOIN iotjobs.job AS j"
	" JOIN iotjobs.job_execution AS e ON" OF_BOTH("e") TIMER_JOIN("e")
	THESE_NAMES,
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTOID, TEXTOID},
};

static IjStatement find_attempt = {
	.sql = "SELECT " EXECUTION_COLUMNS("e") ", NULL::pg_catalog.timestamptz, NULL::pg_catalog.timestamptz"
	" FROM iotjobs.thing AS t CROSS JOIN iotjobs.job AS j"
	" JOIN iotjobs.job_execution_attempt AS e ON" OF_BOTH("e")
	THESE_NAMES " AND e.execution_number" IJ_EQ "$3",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {TEXTOID, TEXTOID, INT8OID},
};

/*
 * The queue of a thing: executions that a device may see now.  What is still
 * queued for a job that is not IN_PROGRESS is not shown: the worker is about
 * to cancel it, or its job waits for its window.  Jobs of a namespace have
 * lists of their own.
 */
#define QUEUE_OF_THING \
	" FROM iotjobs.thing AS t" \
	" JOIN iotjobs.open_execution AS o ON o.thing_id" IJ_EQ "t.id" \
	" JOIN iotjobs.job AS j ON j.id" IJ_EQ "o.job_id" \
	" JOIN iotjobs.job_execution AS e ON e.job_id" IJ_EQ "o.job_id" \
	" AND e.thing_id" IJ_EQ "o.thing_id" \
	TIMER_JOIN("e") \
	" WHERE t.name" IJ_EQ "$1 AND t.deleted_at IS NULL" \
	" AND j.namespace_id IS NULL" \
	" AND (j.status" IJ_EQ "'IN_PROGRESS'" \
	" OR e.status" IJ_EQ "'IN_PROGRESS' AND j.status" IJ_NE "'SCHEDULED')" \
	" ORDER BY e.status" IJ_EQ "'IN_PROGRESS' DESC, o.queued_at, o.job_id"

static IjStatement list_pending = {
	.sql = "SELECT " EXECUTION_COLUMNS("e") TIMER_COLUMNS QUEUE_OF_THING " LIMIT $2",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTOID, INT8OID},
};

#define CHANGE_ROW \
	"UPDATE iotjobs.job_execution SET" \
	" status = $5::iotjobs.job_execution_status, version = version" IJ_ADD "1," \
	" force_canceled = $6, started_at = $7, last_updated_at = $8," \
	" status_details = CASE WHEN $9 IS NULL THEN status_details ELSE $9 END" \
	" WHERE job_id" IJ_EQ "$1 AND thing_id" IJ_EQ "$2" \
	" AND execution_number" IJ_EQ "$3 AND version" IJ_EQ "$4"

#define APPEND_EVENT \
	"INSERT INTO iotjobs.execution_event" \
	" (job_id, thing_id, execution_number, version, happened_at, from_status, to_status, slot)" \
	" SELECT $1, $2, $3, $4" IJ_ADD "1, $8," \
	" $10::iotjobs.job_execution_status, $5::iotjobs.job_execution_status, $11 FROM changed"

#define CHANGE_ARGTYPES \
	{INT8OID, INT8OID, INT8OID, INT8OID, TEXTOID, BOOLOID, TIMESTAMPTZOID, TIMESTAMPTZOID, JSONBOID, \
	TEXTOID, INT2OID, TIMESTAMPTZOID}

/* Same status: details, or a sign of life. */
static IjStatement change_details = {
	.sql = CHANGE_ROW,
	.expect = SPI_OK_UPDATE,
	.nargs = 9,
	.argtypes = CHANGE_ARGTYPES,
};

/* Another status, still open. */
static IjStatement change_status = {
	.sql = "WITH changed AS (" CHANGE_ROW " RETURNING 1) " APPEND_EVENT,
	.expect = SPI_OK_INSERT,
	.nargs = 11,
	.argtypes = CHANGE_ARGTYPES,
};

/* A terminal status: the execution leaves the queue. */
static IjStatement change_to_end = {
	.sql = "WITH changed AS (" CHANGE_ROW " RETURNING 1),"
	" logged AS (" APPEND_EVENT ")"
	" DELETE FROM iotjobs.open_execution AS o USING changed"
	" WHERE o.thing_id" IJ_EQ "$2 AND o.queued_at" IJ_EQ "$12"
	" AND o.job_id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 12,
	.argtypes = CHANGE_ARGTYPES,
};

static IjStatement set_timers = {
	.sql = "INSERT INTO iotjobs.execution_timer AS m"
	" (job_id, thing_id, in_progress_deadline, step_deadline, deadline)"
	" VALUES ($1, $2, $3, $4, LEAST($3, $4))"
	" ON CONFLICT (job_id, thing_id) DO UPDATE SET in_progress_deadline = excluded.in_progress_deadline,"
	" step_deadline = excluded.step_deadline, deadline = excluded.deadline",
	.expect = SPI_OK_INSERT,
	.nargs = 4,
	.argtypes = {INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID},
};

static IjStatement clear_timers = {
	.sql = "DELETE FROM iotjobs.execution_timer"
	" WHERE job_id" IJ_EQ "$1 AND thing_id" IJ_EQ "$2",
	.expect = SPI_OK_DELETE,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

static IjStatement which_exist = {
	.sql = "SELECT EXISTS (SELECT FROM iotjobs.job AS j WHERE j.job_id" IJ_EQ "$1),"
	" EXISTS (SELECT FROM iotjobs.thing AS t WHERE t.name" IJ_EQ "$2 AND t.deleted_at IS NULL)",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTOID, TEXTOID},
};

static void fail_not_found(text *job_id, text *thing_name, const int64 *number) pg_attribute_noreturn();
static void read_row(uint64 row, IjExecution *execution);
static IjExecStatus row_status(uint64 row, int column);
static IjJobStatus row_job_status(uint64 row, int column);

void
ij_execution_get(text *job_id, text *thing_name, const int64 *number, IjExecution *execution)
{
	Datum		values[] = {PointerGetDatum(job_id), PointerGetDatum(thing_name),
	Int64GetDatum(number != NULL ? *number : 0)};

	if (ij_run(&find_latest, values, NULL) == 1)
	{
		read_row(0, execution);
		if (number == NULL || execution->execution_number == *number)
			return;
	}
	if (number == NULL || ij_run(&find_attempt, values, NULL) == 0)
		fail_not_found(job_id, thing_name, number);
	read_row(0, execution);
}

bool
ij_execution_find_next(text *thing_name, IjExecution *execution)
{
	Datum		values[] = {PointerGetDatum(thing_name), Int64GetDatum(1)};

	if (ij_run(&list_pending, values, NULL) == 0)
		return false;
	read_row(0, execution);
	return true;
}

uint64
ij_execution_list_pending(text *thing_name, int64 limit, IjExecution **executions)
{
	Datum		values[] = {PointerGetDatum(thing_name), Int64GetDatum(limit)};
	uint64		n = ij_run(&list_pending, values, NULL);

	*executions = palloc(sizeof(IjExecution) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
		read_row(i, &(*executions)[i]);
	return n;
}

bool
ij_execution_change(IjExecution *execution, const IjExecutionChange *change)
{
	IjStatement *statement;
	Datum		values[12];
	bool		nulls[12] = {false};

	values[0] = Int64GetDatum(execution->job_key);
	values[1] = Int64GetDatum(execution->thing_key);
	values[2] = Int64GetDatum(execution->execution_number);
	values[3] = Int64GetDatum(execution->version);
	values[4] = CStringGetTextDatum(ij_exec_status_word(change->status));
	values[5] = BoolGetDatum(change->force_canceled);
	values[6] = TimestampTzGetDatum(change->started_at);
	nulls[6] = !change->is_started;
	values[7] = TimestampTzGetDatum(change->at);
	values[8] = PointerGetDatum(change->status_details);
	nulls[8] = change->status_details == NULL;
	values[9] = CStringGetTextDatum(ij_exec_status_word(execution->status));
	values[10] = Int16GetDatum(ij_event_slot(change->at));
	values[11] = TimestampTzGetDatum(execution->queued_at);

	if (change->status == execution->status)
		statement = &change_details;
	else if (ij_exec_is_terminal(change->status))
		statement = &change_to_end;
	else
		statement = &change_status;

	if (ij_run(statement, values, nulls) == 0)
		return false;

	execution->status = change->status;
	execution->version++;
	execution->force_canceled = change->force_canceled;
	execution->is_started = change->is_started;
	execution->started_at = change->started_at;
	execution->last_updated_at = change->at;
	if (change->status_details != NULL)
		execution->status_details = change->status_details;
	return true;
}

void
ij_execution_set_timers(const IjExecution *execution)
{
	bool		has_in_progress = execution->in_progress_deadline != PG_INT64_MAX;
	bool		has_step = execution->step_deadline != PG_INT64_MAX;
	Datum		values[] = {Int64GetDatum(execution->job_key),
		Int64GetDatum(execution->thing_key),
		TimestampTzGetDatum(execution->in_progress_deadline),
	TimestampTzGetDatum(execution->step_deadline)};
	bool		nulls[] = {false, false, !has_in_progress, !has_step};

	if (has_in_progress || has_step)
		ij_run(&set_timers, values, nulls);
	else
		ij_run(&clear_timers, values, NULL);
}

/* Says which of thing, job and execution is missing. */
static void
fail_not_found(text *job_id, text *thing_name, const int64 *number)
{
	Datum		values[] = {PointerGetDatum(job_id), PointerGetDatum(thing_name)};
	char	   *job = text_to_cstring(job_id);
	char	   *thing = text_to_cstring(thing_name);

	ij_run(&which_exist, values, NULL);
	if (!ij_row_bool(0, 2))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("thing \"%s\" does not exist", thing),
				 errhint("See iotjobs.list_things().")));
	if (!ij_row_bool(0, 1))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("job \"%s\" does not exist", job),
				 errhint("See iotjobs.list_jobs().")));
	if (number != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("execution %lld of job \"%s\" on thing \"%s\" does not exist",
						(long long) *number, job, thing),
				 errhint("See iotjobs.list_job_executions_for_thing().")));
	ereport(ERROR,
			(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
			 errmsg("job \"%s\" has no execution on thing \"%s\"", job, thing),
			 errdetail("The thing is not among the targets, or the rollout has not reached it yet."),
			 errhint("See iotjobs.list_job_executions_for_thing().")));
}

/* Takes a row of EXECUTION_COLUMNS and TIMER_COLUMNS. */
static void
read_row(uint64 row, IjExecution *execution)
{
	execution->job_key = ij_row_int64(row, 1);
	execution->thing_key = ij_row_int64(row, 2);
	execution->job_id = ij_row_cstring(row, 3);
	execution->job_status = row_job_status(row, 4);
	execution->in_progress_timeout_minutes = ij_row_int64(row, 5);
	execution->status = row_status(row, 6);
	execution->force_canceled = ij_row_bool(row, 7);
	execution->version = ij_row_int64(row, 8);
	execution->execution_number = ij_row_int64(row, 9);
	execution->retry_attempt = ij_row_int32(row, 10);
	execution->queued_at = ij_row_time(row, 11);
	execution->is_started = !ij_row_is_null(row, 12);
	execution->started_at = ij_row_time(row, 12);
	execution->last_updated_at = ij_row_time(row, 13);
	execution->status_details = ij_row_jsonb(row, 14);
	execution->in_progress_deadline = ij_row_is_null(row, 15) ? PG_INT64_MAX : ij_row_time(row, 15);
	execution->step_deadline = ij_row_is_null(row, 16) ? PG_INT64_MAX : ij_row_time(row, 16);
}

static IjExecStatus
row_status(uint64 row, int column)
{
	char	   *word = ij_row_cstring(row, column);
	IjExecStatus status;

	if (!ij_exec_status_from_word(word, strlen(word), &status))
		elog(ERROR, "execution status %s is unknown", word);
	return status;
}

static IjJobStatus
row_job_status(uint64 row, int column)
{
	char	   *word = ij_row_cstring(row, column);
	IjJobStatus status;

	if (!ij_job_status_from_word(word, strlen(word), &status))
		elog(ERROR, "job status %s is unknown", word);
	return status;
}
