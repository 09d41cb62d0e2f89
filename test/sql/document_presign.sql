-- Presigned URLs in job documents: credentials, what is refused at creation,
-- and what a device is given.  The signatures were computed with Python's hmac.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
CREATE FUNCTION pg_temp.create_job(id text, document text, role text DEFAULT 'download', things text DEFAULT 'lamp:1') RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(id, ARRAY['arn:aws:iot:us-east-1:123456789012:thing/' || things], document => document,
		presigned_url_config => jsonb_strip_nulls(jsonb_build_object('roleArn', 'arn:aws:iam::123456789012:role/' || role, 'expiresInSec', 600)))->>'jobId'
$$;
-- The error of a document with one placeholder.
CREATE FUNCTION pg_temp.refused(placeholder text, role text DEFAULT 'download') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.fails(format('SELECT pg_temp.create_job(%L, %L, %L)', 'new', jsonb_build_object('a', placeholder), role))
$$;
-- The document that a device is given for a new job.
CREATE FUNCTION pg_temp.given(id text, document text, role text DEFAULT 'download') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.create_job(id, document, role);
	PERFORM iotjobs.run_worker(current_setting('iotjobs.clock')::timestamptz);
	RETURN iotjobs_data.describe_job_execution(id, 'lamp:1')->'execution'->>'jobDocument';
END
$$;
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT iotjobs.create_thing('lamp:1')->>'thingName';

\echo == rule: credentials are set, replaced and removed; nothing of a secret is in a message
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/download', 'AKIAIOSFODNN7EXAMPLE', 'first');
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/download', 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/temporary', 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'AQoD/+=x', region => 'eu-central-1');
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/own', 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', endpoint => 'http://minio.lab:9000/');
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/gone', 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
SELECT role_arn, session_token, endpoint, region, updated_at = '2026-01-01 12:00:00Z' FROM iotjobs.signing_credential ORDER BY role_arn;
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials(NULL, 'a', 'the secret')$$);
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('short', 'a', 'the-secret')$$);
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/x', '', 'the-secret')$$);
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/x', 'a')$$);
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/x', 'a', 'the secret')$$);
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/x', 'a', repeat('s', 257))$$);
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/x', 'a', 's', 'a token')$$);
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/x', 'a', 's', endpoint => 'minio.lab:9000')$$);
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/x', 'a', 's', region => 'Europe')$$);
SELECT count(*) FROM iotjobs.signing_credential;

\echo == rule: a URL to be signed needs a role, and the role credentials
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/lamp:1}', document => '{"a": "${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/lamp:1}', document => '{"a": "${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}"}',
	presigned_url_config => '{"expiresInSec": 60}')$$);
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}', 'nobody');

\echo == rule: a placeholder is well formed, and its URL names an object that can be signed for
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url-v9:https://s3.amazonaws.com/bucket/key}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/${aws:iot:parameter:key}}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/${thingName}}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url-upload:https://s3.amazonaws.com/bucket/${thingname}}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url-upload:https://s3.amazonaws.com/bucket/${jobId}${jobId}${jobId}}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url-upload:https://s3.amazonaws.com/${jobId}/key}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url-upload:https://s3.amazonaws.com/}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:http://s3.amazonaws.com/bucket/key}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:https://example.com/bucket/key}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/b/key}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url-v2:https://s3.amazonaws.com/bucket/a b}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url-v2:https://s3.amazonaws.com/bucket/a?x=1}');
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/' || repeat('k', 1025) || '}');
SELECT pg_temp.refused(repeat('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}', 11));
SELECT pg_temp.refused('${aws:iot:code-sign-signature:s3://us-east-1.bucket/file@1}');
SELECT pg_temp.refused('${aws:iot:parameter:key}');
SELECT pg_temp.refused('${aws:iot:package:app:version:1:attributes:key}');
SELECT pg_temp.refused(repeat('${aws:iot:', 3000));
SELECT pg_temp.refused('${aws:iot:s3-presigned-url-upload:https://s3.amazonaws.com/bucket/' || repeat('${', 15000));
SELECT pg_temp.refused(E'${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/\\u0000}');
SELECT count(*) FROM iotjobs.job;

\echo == rule: a device is given signed URLs; GetJobDocument shows what was given
SELECT pg_temp.given('v1', '{"url": "${aws:iot:s3-presigned-url:https://examplebucket.s3.amazonaws.com/test.txt}", "n": 1.50}');
SELECT iotjobs.get_job_document('v1')->>'document', iotjobs.get_job_document('v1', true) = iotjobs.get_job_document('v1');
SELECT iotjobs.describe_job('v1')->'job'->'presignedUrlConfig';
\echo == rule: v1 takes the URL as it reads, v2 encoded, perhaps with a version
SELECT pg_temp.given('plain', '"${aws:iot:s3-presigned-url-v1:https://s3.us-west-2.amazonaws.com/bucket/dir/a b+ü%20.bin}"');
SELECT pg_temp.given('encoded', '"${aws:iot:s3-presigned-url-v2:https://s3.us-west-2.amazonaws.com/bucket/dir/a%20b%2B%C3%BC%2520.bin}"')
	= pg_temp.given('plain2', '"${aws:iot:s3-presigned-url-v1:https://s3.us-west-2.amazonaws.com/bucket/dir/a b+ü%20.bin}"') AS same;
SELECT pg_temp.given('versioned', '"${aws:iot:s3-presigned-url-v2:https://bucket.s3.us-west-2.amazonaws.com/a%20b%3FversionId%3DL4kq.1_}"');
\echo == rule: a session token is signed; the role says for which region where the URL does not
SELECT pg_temp.given('token', '"${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}"', 'temporary');
\echo == rule: an upload has its own key for each execution; without a key one is made
SELECT pg_temp.given('job-1', '"${aws:iot:s3-presigned-url-upload:https://s3.eu-central-1.amazonaws.com/examplebucket/logs/${thingName}/${jobId}/${executionNumber}/a b.txt}"', 'temporary');
SELECT split_part(pg_temp.given('made', '"${aws:iot:s3-presigned-url-upload:https://s3.eu-central-1.amazonaws.com/examplebucket}"'), '?', 1);
SELECT split_part(pg_temp.given('made2', '"${aws:iot:s3-presigned-url-upload:https://examplebucket.s3.eu-central-1.amazonaws.com/}"'), '?', 1);
\echo == rule: with an endpoint every URL leads there, with the bucket in its path
SELECT pg_temp.given('own', '"${aws:iot:s3-presigned-url:http://minio.lab:9000/bucket/key}"', 'own');
SELECT pg_temp.given('own2', '"${aws:iot:s3-presigned-url:https://bucket.s3.eu-central-1.amazonaws.com/key}"', 'own')
	= pg_temp.given('own3', '"${aws:iot:s3-presigned-url:http://minio.lab:9000/bucket/key}"', 'own') AS same;
SELECT pg_temp.refused('${aws:iot:s3-presigned-url:http://minio.lab:9001/bucket/key}', 'own');

\echo == rule: ten placeholders are ten URLs, signed at the time of the call, in every call that gives the document
SELECT regexp_count, length FROM (SELECT (SELECT count(*) FROM regexp_matches(d, 'X-Amz-Signature=[0-9a-f]{64}', 'g')) AS regexp_count, length(d)
	FROM pg_temp.given('ten', '"' || repeat('${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key} ', 10) || '"') d) n;
SET LOCAL iotjobs.clock = '2026-01-02 00:00:00Z';
SELECT iotjobs_data.start_next_pending_job_execution('lamp:1')->'execution'->>'jobDocument'
	= iotjobs_data.update_job_execution('v1', 'lamp:1', 'IN_PROGRESS', include_job_document => true)->>'jobDocument' AS same;
SELECT substring(iotjobs_data.describe_job_execution('v1', 'lamp:1')->'execution'->>'jobDocument' FROM 'X-Amz-Date=\w+');
\echo == rule: without a document nothing is signed; without expiresInSec URLs are good for an hour
SELECT iotjobs_data.describe_job_execution('v1', 'lamp:1', false)->'execution' ? 'jobDocument';
SELECT iotjobs_data.update_job_execution('v1', 'lamp:1', 'IN_PROGRESS');
SELECT iotjobs.create_job('hour', '{arn:aws:iot:us-east-1:123456789012:thing/lamp:1}', document => '"${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}"',
	presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/download"}')->>'jobId', iotjobs.run_worker('2026-01-02 00:00:00Z')->'released';
SELECT substring(iotjobs_data.describe_job_execution('hour', 'lamp:1')->'execution'->>'jobDocument' FROM 'X-Amz-Expires=\d+');

\echo == rule: credentials that are gone keep the document back, and nothing is started
SELECT iotjobs.create_thing('lamp:2')->>'thingName', pg_temp.create_job('gone', '"${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}"', 'gone', 'lamp:2');
SELECT iotjobs.run_worker('2026-01-02 00:00:00Z')->'released', iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/gone', NULL);
SELECT pg_temp.fails($$SELECT iotjobs_data.start_next_pending_job_execution('lamp:2')$$);
SELECT iotjobs_data.describe_job_execution('$next', 'lamp:2', false)->'execution'->'status';
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('gone', 'lamp:2')$$);
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/gone', NULL);
\echo == rule: nobody but the owner reads credentials, whatever is granted
CREATE ROLE document_reader;
GRANT USAGE ON SCHEMA iotjobs TO document_reader;
GRANT SELECT ON iotjobs.signing_credential TO document_reader;
SET LOCAL ROLE document_reader;
SELECT count(*) FROM iotjobs.signing_credential;
SELECT pg_temp.fails($$SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/gone', NULL)$$);
RESET ROLE;
SELECT extcondition[array_position(extconfig, 'iotjobs.signing_credential'::regclass::oid)] FROM pg_extension WHERE extname = 'iotjobs';
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
