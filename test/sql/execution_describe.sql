-- DescribeJobExecution of the control plane: any attempt in any state.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.25Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 8) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't8');

\echo == rule: the execution must exist; the message says what is missing
SELECT iotjobs.create_job('job', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3', 'thing/t4', 'thing/t5', 'thing/t6', 'thinggroup/g'), document => '{}',
	target_selection => 'CONTINUOUS', timeout_config => '{"inProgressTimeoutInMinutes": 10}')->>'jobId';
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('nothing', 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('job', 'nobody')$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('job', 't1')$$);
SELECT iotjobs.run_worker('2026-01-01 12:00:00.25Z')->'released';
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('job', 't7')$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('job', 't1', 2)$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('job', 't1', 0)$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('job', 't1', -1)$$);
\echo == rule: $next is no job here
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('$next', 't1')$$);

\echo == rule: every state can be described; times have milliseconds, details lie in detailsMap, no document
SET LOCAL iotjobs.clock = '2026-01-01 12:01:00.5Z';
SELECT iotjobs_data.start_next_pending_job_execution('t2', '{"step": "1"}', 5)->'execution'->'status';
SELECT iotjobs_data.update_job_execution('job', 't3', 'SUCCEEDED', '{"note": "straight"}');
SELECT iotjobs_data.update_job_execution('job', 't4', 'IN_PROGRESS');
SELECT iotjobs_data.update_job_execution('job', 't4', 'FAILED');
SELECT iotjobs_data.update_job_execution('job', 't5', 'REJECTED');
SELECT iotjobs_data.update_job_execution('job', 't6', 'IN_PROGRESS', step_timeout_in_minutes => 1);
SELECT iotjobs.run_worker('2026-01-01 12:02:00.5Z')->'timedOut';
SET LOCAL iotjobs.clock = '2026-01-01 12:03:00Z';
SELECT iotjobs.describe_job_execution('job', 't' || i)->'execution' FROM generate_series(1, 6) i ORDER BY i;
\echo == rule: approximateSecondsBeforeTimedOut is of the nearer timer, and absent where none runs
SELECT iotjobs_data.update_job_execution('job', 't2', 'IN_PROGRESS', step_timeout_in_minutes => 60);
SELECT iotjobs.describe_job_execution('job', 't2')->'execution'->'approximateSecondsBeforeTimedOut';
SET LOCAL iotjobs.clock = '2026-01-01 12:30:00Z';
\echo    (the worker has not come yet)
SELECT iotjobs.describe_job_execution('job', 't2')->'execution'->'approximateSecondsBeforeTimedOut';

\echo == rule: without executionNumber the latest attempt; earlier ones by number
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't8');
SELECT iotjobs.run_worker('2026-01-01 12:40:00Z')->'removed';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't8');
SELECT iotjobs.run_worker('2026-01-01 12:41:00Z')->'joined';
SELECT iotjobs.describe_job_execution('job', 't8')->'execution';
SELECT iotjobs.describe_job_execution('job', 't8', 2) = iotjobs.describe_job_execution('job', 't8') AS latest;
SELECT iotjobs.describe_job_execution('job', 't8', 1)->'execution';
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('job', 't8', 3)$$);

\echo == rule: forceCanceled
SET LOCAL iotjobs.clock = '2026-01-01 12:50:00Z';
SELECT iotjobs.create_job('canceled', pg_temp.arns('thing/t1'), document => '{}')->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:50:00Z')->'released';
SELECT iotjobs.cancel_job('canceled', force => true)->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:51:00Z')->'canceled';
SELECT iotjobs.describe_job_execution('canceled', 't1')->'execution';
\echo == rule: nobody describes executions of a deleted thing by its name
SELECT iotjobs.delete_thing('t1');
SELECT split_part(pg_temp.fails($$SELECT iotjobs.describe_job_execution('canceled', 't1')$$), ' ', 1);
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
