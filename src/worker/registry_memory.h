/*-------------------------------------------------------------------------
 *
 * registry_memory.h
 *		What shared memory holds; for registry.c and slot.c alone.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_REGISTRY_MEMORY_H
#define IJ_REGISTRY_MEMORY_H

#include "postgres.h"

#include "storage/lwlock.h"

#include "worker/registry.h"

typedef struct IjRegistry
{
	LWLock	   *lock;
	TimestampTz quiet_until;	/* no worker is started before */
	pid_t		launcher_pid;
	Latch	   *launcher_latch;

	/* Databases the launcher shall look at; attend_all if the list was too short. */
	bool		attend_all;
	int			nattend;
	Oid			attend[IJ_MAX_ATTEND];

	int			size;
	IjWorkerSlot slots[FLEXIBLE_ARRAY_MEMBER];
} IjRegistry;

/* NULL where the library is not preloaded. */
extern IjRegistry *ij_registry;

#endif							/* IJ_REGISTRY_MEMORY_H */
