-- CancelJob: without and with force, in every state, and what devices see of it.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
CREATE VIEW pg_temp.executions AS
SELECT job_id, thing_name, status, version, force_canceled, last_updated_at AT TIME ZONE 'UTC' AS last_updated_at FROM iotjobs.executions;
CREATE FUNCTION pg_temp.job(which text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT (iotjobs.describe_job(which)->'job') - 'targets' - 'jobProcessDetails' - 'jobArn' - 'targetSelection' - 'createdAt'
$$;
-- A job on t1 to t6, whose executions are then in six states.
CREATE FUNCTION pg_temp.mixed_job(which text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM iotjobs.create_job(which, pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3', 'thing/t4', 'thing/t5', 'thing/t6'), document => '1', description => 'mixed');
	PERFORM iotjobs.run_worker();
	PERFORM iotjobs_data.update_job_execution(which, 't2', 'IN_PROGRESS', step_timeout_in_minutes => 30);
	PERFORM iotjobs_data.update_job_execution(which, 't3', 'SUCCEEDED');
	PERFORM iotjobs_data.update_job_execution(which, 't4', 'FAILED');
	PERFORM iotjobs_data.update_job_execution(which, 't5', 'REJECTED');
	PERFORM iotjobs_data.update_job_execution(which, 't6', 'IN_PROGRESS', '{"progress": "10"}');
END $$;

\echo == rule: without force QUEUED executions are canceled, IN_PROGRESS and terminal ones are left alone
SELECT pg_temp.mixed_job('soft');
SET LOCAL iotjobs.clock = '2026-01-01 12:05:00Z';
SELECT iotjobs.cancel_job('soft');
\echo the job is CANCELED at once, its executions follow
SELECT pg_temp.job('soft');
SELECT * FROM pg_temp.executions WHERE job_id = 'soft' ORDER BY thing_name;
\echo == rule: nobody starts what is queued for a canceled job, even before it is canceled itself
SELECT iotjobs_data.get_pending_job_executions('t1');
SELECT iotjobs_data.start_next_pending_job_execution('t1');
SELECT iotjobs_data.describe_job_execution('$next', 't1');
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('soft', 't1', 'IN_PROGRESS')$$);
SELECT iotjobs.run_worker('2026-01-01 12:05:01Z')->'canceled';
SELECT * FROM pg_temp.executions WHERE job_id = 'soft' ORDER BY thing_name;
SELECT pg_temp.job('soft');
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('soft', 't1', 'IN_PROGRESS')$$);
\echo == rule: what is IN_PROGRESS may still report, finish, and time out
SELECT iotjobs_data.get_pending_job_executions('t6')->'inProgressJobs'->0->'jobId';
SELECT iotjobs_data.start_next_pending_job_execution('t6')->'execution'->'status';
SELECT iotjobs_data.update_job_execution('soft', 't6', 'IN_PROGRESS', '{"progress": "50"}', include_job_execution_state => true);
SELECT iotjobs_data.update_job_execution('soft', 't6', 'SUCCEEDED', include_job_execution_state => true);
SELECT iotjobs.run_worker('2026-01-01 12:30:00Z')->'timedOut';
SELECT status FROM pg_temp.executions WHERE job_id = 'soft' AND thing_name = 't2';
\echo == rule: a canceled job stays CANCELED when its last execution ends
SELECT pg_temp.job('soft')->'status', pg_temp.job('soft') ? 'completedAt';

\echo == rule: with force IN_PROGRESS executions are canceled, too, and marked
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT pg_temp.mixed_job('hard');
SET LOCAL iotjobs.clock = '2026-01-01 12:05:00Z';
SELECT iotjobs.cancel_job('hard', force => true);
SELECT iotjobs.run_worker('2026-01-01 12:05:01Z')->'canceled';
SELECT * FROM pg_temp.executions WHERE job_id = 'hard' ORDER BY thing_name;
SELECT pg_temp.job('hard');
SELECT iotjobs.describe_job_execution('hard', 't6');
SELECT count(*) FROM iotjobs.execution_timer;
\echo == rule: a device cannot report on an execution that was canceled by force
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('hard', 't6', 'SUCCEEDED')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('hard', 't6', 'SUCCEEDED', expected_version => 2)$$);
SELECT iotjobs_data.get_pending_job_executions('t6');

\echo == rule: a job that is CANCELED or COMPLETED cannot be canceled, with force or without
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('soft')$$);
SELECT pg_temp.mixed_job('live');
SELECT iotjobs.cancel_job('live')->'jobId';
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('live', force => true)$$);
SELECT iotjobs.run_worker('2026-01-01 12:05:01Z')->'canceled';
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('live', force => true)$$);
SELECT iotjobs.create_job('done', pg_temp.arns('thing/t9'), document => '1')->'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:05:01Z')->'released';
SELECT iotjobs_data.update_job_execution('done', 't9', 'SUCCEEDED');
\echo    (finished devices, but the job has not been found complete yet)
SAVEPOINT here;
SELECT iotjobs.cancel_job('done')->'jobId';
ROLLBACK TO here;
SELECT iotjobs.run_worker('2026-01-01 12:05:02Z')->'jobsCompleted';
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('done')$$);
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('done', force => true)$$);
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('nothing')$$);

\echo == rule: reasonCode and comment are kept as given; a refused cancel changes nothing
SELECT iotjobs.create_job('why', pg_temp.arns('thing/t7'), document => '1')->'jobId';
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('why', reason_code => 'lower case')$$);
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('why', comment => E'two\nlines')$$);
SELECT pg_temp.job('why');
SELECT iotjobs.cancel_job('why', 'A_1', 'schlecht', false);
SELECT pg_temp.job('why');

\echo == rule: a rollout stops where it is; what was not released never is
SET LOCAL iotjobs.clock = '2026-01-01 12:10:00Z';
SELECT iotjobs.create_job('stopped', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 1}')->'jobId';
SELECT iotjobs.create_job('unborn', pg_temp.arns('thing/t1'), document => '1')->'jobId';
SELECT iotjobs.cancel_job('unborn')->'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:10:00Z')->'released';
SELECT iotjobs.cancel_job('stopped')->'jobId';
SELECT (iotjobs.describe_job('stopped')->'job'->'jobProcessDetails') ? 'processingTargets';
SELECT count(iotjobs.run_worker(at)) FROM generate_series('2026-01-01 12:10:00Z'::timestamptz, '2026-01-01 12:20:00Z', '20 s') at;
SELECT job_id, thing_name, status FROM pg_temp.executions WHERE job_id IN ('stopped', 'unborn') ORDER BY job_id, thing_name;
SELECT pg_temp.job('unborn'), pg_temp.job('stopped')->'isConcurrent';

\echo == rule: who joins a target of a canceled continuous job gets nothing
SELECT iotjobs.create_job('ongoing', pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS')->'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:30:00Z')->'released';
SELECT iotjobs.cancel_job('ongoing')->'jobId';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't8');
SELECT iotjobs.run_worker('2026-01-01 12:30:01Z')->'joined';
SELECT job_id, thing_name, status FROM pg_temp.executions WHERE job_id = 'ongoing' ORDER BY thing_name;

\echo == rule: a cancel that is rolled back leaves the job running
SELECT iotjobs.create_job('kept', pg_temp.arns('thing/t9'), document => '1')->'jobId';
SAVEPOINT here;
SELECT iotjobs.cancel_job('kept', force => true)->'jobId';
ROLLBACK TO here;
SELECT pg_temp.job('kept')->'status';
SELECT iotjobs.run_worker('2026-01-01 12:40:00Z')->'released';
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
