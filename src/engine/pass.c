/*-------------------------------------------------------------------------
 *
 * pass.c
 *		One pass of the worker: everything that is due at a moment.
 *
 * The order matters: counters are folded before abort criteria look at them,
 * an abort stops a rollout before it releases or retries more, who leaves is
 * not retried, and a job is found complete in the same pass as its last
 * execution ends.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "engine/pass.h"
#include "engine/steps.h"
#include "json/json_out.h"

static void run_in_turns(IjPass *pass, const char *find_name, IjUnit find,
						 const char *name, IjUnit unit);

void
ij_pass_init(IjPass *pass, TimestampTz at)
{
	memset(pass, 0, sizeof(IjPass));
	pass->at = at;
	pass->next_at = DT_NOEND;
	pass->context = AllocSetContextCreate(CurrentMemoryContext, "iotjobs pass",
										  ALLOCSET_SMALL_SIZES);
}

void
ij_pass_run(IjPass *pass)
{
	pass->run_unit(pass, "fold", ij_step_fold, 0);
	while (pass->run_unit(pass, "timeout", ij_step_timeout, 0))
		CHECK_FOR_INTERRUPTS();
	while (pass->run_unit(pass, "abort", ij_step_abort, 0))
		CHECK_FOR_INTERRUPTS();
	while (pass->run_unit(pass, "membership", ij_step_membership, 0))
		CHECK_FOR_INTERRUPTS();
	run_in_turns(pass, "find owing", ij_step_find_owing, "owed", ij_step_owed);
	run_in_turns(pass, "find jobs", ij_step_find_jobs, "job", ij_step_job);
	pass->run_unit(pass, "complete", ij_step_complete, 0);
	pass->run_unit(pass, "tidy", ij_step_tidy, 0);
}

/*
 * Jobs take turns, a batch each, so that a large one does not keep the others
 * waiting.
 */
static void
run_in_turns(IjPass *pass, const char *find_name, IjUnit find,
			 const char *name, IjUnit unit)
{
	int			nleft;

	pass->njobs = 0;
	pass->run_unit(pass, find_name, find, 0);

	for (nleft = pass->njobs; nleft > 0;)
	{
		int			nkept = 0;

		for (int i = 0; i < nleft; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if (pass->run_unit(pass, name, unit, pass->jobs[i]))
				pass->jobs[nkept++] = pass->jobs[i];
		}
		nleft = nkept;
	}
}

Jsonb *
ij_pass_summary(const IjPass *pass)
{
	IjJson	   *json = ij_json_begin();

	ij_json_time(json, "at", pass->at);
	ij_json_int(json, "eventsFolded", pass->events_folded);
	ij_json_int(json, "released", pass->released);
	ij_json_int(json, "joined", pass->joined);
	ij_json_int(json, "retried", pass->retried);
	ij_json_int(json, "timedOut", pass->timed_out);
	ij_json_int(json, "canceled", pass->canceled);
	ij_json_int(json, "removed", pass->removed);
	ij_json_int(json, "deleted", pass->deleted);
	ij_json_int(json, "jobsCompleted", pass->jobs_completed);
	ij_json_int(json, "jobsAborted", pass->jobs_aborted);
	ij_json_int(json, "unitsFailed", pass->units_failed);
	return ij_json_end(json);
}

void
ij_pass_end(IjPass *pass)
{
	MemoryContextDelete(pass->context);
	pass->context = NULL;
}
