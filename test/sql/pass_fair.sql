-- Many jobs at once: each gets its share in the same pass, and a huge one does not keep small ones waiting.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SET iotjobs.max_rollout_per_minute = 100000000;
SELECT iotjobs.create_thing_group('fleet')->>'thingGroupName';
SELECT iotjobs.register_things(array_agg('t' || i), 'fleet') FROM generate_series(1, 3500) AS i;

-- Each batch of the huge job, and how many of the others had theirs between it and the next.
CREATE FUNCTION pg_temp.turns(status text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT format('%s of the huge one, then %s of %s small ones',
		sum(count) FILTER (WHERE job_id = 'huge'), sum(count) FILTER (WHERE job_id <> 'huge'), count(DISTINCT job_id) FILTER (WHERE job_id <> 'huge'))
	FROM (SELECT *, count(*) FILTER (WHERE job_id = 'huge') OVER (ORDER BY id) AS turn FROM iotjobs.execution_history WHERE to_status::text = $1) AS h
	GROUP BY turn ORDER BY turn
$$;

\echo == rule: a backlog of 500 rollouts: a batch of the huge job, then each of the others, then the next batch of it
SELECT iotjobs.create_job('huge', pg_temp.arns('thinggroup/fleet'), document => '1')->>'jobId';
SELECT count(iotjobs.create_job('small_' || i, pg_temp.arns('thing/t' || 3001 + i % 100, 'thing/t' || 3201 + i % 100), document => '1')) FROM generate_series(1, 499) AS i;
SELECT s->>'released', s->>'unitsFailed' FROM iotjobs.run_worker() AS s;
SELECT pg_temp.turns('QUEUED');

\echo == rule: the same for what is canceled
SELECT count(iotjobs.cancel_job(job_id)) FROM (SELECT job_id FROM iotjobs.jobs ORDER BY created_at, job_id = 'huge' DESC) AS j;
SELECT s->>'canceled', s->>'unitsFailed' FROM iotjobs.run_worker() AS s;
SELECT pg_temp.turns('CANCELED');

\echo == rule: the rest of a batch that nobody shares goes to one job
SELECT iotjobs.create_job('alone', pg_temp.arns('thinggroup/fleet'), document => '1')->>'jobId';
SELECT s->>'released' FROM iotjobs.run_worker() AS s;
SELECT count(*), sum(count) FROM iotjobs.execution_history WHERE job_id = 'alone';
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
