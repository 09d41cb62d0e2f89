/*-------------------------------------------------------------------------
 *
 * delete_job.c
 *		DeleteJob.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "errors.h"
#include "guc.h"
#include "json/json_out.h"
#include "ops/job_request.h"
#include "ops/ops.h"
#include "store/job_change_store.h"
#include "wake.h"

/*
 * The job is DELETION_IN_PROGRESS at once; the worker deletes its executions
 * in batches, and then the job, whose id is free again from then on.
 */
Jsonb *
ij_op_delete_job(const IjRequest *request)
{
	bool		force = ij_request_bool(request, "force", false);
	IjJob		job;

	ij_job_get(ij_request_text(request, "jobId"), true, &job);
	ij_check_job_namespace(request, &job);

	if (!ij_job_may_become(job.status, IJ_JOB_DELETION_IN_PROGRESS, IJ_ACTOR_OPERATOR, force))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_STATE_TRANSITION),
				 errmsg("job \"%s\" cannot be deleted", job.job_id),
				 job.status == IJ_JOB_DELETION_IN_PROGRESS
				 ? errdetail("It is being deleted already.")
				 : errdetail("Its status is %s; without force it must be COMPLETED or CANCELED.",
							 ij_job_status_word(job.status))));

	if (ij_jobs_count_in_deletion() >= ij_guc_max_jobs_in_deletion)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_LIMIT_EXCEEDED),
				 errmsg("too many jobs are being deleted"),
				 errdetail("At most %d jobs may be DELETION_IN_PROGRESS.", ij_guc_max_jobs_in_deletion),
				 errhint("Wait until one is gone, or raise iotjobs.max_jobs_in_deletion.")));

	ij_job_begin_deletion(job.key, ij_now());
	ij_wake_at_commit();
	return ij_json_empty();
}
