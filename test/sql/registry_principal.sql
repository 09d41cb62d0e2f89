-- Principals: roles attached to things, and for whom they may act.
\pset format unaligned
\pset tuples_only on
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00Z';
CREATE ROLE regress_iotjobs_d1;
CREATE ROLE regress_iotjobs_d2;
CREATE ROLE regress_iotjobs_gateway;
CREATE ROLE "regress_iotjobs Odd";
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 4) AS i;
SELECT iotjobs.create_job('j', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/t1', 'arn:aws:iot:us-east-1:123456789012:thing/t2'], document => '{}')->>'jobId';
SELECT iotjobs.run_worker('2026-01-01 00:00:01Z')->'released';

\echo == attach, list, detach
SELECT iotjobs.attach_thing_principal('t1', 'regress_iotjobs_d1');
SELECT iotjobs.attach_thing_principal('t1', 'regress_iotjobs_d1');
SELECT iotjobs.attach_thing_principal('t1', 'regress_iotjobs Odd', 'NON_EXCLUSIVE_THING');
SELECT iotjobs.attach_thing_principal('t3', 'regress_iotjobs_d1');
SELECT iotjobs.list_thing_principals('t1');
SELECT iotjobs.list_thing_principals('t2');
SELECT iotjobs.list_principal_things('regress_iotjobs_d1');
SELECT iotjobs.list_principal_things('regress_iotjobs_gateway');
SELECT iotjobs.list_thing_principals('t1', iotjobs.list_thing_principals('t1', max_results => 1)->>'nextToken', 1);
SELECT iotjobs.list_principal_things('regress_iotjobs_d1', iotjobs.list_principal_things('regress_iotjobs_d1', max_results => 1)->>'nextToken');
SELECT pg_temp.fails(format('SELECT iotjobs.list_thing_principals(%L, %L)', 't2', iotjobs.list_thing_principals('t1', max_results => 1)->>'nextToken'));
SELECT iotjobs.detach_thing_principal('t1', 'regress_iotjobs Odd');
SELECT pg_temp.fails($$SELECT iotjobs.detach_thing_principal('t1', 'regress_iotjobs Odd')$$);

\echo == what does not exist
SELECT pg_temp.fails($$SELECT iotjobs.attach_thing_principal('t1', 'nobody at all')$$);
SELECT pg_temp.fails($$SELECT iotjobs.attach_thing_principal('t1', 'REGRESS_IOTJOBS_D1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.attach_thing_principal('t1', '')$$);
SELECT pg_temp.fails($$SELECT iotjobs.attach_thing_principal('t1', repeat('x', 1000000))$$);
SELECT pg_temp.fails($$SELECT iotjobs.attach_thing_principal('t9', 'regress_iotjobs_d1')$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_thing_principals('t9')$$);
SELECT pg_temp.fails($$SELECT iotjobs.list_principal_things('nobody at all')$$);

\echo == EXCLUSIVE_THING: one thing alone
SELECT pg_temp.fails($$SELECT iotjobs.attach_thing_principal('t1', 'regress_iotjobs_d1', 'EXCLUSIVE_THING')$$);
SELECT iotjobs.attach_thing_principal('t2', 'regress_iotjobs_d2', 'EXCLUSIVE_THING');
SELECT iotjobs.attach_thing_principal('t2', 'regress_iotjobs_d2', 'EXCLUSIVE_THING');
SELECT pg_temp.fails($$SELECT iotjobs.attach_thing_principal('t1', 'regress_iotjobs_d2')$$);
SELECT iotjobs.attach_thing_principal('t2', 'regress_iotjobs_d2');
SELECT iotjobs.attach_thing_principal('t4', 'regress_iotjobs_d2');
SELECT pg_temp.fails($$SELECT iotjobs.attach_thing_principal('t4', 'regress_iotjobs_d2', 'ONLY')$$);

\echo == a device acts for its things only, a gateway for all
GRANT USAGE ON SCHEMA iotjobs_data TO regress_iotjobs_d1, regress_iotjobs_d2, regress_iotjobs_gateway;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA iotjobs_data TO regress_iotjobs_d1, regress_iotjobs_gateway;
SET LOCAL ROLE regress_iotjobs_gateway;
SELECT jsonb_array_length(iotjobs_data.get_pending_job_executions('t1')->'queuedJobs'), jsonb_array_length(iotjobs_data.get_pending_job_executions('t2')->'queuedJobs');
SET LOCAL ROLE regress_iotjobs_d1;
SELECT jsonb_array_length(iotjobs_data.get_pending_job_executions('t1')->'queuedJobs');
SELECT iotjobs_data.get_pending_job_executions('t3');
SELECT pg_temp.fails($$SELECT iotjobs_data.get_pending_job_executions('t2')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.get_pending_job_executions('t9')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.start_next_pending_job_execution('t2')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.describe_job_execution('j', 't2')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.update_job_execution('j', 't2', 'SUCCEEDED')$$);
SELECT pg_temp.fails($$SELECT iotjobs_data.invoke('UpdateJobExecution', '{"jobId": "j", "thingName": "t2", "status": "SUCCEEDED"}')$$);
SELECT iotjobs_data.start_next_pending_job_execution('t1')->'execution'->>'status';
SELECT iotjobs_data.update_job_execution('j', 't1', 'SUCCEEDED');
RESET ROLE;

\echo == also below a function of another owner
CREATE FUNCTION public.next_of(thing text) RETURNS jsonb LANGUAGE sql SECURITY DEFINER AS
	$$ SELECT iotjobs_data.start_next_pending_job_execution(thing) $$;
GRANT EXECUTE ON FUNCTION public.next_of TO regress_iotjobs_d1, regress_iotjobs_d2;
SET LOCAL ROLE regress_iotjobs_d1;
SELECT pg_temp.fails($$SELECT public.next_of('t2')$$);
SET LOCAL ROLE regress_iotjobs_d2;
SELECT public.next_of('t2')->'execution'->>'status';
RESET ROLE;

\echo == a thing with a principal stays; renamed and dropped roles
SELECT pg_temp.fails($$SELECT iotjobs.delete_thing('t1')$$);
ALTER ROLE regress_iotjobs_d1 RENAME TO regress_iotjobs_d3;
SELECT iotjobs.list_thing_principals('t1');
SELECT iotjobs.detach_thing_principal('t1', 'regress_iotjobs_d3');
SELECT iotjobs.delete_thing('t1');
SELECT name, bad FROM iotjobs.check() WHERE bad <> 0;
DROP OWNED BY regress_iotjobs_d2;
DROP ROLE regress_iotjobs_d2;
SELECT iotjobs.list_thing_principals('t2');
SELECT iotjobs.delete_thing('t2');
SELECT name, bad FROM iotjobs.check() WHERE bad <> 0;

ROLLBACK;
