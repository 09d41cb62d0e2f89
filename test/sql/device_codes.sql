-- Who gets which code when: every operation of a device in every state, through functions, invoke and handle alike.
\pset format unaligned
\pset tuples_only on
\pset fieldsep ' '
\pset null -
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql

-- The codes of the developer guide, and what SQL raises for them.
CREATE TEMP TABLE code (state text, code text);
INSERT INTO code VALUES ('IJ400', 'InvalidRequest'), ('IJ404', 'ResourceNotFound'), ('IJ40S', 'InvalidStateTransition'),
	('IJ40V', 'VersionMismatch'), ('IJ41T', 'TerminalStateReached'), ('IJ500', 'InternalError');
CREATE FUNCTION pg_temp.snake(name text) RETURNS text LANGUAGE sql AS $$ SELECT ltrim(lower(regexp_replace(name, '([A-Z])', '_\1', 'g')), '_') $$;
CREATE FUNCTION pg_temp.topic(operation text, request jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT concat('$aws/things/', request->>'thingName', '/jobs/', CASE operation WHEN 'GetPendingJobExecutions' THEN 'get' WHEN 'StartNextPendingJobExecution' THEN 'start-next'
		WHEN 'DescribeJobExecution' THEN (request->>'jobId') || '/get' WHEN 'UpdateJobExecution' THEN (request->>'jobId') || '/update' END)
$$;
-- A document is a string where it is not a message.
CREATE FUNCTION pg_temp.with_document(reply jsonb) RETURNS jsonb LANGUAGE sql AS $$
	SELECT CASE WHEN reply #> '{execution,jobDocument}' IS NOT NULL THEN jsonb_set(reply, '{execution,jobDocument}', (reply #>> '{execution,jobDocument}')::jsonb)
		WHEN reply ? 'jobDocument' THEN jsonb_set(reply, '{jobDocument}', (reply ->> 'jobDocument')::jsonb) ELSE reply END
$$;
-- What a request comes to in one of the three forms.  Whatever it did is undone.
CREATE FUNCTION pg_temp.outcome(form text, operation text, request jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	call text;
	reply jsonb;
BEGIN
	CASE form
		WHEN 'function' THEN
			SELECT format('SELECT iotjobs_data.%I(%s)', pg_temp.snake(operation), string_agg(format('%I => %L', pg_temp.snake(key), value), ', ')) INTO call FROM jsonb_each_text(request);
			EXECUTE call INTO reply;
			reply := pg_temp.with_document(reply);
		WHEN 'invoke' THEN
			reply := pg_temp.with_document(iotjobs_data.invoke(operation, request));
		WHEN 'handle' THEN
			SELECT payload::jsonb - 'timestamp' - 'clientToken' INTO reply FROM iotjobs_data.handle(pg_temp.topic(operation, request), (request - 'thingName' - 'jobId' || '{"clientToken": "c"}')::text);
	END CASE;
	RAISE EXCEPTION 'undo';
EXCEPTION WHEN OTHERS THEN
	IF SQLERRM = 'undo' THEN
		RETURN CASE WHEN reply ? 'code' THEN reply - 'executionState' ELSE jsonb_build_object('code', 'accepted', 'reply', reply) END;
	END IF;
	RETURN jsonb_build_object('code', COALESCE((SELECT c.code FROM code AS c WHERE c.state = SQLSTATE), SQLSTATE), 'message', SQLERRM);
END $$;
-- The code, if all three agree on all of it.
CREATE FUNCTION pg_temp.code(operation text, request jsonb, forms text[] DEFAULT '{function,invoke,handle}') RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN count(DISTINCT o) = 1 THEN min(o->>'code') ELSE 'DIFFER ' || string_agg(form || ' ' || o, ', ') END
	FROM unnest(forms) AS form, pg_temp.outcome(form, operation, request) AS o
$$;

\echo == a thing in each state
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
CREATE TEMP TABLE state (n serial, status text);
INSERT INTO state (status) VALUES ('QUEUED'), ('IN_PROGRESS'), ('SUCCEEDED'), ('FAILED'), ('TIMED_OUT'), ('REJECTED'), ('REMOVED'), ('CANCELED');
SELECT iotjobs.create_thing_group('g')->>'thingGroupName', iotjobs.register_things(array_agg(status ORDER BY n) || '{idle}'::text[], 'g') FROM state;
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 'idle');
SELECT iotjobs.create_job('job', pg_temp.arns('thinggroup/g'), document => '{"a": 1}', target_selection => 'CONTINUOUS', timeout_config => '{"inProgressTimeoutInMinutes": 5}')->>'jobId', iotjobs.run_worker()->'released';
SELECT iotjobs_data.update_job_execution('job', 'TIMED_OUT', 'IN_PROGRESS');
SET LOCAL iotjobs.clock = '2026-01-01 12:06:00Z';
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 'REMOVED'), iotjobs.run_worker()->'timedOut';
SELECT iotjobs.cancel_job_execution('job', 'CANCELED');
SELECT iotjobs_data.update_job_execution('job', status, status, '{"a": "b"}') FROM state WHERE status IN ('IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED');
SELECT thing_name, e.status, version FROM iotjobs.executions AS e JOIN state AS s ON s.status = e.thing_name ORDER BY n;

\echo == UpdateJobExecution: from which state to which
\pset tuples_only off
\pset footer off
SELECT f.status AS "from", t.status AS "to", pg_temp.code('UpdateJobExecution', jsonb_build_object('jobId', 'job', 'thingName', f.status, 'status', t.status)), t.n
FROM state AS f, state AS t ORDER BY f.n, t.n
\crosstabview from to code n
\echo == the same with a version that is not the present one: what has ended has ended, whatever its version
SELECT f.status AS "from", t.status AS "to", pg_temp.code('UpdateJobExecution', jsonb_build_object('jobId', 'job', 'thingName', f.status, 'status', t.status, 'expectedVersion', 77)), t.n
FROM state AS f, state AS t ORDER BY f.n, t.n
\crosstabview from to code n
\echo == the same with all that can be asked for
SELECT f.status AS "from", t.status AS "to", pg_temp.code('UpdateJobExecution', jsonb_build_object('jobId', 'job', 'thingName', f.status, 'status', t.status, 'executionNumber', 1, 'stepTimeoutInMinutes', 7, 'statusDetails', '{"x": "y"}'::jsonb,
	'includeJobExecutionState', true, 'includeJobDocument', true, 'expectedVersion', (SELECT version FROM iotjobs.executions WHERE thing_name = f.status))), t.n
FROM state AS f, state AS t ORDER BY f.n, t.n
\crosstabview from to code n
\echo == reading and starting
SELECT s.status, pg_temp.code('GetPendingJobExecutions', jsonb_build_object('thingName', s.status)) AS pending,
	pg_temp.code('StartNextPendingJobExecution', jsonb_build_object('thingName', s.status, 'statusDetails', '{"x": "y"}'::jsonb, 'stepTimeoutInMinutes', 3)) AS start_next,
	pg_temp.code('DescribeJobExecution', jsonb_build_object('thingName', s.status, 'jobId', 'job')) AS describe,
	pg_temp.code('DescribeJobExecution', jsonb_build_object('thingName', s.status, 'jobId', 'job', 'executionNumber', 1, 'includeJobDocument', false)) AS describe_first,
	pg_temp.code('DescribeJobExecution', jsonb_build_object('thingName', s.status, 'jobId', '$next')) AS describe_next
FROM state AS s ORDER BY s.n;
\echo == what does not exist
SELECT v.what, pg_temp.code('GetPendingJobExecutions', jsonb_build_object('thingName', thing)) AS pending,
	pg_temp.code('StartNextPendingJobExecution', jsonb_build_object('thingName', thing)) AS start_next,
	pg_temp.code('DescribeJobExecution', jsonb_build_object('thingName', thing, 'jobId', job) || more) AS describe,
	pg_temp.code('DescribeJobExecution', jsonb_build_object('thingName', thing, 'jobId', '$next')) AS describe_next,
	pg_temp.code('UpdateJobExecution', jsonb_build_object('thingName', thing, 'jobId', job, 'status', 'FAILED') || more) AS update
FROM (VALUES (1, 'thing', 'nobody', 'job', '{}'::jsonb), (2, 'job', 'QUEUED', 'nothing', '{}'), (3, 'execution', 'idle', 'job', '{}'), (4, 'attempt', 'QUEUED', 'job', '{"executionNumber": 2}')) AS v (n, what, thing, job, more) ORDER BY n;
\echo == malformed requests: limits and words, then types, which functions cannot get
SELECT operation, request, pg_temp.code(operation, '{"thingName": "QUEUED", "jobId": "job"}'::jsonb - CASE WHEN operation ~ 'Pending' THEN 'jobId' ELSE '' END || request, forms::text[])
FROM (VALUES (1, 'UpdateJobExecution', '{"status": null}'::jsonb, '{function,invoke,handle}'), (2, 'UpdateJobExecution', '{"status": "DONE"}', '{function,invoke,handle}'),
	(3, 'UpdateJobExecution', '{"status": "FAILED", "statusDetails": {"a b": "c"}}', '{function,invoke,handle}'), (4, 'UpdateJobExecution', '{"status": "FAILED", "statusDetails": {"a": ""}}', '{function,invoke,handle}'),
	(5, 'UpdateJobExecution', '{"status": "IN_PROGRESS", "stepTimeoutInMinutes": 0}', '{function,invoke,handle}'), (6, 'UpdateJobExecution', '{"status": "IN_PROGRESS", "stepTimeoutInMinutes": 10081}', '{function,invoke,handle}'),
	(7, 'UpdateJobExecution', '{"status": "IN_PROGRESS", "stepTimeoutInMinutes": -1}', '{function,invoke,handle}'), (8, 'StartNextPendingJobExecution', '{"stepTimeoutInMinutes": -1}', '{function,invoke,handle}'),
	(9, 'StartNextPendingJobExecution', '{"statusDetails": {"": "a"}}', '{function,invoke,handle}'), (10, 'StartNextPendingJobExecution', '{"thingName": "a b"}', '{function,invoke,handle}'),
	(11, 'DescribeJobExecution', '{"jobId": "$foo"}', '{function,invoke,handle}'), (12, 'GetPendingJobExecutions', '{"thingName": "a.b"}', '{function,invoke,handle}'),
	(20, 'GetPendingJobExecutions', '{"status": "QUEUED"}', '{invoke,handle}'), (21, 'StartNextPendingJobExecution', '{"statusDetails": "x"}', '{invoke,handle}'),
	(22, 'UpdateJobExecution', '{"status": 7}', '{invoke,handle}'), (23, 'UpdateJobExecution', '{"status": "FAILED", "expectedVersion": "x"}', '{invoke,handle}'),
	(24, 'UpdateJobExecution', '{"status": "FAILED", "expectedVersion": "1"}', '{invoke,handle}'), (25, 'UpdateJobExecution', '{"status": "FAILED", "executionNumber": 1.5}', '{invoke,handle}'),
	(26, 'UpdateJobExecution', '{"status": "FAILED", "includeJobDocument": "true"}', '{invoke,handle}'), (27, 'UpdateJobExecution', '{"status": "FAILED", "Status": "FAILED"}', '{invoke,handle}'),
	(28, 'DescribeJobExecution', '{"includeJobDocument": null, "executionNumber": null}', '{invoke,handle}')) AS v (n, operation, request, forms) ORDER BY n;
\echo == executionState comes with two codes, and with no other
SELECT payload::jsonb->>'code' AS code, bool_and(payload::jsonb ? 'executionState') AS always, bool_or(payload::jsonb ? 'executionState') AS ever,
	bool_and((payload::jsonb #>> '{executionState,status}') = f.status) AS it_is_the_state
FROM state AS f, state AS t, (VALUES (1), (77)) AS v (version), (VALUES ('job'), ('nothing')) AS j (job),
	iotjobs_data.handle(concat('$aws/things/', f.status, '/jobs/', job, '/update'), jsonb_build_object('status', t.status, 'expectedVersion', version)::text)
WHERE t.status NOT IN ('IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED') OR version = 77 OR f.status NOT IN ('QUEUED', 'IN_PROGRESS')
GROUP BY 1 ORDER BY 1;
\echo == and nothing of all this has changed anything
SELECT thing_name, e.status, version FROM iotjobs.executions AS e JOIN state AS s ON s.status = e.thing_name ORDER BY n;
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
