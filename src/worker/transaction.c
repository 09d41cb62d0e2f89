/*-------------------------------------------------------------------------
 *
 * transaction.c
 *		The short transactions of the background worker.
 *
 * Every transaction locks the extension first, as DROP EXTENSION does, and
 * the tables after it; so the two wait for each other but never in a circle,
 * and an idle worker holds up nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_extension.h"
#include "commands/extension.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "storage/lmgr.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "fault.h"
#include "worker/transaction.h"

static bool lock_extension(void);

bool
ij_transaction_begin(void)
{
	MemoryContext caller = CurrentMemoryContext;

	SetCurrentStatementStartTimestamp();
	StartTransactionCommand();
	if (!lock_extension())
	{
		CommitTransactionCommand();
		MemoryContextSwitchTo(caller);
		return false;
	}
	PushActiveSnapshot(GetTransactionSnapshot());
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	return true;
}

/*
 * Looks the extension up anew each time, as it may have been dropped and
 * created again since, and once more under the lock, for the same reason.
 */
static bool
lock_extension(void)
{
	for (;;)
	{
		Oid			extension = get_extension_oid("iotjobs", true);

		if (!OidIsValid(extension))
			return false;
		LockDatabaseObject(ExtensionRelationId, extension, 0, AccessShareLock);
		if (get_extension_oid("iotjobs", true) == extension)
			return true;
		UnlockDatabaseObject(ExtensionRelationId, extension, 0, AccessShareLock);
	}
}

/* Leaves the caller in TopMemoryContext; it goes back to its own. */
void
ij_transaction_commit(void)
{
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
	PopActiveSnapshot();
	ij_fault("unit_before_commit");
	CommitTransactionCommand();
	ij_fault("unit_after_commit");
	(void) pgstat_report_stat(true);
}

ErrorData *
ij_transaction_catch(MemoryContext context,
					 bool (*is_new) (const ErrorData *error, void *arg), void *arg)
{
	ErrorData  *error;

	MemoryContextSwitchTo(context);
	HOLD_INTERRUPTS();
	QueryCancelPending = false; /* it has been answered */
	error = CopyErrorData();
	if (is_new(error, arg))
		EmitErrorReport();
	AbortCurrentTransaction();
	FlushErrorState();
	MemoryContextSwitchTo(context);
	RESUME_INTERRUPTS();
	return error;
}
