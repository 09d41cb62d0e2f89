/*-------------------------------------------------------------------------
 *
 * worker.h
 *		The background worker of a database.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_WORKER_H
#define IJ_WORKER_H

#include "postgres.h"

#include "compat.h"
#include "worker/registry.h"

/* Called once, from _PG_init(). */
extern void ij_worker_init(void);

/* Only in the worker: does what was asked of it since the last unit.  May not return. */
extern void ij_worker_attend(void);
pg_noreturn extern void ij_worker_leave(IjOutcome outcome);

#endif							/* IJ_WORKER_H */
