-- Retries: who is retried, how often, and what ends it.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
-- Sets the clock so many seconds after noon.
CREATE FUNCTION pg_temp.at(seconds numeric) RETURNS timestamptz LANGUAGE sql AS $$
	SELECT set_config('iotjobs.clock', ('2026-01-01 12:00:00Z'::timestamptz + seconds * interval '1 s')::text, false)::timestamptz
$$;
-- A pass then: what it did that is not 0.
CREATE FUNCTION pg_temp.pass(seconds numeric) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(key || ' ' || value, ', ' ORDER BY key), 'nothing')
	  FROM jsonb_each(iotjobs.run_worker(pg_temp.at(seconds)) - 'at' - 'eventsFolded') WHERE value <> '0'
$$;
-- Every attempt: thing.executionNumber, +retryAttempt, status.
CREATE FUNCTION pg_temp.show(which text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s.%s+%s %s', thing_name, execution_number, retry_attempt, status), ', ' ORDER BY thing_name, execution_number) FROM iotjobs.execution_attempts WHERE job_id = which
$$;
-- The counters of describe_job that are not 0, and what is owed.
CREATE FUNCTION pg_temp.counts(which text) RETURNS text LANGUAGE sql AS $$
	SELECT (SELECT status FROM iotjobs.jobs WHERE job_id = which) || coalesce((SELECT ' owes ' || owed FROM iotjobs.jobs WHERE job_id = which AND owed > 0), '') || ': '
		|| coalesce(string_agg(format('%s %s', replace(replace(key, 'numberOf', ''), 'Things', ''), value), ', ' ORDER BY key), 'none')
	  FROM jsonb_each(iotjobs.describe_job(which)->'job'->'jobProcessDetails') WHERE key LIKE 'numberOf%' AND value <> '0'
$$;
CREATE FUNCTION pg_temp.retries(VARIADIC numbers text[]) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('criteriaList', jsonb_agg(jsonb_build_object('failureType', split_part(n, ' ', 1), 'numberOfRetries', split_part(n, ' ', 2)::int) ORDER BY i)) FROM unnest(numbers) WITH ORDINALITY u (n, i)
$$;
CREATE FUNCTION pg_temp.job(which text, target text, VARIADIC numbers text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(target), document => '{}', job_executions_retry_config => pg_temp.retries(VARIADIC numbers))->>'jobId'
$$;
SELECT pg_temp.at(0) IS NOT NULL;
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 9) i;

\echo == rule: what FAILED is retried: a new execution with the next executionNumber, QUEUED, version 1, retryAttempt one higher; the old one stays as it ended
SELECT pg_temp.job('first', 'thing/t1', 'FAILED 2'), pg_temp.pass(0);
SELECT pg_temp.at(5) IS NOT NULL;
SELECT iotjobs_data.start_next_pending_job_execution('t1', status_details => '{"step": "1"}')->'execution'->'executionNumber', iotjobs_data.update_job_execution('first', 't1', 'FAILED', status_details => '{"why": "power"}');
\echo    (until the worker comes the thing counts as failed, and the job is not complete)
SELECT pg_temp.counts('first');
SELECT iotjobs_data.start_next_pending_job_execution('t1'), iotjobs_data.get_pending_job_executions('t1');
SELECT pg_temp.pass(6);
SELECT pg_temp.counts('first'), pg_temp.show('first');
SELECT iotjobs.describe_job_execution('first', 't1')->'execution';
SELECT iotjobs.describe_job_execution('first', 't1', execution_number => 1)->'execution';
SELECT iotjobs_data.get_pending_job_executions('t1');
\echo    (its history)
SELECT from_status, to_status, count, execution_number, version FROM iotjobs.execution_history WHERE job_id = 'first' ORDER BY id;
\echo == rule: until the number is used up
SELECT pg_temp.at(7) IS NOT NULL;
SELECT iotjobs_data.update_job_execution('first', 't1', 'FAILED', execution_number => 2), pg_temp.counts('first');
SELECT pg_temp.pass(8);
SELECT pg_temp.show('first');
SELECT iotjobs_data.update_job_execution('first', 't1', 'FAILED');
SELECT pg_temp.counts('first');
SELECT pg_temp.pass(9);
SELECT pg_temp.counts('first'), pg_temp.show('first');
\echo == rule: or until it succeeds
SELECT pg_temp.job('second', 'thing/t1', 'FAILED 2'), pg_temp.pass(10);
SELECT iotjobs_data.update_job_execution('second', 't1', 'FAILED'), pg_temp.pass(11);
SELECT iotjobs_data.update_job_execution('second', 't1', 'SUCCEEDED'), pg_temp.pass(12);
SELECT pg_temp.counts('second'), pg_temp.show('second');

\echo == rule: earlier attempts are read by number on both planes and in the lists: all attempts, the newest last in the list of a job, first in that of a thing
SELECT summary->'thingArn' AS thing, summary->'jobExecutionSummary' FROM jsonb_array_elements(iotjobs.list_job_executions_for_job('first')->'executionSummaries') summary;
SELECT summary->'jobId', summary->'jobExecutionSummary' FROM jsonb_array_elements(iotjobs.list_job_executions_for_thing('t1', job_id => 'first')->'executionSummaries') summary;
SELECT string_agg(summary->>'jobId' || '.' || (summary->'jobExecutionSummary'->>'executionNumber'), ' ' ORDER BY n) FROM jsonb_array_elements(iotjobs.list_job_executions_for_thing('t1')->'executionSummaries') WITH ORDINALITY u (summary, n);
\echo    (a page at a time)
CREATE FUNCTION pg_temp.pages(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	reply jsonb;
	token text;
	result text;
BEGIN
	LOOP
		EXECUTE call INTO reply USING token;
		result := concat_ws(' ', result, (SELECT string_agg(s->'jobExecutionSummary'->>'executionNumber', ' ') FROM jsonb_array_elements(reply->'executionSummaries') s));
		token := reply->>'nextToken';
		EXIT WHEN token IS NULL;
	END LOOP;
	RETURN result;
END $$;
SELECT pg_temp.pages($$SELECT iotjobs.list_job_executions_for_job('first', max_results => 1, next_token => $1)$$), pg_temp.pages($$SELECT iotjobs.list_job_executions_for_job('first', status => 'FAILED', max_results => 1, next_token => $1)$$),
	pg_temp.pages($$SELECT iotjobs.list_job_executions_for_thing('t1', job_id => 'first', max_results => 1, next_token => $1)$$), pg_temp.pages($$SELECT iotjobs.list_job_executions_for_job('second', status => 'FAILED', next_token => $1)$$);
\echo    (no such number; the data plane shows nobody what has ended)
SELECT pg_temp.fails($$SELECT iotjobs.describe_job_execution('first', 't1', execution_number => 4)$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('first', 't1', execution_number => 4)$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('first', 't1', execution_number => 1)$$);

\echo == rule: a device cannot report on an attempt before the latest; without a number it reports on the latest
SELECT pg_temp.job('late', 'thing/t1', 'FAILED 1'), pg_temp.pass(20);
SELECT iotjobs_data.update_job_execution('late', 't1', 'FAILED'), pg_temp.pass(21);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('late', 't1', 'SUCCEEDED', execution_number => 1)$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('late', 't1', 'SUCCEEDED', expected_version => 2)$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('late', 't1', 'SUCCEEDED', execution_number => 3)$$);
SELECT iotjobs_data.describe_job_execution('late', 't1')->'execution'->'executionNumber', iotjobs_data.describe_job_execution('late', 't1', execution_number => 2)->'execution'->'executionNumber';
SELECT iotjobs_data.update_job_execution('late', 't1', 'SUCCEEDED', execution_number => 2, include_job_execution_state => true);

\echo == rule: each failure type has its own number, ALL is one for both; ten in all at most
-- Runs one thing through endings (F, T for TIMED_OUT, R, S), as long as it is retried.  Tells how many of them it got to, and the retries.
CREATE FUNCTION pg_temp.life(endings text, VARIADIC numbers text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	id text := 'life' || (SELECT count(*) FROM iotjobs.jobs);
	seconds int := extract(epoch FROM current_setting('iotjobs.clock')::timestamptz - '2026-01-01 12:00:00Z');
	ending text;
BEGIN
	PERFORM pg_temp.job(id, 'thing/t2', VARIADIC numbers);
	PERFORM pg_temp.pass(seconds);
	FOREACH ending IN ARRAY regexp_split_to_array(endings, '')
	LOOP
		CONTINUE WHEN NOT EXISTS (SELECT FROM iotjobs.executions WHERE job_id = id AND status = 'QUEUED');
		PERFORM iotjobs_data.update_job_execution(id, 't2', CASE ending WHEN 'F' THEN 'FAILED' WHEN 'R' THEN 'REJECTED' WHEN 'S' THEN 'SUCCEEDED' ELSE 'IN_PROGRESS' END, step_timeout_in_minutes => CASE ending WHEN 'T' THEN 1 END);
		seconds := seconds + 60;
		PERFORM pg_temp.pass(seconds);
	END LOOP;
	RETURN (SELECT format('%s of %s, %s %s %s', count(*), length(endings), string_agg(left(status::text, 1), '' ORDER BY execution_number), max(retry_attempt), (SELECT status FROM iotjobs.jobs WHERE job_id = id))
		FROM iotjobs.execution_attempts WHERE job_id = id);
END $$;
SELECT pg_temp.life('FFFF', 'FAILED 2'), pg_temp.life('TFFF', 'FAILED 2'), pg_temp.life('FTFF', 'FAILED 2');
SELECT pg_temp.life('TTTT', 'TIMED_OUT 2'), pg_temp.life('FTTT', 'TIMED_OUT 2'), pg_temp.life('TFTT', 'TIMED_OUT 2');
SELECT pg_temp.life('FTFTF', 'FAILED 2', 'TIMED_OUT 1'), pg_temp.life('FTTF', 'FAILED 2', 'TIMED_OUT 1'), pg_temp.life('TFFFF', 'FAILED 2', 'TIMED_OUT 1'), pg_temp.life('FFTFF', 'TIMED_OUT 1', 'FAILED 2');
SELECT pg_temp.life('FTFTF', 'ALL 3'), pg_temp.life('TTTTT', 'ALL 3'), pg_temp.life('FFFFF', 'ALL 3');
SELECT pg_temp.life('FFFFFFFFFFFF', 'ALL 10'), pg_temp.life('FTFTFTFTFTFT', 'FAILED 5', 'TIMED_OUT 5'), pg_temp.life('FFFFFFFTTTT', 'FAILED 5', 'TIMED_OUT 5');
SELECT pg_temp.life('FF', 'FAILED 0'), pg_temp.life('FF', 'FAILED 0', 'TIMED_OUT 3'), pg_temp.life('TT', 'ALL 0');
\echo == rule: REJECTED and SUCCEEDED are never retried
SELECT pg_temp.life('RF', 'ALL 3'), pg_temp.life('FRF', 'ALL 3'), pg_temp.life('FSF', 'ALL 3');
\echo    (nor a CANCELED execution)
SELECT pg_temp.job('single', 'thing/t3', 'ALL 3'), pg_temp.pass(22000);
SELECT iotjobs_data.update_job_execution('single', 't3', 'FAILED'), pg_temp.pass(22001);
SELECT iotjobs.cancel_job_execution('single', 't3'), pg_temp.pass(22002);
SELECT pg_temp.counts('single'), pg_temp.show('single');
\echo    (what has failed and is owed a retry has ended and cannot be canceled)
SELECT pg_temp.job('single2', 'thing/t3', 'ALL 3'), pg_temp.pass(22003);
SELECT iotjobs_data.update_job_execution('single2', 't3', 'FAILED');
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job_execution('single2', 't3', force => true)$$);
SELECT pg_temp.pass(22004);
SELECT pg_temp.show('single2');

\echo == rule: retries do not use the allowance of the rollout and are not things newly notified
SELECT iotjobs.create_thing_group('g')->>'thingGroupName', iotjobs.register_things((SELECT array_agg('r' || i ORDER BY i) FROM generate_series(1, 9) i), 'g');
SELECT iotjobs.create_job('rate', pg_temp.arns('thinggroup/g'), document => '1', job_executions_rollout_config => '{"maximumPerMinute": 2}', job_executions_retry_config => pg_temp.retries('FAILED 3'))->>'jobId';
SELECT pg_temp.pass(23000);
SELECT iotjobs_data.update_job_execution('rate', 'r1', 'FAILED'), iotjobs_data.update_job_execution('rate', 'r2', 'FAILED');
SELECT pg_temp.pass(23010);
SELECT pg_temp.pass(23059.9);
SELECT pg_temp.pass(23060);
SELECT pg_temp.show('rate'), w.notified FROM iotjobs.job_work w JOIN iotjobs.job j ON j.id = w.job_id WHERE j.job_id = 'rate';

\echo == rule: after a cancel nothing is retried, a queued retry is CANCELED
SELECT iotjobs_data.update_job_execution('rate', 'r1', 'FAILED'), iotjobs_data.update_job_execution('rate', 'r3', 'IN_PROGRESS');
SELECT iotjobs.cancel_job('rate')->>'jobId', pg_temp.counts('rate');
SELECT iotjobs_data.update_job_execution('rate', 'r3', 'FAILED');
SELECT pg_temp.pass(23061);
SELECT pg_temp.counts('rate'), pg_temp.show('rate');
\echo    (and with force)
SELECT pg_temp.job('force', 'thinggroup/g', 'FAILED 3'), pg_temp.pass(23070);
SELECT iotjobs_data.update_job_execution('force', 'r1', 'FAILED'), iotjobs_data.update_job_execution('force', 'r2', 'FAILED'), pg_temp.pass(23071);
SELECT iotjobs_data.update_job_execution('force', 'r1', 'IN_PROGRESS'), iotjobs_data.update_job_execution('force', 'r3', 'FAILED');
SELECT iotjobs.cancel_job('force', force => true)->>'jobId';
SELECT pg_temp.pass(23072);
SELECT pg_temp.counts('force'), pg_temp.show('force');

\echo == rule: abort criteria count each finished attempt once, also one that was retried
CREATE FUNCTION pg_temp.criterion(type text, percentage numeric, minimum int) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('criteriaList', jsonb_build_array(jsonb_build_object('failureType', type, 'action', 'CANCEL', 'thresholdPercentage', percentage, 'minNumberOfExecutedThings', minimum)))
$$;
SELECT iotjobs.create_job('abort', pg_temp.arns('thinggroup/g'), document => '1', abort_config => pg_temp.criterion('FAILED', 60, 5), job_executions_retry_config => pg_temp.retries('ALL 5'))->>'jobId', pg_temp.pass(24000);
SELECT count(iotjobs_data.update_job_execution('abort', thing, status)) FROM (VALUES ('r1', 'FAILED'), ('r2', 'SUCCEEDED')) v (thing, status);
\echo    (60 percent of 5: so far 1 of 2, then 2 of 3, then 2 of 4)
SELECT pg_temp.pass(24001), iotjobs_data.update_job_execution('abort', 'r1', 'FAILED');
SELECT pg_temp.pass(24002), iotjobs_data.update_job_execution('abort', 'r4', 'IN_PROGRESS', step_timeout_in_minutes => 1);
SELECT pg_temp.pass(24062);
SELECT pg_temp.counts('abort');
\echo    (a deleted attempt counts no more: 1 of 3, and the next failure makes 2 of 4, not 3 of 5)
SELECT iotjobs.delete_job_execution('abort', 'r1', 1);
SELECT pg_temp.pass(24063), iotjobs_data.update_job_execution('abort', 'r1', 'FAILED');
SELECT pg_temp.pass(24064);
SELECT pg_temp.counts('abort');
SELECT iotjobs_data.update_job_execution('abort', 'r5', 'IN_PROGRESS'), iotjobs_data.update_job_execution('abort', 'r1', 'FAILED');
\echo    (3 of 5: what is owed in the pass that aborts is not retried; what is in progress goes on and is not retried either)
SELECT pg_temp.pass(24065);
SELECT pg_temp.counts('abort');
SELECT pg_temp.counts('abort'), pg_temp.show('abort');
SELECT iotjobs_data.update_job_execution('abort', 'r5', 'FAILED'), pg_temp.pass(24066), pg_temp.show('abort');


\echo == rule: a snapshot job ignores who leaves; from a continuous job who leaves is owed nothing, a queued retry becomes REMOVED
SELECT iotjobs.create_thing_group('h')->>'thingGroupName', iotjobs.register_things('{h1,h2,h3,h4}'::text[], 'h');
SELECT pg_temp.job('snapshot', 'thinggroup/h', 'ALL 2');
SELECT iotjobs.create_job('member', pg_temp.arns('thinggroup/h', 'thing/h4'), document => '1', target_selection => 'CONTINUOUS', job_executions_retry_config => pg_temp.retries('ALL 2'))->>'jobId';
SELECT pg_temp.pass(25000);
SELECT count(iotjobs_data.update_job_execution(which, thing, 'FAILED')) FROM unnest('{snapshot,member}'::text[]) which, unnest('{h1,h2}'::text[]) thing;
SELECT pg_temp.pass(25001);
SELECT count(iotjobs_data.update_job_execution(which, thing, 'FAILED')) FROM unnest('{snapshot,member}'::text[]) which, unnest('{h2,h3,h4}'::text[]) thing;
SELECT count(iotjobs.remove_thing_from_thing_group('h', thing_name => thing)) FROM unnest('{h1,h2,h3,h4}'::text[]) thing;
SELECT pg_temp.pass(25002);
SELECT pg_temp.show('snapshot'), pg_temp.counts('snapshot');
SELECT pg_temp.show('member'), pg_temp.counts('member');
\echo == rule: who comes back after REMOVED begins anew: the next executionNumber, retries from 0; what ended otherwise is not repeated
SELECT count(iotjobs.add_thing_to_thing_group('h', thing_name => thing)) FROM unnest('{h1,h2,h3}'::text[]) thing;
SELECT pg_temp.pass(25003);
SELECT pg_temp.show('member');
SELECT iotjobs_data.update_job_execution('member', 'h1', 'FAILED'), pg_temp.pass(25004);
SELECT iotjobs_data.update_job_execution('member', 'h1', 'FAILED'), pg_temp.pass(25005);
SELECT iotjobs_data.update_job_execution('member', 'h1', 'FAILED'), pg_temp.pass(25006);
SELECT pg_temp.show('member');
\echo    (who leaves and comes back between two passes has never been away)
SELECT iotjobs_data.update_job_execution('member', 'h4', 'FAILED'), iotjobs.add_thing_to_thing_group('h', thing_name => 'h4'), iotjobs.remove_thing_from_thing_group('h', thing_name => 'h4');
SELECT pg_temp.pass(25007);
SELECT thing_name, execution_number, retry_attempt, status FROM iotjobs.execution_attempts WHERE job_id = 'member' AND thing_name = 'h4' ORDER BY execution_number;
\echo == rule: a deleted thing is not retried, whatever the job
SELECT iotjobs_data.update_job_execution('snapshot', 'h1', 'FAILED'), iotjobs_data.update_job_execution('snapshot', 'h3', 'FAILED'), pg_temp.counts('snapshot');
SELECT count(iotjobs.delete_thing(thing)) FROM unnest('{h3,h4}'::text[]) thing;
SELECT pg_temp.pass(25008);
SELECT pg_temp.counts('snapshot'), pg_temp.show('snapshot');

\echo == rule: DeleteJobExecution of the latest attempt drops the retry it is owed, and the attempt before it becomes the latest
SELECT pg_temp.job('delete', 'thing/t4', 'FAILED 5'), pg_temp.pass(26000);
SELECT iotjobs_data.update_job_execution('delete', 't4', 'FAILED'), pg_temp.pass(26001);
SELECT iotjobs_data.update_job_execution('delete', 't4', 'FAILED'), pg_temp.counts('delete');
SELECT iotjobs.delete_job_execution('delete', 't4', 2), pg_temp.counts('delete');
SELECT pg_temp.pass(26002);
SELECT pg_temp.counts('delete'), pg_temp.show('delete');
\echo    (of a queued retry, likewise; of an earlier attempt leaves what is owed to the latest)
SELECT pg_temp.job('delete2', 'thing/t4', 'FAILED 5'), pg_temp.pass(26010);
SELECT iotjobs_data.update_job_execution('delete2', 't4', 'FAILED'), pg_temp.pass(26011);
SELECT iotjobs_data.update_job_execution('delete2', 't4', 'FAILED'), pg_temp.pass(26012);
SELECT iotjobs.delete_job_execution('delete2', 't4', 3), pg_temp.counts('delete2');
SELECT pg_temp.show('delete2');
SELECT pg_temp.job('delete3', 'thing/t4', 'FAILED 5'), pg_temp.pass(26020);
SELECT iotjobs_data.update_job_execution('delete3', 't4', 'FAILED'), pg_temp.pass(26021);
SELECT iotjobs_data.update_job_execution('delete3', 't4', 'FAILED');
SELECT iotjobs.delete_job_execution('delete3', 't4', 1), pg_temp.counts('delete3');
SELECT pg_temp.pass(26022);
SELECT pg_temp.show('delete3'), pg_temp.fails($$SELECT iotjobs.describe_job_execution('delete3', 't4', execution_number => 1)$$);
\echo    (the history of what was deleted)
SELECT execution_number, from_status, to_status FROM iotjobs.execution_history WHERE job_id = 'delete3' AND thing_name IS NOT NULL ORDER BY id;
\echo == rule: with the job go all attempts and what is owed
SELECT iotjobs_data.update_job_execution('delete3', 't4', 'FAILED'), iotjobs.delete_job('delete3', force => true);
SELECT pg_temp.pass(26023);
SELECT pg_temp.fails($$SELECT iotjobs.describe_job('delete3')$$), (SELECT count(*) FROM iotjobs.job_execution_attempt a WHERE NOT EXISTS (SELECT FROM iotjobs.job j WHERE j.id = a.job_id)), (SELECT count(*) FROM iotjobs.owed_execution o WHERE NOT EXISTS (SELECT FROM iotjobs.job j WHERE j.id = o.job_id));

\echo == rule: UpdateJob ends retries and changes no number; what is owed and may not be retried any more is dropped
SELECT iotjobs.create_job('update', pg_temp.arns('thing/t5', 'thing/t6', 'thing/t7'), document => '1', job_executions_retry_config => pg_temp.retries('FAILED 2', 'TIMED_OUT 3'))->>'jobId', pg_temp.pass(27000);
SELECT pg_temp.fails($$SELECT iotjobs.update_job('update', job_executions_retry_config => pg_temp.retries('FAILED 3', 'TIMED_OUT 3'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_job('update', job_executions_retry_config => pg_temp.retries('FAILED 1'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_job('update', job_executions_retry_config => pg_temp.retries('ALL 2'))$$);
SELECT pg_temp.fails($$SELECT iotjobs.update_job('update', job_executions_retry_config => pg_temp.retries('FAILED 2', 'TIMED_OUT 3'))$$);
SELECT iotjobs_data.update_job_execution('update', 't5', 'FAILED'), iotjobs_data.update_job_execution('update', 't6', 'IN_PROGRESS', step_timeout_in_minutes => 1);
SELECT iotjobs.update_job('update', job_executions_retry_config => pg_temp.retries('TIMED_OUT 3'));
SELECT iotjobs.describe_job('update')->'job'->'jobExecutionsRetryConfig';
SELECT iotjobs_data.update_job_execution('update', 't7', 'FAILED'), pg_temp.counts('update');
SELECT pg_temp.pass(27060);
SELECT pg_temp.counts('update'), pg_temp.show('update');
SELECT iotjobs.update_job('update', job_executions_retry_config => pg_temp.retries('TIMED_OUT 0'));
SELECT iotjobs.describe_job('update')->'job'->'jobExecutionsRetryConfig';
SELECT pg_temp.fails($$SELECT iotjobs.update_job('update', job_executions_retry_config => pg_temp.retries('TIMED_OUT 3'))$$);
SELECT iotjobs_data.update_job_execution('update', 't6', 'IN_PROGRESS', step_timeout_in_minutes => 1), pg_temp.pass(27120);
SELECT pg_temp.counts('update'), pg_temp.show('update');
\echo    (a job without retries gets none)
SELECT iotjobs.create_job('none', pg_temp.arns('thing/t5'), document => '1')->>'jobId', pg_temp.fails($$SELECT iotjobs.update_job('none', job_executions_retry_config => pg_temp.retries('ALL 1'))$$), iotjobs.update_job('none', job_executions_retry_config => pg_temp.retries('ALL 0'));
SELECT pg_temp.pass(27200);
SELECT iotjobs_data.update_job_execution('none', 't5', 'FAILED'), pg_temp.pass(27201);
SELECT pg_temp.counts('none');

\echo == rule: a retry is an execution like any other: its own timers, start next takes it in the order of queuing
SELECT iotjobs.create_job('timer', pg_temp.arns('thing/t8'), document => '1', timeout_config => '{"inProgressTimeoutInMinutes": 2}', job_executions_retry_config => pg_temp.retries('TIMED_OUT 1'))->>'jobId', pg_temp.job('behind', 'thing/t8', 'FAILED 1');
SELECT pg_temp.pass(28000);
SELECT iotjobs_data.start_next_pending_job_execution('t8')->'execution'->'jobId';
SELECT pg_temp.pass(28120);
SELECT iotjobs_data.start_next_pending_job_execution('t8')->'execution'->'jobId', iotjobs_data.update_job_execution('behind', 't8', 'SUCCEEDED');
SELECT (e - 'thingName') FROM (SELECT iotjobs_data.start_next_pending_job_execution('t8')->'execution' AS e) s;
SELECT pg_temp.pass(28239);
SELECT pg_temp.pass(28240);
SELECT pg_temp.counts('timer'), pg_temp.show('timer');

\echo == rule: a retry brings the packages of its job
SELECT iotjobs.create_package('app')->>'packageName', iotjobs.create_package_version('app', '1')->>'versionName', iotjobs.update_package_version('app', '1', action => 'PUBLISH');
SELECT iotjobs.create_job('packages', pg_temp.arns('thing/t8'), document => '1', destination_package_versions => pg_temp.arns('package/app/version/1'), job_executions_retry_config => pg_temp.retries('FAILED 1'))->>'jobId';
SELECT pg_temp.pass(28300);
SELECT iotjobs_data.update_job_execution('packages', 't8', 'FAILED'), pg_temp.pass(28301);
SELECT iotjobs_data.update_job_execution('packages', 't8', 'SUCCEEDED');
SELECT thing_name, package_name, version_name FROM iotjobs.thing_packages;

\echo == rule: devices are told of a retry: the list with the next attempt, and that it is next
SET iotjobs.notify = on;
SELECT pg_temp.job('told', 'thing/t9', 'FAILED 1'), pg_temp.pass(28400);
SELECT iotjobs_data.update_job_execution('told', 't9', 'FAILED'), pg_temp.pass(28401);
SELECT topic, coalesce(payload->'jobs', (payload->'execution') - 'jobDocument'::text) FROM iotjobs.take_notifications() ORDER BY id;
RESET iotjobs.notify;

\echo == rule: the counters of retried failures are made anew where the folded ones mean nothing, as after a restore
SELECT n.retried_failed, n.retried_timed_out FROM iotjobs.job_count n JOIN iotjobs.job j ON j.id = n.job_id WHERE j.job_id = 'abort';
DELETE FROM iotjobs.fold_position;
SELECT n.retried_failed, n.retried_timed_out FROM iotjobs.job_count n JOIN iotjobs.job j ON j.id = n.job_id WHERE j.job_id = 'abort';
SELECT pg_temp.pass(29000);
SELECT c.retried_failed, c.retried_timed_out FROM iotjobs.job_counter c JOIN iotjobs.job j ON j.id = c.job_id WHERE j.job_id = 'abort';
SELECT * FROM iotjobs.check() WHERE bad > 0 ORDER BY name;
