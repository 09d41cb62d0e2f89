-- Invariants.  Each is a query for what must not be there; a row of the result
-- counts what it found.  Read in one snapshot, all of them hold at every
-- moment, whatever runs beside.

CREATE FUNCTION iotjobs.check()
RETURNS TABLE (name text, bad bigint, sample jsonb)
LANGUAGE sql STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
AS $function$
	WITH execution AS (
		SELECT e.job_id, e.thing_id, e.execution_number, e.version, e.queued_at, e.started_at, e.last_updated_at, e.status,
			e.retry_attempt, e.failed_retries, e.status IN ('QUEUED', 'IN_PROGRESS') AS is_open
		FROM iotjobs.job_execution AS e
	), attempt AS (
		SELECT e.*, true AS is_latest FROM execution AS e
		UNION ALL
		SELECT a.job_id, a.thing_id, a.execution_number, a.version, a.queued_at, a.started_at, a.last_updated_at, a.status,
			a.retry_attempt, a.failed_retries, a.status IN ('QUEUED', 'IN_PROGRESS'), false
		FROM iotjobs.job_execution_attempt AS a
	), event AS (
		-- Of attempts that are still there: once one is deleted, another may get its number.
		SELECT v.job_id, v.thing_id, v.execution_number, v.version, v.from_status, v.to_status
		FROM iotjobs.execution_event AS v
		LEFT JOIN (SELECT d.job_id, d.thing_id, d.execution_number, max(d.id) AS id FROM iotjobs.execution_event AS d
			WHERE d.thing_id IS NOT NULL AND d.to_status IS NULL GROUP BY d.job_id, d.thing_id, d.execution_number) AS d
			ON d.job_id = v.job_id AND d.thing_id = v.thing_id AND d.execution_number = v.execution_number
		WHERE v.thing_id IS NOT NULL AND (d.id IS NULL OR v.id > d.id)
	), deletion AS (
		-- Executions that somebody has deleted.
		SELECT v.job_id, v.thing_id, max(v.id) AS id FROM iotjobs.execution_event AS v
		WHERE v.thing_id IS NOT NULL AND v.to_status IS NULL GROUP BY v.job_id, v.thing_id
	), violation AS (
		SELECT 'counters equal the executions by status' AS name, to_jsonb(x) AS example
		FROM (
			SELECT job_id, queued, in_progress, succeeded, failed, timed_out, rejected, removed, canceled
			FROM iotjobs.job_count
			EXCEPT ALL
			SELECT e.job_id,
				count(*) FILTER (WHERE e.status = 'QUEUED'), count(*) FILTER (WHERE e.status = 'IN_PROGRESS'),
				count(*) FILTER (WHERE e.status = 'SUCCEEDED'), count(*) FILTER (WHERE e.status = 'FAILED'),
				count(*) FILTER (WHERE e.status = 'TIMED_OUT'), count(*) FILTER (WHERE e.status = 'REJECTED'),
				count(*) FILTER (WHERE e.status = 'REMOVED'), count(*) FILTER (WHERE e.status = 'CANCELED')
			FROM execution AS e GROUP BY e.job_id
		) AS x
		WHERE EXISTS (SELECT FROM execution AS e WHERE e.job_id = x.job_id)
			OR EXISTS (SELECT FROM iotjobs.job AS j WHERE j.id = x.job_id) AND (x.queued, x.in_progress, x.succeeded, x.failed, x.timed_out, x.rejected, x.removed, x.canceled)
				<> (0, 0, 0, 0, 0, 0, 0, 0)
		UNION ALL
		SELECT 'a job with executions is counted', to_jsonb(x)
		FROM (SELECT DISTINCT e.job_id FROM execution AS e
			WHERE NOT EXISTS (SELECT FROM iotjobs.job_count AS c WHERE c.job_id = e.job_id)) AS x
		UNION ALL
		SELECT 'failures that were retried equal the earlier attempts', to_jsonb(x)
		FROM (SELECT j.id AS job_id, COALESCE(n.retried_failed, 0) AS failed, COALESCE(n.retried_timed_out, 0) AS timed_out,
				count(a.status) FILTER (WHERE a.status = 'FAILED') AS earlier_failed,
				count(a.status) FILTER (WHERE a.status = 'TIMED_OUT') AS earlier_timed_out
			FROM iotjobs.job AS j
			LEFT JOIN iotjobs.job_count AS n ON n.job_id = j.id
			LEFT JOIN iotjobs.job_execution_attempt AS a ON a.job_id = j.id
			WHERE j.status <> 'DELETION_IN_PROGRESS'
			GROUP BY j.id, n.retried_failed, n.retried_timed_out) AS x
		WHERE (x.failed, x.timed_out) <> (x.earlier_failed, x.earlier_timed_out)
		UNION ALL
		SELECT 'only the latest attempt is open', to_jsonb(a) FROM attempt AS a WHERE a.is_open AND NOT a.is_latest
		UNION ALL
		SELECT 'attempts have numbers of their own and the latest has the highest', to_jsonb(x)
		FROM (SELECT a.job_id, a.thing_id FROM attempt AS a GROUP BY a.job_id, a.thing_id
			HAVING min(a.execution_number) < 1 OR count(DISTINCT a.execution_number) <> count(*)
				OR max(a.execution_number) FILTER (WHERE a.is_latest) IS DISTINCT FROM max(a.execution_number)) AS x
		UNION ALL
		SELECT 'an attempt after a failure is its retry, one after a removal begins anew', to_jsonb(x)
		FROM (SELECT a.job_id, a.thing_id, a.execution_number, a.retry_attempt, a.failed_retries,
				lag(a.execution_number) OVER w AS number_before, lag(a.status) OVER w AS status_before,
				lag(a.retry_attempt) OVER w AS retries_before, lag(a.failed_retries) OVER w AS failed_before
			FROM attempt AS a
			WINDOW w AS (PARTITION BY a.job_id, a.thing_id ORDER BY a.execution_number)) AS x
		WHERE x.retry_attempt NOT BETWEEN 0 AND 10 OR x.failed_retries NOT BETWEEN 0 AND x.retry_attempt
			OR x.retry_attempt >= x.execution_number
			OR x.number_before = x.execution_number - 1 AND NOT CASE x.status_before
				WHEN 'FAILED' THEN (x.retry_attempt, x.failed_retries) = (x.retries_before + 1, x.failed_before + 1)
				WHEN 'TIMED_OUT' THEN (x.retry_attempt, x.failed_retries) = (x.retries_before + 1, x.failed_before)
				WHEN 'REMOVED' THEN x.retry_attempt = 0
				ELSE false END
		UNION ALL
		SELECT 'times are in order', to_jsonb(a) FROM attempt AS a
		WHERE a.last_updated_at < a.queued_at OR a.started_at < a.queued_at OR a.last_updated_at < a.started_at
		UNION ALL
		SELECT 'an IN_PROGRESS execution has started', to_jsonb(a) FROM attempt AS a
		WHERE a.status = 'IN_PROGRESS' AND a.started_at IS NULL OR a.status = 'QUEUED' AND a.started_at IS NOT NULL
		UNION ALL
		SELECT 'a queued execution has version 1', to_jsonb(a) FROM attempt AS a
		WHERE a.version < 1 OR (a.version = 1) <> (a.status = 'QUEUED')
		UNION ALL
		SELECT 'every open execution is in its queue', to_jsonb(e) FROM execution AS e
		WHERE e.is_open AND NOT EXISTS (SELECT FROM iotjobs.open_execution AS o
			WHERE o.thing_id = e.thing_id AND o.queued_at = e.queued_at AND o.job_id = e.job_id)
		UNION ALL
		SELECT 'every execution in a queue is open', to_jsonb(o) FROM iotjobs.open_execution AS o
		WHERE NOT EXISTS (SELECT FROM execution AS e
			WHERE e.job_id = o.job_id AND e.thing_id = o.thing_id AND e.queued_at = o.queued_at AND e.is_open)
		UNION ALL
		SELECT 'timers run only for IN_PROGRESS executions', to_jsonb(t) FROM iotjobs.execution_timer AS t
		WHERE NOT EXISTS (SELECT FROM execution AS e
			WHERE e.job_id = t.job_id AND e.thing_id = t.thing_id AND e.status = 'IN_PROGRESS')
		UNION ALL
		SELECT 'an execution knows whether a timer runs', to_jsonb(e) FROM iotjobs.job_execution AS e
		WHERE e.is_timed <> EXISTS (SELECT FROM iotjobs.execution_timer AS t WHERE t.job_id = e.job_id AND t.thing_id = e.thing_id)
		UNION ALL
		SELECT 'a timer ends at the earlier of its deadlines', to_jsonb(t) FROM iotjobs.execution_timer AS t
		WHERE t.deadline IS DISTINCT FROM LEAST(t.in_progress_deadline, t.step_deadline)
		UNION ALL
		SELECT 'events are steps that the rules allow', to_jsonb(v) FROM iotjobs.execution_event AS v
		WHERE v.count < 1 OR NOT CASE
			WHEN v.to_status IS NULL THEN v.from_status IS NOT NULL
			-- Queued, or the latest again because the attempt after it was deleted; also for the moment in which it goes itself.
			WHEN v.from_status IS NULL THEN v.to_status <> 'IN_PROGRESS'
			WHEN v.from_status IN ('FAILED', 'TIMED_OUT', 'REMOVED') THEN v.to_status = 'QUEUED'
			WHEN v.from_status = 'QUEUED' THEN v.to_status NOT IN ('QUEUED', 'TIMED_OUT')
			WHEN v.from_status = 'IN_PROGRESS' THEN v.to_status NOT IN ('QUEUED', 'IN_PROGRESS')
			ELSE false END
		UNION ALL
		SELECT 'no event is of a later version than its execution', to_jsonb(x)
		FROM (SELECT v.job_id, v.thing_id, v.execution_number, max(v.version) AS version
			FROM event AS v GROUP BY v.job_id, v.thing_id, v.execution_number) AS x
		JOIN attempt AS a ON a.job_id = x.job_id AND a.thing_id = x.thing_id AND a.execution_number = x.execution_number
		WHERE a.version < x.version
		UNION ALL
		SELECT 'an execution ends once', to_jsonb(x)
		FROM (SELECT v.job_id, v.thing_id, v.execution_number FROM event AS v
			WHERE v.from_status IS NOT NULL AND v.to_status NOT IN ('QUEUED', 'IN_PROGRESS')
			GROUP BY v.job_id, v.thing_id, v.execution_number HAVING count(*) > 1) AS x
		UNION ALL
		SELECT 'a completed job has nothing open and nothing owed', to_jsonb(j.job_id) FROM iotjobs.job AS j
		WHERE j.status = 'COMPLETED' AND (j.completed_at IS NULL
			OR EXISTS (SELECT FROM iotjobs.job_work AS w WHERE w.job_id = j.id)
			OR EXISTS (SELECT FROM iotjobs.owed_execution AS o WHERE o.job_id = j.id)
			OR EXISTS (SELECT FROM execution AS e WHERE e.job_id = j.id AND e.is_open))
		UNION ALL
		SELECT 'an execution is owed only after a failure, a removal or nothing', to_jsonb(o) FROM iotjobs.owed_execution AS o
		JOIN execution AS e ON e.job_id = o.job_id AND e.thing_id = o.thing_id
		JOIN iotjobs.job AS j ON j.id = o.job_id AND j.status IN ('IN_PROGRESS', 'SCHEDULED')
		WHERE e.status NOT IN ('FAILED', 'TIMED_OUT', 'REMOVED')
		UNION ALL
		SELECT 'a canceled job has nothing queued once its executions are canceled', to_jsonb(j.job_id) FROM iotjobs.job AS j
		WHERE j.status = 'CANCELED' AND NOT EXISTS (SELECT FROM iotjobs.job_work AS w WHERE w.job_id = j.id)
			AND EXISTS (SELECT FROM execution AS e WHERE e.job_id = j.id
				AND (e.status = 'QUEUED' OR j.force_canceled AND e.status = 'IN_PROGRESS'))
		UNION ALL
		SELECT 'the worker owes a job what fits its status', to_jsonb(w) FROM iotjobs.job_work AS w
		WHERE NOT EXISTS (SELECT FROM iotjobs.job AS j WHERE j.id = w.job_id AND CASE w.kind
			WHEN 'rollout' THEN j.ended_at IS NULL AND j.status = CASE WHEN w.next_at = 'infinity' THEN 'SCHEDULED' ELSE 'IN_PROGRESS' END::iotjobs.job_status
			WHEN 'cancel' THEN j.status = 'CANCELED' OR j.status = 'IN_PROGRESS' AND j.ended_at IS NOT NULL
			ELSE j.status = 'DELETION_IN_PROGRESS' END)
		UNION ALL
		SELECT 'a schedule is that of a job that has one and has not ended', to_jsonb(s) FROM iotjobs.job_schedule AS s
		WHERE NOT EXISTS (SELECT FROM iotjobs.job AS j WHERE j.id = s.job_id AND j.scheduling_config IS NOT NULL
			AND j.status IN ('IN_PROGRESS', 'SCHEDULED') AND j.ended_at IS NULL)
			OR s.next_start_at < s.next_at OR s.next_end_at < s.next_at
		UNION ALL
		SELECT 'a job with an end time ahead of it will end', to_jsonb(j.job_id) FROM iotjobs.job AS j
		WHERE j.status IN ('IN_PROGRESS', 'SCHEDULED') AND j.ended_at IS NULL AND j.scheduling_config ? 'endTime'
			AND NOT EXISTS (SELECT FROM iotjobs.job_schedule AS s WHERE s.job_id = j.id)
		UNION ALL
		SELECT 'a job that has not started has released and owes nothing', to_jsonb(j.job_id) FROM iotjobs.job AS j
		WHERE j.membership_point IS NULL AND (j.status = 'IN_PROGRESS' AND j.ended_at IS NULL
			OR EXISTS (SELECT FROM attempt AS a WHERE a.job_id = j.id)
			OR EXISTS (SELECT FROM iotjobs.owed_execution AS o WHERE o.job_id = j.id))
		UNION ALL
		SELECT 'nothing is queued behind the end time', to_jsonb(a) FROM iotjobs.job AS j
		JOIN attempt AS a ON a.job_id = j.id AND a.queued_at > j.ended_at
		UNION ALL
		SELECT 'a job whose rollout is done has reached the things it names', to_jsonb(g) FROM iotjobs.job_target AS g
		JOIN iotjobs.job AS j ON j.id = g.job_id
		JOIN iotjobs.thing AS t ON t.id = g.thing_id
		WHERE t.deleted_at IS NULL AND j.status IN ('IN_PROGRESS', 'COMPLETED') AND j.ended_at IS NULL
			AND NOT EXISTS (SELECT FROM iotjobs.job_work AS w WHERE w.job_id = j.id)
			AND NOT EXISTS (SELECT FROM execution AS e WHERE e.job_id = j.id AND e.thing_id = g.thing_id)
			AND NOT EXISTS (SELECT FROM iotjobs.former_execution AS f WHERE f.job_id = j.id AND f.thing_id = g.thing_id)
			AND NOT EXISTS (SELECT FROM iotjobs.job_retention AS r WHERE r.job_id = j.id AND j.status = 'COMPLETED')
			-- Unless somebody has deleted the execution since, or may have, before the log begins.
			AND NOT EXISTS (SELECT FROM deletion AS d WHERE d.job_id = j.id AND d.thing_id = g.thing_id)
			AND j.created_at >= (SELECT min(v.happened_at) FROM iotjobs.execution_event AS v)
		UNION ALL
		SELECT 'an execution has a higher number than the one that retention deleted before it', to_jsonb(f)
		FROM iotjobs.former_execution AS f
		LEFT JOIN execution AS e ON e.job_id = f.job_id AND e.thing_id = f.thing_id
		WHERE e.execution_number <= f.execution_number OR e.execution_number > f.execution_number AND NOT f.was_removed
			OR NOT EXISTS (SELECT FROM iotjobs.job AS j WHERE j.id = f.job_id)
		UNION ALL
		SELECT 'a rollout keeps its rate in any 60 seconds', to_jsonb(x)
		FROM (SELECT v.job_id, v.happened_at,
				sum(v.count) OVER (PARTITION BY v.job_id ORDER BY v.happened_at
					RANGE BETWEEN '59.999999 s' PRECEDING AND CURRENT ROW) AS released,
				(j.job_executions_rollout_config::jsonb ->> 'maximumPerMinute')::bigint AS maximum
			FROM iotjobs.execution_event AS v JOIN iotjobs.job AS j ON j.id = v.job_id
			WHERE v.from_status IS NULL AND v.to_status = 'QUEUED' AND j.target_selection = 'SNAPSHOT'
				-- What came before the last change of the job may have had another rate.
				AND (v.happened_at > j.last_updated_at OR j.last_updated_at = j.created_at)) AS x
		WHERE x.released > x.maximum
		UNION ALL
		SELECT 'executions have a job and a thing', to_jsonb(a) FROM attempt AS a
		WHERE NOT EXISTS (SELECT FROM iotjobs.job AS j WHERE j.id = a.job_id)
			OR NOT EXISTS (SELECT FROM iotjobs.thing AS t WHERE t.id = a.thing_id)
		UNION ALL
		SELECT 'targets exist', to_jsonb(g) FROM iotjobs.job_target AS g
		WHERE NOT EXISTS (SELECT FROM iotjobs.thing AS t WHERE t.id = g.thing_id)
			AND NOT EXISTS (SELECT FROM iotjobs.thing_group AS h WHERE h.id = g.group_id)
			OR NOT EXISTS (SELECT FROM iotjobs.job AS j WHERE j.id = g.job_id)
		UNION ALL
		SELECT 'a job has targets', to_jsonb(x)
		FROM (SELECT j.id FROM iotjobs.job AS j
			WHERE NOT EXISTS (SELECT FROM iotjobs.job_target AS g WHERE g.job_id = j.id)) AS x
		UNION ALL
		SELECT 'members exist', to_jsonb(m) FROM iotjobs.thing_group_member AS m
		LEFT JOIN iotjobs.thing AS t ON t.id = m.thing_id
		LEFT JOIN iotjobs.thing_group AS g ON g.id = m.group_id
		WHERE t.id IS NULL OR g.id IS NULL OR t.deleted_at IS NOT NULL
		UNION ALL
		SELECT 'a thing is in at most 10 groups, in one of each hierarchy', to_jsonb(x)
		FROM (SELECT m.thing_id FROM iotjobs.thing_group_member AS m
			JOIN iotjobs.thing_group AS g ON g.id = m.group_id AND g.deleted_at IS NULL
			GROUP BY m.thing_id HAVING count(*) > 10 OR count(*) <> count(DISTINCT g.root_id)) AS x
		UNION ALL
		SELECT 'a living group lies in a living group, one level deeper', to_jsonb(g.name) FROM iotjobs.thing_group AS g
		LEFT JOIN iotjobs.thing_group AS p ON p.id = g.parent_id
		WHERE g.parent_id IS NOT NULL AND g.deleted_at IS NULL AND (p.id IS NULL OR p.deleted_at IS NOT NULL OR g.depth <> p.depth + 1 OR g.root_id <> p.root_id)
		UNION ALL
		SELECT 'the type of a thing exists', to_jsonb(t.name) FROM iotjobs.thing AS t
		WHERE t.deleted_at IS NULL AND t.thing_type_id IS NOT NULL
			AND NOT EXISTS (SELECT FROM iotjobs.thing_type AS y WHERE y.id = t.thing_type_id)
		UNION ALL
		SELECT 'a principal is attached to living things, an exclusive one to a single thing', to_jsonb(x)
		FROM (SELECT p.principal FROM iotjobs.thing_principal AS p
			JOIN pg_catalog.pg_roles AS r ON r.oid = p.principal
			LEFT JOIN iotjobs.thing AS t ON t.id = p.thing_id
			GROUP BY p.principal
			HAVING bool_or(t.id IS NULL OR t.deleted_at IS NOT NULL) OR bool_or(p.is_exclusive) AND count(*) > 1) AS x
		UNION ALL
		SELECT 'dynamic groups hold what their queries find, if it is not in 10 groups', to_jsonb(x)
		FROM (SELECT d.name AS thing_group_name, t.name AS thing_name
			FROM iotjobs.thing_group AS d CROSS JOIN iotjobs.thing AS t
			LEFT JOIN iotjobs.thing_group_member AS m ON m.group_id = d.id AND m.thing_id = t.id
			WHERE d.query_string IS NOT NULL AND d.deleted_at IS NULL
				AND (m.thing_id IS NOT NULL) <> (t.deleted_at IS NULL AND iotjobs.query_matches(d.query_string::text, t.name::text,
					(SELECT y.name::text FROM iotjobs.thing_type AS y WHERE y.id = t.thing_type_id),
					ARRAY(SELECT g.name::text FROM iotjobs.thing_group_member AS s JOIN iotjobs.thing_group AS g ON g.id = s.group_id
						WHERE s.thing_id = t.id AND g.query_string IS NULL AND g.deleted_at IS NULL), t.attributes::jsonb))
				AND (m.thing_id IS NOT NULL OR 10 > (SELECT count(*) FROM iotjobs.thing_group_member AS s
					JOIN iotjobs.thing_group AS g ON g.id = s.group_id WHERE s.thing_id = t.id AND g.deleted_at IS NULL))) AS x
		UNION ALL
		SELECT 'the default version of a package is one of its versions', to_jsonb(p.name) FROM iotjobs.package AS p
		WHERE p.default_version_id IS NOT NULL AND NOT EXISTS (SELECT FROM iotjobs.package_version AS v
			WHERE v.id = p.default_version_id AND v.package_id = p.id AND v.status <> 'DRAFT')
		UNION ALL
		SELECT 'the package of a version exists', to_jsonb(v.name) FROM iotjobs.package_version AS v
		WHERE NOT EXISTS (SELECT FROM iotjobs.package AS p WHERE p.id = v.package_id)
		UNION ALL
		SELECT 'a job brings each package once, in a version that is named', to_jsonb(x)
		FROM (SELECT j.job_id FROM iotjobs.job AS j
			CROSS JOIN unnest(j.destination_package_versions::text[], j.resolved_package_versions::text[]) AS b (given, resolved)
			GROUP BY j.id, j.job_id
			HAVING count(DISTINCT split_part(b.resolved, '/', 2)) <> count(*) OR bool_or(b.resolved LIKE '%/version/$default')
				OR bool_or(b.given <> b.resolved AND b.given <> split_part(b.resolved, '/version/', 1) || '/version/$default')) AS x
		UNION ALL
		SELECT 'an execution knows whether its job brings packages', to_jsonb(e) FROM iotjobs.job_execution AS e
		JOIN iotjobs.job AS j ON j.id = e.job_id
		WHERE e.brings_packages <> (j.resolved_package_versions IS NOT NULL)
		UNION ALL
		SELECT 'packages are those of living things', to_jsonb(p) FROM iotjobs.thing_package AS p
		WHERE NOT EXISTS (SELECT FROM iotjobs.thing AS t WHERE t.id = p.thing_id AND t.deleted_at IS NULL)
		UNION ALL
		SELECT 'a thing was told last what its queue shows, unless there is news of it', to_jsonb(x)
		FROM (SELECT COALESCE(s.thing_id, a.thing_id) AS thing_id, COALESCE(s.namespace_id, a.namespace_id) AS namespace_id
			FROM (SELECT o.thing_id, COALESCE(j.namespace_id::text, '') AS namespace_id,
					(sum(hashint8extended(e.job_id, e.execution_number)) % 9223372036854775807)::bigint AS digest
				FROM iotjobs.open_execution AS o
				JOIN execution AS e ON e.job_id = o.job_id AND e.thing_id = o.thing_id
				JOIN iotjobs.job AS j ON j.id = o.job_id
				WHERE j.status = 'IN_PROGRESS' OR e.status = 'IN_PROGRESS' AND j.status NOT IN ('SCHEDULED', 'DELETION_IN_PROGRESS')
				GROUP BY o.thing_id, j.namespace_id) AS s
			FULL JOIN iotjobs.thing_announcement AS a ON a.thing_id = s.thing_id AND a.namespace_id = s.namespace_id
			WHERE COALESCE(s.digest, 0) <> COALESCE(a.digest, 0)) AS x
		WHERE EXISTS (SELECT FROM iotjobs.announcement_position AS p
				WHERE p.with_things AND p.system_identifier = iotjobs.system_identifier())
			AND EXISTS (SELECT FROM iotjobs.thing AS t WHERE t.id = x.thing_id AND t.deleted_at IS NULL)
			AND NOT EXISTS (SELECT FROM iotjobs.unannounced_event AS v
				WHERE v.thing_id = x.thing_id OR v.thing_id IS NULL AND (v.thing_ids IS NULL OR x.thing_id = ANY (v.thing_ids)))
			-- What a job shows changes with its state; then it follows, thing by thing.
			AND NOT EXISTS (SELECT FROM iotjobs.job_announcement)
			AND NOT EXISTS (SELECT FROM iotjobs.open_execution AS o JOIN iotjobs.job_work AS w ON w.job_id = o.job_id
				WHERE o.thing_id = x.thing_id AND w.kind <> 'rollout')
		UNION ALL
		SELECT 'a notification lies in its lane', to_jsonb(x)
		FROM (SELECT n.id, n.lane FROM iotjobs.notification AS n
			WHERE n.lane <> n.id % 64 OR NOT EXISTS (SELECT FROM iotjobs.notification_lane AS l WHERE l.lane = n.lane)
				OR NOT EXISTS (SELECT FROM iotjobs.notification_slot AS s WHERE s.slot = n.slot)) AS x
		UNION ALL
		SELECT 'what is confirmed ahead of others was taken', to_jsonb(l) FROM iotjobs.notification_lane AS l
		WHERE EXISTS (SELECT FROM unnest(l.confirmed_ahead) AS a (id)
			WHERE a.id <= l.confirmed_id OR a.id > l.taken_id OR a.id % 64 <> l.lane)
		UNION ALL
		SELECT 'page tokens have a secret', 'null'::jsonb WHERE NOT EXISTS (SELECT FROM iotjobs.token_secret AS s)
	), named AS (
		SELECT n.name, n.ordinal FROM unnest(ARRAY[
			'counters equal the executions by status',
			'a job with executions is counted',
			'failures that were retried equal the earlier attempts',
			'only the latest attempt is open',
			'attempts have numbers of their own and the latest has the highest',
			'an attempt after a failure is its retry, one after a removal begins anew',
			'times are in order',
			'an IN_PROGRESS execution has started',
			'a queued execution has version 1',
			'every open execution is in its queue',
			'every execution in a queue is open',
			'timers run only for IN_PROGRESS executions',
			'an execution knows whether a timer runs',
			'a timer ends at the earlier of its deadlines',
			'events are steps that the rules allow',
			'no event is of a later version than its execution',
			'an execution ends once',
			'a completed job has nothing open and nothing owed',
			'an execution is owed only after a failure, a removal or nothing',
			'a canceled job has nothing queued once its executions are canceled',
			'the worker owes a job what fits its status',
			'a schedule is that of a job that has one and has not ended',
			'a job with an end time ahead of it will end',
			'a job that has not started has released and owes nothing',
			'nothing is queued behind the end time',
			'a job whose rollout is done has reached the things it names',
			'an execution has a higher number than the one that retention deleted before it',
			'a rollout keeps its rate in any 60 seconds',
			'executions have a job and a thing',
			'targets exist',
			'a job has targets',
			'members exist',
			'a thing is in at most 10 groups, in one of each hierarchy',
			'a living group lies in a living group, one level deeper',
			'the type of a thing exists',
			'a principal is attached to living things, an exclusive one to a single thing',
			'dynamic groups hold what their queries find, if it is not in 10 groups',
			'the default version of a package is one of its versions',
			'the package of a version exists',
			'a job brings each package once, in a version that is named',
			'an execution knows whether its job brings packages',
			'packages are those of living things',
			'a thing was told last what its queue shows, unless there is news of it',
			'a notification lies in its lane',
			'what is confirmed ahead of others was taken',
			'page tokens have a secret'
		]) WITH ORDINALITY AS n (name, ordinal)
	)
	SELECT COALESCE(n.name, v.name), count(v.example), (array_agg(v.example) FILTER (WHERE v.example IS NOT NULL))[1]
	FROM named AS n FULL JOIN violation AS v ON v.name = n.name
	GROUP BY n.ordinal, COALESCE(n.name, v.name)
	ORDER BY n.ordinal
$function$;
COMMENT ON FUNCTION iotjobs.check() IS
'Looks for what must never be there: one row for each invariant, with the number of violations found and one of them as a sample. All numbers are 0 in a healthy database, also while devices and the worker are at work. Reads the tables whole: minutes, not milliseconds, with a million executions. For a superuser or a monitoring role.';

