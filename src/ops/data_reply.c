/*-------------------------------------------------------------------------
 *
 * data_reply.c
 *		An execution as the device data plane shows it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "ops/data_reply.h"
#include "ops/document.h"
#include "rules/timer.h"

static void
put_times_and_numbers(IjJson *json, const IjExecution *execution)
{
	ij_json_seconds(json, "queuedAt", execution->queued_at);
	if (execution->is_started)
		ij_json_seconds(json, "startedAt", execution->started_at);
	ij_json_seconds(json, "lastUpdatedAt", execution->last_updated_at);
	ij_json_int(json, "versionNumber", execution->version);
	ij_json_int(json, "executionNumber", execution->execution_number);
}

Jsonb *
ij_data_reply_execution(const IjExecution *execution, const char *thing_name, bool with_document)
{
	IjJson	   *json = ij_json_begin();
	IjExecutionJob job;

	ij_execution_get_job(execution, &job);

	ij_json_begin_object(json, "execution");
	ij_json_string(json, "jobId", job.job_id);
	ij_json_string(json, "thingName", thing_name);
	ij_json_string(json, "status", ij_exec_status_word(execution->status));
	ij_json_jsonb(json, "statusDetails", execution->status_details);
	put_times_and_numbers(json, execution);
	ij_data_put_seconds_left(json, execution);
	if (with_document)
		ij_json_text(json, "jobDocument",
					 ij_document_for_device(execution, job.job_id, thing_name));
	ij_json_end_object(json);
	return ij_json_end(json);
}

void
ij_data_put_summary(IjJson *json, const IjExecution *execution, const char *job_id)
{
	ij_json_begin_object(json, NULL);
	ij_json_string(json, "jobId", job_id);
	put_times_and_numbers(json, execution);
	ij_json_end_object(json);
}

void
ij_data_put_state(IjJson *json, const IjExecution *execution)
{
	ij_json_string(json, "status", ij_exec_status_word(execution->status));
	ij_json_jsonb(json, "statusDetails", execution->status_details);
	ij_json_int(json, "versionNumber", execution->version);
}

void
ij_data_put_seconds_left(IjJson *json, const IjExecution *execution)
{
	IjTimers	timers;
	int64		deadline;

	ij_execution_get_timers(execution, &timers);
	deadline = ij_timer_nearer(timers.in_progress_deadline, timers.step_deadline);
	if (deadline != IJ_TIMER_NONE)
		ij_json_int(json, "approximateSecondsBeforeTimedOut",
					ij_timer_seconds_left(deadline, ij_now()));
}
