/*-------------------------------------------------------------------------
 *
 * test_query.c
 *		The query language: what is one, and what it finds.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/query.h"

#include "tap.h"

static IjQuery query;
static IjQueryError error;

/* An attribute "a" with this value; NULL: there is none. */
static bool
attribute(const void *context, IjQuerySlice key, IjQuerySlice *value)
{
	if (context == NULL || key.length != 1 || key.text[0] != 'a')
		return false;
	value->text = context;
	value->length = strlen(context);
	return true;
}

static bool
finds(const char *text, const char *name, const char *value)
{
	static const IjQuerySlice groups[] = {{"one", 3}, {"two", 3}};
	IjQueryThing thing = {{name, strlen(name)}, false, {NULL, 0}, 2, groups, attribute, value};

	if (!ij_query_parse(text, strlen(text), &query, &error))
		return is_true(false, "%s is a query: it %s", text, error.reason);
	return ij_query_matches(&query, &thing);
}

static void
yes(const char *text, const char *name, const char *value)
{
	is_true(finds(text, name, value), "%s finds %s, %s", text, name, value ? value : "none");
}

static void
no(const char *text, const char *name, const char *value)
{
	is_true(!finds(text, name, value), "%s does not find %s, %s", text, name, value ? value : "none");
}

static void
fails(const char *text, const char *reason, size_t position)
{
	bool		parsed = ij_query_parse(text, strlen(text), &query, &error);

	is_true(!parsed && strcmp(error.reason, reason) == 0 && error.position == position,
			"%s %s at %d", text, reason, (int) position);
}

static void
uses(const char *text, unsigned bits)
{
	is_true(ij_query_parse(text, strlen(text), &query, &error) && query.uses == bits,
			"%s uses %u", text, bits);
}

static void
patterns(void)
{
	yes("thingName:abc", "abc", NULL);
	no("thingName:abc", "abcd", NULL);
	no("thingName:abc", "ab", NULL);
	yes("thingName:*", "abc", NULL);
	yes("thingName:**", "abc", NULL);
	yes("thingName:a*c", "ac", NULL);
	yes("thingName:a*c", "abbc", NULL);
	no("thingName:a*c", "abcd", NULL);
	yes("thingName:*b*d", "abcbd", NULL);
	yes("thingName:a?c", "abc", NULL);
	no("thingName:a?c", "ac", NULL);
	yes("thingName:a\\*c", "a*c", NULL);
	no("thingName:a\\*c", "abc", NULL);
	yes("thingName:\"a*c\"", "a*c", NULL);
	no("thingName:\"a*c\"", "abc", NULL);
	yes("thingName:\"a\\\"c\"", "a\"c", NULL);
	yes("thingName:a:b", "a:b", NULL);
	yes("attributes.a:*", "x", "v");
	no("attributes.a:*", "x", NULL);
	no("attributes.b:*", "x", "v");
	no("thingTypeName:*", "x", NULL);
	yes("thingGroupNames:two", "x", NULL);
	no("thingGroupNames:three", "x", NULL);
}

static void
ranges(void)
{
	yes("attributes.a:[1 TO 5]", "x", "1");
	yes("attributes.a:[1 TO 5]", "x", "5.0");
	no("attributes.a:{1 TO 5]", "x", "1");
	no("attributes.a:[1 TO 5}", "x", "5");
	yes("attributes.a:[ 1 TO 5 ]", "x", "2e0");
	no("attributes.a:[1 TO 5]", "x", "10");
	no("attributes.a:[1 TO 5]", "x", "3x");
	no("attributes.a:[1 TO 5]", "x", "0x3");
	no("attributes.a:[1 TO 5]", "x", "nan");
	no("attributes.a:<5", "x", "-inf");
	yes("attributes.a:[b TO d]", "x", "c");
	no("attributes.a:[b TO d]", "x", "e");
	yes("attributes.a:[* TO *]", "x", "v");
	no("attributes.a:[* TO *]", "x", NULL);
	yes("attributes.a:>9", "x", "10");
	no("attributes.a:>9", "x", "9");
	yes("attributes.a:>=9", "x", "9");
	yes("attributes.a:<-1", "x", "-1.5");
	yes("attributes.a:<=b", "x", "b");
}

static void
operators(void)
{
	yes("thingName:x AND attributes.a:v", "x", "v");
	yes("thingName:x attributes.a:v", "x", "v");
	no("thingName:x AND attributes.a:w", "x", "v");
	yes("thingName:x OR attributes.a:w", "x", "v");
	yes("thingName:y OR thingName:x AND attributes.a:v", "x", "v");
	no("(thingName:x OR thingName:y) AND attributes.a:w", "x", "v");
	no("NOT thingName:x", "x", NULL);
	yes("NOT NOT thingName:x", "x", NULL);
	yes("-thingName:y", "x", NULL);
	yes("NOT(thingName:y)", "x", NULL);
	no("NOT thingName:y AND thingName:z", "x", NULL);
	yes("(thingName:x)AND(attributes.a:v)", "x", "v");
	uses("thingName:x", IJ_QUERY_USES_NAME);
	uses("thingTypeName:x OR attributes.a:x", IJ_QUERY_USES_TYPE | IJ_QUERY_USES_ATTRIBUTES);
	uses("NOT thingGroupNames:x", IJ_QUERY_USES_GROUPS);
}

static void
errors(void)
{
	char		longest[IJ_QUERY_MAX_LENGTH + 2];

	fails("", "is empty", 0);
	fails("x", "has a term that is not of the form field:value", 0);
	fails("thingName:a thing:b", "asks for a field that is not known", 12);
	fails("thingName:", "has a field without a value", 10);
	fails("thingName:a AND", "ends where a term must follow", 15);
	fails("thingName:a)", "has a parenthesis that nothing opens", 11);
	fails("(thingName:a", "has a parenthesis that nothing closes", 12);
	fails("thingName:\"a", "has a quotation mark that nothing closes", 12);
	fails("thingName:\"a\\", "has a quotation mark that nothing closes", 13);
	fails("attributes.a:[1 TO", "has a range without a bound", 18);
	fails("thingName:a~", "has an operator that is not supported", 11);

	memset(longest, 'x', sizeof(longest));
	memcpy(longest, "thingName:", 10);
	is_true(ij_query_parse(longest, IJ_QUERY_MAX_LENGTH, &query, &error), "the longest query");
	is_true(!ij_query_parse(longest, IJ_QUERY_MAX_LENGTH + 1, &query, &error), "one byte too long");
	longest[20] = '\0';
	is_true(!ij_query_parse(longest, 30, &query, &error), "a NUL byte");
}

int
main(void)
{
	patterns();
	ranges();
	operators();
	errors();
	return tap_done();
}
