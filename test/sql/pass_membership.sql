-- Memberships: who joins, leaves or is deleted while jobs run.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('outer', NULL), ('inner', 'outer'), ('other', NULL), ('third', NULL)) v (name, parent);
CREATE FUNCTION pg_temp.joins(grp text, VARIADIC things text[]) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(iotjobs.add_thing_to_thing_group(grp, thing_name => thing)) FROM unnest(things) thing
$$;
CREATE FUNCTION pg_temp.leaves(grp text, VARIADIC things text[]) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(iotjobs.remove_thing_from_thing_group(grp, thing_name => thing)) FROM unnest(things) thing
$$;
CREATE FUNCTION pg_temp.continuous(which text, config jsonb, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1', target_selection => 'CONTINUOUS', job_executions_rollout_config => config)->>'jobId'
$$;
-- A pass so many seconds after noon: what it did that is not 0.
CREATE FUNCTION pg_temp.pass(seconds numeric) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(key || ' ' || value, ', ' ORDER BY key), 'nothing')
	  FROM jsonb_each(iotjobs.run_worker('2026-01-01 12:00:00Z'::timestamptz + seconds * interval '1 s') - 'at' - 'eventsFolded') WHERE value <> '0'
$$;
CREATE FUNCTION pg_temp.show(which text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s.%s %s', thing_name, execution_number, status), ', ' ORDER BY thing_name, queued_at) FROM iotjobs.executions WHERE job_id = which
$$;

\echo == rule: who joins a target of a continuous job later receives it at once, outside the rollout rate
SELECT pg_temp.joins('outer', 't1', 't2'), pg_temp.joins('inner', 't3');
SELECT pg_temp.continuous('job', '{"maximumPerMinute": 1}', 'thinggroup/outer', 'thing/t9');
SELECT pg_temp.pass(0);
SELECT pg_temp.joins('outer', 't4', 't5'), pg_temp.joins('inner', 't6');
SELECT pg_temp.pass(1);
SELECT pg_temp.show('job');
\echo    those that were there stay with the rollout, one a minute; t2 leaves before and joins again: it was no member all the time
SELECT pg_temp.leaves('outer', 't2'), pg_temp.joins('outer', 't2');
SELECT pg_temp.pass(2);
SELECT pg_temp.pass(60);
SELECT pg_temp.pass(120);
SELECT pg_temp.show('job');
SELECT pg_temp.pass(180);
SELECT is_concurrent FROM iotjobs.jobs WHERE job_id = 'job';
\echo == rule: a thing named directly that joins a group as well waits for its turn in the rollout
SELECT pg_temp.continuous('direct', '{"maximumPerMinute": 1}', 'thing/t1', 'thing/t7', 'thing/t8', 'thinggroup/third');
SELECT pg_temp.pass(200);
SELECT pg_temp.joins('third', 't8');
SELECT pg_temp.pass(201);
SELECT pg_temp.show('direct');
SELECT pg_temp.pass(260), pg_temp.pass(320), pg_temp.pass(380);
SELECT pg_temp.show('direct');

\echo == rule: who leaves is REMOVED, QUEUED or IN_PROGRESS; what has ended is not touched
SET iotjobs.clock = '2026-01-01 12:10:00Z';
SELECT iotjobs_data.update_job_execution('job', 't1', 'IN_PROGRESS', step_timeout_in_minutes => 60), iotjobs_data.update_job_execution('job', 't4', 'SUCCEEDED'),
	iotjobs_data.update_job_execution('job', 't5', 'FAILED');
SELECT pg_temp.leaves('outer', 't1', 't2', 't4', 't5');
SELECT pg_temp.pass(601);
SELECT pg_temp.show('job');
SELECT version, status_details, last_updated_at AT TIME ZONE 'UTC' FROM iotjobs.executions WHERE job_id = 'job' AND thing_name = 't1';
SELECT count(*) FROM iotjobs.execution_timer;
\echo == rule: its device is told so, and sees it no more
SELECT iotjobs_data.update_job_execution('job', 't1', 'SUCCEEDED');
SELECT iotjobs_data.update_job_execution('direct', 't1', 'SUCCEEDED');
SELECT iotjobs_data.get_pending_job_executions('t1');
\echo == rule: numberOfRemovedThings
SELECT queued, in_progress, succeeded, failed, removed FROM iotjobs.jobs WHERE job_id = 'job';

\echo == rule: who comes back after REMOVED begins anew, number 2, version 1; after another end he does not
SELECT pg_temp.joins('outer', 't1', 't2', 't4', 't5');
SELECT pg_temp.pass(660);
SELECT pg_temp.show('job');
SELECT thing_name, version, started_at, status_details FROM iotjobs.executions WHERE job_id = 'job' AND execution_number = 2 ORDER BY thing_name;
SELECT iotjobs.describe_job_execution('job', 't1', 1)->'execution'->'status', iotjobs.describe_job_execution('job', 't1')->'execution'->'status';
SELECT queued, in_progress, succeeded, failed, removed FROM iotjobs.jobs WHERE job_id = 'job';
\echo    and a third time
SELECT pg_temp.leaves('outer', 't1');
SELECT pg_temp.pass(661);
SELECT pg_temp.joins('outer', 't1');
SELECT pg_temp.pass(662);
SELECT e->'jobExecutionSummary'->'executionNumber', e->'jobExecutionSummary'->'status'
  FROM jsonb_array_elements(iotjobs.list_job_executions_for_thing('t1', job_id => 'job')->'executionSummaries') WITH ORDINALITY u (e, n) ORDER BY n;
\echo == rule: who has left and come back between two passes has not left
SELECT pg_temp.leaves('outer', 't1'), pg_temp.joins('outer', 't1');
SELECT pg_temp.pass(663);
SELECT execution_number, status FROM iotjobs.executions WHERE job_id = 'job' AND thing_name = 't1';

\echo == rule: who is still in another target is not removed: another group, another level, named directly
SELECT pg_temp.joins('other', 't3', 't7', 't8');
SELECT pg_temp.continuous('several', NULL, 'thinggroup/outer', 'thinggroup/other', 'thing/t6');
SELECT pg_temp.pass(700);
SELECT pg_temp.show('several');
SELECT pg_temp.leaves('inner', 't3', 't6'), pg_temp.leaves('other', 't7'), pg_temp.joins('outer', 't7');
SELECT pg_temp.pass(701);
SELECT pg_temp.show('several');
SELECT pg_temp.leaves('other', 't3', 't8');
SELECT pg_temp.pass(702);
SELECT pg_temp.show('several');
\echo    job had t3 and t6 through inner only
SELECT pg_temp.show('job');

\echo == rule: a group made below a target later belongs to it
SELECT iotjobs.create_thing_group('newest', 'inner')->>'thingGroupName';
SELECT pg_temp.joins('newest', 't8');
SELECT pg_temp.pass(710);
SELECT thing_name, execution_number, status FROM iotjobs.executions WHERE thing_name = 't8' AND job_id IN ('job', 'several') ORDER BY job_id;
\echo == rule: a deleted group is left by everybody, be it the target or below it; a snapshot job does not mind
SELECT iotjobs.create_job('snapshot', pg_temp.arns('thinggroup/newest', 'thinggroup/third'), document => '1')->>'jobId';
SELECT pg_temp.pass(711);
SELECT iotjobs.delete_thing_group('newest'), iotjobs.delete_thing_group('third');
SELECT pg_temp.pass(712);
SELECT job_id, thing_name, status FROM iotjobs.executions WHERE thing_name = 't8' AND job_id <> 'other' ORDER BY job_id;
\echo    (direct: t8 is named itself)
SELECT pg_temp.continuous('of_third', NULL, 'thinggroup/other', 'thing/t9');
SELECT pg_temp.joins('other', 't5', 't6');
SELECT pg_temp.pass(713);
SELECT iotjobs.delete_thing_group('other');
SELECT pg_temp.pass(714);
SELECT pg_temp.show('of_third');

\echo == rule: a snapshot job ignores who joins and who leaves
SELECT pg_temp.joins('outer', 't8');
SELECT iotjobs.create_job('still', pg_temp.arns('thinggroup/outer'), document => '1')->>'jobId';
SELECT pg_temp.pass(720);
SELECT pg_temp.show('still');
SELECT pg_temp.leaves('outer', 't8', 't1'), pg_temp.joins('outer', 't9');
SELECT pg_temp.pass(721);
SELECT pg_temp.show('still');

\echo == rule: a deleted thing is REMOVED from every job, snapshot or not; what has ended is not touched
SELECT iotjobs_data.update_job_execution('still', 't4', 'IN_PROGRESS'), iotjobs_data.update_job_execution('several', 't4', 'SUCCEEDED');
SELECT iotjobs.delete_thing('t4'), iotjobs.delete_thing('t9');
SELECT pg_temp.pass(730);
SELECT job_id, thing_name, status, thing_is_deleted FROM iotjobs.executions WHERE thing_name IN ('t4', 't9') ORDER BY thing_name, job_id;
SELECT removed FROM iotjobs.jobs WHERE job_id = 'still';
\echo == rule: a new thing of that name is another thing
SELECT iotjobs.create_thing('t4')->>'thingName';
SELECT pg_temp.joins('outer', 't4');
SELECT pg_temp.pass(731);
SELECT job_id, status FROM iotjobs.executions WHERE thing_name = 't4' AND NOT thing_is_deleted ORDER BY job_id;

\echo == rule: a bulk registration reaches the continuous jobs of its group, outside the rate
SELECT iotjobs.register_things((SELECT array_agg('bulk' || i ORDER BY i) FROM generate_series(1, 12000) i) || '{t3}', 'inner');
SELECT pg_temp.pass(800);
SELECT job_id, count(*), count(DISTINCT thing_name) FROM iotjobs.executions WHERE thing_name LIKE 'bulk%' AND status = 'QUEUED' GROUP BY job_id ORDER BY job_id;
SELECT job_id, execution_number, status FROM iotjobs.executions WHERE thing_name = 't3' AND job_id IN ('job', 'several') ORDER BY job_id;
\echo    registering again changes nothing
SELECT iotjobs.register_things('{bulk1,t3}', 'inner');
SELECT pg_temp.pass(801);
\echo == rule: a job that was created after the join leaves it to its rollout
SELECT iotjobs.register_things('{more1,more2,more3}', 'inner');
SELECT pg_temp.continuous('after', '{"maximumPerMinute": 10}', 'thinggroup/inner');
SELECT pg_temp.pass(900);
SELECT count(*) FROM iotjobs.executions WHERE job_id = 'after';

\echo == rule: a canceled job is not joined, and loses nothing by those who leave
SELECT iotjobs.cancel_job('after')->>'jobId';
SET iotjobs.clock = '2026-01-01 12:15:00Z';
SELECT iotjobs_data.update_job_execution('job', 'bulk1', 'IN_PROGRESS');
SELECT iotjobs.cancel_job('job')->>'jobId';
SELECT pg_temp.pass(901);
SELECT pg_temp.leaves('inner', 'bulk1', 't3'), pg_temp.joins('inner', 't6');
SELECT pg_temp.pass(902);
SELECT job_id, thing_name, status FROM iotjobs.executions WHERE job_id IN ('after', 'job') AND thing_name IN ('bulk1', 't3', 't6') ORDER BY job_id, thing_name;
\echo == rule: a large group that is deleted is left by everybody, too
SELECT pg_temp.continuous('large', NULL, 'thinggroup/inner', 'thing/bulk7');
SET iotjobs.max_rollout_per_minute = 100000;
SELECT pg_temp.pass(903);
SELECT iotjobs.delete_thing_group('inner');
SELECT pg_temp.pass(904);
RESET iotjobs.max_rollout_per_minute;
SELECT job_id, queued, removed FROM iotjobs.jobs WHERE job_id IN ('large', 'several') ORDER BY job_id;
\echo == rule: who joins while the rollout goes on is outside the rate, but counts as notified and may raise it
SELECT iotjobs.create_thing_group('rising')->>'thingGroupName', iotjobs.register_things('{r1,r2,r3,r4}', 'rising');
SELECT pg_temp.continuous('rising', '{"maximumPerMinute": 10, "exponentialRate": {"baseRatePerMinute": 1, "incrementFactor": 2, "rateIncreaseCriteria": {"numberOfNotifiedThings": 3}}}', 'thinggroup/rising');
SELECT pg_temp.pass(910);
SELECT iotjobs.register_things('{r5}', 'rising');
\echo    (r5 is the second; the third doubles the rate, and so the fourth follows at once)
SELECT pg_temp.pass(970);
SELECT iotjobs.cancel_job('rising')->>'jobId', pg_temp.pass(971);

\echo == rule: what was carried out leaves nothing behind
SELECT (SELECT count(*) FROM iotjobs.membership_change) AS changes, (SELECT count(*) FROM iotjobs.thing_group_former_member) AS former;

SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
-- The next test finds nothing of this one.
DISCARD TEMP;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
