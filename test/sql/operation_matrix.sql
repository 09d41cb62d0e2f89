-- Every operation on jobs and executions in every state of the job and the
-- execution: the outcome, and what the execution has become.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 2) i;
SELECT count(iotjobs.create_thing_group(name)) FROM unnest('{one,two}'::text[]) name;
SELECT count(iotjobs.add_thing_to_thing_group('one', thing_name => 't' || i)) FROM generate_series(1, 2) i;

-- A job "x" in that state: t1 has an execution in that one, and t2 keeps the job from its end.
--	rolling out		CONTINUOUS, its rate used up
--	IN_PROGRESS		CONTINUOUS, rolled out
--	SNAPSHOT		rolled out
--	COMPLETED		SNAPSHOT, and t2 has succeeded, too
--	SCHEDULED		CONTINUOUS, between two maintenance windows
--	canceling		CancelJob was called and no pass has come
--	forcing			the same with force
--	deleting		DeleteJob was called and no pass has come
CREATE FUNCTION pg_temp.make(job_state text, execution_state text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	timed_out_at timestamptz := '2026-01-01 12:01:00Z';
	is_snapshot boolean := job_state IN ('SNAPSHOT', 'COMPLETED');
BEGIN
	PERFORM set_config('iotjobs.clock', '2026-01-01 12:00:00Z', true);
	PERFORM iotjobs.create_job('x', CASE WHEN is_snapshot THEN pg_temp.arns('thing/t1', 'thing/t2') ELSE pg_temp.arns('thinggroup/one') END,
		document => '{}', target_selection => CASE WHEN is_snapshot THEN 'SNAPSHOT' ELSE 'CONTINUOUS' END,
		scheduling_config => CASE WHEN job_state = 'SCHEDULED' THEN '{"maintenanceWindows": [{"startTime": "cron(0 12 * * ? *)", "durationInMinutes": 1}]}'::jsonb END,
		job_executions_rollout_config => CASE WHEN job_state = 'rolling out' THEN '{"maximumPerMinute": 1}'::jsonb END);
	PERFORM iotjobs.run_worker('2026-01-01 12:00:00Z');
	IF execution_state IN ('IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED') THEN
		PERFORM iotjobs_data.update_job_execution('x', 't1', execution_state);
	ELSIF execution_state = 'TIMED_OUT' THEN
		PERFORM iotjobs_data.update_job_execution('x', 't1', 'IN_PROGRESS', step_timeout_in_minutes => 1);
	ELSIF execution_state = 'CANCELED' THEN
		PERFORM iotjobs.cancel_job_execution('x', 't1');
	ELSIF execution_state = 'REMOVED' THEN
		IF is_snapshot THEN
			PERFORM iotjobs.delete_thing('t1');
		ELSE
			PERFORM iotjobs.remove_thing_from_thing_group('one', thing_name => 't1');
		END IF;
	END IF;
	IF job_state = 'COMPLETED' THEN
		PERFORM iotjobs_data.update_job_execution('x', 't2', 'SUCCEEDED');
	END IF;
	PERFORM iotjobs.run_worker(timed_out_at) WHERE execution_state IN ('TIMED_OUT', 'REMOVED') OR job_state IN ('COMPLETED', 'SCHEDULED');
	CASE job_state
		WHEN 'canceling' THEN PERFORM iotjobs.cancel_job('x');
		WHEN 'forcing' THEN PERFORM iotjobs.cancel_job('x', force => true);
		WHEN 'CANCELED' THEN PERFORM iotjobs.cancel_job('x'), iotjobs.run_worker(timed_out_at);
		WHEN 'deleting' THEN PERFORM iotjobs.delete_job('x', force => true);
		ELSE NULL;
	END CASE;
	PERFORM set_config('iotjobs.clock', '2026-01-01 12:01:00Z', true);
END $$;
-- The outcome of a statement there: "ok" or the SQLSTATE; job and execution before, after, and after the next pass.  Nothing of it stays.
CREATE FUNCTION pg_temp.outcome(job_state text, execution_state text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text := 'ok';
	states text[];
BEGIN
	PERFORM pg_temp.make(job_state, execution_state);
	states := ARRAY[pg_temp.state()];
	BEGIN
		EXECUTE statement;
	EXCEPTION WHEN OTHERS THEN
		result := SQLSTATE;
	END;
	states := states || pg_temp.state();
	PERFORM iotjobs.run_worker('2026-01-01 12:01:01Z');
	states := states || pg_temp.state();
	IF EXISTS (SELECT FROM iotjobs.check() WHERE bad > 0) THEN
		result := result || ' INVARIANT BROKEN';
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'AAAAA', MESSAGE = concat_ws(', ', result, array_to_string(states, ' > '));
EXCEPTION WHEN SQLSTATE 'AAAAA' THEN
	RETURN SQLERRM;
END $$;
-- The job, with * while it is concurrent, and the execution of t1.
CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS $$
	SELECT coalesce((SELECT status || CASE WHEN is_concurrent THEN '*' ELSE '' END FROM iotjobs.jobs WHERE job_id = 'x'), 'gone')
		|| ' ' || coalesce((SELECT status || ' ' || version || CASE WHEN force_canceled THEN ' forced' ELSE '' END
			FROM iotjobs.executions WHERE job_id = 'x' AND thing_name = 't1'), 'none')
$$;
CREATE FUNCTION pg_temp.matrix(statement text, job_states text[], execution_states text[] DEFAULT '{QUEUED,IN_PROGRESS}') RETURNS SETOF text LANGUAGE sql AS $$
	SELECT concat(j, ', ', e, ': ', pg_temp.outcome(j, e, statement))
	  FROM unnest(job_states) WITH ORDINALITY a (j, m), unnest(execution_states) WITH ORDINALITY b (e, n) ORDER BY m, n
$$;
\set jobs '''{rolling out,IN_PROGRESS,SNAPSHOT,SCHEDULED,canceling,forcing,CANCELED,deleting}'''
\set executions '''{QUEUED,IN_PROGRESS,SUCCEEDED,FAILED,TIMED_OUT,REJECTED,REMOVED,CANCELED}'''

\echo == rule: CancelJob: an active job, once; QUEUED executions are canceled, IN_PROGRESS ones only with force
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job('x')$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job('x')$$, '{COMPLETED}', '{SUCCEEDED,REMOVED}');
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job('x', force => true)$$, :jobs);
\echo == rule: what has ended keeps its end, whatever becomes of the job
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job('x', force => true)$$, '{IN_PROGRESS}', :executions);
\echo == rule: DeleteJob: one that has ended, any other with force, none twice
SELECT pg_temp.matrix($$SELECT iotjobs.delete_job('x')$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs.delete_job('x')$$, '{COMPLETED}', '{SUCCEEDED,REMOVED}');
SELECT pg_temp.matrix($$SELECT iotjobs.delete_job('x', force => true)$$, :jobs);
\echo == rule: AssociateTargetsWithJob: a continuous job that is IN_PROGRESS
SELECT pg_temp.matrix($$SELECT iotjobs.associate_targets_with_job(pg_temp.arns('thinggroup/two'), 'x')$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs.associate_targets_with_job(pg_temp.arns('thinggroup/two'), 'x')$$, '{COMPLETED}', '{SUCCEEDED,REMOVED}');
\echo == rule: UpdateJob: a job that has not ended
SELECT pg_temp.matrix($$SELECT iotjobs.update_job('x', description => 'y')$$, :jobs, '{QUEUED}');
SELECT pg_temp.matrix($$SELECT iotjobs.update_job('x', description => 'y')$$, '{COMPLETED}', '{SUCCEEDED,REMOVED}');
\echo == rule: CancelJobExecution: QUEUED always, IN_PROGRESS with force, never what has ended
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job_execution('x', 't1')$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job_execution('x', 't1', force => true)$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job_execution('x', 't1', force => true)$$, '{COMPLETED}', '{SUCCEEDED,REMOVED}');
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job_execution('x', 't1', force => true)$$, '{IN_PROGRESS}', :executions);
SELECT pg_temp.matrix($$SELECT iotjobs.cancel_job_execution('x', 't1', expected_version => 7)$$, '{IN_PROGRESS}', :executions);
\echo == rule: DeleteJobExecution: all but IN_PROGRESS, that too with force
SELECT pg_temp.matrix($$SELECT iotjobs.delete_job_execution('x', 't1', 1)$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs.delete_job_execution('x', 't1', 1)$$, '{COMPLETED}', '{SUCCEEDED,REMOVED}');
SELECT pg_temp.matrix($$SELECT iotjobs.delete_job_execution('x', 't1', 1, force => true)$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs.delete_job_execution('x', 't1', 1)$$, '{IN_PROGRESS}', :executions);
\echo == rule: a device starts nothing of a job that is canceled or going; what it has begun it may finish until the worker comes
SELECT pg_temp.matrix($$SELECT iotjobs_data.update_job_execution('x', 't1', 'IN_PROGRESS')$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs_data.update_job_execution('x', 't1', 'SUCCEEDED')$$, :jobs);
SELECT pg_temp.matrix($$SELECT iotjobs_data.update_job_execution('x', 't1', 'SUCCEEDED')$$, '{COMPLETED}', '{SUCCEEDED,REMOVED}');
SELECT pg_temp.matrix($$SELECT iotjobs_data.update_job_execution('x', 't1', 'SUCCEEDED')$$, '{IN_PROGRESS}', :executions);
SELECT pg_temp.matrix($$SELECT iotjobs_data.start_next_pending_job_execution('t1')$$, :jobs);

-- The next test finds nothing of this one.
DISCARD TEMP;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
