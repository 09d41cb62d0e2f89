-- Static thing groups: create, describe, update, delete, and their hierarchy.
--
-- thingGroupId is random and left out.  Everything is rolled back at the end.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00.25Z';

\echo == create and describe
SELECT iotjobs.create_thing_group('world') - 'thingGroupId';
SELECT iotjobs.create_thing_group('europe', 'world',
	'{"thingGroupDescription": "the old one", "attributePayload": {"attributes": {"lead": "ann", "none": ""}}}',
	'[{"Key": "cost", "Value": "7"}]') - 'thingGroupId';
SELECT iotjobs.create_thing_group('berlin', 'europe') - 'thingGroupId';
SELECT iotjobs.describe_thing_group('world') - 'thingGroupId';
SELECT jsonb_pretty(iotjobs.describe_thing_group('europe') - 'thingGroupId');
SELECT iotjobs.describe_thing_group('berlin')->'thingGroupMetadata';
SELECT iotjobs.invoke('DescribeThingGroup', '{"thingGroupName": "europe"}') = iotjobs.describe_thing_group('europe');
SELECT g.name, p.name, r.name, g.depth, g.description, g.attributes, g.tags, g.version
  FROM iotjobs.thing_group g LEFT JOIN iotjobs.thing_group p ON p.id = g.parent_id
  JOIN iotjobs.thing_group r ON r.id = g.root_id ORDER BY g.id;

\echo == again: the same configuration gives the same group, another is refused
SELECT iotjobs.create_thing_group('world')->'thingGroupId' = iotjobs.describe_thing_group('world')->'thingGroupId';
SELECT iotjobs.create_thing_group('europe', 'world',
	'{"thingGroupDescription": "the old one", "attributePayload": {"attributes": {"lead": "ann"}}}',
	'[{"Key": "cost", "Value": "7"}]')->'thingGroupId' = iotjobs.describe_thing_group('europe')->'thingGroupId';
SELECT iotjobs.create_thing_group('world', NULL, '{}', '[]') - 'thingGroupId';
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('world', 'europe')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('world', 'nowhere')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('berlin')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('world', NULL, '{"thingGroupDescription": ""}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('world', NULL, '{"attributePayload": {"attributes": {"a": "1"}}}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('world', NULL, NULL, '[{"Key": "k", "Value": "v"}]')$$);

\echo == update: absent properties stay, the version is returned
SELECT iotjobs.update_thing_group('europe', '{}');
SELECT iotjobs.update_thing_group('europe', '{"thingGroupDescription": "new"}');
SELECT iotjobs.update_thing_group('europe', '{"attributePayload": {"attributes": {"deputy": "bob"}, "merge": true}}', 3);
SELECT iotjobs.describe_thing_group('europe')->'thingGroupProperties';
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_group('europe', '{"attributePayload": {"attributes": {"deputy": ""}}}', 3)$$);
SELECT iotjobs.update_thing_group('europe', '{"attributePayload": {"attributes": {"deputy": ""}}}', 4);
SELECT iotjobs.describe_thing_group('europe')->'thingGroupProperties';
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_group('nowhere', '{}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_group('europe', NULL)$$);

\echo == attributes: 50 at most, also after a merge
SELECT iotjobs.update_thing_group('berlin', jsonb_build_object('attributePayload', jsonb_build_object('attributes',
	(SELECT jsonb_object_agg('a' || i, '1') FROM generate_series(1, 50) i))));
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_group('berlin', '{"attributePayload": {"attributes": {"b": "1"}, "merge": true}}')$$);

\echo == no such parent, 7 deep, 100 wide
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('lost', 'nowhere')$$);
SELECT iotjobs.create_thing_group('d' || i, CASE WHEN i > 1 THEN 'd' || i - 1 END)->'thingGroupName' FROM generate_series(1, 7) i;
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('d8', 'd7')$$);
SELECT jsonb_array_length(iotjobs.describe_thing_group('d7')->'thingGroupMetadata'->'rootToParentThingGroups');
SELECT count(iotjobs.create_thing_group('w' || i, 'd1')) FROM generate_series(1, 99) i;
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('w100', 'd1')$$);
SELECT iotjobs.create_thing_group('w99', 'd1')->'thingGroupName';
SELECT iotjobs.delete_thing_group('w99');
SELECT iotjobs.create_thing_group('w100', 'd1')->'thingGroupName';

\echo == delete: not with children, not at another version; unknown groups are no error
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing_group('europe')$$);
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing_group('berlin', 1)$$);
SELECT iotjobs.delete_thing_group('berlin', 2);
SELECT iotjobs.delete_thing_group('europe');
SELECT iotjobs.delete_thing_group('europe');
SELECT iotjobs.delete_thing_group('nowhere', 9);
SELECT pg_temp.fails($$SELECT iotjobs.describe_thing_group('europe')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('berlin', 'europe')$$);
SELECT iotjobs.create_thing_group('berlin', 'world') - 'thingGroupId';
SELECT name, deleted_at IS NULL, deleted_point IS NULL FROM iotjobs.thing_group
  WHERE name IN ('berlin', 'europe') ORDER BY id;

\echo == the limits, also past the API
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group(repeat('x', 129))$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('a b')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group(NULL)$$);
SELECT pg_temp.fails($$INSERT INTO iotjobs.thing_group (id, name, root_id, depth, created_at) OVERRIDING SYSTEM VALUE VALUES (-1, 'world', -1, 1, now())$$);
SELECT pg_temp.fails($$INSERT INTO iotjobs.thing_group (id, name, root_id, depth, created_at) OVERRIDING SYSTEM VALUE VALUES (-1, 'x', -1, 2, now())$$);
SELECT pg_temp.fails($$INSERT INTO iotjobs.thing_group (id, name, parent_id, root_id, depth, created_at) OVERRIDING SYSTEM VALUE VALUES (-1, 'x', 1, 1, 8, now())$$);
SELECT pg_temp.fails($$INSERT INTO iotjobs.thing_group (id, name, root_id, depth, created_at) OVERRIDING SYSTEM VALUE VALUES (-1, 'x', 1, 1, now())$$);

ROLLBACK;
