-- Jobs that bring package versions: what they may name, what is kept of it, and the record of things.
--
-- Everything is rolled back at the end.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';

CREATE FUNCTION pg_temp.brings(id text, VARIADIC versions text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(id, pg_temp.arns('thing/t1', 'thing/t2'), document => '{}',
		destination_package_versions => (SELECT array_agg('arn:aws:iot:us-east-1:123456789012:package/' || v ORDER BY n)
			FROM unnest(versions) WITH ORDINALITY AS u (v, n)))->>'jobId'
$$;
CREATE FUNCTION pg_temp.refused(VARIADIC versions text[]) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.fails(format('SELECT pg_temp.brings(%L, VARIADIC %L)', 'new', versions))
$$;
CREATE FUNCTION pg_temp.shown(id text, before boolean DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(split_part(a, ':package/', 2), ', ' ORDER BY n)
	FROM jsonb_array_elements_text(iotjobs.describe_job(id, before)->'job'->'destinationPackageVersions') WITH ORDINALITY AS u (a, n)
$$;
CREATE FUNCTION pg_temp.reports(id text, thing text, status text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT iotjobs.run_worker(current_setting('iotjobs.clock')::timestamptz);
	SELECT iotjobs_data.update_job_execution(id, thing, status)
$$;
CREATE FUNCTION pg_temp.record() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT concat_ws(' ', thing_name, package_name, version_name, to_char(changed_at AT TIME ZONE 'UTC', 'HH24:MI'))
	FROM iotjobs.thing_packages ORDER BY thing_name, package_name
$$;

SELECT count(iotjobs.create_thing('t' || n)) FROM generate_series(1, 3) AS n;
SELECT count(iotjobs.create_package(p)) FROM unnest('{fw,app,lib}'::text[]) AS p;
SELECT count(iotjobs.create_package_version(split_part(v, '/', 1), split_part(v, '/', 2))) FROM unnest('{fw/1.0,fw/2.0,fw/3.0,app/1,lib/1,lib/2}'::text[]) AS v;
SELECT count(iotjobs.update_package_version(split_part(v, '/', 1), split_part(v, '/', 2), action => 'PUBLISH')) FROM unnest('{fw/1.0,fw/2.0,app/1,lib/1,lib/2}'::text[]) AS v;
SELECT iotjobs.update_package_version('fw', '1.0', action => 'DEPRECATE'), iotjobs.update_package('fw', default_version_name => '2.0');

\echo == rule: an element is the ARN of a package version of this account
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '{}', destination_package_versions => '{package}')$$);
SELECT pg_temp.fails(format('SELECT iotjobs.create_job(%L, pg_temp.arns(%L), document => %L, destination_package_versions => %L)', 'new', 'thing/t1', '{}', ARRAY[a]))
  FROM unnest('{arn:aws:iot:us-east-1:123456789012:package/fw,arn:aws:iot:us-east-1:123456789012:package/fw/version/,arn:aws:iot:us-east-1:123456789012:package/fw/version/$latest,arn:aws:iot:us-east-1:123456789012:thing/t1,arn:aws:iot:us-east-1:999999999999:package/fw/version/1.0,arn:aws:iot:eu-west-1:123456789012:package/fw/version/1.0,arn:aws:s3:::bucket}'::text[]) AS a;
\echo == rule: a job brings a package once, at most 25
SELECT pg_temp.refused('fw/version/1.0', 'app/version/1', 'fw/version/2.0');
SELECT pg_temp.refused('fw/version/$null', 'fw/version/$default');
SELECT pg_temp.refused(VARIADIC (SELECT array_agg('p' || n || '/version/1') FROM generate_series(1, 26) AS n));
\echo == rule: package and version exist
SELECT pg_temp.refused('app/version/1', 'none/version/1');
SELECT pg_temp.refused('none/version/$default');
SELECT pg_temp.refused('none/version/$null');
SELECT pg_temp.refused('app/version/1', 'fw/version/9');
SELECT pg_temp.refused('fw/version/1');
\echo == rule: a version is PUBLISHED or DEPRECATED
SELECT pg_temp.refused('fw/version/3.0');
\echo == rule: $default needs a default
SELECT pg_temp.refused('app/version/$default');
SELECT count(*) FROM iotjobs.job;

\echo == rule: describe_job shows what was brought; before substitution, what was given
SELECT pg_temp.brings('first', 'app/version/1', 'fw/version/$default', 'lib/version/$null');
SELECT pg_temp.shown('first'), pg_temp.shown('first', false), pg_temp.shown('first', true);
SELECT iotjobs.describe_job('first')->'job'->'destinationPackageVersions'->1;
SELECT pg_temp.brings('old', 'fw/version/1.0'), pg_temp.shown('old'), pg_temp.shown('old', true);
\echo == rule: $default is the default when the job was created
SELECT iotjobs.update_package('fw', default_version_name => '1.0');
SELECT pg_temp.shown('first');
SELECT pg_temp.brings('later', 'fw/version/$default'), pg_temp.shown('later');
\echo == rule: an empty list is none
SELECT iotjobs.create_job('none', pg_temp.arns('thing/t1'), document => '{}', destination_package_versions => '{}')->>'jobId';
SELECT iotjobs.describe_job('none')->'job' ? 'destinationPackageVersions', iotjobs.describe_job('none', true)->'job' ? 'destinationPackageVersions';
SELECT job_id, destination_package_versions IS NULL, resolved_package_versions IS NULL FROM iotjobs.job WHERE job_id = 'none';

\echo == rule: success, and nothing else, writes the record of the thing
SELECT pg_temp.reports('first', 't1', 'IN_PROGRESS');
SELECT pg_temp.reports('first', 't2', 'FAILED');
SELECT pg_temp.reports('none', 't1', 'SUCCEEDED');
SELECT count(*) FROM pg_temp.record();
SET LOCAL iotjobs.clock = '2026-01-01 12:01:00Z';
SELECT pg_temp.reports('first', 't1', 'SUCCEEDED');
SELECT pg_temp.record();
\echo == rule: what is rolled back or refused has written nothing
SAVEPOINT before;
SELECT pg_temp.reports('later', 't2', 'SUCCEEDED') IS NOT NULL;
SELECT pg_temp.record();
ROLLBACK TO before;
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('later', 't2', 'SUCCEEDED', expected_version => 9)$$);
SELECT pg_temp.record();
\echo == rule: a version replaces the one before; $null takes a package out, others stay
SET LOCAL iotjobs.clock = '2026-01-01 12:02:00Z';
SELECT pg_temp.reports('old', 't1', 'SUCCEEDED');
SELECT pg_temp.record();
SET LOCAL iotjobs.clock = '2026-01-01 12:03:00Z';
SELECT pg_temp.brings('without', 'fw/version/$null', 'lib/version/2'), pg_temp.shown('without');
SELECT pg_temp.reports('without', 't1', 'SUCCEEDED');
SELECT pg_temp.reports('without', 't2', 'SUCCEEDED');
SELECT pg_temp.record();
\echo == rule: the record has what is installed, whatever the catalog has
SELECT iotjobs.delete_package_version('lib', '1'), iotjobs.delete_package_version('lib', '2'), iotjobs.delete_package('lib');
SELECT pg_temp.record();
\echo == rule: a version may be deleted while jobs bring it, and they still do
SELECT pg_temp.brings('doomed', 'app/version/1'), iotjobs.delete_package_version('app', '1');
SELECT pg_temp.reports('doomed', 't2', 'SUCCEEDED');
SELECT pg_temp.record();
SELECT pg_temp.shown('doomed');
SELECT pg_temp.refused('app/version/1');
\echo == rule: the record goes with the thing, and a new one of that name has none
SELECT iotjobs.delete_thing('t1'), iotjobs.run_worker('2026-01-01 12:03:00Z') IS NOT NULL;
SELECT pg_temp.record();
SELECT iotjobs.create_thing('t1')->>'thingName';
SELECT count(*) FROM iotjobs.thing_packages WHERE thing_name = 't1';
\echo == rule: late joiners of a continuous job have its packages, too
SELECT iotjobs.create_thing_group('g')->>'thingGroupName', iotjobs.add_thing_to_thing_group('g', thing_name => 't3');
SELECT iotjobs.create_job('always', pg_temp.arns('thinggroup/g'), document => '{}', target_selection => 'CONTINUOUS',
	destination_package_versions => pg_temp.arns('package/fw/version/2.0'))->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:03:00Z') IS NOT NULL;
SELECT iotjobs.create_thing('t4')->>'thingName', iotjobs.add_thing_to_thing_group('g', thing_name => 't4');
SELECT pg_temp.reports('always', 't4', 'SUCCEEDED'), pg_temp.reports('always', 't3', 'SUCCEEDED');
SELECT thing_name, package_name, version_name FROM iotjobs.thing_packages WHERE thing_name IN ('t3', 't4') ORDER BY thing_name;

\echo == rule: so has the retry of an attempt that failed
SELECT iotjobs.create_job('again', pg_temp.arns('thing/t3'), document => '{}', destination_package_versions => pg_temp.arns('package/fw/version/1.0'),
	job_executions_retry_config => '{"criteriaList": [{"failureType": "FAILED", "numberOfRetries": 1}]}')->>'jobId';
SELECT pg_temp.reports('again', 't3', 'FAILED'), pg_temp.reports('again', 't3', 'SUCCEEDED');
SELECT execution_number, status FROM iotjobs.executions WHERE job_id = 'again';
SELECT version_name FROM iotjobs.thing_packages WHERE thing_name = 't3' AND package_name = 'fw';

\echo == rule: a template has what was given, and a job takes it from there
SELECT iotjobs.create_job_template('t', 'd', document => '{}', destination_package_versions => pg_temp.arns('package/fw/version/$default', 'package/later/version/1'))->>'jobTemplateId';
SELECT iotjobs.describe_job_template('t')->'destinationPackageVersions';
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), job_template_arn => (pg_temp.arns('jobtemplate/t'))[1])$$);
SELECT iotjobs.create_package('later') IS NOT NULL, iotjobs.create_package_version('later', '1') IS NOT NULL, iotjobs.update_package_version('later', '1', action => 'PUBLISH');
SELECT iotjobs.create_job('templated', pg_temp.arns('thing/t1'), job_template_arn => (pg_temp.arns('jobtemplate/t'))[1])->>'jobId', pg_temp.shown('templated'), pg_temp.shown('templated', true);
SELECT iotjobs.create_job('own', pg_temp.arns('thing/t1'), job_template_arn => (pg_temp.arns('jobtemplate/t'))[1], destination_package_versions => pg_temp.arns('package/fw/version/2.0'))->>'jobId', pg_temp.shown('own');
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('bad', 'd', document => '{}', destination_package_versions => pg_temp.arns('package/fw'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('bad', 'd', document => '{}', destination_package_versions => pg_temp.arns('package/fw/version/1', 'package/fw/version/2'))$$);
\echo == rule: a template from a job has what the job was given
SELECT iotjobs.create_job_template('of-job', 'd', job_arn => (pg_temp.arns('job/first'))[1]) ->>'jobTemplateId';
SELECT iotjobs.describe_job_template('of-job')->'destinationPackageVersions';
SELECT iotjobs.create_job_template('other', 'd', job_arn => (pg_temp.arns('job/first'))[1], destination_package_versions => pg_temp.arns('package/fw/version/1.0'))->>'jobTemplateId';
SELECT iotjobs.describe_job_template('other')->'destinationPackageVersions';

\echo == a pass and a report without packages touch no record
SELECT brings_packages, count(*) FROM iotjobs.job_execution AS e JOIN iotjobs.job AS j ON j.id = e.job_id WHERE j.job_id IN ('none', 'first') GROUP BY 1 ORDER BY 1;
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
