/*-------------------------------------------------------------------------
 *
 * load_guard.c
 *		Keeps the worker away while somebody loads tables directly.
 *
 * A restore loads one table after the other.  A worker that saw the jobs
 * before their executions would roll them out again, and then the restore
 * would fail on its own rows.  So whoever inserts into a table that the worker
 * acts on, not through a function of the extension, holds a lock from then
 * on until the session ends: psql and pg_restore stay connected until all is
 * loaded, the processes of a parallel restore, too.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/trigger.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lock.h"

#include "store/load_guard.h"
#include "store/spi.h"

/* Like IJ_WORKER_LOCK_SPACE: no SQL function takes or releases it. */
#define LOAD_LOCK_SPACE 0x494C

PG_FUNCTION_INFO_V1(iotjobs_note_direct_load);

/* A session may load many tables; the lock is taken once. */
static Oid	noted_database = InvalidOid;

static void
set_tag(LOCKTAG *tag)
{
	SET_LOCKTAG_ADVISORY(*tag, MyDatabaseId, 0, 0, LOAD_LOCK_SPACE);
}

/*
 * note_direct_load() RETURNS trigger
 *
 * Before an insert into one of the tables that the worker acts on.  Waits for
 * the end of a pass that is under way.
 */
Datum
iotjobs_note_direct_load(PG_FUNCTION_ARGS)
{
	LOCKTAG		tag;

	if (!CALLED_AS_TRIGGER(fcinfo))
		elog(ERROR, "note_direct_load was not called as a trigger");

	if (!ij_spi_is_running() && noted_database != MyDatabaseId)
	{
		set_tag(&tag);
		(void) LockAcquire(&tag, ShareLock, true, false);
		noted_database = MyDatabaseId;
	}
	return PointerGetDatum(NULL);
}

bool
ij_load_guard_begin_pass(void)
{
	LOCKTAG		tag;

	set_tag(&tag);
	return LockAcquire(&tag, ExclusiveLock, true, true) != LOCKACQUIRE_NOT_AVAIL;
}

void
ij_load_guard_end_pass(void)
{
	LOCKTAG		tag;

	set_tag(&tag);
	(void) LockRelease(&tag, ExclusiveLock, true);
}
