/*-------------------------------------------------------------------------
 *
 * query_read.c
 *		Reads a query, or says why it is none.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "json/query_read.h"
#include "json/shape_error.h"

void
ij_query_read(const char *string, int length, IjQuery *query)
{
	IjQueryError error;

	if (ij_query_parse(string, length, query, &error))
		return;

	if (length > IJ_QUERY_MAX_LENGTH)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_QUERY),
				 errmsg("the query %s", error.reason),
				 errdetail("It has %d bytes and must have at most %d.", length, IJ_QUERY_MAX_LENGTH),
				 errhint("Use a wildcard, or put what the things have in common into one attribute.")));
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_QUERY),
			 errmsg("the query %s, at \"%s\"", error.reason,
					ij_clip(string + error.position, length - (int) error.position)),
			 errdetail("A query is made of terms field:value, AND, OR, NOT and parentheses, at most %d in each other; the fields are thingName, thingTypeName, thingGroupNames and attributes.NAME.",
					   IJ_QUERY_MAX_DEPTH),
			 errhint("See docs/query.md. A backslash takes a character its meaning.")));
}
