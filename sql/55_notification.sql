-- Notifications of devices and lifecycle events: what has been announced,
-- the outbox, and its consumers.
--
-- Nothing here goes into a dump but the event configuration: what was waiting
-- in another database at another time is nobody's news.  After a restore the
-- worker begins from the present.

CREATE TABLE iotjobs.announcement_position (
	only_row boolean NOT NULL DEFAULT true,
	snapshot pg_snapshot NOT NULL,
	after_event_id bigint NOT NULL,
	own_xid xid8 NOT NULL,
	own_event_id bigint NOT NULL,
	with_things boolean NOT NULL,
	system_identifier bigint NOT NULL,
	CONSTRAINT announcement_position_pkey PRIMARY KEY (only_row),
	CONSTRAINT announcement_position_only_row_check CHECK (only_row)
) WITH (fillfactor = 10);
COMMENT ON TABLE iotjobs.announcement_position IS 'How far the event log has been announced; at most one row, and none while nobody asks for notifications or events';
COMMENT ON COLUMN iotjobs.announcement_position.only_row IS 'Always true: there is one row';
COMMENT ON COLUMN iotjobs.announcement_position.snapshot IS 'An event is announced if its transaction is visible in this snapshot';
COMMENT ON COLUMN iotjobs.announcement_position.after_event_id IS 'Events up to this id came with a restore and are not announced';
COMMENT ON COLUMN iotjobs.announcement_position.own_xid IS 'Transaction that moved the position last, which its own snapshot shows as running';
COMMENT ON COLUMN iotjobs.announcement_position.own_event_id IS 'Events of that transaction up to this id are announced';
COMMENT ON COLUMN iotjobs.announcement_position.with_things IS 'Whether things are told of their queues; events of jobs and executions do not need that';
COMMENT ON COLUMN iotjobs.announcement_position.system_identifier IS 'Cluster whose transaction ids the snapshot speaks of';

-- One row per thing and namespace that was ever told; an empty queue keeps its row, so that the next change is a HOT update.
CREATE TABLE iotjobs.thing_announcement (
	thing_id bigint NOT NULL,
	namespace_id text NOT NULL,
	digest bigint NOT NULL,
	next_job_id bigint,
	next_execution_number bigint,
	CONSTRAINT thing_announcement_pkey PRIMARY KEY (thing_id, namespace_id)
) WITH (fillfactor = 70);
COMMENT ON TABLE iotjobs.thing_announcement IS 'What each thing was told last of its queue; no row is an empty queue';
COMMENT ON COLUMN iotjobs.thing_announcement.thing_id IS 'Thing';
COMMENT ON COLUMN iotjobs.thing_announcement.namespace_id IS 'Namespace of the queue; empty for the plain one';
COMMENT ON COLUMN iotjobs.thing_announcement.digest IS 'Digest of which executions were in it; 0 for an empty queue';
COMMENT ON COLUMN iotjobs.thing_announcement.next_job_id IS 'Job of the execution at its front';
COMMENT ON COLUMN iotjobs.thing_announcement.next_execution_number IS 'Number of the execution at its front';

CREATE TABLE iotjobs.job_announcement (
	job_id bigint NOT NULL,
	after_thing_id bigint NOT NULL DEFAULT 0,
	CONSTRAINT job_announcement_pkey PRIMARY KEY (job_id)
);
COMMENT ON TABLE iotjobs.job_announcement IS 'Jobs that came into sight or out of sight as a whole: the queues of their things are to be looked at';
COMMENT ON COLUMN iotjobs.job_announcement.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.job_announcement.after_thing_id IS 'Things up to this one have been looked at';

CREATE TABLE iotjobs.event_configuration (
	event_type text NOT NULL,
	enabled boolean NOT NULL,
	created_at timestamptz NOT NULL,
	last_modified_at timestamptz NOT NULL,
	CONSTRAINT event_configuration_pkey PRIMARY KEY (event_type),
	CONSTRAINT event_configuration_event_type_check CHECK (event_type IN ('JOB', 'JOB_EXECUTION'))
);
COMMENT ON TABLE iotjobs.event_configuration IS 'Which lifecycle events are switched on; no row is off';
COMMENT ON COLUMN iotjobs.event_configuration.event_type IS 'JOB or JOB_EXECUTION';
COMMENT ON COLUMN iotjobs.event_configuration.enabled IS 'Whether such events are made';
COMMENT ON COLUMN iotjobs.event_configuration.created_at IS 'When it was first set';
COMMENT ON COLUMN iotjobs.event_configuration.last_modified_at IS 'When it was last set';

-- Written in the transaction of the change, taken out by the worker with the pass that announces it.
CREATE TABLE iotjobs.job_event (
	id bigint GENERATED ALWAYS AS IDENTITY,
	xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
	job_key bigint NOT NULL,
	job_id text NOT NULL,
	operation text NOT NULL,
	facts jsonb NOT NULL,
	CONSTRAINT job_event_pkey PRIMARY KEY (id),
	CONSTRAINT job_event_operation_check CHECK (operation IN
		('completed', 'cancellation_in_progress', 'canceled', 'deletion_in_progress', 'deleted'))
);
CREATE INDEX job_event_job_key_idx ON iotjobs.job_event (job_key);
COMMENT ON TABLE iotjobs.job_event IS 'What happened to jobs and is not announced yet; written only while events are switched on';
COMMENT ON SEQUENCE iotjobs.job_event_id_seq IS 'Ids of iotjobs.job_event';
COMMENT ON COLUMN iotjobs.job_event.id IS 'Number of the event';
COMMENT ON COLUMN iotjobs.job_event.xid IS 'Transaction that wrote it: it is announced behind the executions that the same one changed';
COMMENT ON COLUMN iotjobs.job_event.job_key IS 'Job, which may be gone';
COMMENT ON COLUMN iotjobs.job_event.job_id IS 'jobId';
COMMENT ON COLUMN iotjobs.job_event.operation IS 'Last part of the topic';
COMMENT ON COLUMN iotjobs.job_event.facts IS 'Payload, as far as the job tells it';

-- The outbox.  The worker is its only writer, so that ids are in the order of
-- commits.  It is split into slots that take turns; the worker empties a slot
-- as a whole, when all in it is confirmed or too old.  The lane of a
-- notification is id % 64: what a thing is told is all in one.
CREATE SEQUENCE iotjobs.notification_id_seq;
COMMENT ON SEQUENCE iotjobs.notification_id_seq IS 'Ids of iotjobs.notification, without the lane';

CREATE TABLE iotjobs.notification (
	id bigint NOT NULL,
	topic text NOT NULL,
	payload jsonb NOT NULL,
	created timestamptz NOT NULL,
	lane smallint NOT NULL,
	slot smallint NOT NULL
) PARTITION BY LIST (slot);
CREATE TABLE iotjobs.notification_0 PARTITION OF iotjobs.notification FOR VALUES IN (0);
CREATE TABLE iotjobs.notification_1 PARTITION OF iotjobs.notification FOR VALUES IN (1);
CREATE TABLE iotjobs.notification_2 PARTITION OF iotjobs.notification FOR VALUES IN (2);
CREATE TABLE iotjobs.notification_3 PARTITION OF iotjobs.notification FOR VALUES IN (3);
CREATE TABLE iotjobs.notification_4 PARTITION OF iotjobs.notification FOR VALUES IN (4);
CREATE TABLE iotjobs.notification_5 PARTITION OF iotjobs.notification FOR VALUES IN (5);
CREATE INDEX notification_lane_id_idx ON iotjobs.notification (lane, id);
COMMENT ON TABLE iotjobs.notification IS 'Outbox: notifications of devices and events, taken with iotjobs.take_notifications()';
COMMENT ON TABLE iotjobs.notification_0 IS 'Slot 0 of iotjobs.notification';
COMMENT ON TABLE iotjobs.notification_1 IS 'Slot 1 of iotjobs.notification';
COMMENT ON TABLE iotjobs.notification_2 IS 'Slot 2 of iotjobs.notification';
COMMENT ON TABLE iotjobs.notification_3 IS 'Slot 3 of iotjobs.notification';
COMMENT ON TABLE iotjobs.notification_4 IS 'Slot 4 of iotjobs.notification';
COMMENT ON TABLE iotjobs.notification_5 IS 'Slot 5 of iotjobs.notification';
COMMENT ON COLUMN iotjobs.notification.id IS 'Number of the notification, in order of commits';
COMMENT ON COLUMN iotjobs.notification.topic IS 'MQTT topic';
COMMENT ON COLUMN iotjobs.notification.payload IS 'Message';
COMMENT ON COLUMN iotjobs.notification.created IS 'When the worker made it';
COMMENT ON COLUMN iotjobs.notification.lane IS 'id % 64; a lane is taken by one consumer at a time';
COMMENT ON COLUMN iotjobs.notification.slot IS 'Part of the outbox, by time';

CREATE TABLE iotjobs.notification_slot (
	slot smallint NOT NULL,
	opened_at timestamptz NOT NULL,
	closed_at timestamptz,
	CONSTRAINT notification_slot_pkey PRIMARY KEY (slot)
) WITH (fillfactor = 50);
COMMENT ON TABLE iotjobs.notification_slot IS 'Slots of iotjobs.notification in use; the one that is not closed is written to';
COMMENT ON COLUMN iotjobs.notification_slot.slot IS 'Slot';
COMMENT ON COLUMN iotjobs.notification_slot.opened_at IS 'Since when it holds something';
COMMENT ON COLUMN iotjobs.notification_slot.closed_at IS 'When the next one took over';

CREATE TABLE iotjobs.notification_lane (
	lane smallint NOT NULL,
	confirmed_id bigint NOT NULL DEFAULT 0,
	confirmed_ahead bigint[] NOT NULL DEFAULT '{}',
	taken_id bigint NOT NULL DEFAULT 0,
	lease_id bigint NOT NULL DEFAULT 0,
	leased_until timestamptz,
	leased_at timestamptz,
	taken bigint NOT NULL DEFAULT 0,
	confirmed bigint NOT NULL DEFAULT 0,
	dropped bigint NOT NULL DEFAULT 0,
	CONSTRAINT notification_lane_pkey PRIMARY KEY (lane),
	CONSTRAINT notification_lane_taken_id_check CHECK (confirmed_id <= taken_id AND lease_id <= taken_id)
) WITH (fillfactor = 10);
COMMENT ON TABLE iotjobs.notification_lane IS 'How far each lane of the outbox has been taken and confirmed';
COMMENT ON COLUMN iotjobs.notification_lane.lane IS 'Lane';
COMMENT ON COLUMN iotjobs.notification_lane.confirmed_id IS 'All up to this id is confirmed or dropped';
COMMENT ON COLUMN iotjobs.notification_lane.confirmed_ahead IS 'Ids above that are confirmed while one before them is not';
COMMENT ON COLUMN iotjobs.notification_lane.taken_id IS 'Highest id that was ever taken';
COMMENT ON COLUMN iotjobs.notification_lane.lease_id IS 'Last id of the lease';
COMMENT ON COLUMN iotjobs.notification_lane.leased_until IS 'Until when the lane is kept for the consumer that took from it; NULL if all of that is confirmed';
COMMENT ON COLUMN iotjobs.notification_lane.leased_at IS 'When it was last taken from';
COMMENT ON COLUMN iotjobs.notification_lane.taken IS 'Notifications handed out, those handed out again counted again';
COMMENT ON COLUMN iotjobs.notification_lane.confirmed IS 'Notifications confirmed';
COMMENT ON COLUMN iotjobs.notification_lane.dropped IS 'Notifications that grew older than iotjobs.notification_retention before they were confirmed';

CREATE TABLE iotjobs.notification_demand (
	only_row boolean NOT NULL DEFAULT true,
	asked_at timestamptz NOT NULL,
	CONSTRAINT notification_demand_pkey PRIMARY KEY (only_row),
	CONSTRAINT notification_demand_only_row_check CHECK (only_row)
) WITH (fillfactor = 10);
COMMENT ON TABLE iotjobs.notification_demand IS 'When a consumer last asked for notifications, to the minute; at most one row';
COMMENT ON COLUMN iotjobs.notification_demand.only_row IS 'Always true: there is one row';
COMMENT ON COLUMN iotjobs.notification_demand.asked_at IS 'When';

-- Like iotjobs.unfolded_event; without a position there is nothing to announce.
CREATE VIEW iotjobs.unannounced_event AS
	SELECT v.*
	FROM iotjobs.execution_event AS v
	WHERE v.xid >= COALESCE((SELECT pg_snapshot_xmax(p.snapshot) FROM iotjobs.announcement_position AS p), '18446744073709551615'::xid8)
		AND v.xid <= '18446744073709551615'::xid8
		AND v.id > COALESCE((SELECT p.after_event_id FROM iotjobs.announcement_position AS p), 0)
		AND (v.xid <> COALESCE((SELECT p.own_xid FROM iotjobs.announcement_position AS p), '0'::xid8)
			OR v.id > (SELECT p.own_event_id FROM iotjobs.announcement_position AS p))
	UNION ALL
	SELECT v.*
	FROM iotjobs.execution_event AS v
	WHERE v.xid = ANY (ARRAY(SELECT pg_snapshot_xip(p.snapshot) FROM iotjobs.announcement_position AS p))
		AND v.id > COALESCE((SELECT p.after_event_id FROM iotjobs.announcement_position AS p), 0)
		AND (v.xid <> COALESCE((SELECT p.own_xid FROM iotjobs.announcement_position AS p), '0'::xid8)
			OR v.id > (SELECT p.own_event_id FROM iotjobs.announcement_position AS p));
COMMENT ON VIEW iotjobs.unannounced_event IS 'Events that have not been announced yet';
COMMENT ON COLUMN iotjobs.unannounced_event.id IS 'Number of the event, in order of writing';
COMMENT ON COLUMN iotjobs.unannounced_event.xid IS 'Transaction that wrote it';
COMMENT ON COLUMN iotjobs.unannounced_event.job_id IS 'Job';
COMMENT ON COLUMN iotjobs.unannounced_event.thing_id IS 'Thing; NULL where one event stands for many things of the job';
COMMENT ON COLUMN iotjobs.unannounced_event.execution_number IS 'Number of the attempt; NULL like thing_id';
COMMENT ON COLUMN iotjobs.unannounced_event.version IS 'Version of the execution after the change; NULL like thing_id';
COMMENT ON COLUMN iotjobs.unannounced_event.count IS 'How many executions changed';
COMMENT ON COLUMN iotjobs.unannounced_event.happened_at IS 'When';
COMMENT ON COLUMN iotjobs.unannounced_event.from_status IS 'Status before; NULL when the execution was created';
COMMENT ON COLUMN iotjobs.unannounced_event.to_status IS 'Status after; NULL when the execution went away';
COMMENT ON COLUMN iotjobs.unannounced_event.slot IS 'Part of the log, by time';
COMMENT ON COLUMN iotjobs.unannounced_event.thing_ids IS 'The things, where one event stands for many';

CREATE VIEW iotjobs.notification_status AS
	SELECT EXISTS (SELECT FROM iotjobs.announcement_position AS p WHERE p.with_things) AS tells_devices,
		EXISTS (SELECT FROM iotjobs.announcement_position) AS is_producing,
		(SELECT d.asked_at FROM iotjobs.notification_demand AS d) AS asked_at,
		w.waiting,
		w.oldest,
		l.leased,
		l.taken,
		l.confirmed,
		l.dropped
	FROM (SELECT count(*) FILTER (WHERE a.leased_until IS NOT NULL) AS leased, COALESCE(sum(a.taken), 0)::bigint AS taken,
			COALESCE(sum(a.confirmed), 0)::bigint AS confirmed, COALESCE(sum(a.dropped), 0)::bigint AS dropped
		FROM iotjobs.notification_lane AS a) AS l,
		(SELECT count(*) AS waiting, min(n.created) AS oldest
		FROM iotjobs.notification AS n JOIN iotjobs.notification_lane AS a ON a.lane = n.lane
		WHERE n.id > a.confirmed_id AND NOT n.id = ANY (a.confirmed_ahead)) AS w;
COMMENT ON VIEW iotjobs.notification_status IS 'The outbox: what is made, what waits, what was dropped; one row';
COMMENT ON COLUMN iotjobs.notification_status.tells_devices IS 'Whether things are told of their queues';
COMMENT ON COLUMN iotjobs.notification_status.is_producing IS 'Whether anything is made: notifications of devices, or events that are switched on';
COMMENT ON COLUMN iotjobs.notification_status.asked_at IS 'When a consumer last asked, to the minute';
COMMENT ON COLUMN iotjobs.notification_status.waiting IS 'Notifications that are not confirmed';
COMMENT ON COLUMN iotjobs.notification_status.oldest IS 'When the oldest of them was made';
COMMENT ON COLUMN iotjobs.notification_status.leased IS 'Lanes, of 64, in which something is taken and not confirmed';
COMMENT ON COLUMN iotjobs.notification_status.taken IS 'Notifications handed out, those handed out again counted again';
COMMENT ON COLUMN iotjobs.notification_status.confirmed IS 'Notifications confirmed';
COMMENT ON COLUMN iotjobs.notification_status.dropped IS 'Notifications that grew older than iotjobs.notification_retention before they were confirmed';
