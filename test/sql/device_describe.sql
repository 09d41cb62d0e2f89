-- DescribeJobExecution of the device data plane: what a device is shown.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.75Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 8) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't7');

\echo == rule: thing, job and execution must exist; nothing next is no error, an unknown thing is
SELECT iotjobs.create_job('job', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3', 'thing/t4', 'thing/t5', 'thing/t6', 'thinggroup/g'), document => '{"a" :  1}',
	target_selection => 'CONTINUOUS', timeout_config => '{"inProgressTimeoutInMinutes": 10}')->'jobId';
SELECT iotjobs_data.describe_job_execution('$next', 't1');
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('$next', 'nobody')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('job', 'nobody')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('nothing', 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('job', 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('$first', 't1')$$);
SELECT iotjobs.run_worker()->'released';

\echo == rule: a QUEUED execution: no startedAt, no timer, no details; the document unless told; whole seconds
SELECT jsonb_pretty(iotjobs_data.describe_job_execution('job', 't1'));
SELECT iotjobs_data.describe_job_execution('job', 't1', true) = iotjobs_data.describe_job_execution('job', 't1') AS same;
SELECT iotjobs_data.describe_job_execution('job', 't1', false);
\echo == rule: describing does not start
SELECT iotjobs_data.describe_job_execution('$next', 't1')->'execution'->'status', iotjobs_data.describe_job_execution('$next', 't1')->'execution'->'jobId';
SELECT status, version FROM iotjobs.executions WHERE thing_name = 't1';

\echo == rule: an IN_PROGRESS execution: startedAt, details, the nearer timer
SET LOCAL iotjobs.clock = '2026-01-01 12:02:00.25Z';
SELECT iotjobs_data.update_job_execution('job', 't1', 'IN_PROGRESS', '{"step": "2"}', step_timeout_in_minutes => 4);
SET LOCAL iotjobs.clock = '2026-01-01 12:03:00Z';
SELECT iotjobs_data.describe_job_execution('job', 't1');
SELECT iotjobs_data.describe_job_execution('$next', 't1') = iotjobs_data.describe_job_execution('job', 't1') AS same;

\echo == rule: a terminal execution is refused when it is named, and never next
SELECT iotjobs_data.update_job_execution('job', 't2', 'SUCCEEDED'), iotjobs_data.update_job_execution('job', 't3', 'FAILED'), iotjobs_data.update_job_execution('job', 't4', 'REJECTED');
SELECT iotjobs_data.update_job_execution('job', 't5', 'IN_PROGRESS', step_timeout_in_minutes => 1);
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't7');
SELECT iotjobs.run_worker('2026-01-01 12:05:00Z')->'timedOut';
SELECT iotjobs.create_job('canceled', pg_temp.arns('thing/t8'), document => '1')->'jobId', iotjobs.run_worker('2026-01-01 12:05:00Z')->'released';
SELECT iotjobs.cancel_job('canceled')->'jobId', iotjobs.run_worker('2026-01-01 12:05:00Z')->'canceled';
SELECT job, thing, pg_temp.fails(format('SELECT iotjobs_data.describe_job_execution(%L, %L)', job, thing)), iotjobs_data.describe_job_execution('$next', thing) AS next
  FROM (VALUES ('job', 't2'), ('job', 't3'), ('job', 't4'), ('job', 't5'), ('job', 't7'), ('canceled', 't8')) v (job, thing) ORDER BY thing;

\echo == rule: without executionNumber the latest attempt; $next does not mind it
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't7');
SELECT iotjobs.run_worker('2026-01-01 12:06:00Z')->'joined';
SELECT iotjobs_data.describe_job_execution('job', 't7', false);
SELECT iotjobs_data.describe_job_execution('job', 't7', false, 2) = iotjobs_data.describe_job_execution('job', 't7', false) AS latest;
SELECT split_part(pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('job', 't7', false, 1)$$), ' ', 1);
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('job', 't7', false, 3)$$);
SELECT iotjobs_data.describe_job_execution('$next', 't7', false, 77)->'execution'->'executionNumber';

\echo == rule: next is the first of the queue: IN_PROGRESS first, then queuedAt
SELECT iotjobs.create_job('second', pg_temp.arns('thing/t6', 'thing/t7'), document => '2')->'jobId', iotjobs.run_worker('2026-01-01 12:07:00Z')->'released';
SELECT iotjobs_data.describe_job_execution('$next', 't6')->'execution'->'jobId';
SELECT iotjobs_data.update_job_execution('second', 't6', 'IN_PROGRESS');
SELECT iotjobs_data.describe_job_execution('$next', 't6')->'execution'->'jobId';
\echo == rule: jobs of a namespace are not next, and are found by name
SELECT iotjobs.create_job('spaced', pg_temp.arns('thing/t2'), document => '3', namespace_id => 'ns')->'jobId', iotjobs.run_worker('2026-01-01 12:08:00Z')->'released';
SELECT iotjobs_data.describe_job_execution('$next', 't2'), iotjobs_data.describe_job_execution('spaced', 't2')->'execution'->'status';
\echo == rule: devices of deleted things are unknown
SELECT iotjobs.delete_thing('t6');
SELECT split_part(pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('second', 't6')$$), ' ', 1);
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
