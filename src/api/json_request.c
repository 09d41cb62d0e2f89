/*-------------------------------------------------------------------------
 *
 * json_request.c
 *		Members of a request that come as JSON.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "api/json_request.h"
#include "compat.h"
#include "json/rule_check.h"
#include "json/shape_check.h"
#include "json/shape_error.h"

static bool is_called(const JsonbValue *key, const char *name);
static Datum checked_value(const IjMember *member, const JsonbValue *value);
static Datum datum_of(const IjShape *shape, const JsonbValue *value);
static Datum text_array(JsonbContainer *container);

void
ij_json_request_members(IjRequest *request, Jsonb *object, const char *aside)
{
	const IjOperation *operation = request->operation;
	JsonbIterator *iterator = JsonbIteratorInit(&object->root);
	JsonbIteratorToken token;
	JsonbValue	value;
	int			found = -1;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			found = ij_member_find(operation->members, value.val.string.val, value.val.string.len);
			if (found < 0 && !is_called(&value, aside))
				ij_shape_error_unknown(operation->members, value.val.string.val,
									   value.val.string.len, NULL, operation->name);
		}
		else if (token == WJB_VALUE && found >= 0 && value.type != jbvNull)
		{
			request->values[found].datum = checked_value(&operation->members[found], &value);
			request->values[found].present = true;
		}
	}
}

void
ij_json_request_string(IjRequest *request, const char *name, const char *string, int length)
{
	const IjMember *members = request->operation->members;
	int			found = ij_member_find(members, name, (int) strlen(name));
	JsonbValue	value;

	Assert(found >= 0);
	value.type = jbvString;
	value.val.string.val = (char *) string;
	value.val.string.len = length;
	request->values[found].datum = checked_value(&members[found], &value);
	request->values[found].present = true;
}

static bool
is_called(const JsonbValue *key, const char *name)
{
	return name != NULL && (int) strlen(name) == key->val.string.len &&
		memcmp(name, key->val.string.val, key->val.string.len) == 0;
}

static Datum
checked_value(const IjMember *member, const JsonbValue *value)
{
	const IjShape *shape = member->shape;
	IjPath		path = {NULL, member->name, (int) strlen(member->name), 0};
	Datum		datum;

	if (shape->kind == IJ_KIND_INTEGER || shape->kind == IJ_KIND_LONG)
		return Int64GetDatum(ij_check_json_integer(shape, value, &path));

	ij_check_json_value(shape, value, &path);
	datum = datum_of(shape, value);
	ij_check_rules(shape, datum);
	return datum;
}

/* In the form that an argument of the function would have. */
static Datum
datum_of(const IjShape *shape, const JsonbValue *value)
{
	switch (shape->kind)
	{
		case IJ_KIND_STRING:
			return PointerGetDatum(cstring_to_text_with_len(value->val.string.val,
															value->val.string.len));
		case IJ_KIND_BOOLEAN:
			return BoolGetDatum(value->val.boolean);
		case IJ_KIND_LIST:
			if (shape->element->kind == IJ_KIND_STRING)
				return text_array(value->val.binary.data);
			break;
		case IJ_KIND_INTEGER:
		case IJ_KIND_LONG:
		case IJ_KIND_DOUBLE:
		case IJ_KIND_MAP:
		case IJ_KIND_STRUCTURE:
			break;
	}
	return JsonbPGetDatum(JsonbValueToJsonb((JsonbValue *) value));
}

/* Of a JSON array that is known to hold strings. */
static Datum
text_array(JsonbContainer *container)
{
	Datum	   *elements = palloc(sizeof(Datum) * Max(JsonContainerSize(container), 1));
	int			count = 0;
	JsonbIterator *iterator = JsonbIteratorInit(container);
	JsonbIteratorToken token;
	JsonbValue	value;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_ELEM)
			elements[count++] = PointerGetDatum(cstring_to_text_with_len(value.val.string.val,
																		 value.val.string.len));
	}
	return PointerGetDatum(construct_array(elements, count, TEXTOID, -1, false, TYPALIGN_INT));
}
