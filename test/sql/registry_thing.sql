-- Things: create, describe, update, delete.
--
-- thingId is random and left out.  Everything is rolled back at the end.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00Z';

\echo == create and describe
SELECT iotjobs.create_thing('sensor:1_a-b') - 'thingId';
SELECT iotjobs.create_thing('lamp', NULL, '{"attributes": {"model": "m1", "site": "berlin"}}', 'budget') - 'thingId';
SELECT iotjobs.describe_thing('sensor:1_a-b') - 'thingId';
SELECT iotjobs.describe_thing('lamp') - 'thingId';
SELECT iotjobs.invoke('DescribeThing', '{"thingName": "lamp"}') = iotjobs.describe_thing('lamp');
SELECT iotjobs.describe_thing('lamp')->>'thingId' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
SELECT name, attributes, billing_group_name, version, created_at = '2026-01-01 00:00:00Z', deleted_at
  FROM iotjobs.thing ORDER BY id;

\echo == again: the same configuration gives the same thing, another is refused
SELECT iotjobs.create_thing('lamp', NULL, '{"attributes": {"site": "berlin", "model": "m1"}}', 'budget')->'thingId' = iotjobs.describe_thing('lamp')->'thingId';
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('lamp', NULL, '{"attributes": {"site": "bonn", "model": "m1"}}', 'budget')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('lamp', NULL, NULL, 'budget')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('lamp', NULL, '{"attributes": {"site": "berlin", "model": "m1"}}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('lamp', NULL, '{"attributes": {"site": "berlin", "model": "m1"}}', 'other')$$);
SELECT iotjobs.create_thing('Lamp') - 'thingId';

\echo == attributes: empty values, 3 at most
SELECT iotjobs.create_thing('clock', NULL, '{"attributes": {"a": "1", "b": "", "c": "3", "d": "4"}, "merge": true}') - 'thingId';
SELECT iotjobs.describe_thing('clock')->'attributes';
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('clock4', NULL, '{"attributes": {"a": "1", "b": "2", "c": "3", "d": "4"}}')$$);

\echo == unknown thing types; registry_type.sql tells of the others
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('typed', 'T')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('lamp', 'T')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('lamp', 'T', remove_thing_type => true)$$);

\echo == update: overwrite, merge, remove, leave alone; the version counts
SELECT iotjobs.update_thing('lamp', attribute_payload => '{"attributes": {"site": "bonn"}}');
SELECT iotjobs.describe_thing('lamp')->'attributes', iotjobs.describe_thing('lamp')->'version';
SELECT iotjobs.update_thing('lamp', attribute_payload => '{"attributes": {"model": "m2", "floor": "3"}, "merge": true}');
SELECT iotjobs.describe_thing('lamp')->'attributes', iotjobs.describe_thing('lamp')->'version';
SELECT iotjobs.update_thing('lamp', attribute_payload => '{"attributes": {"site": "", "floor": "4", "none": ""}, "merge": true}');
SELECT iotjobs.describe_thing('lamp')->'attributes', iotjobs.describe_thing('lamp')->'version';
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('lamp', attribute_payload => '{"attributes": {"x": "1", "y": "2"}, "merge": true}')$$);
SELECT iotjobs.update_thing('lamp', attribute_payload => '{"merge": false}', remove_thing_type => true);
SELECT iotjobs.update_thing('lamp');
SELECT iotjobs.describe_thing('lamp')->'attributes', iotjobs.describe_thing('lamp')->'version';
SELECT iotjobs.update_thing('lamp', attribute_payload => '{"attributes": {}}');
SELECT iotjobs.describe_thing('lamp')->'attributes', iotjobs.describe_thing('lamp')->'version';

\echo == expectedVersion
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('lamp', expected_version => 6)$$);
SELECT iotjobs.update_thing('lamp', expected_version => 7);
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing('lamp', 7)$$);
SELECT iotjobs.delete_thing('lamp', 8);

\echo == deleted: gone for all calls, kept as a row, the name is free
SELECT pg_temp.fails($$SELECT iotjobs.describe_thing('lamp')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing('lamp')$$);
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing('lamp')$$);
SELECT iotjobs.create_thing('lamp') - 'thingId';
SELECT name, version, deleted_at = '2026-01-01 00:00:00Z' FROM iotjobs.thing WHERE name = 'lamp' ORDER BY id;
SELECT c.kind, c.group_id, t.version FROM iotjobs.membership_change c JOIN iotjobs.thing t ON t.id = c.thing_id;

\echo == the limits of the name, also past the API
SELECT length(iotjobs.create_thing(repeat('x', 128))->>'thingName');
SELECT pg_temp.fails($$SELECT iotjobs.create_thing(repeat('x', 129))$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing(NULL)$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing('a/b')$$);
SELECT pg_temp.fails($$INSERT INTO iotjobs.thing (name, created_at) VALUES ('a b', now())$$);
SELECT pg_temp.fails($$INSERT INTO iotjobs.thing (name, created_at) VALUES ('lamp', now())$$);

ROLLBACK;
