/*-------------------------------------------------------------------------
 *
 * register.h
 *		Describes the launcher and the workers to the postmaster.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_REGISTER_H
#define IJ_REGISTER_H

#include "postgres.h"

#include "postmaster/bgworker.h"

#include "worker/registry.h"

/* Registers the launcher with the postmaster; only while preloading. */
extern void ij_launcher_register(void);

/* Fills in the description of a worker, for the launcher and for start_worker(). */
extern void ij_worker_describe(BackgroundWorker *worker, const IjWorkerStart *start);

#endif							/* IJ_REGISTER_H */
