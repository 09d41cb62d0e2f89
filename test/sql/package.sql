-- Software packages: versions, default, publication, tags, quotas, client tokens.
--
-- Everything is rolled back at the end.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00Z';

\echo == create and get
SELECT iotjobs.create_package('fw', 'firmware', '{"team": "pump", "a": ""}');
SELECT iotjobs.create_package('bare');
SELECT iotjobs.get_package('fw');
SELECT iotjobs.get_package('bare');
SELECT pg_temp.fails($$SELECT iotjobs.create_package('fw')$$);
SELECT pg_temp.fails($$SELECT iotjobs.get_package('FW')$$);
SELECT iotjobs.create_package_version('fw', '1.0', 'first', '{"os": "linux", "arch": "arm"}', '{"s3Location": {"bucket": "b", "key": "fw/1.0", "version": "v"}}', '{"run": 1}', '{"stage": "x"}');
SELECT iotjobs.create_package_version('fw', '2.0');
SELECT iotjobs.get_package_version('fw', '1.0');
SELECT iotjobs.get_package_version('fw', '2.0');
SELECT pg_temp.fails($$SELECT iotjobs.create_package_version('fw', '2.0')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_package_version('none', '2.0')$$);
SELECT pg_temp.fails($$SELECT iotjobs.get_package_version('fw', '3.0')$$);

\echo == a draft changes; what is published keeps attributes and artifact
SET LOCAL iotjobs.clock = '2026-01-01 00:01:00Z';
SELECT iotjobs.update_package_version('fw', '1.0', attributes => '{"os": "bsd"}');
SELECT pg_temp.fails($$SELECT iotjobs.update_package_version('fw', '1.0', action => 'DEPRECATE')$$);
SELECT iotjobs.update_package_version('fw', '1.0', 'ready', '{"os": "linux"}', action => 'PUBLISH');
SELECT iotjobs.get_package_version('fw', '1.0');
SELECT pg_temp.fails($$SELECT iotjobs.update_package_version('fw', '1.0', attributes => '{"os": "bsd"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_package_version('fw', '1.0', artifact => '{}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_package_version('fw', '1.0', action => 'PUBLISH')$$);
SELECT iotjobs.update_package_version('fw', '1.0', recipe => '{"run": 2}', description => 'in use');
SELECT iotjobs.get_package_version('fw', '1.0') - 'packageVersionArn';
SELECT pg_temp.fails($$SELECT iotjobs.update_package_version('fw', '9.0', action => 'PUBLISH')$$);

\echo == the default version
SELECT pg_temp.fails($$SELECT iotjobs.update_package('fw', default_version_name => '2.0')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_package('fw', default_version_name => '3.0')$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_package('fw', default_version_name => '1.0', unset_default_version => true)$$);
SELECT iotjobs.update_package('fw', default_version_name => '1.0');
SELECT iotjobs.get_package('fw');
SELECT iotjobs.update_package('fw', 'still firmware', unset_default_version => false);
SELECT iotjobs.get_package('fw');
SELECT iotjobs.update_package_version('fw', '1.0', action => 'DEPRECATE');
SELECT pg_temp.fails($$SELECT iotjobs.update_package_version('fw', '1.0', action => 'DEPRECATE')$$);
SELECT iotjobs.update_package_version('fw', '1.0', action => 'PUBLISH');
SELECT iotjobs.get_package_version('fw', '1.0')->'status', iotjobs.update_package_version('fw', '1.0', action => 'DEPRECATE');
SELECT pg_temp.fails($$SELECT iotjobs.update_package('none')$$);

\echo == lists, in the order of creation
SELECT iotjobs.list_packages();
SELECT iotjobs.list_package_versions('fw');
SELECT iotjobs.list_package_versions('fw', 'DRAFT');
SELECT iotjobs.list_package_versions('bare');
SELECT pg_temp.fails($$SELECT iotjobs.list_package_versions('none')$$);
SELECT count(iotjobs.create_package_version('bare', 'v' || i)) FROM generate_series(1, 5) AS i;
WITH RECURSIVE page AS (
	SELECT 1 AS number, iotjobs.list_package_versions('bare', max_results => 2) AS reply
	UNION ALL
	SELECT number + 1, iotjobs.list_package_versions('bare', max_results => 2, next_token => reply->>'nextToken') FROM page WHERE reply ? 'nextToken')
SELECT number, jsonb_path_query_array(reply, '$.packageVersionSummaries[*].versionName') FROM page ORDER BY number;
SELECT pg_temp.fails(format('SELECT iotjobs.list_package_versions(%L, NULL, 2, %L)', 'fw', iotjobs.list_package_versions('bare', max_results => 2)->>'nextToken'));
SELECT iotjobs.list_packages(1) - 'nextToken';

\echo == deletion: no versions, no default
SELECT pg_temp.fails($$SELECT iotjobs.delete_package('fw')$$);
SELECT pg_temp.fails($$SELECT iotjobs.delete_package_version('fw', '1.0')$$);
SELECT iotjobs.update_package('fw', unset_default_version => true);
SELECT iotjobs.get_package('fw');
SELECT iotjobs.delete_package_version('fw', '1.0'), iotjobs.delete_package_version('fw', '1.0'), iotjobs.delete_package_version('none', '1.0');

\echo == tags
SELECT iotjobs.list_tags_for_resource('arn:aws:iot:us-east-1:123456789012:package/fw');
SELECT iotjobs.tag_resource('arn:aws:iot:us-east-1:123456789012:package/fw/version/2.0', '[{"Key": "stage", "Value": "y"}]');
SELECT iotjobs.list_tags_for_resource('arn:aws:iot:us-east-1:123456789012:package/fw/version/2.0');
SELECT iotjobs.untag_resource('arn:aws:iot:us-east-1:123456789012:package/fw', '{a}'), iotjobs.list_tags_for_resource('arn:aws:iot:us-east-1:123456789012:package/bare');
SELECT pg_temp.fails(format('SELECT iotjobs.list_tags_for_resource(%L)', 'arn:aws:iot:us-east-1:123456789012:package/' || p))
  FROM unnest(ARRAY['none', 'fw/version/9', 'fw/2.0', 'fw/version/', 'fw/version/$default', '/version/1']) AS p;
SELECT iotjobs.delete_package_version('fw', '2.0'), iotjobs.delete_package('fw'), iotjobs.delete_package('fw');
SELECT pg_temp.fails($$SELECT iotjobs.get_package('fw')$$);

\echo == limits
SELECT pg_temp.fails($$SELECT iotjobs.create_package('a b')$$);
SELECT pg_temp.fails($$SELECT iotjobs.invoke('CreatePackage', '{"packageName": 1}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_package('t', tags => '{"aws:x": "1"}')$$);
SELECT pg_temp.fails($$SELECT iotjobs.create_package('t', tags => '{}')$$);
SELECT iotjobs.create_package_version('bare', 'big', attributes => jsonb_build_object('k', repeat('v', 3071))) ->> 'status';
SELECT pg_temp.fails($$SELECT iotjobs.create_package_version('bare', 'more', attributes => jsonb_build_object('k', repeat('v', 3072)))$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_packages(101)$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_packages(1, 'x')$$);
-- Other operations keep their own error.
SELECT pg_temp.fails($$SELECT iotjobs.describe_thing('')$$);
SELECT pg_temp.fails($$INSERT INTO iotjobs.package (name, created_at, last_modified_at) VALUES ('a b', now(), now())$$);
SET LOCAL iotjobs.max_packages = 1;
SELECT pg_temp.fails($$SELECT iotjobs.create_package('second')$$);
SET LOCAL iotjobs.max_package_versions = 6;
SELECT pg_temp.fails($$SELECT iotjobs.create_package_version('bare', 'seventh')$$);
RESET iotjobs.max_packages;
RESET iotjobs.max_package_versions;

\echo == the same request with the same token: one effect
SELECT repeat('t', 36) AS token \gset
SELECT iotjobs.create_package('once', 'd', client_token => :'token');
SELECT iotjobs.create_package('once', 'd', client_token => :'token');
SELECT pg_temp.fails(format('SELECT iotjobs.create_package(%L, %L, client_token => %L)', 'twice', 'd', :'token'));
SELECT pg_temp.fails(format('SELECT iotjobs.create_package(%L, %L, client_token => %L)', 'once', 'e', :'token'));
SELECT iotjobs.delete_package('once', :'token');
SELECT iotjobs.create_package('once', 'd', client_token => :'token');
SELECT pg_temp.fails($$SELECT iotjobs.get_package('once')$$);
-- A call that failed has not used its token.
SELECT pg_temp.fails(format('SELECT iotjobs.create_package_version(%L, %L, client_token => %L)', 'once', '1', :'token'));
SELECT count(*) FROM iotjobs.client_token;
-- After a day it is as good as new.
SET LOCAL iotjobs.clock = '2026-01-02 00:01:00Z';
SELECT iotjobs.create_package('once', 'd', client_token => :'token');
SELECT iotjobs.get_package('once');
SELECT operation, created_at AT TIME ZONE 'UTC' FROM iotjobs.client_token;
SELECT name, bad FROM iotjobs.check() WHERE bad <> 0;

ROLLBACK;
