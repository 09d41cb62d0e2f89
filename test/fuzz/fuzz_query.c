/*-------------------------------------------------------------------------
 *
 * fuzz_query.c
 *		Whatever is a query can be asked of a thing, and asked again.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "rules/query.h"

#include "fuzz.h"

static bool
attribute(const void *context, IjQuerySlice key, IjQuerySlice *value)
{
	(void) context;
	if (key.length != 1)
		return false;
	*value = key;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static IjQuery query;
	IjQueryError error;
	IjQuerySlice groups[] = {{"fleet", 5}, {"a:b", 3}};
	IjQueryThing thing = {{"lamp-1", 6}, true, {"lamp", 4}, 2, groups, attribute, NULL};

	if (!ij_query_parse((const char *) data, size, &query, &error))
	{
		MUST(error.reason != NULL);
		MUST(error.position <= size);
		return 0;
	}
	MUST(size <= IJ_QUERY_MAX_LENGTH);
	MUST(query.count > 0 && query.root >= 0 && query.root < query.count);
	MUST(query.uses != 0);
	MUST(ij_query_matches(&query, &thing) == ij_query_matches(&query, &thing));
	thing.has_type = false;
	thing.ngroups = 0;
	(void) ij_query_matches(&query, &thing);
	return 0;
}
