/*-------------------------------------------------------------------------
 *
 * membership_step.c
 *		Carries changes of memberships into jobs.
 *
 * Things that join a target of a continuous job receive it soon, outside the
 * rollout's rate; executions of things that leave all targets, or are
 * deleted, are REMOVED.  Snapshot jobs only mind deleted things.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "engine/steps.h"
#include "store/membership_log_store.h"

/* Things dealt with in one transaction, about. */
#define BATCH_SIZE 10000

bool
ij_step_membership(IjPass *pass, int64 job_id)
{
	IjMembershipBatch batch;
	int64		joined = 0;
	int64		removed = 0;
	int64	   *jobs;

	if (!ij_membership_take(BATCH_SIZE, &batch))
		return false;

	if (batch.thing_keys != NULL && batch.group_keys != NULL)
	{
		int			njobs = ij_membership_jobs(batch.group_keys, &jobs);

		for (int i = 0; i < njobs; i++)
			ij_membership_apply(jobs[i], batch.thing_keys, pass->at, &joined, &removed);
	}

	/* Comes last: it locks the work of jobs, and above each job is locked before its work. */
	if (batch.deleted_thing_keys != NULL)
		removed += ij_membership_remove_things(batch.deleted_thing_keys, pass->at);

	pass->joined += joined;
	pass->removed += removed;
	return batch.more;
}
