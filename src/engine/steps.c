/*-------------------------------------------------------------------------
 *
 * steps.c
 *		The units of a pass that are one call of a store each.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "engine/job_by_job.h"
#include "engine/steps.h"
#include "ops/owe_retry.h"
#include "store/event_store.h"
#include "store/job_store.h"
#include "store/membership_log_store.h"
#include "store/schedule_store.h"
#include "store/work_store.h"

/* Executions timed out in one transaction at most. */
#define EXPIRY_BATCH_SIZE 1000

bool
ij_step_fold(IjPass *pass, int64 job_id)
{
	pass->events_folded += ij_events_fold();
	return false;
}

/* What is locked by a device at this moment is left for the next pass. */
bool
ij_step_timeout(IjPass *pass, int64 job_id)
{
	IjWhichJobs which = ij_which_jobs(pass, IJ_STEP_TIMEOUT, job_id);
	ArrayType  *job_keys;
	ArrayType  *thing_keys;
	bool		more;
	int64		expired = ij_work_expire(&which, EXPIRY_BATCH_SIZE, pass->at, &more,
										&job_keys, &thing_keys);

	if (expired > 0)
		ij_owe_retries(job_keys, thing_keys);
	pass->timed_out += expired;
	return more;
}

bool
ij_find_timeout(IjPass *pass, int64 job_id)
{
	int64	   *jobs;
	int			n = ij_work_list_expired(pass->at, &jobs);

	ij_pass_set_jobs(pass, n, jobs);
	return false;
}

bool
ij_step_complete(IjPass *pass, int64 job_id)
{
	IjWhichJobs which = ij_which_jobs(pass, IJ_STEP_COMPLETE, job_id);

	pass->jobs_completed += ij_jobs_complete(&which, pass->at);
	return false;
}

bool
ij_find_complete(IjPass *pass, int64 job_id)
{
	int64	   *jobs;
	int			n = ij_jobs_completable(&jobs);

	ij_pass_set_jobs(pass, n, jobs);
	return false;
}

bool
ij_step_forget_former(IjPass *pass, int64 job_id)
{
	ij_membership_forget_former();
	return false;
}

/* Asked last: what the pass has done is not due again. */
bool
ij_step_next(IjPass *pass, int64 job_id)
{
	pass->next_at = Min(pass->next_at, ij_work_next_at(pass->at));
	pass->next_at = Min(pass->next_at, ij_schedule_next_at(pass->at));
	return false;
}
