/*-------------------------------------------------------------------------
 *
 * spi.c
 *		Runs the extension's SQL texts with kept plans.
 *
 * Nearly all statements look rows up by key, or walk an index up to a LIMIT,
 * and their plans are kept for the life of a session.  One made while a table
 * was small, or before anything was known of it, must still be good when it
 * holds a million rows.  So only plain index scans are a choice; there is one
 * plan for all values, because the planner takes the end of a long list for a
 * short list that it may as well fetch and sort; and there is no JIT, which
 * takes longer than any of these statements and goes by the same guesses.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "jit/jit.h"
#include "nodes/parsenodes.h"
#include "optimizer/cost.h"
#include "utils/builtins.h"

#include "compat.h"
#include "store/spi.h"

static bool spi_read_only = false;
static int	spi_depth = 0;

static void statement_prepare(IjStatement *statement);
static Datum row_datum(uint64 row, int column, bool *is_null);

bool
ij_spi_set_read_only(bool read_only)
{
	bool		former = spi_read_only;

	spi_read_only = read_only;
	return former;
}

bool
ij_spi_is_running(void)
{
	return spi_depth > 0;
}

uint64
ij_run(IjStatement *statement, const Datum *values, const bool *nulls)
{
	return ij_run_limit(statement, values, nulls, 0);
}

uint64
ij_run_limit(IjStatement *statement, const Datum *values, const bool *nulls, int64 limit)
{
	char		flags[IJ_MAX_ARGS];
	MemoryContext caller = CurrentMemoryContext;
	bool		user_jit = jit_enabled;
	bool		user_seqscan = enable_seqscan;
	bool		user_bitmapscan = enable_bitmapscan;
	volatile int code = 0;

	if (statement->plan == NULL)
		statement_prepare(statement);

	for (int i = 0; i < statement->nargs; i++)
		flags[i] = (nulls != NULL && nulls[i]) ? 'n' : ' ';

	spi_depth++;
	jit_enabled = false;
	enable_seqscan = user_seqscan && statement->reads_whole_table;
	enable_bitmapscan = false;
	PG_TRY();
	{
		code = SPI_execute_plan(statement->plan, (Datum *) values,
								nulls != NULL ? flags : NULL, spi_read_only, limit);
	}
	PG_FINALLY();
	{
		spi_depth--;
		jit_enabled = user_jit;
		enable_seqscan = user_seqscan;
		enable_bitmapscan = user_bitmapscan;
	}
	PG_END_TRY();

	/* SPI leaves us in its own context; what the caller reads shall be the caller's. */
	MemoryContextSwitchTo(caller);
	if (code != statement->expect)
		elog(ERROR, "statement gave %s instead of %s: %s",
			 SPI_result_code_string(code),
			 SPI_result_code_string(statement->expect), statement->sql);

	return SPI_processed;
}

/*
 * The plan goes into the table only once it is kept: an error on the way must
 * not leave a pointer to a plan that dies with the SPI connection.
 */
static void
statement_prepare(IjStatement *statement)
{
	SPIPlanPtr	plan = SPI_prepare_cursor(statement->sql, statement->nargs, statement->argtypes,
										  CURSOR_OPT_GENERIC_PLAN);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare_cursor gave %s: %s",
			 SPI_result_code_string(SPI_result), statement->sql);
	if (SPI_keepplan(plan) != 0)
		elog(ERROR, "SPI_keepplan failed");
	statement->plan = plan;
}

static Datum
row_datum(uint64 row, int column, bool *is_null)
{
	if (SPI_tuptable == NULL || row >= SPI_processed)
		elog(ERROR, "row %llu is not in the result", (unsigned long long) row);

	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, is_null);
}

bool
ij_row_is_null(uint64 row, int column)
{
	bool		is_null;

	(void) row_datum(row, column, &is_null);
	return is_null;
}

int64
ij_row_int64(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? 0 : DatumGetInt64(datum);
}

int32
ij_row_int32(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? 0 : DatumGetInt32(datum);
}

bool
ij_row_bool(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? false : DatumGetBool(datum);
}

TimestampTz
ij_row_time(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? 0 : DatumGetTimestampTz(datum);
}

text *
ij_row_text(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? NULL : DatumGetTextPCopy(datum);
}

char *
ij_row_cstring(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? NULL : TextDatumGetCString(datum);
}

bytea *
ij_row_bytea(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? NULL : DatumGetByteaPCopy(datum);
}

Jsonb *
ij_row_jsonb(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? NULL : DatumGetJsonbPCopy(datum);
}

ArrayType *
ij_row_array(uint64 row, int column)
{
	bool		is_null;
	Datum		datum = row_datum(row, column, &is_null);

	return is_null ? NULL : DatumGetArrayTypePCopy(datum);
}

ArrayType *
ij_key_array(const int64 *keys, int n)
{
	Datum	   *datums = palloc(sizeof(Datum) * Max(n, 1));

	for (int i = 0; i < n; i++)
		datums[i] = Int64GetDatum(keys[i]);
	return construct_array(datums, n, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
}

int
ij_row_keys(uint64 n, int64 **keys)
{
	*keys = palloc(sizeof(int64) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
		(*keys)[i] = ij_row_int64(i, 1);
	return (int) n;
}
