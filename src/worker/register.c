/*-------------------------------------------------------------------------
 *
 * register.c
 *		Describes the launcher and the workers to the postmaster.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "postmaster/bgworker.h"

#include "worker/register.h"
#include "worker/registry.h"

/* Describes the launcher to the postmaster.  Called while preloading. */
void
ij_launcher_register(void)
{
	BackgroundWorker worker;

	memset(&worker, 0, sizeof(worker));
	worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
	/* Never on a standby, and at once after a promotion. */
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = 5;
	strlcpy(worker.bgw_library_name, "iotjobs", sizeof(worker.bgw_library_name));
	strlcpy(worker.bgw_function_name, "iotjobs_launcher_main", sizeof(worker.bgw_function_name));
	strlcpy(worker.bgw_name, "iotjobs launcher", sizeof(worker.bgw_name));
	strlcpy(worker.bgw_type, "iotjobs launcher", sizeof(worker.bgw_type));
	RegisterBackgroundWorker(&worker);
}

/*
 * Describes a worker.  The postmaster brings back only one that was started by
 * hand; all others are the launcher's to start.
 */
void
ij_worker_describe(BackgroundWorker *worker, const IjWorkerStart *start)
{
	memset(worker, 0, sizeof(*worker));
	worker->bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
	worker->bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker->bgw_restart_time = start->slot < 0 ? 5 : BGW_NEVER_RESTART;
	worker->bgw_notify_pid = MyProcPid;
	strlcpy(worker->bgw_library_name, "iotjobs", sizeof(worker->bgw_library_name));
	strlcpy(worker->bgw_function_name, "iotjobs_worker_main", sizeof(worker->bgw_function_name));
	snprintf(worker->bgw_name, sizeof(worker->bgw_name), "iotjobs worker of database %u", start->database);
	strlcpy(worker->bgw_type, "iotjobs worker", sizeof(worker->bgw_type));

	StaticAssertStmt(sizeof(IjWorkerStart) <= BGW_EXTRALEN, "IjWorkerStart is too long");
	memcpy(worker->bgw_extra, start, sizeof(*start));
}
