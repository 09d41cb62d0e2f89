/*-------------------------------------------------------------------------
 *
 * describe_job.c
 *		DescribeJob and GetJobDocument.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "json/schedule_read.h"
#include "ops/ops.h"
#include "store/event_store.h"
#include "store/job_package_store.h"
#include "store/job_store.h"

static void put_rollouts(IjJson *json, const IjJob *job);
static void put_process_details(IjJson *json, const IjJob *job);

Jsonb *
ij_op_describe_job(const IjRequest *request)
{
	IjJson	   *json = ij_json_begin();
	IjJob		job;

	ij_job_get(ij_request_text(request, "jobId"), false, &job);

	ij_json_text(json, "documentSource", ij_job_document_source(job.key));
	ij_json_begin_object(json, "job");
	ij_json_string(json, "jobArn", ij_arn_make("job", job.job_id));
	ij_json_string(json, "jobId", job.job_id);
	ij_json_string(json, "targetSelection", job.is_continuous ? "CONTINUOUS" : "SNAPSHOT");
	ij_json_string(json, "status", ij_job_status_word(job.status));
	if (job.force_canceled)
		ij_json_bool(json, "forceCanceled", true);
	ij_json_text(json, "reasonCode", job.reason_code);
	ij_json_text(json, "comment", job.comment);
	ij_json_text_array(json, "targets", ij_job_targets(job.key));
	ij_json_text(json, "description", job.description);
	ij_json_jsonb(json, "presignedUrlConfig", job.presigned_url_config);
	ij_json_jsonb(json, "jobExecutionsRolloutConfig", job.job_executions_rollout_config);
	ij_json_jsonb(json, "abortConfig", job.abort_config);
	ij_json_time(json, "createdAt", job.created_at);
	ij_json_time(json, "lastUpdatedAt", job.last_updated_at);
	if (job.is_completed)
		ij_json_time(json, "completedAt", job.completed_at);
	put_process_details(json, &job);
	ij_json_jsonb(json, "timeoutConfig", job.timeout_config);
	ij_json_text(json, "namespaceId", job.namespace_id);
	ij_json_text(json, "jobTemplateArn", job.template_arn);
	ij_json_jsonb(json, "jobExecutionsRetryConfig", job.job_executions_retry_config);
	ij_json_jsonb(json, "documentParameters", job.document_parameters);
	ij_json_bool(json, "isConcurrent", job.is_concurrent);
	ij_json_jsonb(json, "schedulingConfig", job.scheduling_config);
	put_rollouts(json, &job);
	ij_json_text_array(json, "destinationPackageVersions",
					   ij_job_package_versions(job.key, ij_request_bool(request, "beforeSubstitution", false)));
	ij_json_end_object(json);
	return ij_json_end(json);
}

/* What is ahead of a job that has not ended. */
static void
put_rollouts(IjJson *json, const IjJob *job)
{
	IjSchedule	schedule;

	if (job->scheduling_config == NULL || ij_job_is_terminal(job->status))
		return;
	ij_read_schedule(job->scheduling_config, &schedule);
	ij_json_rollouts(json, &schedule, ij_now());
}

/* All counters are there from the start; processingTargets only while the rollout goes on. */
static void
put_process_details(IjJson *json, const IjJob *job)
{
	IjCounts	counts;

	ij_counts_read(job->key, &counts);

	ij_json_begin_object(json, "jobProcessDetails");
	if (job->is_concurrent)
		ij_json_text_array(json, "processingTargets", ij_job_processing_targets(job->key));
	ij_json_int(json, "numberOfCanceledThings", counts.canceled);
	ij_json_int(json, "numberOfSucceededThings", counts.succeeded);
	ij_json_int(json, "numberOfFailedThings", counts.failed);
	ij_json_int(json, "numberOfRejectedThings", counts.rejected);
	ij_json_int(json, "numberOfQueuedThings", counts.queued);
	ij_json_int(json, "numberOfInProgressThings", counts.in_progress);
	ij_json_int(json, "numberOfRemovedThings", counts.removed);
	ij_json_int(json, "numberOfTimedOutThings", counts.timed_out);
	ij_json_end_object(json);
}

/* What is replaced when a device asks for the document is shown as it stands. */
Jsonb *
ij_op_get_job_document(const IjRequest *request)
{
	IjJson	   *json = ij_json_begin();
	IjJob		job;

	ij_job_get(ij_request_text(request, "jobId"), false, &job);
	ij_json_text(json, "document",
				 ij_request_bool(request, "beforeSubstitution", false) ?
				 ij_job_document_before_substitution(job.key) : ij_job_document(job.key));
	return ij_json_end(json);
}
