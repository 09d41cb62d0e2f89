/*-------------------------------------------------------------------------
 *
 * execution_change.c
 *		What a report of a device, or an operator's cancel, does to an execution.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "errors.h"
#include "ops/data_reply.h"
#include "ops/execution_change.h"
#include "ops/owe_retry.h"
#include "rules/timer.h"
#include "store/job_package_store.h"
#include "store/spi.h"

static void tell_state(const IjRequest *request, const IjExecution *execution);
static bool move_timers(IjTimers *timers, const IjExecution *execution, const IjStep *step,
						bool starts, TimestampTz at);

int64
ij_request_step_minutes(const IjRequest *request, bool may_discard)
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
ij_change_execution(IjExecution *execution, const IjStep *step)
{
	bool		starts = step->status == IJ_EXEC_IN_PROGRESS && execution->status == IJ_EXEC_QUEUED;
	IjExecutionChange change;
	IjTimers	timers;
	bool		timers_change;
	bool		changes_record = execution->brings_packages && step->status == IJ_EXEC_SUCCEEDED &&
		ij_thing_packages_lock(execution);

	/* Never before the change that this one follows, whatever the wall clock does. */
	change.at = Max(ij_now(), execution->last_updated_at);
	change.status = step->status;
	change.force_canceled = step->force_canceled;
	change.is_started = execution->is_started || starts;
	change.started_at = starts ? change.at : execution->started_at;
	change.status_details = step->status_details;

	ij_execution_get_timers(execution, &timers);
	timers_change = move_timers(&timers, execution, step, starts, change.at);
	change.is_timed = timers.in_progress_deadline != IJ_TIMER_NONE ||
		timers.step_deadline != IJ_TIMER_NONE;

	if (!ij_execution_change(execution, &change))
		return false;

	if (timers_change)
		ij_execution_set_timers(execution, &timers);
	if (step->status == IJ_EXEC_FAILED)
		ij_owe_retries(ij_key_array(&execution->job_key, 1), ij_key_array(&execution->thing_key, 1));
	if (changes_record)
		ij_thing_packages_bring(execution, change.at);
	return true;
}

/*
 * The in-progress timer starts with the execution, from what the job says at
 * that moment, and no report restarts it; a step timer starts with each report
 * that brings one.  Both end with the execution.  Returns whether anything
 * changed.
 */
static bool
move_timers(IjTimers *timers, const IjExecution *execution, const IjStep *step,
			bool starts, TimestampTz at)
{
	IjTimers	before = *timers;

	if (ij_exec_is_terminal(step->status))
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
		if (step->step_minutes == IJ_TIMER_DISCARD_STEP)
			timers->step_deadline = IJ_TIMER_NONE;
		else if (step->step_minutes != 0)
			timers->step_deadline = ij_timer_step_deadline(at, step->step_minutes);
	}

	return timers->in_progress_deadline != before.in_progress_deadline ||
		timers->step_deadline != before.step_deadline;
}

void
ij_check_not_ended(const IjRequest *request, const IjExecution *execution, IjExecStatus to)
{
	if (ij_exec_is_terminal(execution->status))
		ij_refuse_step(request, execution, to,
					   psprintf("%s is a terminal state.", ij_exec_status_word(execution->status)));
}

void
ij_check_expected_version(const IjRequest *request, const IjExecution *execution)
{
	int64		expected = ij_request_int(request, "expectedVersion", execution->version);

	if (expected == execution->version)
		return;
	tell_state(request, execution);
	ereport(ERROR,
			(errcode(ERRCODE_IJ_VERSION_CONFLICT),
			 errmsg("expected version %lld but found version %lld",
					(long long) expected, (long long) execution->version),
			 errdetail("Every change of an execution raises its version by one."),
			 errhint("Describe the execution and decide again.")));
}

void
ij_refuse_step(const IjRequest *request, const IjExecution *execution,
			   IjExecStatus to, const char *reason)
{
	tell_state(request, execution);
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_STATE_TRANSITION),
			 errmsg("execution of job \"%s\" cannot go from %s to %s",
					ij_request_cstring(request, "jobId"),
					ij_exec_status_word(execution->status), ij_exec_status_word(to)),
			 errdetail("%s", reason)));
}

/*
 * A message that is refused is answered with the state that was in its way,
 * which may be another one as soon as somebody looks again.
 */
static void
tell_state(const IjRequest *request, const IjExecution *execution)
{
	MemoryContext caller;
	IjJson	   *json;

	if (request->message == NULL)
		return;
	caller = MemoryContextSwitchTo(request->message->context);
	json = ij_json_begin();
	ij_data_put_state(json, execution);
	request->message->execution_state = ij_json_end(json);
	MemoryContextSwitchTo(caller);
}
