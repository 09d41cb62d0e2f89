/*-------------------------------------------------------------------------
 *
 * failure_store.c
 *		Statements on iotjobs.worker_failure.
 *
 * Callers hold an open SPI connection.  Rows come back in the caller's memory
 * context.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "store/failure_store.h"
#include "store/spi.h"

static IjStatement load = {
	.sql = "SELECT f.step, f.job_id, f.failures, f.sqlstate, f.last_error, f.failed_at, f.next_try_at"
	" FROM iotjobs.worker_failure AS f"
	" ORDER BY f.step, f.job_id",
	.expect = SPI_OK_SELECT,
};

static IjStatement save = {
	.sql = "INSERT INTO iotjobs.worker_failure AS f"
	" (step, job_id, failures, sqlstate, last_error, failed_at, next_try_at)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7)"
	" ON CONFLICT ON CONSTRAINT worker_failure_pkey DO UPDATE"
	" SET failures = excluded.failures, sqlstate = excluded.sqlstate,"
	" last_error = excluded.last_error, failed_at = excluded.failed_at,"
	" next_try_at = excluded.next_try_at",
	.expect = SPI_OK_INSERT,
	.nargs = 7,
	.argtypes = {TEXTOID, INT8OID, INT4OID, TEXTOID, TEXTOID, TIMESTAMPTZOID, TIMESTAMPTZOID},
};

static IjStatement clear = {
	.sql = "DELETE FROM iotjobs.worker_failure AS f"
	" WHERE f.step OPERATOR(pg_catalog.=) $1 AND f.job_id OPERATOR(pg_catalog.=) $2",
	.expect = SPI_OK_DELETE,
	.nargs = 2,
	.argtypes = {TEXTOID, INT8OID},
};

static IjStatement forget = {
	.sql = "DELETE FROM iotjobs.worker_failure AS f"
	" WHERE f.next_try_at OPERATOR(pg_catalog.<) $1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {TIMESTAMPTZOID},
};

/* All failures on record: few, as each is of a job that cannot go on. */
List *
ij_failure_load(void)
{
	List	   *result = NIL;
	uint64		rows = ij_run(&load, NULL, NULL);

	for (uint64 row = 0; row < rows; row++)
	{
		IjFailure  *failure = palloc(sizeof(IjFailure));

		failure->step = ij_row_cstring(row, 1);
		failure->job_id = ij_row_int64(row, 2);
		failure->failures = ij_row_int32(row, 3);
		failure->sqlstate = ij_row_cstring(row, 4);
		failure->last_error = ij_row_cstring(row, 5);
		failure->failed_at = ij_row_time(row, 6);
		failure->next_try_at = ij_row_time(row, 7);
		result = lappend(result, failure);
	}
	return result;
}

void
ij_failure_save(const IjFailure *failure)
{
	Datum		values[] = {
		CStringGetTextDatum(failure->step),
		Int64GetDatum(failure->job_id),
		Int32GetDatum(failure->failures),
		CStringGetTextDatum(failure->sqlstate),
		CStringGetTextDatum(failure->last_error),
		TimestampTzGetDatum(failure->failed_at),
		TimestampTzGetDatum(failure->next_try_at),
	};

	(void) ij_run(&save, values, NULL);
}

void
ij_failure_clear(const char *step, int64 job_id)
{
	Datum		values[] = {CStringGetTextDatum(step), Int64GetDatum(job_id)};

	(void) ij_run(&clear, values, NULL);
}

/* Deletes what was due before a moment and has not been tried since. */
void
ij_failure_forget(TimestampTz before)
{
	Datum		values[] = {TimestampTzGetDatum(before)};

	(void) ij_run(&forget, values, NULL);
}
