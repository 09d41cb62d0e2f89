-- Lifecycle events of jobs and executions, and the configuration that switches them on.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00.250Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
CREATE FUNCTION pg_temp.job(which text, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1', description => 'job ' || which)->>'jobId'
$$;
CREATE FUNCTION pg_temp.report(job text, thing text, status text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT iotjobs_data.update_job_execution(job, thing, status, jsonb_build_object('said', status))
$$;
-- A pass, and what is there after it; an eventId is different each time.
CREATE FUNCTION pg_temp.heard() RETURNS TABLE (topic text, payload jsonb) LANGUAGE plpgsql AS $$
DECLARE
	n record;
BEGIN
	PERFORM iotjobs.run_worker();
	FOR n IN SELECT * FROM iotjobs.take_notifications() AS t ORDER BY t.id LOOP
		topic := n.topic;
		payload := CASE WHEN (n.payload->>'eventId')::uuid IS NULL THEN n.payload ELSE n.payload - 'eventId' END;
		RETURN NEXT;
		PERFORM iotjobs.confirm_notifications(ARRAY[n.id]);
	END LOOP;
END $$;

\echo == rule: off by default, and nothing is kept then
SELECT iotjobs.describe_event_configurations();
SELECT pg_temp.job('before', 'thing/t1', 'thing/t2');
SELECT iotjobs.run_worker()->'announced';
SELECT pg_temp.report('before', 't1', 'SUCCEEDED');
SELECT iotjobs.run_worker()->'announced';
SELECT is_producing FROM iotjobs.notification_status;

\echo == rule: what is asked for must be a type of event that there is
SELECT pg_temp.fails($$SELECT iotjobs.update_event_configurations('{"THING": {"Enabled": true}}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_event_configurations('{"JOB": true}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_event_configurations('{"JOB": {"Enabled": "yes"}}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_event_configurations('{"JOB": {"enabled": true}}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_event_configurations('[]')$$);
SELECT iotjobs.update_event_configurations();
SELECT iotjobs.describe_event_configurations();
\echo == rule: a type that is not named stays as it is, and Enabled is false where it is left out
SELECT iotjobs.update_event_configurations('{"JOB": {"Enabled": true}, "JOB_EXECUTION": {"Enabled": true}}');
SET iotjobs.clock = '2026-01-01 13:00:00.250Z';
SELECT iotjobs.invoke('UpdateEventConfigurations', '{"eventConfigurations": {"JOB": {}}}');
SELECT iotjobs.invoke('DescribeEventConfigurations', '{}');
SELECT iotjobs.update_event_configurations('{"JOB": {"Enabled": true}}');
SELECT iotjobs.describe_event_configurations();
SELECT iotjobs.run_worker()->'announced';

\echo == rule: what happened before is not told; an execution that ends is; a consumer does not have to ask
SELECT pg_temp.report('before', 't2', 'FAILED');
SELECT * FROM pg_temp.heard();

\echo == rule: the job is done, after its last execution
SELECT pg_temp.job('done', 'thing/t3');
SELECT * FROM pg_temp.heard();
SELECT pg_temp.report('done', 't3', 'IN_PROGRESS');
SELECT * FROM pg_temp.heard();
SELECT pg_temp.report('done', 't3', 'REJECTED');
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';

\echo == rule: a job is canceled: accepted, then its executions, then done with
SELECT pg_temp.job('stopped', 'thing/t4', 'thing/t5');
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';
SELECT pg_temp.report('stopped', 't5', 'IN_PROGRESS');
SELECT iotjobs.cancel_job('stopped', comment => 'enough')->>'jobId';
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';
\echo == what was IN_PROGRESS may still end
SELECT pg_temp.report('stopped', 't5', 'SUCCEEDED');
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';

\echo == rule: a timeout
SELECT iotjobs.create_job('slow', pg_temp.arns('thing/t6'), document => '1', timeout_config => '{"inProgressTimeoutInMinutes": 1}')->>'jobId';
SELECT count(*) FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';
SELECT pg_temp.report('slow', 't6', 'IN_PROGRESS');
SET iotjobs.clock = '2026-01-01 14:00:00Z';
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';

\echo == rule: a thing goes: its execution is REMOVED
SELECT pg_temp.job('left', 'thing/t7', 'thing/t8');
SELECT count(*) FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';
SELECT iotjobs.delete_thing('t7');
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';

\echo == rule: an execution is deleted
SELECT iotjobs.delete_job_execution('left', 't8', 1, force => true);
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';

\echo == rule: a job is deleted: accepted, then its executions, then gone
SELECT pg_temp.job('gone', 'thing/t9');
SELECT count(*) FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';
SELECT pg_temp.report('gone', 't9', 'IN_PROGRESS');
SELECT iotjobs.delete_job('gone', force => true);
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';

\echo == rule: what is rolled back is not told
BEGIN;
SELECT pg_temp.job('undone', 'thing/t9');
SELECT iotjobs.cancel_job('undone')->>'jobId';
SELECT count(*) FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';
ROLLBACK;
SELECT count(*) FROM pg_temp.heard();

\echo == rule: events of executions alone: those of jobs are not kept
SELECT iotjobs.update_event_configurations('{"JOB": {"Enabled": false}}');
SELECT pg_temp.job('quiet', 'thing/t9');
SELECT iotjobs.run_worker()->'released';
SELECT iotjobs.delete_job('quiet', force => true);
SELECT * FROM pg_temp.heard() WHERE topic LIKE '$aws/events/%';
SELECT count(*) FROM iotjobs.job_event;

\echo == rule: iotjobs.notify = off: nothing at all
SET iotjobs.notify = off;
SELECT iotjobs.update_event_configurations('{"JOB": {"Enabled": true}}');
SELECT pg_temp.job('silent', 'thing/t9');
SELECT iotjobs.cancel_job('silent')->>'jobId';
SELECT * FROM pg_temp.heard();
SELECT is_producing FROM iotjobs.notification_status;
SELECT count(*) FROM iotjobs.job_event;
RESET iotjobs.notify;
RESET iotjobs.clock;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
