/*-------------------------------------------------------------------------
 *
 * hooks.c
 *		Tells launcher and workers what sessions have changed.
 *
 *	a commit that left work				the worker of the database looks at once
 *	DROP EXTENSION						the same: it finds out and leaves
 *	CREATE EXTENSION					the launcher tries a worker
 *	CREATE or ALTER DATABASE			the launcher reads pg_database and tries a worker
 *	ALTER DATABASE or ROLE ... SET		the launcher replaces the worker
 *	DROP DATABASE						the worker is ended and waited for, before
 *										the server counts the sessions
 *
 * All but the last happen at the commit, when the change can be seen.  A
 * change made by a prepared transaction is found by the launcher's own looks.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <signal.h>

#include "access/xact.h"
#include "catalog/objectaccess.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_database.h"
#include "catalog/pg_db_role_setting.h"
#include "catalog/pg_extension.h"
#include "miscadmin.h"
#include "storage/latch.h"
#include "storage/proc.h"
#include "storage/procarray.h"

#include "compat.h"
#include "wake.h"
#include "worker/hooks.h"
#include "worker/registry.h"

/* How long DROP DATABASE waits for the worker; then the server tells the rest. */
#define DROP_WAIT_MS	5000
#define PATIENCE_MS		50		/* for the end of its unit, before it is interrupted */
#define LOOK_MS			2

static object_access_hook_type previous_access_hook = NULL;

/* Databases the launcher shall look at if this transaction commits. */
static bool attend_all = false;
static int	nattend = 0;
static Oid	attend[4];

static void wake_worker(bool is_work);
static void wake_without_registry(void);
static void object_accessed(ObjectAccessType access, Oid class_id, Oid object_id,
							int sub_id, void *arg);
static bool concerns_worker(const ObjectAccessPostAlter *alter);
static void attend_at_commit(Oid database);
static void tell_at_end_of_transaction(XactEvent event, void *arg);
static void end_worker(Oid database);

/* Called once, while the library is loaded. */
void
ij_hooks_init(void)
{
	ij_wake_hook = wake_worker;
	previous_access_hook = object_access_hook;
	object_access_hook = object_accessed;
	RegisterXactCallback(tell_at_end_of_transaction, NULL);
}

/*
 * A commit left work for the worker, or only news.  Must not fail.  Without
 * shared memory nobody knows whether somebody wants to hear news; they wait
 * for naptime then.
 */
static void
wake_worker(bool is_work)
{
	if (!ij_registry_exists())
	{
		if (is_work)
			wake_without_registry();
	}
	else if (is_work)
		ij_registry_wake_worker(MyDatabaseId);
	else
		ij_registry_tell_worker(MyDatabaseId);
}

/*
 * The library is not preloaded, so nothing in shared memory says which process
 * was started by start_worker().  Background workers of this database are few
 * and stand a needless wake-up, so all of them get one.  Nothing is locked: a
 * process that is just leaving has a latch all the same.
 */
static void
wake_without_registry(void)
{
	for (uint32 i = 0; i < ProcGlobal->allProcCount; i++)
	{
		PGPROC	   *proc = &ProcGlobal->allProcs[i];

		if (proc->databaseId == MyDatabaseId && proc->pid != 0 &&
			proc != MyProc && ij_proc_is_background_worker(proc))
			SetLatch(&proc->procLatch);
	}
}

static void
object_accessed(ObjectAccessType access, Oid class_id, Oid object_id,
				int sub_id, void *arg)
{
	if (previous_access_hook)
		previous_access_hook(access, class_id, object_id, sub_id, arg);

	if (class_id == ExtensionRelationId)
	{
		/* Which extension it is, the worker finds out. */
		if (access == OAT_POST_CREATE)
			attend_at_commit(MyDatabaseId);
		else if (access == OAT_DROP)
			ij_wake_at_commit();
	}
	else if (class_id == DatabaseRelationId)
	{
		if (access == OAT_POST_CREATE || access == OAT_POST_ALTER)
			attend_at_commit(object_id);
		else if (access == OAT_DROP)
		{
			attend_at_commit(object_id);
			end_worker(object_id);
		}
	}
	else if (class_id == DbRoleSettingRelationId && access == OAT_POST_ALTER &&
			 concerns_worker((const ObjectAccessPostAlter *) arg))
		attend_at_commit(object_id);	/* InvalidOid: in all databases */
}

/* Settings are kept per database and role; those of all roles and of the worker's own count. */
static bool
concerns_worker(const ObjectAccessPostAlter *alter)
{
	return alter == NULL || !OidIsValid(alter->auxiliary_id) ||
		alter->auxiliary_id == BOOTSTRAP_SUPERUSERID;
}

static void
attend_at_commit(Oid database)
{
	for (int i = 0; i < nattend; i++)
		if (attend[i] == database)
			return;

	if (!OidIsValid(database) || nattend == lengthof(attend))
		attend_all = true;
	else
		attend[nattend++] = database;
}

static void
tell_at_end_of_transaction(XactEvent event, void *arg)
{
	if (event != XACT_EVENT_COMMIT && event != XACT_EVENT_ABORT &&
		event != XACT_EVENT_PREPARE)
		return;

	if (event == XACT_EVENT_COMMIT)
	{
		for (int i = 0; i < nattend; i++)
			ij_registry_attend(attend[i]);
		if (attend_all)
			ij_registry_attend(InvalidOid);
	}
	nattend = 0;
	attend_all = false;
}

/*
 * Ends the worker of a database that is being dropped and waits until the
 * server no longer counts it.  The caller has been found to be the owner and
 * holds the lock of the database, so that no new worker can connect.  Should
 * the DROP fail after all, the launcher starts the worker again.
 */
static void
end_worker(Oid database)
{
	pid_t		pid = ij_registry_worker_pid(database);

	if (pid == 0 || BackendPidGetProc(pid) == NULL)
		return;

	ij_registry_stop_worker(database, IJ_OUTCOME_IN_THE_WAY);
	for (int waited = 0; waited < DROP_WAIT_MS && BackendPidGetProc(pid) != NULL; waited += LOOK_MS)
	{
		if (waited == PATIENCE_MS)
			(void) kill(pid, SIGTERM);
		CHECK_FOR_INTERRUPTS();
		(void) WaitLatch(MyLatch, WL_TIMEOUT | WL_EXIT_ON_PM_DEATH, LOOK_MS, ij_wait_event());
	}
}
