/*-------------------------------------------------------------------------
 *
 * abort_step.c
 *		Cancels jobs whose abort criteria are met.
 *
 * An abort is a cancel without force by the service: what is QUEUED is
 * canceled, what is IN_PROGRESS may still finish.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "engine/job_by_job.h"
#include "engine/steps.h"
#include "json/config_read.h"
#include "rules/abort.h"
#include "store/abort_store.h"
#include "store/job_store.h"

#define ABORT_REASON_CODE "ABORT_CRITERIA_MET"

static text *describe_criterion(const IjAbortCriterion *criterion);

bool
ij_step_abort(IjPass *pass, int64 job_id)
{
	IjWhichJobs which = ij_which_jobs(pass, IJ_STEP_ABORT, job_id);
	IjAbortCandidate *candidates;
	int			n = ij_abort_candidates(&which, &candidates);
	int64		aborted = 0;

	for (int i = 0; i < n; i++)
	{
		IjAbortConfig config;
		int			met;

		ij_read_abort_config(candidates[i].abort_config, &config);
		met = ij_abort_criterion_met(&config, &candidates[i].counts);
		if (met < 0 || !ij_abort_lock(candidates[i].job_key))
			continue;
		ij_job_cancel(candidates[i].job_key, false, cstring_to_text(ABORT_REASON_CODE),
					  describe_criterion(&config.criteria[met]), pass->at);
		aborted++;
	}

	pass->jobs_aborted += aborted;
	return false;
}

bool
ij_find_abort(IjPass *pass, int64 job_id)
{
	IjWhichJobs all = ij_which_jobs(pass, "", 0);
	IjAbortCandidate *candidates;
	int			n = ij_abort_candidates(&all, &candidates);
	int64	   *jobs = palloc(sizeof(int64) * Max(n, 1));

	for (int i = 0; i < n; i++)
		jobs[i] = candidates[i].job_key;
	ij_pass_set_jobs(pass, n, jobs);
	return false;
}

/* The comment that tells an abort from an operator's cancel. */
static text *
describe_criterion(const IjAbortCriterion *criterion)
{
	const char *word = NULL;

	switch (criterion->failure_type)
	{
		case IJ_FAILURE_FAILED:
			word = "FAILED";
			break;
		case IJ_FAILURE_REJECTED:
			word = "REJECTED";
			break;
		case IJ_FAILURE_TIMED_OUT:
			word = "TIMED_OUT";
			break;
		case IJ_FAILURE_ALL:
			word = "ALL";
			break;
	}

	return cstring_to_text(psprintf("Aborted by the criterion for %s: at least %lld.%02lld percent of at least %lld executed things",
									word,
									(long long) (criterion->threshold_hundredths / 100),
									(long long) (criterion->threshold_hundredths % 100),
									(long long) criterion->min_executed_things));
}
