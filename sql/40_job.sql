-- Jobs: what operators write, and what the worker still owes them.
-- No call of a device writes to any table of this part.

CREATE TABLE iotjobs.job (
	id bigint GENERATED ALWAYS AS IDENTITY,
	job_id iotjobs.job_id NOT NULL,
	target_selection iotjobs.target_selection NOT NULL,
	status iotjobs.job_status NOT NULL,
	force_canceled boolean NOT NULL DEFAULT false,
	reason_code iotjobs.reason_code,
	comment iotjobs.comment_text,
	description iotjobs.description_text,
	document iotjobs.job_document NOT NULL,
	document_before_substitution iotjobs.job_document,
	document_source text,
	job_template_arn iotjobs.arn,
	document_parameters iotjobs.document_parameters,
	namespace_id iotjobs.namespace_id,
	presigned_url_config iotjobs.presigned_url_config,
	job_executions_rollout_config iotjobs.job_executions_rollout_config,
	abort_config iotjobs.abort_config,
	timeout_config iotjobs.timeout_config,
	job_executions_retry_config iotjobs.job_executions_retry_config,
	scheduling_config iotjobs.scheduling_config,
	destination_package_versions iotjobs.destination_package_versions,
	resolved_package_versions iotjobs.destination_package_versions,
	tags iotjobs.tags,
	membership_point bigint,
	created_at timestamptz NOT NULL,
	last_updated_at timestamptz NOT NULL,
	completed_at timestamptz,
	ended_at timestamptz,
	retention_from timestamptz NOT NULL DEFAULT '-infinity',
	CONSTRAINT job_pkey PRIMARY KEY (id),
	CONSTRAINT job_job_id_key UNIQUE (job_id),
	CONSTRAINT job_document_parameters_check CHECK (document_parameters IS NULL OR job_template_arn IS NOT NULL),
	CONSTRAINT job_resolved_package_versions_check CHECK (
		cardinality(destination_package_versions) IS NOT DISTINCT FROM cardinality(resolved_package_versions)
		AND cardinality(resolved_package_versions) IS DISTINCT FROM 0)
);
CREATE INDEX job_created_at_idx ON iotjobs.job (created_at, id);
-- The worker asks every pass which snapshot jobs may be complete; the quota counts active jobs.
CREATE INDEX job_active_idx ON iotjobs.job (id) WHERE status IN ('IN_PROGRESS', 'SCHEDULED');

-- Who is next for retention, without a look at the others.
CREATE INDEX job_retention_from_idx ON iotjobs.job (retention_from, id);

COMMENT ON TABLE iotjobs.job IS 'Jobs: configuration and state, one row per job; read it through the view iotjobs.jobs';
COMMENT ON SEQUENCE iotjobs.job_id_seq IS 'Keys of iotjobs.job';
COMMENT ON COLUMN iotjobs.job.id IS 'Key of the job inside this database';
COMMENT ON COLUMN iotjobs.job.job_id IS 'Identifier that the operator chose (jobId)';
COMMENT ON COLUMN iotjobs.job.target_selection IS 'SNAPSHOT: the members of the targets at creation; CONTINUOUS: whoever joins later, too';
COMMENT ON COLUMN iotjobs.job.status IS 'State of the job';
COMMENT ON COLUMN iotjobs.job.force_canceled IS 'Whether the job was canceled with force';
COMMENT ON COLUMN iotjobs.job.reason_code IS 'Reason given with the last cancel, or by an abort';
COMMENT ON COLUMN iotjobs.job.comment IS 'Comment given with the last change';
COMMENT ON COLUMN iotjobs.job.description IS 'Description of the job';
COMMENT ON COLUMN iotjobs.job.document IS 'Job document, with what is replaced at creation replaced';
COMMENT ON COLUMN iotjobs.job.document_before_substitution IS 'Job document as it was before that; NULL if it was the same';
COMMENT ON COLUMN iotjobs.job.document_source IS 'Link from which the document was read at creation';
COMMENT ON COLUMN iotjobs.job.job_template_arn IS 'Template that the job was created from, which may be gone; a managed one with its version';
COMMENT ON COLUMN iotjobs.job.document_parameters IS 'documentParameters as given: values for the parameters of a managed template';
COMMENT ON COLUMN iotjobs.job.namespace_id IS 'Namespace of the job; its executions are absent from the plain pending list';
COMMENT ON COLUMN iotjobs.job.presigned_url_config IS 'presignedUrlConfig as given';
COMMENT ON COLUMN iotjobs.job.job_executions_rollout_config IS 'jobExecutionsRolloutConfig as given';
COMMENT ON COLUMN iotjobs.job.abort_config IS 'abortConfig as given';
COMMENT ON COLUMN iotjobs.job.timeout_config IS 'timeoutConfig as given';
COMMENT ON COLUMN iotjobs.job.job_executions_retry_config IS 'jobExecutionsRetryConfig as given';
COMMENT ON COLUMN iotjobs.job.scheduling_config IS 'schedulingConfig as given';
COMMENT ON COLUMN iotjobs.job.destination_package_versions IS 'destinationPackageVersions as given; NULL if the job brings none';
COMMENT ON COLUMN iotjobs.job.resolved_package_versions IS 'The same with the version that was the default when the job was created in place of $default';
COMMENT ON COLUMN iotjobs.job.tags IS 'Tags, a list of {Key, Value}';
COMMENT ON COLUMN iotjobs.job.membership_point IS 'Value of iotjobs.membership_sequence when the job first started: who had joined by then is a target; NULL before that';
COMMENT ON COLUMN iotjobs.job.created_at IS 'When the job was created';
COMMENT ON COLUMN iotjobs.job.last_updated_at IS 'When the job itself was last changed';
COMMENT ON COLUMN iotjobs.job.completed_at IS 'When the job became COMPLETED';
COMMENT ON COLUMN iotjobs.job.retention_from IS 'Retention looks at the job when this is older than iotjobs.retention';
COMMENT ON COLUMN iotjobs.job.ended_at IS 'When its end time was found to have come: nothing is released any more; NULL before that';

-- The moments of a schedule, as far as they are ahead.  It is what the worker
-- asks: jobs between two moments cost it nothing.
CREATE TABLE iotjobs.job_schedule (
	job_id bigint NOT NULL,
	next_at timestamptz NOT NULL,
	next_start_at timestamptz,
	next_end_at timestamptz,
	CONSTRAINT job_schedule_pkey PRIMARY KEY (job_id)
);
CREATE INDEX job_schedule_next_at_idx ON iotjobs.job_schedule (next_at, job_id);

COMMENT ON TABLE iotjobs.job_schedule IS 'Jobs that a start time, a maintenance window or an end time is ahead of';
COMMENT ON COLUMN iotjobs.job_schedule.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_schedule.next_at IS 'When the worker looks at the schedule again: the next start or end';
COMMENT ON COLUMN iotjobs.job_schedule.next_start_at IS 'When the job starts next; NULL if it does not any more';
COMMENT ON COLUMN iotjobs.job_schedule.next_end_at IS 'When ends what is open now, or will open next; NULL if it does not end';

-- No foreign key: a parallel restore loads tables in any order.
CREATE TABLE iotjobs.job_target (
	job_id bigint NOT NULL,
	ordinal integer NOT NULL,
	arn text NOT NULL,
	thing_id bigint,
	group_id bigint,
	CONSTRAINT job_target_pkey PRIMARY KEY (job_id, ordinal),
	CONSTRAINT job_target_thing_id_check CHECK ((thing_id IS NULL) <> (group_id IS NULL))
);
CREATE INDEX job_target_group_id_idx ON iotjobs.job_target (group_id, job_id) WHERE group_id IS NOT NULL;
CREATE INDEX job_target_thing_id_idx ON iotjobs.job_target (thing_id, job_id) WHERE thing_id IS NOT NULL;

COMMENT ON TABLE iotjobs.job_target IS 'Targets of jobs: things and thing groups';
COMMENT ON COLUMN iotjobs.job_target.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_target.ordinal IS 'Place in the list of targets, from 1';
COMMENT ON COLUMN iotjobs.job_target.arn IS 'ARN as given';
COMMENT ON COLUMN iotjobs.job_target.thing_id IS 'Thing, if the target is one';
COMMENT ON COLUMN iotjobs.job_target.group_id IS 'Thing group, if the target is one';

CREATE TABLE iotjobs.job_work (
	job_id bigint NOT NULL,
	kind text NOT NULL,
	cursor_group_id bigint NOT NULL DEFAULT 0,
	cursor_thing_id bigint NOT NULL DEFAULT 0,
	notified bigint NOT NULL DEFAULT 0,
	next_at timestamptz NOT NULL,
	CONSTRAINT job_work_pkey PRIMARY KEY (job_id),
	CONSTRAINT job_work_kind_check CHECK (kind IN ('rollout', 'cancel', 'delete'))
) WITH (fillfactor = 70);

COMMENT ON TABLE iotjobs.job_work IS 'What the worker still owes a job; one that is rolled out or canceled, and not SCHEDULED, is concurrent (isConcurrent)';
COMMENT ON COLUMN iotjobs.job_work.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_work.kind IS 'rollout: create executions; cancel: cancel them; delete: delete them and the job';
COMMENT ON COLUMN iotjobs.job_work.cursor_group_id IS 'Group that is being walked; 0 for things named directly';
COMMENT ON COLUMN iotjobs.job_work.cursor_thing_id IS 'Last thing of it that has been dealt with';
COMMENT ON COLUMN iotjobs.job_work.notified IS 'Executions that the rollout has created';
COMMENT ON COLUMN iotjobs.job_work.next_at IS 'Earliest time at which there may be something to do; infinity for a rollout that waits for its next window';

CREATE TABLE iotjobs.job_retention (
	job_id bigint NOT NULL,
	cursor_queued_at timestamptz NOT NULL,
	cursor_thing_id bigint NOT NULL,
	CONSTRAINT job_retention_pkey PRIMARY KEY (job_id)
);
COMMENT ON TABLE iotjobs.job_retention IS 'How far retention is with the executions of a job, between two batches';
COMMENT ON COLUMN iotjobs.job_retention.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_retention.cursor_queued_at IS 'When the last execution was queued that it has looked at';
COMMENT ON COLUMN iotjobs.job_retention.cursor_thing_id IS 'Its thing';

CREATE TABLE iotjobs.job_release (
	job_id bigint NOT NULL,
	released_at timestamptz NOT NULL,
	count bigint NOT NULL,
	CONSTRAINT job_release_pkey PRIMARY KEY (job_id, released_at)
);
COMMENT ON TABLE iotjobs.job_release IS 'Executions that a rollout created within the last 60 seconds, for its rate';
COMMENT ON COLUMN iotjobs.job_release.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_release.released_at IS 'When they were created';
COMMENT ON COLUMN iotjobs.job_release.count IS 'How many';

