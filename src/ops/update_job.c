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
#include "json/config_read.h"
#include "json/json_out.h"
#include "ops/job_request.h"
#include "ops/ops.h"
#include "rules/retry.h"
#include "store/job_change_store.h"
#include "wake.h"

static void check_retries(const IjRequest *request, const IjJob *job);

/*
 * What is given replaces the old value whole, the rest stays.  A new timeout
 * counts for executions that start from now on, a new rate from now on.  What
 * is owed to a thing that may not be retried any more is dropped by the worker.
 */
Jsonb *
ij_op_update_job(const IjRequest *request)
{
	IjJob		job;
	IjJobUpdate update;

	ij_check_job_rollout(request);
	ij_job_get(ij_request_text(request, "jobId"), true, &job);
	ij_check_job_namespace(request, &job);

	if (job.status != IJ_JOB_IN_PROGRESS && job.status != IJ_JOB_SCHEDULED)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("job \"%s\" cannot be updated", job.job_id),
				 errdetail("Its status is %s; it must be IN_PROGRESS or SCHEDULED.",
						   ij_job_status_word(job.status))));

	check_retries(request, &job);

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

/* Once a job runs, its numbers of retries only end. */
static void
check_retries(const IjRequest *request, const IjJob *job)
{
	Jsonb	   *wanted = ij_request_jsonb(request, "jobExecutionsRetryConfig");
	IjRetryConfig from;
	IjRetryConfig to;

	if (wanted == NULL)
		return;
	ij_read_retry_config(job->job_executions_retry_config, &from);
	ij_read_retry_config(wanted, &to);
	if (!ij_retry_may_become(&from, &to))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("retries of job \"%s\" cannot be changed to these numbers", job->job_id),
				 errdetail("Each numberOfRetries must be 0, or as it is for its failureType already."),
				 errhint("Leave a failureType out, or set its number to 0, to end its retries.")));
}
