/*-------------------------------------------------------------------------
 *
 * execution_state.c
 *		The states of a job execution, and who may change them to what.
 *
 * Developer guide, "Jobs and job execution states", part on executions.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/execution_state.h"

#include "rules/words.h"

static const char *const status_words[IJ_EXEC_STATUS_COUNT] = {
	[IJ_EXEC_QUEUED] = "QUEUED",
	[IJ_EXEC_IN_PROGRESS] = "IN_PROGRESS",
	[IJ_EXEC_SUCCEEDED] = "SUCCEEDED",
	[IJ_EXEC_FAILED] = "FAILED",
	[IJ_EXEC_TIMED_OUT] = "TIMED_OUT",
	[IJ_EXEC_REJECTED] = "REJECTED",
	[IJ_EXEC_REMOVED] = "REMOVED",
	[IJ_EXEC_CANCELED] = "CANCELED",
};

static bool may_be_canceled(IjExecStatus from, IjExecActor actor, bool force);

/* The word the API has for a status. */
const char *
ij_exec_status_word(IjExecStatus status)
{
	return status_words[status];
}

/* The status of a word; false, and nothing stored, if there is none. */
bool
ij_exec_status_from_word(const char *word, size_t length, IjExecStatus *status)
{
	int			index = ij_word_index(status_words, IJ_EXEC_STATUS_COUNT,
									  word, length);

	if (index < 0)
		return false;
	*status = (IjExecStatus) index;
	return true;
}

/* A terminal execution never changes again; a retry is a new execution. */
bool
ij_exec_is_terminal(IjExecStatus status)
{
	switch (status)
	{
		case IJ_EXEC_QUEUED:
		case IJ_EXEC_IN_PROGRESS:
			return false;
		case IJ_EXEC_SUCCEEDED:
		case IJ_EXEC_FAILED:
		case IJ_EXEC_TIMED_OUT:
		case IJ_EXEC_REJECTED:
		case IJ_EXEC_REMOVED:
		case IJ_EXEC_CANCELED:
			return true;
	}
	return true;
}

/*
 * The words a device may send in UpdateJobExecution, whatever the state of
 * the execution.  The others are set by the service alone.
 */
bool
ij_exec_device_may_report(IjExecStatus status)
{
	switch (status)
	{
		case IJ_EXEC_IN_PROGRESS:
		case IJ_EXEC_SUCCEEDED:
		case IJ_EXEC_FAILED:
		case IJ_EXEC_REJECTED:
			return true;
		case IJ_EXEC_QUEUED:
		case IJ_EXEC_TIMED_OUT:
		case IJ_EXEC_REMOVED:
		case IJ_EXEC_CANCELED:
			return false;
	}
	return false;
}

/*
 * Whether an execution may go from one status to another.
 *
 * A device may repeat IN_PROGRESS as often as it likes, and may end an
 * execution it never started.  force is that of CancelJob and
 * CancelJobExecution, or of the end behavior FORCE_CANCEL; it matters to
 * CANCELED only.
 */
bool
ij_exec_may_become(IjExecStatus from, IjExecStatus to,
				   IjExecActor actor, bool force)
{
	if (ij_exec_is_terminal(from))
		return false;

	switch (to)
	{
		case IJ_EXEC_QUEUED:
			return false;
		case IJ_EXEC_IN_PROGRESS:
		case IJ_EXEC_SUCCEEDED:
		case IJ_EXEC_FAILED:
			return actor == IJ_ACTOR_DEVICE;
		case IJ_EXEC_TIMED_OUT:
			/* no timer runs while an execution is queued */
			return actor == IJ_ACTOR_SERVICE && from == IJ_EXEC_IN_PROGRESS;
		case IJ_EXEC_REJECTED:
			return actor == IJ_ACTOR_DEVICE;
		case IJ_EXEC_REMOVED:
			return actor == IJ_ACTOR_SERVICE;
		case IJ_EXEC_CANCELED:
			return may_be_canceled(from, actor, force);
	}
	return false;
}

/*
 * What is queued is canceled on demand, by an abort, or at the end of the
 * job; what a device has begun only by force, which an abort never uses.
 */
static bool
may_be_canceled(IjExecStatus from, IjExecActor actor, bool force)
{
	if (actor == IJ_ACTOR_DEVICE)
		return false;
	return from == IJ_EXEC_QUEUED || force;
}
