-- Events and notifications: what is made, and how consumers get it.

CREATE FUNCTION iotjobs.update_event_configurations(
	event_configurations jsonb DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_update_event_configurations'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.update_event_configurations(jsonb) IS
'UpdateEventConfigurations: switches lifecycle events on or off, $aws/events/job/... and $aws/events/jobExecution/... Returns {}.
Parameters:
  event_configurations: {"JOB": {"Enabled": true}, "JOB_EXECUTION": {"Enabled": true}}; what is not named stays as it is.
Errors: IJ400 another type of event, or a malformed member.';

CREATE FUNCTION iotjobs.describe_event_configurations()
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_describe_event_configurations'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.describe_event_configurations() IS
'DescribeEventConfigurations: which lifecycle events are switched on. Returns eventConfigurations and, once they have been set, creationDate and lastModifiedDate.';

CREATE FUNCTION iotjobs.take_notifications(
	max integer DEFAULT NULL,
	lease interval DEFAULT NULL)
RETURNS TABLE (id bigint, topic text, payload jsonb)
AS 'MODULE_PATHNAME', 'iotjobs_take_notifications'
LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 100
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.take_notifications(integer, interval) IS
'Takes notifications out of the outbox, to be sent on and then confirmed with iotjobs.confirm_notifications(). Each comes at least once, and those of a thing in order: nobody else gets later ones of the same thing while the lease lasts and these are not confirmed. What is not confirmed by then is handed out again. While somebody takes, devices are told of changes of their queues (see iotjobs.notify).
Parameters:
  max: how many at most, 1 to 10000; without it 100.
  lease: how long they are kept for the caller, 1 second to 1 day; without it 30 seconds.
Errors: IJ400 max or lease out of its range.';

CREATE FUNCTION iotjobs.confirm_notifications(
	ids bigint[])
RETURNS bigint
AS 'MODULE_PATHNAME', 'iotjobs_confirm_notifications'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.confirm_notifications(bigint[]) IS
'Confirms that notifications have been sent on: they are not handed out again. Also after the lease has ended. Returns how many were confirmed by this; an id that was confirmed before, dropped, or never taken counts for nothing.
Parameters:
  ids (required): ids that iotjobs.take_notifications() returned.
Errors: IJ400 no ids.';
