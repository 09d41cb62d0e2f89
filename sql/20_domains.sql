-- Domains: the documented limits, held also by INSERT, COPY and restore.
--
-- Each CHECK calls the code that checks the same member of a request, and
-- raises the same error, SQLSTATE IJ400.  None depends on a setting or on the
-- present.

CREATE FUNCTION iotjobs.check_job_id(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_job_id'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_job_id(text) IS
	'True if the value may be an iotjobs.job_id; otherwise an error that says why';
CREATE DOMAIN iotjobs.job_id AS text COLLATE "C"
	CONSTRAINT job_id_check CHECK (iotjobs.check_job_id(VALUE));
COMMENT ON DOMAIN iotjobs.job_id IS
	'Identifier of a job (jobId): 1 to 64 characters of [a-zA-Z0-9_-]';

CREATE FUNCTION iotjobs.check_job_template_id(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_job_template_id'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_job_template_id(text) IS
	'True if the value may be an iotjobs.job_template_id; otherwise an error that says why';
CREATE DOMAIN iotjobs.job_template_id AS text COLLATE "C"
	CONSTRAINT job_template_id_check CHECK (iotjobs.check_job_template_id(VALUE));
COMMENT ON DOMAIN iotjobs.job_template_id IS
	'Identifier of a job template (jobTemplateId): 1 to 64 characters of [a-zA-Z0-9_-]';

CREATE FUNCTION iotjobs.check_namespace_id(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_namespace_id'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_namespace_id(text) IS
	'True if the value may be an iotjobs.namespace_id; otherwise an error that says why';
CREATE DOMAIN iotjobs.namespace_id AS text COLLATE "C"
	CONSTRAINT namespace_id_check CHECK (iotjobs.check_namespace_id(VALUE));
COMMENT ON DOMAIN iotjobs.namespace_id IS
	'Namespace of a job (namespaceId): 1 to 64 characters of [a-zA-Z0-9_-]';

CREATE FUNCTION iotjobs.check_thing_name(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_thing_name'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_thing_name(text) IS
	'True if the value may be an iotjobs.thing_name; otherwise an error that says why';
CREATE DOMAIN iotjobs.thing_name AS text COLLATE "C"
	CONSTRAINT thing_name_check CHECK (iotjobs.check_thing_name(VALUE));
COMMENT ON DOMAIN iotjobs.thing_name IS
	'Name of a thing (thingName): 1 to 128 characters of [a-zA-Z0-9:_-]';

CREATE FUNCTION iotjobs.check_thing_group_name(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_thing_group_name'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_thing_group_name(text) IS
	'True if the value may be an iotjobs.thing_group_name; otherwise an error that says why';
CREATE DOMAIN iotjobs.thing_group_name AS text COLLATE "C"
	CONSTRAINT thing_group_name_check CHECK (iotjobs.check_thing_group_name(VALUE));
COMMENT ON DOMAIN iotjobs.thing_group_name IS
	'Name of a thing group (thingGroupName): 1 to 128 characters of [a-zA-Z0-9:_-]';

CREATE FUNCTION iotjobs.check_thing_type_name(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_thing_type_name'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_thing_type_name(text) IS
	'True if the value may be an iotjobs.thing_type_name; otherwise an error that says why';
CREATE DOMAIN iotjobs.thing_type_name AS text COLLATE "C"
	CONSTRAINT thing_type_name_check CHECK (iotjobs.check_thing_type_name(VALUE));
COMMENT ON DOMAIN iotjobs.thing_type_name IS
	'Name of a thing type (thingTypeName): 1 to 128 characters of [a-zA-Z0-9:_-]';

CREATE FUNCTION iotjobs.check_billing_group_name(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_billing_group_name'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_billing_group_name(text) IS
	'True if the value may be an iotjobs.billing_group_name; otherwise an error that says why';
CREATE DOMAIN iotjobs.billing_group_name AS text COLLATE "C"
	CONSTRAINT billing_group_name_check CHECK (iotjobs.check_billing_group_name(VALUE));
COMMENT ON DOMAIN iotjobs.billing_group_name IS
	'Name of a billing group (billingGroupName): 1 to 128 characters of [a-zA-Z0-9:_-]';

CREATE FUNCTION iotjobs.check_thing_group_description(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_thing_group_description'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_thing_group_description(text) IS
	'True if the value may be an iotjobs.thing_group_description; otherwise an error that says why';
CREATE DOMAIN iotjobs.thing_group_description AS text
	CONSTRAINT thing_group_description_check CHECK (iotjobs.check_thing_group_description(VALUE));
COMMENT ON DOMAIN iotjobs.thing_group_description IS
	'Description of a thing group: at most 2028 printable characters';

CREATE FUNCTION iotjobs.check_reason_code(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_reason_code'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_reason_code(text) IS
	'True if the value may be an iotjobs.reason_code; otherwise an error that says why';
CREATE DOMAIN iotjobs.reason_code AS text COLLATE "C"
	CONSTRAINT reason_code_check CHECK (iotjobs.check_reason_code(VALUE));
COMMENT ON DOMAIN iotjobs.reason_code IS
	'Reason of a cancel (reasonCode): 1 to 128 capital letters, digits and underscores';

CREATE FUNCTION iotjobs.check_comment_text(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_comment_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_comment_text(text) IS
	'True if the value may be an iotjobs.comment_text; otherwise an error that says why';
CREATE DOMAIN iotjobs.comment_text AS text
	CONSTRAINT comment_text_check CHECK (iotjobs.check_comment_text(VALUE));
COMMENT ON DOMAIN iotjobs.comment_text IS
	'Comment of a change: 1 to 2028 characters, no control characters';

CREATE FUNCTION iotjobs.check_description_text(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_description_text'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_description_text(text) IS
	'True if the value may be an iotjobs.description_text; otherwise an error that says why';
CREATE DOMAIN iotjobs.description_text AS text
	CONSTRAINT description_text_check CHECK (iotjobs.check_description_text(VALUE));
COMMENT ON DOMAIN iotjobs.description_text IS
	'Description of a job or template: 1 to 2028 characters, no control characters';

CREATE FUNCTION iotjobs.check_job_document(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_job_document'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_job_document(text) IS
	'True if the value may be an iotjobs.job_document; otherwise an error that says why';
CREATE DOMAIN iotjobs.job_document AS text
	CONSTRAINT job_document_check CHECK (iotjobs.check_job_document(VALUE));
COMMENT ON DOMAIN iotjobs.job_document IS
	'Job document: JSON of at most 32768 bytes in UTF-8, nested at most 32 deep';

CREATE FUNCTION iotjobs.check_presigned_url_config(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_presigned_url_config'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_presigned_url_config(jsonb) IS
	'True if the value may be an iotjobs.presigned_url_config; otherwise an error that says why';
CREATE DOMAIN iotjobs.presigned_url_config AS jsonb
	CONSTRAINT presigned_url_config_check CHECK (iotjobs.check_presigned_url_config(VALUE));
COMMENT ON DOMAIN iotjobs.presigned_url_config IS
	'presignedUrlConfig: roleArn of 20 to 2048 characters, expiresInSec 60 to 3600';

CREATE FUNCTION iotjobs.check_job_executions_rollout_config(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_job_executions_rollout_config'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_job_executions_rollout_config(jsonb) IS
	'True if the value may be an iotjobs.job_executions_rollout_config; otherwise an error that says why';
CREATE DOMAIN iotjobs.job_executions_rollout_config AS jsonb
	CONSTRAINT job_executions_rollout_config_check CHECK (iotjobs.check_job_executions_rollout_config(VALUE));
COMMENT ON DOMAIN iotjobs.job_executions_rollout_config IS
	'jobExecutionsRolloutConfig: maximumPerMinute at least 1; exponentialRate with baseRatePerMinute 1 to 1000, incrementFactor 1.1 to 5 with one decimal, and at least one of the two rateIncreaseCriteria';

CREATE FUNCTION iotjobs.check_abort_config(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_abort_config'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_abort_config(jsonb) IS
	'True if the value may be an iotjobs.abort_config; otherwise an error that says why';
CREATE DOMAIN iotjobs.abort_config AS jsonb
	CONSTRAINT abort_config_check CHECK (iotjobs.check_abort_config(VALUE));
COMMENT ON DOMAIN iotjobs.abort_config IS
	'abortConfig: 1 to 4 criteria, one per failure type, thresholdPercentage 0.01 to 100 with two decimals, minNumberOfExecutedThings at least 1';

CREATE FUNCTION iotjobs.check_timeout_config(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_timeout_config'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_timeout_config(jsonb) IS
	'True if the value may be an iotjobs.timeout_config; otherwise an error that says why';
CREATE DOMAIN iotjobs.timeout_config AS jsonb
	CONSTRAINT timeout_config_check CHECK (iotjobs.check_timeout_config(VALUE));
COMMENT ON DOMAIN iotjobs.timeout_config IS
	'timeoutConfig: inProgressTimeoutInMinutes 1 to 10080';

CREATE FUNCTION iotjobs.check_job_executions_retry_config(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_job_executions_retry_config'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_job_executions_retry_config(jsonb) IS
	'True if the value may be an iotjobs.job_executions_retry_config; otherwise an error that says why';
CREATE DOMAIN iotjobs.job_executions_retry_config AS jsonb
	CONSTRAINT job_executions_retry_config_check CHECK (iotjobs.check_job_executions_retry_config(VALUE));
COMMENT ON DOMAIN iotjobs.job_executions_retry_config IS
	'jobExecutionsRetryConfig: one or two criteria, at most 10 retries together, ALL only alone';

CREATE FUNCTION iotjobs.check_scheduling_config(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_scheduling_config'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_scheduling_config(jsonb) IS
	'True if the value may be an iotjobs.scheduling_config; otherwise an error that says why';
CREATE DOMAIN iotjobs.scheduling_config AS jsonb
	CONSTRAINT scheduling_config_check CHECK (iotjobs.check_scheduling_config(VALUE));
COMMENT ON DOMAIN iotjobs.scheduling_config IS
	'schedulingConfig: startTime, endTime at least 30 minutes after it, endBehavior only with an endTime, maintenanceWindows of 1 to 1430 minutes. Distances to the present are checked when a job is created';

CREATE FUNCTION iotjobs.check_maintenance_windows(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_maintenance_windows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_maintenance_windows(jsonb) IS
	'True if the value may be an iotjobs.maintenance_windows; otherwise an error that says why';
CREATE DOMAIN iotjobs.maintenance_windows AS jsonb
	CONSTRAINT maintenance_windows_check CHECK (iotjobs.check_maintenance_windows(VALUE));
COMMENT ON DOMAIN iotjobs.maintenance_windows IS
	'maintenanceWindows of a template: a list of startTime, a cron expression, and durationInMinutes, 1 to 1430';

CREATE FUNCTION iotjobs.check_destination_package_versions(value text[])
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_destination_package_versions'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_destination_package_versions(text[]) IS
	'True if the value may be an iotjobs.destination_package_versions; otherwise an error that says why';
CREATE DOMAIN iotjobs.destination_package_versions AS text[]
	CONSTRAINT destination_package_versions_check CHECK (iotjobs.check_destination_package_versions(VALUE));
COMMENT ON DOMAIN iotjobs.destination_package_versions IS
	'destinationPackageVersions: at most 25 ARNs of package versions, each of 1 to 1600 characters';

CREATE FUNCTION iotjobs.check_status_details(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_status_details'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_status_details(jsonb) IS
	'True if the value may be an iotjobs.status_details; otherwise an error that says why';
CREATE DOMAIN iotjobs.status_details AS jsonb
	CONSTRAINT status_details_check CHECK (iotjobs.check_status_details(VALUE));
COMMENT ON DOMAIN iotjobs.status_details IS
	'statusDetails: at most 10 pairs, keys of 1 to 128 characters of [a-zA-Z0-9:_-], values of 1 to 1024 characters';

CREATE FUNCTION iotjobs.check_tags(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_tags'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_tags(jsonb) IS
	'True if the value may be an iotjobs.tags; otherwise an error that says why';
CREATE DOMAIN iotjobs.tags AS jsonb
	CONSTRAINT tags_check CHECK (iotjobs.check_tags(VALUE));
COMMENT ON DOMAIN iotjobs.tags IS
	'Tags: at most 50, a list of Key (1 to 128 characters) and Value (at most 256 characters)';

CREATE FUNCTION iotjobs.check_document_parameters(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_document_parameters'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_document_parameters(jsonb) IS
	'True if the value may be an iotjobs.document_parameters; otherwise an error that says why';
CREATE DOMAIN iotjobs.document_parameters AS jsonb
	CONSTRAINT document_parameters_check CHECK (iotjobs.check_document_parameters(VALUE));
COMMENT ON DOMAIN iotjobs.document_parameters IS
	'documentParameters: keys of 1 to 128 characters of [a-zA-Z0-9_-], values of 1 to 30720 characters';

CREATE FUNCTION iotjobs.check_attributes(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_attributes'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_attributes(jsonb) IS
	'True if the value may be an iotjobs.attributes; otherwise an error that says why';
CREATE DOMAIN iotjobs.attributes AS jsonb
	CONSTRAINT attributes_check CHECK (iotjobs.check_attributes(VALUE));
COMMENT ON DOMAIN iotjobs.attributes IS
	'Attributes of a thing or group: at most 50, names of 1 to 128 characters, values of at most 800';

CREATE FUNCTION iotjobs.check_thing_type_properties(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_thing_type_properties'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_thing_type_properties(jsonb) IS
	'True if the value may be an iotjobs.thing_type_properties; otherwise an error that says why';
CREATE DOMAIN iotjobs.thing_type_properties AS jsonb
	CONSTRAINT thing_type_properties_check CHECK (iotjobs.check_thing_type_properties(VALUE));
COMMENT ON DOMAIN iotjobs.thing_type_properties IS
	'thingTypeProperties: thingTypeDescription of at most 2028 printable characters, at most 3 searchableAttributes, mqtt5Configuration';

CREATE FUNCTION iotjobs.check_query_string(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_query_string'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_query_string(text) IS
	'True if the value may be an iotjobs.query_string; otherwise an error that says why, SQLSTATE IJ40Q';
CREATE DOMAIN iotjobs.query_string AS text
	CONSTRAINT query_string_check CHECK (iotjobs.check_query_string(VALUE));
COMMENT ON DOMAIN iotjobs.query_string IS
	'Query of a dynamic group (queryString): at most 1000 bytes, see docs/query.md';

CREATE FUNCTION iotjobs.query_matches(
	query_string text,
	thing_name text,
	thing_type_name text,
	thing_group_names text[],
	attributes jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_query_matches'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION iotjobs.query_matches(text, text, text, text[], jsonb) IS
	'Whether a thing with this name, type, groups and attributes is what a query looks for; NULL for what it does not have';

CREATE FUNCTION iotjobs.check_package_artifact(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_package_artifact'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_package_artifact(jsonb) IS
	'True if the value may be an iotjobs.package_artifact; otherwise an error that says why';
CREATE DOMAIN iotjobs.package_artifact AS jsonb
	CONSTRAINT package_artifact_check CHECK (iotjobs.check_package_artifact(VALUE));
COMMENT ON DOMAIN iotjobs.package_artifact IS
	'artifact of a package version: s3Location with bucket, key and version';

CREATE FUNCTION iotjobs.check_package_attributes(value jsonb)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_package_attributes'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_package_attributes(jsonb) IS
	'True if the value may be an iotjobs.package_attributes; otherwise an error that says why';
CREATE DOMAIN iotjobs.package_attributes AS jsonb
	CONSTRAINT package_attributes_check CHECK (iotjobs.check_package_attributes(VALUE));
COMMENT ON DOMAIN iotjobs.package_attributes IS
	'Attributes of a package version: together at most 3072 bytes, keys of [a-zA-Z0-9:_-], values without control characters';

CREATE FUNCTION iotjobs.check_package_description(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_package_description'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_package_description(text) IS
	'True if the value may be an iotjobs.package_description; otherwise an error that says why';
CREATE DOMAIN iotjobs.package_description AS text COLLATE "C"
	CONSTRAINT package_description_check CHECK (iotjobs.check_package_description(VALUE));
COMMENT ON DOMAIN iotjobs.package_description IS
	'Description of a package or a version: 1 to 1024 characters, no control characters';

CREATE FUNCTION iotjobs.check_package_name(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_package_name'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_package_name(text) IS
	'True if the value may be an iotjobs.package_name; otherwise an error that says why';
CREATE DOMAIN iotjobs.package_name AS text COLLATE "C"
	CONSTRAINT package_name_check CHECK (iotjobs.check_package_name(VALUE));
COMMENT ON DOMAIN iotjobs.package_name IS
	'Name of a software package (packageName): 1 to 128 characters of [a-zA-Z0-9_.-]';

CREATE FUNCTION iotjobs.check_package_recipe(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_package_recipe'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_package_recipe(text) IS
	'True if the value may be an iotjobs.package_recipe; otherwise an error that says why';
CREATE DOMAIN iotjobs.package_recipe AS text COLLATE "C"
	CONSTRAINT package_recipe_check CHECK (iotjobs.check_package_recipe(VALUE));
COMMENT ON DOMAIN iotjobs.package_recipe IS
	'recipe of a package version: at most 3072 characters';

CREATE FUNCTION iotjobs.check_package_version_name(value text)
RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_check_package_version_name'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.check_package_version_name(text) IS
	'True if the value may be an iotjobs.package_version_name; otherwise an error that says why';
CREATE DOMAIN iotjobs.package_version_name AS text COLLATE "C"
	CONSTRAINT package_version_name_check CHECK (iotjobs.check_package_version_name(VALUE));
COMMENT ON DOMAIN iotjobs.package_version_name IS
	'Name of a version of a software package (versionName): 1 to 64 characters of [a-zA-Z0-9_.-]';
