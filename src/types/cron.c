/*-------------------------------------------------------------------------
 *
 * cron.c
 *		The type iotjobs.cron: the cron expression of a maintenance window.
 *
 * Stored like text, in canonical form, of at most 256 bytes.  It is read
 * again where its moments are wanted, which takes a microsecond.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "rules/cron_next.h"
#include "rules/cron_text.h"
#include "types/bytewise.h"

/* First byte of the binary form. */
#define CRON_BINARY_VERSION 1

/* How much of a wrong value an error message shows. */
#define SHOWN_LENGTH 100

/* From 1970, which the rules count from, to 2000, which the server does. */
#define EPOCH_SHIFT \
	((POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY)

PG_FUNCTION_INFO_V1(iotjobs_cron_in);
PG_FUNCTION_INFO_V1(iotjobs_cron_out);
PG_FUNCTION_INFO_V1(iotjobs_cron_recv);
PG_FUNCTION_INFO_V1(iotjobs_cron_send);
PG_FUNCTION_INFO_V1(iotjobs_cron);
PG_FUNCTION_INFO_V1(iotjobs_cron_lt);
PG_FUNCTION_INFO_V1(iotjobs_cron_le);
PG_FUNCTION_INFO_V1(iotjobs_cron_eq);
PG_FUNCTION_INFO_V1(iotjobs_cron_ne);
PG_FUNCTION_INFO_V1(iotjobs_cron_ge);
PG_FUNCTION_INFO_V1(iotjobs_cron_gt);
PG_FUNCTION_INFO_V1(iotjobs_cron_cmp);
PG_FUNCTION_INFO_V1(iotjobs_cron_hash);
PG_FUNCTION_INFO_V1(iotjobs_cron_hash_extended);
PG_FUNCTION_INFO_V1(iotjobs_next_run);

static Datum cron_from_text(const char *string, size_t length, Node *soft_context);
static char *fault_detail(const IjCronReading *reading);

Datum
iotjobs_cron_in(PG_FUNCTION_ARGS)
{
	char	   *string = PG_GETARG_CSTRING(0);

	return cron_from_text(string, strlen(string), ij_soft_context(fcinfo));
}

Datum
iotjobs_cron_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(TextDatumGetCString(PG_GETARG_DATUM(0)));
}

/*
 * The binary form is a version and the text, which is ASCII and needs no
 * conversion.  Nothing of a wrong value is shown: it may be no text at all.
 */
Datum
iotjobs_cron_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(message);
	int			length = message->len - message->cursor;
	IjCronReading reading;

	if (version != CRON_BINARY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unsupported version %d of binary value for type iotjobs.cron",
						version),
				 errdetail("The only version is %d.", CRON_BINARY_VERSION)));

	if (ij_cron_read(pq_getmsgbytes(message, length), length, &reading) != IJ_CRON_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type iotjobs.cron"),
				 errdetail("%s", fault_detail(&reading))));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(reading.text, reading.text_length));
}

Datum
iotjobs_cron_send(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, CRON_BINARY_VERSION);
	pq_sendbytes(&message, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* The cast from text. */
Datum
iotjobs_cron(PG_FUNCTION_ARGS)
{
	text	   *string = PG_GETARG_TEXT_PP(0);

	return cron_from_text(VARDATA_ANY(string), VARSIZE_ANY_EXHDR(string), NULL);
}

Datum
iotjobs_cron_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) < 0);
}

Datum
iotjobs_cron_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) <= 0);
}

Datum
iotjobs_cron_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) == 0);
}

Datum
iotjobs_cron_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) != 0);
}

Datum
iotjobs_cron_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) >= 0);
}

Datum
iotjobs_cron_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ij_bytewise_compare(fcinfo) > 0);
}

Datum
iotjobs_cron_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(ij_bytewise_compare(fcinfo));
}

Datum
iotjobs_cron_hash(PG_FUNCTION_ARGS)
{
	return ij_bytewise_hash(fcinfo);
}

Datum
iotjobs_cron_hash_extended(PG_FUNCTION_ARGS)
{
	return ij_bytewise_hash_extended(fcinfo);
}

/*
 * The first moment an expression fires strictly after another; null if it
 * does not fire again.  After -infinity is from 1970 on.
 */
Datum
iotjobs_next_run(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	TimestampTz after = PG_GETARG_TIMESTAMPTZ(1);
	IjCronReading reading;
	int64_t		next;

	if (ij_cron_read(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &reading) != IJ_CRON_GOOD)
		elog(ERROR, "malformed iotjobs.cron in storage");

	/* the far future has no room for the shift, and no moment either */
	if (after > PG_INT64_MAX - EPOCH_SHIFT ||
		!ij_cron_next(&reading.cron, after + EPOCH_SHIFT, &next))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ((TimestampTz) next - EPOCH_SHIFT);
}

/* The value of a text, or an error that shows its beginning. */
static Datum
cron_from_text(const char *string, size_t length, Node *soft_context)
{
	IjCronReading reading;

	if (ij_cron_read(string, length, &reading) != IJ_CRON_GOOD)
	{
		int			shown = pg_mbcliplen(string, length, SHOWN_LENGTH);

		if (reading.fault == IJ_CRON_NEVER_FIRES)
			ereturn(soft_context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("cron expression \"%.*s%s\" never fires",
							shown, string, shown < length ? "..." : ""),
					 errdetail("%s", fault_detail(&reading)),
					 errhint("Check the days of the month, such as a 30th of February.")));

		ereturn(soft_context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type iotjobs.cron: \"%.*s%s\"",
						shown, string, shown < length ? "..." : ""),
				 errdetail("%s", fault_detail(&reading)),
				 errhint("For example, at 18:00 UTC from Monday to Friday: cron(0 18 ? * MON-FRI *)")));
	}
	return PointerGetDatum(cstring_to_text_with_len(reading.text, reading.text_length));
}

/* The broken rule, and the field if it is in one. */
static char *
fault_detail(const IjCronReading *reading)
{
	const char *rule = ij_cron_fault_rule(reading);

	if (reading->field < 0)
		return pstrdup(rule);
	return psprintf("Field %s: %s", ij_cron_field_name(reading->field), rule);
}
