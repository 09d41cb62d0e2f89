/*-------------------------------------------------------------------------
 *
 * cancel_job.c
 *		CancelJob.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "errors.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "ops/ops.h"
#include "store/job_store.h"
#include "wake.h"

/*
 * The job is CANCELED at once and releases nothing more; its executions are
 * canceled by the worker, in batches: those that are QUEUED, with force those
 * that are IN_PROGRESS, too.
 */
Jsonb *
ij_op_cancel_job(const IjRequest *request)
{
	bool		force = ij_request_bool(request, "force", false);
	IjJob		job;
	IjJson	   *json;

	ij_job_get(ij_request_text(request, "jobId"), true, &job);

	if (!ij_job_may_become(job.status, IJ_JOB_CANCELED, IJ_ACTOR_OPERATOR, force))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("job \"%s\" cannot be canceled", job.job_id),
				 errdetail("Its status is %s; it must be IN_PROGRESS or SCHEDULED.",
						   ij_job_status_word(job.status))));

	ij_job_cancel(job.key, force,
				  ij_request_text(request, "reasonCode"),
				  ij_request_text(request, "comment"), ij_now());
	ij_wake_at_commit();

	json = ij_json_begin();
	ij_json_string(json, "jobArn", ij_arn_make("job", job.job_id));
	ij_json_string(json, "jobId", job.job_id);
	ij_json_text(json, "description", job.description);
	return ij_json_end(json);
}
