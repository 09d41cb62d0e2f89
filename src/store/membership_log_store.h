/*-------------------------------------------------------------------------
 *
 * membership_log_store.h
 *		Carries changes of memberships into jobs: the worker's side.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_MEMBERSHIP_LOG_STORE_H
#define IJ_MEMBERSHIP_LOG_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/timestamp.h"

#include "store/which_jobs.h"

/* A batch of changes: the things it concerns, and the groups they joined or left. */
typedef struct IjMembershipBatch
{
	ArrayType  *thing_keys;		/* bigint[]; NULL: none */
	ArrayType  *deleted_thing_keys; /* bigint[]; NULL: none */
	ArrayType  *group_keys;		/* bigint[]; NULL: none */
	bool		more;			/* there are further changes */
} IjMembershipBatch;

/*
 * Locks the log until the end of the transaction.  False if another has it,
 * which does the work.
 */
extern bool ij_membership_lock_log(void);

/*
 * Takes at most about limit things' worth of changes out of the log.  False
 * if the log is empty.
 */
extern bool ij_membership_take(int64 limit, IjMembershipBatch *batch);

/* Continuous jobs that roll out to one of the groups or to a group above it. */
extern int	ij_membership_jobs(ArrayType *group_keys, int64 **job_keys);

/*
 * Whether somebody is changing a job at this moment, or starting it, who has
 * not seen these changes: nobody waits for him.  If not, it is locked.
 */
extern bool ij_membership_is_busy(int64 job_key);

/*
 * Makes the executions of a continuous job agree with the memberships of some
 * things as they are now: creates those of things that joined after the job,
 * removes those of things that are in no target any more.  While the job waits
 * for its window, it owes what it would create; once it has ended, it does not.
 * The job is not busy.
 */
extern void ij_membership_apply(int64 job_key, ArrayType *thing_keys, TimestampTz at,
								int64 *joined, int64 *removed);

/*
 * Executions for things that have none of the job, or whose latest was
 * REMOVED; returns how many.  The log and the job's work are locked.
 */
extern int64 ij_membership_add(int64 job_key, ArrayType *thing_keys, TimestampTz at);

/* Rollouts that are under way end first; whatever they have released can be seen then. */
extern void ij_membership_wait_for_rollouts(void);

/* Removes the open executions of deleted things in some jobs; returns how many. */
extern int64 ij_membership_remove_things(const IjWhichJobs *which, ArrayType *thing_keys, TimestampTz at);

/* Whoever carries changes into jobs needs this lock until its transaction ends; false if it is taken. */
extern bool ij_membership_lock_log(void);

/* Forgets former members that no rollout needs. */
extern void ij_membership_forget_former(void);

#endif							/* IJ_MEMBERSHIP_LOG_STORE_H */
