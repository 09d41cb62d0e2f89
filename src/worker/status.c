/*-------------------------------------------------------------------------
 *
 * status.c
 *		iotjobs.worker_processes(): what launcher and workers are doing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xlog.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "guc.h"
#include "store/worker_lock.h"
#include "worker/registry.h"

#define NCOLUMNS 15

PG_FUNCTION_INFO_V1(iotjobs_worker_processes);

/* The slots in use, and a made-up one for this database if it has none. */
typedef struct SlotList
{
	int			n;
	IjWorkerSlot slots[FLEXIBLE_ARRAY_MEMBER];
} SlotList;

static SlotList *collect_slots(void);
static IjWorkerSlot slot_by_hand(void);
static Datum slot_row(const IjWorkerSlot *slot, TupleDesc columns);
static const char *state_word(const IjWorkerSlot *slot);
static const char *reason_text(const IjWorkerSlot *slot);
static void set_time(Datum *value, bool *is_null, TimestampTz time);

/*
 * worker_processes() RETURNS SETOF record
 *
 * A row for each database that has a worker or is about to get one, and
 * always one for the present database.
 */
Datum
iotjobs_worker_processes(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	SlotList   *list;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller;
		TupleDesc	columns;

		call = SRF_FIRSTCALL_INIT();
		caller = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &columns) != TYPEFUNC_COMPOSITE ||
			columns->natts != NCOLUMNS)
			elog(ERROR, "worker_processes has another result than expected");
		call->tuple_desc = BlessTupleDesc(columns);
		call->user_fctx = collect_slots();
		MemoryContextSwitchTo(caller);
	}

	call = SRF_PERCALL_SETUP();
	list = call->user_fctx;
	if (call->call_cntr < (uint64) list->n)
	{
		/* The macro counts the row before it looks at its value. */
		Datum		row = slot_row(&list->slots[call->call_cntr], call->tuple_desc);

		SRF_RETURN_NEXT(call, row);
	}
	SRF_RETURN_DONE(call);
}

static SlotList *
collect_slots(void)
{
	int			size = ij_registry_size();
	SlotList   *list = palloc0(offsetof(SlotList, slots) + (size + 1) * sizeof(IjWorkerSlot));
	bool		mine_found = false;

	for (int i = 0; i < size; i++)
	{
		IjWorkerSlot slot = ij_registry_get(i);

		if (slot.state == IJ_SLOT_FREE)
			continue;
		mine_found |= slot.database == MyDatabaseId;
		list->slots[list->n++] = slot;
	}
	if (!mine_found)
		list->slots[list->n++] = slot_by_hand();
	return list;
}

/* For a database without a slot; its worker may have been started by hand. */
static IjWorkerSlot
slot_by_hand(void)
{
	IjWorkerSlot slot;

	memset(&slot, 0, sizeof(slot));
	slot.database = MyDatabaseId;
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	slot.pid = ij_worker_lock_holder();
	SPI_finish();
	if (slot.pid != 0)
		slot.state = IJ_SLOT_RUNNING;
	return slot;
}

static Datum
slot_row(const IjWorkerSlot *slot, TupleDesc columns)
{
	Datum		values[NCOLUMNS] = {0};
	bool		nulls[NCOLUMNS] = {false};
	const char *reason = reason_text(slot);
	bool		runs = slot->started_at != 0;

	values[0] = ObjectIdGetDatum(slot->database);
	values[1] = Int32GetDatum(slot->pid);
	nulls[1] = slot->pid == 0;
	values[2] = CStringGetTextDatum(state_word(slot));
	if (reason != NULL)
		values[3] = CStringGetTextDatum(reason);
	nulls[3] = reason == NULL;
	set_time(&values[4], &nulls[4], slot->started_at);
	set_time(&values[5], &nulls[5], slot->state == IJ_SLOT_WAITING ? slot->next_start_at : 0);
	set_time(&values[6], &nulls[6], slot->pass_began_at);
	set_time(&values[7], &nulls[7], slot->pass_ended_at);
	values[8] = Int64GetDatum(slot->passes);
	values[9] = Int64GetDatum(slot->units);
	values[10] = Int64GetDatum(slot->units_failed);
	nulls[8] = nulls[9] = nulls[10] = !runs;
	values[11] = JsonbPGetDatum(ij_pass_counts_done(slot->done));
	values[12] = JsonbPGetDatum(ij_pass_counts_done(slot->last_done));
	nulls[11] = nulls[12] = !runs;
	set_time(&values[13], &nulls[13], slot->next_try_at);
	values[14] = CStringGetTextDatum(slot->last_error);
	nulls[14] = slot->next_try_at == 0;

	return HeapTupleGetDatum(heap_form_tuple(columns, values, nulls));
}

static const char *
state_word(const IjWorkerSlot *slot)
{
	switch (slot->state)
	{
		case IJ_SLOT_FREE:
			return "none";
		case IJ_SLOT_WAITING:
		case IJ_SLOT_STOPPED:
			return "waiting";
		case IJ_SLOT_STARTING:
			return "starting";
		case IJ_SLOT_RUNNING:
			return "running";
	}
	return NULL;
}

/* Why there is no worker; NULL if there is one. */
static const char *
reason_text(const IjWorkerSlot *slot)
{
	switch (slot->state)
	{
		case IJ_SLOT_STARTING:
		case IJ_SLOT_RUNNING:
			return NULL;
		case IJ_SLOT_WAITING:
		case IJ_SLOT_STOPPED:
			if (slot->no_process)
				return "all background worker processes are taken: increase max_worker_processes";
			if (slot->outcome == IJ_OUTCOME_IN_THE_WAY)
				return "DROP DATABASE has ended the last worker";
			return slot->outcome == IJ_OUTCOME_LOCKED ?
				"another worker serves the database" :
				"the last worker failed: see the server log";
		case IJ_SLOT_FREE:
			break;
	}

	if (RecoveryInProgress())
		return "the server is a standby";
	if (!ij_guc_worker)
		return "iotjobs.worker is off";
	if (!ij_registry_exists())
		return "the library is not preloaded: call iotjobs.start_worker()";
	if (ij_registry_launcher_pid() == 0)
		return "there is no launcher: see max_worker_processes and the server log";
	return "the launcher has found no extension in this database yet, or the database is a template, "
		"or iotjobs.max_databases others have workers";
}

static void
set_time(Datum *value, bool *is_null, TimestampTz time)
{
	*value = TimestampTzGetDatum(time);
	*is_null = time == 0;
}
