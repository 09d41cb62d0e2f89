-- The extension comes, goes and comes again in one session.
\set VERBOSITY terse
SELECT extname, extversion, extnamespace::regnamespace, extrelocatable
  FROM pg_extension WHERE extname = 'iotjobs';
DROP EXTENSION iotjobs;
SELECT count(*) AS left_over FROM pg_namespace WHERE nspname LIKE 'iotjobs%';
CREATE EXTENSION iotjobs;
-- Nothing is made where something of the same name stands.
DROP EXTENSION iotjobs;
CREATE SCHEMA iotjobs;
CREATE EXTENSION iotjobs;
DROP SCHEMA iotjobs;
CREATE EXTENSION iotjobs;
SELECT count(*) AS schemas FROM pg_namespace WHERE nspname LIKE 'iotjobs%';
