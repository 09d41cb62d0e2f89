-- What came out: the reply of describe_job, the failures with their reasons, and whether all counts agree.
--	psql -v job=... -v succeeded=... -v failed=... -f result.sql	(the latter as the devices counted)

\set ON_ERROR_STOP on
\pset footer off

\qecho
\qecho iotjobs.describe_job('':job''):
\t on
\pset format unaligned
SELECT pg_catalog.jsonb_pretty(iotjobs.describe_job(:'job'));
\pset format aligned
\t off

\qecho
\qecho The failures, joined with the table of robots:
SELECT robot.plant, execution.status_details->>'reason' AS reason, pg_catalog.count(*) AS robots,
	pg_catalog.min(execution.thing_name) AS for_example
  FROM iotjobs.executions AS execution
  JOIN robot ON robot.thing_name = execution.thing_name
 WHERE execution.job_id = :'job' AND execution.status = 'FAILED'
 GROUP BY 1, 2
 ORDER BY 1, 3 DESC, 2;

CREATE TEMPORARY TABLE tally AS
SELECT 1 AS position, 'describe_job' AS counted_by,
	(details->>'numberOfSucceededThings')::bigint AS succeeded,
	(details->>'numberOfFailedThings')::bigint AS failed,
	(SELECT pg_catalog.sum(value::bigint) FROM pg_catalog.jsonb_each_text(details)
	  WHERE key LIKE 'numberOf%')::bigint AS all_things
  FROM (SELECT iotjobs.describe_job(:'job')->'job'->'jobProcessDetails' AS details) AS reply
UNION ALL
SELECT 2, 'rows of iotjobs.executions',
	pg_catalog.count(*) FILTER (WHERE status = 'SUCCEEDED'),
	pg_catalog.count(*) FILTER (WHERE status = 'FAILED'), pg_catalog.count(*)
  FROM iotjobs.executions WHERE job_id = :'job'
UNION ALL
SELECT 3, 'the devices themselves', :succeeded, :failed, :succeeded + :failed
UNION ALL
SELECT 4, 'robots', NULL, NULL, (SELECT pg_catalog.count(*) FROM robot);

\qecho Do the counters add up?
SELECT counted_by, succeeded, failed, all_things FROM tally ORDER BY position;

SELECT pg_catalog.count(DISTINCT succeeded) = 1 AND pg_catalog.count(DISTINCT failed) = 1
	AND pg_catalog.count(DISTINCT all_things) = 1 AS agree
  FROM tally \gset
\qecho Asking iotjobs.check(), which reads everything ...
SELECT pg_catalog.count(*) AS invariants, pg_catalog.sum(bad) AS violations,
	pg_catalog.sum(bad) = 0 AND :'agree' AS agree
  FROM iotjobs.check() \gset
\if :agree
	\qecho Yes, and all :invariants invariants are kept.
\else
	\qecho No! (Violated invariants: :violations)
	DO $$ BEGIN RAISE EXCEPTION 'the counters do not add up'; END $$;
\endif
