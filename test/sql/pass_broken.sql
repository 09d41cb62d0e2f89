-- One broken job never holds up another, whatever the step: it alone fails, is recorded, and is tried again.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
\set SHOW_CONTEXT never
SET client_min_messages = error;
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT count(iotjobs.create_thing_group(name)) FROM (VALUES ('one'), ('other')) v (name);

-- Whoever touches a row of a broken job that gets this status, or any row of it in another table, fails.
CREATE TABLE public.broken (job_id bigint, status text);
CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT FROM public.broken AS b WHERE b.job_id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint
		AND b.status = coalesce(to_jsonb(NEW) ->> 'status', 'any')) THEN
		RAISE 'refused';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON iotjobs.job_execution FOR EACH ROW EXECUTE FUNCTION public.refuse('job_id');
CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON iotjobs.job_counter FOR EACH ROW EXECUTE FUNCTION public.refuse('job_id');
CREATE TRIGGER refuse BEFORE UPDATE ON iotjobs.job FOR EACH ROW EXECUTE FUNCTION public.refuse('id');
CREATE FUNCTION pg_temp.break(which text, status text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO public.broken SELECT j.id, $2 FROM iotjobs.job AS j WHERE j.job_id = $1
$$;
CREATE FUNCTION pg_temp.mend() RETURNS void LANGUAGE sql AS $$ DELETE FROM public.broken $$;

CREATE FUNCTION pg_temp.job(which text, VARIADIC things text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC things), document => '1', timeout_config => '{"inProgressTimeoutInMinutes": 10}',
		abort_config => '{"criteriaList": [{"failureType": "REJECTED", "action": "CANCEL", "thresholdPercentage": 50, "minNumberOfExecutedThings": 1}]}')->>'jobId'
$$;
CREATE FUNCTION pg_temp.continuous(which text, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1', target_selection => 'CONTINUOUS')->>'jobId'
$$;
-- A pass at a time of day: what it did that is not 0.
CREATE FUNCTION pg_temp.pass(at text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('iotjobs.clock', '2026-01-01 ' || at || 'Z', false);
	RETURN (SELECT coalesce(string_agg(key || ' ' || value, ', ' ORDER BY key), 'nothing')
	  FROM jsonb_each(iotjobs.run_worker() - 'at' - 'eventsFolded') WHERE value <> '0');
END $$;
CREATE FUNCTION pg_temp.report(job text, thing text, status text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT iotjobs_data.update_job_execution(job, thing, status)
$$;
CREATE FUNCTION pg_temp.executions() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT format('%s (%s): %s', j.job_id, j.status, string_agg(e.thing_name || ' ' || e.status, ', ' ORDER BY e.thing_name))
	FROM iotjobs.jobs AS j LEFT JOIN iotjobs.executions AS e ON e.job_id = j.job_id GROUP BY j.job_id, j.status ORDER BY j.job_id
$$;
CREATE VIEW public.failures AS
	SELECT step, job_id, failures, last_error, to_char(next_try_at AT TIME ZONE 'UTC', 'HH24:MI:SS') AS next_try_at FROM iotjobs.worker_failures ORDER BY step, job_id;

\echo == rule: rollout
SELECT pg_temp.job('a', 'thing/t1'), pg_temp.job('b', 'thing/t2'), pg_temp.job('c', 'thing/t3');
SELECT pg_temp.break('b', 'QUEUED');
SELECT pg_temp.pass('12:00:00');
SELECT pg_temp.executions();
TABLE public.failures;
\echo    nor does it take a place from the rollouts that go on
SET iotjobs.max_concurrent_jobs = 1;
SELECT pg_temp.job('d', 'thing/t4');
SELECT pg_temp.pass('12:00:00');
RESET iotjobs.max_concurrent_jobs;
SELECT pg_temp.mend();
SELECT pg_temp.pass('12:00:01');
TABLE public.failures;

\echo == rule: timeout
SELECT count(pg_temp.report(j, t, 'IN_PROGRESS')) FROM (VALUES ('a', 't1'), ('b', 't2'), ('c', 't3')) v (j, t);
SELECT pg_temp.break('b', 'TIMED_OUT');
SELECT pg_temp.pass('12:10:01');
SELECT pg_temp.executions();
TABLE public.failures;
\echo    what times out later goes together again, without the broken one
SELECT pg_temp.report('d', 't4', 'IN_PROGRESS');
SELECT pg_temp.pass('12:20:01');
TABLE public.failures;
SELECT pg_temp.mend();
SELECT pg_temp.pass('12:20:03');
SELECT pg_temp.executions();
TABLE public.failures;

\echo == rule: abort
SELECT pg_temp.job('e', 'thing/t1', 'thing/t2'), pg_temp.job('f', 'thing/t1', 'thing/t2'), pg_temp.job('g', 'thing/t1', 'thing/t2');
SELECT pg_temp.pass('12:30:00');
SELECT count(pg_temp.report(j, 't1', 'REJECTED')) FROM unnest('{e,f,g}'::text[]) AS j;
SELECT pg_temp.break('f', 'CANCELED');
SELECT pg_temp.pass('12:30:01');
SELECT pg_temp.executions();
TABLE public.failures;
SELECT pg_temp.mend();
SELECT pg_temp.pass('12:30:02');
TABLE public.failures;
\echo    also a configuration that nobody can read
SELECT pg_temp.job('h', 'thing/t1', 'thing/t2'), pg_temp.job('i', 'thing/t1', 'thing/t2');
SELECT pg_temp.pass('12:31:00');
SELECT count(pg_temp.report(j, 't1', 'REJECTED')) FROM unnest('{h,i}'::text[]) AS j;
ALTER DOMAIN iotjobs.abort_config DROP CONSTRAINT abort_config_check;
UPDATE iotjobs.job SET abort_config = '{"criteriaList": "x"}' WHERE job_id = 'h';
SELECT pg_temp.pass('12:31:01');
SELECT pg_temp.executions() OFFSET 7;
SELECT step, job_id FROM public.failures;
UPDATE iotjobs.job SET abort_config = NULL WHERE job_id = 'h';
SELECT pg_temp.report('h', 't2', 'SUCCEEDED');
SELECT pg_temp.pass('12:31:02');
DELETE FROM iotjobs.worker_failure;

\echo == rule: membership: who joins, leaves or is deleted
SELECT pg_temp.continuous('m', 'thinggroup/one'), pg_temp.continuous('n', 'thinggroup/one'), pg_temp.continuous('o', 'thinggroup/one');
SELECT pg_temp.pass('12:40:00');
SELECT pg_temp.break('n', 'QUEUED');
SELECT count(iotjobs.add_thing_to_thing_group('one', thing_name => t)) FROM unnest('{t5,t6,t7}'::text[]) AS t;
SELECT pg_temp.pass('12:40:01');
SELECT pg_temp.executions() OFFSET 9;
TABLE public.failures;
\echo    further changes reach the others at once, and wait for the broken one
SELECT count(iotjobs.add_thing_to_thing_group('one', thing_name => 't8')), count(iotjobs.remove_thing_from_thing_group('one', thing_name => 't5'));
SELECT pg_temp.pass('12:40:01.5');
SELECT pg_temp.executions() OFFSET 9;
SELECT count(*) FROM iotjobs.membership_change;
\echo    it catches up with what is so by then
SELECT pg_temp.mend();
SELECT pg_temp.pass('12:40:03');
SELECT pg_temp.executions() OFFSET 9;
TABLE public.failures;
SELECT count(*) FROM iotjobs.deferred_membership;
\echo    a deleted thing
SELECT pg_temp.break('n', 'REMOVED');
SELECT iotjobs.delete_thing('t8');
SELECT pg_temp.pass('12:41:00');
SELECT pg_temp.executions() OFFSET 9;
TABLE public.failures;
SELECT iotjobs.delete_thing('t7');
SELECT pg_temp.pass('12:41:00');
SELECT pg_temp.mend();
SELECT pg_temp.pass('12:41:01');
SELECT pg_temp.executions() OFFSET 9;
TABLE public.failures;

\echo == rule: complete
SELECT pg_temp.job('p', 'thing/t1'), pg_temp.job('q', 'thing/t1'), pg_temp.job('r', 'thing/t1');
SELECT pg_temp.pass('12:50:00');
SELECT count(pg_temp.report(j, 't1', 'SUCCEEDED')) FROM unnest('{p,q,r}'::text[]) AS j;
SELECT pg_temp.break('q', 'COMPLETED');
SELECT pg_temp.pass('12:50:01');
SELECT pg_temp.executions() OFFSET 12;
TABLE public.failures;
SELECT pg_temp.mend();
SELECT pg_temp.pass('12:50:02');
TABLE public.failures;

\echo == rule: cancel
SELECT pg_temp.job('s', 'thing/t1'), pg_temp.job('t', 'thing/t1'), pg_temp.job('u', 'thing/t1');
SELECT pg_temp.pass('13:00:00');
SELECT count(iotjobs.cancel_job(j)) FROM unnest('{s,t,u}'::text[]) AS j;
SELECT pg_temp.break('t', 'CANCELED');
SELECT pg_temp.pass('13:00:01');
SELECT pg_temp.executions() OFFSET 15;
TABLE public.failures;
SELECT pg_temp.mend();
SELECT pg_temp.pass('13:00:02');
TABLE public.failures;

\echo == rule: delete
CREATE FUNCTION public.keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT FROM public.broken AS b WHERE b.job_id = OLD.job_id AND b.status = 'gone') THEN
		RAISE 'kept';
	END IF;
	RETURN OLD;
END $$;
CREATE TRIGGER keep BEFORE DELETE ON iotjobs.job_execution FOR EACH ROW EXECUTE FUNCTION public.keep();
SELECT count(iotjobs.delete_job(j)) FROM unnest('{s,t,u}'::text[]) AS j;
SELECT pg_temp.break('t', 'gone');
SELECT pg_temp.pass('13:10:00');
SELECT pg_temp.executions() OFFSET 15;
TABLE public.failures;
SELECT pg_temp.mend();
SELECT pg_temp.pass('13:10:01');
SELECT pg_temp.executions() OFFSET 15;

\echo == rule: a fold that fails holds up nobody: the counters stay exact, jobs end as they should
SELECT pg_temp.job('v', 'thing/t1', 'thing/t2'), pg_temp.job('w', 'thing/t1', 'thing/t2');
SELECT pg_temp.break('v', 'any');
SELECT pg_temp.pass('13:20:00');
SELECT count(pg_temp.report(j, t, 'REJECTED')) FROM unnest('{v,w}'::text[]) AS j, unnest('{t1,t2}'::text[]) AS t;
SELECT job_id, queued, rejected FROM iotjobs.jobs WHERE job_id IN ('v', 'w') ORDER BY 1;
SELECT pg_temp.pass('13:20:05');
SELECT pg_temp.executions() OFFSET 15;
SELECT step, job_id, last_error FROM public.failures;
SELECT pg_temp.mend();
SELECT pg_temp.pass('13:20:30');
SELECT job_id, queued, rejected FROM iotjobs.jobs WHERE job_id IN ('v', 'w') ORDER BY 1;
TABLE public.failures;

\echo == rule: where no single job is at fault, the jobs go one by one until it is over
CREATE FUNCTION public.refuse_many() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (SELECT count(DISTINCT job_id) FROM changed) > 1 THEN
		RAISE 'only one job at a time';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER refuse_many AFTER UPDATE ON iotjobs.job_execution REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_many();
SELECT pg_temp.job('x', 'thing/t1'), pg_temp.job('y', 'thing/t1');
SELECT pg_temp.pass('14:00:00');
SELECT count(pg_temp.report(j, 't1', 'IN_PROGRESS')) FROM unnest('{x,y}'::text[]) AS j;
SELECT pg_temp.pass('14:20:00');
SELECT pg_temp.executions() OFFSET 17;
TABLE public.failures;

DROP TRIGGER refuse_many ON iotjobs.job_execution;
DELETE FROM iotjobs.worker_failure;

\echo == rule: retry
SELECT iotjobs.create_job(j, pg_temp.arns('thing/t1'), document => '1', job_executions_retry_config => '{"criteriaList": [{"failureType": "FAILED", "numberOfRetries": 1}]}')->>'jobId' FROM unnest('{ra,rb,rc}'::text[]) AS j;
SELECT pg_temp.pass('15:00:00');
SELECT count(pg_temp.report(j, 't1', 'FAILED')) FROM unnest('{ra,rb,rc}'::text[]) AS j;
SELECT pg_temp.break('rb', 'QUEUED');
SELECT pg_temp.pass('15:00:01');
TABLE public.failures;
SELECT pg_temp.mend();
SELECT pg_temp.pass('15:00:02');
TABLE public.failures;
SELECT job_id, execution_number, status FROM iotjobs.executions WHERE job_id LIKE 'r_' ORDER BY 1;

\echo == rule: schedule
SELECT iotjobs.create_job(j, pg_temp.arns('thing/t2'), document => '1', scheduling_config => '{"startTime": "2026-01-01 16:00"}')->>'jobId' FROM unnest('{sa,sb,sc}'::text[]) AS j;
ALTER DOMAIN iotjobs.scheduling_config DROP CONSTRAINT scheduling_config_check;
UPDATE iotjobs.job SET scheduling_config = '{"startTime": "soon"}' WHERE job_id = 'sb';
SELECT pg_temp.pass('16:00:00');
SELECT step, job_id, failures FROM public.failures;
SELECT job_id, status, queued FROM iotjobs.jobs WHERE job_id LIKE 's_' ORDER BY 1;
UPDATE iotjobs.job SET scheduling_config = '{"startTime": "2026-01-01 16:00"}' WHERE job_id = 'sb';
SELECT pg_temp.pass('16:00:01');
TABLE public.failures;
SELECT job_id, status, queued FROM iotjobs.jobs WHERE job_id LIKE 's_' ORDER BY 1;

SELECT name, bad FROM iotjobs.check() WHERE bad <> 0;
DROP VIEW public.failures;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
DROP FUNCTION public.refuse(), public.keep(), public.refuse_many();
DROP TABLE public.broken;
