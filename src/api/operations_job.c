/*-------------------------------------------------------------------------
 *
 * operations_job.c
 *		The operation table: jobs and job executions.
 *
 * Members stand in the order of the SQL arguments: the required ones, then
 * the others, each in the order of the API.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "api/call.h"
#include "api/operations.h"
#include "ops/ops.h"
#include "rules/replies.h"
#include "rules/shapes.h"

static const IjMember create_job_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"targets", &ij_shape_job_targets, true},
	{"documentSource", &ij_shape_job_document_source, false},
	{"document", &ij_shape_job_document, false},
	{"description", &ij_shape_job_description, false},
	{"presignedUrlConfig", &ij_shape_presigned_url_config, false},
	{"targetSelection", &ij_shape_target_selection, false},
	{"jobExecutionsRolloutConfig", &ij_shape_job_executions_rollout_config, false},
	{"abortConfig", &ij_shape_abort_config, false},
	{"timeoutConfig", &ij_shape_timeout_config, false},
	{"tags", &ij_shape_tag_list, false},
	{"namespaceId", &ij_shape_namespace_id, false},
	{"jobTemplateArn", &ij_shape_job_template_arn, false},
	{"jobExecutionsRetryConfig", &ij_shape_job_executions_retry_config, false},
	{"documentParameters", &ij_shape_parameter_map, false},
	{"schedulingConfig", &ij_shape_scheduling_config, false},
	{"destinationPackageVersions", &ij_shape_destination_package_versions, false},
	{NULL, NULL, false}
};

static const IjOperation create_job = {
	.name = "CreateJob",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = create_job_members,
	.reply = &ij_reply_create_job,
	.run = ij_op_create_job
};

IJ_SQL_FUNCTION(iotjobs_create_job, create_job)

static const IjMember describe_job_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"beforeSubstitution", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation describe_job = {
	.name = "DescribeJob",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = describe_job_members,
	.reply = &ij_reply_describe_job,
	.run = ij_op_describe_job
};

IJ_SQL_FUNCTION(iotjobs_describe_job, describe_job)

static const IjMember list_jobs_members[] = {
	{"status", &ij_shape_job_status, false},
	{"targetSelection", &ij_shape_target_selection, false},
	{"maxResults", &ij_shape_max_results, false},
	{"nextToken", &ij_shape_next_token, false},
	{"thingGroupName", &ij_shape_thing_group_name, false},
	{"thingGroupId", &ij_shape_thing_group_id, false},
	{"namespaceId", &ij_shape_namespace_id, false},
	{NULL, NULL, false}
};

static const IjOperation list_jobs = {
	.name = "ListJobs",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_jobs_members,
	.reply = &ij_reply_list_jobs,
	.run = ij_op_list_jobs
};

IJ_SQL_FUNCTION(iotjobs_list_jobs, list_jobs)

static const IjMember get_job_document_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"beforeSubstitution", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation get_job_document = {
	.name = "GetJobDocument",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = get_job_document_members,
	.reply = &ij_reply_get_job_document,
	.run = ij_op_get_job_document
};

IJ_SQL_FUNCTION(iotjobs_get_job_document, get_job_document)

static const IjMember cancel_job_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"reasonCode", &ij_shape_reason_code, false},
	{"comment", &ij_shape_comment, false},
	{"force", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation cancel_job = {
	.name = "CancelJob",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = cancel_job_members,
	.reply = &ij_reply_cancel_job,
	.run = ij_op_cancel_job
};

IJ_SQL_FUNCTION(iotjobs_cancel_job, cancel_job)

static const IjMember list_job_executions_for_job_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"status", &ij_shape_job_execution_status, false},
	{"maxResults", &ij_shape_max_results, false},
	{"nextToken", &ij_shape_next_token, false},
	{NULL, NULL, false}
};

static const IjOperation list_job_executions_for_job = {
	.name = "ListJobExecutionsForJob",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_job_executions_for_job_members,
	.reply = &ij_reply_list_job_executions_for_job,
	.run = ij_op_list_job_executions_for_job
};

IJ_SQL_FUNCTION(iotjobs_list_job_executions_for_job, list_job_executions_for_job)

static const IjMember list_job_executions_for_thing_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"status", &ij_shape_job_execution_status, false},
	{"namespaceId", &ij_shape_namespace_id, false},
	{"maxResults", &ij_shape_max_results, false},
	{"nextToken", &ij_shape_next_token, false},
	{"jobId", &ij_shape_job_id, false},
	{NULL, NULL, false}
};

static const IjOperation list_job_executions_for_thing = {
	.name = "ListJobExecutionsForThing",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_job_executions_for_thing_members,
	.reply = &ij_reply_list_job_executions_for_thing,
	.run = ij_op_list_job_executions_for_thing
};

IJ_SQL_FUNCTION(iotjobs_list_job_executions_for_thing, list_job_executions_for_thing)

static const IjMember describe_job_execution_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"thingName", &ij_shape_thing_name, true},
	{"executionNumber", &ij_shape_execution_number, false},
	{NULL, NULL, false}
};

static const IjOperation describe_job_execution = {
	.name = "DescribeJobExecution",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = describe_job_execution_members,
	.reply = &ij_reply_describe_job_execution,
	.run = ij_op_describe_job_execution
};

IJ_SQL_FUNCTION(iotjobs_describe_job_execution, describe_job_execution)

static const IjMember update_job_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"description", &ij_shape_job_description, false},
	{"presignedUrlConfig", &ij_shape_presigned_url_config, false},
	{"jobExecutionsRolloutConfig", &ij_shape_job_executions_rollout_config, false},
	{"abortConfig", &ij_shape_abort_config, false},
	{"timeoutConfig", &ij_shape_timeout_config, false},
	{"namespaceId", &ij_shape_namespace_id, false},
	{"jobExecutionsRetryConfig", &ij_shape_job_executions_retry_config, false},
	{NULL, NULL, false}
};

static const IjOperation update_job = {
	.name = "UpdateJob",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = update_job_members,
	.reply = &ij_reply_empty,
	.run = ij_op_update_job
};

IJ_SQL_FUNCTION(iotjobs_update_job, update_job)

static const IjMember associate_targets_with_job_members[] = {
	{"targets", &ij_shape_job_targets, true},
	{"jobId", &ij_shape_job_id, true},
	{"comment", &ij_shape_comment, false},
	{"namespaceId", &ij_shape_namespace_id, false},
	{NULL, NULL, false}
};

static const IjOperation associate_targets_with_job = {
	.name = "AssociateTargetsWithJob",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = associate_targets_with_job_members,
	.reply = &ij_reply_associate_targets_with_job,
	.run = ij_op_associate_targets_with_job
};

IJ_SQL_FUNCTION(iotjobs_associate_targets_with_job, associate_targets_with_job)

static const IjMember delete_job_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"force", &ij_shape_boolean, false},
	{"namespaceId", &ij_shape_namespace_id, false},
	{NULL, NULL, false}
};

static const IjOperation delete_job = {
	.name = "DeleteJob",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = delete_job_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_job
};

IJ_SQL_FUNCTION(iotjobs_delete_job, delete_job)

static const IjMember cancel_job_execution_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"thingName", &ij_shape_thing_name, true},
	{"force", &ij_shape_boolean, false},
	{"expectedVersion", &ij_shape_expected_version, false},
	{"statusDetails", &ij_shape_details_map, false},
	{NULL, NULL, false}
};

static const IjOperation cancel_job_execution = {
	.name = "CancelJobExecution",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = cancel_job_execution_members,
	.reply = &ij_reply_empty,
	.run = ij_op_cancel_job_execution
};

IJ_SQL_FUNCTION(iotjobs_cancel_job_execution, cancel_job_execution)

static const IjMember delete_job_execution_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"thingName", &ij_shape_thing_name, true},
	{"executionNumber", &ij_shape_execution_number, true},
	{"force", &ij_shape_boolean, false},
	{"namespaceId", &ij_shape_namespace_id, false},
	{NULL, NULL, false}
};

static const IjOperation delete_job_execution = {
	.name = "DeleteJobExecution",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = delete_job_execution_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_job_execution
};

IJ_SQL_FUNCTION(iotjobs_delete_job_execution, delete_job_execution)

const IjOperation *const ij_job_operations[] = {
	&create_job,
	&describe_job,
	&list_jobs,
	&get_job_document,
	&cancel_job,
	&list_job_executions_for_job,
	&list_job_executions_for_thing,
	&describe_job_execution,
	&update_job,
	&associate_targets_with_job,
	&delete_job,
	&cancel_job_execution,
	&delete_job_execution,
	NULL
};
