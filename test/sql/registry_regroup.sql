-- UpdateThingGroupsForThing: a thing leaves and joins groups in one step.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 2) AS i;
SELECT count(iotjobs.create_thing_group('g' || i)) FROM generate_series(1, 11) AS i;
SELECT iotjobs.create_thing_group('low', 'g1')->>'thingGroupName', iotjobs.create_thing_group('low2', 'g1')->>'thingGroupName';
CREATE FUNCTION pg_temp.groups(thing text) RETURNS jsonb LANGUAGE sql AS
	$$ SELECT jsonb_path_query_array(iotjobs.list_thing_groups_for_thing(thing), '$.thingGroups[*].groupName') $$;

SELECT iotjobs.update_thing_groups_for_thing('t1', '{g1,g2,g2}');
SELECT pg_temp.groups('t1');
SELECT count(*), count(DISTINCT membership_point) FROM iotjobs.membership_change;
SELECT iotjobs.update_thing_groups_for_thing('t1', '{g2,g3}', '{g1,g4}');
SELECT pg_temp.groups('t1');
SELECT kind, membership_point - min(membership_point) OVER () AS point FROM iotjobs.membership_change ORDER BY id;
SELECT iotjobs.update_thing_groups_for_thing('t1');
SELECT iotjobs.update_thing_groups_for_thing('t1', '{}', '{}', true);

\echo == within a hierarchy
SELECT iotjobs.update_thing_groups_for_thing('t1', '{low}');
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t1', '{low2}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t1', '{low2,g1}', '{low}')$$);
SELECT iotjobs.update_thing_groups_for_thing('t1', '{low2}', '{low}');
SELECT pg_temp.groups('t1');

\echo == ten groups
SELECT iotjobs.update_thing_groups_for_thing('t2', '{g1,g2,g3,g4,g5,g6,g7,g8,g9,g10}');
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t2', '{g11}')$$);
SELECT iotjobs.update_thing_groups_for_thing('t2', '{g11}', '{g10}');
SELECT pg_temp.groups('t2');

\echo == errors, and nothing written
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing()$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t9', '{g1}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t1', '{g9,none}', '{g3}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t1', '{g9}', '{none}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t1', '{g8,g9}', '{g3,g9}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('t1', '{g9,NULL}')$$);
SELECT pg_temp.groups('t1');
SELECT iotjobs.invoke('UpdateThingGroupsForThing', '{"thingName": "t1", "thingGroupsToAdd": ["g9"], "thingGroupsToRemove": ["g3"]}');
SELECT pg_temp.groups('t1');
SELECT name, bad FROM iotjobs.check() WHERE bad <> 0;

ROLLBACK;
