-- Start time and end time: when a job begins, and how it ends.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('g', NULL), ('below', 'g'), ('h', NULL)) v (name, parent);
SELECT count(iotjobs.add_thing_to_thing_group(grp, thing_name => thing)) FROM (VALUES ('g', 't1'), ('g', 't2'), ('below', 't3'), ('h', 't4')) v (grp, thing);
CREATE FUNCTION pg_temp.job(which text, schedule text, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1', scheduling_config => schedule::jsonb)->>'jobId'
$$;
CREATE FUNCTION pg_temp.continuous(which text, schedule text, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1', target_selection => 'CONTINUOUS', scheduling_config => schedule::jsonb)->>'jobId'
$$;
-- A pass at a time: what it did that is not 0.
CREATE FUNCTION pg_temp.pass(at text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(key || ' ' || value, ', ' ORDER BY key), 'nothing')
	  FROM jsonb_each(iotjobs.run_worker((at || 'Z')::timestamptz) - 'at' - 'eventsFolded') WHERE value <> '0'
$$;
CREATE FUNCTION pg_temp.show(which text) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s%s: %s', status, CASE WHEN is_concurrent THEN ' concurrent' END,
		(SELECT string_agg(format('%s.%s %s', thing_name, execution_number, e.status), ', ' ORDER BY thing_name) FROM iotjobs.executions e WHERE e.job_id = which)) FROM iotjobs.jobs j WHERE job_id = which
$$;

\echo == rule: a job starts at its start time, not before
SELECT pg_temp.job('starts', '{"startTime": "2026-01-01 13:00"}', 'thing/t1', 'thing/t2');
SELECT pg_temp.pass('2026-01-01 12:00');
SELECT pg_temp.pass('2026-01-01 12:59:59.999999');
SELECT pg_temp.show('starts');
SELECT pg_temp.pass('2026-01-01 13:00');
SELECT pg_temp.show('starts');
SELECT last_updated_at AT TIME ZONE 'UTC', (SELECT count(*) FROM iotjobs.job_schedule) FROM iotjobs.jobs WHERE job_id = 'starts';
\echo    once
SELECT pg_temp.pass('2026-01-01 13:00:01');
\echo    and later, if the worker was away
SELECT pg_temp.job('late', '{"startTime": "2026-01-01 13:00"}', 'thing/t1');
SELECT pg_temp.pass('2026-01-03 09:00');
SELECT pg_temp.show('late');

\echo == rule: a snapshot is of the members when the job starts: joined and left before count, after do not
SELECT pg_temp.job('snapshot', '{"startTime": "2026-01-01 13:00"}', 'thinggroup/g', 'thing/t9');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't5'), iotjobs.remove_thing_from_thing_group('g', thing_name => 't2');
SELECT pg_temp.pass('2026-01-01 12:30');
SELECT iotjobs.add_thing_to_thing_group('below', thing_name => 't6'), iotjobs.delete_thing('t9');
SELECT pg_temp.pass('2026-01-01 13:00');
SELECT pg_temp.show('snapshot');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't7'), iotjobs.remove_thing_from_thing_group('g', thing_name => 't1');
SELECT pg_temp.pass('2026-01-01 13:01');
SELECT pg_temp.show('snapshot');
\echo    a slow one keeps to them
SELECT iotjobs.create_job('slow', pg_temp.arns('thinggroup/g'), document => '1', scheduling_config => '{"startTime": "2026-01-01 13:00"}', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.pass('2026-01-01 13:00');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't8'), iotjobs.remove_thing_from_thing_group('g', thing_name => 't7'), iotjobs.remove_thing_from_thing_group('below', thing_name => 't6');
SELECT pg_temp.pass('2026-01-01 13:01'), pg_temp.pass('2026-01-01 13:02'), pg_temp.pass('2026-01-01 13:03'), pg_temp.pass('2026-01-01 13:04');
SELECT pg_temp.show('slow');
\echo == rule: targets that were deleted meanwhile are passed over; without any member the job is COMPLETED at once
SELECT pg_temp.job('gone', '{"startTime": "2026-01-01 13:00"}', 'thinggroup/h');
SELECT pg_temp.job('part', '{"startTime": "2026-01-01 13:00"}', 'thinggroup/h', 'thing/t1');
SELECT iotjobs.delete_thing_group('h');
SELECT pg_temp.pass('2026-01-01 13:00');
SELECT pg_temp.show('gone'), pg_temp.show('part');
\echo == rule: a continuous job takes its members at the start as well, and from then on whoever joins
SELECT pg_temp.continuous('continuous', '{"startTime": "2026-01-01 14:00"}', 'thinggroup/g');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
SELECT pg_temp.pass('2026-01-01 13:30');
SELECT pg_temp.pass('2026-01-01 14:00');
SELECT pg_temp.show('continuous');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't2');
SELECT pg_temp.pass('2026-01-01 14:01');
SELECT pg_temp.show('continuous');
\echo == rule: with as many concurrent jobs as there may be, one without windows waits for its turn
SELECT count(iotjobs.cancel_job(job_id)) FROM iotjobs.jobs WHERE status = 'IN_PROGRESS';
SELECT pg_temp.pass('2026-01-01 14:30');
SET iotjobs.max_concurrent_jobs = 1;
SELECT iotjobs.create_job('hog', pg_temp.arns('thing/t1', 'thing/t2'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.job('waits', '{"startTime": "2026-01-01 15:00"}', 'thing/t1');
SELECT pg_temp.pass('2026-01-01 15:00');
SELECT pg_temp.show('hog'), pg_temp.show('waits');
SELECT pg_temp.pass('2026-01-01 15:01');
SELECT pg_temp.show('hog'), pg_temp.show('waits');
SELECT pg_temp.pass('2026-01-01 15:02');
SELECT pg_temp.show('waits');
RESET iotjobs.max_concurrent_jobs;
SELECT count(iotjobs.cancel_job(job_id, force => true)) FROM iotjobs.jobs WHERE status = 'IN_PROGRESS';
SELECT pg_temp.pass('2026-01-01 15:03');

\echo == rule: STOP_ROLLOUT, which is the default: nothing more is released, what is out goes on, then the job is COMPLETED
SET iotjobs.clock = '2026-01-02 12:00:00Z';
SELECT iotjobs.create_job('stop', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3'), document => '1', scheduling_config => '{"endTime": "2026-01-02 12:30"}', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.pass('2026-01-02 12:00'), pg_temp.pass('2026-01-02 12:01');
SELECT iotjobs_data.update_job_execution('stop', 't1', 'IN_PROGRESS');
SELECT pg_temp.pass('2026-01-02 12:29:59.999999');
\echo    the third was released in time: so another
SELECT pg_temp.show('stop');
SELECT iotjobs.create_job('stop2', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3'), document => '1', scheduling_config => '{"endTime": "2026-01-02 12:30", "endBehavior": "STOP_ROLLOUT"}', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.pass('2026-01-02 12:28'), pg_temp.pass('2026-01-02 12:29');
SELECT iotjobs_data.update_job_execution('stop2', 't1', 'IN_PROGRESS');
SELECT pg_temp.pass('2026-01-02 12:30');
SELECT pg_temp.show('stop'), pg_temp.show('stop2');
SELECT iotjobs.describe_job('stop2')->'job'->'jobProcessDetails'->'processingTargets' IS NULL;
SET iotjobs.clock = '2026-01-02 12:40:00Z';
SELECT iotjobs_data.update_job_execution('stop2', 't1', 'SUCCEEDED'), iotjobs_data.update_job_execution('stop2', 't2', 'IN_PROGRESS');
SELECT pg_temp.pass('2026-01-02 12:41');
SELECT pg_temp.show('stop2');
SELECT iotjobs_data.update_job_execution('stop2', 't2', 'FAILED');
SELECT pg_temp.pass('2026-01-02 12:42');
SELECT pg_temp.show('stop2'), (SELECT completed_at AT TIME ZONE 'UTC' FROM iotjobs.jobs WHERE job_id = 'stop2');
SELECT count(iotjobs_data.update_job_execution('stop', thing, 'SUCCEEDED')) FROM unnest('{t1,t2,t3}'::text[]) thing;

\echo == rule: CANCEL: what is QUEUED is CANCELED, what is IN_PROGRESS goes on; the job ends COMPLETED, not CANCELED
SET iotjobs.clock = '2026-01-02 13:00:00Z';
SELECT pg_temp.job('cancel', '{"endTime": "2026-01-02 13:30", "endBehavior": "CANCEL"}', 'thing/t1', 'thing/t2', 'thing/t3');
SELECT pg_temp.pass('2026-01-02 13:00');
SELECT iotjobs_data.update_job_execution('cancel', 't1', 'IN_PROGRESS', step_timeout_in_minutes => 60), iotjobs_data.update_job_execution('cancel', 't2', 'SUCCEEDED');
SELECT pg_temp.pass('2026-01-02 13:30');
SELECT pg_temp.show('cancel');
SELECT version, force_canceled, last_updated_at AT TIME ZONE 'UTC' FROM iotjobs.executions WHERE job_id = 'cancel' AND thing_name = 't3';
SELECT iotjobs_data.get_pending_job_executions('t3');
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('cancel', 't3', 'IN_PROGRESS')$$);
\echo    its timer runs on
SELECT pg_temp.pass('2026-01-02 14:00');
SELECT pg_temp.show('cancel'), force_canceled, reason_code, completed_at AT TIME ZONE 'UTC' FROM iotjobs.jobs WHERE job_id = 'cancel';

\echo == rule: FORCE_CANCEL: what is IN_PROGRESS is CANCELED, too, and the job is COMPLETED at once
SELECT pg_temp.job('force', '{"endTime": "2026-01-02 13:30", "endBehavior": "FORCE_CANCEL"}', 'thing/t1', 'thing/t2', 'thing/t3');
SELECT pg_temp.pass('2026-01-02 13:00');
SELECT iotjobs_data.update_job_execution('force', 't1', 'IN_PROGRESS', step_timeout_in_minutes => 60), iotjobs_data.update_job_execution('force', 't2', 'REJECTED');
SELECT pg_temp.pass('2026-01-02 13:30');
SELECT pg_temp.show('force'), force_canceled, completed_at AT TIME ZONE 'UTC' FROM iotjobs.jobs WHERE job_id = 'force';
SELECT thing_name, version, force_canceled FROM iotjobs.executions WHERE job_id = 'force' ORDER BY thing_name;
SELECT count(*) FROM iotjobs.execution_timer;
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('force', 't1', 'SUCCEEDED')$$);

\echo == rule: a timer that ended before the end time did so first
SELECT pg_temp.job('timer', '{"endTime": "2026-01-02 13:30", "endBehavior": "FORCE_CANCEL"}', 'thing/t1', 'thing/t2');
SELECT pg_temp.pass('2026-01-02 13:00');
SELECT iotjobs_data.update_job_execution('timer', 't1', 'IN_PROGRESS', step_timeout_in_minutes => 29), iotjobs_data.update_job_execution('timer', 't2', 'IN_PROGRESS', step_timeout_in_minutes => 31);
SELECT pg_temp.pass('2026-01-02 13:30');
SELECT pg_temp.show('timer');
\echo == rule: a snapshot job that is done before its end time is COMPLETED then, and forgets its end
SELECT pg_temp.job('early', '{"endTime": "2026-01-02 13:30", "endBehavior": "FORCE_CANCEL"}', 'thing/t1');
SELECT pg_temp.pass('2026-01-02 13:00');
SELECT iotjobs_data.update_job_execution('early', 't1', 'SUCCEEDED');
SELECT pg_temp.pass('2026-01-02 13:10'), (SELECT count(*) FROM iotjobs.job_schedule);
SELECT pg_temp.show('early'), (SELECT count(*) FROM iotjobs.job_schedule);
SELECT pg_temp.pass('2026-01-02 13:30');
\echo == rule: a continuous job is COMPLETED once its end time has come and nothing is open; who joins then gets nothing, who leaves is REMOVED
SELECT pg_temp.continuous('cont-end', '{"endTime": "2026-01-02 13:30"}', 'thinggroup/g');
SELECT pg_temp.pass('2026-01-02 13:00');
SELECT pg_temp.show('cont-end');
SELECT count(iotjobs_data.update_job_execution('cont-end', thing_name, 'SUCCEEDED')) FROM iotjobs.executions WHERE job_id = 'cont-end' AND thing_name NOT IN ('t1', 't2');
SELECT pg_temp.pass('2026-01-02 13:29');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't7'), iotjobs.remove_thing_from_thing_group('g', thing_name => 't1');
SELECT pg_temp.pass('2026-01-02 13:30');
SELECT pg_temp.show('cont-end');
\echo    nor does it get more targets
SET iotjobs.clock = '2026-01-02 13:30:00Z';
SELECT pg_temp.fails($$SELECT iotjobs.associate_targets_with_job(pg_temp.arns('thinggroup/below'), 'cont-end')$$);
SET iotjobs.clock = '2026-01-02 13:00:00Z';
SELECT iotjobs_data.update_job_execution('cont-end', 't2', 'FAILED');
SELECT pg_temp.pass('2026-01-02 13:31');
SELECT pg_temp.show('cont-end');
\echo == rule: a worker that comes behind the end time of a job that never started completes it without executions
SELECT pg_temp.job('missed', '{"startTime": "2026-01-02 13:30", "endTime": "2026-01-02 14:00", "endBehavior": "CANCEL"}', 'thing/t1');
SELECT pg_temp.pass('2026-01-02 14:00');
SELECT pg_temp.show('missed');

\echo == rule: until nothing is left the job may still be canceled, with force, and deleted
SELECT pg_temp.job('then-canceled', '{"endTime": "2026-01-02 13:30", "endBehavior": "CANCEL"}', 'thing/t1', 'thing/t2'), pg_temp.job('then-deleted', '{"endTime": "2026-01-02 13:30"}', 'thing/t1');
SELECT pg_temp.pass('2026-01-02 13:00');
SELECT iotjobs_data.update_job_execution('then-canceled', 't1', 'IN_PROGRESS');
SELECT pg_temp.pass('2026-01-02 13:30');
SELECT pg_temp.show('then-canceled'), pg_temp.show('then-deleted');
SELECT iotjobs.cancel_job('then-canceled', force => true)->>'jobId', iotjobs.delete_job('then-deleted', force => true);
SELECT pg_temp.pass('2026-01-02 13:31');
SELECT pg_temp.show('then-canceled');

\echo == rule: a retry is not made behind the end time; one that is QUEUED then goes on
SELECT iotjobs.create_job('retries', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3'), document => '1', scheduling_config => '{"endTime": "2026-01-02 13:30"}',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 3}]}')->>'jobId';
SELECT pg_temp.pass('2026-01-02 13:00');
SELECT iotjobs_data.update_job_execution('retries', 't1', 'FAILED');
SELECT pg_temp.pass('2026-01-02 13:10');
SELECT iotjobs_data.update_job_execution('retries', 't2', 'FAILED');
SELECT pg_temp.pass('2026-01-02 13:30');
SELECT pg_temp.show('retries');
SELECT iotjobs_data.update_job_execution('retries', 't1', 'FAILED'), iotjobs_data.update_job_execution('retries', 't3', 'FAILED');
SELECT pg_temp.pass('2026-01-02 13:31');
SELECT pg_temp.show('retries');

\echo == rule: jobs between two moments cost a pass nothing but a look at what is due
SELECT count(pg_temp.job('idle-' || i, '{"startTime": "2026-06-01 00:00"}', 'thing/t1')) FROM generate_series(1, 1000) i;
SELECT pg_temp.pass('2026-01-03 00:00');
\echo == invariants
SELECT name, bad, sample FROM iotjobs.check() WHERE bad > 0;
