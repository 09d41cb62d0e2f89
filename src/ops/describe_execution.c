/*-------------------------------------------------------------------------
 *
 * describe_execution.c
 *		DescribeJobExecution of the control plane.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "json/arn_out.h"
#include "json/json_out.h"
#include "ops/data_reply.h"
#include "ops/ops.h"
#include "store/execution_store.h"

/* Any attempt in any state; never with the document. */
Jsonb *
ij_op_describe_job_execution(const IjRequest *request)
{
	int64		number = ij_request_int(request, "executionNumber", 0);
	IjExecution execution;
	IjJson	   *json;

	ij_execution_get(ij_request_text(request, "jobId"), ij_request_text(request, "thingName"),
					 NULL, ij_request_has(request, "executionNumber") ? &number : NULL,
					 &execution);

	json = ij_json_begin();
	ij_json_begin_object(json, "execution");
	ij_json_string(json, "jobId", ij_request_cstring(request, "jobId"));
	ij_json_string(json, "status", ij_exec_status_word(execution.status));
	ij_json_bool(json, "forceCanceled", execution.force_canceled);
	if (execution.status_details != NULL)
	{
		ij_json_begin_object(json, "statusDetails");
		ij_json_jsonb(json, "detailsMap", execution.status_details);
		ij_json_end_object(json);
	}
	ij_json_string(json, "thingArn", ij_arn_make("thing", ij_request_cstring(request, "thingName")));
	ij_json_time(json, "queuedAt", execution.queued_at);
	if (execution.is_started)
		ij_json_time(json, "startedAt", execution.started_at);
	ij_json_time(json, "lastUpdatedAt", execution.last_updated_at);
	ij_json_int(json, "executionNumber", execution.execution_number);
	ij_json_int(json, "versionNumber", execution.version);
	ij_data_put_seconds_left(json, &execution);
	ij_json_end_object(json);
	return ij_json_end(json);
}
