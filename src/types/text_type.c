/*-------------------------------------------------------------------------
 *
 * text_type.c
 *		What types that are stored like text have in common.
 *
 * The binary form is a version and the text, which is ASCII and needs no
 * conversion.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "compat.h"
#include "types/text_type.h"

/* First byte of the binary form. */
#define BINARY_VERSION 1

/* How much of a wrong value an error message shows. */
#define SHOWN_LENGTH 100

static Datum value_of(const IjTextType *type, const char *string, size_t length, Node *soft_context);

Datum
ij_text_type_in(const IjTextType *type, FunctionCallInfo fcinfo)
{
	char	   *string = PG_GETARG_CSTRING(0);

	return value_of(type, string, strlen(string), ij_soft_context(fcinfo));
}

/* Nothing of a wrong value is shown: it may be no text at all. */
Datum
ij_text_type_recv(const IjTextType *type, FunctionCallInfo fcinfo)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(message);
	int			length = message->len - message->cursor;
	IjTextFault fault = {0};
	text	   *value;

	if (version != BINARY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unsupported version %d of binary value for type %s", version, type->name),
				 errdetail("The only version is %d.", BINARY_VERSION)));

	value = type->read(pq_getmsgbytes(message, length), length, &fault);
	if (value == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type %s", type->name),
				 errdetail("%s", fault.rule)));
	PG_RETURN_TEXT_P(value);
}

Datum
ij_text_type_cast(const IjTextType *type, FunctionCallInfo fcinfo)
{
	text	   *string = PG_GETARG_TEXT_PP(0);

	return value_of(type, VARDATA_ANY(string), VARSIZE_ANY_EXHDR(string), NULL);
}

Datum
ij_text_type_out(FunctionCallInfo fcinfo)
{
	PG_RETURN_CSTRING(TextDatumGetCString(PG_GETARG_DATUM(0)));
}

Datum
ij_text_type_send(FunctionCallInfo fcinfo)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, BINARY_VERSION);
	pq_sendbytes(&message, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* The value of a text, or an error that shows its beginning. */
static Datum
value_of(const IjTextType *type, const char *string, size_t length, Node *soft_context)
{
	IjTextFault fault = {0};
	text	   *value = type->read(string, length, &fault);

	if (value == NULL)
	{
		int			shown = pg_mbcliplen(string, length, SHOWN_LENGTH);
		char	   *quoted = psprintf("\"%.*s%s\"", shown, string, shown < length ? "..." : "");

		ereturn(soft_context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 fault.verdict == NULL ?
				 errmsg("invalid input syntax for type %s: %s", type->name, quoted) :
				 errmsg("%s %s %s", type->noun, quoted, fault.verdict),
				 errdetail("%s", fault.rule),
				 errhint("%s", fault.advice != NULL ? fault.advice : type->example)));
	}
	return PointerGetDatum(value);
}
