-- StartNextPendingJobExecution: what is next, and what starting does.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 5) i;
-- A job on one thing, released at a time.
CREATE FUNCTION pg_temp.job(which text, thing text, at timestamptz, timeout int DEFAULT NULL, namespace text DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('iotjobs.clock', at::text, true);
	PERFORM iotjobs.create_job(which, pg_temp.arns('thing/' || thing), document => format('{"do": "%s"}', which), namespace_id => namespace,
		timeout_config => CASE WHEN timeout IS NOT NULL THEN jsonb_build_object('inProgressTimeoutInMinutes', timeout) END);
	RETURN iotjobs.run_worker()->'released';
END $$;
CREATE FUNCTION pg_temp.timers() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT format('%s %s: in progress %s, step %s', j.job_id, t.name, m.in_progress_deadline AT TIME ZONE 'UTC', m.step_deadline AT TIME ZONE 'UTC')
	  FROM iotjobs.execution_timer m JOIN iotjobs.job j ON j.id = m.job_id JOIN iotjobs.thing t ON t.id = m.thing_id ORDER BY 1
$$;

\echo == rule: the thing must exist
SELECT pg_temp.fails($$SELECT iotjobs_data.start_next_pending_job_execution('nobody')$$);
\echo == rule: with nothing pending the reply has no execution
SELECT iotjobs_data.start_next_pending_job_execution('t1');

\echo == rule: a QUEUED one starts: IN_PROGRESS, startedAt, version 2, details, document always; whole seconds
SELECT pg_temp.job('one', 't1', '2026-01-01 12:00:00.75Z');
SET LOCAL iotjobs.clock = '2026-01-01 12:01:00.75Z';
SELECT jsonb_pretty(iotjobs_data.start_next_pending_job_execution('t1', '{"by": "gateway 1"}'));
SELECT iotjobs.describe_job_execution('one', 't1')->'execution';
\echo == rule: one that is IN_PROGRESS is returned as it is; details and step timer of the request do not count
SET LOCAL iotjobs.clock = '2026-01-01 12:02:00Z';
SELECT iotjobs_data.start_next_pending_job_execution('t1', '{"by": "gateway 2"}', 5);
SELECT iotjobs_data.start_next_pending_job_execution('t1') = iotjobs_data.start_next_pending_job_execution('t1') AS same;
SELECT pg_temp.timers();

\echo == rule: it never starts a second one while one is IN_PROGRESS
SELECT pg_temp.job('two', 't1', '2026-01-01 12:03:00Z');
SELECT iotjobs_data.start_next_pending_job_execution('t1')->'execution'->'jobId';
SELECT job_id, status FROM iotjobs.executions WHERE thing_name = 't1' ORDER BY job_id;
SELECT iotjobs_data.update_job_execution('one', 't1', 'SUCCEEDED');
SELECT iotjobs_data.start_next_pending_job_execution('t1')->'execution';
SELECT iotjobs_data.update_job_execution('two', 't1', 'FAILED');
SELECT iotjobs_data.start_next_pending_job_execution('t1');

\echo == rule: IN_PROGRESS before QUEUED, each by queuedAt; of several IN_PROGRESS the one queued earliest
SELECT pg_temp.job('a', 't2', '2026-01-01 13:00:00Z'), pg_temp.job('b', 't2', '2026-01-01 13:01:00Z'), pg_temp.job('c', 't2', '2026-01-01 13:02:00Z');
SELECT iotjobs_data.update_job_execution('c', 't2', 'IN_PROGRESS');
SELECT iotjobs_data.start_next_pending_job_execution('t2')->'execution'->'jobId';
SELECT iotjobs_data.update_job_execution('b', 't2', 'IN_PROGRESS');
SELECT iotjobs_data.start_next_pending_job_execution('t2')->'execution'->'jobId';
SELECT iotjobs_data.update_job_execution('b', 't2', 'SUCCEEDED'), iotjobs_data.update_job_execution('c', 't2', 'SUCCEEDED');
SELECT iotjobs_data.start_next_pending_job_execution('t2')->'execution'->'jobId';

\echo == rule: of one queuedAt the job created first, whatever its id
SET LOCAL iotjobs.clock = '2026-01-01 14:00:00Z';
SELECT iotjobs.create_job('z', pg_temp.arns('thing/t3'), document => '1')->'jobId', iotjobs.create_job('a1', pg_temp.arns('thing/t3'), document => '2')->'jobId';
SELECT iotjobs.run_worker()->'released';
SELECT iotjobs_data.start_next_pending_job_execution('t3')->'execution'->'jobId';
SELECT iotjobs_data.update_job_execution('z', 't3', 'SUCCEEDED');
SELECT iotjobs_data.start_next_pending_job_execution('t3')->'execution'->'jobId';
SELECT iotjobs_data.update_job_execution('a1', 't3', 'SUCCEEDED');

\echo == rule: jobs of a namespace and canceled jobs are not next
SELECT pg_temp.job('spaced', 't3', '2026-01-01 14:01:00Z', namespace => 'ns'), pg_temp.job('dropped', 't3', '2026-01-01 14:02:00Z');
SELECT iotjobs.cancel_job('dropped')->'jobId';
SELECT iotjobs_data.start_next_pending_job_execution('t3');
SELECT iotjobs.run_worker()->'canceled';
SELECT iotjobs_data.start_next_pending_job_execution('t3');
\echo    a job of a namespace is carried out by its id
SELECT iotjobs_data.update_job_execution('spaced', 't3', 'IN_PROGRESS');
SELECT iotjobs_data.start_next_pending_job_execution('t3');

\echo == rule: the in-progress timer starts with the execution, a step timer if given
SELECT pg_temp.job('timed', 't4', '2026-01-01 15:00:00Z', 10);
SELECT pg_temp.timers();
SET LOCAL iotjobs.clock = '2026-01-01 15:01:00Z';
SELECT iotjobs_data.start_next_pending_job_execution('t4', step_timeout_in_minutes => 3)->'execution'->'approximateSecondsBeforeTimedOut';
SELECT pg_temp.timers();
SET LOCAL iotjobs.clock = '2026-01-01 15:02:00Z';
SELECT iotjobs_data.start_next_pending_job_execution('t4', step_timeout_in_minutes => 9)->'execution'->'approximateSecondsBeforeTimedOut';
SELECT pg_temp.timers();
SELECT iotjobs_data.update_job_execution('timed', 't4', 'SUCCEEDED');
SELECT pg_temp.timers();
\echo == rule: a step timer is 1 to 10080 minutes, and there is none to discard
SELECT pg_temp.job('limits', 't4', '2026-01-01 16:00:00Z');
SELECT minutes, pg_temp.fails(format('SELECT iotjobs_data.start_next_pending_job_execution(''t4'', step_timeout_in_minutes => %s)', minutes))
  FROM unnest('{-1,0,10081,9223372036854775807}'::bigint[]) minutes ORDER BY minutes;
SELECT status FROM iotjobs.executions WHERE job_id = 'limits';
SELECT iotjobs_data.start_next_pending_job_execution('t4', step_timeout_in_minutes => 10080)->'execution'->'approximateSecondsBeforeTimedOut';

\echo == rule: bad details change nothing
SELECT pg_temp.job('details', 't5', '2026-01-01 17:00:00Z');
SELECT pg_temp.fails($$SELECT iotjobs_data.start_next_pending_job_execution('t5', '{"a b": "1"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.start_next_pending_job_execution('t5', '{"a": 1}')$$);
SELECT status, version, status_details FROM iotjobs.executions WHERE job_id = 'details';
\echo == rule: absent details stay as they are; an empty map is shown as none
SELECT iotjobs_data.start_next_pending_job_execution('t5', '{}')->'execution' ? 'statusDetails';
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
