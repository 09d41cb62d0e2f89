-- The event log is emptied by parts when they are older than iotjobs.retention, 730 days; what it said of executions that are left stays counted.
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
SET iotjobs.clock = '2030-01-01 12:00:00+00';
\pset format unaligned
\pset tuples_only on

CREATE FUNCTION pg_temp.counters() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(d.key || '=' || d.value, ' ' ORDER BY d.key)
	FROM jsonb_each_text(iotjobs.describe_job('old') -> 'job' -> 'jobProcessDetails') AS d
	WHERE d.value <> '0' AND d.key LIKE 'number%'
$$;
CREATE FUNCTION pg_temp.pass(at timestamptz) RETURNS text LANGUAGE sql AS $$
	SELECT format('released %s, failed %s', s ->> 'released', s ->> 'unitsFailed') FROM iotjobs.run_worker(at) AS s
$$;

SELECT count(*) FROM (SELECT iotjobs.create_thing('old_' || i) FROM generate_series(1, 3) AS i) AS made;
SELECT iotjobs.create_job('old', ARRAY(SELECT 'arn:aws:iot:us-east-1:123456789012:thing/old_' || i FROM generate_series(1, 3) AS i), document => '{}') ->> 'jobId';
SELECT pg_temp.pass('2030-01-01 12:00:01+00');
SELECT iotjobs_data.update_job_execution('old', 'old_1', 'SUCCEEDED');
SELECT pg_temp.pass('2030-01-01 12:00:02+00');
SELECT pg_temp.counters(), count(*) FROM iotjobs.execution_event;

\echo == rule: for 730 days it is all there
SELECT DISTINCT pg_temp.pass('2030-01-01 12:00:00+00'::timestamptz + n * interval '73 days') FROM generate_series(1, 10) AS n;
SELECT pg_temp.counters(), count(*) FROM iotjobs.execution_event;

\echo == rule: then it goes, and the counters of what is left stay (one event says that an old execution went)
SET iotjobs.clock = '2033-06-01 12:00:00+00';
SELECT DISTINCT pg_temp.pass('2032-01-01 12:00:00+00'::timestamptz + n * interval '73 days') FROM generate_series(1, 10) AS n;
SELECT pg_temp.counters(), count(*) FROM iotjobs.execution_event;
SELECT name, bad FROM iotjobs.check() WHERE bad <> 0;
SELECT status, count(*) FROM iotjobs.executions WHERE job_id = 'old' GROUP BY status ORDER BY status;

\echo == rule: a report after that makes the log begin anew
SELECT iotjobs_data.update_job_execution('old', 'old_2', 'FAILED');
SELECT pg_temp.counters(), count(*) FROM iotjobs.execution_event;
SELECT pg_temp.pass('2033-06-01 12:00:00+00');
SELECT pg_temp.counters(), count(*) FROM iotjobs.execution_event;
SELECT name, bad FROM iotjobs.check() WHERE bad <> 0;

DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
