-- A superuser who writes to the tables directly is held to the limits of the API.
BEGIN;
SET LOCAL search_path = pg_catalog, public;
SELECT no_plan();

SELECT iotjobs.create_thing('lamp') IS NOT NULL AS made \gset
SELECT iotjobs.create_job('job', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/lamp'], document => '{}') IS NOT NULL AS made \gset
SELECT iotjobs.run_worker() IS NOT NULL AS made \gset

-- Which limit holds for which column.
SELECT bag_eq($$
	SELECT format('%s.%s %s', c.relname, a.attname, t.typname)
	FROM pg_class AS c
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
	JOIN pg_type AS t ON t.oid = a.atttypid AND t.typtype = 'd'
	WHERE c.relnamespace = 'iotjobs'::regnamespace AND c.relkind = 'r'
$$, $$
	SELECT line FROM regexp_split_to_table($list$
job.abort_config abort_config
job.comment comment_text
job.description description_text
job.destination_package_versions destination_package_versions
job.document job_document
job.document_before_substitution job_document
job.document_parameters document_parameters
job.job_executions_retry_config job_executions_retry_config
job.job_executions_rollout_config job_executions_rollout_config
job.job_id job_id
job.namespace_id namespace_id
job.presigned_url_config presigned_url_config
job.reason_code reason_code
job.resolved_package_versions destination_package_versions
job.scheduling_config scheduling_config
job.tags tags
job.timeout_config timeout_config
job_execution.status_details status_details
job_execution_attempt.status_details status_details
job_template.abort_config abort_config
job_template.description description_text
job_template.destination_package_versions destination_package_versions
job_template.document job_document
job_template.job_executions_retry_config job_executions_retry_config
job_template.job_executions_rollout_config job_executions_rollout_config
job_template.job_template_id job_template_id
job_template.maintenance_windows maintenance_windows
job_template.presigned_url_config presigned_url_config
job_template.tags tags
job_template.timeout_config timeout_config
package.description package_description
package.name package_name
package.tags tags
package_version.artifact package_artifact
package_version.attributes package_attributes
package_version.description package_description
package_version.name package_version_name
package_version.recipe package_recipe
package_version.tags tags
thing.attributes attributes
thing.billing_group_name billing_group_name
thing.name thing_name
thing.tags tags
thing_group.attributes attributes
thing_group.description thing_group_description
thing_group.name thing_group_name
thing_group.query_string query_string
thing_group.tags tags
thing_package.package_name package_name
thing_package.version_name package_version_name
thing_type.name thing_type_name
thing_type.properties thing_type_properties
thing_type.tags tags
$list$, '\n') AS line WHERE line <> ''
$$, 'columns that have a domain');

SELECT throws_ok(statement, 'IJ400', NULL, statement)
FROM (VALUES
	('INSERT INTO iotjobs.thing (name, created_at) VALUES (''no spaces'', now())'),
	('INSERT INTO iotjobs.thing (name, created_at) VALUES ('''', now())'),
	('INSERT INTO iotjobs.thing (name, created_at) VALUES (repeat(''a'', 129), now())'),
	('INSERT INTO iotjobs.thing (name, attributes, created_at) VALUES (''t'', ''[]'', now())'),
	('UPDATE iotjobs.thing SET billing_group_name = ''!'''),
	('UPDATE iotjobs.job SET job_id = repeat(''a'', 65)'),
	('UPDATE iotjobs.job SET document = ''{"a": '''),
	('UPDATE iotjobs.job SET document = ''"'' || repeat(''a'', 32767) || ''"'''),
	('UPDATE iotjobs.job SET comment = ''''' ),
	('UPDATE iotjobs.job SET abort_config = ''{"criteriaList": []}'''),
	('UPDATE iotjobs.job SET timeout_config = ''{"inProgressTimeoutInMinutes": 10081}'''),
	('UPDATE iotjobs.job SET job_executions_rollout_config = ''{"maximumPerMinute": 0}'''),
	('UPDATE iotjobs.job_execution SET status_details = ''{"a": 1}'''),
	('UPDATE iotjobs.job_execution SET status_details = (SELECT jsonb_object_agg(i, ''x'') FROM generate_series(1, 11) AS i)')
) AS x (statement);
SELECT lives_ok(statement, statement)
FROM (VALUES
	('INSERT INTO iotjobs.thing (name, created_at) VALUES (repeat(''a'', 128), now())'),
	('UPDATE iotjobs.job SET document = ''"'' || repeat(''a'', 32766) || ''"'''),
	('UPDATE iotjobs.job SET timeout_config = ''{"inProgressTimeoutInMinutes": 10080}'''),
	('UPDATE iotjobs.job_execution SET status_details = (SELECT jsonb_object_agg(i, ''x'') FROM generate_series(1, 10) AS i)')
) AS x (statement);

-- What no domain can tell.
SELECT throws_ok('INSERT INTO iotjobs.thing (name, created_at) VALUES (''lamp'', now())', '23505', NULL, 'names are unique');
SELECT throws_ok('UPDATE iotjobs.job SET status = ''DONE''', '22P02', NULL, 'a status is a word of its enum');
SELECT throws_ok('INSERT INTO iotjobs.job_target SELECT 1, 1, ''x'', 1, 1', '23514', NULL, 'a target is a thing or a group');
SELECT throws_ok('INSERT INTO iotjobs.thing_group (name, root_id, depth, created_at) VALUES (''g'', 0, 8, now())', '23514', NULL, 'groups are nested at most 7 deep');
SELECT throws_ok('INSERT INTO iotjobs.fold_position VALUES (false, ''3:3:'', 0, 0)', '23514', NULL, 'there is one position of the fold');

SELECT throws_ok('INSERT INTO iotjobs.announcement_position VALUES (false, ''3:3:'', 0, ''0'', 0, true, 0)', '23514', NULL, 'there is one position of what is announced');
SELECT throws_ok('INSERT INTO iotjobs.event_configuration VALUES (''THING'', true, now(), now())', '23514', NULL, 'events are those of jobs and executions');

SELECT * FROM finish();
ROLLBACK;
