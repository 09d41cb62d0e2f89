-- DescribeManagedJobTemplate, ListManagedJobTemplates, and jobs from managed templates.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
-- A job from a managed template, and its document; what fails is undone.
CREATE FUNCTION pg_temp.document(template text, parameters jsonb DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	id text := 'job-' || (SELECT count(*) FROM iotjobs.jobs);
BEGIN
	PERFORM iotjobs.create_job(id, '{arn:aws:iot:us-east-1:123456789012:thing/t1}',
		job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/' || template, document_parameters => parameters);
	RETURN iotjobs.get_job_document(id)->>'document';
END
$$;
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.5Z';
SELECT iotjobs.create_thing('t1')->>'thingName';

\echo == the eight templates: their documents and parameters
SELECT t->>'templateName', t->>'templateVersion', t->>'templateArn', t->'environments', t->>'description'
  FROM jsonb_array_elements(iotjobs.list_managed_job_templates()->'managedJobTemplates') t;
SELECT d->>'templateName' || ' ' || (d->>'document')
  FROM jsonb_array_elements(iotjobs.list_managed_job_templates()->'managedJobTemplates') t, iotjobs.describe_managed_job_template(t->>'templateName') d;
SELECT d->>'templateName', p->>'key', p->>'optional', p->>'regex', p->>'example', p->>'description'
  FROM jsonb_array_elements(iotjobs.list_managed_job_templates()->'managedJobTemplates') t, iotjobs.describe_managed_job_template(t->>'templateName') d,
	jsonb_array_elements(d->'documentParameters') WITH ORDINALITY AS u (p, n) ORDER BY d->>'templateName', n;
SELECT jsonb_pretty(iotjobs.describe_managed_job_template('AWS-Reboot'));
\echo == rule: each parameter has its placeholder, and each placeholder its parameter
SELECT d->>'templateName' FROM jsonb_array_elements(iotjobs.list_managed_job_templates()->'managedJobTemplates') t, iotjobs.describe_managed_job_template(t->>'templateName') d
 WHERE (SELECT array_agg(p->>'key' ORDER BY p->>'key') FROM jsonb_array_elements(d->'documentParameters') p)
	IS DISTINCT FROM (SELECT array_agg(m[1] ORDER BY m[1]) FROM regexp_matches(d->>'document', '\$\{aws:iot:parameter:(\w+)\}', 'g') m);
\echo == rule: each example is a good value
SELECT pg_temp.document(d->>'templateName', (SELECT jsonb_object_agg(p->>'key', p->>'example') FROM jsonb_array_elements(d->'documentParameters') p))
  FROM jsonb_array_elements(iotjobs.list_managed_job_templates()->'managedJobTemplates') t, iotjobs.describe_managed_job_template(t->>'templateName') d;

\echo == rule: a template is known by name, and in its version
SELECT iotjobs.describe_managed_job_template('AWS-Reboot', '1.0') = iotjobs.describe_managed_job_template('AWS-Reboot') AS same;
SELECT pg_temp.fails($$SELECT iotjobs.describe_managed_job_template('AWS-Reboot', '1.1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_managed_job_template('AWS-Reboot', '0')$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_managed_job_template('aws-reboot')$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_managed_job_template('AWS-Reboot', repeat('1', 65))$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_managed_job_template('AWS-Nothing', '1.0')$$);

\echo == rule: pages and filter
SELECT string_agg(t->>'templateName', ' ' ORDER BY n), page ? 'nextToken' AS more
  FROM iotjobs.list_managed_job_templates(max_results => 5) AS page, jsonb_array_elements(page->'managedJobTemplates') WITH ORDINALITY AS u (t, n) GROUP BY page;
SELECT iotjobs.list_managed_job_templates(max_results => 5)->>'nextToken' AS token \gset
SELECT string_agg(t->>'templateName', ' ' ORDER BY n), page ? 'nextToken' AS more
  FROM iotjobs.list_managed_job_templates(max_results => 3, next_token => :'token') AS page, jsonb_array_elements(page->'managedJobTemplates') WITH ORDINALITY AS u (t, n) GROUP BY page;
SELECT iotjobs.list_managed_job_templates('AWS-Reboot', max_results => 1);
SELECT pg_temp.fails(format('SELECT iotjobs.list_managed_job_templates(%L, next_token => %L)', 'AWS-Reboot', :'token'));
SELECT pg_temp.fails($$SELECT iotjobs.list_managed_job_templates('AWS-Nothing')$$);

\echo == rule: a job from a managed template has its description, and knows template and parameters
SELECT iotjobs.create_job('load', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/AWS-Download-File',
	document_parameters => '{"downloadUrl": "https://example.com/a?b=c&d", "filePath": "C:\\a \"b\" é"}');
SELECT (iotjobs.describe_job('load')->'job') - 'jobProcessDetails';
SELECT iotjobs.get_job_document('load')->>'document';
SELECT iotjobs.get_job_document('load', true)->>'document' = iotjobs.describe_managed_job_template('AWS-Download-File')->>'document' AS as_in_the_template;
SELECT ((iotjobs.get_job_document('load')->>'document')::jsonb)#>'{steps,0,action}';
SELECT iotjobs.run_worker('2026-01-01 12:00:01Z') IS NOT NULL;
SELECT (iotjobs_data.describe_job_execution('load', 't1')->'execution'->>'jobDocument') = iotjobs.get_job_document('load')->>'document' AS delivered;
SELECT iotjobs.create_job('named', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:1.0',
	description => 'tonight', timeout_config => '{"inProgressTimeoutInMinutes": 5}');

\echo == rule: what is optional and left out is empty; what stands in a value is no placeholder of a parameter
SELECT pg_temp.document('AWS-Reboot:1.0');
SELECT pg_temp.document('AWS-Reboot', '{}');
SELECT pg_temp.document('AWS-Reboot', '{"runAsUser": "root"}');
SELECT pg_temp.document('AWS-Run-Command', '{"command": "echo,${x},$aws:iot:parameter:runAsUser}"}') IS NOT NULL;

\echo == rule: a value may be a URL that is signed for each device
SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/download', 'AKIDEXAMPLE', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY');
SELECT iotjobs.create_job('signed', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/AWS-Download-File:1.0',
	presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/download"}',
	document_parameters => '{"downloadUrl": "${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}", "filePath": "/tmp/key"}')->>'jobId';
SELECT iotjobs.get_job_document('signed');
SELECT iotjobs.run_worker('2026-01-01 12:00:02Z') IS NOT NULL;
SELECT ((iotjobs_data.describe_job_execution('signed', 't1')->'execution'->>'jobDocument')::jsonb)#>>'{steps,0,action,input,args,0}' LIKE 'https://s3.amazonaws.com/bucket/key?%X-Amz-Signature=%' AS signed;

\echo == rule: parameters are known, given where required, and match
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Run-Command', '{"command": "${aws:iot:parameter:runAsUser}"}')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Run-Command')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Run-Command', '{"runAsUser": "root"}')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Run-Command', '{"command": "ls", "pathToHandler": "/"}')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Reboot', '{"runasuser": "root"}')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Reboot', jsonb_build_object('runAsUser', repeat('é', 257)))$$);
SELECT length(pg_temp.document('AWS-Reboot', jsonb_build_object('runAsUser', repeat('é', 256))));
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Reboot', jsonb_build_object('pathToHandler', repeat('/', 4097)))$$);
SELECT length(pg_temp.document('AWS-Reboot', jsonb_build_object('pathToHandler', repeat('/', 4096))));
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Reboot', '{"runAsUser": ""}')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Reboot', '{"runAsUser": "a\nb"}')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Run-Command', jsonb_build_object('command', repeat('x', 30721)))$$);
SELECT length(pg_temp.document('AWS-Run-Command', jsonb_build_object('command', repeat('x', 30720))));
\echo == rule: the document with its values has at most 32768 bytes
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Run-Command', jsonb_build_object('command', repeat('é', 16384)))$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Run-Command', jsonb_build_object('command', repeat('"', 30720)))$$);

\echo == rule: template and version exist, here; document and template exclude each other
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Reboot:1.1')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Nothing:1.0')$$);
SELECT pg_temp.fails($$SELECT pg_temp.document('AWS-Reboot:x')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => 'arn:aws:iot:eu-west-1::jobtemplate/AWS-Reboot:1.0')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', document => '1', job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:1.0')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', document => '1', document_parameters => '{}')$$);
SELECT count(*) FROM iotjobs.jobs WHERE job_id = 'new';
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
