/*-------------------------------------------------------------------------
 *
 * worker_lock.c
 *		The lock by which a database has one worker.
 *
 * Neither DROP EXTENSION nor DROP DATABASE asks for it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "storage/lock.h"

#include "store/spi.h"
#include "store/worker_lock.h"

static IjStatement find_holder = {
	.sql = "SELECT l.pid FROM pg_catalog.pg_locks AS l"
	" WHERE l.locktype OPERATOR(pg_catalog.=) 'advisory'"
	" AND l.database OPERATOR(pg_catalog.=) $1"
	" AND l.objsubid OPERATOR(pg_catalog.=) $2"
	" AND l.granted",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {OIDOID, INT4OID},
};

/* Takes the lock until the process ends; false if another process has it. */
bool
ij_worker_lock_take(void)
{
	LOCKTAG		tag;

	SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, 0, 0, IJ_WORKER_LOCK_SPACE);
	return LockAcquire(&tag, ExclusiveLock, true, true) != LOCKACQUIRE_NOT_AVAIL;
}

/* The process that has the lock, 0 if none.  Called with SPI connected. */
int
ij_worker_lock_holder(void)
{
	Datum		values[] = {
		ObjectIdGetDatum(MyDatabaseId),
		Int32GetDatum(IJ_WORKER_LOCK_SPACE),
	};

	return ij_run(&find_holder, values, NULL) == 0 ? 0 : ij_row_int32(0, 1);
}
