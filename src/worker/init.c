/*-------------------------------------------------------------------------
 *
 * init.c
 *		What the worker's part does when the library is loaded.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "worker/hooks.h"
#include "worker/register.h"
#include "worker/registry.h"
#include "worker/worker.h"

/*
 * Without preloading there is no shared memory and no launcher, only what
 * iotjobs.start_worker() starts.  During pg_upgrade nothing may touch the
 * databases.
 */
void
ij_worker_init(void)
{
	ij_hooks_init();

	if (!process_shared_preload_libraries_in_progress || IsBinaryUpgrade)
		return;

	ij_registry_init();
	ij_launcher_register();
}
