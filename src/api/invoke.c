/*-------------------------------------------------------------------------
 *
 * invoke.c
 *		Calls an operation by its API name with its API request.
 *
 * Ends in the same checks and the same code as the function with named
 * arguments: the two forms cannot differ.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "api/call.h"
#include "api/operations.h"
#include "compat.h"
#include "errors.h"
#include "json/rule_check.h"
#include "json/shape_check.h"
#include "json/shape_error.h"

PG_FUNCTION_INFO_V1(iotjobs_invoke);
PG_FUNCTION_INFO_V1(iotjobs_data_invoke);

static Datum invoke(IjPlane plane, FunctionCallInfo fcinfo);
static const IjOperation *operation_from_name(IjPlane plane, text *name);
static void request_from_json(IjRequest *request, const IjOperation *operation, Jsonb *json);
static Datum checked_value(const IjMember *member, const JsonbValue *value);
static Datum datum_of(const IjShape *shape, const JsonbValue *value);
static Datum text_array(JsonbContainer *container);

Datum
iotjobs_invoke(PG_FUNCTION_ARGS)
{
	return invoke(IJ_CONTROL_PLANE, fcinfo);
}

Datum
iotjobs_data_invoke(PG_FUNCTION_ARGS)
{
	return invoke(IJ_DATA_PLANE, fcinfo);
}

static Datum
invoke(IjPlane plane, FunctionCallInfo fcinfo)
{
	IjRequest	request;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s must be given", PG_ARGISNULL(0) ? "operation" : "request"),
				 errdetail("A call takes the name of an operation and its request."),
				 errhint("An empty request is '{}'.")));

	request_from_json(&request, operation_from_name(plane, PG_GETARG_TEXT_PP(0)),
					  PG_GETARG_JSONB_P(1));
	return ij_call_run(&request);
}

static const IjOperation *
operation_from_name(IjPlane plane, text *name)
{
	const IjOperation *operation = ij_operation_find(plane, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	if (operation == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("operation \"%s\" is not known",
						ij_clip(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name))),
				 errhint("The operations are %s.", ij_operation_names(plane))));
	return operation;
}

/* A member that is null is absent, as in the API's own clients. */
static void
request_from_json(IjRequest *request, const IjOperation *operation, Jsonb *json)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	int			found = 0;

	ij_shape_error_begin(operation->malformed);
	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ij_shape_error_code()),
				 errmsg("request must be a JSON object"),
				 errhint("An empty request is '{}'.")));

	request->operation = operation;
	request->nvalues = 0;
	while (operation->members[request->nvalues].name != NULL)
	{
		Assert(request->nvalues < IJ_MAX_MEMBERS);
		request->values[request->nvalues++].present = false;
	}

	iterator = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			found = ij_member_find(operation->members, value.val.string.val, value.val.string.len);
			if (found < 0)
				ij_shape_error_unknown(operation->members, value.val.string.val,
									   value.val.string.len, NULL, operation->name);
		}
		else if (token == WJB_VALUE && value.type != jbvNull)
		{
			request->values[found].datum = checked_value(&operation->members[found], &value);
			request->values[found].present = true;
		}
	}
	ij_call_check_required(request);
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
