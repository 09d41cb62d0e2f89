-- Executions that a job owes: the list, and what the worker makes of its rows.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
-- A pass so many seconds after noon: what it did that is not 0.
CREATE FUNCTION pg_temp.pass(seconds numeric) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(key || ' ' || value, ', ' ORDER BY key), 'nothing')
	  FROM jsonb_each(iotjobs.run_worker('2026-01-01 12:00:00Z'::timestamptz + seconds * interval '1 s') - 'at' - 'eventsFolded') WHERE value <> '0'
$$;
CREATE FUNCTION pg_temp.show(which text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s.%s %s', thing_name, execution_number, status), ', ' ORDER BY thing_name) FROM iotjobs.executions WHERE job_id = which
$$;
CREATE FUNCTION pg_temp.owe(which text, VARIADIC things text[]) RETURNS bigint LANGUAGE sql AS $$
	WITH owed AS (INSERT INTO iotjobs.owed_execution SELECT j.id, t.id FROM iotjobs.job j, iotjobs.thing t WHERE j.job_id = which AND t.name = ANY (things) RETURNING 1) SELECT count(*) FROM owed
$$;
CREATE FUNCTION pg_temp.owed() RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(coalesce(j.job_id::text, 'no job') || ' ' || t.name, ', ' ORDER BY j.job_id, t.name), 'nothing owed')
	  FROM iotjobs.owed_execution o LEFT JOIN iotjobs.job j ON j.id = o.job_id JOIN iotjobs.thing t ON t.id = o.thing_id
$$;
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
SELECT count(iotjobs.add_thing_to_thing_group('g', thing_name => 't' || i)) FROM generate_series(1, 6) i;
SELECT iotjobs.create_job('job', pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS')->>'jobId';
SELECT pg_temp.pass(0);

\echo == rule: a thing without an execution gets its first, one that was REMOVED its next; whatever else has an execution gets none
SELECT count(iotjobs_data.update_job_execution('job', thing, status)) FROM (VALUES ('t2', 'IN_PROGRESS'), ('t3', 'SUCCEEDED'), ('t4', 'REJECTED'), ('t5', 'FAILED')) v (thing, status);
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't6');
SELECT pg_temp.pass(1), pg_temp.show('job');
SELECT iotjobs.cancel_job_execution('job', 't1');
SELECT pg_temp.owe('job', 't1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'), pg_temp.owed();
SELECT pg_temp.pass(2), pg_temp.show('job'), pg_temp.owed();
SELECT queued_at AT TIME ZONE 'UTC', from_status, to_status, count FROM iotjobs.execution_history v JOIN iotjobs.executions e ON e.job_id = v.job_id AND e.thing_name = 't6'
 WHERE v.happened_at > '2026-01-01 12:00:01Z' AND v.to_status = 'QUEUED' ORDER BY from_status;
\echo == rule: a deleted thing gets none
SELECT iotjobs.delete_thing('t9');
SELECT pg_temp.owe('job', 't9'), pg_temp.pass(3), pg_temp.owed();

\echo == rule: a job that is SCHEDULED pays later, a snapshot job that owes something is not complete
SELECT iotjobs.create_job('later', pg_temp.arns('thing/t1'), document => '1')->>'jobId';
SELECT pg_temp.pass(10);
SELECT iotjobs_data.update_job_execution('later', 't1', 'SUCCEEDED');
SELECT pg_temp.owe('later', 't2');
UPDATE iotjobs.job SET status = 'SCHEDULED' WHERE job_id = 'later';
SELECT pg_temp.pass(11), pg_temp.owed();
UPDATE iotjobs.job SET status = 'IN_PROGRESS' WHERE job_id = 'later';
SELECT pg_temp.pass(12), pg_temp.show('later'), pg_temp.owed();
SELECT iotjobs_data.update_job_execution('later', 't2', 'SUCCEEDED');
SELECT pg_temp.pass(13);
SELECT status FROM iotjobs.jobs WHERE job_id = 'later';

\echo == rule: a job that is CANCELED, deleted or gone owes nothing any more
SELECT iotjobs.create_job(which, pg_temp.arns('thing/t1'), document => '1')->>'jobId' FROM unnest('{canceled,deleted}'::text[]) which;
SELECT pg_temp.pass(20);
SELECT pg_temp.owe('canceled', 't2', 't3'), pg_temp.owe('deleted', 't2', 't3');
SELECT iotjobs.cancel_job('canceled')->>'jobId', iotjobs.delete_job('deleted', force => true);
INSERT INTO iotjobs.owed_execution SELECT 0, id FROM iotjobs.thing WHERE name = 't1';
SELECT pg_temp.owed();
SELECT pg_temp.pass(21), pg_temp.owed();
SELECT count(*) FROM iotjobs.open_execution o JOIN iotjobs.job j ON j.id = o.job_id WHERE j.job_id = 'canceled';

SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
