/*-------------------------------------------------------------------------
 *
 * abort_store.h
 *		What the abort criteria are held against.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ABORT_STORE_H
#define IJ_ABORT_STORE_H

#include "postgres.h"

#include "utils/jsonb.h"

#include "rules/config.h"
#include "store/which_jobs.h"

typedef struct IjAbortCandidate
{
	int64		job_key;
	Jsonb	   *abort_config;
	IjCounts	counts;
} IjAbortCandidate;

/* Jobs IN_PROGRESS that have criteria and an execution that ended badly. */
extern int	ij_abort_candidates(const IjWhichJobs *which, IjAbortCandidate **candidates);

/* Locks a job for its abort.  False if it is not IN_PROGRESS any more. */
extern bool ij_abort_lock(int64 job_key);

#endif							/* IJ_ABORT_STORE_H */
