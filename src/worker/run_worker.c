/*-------------------------------------------------------------------------
 *
 * run_worker.c
 *		iotjobs.run_worker(), iotjobs.run_maintenance(): a pass, or its upkeep
 *		alone, inside the caller's transaction.
 *
 * The same pass as the background worker's, but each unit runs in a
 * subtransaction, so that an error in one leaves the others and the caller
 * alone.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#include "utils/timestamp.h"

#include "clock.h"
#include "engine/pass.h"
#include "engine/upkeep.h"
#include "errors.h"
#include "fault.h"
#include "worker/isolation.h"

PG_FUNCTION_INFO_V1(iotjobs_run_worker);
PG_FUNCTION_INFO_V1(iotjobs_run_maintenance);

static void begin(IjPass *pass, IjRunner *runner, TimestampTz at);
static void connect_spi(void);
static void disconnect_spi(void);
static bool run_unit(IjPass *pass, const char *step, IjUnit unit, int64 job_id);
static void note_failure(IjPass *pass, const char *step, int64 job_id, ErrorData *error);

/*
 * run_worker(at timestamptz DEFAULT NULL) RETURNS jsonb
 *
 * NULL is the present, which iotjobs.clock may have set.
 */
Datum
iotjobs_run_worker(PG_FUNCTION_ARGS)
{
	TimestampTz at = PG_ARGISNULL(0) ? ij_now() : PG_GETARG_TIMESTAMPTZ(0);
	IjRunner	runner = {0};
	IjPass		pass;
	Jsonb	   *summary;

	PreventCommandIfReadOnly("iotjobs.run_worker()");
	begin(&pass, &runner, at);
	ij_pass_run(&pass);
	summary = ij_pass_summary(&pass);
	ij_pass_end(&pass);
	PG_RETURN_JSONB_P(summary);
}

/*
 * run_maintenance(at timestamptz DEFAULT NULL, max_rows integer DEFAULT NULL) RETURNS jsonb
 *
 * The calendar work alone, of which no worker need be there.
 */
Datum
iotjobs_run_maintenance(PG_FUNCTION_ARGS)
{
	TimestampTz at = PG_ARGISNULL(0) ? ij_now() : PG_GETARG_TIMESTAMPTZ(0);
	int32		max_rows = PG_ARGISNULL(1) ? IJ_UPKEEP_ROWS : PG_GETARG_INT32(1);
	IjRunner	runner = {0};
	IjPass		pass;
	Jsonb	   *summary;

	if (max_rows < 1)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("max_rows must be at least 1")));
	PreventCommandIfReadOnly("iotjobs.run_maintenance()");
	begin(&pass, &runner, at);
	ij_run_upkeep(&pass, max_rows);
	summary = ij_pass_upkeep_summary(&pass);
	ij_pass_end(&pass);
	PG_RETURN_JSONB_P(summary);
}

static void
begin(IjPass *pass, IjRunner *runner, TimestampTz at)
{
	if (TIMESTAMP_NOT_FINITE(at))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("at must be a finite timestamp")));

	ij_pass_init(pass, at);
	pass->run_unit = run_unit;
	pass->note_failure = note_failure;
	pass->runner = runner;

	connect_spi();
	ij_isolation_begin(pass);
	disconnect_spi();
}

static void
connect_spi(void)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
}

static void
disconnect_spi(void)
{
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
}

/* IjPass.run_unit of iotjobs.run_worker(). */
static bool
run_unit(IjPass *pass, const char *step, IjUnit unit, int64 job_id)
{
	MemoryContext caller = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	IjRunner   *runner = pass->runner;
	IjFailure  *failure = ij_isolation_find(pass, step, job_id);
	ErrorData  *volatile error = NULL;
	volatile bool more = false;

	CHECK_FOR_INTERRUPTS();
	pass->unit_end = IJ_UNIT_NOT_DUE;
	pass->unit_error = NULL;
	if (!ij_isolation_is_due(pass, failure))
		return false;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(caller);
	PG_TRY();
	{
		connect_spi();
		more = unit(pass, job_id);
		ij_isolation_succeeded(pass, failure);
		disconnect_spi();
		ij_fault("run_worker_before_release");
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(pass->context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		more = false;
	}
	PG_END_TRY();
	MemoryContextSwitchTo(caller);
	CurrentResourceOwner = owner;
	runner->units++;

	/* A cancelled call is not a failing unit: it ends the pass. */
	if (error != NULL && error->sqlerrcode == ERRCODE_QUERY_CANCELED)
		ReThrowError(error);

	pass->unit_end = error == NULL ? IJ_UNIT_DONE : IJ_UNIT_FAILED;
	pass->unit_error = error;
	if (error != NULL && !pass->is_trial)
		note_failure(pass, step, job_id, error);
	return more;
}

/* IjPass.note_failure of iotjobs.run_worker(): records the failure and warns the caller. */
static void
note_failure(IjPass *pass, const char *step, int64 job_id, ErrorData *error)
{
	pass->units_failed++;
	ereport(WARNING,
			(errcode(error->sqlerrcode),
			 errmsg("step \"%s\" failed: %s", step, error->message),
			 job_id != 0 ? errdetail("It is a step of job " INT64_FORMAT ".", job_id) : 0));

	connect_spi();
	ij_isolation_failed(pass, step, job_id, error);
	disconnect_spi();
}
