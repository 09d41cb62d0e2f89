-- The public surface, name by name: what changes here changes for users, and shall not change by accident.
BEGIN;
SET LOCAL search_path = pg_catalog, public;
SELECT no_plan();

-- Members of the extension; the types of arrays and rows, which are members since 17, come by themselves.
CREATE TEMP VIEW member AS
	SELECT d.classid, d.objid
	FROM pg_depend AS d
	JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
	WHERE e.extname = 'iotjobs' AND d.deptype = 'e' AND NOT (d.classid = 'pg_type'::regclass AND EXISTS (
		SELECT FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
		WHERE t.oid = d.objid AND (t.typcategory = 'A' AND t.typtype <> 'd' OR c.relkind <> 'c')));

-- Lines of a list that is written as a text.
CREATE FUNCTION pg_temp.lines(list text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT line FROM regexp_split_to_table(list, '\n') AS line WHERE line <> ''
$$;

-- The operations and what else is called by people: arguments, defaults, result.
CREATE TEMP VIEW api AS
	SELECT format('%s(%s) %s%s%s', p.oid::regproc, regexp_replace(pg_get_function_arguments(p.oid), ' DEFAULT NULL::[^,]*', ' = NULL', 'g'),
			CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
			CASE WHEN p.proisstrict THEN ' strict' ELSE '' END,
			CASE WHEN p.prosecdef THEN ' definer' ELSE '' END)
			|| COALESCE(' ' || replace(array_to_string(p.proconfig, ', '), 'search_path=pg_catalog, pg_temp', 'pinned'), '')
			|| ' -> ' || pg_get_function_result(p.oid) AS line
	FROM pg_proc AS p
	JOIN member AS m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
	WHERE p.proname !~ '^(arn|cron|check)_';
SELECT bag_eq('SELECT line FROM api', $$SELECT pg_temp.lines($list$
iotjobs."check"() stable definer pinned, jit=off -> TABLE(name text, bad bigint, sample jsonb)
iotjobs.add_thing_to_thing_group(thing_group_name text = NULL, thing_group_arn text = NULL, thing_name text = NULL, thing_arn text = NULL, override_dynamic_groups boolean = NULL) volatile definer pinned -> jsonb
iotjobs.arn(text) immutable strict -> iotjobs.arn
iotjobs.associate_targets_with_job(targets text[], job_id text, comment text = NULL, namespace_id text = NULL) volatile definer pinned -> jsonb
iotjobs.attach_thing_principal(thing_name text, principal text, thing_principal_type text = NULL) volatile definer pinned -> jsonb
iotjobs.confirm_notifications(ids bigint[]) volatile definer pinned -> bigint
iotjobs.describe_event_configurations() stable definer pinned -> jsonb
iotjobs.take_notifications(max integer = NULL, lease interval = NULL) volatile definer pinned -> TABLE(id bigint, topic text, payload jsonb)
iotjobs.update_event_configurations(event_configurations jsonb = NULL) volatile definer pinned -> jsonb
iotjobs.cancel_job(job_id text, reason_code text = NULL, comment text = NULL, force boolean = NULL) volatile definer pinned -> jsonb
iotjobs.cancel_job_execution(job_id text, thing_name text, force boolean = NULL, expected_version bigint = NULL, status_details jsonb = NULL) volatile definer pinned -> jsonb
iotjobs.create_dynamic_thing_group(thing_group_name text, query_string text, thing_group_properties jsonb = NULL, index_name text = NULL, query_version text = NULL, tags jsonb = NULL) volatile definer pinned -> jsonb
iotjobs.create_job(job_id text, targets text[], document_source text = NULL, document text = NULL, description text = NULL, presigned_url_config jsonb = NULL, target_selection text = NULL, job_executions_rollout_config jsonb = NULL, abort_config jsonb = NULL, timeout_config jsonb = NULL, tags jsonb = NULL, namespace_id text = NULL, job_template_arn text = NULL, job_executions_retry_config jsonb = NULL, document_parameters jsonb = NULL, scheduling_config jsonb = NULL, destination_package_versions text[] = NULL) volatile definer pinned -> jsonb
iotjobs.create_job_template(job_template_id text, description text, job_arn text = NULL, document_source text = NULL, document text = NULL, presigned_url_config jsonb = NULL, job_executions_rollout_config jsonb = NULL, abort_config jsonb = NULL, timeout_config jsonb = NULL, tags jsonb = NULL, job_executions_retry_config jsonb = NULL, maintenance_windows jsonb = NULL, destination_package_versions text[] = NULL) volatile definer pinned -> jsonb
iotjobs.create_thing(thing_name text, thing_type_name text = NULL, attribute_payload jsonb = NULL, billing_group_name text = NULL) volatile definer pinned -> jsonb
iotjobs.create_thing_group(thing_group_name text, parent_group_name text = NULL, thing_group_properties jsonb = NULL, tags jsonb = NULL) volatile definer pinned -> jsonb
iotjobs.create_thing_type(thing_type_name text, thing_type_properties jsonb = NULL, tags jsonb = NULL) volatile definer pinned -> jsonb
iotjobs.cron(text) immutable strict -> iotjobs.cron
iotjobs.delete_dynamic_thing_group(thing_group_name text, expected_version bigint = NULL) volatile definer pinned -> jsonb
iotjobs.delete_job(job_id text, force boolean = NULL, namespace_id text = NULL) volatile definer pinned -> jsonb
iotjobs.delete_job_execution(job_id text, thing_name text, execution_number bigint, force boolean = NULL, namespace_id text = NULL) volatile definer pinned -> jsonb
iotjobs.delete_job_template(job_template_id text) volatile definer pinned -> jsonb
iotjobs.delete_thing(thing_name text, expected_version bigint = NULL) volatile definer pinned -> jsonb
iotjobs.delete_thing_group(thing_group_name text, expected_version bigint = NULL) volatile definer pinned -> jsonb
iotjobs.delete_thing_type(thing_type_name text) volatile definer pinned -> jsonb
iotjobs.deprecate_thing_type(thing_type_name text, undo_deprecate boolean = NULL) volatile definer pinned -> jsonb
iotjobs.describe_job(job_id text, before_substitution boolean = NULL) stable definer pinned -> jsonb
iotjobs.describe_job_execution(job_id text, thing_name text, execution_number bigint = NULL) stable definer pinned -> jsonb
iotjobs.describe_job_template(job_template_id text) stable definer pinned -> jsonb
iotjobs.describe_managed_job_template(template_name text, template_version text = NULL) stable definer pinned -> jsonb
iotjobs.describe_thing(thing_name text) stable definer pinned -> jsonb
iotjobs.describe_thing_group(thing_group_name text) stable definer pinned -> jsonb
iotjobs.describe_thing_type(thing_type_name text) stable definer pinned -> jsonb
iotjobs.detach_thing_principal(thing_name text, principal text) volatile definer pinned -> jsonb
iotjobs.get_job_document(job_id text, before_substitution boolean = NULL) stable definer pinned -> jsonb
iotjobs.invoke(operation text, request jsonb) volatile definer pinned -> jsonb
iotjobs.list_job_executions_for_job(job_id text, status text = NULL, max_results integer = NULL, next_token text = NULL) stable definer pinned -> jsonb
iotjobs.list_job_executions_for_thing(thing_name text, status text = NULL, namespace_id text = NULL, max_results integer = NULL, next_token text = NULL, job_id text = NULL) stable definer pinned -> jsonb
iotjobs.list_job_templates(max_results integer = NULL, next_token text = NULL) stable definer pinned -> jsonb
iotjobs.list_jobs(status text = NULL, target_selection text = NULL, max_results integer = NULL, next_token text = NULL, thing_group_name text = NULL, thing_group_id text = NULL, namespace_id text = NULL) stable definer pinned -> jsonb
iotjobs.list_managed_job_templates(template_name text = NULL, max_results integer = NULL, next_token text = NULL) stable definer pinned -> jsonb
iotjobs.create_package(package_name text, description text = NULL, tags jsonb = NULL, client_token text = NULL) volatile definer pinned -> jsonb
iotjobs.get_package(package_name text) stable definer pinned -> jsonb
iotjobs.update_package(package_name text, description text = NULL, default_version_name text = NULL, unset_default_version boolean = NULL, client_token text = NULL) volatile definer pinned -> jsonb
iotjobs.delete_package(package_name text, client_token text = NULL) volatile definer pinned -> jsonb
iotjobs.list_packages(max_results integer = NULL, next_token text = NULL) stable definer pinned -> jsonb
iotjobs.create_package_version(package_name text, version_name text, description text = NULL, attributes jsonb = NULL, artifact jsonb = NULL, recipe text = NULL, tags jsonb = NULL, client_token text = NULL) volatile definer pinned -> jsonb
iotjobs.get_package_version(package_name text, version_name text) stable definer pinned -> jsonb
iotjobs.update_package_version(package_name text, version_name text, description text = NULL, attributes jsonb = NULL, artifact jsonb = NULL, action text = NULL, recipe text = NULL, client_token text = NULL) volatile definer pinned -> jsonb
iotjobs.delete_package_version(package_name text, version_name text, client_token text = NULL) volatile definer pinned -> jsonb
iotjobs.list_package_versions(package_name text, status text = NULL, max_results integer = NULL, next_token text = NULL) stable definer pinned -> jsonb
iotjobs.list_tags_for_resource(resource_arn text, next_token text = NULL) stable definer pinned -> jsonb
iotjobs.list_principal_things(principal text, next_token text = NULL, max_results integer = NULL) stable definer pinned -> jsonb
iotjobs.list_thing_groups(next_token text = NULL, max_results integer = NULL, parent_group text = NULL, name_prefix_filter text = NULL, recursive boolean = NULL) stable definer pinned -> jsonb
iotjobs.list_thing_groups_for_thing(thing_name text, next_token text = NULL, max_results integer = NULL) stable definer pinned -> jsonb
iotjobs.list_thing_principals(thing_name text, next_token text = NULL, max_results integer = NULL) stable definer pinned -> jsonb
iotjobs.list_thing_types(next_token text = NULL, max_results integer = NULL, thing_type_name text = NULL) stable definer pinned -> jsonb
iotjobs.list_things(next_token text = NULL, max_results integer = NULL, attribute_name text = NULL, attribute_value text = NULL, thing_type_name text = NULL, use_prefix_attribute_value boolean = NULL) stable definer pinned -> jsonb
iotjobs.list_things_in_thing_group(thing_group_name text, recursive boolean = NULL, next_token text = NULL, max_results integer = NULL) stable definer pinned -> jsonb
iotjobs.next_run(cron iotjobs.cron, after timestamp with time zone) immutable strict -> timestamp with time zone
iotjobs.note_direct_load() volatile -> trigger
iotjobs.query_matches(query_string text, thing_name text, thing_type_name text, thing_group_names text[], attributes jsonb) immutable -> boolean
iotjobs.register_things(thing_names text[], thing_group_name text = NULL, attributes jsonb = NULL, thing_type_name text = NULL) volatile definer pinned -> bigint
iotjobs.remove_thing_from_thing_group(thing_group_name text = NULL, thing_group_arn text = NULL, thing_name text = NULL, thing_arn text = NULL) volatile definer pinned -> jsonb
iotjobs.run_maintenance(at timestamp with time zone = NULL, max_rows integer = NULL) volatile definer pinned -> jsonb
iotjobs.run_worker(at timestamp with time zone = NULL) volatile definer pinned -> jsonb
iotjobs.schedule_maintenance(schedule text = NULL) volatile definer pinned -> jsonb
iotjobs.unschedule_maintenance() volatile strict definer pinned -> jsonb
iotjobs.search_index(query_string text, index_name text = NULL, next_token text = NULL, max_results integer = NULL, query_version text = NULL) stable definer pinned -> jsonb
iotjobs.set_signing_credentials(role_arn text, access_key_id text, secret_access_key text = NULL, session_token text = NULL, endpoint text = NULL, region text = NULL) volatile definer pinned -> void
iotjobs.start_worker() volatile definer pinned -> integer
iotjobs.system_identifier() stable strict -> bigint
iotjobs.tag_resource(resource_arn text, tags jsonb) volatile definer pinned -> jsonb
iotjobs.untag_resource(resource_arn text, tag_keys text[]) volatile definer pinned -> jsonb
iotjobs.update_dynamic_thing_group(thing_group_name text, thing_group_properties jsonb, expected_version bigint = NULL, index_name text = NULL, query_string text = NULL, query_version text = NULL) volatile definer pinned -> jsonb
iotjobs.update_job(job_id text, description text = NULL, presigned_url_config jsonb = NULL, job_executions_rollout_config jsonb = NULL, abort_config jsonb = NULL, timeout_config jsonb = NULL, namespace_id text = NULL, job_executions_retry_config jsonb = NULL) volatile definer pinned -> jsonb
iotjobs.update_thing(thing_name text, thing_type_name text = NULL, attribute_payload jsonb = NULL, expected_version bigint = NULL, remove_thing_type boolean = NULL) volatile definer pinned -> jsonb
iotjobs.update_thing_group(thing_group_name text, thing_group_properties jsonb, expected_version bigint = NULL) volatile definer pinned -> jsonb
iotjobs.update_thing_groups_for_thing(thing_name text = NULL, thing_groups_to_add text[] = NULL, thing_groups_to_remove text[] = NULL, override_dynamic_groups boolean = NULL) volatile definer pinned -> jsonb
iotjobs.worker_processes(OUT database oid, OUT pid integer, OUT state text, OUT reason text, OUT started_at timestamp with time zone, OUT next_start_at timestamp with time zone, OUT last_pass_began_at timestamp with time zone, OUT last_pass_ended_at timestamp with time zone, OUT passes bigint, OUT units bigint, OUT units_failed bigint, OUT done jsonb, OUT last_pass_done jsonb, OUT next_try_at timestamp with time zone, OUT last_error text) volatile definer pinned -> SETOF record
iotjobs_data.describe_job_execution(job_id text, thing_name text, include_job_document boolean = NULL, execution_number bigint = NULL) stable definer pinned -> jsonb
iotjobs_data.get_pending_job_executions(thing_name text) stable definer pinned -> jsonb
iotjobs_data.handle(INOUT topic text, INOUT payload text, client text = NULL) volatile definer pinned -> SETOF record
iotjobs_data.handle_bytes(INOUT topic text, INOUT payload bytea, client text = NULL) volatile definer pinned -> SETOF record
iotjobs_data.invoke(operation text, request jsonb) volatile definer pinned -> jsonb
iotjobs_data.start_next_pending_job_execution(thing_name text, status_details jsonb = NULL, step_timeout_in_minutes bigint = NULL) volatile definer pinned -> jsonb
iotjobs_data.update_job_execution(job_id text, thing_name text, status text, status_details jsonb = NULL, step_timeout_in_minutes bigint = NULL, expected_version bigint = NULL, include_job_execution_state boolean = NULL, include_job_document boolean = NULL, execution_number bigint = NULL) volatile definer pinned -> jsonb
$list$)$$, 'The operations and what else is called by people: arguments, defaults, result');

-- Functions below the types, domains and operators.
CREATE TEMP VIEW support AS
	SELECT format('%s(%s) %s%s%s', p.oid::regproc, regexp_replace(pg_get_function_arguments(p.oid), ' DEFAULT NULL::[^,]*', ' = NULL', 'g'),
			CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
			CASE WHEN p.proisstrict THEN ' strict' ELSE '' END,
			CASE WHEN p.prosecdef THEN ' definer' ELSE '' END)
			|| COALESCE(' ' || replace(array_to_string(p.proconfig, ', '), 'search_path=pg_catalog, pg_temp', 'pinned'), '')
			|| ' -> ' || pg_get_function_result(p.oid) AS line
	FROM pg_proc AS p
	JOIN member AS m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
	WHERE p.proname ~ '^(arn|cron|check)_';
SELECT bag_eq('SELECT line FROM support', $$SELECT pg_temp.lines($list$
iotjobs.arn_account(iotjobs.arn) immutable strict -> text
iotjobs.arn_cmp(iotjobs.arn, iotjobs.arn) immutable strict -> integer
iotjobs.arn_eq(iotjobs.arn, iotjobs.arn) immutable strict -> boolean
iotjobs.arn_ge(iotjobs.arn, iotjobs.arn) immutable strict -> boolean
iotjobs.arn_gt(iotjobs.arn, iotjobs.arn) immutable strict -> boolean
iotjobs.arn_hash(iotjobs.arn) immutable strict -> integer
iotjobs.arn_hash_extended(iotjobs.arn, bigint) immutable strict -> bigint
iotjobs.arn_in(cstring) immutable strict -> iotjobs.arn
iotjobs.arn_le(iotjobs.arn, iotjobs.arn) immutable strict -> boolean
iotjobs.arn_lt(iotjobs.arn, iotjobs.arn) immutable strict -> boolean
iotjobs.arn_ne(iotjobs.arn, iotjobs.arn) immutable strict -> boolean
iotjobs.arn_out(iotjobs.arn) immutable strict -> cstring
iotjobs.arn_partition(iotjobs.arn) immutable strict -> text
iotjobs.arn_recv(internal) immutable strict -> iotjobs.arn
iotjobs.arn_region(iotjobs.arn) immutable strict -> text
iotjobs.arn_resource_id(iotjobs.arn) immutable strict -> text
iotjobs.arn_resource_type(iotjobs.arn) immutable strict -> text
iotjobs.arn_send(iotjobs.arn) immutable strict -> bytea
iotjobs.arn_service(iotjobs.arn) immutable strict -> text
iotjobs.check_abort_config(value jsonb) immutable strict -> boolean
iotjobs.check_attributes(value jsonb) immutable strict -> boolean
iotjobs.check_billing_group_name(value text) immutable strict -> boolean
iotjobs.check_comment_text(value text) immutable strict -> boolean
iotjobs.check_description_text(value text) immutable strict -> boolean
iotjobs.check_destination_package_versions(value text[]) immutable strict -> boolean
iotjobs.check_document_parameters(value jsonb) immutable strict -> boolean
iotjobs.check_job_document(value text) immutable strict -> boolean
iotjobs.check_job_executions_retry_config(value jsonb) immutable strict -> boolean
iotjobs.check_job_executions_rollout_config(value jsonb) immutable strict -> boolean
iotjobs.check_job_id(value text) immutable strict -> boolean
iotjobs.check_job_template_id(value text) immutable strict -> boolean
iotjobs.check_maintenance_windows(value jsonb) immutable strict -> boolean
iotjobs.check_namespace_id(value text) immutable strict -> boolean
iotjobs.check_package_artifact(value jsonb) immutable strict -> boolean
iotjobs.check_package_attributes(value jsonb) immutable strict -> boolean
iotjobs.check_package_description(value text) immutable strict -> boolean
iotjobs.check_package_name(value text) immutable strict -> boolean
iotjobs.check_package_recipe(value text) immutable strict -> boolean
iotjobs.check_package_version_name(value text) immutable strict -> boolean
iotjobs.check_presigned_url_config(value jsonb) immutable strict -> boolean
iotjobs.check_query_string(value text) immutable strict -> boolean
iotjobs.check_reason_code(value text) immutable strict -> boolean
iotjobs.check_scheduling_config(value jsonb) immutable strict -> boolean
iotjobs.check_status_details(value jsonb) immutable strict -> boolean
iotjobs.check_tags(value jsonb) immutable strict -> boolean
iotjobs.check_thing_group_description(value text) immutable strict -> boolean
iotjobs.check_thing_group_name(value text) immutable strict -> boolean
iotjobs.check_thing_name(value text) immutable strict -> boolean
iotjobs.check_thing_type_name(value text) immutable strict -> boolean
iotjobs.check_thing_type_properties(value jsonb) immutable strict -> boolean
iotjobs.check_timeout_config(value jsonb) immutable strict -> boolean
iotjobs.cron_cmp(iotjobs.cron, iotjobs.cron) immutable strict -> integer
iotjobs.cron_eq(iotjobs.cron, iotjobs.cron) immutable strict -> boolean
iotjobs.cron_ge(iotjobs.cron, iotjobs.cron) immutable strict -> boolean
iotjobs.cron_gt(iotjobs.cron, iotjobs.cron) immutable strict -> boolean
iotjobs.cron_hash(iotjobs.cron) immutable strict -> integer
iotjobs.cron_hash_extended(iotjobs.cron, bigint) immutable strict -> bigint
iotjobs.cron_in(cstring) immutable strict -> iotjobs.cron
iotjobs.cron_le(iotjobs.cron, iotjobs.cron) immutable strict -> boolean
iotjobs.cron_lt(iotjobs.cron, iotjobs.cron) immutable strict -> boolean
iotjobs.cron_ne(iotjobs.cron, iotjobs.cron) immutable strict -> boolean
iotjobs.cron_out(iotjobs.cron) immutable strict -> cstring
iotjobs.cron_recv(internal) immutable strict -> iotjobs.cron
iotjobs.cron_send(iotjobs.cron) immutable strict -> bytea
$list$)$$, 'Functions below the types, domains and operators');

-- Words of the enums, in their order.
CREATE TEMP VIEW enums AS
	SELECT format('%s: %s', t.oid::regtype, string_agg(l.enumlabel, ' ' ORDER BY l.enumsortorder)) AS line
	FROM pg_type AS t
	JOIN member AS m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
	JOIN pg_enum AS l ON l.enumtypid = t.oid
	GROUP BY t.oid;
SELECT bag_eq('SELECT line FROM enums', $$SELECT pg_temp.lines($list$
iotjobs.abort_action: CANCEL
iotjobs.job_end_behavior: STOP_ROLLOUT CANCEL FORCE_CANCEL
iotjobs.job_execution_failure_type: FAILED REJECTED TIMED_OUT ALL
iotjobs.job_execution_status: QUEUED IN_PROGRESS SUCCEEDED FAILED TIMED_OUT REJECTED REMOVED CANCELED
iotjobs.job_status: IN_PROGRESS CANCELED COMPLETED DELETION_IN_PROGRESS SCHEDULED
iotjobs.package_version_status: DRAFT PUBLISHED DEPRECATED
iotjobs.retryable_failure_type: FAILED TIMED_OUT ALL
iotjobs.target_selection: CONTINUOUS SNAPSHOT
$list$)$$, 'Words of the enums, in their order');

-- Types and domains.
CREATE TEMP VIEW types AS
	SELECT format('%s %s', CASE t.typtype WHEN 'b' THEN 'type' ELSE 'domain over ' || format_type(t.typbasetype, t.typtypmod) END, t.oid::regtype) AS line
	FROM pg_type AS t
	JOIN member AS m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
	WHERE t.typtype = 'd' OR t.typtype = 'b' AND t.typcategory <> 'A';
SELECT bag_eq('SELECT line FROM types', $$SELECT pg_temp.lines($list$
domain over jsonb iotjobs.abort_config
domain over jsonb iotjobs.attributes
domain over jsonb iotjobs.document_parameters
domain over jsonb iotjobs.job_executions_retry_config
domain over jsonb iotjobs.job_executions_rollout_config
domain over jsonb iotjobs.maintenance_windows
domain over jsonb iotjobs.presigned_url_config
domain over jsonb iotjobs.scheduling_config
domain over jsonb iotjobs.status_details
domain over jsonb iotjobs.tags
domain over jsonb iotjobs.thing_type_properties
domain over jsonb iotjobs.timeout_config
domain over text iotjobs.billing_group_name
domain over text iotjobs.comment_text
domain over text iotjobs.description_text
domain over text iotjobs.job_document
domain over text iotjobs.job_id
domain over text iotjobs.job_template_id
domain over text iotjobs.namespace_id
domain over text iotjobs.query_string
domain over jsonb iotjobs.package_artifact
domain over jsonb iotjobs.package_attributes
domain over text iotjobs.package_description
domain over text iotjobs.package_name
domain over text iotjobs.package_recipe
domain over text iotjobs.package_version_name
domain over text iotjobs.reason_code
domain over text iotjobs.thing_group_description
domain over text iotjobs.thing_group_name
domain over text iotjobs.thing_name
domain over text iotjobs.thing_type_name
domain over text[] iotjobs.destination_package_versions
type iotjobs.arn
type iotjobs.cron
$list$)$$, 'Types and domains');

-- Views and their columns.
CREATE TEMP VIEW views AS
	SELECT format('%s(%s)', c.oid::regclass,
			string_agg(format('%s %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)) AS line
	FROM pg_class AS c
	JOIN member AS m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relkind = 'v'
	GROUP BY c.oid;
SELECT bag_eq('SELECT line FROM views', $$SELECT pg_temp.lines($list$
iotjobs.execution_attempts(job_id text, thing_name text, execution_number bigint, retry_attempt smallint, status iotjobs.job_execution_status, status_details jsonb, version bigint, queued_at timestamp with time zone, started_at timestamp with time zone, last_updated_at timestamp with time zone, is_latest boolean)
iotjobs.execution_history(id bigint, happened_at timestamp with time zone, job_id text, thing_name text, from_status iotjobs.job_execution_status, to_status iotjobs.job_execution_status, count bigint, execution_number bigint, version bigint)
iotjobs.executions(job_id text, thing_name text, status iotjobs.job_execution_status, status_details jsonb, execution_number bigint, retry_attempt smallint, version bigint, queued_at timestamp with time zone, started_at timestamp with time zone, last_updated_at timestamp with time zone, times_out_at timestamp with time zone, force_canceled boolean, thing_is_deleted boolean)
iotjobs.job_count(job_id bigint, queued bigint, in_progress bigint, succeeded bigint, failed bigint, timed_out bigint, rejected bigint, removed bigint, canceled bigint, retried_failed bigint, retried_timed_out bigint)
iotjobs.job_templates(job_template_id text, description text, document text, created_at timestamp with time zone)
iotjobs.jobs(job_id text, status iotjobs.job_status, target_selection iotjobs.target_selection, is_concurrent boolean, queued bigint, in_progress bigint, succeeded bigint, failed bigint, timed_out bigint, rejected bigint, removed bigint, canceled bigint, owed bigint, description text, namespace_id text, force_canceled boolean, reason_code text, comment text, created_at timestamp with time zone, last_updated_at timestamp with time zone, next_start_at timestamp with time zone, next_end_at timestamp with time zone, completed_at timestamp with time zone)
iotjobs.thing_group_members(thing_group_name text, thing_name text)
iotjobs.thing_packages(thing_name text, package_name text, version_name text, changed_at timestamp with time zone)
iotjobs.thing_groups(thing_group_name text, parent_group_name text, depth integer, description text, query_string text, version bigint, created_at timestamp with time zone)
iotjobs.things(thing_name text, thing_type_name text, attributes jsonb, billing_group_name text, version bigint, created_at timestamp with time zone)
iotjobs.unfolded_count(job_id bigint, queued bigint, in_progress bigint, succeeded bigint, failed bigint, timed_out bigint, rejected bigint, removed bigint, canceled bigint, retried_failed bigint, retried_timed_out bigint, xid xid8)
iotjobs.unfolded_event(id bigint, xid xid8, job_id bigint, thing_id bigint, execution_number bigint, version bigint, count bigint, happened_at timestamp with time zone, from_status iotjobs.job_execution_status, to_status iotjobs.job_execution_status, slot smallint, thing_ids bigint[])
iotjobs.unannounced_event(id bigint, xid xid8, job_id bigint, thing_id bigint, execution_number bigint, version bigint, count bigint, happened_at timestamp with time zone, from_status iotjobs.job_execution_status, to_status iotjobs.job_execution_status, slot smallint, thing_ids bigint[])
iotjobs.notification_status(tells_devices boolean, is_producing boolean, asked_at timestamp with time zone, waiting bigint, oldest timestamp with time zone, leased bigint, taken bigint, confirmed bigint, dropped bigint)
iotjobs.worker_backlog(rollouts_due bigint, cancels_and_deletions_due bigint, work_waits_for interval, unfolded_events bigint, unfolded_for interval, timers_ended bigint, timers_ended_for interval, owed_executions bigint, membership_changes bigint, deferred_memberships bigint, jobs_expiring bigint)
iotjobs.worker_failures(step text, job_id text, failures integer, sqlstate text, last_error text, failed_at timestamp with time zone, next_try_at timestamp with time zone)
iotjobs.worker_status(database name, pid integer, state text, reason text, started_at timestamp with time zone, next_start_at timestamp with time zone, last_pass_began_at timestamp with time zone, last_pass_ended_at timestamp with time zone, last_pass_length interval, passes bigint, units bigint, units_failed bigint, done jsonb, last_pass_done jsonb, failing bigint, last_error text, next_try_at timestamp with time zone)
$list$)$$, 'Views and their columns');

-- Tables and sequences.
CREATE TEMP VIEW tables AS
	SELECT format('%s %s', CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, c.oid::regclass) AS line
	FROM pg_class AS c
	JOIN member AS m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
	WHERE c.relkind IN ('r', 'p', 'S');
SELECT bag_eq('SELECT line FROM tables', $$SELECT pg_temp.lines($list$
sequence iotjobs.execution_event_id_seq
sequence iotjobs.job_event_id_seq
sequence iotjobs.job_id_seq
sequence iotjobs.notification_id_seq
sequence iotjobs.job_template_id_seq
sequence iotjobs.membership_change_id_seq
sequence iotjobs.membership_sequence
sequence iotjobs.package_id_seq
sequence iotjobs.package_version_id_seq
sequence iotjobs.thing_group_id_seq
sequence iotjobs.thing_id_seq
sequence iotjobs.thing_principal_id_seq
sequence iotjobs.thing_type_id_seq
table iotjobs.announcement_position
table iotjobs.deferred_membership
table iotjobs.event_configuration
table iotjobs.former_execution
table iotjobs.job_retention
table iotjobs.execution_event
table iotjobs.execution_event_0
table iotjobs.execution_event_1
table iotjobs.execution_event_2
table iotjobs.execution_event_3
table iotjobs.execution_event_4
table iotjobs.execution_event_5
table iotjobs.execution_timer
table iotjobs.fold_position
table iotjobs.job
table iotjobs.job_announcement
table iotjobs.job_counter
table iotjobs.job_event
table iotjobs.job_execution
table iotjobs.job_execution_attempt
table iotjobs.job_release
table iotjobs.job_schedule
table iotjobs.job_target
table iotjobs.job_template
table iotjobs.job_work
table iotjobs.client_token
table iotjobs.package
table iotjobs.package_version
table iotjobs.signing_credential
table iotjobs.token_secret
table iotjobs.membership_change
table iotjobs.notification
table iotjobs.notification_0
table iotjobs.notification_1
table iotjobs.notification_2
table iotjobs.notification_3
table iotjobs.notification_4
table iotjobs.notification_5
table iotjobs.notification_demand
table iotjobs.notification_lane
table iotjobs.notification_slot
table iotjobs.open_execution
table iotjobs.owed_execution
table iotjobs.thing
table iotjobs.thing_announcement
table iotjobs.thing_group
table iotjobs.thing_group_former_member
table iotjobs.thing_group_member
table iotjobs.thing_package
table iotjobs.thing_principal
table iotjobs.thing_type
table iotjobs.worker_failure
$list$)$$, 'Tables and sequences');

-- Schemas, operators, operator classes and casts.
CREATE TEMP VIEW others AS
	SELECT pg_describe_object(m.classid, m.objid, 0) AS line
	FROM member AS m
	WHERE m.classid IN ('pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_cast'::regclass, 'pg_namespace'::regclass);
SELECT bag_eq('SELECT line FROM others', $$SELECT pg_temp.lines($list$
cast from iotjobs.arn to text
cast from iotjobs.cron to text
cast from text to iotjobs.arn
cast from text to iotjobs.cron
operator class iotjobs.arn_ops for access method btree
operator class iotjobs.arn_ops for access method hash
operator class iotjobs.cron_ops for access method btree
operator class iotjobs.cron_ops for access method hash
operator iotjobs.<(iotjobs.arn,iotjobs.arn)
operator iotjobs.<(iotjobs.cron,iotjobs.cron)
operator iotjobs.<=(iotjobs.arn,iotjobs.arn)
operator iotjobs.<=(iotjobs.cron,iotjobs.cron)
operator iotjobs.<>(iotjobs.arn,iotjobs.arn)
operator iotjobs.<>(iotjobs.cron,iotjobs.cron)
operator iotjobs.=(iotjobs.arn,iotjobs.arn)
operator iotjobs.=(iotjobs.cron,iotjobs.cron)
operator iotjobs.>(iotjobs.arn,iotjobs.arn)
operator iotjobs.>(iotjobs.cron,iotjobs.cron)
operator iotjobs.>=(iotjobs.arn,iotjobs.arn)
operator iotjobs.>=(iotjobs.cron,iotjobs.cron)
schema iotjobs
schema iotjobs_data
$list$)$$, 'Schemas, operators, operator classes and casts');

-- Everything says what it is.
SELECT is_empty($$
	SELECT pg_describe_object(m.classid, m.objid, 0)
	FROM member AS m
	WHERE obj_description(m.objid, m.classid::regclass::name) IS NULL
$$, 'every object has a comment');
SELECT is_empty($$
	SELECT c.oid::regclass, a.attname
	FROM pg_class AS c
	JOIN member AS m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
		AND col_description(c.oid, a.attnum) IS NULL
$$, 'every column has a comment');

-- All that is the user's goes into a dump; the position of the fold means nothing elsewhere, what waits
-- to be told is no news there, and secrets have no place in it.
SELECT bag_eq($$
	SELECT c.oid::regclass::text FROM pg_class AS c
	JOIN member AS m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
	WHERE c.relkind IN ('r', 'p', 'S')
$$, $$
	SELECT x.relation::regclass::text FROM pg_extension AS e, unnest(e.extconfig) AS x (relation) WHERE e.extname = 'iotjobs'
$$, 'every table and sequence is dumped');
SELECT bag_eq($$
	SELECT x.relation::regclass::text, x.condition
	FROM pg_extension AS e, LATERAL unnest(e.extconfig, e.extcondition) AS x (relation, condition)
	WHERE e.extname = 'iotjobs' AND x.condition <> ''
$$, $$VALUES ('iotjobs.fold_position', 'WHERE false'), ('iotjobs.signing_credential', 'WHERE false'), ('iotjobs.token_secret', 'WHERE false'),
	('iotjobs.announcement_position', 'WHERE false'), ('iotjobs.thing_announcement', 'WHERE false'), ('iotjobs.job_announcement', 'WHERE false'), ('iotjobs.job_event', 'WHERE false'),
	('iotjobs.notification', 'WHERE false'), ('iotjobs.notification_0', 'WHERE false'), ('iotjobs.notification_1', 'WHERE false'), ('iotjobs.notification_2', 'WHERE false'),
	('iotjobs.notification_3', 'WHERE false'), ('iotjobs.notification_4', 'WHERE false'), ('iotjobs.notification_5', 'WHERE false'), ('iotjobs.notification_demand', 'WHERE false'),
	('iotjobs.notification_lane', 'WHERE false'), ('iotjobs.notification_slot', 'WHERE false')$$,
	'as a whole, but for the position of the fold, secrets and what is waiting to be told');

-- Every constraint has a name of ours: messages show it.  NOT NULL has a name since 18, which they do not show.
SELECT is_empty($$
	SELECT k.conrelid::regclass, k.conname
	FROM pg_constraint AS k
	JOIN member AS m ON m.classid = 'pg_class'::regclass AND m.objid = k.conrelid
	JOIN pg_class AS c ON c.oid = k.conrelid AND NOT c.relispartition
	WHERE k.conname !~ ('^' || c.relname || '_') AND k.contype <> 'n'
$$, 'constraints are named after their table');

SELECT * FROM finish();
ROLLBACK;
