/*-------------------------------------------------------------------------
 *
 * iotjobs.c
 *		What happens when the library is loaded.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "compat.h"
#include "guc.h"
#include "wake.h"
#include "worker/worker.h"

IJ_MODULE_MAGIC;

PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	ij_guc_init();
	ij_wake_init();
	ij_worker_init();
}
