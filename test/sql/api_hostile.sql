-- Hostile input: far too large, far too deep, with NUL, in a circle.  Each is a
-- documented error, the session lives on, and nothing is written.
\set VERBOSITY terse
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('top', NULL), ('middle', 'top'), ('low', 'middle')) AS v (name, parent);
SELECT iotjobs.create_thing('t')->>'thingName', iotjobs.add_thing_to_thing_group('low', thing_name => 't');
SELECT pg_temp.rows_of_all_tables() AS rows_before \gset

-- Every function of the API with one argument of this type and all others NULL; the members that
-- are looked at first are the ones that are there.
CREATE FUNCTION pg_temp.attempts(type regtype, value text) RETURNS TABLE (function text, argument text, answer text) LANGUAGE plpgsql AS $$
BEGIN
	FOR function, argument, answer IN
		SELECT format('%I.%I', n.nspname, p.proname), a.name, (SELECT string_agg(CASE WHEN r.name = a.name THEN format('%I => %s', r.name, value)
				WHEN r.position <= p.pronargs - p.pronargdefaults THEN format('%I => NULL', r.name) END, ', ')
			FROM unnest(p.proargnames[1:p.pronargs]) WITH ORDINALITY AS r (name, position))
		  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace,
			   LATERAL unnest(p.proargnames[1:p.pronargs]) WITH ORDINALITY AS a (name, position)
		 WHERE n.nspname IN ('iotjobs', 'iotjobs_data') AND p.prorettype = 'jsonb'::regtype AND p.proname NOT IN ('invoke', 'run_worker', 'register_things') AND p.proname NOT LIKE '%\_maintenance'
		   AND p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') AND p.proargtypes[a.position - 1] = type
		 ORDER BY 1, 2
	LOOP
		answer := split_part(pg_temp.fails(format('SELECT %s(%s)', function, answer)), ' ', 1);
		RETURN NEXT;
	END LOOP;
END $$;

\echo == hundreds of thousands of characters in every text
SELECT answer, count(*) > 10 AS many FROM pg_temp.attempts('text', $$repeat('x', 300000)$$) GROUP BY 1 ORDER BY 1;
SELECT answer, count(*) > 10 AS many FROM pg_temp.attempts('text', $$repeat('é', 100000)$$) GROUP BY 1 ORDER BY 1;
\echo == ten thousand elements in every list, and a million
SELECT answer, string_agg(function || ' ' || argument, ', ') FILTER (WHERE answer <> 'IJ400') FROM pg_temp.attempts('text[]', $$array_fill('x'::text, ARRAY[10000])$$) GROUP BY 1 ORDER BY 1;
SELECT DISTINCT answer FROM pg_temp.attempts('text[]', $$array_fill('x'::text, ARRAY[1000000])$$) ORDER BY 1;
SELECT DISTINCT answer FROM pg_temp.attempts('text[]', $$array_fill('x'::text, ARRAY[100, 100])$$) ORDER BY 1;
\echo == in every structure: ten thousand members, brackets and braces five thousand deep
SELECT DISTINCT answer FROM pg_temp.attempts('jsonb', $$(SELECT jsonb_object_agg('k' || i, i) FROM generate_series(1, 10000) AS i)$$) ORDER BY 1;
SELECT DISTINCT answer FROM pg_temp.attempts('jsonb', $$(repeat('[', 5000) || repeat(']', 5000))::jsonb$$) ORDER BY 1;
SELECT DISTINCT answer FROM pg_temp.attempts('jsonb', $$(repeat('{"a":', 5000) || '1' || repeat('}', 5000))::jsonb$$) ORDER BY 1;
SELECT DISTINCT answer FROM pg_temp.attempts('jsonb', $$to_jsonb(repeat('x', 1000000))$$) ORDER BY 1;
SELECT DISTINCT answer FROM pg_temp.attempts('jsonb', $$'null'::jsonb$$) ORDER BY 1;
\echo == deep where a structure may be deep: the members that the shapes describe, and no further
SELECT pg_temp.fails(format('SELECT iotjobs.create_job(''j'', pg_temp.arns(''thing/t''), document => ''1'', %s => %L)', c.argument, c.value)) FROM (VALUES
	('abort_config', '{"criteriaList": [{"failureType": ' || repeat('[', 3000) || repeat(']', 3000) || '}]}'),
	('scheduling_config', '{"maintenanceWindows": [' || repeat('{"startTime":', 3000) || '1' || repeat('}', 3000) || ']}'),
	('tags', '[{"Key": ' || repeat('[', 3000) || repeat(']', 3000) || '}]')) AS c (argument, value);

\echo == documents: as deep as they are long, open to the end, with NUL and half a character
SELECT DISTINCT pg_temp.fails(format('SELECT iotjobs.create_job(''j'', pg_temp.arns(''thing/t''), document => %L)', d.document)) FROM (VALUES
	(repeat('[', 32768)), (repeat('[', 16384) || repeat(']', 16384)), (repeat('{"a":', 6000) || '1' || repeat('}', 6000))) AS d (document) ORDER BY 1;
SELECT pg_temp.fails(format('SELECT iotjobs.create_job(''j'', pg_temp.arns(''thing/t''), document => %L)', d.document)) FROM (VALUES
	('"\u0000"'), ('{"\u0000": 1}'), ('"\ud800"'), ('"\udc00\ud800"'), ('"' || chr(1) || '"'), (''), (' '), ('nul'), ('1 2'), ('{"a": 1,}'), ('[1e999999999]')) AS d (document);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('j', pg_temp.arns('thing/t'), document => '"' || repeat('é', 16384) || '"')$$);
SELECT pg_temp.fails(format('SELECT iotjobs.invoke(%L, %L)', 'CreateThing', r.request)) FROM (VALUES
	('{"thingName": "\u0000"}'), ('{"thingName": "\ud800"}'), ('{"thingName": "a", "attributePayload": {"attributes": {"\u0000": "v"}}}')) AS r (request);

\echo == queries: a million characters of each kind
SELECT DISTINCT split_part(pg_temp.fails(format('SELECT iotjobs.%s', c.call)), E'\n', 1) FROM (VALUES
	(repeat('x', 1000000)), ('thingName:' || repeat('x', 1000000)), (repeat('(', 1000000)), (repeat(')', 1000000)), (repeat('NOT ', 250000) || 'thingName:a'),
	('thingName:a' || repeat(' OR thingName:a', 66666)), (repeat('\', 1000000)), ('thingName:' || repeat('*', 1000000)), ('thingName:"' || repeat('a ', 500000)),
	(repeat('é', 300000))) AS q (query),
	LATERAL (VALUES (format('search_index(%L)', q.query)), (format('create_dynamic_thing_group(''d'', %L)', q.query)),
		(format('invoke(''SearchIndex'', %L)', jsonb_build_object('queryString', q.query)))) AS c (call) ORDER BY 1;

\echo == ten thousand targets, and as many tags, keys and groups
SELECT pg_temp.fails($$SELECT iotjobs.create_job('j', (SELECT pg_temp.arns(VARIADIC array_agg('thing/t' || i)) FROM generate_series(1, 10000) AS i), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_job('j', (SELECT pg_temp.arns(VARIADIC array_agg('thing/t'::text)) FROM generate_series(1, 10000) AS i), document => '1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.tag_resource((pg_temp.arns('thinggroup/top'))[1], (SELECT jsonb_agg(jsonb_build_object('Key', 'k' || i)) FROM generate_series(1, 10000) AS i))$$);
SELECT iotjobs.untag_resource((pg_temp.arns('thinggroup/top'))[1], (SELECT array_agg('k' || i) FROM generate_series(1, 10000) AS i));
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t', (SELECT array_agg('g' || i) FROM generate_series(1, 10000) AS i))$$);
SELECT pg_temp.rows_of_all_tables() = :'rows_before'::jsonb AS nothing_written;

\echo == groups in a circle: no call makes one
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('own', 'own')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('top', 'low')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_dynamic_thing_group('own', 'thingGroupNames:own')->>'thingGroupName'$$);
SELECT jsonb_path_query_array(iotjobs.list_thing_groups_for_thing('t'), '$.thingGroups[*].groupName');
\echo    one that the hand of a superuser has made is found, and holds up nobody
UPDATE iotjobs.thing_group SET parent_id = (SELECT id FROM iotjobs.thing_group WHERE name::text = 'low') WHERE name::text = 'middle';
SELECT name, bad > 0 FROM iotjobs.check() WHERE bad <> 0;
SET LOCAL statement_timeout = '20s';
SELECT pg_temp.fails($$SELECT iotjobs.describe_thing_group('low')$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_thing_groups(parent_group => 'middle', recursive => true)$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_things_in_thing_group('middle', recursive => true)$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('under', 'low')$$);
SELECT iotjobs.create_job('circle', pg_temp.arns('thinggroup/middle'), document => '1') ->> 'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:00:01Z') -> 'unitsFailed';
SELECT thing_name, status FROM iotjobs.executions;
SELECT pg_temp.fails($$SELECT iotjobs.remove_thing_from_thing_group('low', thing_name => 't')$$);
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing_group('middle')$$);
SELECT iotjobs.run_worker('2026-01-01 12:00:02Z') -> 'unitsFailed';
ROLLBACK;
