-- ListJobExecutionsForJob and ListJobExecutionsForThing: order, filters, pages, attempts.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 6) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName';
SELECT count(iotjobs.add_thing_to_thing_group('g', thing_name => 't' || i)) FROM generate_series(1, 3) i;
-- What a page lists, in its order, as name, number, status.
CREATE FUNCTION pg_temp.brief(reply jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(format('%s.%s %s', coalesce(e->>'jobId', split_part(e->>'thingArn', '/', 2)), e->'jobExecutionSummary'->>'executionNumber',
			e->'jobExecutionSummary'->>'status'), ', ' ORDER BY n), '') || CASE WHEN reply ? 'nextToken' THEN ' ...' ELSE '' END
	  FROM jsonb_array_elements(reply->'executionSummaries') WITH ORDINALITY AS u (e, n)
$$;
-- All pages of a listing, given by the text of its call without the closing parenthesis.
CREATE FUNCTION pg_temp.pages(call text, size int) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	reply jsonb;
	token text;
BEGIN
	LOOP
		EXECUTE format('SELECT %s, max_results => %s, next_token => %L)', call, size, token) INTO reply;
		RETURN NEXT pg_temp.brief(reply);
		token := reply->>'nextToken';
		EXIT WHEN token IS NULL;
	END LOOP;
END $$;

\echo == rule: the job, or the thing, must exist
SELECT pg_temp.fails($$SELECT iotjobs.list_job_executions_for_job('nothing')$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_job_executions_for_thing('nobody')$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_job_executions_for_thing('t1', job_id => 'nothing')$$);
\echo == nothing to list
SELECT iotjobs.list_job_executions_for_thing('t1');
SELECT iotjobs.create_job('first', pg_temp.arns('thinggroup/g', 'thing/t4', 'thing/t5'), document => '1', target_selection => 'CONTINUOUS',
	job_executions_rollout_config => '{"maximumPerMinute": 3}')->>'jobId';
SELECT iotjobs.list_job_executions_for_job('first');

SELECT iotjobs.run_worker('2026-01-01 12:00:00Z')->'released', iotjobs.run_worker('2026-01-01 12:01:00Z')->'released';
SET LOCAL iotjobs.clock = '2026-01-01 12:02:00.5Z';
SELECT iotjobs.create_job('second', pg_temp.arns('thing/t5', 'thing/t1'), document => '1', namespace_id => 'ns')->>'jobId';
SELECT iotjobs.create_job('third', pg_temp.arns('thing/t1'), document => '1')->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 12:02:00.5Z')->'released';
SELECT iotjobs_data.update_job_execution('first', 't1', 'IN_PROGRESS');
SELECT iotjobs_data.update_job_execution('first', 't2', 'SUCCEEDED');
SELECT iotjobs_data.update_job_execution('first', 't4', 'FAILED');
-- t3 leaves the group, comes back, starts.
SELECT iotjobs.remove_thing_from_thing_group('g', thing_name => 't3');
SELECT iotjobs.run_worker('2026-01-01 12:03:00Z')->'removed';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't3');
SELECT iotjobs.run_worker('2026-01-01 12:04:00Z')->'joined';
SET LOCAL iotjobs.clock = '2026-01-01 12:05:00Z';
SELECT iotjobs_data.update_job_execution('first', 't3', 'IN_PROGRESS');

\echo == rule: executions of a job by queuedAt, then thing, then number; all attempts
SELECT pg_temp.brief(iotjobs.list_job_executions_for_job('first'));
SELECT jsonb_pretty(iotjobs.list_job_executions_for_job('first')->'executionSummaries'->0), jsonb_pretty(iotjobs.list_job_executions_for_job('first')->'executionSummaries'->4);
\echo == rule: executions of a thing by queuedAt, newest first; of one moment the job created last
SELECT pg_temp.brief(iotjobs.list_job_executions_for_thing('t1')), pg_temp.brief(iotjobs.list_job_executions_for_thing('t3'));
SELECT jsonb_pretty(iotjobs.list_job_executions_for_thing('t1')->'executionSummaries'->2);

\echo == rule: filter by status
SELECT status, pg_temp.brief(iotjobs.list_job_executions_for_job('first', status => status)), pg_temp.brief(iotjobs.list_job_executions_for_thing('t3', status => status))
  FROM unnest('{QUEUED,IN_PROGRESS,SUCCEEDED,FAILED,TIMED_OUT,REJECTED,REMOVED,CANCELED}'::text[]) WITH ORDINALITY u (status, n) ORDER BY n;
\echo == rule: filter by job gives all attempts; by namespace only its jobs
SELECT pg_temp.brief(iotjobs.list_job_executions_for_thing('t3', job_id => 'first')), pg_temp.brief(iotjobs.list_job_executions_for_thing('t1', job_id => 'third'));
SELECT pg_temp.brief(iotjobs.list_job_executions_for_thing('t3', job_id => 'third')), pg_temp.brief(iotjobs.list_job_executions_for_thing('t3', job_id => 'first', status => 'REMOVED'));
SELECT pg_temp.brief(iotjobs.list_job_executions_for_thing('t1', namespace_id => 'ns')), pg_temp.brief(iotjobs.list_job_executions_for_thing('t1', namespace_id => 'other'));

\echo == rule: the pages together are the list, whatever their size; the last has no token
SELECT size, array_agg(page ORDER BY n) FROM generate_series(1, 7) size, pg_temp.pages($$iotjobs.list_job_executions_for_job('first'$$, size) WITH ORDINALITY p (page, n) GROUP BY size ORDER BY size;
SELECT size, array_agg(page ORDER BY n) FROM generate_series(1, 4) size, pg_temp.pages($$iotjobs.list_job_executions_for_thing('t1'$$, size) WITH ORDINALITY p (page, n) GROUP BY size ORDER BY size;
SELECT size, array_agg(page ORDER BY n) FROM generate_series(1, 2) size, pg_temp.pages($$iotjobs.list_job_executions_for_thing('t3', job_id => 'first'$$, size) WITH ORDINALITY p (page, n) GROUP BY size ORDER BY size;
SELECT array_agg(page) FROM pg_temp.pages($$iotjobs.list_job_executions_for_job('first', status => 'IN_PROGRESS'$$, 1) page;

\echo == rule: a token belongs to its query, a forged one is refused
SELECT iotjobs.list_job_executions_for_job('first', max_results => 2)->>'nextToken' AS of_job, iotjobs.list_job_executions_for_thing('t1', max_results => 2)->>'nextToken' AS of_thing \gset
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_job_executions_for_job(''second'', next_token => %L)', :'of_job')), ' ', 1);
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_job_executions_for_job(''first'', ''QUEUED'', next_token => %L)', :'of_job')), ' ', 1);
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_job_executions_for_thing(''t1'', next_token => %L)', :'of_job')), ' ', 1);
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_job_executions_for_thing(''t2'', next_token => %L)', :'of_thing')), ' ', 1);
SELECT split_part(pg_temp.fails(format('SELECT iotjobs.list_job_executions_for_thing(''t1'', next_token => %L)', reverse(:'of_thing'))), ' ', 1);

\echo == rule: a deleted thing stays in the list of its job, and is nobody to ask for
SELECT iotjobs.delete_thing('t5');
SELECT iotjobs.run_worker('2026-01-01 12:06:00Z')->'removed';
SELECT pg_temp.brief(iotjobs.list_job_executions_for_job('second'));
SELECT split_part(pg_temp.fails($$SELECT iotjobs.list_job_executions_for_thing('t5')$$), ' ', 1);
\echo == rule: a new thing of that name has a list of its own
SELECT iotjobs.create_thing('t5')->>'thingName';
SELECT iotjobs.list_job_executions_for_thing('t5');

\echo == rule: a page has 250 unless told; a rare status is found however many others stand before it
SELECT iotjobs.register_things((SELECT array_agg('fleet' || i ORDER BY i) FROM generate_series(1, 12000) i), 'g');
SELECT iotjobs.create_job('large', pg_temp.arns('thinggroup/g'), document => '1')->>'jobId';
SET LOCAL iotjobs.max_rollout_per_minute = 1000000;
SELECT iotjobs.run_worker('2026-01-01 12:10:00Z') IS NOT NULL;
SELECT jsonb_array_length(iotjobs.list_job_executions_for_job('large')->'executionSummaries'), iotjobs.list_job_executions_for_job('large') ? 'nextToken';
SELECT count(*), sum(array_length(string_to_array(replace(page, ' ...', ''), ','), 1)) FROM pg_temp.pages($$iotjobs.list_job_executions_for_job('large'$$, 250) page;
SET LOCAL iotjobs.clock = '2026-01-01 12:11:00Z';
SELECT count(iotjobs_data.update_job_execution('large', name, 'FAILED')) FROM unnest('{fleet3,fleet11000,fleet12000}'::text[]) name;
SELECT string_agg(trim(replace(page, ' ...', '')), ', ') FROM pg_temp.pages($$iotjobs.list_job_executions_for_job('large', status => 'FAILED'$$, 2) page WHERE page NOT IN ('', ' ...');
SELECT iotjobs.list_job_executions_for_job('large', status => 'REJECTED');
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
ROLLBACK;
