/*-------------------------------------------------------------------------
 *
 * domains.c
 *		What the CHECK of each domain calls.
 *
 * The shapes and rules are those of the requests, and so are the errors.
 * A call returns true or does not return.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "compat.h"
#include "json/rule_check.h"
#include "json/shape_check.h"
#include "json/shape_error.h"
#include "rules/shapes.h"

static Datum check_text(const char *member, const IjShape *shape, text *value);
static Datum check_jsonb(const char *member, const IjShape *shape, Jsonb *value);

#define CHECK_TEXT(symbol, member, shape) \
PG_FUNCTION_INFO_V1(symbol); \
Datum \
symbol(PG_FUNCTION_ARGS) \
{ \
	return check_text(member, &(shape), PG_GETARG_TEXT_PP(0)); \
}

#define CHECK_JSONB(symbol, member, shape) \
PG_FUNCTION_INFO_V1(symbol); \
Datum \
symbol(PG_FUNCTION_ARGS) \
{ \
	return check_jsonb(member, &(shape), PG_GETARG_JSONB_P(0)); \
}

CHECK_TEXT(iotjobs_check_job_id, "jobId", ij_shape_job_id)
CHECK_TEXT(iotjobs_check_job_template_id, "jobTemplateId", ij_shape_job_template_id)
CHECK_TEXT(iotjobs_check_namespace_id, "namespaceId", ij_shape_namespace_id)
CHECK_TEXT(iotjobs_check_thing_name, "thingName", ij_shape_thing_name)
CHECK_TEXT(iotjobs_check_thing_group_name, "thingGroupName", ij_shape_thing_group_name)
CHECK_TEXT(iotjobs_check_thing_type_name, "thingTypeName", ij_shape_thing_type_name)
CHECK_TEXT(iotjobs_check_billing_group_name, "billingGroupName", ij_shape_billing_group_name)
CHECK_TEXT(iotjobs_check_thing_group_description, "thingGroupDescription", ij_shape_thing_group_description)
CHECK_TEXT(iotjobs_check_reason_code, "reasonCode", ij_shape_reason_code)
CHECK_TEXT(iotjobs_check_comment_text, "comment", ij_shape_comment)
CHECK_TEXT(iotjobs_check_description_text, "description", ij_shape_job_description)
CHECK_TEXT(iotjobs_check_package_name, "packageName", ij_shape_package_name)
CHECK_TEXT(iotjobs_check_package_version_name, "versionName", ij_shape_package_version_name)
CHECK_TEXT(iotjobs_check_package_description, "description", ij_shape_package_description)
CHECK_TEXT(iotjobs_check_package_recipe, "recipe", ij_shape_package_recipe)
CHECK_TEXT(iotjobs_check_job_document, "document", ij_shape_job_document)

CHECK_JSONB(iotjobs_check_presigned_url_config, "presignedUrlConfig", ij_shape_presigned_url_config)
CHECK_JSONB(iotjobs_check_job_executions_rollout_config, "jobExecutionsRolloutConfig", ij_shape_job_executions_rollout_config)
CHECK_JSONB(iotjobs_check_abort_config, "abortConfig", ij_shape_abort_config)
CHECK_JSONB(iotjobs_check_timeout_config, "timeoutConfig", ij_shape_timeout_config)
CHECK_JSONB(iotjobs_check_job_executions_retry_config, "jobExecutionsRetryConfig", ij_shape_job_executions_retry_config)
CHECK_JSONB(iotjobs_check_scheduling_config, "schedulingConfig", ij_shape_scheduling_config)
CHECK_JSONB(iotjobs_check_maintenance_windows, "maintenanceWindows", ij_shape_maintenance_windows)
CHECK_JSONB(iotjobs_check_status_details, "statusDetails", ij_shape_details_map)
CHECK_JSONB(iotjobs_check_tags, "tags", ij_shape_tag_list)
CHECK_JSONB(iotjobs_check_document_parameters, "documentParameters", ij_shape_parameter_map)
CHECK_JSONB(iotjobs_check_thing_type_properties, "thingTypeProperties", ij_shape_thing_type_properties)
CHECK_JSONB(iotjobs_check_package_artifact, "artifact", ij_shape_package_artifact)
CHECK_JSONB(iotjobs_check_package_attributes, "attributes", ij_shape_package_attributes)
CHECK_JSONB(iotjobs_check_attributes, "attributes", ij_shape_attributes)

PG_FUNCTION_INFO_V1(iotjobs_check_destination_package_versions);
Datum
iotjobs_check_destination_package_versions(PG_FUNCTION_ARGS)
{
	const char *member = "destinationPackageVersions";
	IjPath		path = {NULL, member, (int) strlen(member), 0};

	ij_check_text_array(&ij_shape_destination_package_versions, PG_GETARG_ARRAYTYPE_P(0), &path);
	PG_RETURN_BOOL(true);
}

static Datum
check_text(const char *member, const IjShape *shape, text *value)
{
	IjPath		path = {NULL, member, (int) strlen(member), 0};

	ij_shape_error_begin(0);
	ij_check_string(shape, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &path);
	ij_check_rules(shape, PointerGetDatum(value));
	PG_RETURN_BOOL(true);
}

static Datum
check_jsonb(const char *member, const IjShape *shape, Jsonb *value)
{
	IjPath		path = {NULL, member, (int) strlen(member), 0};

	ij_shape_error_begin(0);
	ij_check_jsonb(shape, value, &path);
	ij_check_rules(shape, JsonbPGetDatum(value));
	PG_RETURN_BOOL(true);
}
