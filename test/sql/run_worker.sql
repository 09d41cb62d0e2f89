-- iotjobs.run_worker(): a whole pass in the caller's transaction; an error in one job is that job's alone.
\set VERBOSITY sqlstate
\set SHOW_CONTEXT never
SET client_min_messages = error;
DROP EXTENSION iotjobs CASCADE;
CREATE EXTENSION iotjobs;
RESET client_min_messages;
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
SET iotjobs.clock = '2030-01-01 12:00:00+00';
\pset format unaligned
\pset tuples_only on

CREATE FUNCTION pg_temp.arn(name text) RETURNS text LANGUAGE sql AS $$ SELECT 'arn:aws:iot:us-east-1:123456789012:thing/' || name $$;

-- Nothing to do. The present is that of iotjobs.clock.
SELECT iotjobs.run_worker();
SELECT iotjobs.run_worker('2030-01-01 12:00:30.25+00') ->> 'at';

-- A stopped clock goes along into parallel workers, however its time was written.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET iotjobs.clock = '1 Jan 2030 07:00 EST';
SHOW iotjobs.clock;
SELECT count(*) > 0 FROM pg_proc WHERE prosrc <> '';
SET iotjobs.clock = '2030-01-01 12:00:00+00';
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

-- A pass has a time.
SELECT iotjobs.run_worker('infinity');
SELECT iotjobs.run_worker('-infinity');

SELECT count(*) FROM (SELECT iotjobs.create_thing('worker_' || i) FROM generate_series(1, 3) AS i) AS made;
SELECT iotjobs.create_job('worker_good', ARRAY[pg_temp.arn('worker_1')], document => '{}') ->> 'jobId';
SELECT iotjobs.create_job('worker_bad', ARRAY[pg_temp.arn('worker_2')], document => '{}') ->> 'jobId';
SELECT iotjobs.create_job('worker_late', ARRAY[pg_temp.arn('worker_3')], document => '{}') ->> 'jobId';

-- The second cannot be rolled out.
CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.job_id = (SELECT id FROM iotjobs.job WHERE job_id = 'worker_bad') THEN
		RAISE 'refused' USING ERRCODE = 'P0BAD';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER refuse BEFORE INSERT ON iotjobs.job_execution FOR EACH ROW EXECUTE FUNCTION public.refuse();

CREATE VIEW public.progress AS
	SELECT string_agg(j.job_id || ' ' || (SELECT count(*) FROM iotjobs.job_execution AS e WHERE e.job_id = j.id), ', ' ORDER BY j.job_id)
	FROM iotjobs.job AS j WHERE j.job_id LIKE 'worker\_%';

-- The number of the job is not for an expected file.
\set VERBOSITY terse
SELECT s ->> 'released', s ->> 'unitsFailed' FROM iotjobs.run_worker() AS s;
TABLE public.progress;
TABLE iotjobs.worker_failures;

-- It is tried again when its time has come, which moves away each time.
SELECT s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 12:00:00.9+00') AS s;
SELECT s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 12:00:01+00') AS s;
SELECT failures, next_try_at FROM iotjobs.worker_failures;
SELECT s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 12:00:03+00') AS s;
SELECT failures, next_try_at FROM iotjobs.worker_failures;

-- A clock that went back does not leave it waiting for years.
UPDATE iotjobs.worker_failure SET next_try_at = '2040-01-01 12:00:00+00';
SELECT s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 12:00:04+00') AS s;
SELECT failures, next_try_at FROM iotjobs.worker_failures;

-- Five minutes are the longest pause.
UPDATE iotjobs.worker_failure SET failures = 1000;
SELECT s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 12:01:00+00') AS s;
SELECT failures, next_try_at FROM iotjobs.worker_failures;

-- Deleting the record has it tried at once; success deletes it, too.
DELETE FROM iotjobs.worker_failure;
SELECT s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 12:01:01+00') AS s;
SELECT failures FROM iotjobs.worker_failures;
DROP TRIGGER refuse ON iotjobs.job_execution;
SELECT s ->> 'released', s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 12:01:02+00') AS s;
TABLE public.progress;
SELECT count(*) FROM iotjobs.worker_failures;

-- The record of a job that is no more is forgotten.
INSERT INTO iotjobs.worker_failure VALUES ('job', 999999, 3, 'XX000', 'gone', '2030-01-01 12:00:00+00', '2030-01-01 12:00:04+00');
SELECT s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 13:00:04+00') AS s;
SELECT count(*) FROM iotjobs.worker_failures;
SELECT s ->> 'unitsFailed' FROM iotjobs.run_worker('2030-01-01 13:00:05+00') AS s;
SELECT count(*) FROM iotjobs.worker_failures;

-- What a pass did goes with its transaction.
SELECT iotjobs.create_job('worker_undone', ARRAY[pg_temp.arn('worker_1')], document => '{}') ->> 'jobId';
BEGIN;
SELECT s ->> 'released' FROM iotjobs.run_worker() AS s;
ROLLBACK;
TABLE public.progress;
SELECT s ->> 'released' FROM iotjobs.run_worker() AS s;
TABLE public.progress;

-- Where there is no worker, the status says why.
SELECT database = current_database(), state, reason IS NOT NULL, failing FROM iotjobs.worker_status WHERE database = current_database();

DROP VIEW public.progress;
DROP FUNCTION public.refuse();
