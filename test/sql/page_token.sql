-- nextToken: pages are the list, whatever the operation; a token is good where
-- it was made, for the request it was made for, and nowhere else.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
CREATE ROLE regress_iotjobs_one;
CREATE ROLE regress_iotjobs_two;
CREATE ROLE regress_iotjobs_three;
-- Of everything there is a list of, at least three.
CREATE FUNCTION pg_temp.fill() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM iotjobs.create_thing_type('type' || i), iotjobs.create_thing('thing' || i), iotjobs.create_thing_group('group' || i),
		iotjobs.create_package('package' || i), iotjobs.create_job_template('template' || i, 'template', document => '{}') FROM generate_series(1, 3) AS i;
	PERFORM iotjobs.create_package_version('package1', 'version' || i), iotjobs.add_thing_to_thing_group('group1', thing_name => 'thing' || i) FROM generate_series(1, 3) AS i;
	PERFORM iotjobs.create_job('job' || i, pg_temp.arns('thinggroup/group1', 'thing/thing1'), document => '{}') FROM generate_series(1, 3) AS i;
	PERFORM iotjobs.add_thing_to_thing_group('group' || i, thing_name => 'thing1') FROM generate_series(2, 3) AS i;
	PERFORM iotjobs.attach_thing_principal('thing1', role) FROM unnest(ARRAY['regress_iotjobs_one', 'regress_iotjobs_two', 'regress_iotjobs_three']) AS role;
	PERFORM iotjobs.attach_thing_principal('thing' || i, 'regress_iotjobs_one') FROM generate_series(2, 3) AS i;
	PERFORM iotjobs.run_worker('2026-01-01 12:00:01Z');
END $$;
SELECT pg_temp.fill();
CREATE TEMP TABLE list (operation text, request jsonb, path jsonpath);
INSERT INTO list VALUES
	('ListJobs', '{}', '$.jobs[*]'),
	('ListJobs', '{"status": "IN_PROGRESS", "thingGroupName": "group1"}', '$.jobs[*]'),
	('ListJobExecutionsForJob', '{"jobId": "job1"}', '$.executionSummaries[*]'),
	('ListJobExecutionsForJob', '{"jobId": "job2", "status": "QUEUED"}', '$.executionSummaries[*]'),
	('ListJobExecutionsForThing', '{"thingName": "thing1"}', '$.executionSummaries[*]'),
	('ListJobTemplates', '{}', '$.jobTemplates[*]'),
	('ListManagedJobTemplates', '{}', '$.managedJobTemplates[*]'),
	('ListThings', '{}', '$.things[*]'),
	('ListThingGroups', '{}', '$.thingGroups[*]'),
	('ListThingGroups', '{"recursive": true, "namePrefixFilter": "group"}', '$.thingGroups[*]'),
	('ListThingsInThingGroup', '{"thingGroupName": "group1"}', '$.things[*]'),
	('ListThingGroupsForThing', '{"thingName": "thing1"}', '$.thingGroups[*]'),
	('ListThingTypes', '{}', '$.thingTypes[*]'),
	('ListThingPrincipals', '{"thingName": "thing1"}', '$.principals[*]'),
	('ListPrincipalThings', '{"principal": "regress_iotjobs_one"}', '$.things[*]'),
	('SearchIndex', '{"queryString": "thingName:thing*"}', '$.things[*]'),
	('ListPackages', '{}', '$.packageSummaries[*]'),
	('ListPackageVersions', '{"packageName": "package1"}', '$.packageVersionSummaries[*]');
CREATE FUNCTION pg_temp.pages(operation text, request jsonb, path jsonpath) RETURNS TABLE (number int, elements jsonb, token text) LANGUAGE plpgsql AS $$
DECLARE
	reply jsonb;
BEGIN
	number := 0;
	LOOP
		reply := iotjobs.invoke(operation, request);
		number := number + 1;
		elements := jsonb_path_query_array(reply, path);
		token := reply ->> 'nextToken';
		RETURN NEXT;
		EXIT WHEN token IS NULL;
		request := request || jsonb_build_object('nextToken', token);
	END LOOP;
END
$$;

\echo == rule: the pages together are the list, in its order, without loss or repeat; the last has no token
SELECT l.operation, jsonb_array_length(w.elements) >= 3, w.token IS NULL, p.pages = jsonb_array_length(w.elements), p.together = w.elements
  FROM list AS l,
	   LATERAL pg_temp.pages(l.operation, l.request, l.path) AS w,
	   LATERAL (SELECT count(*) AS pages, jsonb_agg(e ORDER BY g.number) AS together
				  FROM pg_temp.pages(l.operation, l.request || '{"maxResults": 1}', l.path) AS g, jsonb_array_elements(g.elements) AS e) AS p
 WHERE w.number = 1 ORDER BY 1, l.request;
\echo    every list there is
SELECT p.proname FROM pg_proc AS p
 WHERE p.pronamespace = 'iotjobs'::regnamespace AND 'next_token' = ANY (p.proargnames) AND p.proname <> 'list_tags_for_resource'
   AND NOT EXISTS (SELECT FROM list AS l WHERE lower(regexp_replace(l.operation, '(?<!^)([A-Z])', '_\1', 'g')) = p.proname);

\echo == rule: a token belongs to its request: no other takes it
CREATE TEMP TABLE token AS
SELECT row_number() OVER (ORDER BY l.operation, l.request) AS n, l.*, iotjobs.invoke(l.operation, l.request || '{"maxResults": 1}') ->> 'nextToken' AS token FROM list AS l;
SELECT bool_and(token ~ '^[A-Za-z0-9_-]{40,80}$'), count(*) = count(DISTINCT token) FROM token;
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.invoke(%L, %L)', l.operation, l.request || jsonb_build_object('nextToken', t.token))), E'\n', 1), count(*)
  FROM token AS t, token AS l WHERE t.n <> l.n GROUP BY 1 ORDER BY 1;
\echo    only how many are wanted may change
SELECT count(iotjobs.invoke(operation, request || jsonb_build_object('nextToken', token, 'maxResults', 2))) = count(*) FROM token;

\echo    the tags of a resource are one page, fifty of them, too: no token is one of theirs
SELECT iotjobs.tag_resource((pg_temp.arns('thinggroup/group1'))[1], (SELECT jsonb_agg(jsonb_build_object('Key', 'k' || i)) FROM generate_series(1, 50) AS i));
SELECT jsonb_array_length(r -> 'tags'), r ? 'nextToken' FROM iotjobs.list_tags_for_resource((pg_temp.arns('thinggroup/group1'))[1]) AS r;
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_tags_for_resource(%L, %L)', (pg_temp.arns('thinggroup/group1'))[1], token)), ' ', 1), count(*) FROM token GROUP BY 1;

\echo == rule: a token that was altered anywhere is refused, and so is what never was one
SELECT l.token, l.operation, l.request FROM token AS l WHERE l.operation = 'ListThings' \gset
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_things(%L)', a.altered)), E'\n', 1), count(*) > 400
  FROM generate_series(1, length(:'token')) AS i, unnest(ARRAY['A', 'B', '8', 'z', '0', '-', '_', '=', '.', ' ', 'é']) AS c,
	   LATERAL overlay(:'token' PLACING c FROM i) AS a (altered)
 WHERE a.altered <> :'token' GROUP BY 1;
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_things(%L)', f.forged)), E'\n', 1), count(*)
  FROM (VALUES (''), ('A'), ('null'), (repeat('A', 1000000)), (:'token' || 'A'), (left(:'token', -1)), (reverse(:'token')), (:'token' || :'token'),
			   (encode('2026-01-01', 'base64')), ('{"offset": 1}')) AS f (forged) GROUP BY 1;
SELECT pg_temp.fails($$SELECT iotjobs.list_things('AAAA')$$);

\echo == rule: what is created meanwhile moves nothing: no loss, no repeat
SELECT count(iotjobs.create_thing('new' || i)), count(iotjobs.create_thing_group('new' || i)), count(iotjobs.create_package('new' || i)),
	count(iotjobs.create_job('new' || i, pg_temp.arns('thinggroup/group1'), document => '{}')) FROM generate_series(1, 3) AS i;
SELECT t.operation, (SELECT string_agg(coalesce(e ->> 'jobId', e ->> 'thingName', e ->> 'groupName', e ->> 'packageName'), ' ' ORDER BY n)
	  FROM jsonb_path_query(iotjobs.invoke(t.operation, t.request || jsonb_build_object('nextToken', t.token)), t.path) WITH ORDINALITY AS u (e, n))
  FROM token AS t WHERE t.operation IN ('ListJobs', 'ListThings', 'ListThingGroups', 'ListPackages') ORDER BY t.n;
\echo    nor what is deleted, be it the one that the token stands at
SELECT iotjobs.delete_thing('new1');
SELECT iotjobs.list_things(max_results => 4) ->> 'nextToken' AS token_at_new2 \gset
SELECT iotjobs.delete_thing('new2');
SELECT jsonb_path_query_array(iotjobs.list_things(next_token => :'token_at_new2'), '$.things[*].thingName');

\echo == rule: a token is good in the database that made it: another has another secret
CREATE FUNCTION pg_temp.taken() RETURNS TABLE (answer text, tokens bigint) LANGUAGE sql AS
	$$ SELECT split_part(pg_temp.fails(format('SELECT iotjobs.invoke(%L, %L)', operation, request || jsonb_build_object('nextToken', token))), E'\n', 1), count(*) FROM token GROUP BY 1 ORDER BY 1 $$;
SAVEPOINT before;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
SELECT pg_temp.fill();
SELECT DISTINCT pg_temp.fails(format('SELECT iotjobs.invoke(%L, %L)', operation, request || jsonb_build_object('nextToken', token))) FROM token;
SELECT count(iotjobs.invoke(t.operation, t.request || jsonb_build_object('nextToken', iotjobs.invoke(t.operation, t.request || '{"maxResults": 1}') ->> 'nextToken'))) = count(*) FROM token AS t;
\echo    and the same, once the drop is rolled back
ROLLBACK TO before;
SELECT count(iotjobs.invoke(operation, request || jsonb_build_object('nextToken', token))) = count(*) FROM token;

\echo == rule: the newest secret seals, and the former is good until it is gone
INSERT INTO iotjobs.token_secret (made_at) VALUES (now() + interval '1 s');
SELECT pg_temp.taken();
UPDATE token SET token = iotjobs.invoke(operation, request || '{"maxResults": 1}') ->> 'nextToken';
DELETE FROM iotjobs.token_secret WHERE made_at <= now();
SELECT pg_temp.taken();
ROLLBACK TO before;
DELETE FROM iotjobs.token_secret;
INSERT INTO iotjobs.token_secret DEFAULT VALUES;
SELECT pg_temp.taken();
ROLLBACK TO before;
\echo    one there must be
SELECT pg_temp.fails($$INSERT INTO iotjobs.token_secret (secret) VALUES ('short')$$);
SELECT name, bad FROM iotjobs.check() WHERE name LIKE '%secret%';
DELETE FROM iotjobs.token_secret;
SELECT name, bad FROM iotjobs.check() WHERE name LIKE '%secret%';
SELECT jsonb_array_length(iotjobs.list_things() -> 'things');
SELECT pg_temp.fails($$SELECT iotjobs.list_things(max_results => 1)$$);
INSERT INTO iotjobs.token_secret DEFAULT VALUES;
SELECT iotjobs.list_things(max_results => 1) ? 'nextToken';
ROLLBACK TO before;

\echo == rule: nobody but a superuser sees it, whatever is granted
GRANT USAGE ON SCHEMA iotjobs TO regress_iotjobs_one;
GRANT SELECT, UPDATE ON iotjobs.token_secret TO regress_iotjobs_one;
SET LOCAL ROLE regress_iotjobs_one;
SELECT count(*) FROM iotjobs.token_secret;
UPDATE iotjobs.token_secret SET secret = repeat('x', 32)::bytea;
RESET ROLE;
SELECT count(*), min(length(secret)) FROM iotjobs.token_secret WHERE secret <> repeat('x', 32)::bytea;
ROLLBACK;
