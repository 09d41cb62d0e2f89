-- Maintenance windows: what opens and closes with them.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 09:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('g', NULL), ('h', NULL)) v (name, parent);
SELECT count(iotjobs.add_thing_to_thing_group('g', thing_name => 't' || i)) FROM generate_series(1, 3) i;
-- A job with windows, as 'minute hour;duration', every day.
CREATE FUNCTION pg_temp.job(which text, windows text[], schedule text DEFAULT '{}', config text DEFAULT NULL, grp text DEFAULT 'g') RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns('thinggroup/' || grp), document => '1', target_selection => 'CONTINUOUS', job_executions_rollout_config => config::jsonb,
		scheduling_config => schedule::jsonb || (SELECT jsonb_build_object('maintenanceWindows', jsonb_agg(jsonb_build_object('startTime', format('cron(%s * * ? *)', split_part(w, ';', 1)), 'durationInMinutes', split_part(w, ';', 2)::int) ORDER BY n))
			FROM unnest(windows) WITH ORDINALITY u (w, n)))->>'jobId'
$$;
CREATE FUNCTION pg_temp.pass(at text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(key || ' ' || value, ', ' ORDER BY key), 'nothing')
	  FROM jsonb_each(iotjobs.run_worker((at || 'Z')::timestamptz) - 'at' - 'eventsFolded') WHERE value <> '0'
$$;
CREATE FUNCTION pg_temp.show(which text) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s%s: %s', status, CASE WHEN is_concurrent THEN ' concurrent' END,
		(SELECT string_agg(format('%s.%s %s', thing_name, execution_number, e.status), ', ' ORDER BY thing_name) FROM iotjobs.executions e WHERE e.job_id = which)) FROM iotjobs.jobs j WHERE job_id = which
$$;
CREATE FUNCTION pg_temp.moments(which text) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s, next start %s, next end %s', status, coalesce(to_char(next_start_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'), 'none'), coalesce(to_char(next_end_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'), 'none'))
	  FROM iotjobs.jobs WHERE job_id = which
$$;
CREATE FUNCTION pg_temp.queue(thing text) RETURNS text LANGUAGE sql AS $$
	SELECT (SELECT coalesce(string_agg(e->>'jobId', ' ' ORDER BY n), '-') FROM jsonb_array_elements(r->'inProgressJobs') WITH ORDINALITY u (e, n)) || ' | ' ||
		(SELECT coalesce(string_agg(e->>'jobId', ' ' ORDER BY n), '-') FROM jsonb_array_elements(r->'queuedJobs') WITH ORDINALITY u (e, n))
	  FROM iotjobs_data.get_pending_job_executions(thing) r
$$;

\echo == rule: SCHEDULED until a window opens, then IN_PROGRESS; the rollout begins
SELECT pg_temp.job('daily', '{0 10;120}', config => '{"maximumPerMinute": 1}');
SELECT pg_temp.pass('2026-01-01 09:59:59.999999');
SELECT pg_temp.show('daily');
SELECT pg_temp.pass('2026-01-01 10:00');
SELECT pg_temp.show('daily'), pg_temp.moments('daily');
SELECT iotjobs.describe_job('daily')->'job'->'jobProcessDetails'->'processingTargets', iotjobs.describe_job('daily')->'job'->'scheduledJobRollouts'->0;
\echo    and keeps its rate
SELECT pg_temp.pass('2026-01-01 11:59:30'), pg_temp.queue('t2');
SET iotjobs.clock = '2026-01-01 11:59:40Z';
SELECT iotjobs_data.start_next_pending_job_execution('t1', step_timeout_in_minutes => 60)->'execution'->'status';
\echo == rule: when it closes, the job is SCHEDULED and the rollout stops where it is
SELECT pg_temp.pass('2026-01-01 12:00');
SELECT pg_temp.show('daily'), pg_temp.moments('daily');
SELECT pg_temp.pass('2026-01-01 12:01');
SELECT iotjobs.describe_job('daily')->'job'->'isConcurrent', iotjobs.describe_job('daily')->'job'->'jobProcessDetails'->'processingTargets';
\echo    a new rate does not set it going
SELECT iotjobs.update_job('daily', job_executions_rollout_config => '{"maximumPerMinute": 2}');
SELECT pg_temp.pass('2026-01-01 12:02');
\echo == rule: outside the window nothing of it is pending, QUEUED or IN_PROGRESS
SET iotjobs.clock = '2026-01-01 12:10:00Z';
SELECT pg_temp.queue('t1'), pg_temp.queue('t2'), iotjobs_data.start_next_pending_job_execution('t2'), iotjobs_data.describe_job_execution('$next', 't1');
\echo == rule: what is QUEUED cannot be started, nor rejected; it is described by its name
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('daily', 't2', 'IN_PROGRESS')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('daily', 't2', 'REJECTED')$$);
SELECT iotjobs_data.describe_job_execution('daily', 't2')->'execution'->'status';
\echo == rule: what is IN_PROGRESS is described and goes on to its end; its timer runs
SELECT iotjobs_data.describe_job_execution('daily', 't1')->'execution'->'status', iotjobs_data.update_job_execution('daily', 't1', 'IN_PROGRESS', '{"step": "2"}');
SELECT pg_temp.pass('2026-01-01 12:59:40');
SELECT pg_temp.show('daily');
SELECT pg_temp.pass('2026-01-02 09:59:59');
\echo == rule: the next window shows the queue again, and the rollout goes on
SELECT pg_temp.pass('2026-01-02 10:00'), pg_temp.queue('t2'), pg_temp.queue('t3');
SELECT pg_temp.show('daily'), pg_temp.queue('t2'), pg_temp.queue('t3');
SET iotjobs.clock = '2026-01-02 10:01:00Z';
SELECT iotjobs_data.start_next_pending_job_execution('t2')->'execution'->'status', iotjobs_data.update_job_execution('daily', 't2', 'SUCCEEDED');
\echo == rule: a pass that comes late finds the job as it should be and repeats nothing: over a closing, an opening, several windows
SELECT pg_temp.pass('2026-01-03 10:30'), pg_temp.moments('daily');
SELECT pg_temp.moments('daily');
SELECT pg_temp.pass('2026-01-06 09:00'), pg_temp.pass('2026-01-09 13:00');
SELECT pg_temp.moments('daily');
SELECT pg_temp.pass('2026-01-12 11:00');
SELECT pg_temp.moments('daily'), pg_temp.pass('2026-01-12 11:01');

\echo == rule: a continuous job does not end with its executions; between windows it may be canceled
SELECT iotjobs_data.update_job_execution('daily', 't3', 'IN_PROGRESS');
SELECT pg_temp.pass('2026-01-12 12:00');
SELECT iotjobs.cancel_job('daily')->>'jobId', pg_temp.moments('daily');
SELECT pg_temp.pass('2026-01-12 12:01'), pg_temp.queue('t3');
SELECT pg_temp.show('daily'), pg_temp.queue('t3'), iotjobs_data.update_job_execution('daily', 't3', 'SUCCEEDED');

\echo == rule: a rollout that a window cut off goes on with whom it has not met; canceled with force it ends at once
SET iotjobs.clock = '2026-02-01 09:00:00Z';
SELECT pg_temp.job('cut', '{0 10;1}', config => '{"maximumPerMinute": 1}');
SELECT pg_temp.pass('2026-02-01 10:00'), pg_temp.pass('2026-02-01 10:00:30'), pg_temp.pass('2026-02-01 10:01');
SELECT pg_temp.show('cut');
SELECT pg_temp.pass('2026-02-02 10:00'), pg_temp.pass('2026-02-02 10:01'), pg_temp.pass('2026-02-02 10:02');
SELECT pg_temp.show('cut');
SELECT iotjobs.cancel_job('cut', force => true)->>'jobId', pg_temp.pass('2026-02-02 10:03');
SELECT pg_temp.show('cut');
\echo    windows that follow one another within a minute share the rate of that minute
SET iotjobs.clock = '2026-02-03 09:00:00Z';
SELECT pg_temp.job('close', '{0 10;1}', '{"startTime": "2026-02-03 10:00:40"}', '{"maximumPerMinute": 1}');
SELECT pg_temp.pass('2026-02-03 10:00:40'), pg_temp.pass('2026-02-03 10:01');
SELECT pg_temp.show('close'), iotjobs.delete_job('close', force => true);
SELECT pg_temp.pass('2026-02-03 10:02');
SELECT pg_temp.show('close');

\echo == rule: a window that is under way when the job is created opens at once
SET iotjobs.clock = '2026-02-04 10:30:00Z';
SELECT pg_temp.job('at-once', '{0 10;60}');
SELECT pg_temp.show('at-once');
SELECT pg_temp.pass('2026-02-04 10:30');
SELECT pg_temp.show('at-once'), pg_temp.moments('at-once');

\echo == rule: between windows, who leaves is REMOVED at once; who joins, or comes back, waits for the next one
SELECT pg_temp.pass('2026-02-04 11:00');
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't2'), iotjobs.remove_thing_from_thing_group('g', thing_name => 't3');
SELECT pg_temp.pass('2026-02-04 12:00');
SELECT count(iotjobs.add_thing_to_thing_group('g', thing_name => 't' || i)) FROM unnest('{3,4,5,6}'::int[]) i;
SELECT pg_temp.pass('2026-02-04 12:01');
SELECT pg_temp.show('at-once'), (SELECT count(*) FROM iotjobs.owed_execution);
\echo    who leaves again is owed nothing, nor who is deleted
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't5'), iotjobs.delete_thing('t6');
SELECT pg_temp.pass('2026-02-04 12:02');
SELECT pg_temp.pass('2026-02-05 10:00');
SELECT pg_temp.show('at-once'), (SELECT count(*) FROM iotjobs.owed_execution);
\echo    within a window, at once
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't5');
SELECT pg_temp.pass('2026-02-05 10:01');
SELECT pg_temp.pass('2026-02-05 11:00');
\echo    a job that has not started yet takes who is there when it does
SELECT pg_temp.job('fresh', '{0 10;60}');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't2'), iotjobs.remove_thing_from_thing_group('g', thing_name => 't1');
SELECT pg_temp.pass('2026-02-05 11:01');
SELECT count(*) FROM iotjobs.owed_execution o JOIN iotjobs.job j ON j.id = o.job_id WHERE j.job_id = 'fresh';
SELECT pg_temp.pass('2026-02-06 10:00');
SELECT pg_temp.show('fresh');
\echo    a canceled job owes nothing
SELECT pg_temp.pass('2026-02-06 11:00');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
SELECT pg_temp.pass('2026-02-06 11:01');
SELECT count(*) FROM iotjobs.owed_execution;
SELECT iotjobs.cancel_job('fresh')->>'jobId', iotjobs.cancel_job('at-once', force => true)->>'jobId';
SELECT pg_temp.pass('2026-02-06 11:02');
SELECT pg_temp.show('fresh'), (SELECT count(*) FROM iotjobs.owed_execution);

\echo == rule: a retry that falls due between windows waits for the next one, and is shown then
SET iotjobs.clock = '2026-02-20 09:00:00Z';
SELECT iotjobs.create_job('retries', pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS', timeout_config => '{"inProgressTimeoutInMinutes": 60}',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 2}]}', scheduling_config => '{"maintenanceWindows": [{"startTime": "cron(0 10 * * ? *)", "durationInMinutes": 60}], "endTime": "2026-02-22 10:30"}')->>'jobId';
SELECT pg_temp.pass('2026-02-20 10:00');
SET iotjobs.clock = '2026-02-20 10:30:00Z';
SELECT count(iotjobs_data.start_next_pending_job_execution('t' || i)) FROM unnest('{1,3,4}'::int[]) i;
SELECT iotjobs_data.update_job_execution('retries', 't1', 'FAILED');
SELECT pg_temp.pass('2026-02-20 10:31');
\echo    within the window at once; then t3 fails and t4 times out outside of it
SELECT pg_temp.show('retries');
SELECT pg_temp.pass('2026-02-20 11:00');
SET iotjobs.clock = '2026-02-20 11:10:00Z';
SELECT iotjobs_data.update_job_execution('retries', 't3', 'FAILED');
SELECT pg_temp.pass('2026-02-20 11:30');
SELECT pg_temp.show('retries'), pg_temp.queue('t3');
SELECT thing_id = (SELECT id FROM iotjobs.thing WHERE name = 't3') AS t3, count(*) FROM iotjobs.owed_execution GROUP BY 1 ORDER BY 1;
SELECT pg_temp.pass('2026-02-21 10:00');
SELECT pg_temp.show('retries'), pg_temp.queue('t3');
\echo    who leaves between the windows is not retried
SET iotjobs.clock = '2026-02-21 10:30:00Z';
SELECT count(iotjobs_data.start_next_pending_job_execution('t' || i)) FROM unnest('{1,3,4}'::int[]) i;
SELECT pg_temp.pass('2026-02-21 11:00');
SELECT count(iotjobs_data.update_job_execution('retries', 't' || i, 'FAILED')) FROM unnest('{1,3,4}'::int[]) i;
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't3');
SELECT pg_temp.pass('2026-02-21 11:01');
SELECT count(*) FROM iotjobs.owed_execution;
\echo    one that is owed when the end time comes is not made any more
SELECT pg_temp.pass('2026-02-22 10:30');
SELECT pg_temp.show('retries'), (SELECT count(*) FROM iotjobs.owed_execution);
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't3'), iotjobs.cancel_job('retries', force => true)->>'jobId';
SELECT pg_temp.pass('2026-02-22 10:31');

\echo == rule: an abort criterion that was met between windows cancels the job when the next one opens, before anything is released
SET iotjobs.clock = '2026-03-01 09:00:00Z';
SELECT pg_temp.job('aborts', '{0 10;1}', config => '{"maximumPerMinute": 1}');
SELECT iotjobs.update_job('aborts', abort_config => '{"criteriaList": [{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 50, "minNumberOfExecutedThings": 1}]}');
SELECT pg_temp.pass('2026-03-01 10:00');
SET iotjobs.clock = '2026-03-01 10:00:30Z';
SELECT iotjobs_data.start_next_pending_job_execution('t1')->'execution'->'jobId';
SELECT pg_temp.pass('2026-03-01 10:01');
SELECT iotjobs_data.update_job_execution('aborts', 't1', 'FAILED');
SELECT pg_temp.pass('2026-03-01 10:02');
SELECT pg_temp.show('aborts');
SELECT pg_temp.pass('2026-03-02 10:00');
SELECT pg_temp.show('aborts'), reason_code FROM iotjobs.jobs WHERE job_id = 'aborts';

\echo == rule: end time within a window, and between two: the end behavior is applied, whether or not a window is open
CREATE FUNCTION pg_temp.ending(which text, at text, behavior text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.job(which || '-' || lower(behavior), '{0 10;60}', jsonb_build_object('endTime', at, 'endBehavior', behavior)::text)
$$;
SET iotjobs.clock = '2026-04-01 09:00:00Z';
SELECT pg_temp.ending('within', '2026-04-01 10:30', behavior), pg_temp.ending('between', '2026-04-01 11:30', behavior) FROM unnest('{STOP_ROLLOUT,CANCEL,FORCE_CANCEL}'::text[]) behavior;
SELECT pg_temp.pass('2026-04-01 10:00');
SELECT count(iotjobs_data.update_job_execution(job_id, 't1', 'IN_PROGRESS')), count(iotjobs_data.update_job_execution(job_id, 't2', 'SUCCEEDED')) FROM iotjobs.jobs WHERE job_id ~ '^(within|between)';
SELECT pg_temp.pass('2026-04-01 10:30');
SELECT j, pg_temp.show(j) FROM unnest('{within-stop_rollout,within-cancel,within-force_cancel}'::text[]) j;
SELECT pg_temp.pass('2026-04-01 11:00');
SELECT j, pg_temp.moments(j) FROM unnest('{between-stop_rollout,within-stop_rollout}'::text[]) j;
\echo    a retry that was owed, and who joined between the windows, get nothing any more
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't7');
SELECT pg_temp.pass('2026-04-01 11:10');
SELECT count(*) FROM iotjobs.owed_execution;
SELECT pg_temp.pass('2026-04-01 11:30');
SELECT j, pg_temp.show(j) FROM unnest('{between-stop_rollout,between-cancel,between-force_cancel}'::text[]) j;
SELECT count(*) FROM iotjobs.owed_execution;
\echo    what STOP_ROLLOUT leaves is pending outside of windows, too
SET iotjobs.clock = '2026-04-01 12:00:00Z';
SELECT pg_temp.queue('t1'), pg_temp.queue('t3');
SELECT count(iotjobs_data.update_job_execution(e.job_id, thing_name, 'SUCCEEDED')) FROM iotjobs.executions e WHERE status IN ('QUEUED', 'IN_PROGRESS') AND job_id ~ '^(within|between)';
SELECT pg_temp.pass('2026-04-01 12:00');
SELECT DISTINCT status FROM iotjobs.jobs WHERE job_id ~ '^(within|between)';

\echo == rule: when no window is left and there is no end time, the job stays SCHEDULED
SET iotjobs.clock = '2026-04-02 09:00:00Z';
SELECT iotjobs.create_job('once', pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS', scheduling_config => '{"maintenanceWindows": [{"startTime": "cron(0 10 2 4 ? 2026)", "durationInMinutes": 60}]}')->>'jobId';
SELECT pg_temp.pass('2026-04-02 10:00'), pg_temp.pass('2026-04-02 11:00'), pg_temp.pass('2028-01-01 00:00');
SELECT pg_temp.moments('once'), (SELECT count(*) FROM iotjobs.job_schedule);
SELECT iotjobs.cancel_job('once', force => true)->>'jobId', pg_temp.pass('2028-01-01 00:01');

\echo == rule: a job that should roll out in a window while as many are concurrent as may be is canceled; one that has rolled out is not
SET iotjobs.clock = '2026-05-01 09:00:00Z';
SELECT pg_temp.job('done', '{0 10;60}'), pg_temp.pass('2026-05-01 10:00'), pg_temp.pass('2026-05-01 11:00');
SET iotjobs.clock = '2026-05-01 11:00:00Z';
SELECT iotjobs.create_job('hog', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.job('no-room', '{0 10;60}');
SET iotjobs.max_concurrent_jobs = 1;
SELECT pg_temp.pass('2026-05-02 10:00');
SELECT pg_temp.show('hog'), pg_temp.show('done'), pg_temp.show('no-room');
SELECT reason_code, comment, force_canceled FROM iotjobs.jobs WHERE job_id = 'no-room';
\echo    a rollout that waits for its window takes no place
SELECT pg_temp.job('paused', '{0 10;1}', config => '{"maximumPerMinute": 1}');
SELECT pg_temp.pass('2026-05-02 10:05'), pg_temp.pass('2026-05-02 10:06');
SELECT pg_temp.pass('2026-05-03 10:00'), pg_temp.pass('2026-05-03 10:01');
SELECT pg_temp.show('paused'), iotjobs.create_job('next', pg_temp.arns('thing/t1'), document => '1')->>'jobId';
SELECT pg_temp.pass('2026-05-03 10:02');
RESET iotjobs.max_concurrent_jobs;
SELECT count(iotjobs.cancel_job(job_id, force => true)) FROM iotjobs.jobs WHERE status IN ('IN_PROGRESS', 'SCHEDULED');
SELECT pg_temp.pass('2026-05-03 10:03');

\echo == rule: a device is shown 10; where windows are in use 15, of which at most 5 are of jobs with windows
SET iotjobs.clock = '2026-06-01 09:00:00Z';
SELECT iotjobs.add_thing_to_thing_group('h', thing_name => 't9');
SELECT count(iotjobs.create_job('j' || lpad(i::text, 2, '0'), pg_temp.arns('thing/t9'), document => '1')) FROM generate_series(1, 17) i;
SELECT pg_temp.pass('2026-06-01 09:00'), pg_temp.queue('t9');
SELECT pg_temp.queue('t9');
SELECT pg_temp.job('w1', '{0 10;60}', grp => 'h');
SELECT pg_temp.pass('2026-06-01 10:00');
SELECT pg_temp.queue('t9');
SELECT count(pg_temp.job('w' || i, '{0 10;60}', grp => 'h')) FROM generate_series(2, 7) i;
SELECT pg_temp.pass('2026-06-01 10:01');
SELECT pg_temp.queue('t9');
\echo    the head of the queue is always among them
SET iotjobs.clock = '2026-06-01 10:10:00Z';
SELECT iotjobs_data.update_job_execution('j17', 't9', 'IN_PROGRESS'), iotjobs_data.update_job_execution('w7', 't9', 'IN_PROGRESS');
SELECT pg_temp.queue('t9'), iotjobs_data.describe_job_execution('$next', 't9')->'execution'->'jobId';
\echo    few others: five with windows all the same
SELECT count(iotjobs_data.update_job_execution('j' || lpad(i::text, 2, '0'), 't9', 'REJECTED')) FROM generate_series(1, 15) i;
SELECT pg_temp.queue('t9');
\echo    outside the window: the others alone
SELECT pg_temp.pass('2026-06-01 11:00');
SELECT pg_temp.queue('t9');
\echo == invariants
SELECT name, bad, sample FROM iotjobs.check() WHERE bad > 0;
