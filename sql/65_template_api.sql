-- Control plane: the operations on job templates.

CREATE FUNCTION iotjobs.create_job_template(
	job_template_id text,
	description text,
	job_arn text DEFAULT NULL,
	document_source text DEFAULT NULL,
	document text DEFAULT NULL,
	presigned_url_config jsonb DEFAULT NULL,
	job_executions_rollout_config jsonb DEFAULT NULL,
	abort_config jsonb DEFAULT NULL,
	timeout_config jsonb DEFAULT NULL,
	tags jsonb DEFAULT NULL,
	job_executions_retry_config jsonb DEFAULT NULL,
	maintenance_windows jsonb DEFAULT NULL,
	destination_package_versions text[] DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_create_job_template'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.create_job_template(text, text, text, text, text, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, text[]) IS
'CreateJobTemplate: keeps a document and a configuration for jobs to be created from, and returns jobTemplateArn and jobTemplateId. A template never changes.
document or job_arn is required. What a job has and this call does not give is taken from the job, each configuration as a whole.
Parameters:
  job_template_id (required): id of the template, 1 to 64 characters of [a-zA-Z0-9_-].
  description (required): 1 to 2028 characters, no control characters.
  job_arn: ARN of a job whose document and configuration the template takes; not its description, targets and tags.
  document_source: https link to the document, in place of document; it is read now, as create_job does.
  document: JSON text, at most 32768 bytes.
  presigned_url_config: {"roleArn", "expiresInSec": 60 to 3600}.
  job_executions_rollout_config: {"maximumPerMinute", "exponentialRate": {"baseRatePerMinute": 1 to 1000, "incrementFactor": 1.1 to 5, "rateIncreaseCriteria"}}.
  abort_config: {"criteriaList": [{"failureType", "action": "CANCEL", "thresholdPercentage": 0.01 to 100, "minNumberOfExecutedThings"}]}.
  timeout_config: {"inProgressTimeoutInMinutes": 1 to 10080}.
  tags: [{"Key", "Value"}], at most 50.
  job_executions_retry_config: {"criteriaList": [{"failureType", "numberOfRetries": 0 to 10}]}.
  maintenance_windows: [{"startTime": "cron(...)", "durationInMinutes": 1 to 1430}].
  destination_package_versions: ARNs of package versions, at most 25, of each package one; whether they exist is asked when a job is created.
Errors: IJ400 a member is missing, malformed, outside its limits or not supported; IJ404 no such job; IJ40C a template with this id exists; IJ410 as many templates exist as iotjobs.max_job_templates allows.';

CREATE FUNCTION iotjobs.describe_job_template(job_template_id text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_describe_job_template'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.describe_job_template(text) IS
'DescribeJobTemplate: returns a custom job template with its document and configuration.
Parameters:
  job_template_id (required): id of the template, 1 to 64 characters of [a-zA-Z0-9_-].
Errors: IJ400 a malformed member; IJ404 no such template.';

CREATE FUNCTION iotjobs.list_job_templates(
	max_results integer DEFAULT NULL,
	next_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_job_templates'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_job_templates(integer, text) IS
'ListJobTemplates: returns custom job templates, newest first, a page at a time.
Parameters:
  max_results: at most so many on a page, 1 to 250; without it 250.
  next_token: nextToken of the page before; without it the first page.
Errors: IJ400 a malformed member or nextToken.';

CREATE FUNCTION iotjobs.delete_job_template(job_template_id text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_job_template'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_job_template(text) IS
'DeleteJobTemplate: deletes a custom job template. Jobs that were created from it stay as they are.
Parameters:
  job_template_id (required): id of the template, 1 to 64 characters of [a-zA-Z0-9_-].
Errors: IJ400 a malformed member; IJ404 no such template.';

CREATE FUNCTION iotjobs.describe_managed_job_template(
	template_name text,
	template_version text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_describe_managed_job_template'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.describe_managed_job_template(text, text) IS
'DescribeManagedJobTemplate: returns a managed job template with its document and the parameters of it.
Parameters:
  template_name (required): name of the template, as in AWS-Reboot.
  template_version: as in 1.0; without it the default version.
Errors: IJ400 a malformed member; IJ404 no such template, or not in this version.';

CREATE FUNCTION iotjobs.list_managed_job_templates(
	template_name text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	next_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_managed_job_templates'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_managed_job_templates(text, integer, text) IS
'ListManagedJobTemplates: returns the managed job templates in the order of their names, a page at a time.
Parameters:
  template_name: only the template of this name.
  max_results: at most so many on a page, 1 to 250; without it 250.
  next_token: nextToken of the page before, with the same filter; without it the first page.
Errors: IJ400 a malformed member or nextToken; IJ404 no template of this name.';
