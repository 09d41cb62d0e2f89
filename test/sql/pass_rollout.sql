-- Rollout: the rate in any 60 seconds, how it grows, and who is reached.  Times
-- are shown as seconds after the job's creation.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT iotjobs.create_thing_group('fleet')->>'thingGroupName';
SELECT iotjobs.register_things((SELECT array_agg('f' || lpad(i::text, 4, '0') ORDER BY i) FROM generate_series(1, 2500) i), 'fleet');
-- A job on that fleet.
CREATE FUNCTION pg_temp.fleet_job(which text, config jsonb DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns('thinggroup/fleet'), document => '1', job_executions_rollout_config => config)->>'jobId'
$$;
-- Passes at these seconds after noon.
CREATE FUNCTION pg_temp.passes(VARIADIC seconds numeric[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1..array_length(seconds, 1) LOOP
		PERFORM iotjobs.run_worker('2026-01-01 12:00:00Z'::timestamptz + seconds[i] * interval '1 s');
	END LOOP;
END $$;
-- What was released when.
CREATE FUNCTION pg_temp.releases(which text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(n || ' at ' || trim_scale(extract(epoch FROM at - created_at)::numeric), ', ' ORDER BY at)
	  FROM (SELECT v.happened_at AS at, j.created_at, sum(v.count) AS n FROM iotjobs.execution_event v JOIN iotjobs.job j ON j.id = v.job_id
		 WHERE j.job_id = which AND v.from_status IS NULL GROUP BY 1, 2) AS x
$$;
-- The most that was released in any 60 seconds.
CREATE FUNCTION pg_temp.most_in_a_minute(which text) RETURNS numeric LANGUAGE sql AS $$
	SELECT max(n) FROM (SELECT sum(v.count) OVER (ORDER BY v.happened_at RANGE BETWEEN '59.999999 s' PRECEDING AND CURRENT ROW) AS n
		  FROM iotjobs.execution_event v JOIN iotjobs.job j ON j.id = v.job_id WHERE j.job_id = which AND v.from_status IS NULL) AS x
$$;

\echo == rule: the first batch at once, then nothing until the minute is over, to the microsecond
SELECT pg_temp.fleet_job('constant', '{"maximumPerMinute": 700}');
SELECT pg_temp.passes(0, 0, 1, 30, 59, 59.999999);
SELECT pg_temp.releases('constant');
SELECT pg_temp.passes(60, 61, 119.999999, 120, 150, 180, 240);
SELECT pg_temp.releases('constant'), pg_temp.most_in_a_minute('constant');
\echo == rule: things are reached in the order of their registration
SELECT min(thing_name), max(thing_name), count(*), extract(epoch FROM queued_at - '2026-01-01 12:00:00Z')::int AS second
  FROM iotjobs.executions WHERE job_id = 'constant' GROUP BY queued_at ORDER BY queued_at;

\echo == rule: in any sliding 60 s at most the rate, however irregular the passes are
SELECT pg_temp.fleet_job('irregular', '{"maximumPerMinute": 43}');
-- An hour and more; pauses from 0.01 to 97 seconds, sometimes five minutes; each pass in a transaction of its own.
DO $$
DECLARE
	at timestamptz := '2026-01-01 12:00:00Z';
	n bigint := 7;
BEGIN
	WHILE at < '2026-01-01 13:40:00Z' LOOP
		PERFORM iotjobs.run_worker(at);
		COMMIT;
		n := (n * 1103515245 + 12345) % 2147483648;
		at := at + (CASE WHEN n % 31 = 0 THEN 300 WHEN n % 3 = 0 THEN (n / 64) % 97 ELSE ((n / 64) % 1500)::numeric / 100 END + 0.01) * interval '1 s';
	END LOOP;
END $$;
SELECT pg_temp.most_in_a_minute('irregular') <= 43 AS kept, sum(v.count) > 2000 AS many, count(*) > 50 AS batches
  FROM iotjobs.execution_event v JOIN iotjobs.job j ON j.id = v.job_id WHERE j.job_id = 'irregular' AND v.from_status IS NULL;
\echo == rule: everybody is reached in the end, once
SELECT pg_temp.passes(VARIADIC (SELECT array_agg(7000 + 60 * i ORDER BY i) FROM generate_series(0, 60) i));
SELECT count(*), count(DISTINCT thing_name) FROM iotjobs.executions WHERE job_id = 'irregular';
SELECT is_concurrent FROM iotjobs.jobs WHERE job_id = 'irregular';

\echo == rule: a rate that changes inside the minute holds from then on: what has been released counts
\echo    (this job is looked at each second, for a success may raise its rate)
SELECT pg_temp.fleet_job('wavering', '{"exponentialRate": {"baseRatePerMinute": 1000, "incrementFactor": 2, "rateIncreaseCriteria": {"numberOfSucceededThings": 1}}}');
DO $$
DECLARE
	at timestamptz := '2026-01-01 12:00:00Z';
	maximum int;
	before bigint;
	after bigint;
BEGIN
	FOR i IN 0..120 LOOP
		maximum := 10 + (i * 37) % 50;
		PERFORM set_config('iotjobs.max_rollout_per_minute', maximum::text, false);
		SELECT count(*) INTO before FROM iotjobs.executions e WHERE e.job_id = 'wavering' AND e.queued_at > at - interval '60 s';
		PERFORM iotjobs.run_worker(at);
		SELECT count(*) INTO after FROM iotjobs.executions e WHERE e.job_id = 'wavering' AND e.queued_at > at - interval '60 s';
		ASSERT after = greatest(before, maximum), format('%s in the minute before %s, %s after it at a rate of %s', before, at, after, maximum);
		at := at + (1.5 + (i * 13) % 17) * interval '1 s';
	END LOOP;
END $$;
RESET iotjobs.max_rollout_per_minute;
SELECT count(DISTINCT queued_at) AS batches, count(DISTINCT thing_name) = count(*) AS once FROM iotjobs.executions WHERE job_id = 'wavering';
SELECT iotjobs.cancel_job('wavering')->>'jobId';

\echo == rule: minutes without a pass are not made up for
SELECT pg_temp.fleet_job('absent', '{"maximumPerMinute": 100}');
SELECT pg_temp.passes(0, 600, 601, 660, 3600, 3601);
SELECT pg_temp.releases('absent');
\echo    nor is the time before the first pass
SELECT pg_temp.fleet_job('late', '{"maximumPerMinute": 100}');
SELECT pg_temp.passes(7200, 7201);
SELECT pg_temp.releases('late');
\echo == rule: jobs have a rate each
SELECT pg_temp.fleet_job('x', '{"maximumPerMinute": 10}'), pg_temp.fleet_job('y', '{"maximumPerMinute": 20}');
SELECT pg_temp.passes(8000, 8030, 8060);
SELECT pg_temp.releases('x'), pg_temp.releases('y');
-- No more of these.
SELECT iotjobs.cancel_job(job_id)->>'jobId' FROM iotjobs.jobs WHERE is_concurrent ORDER BY job_id;
SELECT pg_temp.passes(8100);

\echo == rule: 1000 per minute where nothing is said, or an empty configuration
SELECT pg_temp.fleet_job('default'), pg_temp.fleet_job('empty', '{}');
SELECT pg_temp.passes(0, 30, 60, 120, 180);
SELECT pg_temp.releases('default'), pg_temp.releases('empty');
\echo == rule: the owner of a fleet may raise the maximum; a lowered one holds for jobs that exist
SET iotjobs.max_rollout_per_minute = 2000;
SELECT pg_temp.fleet_job('raised'), pg_temp.fleet_job('kept', '{"maximumPerMinute": 1500}');
SELECT pg_temp.passes(0, 60);
SET iotjobs.max_rollout_per_minute = 300;
SELECT pg_temp.passes(120, 180);
SELECT pg_temp.releases('raised'), pg_temp.releases('kept');
RESET iotjobs.max_rollout_per_minute;
SELECT pg_temp.passes(240);
SELECT count(*) FROM iotjobs.jobs WHERE is_concurrent;

\echo == rule: a rollout ends with its last thing, also when that used up the rate
SELECT iotjobs.create_job('exact', pg_temp.arns('thing/f0001', 'thing/f0002'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 2}')->>'jobId';
SELECT pg_temp.passes(0);
SELECT is_concurrent FROM iotjobs.jobs WHERE job_id = 'exact';
SELECT count(iotjobs_data.update_job_execution('exact', name, 'SUCCEEDED')) FROM unnest('{f0001,f0002}'::text[]) name;
SELECT pg_temp.passes(1);
SELECT status FROM iotjobs.jobs WHERE job_id = 'exact';

\echo == rule: an exponential rate is base * factor ^ floor(notified / N), rounded down, at most the maximum
\echo    (10, 15, 22.5, 33.75, then 50; what raises the rate inside a minute counts from then on)
SELECT pg_temp.fleet_job('notified', '{"maximumPerMinute": 50, "exponentialRate": {"baseRatePerMinute": 10, "incrementFactor": 1.5, "rateIncreaseCriteria": {"numberOfNotifiedThings": 20}}}');
SELECT pg_temp.passes(VARIADIC (SELECT array_agg(i ORDER BY i) FROM generate_series(0, 360, 10) i));
SELECT pg_temp.releases('notified');
SELECT pg_temp.fleet_job('guide', '{"exponentialRate": {"baseRatePerMinute": 50, "incrementFactor": 2, "rateIncreaseCriteria": {"numberOfNotifiedThings": 1000}}}');
SELECT pg_temp.passes(VARIADIC (SELECT array_agg(60 * i ORDER BY i) FROM generate_series(0, 35) i));
\echo    (as in the guide: 50 until 1000 are notified, 100 until 2000, 200 after that)
SELECT n, count(*), min(second), max(second) FROM (
	SELECT sum(v.count) AS n, extract(epoch FROM v.happened_at - j.created_at)::int AS second FROM iotjobs.execution_event v JOIN iotjobs.job j ON j.id = v.job_id
	 WHERE j.job_id = 'guide' AND v.from_status IS NULL GROUP BY 2) AS x GROUP BY n ORDER BY min(second);

\echo == rule: ... or by what has succeeded; a fleet that never succeeds stays at the base
SELECT pg_temp.fleet_job('succeeded', '{"maximumPerMinute": 30, "exponentialRate": {"baseRatePerMinute": 5, "incrementFactor": 2, "rateIncreaseCriteria": {"numberOfSucceededThings": 5}}}');
SELECT pg_temp.passes(0, 60);
SELECT count(iotjobs_data.update_job_execution('succeeded', name, 'FAILED')) FROM unnest('{f0001,f0002,f0003,f0004,f0005,f0006}'::text[]) name;
SELECT pg_temp.passes(120);
SELECT count(iotjobs_data.update_job_execution('succeeded', name, 'SUCCEEDED')) FROM unnest('{f0007,f0008,f0009,f0010}'::text[]) name;
SELECT pg_temp.passes(130);
SELECT iotjobs_data.update_job_execution('succeeded', 'f0011', 'SUCCEEDED');
\echo    (the fifth success doubles the rate: five more within the same minute)
SELECT pg_temp.passes(131, 132, 179, 180, 191);
SELECT pg_temp.releases('succeeded');
\echo == rule: with both criteria the further one counts
SELECT pg_temp.fleet_job('both', '{"maximumPerMinute": 1000, "exponentialRate": {"baseRatePerMinute": 2, "incrementFactor": 2, "rateIncreaseCriteria": {"numberOfNotifiedThings": 6, "numberOfSucceededThings": 1}}}');
SELECT pg_temp.passes(0, 60);
SELECT pg_temp.releases('both');
SELECT count(iotjobs_data.update_job_execution('both', name, 'SUCCEEDED')) FROM unnest('{f0001,f0002}'::text[]) name;
SELECT pg_temp.passes(120);
SELECT pg_temp.releases('both');
\echo == rule: a base above the maximum is the maximum
SELECT pg_temp.fleet_job('capped', '{"maximumPerMinute": 3, "exponentialRate": {"baseRatePerMinute": 10, "incrementFactor": 2, "rateIncreaseCriteria": {"numberOfNotifiedThings": 1}}}');
SELECT pg_temp.passes(0, 60);
SELECT pg_temp.releases('capped');
SELECT iotjobs.cancel_job(job_id)->>'jobId' FROM iotjobs.jobs WHERE is_concurrent ORDER BY job_id;
SELECT pg_temp.passes(9000);

\echo == rule: one execution per job and thing, through however many targets; overlaps use up no rate
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('outer', NULL), ('middle', 'outer'), ('inner', 'middle'), ('second', NULL), ('bare', NULL)) v (name, parent);
SELECT count(iotjobs.create_thing('d' || i)) FROM generate_series(1, 8) i;
SELECT count(iotjobs.add_thing_to_thing_group(grp, thing_name => thing)) FROM (VALUES ('outer', 'd1'), ('middle', 'd2'), ('inner', 'd3'), ('inner', 'd4'),
	('second', 'd1'), ('second', 'd3'), ('second', 'd5')) v (grp, thing);
SELECT iotjobs.create_job('overlap', pg_temp.arns('thinggroup/outer', 'thing/d3', 'thinggroup/second', 'thinggroup/inner', 'thing/d6', 'thing/d3', 'thinggroup/bare'), document => '1',
	job_executions_rollout_config => '{"maximumPerMinute": 3}')->>'jobId';
SELECT pg_temp.passes(0, 60);
SELECT pg_temp.releases('overlap');
SELECT thing_name, execution_number FROM iotjobs.executions WHERE job_id = 'overlap' ORDER BY thing_name;

\echo == rule: SNAPSHOT: the members at creation, whatever happens to memberships before they are reached
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('shot', NULL), ('below', 'shot')) v (name, parent);
SELECT count(iotjobs.add_thing_to_thing_group(grp, thing_name => thing)) FROM (VALUES ('shot', 'd1'), ('shot', 'd2'), ('shot', 'd3'), ('below', 'd4'), ('below', 'd5')) v (grp, thing);
SELECT iotjobs.remove_thing_from_thing_group('shot', thing_name => 'd1');
SELECT iotjobs.create_job('shot', pg_temp.arns('thinggroup/shot', 'thing/d8'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
\echo    d2 leaves, d3 leaves and comes back, d6 joins, d1 comes back, d5 is deleted, a new d5 joins, a group is added, another deleted
SELECT iotjobs.remove_thing_from_thing_group('shot', thing_name => 'd2');
SELECT iotjobs.remove_thing_from_thing_group('shot', thing_name => 'd3'), iotjobs.add_thing_to_thing_group('shot', thing_name => 'd3');
SELECT iotjobs.add_thing_to_thing_group('shot', thing_name => 'd6'), iotjobs.add_thing_to_thing_group('shot', thing_name => 'd1');
SELECT iotjobs.delete_thing('d5');
SELECT iotjobs.create_thing('d5')->>'thingName';
SELECT iotjobs.add_thing_to_thing_group('below', thing_name => 'd5');
SELECT iotjobs.create_thing_group('new', 'shot')->>'thingGroupName';
SELECT iotjobs.add_thing_to_thing_group('new', thing_name => 'd7');
SELECT pg_temp.passes(0);
SELECT iotjobs.delete_thing_group('below');
SELECT pg_temp.passes(VARIADIC (SELECT array_agg(30 * i ORDER BY i) FROM generate_series(1, 20) i));
SELECT thing_name, status FROM iotjobs.executions WHERE job_id = 'shot' ORDER BY thing_name;
\echo == rule: a thing that is deleted before it is reached is passed over
SELECT iotjobs.create_job('gone', pg_temp.arns('thing/d6', 'thing/d7', 'thing/d8'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.passes(0);
SELECT iotjobs.delete_thing('d7');
SELECT pg_temp.passes(60);
SELECT thing_name, status FROM iotjobs.executions WHERE job_id = 'gone' ORDER BY thing_name;

\echo == rule: CONTINUOUS: who has left before he was reached is not reached
SELECT iotjobs.create_job('stream', pg_temp.arns('thinggroup/second'), document => '1', target_selection => 'CONTINUOUS', job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.passes(0);
SELECT iotjobs.remove_thing_from_thing_group('second', thing_name => 'd3');
SELECT pg_temp.passes(60, 120, 180);
SELECT thing_name, status FROM iotjobs.executions WHERE job_id = 'stream' ORDER BY thing_name;

SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
-- The next test finds nothing of this one.
DISCARD TEMP;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
