/*-------------------------------------------------------------------------
 *
 * worker_lock.h
 *		The lock by which a database has one worker.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_WORKER_LOCK_H
#define IJ_WORKER_LOCK_H

#include "postgres.h"

/*
 * Advisory locks of SQL functions have 1 or 2 here; so nobody else can take
 * or release the lock of the worker.  pg_locks shows it as objsubid.
 */
#define IJ_WORKER_LOCK_SPACE 0x494A

extern bool ij_worker_lock_take(void);
extern int	ij_worker_lock_holder(void);

#endif							/* IJ_WORKER_LOCK_H */
