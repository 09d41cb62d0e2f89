/*-------------------------------------------------------------------------
 *
 * database_list.c
 *		The databases that may have a worker.
 *
 * The launcher is connected to no database, so it reads the shared catalogue
 * directly; there is no SQL without a database.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_database.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"

#include "worker/database_list.h"

static bool may_have_worker(Form_pg_database database);

/*
 * OIDs of all databases that take connections and are no templates, in the
 * caller's memory context.  Runs a transaction of its own.
 */
List *
ij_database_list(void)
{
	MemoryContext caller = CurrentMemoryContext;
	List	   *result = NIL;
	Relation	relation;
	SysScanDesc scan;
	HeapTuple	tuple;

	StartTransactionCommand();
	relation = table_open(DatabaseRelationId, AccessShareLock);
	scan = systable_beginscan(relation, InvalidOid, false, NULL, 0, NULL);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_database database = (Form_pg_database) GETSTRUCT(tuple);

		if (may_have_worker(database))
		{
			MemoryContext transaction = MemoryContextSwitchTo(caller);

			result = lappend_oid(result, database->oid);
			MemoryContextSwitchTo(transaction);
		}
	}
	systable_endscan(scan);
	table_close(relation, AccessShareLock);
	CommitTransactionCommand();

	MemoryContextSwitchTo(caller);
	return result;
}

/*
 * A template is left alone: a connected worker would refuse CREATE DATABASE.
 * A connection limit below -1 marks a database whose DROP was interrupted.
 */
static bool
may_have_worker(Form_pg_database database)
{
	return database->datallowconn && !database->datistemplate &&
		database->datconnlimit >= -1;
}
