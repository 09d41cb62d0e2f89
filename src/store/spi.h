/*-------------------------------------------------------------------------
 *
 * spi.h
 *		Runs the extension's SQL texts with kept plans.
 *
 * A statement is a static IjStatement; its plan is made on first use in the
 * session and kept.  Callers hold an open SPI connection.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SPI_H
#define IJ_SPI_H

#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/array.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#define IJ_MAX_ARGS 28

/* Operators as SQL texts name them: no search_path may put another in their place. */
#define IJ_EQ " OPERATOR(pg_catalog.=) "
#define IJ_NE " OPERATOR(pg_catalog.<>) "
#define IJ_LT " OPERATOR(pg_catalog.<) "
#define IJ_LE " OPERATOR(pg_catalog.<=) "
#define IJ_GT " OPERATOR(pg_catalog.>) "
#define IJ_GE " OPERATOR(pg_catalog.>=) "
#define IJ_ADD " OPERATOR(pg_catalog.+) "
#define IJ_SUB " OPERATOR(pg_catalog.-) "

typedef struct IjStatement
{
	const char *sql;
	int			expect;			/* SPI_OK_... */
	int			nargs;
	Oid			argtypes[IJ_MAX_ARGS];	/* built-in types only */
	bool		reads_whole_table;	/* else indexes are used whatever the statistics say */
	SPIPlanPtr	plan;			/* NULL until first used */
} IjStatement;

/*
 * A function that is STABLE reads the snapshot of the query that called it;
 * each entry into the extension says which kind it is.  Returns the former
 * value, which the caller puts back.
 */
extern bool ij_spi_set_read_only(bool read_only);

/* Whether a statement of ours is being run: a trigger may ask who fired it. */
extern bool ij_spi_is_running(void);

/*
 * Runs a statement, returns how many rows it processed.  nulls may be NULL.
 * Rows are in SPI_tuptable.
 */
extern uint64 ij_run(IjStatement *statement, const Datum *values, const bool *nulls);

/* The same for at most limit rows. */
extern uint64 ij_run_limit(IjStatement *statement, const Datum *values, const bool *nulls, int64 limit);

/*
 * Columns of the last result, 1-based, row 0-based.  Pass-by-reference values
 * are copied into the current memory context.  NULL columns give 0 or NULL;
 * ask ij_row_is_null where that matters.
 */
extern bool ij_row_is_null(uint64 row, int column);
extern int64 ij_row_int64(uint64 row, int column);
extern int32 ij_row_int32(uint64 row, int column);
extern bool ij_row_bool(uint64 row, int column);
extern TimestampTz ij_row_time(uint64 row, int column);
extern text *ij_row_text(uint64 row, int column);
extern char *ij_row_cstring(uint64 row, int column);	/* of a text column */
extern bytea *ij_row_bytea(uint64 row, int column);
extern Jsonb *ij_row_jsonb(uint64 row, int column);
extern ArrayType *ij_row_array(uint64 row, int column);

/* A bigint[] argument. */
extern ArrayType *ij_key_array(const int64 *keys, int n);

/* The first column of all n rows, bigints, in the current context; returns n. */
extern int	ij_row_keys(uint64 n, int64 **keys);

#endif							/* IJ_SPI_H */
