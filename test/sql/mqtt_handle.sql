-- handle: every operation as an MQTT message, accepted and rejected; the device workflow; namespaces; who may ask.
\pset format unaligned
\pset tuples_only on
\pset fieldsep ' '
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.9Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
-- What a device publishes below its own topics, and what comes back there.
CREATE FUNCTION pg_temp.publish(request text, payload text, thing text DEFAULT 't1') RETURNS TABLE (reply text, body text) LANGUAGE sql AS $$
	SELECT replace(h.topic, '$aws/things/' || thing || '/jobs/', ''), h.payload
	FROM iotjobs_data.handle('$aws/things/' || thing || '/jobs/' || request, payload, thing) AS h
$$;
CREATE FUNCTION pg_temp.job(which text, thing text DEFAULT 't1', document text DEFAULT NULL, namespace text DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
	PERFORM iotjobs.create_job(which, pg_temp.arns('thing/' || thing), document => coalesce(document, format('{"do": "%s"}', which)), namespace_id => namespace);
	RETURN iotjobs.run_worker()->'released';
END $$;

\echo == the guide: a device workflow
SELECT * FROM pg_temp.publish('get', '{"clientToken": "c1"}');
SELECT * FROM pg_temp.publish('$next/get', '{"clientToken": "c2"}');
SELECT * FROM pg_temp.publish('start-next', '{"clientToken": "c3"}');
SELECT pg_temp.job('job1');
SET LOCAL iotjobs.clock = '2026-01-01 12:01:00Z';
SELECT pg_temp.job('job2');
SELECT * FROM pg_temp.publish('get', '{"clientToken": "c4"}');
SELECT * FROM pg_temp.publish('$next/get', '{"clientToken": "c5"}');
SELECT * FROM pg_temp.publish('start-next', '{"clientToken": "c6", "statusDetails": {"step": "download"}, "stepTimeoutInMinutes": 10}');
SELECT * FROM pg_temp.publish('job1/update', '{"clientToken": "c7", "status": "IN_PROGRESS", "statusDetails": {"step": "install", "percent": "40"}, "expectedVersion": 2, "includeJobExecutionState": true}');
SELECT * FROM pg_temp.publish('job1/update', '{"clientToken": "c8", "status": "IN_PROGRESS", "expectedVersion": 2}');
SELECT * FROM pg_temp.publish('job1/get', '{"clientToken": "c9", "includeJobDocument": false}');
SELECT * FROM pg_temp.publish('job1/update', '{"clientToken": "c10", "status": "SUCCEEDED", "expectedVersion": "3", "includeJobExecutionState": true, "includeJobDocument": true}');
SELECT * FROM pg_temp.publish('job1/update', '{"clientToken": "c11", "status": "FAILED"}');
SELECT * FROM pg_temp.publish('job1/get', '{"clientToken": "c12"}');
SELECT * FROM pg_temp.publish('$next/get', '{"clientToken": "c13"}');
SELECT * FROM pg_temp.publish('job2/update', '{"clientToken": "c14", "status": "REJECTED"}');
SELECT * FROM pg_temp.publish('start-next', '{"clientToken": "c15"}');
SELECT * FROM pg_temp.publish('get', '{}');

\echo == GetPendingJobExecutions
SELECT pg_temp.job('a', 't2'), pg_temp.job('b', 't2');
SELECT * FROM pg_temp.publish('b/update', '{"status": "IN_PROGRESS"}', 't2');
SELECT * FROM pg_temp.publish('get', '{}', 't2');
SELECT * FROM pg_temp.publish('get', '{"clientToken": "c"}', 'nobody');
SELECT * FROM pg_temp.publish('get', '{"clientToken": "c", "status": "QUEUED"}', 't2');

\echo == StartNextPendingJobExecution
SELECT * FROM pg_temp.publish('start-next', '{"statusDetails": {"ignored": "yes"}}', 't2');
SELECT * FROM pg_temp.publish('start-next', '{"clientToken": "c"}', 'nobody');
SELECT * FROM pg_temp.publish('start-next', '{"clientToken": "c", "statusDetails": {"a b": "c"}}', 't2');
SELECT * FROM pg_temp.publish('start-next', '{"clientToken": "c", "stepTimeoutInMinutes": -1}', 't2');

\echo == DescribeJobExecution
SELECT * FROM pg_temp.publish('a/get', '{"executionNumber": 1}', 't2');
SELECT * FROM pg_temp.publish('$next/get', '{"executionNumber": 7, "includeJobDocument": false}', 't2');
SELECT * FROM pg_temp.publish('a/get', '{"executionNumber": 2}', 't2');
SELECT * FROM pg_temp.publish('nothing/get', '{}', 't2');
SELECT * FROM pg_temp.publish('a/get', '{}', 't3');
SELECT * FROM pg_temp.publish('a/get', '{}', 'nobody');
SELECT * FROM pg_temp.publish('$next/get', '{}', 'nobody');
SELECT * FROM pg_temp.publish('a/get', '{"includeJobDocument": "yes"}', 't2');

\echo == UpdateJobExecution
SELECT * FROM pg_temp.publish('a/update', '{"status": "IN_PROGRESS", "executionNumber": 1, "stepTimeoutInMinutes": 5}', 't2');
SELECT * FROM pg_temp.publish('a/get', '{}', 't2');
SELECT * FROM pg_temp.publish('a/update', '{"status": "IN_PROGRESS", "stepTimeoutInMinutes": -1, "statusDetails": {}, "includeJobExecutionState": true}', 't2');
SELECT * FROM pg_temp.publish('a/update', '{"status": "IN_PROGRESS", "executionNumber": 2}', 't2');
SELECT * FROM pg_temp.publish('a/update', '{"clientToken": "c"}', 't2');
SELECT * FROM pg_temp.publish('a/update', '{"status": "CANCELED"}', 't2');
SELECT * FROM pg_temp.publish('a/update', '{"status": "DONE"}', 't2');
SELECT * FROM pg_temp.publish('a/update', '{"status": "IN_PROGRESS", "stepTimeoutInMinutes": 0}', 't2');
SELECT * FROM pg_temp.publish('nothing/update', '{"status": "IN_PROGRESS"}', 't2');
SELECT * FROM pg_temp.publish('a/update', '{"status": "IN_PROGRESS"}', 'nobody');
SELECT iotjobs.cancel_job('a', force => true)->>'jobId', iotjobs.run_worker()->'canceled';
SELECT * FROM pg_temp.publish('a/update', '{"status": "SUCCEEDED", "includeJobExecutionState": true, "includeJobDocument": true}', 't2');
SELECT * FROM pg_temp.publish('a/update', '{"status": "SUCCEEDED", "expectedVersion": 1}', 't2');
SELECT pg_temp.job('canceled', 't3');
SELECT iotjobs.cancel_job('canceled')->>'jobId';
SELECT * FROM pg_temp.publish('canceled/update', '{"status": "IN_PROGRESS"}', 't3');

\echo == jobDocument: the JSON as it was given, where SQL has a string; in details it is a word like any other
SELECT pg_temp.job('order', 't4', '{"z": 1.50, "a": [1e3, "\u00e9\"/\\"], "z": {}, "jobDocument": "x"}');
SELECT * FROM pg_temp.publish('$next/get', '{}', 't4');
SELECT iotjobs_data.describe_job_execution('$next', 't4')->'execution'->'jobDocument';
SELECT * FROM pg_temp.publish('start-next', '{"statusDetails": {"jobDocument": "{", "execution": "}"}}', 't4');
SELECT * FROM pg_temp.publish('order/update', '{"status": "IN_PROGRESS", "includeJobDocument": true, "includeJobExecutionState": true}', 't4');
SELECT iotjobs_data.update_job_execution('order', 't4', 'SUCCEEDED', include_job_document => true);
SELECT pg_temp.job('list', 't4', '[]'), pg_temp.job('string', 't5', '"a\"b"'), pg_temp.job('number', 't6', '-0.10');
SELECT thing, payload::json->'execution'->'jobDocument' FROM unnest('{t4,t5,t6}'::text[]) AS thing,
	iotjobs_data.handle('$aws/things/' || thing || '/jobs/start-next', '{}', NULL) ORDER BY thing;

\echo == jobs of a namespace: their own topics see them, and no other
SELECT pg_temp.job('plain', 't7'), pg_temp.job('spaced', 't7', namespace => 'ns'), pg_temp.job('other', 't7', namespace => 'aws-gg-deployment');
SELECT request, reply, body::jsonb->'execution'->>'jobId' AS job, body::jsonb->>'code' AS code, body::jsonb->>'message' AS message
FROM unnest('{plain/get,spaced/get,$next/get,plain/namespace-ns/get,spaced/namespace-ns/get,$next/namespace-ns/get,other/namespace-ns/get,$next/namespace-aws-gg-deployment/get,$next/namespace-none/get,$next/namespace-a b/get}'::text[]) WITH ORDINALITY AS u (request, n),
	pg_temp.publish(request, '{}', 't7') ORDER BY n;
SELECT * FROM pg_temp.publish('spaced/update', '{"status": "IN_PROGRESS"}', 't7');
SELECT * FROM pg_temp.publish('plain/namespace-ns/update', '{"status": "IN_PROGRESS"}', 't7');
SELECT * FROM pg_temp.publish('spaced/namespace-ns/update', '{"clientToken": "c", "status": "IN_PROGRESS", "includeJobExecutionState": true}', 't7');
SELECT * FROM pg_temp.publish('spaced/namespace-ns/update', '{"clientToken": "c", "status": "IN_PROGRESS", "expectedVersion": 1}', 't7');
SELECT body::jsonb->'queuedJobs'->0->>'jobId' AS queued, body::jsonb->'inProgressJobs' AS in_progress FROM pg_temp.publish('get', '{}', 't7');
SELECT body::jsonb->'execution'->>'jobId' AS started FROM pg_temp.publish('start-next', '{}', 't7');
\echo    a call of SQL names no namespace, and finds any job by its id
SELECT iotjobs_data.describe_job_execution('spaced', 't7')->'execution'->>'status' AS status;

\echo == who may ask: the role that calls, and the client if a role has its name
CREATE ROLE regress_iotjobs_d1;
CREATE ROLE regress_iotjobs_gateway;
GRANT USAGE ON SCHEMA iotjobs_data TO regress_iotjobs_d1, regress_iotjobs_gateway;
GRANT EXECUTE ON FUNCTION iotjobs_data.handle TO regress_iotjobs_d1, regress_iotjobs_gateway;
SELECT iotjobs.attach_thing_principal('t8', 'regress_iotjobs_d1');
SET LOCAL ROLE regress_iotjobs_gateway;
SELECT thing, left(client, 20), payload::jsonb->>'code' AS code, payload::jsonb->>'message' AS message
FROM unnest('{t8,t8,t8,t8,t9,t9,t9,t9}'::text[],
	ARRAY[NULL, 'regress_iotjobs_d1', 'anything', '', NULL, 'regress_iotjobs_d1', 'REGRESS_iotjobs_d1', 'regress_iotjobs_d1' || repeat('x', 100)]) WITH ORDINALITY AS u (thing, client, n),
	iotjobs_data.handle('$aws/things/' || thing || '/jobs/get', '{}', client) ORDER BY n;
SET LOCAL ROLE regress_iotjobs_d1;
SELECT thing, left(client, 20), payload::jsonb->>'code' AS code, payload::jsonb->>'message' AS message
FROM unnest('{t8,t8,t8,t9,t9,t9,nobody}'::text[], ARRAY[NULL, 'regress_iotjobs_d1', 'anything', NULL, 'regress_iotjobs_d1', 'anything', NULL]) WITH ORDINALITY AS u (thing, client, n),
	iotjobs_data.handle('$aws/things/' || thing || '/jobs/get', '{}', client) ORDER BY n;
RESET ROLE;
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
