/*-------------------------------------------------------------------------
 *
 * job_state.c
 *		The states of a job, and who may change them to what.
 *
 * Developer guide, "Jobs and job execution states", part on jobs.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/job_state.h"

#include "rules/words.h"

static const char *const status_words[IJ_JOB_STATUS_COUNT] = {
	[IJ_JOB_IN_PROGRESS] = "IN_PROGRESS",
	[IJ_JOB_CANCELED] = "CANCELED",
	[IJ_JOB_COMPLETED] = "COMPLETED",
	[IJ_JOB_DELETION_IN_PROGRESS] = "DELETION_IN_PROGRESS",
	[IJ_JOB_SCHEDULED] = "SCHEDULED",
};

/* The word the API has for a status. */
const char *
ij_job_status_word(IjJobStatus status)
{
	return status_words[status];
}

/* The status of a word; false, and nothing stored, if there is none. */
bool
ij_job_status_from_word(const char *word, size_t length, IjJobStatus *status)
{
	int			index = ij_word_index(status_words, IJ_JOB_STATUS_COUNT,
									  word, length);

	if (index < 0)
		return false;
	*status = (IjJobStatus) index;
	return true;
}

/* A terminal job rolls nothing out any more; all it can do is vanish. */
bool
ij_job_is_terminal(IjJobStatus status)
{
	switch (status)
	{
		case IJ_JOB_IN_PROGRESS:
		case IJ_JOB_SCHEDULED:
			return false;
		case IJ_JOB_CANCELED:
		case IJ_JOB_COMPLETED:
		case IJ_JOB_DELETION_IN_PROGRESS:
			return true;
	}
	return true;
}

/*
 * Whether a job may go from one status to another.  force is that of
 * DeleteJob; canceling a job needs none.  A device changes no job.
 */
bool
ij_job_may_become(IjJobStatus from, IjJobStatus to,
				  IjExecActor actor, bool force)
{
	bool		alive = !ij_job_is_terminal(from);

	if (actor == IJ_ACTOR_DEVICE)
		return false;

	switch (to)
	{
		case IJ_JOB_IN_PROGRESS:
			/* its start time has come, or a maintenance window opens */
			return from == IJ_JOB_SCHEDULED && actor == IJ_ACTOR_SERVICE;
		case IJ_JOB_CANCELED:
			/* CancelJob, an abort, or no room for it when it should start */
			return alive;
		case IJ_JOB_COMPLETED:
			/* a job may reach its end time between two windows, too */
			return alive && actor == IJ_ACTOR_SERVICE;
		case IJ_JOB_DELETION_IN_PROGRESS:
			/* DeleteJob, or the end of retention */
			if (from == IJ_JOB_DELETION_IN_PROGRESS)
				return false;
			return !alive || (force && actor == IJ_ACTOR_OPERATOR);
		case IJ_JOB_SCHEDULED:
			/* a maintenance window closes */
			return from == IJ_JOB_IN_PROGRESS && actor == IJ_ACTOR_SERVICE;
	}
	return false;
}
