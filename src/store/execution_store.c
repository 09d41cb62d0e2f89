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
#include "wake.h"

/* Columns of every statement that reads executions, for read_row(). */
#define EXECUTION_COLUMNS \
	"e.job_id, e.thing_id, e.status::pg_catalog.text, e.force_canceled, e.version," \
	" e.execution_number::pg_catalog.int8," \
	" e.retry_attempt::pg_catalog.int4, e.queued_at, e.started_at, e.last_updated_at," \
	" e.status_details::pg_catalog.jsonb, e.is_timed, e.brings_packages"

#define EXECUTION_COLUMN_COUNT 13

/* A job j in the namespace $n: of any where that is NULL, of none where it is empty. */
#define IN_NAMESPACE(n) \
	"(" n " IS NULL OR COALESCE(j.namespace_id::pg_catalog.text, '')" IJ_EQ n ")"

/*
 * The execution of job $1, in namespace $3, on thing $2.  Scalar subqueries
 * and no joins: this is on every device's path, and the executor sets up a
 * join for longer than it takes to run it.
 */
#define OF_THESE_NAMES \
	" WHERE e.job_id" IJ_EQ "(SELECT j.id FROM iotjobs.job AS j WHERE j.job_id" IJ_EQ "$1" \
	" AND " IN_NAMESPACE("$3") ")" \
	" AND e.thing_id" IJ_EQ "(SELECT t.id FROM iotjobs.thing AS t" \
	" WHERE t.name" IJ_EQ "$2 AND t.deleted_at IS NULL)"

static IjStatement find_latest = {
	.sql = "SELECT " EXECUTION_COLUMNS " FROM iotjobs.job_execution AS e" OF_THESE_NAMES,
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {TEXTOID, TEXTOID, TEXTOID},
};

static IjStatement find_attempt = {
	.sql = "SELECT " EXECUTION_COLUMNS " FROM iotjobs.job_execution_attempt AS e" OF_THESE_NAMES
	" AND e.execution_number" IJ_EQ "$4",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {TEXTOID, TEXTOID, TEXTOID, INT8OID},
};

/*
 * The queue of a thing.  Jobs of a namespace have lists of their own.
 *
 * OFFSET 0: from what is open to its executions and jobs, one by one.  To the
 * planner the history of the thing, or the list of jobs, may look shorter.
 */
#define PENDING \
	" FROM (SELECT p.thing_id, p.queued_at, p.job_id FROM iotjobs.open_execution AS p" \
	" WHERE p.thing_id" IJ_EQ "(SELECT t.id FROM iotjobs.thing AS t" \
	" WHERE t.name" IJ_EQ "$1 AND t.deleted_at IS NULL) OFFSET 0) AS o" \
	" CROSS JOIN LATERAL (SELECT x.* FROM iotjobs.job_execution AS x" \
	" WHERE x.job_id" IJ_EQ "o.job_id AND x.thing_id" IJ_EQ "o.thing_id OFFSET 0) AS e" \
	" CROSS JOIN LATERAL (SELECT y.job_id, y.status, y.namespace_id, y.scheduling_config FROM iotjobs.job AS y" \
	" WHERE y.id" IJ_EQ "o.job_id OFFSET 0) AS j" \
	" WHERE " IN_NAMESPACE("$2") " AND " IJ_IS_SHOWN

static IjStatement find_next = {
	.sql = "SELECT " EXECUTION_COLUMNS PENDING " ORDER BY " IJ_QUEUE_ORDER " LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTOID, TEXTOID},
};

static IjStatement list_shown = {
	.sql = "WITH pending AS (SELECT " EXECUTION_COLUMNS ", j.job_id::pg_catalog.text AS job_name,"
	IJ_PLACES("") PENDING ")"
	" SELECT p.* FROM pending AS p WHERE " IJ_IS_LISTED("p") " ORDER BY p.place",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTOID, TEXTOID},
};

static IjStatement find_job = {
	.sql = "SELECT j.job_id::pg_catalog.text, j.status::pg_catalog.text,"
	" (j.timeout_config::pg_catalog.jsonb OPERATOR(pg_catalog.->>) 'inProgressTimeoutInMinutes')::pg_catalog.int8"
	" FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement find_timers = {
	.sql = "SELECT m.in_progress_deadline, m.step_deadline FROM iotjobs.execution_timer AS m"
	" WHERE m.job_id" IJ_EQ "$1 AND m.thing_id" IJ_EQ "$2",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

#define CHANGE_ROW \
	"UPDATE iotjobs.job_execution SET" \
	" status = $5::iotjobs.job_execution_status, version = version" IJ_ADD "1," \
	" force_canceled = $6, started_at = $7, last_updated_at = $8," \
	" status_details = CASE WHEN $9 IS NULL THEN status_details ELSE $9 END, is_timed = $10" \
	" WHERE job_id" IJ_EQ "$1 AND thing_id" IJ_EQ "$2" \
	" AND execution_number" IJ_EQ "$3 AND version" IJ_EQ "$4"

#define APPEND_EVENT \
	"INSERT INTO iotjobs.execution_event" \
	" (job_id, thing_id, execution_number, version, happened_at, from_status, to_status, slot)" \
	" SELECT $1, $2, $3, $4" IJ_ADD "1, $8," \
	" $11::iotjobs.job_execution_status, $5::iotjobs.job_execution_status, $12 FROM changed"

#define CHANGE_ARGTYPES \
	{INT8OID, INT8OID, INT8OID, INT8OID, TEXTOID, BOOLOID, TIMESTAMPTZOID, TIMESTAMPTZOID, JSONBOID, \
	BOOLOID, TEXTOID, INT2OID, TIMESTAMPTZOID}

/* Same status: details, or a sign of life. */
static IjStatement change_details = {
	.sql = CHANGE_ROW,
	.expect = SPI_OK_UPDATE,
	.nargs = 10,
	.argtypes = CHANGE_ARGTYPES,
};

/* Another status, still open. */
static IjStatement change_status = {
	.sql = "WITH changed AS (" CHANGE_ROW " RETURNING 1) " APPEND_EVENT,
	.expect = SPI_OK_INSERT,
	.nargs = 12,
	.argtypes = CHANGE_ARGTYPES,
};

/* A terminal status: the execution leaves the queue. */
static IjStatement change_to_end = {
	.sql = "WITH changed AS (" CHANGE_ROW " RETURNING 1),"
	" logged AS (" APPEND_EVENT ")"
	" DELETE FROM iotjobs.open_execution AS o USING changed"
	" WHERE o.thing_id" IJ_EQ "$2 AND o.queued_at" IJ_EQ "$13"
	" AND o.job_id" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 13,
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
	.sql = "SELECT EXISTS (SELECT FROM iotjobs.job AS j WHERE j.job_id" IJ_EQ "$1"
	" AND " IN_NAMESPACE("$3") "),"
	" EXISTS (SELECT FROM iotjobs.thing AS t WHERE t.name" IJ_EQ "$2 AND t.deleted_at IS NULL)",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {TEXTOID, TEXTOID, TEXTOID},
};

static uint64 run_with_names(IjStatement *statement, text *job_id, text *thing_name,
							 text *namespace_id, const int64 *number);
pg_noreturn static void fail_not_found(text *job_id, text *thing_name, text *namespace_id,
									   const int64 *number);
static void read_row(uint64 row, IjExecution *execution);
static Jsonb *unless_empty(Jsonb *details);

void
ij_execution_get(text *job_id, text *thing_name, text *namespace_id, const int64 *number,
				 IjExecution *execution)
{
	if (run_with_names(&find_latest, job_id, thing_name, namespace_id, NULL) == 1)
	{
		read_row(0, execution);
		if (number == NULL || execution->execution_number == *number)
			return;
	}
	if (number == NULL ||
		run_with_names(&find_attempt, job_id, thing_name, namespace_id, number) == 0)
		fail_not_found(job_id, thing_name, namespace_id, number);
	read_row(0, execution);
}

bool
ij_execution_find_next(text *thing_name, text *namespace_id, IjExecution *execution)
{
	Datum		values[] = {PointerGetDatum(thing_name), PointerGetDatum(namespace_id)};

	if (ij_run(&find_next, values, NULL) == 0)
		return false;
	read_row(0, execution);
	return true;
}

uint64
ij_execution_list_pending(text *thing_name, text *namespace_id,
						  IjExecution **executions, char ***job_ids)
{
	Datum		values[] = {PointerGetDatum(thing_name), PointerGetDatum(namespace_id)};
	uint64		n = ij_run(&list_shown, values, NULL);

	*executions = palloc(sizeof(IjExecution) * Max(n, 1));
	*job_ids = palloc(sizeof(char *) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
	{
		read_row(i, &(*executions)[i]);
		(*job_ids)[i] = ij_row_cstring(i, EXECUTION_COLUMN_COUNT + 1);
	}
	return n;
}

bool
ij_execution_change(IjExecution *execution, const IjExecutionChange *change)
{
	IjStatement *statement;
	Datum		values[13];
	bool		nulls[13] = {false};

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
	values[9] = BoolGetDatum(change->is_timed);
	values[10] = CStringGetTextDatum(ij_exec_status_word(execution->status));
	values[11] = Int16GetDatum(ij_event_slot(change->at));
	values[12] = TimestampTzGetDatum(execution->queued_at);

	if (change->status == execution->status)
		statement = &change_details;
	else if (ij_exec_is_terminal(change->status))
		statement = &change_to_end;
	else
		statement = &change_status;

	if (ij_run(statement, values, nulls) == 0)
		return false;
	if (statement != &change_details)
		ij_tell_at_commit();

	execution->status = change->status;
	execution->version++;
	execution->force_canceled = change->force_canceled;
	execution->is_started = change->is_started;
	execution->started_at = change->started_at;
	execution->last_updated_at = change->at;
	execution->is_timed = change->is_timed;
	if (change->status_details != NULL)
		execution->status_details = unless_empty(change->status_details);
	return true;
}

void
ij_execution_get_timers(const IjExecution *execution, IjTimers *timers)
{
	Datum		values[] = {Int64GetDatum(execution->job_key), Int64GetDatum(execution->thing_key)};

	timers->in_progress_deadline = IJ_TIMER_NONE;
	timers->step_deadline = IJ_TIMER_NONE;
	if (!execution->is_timed || ij_run(&find_timers, values, NULL) == 0)
		return;
	if (!ij_row_is_null(0, 1))
		timers->in_progress_deadline = ij_row_time(0, 1);
	if (!ij_row_is_null(0, 2))
		timers->step_deadline = ij_row_time(0, 2);
}

void
ij_execution_set_timers(const IjExecution *execution, const IjTimers *timers)
{
	bool		nulls[] = {false, false, timers->in_progress_deadline == IJ_TIMER_NONE,
	timers->step_deadline == IJ_TIMER_NONE};
	Datum		values[] = {Int64GetDatum(execution->job_key),
		Int64GetDatum(execution->thing_key),
		TimestampTzGetDatum(timers->in_progress_deadline),
	TimestampTzGetDatum(timers->step_deadline)};

	if (nulls[2] && nulls[3])
		ij_run(&clear_timers, values, NULL);
	else
		ij_run(&set_timers, values, nulls);
}

void
ij_execution_get_job(const IjExecution *execution, IjExecutionJob *job)
{
	Datum		values[] = {Int64GetDatum(execution->job_key)};
	char	   *status;

	if (ij_run(&find_job, values, NULL) == 0)
		elog(ERROR, "job with key %lld is gone", (long long) execution->job_key);
	job->job_id = ij_row_cstring(0, 1);
	status = ij_row_cstring(0, 2);
	if (!ij_job_status_from_word(status, strlen(status), &job->status))
		elog(ERROR, "job status %s is unknown", status);
	job->in_progress_timeout_minutes = ij_row_int64(0, 3);
}

/* namespace_id may be NULL. */
static uint64
run_with_names(IjStatement *statement, text *job_id, text *thing_name, text *namespace_id,
			   const int64 *number)
{
	Datum		values[] = {PointerGetDatum(job_id), PointerGetDatum(thing_name),
		PointerGetDatum(namespace_id),
	Int64GetDatum(number != NULL ? *number : 0)};
	bool		nulls[] = {false, false, namespace_id == NULL, false};

	return ij_run(statement, values, nulls);
}

/* Says which of thing, job and execution is missing. */
static void
fail_not_found(text *job_id, text *thing_name, text *namespace_id, const int64 *number)
{
	char	   *job = text_to_cstring(job_id);
	char	   *thing = text_to_cstring(thing_name);

	run_with_names(&which_exist, job_id, thing_name, namespace_id, NULL);
	if (!ij_row_bool(0, 2))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("thing \"%s\" does not exist", thing),
				 errhint("See iotjobs.list_things().")));
	if (!ij_row_bool(0, 1))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 namespace_id == NULL || VARSIZE_ANY_EXHDR(namespace_id) == 0 ?
				 errmsg("job \"%s\" does not exist", job) :
				 errmsg("job \"%s\" does not exist in namespace \"%s\"", job,
						text_to_cstring(namespace_id)),
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

/* Takes a row that begins with EXECUTION_COLUMNS. */
static void
read_row(uint64 row, IjExecution *execution)
{
	char	   *status = ij_row_cstring(row, 3);

	execution->job_key = ij_row_int64(row, 1);
	execution->thing_key = ij_row_int64(row, 2);
	if (!ij_exec_status_from_word(status, strlen(status), &execution->status))
		elog(ERROR, "execution status %s is unknown", status);
	execution->force_canceled = ij_row_bool(row, 4);
	execution->version = ij_row_int64(row, 5);
	execution->execution_number = ij_row_int64(row, 6);
	execution->retry_attempt = ij_row_int32(row, 7);
	execution->queued_at = ij_row_time(row, 8);
	execution->is_started = !ij_row_is_null(row, 9);
	execution->started_at = ij_row_time(row, 9);
	execution->last_updated_at = ij_row_time(row, 10);
	execution->status_details = unless_empty(ij_row_jsonb(row, 11));
	execution->is_timed = ij_row_bool(row, 12);
	execution->brings_packages = ij_row_bool(row, 13);
}

/* Replies leave out a map that is empty, as one that was never given. */
static Jsonb *
unless_empty(Jsonb *details)
{
	return details != NULL && JB_ROOT_COUNT(details) == 0 ? NULL : details;
}
