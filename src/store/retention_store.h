/*-------------------------------------------------------------------------
 *
 * retention_store.h
 *		Jobs and executions whose time of retention is over.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_RETENTION_STORE_H
#define IJ_RETENTION_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/timestamp.h"

/* What there is to do for a job. */
typedef enum IjRetentionState
{
	IJ_RETENTION_NOTHING,		/* it is not due any more, or somebody is changing it */
	IJ_RETENTION_WAITS,			/* it was due, and comes again at another time */
	IJ_RETENTION_RUNS,			/* old executions go, the job stays */
	IJ_RETENTION_ENDED			/* it goes as a whole */
} IjRetentionState;

/* What one batch has done. */
typedef struct IjRetentionBatch
{
	int64		executions;		/* deleted */
	int64		attempts;		/* earlier ones, deleted */
	bool		at_end;			/* there is nothing old behind it */
} IjRetentionBatch;

/* At most limit jobs to look at, who has waited longest first; not those in but. */
extern int	ij_retention_list(TimestampTz oldest, int64 limit, ArrayType *but, int64 **job_keys);

/* Locks a job; all that ended before oldest may go. */
extern IjRetentionState ij_retention_lock(int64 job_key, TimestampTz oldest);

/*
 * Deletes the next batch of old executions, and looks at limit of them.  A job
 * that runs remembers whom it has reached.
 */
extern void ij_retention_delete(int64 job_key, IjRetentionState state, TimestampTz oldest,
								int64 limit, TimestampTz at, IjRetentionBatch *batch);

/* Behind the last batch: deletes the job if nothing of it is left; else it comes again later. */
extern bool ij_retention_finish(int64 job_key, IjRetentionState state, TimestampTz oldest);

#endif							/* IJ_RETENTION_STORE_H */
