-- Executions, the queue and the timers of the living ones, the event log and
-- the counters folded from it.
--
-- No foreign keys here: the worker creates executions by the million, and
-- iotjobs.check() watches over what a key would say.

-- In the order of their alignment: there are a million rows, and each gap is in all of them.
CREATE TABLE iotjobs.job_execution (
	job_id bigint NOT NULL,
	thing_id bigint NOT NULL,
	version bigint NOT NULL,
	queued_at timestamptz NOT NULL,
	started_at timestamptz,
	last_updated_at timestamptz NOT NULL,
	execution_number integer NOT NULL,
	status iotjobs.job_execution_status NOT NULL,
	retry_attempt smallint NOT NULL,
	failed_retries smallint NOT NULL DEFAULT 0,
	force_canceled boolean NOT NULL,
	brings_packages boolean NOT NULL,
	is_timed boolean NOT NULL DEFAULT false,
	status_details iotjobs.status_details,
	CONSTRAINT job_execution_pkey PRIMARY KEY (job_id, thing_id)
) WITH (fillfactor = 85);
-- Every indexed column is fixed when the row is made, so that each change of state is a HOT update.
CREATE INDEX job_execution_job_id_queued_at_idx ON iotjobs.job_execution (job_id, queued_at, thing_id);
CREATE INDEX job_execution_thing_id_queued_at_idx ON iotjobs.job_execution (thing_id, queued_at, job_id);

COMMENT ON TABLE iotjobs.job_execution IS 'Executions: the latest attempt of each job on each thing; read them through the view iotjobs.executions';
COMMENT ON COLUMN iotjobs.job_execution.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_execution.thing_id IS 'Thing';
COMMENT ON COLUMN iotjobs.job_execution.execution_number IS 'Number of the attempt, from 1 for each job and thing';
COMMENT ON COLUMN iotjobs.job_execution.version IS 'Grows by one with each change of this attempt, from 1';
COMMENT ON COLUMN iotjobs.job_execution.queued_at IS 'When the attempt was queued';
COMMENT ON COLUMN iotjobs.job_execution.started_at IS 'When it first became IN_PROGRESS';
COMMENT ON COLUMN iotjobs.job_execution.last_updated_at IS 'When it was last changed';
COMMENT ON COLUMN iotjobs.job_execution.status IS 'State of the attempt';
COMMENT ON COLUMN iotjobs.job_execution.retry_attempt IS 'How many retries came before this attempt';
COMMENT ON COLUMN iotjobs.job_execution.failed_retries IS 'How many of them because the attempt before had FAILED; the others because it had TIMED_OUT';
COMMENT ON COLUMN iotjobs.job_execution.force_canceled IS 'Whether it was canceled with force';
COMMENT ON COLUMN iotjobs.job_execution.brings_packages IS 'Whether the job has destinationPackageVersions, so that success changes iotjobs.thing_package';
COMMENT ON COLUMN iotjobs.job_execution.is_timed IS 'Whether a timer runs: then iotjobs.execution_timer has a row for it';
COMMENT ON COLUMN iotjobs.job_execution.status_details IS 'What the device last said about it';

CREATE TABLE iotjobs.job_execution_attempt (
	LIKE iotjobs.job_execution INCLUDING DEFAULTS INCLUDING COMMENTS,
	CONSTRAINT job_execution_attempt_pkey PRIMARY KEY (job_id, thing_id, execution_number)
);
CREATE INDEX job_execution_attempt_job_id_queued_at_idx
	ON iotjobs.job_execution_attempt (job_id, queued_at, thing_id, execution_number);
CREATE INDEX job_execution_attempt_thing_id_queued_at_idx
	ON iotjobs.job_execution_attempt (thing_id, queued_at, job_id);
COMMENT ON TABLE iotjobs.job_execution_attempt IS 'Earlier attempts, moved out of iotjobs.job_execution when a new one began; all in a terminal state';

CREATE TABLE iotjobs.owed_execution (
	job_id bigint NOT NULL,
	thing_id bigint NOT NULL,
	CONSTRAINT owed_execution_pkey PRIMARY KEY (job_id, thing_id)
);
CREATE INDEX owed_execution_thing_id_idx ON iotjobs.owed_execution (thing_id);
COMMENT ON TABLE iotjobs.owed_execution IS 'Things to which a job owes a new execution as soon as it is IN_PROGRESS: a retry where the latest attempt is FAILED or TIMED_OUT, else their first or, once REMOVED, their next';
COMMENT ON COLUMN iotjobs.owed_execution.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.owed_execution.thing_id IS 'Thing';

CREATE TABLE iotjobs.former_execution (
	job_id bigint NOT NULL,
	thing_id bigint NOT NULL,
	execution_number bigint NOT NULL,
	was_removed boolean NOT NULL,
	CONSTRAINT former_execution_pkey PRIMARY KEY (job_id, thing_id)
);
COMMENT ON TABLE iotjobs.former_execution IS 'Things that a job still running has been given so long ago that retention has deleted the execution: they do not get it again';
COMMENT ON COLUMN iotjobs.former_execution.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.former_execution.thing_id IS 'Thing';
COMMENT ON COLUMN iotjobs.former_execution.execution_number IS 'Number of the last attempt; another one has a higher number';
COMMENT ON COLUMN iotjobs.former_execution.was_removed IS 'Whether it was REMOVED: then the thing may join again';

CREATE TABLE iotjobs.open_execution (
	thing_id bigint NOT NULL,
	queued_at timestamptz NOT NULL,
	job_id bigint NOT NULL,
	CONSTRAINT open_execution_pkey PRIMARY KEY (thing_id, queued_at, job_id)
);
COMMENT ON TABLE iotjobs.open_execution IS 'Queue of each thing: one row per QUEUED or IN_PROGRESS execution, so that history costs a device nothing';
COMMENT ON COLUMN iotjobs.open_execution.thing_id IS 'Thing';
COMMENT ON COLUMN iotjobs.open_execution.queued_at IS 'When the execution was queued';
COMMENT ON COLUMN iotjobs.open_execution.job_id IS 'Job';

CREATE TABLE iotjobs.execution_timer (
	job_id bigint NOT NULL,
	thing_id bigint NOT NULL,
	deadline timestamptz NOT NULL,
	in_progress_deadline timestamptz,
	step_deadline timestamptz,
	CONSTRAINT execution_timer_pkey PRIMARY KEY (job_id, thing_id)
);
CREATE INDEX execution_timer_deadline_idx ON iotjobs.execution_timer (deadline);
COMMENT ON TABLE iotjobs.execution_timer IS 'Running timers: one row per IN_PROGRESS execution that has one';
COMMENT ON COLUMN iotjobs.execution_timer.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.execution_timer.thing_id IS 'Thing';
COMMENT ON COLUMN iotjobs.execution_timer.deadline IS 'The earlier of the two deadlines';
COMMENT ON COLUMN iotjobs.execution_timer.in_progress_deadline IS 'End of the in-progress timer';
COMMENT ON COLUMN iotjobs.execution_timer.step_deadline IS 'End of the step timer';

CREATE TABLE iotjobs.deferred_membership (
	job_id bigint NOT NULL,
	thing_id bigint NOT NULL,
	CONSTRAINT deferred_membership_pkey PRIMARY KEY (job_id, thing_id)
);
COMMENT ON TABLE iotjobs.deferred_membership IS 'Changes of memberships that have not reached a job yet, because the worker failed with it, or because somebody was changing it';
COMMENT ON COLUMN iotjobs.deferred_membership.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.deferred_membership.thing_id IS 'Thing that joined, left or was deleted';

-- The event log.  It is split by time into slots that take turns; the worker
-- empties a slot as a whole when all of it is older than iotjobs.retention.
CREATE SEQUENCE iotjobs.execution_event_id_seq;
COMMENT ON SEQUENCE iotjobs.execution_event_id_seq IS 'Ids of iotjobs.execution_event; not the order of commits';

CREATE TABLE iotjobs.execution_event (
	id bigint NOT NULL DEFAULT nextval('iotjobs.execution_event_id_seq'::regclass),
	xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
	job_id bigint NOT NULL,
	thing_id bigint,
	execution_number bigint,
	version bigint,
	count bigint NOT NULL DEFAULT 1,
	happened_at timestamptz NOT NULL,
	from_status iotjobs.job_execution_status,
	to_status iotjobs.job_execution_status,
	slot smallint NOT NULL,
	thing_ids bigint[]
) PARTITION BY LIST (slot);
CREATE TABLE iotjobs.execution_event_0 PARTITION OF iotjobs.execution_event FOR VALUES IN (0);
CREATE TABLE iotjobs.execution_event_1 PARTITION OF iotjobs.execution_event FOR VALUES IN (1);
CREATE TABLE iotjobs.execution_event_2 PARTITION OF iotjobs.execution_event FOR VALUES IN (2);
CREATE TABLE iotjobs.execution_event_3 PARTITION OF iotjobs.execution_event FOR VALUES IN (3);
CREATE TABLE iotjobs.execution_event_4 PARTITION OF iotjobs.execution_event FOR VALUES IN (4);
CREATE TABLE iotjobs.execution_event_5 PARTITION OF iotjobs.execution_event FOR VALUES IN (5);
CREATE INDEX execution_event_xid_idx ON iotjobs.execution_event (xid);

COMMENT ON TABLE iotjobs.execution_event IS 'Event log: every change of an execution''s status, written in the transaction that made it';
COMMENT ON TABLE iotjobs.execution_event_0 IS 'Slot 0 of iotjobs.execution_event';
COMMENT ON TABLE iotjobs.execution_event_1 IS 'Slot 1 of iotjobs.execution_event';
COMMENT ON TABLE iotjobs.execution_event_2 IS 'Slot 2 of iotjobs.execution_event';
COMMENT ON TABLE iotjobs.execution_event_3 IS 'Slot 3 of iotjobs.execution_event';
COMMENT ON TABLE iotjobs.execution_event_4 IS 'Slot 4 of iotjobs.execution_event';
COMMENT ON TABLE iotjobs.execution_event_5 IS 'Slot 5 of iotjobs.execution_event';
COMMENT ON COLUMN iotjobs.execution_event.id IS 'Number of the event, in order of writing';
COMMENT ON COLUMN iotjobs.execution_event.xid IS 'Transaction that wrote it; tells whether the counters hold it already';
COMMENT ON COLUMN iotjobs.execution_event.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.execution_event.thing_id IS 'Thing; NULL where one event stands for many things of the job';
COMMENT ON COLUMN iotjobs.execution_event.execution_number IS 'Number of the attempt; NULL like thing_id';
COMMENT ON COLUMN iotjobs.execution_event.version IS 'Version of the execution after the change; NULL like thing_id';
COMMENT ON COLUMN iotjobs.execution_event.count IS 'How many executions changed';
COMMENT ON COLUMN iotjobs.execution_event.happened_at IS 'When';
COMMENT ON COLUMN iotjobs.execution_event.from_status IS 'Status before; NULL when the execution was created';
COMMENT ON COLUMN iotjobs.execution_event.to_status IS 'Status after; NULL when the execution went away';
COMMENT ON COLUMN iotjobs.execution_event.slot IS 'Part of the log, by time';
COMMENT ON COLUMN iotjobs.execution_event.thing_ids IS 'The things, where one event stands for many and somebody has asked for notifications or events';

CREATE TABLE iotjobs.job_counter (
	job_id bigint NOT NULL,
	queued bigint NOT NULL DEFAULT 0,
	in_progress bigint NOT NULL DEFAULT 0,
	succeeded bigint NOT NULL DEFAULT 0,
	failed bigint NOT NULL DEFAULT 0,
	timed_out bigint NOT NULL DEFAULT 0,
	rejected bigint NOT NULL DEFAULT 0,
	removed bigint NOT NULL DEFAULT 0,
	canceled bigint NOT NULL DEFAULT 0,
	retried_failed bigint NOT NULL DEFAULT 0,
	retried_timed_out bigint NOT NULL DEFAULT 0,
	CONSTRAINT job_counter_pkey PRIMARY KEY (job_id)
) WITH (fillfactor = 70);
COMMENT ON TABLE iotjobs.job_counter IS 'Things of a job by status, as far as the worker has folded the event log; the rest is still in the log';
COMMENT ON COLUMN iotjobs.job_counter.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_counter.queued IS 'Things whose execution is QUEUED';
COMMENT ON COLUMN iotjobs.job_counter.in_progress IS 'Things whose execution is IN_PROGRESS';
COMMENT ON COLUMN iotjobs.job_counter.succeeded IS 'Things whose execution is SUCCEEDED';
COMMENT ON COLUMN iotjobs.job_counter.failed IS 'Things whose execution is FAILED';
COMMENT ON COLUMN iotjobs.job_counter.timed_out IS 'Things whose execution is TIMED_OUT';
COMMENT ON COLUMN iotjobs.job_counter.rejected IS 'Things whose execution is REJECTED';
COMMENT ON COLUMN iotjobs.job_counter.removed IS 'Things whose execution is REMOVED';
COMMENT ON COLUMN iotjobs.job_counter.canceled IS 'Things whose execution is CANCELED';
COMMENT ON COLUMN iotjobs.job_counter.retried_failed IS 'FAILED attempts that another followed';
COMMENT ON COLUMN iotjobs.job_counter.retried_timed_out IS 'TIMED_OUT attempts that another followed';

CREATE TABLE iotjobs.fold_position (
	only_row boolean NOT NULL DEFAULT true,
	snapshot pg_snapshot NOT NULL,
	after_event_id bigint NOT NULL,
	system_identifier bigint NOT NULL,
	CONSTRAINT fold_position_pkey PRIMARY KEY (only_row),
	CONSTRAINT fold_position_only_row_check CHECK (only_row)
) WITH (fillfactor = 10);
COMMENT ON TABLE iotjobs.fold_position IS 'How far the event log is folded into iotjobs.job_counter; at most one row, and none before the first job or after a restore';
COMMENT ON COLUMN iotjobs.fold_position.only_row IS 'Always true: there is one row';
COMMENT ON COLUMN iotjobs.fold_position.snapshot IS 'An event is folded if its transaction is visible in this snapshot';
COMMENT ON COLUMN iotjobs.fold_position.after_event_id IS 'Events up to this id came with a restore and are folded whatever their transaction';
COMMENT ON COLUMN iotjobs.fold_position.system_identifier IS 'Cluster whose transaction ids the snapshot speaks of';

CREATE FUNCTION iotjobs.system_identifier()
RETURNS bigint
AS 'MODULE_PATHNAME', 'iotjobs_system_identifier'
LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.system_identifier() IS
	'Identifier of this cluster, against which iotjobs.fold_position is compared after a restore';

-- What the counters do not hold yet: events of transactions that were not
-- visible when the log was last folded.  Sequence order is not commit order,
-- so it is the transactions that are compared.  The upper bound says nothing;
-- it tells the planner that the range is narrow.
CREATE VIEW iotjobs.unfolded_event AS
	SELECT v.*
	FROM iotjobs.execution_event AS v
	WHERE v.xid >= COALESCE((SELECT pg_snapshot_xmax(p.snapshot) FROM iotjobs.fold_position AS p), '0'::xid8)
		AND v.xid <= '18446744073709551615'::xid8
		AND v.id > COALESCE((SELECT p.after_event_id FROM iotjobs.fold_position AS p), 0)
	UNION ALL
	SELECT v.*
	FROM iotjobs.execution_event AS v
	WHERE v.xid = ANY (ARRAY(SELECT pg_snapshot_xip(p.snapshot) FROM iotjobs.fold_position AS p))
		AND v.id > COALESCE((SELECT p.after_event_id FROM iotjobs.fold_position AS p), 0);
COMMENT ON VIEW iotjobs.unfolded_event IS 'Events that iotjobs.job_counter does not hold yet';
COMMENT ON COLUMN iotjobs.unfolded_event.id IS 'Number of the event, in order of writing';
COMMENT ON COLUMN iotjobs.unfolded_event.xid IS 'Transaction that wrote it';
COMMENT ON COLUMN iotjobs.unfolded_event.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.unfolded_event.thing_id IS 'Thing; NULL where one event stands for many things of the job';
COMMENT ON COLUMN iotjobs.unfolded_event.execution_number IS 'Number of the attempt; NULL like thing_id';
COMMENT ON COLUMN iotjobs.unfolded_event.version IS 'Version of the execution after the change; NULL like thing_id';
COMMENT ON COLUMN iotjobs.unfolded_event.count IS 'How many executions changed';
COMMENT ON COLUMN iotjobs.unfolded_event.happened_at IS 'When';
COMMENT ON COLUMN iotjobs.unfolded_event.from_status IS 'Status before; NULL when the execution was created';
COMMENT ON COLUMN iotjobs.unfolded_event.to_status IS 'Status after; NULL when the execution went away';
COMMENT ON COLUMN iotjobs.unfolded_event.slot IS 'Part of the log, by time';
COMMENT ON COLUMN iotjobs.unfolded_event.thing_ids IS 'The things, where one event stands for many';

CREATE VIEW iotjobs.unfolded_count AS
	SELECT v.job_id,
		v.count * ((v.to_status IS NOT DISTINCT FROM 'QUEUED')::int - (v.from_status IS NOT DISTINCT FROM 'QUEUED')::int) AS queued,
		v.count * ((v.to_status IS NOT DISTINCT FROM 'IN_PROGRESS')::int - (v.from_status IS NOT DISTINCT FROM 'IN_PROGRESS')::int) AS in_progress,
		v.count * ((v.to_status IS NOT DISTINCT FROM 'SUCCEEDED')::int - (v.from_status IS NOT DISTINCT FROM 'SUCCEEDED')::int) AS succeeded,
		v.count * ((v.to_status IS NOT DISTINCT FROM 'FAILED')::int - (v.from_status IS NOT DISTINCT FROM 'FAILED')::int) AS failed,
		v.count * ((v.to_status IS NOT DISTINCT FROM 'TIMED_OUT')::int - (v.from_status IS NOT DISTINCT FROM 'TIMED_OUT')::int) AS timed_out,
		v.count * ((v.to_status IS NOT DISTINCT FROM 'REJECTED')::int - (v.from_status IS NOT DISTINCT FROM 'REJECTED')::int) AS rejected,
		v.count * ((v.to_status IS NOT DISTINCT FROM 'REMOVED')::int - (v.from_status IS NOT DISTINCT FROM 'REMOVED')::int) AS removed,
		v.count * ((v.to_status IS NOT DISTINCT FROM 'CANCELED')::int - (v.from_status IS NOT DISTINCT FROM 'CANCELED')::int) AS canceled,
		-- The next attempt makes it an earlier one; deleting the next makes it the latest again.
		v.count * ((v.from_status IS NOT DISTINCT FROM 'FAILED' AND v.to_status IS NOT DISTINCT FROM 'QUEUED')::int
			- (v.from_status IS NULL AND v.to_status IS NOT DISTINCT FROM 'FAILED')::int) AS retried_failed,
		v.count * ((v.from_status IS NOT DISTINCT FROM 'TIMED_OUT' AND v.to_status IS NOT DISTINCT FROM 'QUEUED')::int
			- (v.from_status IS NULL AND v.to_status IS NOT DISTINCT FROM 'TIMED_OUT')::int) AS retried_timed_out,
		v.xid
	FROM iotjobs.unfolded_event AS v;
COMMENT ON VIEW iotjobs.unfolded_count IS 'What each event of iotjobs.unfolded_event adds to the counters of its job';
COMMENT ON COLUMN iotjobs.unfolded_count.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.unfolded_count.queued IS 'What the event adds to the things in QUEUED';
COMMENT ON COLUMN iotjobs.unfolded_count.in_progress IS 'What the event adds to the things in IN_PROGRESS';
COMMENT ON COLUMN iotjobs.unfolded_count.succeeded IS 'What the event adds to the things in SUCCEEDED';
COMMENT ON COLUMN iotjobs.unfolded_count.failed IS 'What the event adds to the things in FAILED';
COMMENT ON COLUMN iotjobs.unfolded_count.timed_out IS 'What the event adds to the things in TIMED_OUT';
COMMENT ON COLUMN iotjobs.unfolded_count.rejected IS 'What the event adds to the things in REJECTED';
COMMENT ON COLUMN iotjobs.unfolded_count.removed IS 'What the event adds to the things in REMOVED';
COMMENT ON COLUMN iotjobs.unfolded_count.canceled IS 'What the event adds to the things in CANCELED';
COMMENT ON COLUMN iotjobs.unfolded_count.retried_failed IS 'What the event adds to the FAILED attempts that another followed';
COMMENT ON COLUMN iotjobs.unfolded_count.retried_timed_out IS 'What the event adds to the TIMED_OUT attempts that another followed';
COMMENT ON COLUMN iotjobs.unfolded_count.xid IS 'Transaction that wrote the event';

-- Exact in the snapshot of whoever reads it.  After a restore the transaction
-- ids in the log mean nothing: then, and until the worker's first fold, the
-- executions themselves are counted.
CREATE VIEW iotjobs.job_count AS
	SELECT n.job_id,
		sum(n.queued)::bigint AS queued,
		sum(n.in_progress)::bigint AS in_progress,
		sum(n.succeeded)::bigint AS succeeded,
		sum(n.failed)::bigint AS failed,
		sum(n.timed_out)::bigint AS timed_out,
		sum(n.rejected)::bigint AS rejected,
		sum(n.removed)::bigint AS removed,
		sum(n.canceled)::bigint AS canceled,
		sum(n.retried_failed)::bigint AS retried_failed,
		sum(n.retried_timed_out)::bigint AS retried_timed_out
	FROM (
		SELECT c.job_id, c.queued, c.in_progress, c.succeeded, c.failed, c.timed_out, c.rejected, c.removed, c.canceled,
			c.retried_failed, c.retried_timed_out
		FROM iotjobs.job_counter AS c
		WHERE EXISTS (SELECT FROM iotjobs.fold_position AS p WHERE p.system_identifier = iotjobs.system_identifier())
		UNION ALL
		SELECT u.job_id, u.queued, u.in_progress, u.succeeded, u.failed, u.timed_out, u.rejected, u.removed, u.canceled,
			u.retried_failed, u.retried_timed_out
		FROM iotjobs.unfolded_count AS u
		WHERE EXISTS (SELECT FROM iotjobs.fold_position AS p WHERE p.system_identifier = iotjobs.system_identifier())
		UNION ALL
		SELECT e.job_id, (e.status = 'QUEUED')::int, (e.status = 'IN_PROGRESS')::int, (e.status = 'SUCCEEDED')::int,
			(e.status = 'FAILED')::int, (e.status = 'TIMED_OUT')::int, (e.status = 'REJECTED')::int,
			(e.status = 'REMOVED')::int, (e.status = 'CANCELED')::int, 0, 0
		FROM iotjobs.job_execution AS e
		WHERE NOT EXISTS (SELECT FROM iotjobs.fold_position AS p WHERE p.system_identifier = iotjobs.system_identifier())
		UNION ALL
		SELECT a.job_id, 0, 0, 0, 0, 0, 0, 0, 0, (a.status = 'FAILED')::int, (a.status = 'TIMED_OUT')::int
		FROM iotjobs.job_execution_attempt AS a
		WHERE NOT EXISTS (SELECT FROM iotjobs.fold_position AS p WHERE p.system_identifier = iotjobs.system_identifier())
	) AS n
	GROUP BY n.job_id;
COMMENT ON VIEW iotjobs.job_count IS 'Things of each job by the status of their latest attempt, and failures that were retried, exact at every moment';
COMMENT ON COLUMN iotjobs.job_count.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_count.queued IS 'Things whose execution is QUEUED';
COMMENT ON COLUMN iotjobs.job_count.in_progress IS 'Things whose execution is IN_PROGRESS';
COMMENT ON COLUMN iotjobs.job_count.succeeded IS 'Things whose execution is SUCCEEDED';
COMMENT ON COLUMN iotjobs.job_count.failed IS 'Things whose execution is FAILED';
COMMENT ON COLUMN iotjobs.job_count.timed_out IS 'Things whose execution is TIMED_OUT';
COMMENT ON COLUMN iotjobs.job_count.rejected IS 'Things whose execution is REJECTED';
COMMENT ON COLUMN iotjobs.job_count.removed IS 'Things whose execution is REMOVED';
COMMENT ON COLUMN iotjobs.job_count.canceled IS 'Things whose execution is CANCELED';
COMMENT ON COLUMN iotjobs.job_count.retried_failed IS 'FAILED attempts that another followed';
COMMENT ON COLUMN iotjobs.job_count.retried_timed_out IS 'TIMED_OUT attempts that another followed';

