/*-------------------------------------------------------------------------
 *
 * cluster.c
 *		iotjobs.system_identifier().
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xlog.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(iotjobs_system_identifier);

/*
 * Identifier of the cluster.  pg_control_system() would read a file for it;
 * this is asked for with every reading of the counters.
 */
Datum
iotjobs_system_identifier(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) GetSystemIdentifier());
}
