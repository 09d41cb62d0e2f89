/*-------------------------------------------------------------------------
 *
 * shape_check.c
 *		Holds values against the shapes of the API.
 *
 * Sizes are looked at before what is inside, so that an oversized value
 * costs no walk.  Only what a shape describes is descended into: the depth
 * is that of the shapes, not that of the client's JSON.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "compat.h"
#include "json/shape_check.h"
#include "json/shape_error.h"
#include "rules/decimal.h"

static void check_structure(const IjShape *shape, JsonbContainer *container, const IjPath *path);
static void check_map(const IjShape *shape, JsonbContainer *container, const IjPath *path);
static void check_list(const IjShape *shape, JsonbContainer *container, const IjPath *path);
static void check_size(const IjShape *shape, int64 size, const IjPath *path);
static int64 check_number(const IjShape *shape, const char *number, const IjPath *path);
static bool in_range(const IjShape *shape, int64 value);
static bool is_word(const char *const *words, const char *string, int length);
static bool matches(const IjPattern *pattern, const char *string, int length);
static int64 utf8_bytes(const char *string, int length);
static bool is_digits(const char *string, int length);

void
ij_check_string(const IjShape *shape, const char *string, int length, const IjPath *path)
{
	if (shape->words != NULL)
	{
		if (!is_word(shape->words, string, length))
			ij_shape_error_word(shape, string, length, path);
		return;
	}

	/* Elsewhere the server has seen to it. */
	if (GetDatabaseEncoding() == PG_SQL_ASCII && !pg_verify_mbstr(PG_UTF8, string, length, true))
		ij_shape_error_encoding(path);

	/* No more characters than bytes: mostly there is nothing to count. */
	if ((shape->has_max && length > shape->max) ||
		(shape->has_min && shape->min > 0 && (length == 0 || shape->min > 1)))
	{
		int64		characters = pg_mbstrlen_with_len(string, length);

		if ((shape->has_max && characters > shape->max) ||
			(shape->has_min && characters < shape->min))
			ij_shape_error_length(shape, string, length, characters, path);
	}

	if (shape->max_bytes > 0)
	{
		int64		bytes = utf8_bytes(string, length);

		if (bytes > shape->max_bytes)
			ij_shape_error_bytes(shape, bytes, path);
	}

	if (shape->pattern != NULL && !matches(shape->pattern, string, length))
		ij_shape_error_pattern(shape, string, length, path);
}

void
ij_check_integer(const IjShape *shape, int64 value, const IjPath *path)
{
	if (!in_range(shape, value))
		ij_shape_error_range(shape, psprintf(INT64_FORMAT, value), path);
}

void
ij_check_text_array(const IjShape *shape, ArrayType *array, const IjPath *path)
{
	Datum	   *elements;
	bool	   *nulls;
	int			count;

	if (ARR_NDIM(array) > 1)
		ij_shape_error_array(path, "has more than one dimension");
	check_size(shape, ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)), path);

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &count);
	for (int i = 0; i < count; i++)
	{
		IjPath		inner = {path, NULL, 0, i};
		text	   *element;

		if (nulls[i])
			ij_shape_error_array(&inner, "is null");
		element = DatumGetTextPP(elements[i]);
		ij_check_string(shape->element, VARDATA_ANY(element), VARSIZE_ANY_EXHDR(element), &inner);
	}
}

void
ij_check_jsonb(const IjShape *shape, const Jsonb *jsonb, const IjPath *path)
{
	JsonbContainer *container = (JsonbContainer *) &jsonb->root;
	JsonbValue	value;

	if (JsonContainerIsScalar(container))
	{
		if (!JsonbExtractScalar(container, &value))
			elog(ERROR, "scalar jsonb holds no scalar");
	}
	else
	{
		value.type = jbvBinary;
		value.val.binary.data = container;
		value.val.binary.len = VARSIZE_ANY_EXHDR(jsonb);
	}
	ij_check_json_value(shape, &value, path);
}

void
ij_check_json_value(const IjShape *shape, const JsonbValue *value, const IjPath *path)
{
	bool		is_array = value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data);
	bool		is_object = value->type == jbvBinary && JsonContainerIsObject(value->val.binary.data);

	check_stack_depth();

	switch (shape->kind)
	{
		case IJ_KIND_STRING:
			if (value->type != jbvString)
				break;
			ij_check_string(shape, value->val.string.val, value->val.string.len, path);
			return;
		case IJ_KIND_INTEGER:
		case IJ_KIND_LONG:
			(void) ij_check_json_integer(shape, value, path);
			return;
		case IJ_KIND_DOUBLE:
			if (value->type != jbvNumeric)
				break;
			(void) check_number(shape, numeric_normalize(value->val.numeric), path);
			return;
		case IJ_KIND_BOOLEAN:
			if (value->type != jbvBool)
				break;
			return;
		case IJ_KIND_LIST:
			if (!is_array)
				break;
			check_list(shape, value->val.binary.data, path);
			return;
		case IJ_KIND_MAP:
			if (!is_object)
				break;
			check_map(shape, value->val.binary.data, path);
			return;
		case IJ_KIND_STRUCTURE:
			if (!is_object)
				break;
			check_structure(shape, value->val.binary.data, path);
			return;
	}
	ij_shape_error_type(shape, value, path);
}

int64
ij_check_json_integer(const IjShape *shape, const JsonbValue *value, const IjPath *path)
{
	if (value->type == jbvNumeric)
		return check_number(shape, numeric_normalize(value->val.numeric), path);

	if (shape->digits && value->type == jbvString &&
		is_digits(value->val.string.val, value->val.string.len))
		return check_number(shape, pnstrdup(value->val.string.val, value->val.string.len), path);

	ij_shape_error_type(shape, value, path);
}

int
ij_member_find(const IjMember *members, const char *name, int length)
{
	for (int i = 0; members[i].name != NULL; i++)
	{
		if (strncmp(members[i].name, name, length) == 0 && members[i].name[length] == '\0')
			return i;
	}
	return -1;
}

static void
check_structure(const IjShape *shape, JsonbContainer *container, const IjPath *path)
{
	JsonbIterator *iterator = JsonbIteratorInit(container);
	JsonbIteratorToken token;
	JsonbValue	value;
	uint64		present = 0;
	IjPath		inner = {path, NULL, 0, 0};
	int			found = 0;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			inner.name = value.val.string.val;
			inner.length = value.val.string.len;
			found = ij_member_find(shape->members, inner.name, inner.length);
			if (found < 0)
				ij_shape_error_unknown(shape->members, inner.name, inner.length, path, shape->name);
			present |= UINT64CONST(1) << found;
		}
		else if (token == WJB_VALUE)
			ij_check_json_value(shape->members[found].shape, &value, &inner);
	}

	for (int i = 0; shape->members[i].name != NULL; i++)
	{
		if (shape->members[i].required && (present & (UINT64CONST(1) << i)) == 0)
			ij_shape_error_missing(shape->members, shape->members[i].name, path, shape->name);
	}
}

static void
check_map(const IjShape *shape, JsonbContainer *container, const IjPath *path)
{
	JsonbIterator *iterator = JsonbIteratorInit(container);
	JsonbIteratorToken token;
	JsonbValue	value;
	IjPath		inner = {path, NULL, 0, 0};

	check_size(shape, JsonContainerSize(container), path);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			IjPath		key = {path, "key", 3, 0};

			ij_check_string(shape->key, value.val.string.val, value.val.string.len, &key);
			inner.name = value.val.string.val;
			inner.length = value.val.string.len;
		}
		else if (token == WJB_VALUE)
			ij_check_json_value(shape->element, &value, &inner);
	}
}

static void
check_list(const IjShape *shape, JsonbContainer *container, const IjPath *path)
{
	JsonbIterator *iterator = JsonbIteratorInit(container);
	JsonbIteratorToken token;
	JsonbValue	value;
	IjPath		inner = {path, NULL, 0, 0};

	check_size(shape, JsonContainerSize(container), path);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_ELEM)
		{
			ij_check_json_value(shape->element, &value, &inner);
			inner.index++;
		}
	}
}

static void
check_size(const IjShape *shape, int64 size, const IjPath *path)
{
	if ((shape->has_min && size < shape->min) || (shape->has_max && size > shape->max))
		ij_shape_error_size(shape, size, path);
}

/* For a double the result is in units of its last decimal, as its limits. */
static int64
check_number(const IjShape *shape, const char *number, const IjPath *path)
{
	int			decimals = shape->kind == IJ_KIND_DOUBLE ? shape->decimals : 0;
	int64_t		value = 0;

	switch (ij_decimal_parse(number, strlen(number), decimals, &value))
	{
		case IJ_DECIMAL_GOOD:
			if (in_range(shape, value))
				return value;
			break;
		case IJ_DECIMAL_TOO_MANY_DECIMALS:
			ij_shape_error_decimals(shape, number, path);
		case IJ_DECIMAL_OUT_OF_RANGE:
			break;
		case IJ_DECIMAL_NOT_A_NUMBER:
			elog(ERROR, "number \"%s\" is none", ij_clip(number, strlen(number)));
	}
	ij_shape_error_range(shape, number, path);
}

static bool
in_range(const IjShape *shape, int64 value)
{
	if (shape->kind == IJ_KIND_INTEGER && (value < PG_INT32_MIN || value > PG_INT32_MAX))
		return false;
	return !(shape->has_min && value < shape->min) && !(shape->has_max && value > shape->max);
}

static bool
is_word(const char *const *words, const char *string, int length)
{
	for (int i = 0; words[i] != NULL; i++)
	{
		if (strncmp(words[i], string, length) == 0 && words[i][length] == '\0')
			return true;
	}
	return false;
}

/* Patterns are decided on UTF-8, whatever the database's encoding. */
static bool
matches(const IjPattern *pattern, const char *string, int length)
{
	char	   *converted;

	if (GetDatabaseEncoding() == PG_UTF8)
		return pattern->matches(string, length);

	converted = pg_server_to_any(string, length, PG_UTF8);
	return pattern->matches(converted, converted == string ? (size_t) length : strlen(converted));
}

static int64
utf8_bytes(const char *string, int length)
{
	char	   *converted;

	if (GetDatabaseEncoding() == PG_UTF8)
		return length;

	converted = pg_server_to_any(string, length, PG_UTF8);
	return converted == string ? length : (int64) strlen(converted);
}

/* A whole number as JSON would write it, and not absurdly long. */
static bool
is_digits(const char *string, int length)
{
	if (length < 1 || length > 64 || (string[0] == '0' && length > 1))
		return false;
	for (int i = 0; i < length; i++)
	{
		if (string[i] < '0' || string[i] > '9')
			return false;
	}
	return true;
}
