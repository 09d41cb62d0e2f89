/*-------------------------------------------------------------------------
 *
 * mqtt_out.c
 *		Replies as MQTT messages.
 *
 * Developer guide, "Jobs device MQTT API operations": what HTTP, and so the
 * SQL functions, give as a string is an object over MQTT: jobDocument.  It is
 * put in as it stands: through jsonb its members would change their order
 * and its numbers their form.  That is why a payload is text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/numeric.h"

#include "clock.h"
#include "json/mqtt_out.h"

static void begin(StringInfo out, const text *client_token, TimestampTz at);
static text *end(StringInfo out);
static void append_name(StringInfo out, const char *name, int length);
static void append_members(StringInfo out, JsonbContainer *object);
static void append_value(StringInfo out, const JsonbValue *value);
static void append_string(StringInfo out, const char *string, int length);
static bool is_called(const JsonbValue *key, const char *name);

text *
ij_mqtt_accepted(const Jsonb *reply, const text *client_token, TimestampTz at)
{
	StringInfoData out;

	begin(&out, client_token, at);
	append_members(&out, (JsonbContainer *) &reply->root);
	return end(&out);
}

text *
ij_mqtt_rejected(const char *code, const char *message, const Jsonb *execution_state,
				 const text *client_token, TimestampTz at)
{
	StringInfoData out;

	begin(&out, client_token, at);
	append_name(&out, "code", 4);
	append_string(&out, code, (int) strlen(code));
	append_name(&out, "message", 7);
	append_string(&out, message, (int) strlen(message));
	if (execution_state != NULL)
	{
		append_name(&out, "executionState", 14);
		(void) JsonbToCString(&out, (JsonbContainer *) &execution_state->root,
							  VARSIZE_ANY_EXHDR(execution_state));
	}
	return end(&out);
}

/* Room for the length word of a text comes first, so that the buffer can become one. */
static void
begin(StringInfo out, const text *client_token, TimestampTz at)
{
	initStringInfo(out);
	appendStringInfoSpaces(out, VARHDRSZ);
	appendStringInfoChar(out, '{');
	if (client_token != NULL)
	{
		append_name(out, "clientToken", 11);
		append_string(out, VARDATA_ANY(client_token), VARSIZE_ANY_EXHDR(client_token));
	}
	append_name(out, "timestamp", 9);
	appendStringInfo(out, INT64_FORMAT, ij_unix_seconds(at));
}

static text *
end(StringInfo out)
{
	appendStringInfoChar(out, '}');
	SET_VARSIZE(out->data, out->len);
	return (text *) out->data;
}

/* The names are ours, or of a checked reply: nothing in them needs an escape. */
static void
append_name(StringInfo out, const char *name, int length)
{
	if (out->data[out->len - 1] != '{')
		appendStringInfoString(out, ", ");
	appendStringInfoChar(out, '"');
	appendBinaryStringInfo(out, name, length);
	appendStringInfoString(out, "\": ");
}

/*
 * Only the reply itself and its execution hold a job document.  In the details
 * of a device a member of this name is nothing but a string.
 */
static void
append_members(StringInfo out, JsonbContainer *object)
{
	JsonbIterator *iterator = JsonbIteratorInit(object);
	JsonbIteratorToken token;
	JsonbValue	value;
	bool		is_document = false;
	bool		is_execution = false;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			append_name(out, value.val.string.val, value.val.string.len);
			is_document = is_called(&value, "jobDocument");
			is_execution = is_called(&value, "execution");
		}
		else if (token == WJB_VALUE)
		{
			if (is_document && value.type == jbvString)
				appendBinaryStringInfo(out, value.val.string.val, value.val.string.len);
			else if (is_execution && value.type == jbvBinary)
			{
				appendStringInfoChar(out, '{');
				append_members(out, value.val.binary.data);
				appendStringInfoChar(out, '}');
			}
			else
				append_value(out, &value);
		}
	}
}

static void
append_value(StringInfo out, const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvString:
			append_string(out, value->val.string.val, value->val.string.len);
			break;
		case jbvNumeric:
			appendStringInfoString(out, DatumGetCString(DirectFunctionCall1(numeric_out,
																			NumericGetDatum(value->val.numeric))));
			break;
		case jbvBool:
			appendStringInfoString(out, value->val.boolean ? "true" : "false");
			break;
		case jbvBinary:
			(void) JsonbToCString(out, value->val.binary.data, value->val.binary.len);
			break;
		default:
			elog(ERROR, "replies have no values of type %d", (int) value->type);
	}
}

static void
append_string(StringInfo out, const char *string, int length)
{
	escape_json(out, pnstrdup(string, length));
}

static bool
is_called(const JsonbValue *key, const char *name)
{
	return (int) strlen(name) == key->val.string.len &&
		memcmp(name, key->val.string.val, key->val.string.len) == 0;
}
