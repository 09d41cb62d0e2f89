/*-------------------------------------------------------------------------
 *
 * handle.c
 *		iotjobs_data.handle(): a request that comes as an MQTT message.
 *
 * The topic says which operation, thing and job, the payload the rest; then
 * it is the same request as of invoke().  Whatever is wrong with a message is
 * told to the device, in the words of the developer guide, "ErrorResponse",
 * and is no error to the caller: a broker's bridge could do nothing about it.
 * What is wrong with the server is one, because the caller can: it tries
 * again, or elsewhere.
 *
 * Topic, payload and members are looked at before any statement, so that a
 * malformed message costs no subtransaction.  The operation runs in one, and
 * leaves nothing behind when it is refused.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/resowner.h"

#include "api/call.h"
#include "api/json_request.h"
#include "api/operations.h"
#include "clock.h"
#include "compat.h"
#include "errors.h"
#include "json/mqtt_out.h"
#include "json/shape_check.h"
#include "json/shape_error.h"
#include "rules/document.h"
#include "rules/mqtt_topic.h"
#include "rules/shapes.h"

/* Of an MQTT message; developer guide, "Jobs management and control". */
#define MAX_PAYLOAD_BYTES (128 * 1024)

/* What is shown of the parser's complaint. */
#define FAULT_CHARACTERS 160

PG_FUNCTION_INFO_V1(iotjobs_data_handle);
PG_FUNCTION_INFO_V1(iotjobs_data_handle_bytes);

/* A message on its way through; code and reason once it is refused. */
typedef struct Exchange
{
	IjMqttTopic topic;
	struct varlena *payload;	/* text, or bytes; NULL: none */
	bool		is_bytes;
	IjRequest	request;
	IjMessage	message;
	text	   *client_token;	/* NULL: not given, or not readable */
	const char *code;
	const char *reason;
} Exchange;

typedef struct Answer
{
	text	   *topic;			/* NULL: nobody can be told */
	struct varlena *payload;	/* NULL: no answer */
} Answer;

static Datum return_answer(FunctionCallInfo fcinfo, bool is_bytes);
static void handle(text *topic, Exchange *exchange, Answer *answer);
static bool read_message(Exchange *exchange);
static void read_json(Exchange *exchange);
static void read_members(Exchange *exchange, Jsonb *json);
static void take_from_topic(IjRequest *request, const char *member, IjTextPart part);
static Jsonb *run(Exchange *exchange);
static void refuse(Exchange *exchange, const char *code, const char *reason);
static void refuse_with(Exchange *exchange, ErrorData *error, bool while_reading);
static const char *code_of(int sqlstate);
static bool concerns_caller(int sqlstate);
static text *topic_with(text *topic, const char *suffix);
static struct varlena *bytes_of(text *string);

Datum
iotjobs_data_handle(PG_FUNCTION_ARGS)
{
	return return_answer(fcinfo, false);
}

/* Payloads are what MQTT has: bytes, hopefully of UTF-8. */
Datum
iotjobs_data_handle_bytes(PG_FUNCTION_ARGS)
{
	return return_answer(fcinfo, true);
}

static Datum
return_answer(FunctionCallInfo fcinfo, bool is_bytes)
{
	FuncCallContext *context;
	Answer	   *answer;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller;
		Exchange   *exchange;

		context = SRF_FIRSTCALL_INIT();
		caller = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &context->tuple_desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "handle returns no rows");
		context->tuple_desc = BlessTupleDesc(context->tuple_desc);
		exchange = palloc0(sizeof(Exchange));
		exchange->payload = PG_ARGISNULL(1) ? NULL : PG_GETARG_VARLENA_PP(1);
		exchange->is_bytes = is_bytes;
		exchange->message.client = PG_ARGISNULL(2) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(2));
		exchange->message.context = CurrentMemoryContext;
		answer = palloc0(sizeof(Answer));
		handle(PG_ARGISNULL(0) ? NULL : PG_GETARG_TEXT_PP(0), exchange, answer);
		if (is_bytes && answer->payload != NULL)
			answer->payload = bytes_of(answer->payload);
		context->user_fctx = answer;
		MemoryContextSwitchTo(caller);
	}

	context = SRF_PERCALL_SETUP();
	answer = context->user_fctx;
	if (context->call_cntr == 0 && answer->payload != NULL)
	{
		Datum		values[] = {PointerGetDatum(answer->topic), PointerGetDatum(answer->payload)};
		bool		nulls[] = {answer->topic == NULL, false};

		SRF_RETURN_NEXT(context, HeapTupleGetDatum(heap_form_tuple(context->tuple_desc, values, nulls)));
	}
	SRF_RETURN_DONE(context);
}

/*
 * One answer, to the topic of the request; none to what the service itself
 * publishes.  Where not even the topic is ours the answer has no topic.
 */
static void
handle(text *topic, Exchange *exchange, Answer *answer)
{
	Jsonb	   *reply = NULL;

	ij_mqtt_topic_parse(topic == NULL ? NULL : VARDATA_ANY(topic),
						topic == NULL ? 0 : VARSIZE_ANY_EXHDR(topic), &exchange->topic);
	if (exchange->topic.kind == IJ_MQTT_PUBLISHED)
		return;

	if (read_message(exchange))
		reply = run(exchange);

	if (reply != NULL)
	{
		answer->topic = topic_with(topic, "/accepted");
		answer->payload = ij_mqtt_accepted(reply, exchange->client_token, ij_now());
		return;
	}
	if (exchange->topic.kind != IJ_MQTT_FOREIGN)
		answer->topic = topic_with(topic, "/rejected");
	answer->payload = ij_mqtt_rejected(exchange->code, exchange->reason, exchange->message.execution_state,
									   exchange->client_token, ij_now());
}

/*
 * Makes a request of the message.  What raises an error in here holds nothing
 * but memory: it is caught without a subtransaction.
 */
static bool
read_message(Exchange *exchange)
{
	MemoryContext caller = CurrentMemoryContext;

	PG_TRY();
	{
		read_json(exchange);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(caller);
		error = CopyErrorData();
		FlushErrorState();
		refuse_with(exchange, error, true);
	}
	PG_END_TRY();

	return exchange->code == NULL;
}

/*
 * The client's token is looked for even in a message that has no topic, so
 * that the client knows which of its messages is meant.
 */
static void
read_json(Exchange *exchange)
{
	const char *bytes = exchange->payload == NULL ? "" : VARDATA_ANY(exchange->payload);
	int			length = exchange->payload == NULL ? 0 : VARSIZE_ANY_EXHDR(exchange->payload);
	IjDocumentScan scan;
	Jsonb	   *json = NULL;
	char	   *fault;

	if (exchange->topic.kind == IJ_MQTT_FOREIGN || exchange->topic.kind == IJ_MQTT_UNKNOWN)
		refuse(exchange, "InvalidTopic", "the topic maps to no operation of jobs");

	if (length > MAX_PAYLOAD_BYTES)
	{
		refuse(exchange, "InvalidRequest",
			   psprintf("the payload has %d bytes, and may have %d", length, MAX_PAYLOAD_BYTES));
		return;
	}
	if (exchange->is_bytes)
	{
		const char *converted = pg_any_to_server(bytes, length, PG_UTF8);

		length = converted == bytes ? length : (int) strlen(converted);
		bytes = converted;
	}
	ij_document_scan(bytes, length, &scan);
	if (scan.fault != IJ_DOCUMENT_GOOD)
	{
		refuse(exchange, "InvalidRequest",
			   scan.fault == IJ_DOCUMENT_TOO_DEEP ? "the payload is nested too deeply" :
			   "the payload has a number that is out of range");
		return;
	}
	fault = ij_json_fault((char *) bytes, length);
	if (fault != NULL)
	{
		refuse(exchange, "InvalidJson",
			   psprintf("the payload is not JSON: %s", ij_clip_to(fault, strlen(fault), FAULT_CHARACTERS)));
		return;
	}

	json = DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(pnstrdup(bytes, length))));
	if (!JB_ROOT_IS_OBJECT(json))
	{
		refuse(exchange, "InvalidJson", "the payload is not a JSON object");
		return;
	}
	read_members(exchange, json);
}

static void
read_members(Exchange *exchange, Jsonb *json)
{
	IjRequest  *request = &exchange->request;
	const char *name = ij_mqtt_topic_operation(exchange->topic.kind);
	IjTextPart	namespace_id = exchange->topic.namespace_id;
	IjPath		token_path = {NULL, "clientToken", 11, 0};
	JsonbValue	token;

	ij_shape_error_begin(0);
	if (getKeyJsonValueFromContainer(&json->root, token_path.name, token_path.length, &token) != NULL &&
		token.type != jbvNull)
	{
		ij_check_json_value(&ij_shape_mqtt_client_token, &token, &token_path);
		exchange->client_token = cstring_to_text_with_len(token.val.string.val, token.val.string.len);
	}
	if (exchange->code != NULL)
		return;

	ij_request_init(request, ij_operation_find(IJ_DATA_PLANE, name, (int) strlen(name)));
	request->message = &exchange->message;
	ij_json_request_members(request, json, token_path.name);
	take_from_topic(request, "thingName", exchange->topic.thing_name);
	if (exchange->topic.job_id.length > 0)
		take_from_topic(request, "jobId", exchange->topic.job_id);
	ij_call_check_required(request);

	if (namespace_id.length > 0)
	{
		IjPath		path = {NULL, "namespaceId", 11, 0};

		ij_check_string(&ij_shape_namespace_id, namespace_id.start, (int) namespace_id.length, &path);
	}
	exchange->message.namespace_id = cstring_to_text_with_len(namespace_id.start, (int) namespace_id.length);
}

/* A member that stands in the topic; the payload may repeat it. */
static void
take_from_topic(IjRequest *request, const char *member, IjTextPart part)
{
	text	   *given = ij_request_text(request, member);

	if (given != NULL &&
		(VARSIZE_ANY_EXHDR(given) != part.length ||
		 memcmp(VARDATA_ANY(given), part.start, part.length) != 0))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s \"%s\" is not that of the topic", member,
						ij_clip(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given)))));
	ij_json_request_string(request, member, part.start, (int) part.length);
}

/* Runs the operation; NULL if it was refused, when it has done nothing. */
static Jsonb *
run(Exchange *exchange)
{
	MemoryContext caller = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	Jsonb	   *volatile reply = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(caller);
	PG_TRY();
	{
		reply = DatumGetJsonbP(ij_call_run(&exchange->request));
		ReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(caller);
		CurrentResourceOwner = owner;
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(caller);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(caller);
		CurrentResourceOwner = owner;
		refuse_with(exchange, error, false);
	}
	PG_END_TRY();

	return reply;
}

/* The first fault is the one that counts. */
static void
refuse(Exchange *exchange, const char *code, const char *reason)
{
	if (exchange->code == NULL)
	{
		exchange->code = code;
		exchange->reason = reason;
	}
}

/*
 * What nobody has foreseen is an InternalError to the device; the log gets to
 * know what it was.
 */
static void
refuse_with(Exchange *exchange, ErrorData *error, bool while_reading)
{
	const char *code = code_of(error->sqlerrcode);

	if (code != NULL)
		refuse(exchange, code, error->message);
	else if (concerns_caller(error->sqlerrcode))
		ReThrowError(error);
	else if (while_reading && ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_DATA_EXCEPTION)
		refuse(exchange, "InvalidJson", error->message);
	else
	{
		ereport(LOG,
				(errcode(error->sqlerrcode),
				 errmsg("could not handle an MQTT request: %s", error->message),
				 error->detail != NULL ? errdetail_internal("%s", error->detail) : 0,
				 error->context != NULL ? errcontext_msg("%s", error->context) : 0));
		refuse(exchange, "InternalError", "the request could not be handled");
	}
}

/* What the exceptions of the data plane are called in an MQTT message; NULL for anything else. */
static const char *
code_of(int sqlstate)
{
	switch (sqlstate)
	{
		case ERRCODE_IJ_INVALID_REQUEST:
		case ERRCODE_IJ_UNAUTHORIZED:
			return "InvalidRequest";
		case ERRCODE_IJ_RESOURCE_NOT_FOUND:
			return "ResourceNotFound";
		case ERRCODE_IJ_INVALID_STATE_TRANSITION:
			return "InvalidStateTransition";
		case ERRCODE_IJ_VERSION_CONFLICT:
			return "VersionMismatch";
		case ERRCODE_IJ_TERMINAL_STATE:
			return "TerminalStateReached";
		case ERRCODE_IJ_THROTTLING:
			return "RequestThrottled";
		case ERRCODE_IJ_INTERNAL_FAILURE:
			return "InternalError";
	}
	return NULL;
}

/*
 * The transaction has to be run again, the statement was canceled, the server
 * is read-only, full, or going down: the device is not to be told so, because
 * the caller may still succeed with its message.
 */
static bool
concerns_caller(int sqlstate)
{
	switch (ERRCODE_TO_CATEGORY(sqlstate))
	{
		case ERRCODE_CONNECTION_EXCEPTION:	/* 08 */
		case ERRCODE_INVALID_TRANSACTION_STATE: /* 25 */
		case ERRCODE_TRANSACTION_ROLLBACK:	/* 40 */
		case ERRCODE_INSUFFICIENT_RESOURCES:	/* 53 */
		case ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE:	/* 55 */
		case ERRCODE_OPERATOR_INTERVENTION: /* 57 */
		case ERRCODE_SYSTEM_ERROR:	/* 58 */
			return true;
	}
	return sqlstate == ERRCODE_DATA_CORRUPTED || sqlstate == ERRCODE_INDEX_CORRUPTED;
}

static text *
topic_with(text *topic, const char *suffix)
{
	size_t		length = VARSIZE_ANY_EXHDR(topic);
	size_t		added = strlen(suffix);
	text	   *result = palloc(VARHDRSZ + length + added);

	SET_VARSIZE(result, VARHDRSZ + length + added);
	memcpy(VARDATA(result), VARDATA_ANY(topic), length);
	memcpy(VARDATA(result) + length, suffix, added);
	return result;
}

static struct varlena *
bytes_of(text *string)
{
	char	   *bytes = VARDATA(string);
	char	   *converted = pg_server_to_any(bytes, VARSIZE(string) - VARHDRSZ, PG_UTF8);

	return converted == bytes ? string : cstring_to_text(converted);
}
