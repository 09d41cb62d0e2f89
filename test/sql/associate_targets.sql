-- AssociateTargetsWithJob: what more targets do to a rollout, its rate, and to
-- changes of memberships that no pass has seen yet.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing_group(name)) FROM unnest('{a,b,c}'::text[]) name;
SELECT iotjobs.register_things('{a1,a2,a3}', 'a'), iotjobs.register_things('{b1,b2,b3}', 'b');
CREATE FUNCTION pg_temp.continuous(which text, config jsonb, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1', target_selection => 'CONTINUOUS', job_executions_rollout_config => config)->>'jobId'
$$;
CREATE FUNCTION pg_temp.associate(which text, VARIADIC groups text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.associate_targets_with_job(pg_temp.arns(VARIADIC groups), which)->>'jobId'
$$;
-- A pass so many seconds after noon: what it did that is not 0.
CREATE FUNCTION pg_temp.pass(seconds numeric) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(key || ' ' || value, ', ' ORDER BY key), 'nothing')
	  FROM jsonb_each(iotjobs.run_worker('2026-01-01 12:00:00Z'::timestamptz + seconds * interval '1 s') - 'at' - 'eventsFolded') WHERE value <> '0'
$$;
CREATE FUNCTION pg_temp.show(which text) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', j.status, CASE WHEN j.is_concurrent THEN 'concurrent' END, (SELECT string_agg(format('%s.%s %s', e.thing_name, e.execution_number, e.status), ', ' ORDER BY e.thing_name)
		FROM iotjobs.executions AS e WHERE e.job_id = which)) FROM iotjobs.jobs AS j WHERE j.job_id = which
$$;

\echo == rule: in any 60 seconds at most the rate, also from the end of one rollout to the next
SELECT pg_temp.continuous('rate', '{"maximumPerMinute": 3}', 'thinggroup/a');
SELECT pg_temp.pass(0), pg_temp.show('rate');
SELECT pg_temp.associate('rate', 'thinggroup/b');
SELECT pg_temp.pass(1), pg_temp.pass(59), pg_temp.pass(60), pg_temp.show('rate');

\echo == rule: a target that the job has already is no error, and begins nothing anew
SELECT pg_temp.associate('rate', 'thinggroup/b', 'thinggroup/a');
SELECT pg_temp.show('rate');
SELECT iotjobs.delete_job_execution('rate', 'b1', 1);
SELECT pg_temp.associate('rate', 'thinggroup/b');
SELECT pg_temp.pass(120), pg_temp.show('rate');

\echo == rule: who has left before is removed, who has come back gets a new attempt, also if no pass came before the association; the new rollout has who joined by then
SELECT pg_temp.continuous('both', '{"maximumPerMinute": 1}', 'thinggroup/a');
SELECT pg_temp.pass(200), pg_temp.pass(260), pg_temp.pass(320);
SELECT iotjobs.remove_thing_from_thing_group('a', thing_name => 'a2');
SELECT pg_temp.pass(321), pg_temp.show('both');
SELECT iotjobs.remove_thing_from_thing_group('a', thing_name => 'a1'), iotjobs.add_thing_to_thing_group('a', thing_name => 'a2');
SELECT iotjobs.register_things('{a4}', 'a');
SELECT pg_temp.associate('both', 'thinggroup/c');
SELECT pg_temp.pass(380), pg_temp.show('both');
SELECT pg_temp.pass(440), pg_temp.show('both');

\echo == rule: a rollout is done with its last thing, also if targets overlap and that thing used up the rate
SELECT iotjobs.create_job('overlap', pg_temp.arns('thing/b1', 'thing/b2', 'thinggroup/b', 'thing/b3'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 3}')->>'jobId';
SELECT pg_temp.pass(500), pg_temp.show('overlap');
SELECT count(iotjobs_data.update_job_execution('overlap', 'b' || i, 'SUCCEEDED')) FROM generate_series(1, 3) i;
SELECT pg_temp.pass(501), pg_temp.show('overlap');

SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
-- The next test finds nothing of this one.
DISCARD TEMP;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
