-- schedulingConfig: what CreateJob takes, what the others show of it, and what
-- may be done to a job that is SCHEDULED.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 3) i;
SELECT iotjobs.create_thing_group('g')->>'thingGroupName', iotjobs.create_thing_group('h')->>'thingGroupName';
SELECT iotjobs.add_thing_to_thing_group('g', thing_name => 't1');
-- A job with this schedule: its status.
CREATE FUNCTION pg_temp.job(which text, schedule jsonb, selection text DEFAULT 'SNAPSHOT') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM iotjobs.create_job(which, pg_temp.arns('thinggroup/g'), document => '1', target_selection => selection, scheduling_config => schedule);
	RETURN (SELECT status FROM iotjobs.jobs WHERE job_id = which);
END $$;
CREATE FUNCTION pg_temp.refuses(schedule text, selection text DEFAULT 'SNAPSHOT') RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.fails(format('SELECT pg_temp.job(''bad'', %L, %L)', schedule, selection))
$$;
CREATE FUNCTION pg_temp.windows(VARIADIC windows text[]) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('maintenanceWindows', jsonb_agg(jsonb_build_object('startTime', split_part(w, ';', 1), 'durationInMinutes', split_part(w, ';', 2)::int) ORDER BY n))
	  FROM unnest(windows) WITH ORDINALITY u (w, n)
$$;
CREATE FUNCTION pg_temp.moments(which text) RETURNS text LANGUAGE sql AS $$
	SELECT format('%s, next start %s, next end %s', status, coalesce(to_char(next_start_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'), 'none'), coalesce(to_char(next_end_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'), 'none'))
	  FROM iotjobs.jobs WHERE job_id = which
$$;
CREATE FUNCTION pg_temp.rollouts(which text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce((SELECT string_agg(e->>'startTime', ', ' ORDER BY n) FROM jsonb_array_elements(r) WITH ORDINALITY u (e, n)), 'empty')
	  FROM (SELECT iotjobs.describe_job(which)->'job'->'scheduledJobRollouts' r) d WHERE r IS NOT NULL
$$;

\echo == rule: a start time makes a job SCHEDULED, an end time alone does not; nor does an empty configuration
SELECT pg_temp.job('starts', '{"startTime": "2026-01-02 10:00"}'), pg_temp.job('ends', '{"endTime": "2026-01-02 10:00"}'),
	pg_temp.job('both', '{"startTime": "2026-01-02 10:00", "endTime": "2026-01-03 10:00", "endBehavior": "CANCEL"}'), pg_temp.job('empty', '{}'),
	pg_temp.job('no-window', '{"maintenanceWindows": []}');
SELECT pg_temp.moments('starts'), pg_temp.moments('ends'), pg_temp.moments('both'), pg_temp.moments('empty');
SELECT (SELECT count(*) FROM iotjobs.job_work), (SELECT count(*) FROM iotjobs.job_schedule);
\echo == rule: what is given is shown as it was given
SELECT iotjobs.describe_job('both')->'job'->'schedulingConfig', iotjobs.describe_job('empty')->'job'->'schedulingConfig';
SELECT (iotjobs.describe_job('starts')->'job') - '{jobArn,targets,jobProcessDetails}'::text[];
\echo == rule: the formats of a moment: UTC, or an offset
SELECT pg_temp.job('format-' || n, jsonb_build_object('startTime', t)), pg_temp.moments('format-' || n) FROM unnest('{2026-01-02T10:00,2026-01-02 10:00:30,2026-01-02T10:00:00.5Z,2026-01-02T10:00+02:00,2026-01-01 23:30-01:30}'::text[]) WITH ORDINALITY u (t, n) ORDER BY n;
SELECT pg_temp.refuses('{"startTime": "2026/01/02 10:00"}');
SELECT count(DISTINCT split_part(pg_temp.refuses(format('{"startTime": "%s"}', t)), E'\n', 2)) FROM unnest('{2026-01-02,10:00,2026-02-30 10:00,2026-01-02 24:00,tomorrow,1767348000,2026-01-02 10:00 UTC}'::text[]) t;
SELECT pg_temp.refuses('{"startTime": ""}'), pg_temp.refuses('{"startTime": null}'), pg_temp.refuses('{"startTime": 1767348000}');
SELECT pg_temp.refuses('{"timeZone": "UTC"}');
\echo == rule: startTime is at least 30 minutes and at most a year from now
SELECT pg_temp.refuses('{"startTime": "2026-01-01 12:29:59"}');
SELECT pg_temp.job('soonest', '{"startTime": "2026-01-01 12:30"}'), pg_temp.job('latest', '{"startTime": "2027-01-02 12:00"}');
SELECT pg_temp.refuses('{"startTime": "2027-01-02 12:00:01"}');
\echo == rule: endTime is at least 30 minutes and at most two years from now, and at least 30 minutes after startTime
SELECT pg_temp.refuses('{"endTime": "2026-01-01 12:29:59"}');
SELECT pg_temp.job('ends-soonest', '{"endTime": "2026-01-01 12:30"}'), pg_temp.job('ends-latest', '{"endTime": "2028-01-02 12:00"}');
SELECT pg_temp.refuses('{"endTime": "2028-01-02 12:00:01"}');
SELECT pg_temp.refuses('{"startTime": "2026-02-01 12:00", "endTime": "2026-02-01 12:29:59"}');
SELECT pg_temp.job('shortest', '{"startTime": "2026-02-01 12:00", "endTime": "2026-02-01 12:30"}');
\echo == rule: endBehavior needs an end time
SELECT pg_temp.refuses('{"startTime": "2026-02-01 12:00", "endBehavior": "CANCEL"}');
SELECT pg_temp.refuses('{"endTime": "2026-02-01 12:00", "endBehavior": "STOP"}');

\echo == rule: windows make a continuous job SCHEDULED, also when one is open; the next seven are shown
SELECT pg_temp.job('daily', pg_temp.windows('cron(0 10 * * ? *);120'), 'CONTINUOUS'), pg_temp.moments('daily'), pg_temp.rollouts('daily');
SELECT pg_temp.job('open', pg_temp.windows('cron(0 11 * * ? *);120'), 'CONTINUOUS'), pg_temp.moments('open'), pg_temp.rollouts('open');
\echo == rule: startTime is the earliest moment at which a window opens; behind endTime none does
SELECT pg_temp.job('cut', pg_temp.windows('cron(0 10 * * ? *);120') || '{"startTime": "2026-01-03 11:00", "endTime": "2026-01-05 11:00"}', 'CONTINUOUS'), pg_temp.moments('cut'), pg_temp.rollouts('cut');
SELECT pg_temp.job('between', pg_temp.windows('cron(0 10 * * ? *);120') || '{"startTime": "2026-01-03 12:00:30"}', 'CONTINUOUS'), pg_temp.moments('between');
SELECT pg_temp.job('seconds', pg_temp.windows('cron(0 10 * * ? *);120') || '{"startTime": "2026-01-03 11:00:30", "endTime": "2026-01-04 12:00"}', 'CONTINUOUS'), pg_temp.rollouts('seconds');
\echo == rule: overlapping windows are one; each of their beginnings is shown, none twice
SELECT pg_temp.job('overlap', pg_temp.windows('cron(0 13 * * ? *);60', 'cron(30 13 * * ? *);60', 'cron(30 14 * * ? *);10', 'cron(0 13 2 * ? *);5'), 'CONTINUOUS'), pg_temp.moments('overlap'), pg_temp.rollouts('overlap');
\echo == rule: windows are for continuous jobs
SELECT pg_temp.refuses(pg_temp.windows('cron(0 10 * * ? *);120')::text);
\echo == rule: a duration is 1 to 1430 minutes
SELECT pg_temp.job('minute', pg_temp.windows('cron(0 10 * * ? *);1'), 'CONTINUOUS'), pg_temp.job('longest', pg_temp.windows('cron(0 10 * * ? *);1430'), 'CONTINUOUS');
SELECT pg_temp.refuses(pg_temp.windows('cron(0 10 * * ? *);0')::text, 'CONTINUOUS'), pg_temp.refuses(pg_temp.windows('cron(0 10 * * ? *);1431')::text, 'CONTINUOUS');
SELECT pg_temp.refuses('{"maintenanceWindows": [{"startTime": "cron(0 10 * * ? *)"}]}', 'CONTINUOUS'), pg_temp.refuses('{"maintenanceWindows": [{"durationInMinutes": 5}]}', 'CONTINUOUS');
\echo == rule: an expression that is none, or can never fire, is refused
SELECT pg_temp.refuses(pg_temp.windows('cron(0 10 * * ? *);5', '0 10 * * ? *;5')::text, 'CONTINUOUS');
SELECT pg_temp.refuses(pg_temp.windows('cron(0 10 30 2 ? *);5')::text, 'CONTINUOUS');
\echo == rule: so is a window that does not open any more from now on, or not from startTime to endTime
SELECT pg_temp.refuses(pg_temp.windows('cron(0 10 * * ? *);5', 'cron(0 10 1 1 ? 2026);120')::text, 'CONTINUOUS');
SELECT pg_temp.job('last-minute', pg_temp.windows('cron(0 10 1 1 ? 2026);121'), 'CONTINUOUS'), pg_temp.rollouts('last-minute');
SELECT pg_temp.refuses((pg_temp.windows('cron(0 10 * * ? *);120') || '{"endTime": "2026-01-02 10:00"}')::text, 'CONTINUOUS');
SELECT pg_temp.refuses((pg_temp.windows('cron(0 10 5 * ? *);120') || '{"startTime": "2026-01-06 00:00", "endTime": "2026-02-05 10:00"}')::text, 'CONTINUOUS');

\echo == rule: ListJobs finds them by status, newest first; they count as active, not as concurrent
SELECT string_agg(format('%s %s', e->>'jobId', e->>'isConcurrent'), ', ' ORDER BY n) FROM jsonb_array_elements(iotjobs.list_jobs(status => 'SCHEDULED', max_results => 4)->'jobs') WITH ORDINALITY u (e, n);
SELECT DISTINCT is_concurrent FROM iotjobs.jobs WHERE status = 'SCHEDULED';
SET iotjobs.max_active_jobs = 20;
SELECT count(*) > 20 FROM iotjobs.jobs;
SELECT pg_temp.refuses('{"startTime": "2026-01-02 10:00"}');
RESET iotjobs.max_active_jobs;

\echo == rule: while it is SCHEDULED, a job may be updated, but its schedule and targets stay; no targets are associated
SELECT iotjobs.update_job('starts', description => 'another', job_executions_rollout_config => '{"maximumPerMinute": 5}', timeout_config => '{"inProgressTimeoutInMinutes": 5}');
SELECT iotjobs.describe_job('starts')->'job'->'description', iotjobs.describe_job('starts')->'job'->'jobExecutionsRolloutConfig', pg_temp.moments('starts');
SELECT pg_temp.fails($$SELECT iotjobs.associate_targets_with_job(pg_temp.arns('thinggroup/h'), 'daily')$$);
\echo == rule: it has a document and no executions
SELECT iotjobs.get_job_document('starts'), iotjobs.list_job_executions_for_job('starts'), iotjobs_data.get_pending_job_executions('t1'), pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('starts', 't1')$$);
\echo == rule: it is canceled like any other, and is SCHEDULED no more
SELECT iotjobs.cancel_job('starts', 'TOO_LATE', 'not needed')->>'jobId', pg_temp.moments('starts'), (SELECT is_concurrent FROM iotjobs.jobs WHERE job_id = 'starts');
SELECT iotjobs.run_worker()->'canceled';
SELECT is_concurrent FROM iotjobs.jobs WHERE job_id = 'starts';
SELECT iotjobs.cancel_job('daily', force => true)->>'jobId', pg_temp.moments('daily'), pg_temp.rollouts('daily');
SELECT pg_temp.fails($$SELECT iotjobs.cancel_job('starts')$$);
\echo == rule: it is deleted only with force
SELECT pg_temp.fails($$SELECT iotjobs.delete_job('both')$$);
SELECT iotjobs.delete_job('both', force => true), pg_temp.moments('both');
SELECT iotjobs.run_worker()->'unitsFailed', pg_temp.moments('both'), pg_temp.fails($$SELECT iotjobs.describe_job('both')$$);
SELECT job_id FROM iotjobs.job_schedule WHERE job_id NOT IN (SELECT id FROM iotjobs.job);
SELECT pg_temp.job('both', '{"startTime": "2026-01-02 10:00"}');

\echo == rule: a template brings windows; they stand beside the times that the call gives, and give way to its windows
SELECT iotjobs.create_job_template('nightly', 'by night', document => '1', maintenance_windows => '[{"startTime": "cron(0 22 * * ? *)", "durationInMinutes": 60}]')->>'jobTemplateId';
CREATE FUNCTION pg_temp.from_template(which text, schedule jsonb, selection text DEFAULT 'CONTINUOUS') RETURNS jsonb LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns('thinggroup/g'), job_template_arn => 'arn:aws:iot:us-east-1:123456789012:jobtemplate/nightly', scheduling_config => schedule, target_selection => selection);
	SELECT iotjobs.describe_job(which)->'job'->'schedulingConfig'
$$;
SELECT pg_temp.from_template('tpl-1', NULL), pg_temp.moments('tpl-1');
SELECT pg_temp.from_template('tpl-2', '{"endTime": "2026-01-03 22:30", "endBehavior": "CANCEL"}'), pg_temp.moments('tpl-2');
SELECT pg_temp.from_template('tpl-3', pg_temp.windows('cron(0 10 * * ? *);5')), pg_temp.moments('tpl-3');
SELECT pg_temp.from_template('tpl-4', '{"maintenanceWindows": []}', 'SNAPSHOT'), pg_temp.moments('tpl-4');
\echo == rule: a job from a template with windows must be continuous
SELECT pg_temp.fails($$SELECT pg_temp.from_template('tpl-5', NULL, 'SNAPSHOT')$$);
\echo == rule: a template made from a job takes its windows and not its times
SELECT iotjobs.create_job_template('from-job', 'as the job', job_arn => iotjobs.describe_job('cut')->'job'->>'jobArn')->>'jobTemplateId';
SELECT iotjobs.describe_job_template('from-job')->'maintenanceWindows';
SELECT pg_temp.fails($$SELECT iotjobs.create_job_template('bad', 'bad', document => '1', maintenance_windows => '[{"startTime": "cron(0 22 * * ? 1969)", "durationInMinutes": 60}]')$$);

\echo == both forms of the call are one
SELECT iotjobs.invoke('CreateJob', jsonb_build_object('jobId', 'invoked', 'targets', pg_temp.arns('thinggroup/g'), 'document', '1', 'schedulingConfig', '{"startTime": "2026-01-02 10:00"}'::jsonb))->'jobId', pg_temp.moments('invoked');
\echo == invariants
SELECT name, bad, sample FROM iotjobs.check() WHERE bad > 0;
