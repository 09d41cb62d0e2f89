-------------------------------------------------------------------------
-- Words of the API, in its order.
-------------------------------------------------------------------------

CREATE TYPE iotjobs.job_status AS ENUM
	('IN_PROGRESS', 'CANCELED', 'COMPLETED', 'DELETION_IN_PROGRESS', 'SCHEDULED');
COMMENT ON TYPE iotjobs.job_status IS
	'JobStatus: the state of a job';

CREATE TYPE iotjobs.job_execution_status AS ENUM
	('QUEUED', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'REJECTED', 'REMOVED', 'CANCELED');
COMMENT ON TYPE iotjobs.job_execution_status IS
	'JobExecutionStatus: the state of the execution of a job on a thing';

CREATE TYPE iotjobs.target_selection AS ENUM
	('CONTINUOUS', 'SNAPSHOT');
COMMENT ON TYPE iotjobs.target_selection IS
	'TargetSelection: whether a job also runs on things that join its targets later';

CREATE TYPE iotjobs.job_execution_failure_type AS ENUM
	('FAILED', 'REJECTED', 'TIMED_OUT', 'ALL');
COMMENT ON TYPE iotjobs.job_execution_failure_type IS
	'JobExecutionFailureType: what an abort criterion counts';

CREATE TYPE iotjobs.retryable_failure_type AS ENUM
	('FAILED', 'TIMED_OUT', 'ALL');
COMMENT ON TYPE iotjobs.retryable_failure_type IS
	'RetryableFailureType: which failures of an execution are tried again';

CREATE TYPE iotjobs.package_version_status AS ENUM
	('DRAFT', 'PUBLISHED', 'DEPRECATED');
COMMENT ON TYPE iotjobs.package_version_status IS
	'PackageVersionStatus: the state of a version of a software package';

CREATE TYPE iotjobs.abort_action AS ENUM
	('CANCEL');
COMMENT ON TYPE iotjobs.abort_action IS
	'AbortAction: what happens to a job that meets an abort criterion';

CREATE TYPE iotjobs.job_end_behavior AS ENUM
	('STOP_ROLLOUT', 'CANCEL', 'FORCE_CANCEL');
COMMENT ON TYPE iotjobs.job_end_behavior IS
	'JobEndBehavior: what happens to the executions of a job at its end time';

-------------------------------------------------------------------------
-- iotjobs.arn: an Amazon Resource Name, stored like text.
-------------------------------------------------------------------------

CREATE TYPE iotjobs.arn;

CREATE FUNCTION iotjobs.arn_in(cstring) RETURNS iotjobs.arn
AS 'MODULE_PATHNAME', 'iotjobs_arn_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_in(cstring) IS
	'input of iotjobs.arn';

CREATE FUNCTION iotjobs.arn_out(iotjobs.arn) RETURNS cstring
AS 'MODULE_PATHNAME', 'iotjobs_arn_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_out(iotjobs.arn) IS
	'output of iotjobs.arn';

CREATE FUNCTION iotjobs.arn_recv(internal) RETURNS iotjobs.arn
AS 'MODULE_PATHNAME', 'iotjobs_arn_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_recv(internal) IS
	'binary input of iotjobs.arn';

CREATE FUNCTION iotjobs.arn_send(iotjobs.arn) RETURNS bytea
AS 'MODULE_PATHNAME', 'iotjobs_arn_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_send(iotjobs.arn) IS
	'binary output of iotjobs.arn';

CREATE TYPE iotjobs.arn (
	INPUT = iotjobs.arn_in, OUTPUT = iotjobs.arn_out,
	RECEIVE = iotjobs.arn_recv, SEND = iotjobs.arn_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended);
COMMENT ON TYPE iotjobs.arn IS
	'Amazon Resource Name: arn:partition:service:region:account:resource';

CREATE FUNCTION iotjobs.arn(text) RETURNS iotjobs.arn
AS 'MODULE_PATHNAME', 'iotjobs_arn'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn(text) IS
	'the ARN that a text holds';

CREATE CAST (text AS iotjobs.arn)
	WITH FUNCTION iotjobs.arn(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS iotjobs.arn) IS
	'checks that the text is an ARN';

-- Every ARN is a text: its functions and operators take one as it is.
CREATE CAST (iotjobs.arn AS text)
	WITHOUT FUNCTION AS IMPLICIT;
COMMENT ON CAST (iotjobs.arn AS text) IS
	'an ARN is a text already';

CREATE FUNCTION iotjobs.arn_lt(iotjobs.arn, iotjobs.arn) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_arn_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_lt(iotjobs.arn, iotjobs.arn) IS
	'implementation of operator <';

CREATE FUNCTION iotjobs.arn_le(iotjobs.arn, iotjobs.arn) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_arn_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_le(iotjobs.arn, iotjobs.arn) IS
	'implementation of operator <=';

CREATE FUNCTION iotjobs.arn_eq(iotjobs.arn, iotjobs.arn) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_arn_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_eq(iotjobs.arn, iotjobs.arn) IS
	'implementation of operator =';

CREATE FUNCTION iotjobs.arn_ne(iotjobs.arn, iotjobs.arn) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_arn_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_ne(iotjobs.arn, iotjobs.arn) IS
	'implementation of operator <>';

CREATE FUNCTION iotjobs.arn_ge(iotjobs.arn, iotjobs.arn) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_arn_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_ge(iotjobs.arn, iotjobs.arn) IS
	'implementation of operator >=';

CREATE FUNCTION iotjobs.arn_gt(iotjobs.arn, iotjobs.arn) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_arn_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_gt(iotjobs.arn, iotjobs.arn) IS
	'implementation of operator >';

CREATE FUNCTION iotjobs.arn_cmp(iotjobs.arn, iotjobs.arn) RETURNS integer
AS 'MODULE_PATHNAME', 'iotjobs_arn_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_cmp(iotjobs.arn, iotjobs.arn) IS
	'order of two values: negative, zero or positive';

CREATE FUNCTION iotjobs.arn_hash(iotjobs.arn) RETURNS integer
AS 'MODULE_PATHNAME', 'iotjobs_arn_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_hash(iotjobs.arn) IS
	'hash of iotjobs.arn';

CREATE FUNCTION iotjobs.arn_hash_extended(iotjobs.arn, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'iotjobs_arn_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_hash_extended(iotjobs.arn, bigint) IS
	'seeded hash of iotjobs.arn';

CREATE OPERATOR iotjobs.< (
	LEFTARG = iotjobs.arn, RIGHTARG = iotjobs.arn, FUNCTION = iotjobs.arn_lt,
	COMMUTATOR = OPERATOR(iotjobs.>), NEGATOR = OPERATOR(iotjobs.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel);
COMMENT ON OPERATOR iotjobs.< (iotjobs.arn, iotjobs.arn) IS
	'less than';

CREATE OPERATOR iotjobs.<= (
	LEFTARG = iotjobs.arn, RIGHTARG = iotjobs.arn, FUNCTION = iotjobs.arn_le,
	COMMUTATOR = OPERATOR(iotjobs.>=), NEGATOR = OPERATOR(iotjobs.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel);
COMMENT ON OPERATOR iotjobs.<= (iotjobs.arn, iotjobs.arn) IS
	'less than or equal to';

CREATE OPERATOR iotjobs.= (
	LEFTARG = iotjobs.arn, RIGHTARG = iotjobs.arn, FUNCTION = iotjobs.arn_eq,
	COMMUTATOR = OPERATOR(iotjobs.=), NEGATOR = OPERATOR(iotjobs.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR iotjobs.= (iotjobs.arn, iotjobs.arn) IS
	'equal to';

CREATE OPERATOR iotjobs.<> (
	LEFTARG = iotjobs.arn, RIGHTARG = iotjobs.arn, FUNCTION = iotjobs.arn_ne,
	COMMUTATOR = OPERATOR(iotjobs.<>), NEGATOR = OPERATOR(iotjobs.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel);
COMMENT ON OPERATOR iotjobs.<> (iotjobs.arn, iotjobs.arn) IS
	'different from';

CREATE OPERATOR iotjobs.>= (
	LEFTARG = iotjobs.arn, RIGHTARG = iotjobs.arn, FUNCTION = iotjobs.arn_ge,
	COMMUTATOR = OPERATOR(iotjobs.<=), NEGATOR = OPERATOR(iotjobs.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel);
COMMENT ON OPERATOR iotjobs.>= (iotjobs.arn, iotjobs.arn) IS
	'greater than or equal to';

CREATE OPERATOR iotjobs.> (
	LEFTARG = iotjobs.arn, RIGHTARG = iotjobs.arn, FUNCTION = iotjobs.arn_gt,
	COMMUTATOR = OPERATOR(iotjobs.<), NEGATOR = OPERATOR(iotjobs.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel);
COMMENT ON OPERATOR iotjobs.> (iotjobs.arn, iotjobs.arn) IS
	'greater than';

CREATE OPERATOR FAMILY iotjobs.arn_ops USING btree;
COMMENT ON OPERATOR FAMILY iotjobs.arn_ops USING btree IS
	'order of iotjobs.arn';

CREATE OPERATOR CLASS iotjobs.arn_ops
	DEFAULT FOR TYPE iotjobs.arn USING btree FAMILY iotjobs.arn_ops AS
	OPERATOR 1 iotjobs.<,
	OPERATOR 2 iotjobs.<=,
	OPERATOR 3 iotjobs.=,
	OPERATOR 4 iotjobs.>=,
	OPERATOR 5 iotjobs.>,
	FUNCTION 1 iotjobs.arn_cmp(iotjobs.arn, iotjobs.arn);
COMMENT ON OPERATOR CLASS iotjobs.arn_ops USING btree IS
	'order of iotjobs.arn';

CREATE OPERATOR FAMILY iotjobs.arn_ops USING hash;
COMMENT ON OPERATOR FAMILY iotjobs.arn_ops USING hash IS
	'equality of iotjobs.arn';

CREATE OPERATOR CLASS iotjobs.arn_ops
	DEFAULT FOR TYPE iotjobs.arn USING hash FAMILY iotjobs.arn_ops AS
	OPERATOR 1 iotjobs.=,
	FUNCTION 1 iotjobs.arn_hash(iotjobs.arn),
	FUNCTION 2 iotjobs.arn_hash_extended(iotjobs.arn, bigint);
COMMENT ON OPERATOR CLASS iotjobs.arn_ops USING hash IS
	'equality of iotjobs.arn';

CREATE FUNCTION iotjobs.arn_partition(iotjobs.arn) RETURNS text
AS 'MODULE_PATHNAME', 'iotjobs_arn_partition'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_partition(iotjobs.arn) IS
	'partition of an ARN: aws';

CREATE FUNCTION iotjobs.arn_service(iotjobs.arn) RETURNS text
AS 'MODULE_PATHNAME', 'iotjobs_arn_service'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_service(iotjobs.arn) IS
	'service of an ARN: iot';

CREATE FUNCTION iotjobs.arn_region(iotjobs.arn) RETURNS text
AS 'MODULE_PATHNAME', 'iotjobs_arn_region'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_region(iotjobs.arn) IS
	'region of an ARN, null if it has none';

CREATE FUNCTION iotjobs.arn_account(iotjobs.arn) RETURNS text
AS 'MODULE_PATHNAME', 'iotjobs_arn_account'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_account(iotjobs.arn) IS
	'account of an ARN, null if it has none';

CREATE FUNCTION iotjobs.arn_resource_type(iotjobs.arn) RETURNS text
AS 'MODULE_PATHNAME', 'iotjobs_arn_resource_type'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_resource_type(iotjobs.arn) IS
	'type of the resource of an ARN, as job or thing; null if it has none';

CREATE FUNCTION iotjobs.arn_resource_id(iotjobs.arn) RETURNS text
AS 'MODULE_PATHNAME', 'iotjobs_arn_resource_id'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.arn_resource_id(iotjobs.arn) IS
	'id of the resource of an ARN: what follows its type';

-------------------------------------------------------------------------
-- iotjobs.cron: the cron expression of a maintenance window.
-------------------------------------------------------------------------

CREATE TYPE iotjobs.cron;

CREATE FUNCTION iotjobs.cron_in(cstring) RETURNS iotjobs.cron
AS 'MODULE_PATHNAME', 'iotjobs_cron_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_in(cstring) IS
	'input of iotjobs.cron';

CREATE FUNCTION iotjobs.cron_out(iotjobs.cron) RETURNS cstring
AS 'MODULE_PATHNAME', 'iotjobs_cron_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_out(iotjobs.cron) IS
	'output of iotjobs.cron';

CREATE FUNCTION iotjobs.cron_recv(internal) RETURNS iotjobs.cron
AS 'MODULE_PATHNAME', 'iotjobs_cron_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_recv(internal) IS
	'binary input of iotjobs.cron';

CREATE FUNCTION iotjobs.cron_send(iotjobs.cron) RETURNS bytea
AS 'MODULE_PATHNAME', 'iotjobs_cron_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_send(iotjobs.cron) IS
	'binary output of iotjobs.cron';

CREATE TYPE iotjobs.cron (
	INPUT = iotjobs.cron_in, OUTPUT = iotjobs.cron_out,
	RECEIVE = iotjobs.cron_recv, SEND = iotjobs.cron_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = main);
COMMENT ON TYPE iotjobs.cron IS
	'cron(minutes hours day-of-month month day-of-week year), in UTC';

CREATE FUNCTION iotjobs.cron(text) RETURNS iotjobs.cron
AS 'MODULE_PATHNAME', 'iotjobs_cron'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron(text) IS
	'the cron expression that a text holds';

CREATE CAST (text AS iotjobs.cron)
	WITH FUNCTION iotjobs.cron(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS iotjobs.cron) IS
	'checks that the text is a cron expression, and gives its canonical form';

-- As text it is not compared: two texts may be one expression.
CREATE CAST (iotjobs.cron AS text)
	WITHOUT FUNCTION AS ASSIGNMENT;
COMMENT ON CAST (iotjobs.cron AS text) IS
	'a cron expression is a text already';

CREATE FUNCTION iotjobs.cron_lt(iotjobs.cron, iotjobs.cron) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_cron_lt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_lt(iotjobs.cron, iotjobs.cron) IS
	'implementation of operator <';

CREATE FUNCTION iotjobs.cron_le(iotjobs.cron, iotjobs.cron) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_cron_le'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_le(iotjobs.cron, iotjobs.cron) IS
	'implementation of operator <=';

CREATE FUNCTION iotjobs.cron_eq(iotjobs.cron, iotjobs.cron) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_cron_eq'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_eq(iotjobs.cron, iotjobs.cron) IS
	'implementation of operator =';

CREATE FUNCTION iotjobs.cron_ne(iotjobs.cron, iotjobs.cron) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_cron_ne'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_ne(iotjobs.cron, iotjobs.cron) IS
	'implementation of operator <>';

CREATE FUNCTION iotjobs.cron_ge(iotjobs.cron, iotjobs.cron) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_cron_ge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_ge(iotjobs.cron, iotjobs.cron) IS
	'implementation of operator >=';

CREATE FUNCTION iotjobs.cron_gt(iotjobs.cron, iotjobs.cron) RETURNS boolean
AS 'MODULE_PATHNAME', 'iotjobs_cron_gt'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_gt(iotjobs.cron, iotjobs.cron) IS
	'implementation of operator >';

CREATE FUNCTION iotjobs.cron_cmp(iotjobs.cron, iotjobs.cron) RETURNS integer
AS 'MODULE_PATHNAME', 'iotjobs_cron_cmp'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_cmp(iotjobs.cron, iotjobs.cron) IS
	'order of two values: negative, zero or positive';

CREATE FUNCTION iotjobs.cron_hash(iotjobs.cron) RETURNS integer
AS 'MODULE_PATHNAME', 'iotjobs_cron_hash'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_hash(iotjobs.cron) IS
	'hash of iotjobs.cron';

CREATE FUNCTION iotjobs.cron_hash_extended(iotjobs.cron, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'iotjobs_cron_hash_extended'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.cron_hash_extended(iotjobs.cron, bigint) IS
	'seeded hash of iotjobs.cron';

CREATE OPERATOR iotjobs.< (
	LEFTARG = iotjobs.cron, RIGHTARG = iotjobs.cron, FUNCTION = iotjobs.cron_lt,
	COMMUTATOR = OPERATOR(iotjobs.>), NEGATOR = OPERATOR(iotjobs.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel);
COMMENT ON OPERATOR iotjobs.< (iotjobs.cron, iotjobs.cron) IS
	'less than';

CREATE OPERATOR iotjobs.<= (
	LEFTARG = iotjobs.cron, RIGHTARG = iotjobs.cron, FUNCTION = iotjobs.cron_le,
	COMMUTATOR = OPERATOR(iotjobs.>=), NEGATOR = OPERATOR(iotjobs.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel);
COMMENT ON OPERATOR iotjobs.<= (iotjobs.cron, iotjobs.cron) IS
	'less than or equal to';

CREATE OPERATOR iotjobs.= (
	LEFTARG = iotjobs.cron, RIGHTARG = iotjobs.cron, FUNCTION = iotjobs.cron_eq,
	COMMUTATOR = OPERATOR(iotjobs.=), NEGATOR = OPERATOR(iotjobs.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR iotjobs.= (iotjobs.cron, iotjobs.cron) IS
	'equal to';

CREATE OPERATOR iotjobs.<> (
	LEFTARG = iotjobs.cron, RIGHTARG = iotjobs.cron, FUNCTION = iotjobs.cron_ne,
	COMMUTATOR = OPERATOR(iotjobs.<>), NEGATOR = OPERATOR(iotjobs.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel);
COMMENT ON OPERATOR iotjobs.<> (iotjobs.cron, iotjobs.cron) IS
	'different from';

CREATE OPERATOR iotjobs.>= (
	LEFTARG = iotjobs.cron, RIGHTARG = iotjobs.cron, FUNCTION = iotjobs.cron_ge,
	COMMUTATOR = OPERATOR(iotjobs.<=), NEGATOR = OPERATOR(iotjobs.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel);
COMMENT ON OPERATOR iotjobs.>= (iotjobs.cron, iotjobs.cron) IS
	'greater than or equal to';

CREATE OPERATOR iotjobs.> (
	LEFTARG = iotjobs.cron, RIGHTARG = iotjobs.cron, FUNCTION = iotjobs.cron_gt,
	COMMUTATOR = OPERATOR(iotjobs.<), NEGATOR = OPERATOR(iotjobs.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel);
COMMENT ON OPERATOR iotjobs.> (iotjobs.cron, iotjobs.cron) IS
	'greater than';

CREATE OPERATOR FAMILY iotjobs.cron_ops USING btree;
COMMENT ON OPERATOR FAMILY iotjobs.cron_ops USING btree IS
	'order of iotjobs.cron';

CREATE OPERATOR CLASS iotjobs.cron_ops
	DEFAULT FOR TYPE iotjobs.cron USING btree FAMILY iotjobs.cron_ops AS
	OPERATOR 1 iotjobs.<,
	OPERATOR 2 iotjobs.<=,
	OPERATOR 3 iotjobs.=,
	OPERATOR 4 iotjobs.>=,
	OPERATOR 5 iotjobs.>,
	FUNCTION 1 iotjobs.cron_cmp(iotjobs.cron, iotjobs.cron);
COMMENT ON OPERATOR CLASS iotjobs.cron_ops USING btree IS
	'order of iotjobs.cron';

CREATE OPERATOR FAMILY iotjobs.cron_ops USING hash;
COMMENT ON OPERATOR FAMILY iotjobs.cron_ops USING hash IS
	'equality of iotjobs.cron';

CREATE OPERATOR CLASS iotjobs.cron_ops
	DEFAULT FOR TYPE iotjobs.cron USING hash FAMILY iotjobs.cron_ops AS
	OPERATOR 1 iotjobs.=,
	FUNCTION 1 iotjobs.cron_hash(iotjobs.cron),
	FUNCTION 2 iotjobs.cron_hash_extended(iotjobs.cron, bigint);
COMMENT ON OPERATOR CLASS iotjobs.cron_ops USING hash IS
	'equality of iotjobs.cron';

CREATE FUNCTION iotjobs.next_run(
	cron iotjobs.cron,
	after timestamp with time zone)
RETURNS timestamp with time zone
AS 'MODULE_PATHNAME', 'iotjobs_next_run'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION iotjobs.next_run(iotjobs.cron, timestamp with time zone) IS
	'first moment after another at which an expression fires; null if there is none until the end of 2199';
