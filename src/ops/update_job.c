/*-------------------------------------------------------------------------
 *
 * update_job.c
 *		UpdateJob.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "errors.h"
#include "json/json_out.h"
#include "ops/job_request.h"
#include "ops/ops.h"
#include "store/job_change_store.h"
#include "wake.h"

/*
 * What is given replaces the old value whole, the rest stays.  A new timeout
 * counts for executions that start from now on, a new rate from now on.
 */
Jsonb *
ij_op_update_job(const IjRequest *request)
{
	IjJob		job;
	IjJobUpdate update;

	ij_check_job_rollout(request);
	ij_check_job_retries(request);
	ij_job_get(ij_request_text(request, "jobId"), true, &job);
	ij_check_job_namespace(request, &job);

	if (job.status != IJ_JOB_IN_PROGRESS && job.status != IJ_JOB_SCHEDULED)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("job \"%s\" cannot be updated", job.job_id),
				 errdetail("Its status is %s; it must be IN_PROGRESS or SCHEDULED.",
						   ij_job_status_word(job.status))));

	update.description = ij_request_text(request, "description");
	update.presigned_url_config = ij_request_jsonb(request, "presignedUrlConfig");
	update.job_executions_rollout_config = ij_request_jsonb(request, "jobExecutionsRolloutConfig");
	update.abort_config = ij_request_jsonb(request, "abortConfig");
	update.timeout_config = ij_request_jsonb(request, "timeoutConfig");
	update.job_executions_retry_config = ij_request_jsonb(request, "jobExecutionsRetryConfig");
	ij_job_update(job.key, &update, ij_now());
	ij_wake_at_commit();
	return ij_json_empty();
}
