/*-------------------------------------------------------------------------
 *
 * notification.c
 *		iotjobs.take_notifications() and iotjobs.confirm_notifications(),
 *		which are no operations of the API.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "clock.h"
#include "errors.h"
#include "store/outbox_store.h"
#include "wake.h"

#define DEFAULT_MAX 100
#define MAX_MAX 10000
#define DEFAULT_LEASE (30 * USECS_PER_SEC)
#define MIN_LEASE USECS_PER_SEC
#define MAX_LEASE USECS_PER_DAY

PG_FUNCTION_INFO_V1(iotjobs_take_notifications);
PG_FUNCTION_INFO_V1(iotjobs_confirm_notifications);

/* What is handed out, row by row. */
typedef struct Taken
{
	int			n;
	IjNotification *notifications;
} Taken;

static Taken *take(FunctionCallInfo fcinfo);
static int	read_max(FunctionCallInfo fcinfo);
static int64 read_lease(FunctionCallInfo fcinfo);
static void begin(const char *function);
static void end(void);

/*
 * take_notifications(max integer, lease interval)
 * RETURNS TABLE (id bigint, topic text, payload jsonb)
 */
Datum
iotjobs_take_notifications(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Taken	   *taken;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller;
		TupleDesc	columns;

		call = SRF_FIRSTCALL_INIT();
		caller = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &columns) != TYPEFUNC_COMPOSITE || columns->natts != 3)
			elog(ERROR, "take_notifications has another result than expected");
		call->tuple_desc = BlessTupleDesc(columns);
		call->user_fctx = take(fcinfo);
		MemoryContextSwitchTo(caller);
	}

	call = SRF_PERCALL_SETUP();
	taken = call->user_fctx;
	if (call->call_cntr < (uint64) taken->n)
	{
		IjNotification *one = &taken->notifications[call->call_cntr];
		Datum		values[] = {Int64GetDatum(one->id), one->topic, one->payload};
		bool		nulls[3] = {false};
		Datum		row = HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));

		SRF_RETURN_NEXT(call, row);
	}
	SRF_RETURN_DONE(call);
}

/* In the context that lives until the last row is handed out. */
static Taken *
take(FunctionCallInfo fcinfo)
{
	MemoryContext context = CurrentMemoryContext;
	Taken	   *taken = palloc0(sizeof(Taken));
	int			max = read_max(fcinfo);
	TimestampTz at = ij_now();
	TimestampTz until = at + read_lease(fcinfo);

	begin("iotjobs.take_notifications()");
	MemoryContextSwitchTo(context);
	if (ij_outbox_ask(at))
		ij_wake_at_commit();
	taken->n = ij_outbox_take(max, at, until, &taken->notifications);
	end();
	return taken;
}

static int
read_max(FunctionCallInfo fcinfo)
{
	int			max = PG_ARGISNULL(0) ? DEFAULT_MAX : PG_GETARG_INT32(0);

	if (max < 1 || max > MAX_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("max is %d", max),
				 errdetail("At least 1 and at most %d notifications are taken at a time.", MAX_MAX)));
	return max;
}

static int64
read_lease(FunctionCallInfo fcinfo)
{
	const Interval *given = PG_ARGISNULL(1) ? NULL : PG_GETARG_INTERVAL_P(1);
	int64		lease = DEFAULT_LEASE;

	/* A month is no length, and a few days are too long already. */
	if (given != NULL)
		lease = given->month != 0 || given->day < -1 || given->day > 1 || given->time > 2 * MAX_LEASE ? -1 :
			given->day * USECS_PER_DAY + given->time;
	if (lease < MIN_LEASE || lease > MAX_LEASE)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("lease is \"%s\"",
						DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(1)))),
				 errdetail("A lease lasts from 1 second to 1 day.")));
	return lease;
}

/* confirm_notifications(ids bigint[]) RETURNS bigint */
Datum
iotjobs_confirm_notifications(PG_FUNCTION_ARGS)
{
	int64		confirmed;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("ids must be given"),
				 errhint("They are the ids that iotjobs.take_notifications() returned.")));

	begin("iotjobs.confirm_notifications()");
	confirmed = ij_outbox_confirm(PG_GETARG_ARRAYTYPE_P(0));
	end();
	PG_RETURN_INT64(confirmed);
}

static void
begin(const char *function)
{
	PreventCommandIfReadOnly(function);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
}

static void
end(void)
{
	SPI_finish();
}
