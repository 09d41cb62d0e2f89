-- UpdateJob, AssociateTargetsWithJob, CancelJobExecution, DeleteJobExecution, DeleteJob.
\set VERBOSITY default
\set SHOW_CONTEXT never
\pset format unaligned
SET TimeZone = 'UTC';
SET iotjobs.clock = '2030-01-01 12:00:00+00';

CREATE FUNCTION pg_temp.thing(name text) RETURNS text LANGUAGE sql AS $$ SELECT 'arn:aws:iot:us-east-1:123456789012:thing/' || name $$;
CREATE FUNCTION pg_temp.thing_group(name text) RETURNS text LANGUAGE sql AS $$ SELECT 'arn:aws:iot:us-east-1:123456789012:thinggroup/' || name $$;
CREATE FUNCTION pg_temp.pass(at text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_catalog.string_agg(key || ' ' || value, ', ' ORDER BY key) FROM pg_catalog.jsonb_each_text(iotjobs.run_worker(('2030-01-01 ' || at || '+00')::timestamptz))
	WHERE key NOT IN ('at', 'eventsFolded') AND value <> '0' $$;
CREATE FUNCTION pg_temp.counts(job text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_catalog.string_agg(pg_catalog.replace(pg_catalog.replace(key, 'numberOf', ''), 'Things', '') || ' ' || value, ', ' ORDER BY key)
	FROM pg_catalog.jsonb_each_text(iotjobs.describe_job(job) -> 'job' -> 'jobProcessDetails') WHERE key LIKE 'number%' AND value <> '0' $$;

SELECT iotjobs.create_thing_group('east') IS NOT NULL AS made, iotjobs.create_thing_group('west') IS NOT NULL AS made;
SELECT iotjobs.register_things(ARRAY['e1', 'e2', 'e3'], 'east') AS east, iotjobs.register_things(ARRAY['w1', 'w2'], 'west') AS west;

-- UpdateJob: a given object replaces the old one whole, the rest stays.
SELECT iotjobs.create_job('fw', ARRAY[pg_temp.thing_group('east')], document => '{}', description => 'old',
	timeout_config => '{"inProgressTimeoutInMinutes": 10}', job_executions_rollout_config => '{"maximumPerMinute": 1}') IS NOT NULL AS made;
SELECT pg_temp.pass('12:00:00');
SELECT iotjobs.update_job('fw', description => 'new', timeout_config => '{"inProgressTimeoutInMinutes": 20}');
SELECT j ->> 'description' AS description, j -> 'timeoutConfig' AS timeout, j -> 'jobExecutionsRolloutConfig' AS rollout
FROM (SELECT iotjobs.describe_job('fw') -> 'job' AS j) AS d;
-- A new rate counts at once, not when the old window ends.
SELECT pg_temp.pass('12:00:01');
SELECT iotjobs.update_job('fw', job_executions_rollout_config => '{"maximumPerMinute": 2}');
SELECT pg_temp.pass('12:00:02');
-- A new timeout counts for executions that start from now on.
SET iotjobs.clock = '2030-01-01 12:00:03+00';
SELECT iotjobs_data.start_next_pending_job_execution('e1') -> 'execution' ->> 'approximateSecondsBeforeTimedOut' AS seconds;
SELECT iotjobs.update_job('fw', timeout_config => '{"inProgressTimeoutInMinutes": 1}');
SELECT iotjobs_data.start_next_pending_job_execution('e2') -> 'execution' ->> 'approximateSecondsBeforeTimedOut' AS seconds;
SELECT iotjobs_data.describe_job_execution('fw', 'e1') -> 'execution' ->> 'approximateSecondsBeforeTimedOut' AS seconds;
-- Refused.
SELECT iotjobs.update_job('nope', description => 'x');
SELECT iotjobs.update_job('fw', namespace_id => 'other');
SELECT iotjobs.update_job('fw', job_executions_rollout_config => '{"maximumPerMinute": 1001}');
SELECT iotjobs.update_job('fw', job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 1}]}');

-- CancelJobExecution: QUEUED always, IN_PROGRESS with force, never what has ended.
SELECT pg_temp.pass('12:01:02');
SELECT iotjobs.cancel_job_execution('fw', 'e3', expected_version => 7);
SELECT iotjobs.cancel_job_execution('fw', 'e3', status_details => '{"why": "recalled"}');
SELECT e ->> 'status' AS status, e -> 'forceCanceled' AS forced, e -> 'statusDetails' AS details, e -> 'versionNumber' AS version
FROM (SELECT iotjobs.describe_job_execution('fw', 'e3') -> 'execution' AS e) AS d;
SELECT iotjobs.cancel_job_execution('fw', 'e3');
SELECT iotjobs.cancel_job_execution('fw', 'e2');
SELECT iotjobs.cancel_job_execution('fw', 'e2', force => true);
SELECT e ->> 'status' AS status, e -> 'forceCanceled' AS forced FROM (SELECT iotjobs.describe_job_execution('fw', 'e2') -> 'execution' AS e) AS d;
SELECT iotjobs_data.update_job_execution('fw', 'e2', 'SUCCEEDED');
SELECT iotjobs.cancel_job_execution('fw', 'w1');
SELECT pg_temp.counts('fw');

-- DeleteJobExecution: not while it is IN_PROGRESS, but with force; it leaves the counters.
SELECT iotjobs.delete_job_execution('fw', 'e1', 1);
SELECT iotjobs.delete_job_execution('fw', 'e3', 2);
SELECT iotjobs.delete_job_execution('fw', 'e3', 1);
SELECT iotjobs.describe_job_execution('fw', 'e3');
SELECT pg_temp.counts('fw');
-- The last that the job waited for: the job is complete.
SELECT iotjobs.delete_job_execution('fw', 'e1', 1, force => true);
SELECT pg_temp.pass('12:02:00');
SELECT iotjobs.describe_job('fw') -> 'job' ->> 'status' AS status, pg_temp.counts('fw');
SELECT iotjobs.update_job('fw', description => 'late');

-- AssociateTargetsWithJob: groups, to continuous jobs that are IN_PROGRESS.
SELECT iotjobs.associate_targets_with_job(ARRAY[pg_temp.thing_group('west')], 'fw');
SELECT iotjobs.create_job('cont', ARRAY[pg_temp.thing_group('east')], document => '{}', target_selection => 'CONTINUOUS') IS NOT NULL AS made;
SELECT pg_temp.pass('12:03:00');
SELECT iotjobs.associate_targets_with_job(ARRAY[pg_temp.thing('w1')], 'cont');
SELECT iotjobs.associate_targets_with_job(ARRAY[pg_temp.thing_group('south')], 'cont');
SELECT iotjobs.associate_targets_with_job(ARRAY[pg_temp.thing_group('west'), pg_temp.thing_group('east')], 'cont', comment => 'and the west');
SELECT j -> 'targets' AS targets, j ->> 'comment' AS comment, j -> 'isConcurrent' AS concurrent FROM (SELECT iotjobs.describe_job('cont') -> 'job' AS j) AS d;
SELECT pg_temp.pass('12:03:01');
SELECT thing_name, status FROM iotjobs.executions WHERE job_id = 'cont' ORDER BY thing_name;
-- Who leaves the new target is removed, who joins it gets the job.
SELECT iotjobs.remove_thing_from_thing_group('west', thing_name => 'w1'), iotjobs.register_things(ARRAY['w3'], 'west');
SELECT pg_temp.pass('12:03:02');
SELECT thing_name, status FROM iotjobs.executions WHERE job_id = 'cont' AND thing_name LIKE 'w%' ORDER BY thing_name;
-- An earlier attempt is the latest again when the one after it is deleted.
SELECT iotjobs.add_thing_to_thing_group('west', thing_name => 'w1');
SELECT pg_temp.pass('12:03:03');
SELECT iotjobs.delete_job_execution('cont', 'w1', 2);
SELECT e -> 'executionNumber' AS number, e ->> 'status' AS status FROM (SELECT iotjobs.describe_job_execution('cont', 'w1') -> 'execution' AS e) AS d;
-- At most iotjobs.max_targets_per_job targets in all.
SELECT count(*) AS made FROM (SELECT iotjobs.create_thing_group('t' || i) FROM generate_series(1, 100) AS i) AS g;
SELECT iotjobs.associate_targets_with_job((SELECT array_agg(pg_temp.thing_group('t' || i) ORDER BY i) FROM generate_series(1, 99) AS i), 'cont');
SELECT count(*) AS targets FROM jsonb_array_elements(iotjobs.describe_job('cont') -> 'job' -> 'targets');
SELECT iotjobs.associate_targets_with_job((SELECT array_agg(pg_temp.thing_group('t' || i) ORDER BY i) FROM generate_series(1, 98) AS i), 'cont') ->> 'jobId' AS job;
SET iotjobs.max_targets_per_job = 101;
SELECT iotjobs.associate_targets_with_job(ARRAY[pg_temp.thing_group('t99')], 'cont') ->> 'jobId' AS job;
SELECT iotjobs.associate_targets_with_job(ARRAY[pg_temp.thing_group('t100')], 'cont') ->> 'jobId' AS job;
SELECT iotjobs.associate_targets_with_job((SELECT array_agg(pg_temp.thing_group('t' || i) ORDER BY i) FROM generate_series(1, 10000) AS i), 'cont');
RESET iotjobs.max_targets_per_job;

-- DeleteJob: ended jobs, others with force; gone when the worker has been there.
SELECT iotjobs.delete_job('cont');
SELECT iotjobs.delete_job('cont', force => true);
SELECT iotjobs.describe_job('cont') -> 'job' ->> 'status' AS status, iotjobs.describe_job('cont') -> 'job' -> 'isConcurrent' AS concurrent;
SELECT iotjobs.delete_job('cont', force => true);
SELECT iotjobs.cancel_job('cont');
SELECT iotjobs.create_job('cont', ARRAY[pg_temp.thing('e1')], document => '{}');
SELECT iotjobs_data.start_next_pending_job_execution('e1');
SELECT iotjobs.delete_job('fw');
SELECT pg_temp.pass('12:04:00');
SELECT iotjobs.describe_job('cont');
SELECT iotjobs.describe_job('fw');
SELECT count(*) AS left_over FROM iotjobs.job_execution;
SELECT from_status, to_status, sum(count) FROM iotjobs.execution_event WHERE to_status IS NULL GROUP BY from_status, to_status ORDER BY from_status;
-- The id is free again.
SELECT iotjobs.create_job('cont', ARRAY[pg_temp.thing('e1')], document => '{}') ->> 'jobId' AS job;

-- Quotas.
SET iotjobs.max_active_jobs = 1;
SELECT iotjobs.create_job('second', ARRAY[pg_temp.thing('e1')], document => '{}');
RESET iotjobs.max_active_jobs;
SELECT iotjobs.create_job('second', ARRAY[pg_temp.thing('e1')], document => '{}') ->> 'jobId' AS job;
SET iotjobs.max_concurrent_jobs = 1;
SELECT pg_temp.pass('12:05:00');
SELECT job_id, is_concurrent, queued FROM iotjobs.jobs ORDER BY job_id;
SELECT pg_temp.pass('12:05:01');
RESET iotjobs.max_concurrent_jobs;
SET iotjobs.max_jobs_in_deletion = 1;
SELECT iotjobs.delete_job('cont', force => true);
SELECT iotjobs.delete_job('second', force => true);
RESET iotjobs.max_jobs_in_deletion;
SELECT pg_temp.pass('12:06:00');

SELECT name, bad, sample FROM iotjobs.check() WHERE bad > 0;
