-- Tags: TagResource, UntagResource, ListTagsForResource on whatever has tags.
--
-- Everything is rolled back at the end.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00Z';
\set home arn:aws:iot:us-east-1:123456789012:

SELECT :'home' || 'job/j' AS job, :'home' || 'thinggroup/g' AS grp, :'home' || 'thingtype/y' AS type \gset
SELECT iotjobs.create_thing('t') IS NOT NULL;
SELECT iotjobs.create_thing_group('g', tags => '[{"Key": "b", "Value": "1"}, {"Key": "a"}]') IS NOT NULL;
SELECT iotjobs.create_thing_type('y') IS NOT NULL;
SELECT iotjobs.create_job('j', ARRAY[:'home' || 'thing/t'], document => '{}', tags => '[{"Key": "site", "Value": "north"}]') IS NOT NULL;

\echo == as given at creation, in the order of keys
SELECT iotjobs.list_tags_for_resource(:'job');
SELECT iotjobs.list_tags_for_resource(:'grp');
SELECT iotjobs.list_tags_for_resource(:'type');

\echo == a key again gets the new value, the others stay
SELECT iotjobs.tag_resource(:'job', '[{"Key": "site", "Value": "south"}, {"Key": "Owner", "Value": ""}]');
SELECT iotjobs.list_tags_for_resource(:'job');
SELECT iotjobs.tag_resource(:'grp', '[{"Key": "a", "Value": "2"}]');
SELECT iotjobs.list_tags_for_resource(:'grp');
SELECT iotjobs.tag_resource(:'type', '[]');
SELECT iotjobs.tag_resource(:'type', '[{"Key": "ключ 1", "Value": "значение"}]');
SELECT iotjobs.list_tags_for_resource(:'type');

\echo == taken away; a key that is not there is no error
SELECT iotjobs.untag_resource(:'job', '{site,nothing,site}');
SELECT iotjobs.list_tags_for_resource(:'job');
SELECT iotjobs.untag_resource(:'job', '{}');
SELECT iotjobs.untag_resource(:'job', '{Owner}');
SELECT iotjobs.list_tags_for_resource(:'job');
SELECT tags IS NULL FROM iotjobs.job;

\echo == job templates; a managed one has none
SELECT iotjobs.create_job_template('m', 'a template', document => '{}', tags => '[{"Key": "x", "Value": "1"}]') IS NOT NULL;
SELECT iotjobs.tag_resource(:'home' || 'jobtemplate/m', '[{"Key": "x", "Value": "2"}, {"Key": "w"}]');
SELECT iotjobs.list_tags_for_resource(:'home' || 'jobtemplate/m');
SELECT iotjobs.untag_resource(:'home' || 'jobtemplate/m', '{x}');
SELECT iotjobs.list_tags_for_resource(:'home' || 'jobtemplate/m');
SELECT pg_temp.fails($$SELECT iotjobs.list_tags_for_resource('arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:1.0')$$);

\echo == 50 of them
SELECT iotjobs.tag_resource(:'job', (SELECT jsonb_agg(jsonb_build_object('Key', 'k' || i)) FROM generate_series(1, 50) AS i));
SELECT jsonb_array_length(iotjobs.list_tags_for_resource(:'job')->'tags');
SELECT iotjobs.tag_resource(:'job', '[{"Key": "k50", "Value": "v"}]');
SELECT pg_temp.fails(format('SELECT iotjobs.tag_resource(%L, %L)', :'job', '[{"Key": "k51"}]'));
SELECT pg_temp.fails(format('SELECT iotjobs.tag_resource(%L, (SELECT jsonb_agg(jsonb_build_object(''Key'', ''k'' || i)) FROM generate_series(1, 51) AS i))', :'job'));
SELECT iotjobs.untag_resource(:'job', '{k1}'), iotjobs.tag_resource(:'job', '[{"Key": "k51"}]');
SELECT jsonb_array_length(iotjobs.list_tags_for_resource(:'job')->'tags');

\echo == what no tag can be
SELECT pg_temp.fails(format('SELECT iotjobs.tag_resource(%L, %L)', :'grp', t))
  FROM unnest(ARRAY['[{"Key": "a"}, {"Key": "b"}, {"Key": "a", "Value": "x"}]', '[{"Key": "aws:x"}]', '[{"Key": "AWS:x"}]', '[{"Key": ""}]', '[{"Key": "*"}]', '[{"Value": "x"}]']) AS t;
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_group('h', tags => '[{"Key": "a"}, {"Key": "a"}]')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_thing_type('h', tags => '[{"Key": "aws:a"}]')$$);
SELECT iotjobs.list_tags_for_resource(:'grp');

\echo == things, whose version is that of their attributes and type
SELECT iotjobs.list_tags_for_resource(:'home' || 'thing/t');
SELECT iotjobs.tag_resource(:'home' || 'thing/t', '[{"Key": "site", "Value": "north"}, {"Key": "batch"}]');
SELECT iotjobs.untag_resource(:'home' || 'thing/t', '{batch}');
SELECT iotjobs.list_tags_for_resource(:'home' || 'thing/t'), iotjobs.describe_thing('t')->'version' AS version;

\echo == what has no tags
SELECT pg_temp.fails(format('SELECT iotjobs.list_tags_for_resource(%L)', a))
  FROM unnest(ARRAY[:'home' || 'thing/none', :'home' || 'job/none', :'home' || 'job/', 'job/j', '', :'home' || 'thinggroup/none',
	'arn:aws:iot:us-east-1:210987654321:job/j', 'arn:aws:iot:eu-west-1:123456789012:job/j', 'arn:aws:s3:::bucket']) AS a;
SELECT pg_temp.fails(format('SELECT iotjobs.tag_resource(%L, %L)', :'home' || 'job/none', '[]'));
SELECT pg_temp.fails(format('SELECT iotjobs.untag_resource(%L, %L)', :'home' || 'thingtype/none', '{a}'));
SELECT pg_temp.fails(format('SELECT iotjobs.list_tags_for_resource(%L, %L)', :'job', 'x'));
SELECT iotjobs.delete_thing_group('g');
SELECT pg_temp.fails(format('SELECT iotjobs.list_tags_for_resource(%L)', :'grp'));

ROLLBACK;
