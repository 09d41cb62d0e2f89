/*-------------------------------------------------------------------------
 *
 * steps.c
 *		The units of a pass that are one call of a store each.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "engine/steps.h"
#include "store/event_store.h"
#include "store/job_store.h"
#include "store/membership_log_store.h"
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
	bool		more;

	pass->timed_out += ij_work_expire(EXPIRY_BATCH_SIZE, pass->at, &more);
	return more;
}

bool
ij_step_complete(IjPass *pass, int64 job_id)
{
	pass->jobs_completed += ij_jobs_complete(pass->at);
	return false;
}

bool
ij_step_tidy(IjPass *pass, int64 job_id)
{
	ij_events_rotate(pass->at);
	ij_membership_forget_former();
	pass->next_at = ij_work_next_at(pass->at);
	return false;
}
