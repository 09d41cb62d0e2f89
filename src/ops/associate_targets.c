/*-------------------------------------------------------------------------
 *
 * associate_targets.c
 *		AssociateTargetsWithJob.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "errors.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "json/schedule_read.h"
#include "ops/job_request.h"
#include "ops/ops.h"
#include "store/job_change_store.h"
#include "wake.h"

static void check_job(const IjJob *job);

/*
 * Adds thing groups to a continuous job.  Their members receive the job at
 * its rate, like those of its first targets.  A group that is a target
 * already is no error, and begins nothing anew.
 */
Jsonb *
ij_op_associate_targets_with_job(const IjRequest *request)
{
	IjJob		job;
	IjJson	   *json;
	int			nbefore;
	int			ntargets;

	ij_check_job_targets(request);
	ij_job_get(ij_request_text(request, "jobId"), true, &job);
	ij_check_job_namespace(request, &job);
	check_job(&job);

	nbefore = ij_job_count_targets(job.key);
	ij_add_job_targets(request, job.key, true);
	ntargets = ij_job_count_targets(job.key);
	ij_check_job_target_count(job.job_id, ntargets);
	ij_job_targets_added(job.key, ij_request_text(request, "comment"), ntargets > nbefore, ij_now());
	ij_wake_at_commit();

	json = ij_json_begin();
	ij_json_string(json, "jobArn", ij_arn_make("job", job.job_id));
	ij_json_string(json, "jobId", job.job_id);
	ij_json_text(json, "description", job.description);
	return ij_json_end(json);
}

static void
check_job(const IjJob *job)
{
	IjSchedule	schedule;

	if (!job->is_continuous)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("job \"%s\" cannot get more targets", job->job_id),
				 errdetail("Its targetSelection is SNAPSHOT; it must be CONTINUOUS.")));
	if (job->status != IJ_JOB_IN_PROGRESS)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("job \"%s\" cannot get more targets", job->job_id),
				 errdetail("Its status is %s; it must be IN_PROGRESS.",
						   ij_job_status_word(job->status))));

	ij_read_schedule(job->scheduling_config, &schedule);
	if (ij_schedule_has_ended(&schedule, ij_now()))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("job \"%s\" cannot get more targets", job->job_id),
				 errdetail("Its end time has come: it is not rolled out any more.")));
}
