/*-------------------------------------------------------------------------
 *
 * retry.c
 *		Whether an execution that has ended is tried once more.
 *
 * Developer guide, "Job execution timeout and retry configurations": what is
 * FAILED or TIMED_OUT is retried until the number for that type is used up,
 * at most ten times in all.  ALL is one number for both types.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/retry.h"

#include <stddef.h>

#include "rules/config_rule.h"

static bool may_get(const IjRetryConfig *from, const IjRetryCriterion *criterion);

bool
ij_retry_is_owed(const IjRetryConfig *config, IjExecStatus ended, const IjRetries *had)
{
	if (config == NULL || had->all >= IJ_MAX_RETRIES ||
		(ended != IJ_EXEC_FAILED && ended != IJ_EXEC_TIMED_OUT))
		return false;

	for (int i = 0; i < config->ncriteria; i++)
	{
		const IjRetryCriterion *criterion = &config->criteria[i];

		if (criterion->failure_type == IJ_FAILURE_ALL && had->all < criterion->retries)
			return true;
		if (criterion->failure_type == IJ_FAILURE_FAILED && ended == IJ_EXEC_FAILED &&
			had->of_failed < criterion->retries)
			return true;
		if (criterion->failure_type == IJ_FAILURE_TIMED_OUT && ended == IJ_EXEC_TIMED_OUT &&
			had->all - had->of_failed < criterion->retries)
			return true;
	}
	return false;
}

bool
ij_retry_may_become(const IjRetryConfig *from, const IjRetryConfig *to)
{
	for (int i = 0; to != NULL && i < to->ncriteria; i++)
	{
		if (to->criteria[i].retries != 0 && !may_get(from, &to->criteria[i]))
			return false;
	}
	return true;
}

/* It is there already, with the same number. */
static bool
may_get(const IjRetryConfig *from, const IjRetryCriterion *criterion)
{
	for (int i = 0; from != NULL && i < from->ncriteria; i++)
	{
		if (from->criteria[i].failure_type == criterion->failure_type)
			return from->criteria[i].retries == criterion->retries;
	}
	return false;
}
