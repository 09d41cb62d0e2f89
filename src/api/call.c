/*-------------------------------------------------------------------------
 *
 * call.c
 *		From a SQL call to a checked request, and to its reply.
 *
 * Everything that can be checked without a statement is checked before the
 * first one: an error raised inside SPI would show our SQL in its context.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "api/call.h"
#include "compat.h"
#include "errors.h"
#include "guc.h"
#include "json/rule_check.h"
#include "json/shape_check.h"
#include "json/shape_error.h"
#include "ops/principal.h"
#include "store/spi.h"

static Jsonb *run_operation(const IjRequest *request);
static void check_reply(const IjOperation *operation, const Jsonb *reply);
static void name_reply(void *operation);
static void request_from_args(IjRequest *request, const IjOperation *operation,
							  FunctionCallInfo fcinfo);
static Datum checked_argument(const IjMember *member, Datum argument);

Datum
ij_call(const IjOperation *operation, FunctionCallInfo fcinfo)
{
	IjRequest	request;

	request_from_args(&request, operation, fcinfo);
	return ij_call_run(&request);
}

Datum
ij_call_run(const IjRequest *request)
{
	Jsonb	   *reply;
	Datum		copy;

	/* On a standby, say; the error of a statement would show our SQL. */
	if (request->operation->writes)
		PreventCommandIfReadOnly(request->operation->name);

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");

	reply = run_operation(request);
	if (ij_guc_check_replies)
		check_reply(request->operation, reply);
	copy = SPI_datumTransfer(JsonbPGetDatum(reply), false, -1);
	SPI_finish();
	return copy;
}

/*
 * What an outer call reads and writes with must survive an error of an inner
 * one, if the outer call's SQL catches it.  A message sees what other messages
 * of the same statement have done.
 */
static Jsonb *
run_operation(const IjRequest *request)
{
	bool		former = ij_spi_set_read_only(!request->operation->writes && request->message == NULL);
	Jsonb	   *volatile reply = NULL;

	PG_TRY();
	{
		if (request->operation->plane == IJ_DATA_PLANE)
			ij_principal_authorize(request);
		reply = request->operation->run(request);
	}
	PG_FINALLY();
	{
		ij_spi_set_read_only(former);
	}
	PG_END_TRY();

	return reply;
}

/*
 * A reply that is not of the shape that the API gives it is our own fault, so
 * that only tests look.
 */
static void
check_reply(const IjOperation *operation, const Jsonb *reply)
{
	ErrorContextCallback context = {
		.previous = error_context_stack,
		.callback = name_reply,
		.arg = (void *) operation
	};

	if (operation->reply == NULL)
		elog(ERROR, "operation %s has no reply shape", operation->name);
	error_context_stack = &context;
	ij_shape_error_begin(ERRCODE_IJ_INTERNAL_FAILURE);
	ij_check_jsonb(operation->reply, reply, NULL);
	error_context_stack = context.previous;
}

static void
name_reply(void *operation)
{
	errcontext("check of the reply of %s", ((const IjOperation *) operation)->name);
}

void
ij_call_check_required(const IjRequest *request)
{
	const IjOperation *operation = request->operation;

	for (int i = 0; i < request->nvalues; i++)
	{
		if (operation->members[i].required && !request->values[i].present)
			ij_shape_error_missing(operation->members, operation->members[i].name, NULL,
								   operation->name);
	}
}

/*
 * NULL is how SQL leaves a member out.  So is an argument that an older
 * declaration of the function does not have.
 */
static void
request_from_args(IjRequest *request, const IjOperation *operation, FunctionCallInfo fcinfo)
{
	ij_shape_error_begin(operation->malformed);
	ij_request_init(request, operation);
	for (int i = 0; i < request->nvalues; i++)
	{
		IjValue    *value = &request->values[i];

		value->present = i < PG_NARGS() && !PG_ARGISNULL(i);
		if (value->present)
			value->datum = checked_argument(&operation->members[i], PG_GETARG_DATUM(i));
	}
	ij_call_check_required(request);
}

static Datum
checked_argument(const IjMember *member, Datum argument)
{
	const IjShape *shape = member->shape;
	IjPath		path = {NULL, member->name, (int) strlen(member->name), 0};

	switch (shape->kind)
	{
		case IJ_KIND_STRING:
			{
				text	   *string = DatumGetTextPP(argument);

				ij_check_string(shape, VARDATA_ANY(string), VARSIZE_ANY_EXHDR(string), &path);
				ij_check_rules(shape, PointerGetDatum(string));
				return PointerGetDatum(string);
			}
		case IJ_KIND_INTEGER:
			{
				int64		number = DatumGetInt32(argument);

				ij_check_integer(shape, number, &path);
				return Int64GetDatum(number);
			}
		case IJ_KIND_LONG:
			ij_check_integer(shape, DatumGetInt64(argument), &path);
			return argument;
		case IJ_KIND_BOOLEAN:
			return argument;
		case IJ_KIND_LIST:
			if (shape->element->kind == IJ_KIND_STRING)
			{
				ArrayType  *array = DatumGetArrayTypeP(argument);

				ij_check_text_array(shape, array, &path);
				return PointerGetDatum(array);
			}
			break;
		case IJ_KIND_DOUBLE:	/* stands only inside structures */
		case IJ_KIND_MAP:
		case IJ_KIND_STRUCTURE:
			break;
	}

	{
		Jsonb	   *jsonb = DatumGetJsonbP(argument);

		ij_check_jsonb(shape, jsonb, &path);
		ij_check_rules(shape, JsonbPGetDatum(jsonb));
		return JsonbPGetDatum(jsonb);
	}
}
