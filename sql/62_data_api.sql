-- Device data plane.

CREATE FUNCTION iotjobs_data.describe_job_execution(
	job_id text,
	thing_name text,
	include_job_document boolean DEFAULT NULL,
	execution_number bigint DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_data_describe_job_execution'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs_data.describe_job_execution(text, text, boolean, bigint) IS
'DescribeJobExecution: returns an execution for the device that carries it out. For "$next" with nothing pending the reply has no execution.
Times are whole seconds since the epoch.
Parameters:
  job_id (required): id of the job, or "$next": the first pending execution, without starting it.
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  include_job_document: false leaves jobDocument out; default true.
  execution_number: which attempt; without it the latest.
Errors: IJ400 a malformed member; IJ404 no such execution; IJ41T the execution is finished; IJ500 a URL of the document cannot be signed any more.';

CREATE FUNCTION iotjobs_data.get_pending_job_executions(
	thing_name text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_data_get_pending_job_executions'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs_data.get_pending_job_executions(text) IS
'GetPendingJobExecutions: returns inProgressJobs and queuedJobs: the executions that a device still has to carry out, in their order: at most 10, or 15 with up to 5 of jobs that have maintenance windows; what waits for its window is not among them.
Times are whole seconds since the epoch.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
Errors: IJ400 a malformed member; IJ404 no such thing.';

CREATE FUNCTION iotjobs_data.start_next_pending_job_execution(
	thing_name text,
	status_details jsonb DEFAULT NULL,
	step_timeout_in_minutes bigint DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_data_start_next_pending_job_execution'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs_data.start_next_pending_job_execution(text, jsonb, bigint) IS
'StartNextPendingJobExecution: starts the next pending execution of a thing and returns it with its jobDocument. One that is IN_PROGRESS already is returned as it is; with nothing pending the reply has no execution.
Times are whole seconds since the epoch.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  status_details: {key: value}, at most 10 pairs; keys at most 128 characters of [a-zA-Z0-9:_-], values 1 to 1024 characters; absent leaves them as they are.
  step_timeout_in_minutes: starts a step timer, 1 to 10080 minutes.
Errors: IJ400 a malformed member; IJ404 no such thing; IJ500 a URL of the document cannot be signed any more, and nothing is started.';

CREATE FUNCTION iotjobs_data.update_job_execution(
	job_id text,
	thing_name text,
	status text,
	status_details jsonb DEFAULT NULL,
	step_timeout_in_minutes bigint DEFAULT NULL,
	expected_version bigint DEFAULT NULL,
	include_job_execution_state boolean DEFAULT NULL,
	include_job_document boolean DEFAULT NULL,
	execution_number bigint DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_data_update_job_execution'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs_data.update_job_execution(text, text, text, jsonb, bigint, bigint, boolean, boolean, bigint) IS
'UpdateJobExecution: reports on an execution: its version goes up by one. The reply is empty but for what was asked to be included.
Parameters:
  job_id (required): id of the job, 1 to 64 characters of [a-zA-Z0-9_-].
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  status (required): IN_PROGRESS, SUCCEEDED, FAILED or REJECTED.
  status_details: {key: value}, at most 10 pairs; keys at most 128 characters of [a-zA-Z0-9:_-], values 1 to 1024 characters; absent leaves them as they are.
  step_timeout_in_minutes: starts the step timer anew, 1 to 10080 minutes; -1 takes it away; absent leaves it running.
  expected_version: version that the device has seen; another one is a conflict and changes nothing. In a request to iotjobs_data.invoke also a string of digits.
  include_job_execution_state: true adds executionState as it is after the update.
  include_job_document: true adds jobDocument to the reply; default false.
  execution_number: which attempt; without it the latest.
Errors: IJ400 a malformed member; IJ404 no such execution; IJ40S the execution is finished; IJ40V another version than expected.';

CREATE FUNCTION iotjobs_data.invoke(operation text, request jsonb)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_data_invoke'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs_data.invoke(text, jsonb) IS
'Calls an operation of the device data plane by its API name, with its API request: camelCase members, as in
  SELECT iotjobs_data.invoke(''GetPendingJobExecutions'', ''{"thingName": "lamp-1"}'');
The reply and the errors are those of the function with named arguments. A member that is null counts as absent.
Parameters:
  operation (required): name as in the API, for instance UpdateJobExecution.
  request (required): a JSON object; {} where no member is required.
Errors: IJ400 no such operation, or the request is no object; otherwise those of the operation.';

CREATE FUNCTION iotjobs_data.handle(INOUT topic text, INOUT payload text, client text DEFAULT NULL)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'iotjobs_data_handle'
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs_data.handle(text, text, text) IS
'Takes the MQTT message by which a device calls an operation, and returns the message to publish to that client: topic/accepted with the reply, or topic/rejected with code, message and, where a state or version was in the way, executionState. Both have a timestamp in whole seconds, and the clientToken of the request. jobDocument is the JSON of the document, not a string.
Below $aws/things/THING/jobs/ the topics are get, start-next, JOB/get, $next/get and JOB/update; for jobs of a namespace JOB/namespace-NS/get, $next/namespace-NS/get and JOB/namespace-NS/update.
Parameters:
  topic: topic of the message. What the service publishes itself, replies and notifications, is answered with no row; a topic outside the jobs of things with a row without topic, which is not to be published.
  payload: a JSON object of at most 131072 bytes with the members of the operation and a clientToken.
  client: id of the MQTT client that published it. If a role of this name is attached to things, the request may name these only.
Codes: InvalidTopic, InvalidJson, InvalidRequest, ResourceNotFound, InvalidStateTransition, VersionMismatch, TerminalStateReached, InternalError.
Errors: only what concerns the server or the transaction, such as 40001, 53200, 57014, or 25006 on a standby: the message may be handled again.';

CREATE FUNCTION iotjobs_data.handle_bytes(INOUT topic text, INOUT payload bytea, client text DEFAULT NULL)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'iotjobs_data_handle_bytes'
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs_data.handle_bytes(text, bytea, text) IS
'Like iotjobs_data.handle, for payloads that are bytes, as MQTT has them: in UTF-8, and InvalidJson if they are not.';
