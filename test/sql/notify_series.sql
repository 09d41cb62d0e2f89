-- Notifications of devices: the worked series of the guide, the table of who hears what when, namespaces.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.notify = on;
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
CREATE FUNCTION pg_temp.job(which text, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => format('{"do": "%s", "not": null}', which))->>'jobId'
$$;
CREATE FUNCTION pg_temp.report(job text, thing text, status text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT iotjobs_data.update_job_execution(job, thing, status)
$$;
-- The clock moves on by a minute and the worker makes a pass; then all that is there is taken and confirmed.
CREATE FUNCTION pg_temp.heard() RETURNS TABLE (topic text, payload jsonb) LANGUAGE plpgsql AS $$
DECLARE
	n record;
BEGIN
	PERFORM iotjobs.run_worker();
	PERFORM set_config('iotjobs.clock', (current_setting('iotjobs.clock')::timestamptz + interval '1 minute')::text, false);
	FOR n IN SELECT * FROM iotjobs.take_notifications() AS t ORDER BY t.id LOOP
		topic := n.topic;
		payload := n.payload;
		RETURN NEXT;
		PERFORM iotjobs.confirm_notifications(ARRAY[n.id]);
	END LOOP;
END $$;
-- The same without times and details.
CREATE FUNCTION pg_temp.heard_shortly() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT replace(h.topic, '$aws/things/', '') || ' ' || CASE
		WHEN h.payload ? 'jobs' THEN (SELECT coalesce(string_agg(l.key || ' ' || (SELECT string_agg(format('%s#%s', e->>'jobId', e->>'executionNumber'), ' ' ORDER BY n)
			FROM jsonb_array_elements(l.value) WITH ORDINALITY AS x (e, n)), ', ' ORDER BY l.key), 'nothing') FROM jsonb_each(h.payload->'jobs') AS l)
		ELSE coalesce((h.payload->'execution'->>'jobId') || '#' || (h.payload->'execution'->>'executionNumber') || ' ' || (h.payload->'execution'->>'status'), 'nothing') END
	FROM pg_temp.heard() AS h
$$;

\echo == rule: the worked series of the guide: job1 is queued
SELECT pg_temp.job('job1', 'thing/t1');
SELECT * FROM pg_temp.heard();
\echo == it is started: silence
SELECT pg_temp.report('job1', 't1', 'IN_PROGRESS');
SELECT * FROM pg_temp.heard();
\echo == job2 and job3 are queued behind it: the list only
SELECT pg_temp.job('job2', 'thing/t1');
SELECT * FROM pg_temp.heard();
SELECT pg_temp.job('job3', 'thing/t1');
SELECT * FROM pg_temp.heard();
\echo == job1 succeeds: the list, and the next one
SELECT pg_temp.report('job1', 't1', 'SUCCEEDED');
SELECT * FROM pg_temp.heard();
\echo == job3 is started although job2 is next: the next one is another one, the list is the same
SELECT iotjobs_data.update_job_execution('job3', 't1', 'IN_PROGRESS', status_details => '{"step": "1"}');
SELECT * FROM pg_temp.heard();
\echo == details change: silence
SELECT iotjobs_data.update_job_execution('job3', 't1', 'IN_PROGRESS', status_details => '{"step": "2"}');
SELECT * FROM pg_temp.heard();
\echo == job3 fails, job2 is done: the list gets empty, there is no next one
SELECT pg_temp.report('job3', 't1', 'FAILED');
SELECT * FROM pg_temp.heard();
SELECT pg_temp.report('job2', 't1', 'SUCCEEDED');
SELECT * FROM pg_temp.heard();

\echo == rule: who hears what when
\echo == row: queued, the list was empty; queued behind others
SELECT pg_temp.job('a', 'thing/t2');
SELECT * FROM pg_temp.heard_shortly();
SELECT pg_temp.job('b', 'thing/t2');
SELECT * FROM pg_temp.heard_shortly();
SELECT pg_temp.job('c', 'thing/t2');
SELECT * FROM pg_temp.heard_shortly();
\echo == row: the front one is started
SELECT pg_temp.report('a', 't2', 'IN_PROGRESS');
SELECT * FROM pg_temp.heard_shortly();
\echo == row: another one is started while one that was queued earlier is IN_PROGRESS
SELECT pg_temp.report('b', 't2', 'IN_PROGRESS');
SELECT * FROM pg_temp.heard_shortly();
\echo == row: one that is not the front one leaves: reported, canceled
SELECT pg_temp.report('b', 't2', 'FAILED');
SELECT * FROM pg_temp.heard_shortly();
SELECT pg_temp.job('d', 'thing/t2');
SELECT * FROM pg_temp.heard_shortly();
SELECT iotjobs.cancel_job_execution('d', 't2');
SELECT * FROM pg_temp.heard_shortly();
\echo == row: the front one is canceled by force, with its job
SELECT iotjobs.cancel_job('a', force => true)->>'jobId';
SELECT * FROM pg_temp.heard_shortly();
\echo == row: the front one is deleted, and none is left
SELECT iotjobs.delete_job_execution('c', 't2', 1);
SELECT * FROM pg_temp.heard_shortly();
\echo == row: the front one is removed: the thing leaves the group
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't3');
SELECT iotjobs.create_job('joined', pg_temp.arns('thinggroup/g'), document => '1', target_selection => 'CONTINUOUS')->>'jobId';
SELECT * FROM pg_temp.heard_shortly();
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't3');
SELECT * FROM pg_temp.heard_shortly();
\echo == it comes back: attempt 2
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't3');
SELECT * FROM pg_temp.heard_shortly();
\echo == row: a job goes with its executions
SELECT iotjobs.delete_job('joined', force => true);
SELECT * FROM pg_temp.heard_shortly();
\echo == row: another one becomes the front one by being started, while one that was queued later is IN_PROGRESS
SELECT pg_temp.job('e', 'thing/t4'), pg_temp.job('f', 'thing/t4');
SELECT pg_temp.heard_shortly();
SELECT pg_temp.report('f', 't4', 'IN_PROGRESS');
SELECT * FROM pg_temp.heard_shortly();
SELECT pg_temp.report('e', 't4', 'IN_PROGRESS');
SELECT * FROM pg_temp.heard_shortly();

\echo == row: retried: the end of attempt 1 and the queueing of attempt 2 are one change, as they are in one pass
SELECT iotjobs.create_job('retried', pg_temp.arns('thing/t8'), document => '1', job_executions_retry_config => '{"criteriaList": [{"failureType": "FAILED", "numberOfRetries": 1}]}')->>'jobId';
SELECT * FROM pg_temp.heard_shortly();
SELECT pg_temp.report('retried', 't8', 'FAILED');
SELECT * FROM pg_temp.heard_shortly();
SELECT pg_temp.report('retried', 't8', 'FAILED');
SELECT * FROM pg_temp.heard_shortly();
\echo == row: a window opens and closes
SELECT iotjobs.create_job('windowed', pg_temp.arns('thinggroup/windows'), document => '1', target_selection => 'CONTINUOUS',
	scheduling_config => '{"maintenanceWindows": [{"startTime": "cron(0 20 * * ? *)", "durationInMinutes": 60}]}')->>'jobId'
FROM iotjobs.create_thing_group('windows'), iotjobs.add_thing_to_thing_group('windows', thing_name => 't9');
SELECT * FROM pg_temp.heard_shortly();
SET iotjobs.clock = '2026-01-01 20:00:00Z';
SELECT * FROM pg_temp.heard_shortly();
SET iotjobs.clock = '2026-01-01 21:00:00Z';
SELECT * FROM pg_temp.heard_shortly();
SET iotjobs.clock = '2026-01-02 20:00:00Z';
SELECT * FROM pg_temp.heard_shortly();
SELECT iotjobs.cancel_job('windowed')->>'jobId';
SELECT * FROM pg_temp.heard_shortly();

\echo == rule: what happens between two passes comes as one, with the list as it then is
SELECT pg_temp.job('g', 'thing/t4'), pg_temp.job('h', 'thing/t4');
SELECT iotjobs.run_worker()->'released';
SELECT pg_temp.report('e', 't4', 'SUCCEEDED'), pg_temp.report('f', 't4', 'SUCCEEDED');
SELECT * FROM pg_temp.heard_shortly();
\echo == what comes and goes in between is not heard of
SELECT iotjobs.run_worker()->'announced';
SELECT pg_temp.report('g', 't4', 'IN_PROGRESS'), pg_temp.report('h', 't4', 'IN_PROGRESS');
SELECT * FROM pg_temp.heard_shortly();

\echo == rule: at most 10 executions are shown, and one behind them is heard of
SELECT count(pg_temp.job('many-' || i, 'thing/t5')) FROM generate_series(1, 10) i;
SELECT pg_temp.heard_shortly();
SELECT pg_temp.job('eleventh', 'thing/t5');
SELECT * FROM pg_temp.heard_shortly();

\echo == rule: executions of a namespace are in a list of their own, with no next one
SELECT iotjobs.create_job('in-space', pg_temp.arns('thing/t6'), document => '1', namespace_id => 'aws-gg-deployment')->>'jobId';
SELECT pg_temp.job('plain', 'thing/t6');
SELECT * FROM pg_temp.heard();
SELECT pg_temp.report('in-space', 't6', 'SUCCEEDED');
SELECT * FROM pg_temp.heard_shortly();

\echo == rule: URLs in the document are signed for the thing; without credentials the document is left out, and nobody else suffers
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/sign', 'AKIDEXAMPLE', 'secret');
SELECT iotjobs.create_job('signed', pg_temp.arns('thing/t7', 'thing/t8'), document => '{"url": "${aws:iot:s3-presigned-url:https://s3.us-east-1.amazonaws.com/bucket/key}"}',
	presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/sign"}')->>'jobId';
SELECT topic, payload->'execution'->>'jobId' AS job, left(payload #>> '{execution,jobDocument,url}', 60) AS url FROM pg_temp.heard() ORDER BY topic;
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/sign', NULL, NULL);
SELECT iotjobs.create_job('unsigned', pg_temp.arns('thing/t7', 'thing/t8', 'thing/t9'), document => '1')->>'jobId';
SELECT iotjobs.cancel_job('signed')->>'jobId';
SELECT * FROM pg_temp.heard_shortly();
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/sign', 'AKIDEXAMPLE', 'secret');
SELECT iotjobs.create_job('signed-again', pg_temp.arns('thing/t7', 'thing/t8'), document => '{"url": "${aws:iot:s3-presigned-url:https://s3.us-east-1.amazonaws.com/bucket/key}"}',
	presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/sign"}')->>'jobId';
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/sign', NULL, NULL);
SELECT pg_temp.report('unsigned', thing, 'SUCCEEDED') FROM unnest('{t7,t8,t9}'::text[]) thing;
SELECT topic, payload->'execution'->>'jobId' AS job, payload->'execution' ? 'jobDocument' AS has_document, payload ? 'timestamp' FROM pg_temp.heard() ORDER BY topic;
SELECT iotjobs.cancel_job('signed-again')->>'jobId';
SELECT count(*) FROM pg_temp.heard();

\echo == rule: a deleted thing hears nothing
SELECT iotjobs.delete_thing('t6');
SELECT * FROM pg_temp.heard_shortly();

\echo == rule: what was rolled back is not heard of
BEGIN;
SELECT pg_temp.report('g', 't4', 'SUCCEEDED');
SELECT iotjobs.run_worker()->'announced';
ROLLBACK;
SELECT * FROM pg_temp.heard_shortly();

\echo == rule: in one transaction, too, and in its savepoints
BEGIN;
SELECT pg_temp.job('own', 'thing/t7');
SELECT * FROM pg_temp.heard_shortly();
SAVEPOINT s;
SELECT pg_temp.report('own', 't7', 'SUCCEEDED');
SELECT * FROM pg_temp.heard_shortly();
ROLLBACK TO s;
SELECT * FROM pg_temp.heard_shortly();
SELECT pg_temp.report('own', 't7', 'REJECTED');
SELECT * FROM pg_temp.heard_shortly();
COMMIT;
SELECT * FROM pg_temp.heard_shortly();

\echo == rule: a large job is told in parts, and each thing once
SELECT iotjobs.create_thing_group('fleet')->>'thingGroupName';
SELECT * FROM iotjobs.register_things(ARRAY(SELECT 'fleet-' || i FROM generate_series(1, 2500) i), 'fleet');
SET iotjobs.max_rollout_per_minute = 100000;
SELECT pg_temp.job('large', 'thinggroup/fleet');
SELECT iotjobs.run_worker()->'announced';
SELECT regexp_replace(topic, '-\d+', '') AS topic, count(*), count(DISTINCT topic), count(DISTINCT payload) FROM iotjobs.take_notifications(10000) GROUP BY 1 ORDER BY 1;
SELECT name FROM iotjobs.check() WHERE bad <> 0 AND name <> 'a job whose rollout is done has reached the things it names';
SELECT tells_devices, is_producing, waiting, leased, taken, confirmed, dropped FROM iotjobs.notification_status;
RESET iotjobs.clock;
RESET iotjobs.notify;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
