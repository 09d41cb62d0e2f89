-- The registry: thing types, things, groups, and who is a member of what since when.
--
-- Time inside the registry is a logical clock, iotjobs.membership_sequence: a
-- statement that changes memberships draws one number from it and writes it as
-- joined or departed.  A job draws its own number when it is created; its
-- snapshot of a group is the members with joined <= number < departed, however
-- long the rollout takes.

CREATE SEQUENCE iotjobs.membership_sequence AS bigint;
COMMENT ON SEQUENCE iotjobs.membership_sequence IS
	'Logical clock of joins and departures: one number for each statement that changes memberships and for each new job';

-- Thing types ----------------------------------------------------------------

CREATE TABLE iotjobs.thing_type (
	id bigint GENERATED ALWAYS AS IDENTITY,
	name iotjobs.thing_type_name NOT NULL,
	uuid uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(),
	properties iotjobs.thing_type_properties NOT NULL DEFAULT '{}',
	tags iotjobs.tags,
	created_at timestamptz NOT NULL,
	deprecated_at timestamptz,
	CONSTRAINT thing_type_pkey PRIMARY KEY (id),
	CONSTRAINT thing_type_name_key UNIQUE (name)
);

COMMENT ON TABLE iotjobs.thing_type IS 'Thing types; one that things have cannot be deleted';
COMMENT ON SEQUENCE iotjobs.thing_type_id_seq IS 'Keys of iotjobs.thing_type';
COMMENT ON COLUMN iotjobs.thing_type.id IS 'Key; the order of creation, in which lists go';
COMMENT ON COLUMN iotjobs.thing_type.name IS 'thingTypeName, case-sensitive, fixed at creation';
COMMENT ON COLUMN iotjobs.thing_type.uuid IS 'thingTypeId';
COMMENT ON COLUMN iotjobs.thing_type.properties IS 'thingTypeProperties, fixed at creation';
COMMENT ON COLUMN iotjobs.thing_type.tags IS 'Tags, a JSON array of Key and Value; NULL if it has none';
COMMENT ON COLUMN iotjobs.thing_type.created_at IS 'When the type was created';
COMMENT ON COLUMN iotjobs.thing_type.deprecated_at IS 'When the type was deprecated: no thing can be given it any more; NULL if it is not';

-- Things ---------------------------------------------------------------------

CREATE TABLE iotjobs.thing (
	id bigint GENERATED ALWAYS AS IDENTITY,
	name iotjobs.thing_name NOT NULL,
	uuid uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(),
	thing_type_id bigint,
	attributes iotjobs.attributes NOT NULL DEFAULT '{}',
	billing_group_name iotjobs.billing_group_name,
	version bigint NOT NULL DEFAULT 1,
	created_at timestamptz NOT NULL,
	deleted_at timestamptz,
	tags iotjobs.tags,
	CONSTRAINT thing_pkey PRIMARY KEY (id),
	CONSTRAINT thing_version_check CHECK (version >= 1)
);
CREATE UNIQUE INDEX thing_name_key ON iotjobs.thing (name) WHERE deleted_at IS NULL;
CREATE INDEX thing_thing_type_id_idx ON iotjobs.thing (thing_type_id, id)
	WHERE thing_type_id IS NOT NULL AND deleted_at IS NULL;

COMMENT ON TABLE iotjobs.thing IS
	'Registered devices; a deleted one stays, because executions refer to it, and its name is free again';
COMMENT ON SEQUENCE iotjobs.thing_id_seq IS 'Keys of iotjobs.thing';
COMMENT ON COLUMN iotjobs.thing.id IS 'Key; the order of registration, in which lists and rollouts go';
COMMENT ON COLUMN iotjobs.thing.name IS 'thingName, case-sensitive, unique among the things that are not deleted';
COMMENT ON COLUMN iotjobs.thing.uuid IS 'thingId';
COMMENT ON COLUMN iotjobs.thing.thing_type_id IS 'The thing type; NULL if it has none. That of a deleted thing may be gone';
COMMENT ON COLUMN iotjobs.thing.attributes IS 'Attribute names and their values, a JSON object of strings';
COMMENT ON COLUMN iotjobs.thing.billing_group_name IS 'billingGroupName as given at creation';
COMMENT ON COLUMN iotjobs.thing.version IS 'Starts at 1, grows by 1 with each update';
COMMENT ON COLUMN iotjobs.thing.created_at IS 'When the thing was registered';
COMMENT ON COLUMN iotjobs.thing.deleted_at IS 'When the thing was deleted; NULL while it lives';
COMMENT ON COLUMN iotjobs.thing.tags IS 'Tags, a JSON array of Key and Value; NULL if it has none';

-- Groups ---------------------------------------------------------------------

CREATE TABLE iotjobs.thing_group (
	id bigint GENERATED ALWAYS AS IDENTITY,
	name iotjobs.thing_group_name NOT NULL,
	uuid uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(),
	parent_id bigint,
	root_id bigint NOT NULL,
	depth integer NOT NULL,
	description iotjobs.thing_group_description,
	attributes iotjobs.attributes,
	tags iotjobs.tags,
	version bigint NOT NULL DEFAULT 1,
	created_at timestamptz NOT NULL,
	deleted_at timestamptz,
	deleted_point bigint,
	query_string iotjobs.query_string,
	query_uses integer,
	CONSTRAINT thing_group_pkey PRIMARY KEY (id),
	CONSTRAINT thing_group_uuid_key UNIQUE (uuid),
	CONSTRAINT thing_group_root_id_check CHECK (
		(parent_id IS NULL) = (root_id = id)),
	CONSTRAINT thing_group_depth_check CHECK (
		depth >= 1 AND depth <= 7
		AND (depth = 1) = (parent_id IS NULL)),
	CONSTRAINT thing_group_version_check CHECK (version >= 1),
	CONSTRAINT thing_group_query_string_check CHECK (
		(query_string IS NULL) = (query_uses IS NULL)
		AND (query_string IS NULL OR parent_id IS NULL)),
	CONSTRAINT thing_group_deleted_point_check CHECK (
		(deleted_at IS NULL) = (deleted_point IS NULL))
);
CREATE UNIQUE INDEX thing_group_name_key ON iotjobs.thing_group (name) WHERE deleted_at IS NULL;
CREATE INDEX thing_group_query_idx ON iotjobs.thing_group (id) WHERE query_string IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX thing_group_parent_id_idx ON iotjobs.thing_group (parent_id, id);

COMMENT ON TABLE iotjobs.thing_group IS
	'Thing groups, static ones, nested, and dynamic ones; a deleted one stays, because jobs refer to it, and its name is free again';
COMMENT ON SEQUENCE iotjobs.thing_group_id_seq IS 'Keys of iotjobs.thing_group';
COMMENT ON COLUMN iotjobs.thing_group.id IS 'Key; the order of creation, in which lists go';
COMMENT ON COLUMN iotjobs.thing_group.name IS 'thingGroupName, case-sensitive, unique among the groups that are not deleted';
COMMENT ON COLUMN iotjobs.thing_group.uuid IS 'thingGroupId';
COMMENT ON COLUMN iotjobs.thing_group.parent_id IS 'The group that this one lies in, fixed at creation; NULL for the top of a hierarchy';
COMMENT ON COLUMN iotjobs.thing_group.root_id IS 'The top of the hierarchy, the group itself if it is the top: a thing is in at most one group of each hierarchy';
COMMENT ON COLUMN iotjobs.thing_group.depth IS '1 for the top of a hierarchy, at most 7';
COMMENT ON COLUMN iotjobs.thing_group.description IS 'thingGroupDescription';
COMMENT ON COLUMN iotjobs.thing_group.attributes IS 'Attribute names and their values, a JSON object of strings; NULL if it has none';
COMMENT ON COLUMN iotjobs.thing_group.tags IS 'Tags, a JSON array of Key and Value; NULL if it has none';
COMMENT ON COLUMN iotjobs.thing_group.version IS 'Starts at 1, grows by 1 with each update';
COMMENT ON COLUMN iotjobs.thing_group.created_at IS 'When the group was created';
COMMENT ON COLUMN iotjobs.thing_group.deleted_at IS 'When the group was deleted; NULL while it lives';
COMMENT ON COLUMN iotjobs.thing_group.query_string IS 'queryString of a dynamic group, whose members are the things it finds; NULL for a static one';
COMMENT ON COLUMN iotjobs.thing_group.query_uses IS 'What the query looks at, as bits: 1 name, 2 type, 4 groups, 8 attributes';
COMMENT ON COLUMN iotjobs.thing_group.deleted_point IS
	'Number of the membership clock at deletion; NULL while the group lives. Members that the worker has not moved yet count as departed at this point';

-- Memberships ----------------------------------------------------------------

-- No foreign keys in the registry: a million things registered in one statement
-- must not fire a million triggers.  iotjobs.check() looks for orphans.

CREATE TABLE iotjobs.thing_group_member (
	group_id bigint NOT NULL,
	thing_id bigint NOT NULL,
	joined bigint NOT NULL,
	CONSTRAINT thing_group_member_pkey PRIMARY KEY (group_id, thing_id) INCLUDE (joined)
);
CREATE INDEX thing_group_member_thing_id_idx ON iotjobs.thing_group_member (thing_id, group_id);

COMMENT ON TABLE iotjobs.thing_group_member IS 'Things that are directly in a group now';
COMMENT ON COLUMN iotjobs.thing_group_member.group_id IS 'The group; while the worker has not emptied a deleted group yet, a deleted one';
COMMENT ON COLUMN iotjobs.thing_group_member.thing_id IS 'The thing';
COMMENT ON COLUMN iotjobs.thing_group_member.joined IS 'Number of the membership clock when the thing joined';

CREATE TABLE iotjobs.thing_group_former_member (
	group_id bigint NOT NULL,
	thing_id bigint NOT NULL,
	joined bigint NOT NULL,
	departed bigint NOT NULL,
	CONSTRAINT thing_group_former_member_pkey PRIMARY KEY (group_id, thing_id, departed),
	CONSTRAINT thing_group_former_member_departed_check CHECK (departed > joined)
);

COMMENT ON TABLE iotjobs.thing_group_former_member IS
	'Things that were directly in a group: still targets of a snapshot job created meanwhile; emptied by the worker when no rollout needs them';
COMMENT ON COLUMN iotjobs.thing_group_former_member.group_id IS 'The group';
COMMENT ON COLUMN iotjobs.thing_group_former_member.thing_id IS 'The thing';
COMMENT ON COLUMN iotjobs.thing_group_former_member.joined IS 'Number of the membership clock when the thing joined';
COMMENT ON COLUMN iotjobs.thing_group_former_member.departed IS 'Number of the membership clock when the thing left, or when the thing or the group was deleted';

CREATE TABLE iotjobs.membership_change (
	id bigint GENERATED ALWAYS AS IDENTITY,
	group_id bigint,
	thing_id bigint,
	kind text COLLATE "C" NOT NULL,
	membership_point bigint NOT NULL,
	after_thing_id bigint NOT NULL DEFAULT 0,
	changed_at timestamptz NOT NULL,
	CONSTRAINT membership_change_pkey PRIMARY KEY (id),
	CONSTRAINT membership_change_kind_check CHECK (CASE kind
		WHEN 'join' THEN group_id IS NOT NULL
		WHEN 'leave' THEN group_id IS NOT NULL AND thing_id IS NOT NULL
		WHEN 'thing_deleted' THEN group_id IS NULL AND thing_id IS NOT NULL
		WHEN 'group_deleted' THEN group_id IS NOT NULL AND thing_id IS NULL
		ELSE false END)
);

COMMENT ON TABLE iotjobs.membership_change IS
	'Changes of memberships that the worker has still to carry into continuous jobs; it deletes what is done';
COMMENT ON SEQUENCE iotjobs.membership_change_id_seq IS 'Keys of iotjobs.membership_change';
COMMENT ON COLUMN iotjobs.membership_change.id IS 'Key';
COMMENT ON COLUMN iotjobs.membership_change.group_id IS 'The group; NULL for thing_deleted, which concerns all groups of the thing';
COMMENT ON COLUMN iotjobs.membership_change.thing_id IS
	'The thing; NULL for a join of many things in one statement, which are the members whose joined is membership_point, and for group_deleted, which concerns all members';
COMMENT ON COLUMN iotjobs.membership_change.kind IS 'join, leave, thing_deleted or group_deleted';
COMMENT ON COLUMN iotjobs.membership_change.membership_point IS 'Number of the membership clock of the change';
COMMENT ON COLUMN iotjobs.membership_change.after_thing_id IS 'How far the worker is in a row that concerns many things';
COMMENT ON COLUMN iotjobs.membership_change.changed_at IS 'When the change was made';

-- Principals -----------------------------------------------------------------

CREATE TABLE iotjobs.thing_principal (
	id bigint GENERATED ALWAYS AS IDENTITY,
	principal regrole NOT NULL,
	thing_id bigint NOT NULL,
	is_exclusive boolean NOT NULL,
	CONSTRAINT thing_principal_pkey PRIMARY KEY (id),
	CONSTRAINT thing_principal_principal_key UNIQUE (principal, thing_id)
);
CREATE INDEX thing_principal_thing_id_idx ON iotjobs.thing_principal (thing_id, id);

COMMENT ON TABLE iotjobs.thing_principal IS
	'Database roles attached to things: such a role acts for its things only; one that stands nowhere here, a gateway, for all';
COMMENT ON SEQUENCE iotjobs.thing_principal_id_seq IS 'Keys of iotjobs.thing_principal';
COMMENT ON COLUMN iotjobs.thing_principal.id IS 'Key; the order of attachment, in which lists go';
COMMENT ON COLUMN iotjobs.thing_principal.principal IS 'The role; it goes into a dump by its name. That of a dropped role is a bare number, and nobody is it';
COMMENT ON COLUMN iotjobs.thing_principal.thing_id IS 'The thing; never a deleted one';
COMMENT ON COLUMN iotjobs.thing_principal.is_exclusive IS 'Whether the role was attached as EXCLUSIVE_THING: then to this thing alone';
