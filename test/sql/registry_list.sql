-- Lists of the registry: order, filters, pages, tokens.  Rolled back.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
-- All pages of a list of names, one row per page.
CREATE FUNCTION pg_temp.pages(operation text, request jsonb, path jsonpath) RETURNS SETOF jsonb LANGUAGE plpgsql AS $$
DECLARE
	reply jsonb;
BEGIN
	LOOP
		reply := iotjobs.invoke(operation, request);
		RETURN NEXT jsonb_path_query_array(reply, path);
		EXIT WHEN reply->'nextToken' IS NULL;
		request := request || jsonb_build_object('nextToken', reply->'nextToken');
	END LOOP;
END
$$;

\echo == nothing there
SELECT iotjobs.list_things();
SELECT iotjobs.list_thing_groups();

SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES
	('top', NULL), ('left', 'top'), ('right', 'top'), ('left-a', 'left'), ('left-b', 'left'), ('other', NULL)) v (name, parent);
SELECT count(iotjobs.create_thing('t' || i, NULL, jsonb_build_object('attributes', jsonb_build_object('mod', 'm' || i % 3, 'odd', CASE i % 2 WHEN 1 THEN 'yes' ELSE '' END))))
  FROM generate_series(9, 1, -1) i;
SELECT count(iotjobs.add_thing_to_thing_group(g, thing_name => t)) FROM (VALUES
	('top', 't5'), ('left', 't1'), ('left-a', 't9'), ('left-a', 't2'), ('left-b', 't3'), ('right', 't8'), ('other', 't5'), ('other', 't9')) v (g, t);
SELECT iotjobs.delete_thing('t4');

\echo == things: in the order of registration
SELECT jsonb_pretty(iotjobs.list_things(max_results => 2) #- '{nextToken}');
SELECT pg_temp.pages('ListThings', '{"maxResults": 3}', '$.things[*].thingName');
SELECT pg_temp.pages('ListThings', '{"maxResults": 4}', '$.things[*].thingName');
SELECT pg_temp.pages('ListThings', '{}', '$.things[*].thingName');

\echo == things by attribute
SELECT pg_temp.pages('ListThings', '{"attributeName": "mod", "attributeValue": "m0"}', '$.things[*].thingName');
SELECT pg_temp.pages('ListThings', '{"attributeName": "mod", "attributeValue": "m", "maxResults": 5}', '$.things[*].thingName');
SELECT pg_temp.pages('ListThings', '{"attributeName": "mod", "attributeValue": "m", "usePrefixAttributeValue": true, "maxResults": 5}', '$.things[*].thingName');
SELECT pg_temp.pages('ListThings', '{"attributeName": "mod", "attributeValue": "m1", "usePrefixAttributeValue": false}', '$.things[*].thingName');
SELECT pg_temp.pages('ListThings', '{"attributeName": "odd"}', '$.things[*].thingName');
SELECT pg_temp.pages('ListThings', '{"attributeName": "none"}', '$.things[*].thingName');
SELECT pg_temp.fails($$SELECT iotjobs.list_things(attribute_value => 'm0')$$);
SELECT iotjobs.list_things(thing_type_name => 'T');

\echo == groups: all, the tops, below a parent, by prefix
SELECT iotjobs.list_thing_groups(parent_group => 'left');
SELECT pg_temp.pages('ListThingGroups', '{"maxResults": 4}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"recursive": true}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"recursive": false}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"parentGroup": "top"}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"parentGroup": "top", "recursive": false}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"parentGroup": "top", "recursive": true, "maxResults": 3}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"parentGroup": "left-a", "recursive": true}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"namePrefixFilter": "left"}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"namePrefixFilter": "left-", "parentGroup": "top", "recursive": true}', '$.thingGroups[*].groupName');
SELECT pg_temp.pages('ListThingGroups', '{"namePrefixFilter": "left_"}', '$.thingGroups[*].groupName');
SELECT pg_temp.fails($$SELECT iotjobs.list_thing_groups(parent_group => 'nowhere')$$);

\echo == things of a group, and of all below
SELECT iotjobs.list_things_in_thing_group('left');
SELECT pg_temp.pages('ListThingsInThingGroup', '{"thingGroupName": "left", "recursive": true}', '$.things[*]');
SELECT pg_temp.pages('ListThingsInThingGroup', '{"thingGroupName": "top", "recursive": true, "maxResults": 2}', '$.things[*]');
SELECT pg_temp.pages('ListThingsInThingGroup', '{"thingGroupName": "top", "recursive": true, "maxResults": 3}', '$.things[*]');
SELECT pg_temp.pages('ListThingsInThingGroup', '{"thingGroupName": "left-a", "maxResults": 1}', '$.things[*]');
SELECT pg_temp.fails($$SELECT iotjobs.list_things_in_thing_group('nowhere')$$);

\echo == groups of a thing: the direct ones
SELECT iotjobs.list_thing_groups_for_thing('t9');
SELECT pg_temp.pages('ListThingGroupsForThing', '{"thingName": "t5", "maxResults": 1}', '$.thingGroups[*].groupName');
SELECT pg_temp.fails($$SELECT iotjobs.list_thing_groups_for_thing('t4')$$);
SELECT iotjobs.list_thing_groups_for_thing('t7');

\echo == a page holds its place while things come and go
SELECT iotjobs.list_things(max_results => 3)->>'nextToken' AS token \gset
SELECT iotjobs.delete_thing('t7');
SELECT iotjobs.create_thing('t10')->'thingName';
SELECT jsonb_path_query_array(iotjobs.list_things(:'token', 250), '$.things[*].thingName');

\echo == tokens and page sizes that are not ours
SELECT pg_temp.fails($$SELECT iotjobs.list_things('garbage')$$);
SELECT pg_temp.fails(format('SELECT iotjobs.list_things(%L, attribute_name => ''mod'')', :'token'));
SELECT pg_temp.fails(format('SELECT iotjobs.list_things_in_thing_group(''top'', next_token => %L)', :'token'));
SELECT pg_temp.fails($$SELECT iotjobs.list_things(max_results => 0)$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_things(max_results => 251)$$);

ROLLBACK;
