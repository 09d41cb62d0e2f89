-- The documented limits hold for INSERT and COPY as they do for calls.
\set VERBOSITY terse
SET client_min_messages = warning;

CREATE TEMP TABLE value_case (
	domain text NOT NULL,
	label text NOT NULL,
	value text,
	good boolean NOT NULL
);

-- Texts: the limit, one more, nothing, and characters that are not allowed.
INSERT INTO value_case
SELECT d.domain, c.label, c.value, c.good
  FROM (VALUES
	('job_id', 64, 'a', true), ('job_template_id', 64, 'a', true), ('namespace_id', 64, 'a', true),
	('thing_name', 128, 'a', true), ('thing_group_name', 128, 'a', true), ('billing_group_name', 128, 'a', true), ('thing_type_name', 128, 'a', true),
	('reason_code', 128, 'A', true), ('comment_text', 2028, 'é', true), ('description_text', 2028, '漢', true),
	('package_name', 128, 'a', true), ('package_version_name', 64, 'a', true), ('package_description', 1024, 'é', true),
	('thing_group_description', 2028, 'a', false)) AS d (domain, most, filler, not_empty),
	LATERAL (VALUES
		('at the limit', repeat(d.filler, d.most), true),
		('one over', repeat(d.filler, d.most + 1), false),
		('empty', '', NOT d.not_empty),
		('newline', d.filler || E'\n', false),
		('tabulator', E'\t' || d.filler, false)) AS c (label, value, good);

INSERT INTO value_case VALUES
	('job_id', 'blank', 'a b', false),
	('job_id', 'colon', 'a:b', false),
	('job_id', 'all characters', 'aZ09_-', true),
	('thing_name', 'all characters', 'aZ09:_-', true),
	('thing_name', 'slash', 'a/b', false),
	('reason_code', 'small letter', 'aB', false),
	('reason_code', 'all characters', 'AZ09_', true),
	('comment_text', 'quotes and emoji', '''"\ 😀', true),
	('comment_text', 'right-to-left override', E'a\u202Eb', false),
	('job_document', 'object', '{"a": [1, 2.5, true, null]}', true),
	('job_document', 'scalar', '1', true),
	('job_document', 'empty', '', false),
	('job_document', 'cut off', '{"a": ', false),
	('job_document', 'escaped NUL', '{"a": "\u0000"}', false),
	('job_document', 'lone surrogate', '{"a": "\ud800"}', false),
	('job_document', '32 deep', repeat('[', 32) || repeat(']', 32), true),
	('job_document', '33 deep', repeat('[', 33) || repeat(']', 33), false),
	('job_document', 'far too deep', repeat('[', 32768), false),
	('job_document', 'huge number', '9e131071', false),
	('job_document', '32768 bytes', '"' || repeat('x', 32766) || '"', true),
	('job_document', '32769 bytes', '"' || repeat('x', 32767) || '"', false),
	('job_document', '32770 bytes in few characters', '"' || repeat('é', 16384) || '"', false);

-- Configurations.
INSERT INTO value_case VALUES
	('presigned_url_config', 'empty', '{}', true),
	('presigned_url_config', 'least', '{"roleArn": "aaaaaaaaaaaaaaaaaaaa", "expiresInSec": 60}', true),
	('presigned_url_config', 'too soon', '{"expiresInSec": 59}', false),
	('presigned_url_config', 'too late', '{"expiresInSec": 3601}', false),
	('presigned_url_config', 'short role', '{"roleArn": "aaaaaaaaaaaaaaaaaaa"}', false),
	('presigned_url_config', 'no object', '[]', false),
	('presigned_url_config', 'null', 'null', false),
	('presigned_url_config', 'unknown member', '{"expiresinsec": 60}', false),
	('job_executions_rollout_config', 'constant', '{"maximumPerMinute": 1}', true),
	('job_executions_rollout_config', 'zero', '{"maximumPerMinute": 0}', false),
	('job_executions_rollout_config', 'fraction', '{"maximumPerMinute": 1.5}', false),
	('job_executions_rollout_config', 'whole in another spelling', '{"maximumPerMinute": 1.0e1}', true),
	('job_executions_rollout_config', 'text', '{"maximumPerMinute": "1"}', false),
	('job_executions_rollout_config', 'exponential',
		'{"exponentialRate": {"baseRatePerMinute": 50, "incrementFactor": 1.1, "rateIncreaseCriteria": {"numberOfNotifiedThings": 1}}}', true),
	('job_executions_rollout_config', 'factor of two decimals',
		'{"exponentialRate": {"baseRatePerMinute": 50, "incrementFactor": 1.15, "rateIncreaseCriteria": {"numberOfNotifiedThings": 1}}}', false),
	('job_executions_rollout_config', 'factor too small',
		'{"exponentialRate": {"baseRatePerMinute": 50, "incrementFactor": 1, "rateIncreaseCriteria": {"numberOfNotifiedThings": 1}}}', false),
	('job_executions_rollout_config', 'base too large',
		'{"exponentialRate": {"baseRatePerMinute": 1001, "incrementFactor": 2, "rateIncreaseCriteria": {"numberOfNotifiedThings": 1}}}', false),
	('job_executions_rollout_config', 'no criterion',
		'{"exponentialRate": {"baseRatePerMinute": 50, "incrementFactor": 2, "rateIncreaseCriteria": {}}}', false),
	('abort_config', 'two', '{"criteriaList": [
		{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 0.01, "minNumberOfExecutedThings": 1},
		{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 100, "minNumberOfExecutedThings": 2147483647}]}', true),
	('abort_config', 'type twice', '{"criteriaList": [
		{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 1, "minNumberOfExecutedThings": 1},
		{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 2, "minNumberOfExecutedThings": 1}]}', false),
	('abort_config', 'zero', '{"criteriaList": [
		{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 0, "minNumberOfExecutedThings": 1}]}', false),
	('abort_config', 'above hundred', '{"criteriaList": [
		{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 100.01, "minNumberOfExecutedThings": 1}]}', false),
	('abort_config', 'three decimals', '{"criteriaList": [
		{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 1.001, "minNumberOfExecutedThings": 1}]}', false),
	('abort_config', 'member missing', '{"criteriaList": [{"failureType": "FAILED", "action": "CANCEL"}]}', false),
	('abort_config', 'no criterion', '{"criteriaList": []}', false),
	('abort_config', 'empty', '{}', false),
	('timeout_config', 'least', '{"inProgressTimeoutInMinutes": 1}', true),
	('timeout_config', 'most', '{"inProgressTimeoutInMinutes": 10080}', true),
	('timeout_config', 'zero', '{"inProgressTimeoutInMinutes": 0}', false),
	('timeout_config', 'one over', '{"inProgressTimeoutInMinutes": 10081}', false),
	('timeout_config', 'beyond 64 bits', '{"inProgressTimeoutInMinutes": 99999999999999999999}', false),
	('job_executions_retry_config', 'two', '{"criteriaList": [
		{"failureType": "FAILED", "numberOfRetries": 4}, {"failureType": "TIMED_OUT", "numberOfRetries": 6}]}', true),
	('job_executions_retry_config', 'eleven', '{"criteriaList": [
		{"failureType": "FAILED", "numberOfRetries": 5}, {"failureType": "TIMED_OUT", "numberOfRetries": 6}]}', false),
	('job_executions_retry_config', 'ALL and another', '{"criteriaList": [
		{"failureType": "FAILED", "numberOfRetries": 1}, {"failureType": "ALL", "numberOfRetries": 1}]}', false),
	('job_executions_retry_config', 'not retryable', '{"criteriaList": [{"failureType": "REJECTED", "numberOfRetries": 1}]}', false),
	('scheduling_config', 'window', '{"maintenanceWindows": [{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 1430}]}', true),
	('scheduling_config', 'window too long', '{"maintenanceWindows": [{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 1431}]}', false),
	('scheduling_config', 'five fields', '{"maintenanceWindows": [{"startTime": "cron(0 18 ? * MON-FRI)", "durationInMinutes": 60}]}', false),
	('scheduling_config', 'no frame', '{"maintenanceWindows": [{"startTime": "0 18 ? * MON-FRI *", "durationInMinutes": 60}]}', false),
	('scheduling_config', 'both days', '{"maintenanceWindows": [
		{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 60}, {"startTime": "cron(0 18 1 * 2 *)", "durationInMinutes": 60}]}', false),
	('maintenance_windows', 'none', '[]', true),
	('maintenance_windows', 'two', '[{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 1430}, {"startTime": "cron(0 18 1 * ? *)", "durationInMinutes": 1}]', true),
	('maintenance_windows', 'too long', '[{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 1431}]', false),
	('maintenance_windows', 'five fields', '[{"startTime": "cron(0 18 ? * MON-FRI)", "durationInMinutes": 60}]', false),
	('maintenance_windows', 'an object', '{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 60}', false),
	('destination_package_versions', 'none', '{}', true),
	('destination_package_versions', '25', (SELECT array_agg('arn:aws:iot:r:a:package/p/version/' || n)::text FROM generate_series(1, 25) AS n), true),
	('destination_package_versions', '26', (SELECT array_agg('arn:aws:iot:r:a:package/p/version/' || n)::text FROM generate_series(1, 26) AS n), false),
	('destination_package_versions', 'no ARN', '{package}', false),
	('destination_package_versions', 'a null', '{NULL}', false),
	('destination_package_versions', 'two dimensions', '{{arn:a},{arn:b}}', false),
	('scheduling_config', 'half an hour', '{"startTime": "2026-02-28 10:00", "endTime": "2026-02-28T11:30:00+01:00"}', true),
	('scheduling_config', 'a second less', '{"startTime": "2026-02-28 10:00", "endTime": "2026-02-28T11:29:59+01:00"}', false),
	('scheduling_config', 'end before start', '{"startTime": "2026-02-28 10:00", "endTime": "2026-02-27 10:00"}', false),
	('scheduling_config', 'end years later', '{"startTime": "2026-02-28 10:00", "endTime": "2029-02-28 10:00"}', false),
	('scheduling_config', 'no such day', '{"startTime": "2026-02-29 10:00"}', false),
	('scheduling_config', 'a word', '{"startTime": "tomorrow"}', false),
	('scheduling_config', 'behavior without end', '{"endBehavior": "CANCEL"}', false);

-- Maps and lists.
INSERT INTO value_case VALUES
	('status_details', 'a value at the limit', jsonb_build_object('k', repeat('é', 1024)), true),
	('status_details', 'a value one over', jsonb_build_object('k', repeat('é', 1025)), false),
	('status_details', 'a key at the limit', jsonb_build_object(repeat('k', 128), 'v'), true),
	('status_details', 'a key one over', jsonb_build_object(repeat('k', 129), 'v'), false),
	('status_details', 'empty key', '{"": "v"}', false),
	('status_details', 'empty value', '{"k": ""}', false),
	('status_details', 'number', '{"k": 1}', false),
	('status_details', 'null inside', '{"k": null}', false),
	('status_details', 'nested', '{"k": {"l": "m"}}', false),
	('status_details', 'newline', '{"k": "a\nb"}', false),
	('status_details', 'list', '["k"]', false),
	('status_details', '10 pairs', (SELECT jsonb_object_agg('k' || n, 'v') FROM generate_series(1, 10) AS n), true),
	('status_details', '11 pairs', (SELECT jsonb_object_agg('k' || n, 'v') FROM generate_series(1, 11) AS n), false),
	('thing_type_properties', 'all', '{"thingTypeDescription": "a b", "searchableAttributes": ["a", "b", "c"], "mqtt5Configuration": {"propagatingAttributes": [{"userPropertyKey": "a$", "thingAttribute": "b", "connectionAttribute": "c:."}]}}', true),
	('thing_type_properties', '4 attributes', '{"searchableAttributes": ["a", "b", "c", "d"]}', false),
	('thing_type_properties', 'a blank key', '{"mqtt5Configuration": {"propagatingAttributes": [{"userPropertyKey": "a b"}]}}', false),
	('thing_type_properties', 'unknown', '{"x": 1}', false),
	('attributes', '50 pairs', (SELECT jsonb_object_agg('k' || n, '') FROM generate_series(1, 50) AS n), true),
	('attributes', '51 pairs', (SELECT jsonb_object_agg('k' || n, '') FROM generate_series(1, 51) AS n), false),
	('attributes', 'a value at the limit', jsonb_build_object('k', repeat('v', 800)), true),
	('attributes', 'a value one over', jsonb_build_object('k', repeat('v', 801)), false),
	('attributes', 'blank', '{"k": "a b"}', false),
	('document_parameters', 'one', '{"filePath": "/tmp/a b"}', true),
	('document_parameters', 'a key with a colon', '{"file:path": "/tmp"}', false),
	('query_string', 'at the limit', 'thingName:' || repeat('x', 990), true),
	('query_string', 'one over', 'thingName:' || repeat('x', 991), false),
	('query_string', 'no field', 'lamp', false),
	('tags', 'none', '[]', true),
	('tags', '50', (SELECT jsonb_agg(jsonb_build_object('Key', 'k' || n)) FROM generate_series(1, 50) AS n), true),
	('tags', '51', (SELECT jsonb_agg(jsonb_build_object('Key', 'k' || n)) FROM generate_series(1, 51) AS n), false),
	('tags', 'letters of any language', '[{"Key": "Größe 漢", "Value": ""}]', true),
	('tags', 'a key with a star', '[{"Key": "*"}]', false),
	('tags', 'no key', '[{"Value": "v"}]', false),
	('tags', 'null value', '[{"Key": "k", "Value": null}]', false),
	('package_recipe', 'at the limit', repeat('é', 3072), true),
	('package_recipe', 'one over', repeat('é', 3073), false),
	('package_recipe', 'empty', '', true),
	('package_artifact', 'whole', '{"s3Location": {"bucket": "b", "key": "k", "version": "1"}}', true),
	('package_artifact', 'no bucket name', '{"s3Location": {"bucket": ""}}', false),
	('package_artifact', 'unknown member', '{"s3": {}}', false),
	('package_attributes', '3072 bytes', jsonb_build_object('k', repeat('v', 3071)), true),
	('package_attributes', '3073 bytes', jsonb_build_object('k', repeat('v', 3072)), false),
	('package_attributes', 'a key with a blank', '{"a b": "v"}', false),
	('package_attributes', 'an empty value', '{"k": ""}', false),
	('tags', 'a key twice', '[{"Key": "k"}, {"Key": "k"}]', false),
	('tags', 'a key of the service', '[{"Key": "aws:k"}]', false),
	('tags', 'an object', '{"Key": "k"}', false);

INSERT INTO value_case
SELECT DISTINCT domain, 'NULL', NULL, true FROM value_case;

-- A table of one column for each domain; every value goes in by INSERT.
CREATE FUNCTION pg_temp.insert_state(domain text, value text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('INSERT INTO domain_probe (%1$I) VALUES (%2$L)', domain, value);
	RETURN 'in';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;

SELECT format('CREATE TEMP TABLE domain_probe (%s)',
			  string_agg(format('%1$I iotjobs.%1$I', typname), ', ' ORDER BY typname))
  FROM pg_type WHERE typtype = 'd' AND typnamespace = 'iotjobs'::regnamespace \gexec

SELECT count(*) AS domains_without_a_case
  FROM pg_type AS t
 WHERE typtype = 'd' AND typnamespace = 'iotjobs'::regnamespace
   AND NOT EXISTS (SELECT FROM value_case WHERE domain = t.typname);

CREATE TEMP TABLE outcome AS
SELECT c.*, pg_temp.insert_state(domain, value) AS state FROM value_case AS c;

SELECT domain, count(*) FILTER (WHERE state = 'in') AS accepted,
	   count(*) FILTER (WHERE state IN ('IJ400', 'IJ40Q')) AS refused
  FROM outcome GROUP BY domain ORDER BY domain;

SELECT domain, label, state FROM outcome
 WHERE state IS DISTINCT FROM CASE WHEN good THEN 'in' WHEN domain = 'query_string' THEN 'IJ40Q' ELSE 'IJ400' END
 ORDER BY domain, label;

SELECT count(*) AS rows_in FROM domain_probe;
SELECT count(*) AS accepted FROM outcome WHERE state = 'in';

-- COPY, as a restore would do it.
COPY domain_probe (job_id, status_details) FROM STDIN;
fw-2	{"step": "download"}
fw-3	\N
\.
COPY domain_probe (job_id) FROM STDIN;
fw-4
fw 5
\.
COPY domain_probe (status_details) FROM STDIN;
{"step": ["download"]}
\.
COPY domain_probe (timeout_config) FROM STDIN;
{"inProgressTimeoutInMinutes": 10081}
\.
SELECT job_id, status_details FROM domain_probe WHERE job_id LIKE 'fw%' ORDER BY job_id;

-- An error says what, and the rule.
\set VERBOSITY default
INSERT INTO domain_probe (abort_config) VALUES ('{"criteriaList": [
	{"failureType": "FAILED", "action": "CANCEL", "thresholdPercentage": 120, "minNumberOfExecutedThings": 1}]}');
INSERT INTO domain_probe (thing_name) VALUES (repeat('x', 200));
INSERT INTO domain_probe (status_details) VALUES ('{"k": 1, "l": "m"}');
\set VERBOSITY terse

-- What a CHECK calls must mean the same tomorrow.
SELECT p.proname, p.provolatile, p.proisstrict
  FROM pg_proc AS p
 WHERE p.pronamespace = 'iotjobs'::regnamespace AND p.proname LIKE 'check\_%'
   AND (p.provolatile <> 'i' OR NOT p.proisstrict)
 ORDER BY p.proname;
