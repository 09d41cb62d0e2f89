/*-------------------------------------------------------------------------
 *
 * data_describe.c
 *		DescribeJobExecution and GetPendingJobExecutions of the device data
 *		plane.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "json/json_out.h"
#include "ops/data_reply.h"
#include "ops/ops.h"
#include "store/thing_store.h"

static bool find_described(const IjRequest *request, IjExecution *execution);

Jsonb *
ij_op_data_describe_job_execution(const IjRequest *request)
{
	bool		with_document = ij_request_bool(request, "includeJobDocument", true);
	IjExecution execution;

	if (!find_described(request, &execution))
		return ij_json_empty();
	return ij_data_reply_execution(&execution, ij_request_cstring(request, "thingName"),
								   with_document);
}

/*
 * $next is the head of the queue, which may be empty; executionNumber does not
 * count then.  A named execution must exist and must not have ended.
 */
static bool
find_described(const IjRequest *request, IjExecution *execution)
{
	text	   *thing_name = ij_request_text(request, "thingName");
	int64		number = ij_request_int(request, "executionNumber", 0);
	bool		found;

	if (strcmp(ij_request_cstring(request, "jobId"), "$next") == 0)
	{
		found = ij_execution_find_next(thing_name, ij_request_list_namespace(request), execution);
		if (!found)
			(void) ij_thing_get_id(thing_name);
		return found;
	}

	ij_execution_get(ij_request_text(request, "jobId"), thing_name, ij_request_namespace(request),
					 ij_request_has(request, "executionNumber") ? &number : NULL,
					 execution);
	if (ij_exec_is_terminal(execution->status))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_TERMINAL_STATE),
				 errmsg("execution of job \"%s\" has ended with status %s",
						ij_request_cstring(request, "jobId"), ij_exec_status_word(execution->status)),
				 errdetail("A device is shown executions that are QUEUED or IN_PROGRESS."),
				 errhint("iotjobs.describe_job_execution() shows executions in any state.")));
	return true;
}

Jsonb *
ij_op_data_get_pending_job_executions(const IjRequest *request)
{
	text	   *thing_name = ij_request_text(request, "thingName");
	IjExecution *executions;
	char	  **job_ids;
	uint64		n = ij_execution_list_pending(thing_name, ij_request_list_namespace(request),
											  &executions, &job_ids);
	IjJson	   *json = ij_json_begin();

	if (n == 0)
		(void) ij_thing_get_id(thing_name);

	ij_json_begin_array(json, "inProgressJobs");
	for (uint64 i = 0; i < n; i++)
		if (executions[i].status == IJ_EXEC_IN_PROGRESS)
			ij_data_put_summary(json, &executions[i], job_ids[i]);
	ij_json_end_array(json);

	ij_json_begin_array(json, "queuedJobs");
	for (uint64 i = 0; i < n; i++)
		if (executions[i].status == IJ_EXEC_QUEUED)
			ij_data_put_summary(json, &executions[i], job_ids[i]);
	ij_json_end_array(json);

	return ij_json_end(json);
}
