/*-------------------------------------------------------------------------
 *
 * arn.c
 *		The type iotjobs.arn: an Amazon Resource Name.
 *
 * Stored like text, of which it is a part: any value can be used as text
 * without a copy.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "compat.h"
#include "rules/arn_text.h"
#include "types/bytewise.h"

/* First byte of the binary form. */
#define ARN_BINARY_VERSION 1

/* How much of a wrong value an error message shows. */
#define SHOWN_LENGTH 100

PG_FUNCTION_INFO_V1(iotjobs_arn_in);
PG_FUNCTION_INFO_V1(iotjobs_arn_out);
PG_FUNCTION_INFO_V1(iotjobs_arn_recv);
PG_FUNCTION_INFO_V1(iotjobs_arn_send);
PG_FUNCTION_INFO_V1(iotjobs_arn);
PG_FUNCTION_INFO_V1(iotjobs_arn_lt);
PG_FUNCTION_INFO_V1(iotjobs_arn_le);
PG_FUNCTION_INFO_V1(iotjobs_arn_eq);
PG_FUNCTION_INFO_V1(iotjobs_arn_ne);
PG_FUNCTION_INFO_V1(iotjobs_arn_ge);
PG_FUNCTION_INFO_V1(iotjobs_arn_gt);
PG_FUNCTION_INFO_V1(iotjobs_arn_cmp);
PG_FUNCTION_INFO_V1(iotjobs_arn_hash);
PG_FUNCTION_INFO_V1(iotjobs_arn_hash_extended);
PG_FUNCTION_INFO_V1(iotjobs_arn_partition);
PG_FUNCTION_INFO_V1(iotjobs_arn_service);
PG_FUNCTION_INFO_V1(iotjobs_arn_region);
PG_FUNCTION_INFO_V1(iotjobs_arn_account);
PG_FUNCTION_INFO_V1(iotjobs_arn_resource_type);
PG_FUNCTION_INFO_V1(iotjobs_arn_resource_id);

static Datum arn_from_text(const char *string, size_t length, Node *soft_context);
static IjArn arn_argument(FunctionCallInfo fcinfo);
static Datum arn_part(FunctionCallInfo fcinfo, IjArnPart part);

Datum
iotjobs_arn_in(PG_FUNCTION_ARGS)
{
	char	   *string = PG_GETARG_CSTRING(0);

	return arn_from_text(string, strlen(string), ij_soft_context(fcinfo));
}

Datum
iotjobs_arn_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(TextDatumGetCString(PG_GETARG_DATUM(0)));
}

/*
 * The binary form is a version and the text, which is ASCII and needs no
 * conversion.  Nothing of a wrong value is shown: it may be no text at all.
 */
Datum
iotjobs_arn_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(message);
	int			length = message->len - message->cursor;
	const char *string;
	IjArn		arn;
	IjArnFault	fault;

	if (version != ARN_BINARY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unsupported version %d of binary value for type iotjobs.arn",
						version),
				 errdetail("The only version is %d.", ARN_BINARY_VERSION)));

	string = pq_getmsgbytes(message, length);
	fault = ij_arn_parse(string, length, &arn);
	if (fault != IJ_ARN_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type iotjobs.arn"),
				 errdetail("%s", ij_arn_fault_rule(fault))));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(string, length));
}

Datum
iotjobs_arn_send(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, ARN_BINARY_VERSION);
	pq_sendbytes(&message, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* The cast from text. */
Datum
iotjobs_arn(PG_FUNCTION_ARGS)
{
	text	   *string = PG_GETARG_TEXT_PP(0);

	return arn_from_text(VARDATA_ANY(string), VARSIZE_ANY_EXHDR(string), NULL);
}

Datum
iotjobs_arn_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) < 0);
}

Datum
iotjobs_arn_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) <= 0);
}

Datum
iotjobs_arn_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) == 0);
}

Datum
iotjobs_arn_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) != 0);
}

Datum
iotjobs_arn_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) >= 0);
}

Datum
iotjobs_arn_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) > 0);
}

Datum
iotjobs_arn_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(ij_bytewise_compare(fcinfo));
}

Datum
iotjobs_arn_hash(PG_FUNCTION_ARGS)
{
	return ij_bytewise_hash(fcinfo);
}

Datum
iotjobs_arn_hash_extended(PG_FUNCTION_ARGS)
{
	return ij_bytewise_hash_extended(fcinfo);
}

Datum
iotjobs_arn_partition(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).partition);
}

Datum
iotjobs_arn_service(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).service);
}

Datum
iotjobs_arn_region(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).region);
}

Datum
iotjobs_arn_account(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).account);
}

Datum
iotjobs_arn_resource_type(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).resource_type);
}

Datum
iotjobs_arn_resource_id(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).resource_id);
}

/* The value of a text, or an error that shows its beginning. */
static Datum
arn_from_text(const char *string, size_t length, Node *soft_context)
{
	IjArn		arn;
	IjArnFault	fault = ij_arn_parse(string, length, &arn);

	if (fault != IJ_ARN_GOOD)
	{
		int			shown = pg_mbcliplen(string, length, SHOWN_LENGTH);

		ereturn(soft_context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type iotjobs.arn: \"%.*s%s\"",
						shown, string, shown < length ? "..." : ""),
				 errdetail("%s", ij_arn_fault_rule(fault)),
				 errhint("For example: arn:aws:iot:us-east-1:123456789012:thing/pump-1")));
	}
	return PointerGetDatum(cstring_to_text_with_len(string, length));
}

static IjArn
arn_argument(FunctionCallInfo fcinfo)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	IjArn		arn;

	if (ij_arn_parse(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &arn) != IJ_ARN_GOOD)
		elog(ERROR, "malformed iotjobs.arn in storage");
	return arn;
}

/* A part that is empty is absent. */
static Datum
arn_part(FunctionCallInfo fcinfo, IjArnPart part)
{
	if (part.length == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(part.start, part.length));
}
