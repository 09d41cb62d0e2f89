-- Abort: which failures count, of how many, in which order, and what an abort does.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SET iotjobs.max_rollout_per_minute = 100000;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
SELECT iotjobs.register_things((SELECT array_agg('t' || lpad(i::text, 4, '0') ORDER BY i) FROM generate_series(1, 1200) i), 'g');
-- One entry of a criteriaList.
CREATE FUNCTION pg_temp.criterion(type text, percentage numeric, minimum int) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('failureType', type, 'action', 'CANCEL', 'thresholdPercentage', percentage, 'minNumberOfExecutedThings', minimum)
$$;
-- A job on the fleet, of which so many things end so; then a pass.  Tells whether and why the job was aborted.
CREATE FUNCTION pg_temp.outcome(criteria jsonb, succeeded int, failed int DEFAULT 0, rejected int DEFAULT 0, timed_out int DEFAULT 0, in_progress int DEFAULT 0)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	id text := 'job' || (SELECT count(*) FROM iotjobs.jobs);
	reply jsonb;
BEGIN
	PERFORM iotjobs.create_job(id, pg_temp.arns('thinggroup/g'), document => '1', abort_config => jsonb_build_object('criteriaList', criteria));
	PERFORM iotjobs.run_worker('2026-01-01 12:00:00Z');
	PERFORM iotjobs_data.update_job_execution(id, 't' || lpad(i::text, 4, '0'), 
		CASE WHEN i <= succeeded THEN 'SUCCEEDED' WHEN i <= succeeded + failed THEN 'FAILED' WHEN i <= succeeded + failed + rejected THEN 'REJECTED' ELSE 'IN_PROGRESS' END,
		step_timeout_in_minutes => CASE WHEN i BETWEEN succeeded + failed + rejected + 1 AND succeeded + failed + rejected + timed_out THEN 1 END)
	   FROM generate_series(1, succeeded + failed + rejected + timed_out + in_progress) i;
	reply := iotjobs.run_worker('2026-01-01 12:01:00Z');
	ASSERT (reply->>'timedOut')::int = timed_out;
	reply := iotjobs.describe_job(id)->'job';
	RETURN concat_ws(' ', id, reply->>'status', reply->>'reasonCode', reply->>'comment');
END $$;

\echo == rule: a failure type counts its own failures, ALL all three
SELECT type, pg_temp.outcome(jsonb_build_array(pg_temp.criterion(type, 10, 1)), 7, 1, 0, 0), pg_temp.outcome(jsonb_build_array(pg_temp.criterion(type, 10, 1)), 7, 0, 1, 0),
	pg_temp.outcome(jsonb_build_array(pg_temp.criterion(type, 10, 1)), 7, 0, 0, 1)
  FROM unnest('{FAILED,REJECTED,TIMED_OUT,ALL}'::text[]) WITH ORDINALITY u (type, n) ORDER BY n;
\echo == rule: ALL is the sum
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('ALL', 30, 10)), 7, 1, 1, 1);
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 30, 10), pg_temp.criterion('REJECTED', 30, 10), pg_temp.criterion('TIMED_OUT', 30, 10)), 7, 1, 1, 1);

\echo == rule: from the minimum of completed executions on, not before
SELECT minimum, pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 50, minimum)), 0, 9), pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 50, minimum)), 0, 10),
	pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 50, minimum)), 4, 5)
  FROM unnest('{1,9,10,11}'::int[]) minimum ORDER BY minimum;
\echo == rule: the percentage is of what is complete; what is QUEUED or IN_PROGRESS is not
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 50, 2)), 1, 1, in_progress => 500);
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 1, 5)), 0, 4, in_progress => 500);
\echo == rule: the threshold is met when it is reached, to the hundredth
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 20, 1)), 80, 20), pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 20, 1)), 81, 20);
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 33.33, 3)), 2, 1), pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 33.34, 3)), 2, 1);
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 66.67, 3)), 1, 2), pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 66.66, 3)), 1, 2);
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 100, 1)), 0, 100), pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 100, 1)), 1, 1000);
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 0.1, 1)), 999, 1), pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 0.1, 1)), 1000, 1);
\echo == rule: no failure, no abort
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('ALL', 0.01, 1)), 1000);
\echo == rule: criteria in their order, each with its own minimum; the first that is met is named
\echo    (20 percent FAILED of 10, else 50 percent TIMED_OUT of 20)
SELECT failed, timed_out, succeeded, pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 20, 10), pg_temp.criterion('TIMED_OUT', 50, 20)), succeeded, failed, 0, timed_out)
  FROM (VALUES (2, 0, 8), (1, 9, 0), (1, 14, 5), (10, 10, 0), (3, 10, 7), (2, 10, 8)) v (failed, timed_out, succeeded) ORDER BY failed, timed_out;
SELECT pg_temp.outcome(jsonb_build_array(pg_temp.criterion('ALL', 10, 1), pg_temp.criterion('FAILED', 10, 1)), 0, 1), pg_temp.outcome(jsonb_build_array(pg_temp.criterion('FAILED', 10, 1), pg_temp.criterion('ALL', 10, 1)), 0, 1);

\echo == rule: an abort is a cancel without force: QUEUED is canceled, IN_PROGRESS goes on, the rollout stops
SELECT iotjobs.create_job('abort', pg_temp.arns('thinggroup/g'), document => '1', description => 'kept', job_executions_rollout_config => '{"maximumPerMinute": 5}',
	abort_config => jsonb_build_object('criteriaList', jsonb_build_array(pg_temp.criterion('FAILED', 50, 1))))->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:00:00Z')->'released';
SELECT iotjobs_data.update_job_execution('abort', 't0001', 'FAILED'), iotjobs_data.update_job_execution('abort', 't0002', 'IN_PROGRESS');
\echo    (in one pass: what would have been released at this moment is not, what is queued is canceled)
SELECT iotjobs.run_worker('2026-01-01 12:01:00.5Z') - 'eventsFolded' - 'at';
SELECT (iotjobs.describe_job('abort')->'job') - 'targets' - 'abortConfig';
SELECT thing_name, status, force_canceled FROM iotjobs.executions WHERE job_id = 'abort' ORDER BY thing_name;
SELECT iotjobs_data.update_job_execution('abort', 't0002', 'SUCCEEDED', include_job_execution_state => true);
SELECT iotjobs.run_worker('2026-01-01 12:10:00Z') - 'eventsFolded' - 'at';
SELECT succeeded, failed, canceled, queued, in_progress FROM iotjobs.jobs WHERE job_id = 'abort';
\echo == rule: an aborted job is not canceled again
SELECT iotjobs.cancel_job('abort');

\echo == rule: what was CANCELED or REMOVED was never executed
SELECT iotjobs.create_job('removed', pg_temp.arns('thing/t0001', 'thing/t0002', 'thing/t0003', 'thing/t0004'), document => '1',
	abort_config => jsonb_build_object('criteriaList', jsonb_build_array(pg_temp.criterion('ALL', 1, 2))))->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:20:00Z')->'released';
SELECT iotjobs_data.update_job_execution('removed', 't0001', 'FAILED');
SELECT iotjobs.delete_thing('t0002'), iotjobs.delete_thing('t0003');
SELECT iotjobs.run_worker('2026-01-01 12:20:01Z')->'jobsAborted';
SELECT iotjobs.run_worker('2026-01-01 12:20:02Z')->'jobsAborted';
SELECT iotjobs_data.update_job_execution('removed', 't0004', 'SUCCEEDED');
SELECT iotjobs.run_worker('2026-01-01 12:20:03Z')->'jobsAborted';
SELECT status FROM iotjobs.jobs WHERE job_id = 'removed';

\echo == rule: a job without criteria, or not IN_PROGRESS, is not aborted
SELECT iotjobs.create_job('none', pg_temp.arns('thing/t0001'), document => '1')->>'jobId';
SELECT iotjobs.create_job('canceled', pg_temp.arns('thing/t0001', 'thing/t0004'), document => '1',
	abort_config => jsonb_build_object('criteriaList', jsonb_build_array(pg_temp.criterion('ALL', 1, 1))))->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:30:00Z')->'released';
SELECT iotjobs_data.update_job_execution('none', 't0001', 'FAILED');
SELECT iotjobs.cancel_job('canceled', 'BY_HAND', 'enough')->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:30:01Z') - 'eventsFolded' - 'at';
SELECT job_id, status, reason_code, comment FROM iotjobs.jobs WHERE job_id IN ('none', 'canceled') ORDER BY job_id;
\echo == rule: the last failure may abort a job before it is found complete
SELECT iotjobs.create_job('last', pg_temp.arns('thing/t0001'), document => '1',
	abort_config => jsonb_build_object('criteriaList', jsonb_build_array(pg_temp.criterion('ALL', 1, 1))))->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:40:00Z')->'released';
SELECT iotjobs_data.update_job_execution('last', 't0001', 'FAILED');
SELECT iotjobs.run_worker('2026-01-01 12:40:01Z') - 'eventsFolded' - 'at';
SELECT status FROM iotjobs.jobs WHERE job_id = 'last';
\echo == rule: executions that are deleted are counted no more, neither as failed nor as ended
SELECT iotjobs.create_job('deleted', pg_temp.arns('thing/t0001', 'thing/t0004', 'thing/t0005', 'thing/t0006'), document => '1',
	abort_config => jsonb_build_object('criteriaList', jsonb_build_array(pg_temp.criterion('FAILED', 40, 2))))->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:50:00Z')->'released';
SELECT iotjobs_data.update_job_execution('deleted', 't0001', 'FAILED'), iotjobs_data.update_job_execution('deleted', 't0004', 'SUCCEEDED'), iotjobs_data.update_job_execution('deleted', 't0005', 'SUCCEEDED');
\echo    (1 of 3; without the failure 0 of 2; with another 1 of 3; without a success 1 of 2)
SELECT iotjobs.run_worker('2026-01-01 12:50:01Z')->'jobsAborted';
SELECT iotjobs.delete_job_execution('deleted', 't0001', 1), iotjobs.run_worker('2026-01-01 12:50:02Z')->'jobsAborted';
SELECT iotjobs_data.update_job_execution('deleted', 't0006', 'FAILED'), iotjobs.run_worker('2026-01-01 12:50:03Z')->'jobsCompleted';
SELECT status FROM iotjobs.jobs WHERE job_id = 'deleted';
SELECT iotjobs.create_job('shrunk', pg_temp.arns('thing/t0001', 'thing/t0004', 'thing/t0005', 'thing/t0006'), document => '1',
	abort_config => jsonb_build_object('criteriaList', jsonb_build_array(pg_temp.criterion('FAILED', 40, 2))))->>'jobId', iotjobs.run_worker('2026-01-01 12:51:00Z')->'released';
SELECT iotjobs_data.update_job_execution('shrunk', 't0001', 'FAILED'), iotjobs_data.update_job_execution('shrunk', 't0004', 'SUCCEEDED'), iotjobs_data.update_job_execution('shrunk', 't0005', 'SUCCEEDED');
SELECT iotjobs.run_worker('2026-01-01 12:51:01Z')->'jobsAborted';
SELECT iotjobs.delete_job_execution('shrunk', 't0004', 1), iotjobs.run_worker('2026-01-01 12:51:02Z')->'jobsAborted';
\echo == rule: criteria that UpdateJob gives hold from then on, also for what has ended before
SELECT iotjobs.create_job('later', pg_temp.arns('thing/t0001', 'thing/t0004'), document => '1')->>'jobId', iotjobs.run_worker('2026-01-01 12:52:00Z')->'released';
SELECT iotjobs_data.update_job_execution('later', 't0001', 'FAILED'), iotjobs.run_worker('2026-01-01 12:52:01Z')->'jobsAborted';
SELECT iotjobs.update_job('later', abort_config => jsonb_build_object('criteriaList', jsonb_build_array(pg_temp.criterion('FAILED', 100, 1)))), iotjobs.run_worker('2026-01-01 12:52:02Z')->'jobsAborted';
RESET iotjobs.max_rollout_per_minute;

SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
-- The next test finds nothing of this one.
DISCARD TEMP;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
