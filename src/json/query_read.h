/*-------------------------------------------------------------------------
 *
 * query_read.h
 *		Reads a query, or says why it is none.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_QUERY_READ_H
#define IJ_QUERY_READ_H

#include "postgres.h"

#include "rules/query.h"

/*
 * Raises InvalidQueryException for what is no query.  The result points into
 * the text, which the caller keeps.
 */
extern void ij_query_read(const char *string, int length, IjQuery *query);

#endif							/* IJ_QUERY_READ_H */
