-- CreateJobTemplate, DescribeJobTemplate, ListJobTemplates, DeleteJobTemplate.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
-- Names of a page, in its order.
CREATE FUNCTION pg_temp.ids(reply jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(t->>'jobTemplateId', ' ' ORDER BY n), '') || CASE WHEN reply ? 'nextToken' THEN ' ...' ELSE '' END
	  FROM jsonb_array_elements(reply->'jobTemplates') WITH ORDINALITY AS u (t, n)
$$;
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.5Z';
SELECT iotjobs.create_thing('t1')->>'thingName';

\echo == rule: id, description and document are enough
SELECT iotjobs.list_job_templates();
SELECT iotjobs.create_job_template('plain', 'the least', document => '{"action": "reboot"}');
SELECT jsonb_pretty(iotjobs.describe_job_template('plain'));

\echo == rule: every member is accepted, stored and described as given; tags are stored
SELECT iotjobs.create_job_template(
	job_template_id => 'full_Template-1',
	description => 'all of it, schön',
	document => ' {"steps" : [1, 2.50, "ü", "${aws:iot:s3-presigned-url:https://s3.amazonaws.com/b/k}"]} ',
	presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/download", "expiresInSec": 60}',
	job_executions_rollout_config => '{"maximumPerMinute": 50}',
	abort_config => '{"criteriaList": [{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 20.25, "minNumberOfExecutedThings": 100}]}',
	timeout_config => '{"inProgressTimeoutInMinutes": 10080}',
	tags => '[{"Key": "owner", "Value": "lab"}]',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 10}]}',
	maintenance_windows => '[{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 60}, {"startTime": "cron(30 3 1 * ? *)", "durationInMinutes": 1430}]',
	destination_package_versions => '{arn:aws:iot:us-east-1:123456789012:package/app/version/1,arn:aws:iot:us-east-1:123456789012:package/old/version/$null}');
SELECT jsonb_pretty(iotjobs.describe_job_template('full_Template-1'));
SELECT tags FROM iotjobs.job_template WHERE job_template_id = 'full_Template-1';

\echo == rule: empty lists and objects are kept
SELECT iotjobs.create_job_template('empty', 'd', document => '0', presigned_url_config => '{}', job_executions_rollout_config => '{}',
	timeout_config => '{}', tags => '[]', maintenance_windows => '[]', destination_package_versions => '{}')->>'jobTemplateId';
SELECT iotjobs.describe_job_template('empty');

\echo == rule: an id is taken once, whatever the rest of the request; ids differ by case
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('plain', 'the least', document => '{"action": "reboot"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('plain', 'another', document => '2')$$);
SELECT iotjobs.create_job_template('Plain', 'another', document => '2')->>'jobTemplateArn';

\echo == rule: a description and a document are required, and members keep their limits
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', NULL, document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', document => '{')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', document_source => 'https://s3.amazonaws.com/bucket/key')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', document => '1', maintenance_windows => '[{"startTime": "cron(0 18 ? * MON-FRI)", "durationInMinutes": 60}]')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', document => '1', maintenance_windows => '[{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 1431}]')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', document => '1', destination_package_versions => '{package}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', document => '1', job_executions_rollout_config => '{"maximumPerMinute": 1001}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_template('new')$$);

\echo == rule: from a job comes all of its configuration; not its description, targets and tags
SELECT iotjobs.create_job('model', '{arn:aws:iot:us-east-1:123456789012:thing/t1}', document => '{"from": "job"}', description => 'of the job',
	presigned_url_config => '{"expiresInSec": 60}', job_executions_rollout_config => '{"maximumPerMinute": 50, "exponentialRate":
		{"baseRatePerMinute": 50, "incrementFactor": 1.1, "rateIncreaseCriteria": {"numberOfNotifiedThings": 1000}}}',
	abort_config => '{"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 100, "minNumberOfExecutedThings": 1}]}',
	timeout_config => '{"inProgressTimeoutInMinutes": 5}', tags => '[{"Key": "owner", "Value": "lab"}]',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "FAILED", "numberOfRetries": 0}]}')->>'jobArn' AS job_arn \gset
SELECT iotjobs.create_job_template('from-job', 'of the template', job_arn => :'job_arn')->>'jobTemplateId';
SELECT jsonb_pretty(iotjobs.describe_job_template('from-job'));
SELECT tags IS NULL AS without_tags FROM iotjobs.job_template WHERE job_template_id = 'from-job';

\echo == rule: what the call gives stands before what the job has, each object as a whole
SELECT iotjobs.create_job_template('from-job-and-more', 'd', job_arn => :'job_arn', document => '{"from": "call"}',
	presigned_url_config => '{}', job_executions_rollout_config => '{"maximumPerMinute": 7}', timeout_config => '{"inProgressTimeoutInMinutes": 6}',
	maintenance_windows => '[]', tags => '[]')->>'jobTemplateId';
SELECT jsonb_pretty(iotjobs.describe_job_template('from-job-and-more'));

\echo == rule: the job exists, here, and is a job
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', job_arn => 'arn:aws:iot:us-east-1:123456789012:job/nothing')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', job_arn => 'arn:aws:iot:eu-west-1:123456789012:job/model')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', job_arn => 'arn:aws:iot:us-east-1:999999999999:job/model')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', job_arn => 'arn:aws:iot:us-east-1:123456789012:thing/t1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('new', 'd', job_arn => 'model', document => '1')$$);

\echo == rule: the list is newest first, of one moment the one created last; pages go on where the last one ended
SET LOCAL iotjobs.clock = '2026-01-01 11:00:00Z';
SELECT iotjobs.create_job_template('early', 'd', document => '1')->>'jobTemplateId';
SET LOCAL iotjobs.clock = '2026-01-01 13:00:00Z';
SELECT iotjobs.create_job_template('late', 'd', document => '1')->>'jobTemplateId';
SELECT pg_temp.ids(iotjobs.list_job_templates());
SELECT jsonb_pretty(iotjobs.list_job_templates(max_results => 1)->'jobTemplates');
SELECT pg_temp.ids(page), page->>'nextToken' AS token FROM iotjobs.list_job_templates(max_results => 3) AS page \gset
SELECT pg_temp.ids(iotjobs.list_job_templates(max_results => 3));
SAVEPOINT listed;
SET LOCAL iotjobs.clock = '2026-01-01 13:30:00Z';
SELECT iotjobs.create_job_template('later', 'd', document => '1')->>'jobTemplateId';
SELECT iotjobs.delete_job_template('from-job');
SELECT pg_temp.ids(iotjobs.list_job_templates(max_results => 2, next_token => :'token'));
SELECT pg_temp.ids(iotjobs.list_job_templates(next_token => :'token'));
ROLLBACK TO listed;
SELECT pg_temp.fails(format('SELECT iotjobs.list_jobs(next_token => %L)', :'token'));
SELECT pg_temp.fails(format('SELECT iotjobs.list_job_templates(next_token => %L)', :'token' || 'A'));

\echo == rule: a deleted template is gone, and its id is free
SELECT iotjobs.delete_job_template('plain');
SELECT pg_temp.fails($$SELECT iotjobs.delete_job_template('plain')$$);
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_template('plain')$$);
SELECT iotjobs.create_job_template('plain', 'again', document => '3')->>'jobTemplateId';

\echo == rule: at most iotjobs.max_job_templates exist, and 100 without the setting
SELECT count(iotjobs.create_job_template('n' || n, 'd', document => '1')) FROM generate_series(1, 100 - (SELECT count(*)::int FROM iotjobs.job_templates)) n;
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('one-more', 'd', document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('plain', 'd', document => '1')$$);
SET LOCAL iotjobs.max_job_templates = 101;
SELECT iotjobs.create_job_template('one-more', 'd', document => '1')->>'jobTemplateId';
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('two-more', 'd', document => '1')$$);
SELECT count(*), count(*) FILTER (WHERE document = '1') FROM iotjobs.job_templates;
ROLLBACK;
