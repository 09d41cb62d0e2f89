-- UpdateJobExecution: transitions, versions, details, attempts, timers, what is included.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 3) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
CREATE FUNCTION pg_temp.job(which text, timeout int DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
	PERFORM iotjobs.create_job(which, pg_temp.arns('thing/t1'), document => format('{"do": "%s"}', which),
		timeout_config => CASE WHEN timeout IS NOT NULL THEN jsonb_build_object('inProgressTimeoutInMinutes', timeout) END);
	RETURN iotjobs.run_worker()->'released';
END $$;
CREATE VIEW pg_temp.executions AS
SELECT job_id, status, version, started_at AT TIME ZONE 'UTC' AS started_at, last_updated_at AT TIME ZONE 'UTC' AS last_updated_at, status_details
  FROM iotjobs.executions WHERE thing_name = 't1';

\echo == rule: thing, job and execution must exist
SELECT pg_temp.job('job');
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('job', 'nobody', 'IN_PROGRESS')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('nothing', 't1', 'IN_PROGRESS')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('job', 't2', 'IN_PROGRESS')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('$next', 't1', 'IN_PROGRESS')$$);
\echo == rule: a status is required, and one of four
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('job', 't1', NULL)$$);
SELECT status, pg_temp.fails(format('SELECT iotjobs_data.update_job_execution(''job'', ''t1'', %L)', status))
  FROM unnest('{QUEUED,TIMED_OUT,REMOVED,CANCELED,SUCCESS,in_progress,""}'::text[]) WITH ORDINALITY u (status, n) ORDER BY n;
SELECT status, version FROM pg_temp.executions;

\echo == rule: what a device may report from each state, as a matrix
-- Puts an execution of t1 into a state, reports, tells SQLSTATE or the new state.
CREATE FUNCTION pg_temp.report(from_status text, to_status text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	id text := from_status || '-' || to_status;
	reply jsonb;
BEGIN
	PERFORM set_config('iotjobs.clock', '2026-01-01 12:00:00Z', true);
	IF from_status = 'REMOVED' THEN
		PERFORM iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
		PERFORM iotjobs.create_job(id, pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS');
	ELSE
		PERFORM iotjobs.create_job(id, pg_temp.arns('thing/t1'), document => '1');
	END IF;
	PERFORM iotjobs.run_worker();
	IF from_status IN ('IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED') THEN
		PERFORM iotjobs_data.update_job_execution(id, 't1', from_status);
	ELSIF from_status = 'TIMED_OUT' THEN
		PERFORM iotjobs_data.update_job_execution(id, 't1', 'IN_PROGRESS', step_timeout_in_minutes => 1);
		PERFORM iotjobs.run_worker('2026-01-01 12:01:00Z');
	ELSIF from_status = 'CANCELED' THEN
		PERFORM iotjobs.cancel_job(id);
		PERFORM iotjobs.run_worker();
	ELSIF from_status = 'REMOVED' THEN
		PERFORM iotjobs.remove_thing_from_thing_group('g', thing_name => 't1');
		PERFORM iotjobs.run_worker();
	END IF;
	ASSERT (SELECT status::text FROM iotjobs.executions WHERE job_id = id) = from_status, 'not ' || from_status;
	reply := iotjobs_data.update_job_execution(id, 't1', to_status, include_job_execution_state => true);
	RETURN concat_ws(' ', reply->'executionState'->>'status', reply->'executionState'->>'versionNumber');
EXCEPTION WHEN SQLSTATE 'IJ400' OR SQLSTATE 'IJ40S' THEN
	RETURN SQLSTATE;
END $$;
SELECT f AS "from", string_agg(pg_temp.report(f, t), ' | ' ORDER BY tn)
  FROM unnest('{QUEUED,IN_PROGRESS,SUCCEEDED,FAILED,TIMED_OUT,REJECTED,REMOVED,CANCELED}'::text[]) WITH ORDINALITY a (f, fn),
	   unnest('{QUEUED,IN_PROGRESS,SUCCEEDED,FAILED,TIMED_OUT,REJECTED,REMOVED,CANCELED}'::text[]) WITH ORDINALITY b (t, tn)
 GROUP BY f, fn ORDER BY fn;
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT iotjobs_data.update_job_execution('job', 't1', 'REJECTED');
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('job', 't1', 'SUCCEEDED')$$);

\echo == rule: startedAt is when it first became IN_PROGRESS; lastUpdatedAt moves with every report
SELECT pg_temp.job('started'), pg_temp.job('straight');
SET LOCAL iotjobs.clock = '2026-01-01 12:01:00Z';
SELECT iotjobs_data.update_job_execution('started', 't1', 'IN_PROGRESS');
SET LOCAL iotjobs.clock = '2026-01-01 12:02:00Z';
SELECT iotjobs_data.update_job_execution('started', 't1', 'IN_PROGRESS');
SELECT status, version, started_at, last_updated_at FROM pg_temp.executions WHERE job_id = 'started';
SET LOCAL iotjobs.clock = '2026-01-01 12:03:00Z';
SELECT iotjobs_data.update_job_execution('started', 't1', 'SUCCEEDED'), iotjobs_data.update_job_execution('straight', 't1', 'SUCCEEDED');
SELECT job_id, status, version, started_at, last_updated_at FROM pg_temp.executions WHERE job_id IN ('started', 'straight') ORDER BY job_id;
\echo == rule: a clock that goes back does not turn the times round
SELECT pg_temp.job('back');
SELECT iotjobs_data.update_job_execution('back', 't1', 'IN_PROGRESS');
SET LOCAL iotjobs.clock = '2026-01-01 11:00:00Z';
SELECT iotjobs_data.update_job_execution('back', 't1', 'SUCCEEDED');
SELECT status, started_at, last_updated_at FROM pg_temp.executions WHERE job_id = 'back';
SET LOCAL iotjobs.clock = '2026-01-01 12:10:00Z';

\echo == rule: the version grows by one with each accepted report, and with no other call
SELECT pg_temp.job('version');
SELECT n, iotjobs_data.update_job_execution('version', 't1', 'IN_PROGRESS', include_job_execution_state => true) FROM generate_series(2, 5) n ORDER BY n;
SELECT iotjobs_data.describe_job_execution('version', 't1')->'execution'->'versionNumber',
	jsonb_path_query(iotjobs_data.get_pending_job_executions('t1'), '$.inProgressJobs[*] ? (@.jobId == "version").versionNumber'),
	iotjobs.describe_job_execution('version', 't1')->'execution'->'versionNumber';
SELECT version FROM pg_temp.executions WHERE job_id = 'version';
\echo == rule: expectedVersion must be the version; otherwise nothing changes
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('version', 't1', 'SUCCEEDED', '{"lost": "yes"}', expected_version => 4)$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('version', 't1', 'SUCCEEDED', expected_version => 6)$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('version', 't1', 'SUCCEEDED', expected_version => 0)$$);
SELECT status, version, status_details FROM pg_temp.executions WHERE job_id = 'version';
SELECT iotjobs_data.update_job_execution('version', 't1', 'IN_PROGRESS', expected_version => 5, include_job_execution_state => true);
\echo == rule: expectedVersion may be a string of digits
SELECT iotjobs_data.invoke('UpdateJobExecution', '{"jobId": "version", "thingName": "t1", "status": "IN_PROGRESS", "expectedVersion": "6", "includeJobExecutionState": true}');
SELECT pg_temp.fails($$SELECT iotjobs_data.invoke('UpdateJobExecution', '{"jobId": "version", "thingName": "t1", "status": "IN_PROGRESS", "expectedVersion": "six"}')$$);
\echo == rule: what has ended is not a matter of versions
SELECT iotjobs_data.update_job_execution('version', 't1', 'SUCCEEDED', expected_version => 7);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('version', 't1', 'SUCCEEDED', expected_version => 7)$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('version', 't1', 'SUCCEEDED', expected_version => 8)$$);

\echo == rule: statusDetails absent: unchanged; present: the whole map is replaced; an empty one is left out
SELECT pg_temp.job('details');
SELECT iotjobs_data.update_job_execution('details', 't1', 'IN_PROGRESS', '{"a": "1", "b": "2"}', include_job_execution_state => true);
SELECT iotjobs_data.update_job_execution('details', 't1', 'IN_PROGRESS', include_job_execution_state => true);
SELECT iotjobs_data.update_job_execution('details', 't1', 'IN_PROGRESS', '{"c": "3"}', include_job_execution_state => true);
SELECT iotjobs_data.update_job_execution('details', 't1', 'IN_PROGRESS', '{}', include_job_execution_state => true);
\echo == rule: at most 10 pairs, keys of 1 to 128 [a-zA-Z0-9:_-], values of 1 to 1024 characters, none of control
SELECT iotjobs_data.update_job_execution('details', 't1', 'IN_PROGRESS', (SELECT jsonb_object_agg('k' || i, i::text) FROM generate_series(1, 10) i));
SELECT iotjobs_data.update_job_execution('details', 't1', 'IN_PROGRESS', jsonb_build_object(repeat('k', 128), repeat('ü', 1024), 'a:b_c-D9', 'x'));
SELECT rule, pg_temp.fails(format('SELECT iotjobs_data.update_job_execution(''details'', ''t1'', ''IN_PROGRESS'', %L)', details)) FROM (VALUES
	(1, (SELECT jsonb_object_agg('k' || i, i::text) FROM generate_series(1, 11) i)),
	(2, jsonb_build_object(repeat('k', 129), 'x')), (3, '{"": "x"}'), (4, '{"a.b": "x"}'), (5, '{"a": ""}'), (6, jsonb_build_object('a', repeat('v', 1025))),
	(7, '{"a": "x\u0007y"}'), (8, '{"a": 1}'), (9, '{"a": null}'), (10, '{"a": {"b": "c"}}'), (11, '["a"]'), (12, '"a"')) v (rule, details) ORDER BY rule;
SELECT version, length(status_details->>repeat('k', 128)) FROM pg_temp.executions WHERE job_id = 'details';
SELECT iotjobs_data.update_job_execution('details', 't1', 'SUCCEEDED');
SELECT iotjobs.describe_job_execution('details', 't1')->'execution'->'statusDetails'->'detailsMap'->'a:b_c-D9';

\echo == rule: the reply is empty but for what is to be included
SELECT pg_temp.job('included');
SELECT iotjobs_data.update_job_execution('included', 't1', 'IN_PROGRESS', include_job_execution_state => false, include_job_document => false);
SELECT iotjobs_data.update_job_execution('included', 't1', 'IN_PROGRESS', include_job_document => true);
SELECT iotjobs_data.update_job_execution('included', 't1', 'SUCCEEDED', '{"a": "1"}', include_job_execution_state => true, include_job_document => true);

\echo == rule: executionNumber absent: the latest; present: that attempt, which must exist
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
SELECT iotjobs.create_job('attempts', pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS')->'jobId', iotjobs.run_worker()->'released';
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't1'), iotjobs.run_worker()->'removed';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't1'), iotjobs.run_worker()->'joined';
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('attempts', 't1', 'IN_PROGRESS', execution_number => 1)$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('attempts', 't1', 'IN_PROGRESS', execution_number => 3)$$);
SELECT iotjobs_data.update_job_execution('attempts', 't1', 'IN_PROGRESS', execution_number => 2, include_job_execution_state => true);
SELECT iotjobs_data.update_job_execution('attempts', 't1', 'SUCCEEDED', include_job_execution_state => true);
SELECT execution_number, status, version FROM iotjobs.executions WHERE job_id = 'attempts';

\echo == rule: a step timer begins with each report that brings one, -1 discards it, absent leaves it; the in-progress timer stays
CREATE FUNCTION pg_temp.timer(which text) RETURNS text LANGUAGE sql AS $$
	SELECT format('in progress %s, step %s', m.in_progress_deadline AT TIME ZONE 'UTC', m.step_deadline AT TIME ZONE 'UTC')
	  FROM iotjobs.execution_timer m JOIN iotjobs.job j ON j.id = m.job_id WHERE j.job_id = which
$$;
-- Reports IN_PROGRESS at a time with a step timer, and shows the timers then.
CREATE FUNCTION pg_temp.step(id text, at text, minutes bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('iotjobs.clock', '2026-01-01 ' || at || 'Z', true);
	PERFORM iotjobs_data.update_job_execution(id, 't1', 'IN_PROGRESS', step_timeout_in_minutes => minutes);
	RETURN coalesce(pg_temp.timer(id), 'none') || coalesce(', ' || (iotjobs_data.describe_job_execution(id, 't1')->'execution'->>'approximateSecondsBeforeTimedOut') || ' s', '');
END $$;
SELECT pg_temp.job('timer', 20), pg_temp.job('no-timer');
SELECT coalesce(pg_temp.timer('timer'), 'none');
SELECT at, minutes, pg_temp.step('timer', at, minutes) FROM (VALUES ('13:00', NULL), ('13:05', 7), ('13:06', NULL), ('13:10', 5), ('13:11', -1), ('13:12', -1), ('13:13', 9), ('13:14', 10080)) v (at, minutes) ORDER BY at;
SELECT at, minutes, pg_temp.step('no-timer', at, minutes) FROM (VALUES ('13:00', -1), ('13:05', 7), ('13:06', NULL), ('13:11', -1), ('13:12', 1)) v (at, minutes) ORDER BY at;
SELECT minutes, pg_temp.fails(format('SELECT iotjobs_data.update_job_execution(''timer'', ''t1'', ''IN_PROGRESS'', step_timeout_in_minutes => %s)', minutes))
  FROM unnest('{-2,0,10081}'::bigint[]) minutes ORDER BY minutes;
\echo == rule: timers end with the execution; a terminal report starts none
SELECT iotjobs_data.update_job_execution('timer', 't1', 'FAILED', step_timeout_in_minutes => 5), iotjobs_data.update_job_execution('no-timer', 't1', 'SUCCEEDED');
SELECT pg_temp.job('never', 20);
SELECT iotjobs_data.update_job_execution('never', 't1', 'SUCCEEDED', step_timeout_in_minutes => 5);
SELECT count(*) FROM iotjobs.execution_timer;

\echo == rule: a report is rolled back whole
SELECT pg_temp.job('undone');
SAVEPOINT here;
SELECT iotjobs_data.update_job_execution('undone', 't1', 'FAILED', '{"a": "1"}');
ROLLBACK TO here;
SELECT status, version, status_details FROM pg_temp.executions WHERE job_id = 'undone';
SELECT jsonb_path_query(iotjobs_data.get_pending_job_executions('t1'), '$.queuedJobs[*] ? (@.jobId == "undone")') - 'queuedAt' - 'lastUpdatedAt';
SELECT iotjobs.describe_job('undone')->'job'->'jobProcessDetails'->'numberOfFailedThings';

\echo == rule: devices of deleted things are unknown
SELECT iotjobs.delete_thing('t1');
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('undone', 't1', 'IN_PROGRESS')$$);
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
