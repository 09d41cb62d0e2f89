-- In a read-only transaction, as on a standby, what reads answers and what writes is refused,
-- without a word about the statements behind it.
\pset format unaligned
\pset tuples_only on
BEGIN;
SELECT iotjobs.create_thing('shown-lamp') ->> 'thingName';
SELECT iotjobs.create_job('shown-fw', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/shown-lamp'], document => '{}') ->> 'jobId';
SELECT iotjobs.run_worker() IS NOT NULL;
SET TRANSACTION READ ONLY;

-- Reading.
SELECT iotjobs.describe_job('shown-fw') -> 'job' -> 'jobProcessDetails' -> 'numberOfQueuedThings';
SELECT jsonb_array_length(iotjobs_data.get_pending_job_executions('shown-lamp') -> 'queuedJobs');
SELECT iotjobs_data.describe_job_execution('$next', 'shown-lamp') -> 'execution' -> 'status';
SELECT iotjobs.invoke('DescribeThing', '{"thingName": "shown-lamp"}') ->> 'thingName';
SELECT job_id, queued FROM iotjobs.jobs WHERE job_id = 'shown-fw';
SELECT sum(bad) FROM iotjobs.check();

-- Writing.
SAVEPOINT s;
SELECT iotjobs.create_thing('lantern');
ROLLBACK TO s;
SELECT iotjobs.invoke('CancelJob', '{"jobId": "shown-fw"}');
ROLLBACK TO s;
SELECT iotjobs_data.start_next_pending_job_execution('shown-lamp');
ROLLBACK TO s;
SELECT iotjobs_data.update_job_execution('shown-fw', 'shown-lamp', 'SUCCEEDED');
ROLLBACK TO s;
SELECT iotjobs.register_things(ARRAY['lantern']);
ROLLBACK TO s;
SELECT iotjobs.run_worker();
ROLLBACK;
