-- The reading side for people: names instead of keys, open to whoever is
-- granted SELECT.  A view reads with its owner's rights, so nobody needs
-- rights on the tables.

CREATE VIEW iotjobs.jobs AS
	SELECT j.job_id::text AS job_id,
		j.status,
		j.target_selection,
		j.status <> 'SCHEDULED' AND EXISTS (SELECT FROM iotjobs.job_work AS w WHERE w.job_id = j.id AND w.kind <> 'delete') AS is_concurrent,
		COALESCE(n.queued, 0) AS queued,
		COALESCE(n.in_progress, 0) AS in_progress,
		COALESCE(n.succeeded, 0) AS succeeded,
		COALESCE(n.failed, 0) AS failed,
		COALESCE(n.timed_out, 0) AS timed_out,
		COALESCE(n.rejected, 0) AS rejected,
		COALESCE(n.removed, 0) AS removed,
		COALESCE(n.canceled, 0) AS canceled,
		CASE WHEN j.status IN ('IN_PROGRESS', 'SCHEDULED')
			THEN (SELECT count(*) FROM iotjobs.owed_execution AS o WHERE o.job_id = j.id) ELSE 0 END AS owed,
		j.description::text AS description,
		j.namespace_id::text AS namespace_id,
		j.force_canceled,
		j.reason_code::text AS reason_code,
		j.comment::text AS comment,
		j.created_at,
		j.last_updated_at,
		s.next_start_at,
		s.next_end_at,
		j.completed_at
	FROM iotjobs.job AS j
	LEFT JOIN iotjobs.job_count AS n ON n.job_id = j.id
	LEFT JOIN iotjobs.job_schedule AS s ON s.job_id = j.id;
COMMENT ON VIEW iotjobs.jobs IS 'Every job with its state and how many things are in each status, exact at every moment';
COMMENT ON COLUMN iotjobs.jobs.job_id IS 'jobId';
COMMENT ON COLUMN iotjobs.jobs.status IS 'State of the job';
COMMENT ON COLUMN iotjobs.jobs.target_selection IS 'SNAPSHOT or CONTINUOUS';
COMMENT ON COLUMN iotjobs.jobs.is_concurrent IS 'Whether executions are being rolled out or canceled';
COMMENT ON COLUMN iotjobs.jobs.queued IS 'Things whose execution is QUEUED';
COMMENT ON COLUMN iotjobs.jobs.in_progress IS 'Things whose execution is IN_PROGRESS';
COMMENT ON COLUMN iotjobs.jobs.succeeded IS 'Things whose execution is SUCCEEDED';
COMMENT ON COLUMN iotjobs.jobs.failed IS 'Things whose execution is FAILED';
COMMENT ON COLUMN iotjobs.jobs.timed_out IS 'Things whose execution is TIMED_OUT';
COMMENT ON COLUMN iotjobs.jobs.rejected IS 'Things whose execution is REJECTED';
COMMENT ON COLUMN iotjobs.jobs.removed IS 'Things whose execution is REMOVED';
COMMENT ON COLUMN iotjobs.jobs.canceled IS 'Things whose execution is CANCELED';
COMMENT ON COLUMN iotjobs.jobs.owed IS 'Things that are to get another execution, mostly a retry; until then they count by their latest';
COMMENT ON COLUMN iotjobs.jobs.description IS 'Description of the job';
COMMENT ON COLUMN iotjobs.jobs.namespace_id IS 'Namespace of the job';
COMMENT ON COLUMN iotjobs.jobs.force_canceled IS 'Whether it was canceled with force';
COMMENT ON COLUMN iotjobs.jobs.reason_code IS 'Reason given with the last cancel, or by an abort';
COMMENT ON COLUMN iotjobs.jobs.comment IS 'Comment given with the last change';
COMMENT ON COLUMN iotjobs.jobs.created_at IS 'When the job was created';
COMMENT ON COLUMN iotjobs.jobs.last_updated_at IS 'When the job itself was last changed';
COMMENT ON COLUMN iotjobs.jobs.next_start_at IS 'When its start time comes, or its next maintenance window opens; NULL if neither is ahead';
COMMENT ON COLUMN iotjobs.jobs.next_end_at IS 'When the window that is open, or opens next, closes, or its end time comes; NULL if neither is ahead';
COMMENT ON COLUMN iotjobs.jobs.completed_at IS 'When the job became COMPLETED';

CREATE VIEW iotjobs.executions AS
	SELECT j.job_id::text AS job_id,
		t.name::text AS thing_name,
		e.status,
		e.status_details::jsonb AS status_details,
		e.execution_number::bigint AS execution_number,
		e.retry_attempt,
		e.version,
		e.queued_at,
		e.started_at,
		e.last_updated_at,
		m.deadline AS times_out_at,
		e.force_canceled,
		t.deleted_at IS NOT NULL AS thing_is_deleted
	FROM iotjobs.job_execution AS e
	JOIN iotjobs.job AS j ON j.id = e.job_id
	JOIN iotjobs.thing AS t ON t.id = e.thing_id
	LEFT JOIN iotjobs.execution_timer AS m ON m.job_id = e.job_id AND m.thing_id = e.thing_id;
COMMENT ON VIEW iotjobs.executions IS 'The latest execution of each job on each thing; join it with your own tables by thing_name';
COMMENT ON COLUMN iotjobs.executions.job_id IS 'jobId';
COMMENT ON COLUMN iotjobs.executions.thing_name IS 'thingName';
COMMENT ON COLUMN iotjobs.executions.status IS 'State of the execution';
COMMENT ON COLUMN iotjobs.executions.status_details IS 'What the device last said about it, a JSON object of strings';
COMMENT ON COLUMN iotjobs.executions.execution_number IS 'Number of the attempt, from 1';
COMMENT ON COLUMN iotjobs.executions.retry_attempt IS 'How many retries came before this attempt';
COMMENT ON COLUMN iotjobs.executions.version IS 'Grows by one with each change of the attempt, from 1';
COMMENT ON COLUMN iotjobs.executions.queued_at IS 'When it was queued';
COMMENT ON COLUMN iotjobs.executions.started_at IS 'When it first became IN_PROGRESS';
COMMENT ON COLUMN iotjobs.executions.last_updated_at IS 'When it was last changed';
COMMENT ON COLUMN iotjobs.executions.times_out_at IS 'When its nearer timer ends; NULL if none runs';
COMMENT ON COLUMN iotjobs.executions.force_canceled IS 'Whether it was canceled with force';
COMMENT ON COLUMN iotjobs.executions.thing_is_deleted IS 'Whether the thing has been deleted since; its name may be in use again';

CREATE VIEW iotjobs.execution_attempts AS
	SELECT j.job_id::text AS job_id,
		t.name::text AS thing_name,
		a.execution_number::bigint AS execution_number,
		a.retry_attempt,
		a.status,
		a.status_details::jsonb AS status_details,
		a.version,
		a.queued_at,
		a.started_at,
		a.last_updated_at,
		a.is_latest
	FROM (
		SELECT e.job_id, e.thing_id, e.execution_number, e.retry_attempt, e.status, e.status_details, e.version,
			e.queued_at, e.started_at, e.last_updated_at, true AS is_latest
		FROM iotjobs.job_execution AS e
		UNION ALL
		SELECT e.job_id, e.thing_id, e.execution_number, e.retry_attempt, e.status, e.status_details, e.version,
			e.queued_at, e.started_at, e.last_updated_at, false
		FROM iotjobs.job_execution_attempt AS e
	) AS a
	JOIN iotjobs.job AS j ON j.id = a.job_id
	JOIN iotjobs.thing AS t ON t.id = a.thing_id;
COMMENT ON VIEW iotjobs.execution_attempts IS 'Every attempt of each job on each thing, the latest and those before it';
COMMENT ON COLUMN iotjobs.execution_attempts.job_id IS 'jobId';
COMMENT ON COLUMN iotjobs.execution_attempts.thing_name IS 'thingName';
COMMENT ON COLUMN iotjobs.execution_attempts.execution_number IS 'Number of the attempt, from 1';
COMMENT ON COLUMN iotjobs.execution_attempts.retry_attempt IS 'How many retries came before this attempt';
COMMENT ON COLUMN iotjobs.execution_attempts.status IS 'State of the attempt';
COMMENT ON COLUMN iotjobs.execution_attempts.status_details IS 'What the device last said about it, a JSON object of strings';
COMMENT ON COLUMN iotjobs.execution_attempts.version IS 'Grows by one with each change of the attempt, from 1';
COMMENT ON COLUMN iotjobs.execution_attempts.queued_at IS 'When it was queued';
COMMENT ON COLUMN iotjobs.execution_attempts.started_at IS 'When it first became IN_PROGRESS';
COMMENT ON COLUMN iotjobs.execution_attempts.last_updated_at IS 'When it was last changed';
COMMENT ON COLUMN iotjobs.execution_attempts.is_latest IS 'Whether it is the latest, whose status counts';

CREATE VIEW iotjobs.execution_history AS
	SELECT v.id,
		v.happened_at,
		j.job_id::text AS job_id,
		t.name::text AS thing_name,
		v.from_status,
		v.to_status,
		v.count,
		v.execution_number,
		v.version
	FROM iotjobs.execution_event AS v
	LEFT JOIN iotjobs.job AS j ON j.id = v.job_id
	LEFT JOIN iotjobs.thing AS t ON t.id = v.thing_id;
COMMENT ON VIEW iotjobs.execution_history IS 'The event log with names: who changed to what when; ORDER BY id';
COMMENT ON COLUMN iotjobs.execution_history.id IS 'Number of the event, in order of writing';
COMMENT ON COLUMN iotjobs.execution_history.happened_at IS 'When';
COMMENT ON COLUMN iotjobs.execution_history.job_id IS 'jobId; NULL if the job is gone';
COMMENT ON COLUMN iotjobs.execution_history.thing_name IS 'thingName; NULL where one event stands for many things of the job';
COMMENT ON COLUMN iotjobs.execution_history.from_status IS 'Status before; NULL when the execution was created';
COMMENT ON COLUMN iotjobs.execution_history.to_status IS 'Status after; NULL when the execution went away';
COMMENT ON COLUMN iotjobs.execution_history.count IS 'How many executions changed';
COMMENT ON COLUMN iotjobs.execution_history.execution_number IS 'Number of the attempt';
COMMENT ON COLUMN iotjobs.execution_history.version IS 'Version of the execution after the change';

CREATE VIEW iotjobs.job_templates AS
	SELECT t.job_template_id::text AS job_template_id,
		t.description::text AS description,
		t.document::text AS document,
		t.created_at
	FROM iotjobs.job_template AS t;
COMMENT ON VIEW iotjobs.job_templates IS 'Custom job templates';
COMMENT ON COLUMN iotjobs.job_templates.job_template_id IS 'jobTemplateId';
COMMENT ON COLUMN iotjobs.job_templates.description IS 'Description';
COMMENT ON COLUMN iotjobs.job_templates.document IS 'Job document';
COMMENT ON COLUMN iotjobs.job_templates.created_at IS 'When the template was created';

CREATE VIEW iotjobs.things AS
	SELECT t.name::text AS thing_name,
		y.name::text AS thing_type_name,
		t.attributes::jsonb AS attributes,
		t.billing_group_name::text AS billing_group_name,
		t.version,
		t.created_at
	FROM iotjobs.thing AS t
	LEFT JOIN iotjobs.thing_type AS y ON y.id = t.thing_type_id
	WHERE t.deleted_at IS NULL;
COMMENT ON VIEW iotjobs.things IS 'Registered things';
COMMENT ON COLUMN iotjobs.things.thing_name IS 'thingName';
COMMENT ON COLUMN iotjobs.things.thing_type_name IS 'thingTypeName; NULL if it has none';
COMMENT ON COLUMN iotjobs.things.attributes IS 'Attributes, a JSON object of strings';
COMMENT ON COLUMN iotjobs.things.billing_group_name IS 'billingGroupName as given at creation';
COMMENT ON COLUMN iotjobs.things.version IS 'Grows by one with each update, from 1';
COMMENT ON COLUMN iotjobs.things.created_at IS 'When the thing was registered';

CREATE VIEW iotjobs.thing_groups AS
	SELECT g.name::text AS thing_group_name,
		p.name::text AS parent_group_name,
		g.depth,
		g.description::text AS description,
		g.query_string::text AS query_string,
		g.version,
		g.created_at
	FROM iotjobs.thing_group AS g
	LEFT JOIN iotjobs.thing_group AS p ON p.id = g.parent_id
	WHERE g.deleted_at IS NULL;
COMMENT ON VIEW iotjobs.thing_groups IS 'Thing groups and what they lie in';
COMMENT ON COLUMN iotjobs.thing_groups.query_string IS 'Query of a dynamic group; NULL for a static one';
COMMENT ON COLUMN iotjobs.thing_groups.thing_group_name IS 'thingGroupName';
COMMENT ON COLUMN iotjobs.thing_groups.parent_group_name IS 'The group that it lies in; NULL at the top';
COMMENT ON COLUMN iotjobs.thing_groups.depth IS '1 at the top of a hierarchy';
COMMENT ON COLUMN iotjobs.thing_groups.description IS 'thingGroupDescription';
COMMENT ON COLUMN iotjobs.thing_groups.version IS 'Grows by one with each update, from 1';
COMMENT ON COLUMN iotjobs.thing_groups.created_at IS 'When the group was created';

CREATE VIEW iotjobs.thing_group_members AS
	SELECT g.name::text AS thing_group_name,
		t.name::text AS thing_name
	FROM iotjobs.thing_group_member AS m
	JOIN iotjobs.thing_group AS g ON g.id = m.group_id AND g.deleted_at IS NULL
	JOIN iotjobs.thing AS t ON t.id = m.thing_id AND t.deleted_at IS NULL;
COMMENT ON VIEW iotjobs.thing_group_members IS 'Which things are directly in which group';
COMMENT ON COLUMN iotjobs.thing_group_members.thing_group_name IS 'thingGroupName';
COMMENT ON COLUMN iotjobs.thing_group_members.thing_name IS 'thingName';

CREATE VIEW iotjobs.thing_packages AS
	SELECT t.name::text AS thing_name,
		p.package_name::text AS package_name,
		p.version_name::text AS version_name,
		p.changed_at
	FROM iotjobs.thing_package AS p
	JOIN iotjobs.thing AS t ON t.id = p.thing_id;
COMMENT ON VIEW iotjobs.thing_packages IS
	'Which version of which package each thing has, as jobs with destinationPackageVersions that succeeded left it: the reserved shadow $package of AWS IoT';
COMMENT ON COLUMN iotjobs.thing_packages.thing_name IS 'thingName';
COMMENT ON COLUMN iotjobs.thing_packages.package_name IS 'packageName';
COMMENT ON COLUMN iotjobs.thing_packages.version_name IS 'versionName';
COMMENT ON COLUMN iotjobs.thing_packages.changed_at IS 'When a job last brought a version';
