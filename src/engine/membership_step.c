/*-------------------------------------------------------------------------
 *
 * membership_step.c
 *		Carries changes of memberships into jobs.
 *
 * Things that join a target of a continuous job receive it soon, outside the
 * rollout's rate; executions of things that leave all targets, or are
 * deleted, are REMOVED.  Snapshot jobs only mind deleted things.
 *
 * A batch of changes concerns many jobs, and is taken off the log when it has
 * reached them.  For a job that fails, or that somebody is changing, it is put
 * off: the job is to look at those things later, by itself.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "engine/job_by_job.h"
#include "engine/steps.h"
#include "store/membership_defer_store.h"
#include "store/membership_log_store.h"

/* Things dealt with in one transaction, about. */
#define BATCH_SIZE 10000

static bool carry_deferred(IjPass *pass, int64 job_id);
static bool contains(ArrayType *keys, int64 key);

bool
ij_step_membership(IjPass *pass, int64 job_id)
{
	IjWhichJobs which = ij_which_jobs(pass, IJ_STEP_MEMBERSHIP, 0);
	IjMembershipBatch batch;
	int64		joined = 0;
	int64		removed = 0;
	int64	   *jobs;

	if (job_id != 0)
		return carry_deferred(pass, job_id);
	if (!ij_membership_take(BATCH_SIZE, &batch))
		return false;

	if (batch.thing_keys != NULL && batch.group_keys != NULL)
	{
		int			njobs = ij_membership_jobs(batch.group_keys, &jobs);

		for (int i = 0; i < njobs; i++)
			if (contains(which.but, jobs[i]) || ij_membership_is_busy(jobs[i]))
				ij_membership_defer(jobs[i], batch.thing_keys);
			else
				ij_membership_apply(jobs[i], batch.thing_keys, pass->at, &joined, &removed);
	}

	/* Comes last: it locks the work of jobs, and above each job is locked before its work. */
	if (batch.deleted_thing_keys != NULL)
	{
		ij_membership_defer_deleted(which.but, batch.deleted_thing_keys);
		removed += ij_membership_remove_things(&which, batch.deleted_thing_keys, pass->at);
	}

	pass->joined += joined;
	pass->removed += removed;
	return batch.more;
}

/* The next batch of changes is put off for all jobs that it concerns. */
bool
ij_find_membership(IjPass *pass, int64 job_id)
{
	IjMembershipBatch batch;
	int64	   *jobs;

	if (ij_membership_take(BATCH_SIZE, &batch))
	{
		if (batch.thing_keys != NULL && batch.group_keys != NULL)
		{
			int			njobs = ij_membership_jobs(batch.group_keys, &jobs);

			for (int i = 0; i < njobs; i++)
				ij_membership_defer(jobs[i], batch.thing_keys);
		}
		if (batch.deleted_thing_keys != NULL)
			ij_membership_defer_deleted(NULL, batch.deleted_thing_keys);
	}
	return ij_find_deferred(pass, job_id);
}

bool
ij_find_deferred(IjPass *pass, int64 job_id)
{
	int64	   *jobs;
	int			n = ij_membership_deferring(&jobs);

	ij_pass_set_jobs(pass, n, jobs);
	return false;
}

static bool
carry_deferred(IjPass *pass, int64 job_id)
{
	IjWhichJobs this = {job_id, construct_empty_array(INT8OID)};
	IjMembershipBatch batch;
	int64		joined = 0;
	int64		removed = 0;

	if (ij_membership_is_busy(job_id) || !ij_membership_take_deferred(job_id, BATCH_SIZE, &batch))
		return false;
	if (batch.thing_keys != NULL)
		ij_membership_apply(job_id, batch.thing_keys, pass->at, &joined, &removed);
	if (batch.deleted_thing_keys != NULL)
		removed += ij_membership_remove_things(&this, batch.deleted_thing_keys, pass->at);

	pass->joined += joined;
	pass->removed += removed;
	return batch.more;
}

static bool
contains(ArrayType *keys, int64 key)
{
	int64	   *values = (int64 *) ARR_DATA_PTR(keys);
	int			n = ARR_NDIM(keys) == 0 ? 0 : ARR_DIMS(keys)[0];

	for (int i = 0; i < n; i++)
		if (values[i] == key)
			return true;
	return false;
}
