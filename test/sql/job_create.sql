-- CreateJob: what it accepts, stores and refuses.  Members that break a limit
-- of their own are in api_bad_input.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.5Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 101) i;
SELECT count(iotjobs.create_thing_group('g' || i)) FROM generate_series(1, 2) i;
SELECT iotjobs.add_thing_to_thing_group('g1', thing_name => 't1');
-- A job as it is stored, what describe_job does not show included.
CREATE FUNCTION pg_temp.stored(which text) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_strip_nulls(to_jsonb(j)) - 'id' - 'membership_point' FROM iotjobs.job j WHERE j.job_id = which
$$;
-- Rows in every table that creating a job could write to.
CREATE VIEW pg_temp.traces AS
SELECT (SELECT count(*) FROM iotjobs.job) AS jobs, (SELECT count(*) FROM iotjobs.job_target) AS targets,
	(SELECT count(*) FROM iotjobs.job_work) AS works, (SELECT count(*) FROM iotjobs.job_execution) AS executions,
	(SELECT count(*) FROM iotjobs.execution_event) AS events;

\echo == rule: jobId, targets and document are enough; the rest has defaults
SELECT iotjobs.create_job('plain', pg_temp.arns('thing/t1'), document => '{"action": "reboot"}');
SELECT jsonb_pretty(iotjobs.describe_job('plain'));
SELECT iotjobs.get_job_document('plain');

\echo == rule: every member is accepted, stored and described as given
SELECT iotjobs.create_job(
	job_id => 'full_Job-1',
	targets => pg_temp.arns('thinggroup/g1', 'thing/t2', 'thinggroup/g2'),
	document => ' {"steps" : [1, 2.50, "ü"]} ',
	description => 'all of it, schön',
	presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/download", "expiresInSec": 60}',
	target_selection => 'CONTINUOUS',
	job_executions_rollout_config => '{"maximumPerMinute": 1000, "exponentialRate": {"baseRatePerMinute": 50, "incrementFactor": 1.1,
		"rateIncreaseCriteria": {"numberOfNotifiedThings": 1000, "numberOfSucceededThings": 500}}}',
	abort_config => '{"criteriaList": [
		{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 20.25, "minNumberOfExecutedThings": 100},
		{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 100, "minNumberOfExecutedThings": 1}]}',
	timeout_config => '{"inProgressTimeoutInMinutes": 10080}',
	tags => '[{"Key": "owner", "Value": "lab"}, {"Key": "empty", "Value": ""}]',
	namespace_id => 'ns_1-A',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "FAILED", "numberOfRetries": 4}, {"failureType": "TIMED_OUT", "numberOfRetries": 6}]}');
SELECT jsonb_pretty(iotjobs.describe_job('full_Job-1'));
SELECT iotjobs.get_job_document('full_Job-1');
SELECT pg_temp.stored('full_Job-1')->'tags';

\echo == rule: an empty configuration object is one; an explicit SNAPSHOT is the default
SELECT iotjobs.create_job('empty', pg_temp.arns('thing/t1'), document => '0', target_selection => 'SNAPSHOT',
	presigned_url_config => '{}', job_executions_rollout_config => '{}', timeout_config => '{}', tags => '[]');
SELECT (iotjobs.describe_job('empty')->'job') - 'jobProcessDetails';

\echo == rule: 1 to iotjobs.max_targets_per_job targets; a target named twice is kept as given
SELECT iotjobs.create_job('hundred', (SELECT pg_temp.arns(VARIADIC array_agg('thing/t' || i ORDER BY i)) FROM generate_series(1, 100) i), document => '1')->>'jobId';
SELECT jsonb_array_length(iotjobs.describe_job('hundred')->'job'->'targets');
SELECT iotjobs.create_job('twice', pg_temp.arns('thing/t1', 'thing/t1', 'thinggroup/g1', 'thinggroup/g1'), document => '1')->>'jobId';
SELECT jsonb_array_length(iotjobs.describe_job('twice')->'job'->'targets');

\echo == rule: a job id has 1 to 64 characters; ids differ by case
SELECT length(iotjobs.create_job(repeat('i', 64), pg_temp.arns('thing/t1'), document => '1')->>'jobId');
SELECT iotjobs.create_job('Plain', pg_temp.arns('thing/t1'), document => '1');

\echo == rule: a document has at most 32768 bytes, any JSON value will do
SELECT iotjobs.create_job('large', pg_temp.arns('thing/t1'), document => '"' || repeat('x', 32766) || '"')->>'jobId';
SELECT octet_length(iotjobs.get_job_document('large')->>'document');

\echo == rule: create_job makes no execution and leaves the worker one piece of work
SELECT jobs, works, executions, events FROM pg_temp.traces;
SELECT DISTINCT kind, cursor_group_id, cursor_thing_id, notified, next_at = '2026-01-01 12:00:00.5Z' FROM iotjobs.job_work;

\echo == rule: an id is taken once, whatever the rest of the request
SELECT * FROM pg_temp.traces;
SELECT pg_temp.fails($$SELECT iotjobs.create_job('plain', pg_temp.arns('thing/t1'), document => '{"action": "reboot"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('plain', pg_temp.arns('thing/t2'), document => '2')$$);

\echo == rule: all targets exist
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1', 'thing/nobody'), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1', 'thinggroup/g1', 'thinggroup/nowhere', 'thing/nobody'), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/g1'), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thinggroup/t1'), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/T1'), document => '1')$$);
SAVEPOINT deleted;
SELECT iotjobs.delete_thing('t3'), iotjobs.delete_thing_group('g2');
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t3'), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thinggroup/g2'), document => '1')$$);
ROLLBACK TO deleted;

\echo == rule: targets are things and thing groups of this account and region
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:us-east-1:999999999999:thing/t1}', document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:iot:eu-west-1:123456789012:thing/t1}', document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws-cn:iot:us-east-1:123456789012:thing/t1}', document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{arn:aws:s3:us-east-1:123456789012:thing/t1}', document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('job/plain'), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/'), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{t1}', document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', '{}', document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', (SELECT pg_temp.arns(VARIADIC array_agg('thing/t' || i)) FROM generate_series(1, 101) i), document => '1')$$);
SET LOCAL iotjobs.max_targets_per_job = 101;
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', (SELECT pg_temp.arns(VARIADIC array_agg('thing/t' || i)) FROM generate_series(1, 102) i), document => '1')$$);
SELECT iotjobs.create_job('hundred-one', (SELECT pg_temp.arns(VARIADIC array_agg('thing/t' || i ORDER BY i)) FROM generate_series(1, 101) i), document => '1')->>'jobId';
SET LOCAL iotjobs.max_targets_per_job = 2;
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1', 'thing/t2', 'thing/t1'), document => '1')$$);
\echo    a job that has more keeps them
SELECT jsonb_array_length(iotjobs.describe_job('hundred-one')->'job'->'targets'), (SELECT bad FROM iotjobs.check() WHERE name LIKE '%has targets');
RESET iotjobs.max_targets_per_job;

\echo == rule: a job needs a document, and it is JSON
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '{"a": }')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '{} {}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '"' || repeat('x', 32767) || '"')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '"' || repeat('ü', 16384) || '"')$$);

\echo == rule: what this version cannot do is refused, not ignored
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document_source => 'https://s3.amazonaws.com/bucket/key')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1', document_source => 'https://s3.amazonaws.com/bucket/key')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1', document_parameters => '{"filePath": "/tmp/x"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), job_template_arn => 'arn:aws:iot:us-east-1:123456789012:jobtemplate/mine')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1', job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:1.0')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '{"url": "${aws:iot:s3-presigned-url:https://s3.amazonaws.com/bucket/key}"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '{"${aws:iot:parameter:key}": 1}')$$);
\echo == other text in braces belongs to the device
SELECT iotjobs.create_job('braces', pg_temp.arns('thing/t1'), document => '{"sh": "echo ${HOME} $aws ${aws:s3:x}"}')->>'jobId';

\echo == rule: maximumPerMinute is at most iotjobs.max_rollout_per_minute
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 1001}')$$);
SET LOCAL iotjobs.max_rollout_per_minute = 5000;
SELECT iotjobs.create_job('fast', pg_temp.arns('thing/t1'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 5000}')->>'jobId';
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 5001}')$$);
SET LOCAL iotjobs.max_rollout_per_minute = 10;
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 11}')$$);
RESET iotjobs.max_rollout_per_minute;

\echo == rule: rules between members of a configuration hold
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1',
	job_executions_rollout_config => '{"exponentialRate": {"baseRatePerMinute": 50, "incrementFactor": 2, "rateIncreaseCriteria": {}}}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1', abort_config => '{"criteriaList": [
	{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 1, "minNumberOfExecutedThings": 1},
	{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 2, "minNumberOfExecutedThings": 1}]}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('new', pg_temp.arns('thing/t1'), document => '1',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 0}, {"failureType": "FAILED", "numberOfRetries": 0}]}')$$);

\echo == rule: nothing is written when a call fails
SELECT pg_temp.fails($$SELECT iotjobs.describe_job('new')$$);
SELECT * FROM pg_temp.traces;

\echo == rule: a job is rolled back with its savepoint
SAVEPOINT before;
SELECT iotjobs.create_job('undone', pg_temp.arns('thing/t1'), document => '1')->>'jobId';
ROLLBACK TO before;
SELECT pg_temp.fails($$SELECT iotjobs.describe_job('undone')$$);
SELECT iotjobs.create_job('undone', pg_temp.arns('thing/t2'), document => '2')->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:00:01Z') IS NOT NULL;
SELECT thing_name FROM iotjobs.executions WHERE job_id = 'undone' ORDER BY thing_name;
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;

\echo == rule: a job is rolled back with its transaction
\pset format unaligned
BEGIN;
SELECT iotjobs.create_thing('rolled')->>'thingName';
SELECT iotjobs.create_job('rolled', '{arn:aws:iot:us-east-1:123456789012:thing/rolled}', document => '1')->>'jobId';
ROLLBACK;
SELECT count(*) FROM iotjobs.jobs WHERE job_id = 'rolled';
