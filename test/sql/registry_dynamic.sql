-- Dynamic thing groups: their members are what their queries find, in every transaction.
--
-- thingGroupId is random and left out.  Everything is rolled back at the end.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
CREATE FUNCTION pg_temp.members(thing_group text) RETURNS jsonb LANGUAGE sql AS
	$$ SELECT iotjobs.list_things_in_thing_group(thing_group)->'things' $$;
CREATE FUNCTION pg_temp.groups(thing text) RETURNS jsonb LANGUAGE sql AS
	$$ SELECT jsonb_path_query_array(iotjobs.list_thing_groups_for_thing(thing), '$.thingGroups[*].groupName') $$;
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00Z';
SELECT iotjobs.create_thing_type('lamp')->>'thingTypeName';
SELECT iotjobs.create_thing_group('street')->>'thingGroupName';
SELECT iotjobs.create_thing('l1', 'lamp', '{"attributes": {"site": "berlin", "floor": "1"}}')->>'thingName';
SELECT iotjobs.create_thing('l2', 'lamp', '{"attributes": {"site": "bonn"}}')->>'thingName';
SELECT iotjobs.create_thing('p1')->>'thingName';

\echo == create and describe: what is there is found at once
SELECT iotjobs.create_dynamic_thing_group('berlin', 'attributes.site:berlin', '{"thingGroupDescription": "in Berlin", "attributePayload": {"attributes": {"k": "v"}}}', 'AWS_Things', '2017-09-30', '[{"Key": "t"}]') - 'thingGroupId';
SELECT iotjobs.create_dynamic_thing_group('lamps', 'thingTypeName:lamp') - 'thingGroupId';
SELECT iotjobs.create_dynamic_thing_group('outside', 'thingGroupNames:street') - 'thingGroupId';
SELECT iotjobs.create_dynamic_thing_group('inside', 'thingName:* AND NOT thingGroupNames:street') - 'thingGroupId';
SELECT iotjobs.describe_thing_group('berlin') - 'thingGroupId';
SELECT iotjobs.describe_thing_group('street') - 'thingGroupId';
SELECT jsonb_path_query_array(iotjobs.list_thing_groups(), '$.thingGroups[*].groupName');
SELECT g, pg_temp.members(g) FROM unnest('{berlin,lamps,outside,inside}'::text[]) AS g;
SELECT thing_group_name, query_string FROM iotjobs.thing_groups ORDER BY 1;

\echo == again: the same gives the same group, another is refused
SELECT iotjobs.create_dynamic_thing_group('lamps', 'thingTypeName:lamp')->'thingGroupId' = iotjobs.describe_thing_group('lamps')->'thingGroupId';
SELECT pg_temp.fails($$SELECT iotjobs.create_dynamic_thing_group('lamps', 'thingTypeName:lam*')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_dynamic_thing_group('street', 'thingTypeName:lamp')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('lamps')$$);

\echo == things come and go with what they are
SELECT iotjobs.create_thing('l3', 'lamp', '{"attributes": {"site": "berlin"}}')->>'thingName';
SELECT pg_temp.groups('l3');
SELECT iotjobs.update_thing('l3', attribute_payload => '{"attributes": {"site": "bonn"}}');
SELECT pg_temp.groups('l3');
SELECT iotjobs.update_thing('l3', remove_thing_type => true);
SELECT pg_temp.groups('l3');
SELECT iotjobs.add_thing_to_thing_group('street', thing_name => 'l3');
SELECT pg_temp.groups('l3');
SELECT iotjobs.remove_thing_from_thing_group('street', thing_name => 'l3');
SELECT pg_temp.groups('l3');
SELECT iotjobs.update_thing_groups_for_thing('l3', '{street}');
SELECT pg_temp.groups('l3');
SELECT iotjobs.register_things('{r1,l2,r2}', 'street', '{"site": "berlin"}');
SELECT g, pg_temp.members(g) FROM unnest('{berlin,lamps,outside,inside}'::text[]) AS g;
SELECT iotjobs.delete_thing('r1');
SELECT g, pg_temp.members(g) FROM unnest('{berlin,outside}'::text[]) AS g;
SELECT iotjobs.delete_thing_group('street');
SELECT g, pg_temp.members(g) FROM unnest('{berlin,lamps,outside,inside}'::text[]) AS g;
SELECT name, bad, sample FROM iotjobs.check() WHERE bad <> 0;

\echo == a new query; properties
SELECT iotjobs.update_dynamic_thing_group('berlin', '{"thingGroupDescription": "in Bonn"}', 1, query_string => 'attributes.site:bonn');
SELECT iotjobs.describe_thing_group('berlin') - 'thingGroupId';
SELECT pg_temp.members('berlin');
SELECT iotjobs.update_dynamic_thing_group('berlin', '{}');
SELECT pg_temp.fails($$SELECT iotjobs.update_dynamic_thing_group('berlin', '{}', 1)$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_dynamic_thing_group('berlin', '{}', query_string => 'bonn')$$);
SELECT pg_temp.members('berlin');

\echo == what is for the other kind of group
SELECT iotjobs.create_thing_group('static')->>'thingGroupName';
SELECT pg_temp.fails($$SELECT iotjobs.update_dynamic_thing_group('static', '{}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.delete_dynamic_thing_group('static')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_group('berlin', '{}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing_group('berlin')$$);
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('berlin', thing_name => 'p1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.remove_thing_from_thing_group('berlin', thing_name => 'l2')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_thing_groups_for_thing('p1', '{berlin}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things('{p9}', 'berlin')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('child', 'berlin')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_dynamic_thing_group('none', '{}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_dynamic_thing_group('x', 'thingName:a', index_name => 'AWS_ThingGroups')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_dynamic_thing_group('x', 'thingName:a', query_version => '2018-01-01')$$);

\echo == ten groups: dynamic ones wait for room, or give way
SELECT count(iotjobs.create_thing_group('s' || i)) FROM generate_series(1, 10) AS i;
SELECT count(iotjobs.add_thing_to_thing_group('s' || i, thing_name => 'p1')) FROM generate_series(1, 9) AS i;
SELECT pg_temp.groups('p1');
SELECT pg_temp.fails($$SELECT iotjobs.add_thing_to_thing_group('s10', thing_name => 'p1')$$);
SELECT iotjobs.add_thing_to_thing_group('s10', thing_name => 'p1', override_dynamic_groups => true);
SELECT pg_temp.groups('p1');
SELECT iotjobs.create_dynamic_thing_group('p', 'thingName:p*') ->> 'thingGroupName';
SELECT pg_temp.members('p');
SELECT iotjobs.remove_thing_from_thing_group('s10', thing_name => 'p1');
SELECT pg_temp.groups('p1');
SELECT iotjobs.remove_thing_from_thing_group('s9', thing_name => 'p1');
SELECT pg_temp.groups('p1');
SELECT name, bad, sample FROM iotjobs.check() WHERE bad <> 0;

\echo == jobs: a continuous one reaches who joins, and removes from who leaves
SELECT iotjobs.create_job('c', ARRAY['arn:aws:iot:us-east-1:123456789012:thinggroup/lamps'], document => '{}', target_selection => 'CONTINUOUS')->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 00:01:00Z')->'released';
SELECT iotjobs.create_thing('l4', 'lamp')->>'thingName', iotjobs.update_thing('l1', remove_thing_type => true);
SELECT iotjobs.register_things('{l5}'), iotjobs.update_thing('l5', 'lamp');
SELECT iotjobs.run_worker('2026-01-01 00:02:00Z') IS NOT NULL;
SELECT thing_name, status FROM iotjobs.executions ORDER BY 1;

\echo == delete
SELECT iotjobs.delete_dynamic_thing_group('lamps', 1);
SELECT iotjobs.delete_dynamic_thing_group('lamps');
SELECT pg_temp.groups('l4');
SELECT iotjobs.run_worker('2026-01-01 00:03:00Z') IS NOT NULL;
SELECT thing_name, status FROM iotjobs.executions ORDER BY 1;
SELECT iotjobs.create_dynamic_thing_group('lamps', 'thingTypeName:nothing')->>'thingGroupName';

\echo == at most iotjobs.max_dynamic_thing_groups
SELECT count(iotjobs.create_dynamic_thing_group('d' || i, 'thingName:none')) FROM generate_series(1, 95) AS i;
SELECT pg_temp.fails($$SELECT iotjobs.create_dynamic_thing_group('d96', 'thingName:none')$$);
SET LOCAL iotjobs.max_dynamic_thing_groups = 101;
SELECT iotjobs.create_dynamic_thing_group('d96', 'thingName:none')->>'thingGroupName';
SELECT pg_temp.fails($$SELECT iotjobs.create_dynamic_thing_group('d97', 'thingName:none')$$);
\echo    what is there stays, and one that is there already is no new one
SET LOCAL iotjobs.max_dynamic_thing_groups = 1;
SELECT iotjobs.create_dynamic_thing_group('d96', 'thingName:none')->>'thingGroupName';
SELECT pg_temp.fails($$SELECT iotjobs.create_dynamic_thing_group('d97', 'thingName:none')$$);
SELECT count(*) FROM iotjobs.thing_groups WHERE query_string IS NOT NULL;
SELECT name, bad, sample FROM iotjobs.check() WHERE bad <> 0;

ROLLBACK;
