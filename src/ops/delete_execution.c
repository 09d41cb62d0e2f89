/*-------------------------------------------------------------------------
 *
 * delete_execution.c
 *		DeleteJobExecution.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "clock.h"
#include "errors.h"
#include "json/json_out.h"
#include "ops/job_request.h"
#include "ops/ops.h"
#include "store/delete_store.h"
#include "store/execution_store.h"
#include "wake.h"

/*
 * One attempt goes away, with force also while it is IN_PROGRESS; it leaves
 * the counters, and the device no longer finds it.
 */
Jsonb *
ij_op_delete_job_execution(const IjRequest *request)
{
	bool		force = ij_request_bool(request, "force", false);
	int64		number = ij_request_int(request, "executionNumber", 0);
	IjExecution execution;
	IjJob		job;

	ij_job_get(ij_request_text(request, "jobId"), false, &job);
	ij_check_job_namespace(request, &job);

	/* A device may report in between: then decide again on what it left. */
	do
	{
		CHECK_FOR_INTERRUPTS();
		ij_execution_get(ij_request_text(request, "jobId"), ij_request_text(request, "thingName"),
						 NULL, &number, &execution);
		if (execution.status == IJ_EXEC_IN_PROGRESS && !force)
			ereport(ERROR,
					(errcode(ERRCODE_IJ_INVALID_STATE_TRANSITION),
					 errmsg("execution %lld of job \"%s\" on thing \"%s\" cannot be deleted",
							(long long) number, job.job_id, ij_request_cstring(request, "thingName")),
					 errdetail("An execution that is IN_PROGRESS is deleted only with force.")));
	} while (!ij_execution_delete(&execution, ij_now()));

	/* It may have been the last that its job waited for. */
	ij_wake_at_commit();
	return ij_json_empty();
}
