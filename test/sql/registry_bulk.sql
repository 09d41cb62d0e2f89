-- iotjobs.register_things: a fleet in one statement.  Rolled back.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00Z';
CREATE VIEW pg_temp.members AS
SELECT g.name AS "group", m.joined, count(*), min(t.name), max(t.name)
  FROM iotjobs.thing_group_member m JOIN iotjobs.thing_group g ON g.id = m.group_id JOIN iotjobs.thing t ON t.id = m.thing_id
GROUP BY g.name, m.joined ORDER BY 1, 2;
CREATE VIEW pg_temp.changes AS
SELECT c.kind, g.name AS "group", c.thing_id, c.membership_point, c.after_thing_id
  FROM iotjobs.membership_change c LEFT JOIN iotjobs.thing_group g ON g.id = c.group_id ORDER BY c.id;
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('fleet', NULL), ('north', 'fleet'), ('south', 'fleet'), ('canary', NULL)) v (name, parent);

\echo == things alone, in the order of the array, with attributes
SELECT iotjobs.register_things(ARRAY['c', 'a', 'b', 'a'], attributes => '{"batch": "1", "none": ""}');
SELECT name, attributes, version, created_at = '2026-01-01 00:00:00Z' FROM iotjobs.thing ORDER BY id;
SELECT iotjobs.register_things(ARRAY['a', 'd'], attributes => '{"batch": "2"}');
SELECT name, attributes FROM iotjobs.thing ORDER BY id;
SELECT iotjobs.register_things('{}');
SELECT iotjobs.register_things('{}', 'fleet');
TABLE pg_temp.changes;

\echo == ten thousand things into a group: one joining, one row of word
SELECT iotjobs.register_things(array_agg('dev-' || i), 'north') FROM generate_series(1, 10000) i;
TABLE pg_temp.members;
TABLE pg_temp.changes;
SELECT iotjobs.list_things_in_thing_group('fleet', true, max_results => 3)->'things';

\echo == again: nothing new, no word
SELECT iotjobs.register_things(array_agg('dev-' || i), 'north') FROM generate_series(1, 10000) i;
TABLE pg_temp.changes;

\echo == some new, some there but not members, some members
SELECT iotjobs.register_things(ARRAY['new1', 'a', 'dev-1', 'a', 'b', 'new2'], 'north');
TABLE pg_temp.members;
TABLE pg_temp.changes;

\echo == refused as a whole: another group of the hierarchy
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['fresh', 'dev-2', 'a'], 'south')$$);
SELECT iotjobs.register_things(ARRAY['fresh', 'c'], 'canary');
SELECT iotjobs.list_things_in_thing_group('canary');

\echo == refused as a whole: ten groups
SELECT count(iotjobs.create_thing_group('g' || i)), count(iotjobs.add_thing_to_thing_group('g' || i, thing_name => 'd')) FROM generate_series(1, 10) i;
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['fresh2', 'd'], 'canary')$$);
SELECT iotjobs.register_things(ARRAY['fresh2', 'd'], 'g10');
SELECT iotjobs.delete_thing_group('g10');
SELECT iotjobs.register_things(ARRAY['d'], 'canary');

\echo == a deleted thing is not in the way
SELECT iotjobs.delete_thing('dev-1');
SELECT iotjobs.register_things(ARRAY['dev-1'], 'south');
SELECT name, deleted_at IS NOT NULL FROM iotjobs.thing WHERE name = 'dev-1' ORDER BY id;

\echo == with a type, and the attributes that one allows; a thing that exists keeps its own
SELECT count(iotjobs.create_thing_type(t)) FROM unnest('{lamp,bell}'::text[]) t;
SELECT iotjobs.register_things(ARRAY['typed', 'a'], thing_type_name => 'lamp', attributes => '{"a": "1", "b": "2", "c": "3", "d": "4"}');
SELECT t.name, y.name AS type, t.attributes FROM iotjobs.thing t LEFT JOIN iotjobs.thing_type y ON y.id = t.thing_type_id
 WHERE t.name IN ('typed', 'a') ORDER BY t.name;
SELECT iotjobs.deprecate_thing_type('bell');
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok'], thing_type_name => 'bell')$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok'], thing_type_name => 'nothing')$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok'], thing_type_name => 'no thing')$$);

\echo == arguments
SELECT pg_temp.fails($$SELECT iotjobs.register_things(NULL)$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok', 'not ok'])$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok', NULL])$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok', ''])$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok', repeat('x', 129)])$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY[ARRAY['a', 'b'], ARRAY['c', 'd']])$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok'], 'nowhere')$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok'], 'no where')$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok'], attributes => '{"a": 1}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok'], attributes => '["a"]')$$);
SELECT pg_temp.fails($$SELECT iotjobs.register_things(ARRAY['ok'], attributes => '{"a": "1", "b": "2", "c": "3", "d": "4"}')$$);
SELECT count(*) FROM iotjobs.thing WHERE name = 'ok';

ROLLBACK;
