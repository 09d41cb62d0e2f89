/*-------------------------------------------------------------------------
 *
 * cancel_execution.c
 *		CancelJobExecution.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "json/json_out.h"
#include "ops/execution_change.h"
#include "ops/ops.h"
#include "wake.h"

/*
 * The latest execution of the job on the thing becomes CANCELED: a QUEUED one
 * always, an IN_PROGRESS one only with force.
 */
Jsonb *
ij_op_cancel_job_execution(const IjRequest *request)
{
	bool		force = ij_request_bool(request, "force", false);
	IjStep		cancel = {IJ_EXEC_CANCELED, ij_request_jsonb(request, "statusDetails"), 0, force};
	IjExecution execution;

	/* A device may report in between: then decide again on what it left. */
	do
	{
		CHECK_FOR_INTERRUPTS();
		ij_execution_get(ij_request_text(request, "jobId"), ij_request_text(request, "thingName"),
						 NULL, NULL, &execution);
		ij_check_not_ended(request, &execution, IJ_EXEC_CANCELED);
		ij_check_expected_version(request, &execution);
		if (!ij_exec_may_become(execution.status, IJ_EXEC_CANCELED, IJ_ACTOR_OPERATOR, force))
			ij_refuse_step(request, &execution, IJ_EXEC_CANCELED,
						   "An execution that is IN_PROGRESS is canceled only with force.");
	} while (!ij_change_execution(&execution, &cancel));

	/* It may have been the last of its job. */
	ij_wake_at_commit();
	return ij_json_empty();
}
