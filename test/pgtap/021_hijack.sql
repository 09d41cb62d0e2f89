-- A role that puts functions, operators and tables of its own in front of the server's gets nobody to run them.
BEGIN;
SET LOCAL search_path = pg_catalog, public;
SET LOCAL iotjobs.clock = '2030-01-01 12:00:00+00';
SET LOCAL client_min_messages = warning;
SELECT no_plan();

CREATE ROLE test_mallory;
CREATE SCHEMA evil AUTHORIZATION test_mallory;
GRANT ALL ON SCHEMA public TO test_mallory;
GRANT USAGE ON SCHEMA iotjobs, iotjobs_data TO test_mallory;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA iotjobs, iotjobs_data TO test_mallory;

-- Whoever runs one of the functions below leaves a mark, which a rollback does not take away.
CREATE SEQUENCE evil.mark;
GRANT ALL ON SEQUENCE evil.mark TO PUBLIC;
CREATE FUNCTION pg_temp.marks() RETURNS bigint LANGUAGE sql AS $$
	SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM evil.mark
$$;

-- Every function and operator of the server, again, with the same arguments; and the operators for our own types.
CREATE FUNCTION pg_temp.imitate(name text, arguments text, result text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE FUNCTION evil.%I(%s) RETURNS %s LANGUAGE plpgsql AS $f$BEGIN
		PERFORM pg_catalog.nextval(''evil.mark''); RETURN NULL; END$f$', name, arguments, result);
EXCEPTION WHEN OTHERS THEN NULL; -- an internal argument, say
END $$;
CREATE FUNCTION pg_temp.imitate_operator(operator name, left_type text, right_type text, result text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	function text := format('evil.%I', 'op_' || md5(operator || COALESCE(left_type, '') || '/' || right_type));
BEGIN
	EXECUTE format('CREATE FUNCTION %s(%s) RETURNS %s LANGUAGE plpgsql AS $f$BEGIN
		PERFORM pg_catalog.nextval(''evil.mark''); RETURN NULL; END$f$', function, concat_ws(', ', left_type, right_type), result);
	EXECUTE format('CREATE OPERATOR evil.%s (%s RIGHTARG = %s, FUNCTION = %s)', operator, 'LEFTARG = ' || left_type || ',', right_type, function);
EXCEPTION WHEN OTHERS THEN NULL;
END $$;
SET LOCAL ROLE test_mallory;
SELECT count(pg_temp.imitate(p.proname, pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid))) > 2000 AS functions
FROM pg_proc AS p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind <> 'p'
	AND 'internal'::regtype <> ALL (p.proargtypes::oid[]) AND 'cstring'::regtype <> ALL (p.proargtypes::oid[]) \gset
SELECT count(pg_temp.imitate_operator(o.oprname, NULLIF(o.oprleft, 0)::regtype::text, o.oprright::regtype::text, o.oprresult::regtype::text)) > 700 AS operators
FROM pg_operator AS o WHERE o.oprnamespace = 'pg_catalog'::regnamespace \gset
SELECT count(pg_temp.imitate_operator(o.name, t.oid::regtype::text, t.oid::regtype::text, 'boolean')) AS own_operators
FROM pg_type AS t, unnest(ARRAY['=', '<>', '<', '<=', '>', '>=']) AS o (name)
WHERE t.typnamespace = 'iotjobs'::regnamespace AND t.typtype IN ('b', 'e', 'd') AND t.typcategory <> 'A' \gset
RESET ROLE;
SELECT cmp_ok(count(*), '>', 2000::bigint, 'functions are imitated') FROM pg_proc WHERE pronamespace = 'evil'::regnamespace;
SELECT cmp_ok(count(*), '>', 700::bigint, 'operators are imitated') FROM pg_operator WHERE oprnamespace = 'evil'::regnamespace;

-- Tables and views with our names, in both places that can come first.
SELECT format('CREATE TABLE evil.%1$I AS SELECT 1 AS hijacked; ALTER TABLE evil.%1$I OWNER TO test_mallory; CREATE TEMP TABLE %1$I AS SELECT 1 AS hijacked', c.relname)
FROM pg_class AS c WHERE c.relnamespace = 'iotjobs'::regnamespace AND c.relkind IN ('r', 'p', 'v') \gexec

-- Something to work on.
SELECT format('SELECT iotjobs.create_thing(%L)', 'thing_' || i) FROM generate_series(1, 3) AS i \gexec
SELECT iotjobs.create_thing_group('group_1') IS NOT NULL AS made \gset
INSERT INTO iotjobs.thing_type (name, created_at, deprecated_at) VALUES ('type_2', '2000-01-01', '2000-01-01');

-- The trap works: this is what our functions would fall into.
SET LOCAL search_path = evil, pg_catalog;
SELECT 'a'::pg_catalog.text = 'b'::pg_catalog.text AS trapped \gset
SET LOCAL search_path = pg_catalog, public;
SELECT is(pg_temp.marks(), 1::bigint, 'the trap works');
SELECT setval('evil.mark', 1, false) AS reset \gset

CREATE TEMP TABLE called (ordinal serial, call text, failure text);
INSERT INTO called (call) VALUES
	('iotjobs.update_event_configurations(''{"JOB": {"Enabled": true}, "JOB_EXECUTION": {"Enabled": true}}'')'),
	('iotjobs.describe_event_configurations()'),
	('iotjobs.take_notifications()'),
	('iotjobs.create_thing(''thing_4'', NULL, ''{"attributes": {"a": "b"}}'')'),
	('iotjobs.set_signing_credentials(''arn:aws:iam::123456789012:role/test'', ''id'', ''secret'')'),
	('iotjobs.register_things(ARRAY[''thing_5'', ''thing_6''], ''group_1'', ''{"a": "b"}'')'),
	('iotjobs.describe_thing(''thing_4'')'),
	('iotjobs.update_thing(''thing_4'', NULL, ''{"attributes": {"c": "d"}, "merge": true}'', 1)'),
	('iotjobs.list_things(NULL, 2, ''a'', ''b'')'),
	('iotjobs.create_thing_group(''group_2'', ''group_1'', ''{"thingGroupDescription": "x"}'', ''[{"Key": "k", "Value": "v"}]'')'),
	('iotjobs.describe_thing_group(''group_2'')'),
	('iotjobs.update_thing_group(''group_2'', ''{"thingGroupDescription": "y"}'', 1)'),
	('iotjobs.add_thing_to_thing_group(''group_1'', NULL, ''thing_1'')'),
	('iotjobs.add_thing_to_thing_group(''group_2'', NULL, ''thing_2'')'),
	('iotjobs.list_thing_groups(NULL, 1, ''group_1'', ''gr'', true)'),
	('iotjobs.list_things_in_thing_group(''group_1'', true, NULL, 2)'),
	('iotjobs.list_thing_groups_for_thing(''thing_2'')'),
	('iotjobs.create_job(''job_1'', ARRAY[''arn:aws:iot:us-east-1:123456789012:thinggroup/group_1'', ''arn:aws:iot:us-east-1:123456789012:thing/thing_3''],
		document => ''{"a": 1}'', description => ''d'', job_executions_rollout_config => ''{"exponentialRate": {"baseRatePerMinute": 50,
		"incrementFactor": 2, "rateIncreaseCriteria": {"numberOfSucceededThings": 1}}}'', abort_config => ''{"criteriaList": [{"failureType": "FAILED",
		"action": "CANCEL", "thresholdPercentage": 90, "minNumberOfExecutedThings": 1}]}'', timeout_config => ''{"inProgressTimeoutInMinutes": 5}'')'),
	('iotjobs.create_job(''job_2'', ARRAY[''arn:aws:iot:us-east-1:123456789012:thinggroup/group_1''], target_selection => ''CONTINUOUS'', document => ''{}'')'),
	('iotjobs.run_worker()'),
	('iotjobs.invoke(''DescribeJob'', ''{"jobId": "job_1"}'')'),
	('iotjobs.describe_job(''job_1'')'),
	('iotjobs.list_jobs(''IN_PROGRESS'', ''SNAPSHOT'', 1, NULL, ''group_1'')'),
	('iotjobs.get_job_document(''job_1'')'),
	('iotjobs_data.get_pending_job_executions(''thing_1'')'),
	('iotjobs_data.describe_job_execution(''$next'', ''thing_1'', true)'),
	('iotjobs_data.start_next_pending_job_execution(''thing_1'', ''{"a": "b"}'', 10)'),
	('iotjobs_data.update_job_execution(''job_1'', ''thing_1'', ''SUCCEEDED'', ''{"a": "c"}'', expected_version => 2, include_job_execution_state => true)'),
	('iotjobs_data.invoke(''StartNextPendingJobExecution'', ''{"thingName": "thing_2"}'')'),
	('iotjobs_data.handle(''$aws/things/thing_2/jobs/job_1/update'', ''{"clientToken": "c", "status": "IN_PROGRESS", "includeJobExecutionState": true, "includeJobDocument": true}'', ''thing_2'')'),
	('iotjobs_data.handle(''$aws/things/thing_2/jobs/job_1/update'', ''{"clientToken": "c", "status": "IN_PROGRESS", "expectedVersion": 1}'', ''test_mallory'')'),
	('iotjobs_data.handle_bytes(''$aws/things/thing_2/jobs/get'', ''{}'')'),
	('iotjobs_data.handle(''$aws/things/thing_2/jobs/$next/namespace-ns/get'', ''{}'', NULL)'),
	('iotjobs_data.update_job_execution(''job_1'', ''thing_3'', ''FAILED'')'),
	('iotjobs_data.start_next_pending_job_execution(''thing_5'')'),
	('iotjobs.describe_job_execution(''job_1'', ''thing_1'')'),
	('iotjobs.list_job_executions_for_job(''job_1'', ''QUEUED'', 1)'),
	('iotjobs.list_job_executions_for_thing(''thing_1'', NULL, NULL, 1)'),
	('iotjobs.create_thing_type(''type_1'', ''{"searchableAttributes": ["a"]}'', ''[{"Key": "k"}]'')'),
	('iotjobs.describe_thing_type(''type_1'')'),
	('iotjobs.list_thing_types(NULL, 1)'),
	('iotjobs.update_thing(''thing_4'', ''type_1'')'),
	('iotjobs.list_things(thing_type_name => ''type_1'', attribute_name => ''a'')'),
	('iotjobs.update_thing(''thing_4'', remove_thing_type => true)'),
	('iotjobs.deprecate_thing_type(''type_1'')'),
	('iotjobs.create_dynamic_thing_group(''group_3'', ''attributes.a:b OR thingTypeName:x OR thingGroupNames:group_1'')'),
	('iotjobs.update_dynamic_thing_group(''group_3'', ''{}'', query_string => ''attributes.c:[1 TO 2] OR thingGroupNames:group_1'')'),
	('iotjobs.search_index(''thingName:thing* AND NOT thingGroupNames:group_1'', max_results => 2)'),
	('iotjobs.query_matches(''thingName:a'', ''a'', ''b'', ''{c}'', ''{}'')'),
	('iotjobs.update_thing_groups_for_thing(''thing_4'', ''{group_1}'', ''{group_2}'')'),
	('iotjobs.update_thing_groups_for_thing(''thing_4'', NULL, ''{group_1}'')'),
	('iotjobs.attach_thing_principal(''thing_4'', ''pg_monitor'', ''EXCLUSIVE_THING'')'),
	('iotjobs.list_thing_principals(''thing_4'', NULL, 1)'),
	('iotjobs.list_principal_things(''pg_monitor'', NULL, 1)'),
	('iotjobs.detach_thing_principal(''thing_4'', ''pg_monitor'')'),
	('iotjobs.create_job_template(''template_1'', ''d'', ''arn:aws:iot:us-east-1:123456789012:job/job_1'', maintenance_windows => ''[{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 60}]'')'),
	('iotjobs.describe_job_template(''template_1'')'),
	('iotjobs.create_job_template(''template_2'', ''d'', document => ''1'')'),
	('iotjobs.list_job_templates(1)'),
	('iotjobs.create_job(''job_3'', ARRAY[''arn:aws:iot:us-east-1:123456789012:thing/thing_3''], job_template_arn => ''arn:aws:iot:us-east-1:123456789012:jobtemplate/template_2'')'),
	('iotjobs.delete_job_template(''template_2'')'),
	('iotjobs.describe_managed_job_template(''AWS-Reboot'', ''1.0'')'),
	('iotjobs.list_managed_job_templates(NULL, 1)'),
	('iotjobs.create_job(''job_4'', ARRAY[''arn:aws:iot:us-east-1:123456789012:thing/thing_3''], job_template_arn => ''arn:aws:iot:us-east-1::jobtemplate/AWS-Run-Command'', document_parameters => ''{"command": "ls"}'')'),
	('iotjobs.get_job_document(''job_4'', true)'),
	('iotjobs.create_package(''package_1'')'),
	('iotjobs.create_package_version(''package_1'', ''1'', attributes => ''{"a": "b"}'')'),
	('iotjobs.update_package_version(''package_1'', ''1'', action => ''PUBLISH'')'),
	('iotjobs.update_package(''package_1'', default_version_name => ''1'')'),
	('iotjobs.create_job(''job_5'', ARRAY[''arn:aws:iot:us-east-1:123456789012:thing/thing_3''], document => ''"${aws:iot:package::version::attributes:a}"'',
		destination_package_versions => ARRAY[''arn:aws:iot:us-east-1:123456789012:package/package_1/version/$default''])'),
	('iotjobs.run_worker()'),
	('iotjobs_data.update_job_execution(''job_5'', ''thing_3'', ''SUCCEEDED'')'),
	('iotjobs.describe_job(''job_5'', true)'),
	('iotjobs.create_job_template(''template_3'', ''d'', ''arn:aws:iot:us-east-1:123456789012:job/job_5'')'),
	('iotjobs.delete_package_version(''package_1'', ''2'')'),
	('iotjobs.create_job(''job_6'', ARRAY[''arn:aws:iot:us-east-1:123456789012:thing/thing_3''], document => ''1'',
		job_executions_retry_config => ''{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 3}]}'')'),
	('iotjobs.run_worker()'),
	('iotjobs_data.update_job_execution(''job_6'', ''thing_3'', ''FAILED'')'),
	('iotjobs.run_worker()'),
	('iotjobs_data.update_job_execution(''job_6'', ''thing_3'', ''FAILED'')'),
	('iotjobs.delete_job_execution(''job_6'', ''thing_3'', 1)'),
	('iotjobs.update_job(''job_6'', job_executions_retry_config => ''{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 0}]}'')'),
	('iotjobs.remove_thing_from_thing_group(''group_1'', NULL, ''thing_5'')'),
	('iotjobs.delete_thing(''thing_6'')'),
	('iotjobs.run_worker(''2030-01-01 12:10:00+00'')'),
	('iotjobs.update_job(''job_2'', ''changed'')'),
	('iotjobs.cancel_job_execution(''job_2'', ''thing_1'', true)'),
	('iotjobs.delete_job_execution(''job_2'', ''thing_1'', 1, true)'),
	('iotjobs.associate_targets_with_job(ARRAY[''arn:aws:iot:us-east-1:123456789012:thinggroup/group_1''], ''job_2'')'),
	('iotjobs.cancel_job(''job_2'', ''REASON'', ''why'', true)'),
	('iotjobs.delete_job(''job_2'')'),
	('iotjobs.run_worker(''2030-01-01 12:11:00+00'')'),
	('iotjobs.delete_thing_group(''group_2'')'),
	('iotjobs.create_package(''p'', ''d'', ''{"a": "b"}'', ''tttttttttttttttttttttttttttttttttttt'')'),
	('iotjobs.create_package_version(''p'', ''1'', ''d'', ''{"a": "b"}'', ''{"s3Location": {}}'', ''r'', ''{"a": "b"}'')'),
	('iotjobs.update_package_version(''p'', ''1'', action => ''PUBLISH'')'),
	('iotjobs.update_package(''p'', ''d'', ''1'')'),
	('iotjobs.get_package(''p'')'),
	('iotjobs.get_package_version(''p'', ''1'')'),
	('iotjobs.list_packages(1)'),
	('iotjobs.list_package_versions(''p'', ''PUBLISHED'', 1)'),
	('iotjobs.tag_resource(''arn:aws:iot:us-east-1:123456789012:package/p/version/1'', ''[{"Key": "k"}]'')'),
	('iotjobs.update_package(''p'', unset_default_version => true)'),
	('iotjobs.delete_package_version(''p'', ''1'')'),
	('iotjobs.delete_package(''p'')'),
	('iotjobs.tag_resource(''arn:aws:iot:us-east-1:123456789012:thingtype/type_2'', ''[{"Key": "k"}, {"Key": "l", "Value": "v"}]'')'),
	('iotjobs.untag_resource(''arn:aws:iot:us-east-1:123456789012:thingtype/type_2'', ''{k}'')'),
	('iotjobs.list_tags_for_resource(''arn:aws:iot:us-east-1:123456789012:thingtype/type_2'')'),
	('iotjobs.delete_thing_type(''type_2'')'),
	('iotjobs.delete_dynamic_thing_group(''group_3'')'),
	('iotjobs.run_worker(''2032-06-01 12:11:00+00'')'),
	('iotjobs.confirm_notifications(ARRAY(SELECT n.id FROM iotjobs.take_notifications(1000, ''1 h'') AS n))'),
	('iotjobs.take_notifications(10)'),
	('iotjobs.confirm_notifications(''{64,65}'')'),
	('iotjobs.run_maintenance(''2033-06-01 12:11:00+00'')'),
	('iotjobs.schedule_maintenance()'),
	('iotjobs.unschedule_maintenance()'),
	('iotjobs.check()'),
	('iotjobs.start_worker()'),
	('iotjobs.worker_processes()'),
	('iotjobs.system_identifier()'),
	('iotjobs.next_run(''cron(0 12 ? * MON-FRI *)'', ''2030-01-01 12:00:00+00'')'),
	('iotjobs.arn(''arn:aws:iot:us-east-1:123456789012:thing/t''::pg_catalog.text)'),
	('iotjobs.cron(''cron(0 12 ? * MON-FRI *)''::pg_catalog.text)'),
	('(''arn:aws:iot:us-east-1:123456789012:thing/t''::iotjobs.arn)::pg_catalog.text'),
	('iotjobs.arn_partition(''arn:aws:iot:us-east-1:123456789012:thing/t'')'),
	('''job_1''::iotjobs.job_id'),
	('''{"maximumPerMinute": 5}''::iotjobs.job_executions_rollout_config'),
	('''{"a": "b"}''::iotjobs.status_details');
GRANT ALL ON called TO test_mallory;

-- The failures are looked at, too: a name that leads elsewhere may also end in an error.
CREATE FUNCTION pg_temp.call_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	c record;
	reason pg_catalog.text;
BEGIN
	FOR c IN SELECT x.ordinal, x.call FROM pg_temp.called AS x ORDER BY x.ordinal USING OPERATOR(pg_catalog.<) LOOP
		BEGIN
			EXECUTE 'SELECT ' OPERATOR(pg_catalog.||) c.call;
		EXCEPTION WHEN OTHERS THEN
			reason := SQLERRM;
			UPDATE pg_temp.called SET failure = reason WHERE ordinal OPERATOR(pg_catalog.=) c.ordinal;
		END;
	END LOOP;
END $$;
SET LOCAL ROLE test_mallory;
SET LOCAL search_path = pg_temp, evil, pg_catalog;
SELECT pg_temp.call_all() AS done \gset
SET LOCAL search_path = pg_catalog, public;
RESET ROLE;

SELECT bag_eq('SELECT call, failure FROM called WHERE failure IS NOT NULL',
	$$VALUES ('iotjobs.start_worker()', 'could not start a worker: it is switched off'),
		('iotjobs.schedule_maintenance()', format('pg_cron is not in database "%s"', current_database()))$$, 'every call did what it does elsewhere');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc AS p
	WHERE p.pronamespace IN ('iotjobs'::regnamespace, 'iotjobs_data'::regnamespace)
		AND p.proname !~ '^(arn|cron|check)_' AND p.prorettype <> 'trigger'::regtype
		AND NOT EXISTS (SELECT FROM called AS c WHERE c.call LIKE p.pronamespace::regnamespace || '.' || p.proname || '(%')
$$, 'every function was called');
SELECT is(pg_temp.marks(), 0::bigint, 'nobody ran into the trap');

SELECT * FROM finish();
ROLLBACK;
