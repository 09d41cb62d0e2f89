-- Control plane: the operations on jobs and job executions.

CREATE FUNCTION iotjobs.create_job(
	job_id text,
	targets text[],
	document_source text DEFAULT NULL,
	document text DEFAULT NULL,
	description text DEFAULT NULL,
	presigned_url_config jsonb DEFAULT NULL,
	target_selection text DEFAULT NULL,
	job_executions_rollout_config jsonb DEFAULT NULL,
	abort_config jsonb DEFAULT NULL,
	timeout_config jsonb DEFAULT NULL,
	tags jsonb DEFAULT NULL,
	namespace_id text DEFAULT NULL,
	job_template_arn text DEFAULT NULL,
	job_executions_retry_config jsonb DEFAULT NULL,
	document_parameters jsonb DEFAULT NULL,
	scheduling_config jsonb DEFAULT NULL,
	destination_package_versions text[] DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_create_job'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.create_job(text, text[], text, text, text, jsonb, text, jsonb, jsonb, jsonb, jsonb, text, text, jsonb, jsonb, jsonb, text[]) IS
'CreateJob: creates a job and returns jobArn, jobId and description. It returns at once: the worker rolls the job out to the things of its targets, at the permitted rate.
document, document_source or job_template_arn is required. What a template has and this call does not give is taken from the template, each configuration as a whole.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  targets (required): ARNs of things and thing groups of this account and region, at most iotjobs.max_targets_per_job.
  document_source: https link to the document, at most 1350 characters, in place of document. It is read now, from hosts of iotjobs.document_source_hosts alone; a link to an object in S3, or in the store of the role of presigned_url_config, is signed.
  document: what the devices are to do: JSON text, at most 32768 bytes. ${aws:iot:s3-presigned-url:URL}, -v1, -v2 and -upload become signed URLs when a device asks for it; ${aws:iot:package:NAME:version:VERSION:attributes:KEY} and its sisters are filled in now, from the packages of destination_package_versions.
  description: at most 2028 characters, no control characters.
  presigned_url_config: {"roleArn", "expiresInSec": 60 to 3600}; roleArn, with credentials, is required if the document has URLs to be signed.
  target_selection: SNAPSHOT (default): the things that are in the targets now; CONTINUOUS: also those that join a target group later.
  job_executions_rollout_config: {"maximumPerMinute", "exponentialRate": {"baseRatePerMinute": 1 to 1000, "incrementFactor": 1.1 to 5, "rateIncreaseCriteria"}}; without it 1000 per minute.
  abort_config: {"criteriaList": [{"failureType", "action": "CANCEL", "thresholdPercentage": 0.01 to 100, "minNumberOfExecutedThings"}]}: one criterion per failure type.
  timeout_config: {"inProgressTimeoutInMinutes": 1 to 10080}; without it an execution may stay IN_PROGRESS for ever.
  tags: [{"Key", "Value"}], at most 50.
  namespace_id: namespace of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  job_template_arn: ARN of a custom job template, or of a managed one: arn:aws:iot:REGION::jobtemplate/NAME:VERSION, or without the version.
  job_executions_retry_config: {"criteriaList": [{"failureType", "numberOfRetries": 0 to 10}]}: how often a thing tries again after FAILED, TIMED_OUT or, in one number, ALL; at most 10 in all.
  document_parameters: {"KEY": "VALUE"} for the parameters of a managed template; see describe_managed_job_template.
  scheduling_config: {"startTime", "endTime", "endBehavior": STOP_ROLLOUT (default), CANCEL or FORCE_CANCEL, "maintenanceWindows": [{"startTime": "cron(...)", "durationInMinutes": 1 to 1430}]}; moments as YYYY-MM-DD HH:MM in UTC, or as in ISO 8601. A start is 30 minutes to a year from now, an end 30 minutes to two years and 30 minutes behind the start; windows are for CONTINUOUS jobs. Until its start, and between windows, a job is SCHEDULED.
  destination_package_versions: at most 25 ARNs arn:aws:iot:REGION:ACCOUNT:package/NAME/version/VERSION, of each package one, PUBLISHED or DEPRECATED. VERSION may be $default, the default version of the package at this moment, or $null: the package is taken off. When a thing succeeds they go into its package record, iotjobs.thing_packages.
Errors: IJ400 a member is missing, malformed, outside its limits or not supported, or a package version that cannot be deployed; IJ404 a target, the template, a package or a version does not exist; IJ409 a job with this id exists; IJ410 as many jobs are active as iotjobs.max_active_jobs allows, or too many targets.';

CREATE FUNCTION iotjobs.describe_job(
	job_id text,
	before_substitution boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_describe_job'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.describe_job(text, boolean) IS
'DescribeJob: returns the job with its configuration, status and jobProcessDetails, whose numbers are exact at the moment of the call.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  before_substitution: true shows destinationPackageVersions as they were given, with $default.
Errors: IJ400 a malformed member; IJ404 no such job.';

CREATE FUNCTION iotjobs.list_jobs(
	status text DEFAULT NULL,
	target_selection text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	next_token text DEFAULT NULL,
	thing_group_name text DEFAULT NULL,
	thing_group_id text DEFAULT NULL,
	namespace_id text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_jobs'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_jobs(text, text, integer, text, text, text, text) IS
'ListJobs: returns jobs, newest first, a page at a time.
Parameters:
  status: only jobs in this status: IN_PROGRESS, CANCELED, COMPLETED, DELETION_IN_PROGRESS or SCHEDULED.
  target_selection: only jobs of this kind: SNAPSHOT or CONTINUOUS.
  max_results: at most so many on a page, 1 to 250; without it 250.
  next_token: nextToken of the page before, with the same filters; without it the first page.
  thing_group_name: only jobs with this group as a target.
  thing_group_id: the same, by the id of the group.
  namespace_id: only jobs of this namespace.
Errors: IJ400 a malformed member or nextToken; IJ404 no such thing group.';

CREATE FUNCTION iotjobs.get_job_document(
	job_id text,
	before_substitution boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_get_job_document'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.get_job_document(text, boolean) IS
'GetJobDocument: returns the document of a job, with its parameters and packages filled in and its placeholders for signed URLs as they are.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  before_substitution: true shows all placeholders as they were given.
Errors: IJ400 a malformed member; IJ404 no such job.';

CREATE FUNCTION iotjobs.cancel_job(
	job_id text,
	reason_code text DEFAULT NULL,
	comment text DEFAULT NULL,
	force boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_cancel_job'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.cancel_job(text, text, text, boolean) IS
'CancelJob: cancels a job: its rollout stops and the worker cancels its QUEUED executions. Returns jobArn, jobId and description.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  reason_code: at most 128 characters: capital letters, digits and _.
  comment: at most 2028 characters, no control characters.
  force: true cancels IN_PROGRESS executions, too; else only QUEUED ones.
Errors: IJ400 a malformed member, or the job is finished or canceled already; IJ404 no such job.';

CREATE FUNCTION iotjobs.list_job_executions_for_job(
	job_id text,
	status text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	next_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_job_executions_for_job'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_job_executions_for_job(text, text, integer, text) IS
'ListJobExecutionsForJob: returns the executions of a job, a page at a time.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  status: only executions in this status: QUEUED, IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, REJECTED, REMOVED or CANCELED.
  max_results: at most so many on a page, 1 to 250; without it 250.
  next_token: nextToken of the page before, with the same filters; without it the first page.
Errors: IJ400 a malformed member or nextToken; IJ404 no such job.';

CREATE FUNCTION iotjobs.list_job_executions_for_thing(
	thing_name text,
	status text DEFAULT NULL,
	namespace_id text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	next_token text DEFAULT NULL,
	job_id text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_job_executions_for_thing'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_job_executions_for_thing(text, text, text, integer, text, text) IS
'ListJobExecutionsForThing: returns the executions of a thing, newest first, a page at a time.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  status: only executions in this status: QUEUED, IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, REJECTED, REMOVED or CANCELED.
  namespace_id: only executions of jobs of this namespace.
  max_results: at most so many on a page, 1 to 250; without it 250.
  next_token: nextToken of the page before, with the same filters; without it the first page.
  job_id: only executions of this job: all its attempts.
Errors: IJ400 a malformed member or nextToken; IJ404 no such thing.';

CREATE FUNCTION iotjobs.describe_job_execution(
	job_id text,
	thing_name text,
	execution_number bigint DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_describe_job_execution'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.describe_job_execution(text, text, bigint) IS
'DescribeJobExecution: returns an execution in any state, without its document.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  execution_number: which attempt; without it the latest.
Errors: IJ400 a malformed member; IJ404 no such execution.';

CREATE FUNCTION iotjobs.invoke(operation text, request jsonb)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_invoke'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.invoke(text, jsonb) IS
'Calls an operation of the control plane by its API name, with its API request: camelCase members, as in
  SELECT iotjobs.invoke(''DescribeJob'', ''{"jobId": "fw-2"}'');
The reply and the errors are those of the function with named arguments. A member that is null counts as absent.
Parameters:
  operation (required): name as in the API, for instance CreateJob.
  request (required): a JSON object; {} where no member is required.
Errors: IJ400 no such operation, or the request is no object; otherwise those of the operation.';

CREATE FUNCTION iotjobs.update_job(
	job_id text,
	description text DEFAULT NULL,
	presigned_url_config jsonb DEFAULT NULL,
	job_executions_rollout_config jsonb DEFAULT NULL,
	abort_config jsonb DEFAULT NULL,
	timeout_config jsonb DEFAULT NULL,
	namespace_id text DEFAULT NULL,
	job_executions_retry_config jsonb DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_update_job'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.update_job(text, text, jsonb, jsonb, jsonb, jsonb, text, jsonb) IS
'UpdateJob: changes a job that is IN_PROGRESS or SCHEDULED. A given object replaces the old one whole, what is not given stays. A new timeout counts for executions that start from now on, a new rollout rate from now on. Returns {}.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  description: at most 2028 characters, no control characters.
  presigned_url_config: {roleArn, expiresInSec 60 to 3600}.
  job_executions_rollout_config: {maximumPerMinute, exponentialRate}, as in create_job.
  abort_config: {criteriaList}, as in create_job.
  timeout_config: {inProgressTimeoutInMinutes 1 to 10080}.
  namespace_id: namespace of the job; another one does not find it.
  job_executions_retry_config: {criteriaList}; each numberOfRetries stays, becomes 0, or is left out, which ends these retries.
Errors: IJ400 a malformed member, or the job has ended; IJ404 no such job.';

CREATE FUNCTION iotjobs.associate_targets_with_job(
	targets text[],
	job_id text,
	comment text DEFAULT NULL,
	namespace_id text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_associate_targets_with_job'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.associate_targets_with_job(text[], text, text, text) IS
'AssociateTargetsWithJob: adds thing groups to a continuous job that is IN_PROGRESS. Their members receive the job at its rollout rate; a group that is a target already is no error. Returns jobArn, jobId and description.
Parameters:
  targets (required): ARNs of thing groups; the job may have iotjobs.max_targets_per_job targets in all.
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  comment: at most 2028 characters, no control characters.
  namespace_id: namespace of the job; another one does not find it.
Errors: IJ400 a malformed member, a thing among the targets, a SNAPSHOT job, or one that is not IN_PROGRESS; IJ404 no such job or group; IJ410 more targets than iotjobs.max_targets_per_job.';

CREATE FUNCTION iotjobs.delete_job(
	job_id text,
	force boolean DEFAULT NULL,
	namespace_id text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_job'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_job(text, boolean, text) IS
'DeleteJob: deletes a job that is COMPLETED or CANCELED, with force any other. The job is DELETION_IN_PROGRESS until the worker has deleted its executions; then it is gone and its id is free. The event log keeps its history. Returns {}.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  force: true deletes a job that is IN_PROGRESS or SCHEDULED, too; its devices no longer find their executions.
  namespace_id: namespace of the job; another one does not find it.
Errors: IJ400 a malformed member; IJ404 no such job; IJ40S its status does not allow it; IJ410 more jobs in deletion than iotjobs.max_jobs_in_deletion.';

CREATE FUNCTION iotjobs.cancel_job_execution(
	job_id text,
	thing_name text,
	force boolean DEFAULT NULL,
	expected_version bigint DEFAULT NULL,
	status_details jsonb DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_cancel_job_execution'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.cancel_job_execution(text, text, boolean, bigint, jsonb) IS
'CancelJobExecution: cancels the latest execution of a job on a thing: a QUEUED one, with force an IN_PROGRESS one. Returns {}.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  force: true cancels an execution that is IN_PROGRESS, too; the device can then no longer report on it.
  expected_version: the version that the execution must have.
  status_details: at most 10 pairs that replace the details; without it they stay.
Errors: IJ400 a malformed member; IJ404 no such thing, job or execution; IJ40S it is IN_PROGRESS and force is not given, or it has ended; IJ40V it has another version.';

CREATE FUNCTION iotjobs.delete_job_execution(
	job_id text,
	thing_name text,
	execution_number bigint,
	force boolean DEFAULT NULL,
	namespace_id text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_job_execution'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_job_execution(text, text, bigint, boolean, text) IS
'DeleteJobExecution: deletes one attempt of a job on a thing, which leaves the counters; if it was the latest, the one before it is the latest again. Returns {}.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  execution_number (required): number of the attempt.
  force: true deletes an execution that is IN_PROGRESS, too.
  namespace_id: namespace of the job; another one does not find it.
Errors: IJ400 a malformed member; IJ404 no such thing, job or execution; IJ40S it is IN_PROGRESS and force is not given.';

