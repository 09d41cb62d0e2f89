-- Jobs from custom templates: what they take over, and what stands before it.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
CREATE FUNCTION pg_temp.template(id text) RETURNS text LANGUAGE sql AS $$
	SELECT 'arn:aws:iot:us-east-1:123456789012:jobtemplate/' || id
$$;
CREATE FUNCTION pg_temp.job(id text) RETURNS text LANGUAGE sql AS $$
	SELECT jsonb_pretty((iotjobs.describe_job(id)->'job') - 'jobProcessDetails')
$$;
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.5Z';
SELECT iotjobs.create_thing('t1')->>'thingName';
SELECT iotjobs.create_job_template('full', 'of the template', document => '{"from": "template"}',
	presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/download", "expiresInSec": 60}',
	job_executions_rollout_config => '{"maximumPerMinute": 50, "exponentialRate":
		{"baseRatePerMinute": 50, "incrementFactor": 1.1, "rateIncreaseCriteria": {"numberOfNotifiedThings": 1000}}}',
	abort_config => '{"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 100, "minNumberOfExecutedThings": 1}]}',
	timeout_config => '{"inProgressTimeoutInMinutes": 5}', tags => '[{"Key": "owner", "Value": "lab"}]',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "FAILED", "numberOfRetries": 2}]}')->>'jobTemplateId';

\echo == rule: a job takes over document, description and every configuration
SELECT iotjobs.create_job('heir', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => pg_temp.template('full'));
SELECT pg_temp.job('heir');
SELECT iotjobs.get_job_document('heir'), iotjobs.get_job_document('heir', true) = iotjobs.get_job_document('heir') AS same;
SELECT tags IS NULL AS without_tags FROM iotjobs.job WHERE job_id = 'heir';

\echo == rule: what the call gives stands, each object as a whole
SELECT iotjobs.create_job('own', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => pg_temp.template('full'), description => 'own',
	target_selection => 'CONTINUOUS', namespace_id => 'ns', presigned_url_config => '{"expiresInSec": 61}', job_executions_rollout_config => '{"maximumPerMinute": 7}',
	abort_config => '{"criteriaList": [{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 1, "minNumberOfExecutedThings": 2}]}', timeout_config => '{}',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 3}]}');
SELECT pg_temp.job('own');

\echo == rule: jobs stay as they are when their template is deleted, or its id is taken again
SELECT pg_temp.job('heir') AS heir \gset
SELECT iotjobs.delete_job_template('full');
SELECT iotjobs.create_job_template('full', 'another', document => '2')->>'jobTemplateId';
SELECT pg_temp.job('heir') = :'heir' AS same;
SELECT iotjobs.get_job_document('heir');

\echo == rule: the template exists, is a template, and of this account and region
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => pg_temp.template('nothing'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => pg_temp.template('full:1.0'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => 'arn:aws:iot:us-east-1:123456789012:job/heir')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => 'arn:aws:iot:us-east-1:999999999999:jobtemplate/full')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => 'arn:aws:iot:eu-west-1:123456789012:jobtemplate/full')$$);

\echo == rule: document or template, not both; parameters are for managed templates
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', document => '1', job_template_arn => pg_temp.template('full'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', document_source => 'https://s3.amazonaws.com/b/k', job_template_arn => pg_temp.template('full'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', document_parameters => '{"k": "v"}', job_template_arn => pg_temp.template('full'))$$);

\echo == rule: what a job may not have, it may not have from a template
SELECT iotjobs.create_job_template('windows', 'd', document => '1', maintenance_windows => '[{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 60}]')->>'jobTemplateId';
SELECT iotjobs.create_job_template('packages', 'd', document => '1', destination_package_versions => '{arn:aws:iot:us-east-1:123456789012:package/app/version/1}')->>'jobTemplateId';
SELECT iotjobs.create_job_template('parameter', 'd', document => '"${aws:iot:parameter:key}"')->>'jobTemplateId';
SELECT pg_temp.fails(format('SELECT iotjobs.create_job(%L, %L, job_template_arn => %L)', 'new', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', pg_temp.template(id)))
  FROM unnest('{windows,packages,parameter}'::text[]) id;
SELECT iotjobs.create_job('packages', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => pg_temp.template('packages'), destination_package_versions => '{}')->>'jobId';
SELECT count(*) FROM iotjobs.jobs WHERE job_id = 'new';

\echo == rule: a template from a job from a managed template has the document with its values
SELECT iotjobs.create_job('command', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/AWS-Run-Command:1.0',
	document_parameters => '{"command": "ls,-l"}')->>'jobArn' AS job_arn \gset
SELECT iotjobs.create_job_template('command', 'd', job_arn => :'job_arn')->>'jobTemplateId';
SELECT iotjobs.describe_job_template('command')->>'document';
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
