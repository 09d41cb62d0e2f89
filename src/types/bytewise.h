/*-------------------------------------------------------------------------
 *
 * bytewise.h
 *		Order and hash of types that are stored like text.
 *
 * Values are compared byte by byte, under no collation: two are equal if
 * they are written the same, and an index does not depend on a locale.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_BYTEWISE_H
#define IJ_BYTEWISE_H

#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"

#include "compat.h"

/* Compares the first two arguments; of two that begin alike the shorter is less. */
static inline int
ij_bytewise_compare(FunctionCallInfo fcinfo)
{
	text	   *a = PG_GETARG_TEXT_PP(0);
	text	   *b = PG_GETARG_TEXT_PP(1);
	int			a_length = VARSIZE_ANY_EXHDR(a);
	int			b_length = VARSIZE_ANY_EXHDR(b);
	int			result = memcmp(VARDATA_ANY(a), VARDATA_ANY(b),
								Min(a_length, b_length));

	if (result == 0)
		result = a_length - b_length;
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return result;
}

/* Hash of the first argument. */
static inline Datum
ij_bytewise_hash(FunctionCallInfo fcinfo)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	Datum		hash = hash_any((unsigned char *) VARDATA_ANY(value),
								VARSIZE_ANY_EXHDR(value));

	PG_FREE_IF_COPY(value, 0);
	return hash;
}

/* Hash of the first argument, seeded with the second. */
static inline Datum
ij_bytewise_hash_extended(FunctionCallInfo fcinfo)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	Datum		hash = hash_any_extended((unsigned char *) VARDATA_ANY(value),
										 VARSIZE_ANY_EXHDR(value),
										 PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(value, 0);
	return hash;
}

#endif							/* IJ_BYTEWISE_H */
