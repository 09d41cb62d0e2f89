-- Completion: when a snapshot job is COMPLETED, and a continuous one is not.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 5) i;
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('bare', NULL), ('barer', 'bare'), ('g', NULL)) v (name, parent);
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't5');
CREATE FUNCTION pg_temp.job(which text, selection text, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1', target_selection => selection)->>'jobId'
$$;
CREATE FUNCTION pg_temp.pass(at text) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.run_worker(('2026-01-01 ' || at || 'Z')::timestamptz)->>'jobsCompleted'
$$;
CREATE FUNCTION pg_temp.job(which text) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', status, to_char(completed_at AT TIME ZONE 'UTC', 'HH24:MI:SS')) FROM iotjobs.jobs WHERE job_id = which
$$;

\echo == rule: COMPLETED when the last execution has ended, in whatever way; not before
SELECT pg_temp.job('four', NULL, 'thing/t1', 'thing/t2', 'thing/t3', 'thing/t4');
SELECT pg_temp.pass('12:00'), pg_temp.job('four');
SELECT iotjobs_data.update_job_execution('four', 't1', 'SUCCEEDED');
SELECT pg_temp.pass('12:01'), pg_temp.job('four');
SELECT iotjobs_data.update_job_execution('four', 't2', 'IN_PROGRESS', step_timeout_in_minutes => 10), iotjobs_data.update_job_execution('four', 't3', 'REJECTED');
SELECT iotjobs.delete_thing('t4');
SELECT pg_temp.pass('12:02'), pg_temp.job('four');
\echo    t2 times out at 12:10, and the job is complete in the same pass
SELECT pg_temp.pass('12:10'), pg_temp.job('four');
SELECT (iotjobs.describe_job('four')->'job') - 'targets' - 'jobArn';
\echo    once and for all
SELECT pg_temp.pass('12:11'), pg_temp.job('four');

\echo == rule: also when all have failed
SELECT pg_temp.job('failed', 'SNAPSHOT', 'thing/t1', 'thing/t2');
SELECT pg_temp.pass('13:00');
SELECT iotjobs_data.update_job_execution('failed', 't1', 'FAILED'), iotjobs_data.update_job_execution('failed', 't2', 'FAILED');
SELECT pg_temp.pass('13:00:01'), pg_temp.job('failed');

\echo == rule: an empty set of targets is COMPLETED at once
SELECT pg_temp.job('empty', NULL, 'thinggroup/bare');
SELECT pg_temp.pass('13:10'), pg_temp.job('empty');
SELECT DISTINCT value FROM jsonb_each(iotjobs.describe_job('empty')->'job'->'jobProcessDetails');
\echo    or of nobody who is left
SELECT iotjobs.create_thing('short-lived')->>'thingName';
SELECT pg_temp.job('nobody', NULL, 'thing/short-lived');
SELECT iotjobs.delete_thing('short-lived');
SELECT pg_temp.pass('13:11'), pg_temp.job('nobody');

\echo == rule: not while the rollout goes on, even if all that were released have ended
SELECT iotjobs.create_job('slow', pg_temp.arns('thing/t1', 'thing/t2'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.pass('14:00');
SELECT iotjobs_data.update_job_execution('slow', 't1', 'SUCCEEDED');
SELECT pg_temp.pass('14:00:59'), pg_temp.job('slow');
SELECT pg_temp.pass('14:01'), pg_temp.job('slow');
SELECT iotjobs_data.update_job_execution('slow', 't2', 'SUCCEEDED');
SELECT pg_temp.pass('14:01:01'), pg_temp.job('slow');

\echo == rule: a continuous job never is, with nobody in it, with all done, with everybody gone
SELECT pg_temp.job('ever', 'CONTINUOUS', 'thinggroup/g'), pg_temp.job('never', 'CONTINUOUS', 'thinggroup/bare');
SELECT pg_temp.pass('15:00');
SELECT iotjobs_data.update_job_execution('ever', 't5', 'SUCCEEDED');
SELECT pg_temp.pass('15:01'), pg_temp.job('ever'), pg_temp.job('never');
SELECT iotjobs.delete_thing_group('g');
SELECT pg_temp.pass('16:00'), pg_temp.job('ever'), pg_temp.job('never');

\echo == rule: nor is a canceled one
SELECT pg_temp.job('canceled', NULL, 'thing/t1');
SELECT pg_temp.pass('17:00');
SELECT iotjobs.cancel_job('canceled')->>'jobId';
SELECT pg_temp.pass('17:01'), pg_temp.job('canceled');
SELECT pg_temp.pass('18:00'), pg_temp.job('canceled');

\echo == rule: the last open execution may also be canceled or deleted
SELECT pg_temp.job('cut', NULL, 'thing/t1', 'thing/t2', 'thing/t3'), pg_temp.pass('18:10');
SELECT iotjobs_data.update_job_execution('cut', 't1', 'IN_PROGRESS'), iotjobs_data.update_job_execution('cut', 't2', 'IN_PROGRESS'), iotjobs.cancel_job_execution('cut', 't3');
SELECT iotjobs.cancel_job_execution('cut', 't2', force => true), pg_temp.pass('18:11'), pg_temp.job('cut');
SELECT iotjobs.delete_job_execution('cut', 't1', 1, force => true), pg_temp.pass('18:12'), pg_temp.job('cut');

\echo == rule: what a transaction has done and not committed completes nothing, and completes in it
SELECT pg_temp.job('inside', NULL, 'thing/t1');
SELECT pg_temp.pass('19:00');
BEGIN;
SELECT iotjobs_data.update_job_execution('inside', 't1', 'SUCCEEDED');
SELECT pg_temp.pass('19:01'), pg_temp.job('inside');
ROLLBACK;
SELECT pg_temp.job('inside');
SELECT pg_temp.pass('19:02'), pg_temp.job('inside');

SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
-- The next test finds nothing of this one.
DISCARD TEMP;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
