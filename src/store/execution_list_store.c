/*-------------------------------------------------------------------------
 *
 * execution_list_store.c
 *		Pages of executions, of a job and of a thing.
 *
 * Each page reads an index from its key on: the millionth costs what the
 * first costs.  Callers hold an open SPI connection.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "store/execution_list_store.h"
#include "store/spi.h"

/*
 * Behind the key ($2, $3, $4), in a job's list.  Each table has its whole order
 * in an index: were anything left to sort, the planner might fetch and sort
 * all the rest of the list for a page.
 */
#define OF_JOB(table, order) \
	"(SELECT e.queued_at, e.thing_id, e.execution_number, e.status, e.started_at, e.last_updated_at, e.retry_attempt" \
	" FROM iotjobs." table " AS e WHERE e.job_id" IJ_EQ "$1" \
	" AND (e.queued_at, e.thing_id, e.execution_number)" IJ_GT "($2, $3, $4)" \
	" ORDER BY " order " LIMIT $5)"

#define WINDOW_OF_JOB \
	"(" OF_JOB("job_execution", "e.queued_at, e.thing_id") \
	" UNION ALL " OF_JOB("job_execution_attempt", "e.queued_at, e.thing_id, e.execution_number") \
	" ORDER BY queued_at, thing_id, execution_number LIMIT $5) AS e"

#define ROW_COLUMNS(party_key, party_name) \
	"e.queued_at, " party_key ", e.execution_number::pg_catalog.int8, " party_name "," \
	" e.status::pg_catalog.text, e.started_at, e.last_updated_at, e.retry_attempt::pg_catalog.int4"

/* $5 rows are looked at, those of status $6 shown, $7 of them at most. */
static IjStatement list_of_job = {
	.sql = "SELECT " ROW_COLUMNS("e.thing_id", "t.name::pg_catalog.text")
	" FROM (SELECT * FROM " WINDOW_OF_JOB
	" WHERE $6 IS NULL OR e.status" IJ_EQ "$6::iotjobs.job_execution_status"
	" ORDER BY e.queued_at, e.thing_id, e.execution_number LIMIT $7) AS e"
	" JOIN iotjobs.thing AS t ON t.id" IJ_EQ "e.thing_id"
	" ORDER BY e.queued_at, e.thing_id, e.execution_number",
	.expect = SPI_OK_SELECT,
	.nargs = 7,
	.argtypes = {INT8OID, TIMESTAMPTZOID, INT8OID, INT8OID, INT8OID, TEXTOID, INT8OID},
};

static IjStatement window_end = {
	.sql = "SELECT e.queued_at, e.thing_id, e.execution_number::pg_catalog.int8 FROM " WINDOW_OF_JOB
	" OFFSET $5" IJ_SUB "1",
	.expect = SPI_OK_SELECT,
	.nargs = 5,
	.argtypes = {INT8OID, TIMESTAMPTZOID, INT8OID, INT8OID, INT8OID},
};

static IjStatement find_earlier = {
	.sql = "SELECT FROM iotjobs.job_execution_attempt AS e WHERE e.job_id" IJ_EQ "$1 LIMIT 1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

#define OF_THING(table) \
	"(SELECT e.queued_at, e.job_id, e.execution_number, e.status, e.started_at, e.last_updated_at, e.retry_attempt," \
	" j.job_id::pg_catalog.text AS name" \
	" FROM iotjobs." table " AS e JOIN iotjobs.job AS j ON j.id" IJ_EQ "e.job_id" \
	" WHERE e.thing_id" IJ_EQ "$1" \
	" AND (e.queued_at, e.job_id, e.execution_number)" IJ_LT "($2, $3, $4)" \
	" AND ($6 IS NULL OR e.status" IJ_EQ "$6::iotjobs.job_execution_status)" \
	" AND ($7 IS NULL OR j.job_id" IJ_EQ "$7)" \
	" AND ($8 IS NULL OR j.namespace_id" IJ_EQ "$8)" \
	" ORDER BY e.queued_at DESC, e.job_id DESC, e.execution_number DESC LIMIT $5)"

static IjStatement list_of_thing = {
	.sql = "SELECT " ROW_COLUMNS("e.job_id", "e.name")
	" FROM (" OF_THING("job_execution") " UNION ALL " OF_THING("job_execution_attempt") ") AS e"
	" ORDER BY e.queued_at DESC, e.job_id DESC, e.execution_number DESC LIMIT $5",
	.expect = SPI_OK_SELECT,
	.nargs = 8,
	.argtypes = {INT8OID, TIMESTAMPTZOID, INT8OID, INT8OID, INT8OID, TEXTOID, TEXTOID, TEXTOID},
};

static uint64 read_rows(uint64 n, IjExecutionRow **rows);

uint64
ij_execution_list_of_job(int64 job_key, const char *status, const IjExecutionKey *after,
						 int64 limit, IjExecutionRow **rows)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(after->queued_at),
		Int64GetDatum(after->party_key), Int64GetDatum(after->execution_number),
		Int64GetDatum(status == NULL ? limit : IJ_EXECUTION_LIST_WINDOW),
	status == NULL ? (Datum) 0 : CStringGetTextDatum(status), Int64GetDatum(limit)};
	bool		nulls[] = {false, false, false, false, false, status == NULL, false};

	return read_rows(ij_run(&list_of_job, values, nulls), rows);
}

bool
ij_execution_list_window_end(int64 job_key, const IjExecutionKey *after, IjExecutionKey *end)
{
	Datum		values[] = {Int64GetDatum(job_key), TimestampTzGetDatum(after->queued_at),
		Int64GetDatum(after->party_key), Int64GetDatum(after->execution_number),
	Int64GetDatum(IJ_EXECUTION_LIST_WINDOW)};

	if (ij_run(&window_end, values, NULL) == 0)
		return false;
	end->queued_at = ij_row_time(0, 1);
	end->party_key = ij_row_int64(0, 2);
	end->execution_number = ij_row_int64(0, 3);
	return true;
}

bool
ij_execution_list_has_earlier(int64 job_key)
{
	Datum		values[] = {Int64GetDatum(job_key)};

	return ij_run(&find_earlier, values, NULL) > 0;
}

uint64
ij_execution_list_of_thing(int64 thing_key, text *status, text *job_id, text *namespace_id,
						   const IjExecutionKey *after, int64 limit, IjExecutionRow **rows)
{
	Datum		values[] = {Int64GetDatum(thing_key), TimestampTzGetDatum(after->queued_at),
		Int64GetDatum(after->party_key), Int64GetDatum(after->execution_number), Int64GetDatum(limit),
	PointerGetDatum(status), PointerGetDatum(job_id), PointerGetDatum(namespace_id)};
	bool		nulls[] = {false, false, false, false, false,
	status == NULL, job_id == NULL, namespace_id == NULL};

	return read_rows(ij_run(&list_of_thing, values, nulls), rows);
}

static uint64
read_rows(uint64 n, IjExecutionRow **rows)
{
	*rows = palloc(sizeof(IjExecutionRow) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
	{
		IjExecutionRow *row = &(*rows)[i];

		row->key.queued_at = ij_row_time(i, 1);
		row->key.party_key = ij_row_int64(i, 2);
		row->key.execution_number = ij_row_int64(i, 3);
		row->party_name = ij_row_cstring(i, 4);
		row->status = ij_row_cstring(i, 5);
		row->is_started = !ij_row_is_null(i, 6);
		row->started_at = ij_row_time(i, 6);
		row->last_updated_at = ij_row_time(i, 7);
		row->retry_attempt = ij_row_int32(i, 8);
	}
	return n;
}
