/*-------------------------------------------------------------------------
 *
 * call.h
 *		From a SQL call to a checked request, and to its reply.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CALL_H
#define IJ_CALL_H

#include "postgres.h"

#include "fmgr.h"

#include "json/request.h"

/* Reads named arguments, runs the operation, returns its reply. */
extern Datum ij_call(const IjOperation *operation, FunctionCallInfo fcinfo);

/* The second half of it, for a request that is checked. */
extern Datum ij_call_run(const IjRequest *request);

/* Raises the error of a required member that is absent. */
extern void ij_call_check_required(const IjRequest *request);

/* Defines the SQL-callable symbol of an operation. */
#define IJ_SQL_FUNCTION(symbol, operation) \
PG_FUNCTION_INFO_V1(symbol); \
Datum \
symbol(PG_FUNCTION_ARGS) \
{ \
	return ij_call(&(operation), fcinfo); \
}

#endif							/* IJ_CALL_H */
