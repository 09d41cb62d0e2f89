/*-------------------------------------------------------------------------
 *
 * replies_template.c
 *		Shapes of the replies about job templates and tags.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/pattern.h"
#include "rules/replies.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

const IjShape ij_reply_create_job_template = {
	.name = "CreateJobTemplateResponse", IJ_STRUCTURE_OF(
		{"jobTemplateArn", &ij_shape_job_template_arn, true},
		{"jobTemplateId", &ij_shape_job_template_id, true})
};

const IjShape ij_reply_describe_job_template = {
	.name = "DescribeJobTemplateResponse", IJ_STRUCTURE_OF(
		{"jobTemplateArn", &ij_shape_job_template_arn, true},
		{"jobTemplateId", &ij_shape_job_template_id, true},
		{"description", &ij_shape_job_description, true},
		{"documentSource", &ij_shape_job_document_source, false},
		{"document", &ij_shape_any_text, true},
		{"createdAt", &ij_shape_timestamp, true},
		{"presignedUrlConfig", &ij_shape_presigned_url_config, false},
		{"jobExecutionsRolloutConfig", &ij_shape_job_executions_rollout_config, false},
		{"abortConfig", &ij_shape_abort_config, false},
		{"timeoutConfig", &ij_shape_timeout_config, false},
		{"jobExecutionsRetryConfig", &ij_shape_job_executions_retry_config, false},
		{"maintenanceWindows", &ij_shape_maintenance_windows, false},
		{"destinationPackageVersions", &ij_shape_destination_package_versions, false})
};

static const IjShape environment = {
	.name = "Environment", .kind = IJ_KIND_STRING, .pattern = &ij_pattern_text
};

static const IjShape environments = {
	.name = "Environments", IJ_LIST_OF(environment)
};

static const IjShape example = {
	.name = "Example", .kind = IJ_KIND_STRING, .pattern = &ij_pattern_text
};

static const IjShape document_parameter = {
	.name = "DocumentParameter", IJ_STRUCTURE_OF(
		{"key", &ij_shape_parameter_key, true},
		{"description", &ij_shape_job_description, true},
		{"regex", &ij_shape_any_text, true},
		{"example", &example, true},
		{"optional", &ij_shape_boolean, true})
};

static const IjShape document_parameters = {
	.name = "DocumentParameters", IJ_LIST_OF(document_parameter)
};

const IjShape ij_reply_describe_managed_job_template = {
	.name = "DescribeManagedJobTemplateResponse", IJ_STRUCTURE_OF(
		{"templateName", &ij_shape_managed_template_name, true},
		{"templateArn", &ij_shape_job_template_arn, true},
		{"description", &ij_shape_job_description, true},
		{"templateVersion", &ij_shape_managed_template_version, true},
		{"environments", &environments, true},
		{"documentParameters", &document_parameters, true},
		{"document", &ij_shape_any_text, true})
};

static const IjShape job_template_summary = {
	.name = "JobTemplateSummary", IJ_STRUCTURE_OF(
		{"jobTemplateArn", &ij_shape_job_template_arn, true},
		{"jobTemplateId", &ij_shape_job_template_id, true},
		{"description", &ij_shape_job_description, true},
		{"createdAt", &ij_shape_timestamp, true})
};

static const IjShape job_template_summary_list = {
	.name = "JobTemplateSummaryList", IJ_LIST_OF(job_template_summary)
};

const IjShape ij_reply_list_job_templates = {
	.name = "ListJobTemplatesResponse", IJ_STRUCTURE_OF(
		{"jobTemplates", &job_template_summary_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

static const IjShape managed_job_template_summary = {
	.name = "ManagedJobTemplateSummary", IJ_STRUCTURE_OF(
		{"templateArn", &ij_shape_job_template_arn, true},
		{"templateName", &ij_shape_managed_template_name, true},
		{"description", &ij_shape_job_description, true},
		{"environments", &environments, true},
		{"templateVersion", &ij_shape_managed_template_version, true})
};

static const IjShape managed_job_templates_summary_list = {
	.name = "ManagedJobTemplatesSummaryList", IJ_LIST_OF(managed_job_template_summary)
};

const IjShape ij_reply_list_managed_job_templates = {
	.name = "ListManagedJobTemplatesResponse", IJ_STRUCTURE_OF(
		{"managedJobTemplates", &managed_job_templates_summary_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

const IjShape ij_reply_list_tags_for_resource = {
	.name = "ListTagsForResourceResponse", IJ_STRUCTURE_OF(
		{"tags", &ij_shape_tag_list, true},
		{"nextToken", &ij_shape_next_token, false})
};
