/*-------------------------------------------------------------------------
 *
 * shapes_job.c
 *		Shapes of jobs and job executions.
 *
 * Limits are those of the API's model; where the model leaves one to its
 * text or its quotas, a comment says so.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/pattern.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

/* Identifiers and texts. */

const IjShape ij_shape_job_id = {
	.name = "JobId", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 64), .pattern = &ij_pattern_id
};

/* A device may ask for "$next".  The model gives no length: that of an id. */
const IjShape ij_shape_described_job_id = {
	.name = "DescribeJobExecutionJobId", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 64), .pattern = &ij_pattern_id_or_next
};

const IjShape ij_shape_job_template_id = {
	.name = "JobTemplateId", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 64), .pattern = &ij_pattern_id
};

const IjShape ij_shape_job_template_arn = {
	.name = "JobTemplateArn", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 1600), .pattern = &ij_pattern_arn
};

/* The model gives the ARN of a job no length; 2048 is that of a target. */
const IjShape ij_shape_job_arn = {
	.name = "JobArn", .kind = IJ_KIND_STRING, IJ_AT_MOST(2048)
};

const IjShape ij_shape_managed_template_name = {
	.name = "ManagedJobTemplateName", .kind = IJ_KIND_STRING, IJ_BETWEEN(1, 64)
};

/* The model gives no length; no version is longer. */
const IjShape ij_shape_managed_template_version = {
	.name = "ManagedTemplateVersion", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(64), .pattern = &ij_pattern_managed_template_version
};

/* The model gives no length; a key that is stored and compared needs one. */
const IjShape ij_shape_namespace_id = {
	.name = "NamespaceId", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 64), .pattern = &ij_pattern_id
};

/* The developer guide leaves it to the device. */
const IjShape ij_shape_mqtt_client_token = {
	.name = "ClientToken", .kind = IJ_KIND_STRING
};

const IjShape ij_shape_job_description = {
	.name = "JobDescription", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(2028), .pattern = &ij_pattern_text
};

const IjShape ij_shape_comment = {
	.name = "Comment", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(2028), .pattern = &ij_pattern_text
};

const IjShape ij_shape_reason_code = {
	.name = "ReasonCode", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(128), .pattern = &ij_pattern_reason_code
};

/* The model counts characters, the quota bytes. */
const IjShape ij_shape_job_document = {
	.name = "JobDocument", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(32768), .max_bytes = 32768
};

const IjShape ij_shape_job_document_source = {
	.name = "JobDocumentSource", .kind = IJ_KIND_STRING, IJ_BETWEEN(1, 1350)
};

/* Enums. */

static const char *const target_selection_words[] = {"CONTINUOUS", "SNAPSHOT", NULL};

const IjShape ij_shape_target_selection = {
	.name = "TargetSelection", .kind = IJ_KIND_STRING, .words = target_selection_words
};

static const char *const job_status_words[] = {
	"IN_PROGRESS", "CANCELED", "COMPLETED", "DELETION_IN_PROGRESS", "SCHEDULED", NULL
};

const IjShape ij_shape_job_status = {
	.name = "JobStatus", .kind = IJ_KIND_STRING, .words = job_status_words
};

static const char *const job_execution_status_words[] = {
	"QUEUED", "IN_PROGRESS", "SUCCEEDED", "FAILED", "TIMED_OUT", "REJECTED",
	"REMOVED", "CANCELED", NULL
};

const IjShape ij_shape_job_execution_status = {
	.name = "JobExecutionStatus", .kind = IJ_KIND_STRING, .words = job_execution_status_words
};

/* How many a job may have is a setting. */

static const IjShape target_arn = {
	.name = "TargetArn", .kind = IJ_KIND_STRING, IJ_AT_MOST(2048)
};

const IjShape ij_shape_job_targets = {
	.name = "JobTargets", .kind = IJ_KIND_LIST, IJ_AT_LEAST(1), .element = &target_arn
};

/* At most 25 by the text of the operation. */

static const IjShape package_version_arn = {
	.name = "PackageVersionArn", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 1600), .pattern = &ij_pattern_arn
};

const IjShape ij_shape_destination_package_versions = {
	.name = "DestinationPackageVersions", .kind = IJ_KIND_LIST,
	IJ_AT_MOST(25), .element = &package_version_arn
};

/* Numbers of an execution. */

const IjShape ij_shape_execution_number = {
	.name = "ExecutionNumber", .kind = IJ_KIND_LONG
};

/* Device code sends it as text as often as not. */
const IjShape ij_shape_expected_version = {
	.name = "ExpectedVersion", .kind = IJ_KIND_LONG, .digits = true
};

/* Minutes, by text and quota.  A fresh start has no timer to take away. */
const IjShape ij_shape_start_step_timeout = {
	.name = "StepTimeoutInMinutes", .kind = IJ_KIND_LONG, IJ_BETWEEN(1, 10080)
};

/* -1 takes the timer away; 0 is left to the operation to refuse. */
const IjShape ij_shape_update_step_timeout = {
	.name = "StepTimeoutInMinutes", .kind = IJ_KIND_LONG, IJ_BETWEEN(-1, 10080)
};

/* Status details: 10 pairs and 1024 characters by quota. */

static const IjShape details_key = {
	.name = "DetailsKey", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_name
};

static const IjShape details_value = {
	.name = "DetailsValue", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 1024), .pattern = &ij_pattern_text
};

const IjShape ij_shape_details_map = {
	.name = "DetailsMap", .kind = IJ_KIND_MAP, IJ_AT_MOST(10),
	.key = &details_key, .element = &details_value
};

/* Document parameters. */

const IjShape ij_shape_parameter_key = {
	.name = "ParameterKey", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_id
};

static const IjShape parameter_value = {
	.name = "ParameterValue", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 30720), .pattern = &ij_pattern_text
};

const IjShape ij_shape_parameter_map = {
	.name = "ParameterMap", .kind = IJ_KIND_MAP,
	.key = &ij_shape_parameter_key, .element = &parameter_value
};
