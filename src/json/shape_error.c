/*-------------------------------------------------------------------------
 *
 * shape_error.c
 *		Says why a value does not fit its shape.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"

#include "errors.h"
#include "json/shape_error.h"
#include "rules/name.h"

/* How much of a client's text an error repeats. */
#define CLIP_CHARACTERS 64

/* Of the request or value that is being checked. */
static int	malformed = ERRCODE_IJ_INVALID_REQUEST;

static bool is_visible(const char *character, int size);
static void path_append(StringInfo text, const IjPath *path);
static char *members_text(const IjMember *members);
static char *words_text(const char *const *words);
static char *range_text(const IjShape *shape);
static void append_limit(StringInfo text, const IjShape *shape, int64 limit);
static const char *json_type_expected(const IjShape *shape);
static const char *json_type_given(const JsonbValue *value);

void
ij_shape_error_begin(int sqlstate)
{
	malformed = sqlstate != 0 ? sqlstate : ERRCODE_IJ_INVALID_REQUEST;
}

int
ij_shape_error_code(void)
{
	return malformed;
}

void
ij_shape_error_missing(const IjMember *members, const char *member, const IjPath *path,
					   const char *owner)
{
	IjPath		missing = {path, member, (int) strlen(member), 0};
	StringInfoData required;

	initStringInfo(&required);
	for (int i = 0; members[i].name != NULL; i++)
	{
		if (members[i].required)
			appendStringInfo(&required, "%s%s", required.len > 0 ? ", " : "", members[i].name);
	}

	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s must be given", ij_path_text(&missing)),
			 errdetail("%s requires %s.", owner, required.data)));
}

void
ij_shape_error_unknown(const IjMember *members, const char *name, int length,
					   const IjPath *path, const char *owner)
{
	ereport(ERROR,
			(errcode(malformed),
			 path == NULL ?
			 errmsg("unknown member \"%s\"", ij_clip(name, length)) :
			 errmsg("unknown member \"%s\" in %s", ij_clip(name, length), ij_path_text(path)),
			 errdetail("%s has the members %s.", owner, members_text(members)),
			 errhint("Names of members are case-sensitive.")));
}

void
ij_shape_error_type(const IjShape *shape, const JsonbValue *value, const IjPath *path)
{
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s must be a JSON %s", ij_path_text(path), json_type_expected(shape)),
			 errdetail("The value is a JSON %s.", json_type_given(value))));
}

void
ij_shape_error_length(const IjShape *shape, const char *string, int length,
					  int64 characters, const IjPath *path)
{
	if (characters == 0)
		ereport(ERROR,
				(errcode(malformed),
				 errmsg("%s must not be empty", ij_path_text(path)),
				 errdetail("It must have %s characters.", range_text(shape))));
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s \"%s\" is too %s", ij_path_text(path), ij_clip(string, length),
					shape->has_max && characters > shape->max ? "long" : "short"),
			 errdetail("It has " INT64_FORMAT " characters and must have %s.",
					   characters, range_text(shape))));
}

void
ij_shape_error_bytes(const IjShape *shape, int64 bytes, const IjPath *path)
{
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s is too long", ij_path_text(path)),
			 errdetail("It has " INT64_FORMAT " bytes in UTF-8 and must have at most " INT64_FORMAT ".",
					   bytes, shape->max_bytes)));
}

void
ij_shape_error_encoding(const IjPath *path)
{
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s is not valid UTF-8", ij_path_text(path)),
			 errdetail("Texts of the API are UTF-8, also in a database that takes any bytes.")));
}

void
ij_shape_error_pattern(const IjShape *shape, const char *string, int length, const IjPath *path)
{
	if (length == 0)
		ereport(ERROR,
				(errcode(malformed),
				 errmsg("%s must not be empty", ij_path_text(path)),
				 errdetail("It must match the pattern %s.", shape->pattern->text)));
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s \"%s\" is malformed", ij_path_text(path), ij_clip(string, length)),
			 errdetail("It must match the pattern %s.", shape->pattern->text)));
}

void
ij_shape_error_word(const IjShape *shape, const char *string, int length, const IjPath *path)
{
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s \"%s\" is not known", ij_path_text(path), ij_clip(string, length)),
			 errdetail("It must be one of %s.", words_text(shape->words))));
}

void
ij_shape_error_size(const IjShape *shape, int64 size, const IjPath *path)
{
	const char *unit = shape->kind == IJ_KIND_MAP ? "pairs" : "elements";

	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s has too %s %s", ij_path_text(path),
					shape->has_max && size > shape->max ? "many" : "few", unit),
			 errdetail("It has " INT64_FORMAT " and must have %s.", size, range_text(shape))));
}

void
ij_shape_error_range(const IjShape *shape, const char *number, const IjPath *path)
{
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s \"%s\" is out of range", ij_path_text(path), ij_clip(number, strlen(number))),
			 errdetail("It must be %s.", range_text(shape))));
}

void
ij_shape_error_decimals(const IjShape *shape, const char *number, const IjPath *path)
{
	if (shape->kind != IJ_KIND_DOUBLE)
		ereport(ERROR,
				(errcode(malformed),
				 errmsg("%s \"%s\" is not a whole number", ij_path_text(path),
						ij_clip(number, strlen(number))),
				 errdetail("It must be a whole number, %s.", range_text(shape))));
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s \"%s\" has too many decimals", ij_path_text(path),
					ij_clip(number, strlen(number))),
			 errdetail_plural("It may have %d decimal.", "It may have %d decimals.",
							  shape->decimals, shape->decimals)));
}

void
ij_shape_error_array(const IjPath *path, const char *reason)
{
	ereport(ERROR,
			(errcode(malformed),
			 errmsg("%s %s", ij_path_text(path), reason),
			 errdetail("It must be an array of one dimension, without NULL.")));
}

char *
ij_clip(const char *string, int length)
{
	return ij_clip_to(string, length, CLIP_CHARACTERS);
}

/* A character that cannot be seen would break the message, or hide part of it. */
char *
ij_clip_to(const char *string, int length, int characters)
{
	int			kept = pg_mbcharcliplen(string, length, characters);
	char	   *copy = palloc(kept + 4);
	char	   *to = copy;

	for (int i = 0, size; i < kept; i += size)
	{
		size = Min(pg_mblen(string + i), kept - i);
		if (is_visible(string + i, size))
		{
			memcpy(to, string + i, size);
			to += size;
		}
		else
			*to++ = '?';
	}
	strcpy(to, kept < length ? "..." : "");
	return copy;
}

static bool
is_visible(const char *character, int size)
{
	/* In SQL_ASCII nobody knows where a character ends. */
	if (IS_HIGHBIT_SET(*character) && GetDatabaseEncoding() == PG_SQL_ASCII)
		return false;
	if (size == 1)
		return (unsigned char) *character >= 0x20 && *character != 0x7F;
	return GetDatabaseEncoding() != PG_UTF8 || ij_match_text(character, size);
}

char *
ij_path_text(const IjPath *path)
{
	StringInfoData text;

	initStringInfo(&text);
	path_append(&text, path);
	return text.data;
}

/* As deep as the shapes are nested, which is a handful. */
static void
path_append(StringInfo text, const IjPath *path)
{
	if (path->outer != NULL)
		path_append(text, path->outer);

	if (path->name == NULL)
		appendStringInfo(text, "[%d]", path->index);
	else
		appendStringInfo(text, "%s%s", text->len > 0 ? "." : "",
						 ij_clip(path->name, path->length));
}

static char *
members_text(const IjMember *members)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; members[i].name != NULL; i++)
		appendStringInfo(&text, "%s%s", i > 0 ? ", " : "", members[i].name);
	return text.data;
}

static char *
words_text(const char *const *words)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; words[i] != NULL; i++)
		appendStringInfo(&text, "%s%s", i > 0 ? ", " : "", words[i]);
	return text.data;
}

/* "1 to 64", "at least 1", "at most 100": of a length, a size or a number. */
static char *
range_text(const IjShape *shape)
{
	bool		has_min = shape->has_min;
	bool		has_max = shape->has_max;
	int64		min = shape->min;
	int64		max = shape->max;
	StringInfoData text;

	/* What a type cannot hold is a limit, too. */
	if (shape->kind == IJ_KIND_INTEGER || shape->kind == IJ_KIND_LONG)
	{
		if (!has_min)
			min = shape->kind == IJ_KIND_INTEGER ? PG_INT32_MIN : PG_INT64_MIN;
		if (!has_max)
			max = shape->kind == IJ_KIND_INTEGER ? PG_INT32_MAX : PG_INT64_MAX;
		has_min = has_max = true;
	}

	initStringInfo(&text);
	if (has_min && !has_max)
		appendStringInfoString(&text, "at least ");
	if (has_max && !has_min)
		appendStringInfoString(&text, "at most ");
	if (has_min)
		append_limit(&text, shape, min);
	if (has_min && has_max)
		appendStringInfoString(&text, " to ");
	if (has_max)
		append_limit(&text, shape, max);
	return text.data;
}

/* The limit of a double counts its last decimal: 11 tenths are 1.1. */
static void
append_limit(StringInfo text, const IjShape *shape, int64 limit)
{
	int64		unit = 1;

	for (int i = 0; shape->kind == IJ_KIND_DOUBLE && i < shape->decimals; i++)
		unit *= 10;

	appendStringInfo(text, INT64_FORMAT, limit / unit);
	if (limit % unit != 0)
		appendStringInfo(text, ".%0*d", shape->decimals, abs((int) (limit % unit)));
}

static const char *
json_type_expected(const IjShape *shape)
{
	switch (shape->kind)
	{
		case IJ_KIND_STRING:
			return "string";
		case IJ_KIND_INTEGER:
		case IJ_KIND_LONG:
		case IJ_KIND_DOUBLE:
			return "number";
		case IJ_KIND_BOOLEAN:
			return "boolean";
		case IJ_KIND_LIST:
			return "array";
		case IJ_KIND_MAP:
		case IJ_KIND_STRUCTURE:
			return "object";
	}
	return "value";				/* not reached */
}

static const char *
json_type_given(const JsonbValue *value)
{
	if (value->type == jbvNull)
		return "null";
	if (value->type == jbvString)
		return "string";
	if (value->type == jbvNumeric)
		return "number";
	if (value->type == jbvBool)
		return "boolean";
	if (value->type == jbvArray ||
		(value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data)))
		return "array";
	return "object";
}
