-- DescribeJob and GetJobDocument: states, times, counters, processingTargets.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('outer', NULL), ('inner', 'outer'), ('bare', NULL)) v (name, parent);
SELECT count(iotjobs.add_thing_to_thing_group(grp, thing_name => thing)) FROM (VALUES ('outer', 't3'), ('inner', 't4')) v (grp, thing);
CREATE FUNCTION pg_temp.job(which text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT iotjobs.describe_job(which)->'job'
$$;
CREATE FUNCTION pg_temp.counts(which text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(replace(replace(key, 'numberOf', ''), 'Things', '') || ' ' || value, ', ' ORDER BY key), 'none')
	  FROM jsonb_each(pg_temp.job(which)->'jobProcessDetails') WHERE key LIKE 'numberOf%' AND value <> '0'
$$;

\echo == rule: the job must exist
SELECT pg_temp.fails($$SELECT iotjobs.describe_job('nothing')$$);
SELECT pg_temp.fails($$SELECT iotjobs.get_job_document('nothing')$$);

\echo == rule: things are counted by the state of their execution, exactly and at once
SELECT iotjobs.create_job('mixed', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3', 'thing/t4', 'thing/t5', 'thing/t6', 'thing/t7', 'thing/t8'),
	document => '{}', description => 'all states')->>'jobId';
SELECT pg_temp.counts('mixed');
SELECT iotjobs.run_worker('2026-01-01 12:00:00Z')->'released';
SELECT pg_temp.counts('mixed');
SELECT iotjobs_data.update_job_execution('mixed', 't2', 'IN_PROGRESS');
SELECT iotjobs_data.update_job_execution('mixed', 't3', 'SUCCEEDED');
SELECT iotjobs_data.update_job_execution('mixed', 't4', 'FAILED');
SELECT iotjobs_data.update_job_execution('mixed', 't5', 'REJECTED');
SELECT iotjobs_data.update_job_execution('mixed', 't6', 'IN_PROGRESS', step_timeout_in_minutes => 1);
SELECT iotjobs.delete_thing('t7');
SELECT pg_temp.counts('mixed');
SELECT iotjobs.run_worker('2026-01-01 12:01:00Z');
SELECT pg_temp.counts('mixed');
\echo == rule: all counters are there, also those that are 0
SELECT jsonb_pretty(iotjobs.describe_job('mixed'));

\echo == rule: a canceled job shows why, and no completedAt
SET LOCAL iotjobs.clock = '2026-01-01 12:02:00.25Z';
SELECT iotjobs.cancel_job('mixed', reason_code => 'WRONG_VERSION', comment => 'take 2.1 instead');
\echo == rule: isConcurrent while executions are being canceled
SELECT pg_temp.job('mixed')->'isConcurrent', pg_temp.counts('mixed');
SELECT iotjobs.run_worker('2026-01-01 12:02:01Z')->'canceled';
SELECT pg_temp.counts('mixed');
SELECT pg_temp.job('mixed') - 'jobProcessDetails' - 'targets';

\echo == rule: processingTargets are the targets that are not rolled out entirely; isConcurrent until all are
SET LOCAL iotjobs.clock = '2026-01-01 13:00:00Z';
SELECT iotjobs.create_job('slow', pg_temp.arns('thinggroup/inner', 'thing/t1', 'thinggroup/bare', 'thinggroup/outer', 'thing/t2'), document => '{}',
	job_executions_rollout_config => '{"maximumPerMinute": 1}')->>'jobId';
SELECT pg_temp.job('slow')->'jobProcessDetails'->'processingTargets', pg_temp.job('slow')->'isConcurrent', pg_temp.counts('slow');
CREATE FUNCTION pg_temp.pass(minute int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	released jsonb := iotjobs.run_worker('2026-01-01 13:00:00Z'::timestamptz + minute * interval '1 min')->'released';
	job jsonb := pg_temp.job('slow');
BEGIN
	RETURN format('%s: released %s, %s, concurrent %s, still %s', minute, released, pg_temp.counts('slow'), job->'isConcurrent',
		replace((job->'jobProcessDetails'->'processingTargets')::text, 'arn:aws:iot:us-east-1:123456789012:', ''));
END $$;
SELECT pg_temp.pass(minute) FROM generate_series(0, 4) minute ORDER BY minute;
SELECT pg_temp.job('slow')->'jobProcessDetails' ? 'processingTargets' AS processing, pg_temp.job('slow')->'targets';

\echo == rule: completedAt is when the last execution had ended
SET LOCAL iotjobs.clock = '2026-01-01 13:30:00Z';
SELECT count(iotjobs_data.update_job_execution('slow', t, 'SUCCEEDED')) FROM unnest('{t1,t2,t3,t4}'::text[]) t;
SELECT pg_temp.job('slow')->'status', pg_temp.job('slow') ? 'completedAt';
SELECT iotjobs.run_worker('2026-01-01 13:30:02.125Z')->'jobsCompleted';
SELECT pg_temp.job('slow') - 'jobProcessDetails' - 'targets';

\echo == rule: a job canceled by force says so
SELECT iotjobs.create_job('forced', pg_temp.arns('thing/t1'), document => '{}')->>'jobId';
SELECT iotjobs.cancel_job('forced', force => true);
SELECT pg_temp.job('forced') - 'jobProcessDetails' - 'targets';

\echo == rule: ARNs are those of this account and region
SET LOCAL iotjobs.region = 'eu-central-1';
SET LOCAL iotjobs.account_id = '000000000001';
SELECT pg_temp.job('forced')->'jobArn';
RESET iotjobs.region;
RESET iotjobs.account_id;

\echo == rule: the document is returned as it was given; nothing is to be substituted
SELECT iotjobs.create_job('spaces', pg_temp.arns('thing/t1'), document => E'{\n\t"b" : 1,  "a": 1e2, "a": "\\u00e4"\n}')->>'jobId';
SELECT iotjobs.get_job_document('spaces')->>'document' = E'{\n\t"b" : 1,  "a": 1e2, "a": "\\u00e4"\n}' AS same;
SELECT iotjobs.get_job_document('spaces', true) = iotjobs.get_job_document('spaces', false) AS same,
	iotjobs.describe_job('spaces', true) = iotjobs.describe_job('spaces') AS same;
SELECT iotjobs.describe_job('spaces')->'job' ? 'document' AS shown;
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
