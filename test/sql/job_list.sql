-- ListJobs: order, filters, pages.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 2) i;
SELECT count(iotjobs.create_thing_group(name, parent)) FROM (VALUES ('outer', NULL), ('inner', 'outer'), ('other', NULL)) v (name, parent);
-- Names of a page, in its order.
CREATE FUNCTION pg_temp.ids(reply jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(j->>'jobId', ' ' ORDER BY n), '') || CASE WHEN reply ? 'nextToken' THEN ' ...' ELSE '' END
	  FROM jsonb_array_elements(reply->'jobs') WITH ORDINALITY AS u (j, n)
$$;
-- All pages of a listing.
CREATE FUNCTION pg_temp.pages(size int, status text DEFAULT NULL, thing_group_name text DEFAULT NULL) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	reply jsonb;
	token text;
BEGIN
	LOOP
		reply := iotjobs.list_jobs(max_results => size, next_token => token, status => pages.status, thing_group_name => pages.thing_group_name);
		RETURN NEXT pg_temp.ids(reply);
		token := reply->>'nextToken';
		EXIT WHEN token IS NULL;
	END LOOP;
END $$;

\echo == no job
SELECT iotjobs.list_jobs();
SELECT iotjobs.list_jobs(max_results => 1, status => 'COMPLETED');

SELECT iotjobs.create_job('a', pg_temp.arns('thing/t1'), document => '1')->>'jobId';
SELECT iotjobs.create_job('b', pg_temp.arns('thing/t2', 'thinggroup/outer'), document => '1', target_selection => 'CONTINUOUS')->>'jobId';
SET LOCAL iotjobs.clock = '2026-01-01 11:00:00Z';
SELECT iotjobs.create_job('early', pg_temp.arns('thinggroup/inner'), document => '1', namespace_id => 'ns')->>'jobId';
SET LOCAL iotjobs.clock = '2026-01-01 12:30:00.123Z';
SELECT iotjobs.create_job('c', pg_temp.arns('thinggroup/outer', 'thinggroup/outer'), document => '1')->>'jobId';
SELECT iotjobs.create_job('d', pg_temp.arns('thinggroup/other'), document => '1', target_selection => 'CONTINUOUS', namespace_id => 'ns')->>'jobId';
SELECT iotjobs.create_job('e', pg_temp.arns('thing/t1'), document => '1', namespace_id => 'NS')->>'jobId';
SELECT iotjobs.cancel_job('a')->>'jobId', iotjobs.cancel_job('d')->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:31:00Z')->'jobsCompleted';

\echo == rule: newest first, of one moment the one created last
SELECT pg_temp.ids(iotjobs.list_jobs());
\echo == rule: what a summary shows
SELECT jsonb_pretty(iotjobs.list_jobs(max_results => 1)->'jobs');
SELECT j FROM jsonb_array_elements(iotjobs.list_jobs()->'jobs') j WHERE j->>'jobId' IN ('a', 'c') ORDER BY j->>'jobId';

\echo == rule: filters, alone and together
SELECT status, pg_temp.ids(iotjobs.list_jobs(status => status))
  FROM unnest('{IN_PROGRESS,CANCELED,COMPLETED,DELETION_IN_PROGRESS,SCHEDULED}'::text[]) WITH ORDINALITY u (status, n) ORDER BY n;
SELECT pg_temp.ids(iotjobs.list_jobs(target_selection => 'SNAPSHOT')), pg_temp.ids(iotjobs.list_jobs(target_selection => 'CONTINUOUS'));
SELECT pg_temp.ids(iotjobs.list_jobs(namespace_id => 'ns')), pg_temp.ids(iotjobs.list_jobs(namespace_id => 'NS')), pg_temp.ids(iotjobs.list_jobs(namespace_id => 'none'));
SELECT pg_temp.ids(iotjobs.list_jobs(status => 'CANCELED', target_selection => 'CONTINUOUS', namespace_id => 'ns', thing_group_name => 'other'));
SELECT pg_temp.ids(iotjobs.list_jobs(status => 'IN_PROGRESS', namespace_id => 'ns'));

\echo == rule: jobs of a group name that group itself as target; a job comes once
SELECT pg_temp.ids(iotjobs.list_jobs(thing_group_name => 'outer')), pg_temp.ids(iotjobs.list_jobs(thing_group_name => 'inner'));
SELECT iotjobs.describe_thing_group('outer')->>'thingGroupId' AS outer_id, iotjobs.describe_thing_group('other')->>'thingGroupId' AS other_id \gset
SELECT pg_temp.ids(iotjobs.list_jobs(thing_group_id => :'outer_id')), pg_temp.ids(iotjobs.list_jobs(thing_group_name => 'outer', thing_group_id => :'outer_id'));
\echo == rule: a summary has thingGroupId when the list is of a group
SELECT DISTINCT j->>'thingGroupId' = :'outer_id' FROM jsonb_array_elements(iotjobs.list_jobs(thing_group_name => 'outer')->'jobs') j;
SELECT DISTINCT j ? 'thingGroupId' FROM jsonb_array_elements(iotjobs.list_jobs()->'jobs') j;
\echo == rule: the group must exist
SELECT pg_temp.fails($$SELECT iotjobs.list_jobs(thing_group_name => 'nowhere')$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_jobs(thing_group_id => '00000000-0000-0000-0000-000000000000')$$);
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_jobs(thing_group_name => %L, thing_group_id => %L)', 'outer', :'other_id')), ' ', 1);
SAVEPOINT here;
SELECT iotjobs.delete_thing_group('inner');
SELECT pg_temp.fails($$SELECT iotjobs.list_jobs(thing_group_name => 'inner')$$);
ROLLBACK TO here;

\echo == rule: the pages together are the list, whatever their size; the last has no token
SELECT size, array_agg(page) FROM generate_series(1, 7) size, pg_temp.pages(size) WITH ORDINALITY p (page, n) GROUP BY size ORDER BY size;
SELECT array_agg(page) FROM pg_temp.pages(1, 'IN_PROGRESS') page;
SELECT array_agg(page) FROM pg_temp.pages(1, NULL, 'outer') page;

\echo == rule: a page does not see what came after the first
SELECT iotjobs.list_jobs(max_results => 2)->>'nextToken' AS token \gset
SET LOCAL iotjobs.clock = '2026-01-01 12:40:00Z';
SELECT iotjobs.create_job('late', pg_temp.arns('thing/t1'), document => '1')->>'jobId';
SELECT pg_temp.ids(iotjobs.list_jobs(next_token => :'token', max_results => 3));
SELECT pg_temp.ids(iotjobs.list_jobs(next_token => :'token'));

\echo == rule: a token belongs to its query
SELECT pg_temp.fails(format('SELECT iotjobs.list_jobs(next_token => %L, status => ''CANCELED'')', :'token'));
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_jobs(next_token => %L, namespace_id => ''ns'')', :'token')), ' ', 1);
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_things(next_token => %L)', :'token')), ' ', 1);
\echo == rule: a forged token is refused
SELECT pg_temp.fails($$SELECT iotjobs.list_jobs(next_token => 'AAAA')$$);
SELECT DISTINCT split_part(pg_temp.fails(format('SELECT iotjobs.list_jobs(next_token => %L)', overlay(:'token' PLACING CASE substr(:'token', i, 1) WHEN 'A' THEN 'B' ELSE 'A' END FROM i))), ' ', 1)
  FROM generate_series(1, length(:'token')) i;

\echo == rule: a page has 250 unless told
SELECT count(iotjobs.create_job('many' || i, pg_temp.arns('thing/t1'), document => '1')) FROM generate_series(1, 250) i;
SELECT jsonb_array_length(iotjobs.list_jobs()->'jobs'), iotjobs.list_jobs() ? 'nextToken';
SELECT count(*), count(DISTINCT j) FROM pg_temp.pages(100) page, regexp_split_to_table(replace(page, ' ...', ''), ' ') j;
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
