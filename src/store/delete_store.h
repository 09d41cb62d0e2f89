/*-------------------------------------------------------------------------
 *
 * delete_store.h
 *		Statements that delete executions and, at last, their job.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DELETE_STORE_H
#define IJ_DELETE_STORE_H

#include "store/execution_store.h"
#include "store/work_store.h"

/*
 * Deletes the attempt that was read.  The one before it, if there is one,
 * takes the place of a deleted latest.  False, and nothing deleted, if it has
 * changed since.
 */
extern bool ij_execution_delete(const IjExecution *execution, TimestampTz at);

/* The worker's: at most limit executions of a job, in the order of things. */
extern void ij_work_delete_executions(const IjWork *work, int64 limit, TimestampTz at, IjBatch *batch);

/* The job, once nothing else of it is left. */
extern void ij_work_delete_job(int64 job_key);

#endif							/* IJ_DELETE_STORE_H */
