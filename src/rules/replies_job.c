/*-------------------------------------------------------------------------
 *
 * replies_job.c
 *		Shapes of the replies about jobs and job executions.
 *
 * Required here means: our replies always have it.  The API's model requires
 * nothing of a reply, so that nothing but these marks tells a member that was
 * forgotten from one that is absent.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/replies.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

const IjShape ij_reply_associate_targets_with_job = {
	.name = "AssociateTargetsWithJobResponse", IJ_STRUCTURE_OF(
		{"jobArn", &ij_shape_arn, true},
		{"jobId", &ij_shape_job_id, true},
		{"description", &ij_shape_job_description, false})
};

const IjShape ij_reply_cancel_job = {
	.name = "CancelJobResponse", IJ_STRUCTURE_OF(
		{"jobArn", &ij_shape_arn, true},
		{"jobId", &ij_shape_job_id, true},
		{"description", &ij_shape_job_description, false})
};

const IjShape ij_reply_create_job = {
	.name = "CreateJobResponse", IJ_STRUCTURE_OF(
		{"jobArn", &ij_shape_arn, true},
		{"jobId", &ij_shape_job_id, true},
		{"description", &ij_shape_job_description, false})
};

static const IjShape processing_target_name_list = {
	.name = "ProcessingTargetNameList", IJ_LIST_OF(ij_shape_arn)
};

static const IjShape job_process_details = {
	.name = "JobProcessDetails", IJ_STRUCTURE_OF(
		{"processingTargets", &processing_target_name_list, false},
		{"numberOfCanceledThings", &ij_shape_count, true},
		{"numberOfSucceededThings", &ij_shape_count, true},
		{"numberOfFailedThings", &ij_shape_count, true},
		{"numberOfRejectedThings", &ij_shape_count, true},
		{"numberOfQueuedThings", &ij_shape_count, true},
		{"numberOfInProgressThings", &ij_shape_count, true},
		{"numberOfRemovedThings", &ij_shape_count, true},
		{"numberOfTimedOutThings", &ij_shape_count, true})
};

static const IjShape string_date_time = {
	.name = "StringDateTime", .kind = IJ_KIND_STRING, IJ_BETWEEN(1, 64)
};

static const IjShape scheduled_job_rollout = {
	.name = "ScheduledJobRollout", IJ_STRUCTURE_OF(
		{"startTime", &string_date_time, false})
};

static const IjShape scheduled_job_rollout_list = {
	.name = "ScheduledJobRolloutList", IJ_LIST_OF(scheduled_job_rollout)
};

static const IjShape job = {
	.name = "Job", IJ_STRUCTURE_OF(
		{"jobArn", &ij_shape_arn, true},
		{"jobId", &ij_shape_job_id, true},
		{"targetSelection", &ij_shape_target_selection, true},
		{"status", &ij_shape_job_status, true},
		{"forceCanceled", &ij_shape_boolean, false},
		{"reasonCode", &ij_shape_reason_code, false},
		{"comment", &ij_shape_comment, false},
		{"targets", &ij_shape_job_targets, true},
		{"description", &ij_shape_job_description, false},
		{"presignedUrlConfig", &ij_shape_presigned_url_config, false},
		{"jobExecutionsRolloutConfig", &ij_shape_job_executions_rollout_config, false},
		{"abortConfig", &ij_shape_abort_config, false},
		{"createdAt", &ij_shape_timestamp, true},
		{"lastUpdatedAt", &ij_shape_timestamp, true},
		{"completedAt", &ij_shape_timestamp, false},
		{"jobProcessDetails", &job_process_details, true},
		{"timeoutConfig", &ij_shape_timeout_config, false},
		{"namespaceId", &ij_shape_namespace_id, false},
		{"jobTemplateArn", &ij_shape_job_template_arn, false},
		{"jobExecutionsRetryConfig", &ij_shape_job_executions_retry_config, false},
		{"documentParameters", &ij_shape_parameter_map, false},
		{"isConcurrent", &ij_shape_boolean, true},
		{"schedulingConfig", &ij_shape_scheduling_config, false},
		{"scheduledJobRollouts", &scheduled_job_rollout_list, false},
		{"destinationPackageVersions", &ij_shape_destination_package_versions, false})
};

const IjShape ij_reply_describe_job = {
	.name = "DescribeJobResponse", IJ_STRUCTURE_OF(
		{"documentSource", &ij_shape_job_document_source, false},
		{"job", &job, true})
};

static const IjShape job_execution_status_details = {
	.name = "JobExecutionStatusDetails", IJ_STRUCTURE_OF(
		{"detailsMap", &ij_shape_details_map, true})
};

static const IjShape job_execution = {
	.name = "JobExecution", IJ_STRUCTURE_OF(
		{"jobId", &ij_shape_job_id, true},
		{"status", &ij_shape_job_execution_status, true},
		{"forceCanceled", &ij_shape_boolean, true},
		{"statusDetails", &job_execution_status_details, false},
		{"thingArn", &ij_shape_arn, true},
		{"queuedAt", &ij_shape_timestamp, true},
		{"startedAt", &ij_shape_timestamp, false},
		{"lastUpdatedAt", &ij_shape_timestamp, true},
		{"executionNumber", &ij_shape_ordinal, true},
		{"versionNumber", &ij_shape_ordinal, true},
		{"approximateSecondsBeforeTimedOut", &ij_shape_count, false})
};

const IjShape ij_reply_describe_job_execution = {
	.name = "DescribeJobExecutionResponse", IJ_STRUCTURE_OF(
		{"execution", &job_execution, true})
};

const IjShape ij_reply_get_job_document = {
	.name = "GetJobDocumentResponse", IJ_STRUCTURE_OF(
		{"document", &ij_shape_any_text, true})
};

static const IjShape job_execution_summary = {
	.name = "JobExecutionSummary", IJ_STRUCTURE_OF(
		{"status", &ij_shape_job_execution_status, true},
		{"queuedAt", &ij_shape_timestamp, true},
		{"startedAt", &ij_shape_timestamp, false},
		{"lastUpdatedAt", &ij_shape_timestamp, true},
		{"executionNumber", &ij_shape_ordinal, true},
		{"retryAttempt", &ij_shape_count, false})
};

static const IjShape job_execution_summary_for_job = {
	.name = "JobExecutionSummaryForJob", IJ_STRUCTURE_OF(
		{"thingArn", &ij_shape_arn, true},
		{"jobExecutionSummary", &job_execution_summary, true})
};

static const IjShape job_execution_summary_for_job_list = {
	.name = "JobExecutionSummaryForJobList", IJ_LIST_OF(job_execution_summary_for_job)
};

const IjShape ij_reply_list_job_executions_for_job = {
	.name = "ListJobExecutionsForJobResponse", IJ_STRUCTURE_OF(
		{"executionSummaries", &job_execution_summary_for_job_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

static const IjShape job_execution_summary_for_thing = {
	.name = "JobExecutionSummaryForThing", IJ_STRUCTURE_OF(
		{"jobId", &ij_shape_job_id, true},
		{"jobExecutionSummary", &job_execution_summary, true})
};

static const IjShape job_execution_summary_for_thing_list = {
	.name = "JobExecutionSummaryForThingList", IJ_LIST_OF(job_execution_summary_for_thing)
};

const IjShape ij_reply_list_job_executions_for_thing = {
	.name = "ListJobExecutionsForThingResponse", IJ_STRUCTURE_OF(
		{"executionSummaries", &job_execution_summary_for_thing_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

static const IjShape job_summary = {
	.name = "JobSummary", IJ_STRUCTURE_OF(
		{"jobArn", &ij_shape_arn, true},
		{"jobId", &ij_shape_job_id, true},
		{"thingGroupId", &ij_shape_thing_group_id, false},
		{"targetSelection", &ij_shape_target_selection, true},
		{"status", &ij_shape_job_status, true},
		{"createdAt", &ij_shape_timestamp, true},
		{"lastUpdatedAt", &ij_shape_timestamp, true},
		{"completedAt", &ij_shape_timestamp, false},
		{"isConcurrent", &ij_shape_boolean, true})
};

static const IjShape job_summary_list = {
	.name = "JobSummaryList", IJ_LIST_OF(job_summary)
};

const IjShape ij_reply_list_jobs = {
	.name = "ListJobsResponse", IJ_STRUCTURE_OF(
		{"jobs", &job_summary_list, true},
		{"nextToken", &ij_shape_next_token, false})
};
