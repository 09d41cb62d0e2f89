-- Memberships: joining, leaving, deleting, and what they leave behind for jobs.
--
-- Numbers of the membership clock are shown as joined/departed; the clock
-- starts at 1 because the extension is made anew.  All is rolled back.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00Z';
CREATE VIEW pg_temp.members AS
SELECT g.name AS "group", t.name AS thing, m.joined, NULL::bigint AS departed
  FROM iotjobs.thing_group_member m JOIN iotjobs.thing_group g ON g.id = m.group_id JOIN iotjobs.thing t ON t.id = m.thing_id
UNION ALL
SELECT g.name, t.name, m.joined, m.departed
  FROM iotjobs.thing_group_former_member m JOIN iotjobs.thing_group g ON g.id = m.group_id JOIN iotjobs.thing t ON t.id = m.thing_id
ORDER BY 1, 2, 3;
CREATE VIEW pg_temp.changes AS
SELECT c.kind, g.name AS "group", t.name AS thing, c.membership_point, c.after_thing_id, c.changed_at = '2026-01-01 00:00:00Z'
  FROM iotjobs.membership_change c LEFT JOIN iotjobs.thing_group g ON g.id = c.group_id LEFT JOIN iotjobs.thing t ON t.id = c.thing_id
ORDER BY c.id;

SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES
	('world', NULL), ('europe', 'world'), ('berlin', 'europe'), ('asia', 'world'), ('canary', NULL)) v (name, parent);
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 4) i;

\echo == join by names, by ARNs, by both
SELECT iotjobs.add_thing_to_thing_group('berlin', thing_name => 't1');
SELECT iotjobs.add_thing_to_thing_group(NULL, 'arn:aws:iot:us-east-1:123456789012:thinggroup/canary', NULL, 'arn:aws:iot:us-east-1:123456789012:thing/t1', true);
SELECT iotjobs.add_thing_to_thing_group('berlin', 'arn:aws:iot:us-east-1:123456789012:thinggroup/berlin', 't2', 'arn:aws:iot:us-east-1:123456789012:thing/t2');
\echo == again: nothing happens
SELECT iotjobs.add_thing_to_thing_group('berlin', thing_name => 't1');
TABLE pg_temp.members;
TABLE pg_temp.changes;

\echo == who is meant
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group(thing_name => 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group()$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', 'arn:aws:iot:us-east-1:123456789012:thinggroup/canary', 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_name => 't3', thing_arn => 'arn:aws:iot:us-east-1:123456789012:thing/t4')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_arn => 'arn:aws:iot:us-east-1:123456789012:thinggroup/berlin')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group(NULL, 'arn:aws:iot:us-east-1:123456789012:thing/t1', 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_arn => 'arn:aws:iot:eu-west-1:123456789012:thing/t3')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_arn => 'arn:aws:iot:us-east-1:999999999999:thing/t3')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_arn => 'arn:aws:iot:us-east-1:123456789012:job/t3')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_arn => 'arn:aws:iot:us-east-1:123456789012:thing/')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_arn => 't3')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('nowhere', thing_name => 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_name => 'nobody')$$);
SELECT pg_temp.fails($$SELECT iotjobs.remove_thing_from_thing_group('nowhere', thing_name => 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.remove_thing_from_thing_group('berlin', thing_name => 'nobody')$$);
SELECT pg_temp.fails($$SELECT iotjobs.remove_thing_from_thing_group('berlin')$$);

\echo == at most one group of a hierarchy
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('asia', thing_name => 't1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('world', thing_name => 't1')$$);
SELECT iotjobs.list_thing_groups_for_thing('t1');

\echo == at most ten groups
SELECT count(iotjobs.create_thing_group('g' || i)) FROM generate_series(1, 11) i;
SELECT count(iotjobs.add_thing_to_thing_group('g' || i, thing_name => 't3')) FROM generate_series(1, 10) i;
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('g11', thing_name => 't3')$$);
SELECT iotjobs.add_thing_to_thing_group('g10', thing_name => 't3');
SELECT iotjobs.delete_thing_group('g10');
SELECT iotjobs.add_thing_to_thing_group('g11', thing_name => 't3');
SELECT jsonb_path_query_array(iotjobs.list_thing_groups_for_thing('t3'), '$.thingGroups[*].groupName');

\echo == leave; again: nothing happens; come back
DELETE FROM iotjobs.membership_change;
SELECT iotjobs.remove_thing_from_thing_group('berlin', thing_name => 't1');
SELECT iotjobs.remove_thing_from_thing_group('berlin', thing_name => 't1');
SELECT iotjobs.remove_thing_from_thing_group(thing_group_arn => 'arn:aws:iot:us-east-1:123456789012:thinggroup/asia', thing_name => 't1');
SELECT iotjobs.add_thing_to_thing_group('berlin', thing_name => 't1');
TABLE pg_temp.members;
TABLE pg_temp.changes;

\echo == a deleted thing leaves all its groups, but those that were deleted before at that point
DELETE FROM iotjobs.membership_change;
SELECT iotjobs.delete_thing('t3');
SELECT iotjobs.delete_thing('t1');
TABLE pg_temp.members;
TABLE pg_temp.changes;
SELECT pg_temp.fails($$SELECT iotjobs.list_thing_groups_for_thing('t1')$$);

\echo == a deleted group: one row marked, its members wait for the worker and are counted nowhere
DELETE FROM iotjobs.membership_change;
SELECT iotjobs.delete_thing_group('berlin');
TABLE pg_temp.members;
TABLE pg_temp.changes;
SELECT pg_temp.fails($$SELECT iotjobs.list_things_in_thing_group('berlin')$$);
SELECT iotjobs.list_things_in_thing_group('world', true);
SELECT iotjobs.list_thing_groups_for_thing('t2');
SELECT iotjobs.create_thing_group('berlin', 'europe')->'thingGroupName';
SELECT iotjobs.list_things_in_thing_group('berlin');
SELECT iotjobs.add_thing_to_thing_group('asia', thing_name => 't2');
SELECT iotjobs.list_things_in_thing_group('world', true);

ROLLBACK;
