-- Counters: what is folded and what is not always adds up, in any snapshot.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
SELECT iotjobs.register_things((SELECT array_agg('t' || lpad(i::text, 2, '0') ORDER BY i) FROM generate_series(1, 20) i), 'g');
-- Events that a pass now folds.
CREATE FUNCTION pg_temp.fold() RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.run_worker('2026-01-01 12:00:00Z')->>'eventsFolded'
$$;
-- Counters of describe_job that are not 0, the sum of folded totals, and whether they are what the executions say.
CREATE FUNCTION pg_temp.counts(which text DEFAULT 'job') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	details jsonb := iotjobs.describe_job(which)->'job'->'jobProcessDetails';
	described text;
	counted text;
	folded bigint;
BEGIN
	SELECT string_agg(replace(replace(key, 'numberOf', ''), 'Things', '') || ' ' || value, ', ' ORDER BY key) INTO described
	  FROM jsonb_each(details) WHERE key LIKE 'numberOf%' AND value <> '0';
	SELECT string_agg(name || ' ' || n, ', ' ORDER BY name) INTO counted
	  FROM (SELECT replace(initcap(replace(e.status::text, '_', ' ')), ' ', '') AS name, count(*) AS n
		  FROM iotjobs.job_execution e JOIN iotjobs.job j ON j.id = e.job_id WHERE j.job_id::text = which GROUP BY 1) AS x;
	SELECT c.queued + c.in_progress + c.succeeded + c.failed + c.timed_out + c.rejected + c.removed + c.canceled INTO folded
	  FROM iotjobs.job_counter c JOIN iotjobs.job j ON j.id = c.job_id WHERE j.job_id::text = which;
	RETURN concat(coalesce(described, 'none'), ' (folded ', coalesce(folded::text, 'none'), ')', CASE WHEN described IS DISTINCT FROM counted THEN ' BUT COUNTED ' || counted END);
END $$;

\echo == rule: exact when the first pass of all runs beside events of its own transaction
BEGIN;
SELECT iotjobs.create_job('first', pg_temp.arns('thing/t01', 'thing/t02', 'thing/t03'), document => '1')->>'jobId';
SELECT pg_temp.fold();
SELECT iotjobs_data.update_job_execution('first', 't01', 'SUCCEEDED');
SELECT pg_temp.counts('first');
SELECT pg_temp.fold();
SELECT pg_temp.counts('first');
SELECT iotjobs_data.update_job_execution('first', 't02', 'SUCCEEDED');
SELECT pg_temp.counts('first');
COMMIT;
SELECT pg_temp.counts('first');
SELECT pg_temp.fold(), pg_temp.counts('first');
SELECT pg_temp.fold(), pg_temp.counts('first');

\echo == rule: exact before the first fold of a job, after it, and between
SELECT iotjobs.create_job('job', pg_temp.arns('thinggroup/g'), document => '1')->>'jobId';
SELECT pg_temp.counts();
SELECT pg_temp.fold(), pg_temp.counts();
SELECT iotjobs_data.update_job_execution('job', 't01', 'IN_PROGRESS');
SELECT pg_temp.counts();
SELECT pg_temp.fold(), pg_temp.counts();
SELECT iotjobs_data.update_job_execution('job', 't01', 'SUCCEEDED'), iotjobs_data.update_job_execution('job', 't02', 'REJECTED');
SELECT pg_temp.counts();
SELECT pg_temp.fold(), pg_temp.counts();
\echo == rule: each event is folded once
SELECT pg_temp.fold(), pg_temp.fold(), pg_temp.counts();
\echo == rule: a report that changes no status leaves no event
SELECT iotjobs_data.update_job_execution('job', 't03', 'IN_PROGRESS');
SELECT pg_temp.fold();
SELECT iotjobs_data.update_job_execution('job', 't03', 'IN_PROGRESS', '{"a": "1"}');
SELECT pg_temp.fold(), pg_temp.counts();

\echo == rule: exact inside a transaction, before and after each of its changes
BEGIN;
SELECT iotjobs_data.update_job_execution('job', 't03', 'FAILED');
SELECT pg_temp.counts();
SAVEPOINT one;
SELECT iotjobs_data.update_job_execution('job', 't04', 'SUCCEEDED'), iotjobs_data.update_job_execution('job', 't05', 'SUCCEEDED');
SELECT pg_temp.counts();
SAVEPOINT two;
SELECT iotjobs_data.update_job_execution('job', 't06', 'REJECTED');
SELECT pg_temp.counts();
\echo == rule: ... and after rollback to a savepoint
ROLLBACK TO two;
SELECT pg_temp.counts();
ROLLBACK TO one;
SELECT pg_temp.counts();
SELECT iotjobs_data.update_job_execution('job', 't04', 'FAILED');
RELEASE one;
SELECT pg_temp.counts();
\echo == rule: a pass inside the transaction folds nothing of its own, and all is exact
SELECT pg_temp.fold();
SELECT pg_temp.counts();
SELECT iotjobs_data.update_job_execution('job', 't07', 'SUCCEEDED');
SELECT pg_temp.fold();
SELECT pg_temp.counts();
COMMIT;
SELECT pg_temp.counts();
SELECT pg_temp.fold(), pg_temp.counts();

\echo == rule: a pass inside a transaction folds what others have committed, and not its own, which comes later
SELECT iotjobs_data.update_job_execution('job', 't08', 'SUCCEEDED');
BEGIN;
SELECT iotjobs_data.update_job_execution('job', 't09', 'SUCCEEDED');
SELECT pg_temp.fold();
SELECT pg_temp.counts();
SELECT iotjobs_data.update_job_execution('job', 't10', 'SUCCEEDED');
SELECT pg_temp.counts();
COMMIT;
SELECT pg_temp.counts();
SELECT pg_temp.fold(), pg_temp.counts();

\echo == rule: what is rolled back was never there, nor is a fold that is
SELECT iotjobs_data.update_job_execution('job', 't11', 'SUCCEEDED');
BEGIN;
SELECT iotjobs_data.update_job_execution('job', 't12', 'SUCCEEDED');
SELECT pg_temp.fold();
SELECT pg_temp.counts();
ROLLBACK;
SELECT pg_temp.counts();
SELECT pg_temp.fold(), pg_temp.counts();
BEGIN;
SELECT iotjobs_data.update_job_execution('job', 't13', 'SUCCEEDED');
SAVEPOINT one;
SELECT iotjobs_data.update_job_execution('job', 't14', 'SUCCEEDED');
SELECT pg_temp.fold();
ROLLBACK TO one;
SELECT pg_temp.counts();
SELECT pg_temp.fold();
COMMIT;
SELECT pg_temp.counts();
SELECT pg_temp.fold(), pg_temp.counts();

\echo == rule: a job that is created, rolled out and reported on in one transaction
BEGIN;
SELECT iotjobs.create_job('whole', pg_temp.arns('thing/t15', 'thing/t16'), document => '1')->>'jobId';
SELECT pg_temp.fold(), pg_temp.counts('whole');
SELECT iotjobs_data.update_job_execution('whole', 't15', 'SUCCEEDED'), iotjobs_data.update_job_execution('whole', 't16', 'FAILED');
SELECT pg_temp.fold(), pg_temp.counts('whole');
COMMIT;
SELECT pg_temp.counts('whole');
SELECT pg_temp.fold(), pg_temp.counts('whole');
SELECT status FROM iotjobs.jobs WHERE job_id = 'whole';

\echo == rule: one snapshot sees one state, whatever is folded beside it
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT pg_temp.counts();
SELECT iotjobs_data.update_job_execution('job', 't17', 'SUCCEEDED');
SELECT pg_temp.counts();
COMMIT;
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT iotjobs_data.update_job_execution('job', 't14', 'SUCCEEDED');
SELECT pg_temp.counts();
SELECT pg_temp.fold();
SELECT pg_temp.counts();
COMMIT;
SELECT pg_temp.fold(), pg_temp.counts();

\echo == rule: a thing that begins anew is counted in its new state only
SELECT iotjobs.create_job('anew', pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS')->>'jobId';
SELECT pg_temp.fold(), pg_temp.counts('anew');
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't20'), iotjobs.delete_thing('t19');
SELECT pg_temp.fold(), pg_temp.counts('anew');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't20');
SELECT pg_temp.fold(), pg_temp.counts('anew');
SELECT pg_temp.fold(), pg_temp.counts('anew');
\echo == rule: what is canceled in one sweep counts one by one
SELECT iotjobs_data.update_job_execution('anew', 't01', 'IN_PROGRESS');
SELECT iotjobs.cancel_job('anew', force => true)->>'jobId';
SELECT pg_temp.fold(), pg_temp.counts('anew');
SELECT pg_temp.fold(), pg_temp.counts('anew');
SELECT from_status, to_status, count FROM iotjobs.execution_history WHERE job_id = 'anew' AND to_status = 'CANCELED' ORDER BY from_status;

SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
-- The next test finds nothing of this one.
DISCARD TEMP;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
