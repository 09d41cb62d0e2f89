/*-------------------------------------------------------------------------
 *
 * start_worker.c
 *		iotjobs.start_worker(): a worker where none is running.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xlog.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "postmaster/bgworker.h"
#include "storage/latch.h"

#include "compat.h"
#include "guc.h"
#include "store/worker_lock.h"
#include "worker/register.h"
#include "worker/registry.h"

#define WAIT_MS		10000
#define LOOK_MS		10

PG_FUNCTION_INFO_V1(iotjobs_start_worker);

static BackgroundWorkerHandle *register_worker(void);
static int	wait_for_worker(BackgroundWorkerHandle *handle);

/*
 * start_worker() RETURNS integer
 *
 * The process id of the database's worker, which is started if it is not
 * running: by the launcher if there is one, else until the server is stopped.
 */
Datum
iotjobs_start_worker(PG_FUNCTION_ARGS)
{
	BackgroundWorkerHandle *handle = NULL;
	int			pid;

	if (RecoveryInProgress())
		ereport(ERROR,
				(errcode(ERRCODE_READ_ONLY_SQL_TRANSACTION),
				 errmsg("cannot start a worker during recovery"),
				 errhint("After a promotion the launcher starts it.")));

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	pid = ij_worker_lock_holder();
	if (pid == 0)
	{
		if (!ij_guc_worker)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("could not start a worker: it is switched off"),
					 errhint("Switch the setting iotjobs.worker on.")));

		if (!ij_registry_exists())
			handle = register_worker();
		else if (ij_registry_worker_pid(MyDatabaseId) == 0)
			ij_registry_attend(MyDatabaseId);
		pid = wait_for_worker(handle);
	}
	SPI_finish();
	PG_RETURN_INT32(pid);
}

/* Asks the postmaster for a worker of this database. */
static BackgroundWorkerHandle *
register_worker(void)
{
	IjWorkerStart start = {MyDatabaseId, -1, 0};
	BackgroundWorker worker;
	BackgroundWorkerHandle *handle;

	ij_worker_describe(&worker, &start);
	if (!RegisterDynamicBackgroundWorker(&worker, &handle))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_RESOURCES),
				 errmsg("could not start a worker: all background worker processes are taken"),
				 errhint("Consider increasing the setting max_worker_processes.")));
	return handle;
}

/*
 * Waits until a worker holds the lock of the database: only then does a second
 * call find it.
 */
static int
wait_for_worker(BackgroundWorkerHandle *handle)
{
	for (int waited = 0; waited < WAIT_MS; waited += LOOK_MS)
	{
		bool		left;
		int			pid;
		pid_t		unused;

		/* Look whether it has left first: it may have come and stayed since. */
		left = handle != NULL && GetBackgroundWorkerPid(handle, &unused) == BGWH_STOPPED;
		pid = ij_worker_lock_holder();
		if (pid != 0)
			return pid;
		if (left)
			break;

		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
						 LOOK_MS, ij_wait_event());
		ResetLatch(MyLatch);
		CHECK_FOR_INTERRUPTS();
	}
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("could not start a worker: it did not come up"),
			 errdetail("A worker sees neither an extension whose creation has not been committed, nor work in a template database."),
			 errhint("See iotjobs.worker_status and the server log.")));
	return 0;
}
