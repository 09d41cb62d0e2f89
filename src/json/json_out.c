/*-------------------------------------------------------------------------
 *
 * json_out.c
 *		Writes replies: camelCase members, absent ones left out.
 *
 * The only file that knows pushJsonbValue, whose form differs between
 * servers.  Strings and jsonb are referred to, not copied, until
 * ij_json_end: they must live that long.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "datatype/timestamp.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "json/json_out.h"

/* Seconds from the epoch of Unix to that of PostgreSQL. */
#define EPOCH_DISTANCE_SECONDS \
	((int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY)

struct IjJson
{
	JsonbParseState *state;
	JsonbValue *root;			/* what the last push returned */
};

static void push_key(IjJson *json, const char *name);
static void push_value(IjJson *json, const char *name, JsonbValue *value);
static void push_string(IjJson *json, const char *name, const char *string, int length);
static void push_numeric(IjJson *json, const char *name, Datum numeric);
static int64 floor_divide(int64 dividend, int64 divisor);

IjJson *
ij_json_begin(void)
{
	IjJson	   *json = palloc0(sizeof(IjJson));

	json->root = pushJsonbValue(&json->state, WJB_BEGIN_OBJECT, NULL);
	return json;
}

Jsonb *
ij_json_end(IjJson *json)
{
	json->root = pushJsonbValue(&json->state, WJB_END_OBJECT, NULL);
	return JsonbValueToJsonb(json->root);
}

Jsonb *
ij_json_empty(void)
{
	return ij_json_end(ij_json_begin());
}

void
ij_json_begin_object(IjJson *json, const char *name)
{
	push_key(json, name);
	json->root = pushJsonbValue(&json->state, WJB_BEGIN_OBJECT, NULL);
}

void
ij_json_end_object(IjJson *json)
{
	json->root = pushJsonbValue(&json->state, WJB_END_OBJECT, NULL);
}

void
ij_json_begin_array(IjJson *json, const char *name)
{
	push_key(json, name);
	json->root = pushJsonbValue(&json->state, WJB_BEGIN_ARRAY, NULL);
}

void
ij_json_end_array(IjJson *json)
{
	json->root = pushJsonbValue(&json->state, WJB_END_ARRAY, NULL);
}

void
ij_json_text(IjJson *json, const char *name, const text *value)
{
	if (value != NULL)
		push_string(json, name, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

void
ij_json_string(IjJson *json, const char *name, const char *value)
{
	if (value != NULL)
		push_string(json, name, value, strlen(value));
}

void
ij_json_text_array(IjJson *json, const char *name, ArrayType *value)
{
	Datum	   *elements;
	int			n;

	if (value == NULL)
		return;
	deconstruct_array(value, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, &n);
	ij_json_begin_array(json, name);
	for (int i = 0; i < n; i++)
		ij_json_string(json, NULL, TextDatumGetCString(elements[i]));
	ij_json_end_array(json);
}

void
ij_json_int(IjJson *json, const char *name, int64 value)
{
	push_numeric(json, name, DirectFunctionCall1(int8_numeric, Int64GetDatum(value)));
}

void
ij_json_bool(IjJson *json, const char *name, bool value)
{
	JsonbValue	item;

	item.type = jbvBool;
	item.val.boolean = value;
	push_value(json, name, &item);
}

void
ij_json_jsonb(IjJson *json, const char *name, const Jsonb *value)
{
	JsonbContainer *container;
	JsonbValue	item;

	if (value == NULL)
		return;

	/* A lone scalar is kept as an array of one: take it out. */
	container = (JsonbContainer *) &value->root;
	if (JsonContainerIsScalar(container))
	{
		if (!JsonbExtractScalar(container, &item))
			elog(ERROR, "scalar jsonb holds no scalar");
	}
	else
	{
		item.type = jbvBinary;
		item.val.binary.data = container;
		item.val.binary.len = VARSIZE_ANY_EXHDR(value);
	}
	push_value(json, name, &item);
}

/*
 * Goes through text, not through a double, so that the decimals are the
 * ones that were meant.
 */
void
ij_json_time(IjJson *json, const char *name, TimestampTz value)
{
	int64		milliseconds = floor_divide(value, 1000) + EPOCH_DISTANCE_SECONDS * 1000;
	uint64		magnitude = milliseconds < 0 ? -(uint64) milliseconds : (uint64) milliseconds;
	unsigned int fraction = magnitude % 1000;
	int			decimals = 3;
	char		number[32];

	if (fraction == 0)
	{
		ij_json_int(json, name, milliseconds / 1000);
		return;
	}

	while (fraction % 10 == 0)
	{
		fraction /= 10;
		decimals--;
	}
	snprintf(number, sizeof(number), "%s" UINT64_FORMAT ".%0*u",
			 milliseconds < 0 ? "-" : "", magnitude / 1000, decimals, fraction);
	push_numeric(json, name,
				 DirectFunctionCall3(numeric_in, CStringGetDatum(number),
									 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

void
ij_json_seconds(IjJson *json, const char *name, TimestampTz value)
{
	ij_json_int(json, name, floor_divide(value, USECS_PER_SEC) + EPOCH_DISTANCE_SECONDS);
}

/* The key of the member to come; nothing inside an array. */
static void
push_key(IjJson *json, const char *name)
{
	JsonbValue	key;

	if (name == NULL)
		return;

	key.type = jbvString;
	key.val.string.val = (char *) name;
	key.val.string.len = strlen(name);
	json->root = pushJsonbValue(&json->state, WJB_KEY, &key);
}

static void
push_value(IjJson *json, const char *name, JsonbValue *value)
{
	push_key(json, name);
	json->root = pushJsonbValue(&json->state, name == NULL ? WJB_ELEM : WJB_VALUE, value);
}

static void
push_string(IjJson *json, const char *name, const char *string, int length)
{
	JsonbValue	item;

	item.type = jbvString;
	item.val.string.val = (char *) string;
	item.val.string.len = length;
	push_value(json, name, &item);
}

static void
push_numeric(IjJson *json, const char *name, Datum numeric)
{
	JsonbValue	item;

	item.type = jbvNumeric;
	item.val.numeric = DatumGetNumeric(numeric);
	push_value(json, name, &item);
}

/* Towards the past, also before the epoch. */
static int64
floor_divide(int64 dividend, int64 divisor)
{
	int64		quotient = dividend / divisor;

	return dividend % divisor < 0 ? quotient - 1 : quotient;
}
