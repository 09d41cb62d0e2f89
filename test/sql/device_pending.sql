-- GetPendingJobExecutions: the queue of a thing, in its order.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.75Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 4) i;
-- The queue as ids with status, as the reply gives it.
CREATE FUNCTION pg_temp.queue(thing text) RETURNS text LANGUAGE sql AS $$
	SELECT (SELECT coalesce(string_agg(e->>'jobId', ' ' ORDER BY n), '-') FROM jsonb_array_elements(r->'inProgressJobs') WITH ORDINALITY u (e, n)) || ' | ' ||
		(SELECT coalesce(string_agg(e->>'jobId', ' ' ORDER BY n), '-') FROM jsonb_array_elements(r->'queuedJobs') WITH ORDINALITY u (e, n))
	  FROM iotjobs_data.get_pending_job_executions(thing) r
$$;
-- Jobs on one thing, released together at a time.
CREATE FUNCTION pg_temp.jobs(thing text, at timestamptz, VARIADIC ids text[]) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('iotjobs.clock', at::text, true);
	FOR i IN 1..array_length(ids, 1) LOOP
		PERFORM iotjobs.create_job(ids[i], pg_temp.arns('thing/' || thing), document => '1');
	END LOOP;
	RETURN iotjobs.run_worker()->'released';
END $$;

\echo == rule: the thing must exist; an empty queue is two empty lists
SELECT pg_temp.fails($$SELECT iotjobs_data.get_pending_job_executions('nobody')$$);
SELECT iotjobs_data.get_pending_job_executions('t1');

\echo == rule: what a summary shows; whole seconds; no status, no details, no document
SELECT pg_temp.jobs('t1', '2026-01-01 12:00:00.75Z', 'first', 'second');
SET LOCAL iotjobs.clock = '2026-01-01 12:01:00.75Z';
SELECT iotjobs_data.update_job_execution('second', 't1', 'IN_PROGRESS', '{"a": "1"}', step_timeout_in_minutes => 5);
SELECT jsonb_pretty(iotjobs_data.get_pending_job_executions('t1'));

\echo == rule: IN_PROGRESS and QUEUED apart, each by queuedAt, then by creation of the job
SELECT pg_temp.jobs('t2', '2026-01-01 13:05:00Z', 'e', 'd', 'f'), pg_temp.jobs('t2', '2026-01-01 13:01:00Z', 'c', 'b');
SELECT pg_temp.queue('t2');
SELECT count(iotjobs_data.update_job_execution(id, 't2', 'IN_PROGRESS')) FROM unnest('{f,b,e}'::text[]) id;
SELECT pg_temp.queue('t2');

\echo == rule: what has ended is gone
SELECT iotjobs_data.update_job_execution('b', 't2', 'SUCCEEDED'), iotjobs_data.update_job_execution('d', 't2', 'REJECTED'), iotjobs_data.update_job_execution('e', 't2', 'FAILED');
SELECT pg_temp.queue('t2');
\echo == rule: what is canceled is gone, at once what was queued; what is IN_PROGRESS without force stays
SELECT iotjobs.cancel_job('c')->'jobId', iotjobs.cancel_job('f')->'jobId';
SELECT pg_temp.queue('t2');
SELECT iotjobs.run_worker()->'canceled';
SELECT pg_temp.queue('t2');

\echo == rule: jobs of a namespace are absent
SELECT iotjobs.create_job('spaced', pg_temp.arns('thing/t2'), document => '1', namespace_id => 'ns')->'jobId', iotjobs.run_worker()->'released';
SELECT pg_temp.queue('t2');

\echo == rule: at most 10, IN_PROGRESS first
SELECT pg_temp.jobs('t3', '2026-01-01 14:00:00Z', VARIADIC (SELECT array_agg('j' || lpad(i::text, 2, '0') ORDER BY i) FROM generate_series(1, 12) i));
SELECT pg_temp.queue('t3');
SELECT count(iotjobs_data.update_job_execution(id, 't3', 'IN_PROGRESS')) FROM unnest('{j12,j11,j03}'::text[]) id;
SELECT pg_temp.queue('t3');
SELECT count(iotjobs_data.update_job_execution('j' || lpad(i::text, 2, '0'), 't3', 'IN_PROGRESS')) FROM generate_series(1, 12) i;
SELECT pg_temp.queue('t3');
\echo    the others move up
SELECT iotjobs_data.update_job_execution('j01', 't3', 'SUCCEEDED');
SELECT pg_temp.queue('t3');

\echo == rule: a thing sees its own queue only
SELECT pg_temp.queue('t4');
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
