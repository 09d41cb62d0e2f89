-- The worker: its record of failures.  Its code is in src/worker.

CREATE TABLE iotjobs.worker_failure (
	step text NOT NULL,
	job_id bigint NOT NULL,
	failures integer NOT NULL,
	sqlstate text NOT NULL,
	last_error text NOT NULL,
	failed_at timestamptz NOT NULL,
	next_try_at timestamptz NOT NULL,
	CONSTRAINT worker_failure_pkey PRIMARY KEY (step, job_id)
);
COMMENT ON TABLE iotjobs.worker_failure IS
	'Steps of the worker that failed last time, and when each is tried again; delete a row to have it tried at once';
COMMENT ON COLUMN iotjobs.worker_failure.step IS 'Step of the worker''s pass';
COMMENT ON COLUMN iotjobs.worker_failure.job_id IS 'The job whose step failed; 0 for a step of no single job';
COMMENT ON COLUMN iotjobs.worker_failure.failures IS 'How many times in a row';
COMMENT ON COLUMN iotjobs.worker_failure.sqlstate IS 'SQLSTATE of the last error';
COMMENT ON COLUMN iotjobs.worker_failure.last_error IS 'Message of the last error';
COMMENT ON COLUMN iotjobs.worker_failure.failed_at IS 'When it failed last';
COMMENT ON COLUMN iotjobs.worker_failure.next_try_at IS 'When it is tried again';

CREATE FUNCTION iotjobs.run_worker(
	at timestamptz DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_run_worker'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.run_worker(timestamptz) IS
'Does at once, in this transaction, what the worker of the database does in the background, and returns a summary of it. A step that fails is warned of, recorded in iotjobs.worker_failure, and leaves the others alone.
Parameters:
  at: the time taken as the present; without it the present, which the setting iotjobs.clock may have set.';

CREATE FUNCTION iotjobs.run_maintenance(
	at timestamptz DEFAULT NULL,
	max_rows integer DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_run_maintenance'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.run_maintenance(timestamptz, integer) IS
'Does the calendar work at once, in this transaction: deletes what is older than iotjobs.retention, and returns how much that was. Called again and again it gets through all of it. The worker does the same, unless iotjobs.schedule_maintenance() has left it to pg_cron.
Parameters:
  at: the time taken as the present; without it the present, which the setting iotjobs.clock may have set;
  max_rows: about how many rows it deletes at most, 10000 without it.';

CREATE FUNCTION iotjobs.schedule_maintenance(
	schedule text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_schedule_maintenance'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.schedule_maintenance(text) IS
'Leaves the calendar work to pg_cron, 1.4 or newer, which must be in this database: schedules iotjobs.run_maintenance() as "iotjobs maintenance", and as "iotjobs cron log" the deletion of what pg_cron notes about both for more than a week. They run as the owner of the extension. Called again it changes the schedule. Returns the jobs.
Parameters:
  schedule: when, as pg_cron writes it; every minute without it. Each run deletes about 10000 rows at most.';

CREATE FUNCTION iotjobs.unschedule_maintenance()
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_unschedule_maintenance'
LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.unschedule_maintenance() IS
'Takes iotjobs.schedule_maintenance() back: the worker does the calendar work again. Does nothing where nothing is scheduled. Returns the jobs that are left, none.';

CREATE FUNCTION iotjobs.start_worker()
RETURNS integer
AS 'MODULE_PATHNAME', 'iotjobs_start_worker'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.start_worker() IS
'Returns the process id of the worker of this database, and starts it if there is none. Needed where the library is not preloaded; the worker then runs until the server is stopped.';

CREATE FUNCTION iotjobs.worker_processes(
	OUT database oid,
	OUT pid integer,
	OUT state text,
	OUT reason text,
	OUT started_at timestamptz,
	OUT next_start_at timestamptz,
	OUT last_pass_began_at timestamptz,
	OUT last_pass_ended_at timestamptz,
	OUT passes bigint,
	OUT units bigint,
	OUT units_failed bigint,
	OUT done jsonb,
	OUT last_pass_done jsonb,
	OUT next_try_at timestamptz,
	OUT last_error text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'iotjobs_worker_processes'
LANGUAGE C VOLATILE PARALLEL RESTRICTED ROWS 10
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.worker_processes() IS
'The workers of all databases and what each has done since it started; see the view iotjobs.worker_status.';

-- Failures are of the present database only: the others' cannot be read here.
CREATE VIEW iotjobs.worker_status AS
SELECT d.datname AS database,
	p.pid,
	p.state,
	p.reason,
	p.started_at,
	p.next_start_at,
	p.last_pass_began_at,
	p.last_pass_ended_at,
	CASE WHEN p.last_pass_ended_at >= p.last_pass_began_at
		THEN p.last_pass_ended_at - p.last_pass_began_at END AS last_pass_length,
	p.passes,
	p.units,
	p.units_failed,
	p.done,
	p.last_pass_done,
	f.failing,
	COALESCE(p.last_error, f.last_error) AS last_error,
	COALESCE(p.next_try_at, f.next_try_at) AS next_try_at
FROM iotjobs.worker_processes() AS p
LEFT JOIN pg_catalog.pg_database AS d ON d.oid = p.database
LEFT JOIN LATERAL (
	SELECT pg_catalog.count(*) AS failing,
		(pg_catalog.array_agg(w.last_error ORDER BY w.failed_at DESC))[1] AS last_error,
		pg_catalog.min(w.next_try_at) AS next_try_at
	FROM iotjobs.worker_failure AS w) AS f
	ON d.datname = pg_catalog.current_database();
COMMENT ON VIEW iotjobs.worker_status IS
	'The workers of the cluster, one row per database, and always one for the present database';
COMMENT ON COLUMN iotjobs.worker_status.database IS 'Database that the worker serves';
COMMENT ON COLUMN iotjobs.worker_status.pid IS 'Process id of the worker';
COMMENT ON COLUMN iotjobs.worker_status.state IS 'running, starting, waiting (for next_start_at) or none';
COMMENT ON COLUMN iotjobs.worker_status.reason IS 'Why there is no worker';
COMMENT ON COLUMN iotjobs.worker_status.started_at IS 'When the worker started';
COMMENT ON COLUMN iotjobs.worker_status.next_start_at IS 'When one will be started';
COMMENT ON COLUMN iotjobs.worker_status.last_pass_began_at IS 'When the last pass began';
COMMENT ON COLUMN iotjobs.worker_status.last_pass_ended_at IS 'When the last finished pass ended';
COMMENT ON COLUMN iotjobs.worker_status.last_pass_length IS 'How long the last pass took; null during a pass';
COMMENT ON COLUMN iotjobs.worker_status.passes IS 'Passes since the worker started';
COMMENT ON COLUMN iotjobs.worker_status.units IS 'Batches, each in its own transaction, since the worker started';
COMMENT ON COLUMN iotjobs.worker_status.units_failed IS 'How many of them failed';
COMMENT ON COLUMN iotjobs.worker_status.done IS 'What its passes have done since, a JSON object of what is not 0, named as in the result of iotjobs.run_worker()';
COMMENT ON COLUMN iotjobs.worker_status.last_pass_done IS 'The same of the last finished pass';
COMMENT ON COLUMN iotjobs.worker_status.failing IS 'Rows of iotjobs.worker_failure';
COMMENT ON COLUMN iotjobs.worker_status.last_error IS 'Why the last pass failed as a whole, or else the message of the latest of these';
COMMENT ON COLUMN iotjobs.worker_status.next_try_at IS 'When that is tried again, or else the first of these';

CREATE VIEW iotjobs.worker_failures AS
SELECT f.step,
	j.job_id::text AS job_id,
	f.failures,
	f.sqlstate,
	f.last_error,
	f.failed_at,
	f.next_try_at
FROM iotjobs.worker_failure AS f
LEFT JOIN iotjobs.job AS j ON j.id = f.job_id;
COMMENT ON VIEW iotjobs.worker_failures IS
	'Steps of the worker that failed last time in this database, and when each is tried again';
COMMENT ON COLUMN iotjobs.worker_failures.step IS 'Step of the worker''s pass';
COMMENT ON COLUMN iotjobs.worker_failures.job_id IS 'The job whose step failed; null for a step of no single job';
COMMENT ON COLUMN iotjobs.worker_failures.failures IS 'How many times in a row';
COMMENT ON COLUMN iotjobs.worker_failures.sqlstate IS 'SQLSTATE of the last error';
COMMENT ON COLUMN iotjobs.worker_failures.last_error IS 'Message of the last error';
COMMENT ON COLUMN iotjobs.worker_failures.failed_at IS 'When it failed last';
COMMENT ON COLUMN iotjobs.worker_failures.next_try_at IS 'When it is tried again';

-- Each is a look at the beginning of an index, or at a table that is empty where nothing waits.
CREATE VIEW iotjobs.worker_backlog AS
SELECT
	(SELECT count(*) FROM iotjobs.job_work AS w WHERE w.next_at <= n.now AND w.kind = 'rollout') AS rollouts_due,
	(SELECT count(*) FROM iotjobs.job_work AS w WHERE w.next_at <= n.now AND w.kind <> 'rollout') AS cancels_and_deletions_due,
	(SELECT n.now - min(w.next_at) FROM iotjobs.job_work AS w WHERE w.next_at <= n.now) AS work_waits_for,
	(SELECT count(*) FROM iotjobs.unfolded_event) AS unfolded_events,
	(SELECT n.now - min(u.happened_at) FROM iotjobs.unfolded_event AS u) AS unfolded_for,
	(SELECT count(*) FROM iotjobs.execution_timer AS t WHERE t.deadline <= n.now) AS timers_ended,
	(SELECT n.now - min(t.deadline) FROM iotjobs.execution_timer AS t WHERE t.deadline <= n.now) AS timers_ended_for,
	(SELECT count(*) FROM iotjobs.owed_execution) AS owed_executions,
	(SELECT count(*) FROM iotjobs.membership_change) AS membership_changes,
	(SELECT count(*) FROM iotjobs.deferred_membership) AS deferred_memberships,
	(SELECT count(*) FROM iotjobs.job_retention) AS jobs_expiring
FROM (SELECT now() AS now) AS n;
COMMENT ON VIEW iotjobs.worker_backlog IS 'What waits for the worker of this database at this moment, one row; all 0 or NULL where it keeps up';
COMMENT ON COLUMN iotjobs.worker_backlog.rollouts_due IS 'Jobs that could release executions now';
COMMENT ON COLUMN iotjobs.worker_backlog.cancels_and_deletions_due IS 'Jobs whose executions are to be canceled or deleted';
COMMENT ON COLUMN iotjobs.worker_backlog.work_waits_for IS 'How long the first of both has been waiting';
COMMENT ON COLUMN iotjobs.worker_backlog.unfolded_events IS 'Events that the counters do not hold yet';
COMMENT ON COLUMN iotjobs.worker_backlog.unfolded_for IS 'Age of the oldest of them';
COMMENT ON COLUMN iotjobs.worker_backlog.timers_ended IS 'Executions that are to be timed out';
COMMENT ON COLUMN iotjobs.worker_backlog.timers_ended_for IS 'How long ago the first of these timers ended';
COMMENT ON COLUMN iotjobs.worker_backlog.owed_executions IS 'Retries and first executions that things are owed; also those that wait for a window';
COMMENT ON COLUMN iotjobs.worker_backlog.membership_changes IS 'Changes of memberships that have not been carried into jobs';
COMMENT ON COLUMN iotjobs.worker_backlog.deferred_memberships IS 'Things that a job has still to look at, because it fails or was being changed';
COMMENT ON COLUMN iotjobs.worker_backlog.jobs_expiring IS 'Jobs whose old executions retention is deleting';
