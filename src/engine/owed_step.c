/*-------------------------------------------------------------------------
 *
 * owed_step.c
 *		Pays the executions that jobs owe, outside the rollout's rate.
 *
 * A thing whose attempt is FAILED or TIMED_OUT gets the next one if its
 * retries are not used up; a thing that joined while its job could not be
 * given to it gets its first, or one more if the last was REMOVED.  Whatever
 * else has become of it meanwhile, it is owed nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "engine/steps.h"
#include "json/config_read.h"
#include "store/membership_log_store.h"
#include "store/owed_store.h"
#include "store/spi.h"

/* Things dealt with in one transaction at most. */
#define BATCH_SIZE 10000

static void pay(IjPass *pass, int64 job_id, const IjRetryConfig *config, ArrayType *thing_keys);

/* Jobs that owe something, the oldest first. */
bool
ij_step_find_owing(IjPass *pass, int64 job_id)
{
	MemoryContext old = MemoryContextSwitchTo(pass->context);

	pass->njobs = ij_owed_list_jobs(&pass->jobs);
	MemoryContextSwitchTo(old);
	return false;
}

bool
ij_step_owed(IjPass *pass, int64 job_id)
{
	Jsonb	   *json;
	IjOwedJobState state = ij_owed_lock_job(job_id, &json);
	IjRetryConfig config;
	ArrayType  *thing_keys;
	int64		taken;

	if (state == IJ_OWED_WAITS)
		return false;

	taken = ij_owed_take(job_id, BATCH_SIZE, &thing_keys);
	if (taken > 0 && state == IJ_OWED_IS_DUE)
	{
		ij_read_retry_config(json, &config);
		pay(pass, job_id, &config, thing_keys);
	}
	return taken == BATCH_SIZE;
}

static void
pay(IjPass *pass, int64 job_id, const IjRetryConfig *config, ArrayType *thing_keys)
{
	IjOwedThing *things;
	int			n = (int) ij_owed_read_things(job_id, thing_keys, &things);
	int64	   *again = palloc(sizeof(int64) * Max(n, 1));
	int64	   *anew = palloc(sizeof(int64) * Max(n, 1));
	int			nagain = 0;
	int			nanew = 0;
	int64		retried = 0;
	int64		joined = 0;

	for (int i = 0; i < n; i++)
	{
		if (things[i].is_deleted)
			continue;
		if (!things[i].has_attempt || things[i].status == IJ_EXEC_REMOVED)
			anew[nanew++] = things[i].thing_key;
		else if (ij_retry_is_owed(config, things[i].status, &things[i].had))
			again[nagain++] = things[i].thing_key;
	}

	if (nagain > 0)
		retried = ij_owed_retry(job_id, ij_key_array(again, nagain), pass->at);
	if (nanew > 0)
		joined = ij_membership_add(job_id, ij_key_array(anew, nanew), pass->at);

	pass->retried += retried;
	pass->joined += joined;
}
