/*-------------------------------------------------------------------------
 *
 * operations_template.c
 *		The operation table: job templates, custom and managed.
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

static const IjMember create_job_template_members[] = {
	{"jobTemplateId", &ij_shape_job_template_id, true},
	{"description", &ij_shape_job_description, true},
	{"jobArn", &ij_shape_job_arn, false},
	{"documentSource", &ij_shape_job_document_source, false},
	{"document", &ij_shape_job_document, false},
	{"presignedUrlConfig", &ij_shape_presigned_url_config, false},
	{"jobExecutionsRolloutConfig", &ij_shape_job_executions_rollout_config, false},
	{"abortConfig", &ij_shape_abort_config, false},
	{"timeoutConfig", &ij_shape_timeout_config, false},
	{"tags", &ij_shape_tag_list, false},
	{"jobExecutionsRetryConfig", &ij_shape_job_executions_retry_config, false},
	{"maintenanceWindows", &ij_shape_maintenance_windows, false},
	{"destinationPackageVersions", &ij_shape_destination_package_versions, false},
	{NULL, NULL, false}
};

static const IjOperation create_job_template = {
	.name = "CreateJobTemplate",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = create_job_template_members,
	.reply = &ij_reply_create_job_template,
	.run = ij_op_create_job_template
};

IJ_SQL_FUNCTION(iotjobs_create_job_template, create_job_template)

static const IjMember describe_job_template_members[] = {
	{"jobTemplateId", &ij_shape_job_template_id, true},
	{NULL, NULL, false}
};

static const IjOperation describe_job_template = {
	.name = "DescribeJobTemplate",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = describe_job_template_members,
	.reply = &ij_reply_describe_job_template,
	.run = ij_op_describe_job_template
};

IJ_SQL_FUNCTION(iotjobs_describe_job_template, describe_job_template)

static const IjMember list_job_templates_members[] = {
	{"maxResults", &ij_shape_max_results, false},
	{"nextToken", &ij_shape_next_token, false},
	{NULL, NULL, false}
};

static const IjOperation list_job_templates = {
	.name = "ListJobTemplates",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_job_templates_members,
	.reply = &ij_reply_list_job_templates,
	.run = ij_op_list_job_templates
};

IJ_SQL_FUNCTION(iotjobs_list_job_templates, list_job_templates)

static const IjMember delete_job_template_members[] = {
	{"jobTemplateId", &ij_shape_job_template_id, true},
	{NULL, NULL, false}
};

static const IjOperation delete_job_template = {
	.name = "DeleteJobTemplate",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = delete_job_template_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_job_template
};

IJ_SQL_FUNCTION(iotjobs_delete_job_template, delete_job_template)

static const IjMember describe_managed_job_template_members[] = {
	{"templateName", &ij_shape_managed_template_name, true},
	{"templateVersion", &ij_shape_managed_template_version, false},
	{NULL, NULL, false}
};

static const IjOperation describe_managed_job_template = {
	.name = "DescribeManagedJobTemplate",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = describe_managed_job_template_members,
	.reply = &ij_reply_describe_managed_job_template,
	.run = ij_op_describe_managed_job_template
};

IJ_SQL_FUNCTION(iotjobs_describe_managed_job_template, describe_managed_job_template)

static const IjMember list_managed_job_templates_members[] = {
	{"templateName", &ij_shape_managed_template_name, false},
	{"maxResults", &ij_shape_max_results, false},
	{"nextToken", &ij_shape_next_token, false},
	{NULL, NULL, false}
};

static const IjOperation list_managed_job_templates = {
	.name = "ListManagedJobTemplates",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_managed_job_templates_members,
	.reply = &ij_reply_list_managed_job_templates,
	.run = ij_op_list_managed_job_templates
};

IJ_SQL_FUNCTION(iotjobs_list_managed_job_templates, list_managed_job_templates)

const IjOperation *const ij_template_operations[] = {
	&create_job_template,
	&describe_job_template,
	&list_job_templates,
	&delete_job_template,
	&describe_managed_job_template,
	&list_managed_job_templates,
	NULL
};
