-- Closed by default: what the catalogues say, who may call what, and what a hostile search_path gets.
BEGIN;
SET LOCAL search_path = pg_catalog, public;
SET LOCAL iotjobs.clock = '2030-01-01 12:00:00+00';
SELECT no_plan();

CREATE TEMP VIEW member AS
	SELECT d.classid, d.objid
	FROM pg_depend AS d
	JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
	WHERE e.extname = 'iotjobs' AND d.deptype = 'e';
CREATE TEMP VIEW function AS
	SELECT p.*, l.lanname, p.oid::regprocedure::text AS signature,
		EXISTS (SELECT FROM pg_type AS t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend)) AS is_io
	FROM pg_proc AS p
	JOIN member AS m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
	JOIN pg_language AS l ON l.oid = p.prolang;
CREATE TEMP VIEW relation AS
	SELECT c.*, c.oid::regclass::text AS name
	FROM pg_class AS c
	JOIN member AS m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid;

-- The audit ------------------------------------------------------------------

-- A function that has a pinned path cannot be inlined or led astray; in C only what runs SQL needs it.
SELECT is_empty($$
	SELECT signature FROM function
	WHERE (prosecdef OR lanname <> 'c')
		AND NOT COALESCE(proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false)
$$, 'functions that run SQL have their search_path pinned');
SELECT is_empty($$
	SELECT signature FROM function AS f WHERE NOT prosecdef AND lanname = 'c' AND provolatile = 'v' AND prorettype <> 'trigger'::regtype
$$, 'what writes does so with the rights of its owner');
SELECT is_empty($$SELECT signature FROM function WHERE lanname NOT IN ('c', 'sql')$$, 'no other languages');
SELECT is_empty($$SELECT signature FROM function WHERE has_function_privilege('public', oid, 'EXECUTE')$$,
	'PUBLIC may execute no function');
SELECT is_empty($$SELECT name FROM relation AS c, aclexplode(c.relacl) AS a WHERE a.grantee = 0$$,
	'PUBLIC has no right on a table, view or sequence');
SELECT is_empty($$
	SELECT c.name, a.attname FROM relation AS c JOIN pg_attribute AS a ON a.attrelid = c.oid WHERE a.attacl IS NOT NULL
$$, 'no rights on single columns');
SELECT is_empty($$
	SELECT n.nspname, p.privilege FROM pg_namespace AS n, unnest(ARRAY['CREATE', 'USAGE']) AS p (privilege)
	WHERE n.nspname LIKE 'iotjobs%' AND has_schema_privilege('public', n.oid, p.privilege)
$$, 'PUBLIC cannot use the schemas');
-- Those that read NULL as an absent member are the operations, and a few that take nothing or are a trigger.
SELECT bag_eq($$
	SELECT signature FROM function WHERE lanname = 'c' AND NOT proisstrict
		AND NOT (prosecdef AND prorettype = 'jsonb'::regtype AND pronargs > 0)
$$, $$VALUES ('iotjobs.query_matches(text,text,text,text[],jsonb)'), ('iotjobs.register_things(text[],text,jsonb,text)'), ('iotjobs.set_signing_credentials(text,text,text,text,text,text)'), ('iotjobs.start_worker()'), ('iotjobs.worker_processes()'),
	('iotjobs.describe_event_configurations()'), ('iotjobs.take_notifications(integer,interval)'), ('iotjobs.confirm_notifications(bigint[])'),
	('iotjobs.note_direct_load()'), ('iotjobs_data.handle_bytes(text,bytea,text)'), ('iotjobs_data.handle(text,text,text)')$$, 'functions in C that may see a NULL');
SELECT is_empty($$SELECT signature FROM function WHERE proleakproof$$, 'no function claims to be leakproof');
SELECT is_empty($$
	SELECT signature FROM function WHERE 'internal'::regtype = ANY (proargtypes::oid[]) AND NOT is_io
$$, 'only a receive function takes an internal argument');
SELECT is_empty($$
	SELECT name FROM relation, pg_extension AS e
	WHERE e.extname = 'iotjobs' AND relkind IN ('r', 'p', 'S') AND relation.oid <> ALL (e.extconfig)
$$, 'tables and sequences are dumped');
SELECT is_empty($$
	SELECT name FROM relation WHERE relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)
$$, 'row security is on and forced on every table');
SELECT is_empty($$SELECT p.polname FROM pg_policy AS p JOIN relation AS c ON c.oid = p.polrelid$$, 'and no policy opens it');
SELECT is_empty($$
	SELECT version FROM pg_available_extension_versions WHERE name = 'iotjobs' AND (trusted OR relocatable OR NOT superuser)
$$, 'not trusted, not relocatable');
SELECT is_empty($$
	SELECT t.oid::regtype, pg_get_constraintdef(k.oid)
	FROM pg_type AS t
	JOIN member AS m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
	LEFT JOIN pg_constraint AS k ON k.contypid = t.oid
	WHERE t.typtype = 'd' AND pg_get_constraintdef(k.oid) !~ '^CHECK \(iotjobs\.check_\w+\(VALUE\)\)$'
$$, 'a domain is checked by its function');

-- Roles ----------------------------------------------------------------------

-- README.md says which rights whom; here they are taken from there.
\set readme `cat README.md`
SELECT right_of_role FROM regexp_matches(substring(:'readme' FROM '\n## Grants\n(.*?)\n## '), E'```sql\n(CREATE ROLE [^`]*)```', 'g') AS block,
	regexp_split_to_table(block[1], ';\s*') AS right_of_role
WHERE right_of_role <> '' \gexec
CREATE ROLE test_nobody;

-- A function's row names the roles that may call it: n(obody), g(ateway), r(eader), o(perator), m(onitor), p(ublisher).
CREATE TEMP VIEW grid AS
	SELECT string_agg(r.letter, '' ORDER BY r.ordinal) FILTER (WHERE has_function_privilege(r.name, f.oid, 'EXECUTE')
		AND has_schema_privilege(r.name, f.pronamespace, 'USAGE')) AS may, f.signature
	FROM function AS f
	CROSS JOIN (VALUES (1, 'n', 'test_nobody'), (2, 'g', 'device_gateway'), (3, 'r', 'fleet_reader'),
		(4, 'o', 'fleet_operator'), (5, 'm', 'fleet_monitor'), (6, 'p', 'fleet_publisher')) AS r (ordinal, letter, name)
	GROUP BY f.signature;
SELECT bag_eq('SELECT format(''%s %s'', may, signature) FROM grid WHERE may IS NOT NULL', $$
	SELECT line FROM regexp_split_to_table($list$
o iotjobs.add_thing_to_thing_group(text,text,text,text,boolean)
o iotjobs.associate_targets_with_job(text[],text,text,text)
o iotjobs.attach_thing_principal(text,text,text)
o iotjobs.cancel_job(text,text,text,boolean)
o iotjobs.cancel_job_execution(text,text,boolean,bigint,jsonb)
o iotjobs.create_dynamic_thing_group(text,text,jsonb,text,text,jsonb)
o iotjobs.create_job(text,text[],text,text,text,jsonb,text,jsonb,jsonb,jsonb,jsonb,text,text,jsonb,jsonb,jsonb,text[])
o iotjobs.create_job_template(text,text,text,text,text,jsonb,jsonb,jsonb,jsonb,jsonb,jsonb,jsonb,text[])
o iotjobs.create_thing(text,text,jsonb,text)
o iotjobs.create_thing_group(text,text,jsonb,jsonb)
o iotjobs.create_thing_type(text,jsonb,jsonb)
o iotjobs.delete_dynamic_thing_group(text,bigint)
o iotjobs.delete_job(text,boolean,text)
o iotjobs.delete_job_execution(text,text,bigint,boolean,text)
o iotjobs.delete_job_template(text)
o iotjobs.delete_thing(text,bigint)
o iotjobs.delete_thing_group(text,bigint)
o iotjobs.delete_thing_type(text)
o iotjobs.deprecate_thing_type(text,boolean)
ro iotjobs.describe_job(text,boolean)
ro iotjobs.describe_job_execution(text,text,bigint)
ro iotjobs.describe_job_template(text)
ro iotjobs.describe_managed_job_template(text,text)
ro iotjobs.describe_thing(text)
ro iotjobs.describe_thing_group(text)
ro iotjobs.describe_thing_type(text)
o iotjobs.detach_thing_principal(text,text)
ro iotjobs.get_job_document(text,boolean)
o iotjobs.invoke(text,jsonb)
ro iotjobs.list_job_executions_for_job(text,text,integer,text)
ro iotjobs.list_job_executions_for_thing(text,text,text,integer,text,text)
ro iotjobs.list_job_templates(integer,text)
ro iotjobs.list_jobs(text,text,integer,text,text,text,text)
ro iotjobs.list_managed_job_templates(text,integer,text)
ro iotjobs.list_principal_things(text,text,integer)
o iotjobs.create_package(text,text,jsonb,text)
ro iotjobs.get_package(text)
o iotjobs.update_package(text,text,text,boolean,text)
o iotjobs.delete_package(text,text)
ro iotjobs.list_packages(integer,text)
o iotjobs.create_package_version(text,text,text,jsonb,jsonb,text,jsonb,text)
ro iotjobs.get_package_version(text,text)
o iotjobs.update_package_version(text,text,text,jsonb,jsonb,text,text,text)
o iotjobs.delete_package_version(text,text,text)
ro iotjobs.list_package_versions(text,text,integer,text)
ro iotjobs.list_tags_for_resource(text,text)
ro iotjobs.list_thing_groups(text,integer,text,text,boolean)
ro iotjobs.list_thing_groups_for_thing(text,text,integer)
ro iotjobs.list_thing_principals(text,text,integer)
ro iotjobs.list_thing_types(text,integer,text)
ro iotjobs.list_things(text,integer,text,text,text,boolean)
ro iotjobs.list_things_in_thing_group(text,boolean,text,integer)
o iotjobs.register_things(text[],text,jsonb,text)
o iotjobs.remove_thing_from_thing_group(text,text,text,text)
ro iotjobs.search_index(text,text,text,integer,text)
ro iotjobs.system_identifier()
o iotjobs.tag_resource(text,jsonb)
o iotjobs.untag_resource(text,text[])
o iotjobs.update_dynamic_thing_group(text,jsonb,bigint,text,text,text)
o iotjobs.update_job(text,text,jsonb,jsonb,jsonb,jsonb,text,jsonb)
o iotjobs.update_thing(text,text,jsonb,bigint,boolean)
o iotjobs.update_thing_group(text,jsonb,bigint)
o iotjobs.update_thing_groups_for_thing(text,text[],text[],boolean)
p iotjobs.confirm_notifications(bigint[])
ro iotjobs.describe_event_configurations()
p iotjobs.take_notifications(integer,interval)
o iotjobs.update_event_configurations(jsonb)
m iotjobs.worker_processes()
m iotjobs."check"()
g iotjobs_data.describe_job_execution(text,text,boolean,bigint)
g iotjobs_data.get_pending_job_executions(text)
g iotjobs_data.handle_bytes(text,bytea,text)
g iotjobs_data.handle(text,text,text)
g iotjobs_data.invoke(text,jsonb)
g iotjobs_data.start_next_pending_job_execution(text,jsonb,bigint)
g iotjobs_data.update_job_execution(text,text,text,jsonb,bigint,bigint,boolean,boolean,bigint)
$list$, '\n') AS line WHERE line <> ''
$$, 'who may call what');
SELECT is_empty($$
	SELECT r.rolname, c.name FROM relation AS c, pg_roles AS r
	WHERE r.rolname IN ('test_nobody', 'device_gateway', 'fleet_reader', 'fleet_operator', 'fleet_monitor', 'fleet_publisher') AND c.relkind IN ('r', 'p') AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
$$, 'nobody has a right on a table');

-- As it is for them.
SELECT lives_ok($$
	SELECT iotjobs.create_thing_group('sec_group');
	SELECT iotjobs.create_thing('sec_thing');
	SELECT iotjobs.create_job('sec_job', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/sec_thing'], document => '{}');
	SELECT iotjobs.run_worker()
$$, 'there is something to see');
SET LOCAL ROLE test_nobody;
SELECT throws_ok('SELECT iotjobs.describe_job(''sec_job'')', '42501', 'permission denied for schema iotjobs', 'nobody reads nothing');
SELECT throws_ok('SELECT iotjobs_data.get_pending_job_executions(''sec_thing'')', '42501', 'permission denied for schema iotjobs_data', 'nobody is no device');
RESET ROLE;
SET LOCAL ROLE fleet_reader;
SELECT bag_eq('SELECT job_id, queued FROM iotjobs.jobs WHERE job_id = ''sec_job''', $$VALUES ('sec_job'::text, 1::bigint)$$, 'a reader reads jobs');
SELECT lives_ok('SELECT count(*) FROM ' || v, 'a reader reads ' || v)
FROM unnest(ARRAY['iotjobs.executions', 'iotjobs.execution_attempts', 'iotjobs.execution_history', 'iotjobs.things', 'iotjobs.thing_groups',
	'iotjobs.thing_group_members', 'iotjobs.thing_packages']) AS v;
SELECT lives_ok('SELECT iotjobs.describe_job(''sec_job'')', 'a reader describes');
SELECT throws_ok('SELECT iotjobs.cancel_job(''sec_job'')', '42501', NULL, 'a reader cancels nothing');
SELECT throws_ok('SELECT iotjobs.invoke(''CancelJob'', ''{"jobId": "sec_job"}'')', '42501', NULL, 'also not by the API''s name');
SELECT throws_ok('SELECT * FROM iotjobs.job', '42501', NULL, 'a reader reads no table');
RESET ROLE;
SET LOCAL ROLE fleet_monitor;
SELECT lives_ok('SELECT count(*) FROM ' || v, 'a monitor reads ' || v)
FROM unnest(ARRAY['iotjobs.worker_status', 'iotjobs.worker_failures', 'iotjobs.check()']) AS v;
SELECT throws_ok('SELECT iotjobs.describe_job(''sec_job'')', '42501', NULL, 'a monitor reads no jobs');
RESET ROLE;
SET LOCAL ROLE device_gateway;
SELECT lives_ok('SELECT iotjobs_data.start_next_pending_job_execution(''sec_thing'')', 'a gateway starts');
SELECT throws_ok('SELECT iotjobs.describe_job(''sec_job'')', '42501', NULL, 'a gateway has no business on the control plane');
RESET ROLE;
SET LOCAL ROLE fleet_operator;
SELECT lives_ok('SELECT iotjobs.cancel_job(''sec_job'')', 'an operator cancels');
SELECT throws_ok('SELECT iotjobs.run_worker(''2040-01-01'')', '42501', NULL, 'an operator does not turn the clock');
SELECT throws_ok('SET iotjobs.clock = ''2040-01-01''', '42501', NULL, 'nor set it');
RESET ROLE;

-- A GRANT on a table by mistake shows and changes nothing.
GRANT ALL ON ALL TABLES IN SCHEMA iotjobs TO test_nobody;
GRANT USAGE ON SCHEMA iotjobs TO test_nobody;
SET LOCAL ROLE test_nobody;
SELECT is_empty('SELECT * FROM iotjobs.job', 'row security shows no row of a table');
SELECT is_empty('UPDATE iotjobs.job_execution SET status = ''SUCCEEDED'' RETURNING *', 'lets none be changed');
SELECT throws_ok('INSERT INTO iotjobs.job_counter (job_id) VALUES (1)', '42501', NULL, 'and none be added');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
