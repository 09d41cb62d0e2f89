-- invoke: what is no request at all, and that it is the operation it names.
\set VERBOSITY default
SELECT iotjobs.invoke(NULL, '{}');
SELECT iotjobs.invoke('CreateJob', NULL);
SELECT iotjobs.invoke('createJob', '{}');
SELECT iotjobs.invoke('UpdateJobExecution', '{}');
SELECT iotjobs_data.invoke('CreateJob', '{}');
SELECT iotjobs.invoke(repeat('x', 10000), '{}');
SELECT iotjobs.invoke('CreateJob', '[]');
SELECT iotjobs.invoke('CreateJob', '"x"');
SELECT iotjobs.invoke('CreateJob', 'null');
SELECT iotjobs.invoke('CreateJob', '{"jobId": "\u0000"}');
SELECT iotjobs.create_job(NULL, NULL);
SELECT iotjobs.create_job('j', '{{a,b},{c,d}}');
SELECT iotjobs.create_job('j', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/lamp', NULL]);
-- Deep JSON is refused without a deep walk.
SELECT iotjobs.invoke('CreateJob', (repeat('{"jobId":', 2000) || '1' || repeat('}', 2000))::jsonb);
SELECT iotjobs.invoke('CreateJob', ('{"tags":' || repeat('[', 2000) || repeat(']', 2000) || '}')::jsonb);

-- The same reply by both forms; null is absent.
BEGIN;
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00.123+00';
SELECT iotjobs.invoke('CreateThing', '{"thingName": "lamp", "attributePayload": null}') - 'thingId' AS reply;
SELECT iotjobs.invoke('CreateJob', '{"jobId": "fw-2", "targets": ["arn:aws:iot:us-east-1:123456789012:thing/lamp"], "document": "{}"}');
SELECT iotjobs.invoke('DescribeJob', '{"jobId": "fw-2"}') = iotjobs.describe_job('fw-2') AS same;
SELECT iotjobs.describe_job('fw-2') -> 'job' -> 'createdAt' AS created_at;
SELECT iotjobs_data.invoke('GetPendingJobExecutions', '{"thingName": "lamp"}') = iotjobs_data.get_pending_job_executions('lamp') AS same;
-- expectedVersion may be text, as devices send it.
SELECT iotjobs.run_worker('2026-01-01 00:00:01+00') IS NOT NULL AS released;
SELECT iotjobs_data.invoke('UpdateJobExecution',
	'{"jobId": "fw-2", "thingName": "lamp", "status": "IN_PROGRESS", "expectedVersion": "1", "includeJobExecutionState": true}') AS reply;
ROLLBACK;

-- Times of the control plane: milliseconds, cut and not rounded, without zeros at the end.
BEGIN;
SELECT iotjobs.create_thing('lamp') IS NOT NULL AS thing;
CREATE FUNCTION pg_temp.created_at(clock text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	id text := 'job-' || md5(clock);
BEGIN
	PERFORM set_config('iotjobs.clock', clock, true);
	PERFORM iotjobs.create_job(id, ARRAY['arn:aws:iot:us-east-1:123456789012:thing/lamp'], document => '{}');
	RETURN iotjobs.describe_job(id) #>> '{job,createdAt}';
END $$;
SELECT clock, pg_temp.created_at(clock)
  FROM unnest(ARRAY['2020-01-01 00:00:00.123456+00', '2020-01-01 00:00:00.1+00', '2020-01-01 00:00:00.02+00',
					'2020-01-01 00:00:00.9999+00', '2020-01-01 00:00:00+00', '1970-01-01 00:00:00.001+00']) AS clock;
ROLLBACK;

-- A call whose error is caught leaves the outer call's own kind of access alone.
BEGIN;
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00+00';
DO $$
BEGIN
	BEGIN
		PERFORM iotjobs.describe_thing('nobody');
	EXCEPTION WHEN SQLSTATE 'IJ404' THEN
		NULL;
	END;
	PERFORM iotjobs.create_thing('somebody');
END $$;
SELECT iotjobs.describe_thing('somebody') ->> 'thingName' AS thing;
ROLLBACK;

-- Tokens: good for the request they come from, and for no other.
BEGIN;
SELECT count(iotjobs.create_thing('lamp-' || n)) AS things FROM generate_series(1, 3) AS n;
SELECT iotjobs.list_things(max_results => 1) ->> 'nextToken' AS token \gset
SELECT jsonb_array_length(iotjobs.list_things(next_token => :'token', max_results => 250) -> 'things') >= 2 AS further;
\set VERBOSITY default
SAVEPOINT here;
SELECT iotjobs.list_things(next_token => :'token', attribute_name => 'place');
ROLLBACK TO here;
SELECT iotjobs.list_thing_groups(next_token => :'token');
ROLLBACK TO here;
SELECT iotjobs.list_things(next_token => left(:'token', -1));
ROLLBACK TO here;
SELECT iotjobs.list_things(next_token => :'token' || 'A');
ROLLBACK TO here;
SELECT iotjobs.list_things(next_token => '');
ROLLBACK TO here;
SELECT iotjobs.list_things(next_token => repeat('A', 100000));
ROLLBACK TO here;
-- No single character may be another.
CREATE FUNCTION pg_temp.taken(token text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM iotjobs.list_things(next_token => token);
	RETURN true;
EXCEPTION WHEN SQLSTATE 'IJ400' THEN
	RETURN false;
END $$;
SELECT count(*) > 30 AS altered, count(*) FILTER (WHERE pg_temp.taken(altered)) AS taken
  FROM generate_series(1, length(:'token')) AS n, unnest(ARRAY['A', 'z', '0', '-', '_', '=', ' ', 'é']) AS c (c),
	   LATERAL overlay(:'token' PLACING c.c FROM n) AS altered
 WHERE altered <> :'token';
ROLLBACK;
