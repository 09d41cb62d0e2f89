-- What devices hear when maintenance windows open and close.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.notify = on;
SET iotjobs.clock = '2026-01-01 09:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 2) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName', iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
CREATE FUNCTION pg_temp.windowed(which text, schedule jsonb DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS',
		scheduling_config => schedule || '{"maintenanceWindows": [{"startTime": "cron(0 10 * * ? *)", "durationInMinutes": 60}]}')->>'jobId'
$$;
-- What is heard after a pass at a time, without times and details.
CREATE FUNCTION pg_temp.heard(at text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	n record;
BEGIN
	PERFORM set_config('iotjobs.clock', at || 'Z', false);
	PERFORM iotjobs.run_worker();
	FOR n IN SELECT * FROM iotjobs.take_notifications() AS t ORDER BY t.id LOOP
		RETURN NEXT replace(n.topic, '$aws/things/', '') || ' ' || CASE
			WHEN n.payload ? 'jobs' THEN (SELECT coalesce(string_agg(l.key || ' ' || (SELECT string_agg(e->>'jobId', ' ' ORDER BY o)
				FROM jsonb_array_elements(l.value) WITH ORDINALITY AS x (e, o)), ', ' ORDER BY l.key), 'nothing') FROM jsonb_each(n.payload->'jobs') AS l)
			ELSE coalesce((n.payload->'execution'->>'jobId') || ' ' || (n.payload->'execution'->>'status'), 'nothing') END;
		PERFORM iotjobs.confirm_notifications(ARRAY[n.id]);
	END LOOP;
END $$;

\echo == rule: nothing is heard of a job that waits; when its window opens it is in the list
SELECT pg_temp.windowed('nightly');
SELECT pg_temp.heard('2026-01-01 09:00');
SELECT pg_temp.heard('2026-01-01 10:00');
\echo == rule: when the window closes it is not any more, QUEUED or IN_PROGRESS
SELECT iotjobs.create_job('plain', pg_temp.arns('thing/t1'), document => '2')->>'jobId';
SELECT pg_temp.heard('2026-01-01 10:30');
SELECT pg_temp.heard('2026-01-01 11:00');
SELECT pg_temp.heard('2026-01-01 11:01');
\echo == rule: when the next one opens it is in the list again, and in front
SELECT pg_temp.heard('2026-01-02 10:00');
SELECT iotjobs_data.start_next_pending_job_execution('t1')->'execution'->'jobId';
SELECT pg_temp.heard('2026-01-02 10:01');
SELECT pg_temp.heard('2026-01-02 11:00');
\echo    what goes on outside of the window ends unheard
SELECT iotjobs_data.update_job_execution('nightly', 't1', 'SUCCEEDED');
SELECT pg_temp.heard('2026-01-02 11:30');
SELECT pg_temp.heard('2026-01-03 10:00');
\echo == rule: the end time shows what STOP_ROLLOUT leaves, also between two windows
SELECT pg_temp.windowed('ends', '{"endTime": "2026-01-03 11:30"}');
SELECT pg_temp.heard('2026-01-03 10:01');
SELECT pg_temp.heard('2026-01-03 11:00');
SELECT pg_temp.heard('2026-01-03 11:30');
\echo == rule: the list is that of GetPendingJobExecutions: 10, or 15 of which 5 have windows
SELECT count(iotjobs.create_job('j' || lpad(i::text, 2, '0'), pg_temp.arns('thing/t2'), document => '1')) FROM generate_series(1, 17) i;
SELECT pg_temp.heard('2026-01-03 12:00');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't2'), count(pg_temp.windowed('w' || i)) FROM generate_series(1, 7) i;
SELECT iotjobs.cancel_job('nightly')->>'jobId';
SELECT pg_temp.heard('2026-01-04 10:00');
SELECT (SELECT string_agg(e->>'jobId', ' ' ORDER BY n) FROM jsonb_array_elements(r->'queuedJobs') WITH ORDINALITY u (e, n)) FROM iotjobs_data.get_pending_job_executions('t2') r;
SELECT name, bad, sample FROM iotjobs.check() WHERE bad > 0;
