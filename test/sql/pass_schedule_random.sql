-- Random schedules, devices, memberships and passes that come late: after each
-- pass every job is what a plain reading of its schedule says.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
-- Whether a schedule is open at a moment, by asking each window whether it has begun and not ended.
CREATE FUNCTION pg_temp.state(schedule jsonb, at timestamptz) RETURNS text LANGUAGE sql AS $$
	SELECT CASE
		WHEN (schedule->>'endTime' || 'Z')::timestamptz <= at THEN 'ended'
		WHEN (schedule->>'startTime' || 'Z')::timestamptz > at THEN 'waits'
		WHEN NOT schedule ? 'maintenanceWindows' THEN 'open'
		WHEN EXISTS (SELECT FROM jsonb_array_elements(schedule->'maintenanceWindows') AS w, generate_series(0, (w->>'durationInMinutes')::int - 1) AS m
			WHERE iotjobs.next_run((w->>'startTime')::iotjobs.cron, date_trunc('minute', at) - m * interval '1 min' - interval '1 s') = date_trunc('minute', at) - m * interval '1 min') THEN 'open'
		ELSE 'waits' END
$$;
CREATE FUNCTION pg_temp.below(n int) RETURNS int LANGUAGE sql AS 'SELECT floor(random() * n)::int';
CREATE FUNCTION pg_temp.moment(at timestamptz) RETURNS text LANGUAGE sql AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') $$;

-- A schedule of that moment on; NULL for none.
CREATE FUNCTION pg_temp.random_schedule(at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	starts timestamptz := at + (30 + pg_temp.below(1000)) * interval '1 min';
	schedule jsonb := '{}';
BEGIN
	IF pg_temp.below(2) = 0 THEN
		schedule := jsonb_build_object('startTime', pg_temp.moment(starts + interval '1 min'));
	END IF;
	IF pg_temp.below(2) = 0 THEN
		schedule := schedule || jsonb_build_object('endTime', pg_temp.moment(starts + (1500 + pg_temp.below(6000)) * interval '1 min'),
			'endBehavior', ('{STOP_ROLLOUT,CANCEL,FORCE_CANCEL}'::text[])[1 + pg_temp.below(3)]);
	END IF;
	IF pg_temp.below(4) > 0 THEN
		schedule := schedule || jsonb_build_object('maintenanceWindows', (SELECT jsonb_agg(jsonb_build_object(
			'startTime', format('cron(%s %s * * ? *)', pg_temp.below(60), ('{*/6,22,3-5,9,12}'::text[])[1 + pg_temp.below(5)]), 'durationInMinutes', 1 + pg_temp.below(300)))
			FROM generate_series(0, pg_temp.below(3))));
	END IF;
	RETURN schedule;
END $$;

CREATE FUNCTION pg_temp.play(steps int) RETURNS TABLE (problem text) LANGUAGE plpgsql AS $$
DECLARE
	at timestamptz := '2026-01-01 12:00:00Z';
	behind timestamptz := at;
	schedule jsonb;
	ended jsonb := '{}';
	target record;
BEGIN
	PERFORM set_config('iotjobs.clock', at::text, false);
	PERFORM iotjobs.create_thing_group('g');
	PERFORM iotjobs.register_things(ARRAY(SELECT 't' || i FROM generate_series(1, 12) i), 'g');
	FOR step IN 1 .. steps LOOP
		at := at + pg_temp.below(CASE WHEN pg_temp.below(10) = 0 THEN 3000 ELSE 200 END) * interval '1 min' + pg_temp.below(60) * interval '1 s';
		PERFORM set_config('iotjobs.clock', at::text, false);

		IF pg_temp.below(6) = 0 AND (SELECT count(*) < 25 FROM iotjobs.jobs WHERE status IN ('IN_PROGRESS', 'SCHEDULED')) THEN
			schedule := pg_temp.random_schedule(at);
			PERFORM iotjobs.create_job('job-' || step, pg_temp.arns('thinggroup/g'), document => '1',
				target_selection => CASE WHEN schedule ? 'maintenanceWindows' OR pg_temp.below(2) = 0 THEN 'CONTINUOUS' ELSE 'SNAPSHOT' END, scheduling_config => schedule,
				job_executions_rollout_config => CASE WHEN pg_temp.below(2) = 0 THEN '{"maximumPerMinute": 3}'::jsonb END,
				timeout_config => CASE WHEN pg_temp.below(3) = 0 THEN '{"inProgressTimeoutInMinutes": 90}'::jsonb END,
				job_executions_retry_config => CASE WHEN pg_temp.below(2) = 0 THEN '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 2}]}'::jsonb END);
		END IF;
		-- Devices, at what they are shown or know of.
		FOR i IN 1 .. pg_temp.below(6) LOOP
			PERFORM iotjobs_data.start_next_pending_job_execution('t' || 1 + pg_temp.below(12));
		END LOOP;
		FOR target IN SELECT e.job_id, e.thing_name FROM iotjobs.executions AS e WHERE e.status = 'IN_PROGRESS' ORDER BY e.job_id, e.thing_name LIMIT pg_temp.below(5) LOOP
			PERFORM iotjobs_data.update_job_execution(target.job_id, target.thing_name, ('{SUCCEEDED,FAILED,REJECTED,IN_PROGRESS}'::text[])[1 + pg_temp.below(4)]);
		END LOOP;
		-- Operators.
		CASE pg_temp.below(8)
			WHEN 0 THEN PERFORM iotjobs.remove_thing_from_thing_group('g', thing_name => 't' || 1 + pg_temp.below(12));
			WHEN 1, 2 THEN PERFORM iotjobs.add_thing_to_thing_group('g', thing_name => 't' || 1 + pg_temp.below(12));
			WHEN 3 THEN
				SELECT j.job_id INTO target FROM iotjobs.jobs AS j WHERE j.status IN ('IN_PROGRESS', 'SCHEDULED') AND pg_temp.below(8) = 0 ORDER BY j.job_id LIMIT 1;
				IF FOUND THEN
					PERFORM iotjobs.cancel_job(target.job_id, force => pg_temp.below(2) = 0);
				END IF;
			ELSE NULL;
		END CASE;

		CONTINUE WHEN pg_temp.below(3) = 0;
		PERFORM iotjobs.run_worker();
		RETURN QUERY SELECT format('step %s, at %s: %s is %s, its schedule %s', step, at, j.job_id, j.status, s.state)
		FROM iotjobs.jobs AS j, LATERAL (SELECT iotjobs.describe_job(j.job_id)->'job' AS job) AS d, LATERAL (SELECT pg_temp.state(d.job->'schedulingConfig', at) AS state) AS s
		WHERE j.status <> 'CANCELED' AND coalesce(j.completed_at > at - interval '1 day', true) AND NOT CASE s.state
			WHEN 'waits' THEN j.status = 'SCHEDULED' AND NOT j.is_concurrent
			WHEN 'open' THEN j.status = 'IN_PROGRESS' OR j.status = 'COMPLETED' AND j.target_selection = 'SNAPSHOT' AND j.queued + j.in_progress + j.owed = 0
			ELSE (j.status = 'COMPLETED') = (j.queued + j.in_progress = 0) AND j.status IN ('IN_PROGRESS', 'COMPLETED') AND j.owed = 0
				AND (j.queued = 0 OR d.job->'schedulingConfig'->>'endBehavior' = 'STOP_ROLLOUT')
				AND (j.in_progress = 0 OR d.job->'schedulingConfig'->>'endBehavior' <> 'FORCE_CANCEL') END;
		RETURN QUERY SELECT format('step %s: %s', step, c.name) FROM iotjobs.check() AS c WHERE c.bad > 0;
		RETURN QUERY SELECT format('step %s: %s is shown', step, e->>'jobId')
		FROM generate_series(1, 12) AS i, LATERAL (SELECT iotjobs_data.get_pending_job_executions('t' || i) AS r) AS p, jsonb_array_elements(p.r->'inProgressJobs' || (p.r->'queuedJobs')) AS e
		JOIN iotjobs.jobs AS j ON j.job_id = e->>'jobId' WHERE j.status = 'SCHEDULED';
	END LOOP;
END $$;

SELECT setseed(0.5);
SELECT * FROM pg_temp.play(150);
SELECT count(*) > 10 AS jobs, bool_or(status = 'COMPLETED') AS completed, bool_or(status = 'SCHEDULED') AS scheduled, sum(succeeded) > 5 AS succeeded, sum(removed) > 0 AS removed, sum(canceled) > 0 AS canceled FROM iotjobs.jobs;
SELECT count(*) > 5 AS retried FROM iotjobs.execution_history WHERE to_status = 'QUEUED' AND from_status IN ('FAILED', 'TIMED_OUT');
