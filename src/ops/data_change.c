/*-------------------------------------------------------------------------
 *
 * data_change.c
 *		What a device's report does to its execution.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "errors.h"
#include "ops/data_change.h"
#include "rules/timer.h"

static bool move_timers(IjTimers *timers, const IjExecution *execution, IjExecStatus status,
						bool starts, int64 step_minutes, TimestampTz at);

int64
ij_data_step_minutes(const IjRequest *request, bool may_discard)
{
	int64		minutes = ij_request_int(request, "stepTimeoutInMinutes", 0);

	if (ij_request_has(request, "stepTimeoutInMinutes") &&
		!ij_timer_step_minutes_valid(minutes, may_discard))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("stepTimeoutInMinutes %lld is out of range", (long long) minutes),
				 may_discard
				 ? errdetail("It must be from %d to %d minutes, or %d to discard the step timer.",
							 IJ_TIMER_MIN_MINUTES, IJ_TIMER_MAX_MINUTES, IJ_TIMER_DISCARD_STEP)
				 : errdetail("It must be from %d to %d minutes.",
							 IJ_TIMER_MIN_MINUTES, IJ_TIMER_MAX_MINUTES)));
	return minutes;
}

bool
ij_data_change(IjExecution *execution, IjExecStatus status,
			   Jsonb *status_details, int64 step_minutes)
{
	bool		starts = status == IJ_EXEC_IN_PROGRESS && execution->status == IJ_EXEC_QUEUED;
	IjExecutionChange change;
	IjTimers	timers;
	bool		timers_change;

	/* Never before the change that this one follows, whatever the wall clock does. */
	change.at = Max(ij_now(), execution->last_updated_at);
	change.status = status;
	change.force_canceled = execution->force_canceled;
	change.is_started = execution->is_started || starts;
	change.started_at = starts ? change.at : execution->started_at;
	change.status_details = status_details;

	ij_execution_get_timers(execution, &timers);
	timers_change = move_timers(&timers, execution, status, starts, step_minutes, change.at);
	change.is_timed = timers.in_progress_deadline != IJ_TIMER_NONE ||
		timers.step_deadline != IJ_TIMER_NONE;

	if (!ij_execution_change(execution, &change))
		return false;

	if (timers_change)
		ij_execution_set_timers(execution, &timers);
	return true;
}

/*
 * The in-progress timer starts with the execution, from what the job says at
 * that moment, and no report restarts it; a step timer starts with each report
 * that brings one.  Both end with the execution.  Returns whether anything
 * changed.
 */
static bool
move_timers(IjTimers *timers, const IjExecution *execution, IjExecStatus status,
			bool starts, int64 step_minutes, TimestampTz at)
{
	IjTimers	before = *timers;

	if (ij_exec_is_terminal(status))
	{
		timers->in_progress_deadline = IJ_TIMER_NONE;
		timers->step_deadline = IJ_TIMER_NONE;
	}
	else
	{
		if (starts)
		{
			IjExecutionJob job;

			ij_execution_get_job(execution, &job);
			if (job.in_progress_timeout_minutes != 0)
				timers->in_progress_deadline =
					ij_timer_in_progress_deadline(at, job.in_progress_timeout_minutes);
		}
		if (step_minutes == IJ_TIMER_DISCARD_STEP)
			timers->step_deadline = IJ_TIMER_NONE;
		else if (step_minutes != 0)
			timers->step_deadline = ij_timer_step_deadline(at, step_minutes);
	}

	return timers->in_progress_deadline != before.in_progress_deadline ||
		timers->step_deadline != before.step_deadline;
}
