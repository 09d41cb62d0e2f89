-- Placeholders for software packages in job documents: what they become, and what is refused.
--
-- Everything is rolled back at the end.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';

CREATE FUNCTION pg_temp.create_job(id text, document text, versions text[], role text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(id, pg_temp.arns('thing/t1'), document => document,
		presigned_url_config => jsonb_build_object('roleArn', 'arn:aws:iam::123456789012:role/' || role, 'expiresInSec', 60) - CASE WHEN role IS NULL THEN 'roleArn' ELSE '' END,
		destination_package_versions => (SELECT array_agg('arn:aws:iot:us-east-1:123456789012:package/' || replace(v, '=', '/version/') ORDER BY n)
			FROM unnest(versions) WITH ORDINALITY AS u (v, n)))->>'jobId'
$$;
-- The document of a new job as devices get it.
CREATE FUNCTION pg_temp.filled(id text, document text, versions text[], role text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.create_job(id, document, versions, role);
	RETURN iotjobs.get_job_document(id)->>'document';
END
$$;
CREATE FUNCTION pg_temp.refused(document text, versions text[], role text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.fails(format('SELECT pg_temp.create_job(%L, %L, %L, %L)', 'new', document, versions, role))
$$;

SELECT count(iotjobs.create_thing(t)) FROM unnest('{t1}'::text[]) AS t;
SELECT count(iotjobs.create_package(p)) FROM unnest('{fw,app,odd}'::text[]) AS p;
SELECT iotjobs.create_package_version('fw', '1.0', attributes => '{"url": "https://example.com/fw-1.0", "sha256": "ab12"}',
	artifact => '{"s3Location": {"bucket": "firmware", "key": "fw 1/image}.bin", "version": "L4kqtJlcpXro"}}')->>'status';
SELECT iotjobs.create_package_version('fw', '2.0', attributes => '{"url": "https://example.com/fw-2.0"}', artifact => '{"s3Location": {"bucket": "firmware", "key": "fw/2.0"}}')->>'status';
SELECT iotjobs.create_package_version('app', '1')->>'status';
SELECT iotjobs.create_package_version('odd', '1', artifact => '{"s3Location": {"key": "k"}}',
	attributes => jsonb_build_object('quote', 'a "b" \c/', 'unicode', 'ü 漢 😀', 'placeholder', '${aws:iot:s3-presigned-url:https://s3.amazonaws.com/b/k} $${HOME} $', 'json', '{"a": [1]}', 'a:b-c_1', 'key'))->>'status';
SELECT iotjobs.create_package_version('odd', '2', artifact => '{"s3Location": {"bucket": "a/b", "key": "k"}}', attributes => jsonb_build_object('big', repeat('x', 3000)))->>'status';
SELECT iotjobs.create_package_version('odd', '3', artifact => '{}')->>'status';
SELECT iotjobs.create_package_version('odd', '4', artifact => '{"s3Location": {"bucket": "bucket", "key": "k?versionId=1"}}')->>'status';
SELECT count(iotjobs.update_package_version(split_part(v, '=', 1), split_part(v, '=', 2), action => 'PUBLISH')) FROM unnest('{fw=1.0,fw=2.0,app=1,odd=1,odd=2,odd=3,odd=4}'::text[]) AS v;
SELECT iotjobs.update_package('fw', default_version_name => '1.0');
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/download', 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/own', 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', endpoint => 'http://minio.lab:9000');

\echo == rule: an attribute is filled in when the job is created
SELECT pg_temp.filled('one', '{"from": "${aws:iot:package:fw:version:1.0:attributes:url}", "check": "sha256:${aws:iot:package:fw:version:1.0:attributes:sha256}!", "n": 1.50}', '{fw=1.0}');
SELECT pg_temp.filled('several', '["${aws:iot:package:fw:version:2.0:attributes:url}", "${aws:iot:package:odd:version:1:attributes:a:b-c_1}"]', '{odd=1,fw=2.0,app=1}');
\echo == rule: GetJobDocument shows the document before, on request
SELECT iotjobs.get_job_document('one', true)->>'document';
SELECT iotjobs.get_job_document('one', false) = iotjobs.get_job_document('one'), iotjobs.get_job_document('one', true) = iotjobs.get_job_document('one');
\echo == rule: any value comes out of a JSON parser as it is in the catalog, and is no placeholder
SELECT pg_temp.filled('odd', '{"quote": "${aws:iot:package:odd:version:1:attributes:quote}", "unicode": "${aws:iot:package:odd:version:1:attributes:unicode}", "json": "${aws:iot:package:odd:version:1:attributes:json}", "placeholder": "${aws:iot:package:odd:version:1:attributes:placeholder}"}', '{odd=1}') AS filled \gset
SELECT :'filled';
SELECT key, :'filled'::jsonb ->> key = value FROM jsonb_each_text(iotjobs.get_package_version('odd', '1')->'attributes') WHERE key <> 'a:b-c_1' ORDER BY key;
\echo == rule: all attributes are a JSON object
SELECT pg_temp.filled('all', '{"attributes" : "${aws:iot:package:odd:version:1:attributes}" , "none": "${aws:iot:package:app:version:1:attributes}"}', '{odd=1,app=1}') AS filled \gset
SELECT :'filled';
SELECT :'filled'::jsonb -> 'attributes' = iotjobs.get_package_version('odd', '1') -> 'attributes', :'filled'::jsonb -> 'none';
\echo == rule: empty name and version are those of the only element
SELECT pg_temp.filled('empty', '{"all": "${aws:iot:package::version::attributes}", "url": "${aws:iot:package::version::attributes:url}"}', '{fw=$default}');
SELECT iotjobs.get_job_document('empty', true)->>'document';
SELECT pg_temp.refused('"${aws:iot:package::version::attributes:url}"', '{fw=1.0,app=1}');
SELECT pg_temp.refused('"${aws:iot:package::version::attributes:url}"', NULL);
SELECT pg_temp.refused('"${aws:iot:package::version::attributes:url}"', '{fw=$null}');
SELECT pg_temp.refused('"${aws:iot:package::version:1.0:attributes:url}"', '{fw=1.0}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version::attributes:url}"', '{fw=1.0}');
\echo == rule: document and destinationPackageVersions name the same, also $default
SELECT pg_temp.filled('default', '"${aws:iot:package:fw:version:$default:attributes:url}"', '{fw=$default}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:attributes:url}"', '{app=1}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:attributes:url}"', NULL);
SELECT pg_temp.refused('"${aws:iot:package:none:version:1.0:attributes:url}"', '{fw=1.0}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:2.0:attributes:url}"', '{fw=1.0}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:attributes:url}"', '{fw=$default}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:$default:attributes:url}"', '{fw=1.0}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:$null:attributes:url}"', '{fw=$null}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:attributes:url}"', '{fw=$null}');
\echo == rule: the attribute exists
SELECT pg_temp.refused('"${aws:iot:package:fw:version:2.0:attributes:sha256}"', '{fw=2.0}');
SELECT pg_temp.refused('"${aws:iot:package:app:version:1:attributes:url}"', '{app=1}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:attributes:URL}"', '{fw=1.0}');
\echo == rule: all attributes are a whole value
SELECT pg_temp.refused('"x ${aws:iot:package:fw:version:1.0:attributes}"', '{fw=1.0}');
SELECT pg_temp.refused('{"${aws:iot:package:fw:version:1.0:attributes}": 1}', '{fw=1.0}');
\echo == rule: a placeholder does not stand in another one
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:attributes:${aws:iot:package:fw:version:1.0:attributes:url}}"', '{fw=1.0}');
SELECT pg_temp.refused('"${aws:iot:s3-presigned-url:${aws:iot:package:fw:version:1.0:artifact:s3-presigned-url}}"', '{fw=1.0}', 'download');
\echo == rule: a malformed placeholder is refused
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:attribute:url}"', '{fw=1.0}');
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:attributes:url"', '{fw=1.0}');
SELECT pg_temp.refused('"${aws:iot:code-sign-signature:s3://us-east-1.bucket/file@1}"', '{fw=1.0}');
SELECT count(*) FROM iotjobs.job WHERE job_id = 'new';

\echo == rule: the URL of an artifact is signed when a device asks, and needs a role
SELECT pg_temp.refused('"${aws:iot:package:fw:version:1.0:artifact-location:s3-presigned-url}"', '{fw=1.0}');
SELECT pg_temp.refused('"x ${aws:iot:package:fw:version:1.0:attributes:url} ${aws:iot:package:fw:version:1.0:artifact-location:s3-presigned-url}"', '{fw=1.0}', 'nobody');
SELECT pg_temp.filled('artifact', '{"image": "${aws:iot:package:fw:version:1.0:artifact-location:s3-presigned-url}"}', '{fw=1.0}', 'download');
SELECT iotjobs.get_job_document('artifact', true)->>'document';
SELECT pg_temp.filled('other', '{"image": "${aws:iot:package::version::artifact:s3-presigned-url}", "url": "${aws:iot:package::version::attributes:url}"}', '{fw=2.0}', 'own');
SELECT iotjobs.create_job('plain', pg_temp.arns('thing/t1'), document => '{"image": "${aws:iot:s3-presigned-url-v2:https://s3.us-east-1.amazonaws.com/firmware/fw%201/image%7D.bin?versionId=L4kqtJlcpXro}"}',
	presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/download", "expiresInSec": 60}')->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:00:00Z')->'released';
SELECT iotjobs_data.describe_job_execution('artifact', 't1')->'execution'->>'jobDocument';
SELECT iotjobs_data.describe_job_execution('artifact', 't1')->'execution'->'jobDocument' = iotjobs_data.describe_job_execution('plain', 't1')->'execution'->'jobDocument' AS same;
SELECT split_part(iotjobs_data.describe_job_execution('other', 't1')->'execution'->>'jobDocument', '?', 1);
SELECT iotjobs_data.describe_job_execution('several', 't1')->'execution'->>'jobDocument';
SELECT iotjobs_data.describe_job_execution('odd', 't1')->'execution'->>'jobDocument' = iotjobs.get_job_document('odd')->>'document' AS same;
\echo == rule: only an attribute may stand in another placeholder, in a URL to be signed
SELECT iotjobs.create_package_version('app', '2', attributes => '{"s3": "https://s3.eu-central-1.amazonaws.com/firmware/app 2", "bucket": "firmware", "bad": "x${jobId}", "host": "example.com"}')->>'status', iotjobs.update_package_version('app', '2', action => 'PUBLISH');
SELECT pg_temp.filled('nested', '["${aws:iot:s3-presigned-url:${aws:iot:package:app:version:2:attributes:s3}}", "${aws:iot:s3-presigned-url-upload:https://s3.amazonaws.com/${aws:iot:package::version::attributes:bucket}/${thingName}}"]', '{app=2}', 'download');
SELECT iotjobs.get_job_document('nested', true)->>'document';
SELECT iotjobs.run_worker('2026-01-01 12:00:00Z')->'released';
SELECT regexp_replace(iotjobs_data.describe_job_execution('nested', 't1')->'execution'->>'jobDocument', '[?][^"]*', '?...', 'g');
SELECT pg_temp.refused('"${aws:iot:s3-presigned-url:${aws:iot:package:app:version:2:attributes:s3}}"', '{app=2}');
SELECT pg_temp.refused('"${aws:iot:s3-presigned-url:${aws:iot:package:app:version:2:attributes:s3}}"', NULL, 'download');
SELECT pg_temp.refused('"${aws:iot:s3-presigned-url:https://${aws:iot:package:app:version:2:attributes:host}/b/k}"', '{app=2}', 'download');
SELECT pg_temp.refused('"${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/${aws:iot:package:app:version:2:attributes:bad}}"', '{app=2}', 'download');
SELECT pg_temp.refused('"${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/${aws:iot:package:app:version:2:attributes:none}}"', '{app=2}', 'download');
SELECT pg_temp.refused('"${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/${aws:iot:package:app:version:2:attributes}}"', '{app=2}', 'download');
\echo == rule: the artifact exists, and is one that a URL can be signed for
SELECT pg_temp.refused('"${aws:iot:package:app:version:1:artifact:s3-presigned-url}"', '{app=1}', 'download');
SELECT pg_temp.refused('"${aws:iot:package:odd:version:1:artifact:s3-presigned-url}"', '{odd=1}', 'download');
SELECT pg_temp.refused('"${aws:iot:package:odd:version:3:artifact:s3-presigned-url}"', '{odd=3}', 'download');
SELECT pg_temp.refused('"${aws:iot:package:odd:version:2:artifact:s3-presigned-url}"', '{odd=2}', 'download');
SELECT pg_temp.refused('"${aws:iot:package:odd:version:4:artifact:s3-presigned-url}"', '{odd=4}', 'download');
\echo == rule: what a job was created with stays, whatever becomes of the catalog
SELECT iotjobs.delete_package_version('fw', '2.0'), iotjobs.update_package('fw', unset_default_version => true), iotjobs.delete_package_version('fw', '1.0');
SELECT substring(iotjobs_data.describe_job_execution('artifact', 't1')->'execution'->>'jobDocument' FROM 'X-Amz-Signature=\w{8}'), iotjobs.get_job_document('empty')->>'document';

\echo == rule: the limits of a document hold after filling in, too
SELECT length(pg_temp.filled('fits', '["' || repeat('y', 26756) || '", "${aws:iot:package:odd:version:2:attributes:big}", "${aws:iot:package:odd:version:2:attributes:big}"]', '{odd=2}'));
SELECT pg_temp.refused('["' || repeat('y', 26757) || '", "${aws:iot:package:odd:version:2:attributes:big}", "${aws:iot:package:odd:version:2:attributes:big}"]', '{odd=2}');
SELECT pg_temp.refused(repeat('[', 32) || '"${aws:iot:package:odd:version:2:attributes}"' || repeat(']', 32), '{odd=2}');
SELECT pg_temp.refused('"' || repeat('${aws:iot:package:odd:version:2:attributes:big}', 11) || '"', '{odd=2}');
SELECT length(pg_temp.filled('ten', '"' || repeat('${aws:iot:package:odd:version:2:attributes:big}', 10) || '"', '{odd=2}'));

\echo == rule: a template keeps the placeholders; jobs fill them in
SELECT iotjobs.create_job_template('t', 'd', document => '"${aws:iot:package:app:version:$default:attributes}"', destination_package_versions => pg_temp.arns('package/app/version/$default'))->>'jobTemplateId';
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), job_template_arn => (pg_temp.arns('jobtemplate/t'))[1])$$);
SELECT iotjobs.update_package('app', default_version_name => '1');
SELECT iotjobs.create_job('templated', pg_temp.arns('thing/t1'), job_template_arn => (pg_temp.arns('jobtemplate/t'))[1])->>'jobId';
SELECT iotjobs.get_job_document('templated')->>'document', iotjobs.get_job_document('templated', true)->>'document';
SELECT iotjobs.describe_job_template('t')->>'document';
\echo == rule: a template from a job has the document before its packages were filled in
SELECT iotjobs.create_job_template('of-job', 'd', job_arn => (pg_temp.arns('job/templated'))[1])->>'jobTemplateId';
SELECT iotjobs.describe_job_template('of-job')->>'document', iotjobs.describe_job_template('of-job')->'destinationPackageVersions'->>0;
\echo == rule: what a parameter of a managed template brings is filled in, too
SELECT iotjobs.create_job('managed', pg_temp.arns('thing/t1'), job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/AWS-Download-File:1.0',
	document_parameters => '{"downloadUrl": "${aws:iot:package:odd:version:1:attributes:quote}", "filePath": "/tmp/x"}', destination_package_versions => pg_temp.arns('package/odd/version/1'))->>'jobId';
SELECT iotjobs.get_job_document('managed')->>'document' LIKE '%"a \\"b\\" \\\\c/"%', iotjobs.get_job_document('managed', true) = jsonb_build_object('document', iotjobs.describe_managed_job_template('AWS-Download-File')->'document');
SELECT iotjobs.create_job_template('of-managed', 'd', job_arn => (pg_temp.arns('job/managed'))[1])->>'jobTemplateId';
SELECT iotjobs.describe_job_template('of-managed')->'document' = iotjobs.get_job_document('managed')->'document';
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
