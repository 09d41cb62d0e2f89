/*-------------------------------------------------------------------------
 *
 * attributes.c
 *		Attributes of things and groups: what a payload makes of them.
 *
 * Payloads have been checked against their shape, so that attributes are an
 * object of strings.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "json/attributes.h"
#include "json/json_out.h"

static bool find_member(const Jsonb *object, const char *name, int length, JsonbValue *value);
static void copy_attributes(IjJson *json, const Jsonb *attributes, const Jsonb *replacement);

Jsonb *
ij_attributes_apply(const Jsonb *stored, const Jsonb *payload)
{
	Jsonb	   *given = payload != NULL ? ij_jsonb_member(payload, "attributes") : NULL;
	JsonbValue	value;
	bool		merge;
	IjJson	   *json;

	merge = given == NULL ||
		(find_member(payload, "merge", strlen("merge"), &value) &&
		 value.type == jbvBool && value.val.boolean);

	json = ij_json_begin();
	if (merge && stored != NULL)
		copy_attributes(json, stored, given);
	if (given != NULL)
		copy_attributes(json, given, NULL);
	return ij_json_end(json);
}

Jsonb *
ij_attributes_of_new(const Jsonb *attributes)
{
	IjJson	   *json = ij_json_begin();

	if (attributes != NULL)
		copy_attributes(json, attributes, NULL);
	return ij_json_end(json);
}

int
ij_attributes_count(const Jsonb *attributes)
{
	return (int) JB_ROOT_COUNT(attributes);
}

bool
ij_jsonb_equal(const Jsonb *left, const Jsonb *right)
{
	if (left == NULL || right == NULL)
		return left == right;

	return compareJsonbContainers((JsonbContainer *) &left->root,
								  (JsonbContainer *) &right->root) == 0;
}

Jsonb *
ij_jsonb_member(const Jsonb *object, const char *name)
{
	JsonbValue	value;

	if (!find_member(object, name, strlen(name), &value) || value.type != jbvBinary)
		return NULL;
	return JsonbValueToJsonb(&value);
}

text *
ij_jsonb_member_text(const Jsonb *object, const char *name)
{
	JsonbValue	value;

	if (!find_member(object, name, strlen(name), &value) || value.type != jbvString)
		return NULL;
	return cstring_to_text_with_len(value.val.string.val, value.val.string.len);
}

static bool
find_member(const Jsonb *object, const char *name, int length, JsonbValue *value)
{
	if (!JB_ROOT_IS_OBJECT(object))
		return false;
	return getKeyJsonValueFromContainer((JsonbContainer *) &object->root,
										name, length, value) != NULL;
}

/* All that have a value and do not stand in the replacement (NULL: none do). */
static void
copy_attributes(IjJson *json, const Jsonb *attributes, const Jsonb *replacement)
{
	JsonbIterator *iterator = JsonbIteratorInit((JsonbContainer *) &attributes->root);
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	value;
	JsonbValue	other;

	while ((token = JsonbIteratorNext(&iterator, &key, true)) != WJB_DONE)
	{
		if (token != WJB_KEY)
			continue;

		(void) JsonbIteratorNext(&iterator, &value, true);
		if (value.type != jbvString || value.val.string.len == 0)
			continue;
		if (replacement != NULL &&
			find_member(replacement, key.val.string.val, key.val.string.len, &other))
			continue;

		ij_json_string(json,
					   pnstrdup(key.val.string.val, key.val.string.len),
					   pnstrdup(value.val.string.val, value.val.string.len));
	}
}
