-- The query language of fleet search, and SearchIndex.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SELECT iotjobs.create_thing_type('lamp')->>'thingTypeName';
SELECT iotjobs.create_thing_group('street')->>'thingGroupName', iotjobs.create_thing_group('street-north')->>'thingGroupName';
SELECT iotjobs.create_thing('lamp-1', 'lamp', '{"attributes": {"site": "berlin", "floor": "1", "a:b": "x", "temp": "-3.5"}}')->>'thingName';
SELECT iotjobs.create_thing('lamp-2', 'lamp', '{"attributes": {"site": "bonn", "floor": "10", "note": "a[1]"}}')->>'thingName';
SELECT iotjobs.create_thing('pump:1', NULL, '{"attributes": {"site": "berlin", "floor": "top"}}')->>'thingName';
SELECT iotjobs.create_thing('AND')->>'thingName';
SELECT iotjobs.add_thing_to_thing_group('street', thing_name => 'lamp-1'), iotjobs.add_thing_to_thing_group('street-north', thing_name => 'lamp-1'), iotjobs.add_thing_to_thing_group('street-north', thing_name => 'pump:1');
CREATE FUNCTION pg_temp.found(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN (SELECT string_agg(t->>'thingName', ' ') FROM jsonb_array_elements(iotjobs.search_index(query)->'things') AS t);
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;

\echo == the reply
SELECT jsonb_path_query_array(iotjobs.search_index('thingName:*'), '$.things[*]') #- '{0,thingId}' #- '{1,thingId}' #- '{2,thingId}' #- '{3,thingId}';
SELECT iotjobs.search_index('thingName:nobody', 'AWS_Things', query_version => '2017-09-30');
SELECT (iotjobs.search_index('thingName:pump\:1')#>>'{things,0,thingId}') = iotjobs.describe_thing('pump:1')->>'thingId';

\echo == queries
SELECT q, pg_temp.found(q) FROM unnest(ARRAY[
	'thingName:lamp-1', 'thingName:LAMP-1', 'thingName:lamp', 'thingName:lamp-*', 'thingName:*-?', 'thingName:?amp*', 'thingName:pump:1', 'thingName:"lamp-1"', 'thingName:"lamp-*"', 'thingName:lamp-\*',
	'thingTypeName:lamp', 'thingTypeName:*', 'NOT thingTypeName:*', '-thingTypeName:*', 'thingName:AND', 'thingGroupNames:street', 'thingGroupNames:street*', 'NOT thingGroupNames:street',
	'attributes.site:berlin', 'attributes.site:b*', 'attributes.note:*', 'attributes.none:*', 'attributes.a\:b:x', 'attributes.note:a[1]',
	'attributes.floor:[1 TO 10]', 'attributes.floor:{1 TO 10]', 'attributes.floor:[1 TO 10}', 'attributes.floor:[2 TO *]', 'attributes.floor:[* TO *]', 'attributes.floor:>1', 'attributes.floor:>=1',
	'attributes.floor:<10', 'attributes.floor:<=1e1', 'attributes.temp:<0', 'attributes.floor:>a', 'attributes.site:[berlin TO bonn}', 'thingName:>=pump',
	'attributes.site:berlin AND thingTypeName:lamp', 'attributes.site:berlin thingTypeName:lamp', 'attributes.site:bonn OR thingName:AND', 'thingName:lamp-1 OR thingName:lamp-2 AND attributes.site:berlin',
	'(thingName:lamp-1 OR thingName:lamp-2) AND attributes.site:bonn', 'NOT (thingName:lamp-1 OR thingName:lamp-2)', 'thingName:lamp* NOT attributes.site:bonn', '  thingName:AND  ', 'NOT NOT thingName:AND', repeat('(', 32) || 'thingName:AND' || repeat(')', 32)
]) WITH ORDINALITY AS u (q, n) ORDER BY n;

\echo == what is no query
SELECT left(q, 40), pg_temp.found(q) FROM unnest(ARRAY[
	' ', 'lamp', 'lamp:', 'thingName:', 'thingName: x', 'thingid:x', 'thingname:x', 'attributes:x', 'attributes.:x', 'attributes.a b:x', 'attributes.ü:x', 'shadow.reported.a:1', 'connectivity.connected:true',
	'thingName:a AND', 'AND thingName:a', 'OR', 'thingName:a OR', 'thingName:a OR OR thingName:b', 'NOT', '(', ')', '()', '(thingName:a', 'thingName:a)', 'thingName:(a OR b)', 'thingName:"a', 'thingName:""', 'thingName:"a"b', 'thingName:a"b"', 'thingName:a\',
	'attributes.a:[1 TO 2', 'attributes.a:[1 2]', 'attributes.a:[1 to 2]', 'attributes.a:[ TO 2]', 'attributes.a:[', 'attributes.a:>', 'attributes.a:>*', 'attributes.a:<=', 'thingName:a thingName', 'thingName:ab~2', 'thingName:a^2',
	repeat('(', 33) || 'thingName:a' || repeat(')', 33), repeat('NOT ', 33) || 'thingName:a', 'thingName:' || repeat('x', 991), repeat('x', 1000000), repeat('(', 1000000), repeat('-', 1000)
]) WITH ORDINALITY AS u (q, n) ORDER BY n;
SELECT pg_temp.found('thingName:' || repeat('x', 990)) IS NULL AS fits;
SELECT pg_temp.fails($$SELECT iotjobs.search_index('lamp')$$);
SELECT pg_temp.fails($$SELECT iotjobs.search_index(repeat('x', 1001))$$);
SELECT pg_temp.fails($$SELECT iotjobs.search_index('')$$);
SELECT pg_temp.fails($$SELECT iotjobs.search_index('thingName:a', 'AWS_ThingGroups')$$);
SELECT pg_temp.fails($$SELECT 'lamp'::iotjobs.query_string$$);

\echo == pages
WITH RECURSIVE page AS (
	SELECT 1 AS number, iotjobs.search_index('thingName:*', max_results => 3) AS reply
	UNION ALL
	SELECT number + 1, iotjobs.search_index('thingName:*', next_token => reply->>'nextToken', max_results => 3) FROM page WHERE reply ? 'nextToken')
SELECT number, jsonb_path_query_array(reply, '$.things[*].thingName') FROM page ORDER BY number;
SELECT count(iotjobs.register_things(ARRAY['n' || i])) FROM generate_series(1, 510) AS i;
SELECT jsonb_array_length(iotjobs.search_index('thingName:n*')->'things'), jsonb_array_length(iotjobs.search_index('thingName:n*', max_results => 2147483647)->'things');
SELECT pg_temp.fails(format('SELECT iotjobs.search_index(%L, next_token => %L)', 'thingName:n2*', iotjobs.search_index('thingName:n*', max_results => 3)->>'nextToken'));

\echo == injection: a query is never SQL
SELECT pg_temp.found($$thingName:'OR'1'='1$$), pg_temp.found($$thingName:x') OR true --$$);

ROLLBACK;
