-- Thing types: create, describe, list, deprecate, delete, and what things do with them.
--
-- thingTypeId is random and left out.  Everything is rolled back at the end.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00Z';

\echo == create and describe
SELECT iotjobs.create_thing_type('plain') - 'thingTypeId';
SELECT iotjobs.create_thing_type('pump', '{"thingTypeDescription": "moves water", "searchableAttributes": ["site", "model"], "mqtt5Configuration": {"propagatingAttributes": [{"userPropertyKey": "site", "thingAttribute": "site"}]}}', '[{"Key": "team", "Value": "water"}]') - 'thingTypeId';
SELECT iotjobs.describe_thing_type('plain') - 'thingTypeId';
SELECT iotjobs.describe_thing_type('pump') - 'thingTypeId';
SELECT iotjobs.describe_thing_type('pump')->>'thingTypeId' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
SELECT iotjobs.invoke('DescribeThingType', '{"thingTypeName": "pump"}') = iotjobs.describe_thing_type('pump');
SELECT pg_temp.fails($$SELECT iotjobs.describe_thing_type('Pump')$$);

\echo == again: the same gives the same type, another is refused
SELECT iotjobs.create_thing_type('plain', '{}', '[]')->'thingTypeId' = iotjobs.describe_thing_type('plain')->'thingTypeId';
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_type('plain', '{"searchableAttributes": ["site"]}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_type('plain', NULL, '[{"Key": "k"}]')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_type('four', '{"searchableAttributes": ["a", "b", "c", "d"]}')$$);

\echo == list
SELECT iotjobs.create_thing_type('lamp') - 'thingTypeId';
SELECT t->>'thingTypeName', t->'thingTypeMetadata' FROM jsonb_array_elements(iotjobs.list_thing_types()->'thingTypes') AS t;
SELECT iotjobs.list_thing_types(thing_type_name => 'lamp');
SELECT iotjobs.list_thing_types(thing_type_name => 'la');
WITH RECURSIVE page AS (
	SELECT 1 AS number, iotjobs.list_thing_types(max_results => 2) AS reply
	UNION ALL
	SELECT number + 1, iotjobs.list_thing_types(reply->>'nextToken', 2) FROM page WHERE reply ? 'nextToken')
SELECT number, jsonb_path_query_array(reply, '$.thingTypes[*].thingTypeName') FROM page ORDER BY number;
SELECT pg_temp.fails(format('SELECT iotjobs.list_thing_types(%L, 2, %L)', iotjobs.list_thing_types(max_results => 2)->>'nextToken', 'lamp'));

\echo == a thing with a type: 50 attributes instead of 3
SELECT iotjobs.create_thing('p1', 'pump', (SELECT jsonb_build_object('attributes', jsonb_object_agg('a' || i, 'v')) FROM generate_series(1, 50) AS i)) - 'thingId';
SELECT iotjobs.describe_thing('p1')->'thingTypeName';
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('p2', NULL, '{"attributes": {"a": "1", "b": "2", "c": "3", "d": "4"}}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('p2', 'pump', (SELECT jsonb_build_object('attributes', jsonb_object_agg('a' || i, 'v')) FROM generate_series(1, 51) AS i))$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('p1', attribute_payload => '{"attributes": {"b": "v"}, "merge": true}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('p1', remove_thing_type => true)$$);
SELECT iotjobs.update_thing('p1', attribute_payload => '{"attributes": {"a": "1"}}', remove_thing_type => true);
SELECT iotjobs.describe_thing('p1') - 'thingId';
SELECT iotjobs.update_thing('p1', 'lamp');
SELECT iotjobs.update_thing('p1', 'pump');
SELECT iotjobs.update_thing('p1');
SELECT iotjobs.describe_thing('p1') - 'thingId';
SELECT iotjobs.create_thing('p1', 'pump', '{"attributes": {"a": "1"}}') - 'thingId';
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('p1', NULL, '{"attributes": {"a": "1"}}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('p2', 'nothing')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('p1', 'nothing')$$);

\echo == lists by type
SELECT iotjobs.create_thing('p2', 'pump', '{"attributes": {"a": "2"}}') - 'thingId';
SELECT iotjobs.create_thing('p3', 'pump') - 'thingId';
SELECT iotjobs.create_thing('l1', 'lamp', '{"attributes": {"a": "1"}}') - 'thingId';
SELECT iotjobs.list_things(thing_type_name => 'pump');
SELECT jsonb_path_query_array(iotjobs.list_things(thing_type_name => 'pump', attribute_name => 'a'), '$.things[*].thingName');
SELECT jsonb_path_query_array(iotjobs.list_things(thing_type_name => 'pump', attribute_name => 'a', attribute_value => '2'), '$.things[*].thingName');
SELECT jsonb_path_query_array(iotjobs.list_things(attribute_name => 'a', attribute_value => '1'), '$.things[*].thingName');
SELECT iotjobs.list_things(thing_type_name => 'nothing');
SELECT thing_name, thing_type_name FROM iotjobs.things ORDER BY 1;

\echo == deprecated: nothing gets the type, what has it keeps it
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing_type('pump')$$);
SELECT iotjobs.deprecate_thing_type('pump');
SET LOCAL iotjobs.clock = '2026-01-01 00:01:00Z';
SELECT iotjobs.deprecate_thing_type('pump');
SELECT iotjobs.describe_thing_type('pump')->'thingTypeMetadata';
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('p4', 'pump')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('l1', 'pump')$$);
SELECT iotjobs.create_thing('p3', 'pump') - 'thingId';
SELECT iotjobs.update_thing('p3', attribute_payload => '{"attributes": {"a": "3"}}');
SELECT iotjobs.deprecate_thing_type('pump', true);
SELECT iotjobs.describe_thing_type('pump')->'thingTypeMetadata';
SELECT iotjobs.create_thing('p4', 'pump') - 'thingId';
SELECT pg_temp.fails($$SELECT iotjobs.deprecate_thing_type('nothing')$$);

\echo == deleted: five minutes later, and when nothing has it
SELECT iotjobs.deprecate_thing_type('pump');
SET LOCAL iotjobs.clock = '2026-01-01 00:05:59.999Z';
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing_type('pump')$$);
SET LOCAL iotjobs.clock = '2026-01-01 00:06:00Z';
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing_type('pump')$$);
SELECT iotjobs.delete_thing('p1'), iotjobs.delete_thing('p2'), iotjobs.delete_thing('p3'), iotjobs.update_thing('p4', remove_thing_type => true);
SELECT iotjobs.delete_thing_type('pump');
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing_type('pump')$$);
SELECT jsonb_path_query_array(iotjobs.list_thing_types(), '$.thingTypes[*].thingTypeName');
SELECT name, bad FROM iotjobs.check() WHERE bad <> 0;

\echo == the limits also past the API
SELECT pg_temp.fails($$INSERT INTO iotjobs.thing_type (name, created_at) VALUES ('a b', now())$$);
SELECT pg_temp.fails($$INSERT INTO iotjobs.thing_type (name, properties, created_at) VALUES ('x', '{"searchableAttributes": "a"}', now())$$);

ROLLBACK;
