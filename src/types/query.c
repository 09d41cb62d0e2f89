/*-------------------------------------------------------------------------
 *
 * query.c
 *		Queries of fleet search in SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "compat.h"
#include "json/query_read.h"

/* The query of the last call: a statement asks the same of many things. */
typedef struct QueryCache
{
	text	   *string;
	IjQuery		query;
} QueryCache;

PG_FUNCTION_INFO_V1(iotjobs_check_query_string);
PG_FUNCTION_INFO_V1(iotjobs_query_matches);

static const IjQuery *cached_query(FunctionCallInfo fcinfo, const text *string);
static IjQuerySlice slice_of(const text *string);
static bool find_attribute(const void *context, IjQuerySlice key, IjQuerySlice *value);

/* What the CHECK of iotjobs.query_string calls. */
Datum
iotjobs_check_query_string(PG_FUNCTION_ARGS)
{
	text	   *string = PG_GETARG_TEXT_PP(0);
	IjQuery    *query = palloc(sizeof(IjQuery));

	ij_query_read(VARDATA_ANY(string), VARSIZE_ANY_EXHDR(string), query);
	pfree(query);
	PG_RETURN_BOOL(true);
}

/* Of what a thing does not have, the argument is NULL. */
Datum
iotjobs_query_matches(PG_FUNCTION_ARGS)
{
	const IjQuery *query;
	IjQueryThing thing = {.attribute = find_attribute};

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();

	query = cached_query(fcinfo, PG_GETARG_TEXT_PP(0));
	thing.name = slice_of(PG_GETARG_TEXT_PP(1));
	if (!PG_ARGISNULL(2))
	{
		thing.has_type = true;
		thing.type = slice_of(PG_GETARG_TEXT_PP(2));
	}
	if (!PG_ARGISNULL(3) && (query->uses & IJ_QUERY_USES_GROUPS) != 0)
	{
		Datum	   *elements;
		bool	   *nulls;
		int			count;
		IjQuerySlice *groups;

		deconstruct_array(PG_GETARG_ARRAYTYPE_P(3), TEXTOID, -1, false, TYPALIGN_INT,
						  &elements, &nulls, &count);
		groups = palloc(sizeof(IjQuerySlice) * Max(count, 1));
		for (int i = 0; i < count; i++)
			if (!nulls[i])
				groups[thing.ngroups++] = slice_of(DatumGetTextPP(elements[i]));
		thing.groups = groups;
	}
	if (!PG_ARGISNULL(4) && (query->uses & IJ_QUERY_USES_ATTRIBUTES) != 0)
		thing.context = PG_GETARG_JSONB_P(4);

	PG_RETURN_BOOL(ij_query_matches(query, &thing));
}

static const IjQuery *
cached_query(FunctionCallInfo fcinfo, const text *string)
{
	QueryCache *cache = fcinfo->flinfo->fn_extra;
	Size		size = VARSIZE_ANY_EXHDR(string);

	if (cache != NULL && cache->string != NULL &&
		VARSIZE_ANY_EXHDR(cache->string) == size &&
		memcmp(VARDATA_ANY(cache->string), VARDATA_ANY(string), size) == 0)
		return &cache->query;

	if (cache == NULL)
	{
		cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(QueryCache));
		fcinfo->flinfo->fn_extra = cache;
	}
	if (cache->string != NULL)
	{
		text	   *former = cache->string;

		cache->string = NULL;
		pfree(former);
	}
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		text	   *copy = cstring_to_text_with_len(VARDATA_ANY(string), size);

		MemoryContextSwitchTo(caller);
		ij_query_read(VARDATA_ANY(copy), size, &cache->query);
		cache->string = copy;
	}
	return &cache->query;
}

static IjQuerySlice
slice_of(const text *string)
{
	IjQuerySlice slice = {VARDATA_ANY(string), VARSIZE_ANY_EXHDR(string)};

	return slice;
}

/* Attributes are an object of strings. */
static bool
find_attribute(const void *context, IjQuerySlice key, IjQuerySlice *value)
{
	const Jsonb *attributes = context;
	JsonbValue	member;

	if (attributes == NULL || !JB_ROOT_IS_OBJECT(attributes) ||
		getKeyJsonValueFromContainer((JsonbContainer *) &attributes->root,
									 key.text, (int) key.length, &member) == NULL ||
		member.type != jbvString)
		return false;
	value->text = member.val.string.val;
	value->length = member.val.string.len;
	return true;
}
