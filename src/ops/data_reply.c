/*-------------------------------------------------------------------------
 *
 * data_reply.c
 *		An execution as the device data plane shows it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ops/data_reply.h"
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

void
ij_data_put_execution(IjJson *json, const IjExecution *execution,
					  const char *thing_name, const text *document, TimestampTz now)
{
	int64		deadline = ij_timer_nearer(execution->in_progress_deadline,
										   execution->step_deadline);

	ij_json_begin_object(json, "execution");
	ij_json_string(json, "jobId", execution->job_id);
	ij_json_string(json, "thingName", thing_name);
	ij_json_string(json, "status", ij_exec_status_word(execution->status));
	ij_json_jsonb(json, "statusDetails", execution->status_details);
	put_times_and_numbers(json, execution);
	if (deadline != IJ_TIMER_NONE)
		ij_json_int(json, "approximateSecondsBeforeTimedOut",
					ij_timer_seconds_left(deadline, now));
	ij_json_text(json, "jobDocument", document);
	ij_json_end_object(json);
}

void
ij_data_put_summary(IjJson *json, const IjExecution *execution)
{
	ij_json_begin_object(json, NULL);
	ij_json_string(json, "jobId", execution->job_id);
	put_times_and_numbers(json, execution);
	ij_json_end_object(json);
}
