-- handle: messages that are no requests, or bad ones; what goes wrong on the way; nothing is half written.
\pset format unaligned
\pset tuples_only on
\pset fieldsep ' '
\pset null '(null)'
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 4) i;
SELECT iotjobs.create_job('job', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t3'), document => '{"a": 1}')->>'jobId', iotjobs.run_worker()->'released';
-- A message to t1, in short: topic of the answer, code, message, token.
CREATE FUNCTION pg_temp.publish(request text, payload text) RETURNS TABLE (reply text, code text, message text, token text) LANGUAGE sql AS $$
	SELECT replace(h.topic, '$aws/things/t1/jobs/', ''), h.payload::jsonb->>'code', h.payload::jsonb->>'message', h.payload::jsonb->>'clientToken'
	FROM iotjobs_data.handle('$aws/things/t1/jobs/' || request, payload, 'client') AS h
$$;
CREATE VIEW pg_temp.executions AS SELECT thing_name, status, version FROM iotjobs.executions WHERE job_id = 'job';

\echo == topics that map to nothing
SELECT request, p.* FROM unnest('{"",update,GET,get/,/get,job,job/start-next,job/get/,job/get/now,$next/update,$next/namespace-ns/update,job/namespace-/get,job/ns/get,namespace-ns/start-next,accepted}'::text[]) WITH ORDINALITY AS u (request, n),
	pg_temp.publish(request, '{"clientToken": "c"}') AS p ORDER BY n;
\echo == topics with bad names map to an operation, which refuses them
SELECT h.* FROM unnest('{$aws/things/t 1/jobs/get,$aws/things/$t/jobs/start-next,$aws/things/t1/jobs/$foo/get,$aws/things/t1/jobs/a.b/update,$aws/things/té/jobs/get}'::text[]) WITH ORDINALITY AS u (request, n),
	iotjobs_data.handle(request, '{"clientToken": "c"}') AS h ORDER BY n;
SELECT length(h.topic), h.payload FROM iotjobs_data.handle('$aws/things/' || repeat('t', 129) || '/jobs/get', '{}') AS h;
SELECT length(h.topic), h.payload FROM iotjobs_data.handle('$aws/things/t1/jobs/' || repeat('j', 65) || '/get', '{}') AS h;
\echo == topics of others: nobody to tell
SELECT h.* FROM unnest('{"",x,$aws/things/t1/jobs,$aws/things//jobs/get,$aws/things/t1/shadow/get,$aws/things/+/jobs/get,$aws/things/t1/jobs/#,"$aws/things/t1/jobs/	get"}'::text[]) WITH ORDINALITY AS u (request, n),
	iotjobs_data.handle(request, '{"clientToken": "c"}') AS h ORDER BY n;
SELECT * FROM iotjobs_data.handle(NULL, '{"clientToken": "c"}', NULL);
SELECT * FROM iotjobs_data.handle(NULL, NULL, NULL);
SELECT * FROM iotjobs_data.handle('$aws/things/t1/jobs/' || repeat('x', 65536), '{}');
\echo == what the service publishes is no request: no answer, whatever it holds
SELECT count(h.*) FROM unnest('{get/accepted,get/rejected,start-next/accepted,$next/get/rejected,job/update/accepted,job/namespace-ns/get/rejected,notify,notify-next,notify-namespace-ns,job/notify-namespace-ns/,a/b/c/d/rejected}'::text[]) AS request,
	unnest('{"{}","",x}'::text[]) AS body, pg_temp.publish(request, body) AS h;

\echo == payloads that are no JSON, or no object
SELECT body, p.reply, p.code, left(p.message, 24), p.token FROM unnest(ARRAY[NULL, '', ' ', 'x', '{', '{"a": 1', '{"a"}', '{"clientToken": "c",}', '{} {}', '{"clientToken": "c"} x', '{''a'': 1}', 'null', '[]', '"{}"', '7', '{"a": "\u0000"}', '{"a": "\ud800"}', '{"a": "\x"}', E'{"a": "\t"}', '{"a": 01}', '{"a": nan}']) WITH ORDINALITY AS u (body, n),
	pg_temp.publish('get', body) AS p ORDER BY n;
SELECT p.* FROM pg_temp.publish('bad', '{"clientToken": "c"') AS p;
\echo == payloads that are bytes: of UTF-8
SELECT h.topic, convert_from(h.payload, 'UTF8') FROM unnest(ARRAY['{"clientToken": "\303\251"}', '{"clientToken": "\351"}', '\377\376{}', '{"clientToken": "\355\240\200"}', '{}\000', '', NULL]::bytea[]) WITH ORDINALITY AS u (body, n),
	iotjobs_data.handle_bytes('$aws/things/t1/jobs/get', body) AS h ORDER BY n;
SELECT * FROM iotjobs_data.handle_bytes(NULL, NULL, NULL);
SELECT count(*) FROM iotjobs_data.handle_bytes('$aws/things/t1/jobs/notify', '{}');
\echo == payloads that nobody should have to read
SELECT p.* FROM pg_temp.publish('get', '{"clientToken": "' || repeat('c', 131072) || '"}') AS p;
SELECT p.reply, p.code, length(p.token) FROM pg_temp.publish('get', '{"clientToken": "' || repeat('c', 131072 - 19) || '"}') AS p;
SELECT p.code, p.message FROM pg_temp.publish('get', repeat('[', 100000)) AS p;
SELECT p.code, p.message FROM pg_temp.publish('get', '{"a": ' || repeat('{"a": ', 40) || '1' || repeat('}', 40) || '}') AS p;
SELECT p.code, p.message FROM pg_temp.publish('job/update', '{"status": "FAILED", "expectedVersion": 1e100000}') AS p;
SELECT p.code, p.message FROM pg_temp.publish('job/update', '{"status": "FAILED", "expectedVersion": 1' || repeat('0', 100) || '}') AS p;

\echo == members: types, limits, names; the token comes back where it can be read
SELECT body, p.* FROM unnest(ARRAY['{}', '{"clientToken": null}', '{"clientToken": ""}', '{"clientToken": "\u00e9\n\"\\"}', '{"clientToken": 7}', '{"clientToken": {"a": "b"}}', '{"clientToken": "a", "clientToken": "b"}',
	'{"clientToken": "c", "unknown": 1}', '{"clientToken": "c", "ClientToken": "d"}', '{"clientToken": "c", "status": 1}', '{"clientToken": "c", "jobId": "job"}']) WITH ORDINALITY AS u (body, n),
	pg_temp.publish('get', body) AS p ORDER BY n;
SELECT body, p.* FROM unnest(ARRAY['{"status": 1}', '{"status": null}', '{"status": ""}', '{"status": "succeeded"}', '{"status": "FAILED", "statusDetails": "x"}', '{"status": "FAILED", "statusDetails": {"a": 1}}', '{"status": "FAILED", "statusDetails": {"a": ""}}', '{"status": "FAILED", "statusDetails": {"": "a"}}',
	'{"status": "FAILED", "statusDetails": {"a": null}}', '{"status": "FAILED", "expectedVersion": 1.5}', '{"status": "FAILED", "expectedVersion": "1.0"}', '{"status": "FAILED", "expectedVersion": "x"}', '{"status": "FAILED", "expectedVersion": true}', '{"status": "FAILED", "expectedVersion": 99999999999999999999}',
	'{"status": "FAILED", "executionNumber": "1"}', '{"status": "FAILED", "executionNumber": 9}', '{"status": "FAILED", "stepTimeoutInMinutes": 10081}', '{"status": "FAILED", "includeJobExecutionState": 1}', '{"status": "FAILED", "includeJobDocument": null, "expectedVersion": 7}']) WITH ORDINALITY AS u (body, n),
	pg_temp.publish('job/update', body) AS p ORDER BY n;
\echo == what stands in the topic may be repeated
SELECT body, p.* FROM unnest(ARRAY['{"jobId": "job", "thingName": "t1", "includeJobDocument": false}', '{"jobId": "other"}', '{"thingName": "t2"}', '{"jobId": 7}', '{"thingName": "t1", "jobId": null}', '{"jobId": "jo"}', '{"jobId": "$next"}']) WITH ORDINALITY AS u (body, n),
	pg_temp.publish('job/get', body) AS p ORDER BY n;
SELECT p.* FROM pg_temp.publish('$next/get', '{"jobId": "$next"}') AS p;
SELECT p.* FROM pg_temp.publish('$next/get', '{"jobId": "job"}') AS p;
SELECT * FROM pg_temp.executions ORDER BY thing_name;

\echo == a document that cannot be delivered: nothing is started
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/gone', 'AKIAIOSFODNN7EXAMPLE', 'secret');
SELECT iotjobs.create_job('signed', pg_temp.arns('thing/t4'), document => '{"url": "${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}"}', presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/gone"}')->>'jobId', iotjobs.run_worker()->'released';
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/gone', NULL, NULL);
SELECT * FROM iotjobs_data.handle('$aws/things/t4/jobs/start-next', '{"clientToken": "c"}');
SELECT * FROM iotjobs_data.handle('$aws/things/t4/jobs/signed/update', '{"clientToken": "c", "status": "IN_PROGRESS", "includeJobDocument": true}');
SELECT status, version, (SELECT count(*) FROM iotjobs.execution_history AS h WHERE h.thing_name = e.thing_name) AS events FROM iotjobs.executions AS e WHERE job_id = 'signed';

\echo == an error that nobody foresaw: InternalError, and nothing is written
CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION USING message = 'no', errcode = current_setting('test.sqlstate');
END $$;
CREATE TRIGGER refuse AFTER UPDATE ON iotjobs.job_execution FOR EACH ROW EXECUTE FUNCTION public.refuse();
SET LOCAL test.sqlstate = 'P0001';
SELECT p.* FROM pg_temp.publish('job/update', '{"clientToken": "c", "status": "IN_PROGRESS"}') AS p;
\echo    but what concerns the server or the transaction goes to the caller
CREATE FUNCTION pg_temp.comes_to(state text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('test.sqlstate', state, true);
	RETURN (SELECT code FROM pg_temp.publish('job/update', '{"status": "IN_PROGRESS"}'));
EXCEPTION WHEN query_canceled OR OTHERS THEN
	RETURN concat('ERROR ', SQLSTATE);
END $$;
SELECT state, pg_temp.comes_to(state) FROM unnest('{08006,22012,23505,25006,40001,40P01,42501,53100,53200,55P03,57014,57P01,58030,XX000,XX001,IJ400,IJ409,IJ429}'::text[]) WITH ORDINALITY AS u (state, n) ORDER BY n;
DROP TRIGGER refuse ON iotjobs.job_execution;
SELECT * FROM pg_temp.executions ORDER BY thing_name;

\echo == many messages in one statement: each sees what those before it have done
SELECT h.payload::jsonb - 'timestamp' FROM (VALUES (1, '$next/get', '{"includeJobDocument": false}'), (2, 'job/update', '{"status": "IN_PROGRESS"}'), (3, 'get', '{}'), (4, 'x', '{}'), (5, 'job/update', '{"status": "SUCCEEDED", "expectedVersion": 2}'), (6, 'job/update', '{"status": "SUCCEEDED", "expectedVersion": 2}'), (7, 'get', '{}')) AS v (n, request, body),
	LATERAL iotjobs_data.handle('$aws/things/t1/jobs/' || request, body) AS h ORDER BY n;
\echo == a rejected message does no harm to the transaction of the caller
SAVEPOINT s;
SELECT p.* FROM pg_temp.publish('job/update', '{"status": "IN_PROGRESS"}') AS p;
SELECT h.payload FROM iotjobs_data.handle('$aws/things/t2/jobs/job/update', '{"status": "IN_PROGRESS", "includeJobExecutionState": true}') AS h;
ROLLBACK TO s;
SELECT * FROM pg_temp.executions ORDER BY thing_name;
\echo == in the select list, with LIMIT, and in a cursor
SELECT (iotjobs_data.handle('$aws/things/t2/jobs/job/update', '{"status": "IN_PROGRESS"}')).payload;
SELECT iotjobs_data.handle('$aws/things/t2/jobs/notify', '{}');
SELECT h.topic FROM iotjobs_data.handle('$aws/things/t2/jobs/get', '{}') AS h LIMIT 0;
DECLARE c CURSOR FOR SELECT h.topic FROM iotjobs_data.handle(payload => '{}', topic => '$aws/things/t2/jobs/get', client => 'x') AS h;
FETCH 2 FROM c;
CLOSE c;
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;

\echo == read-only: a device may look
BEGIN READ ONLY;
SELECT payload::jsonb->>'code' FROM iotjobs_data.handle('$aws/things/nobody/jobs/get', '{}');
SAVEPOINT s;
SELECT payload::jsonb->>'code' FROM iotjobs_data.handle('$aws/things/nobody/jobs/start-next', '{}');
ROLLBACK TO s;
SELECT payload::jsonb->>'code' FROM iotjobs_data.handle('$aws/things/nobody/jobs/job/update', '{"status": "FAILED"}');
ROLLBACK;
