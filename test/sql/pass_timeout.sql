-- Timeouts: the two timers of an execution, to the microsecond.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 11:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
CREATE FUNCTION pg_temp.job(which text, minutes int, VARIADIC things text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC things), document => '1',
		timeout_config => CASE WHEN minutes IS NOT NULL THEN jsonb_build_object('inProgressTimeoutInMinutes', minutes) END)->>'jobId'
$$;
-- A report of IN_PROGRESS at a time of day.
CREATE FUNCTION pg_temp.report(job text, thing text, at text, minutes bigint DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('iotjobs.clock', '2026-01-01 ' || at || 'Z', false);
	RETURN iotjobs_data.update_job_execution(job, thing, 'IN_PROGRESS', step_timeout_in_minutes => minutes);
END $$;
-- A pass at a time of day: how many it timed out.
CREATE FUNCTION pg_temp.pass(at text) RETURNS text LANGUAGE sql AS $$
	SELECT at || ' ' || (iotjobs.run_worker(('2026-01-01 ' || at || 'Z')::timestamptz)->>'timedOut')
$$;
CREATE VIEW pg_temp.executions AS
SELECT job_id, thing_name, status, version, last_updated_at AT TIME ZONE 'UTC' AS last_updated_at FROM iotjobs.executions;

\echo == rule: the worked example: in-progress 20 minutes from 12:00, which is when it starts, not when the job is created
\echo    step 7 at 12:05: 12:12; step 5 at 12:10: 12:15; step 9 at 12:13: 12:20
SELECT pg_temp.job('example', 20, 'thing/t1', 'thing/t2', 'thing/t3');
SELECT pg_temp.pass('11:00');
SELECT count(pg_temp.report('example', thing, '12:00')) FROM unnest('{t1,t2,t3}'::text[]) thing;
\echo    t1 reports nothing after its first step
SELECT count(pg_temp.report('example', thing, '12:05', 7)) FROM unnest('{t1,t2,t3}'::text[]) thing;
\echo    t2 nothing after its second
SELECT count(pg_temp.report('example', thing, '12:10', 5)) FROM unnest('{t2,t3}'::text[]) thing;
SELECT pg_temp.pass('12:11:59.999999');
SELECT pg_temp.pass('12:12');
SELECT * FROM pg_temp.executions WHERE job_id = 'example' ORDER BY thing_name;
\echo    t3 nothing after its third
SELECT pg_temp.report('example', 't3', '12:13', 9);
SELECT pg_temp.pass('12:14:59.999999');
SELECT pg_temp.pass('12:15');
SELECT pg_temp.pass('12:19:59.999999');
SELECT pg_temp.pass('12:20');
SELECT * FROM pg_temp.executions WHERE job_id = 'example' ORDER BY thing_name;
\echo == rule: a snapshot job whose executions have all timed out is COMPLETED
SELECT status, timed_out, completed_at AT TIME ZONE 'UTC' FROM iotjobs.jobs WHERE job_id = 'example';
\echo == rule: TIMED_OUT is the end: a late report is refused
SELECT iotjobs_data.update_job_execution('example', 't3', 'SUCCEEDED');
\echo == rule: the history tells each, with its version
SELECT from_status, to_status, thing_name, version, happened_at AT TIME ZONE 'UTC' FROM iotjobs.execution_history WHERE job_id = 'example' AND to_status = 'TIMED_OUT' ORDER BY id;

\echo == rule: QUEUED never times out; without a timeout nothing does
SELECT pg_temp.job('waiting', 1, 'thing/t1'), pg_temp.job('untimed', NULL, 'thing/t2');
SELECT pg_temp.pass('13:00');
SELECT pg_temp.report('untimed', 't2', '13:00');
SELECT pg_temp.pass('23:59');
SELECT job_id, status FROM pg_temp.executions WHERE job_id IN ('waiting', 'untimed') ORDER BY job_id;

\echo == rule: a report without a step timer resets nothing; -1 discards the step timer and leaves the other
SELECT pg_temp.job('reset', 20, 'thing/t3', 'thing/t4', 'thing/t5');
SELECT pg_temp.pass('14:00');
SELECT count(pg_temp.report('reset', thing, '14:00', 5)) FROM unnest('{t3,t4,t5}'::text[]) thing;
SELECT pg_temp.report('reset', 't3', '14:04');
SELECT pg_temp.report('reset', 't4', '14:04', -1);
SELECT pg_temp.report('reset', 't5', '14:04', 1);
SELECT pg_temp.pass('14:04:59.999999'), pg_temp.pass('14:05');
SELECT thing_name, status, version FROM pg_temp.executions WHERE job_id = 'reset' ORDER BY thing_name;
SELECT pg_temp.pass('14:19:59.999999'), pg_temp.pass('14:20');
SELECT thing_name, status, version FROM pg_temp.executions WHERE job_id = 'reset' ORDER BY thing_name;

\echo == rule: a step timer alone times out, too; StartNext sets both
SELECT pg_temp.job('step', NULL, 'thing/t6'), pg_temp.job('both', 2, 'thing/t7');
SELECT pg_temp.pass('15:00');
SELECT pg_temp.report('step', 't6', '15:00', 3);
SELECT iotjobs_data.start_next_pending_job_execution('t7', step_timeout_in_minutes => 10)->'execution'->'approximateSecondsBeforeTimedOut';
SELECT pg_temp.pass('15:01:59'), pg_temp.pass('15:02'), pg_temp.pass('15:02:59'), pg_temp.pass('15:03');

\echo == rule: an execution that has ended has no timer; its end is not changed
SELECT pg_temp.job('ended', 1, 'thing/t8');
SELECT pg_temp.pass('16:00');
SELECT pg_temp.report('ended', 't8', '16:00', 1);
SELECT iotjobs_data.update_job_execution('ended', 't8', 'SUCCEEDED');
SELECT count(*) FROM iotjobs.execution_timer;
SELECT pg_temp.pass('17:00');
SELECT status FROM pg_temp.executions WHERE job_id = 'ended';

\echo == rule: until the worker has come a report is taken; one with a new step timer goes on
SELECT pg_temp.job('lucky', NULL, 'thing/t9');
SELECT pg_temp.pass('18:00');
SELECT pg_temp.report('lucky', 't9', '18:00', 1);
SELECT pg_temp.report('lucky', 't9', '18:05', 1);
SELECT pg_temp.pass('18:05:59.999999'), pg_temp.pass('18:06');

\echo == rule: a timed out execution is out of the queue, and the next one follows
SELECT pg_temp.job('front', NULL, 'thing/t9'), pg_temp.job('back', NULL, 'thing/t9');
SELECT pg_temp.pass('19:00');
SELECT pg_temp.report('front', 't9', '19:00', 1);
SELECT pg_temp.pass('19:01');
SELECT iotjobs_data.start_next_pending_job_execution('t9')->'execution'->'jobId';

\echo == rule: many at once: all that are due, and no other
SELECT iotjobs.register_things((SELECT array_agg('f' || i ORDER BY i) FROM generate_series(1, 2500) i), 'g');
SET iotjobs.max_rollout_per_minute = 10000;
SELECT pg_temp.job('many', 60, 'thinggroup/g');
SELECT pg_temp.pass('20:00');
SELECT count(pg_temp.report('many', 'f' || i, '20:00', CASE WHEN i % 2 = 0 THEN 10 END)) FROM generate_series(1, 2400) i;
SELECT pg_temp.pass('20:10');
SELECT timed_out, in_progress, queued FROM iotjobs.jobs WHERE job_id = 'many';
SELECT pg_temp.pass('21:00');
SELECT timed_out, in_progress, queued FROM iotjobs.jobs WHERE job_id = 'many';
RESET iotjobs.max_rollout_per_minute;

SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
-- The next test finds nothing of this one.
DISCARD TEMP;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
