-- Retention: what has ended longer ago than iotjobs.retention, 730 days, goes; jobs, executions, earlier attempts, history.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SELECT count(*) FROM (SELECT set_config('iotjobs.clock', '2030-01-01 12:00:00Z', false)) AS t;
SET iotjobs.max_rollout_per_minute = 100000;
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) AS i;
SELECT count(iotjobs.create_thing_group(name)) FROM (VALUES ('g'), ('fleet')) v (name);

CREATE FUNCTION pg_temp.job(which text, selection text, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1', target_selection => selection)->>'jobId'
$$;
-- Makes it another day.
CREATE FUNCTION pg_temp.day(day text) RETURNS void LANGUAGE sql AS $$
	SELECT set_config('iotjobs.clock', day || ' 12:00:00Z', false)
$$;
-- A pass on that day: what it did that is not 0.
CREATE FUNCTION pg_temp.pass(day text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.day(day) WHERE day IS NOT NULL;
	RETURN (SELECT coalesce(string_agg(key || ' ' || value, ', ' ORDER BY key), 'nothing')
	  FROM jsonb_each(iotjobs.run_worker() - 'at' - 'eventsFolded') WHERE value <> '0');
END $$;
CREATE FUNCTION pg_temp.report(job text, status text, VARIADIC things text[]) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(iotjobs_data.update_job_execution(job, thing, status)) FROM unnest(things) AS thing
$$;
CREATE FUNCTION pg_temp.show(which text) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s: %s; %s', j.status, (SELECT string_agg(format('%s.%s %s', e.thing_name, e.execution_number, e.status), ', ' ORDER BY e.thing_name)
			FROM iotjobs.executions AS e WHERE e.job_id = which),
		(SELECT string_agg(d.key || '=' || d.value, ' ' ORDER BY d.key) FROM jsonb_each_text(iotjobs.describe_job(which) -> 'job' -> 'jobProcessDetails') AS d
			WHERE d.value <> '0' AND d.key LIKE 'number%'))
	FROM iotjobs.jobs AS j WHERE j.job_id = which
$$;
CREATE FUNCTION pg_temp.bad() RETURNS SETOF text LANGUAGE sql AS $$ SELECT name FROM iotjobs.check() WHERE bad <> 0 $$;
-- Whatever any table has of a job.
CREATE FUNCTION pg_temp.rows(key bigint) RETURNS TABLE (name text, rows bigint) LANGUAGE plpgsql AS $$
BEGIN
	FOR name IN SELECT c.table_name FROM information_schema.columns AS c JOIN information_schema.tables AS t USING (table_schema, table_name)
		WHERE table_schema = 'iotjobs' AND table_type = 'BASE TABLE' AND column_name = 'job_id' AND data_type = 'bigint' AND table_name NOT LIKE 'execution_event%' ORDER BY 1 LOOP
		EXECUTE format('SELECT count(*) FROM iotjobs.%I WHERE %s = $1', name, CASE WHEN name = 'job' THEN 'id' ELSE 'job_id' END) INTO rows USING key;
		IF rows > 0 THEN RETURN NEXT; END IF;
	END LOOP;
END $$;

\echo == rule: an ended job stays whole for 730 days after its end, then all of it goes
SELECT pg_temp.job('done', NULL, 'thing/t1', 'thing/t2'), pg_temp.job('canceled', NULL, 'thing/t1', 'thing/t2');
SELECT pg_temp.pass();
SELECT pg_temp.report('done', 'SUCCEEDED', 't1'), pg_temp.report('canceled', 'IN_PROGRESS', 't1');
SELECT pg_temp.pass('2030-02-01');
SELECT pg_temp.report('done', 'FAILED', 't2');
SELECT iotjobs.cancel_job('canceled')->>'jobId';
SELECT pg_temp.pass('2030-03-01');
SELECT pg_temp.pass('2032-02-28');
SELECT pg_temp.show('done');
SELECT id AS done FROM iotjobs.job WHERE job_id = 'done' \gset
SELECT pg_temp.pass('2032-02-29');
SELECT pg_temp.show('done'), (SELECT count(*) FROM pg_temp.rows(:done));
SELECT pg_temp.fails($$SELECT iotjobs.describe_job('done')$$);
\echo    its id is free
SELECT pg_temp.job('done', NULL, 'thing/t1');
\echo == rule: what is IN_PROGRESS is not inactive: it stays, and so does its job
SELECT pg_temp.show('canceled');
SELECT pg_temp.pass('2032-03-01');
SELECT pg_temp.report('canceled', 'SUCCEEDED', 't1');
SELECT pg_temp.pass('2034-02-28');
SELECT pg_temp.show('canceled');
SELECT pg_temp.pass('2034-03-01');
SELECT pg_temp.bad();

\echo == rule: of a job that runs, executions go one by one, as they have ended; what is queued stays
SELECT iotjobs.delete_job('done', force => true);
SELECT pg_temp.job('running', 'CONTINUOUS', 'thinggroup/g');
SELECT count(iotjobs.add_thing_to_thing_group('g', thing_name => t)) FROM unnest('{t1,t2,t3,t4}'::text[]) AS t;
SELECT pg_temp.pass('2034-04-01');
SELECT pg_temp.report('running', 'SUCCEEDED', 't1');
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't2');
SELECT pg_temp.pass('2034-05-01');
SELECT pg_temp.report('running', 'REJECTED', 't3');
SELECT pg_temp.show('running');
SELECT pg_temp.pass('2036-04-01');
SELECT pg_temp.show('running');
SELECT pg_temp.pass('2036-05-01');
SELECT pg_temp.show('running');
SELECT pg_temp.pass('2036-05-02');
SELECT pg_temp.show('running');
SELECT iotjobs_data.get_pending_job_executions('t4')->'queuedJobs'->0->>'jobId';
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('running', 't1')$$);
SELECT pg_temp.bad();
\echo == rule: it does not reach those things again, whatever becomes of its targets
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't1'), iotjobs.add_thing_to_thing_group('fleet', thing_name => 't1'), iotjobs.add_thing_to_thing_group('fleet', thing_name => 't5');
SELECT pg_temp.pass();
SELECT iotjobs.associate_targets_with_job(pg_temp.arns('thinggroup/fleet'), 'running')->>'jobId';
SELECT pg_temp.pass();
SELECT pg_temp.show('running');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
SELECT pg_temp.pass();
\echo == rule: but for one that had left: it joins again, with the next number
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't2');
SELECT pg_temp.pass();
SELECT pg_temp.show('running');
SELECT pg_temp.bad();

\echo == rule: an earlier attempt goes when it is old itself
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't2');
SELECT pg_temp.pass('2036-06-01');
SELECT pg_temp.day('2038-01-01');
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't2');
SELECT pg_temp.pass();
SELECT thing_id, execution_number, status FROM iotjobs.job_execution_attempt;
SELECT pg_temp.pass('2038-06-02');
SELECT count(*) FROM iotjobs.job_execution_attempt;
SELECT pg_temp.show('running');
SELECT pg_temp.bad();

SELECT iotjobs.cancel_job('running', force => true)->>'jobId';
SELECT pg_temp.pass('2038-06-02');
SELECT pg_temp.pass('2040-06-01');
SELECT count(*) FROM iotjobs.job;

\echo == rule: paced: about 10000 rows in a pass, in batches of 1000; jobs in turns, so that small ones do not wait for a huge one
SELECT iotjobs.register_things(array_agg('x' || i), 'fleet') FROM generate_series(1, 12000) AS i;
SELECT pg_temp.job('huge', NULL, 'thinggroup/fleet');
SELECT pg_temp.job('small_' || i, NULL, 'thing/t' || 5 + i) FROM generate_series(1, 3) AS i;
SELECT pg_temp.pass();
SELECT count(iotjobs.cancel_job(job_id)) FROM iotjobs.jobs;
SELECT pg_temp.pass();
SELECT pg_temp.pass('2042-07-01');
SELECT j.job_id, j.canceled, (SELECT count(*) FROM iotjobs.executions AS e WHERE e.job_id = j.job_id) FROM iotjobs.jobs AS j ORDER BY 1;
SELECT name FROM iotjobs.check() WHERE bad <> 0;
\echo    the batches, and who had them
SELECT job_id, count FROM iotjobs.execution_history WHERE to_status IS NULL AND happened_at = '2042-07-01 12:00Z' ORDER BY id;
\echo    meanwhile it takes no place of those that operators delete
SET iotjobs.max_jobs_in_deletion = 1;
SELECT pg_temp.job('deleted', NULL, 'thing/t1');
SELECT iotjobs.delete_job('deleted', force => true);
RESET iotjobs.max_jobs_in_deletion;
\echo    a rollout of the same pass does not wait
SELECT pg_temp.job('new', NULL, 'thinggroup/fleet');
SELECT pg_temp.pass();
SELECT job_id, queued, canceled FROM iotjobs.jobs ORDER BY 1;
SELECT name FROM iotjobs.check() WHERE bad <> 0;

SELECT iotjobs.delete_job('new', force => true);

\echo == rule: a broken job does not hold up the others
SET client_min_messages = error;
SELECT pg_temp.job('bad', NULL, 'thing/t1'), pg_temp.job('good', NULL, 'thing/t1');
SELECT pg_temp.pass();
SELECT count(iotjobs.cancel_job(job_id)) FROM iotjobs.jobs WHERE job_id IN ('bad', 'good');
SELECT pg_temp.pass();
CREATE FUNCTION public.keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (SELECT j.job_id FROM iotjobs.job AS j WHERE j.id = OLD.job_id) = 'bad' THEN
		RAISE 'kept';
	END IF;
	RETURN OLD;
END $$;
CREATE TRIGGER keep BEFORE DELETE ON iotjobs.job_execution FOR EACH ROW EXECUTE FUNCTION public.keep();
SELECT pg_temp.pass('2044-07-01');
SELECT step, job_id, last_error, failures FROM iotjobs.worker_failures;
SELECT pg_temp.pass();
DROP TRIGGER keep ON iotjobs.job_execution;
SELECT pg_temp.pass('2044-07-02');
SELECT count(*) FROM iotjobs.worker_failures;

\echo == rule: tokens of calls are forgotten after a day, though nobody calls
SELECT count(iotjobs.create_package('p' || i, client_token => repeat('t', 36) || i)) FROM generate_series(1, 5) AS i;
SELECT count(*) FROM iotjobs.client_token;
SELECT pg_temp.pass('2044-07-04');
SELECT count(*) FROM iotjobs.client_token;

\echo == rule: attempts that go are no failures any more for abort criteria; with the thing go all its attempts
RESET client_min_messages;
SELECT iotjobs.create_job('again', pg_temp.arns('thing/t1', 'thing/t2'), document => '1', target_selection => 'CONTINUOUS', job_executions_retry_config => '{"criteriaList": [{"failureType": "FAILED", "numberOfRetries": 2}]}')->>'jobId', pg_temp.pass();
SELECT pg_temp.report('again', 'FAILED', 't1', 't2'), pg_temp.pass();
SELECT pg_temp.report('again', 'FAILED', 't1', 't2'), pg_temp.pass();
SELECT pg_temp.report('again', 'FAILED', 't2'), pg_temp.report('again', 'IN_PROGRESS', 't1');
CREATE FUNCTION pg_temp.failures() RETURNS text LANGUAGE sql AS $$ SELECT format('%s failed, %s retried', failed, retried_failed) FROM iotjobs.job_count WHERE job_id = (SELECT id FROM iotjobs.job WHERE job_id = 'again') $$;
SELECT pg_temp.show('again'), pg_temp.failures();
SELECT pg_temp.pass('2046-07-10');
SELECT pg_temp.bad();
SELECT pg_temp.show('again'), pg_temp.failures();
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
DROP FUNCTION public.keep();
