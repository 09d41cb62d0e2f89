/*-------------------------------------------------------------------------
 *
 * data_start_next.c
 *		StartNextPendingJobExecution of the device data plane.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "json/json_out.h"
#include "ops/execution_change.h"
#include "ops/data_reply.h"
#include "ops/ops.h"
#include "store/thing_store.h"

/*
 * The head of the thing's queue: started if it is QUEUED, returned as it is
 * if it is IN_PROGRESS already, when neither details nor a step timer of the
 * request count.  With an empty queue the reply has no execution.
 */
Jsonb *
ij_op_data_start_next_pending_job_execution(const IjRequest *request)
{
	text	   *thing_name = ij_request_text(request, "thingName");
	text	   *namespace_id = ij_request_list_namespace(request);
	IjStep		start = {IJ_EXEC_IN_PROGRESS, ij_request_jsonb(request, "statusDetails"),
	ij_request_step_minutes(request, false), false};
	IjExecution execution;

	/* If somebody was faster, the queue may have another head now. */
	do
	{
		CHECK_FOR_INTERRUPTS();
		if (!ij_execution_find_next(thing_name, namespace_id, &execution))
		{
			(void) ij_thing_get_id(thing_name);
			return ij_json_empty();
		}
	} while (execution.status == IJ_EXEC_QUEUED &&
			 !ij_change_execution(&execution, &start));

	return ij_data_reply_execution(&execution, ij_request_cstring(request, "thingName"), true);
}
