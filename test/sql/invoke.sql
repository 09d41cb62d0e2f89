-- invoke: for each operation of both planes the same reply, or the same error, as
-- the function with named arguments, and the same effect.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00.25Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 3) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
SELECT iotjobs.create_thing_type('type')->>'thingTypeName';
SELECT iotjobs.create_dynamic_thing_group('dynamic', 'thingName:t3')->>'thingGroupName';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
SELECT count(iotjobs.create_job(id, pg_temp.arns('thinggroup/g', 'thing/t2'), document => '{"a": 1}')) FROM unnest('{j1,j2,j3}'::text[]) id;
SELECT iotjobs.create_package('p')->>'packageName', iotjobs.create_package_version('p', '1')->>'versionName';
SELECT iotjobs.create_job_template('template', 'd', document => '1')->>'jobTemplateId';
SELECT iotjobs.run_worker()->'released';
-- What a call replies or fails with, and the executions and jobs it leaves; all is undone.
CREATE FUNCTION pg_temp.outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	reply jsonb;
BEGIN
	EXECUTE call INTO reply;
	RAISE SQLSTATE 'OK000' USING MESSAGE = (reply - 'thingId' - 'thingGroupId' - 'thingTypeId')::text
		|| (SELECT string_agg(e::text, '' ORDER BY job_id, thing_name) FROM iotjobs.executions e)
		|| (SELECT string_agg(j::text, '' ORDER BY job_id) FROM iotjobs.jobs j)
		|| (SELECT coalesce(string_agg(m::text, '' ORDER BY job_template_id), '') FROM iotjobs.job_templates m)
		|| (SELECT string_agg(t.thing_name || t.attributes, '' ORDER BY t.thing_name) FROM iotjobs.things t)
		|| (SELECT coalesce(string_agg(m.thing_id || ' ' || m.group_id, ' ' ORDER BY m.thing_id, m.group_id), '') FROM iotjobs.thing_group_member m);
EXCEPTION WHEN SQLSTATE 'OK000' THEN
	RETURN SQLERRM;
WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TEMPORARY TABLE call (plane text, operation text, request jsonb, named text);
INSERT INTO call VALUES
	('iotjobs', 'CreateJob', '{"jobId": "new", "targets": ["arn:aws:iot:us-east-1:123456789012:thing/t1"], "document": "{}", "description": "d", "targetSelection": "CONTINUOUS",
		"jobExecutionsRolloutConfig": {"maximumPerMinute": 7}, "abortConfig": {"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 12.5, "minNumberOfExecutedThings": 3}]},
		"timeoutConfig": {"inProgressTimeoutInMinutes": 5}, "tags": [{"Key": "k", "Value": "v"}], "namespaceId": "ns", "presignedUrlConfig": {"expiresInSec": 60}}',
		$$create_job('new', pg_temp.arns('thing/t1'), document => '{}', description => 'd', target_selection => 'CONTINUOUS', job_executions_rollout_config => '{"maximumPerMinute": 7}',
		abort_config => '{"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 12.5, "minNumberOfExecutedThings": 3}]}',
		timeout_config => '{"inProgressTimeoutInMinutes": 5}', tags => '[{"Key": "k", "Value": "v"}]', namespace_id => 'ns', presigned_url_config => '{"expiresInSec": 60}')$$),
	('iotjobs', 'CreateJob', '{"jobId": "j1", "targets": ["arn:aws:iot:us-east-1:123456789012:thing/t1"], "document": "{}"}', $$create_job('j1', pg_temp.arns('thing/t1'), document => '{}')$$),
	('iotjobs', 'CreateJob', '{"jobId": "new", "targets": ["arn:aws:iot:us-east-1:123456789012:thing/t1"]}', $$create_job('new', pg_temp.arns('thing/t1'))$$),
	('iotjobs', 'DescribeJob', '{"jobId": "j1"}', $$describe_job('j1')$$),
	('iotjobs', 'DescribeJob', '{"jobId": "j9"}', $$describe_job('j9')$$),
	('iotjobs', 'GetJobDocument', '{"jobId": "j1", "beforeSubstitution": true}', $$get_job_document('j1', true)$$),
	('iotjobs', 'ListJobs', '{}', $$list_jobs()$$),
	('iotjobs', 'ListJobs', '{"maxResults": 2, "status": "IN_PROGRESS", "thingGroupName": "g"}', $$list_jobs(max_results => 2, status => 'IN_PROGRESS', thing_group_name => 'g')$$),
	('iotjobs', 'ListJobs', '{"status": "DONE"}', $$list_jobs(status => 'DONE')$$),
	('iotjobs', 'CancelJob', '{"jobId": "j2", "force": true, "reasonCode": "R", "comment": "c"}', $$cancel_job('j2', 'R', 'c', true)$$),
	('iotjobs', 'CancelJob', '{"jobId": "j2", "reasonCode": "r"}', $$cancel_job('j2', 'r')$$),
	('iotjobs', 'UpdateJob', '{"jobId": "j1", "description": "d", "timeoutConfig": {"inProgressTimeoutInMinutes": 5}}', $$update_job('j1', 'd', timeout_config => '{"inProgressTimeoutInMinutes": 5}')$$),
	('iotjobs', 'AssociateTargetsWithJob', '{"targets": ["arn:aws:iot:us-east-1:123456789012:thinggroup/g"], "jobId": "j1"}', $$associate_targets_with_job(pg_temp.arns('thinggroup/g'), 'j1')$$),
	('iotjobs', 'DeleteJob', '{"jobId": "j1", "force": true}', $$delete_job('j1', true)$$),
	('iotjobs', 'CancelJobExecution', '{"jobId": "j1", "thingName": "t1", "force": true, "statusDetails": {"a": "b"}}', $$cancel_job_execution('j1', 't1', true, status_details => '{"a": "b"}')$$),
	('iotjobs', 'DeleteJobExecution', '{"jobId": "j1", "thingName": "t1", "executionNumber": 1}', $$delete_job_execution('j1', 't1', 1)$$),
	('iotjobs', 'ListJobExecutionsForJob', '{"jobId": "j1", "maxResults": 1}', $$list_job_executions_for_job('j1', max_results => 1)$$),
	('iotjobs', 'ListJobExecutionsForJob', '{"jobId": "j1", "maxResults": 0}', $$list_job_executions_for_job('j1', max_results => 0)$$),
	('iotjobs', 'ListJobExecutionsForThing', '{"thingName": "t1", "status": "QUEUED", "jobId": "j3"}', $$list_job_executions_for_thing('t1', 'QUEUED', job_id => 'j3')$$),
	('iotjobs', 'DescribeJobExecution', '{"jobId": "j1", "thingName": "t1", "executionNumber": 1}', $$describe_job_execution('j1', 't1', 1)$$),
	('iotjobs', 'CreateJob', '{"jobId": "new", "targets": ["arn:aws:iot:us-east-1:123456789012:thing/t1"], "jobTemplateArn": "arn:aws:iot:us-east-1::jobtemplate/AWS-Run-Command:1.0", "documentParameters": {"command": "ls"}}',
		$$create_job('new', pg_temp.arns('thing/t1'), job_template_arn => 'arn:aws:iot:us-east-1::jobtemplate/AWS-Run-Command:1.0', document_parameters => '{"command": "ls"}')$$),
	('iotjobs', 'CreateJobTemplate', '{"jobTemplateId": "new", "description": "d", "jobArn": "arn:aws:iot:us-east-1:123456789012:job/j1", "document": "{}", "presignedUrlConfig": {"expiresInSec": 60},
		"jobExecutionsRolloutConfig": {"maximumPerMinute": 7}, "abortConfig": {"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 12.5, "minNumberOfExecutedThings": 3}]},
		"timeoutConfig": {"inProgressTimeoutInMinutes": 5}, "tags": [{"Key": "k", "Value": "v"}], "jobExecutionsRetryConfig": {"criteriaList": [{"failureType": "ALL", "numberOfRetries": 2}]},
		"maintenanceWindows": [{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 60}], "destinationPackageVersions": ["arn:aws:iot:us-east-1:123456789012:package/p/version/1"]}',
		$$create_job_template('new', 'd', 'arn:aws:iot:us-east-1:123456789012:job/j1', document => '{}', presigned_url_config => '{"expiresInSec": 60}', job_executions_rollout_config => '{"maximumPerMinute": 7}',
		abort_config => '{"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 12.5, "minNumberOfExecutedThings": 3}]}', timeout_config => '{"inProgressTimeoutInMinutes": 5}',
		tags => '[{"Key": "k", "Value": "v"}]', job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 2}]}',
		maintenance_windows => '[{"startTime": "cron(0 18 ? * MON-FRI *)", "durationInMinutes": 60}]', destination_package_versions => '{arn:aws:iot:us-east-1:123456789012:package/p/version/1}')$$),
	('iotjobs', 'CreateJobTemplate', '{"jobTemplateId": "template", "description": "d", "document": "{}"}', $$create_job_template('template', 'd', document => '{}')$$),
	('iotjobs', 'DescribeJobTemplate', '{"jobTemplateId": "template"}', $$describe_job_template('template')$$),
	('iotjobs', 'ListJobTemplates', '{"maxResults": 1}', $$list_job_templates(1)$$),
	('iotjobs', 'DeleteJobTemplate', '{"jobTemplateId": "template"}', $$delete_job_template('template')$$),
	('iotjobs', 'DescribeManagedJobTemplate', '{"templateName": "AWS-Reboot", "templateVersion": "1.0"}', $$describe_managed_job_template('AWS-Reboot', '1.0')$$),
	('iotjobs', 'ListManagedJobTemplates', '{"templateName": "AWS-Reboot", "maxResults": 2}', $$list_managed_job_templates('AWS-Reboot', 2)$$),
	('iotjobs', 'CreateThing', '{"thingName": "new", "attributePayload": {"attributes": {"a": "b"}}}', $$create_thing('new', attribute_payload => '{"attributes": {"a": "b"}}')$$),
	('iotjobs', 'DescribeThing', '{"thingName": "t1"}', $$describe_thing('t1')$$),
	('iotjobs', 'UpdateThing', '{"thingName": "t1", "attributePayload": {"attributes": {"a": "c"}}, "expectedVersion": 1}', $$update_thing('t1', attribute_payload => '{"attributes": {"a": "c"}}', expected_version => 1)$$),
	('iotjobs', 'DeleteThing', '{"thingName": "t3"}', $$delete_thing('t3')$$),
	('iotjobs', 'ListThings', '{"maxResults": 2}', $$list_things(max_results => 2)$$),
	('iotjobs', 'CreateThingGroup', '{"thingGroupName": "new", "parentGroupName": "g"}', $$create_thing_group('new', 'g')$$),
	('iotjobs', 'DescribeThingGroup', '{"thingGroupName": "g"}', $$describe_thing_group('g')$$),
	('iotjobs', 'UpdateThingGroup', '{"thingGroupName": "g", "thingGroupProperties": {"thingGroupDescription": "d"}}', $$update_thing_group('g', '{"thingGroupDescription": "d"}')$$),
	('iotjobs', 'DeleteThingGroup', '{"thingGroupName": "g"}', $$delete_thing_group('g')$$),
	('iotjobs', 'ListThingGroups', '{"recursive": true}', $$list_thing_groups(recursive => true)$$),
	('iotjobs', 'AddThingToThingGroup', '{"thingGroupName": "g", "thingName": "t3"}', $$add_thing_to_thing_group('g', thing_name => 't3')$$),
	('iotjobs', 'RemoveThingFromThingGroup', '{"thingGroupName": "g", "thingName": "t1"}', $$remove_thing_from_thing_group('g', thing_name => 't1')$$),
	('iotjobs', 'ListThingsInThingGroup', '{"thingGroupName": "g", "recursive": true}', $$list_things_in_thing_group('g', true)$$),
	('iotjobs', 'ListThingGroupsForThing', '{"thingName": "t1"}', $$list_thing_groups_for_thing('t1')$$),
	('iotjobs', 'CreateThingType', '{"thingTypeName": "new", "thingTypeProperties": {"searchableAttributes": ["a"]}, "tags": [{"Key": "k"}]}', $$create_thing_type('new', '{"searchableAttributes": ["a"]}', '[{"Key": "k"}]')$$),
	('iotjobs', 'DescribeThingType', '{"thingTypeName": "type"}', $$describe_thing_type('type')$$),
	('iotjobs', 'ListThingTypes', '{"maxResults": 1}', $$list_thing_types(max_results => 1)$$),
	('iotjobs', 'DeprecateThingType', '{"thingTypeName": "type", "undoDeprecate": true}', $$deprecate_thing_type('type', true)$$),
	('iotjobs', 'DeleteThingType', '{"thingTypeName": "type"}', $$delete_thing_type('type')$$),
	('iotjobs', 'UpdateThingGroupsForThing', '{"thingName": "t3", "thingGroupsToAdd": ["g"], "thingGroupsToRemove": []}', $$update_thing_groups_for_thing('t3', '{g}', '{}')$$),
	('iotjobs', 'AttachThingPrincipal', '{"thingName": "t1", "principal": "pg_monitor", "thingPrincipalType": "EXCLUSIVE_THING"}', $$attach_thing_principal('t1', 'pg_monitor', 'EXCLUSIVE_THING')$$),
	('iotjobs', 'DetachThingPrincipal', '{"thingName": "t1", "principal": "pg_monitor"}', $$detach_thing_principal('t1', 'pg_monitor')$$),
	('iotjobs', 'ListThingPrincipals', '{"thingName": "t1", "maxResults": 1}', $$list_thing_principals('t1', max_results => 1)$$),
	('iotjobs', 'ListPrincipalThings', '{"principal": "pg_monitor"}', $$list_principal_things('pg_monitor')$$),
	('iotjobs', 'CreatePackage', '{"packageName": "new", "description": "d", "tags": {"k": "v"}, "clientToken": "tttttttttttttttttttttttttttttttttttt"}', $$create_package('new', 'd', '{"k": "v"}', 'tttttttttttttttttttttttttttttttttttt')$$),
	('iotjobs', 'GetPackage', '{"packageName": "p"}', $$get_package('p')$$),
	('iotjobs', 'UpdatePackage', '{"packageName": "p", "description": "d", "defaultVersionName": "1"}', $$update_package('p', 'd', '1')$$),
	('iotjobs', 'DeletePackage', '{"packageName": "p"}', $$delete_package('p')$$),
	('iotjobs', 'ListPackages', '{"maxResults": 1}', $$list_packages(1)$$),
	('iotjobs', 'CreatePackageVersion', '{"packageName": "p", "versionName": "2", "attributes": {"k": "v"}, "artifact": {"s3Location": {"bucket": "b", "key": "k"}}, "recipe": "r"}', $$create_package_version('p', '2', NULL, '{"k": "v"}', '{"s3Location": {"bucket": "b", "key": "k"}}', 'r')$$),
	('iotjobs', 'GetPackageVersion', '{"packageName": "p", "versionName": "1"}', $$get_package_version('p', '1')$$),
	('iotjobs', 'UpdatePackageVersion', '{"packageName": "p", "versionName": "1", "action": "PUBLISH"}', $$update_package_version('p', '1', action => 'PUBLISH')$$),
	('iotjobs', 'DeletePackageVersion', '{"packageName": "p", "versionName": "1"}', $$delete_package_version('p', '1')$$),
	('iotjobs', 'ListPackageVersions', '{"packageName": "p", "status": "DRAFT"}', $$list_package_versions('p', 'DRAFT')$$),
	('iotjobs', 'UpdateEventConfigurations', '{"eventConfigurations": {"JOB": {"Enabled": true}}}', $$update_event_configurations('{"JOB": {"Enabled": true}}')$$),
	('iotjobs', 'UpdateEventConfigurations', '{"eventConfigurations": {"POLICY": {"Enabled": true}}}', $$update_event_configurations('{"POLICY": {"Enabled": true}}')$$),
	('iotjobs', 'DescribeEventConfigurations', '{}', $$describe_event_configurations()$$),
	('iotjobs', 'TagResource', '{"resourceArn": "arn:aws:iot:us-east-1:123456789012:job/j1", "tags": [{"Key": "k"}]}', $$tag_resource('arn:aws:iot:us-east-1:123456789012:job/j1', '[{"Key": "k"}]')$$),
	('iotjobs', 'UntagResource', '{"resourceArn": "arn:aws:iot:us-east-1:123456789012:job/j1", "tagKeys": ["k"]}', $$untag_resource('arn:aws:iot:us-east-1:123456789012:job/j1', '{k}')$$),
	('iotjobs', 'ListTagsForResource', '{"resourceArn": "arn:aws:iot:us-east-1:123456789012:job/j1"}', $$list_tags_for_resource('arn:aws:iot:us-east-1:123456789012:job/j1')$$),
	('iotjobs', 'CreateDynamicThingGroup', '{"thingGroupName": "new", "queryString": "thingName:none*", "indexName": "AWS_Things", "queryVersion": "2017-09-30", "tags": [{"Key": "k"}]}', $$create_dynamic_thing_group('new', 'thingName:none*', index_name => 'AWS_Things', query_version => '2017-09-30', tags => '[{"Key": "k"}]')$$),
	('iotjobs', 'UpdateDynamicThingGroup', '{"thingGroupName": "dynamic", "thingGroupProperties": {"thingGroupDescription": "d"}, "queryString": "thingName:t2", "expectedVersion": 1}', $$update_dynamic_thing_group('dynamic', '{"thingGroupDescription": "d"}', 1, query_string => 'thingName:t2')$$),
	('iotjobs', 'DeleteDynamicThingGroup', '{"thingGroupName": "dynamic"}', $$delete_dynamic_thing_group('dynamic')$$),
	('iotjobs', 'SearchIndex', '{"queryString": "thingName:t*", "maxResults": 1}', $$search_index('thingName:t*', max_results => 1)$$),
	('iotjobs', 'SearchIndex', '{"queryString": "t"}', $$search_index('t')$$),
	('iotjobs_data', 'DescribeJobExecution', '{"jobId": "$next", "thingName": "t1", "includeJobDocument": false}', $$describe_job_execution('$next', 't1', false)$$),
	('iotjobs_data', 'DescribeJobExecution', '{"jobId": "j1", "thingName": "t3"}', $$describe_job_execution('j1', 't3')$$),
	('iotjobs_data', 'GetPendingJobExecutions', '{"thingName": "t1"}', $$get_pending_job_executions('t1')$$),
	('iotjobs_data', 'StartNextPendingJobExecution', '{"thingName": "t1", "statusDetails": {"a": "b"}, "stepTimeoutInMinutes": 3}', $$start_next_pending_job_execution('t1', '{"a": "b"}', 3)$$),
	('iotjobs_data', 'StartNextPendingJobExecution', '{"thingName": "t1", "stepTimeoutInMinutes": -1}', $$start_next_pending_job_execution('t1', step_timeout_in_minutes => -1)$$),
	('iotjobs_data', 'UpdateJobExecution', '{"jobId": "j2", "thingName": "t2", "status": "IN_PROGRESS", "statusDetails": {"a": "b"}, "stepTimeoutInMinutes": 3, "expectedVersion": 1,
		"includeJobExecutionState": true, "includeJobDocument": true, "executionNumber": 1}', $$update_job_execution('j2', 't2', 'IN_PROGRESS', '{"a": "b"}', 3, 1, true, true, 1)$$),
	('iotjobs_data', 'UpdateJobExecution', '{"jobId": "j2", "thingName": "t2", "status": "FAILED", "expectedVersion": 9}', $$update_job_execution('j2', 't2', 'FAILED', expected_version => 9)$$),
	('iotjobs_data', 'UpdateJobExecution', '{"jobId": "j2", "thingName": "t2", "status": "CANCELED"}', $$update_job_execution('j2', 't2', 'CANCELED')$$);

\echo == rule: reply, error and effect are those of the function with named arguments
SELECT operation, CASE WHEN one LIKE '{%' THEN 'replies' ELSE one END, one = other AS same
  FROM call, pg_temp.outcome(format('SELECT %I.%s', plane, named)) one, pg_temp.outcome(format('SELECT %I.invoke(%L, %L)', plane, operation, request)) other
 ORDER BY plane, operation, request;
\echo == rule: every function of the API has its operation, by name and members
SELECT n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE (n.nspname = 'iotjobs_data' OR n.nspname = 'iotjobs' AND p.prorettype = 'jsonb'::regtype) AND p.proname NOT IN ('invoke', 'handle', 'handle_bytes', 'run_worker') AND p.proname NOT LIKE '%\_maintenance'
   AND NOT EXISTS (SELECT FROM call c WHERE c.plane = n.nspname AND ltrim(lower(regexp_replace(c.operation, '([A-Z])', '_\1', 'g')), '_') = p.proname)
 ORDER BY 1, 2;

\echo == rule: a member that is null counts as absent
SELECT iotjobs.invoke('ListJobs', '{"status": null, "maxResults": null}') = iotjobs.list_jobs() AS same;
SELECT pg_temp.fails($$SELECT iotjobs.invoke('DescribeJob', '{"jobId": null}')$$);
\echo == rule: an unknown member and a wrong type are errors
SELECT pg_temp.fails($$SELECT iotjobs.invoke('DescribeJob', '{"jobId": "j1", "jobid": "j1"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.invoke('DescribeJob', '{"job_id": "j1"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.invoke('DescribeJob', '{"jobId": 1}')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.invoke('UpdateJobExecution', '{"jobId": "j2", "thingName": "t2", "status": "FAILED", "executionNumber": "1"}')$$);
\echo == rule: an operation belongs to its plane
SELECT pg_temp.fails($$SELECT iotjobs_data.invoke('DescribeJob', '{"jobId": "j1"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.invoke('UpdateJobExecution', '{"jobId": "j2", "thingName": "t2", "status": "FAILED"}')$$);
SELECT iotjobs.invoke('DescribeJobExecution', '{"jobId": "j1", "thingName": "t1"}')->'execution' ? 'thingArn' AS control,
	iotjobs_data.invoke('DescribeJobExecution', '{"jobId": "j1", "thingName": "t1"}')->'execution' ? 'thingName' AS data;
\echo == rule: tokens go on in either form
SELECT iotjobs.list_jobs(max_results => 1)->>'nextToken' AS token \gset
SELECT iotjobs.invoke('ListJobs', jsonb_build_object('nextToken', :'token')) = iotjobs.list_jobs(next_token => :'token') AS same;
ROLLBACK;
