/*-------------------------------------------------------------------------
 *
 * request.c
 *		Reads the members of a checked request by their API names.
 *
 * An operation has at most IJ_MAX_MEMBERS of them: a walk along the names
 * is cheaper than any table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "compat.h"
#include "json/request.h"

static const IjValue *value_of(const IjRequest *request, const char *member);

void
ij_request_init(IjRequest *request, const IjOperation *operation)
{
	request->operation = operation;
	request->message = NULL;
	request->nvalues = 0;
	while (operation->members[request->nvalues].name != NULL)
	{
		Assert(request->nvalues < IJ_MAX_MEMBERS);
		request->values[request->nvalues++].present = false;
	}
}

bool
ij_request_has(const IjRequest *request, const char *member)
{
	return value_of(request, member)->present;
}

text *
ij_request_text(const IjRequest *request, const char *member)
{
	const IjValue *value = value_of(request, member);

	return value->present ? DatumGetTextPP(value->datum) : NULL;
}

char *
ij_request_cstring(const IjRequest *request, const char *member)
{
	const IjValue *value = value_of(request, member);

	return value->present ? TextDatumGetCString(value->datum) : NULL;
}

bool
ij_request_bool(const IjRequest *request, const char *member, bool absent)
{
	const IjValue *value = value_of(request, member);

	return value->present ? DatumGetBool(value->datum) : absent;
}

int64
ij_request_int(const IjRequest *request, const char *member, int64 absent)
{
	const IjValue *value = value_of(request, member);

	return value->present ? DatumGetInt64(value->datum) : absent;
}

Jsonb *
ij_request_jsonb(const IjRequest *request, const char *member)
{
	const IjValue *value = value_of(request, member);

	return value->present ? DatumGetJsonbP(value->datum) : NULL;
}

ArrayType *
ij_request_array(const IjRequest *request, const char *member)
{
	const IjValue *value = value_of(request, member);

	return value->present ? DatumGetArrayTypeP(value->datum) : NULL;
}

Datum
ij_request_datum(const IjRequest *request, const char *member, bool *is_null)
{
	const IjValue *value = value_of(request, member);

	*is_null = !value->present;
	return value->present ? value->datum : (Datum) 0;
}

text *
ij_request_namespace(const IjRequest *request)
{
	return request->message != NULL ? request->message->namespace_id : NULL;
}

text *
ij_request_list_namespace(const IjRequest *request)
{
	text	   *namespace_id = ij_request_namespace(request);

	return namespace_id != NULL ? namespace_id : cstring_to_text("");
}

void
ij_request_set(IjRequest *request, const char *member, Datum datum)
{
	IjValue    *value = (IjValue *) value_of(request, member);

	value->present = true;
	value->datum = datum;
}

static const IjValue *
value_of(const IjRequest *request, const char *member)
{
	const IjMember *members = request->operation->members;

	for (int i = 0; members[i].name != NULL; i++)
	{
		if (strcmp(members[i].name, member) == 0)
			return &request->values[i];
	}

	elog(ERROR, "operation %s has no member %s", request->operation->name, member);
	return NULL;				/* not reached */
}
