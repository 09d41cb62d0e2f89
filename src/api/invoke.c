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

#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "api/call.h"
#include "api/json_request.h"
#include "api/operations.h"
#include "compat.h"
#include "errors.h"
#include "json/shape_error.h"

PG_FUNCTION_INFO_V1(iotjobs_invoke);
PG_FUNCTION_INFO_V1(iotjobs_data_invoke);

static Datum invoke(IjPlane plane, FunctionCallInfo fcinfo);
static const IjOperation *operation_from_name(IjPlane plane, text *name);
static void request_from_json(IjRequest *request, const IjOperation *operation, Jsonb *json);

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

static void
request_from_json(IjRequest *request, const IjOperation *operation, Jsonb *json)
{
	ij_shape_error_begin(operation->malformed);
	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
				(errcode(ij_shape_error_code()),
				 errmsg("request must be a JSON object"),
				 errhint("An empty request is '{}'.")));

	ij_request_init(request, operation);
	ij_json_request_members(request, json, NULL);
	ij_call_check_required(request);
}
