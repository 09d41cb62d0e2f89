/*-------------------------------------------------------------------------
 *
 * text_type.h
 *		What types that are stored like text have in common.
 *
 * A type says how its texts are read; input, output, the binary form, the
 * cast from text, order and hash follow from that.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TEXT_TYPE_H
#define IJ_TEXT_TYPE_H

#include "postgres.h"

#include "fmgr.h"

#include "types/bytewise.h"

/* What is wrong with a text. */
typedef struct IjTextFault
{
	const char *rule;			/* that is broken: a sentence */

	/* Or NULL, if the text is not even well formed. */
	const char *verdict;		/* on it: "never fires" */
	const char *advice;
} IjTextFault;

typedef struct IjTextType
{
	const char *name;			/* "iotjobs.arn" */
	const char *noun;			/* "ARN" */
	const char *example;		/* a sentence, for the HINT of an error */

	/* The value as it is stored, or NULL and what is wrong. */
	text	   *(*read) (const char *string, size_t length, IjTextFault *fault);
} IjTextType;

extern Datum ij_text_type_in(const IjTextType *type, FunctionCallInfo fcinfo);
extern Datum ij_text_type_recv(const IjTextType *type, FunctionCallInfo fcinfo);
extern Datum ij_text_type_cast(const IjTextType *type, FunctionCallInfo fcinfo);
extern Datum ij_text_type_out(FunctionCallInfo fcinfo);
extern Datum ij_text_type_send(FunctionCallInfo fcinfo);

#define IJ_TEXT_TYPE_SYMBOL(symbol, call) \
PG_FUNCTION_INFO_V1(symbol); \
Datum \
symbol(PG_FUNCTION_ARGS) \
{ \
	return call; \
}

/* Defines the SQL-callable symbols, each named after the one of the cast. */
#define IJ_TEXT_TYPE(symbol, type) \
IJ_TEXT_TYPE_SYMBOL(symbol, ij_text_type_cast(&(type), fcinfo)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_in, ij_text_type_in(&(type), fcinfo)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_out, ij_text_type_out(fcinfo)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_recv, ij_text_type_recv(&(type), fcinfo)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_send, ij_text_type_send(fcinfo)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_lt, BoolGetDatum(ij_bytewise_compare(fcinfo) < 0)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_le, BoolGetDatum(ij_bytewise_compare(fcinfo) <= 0)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_eq, BoolGetDatum(ij_bytewise_compare(fcinfo) == 0)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_ne, BoolGetDatum(ij_bytewise_compare(fcinfo) != 0)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_ge, BoolGetDatum(ij_bytewise_compare(fcinfo) >= 0)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_gt, BoolGetDatum(ij_bytewise_compare(fcinfo) > 0)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_cmp, Int32GetDatum(ij_bytewise_compare(fcinfo))) \
IJ_TEXT_TYPE_SYMBOL(symbol##_hash, ij_bytewise_hash(fcinfo)) \
IJ_TEXT_TYPE_SYMBOL(symbol##_hash_extended, ij_bytewise_hash_extended(fcinfo))

#endif							/* IJ_TEXT_TYPE_H */
