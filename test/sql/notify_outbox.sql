-- The outbox: who asks, leases, confirmations, the order of each thing, what is dropped, and that nothing grows.
\pset format unaligned
\pset tuples_only on
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
SET iotjobs.clock = '2026-01-01 12:00:00Z';
SELECT count(iotjobs.create_thing('t' || i)) FROM generate_series(1, 200) i;
CREATE FUNCTION pg_temp.job(which text, VARIADIC targets text[]) RETURNS text LANGUAGE sql AS $$
	SELECT iotjobs.create_job(which, pg_temp.arns(VARIADIC targets), document => '1')->>'jobId'
$$;
CREATE FUNCTION pg_temp.pass() RETURNS jsonb LANGUAGE sql AS $$ SELECT iotjobs.run_worker()->'announced' $$;
-- What is there for a thing, without its time; ids as places in the outbox.
CREATE VIEW pg_temp.outbox AS
	SELECT row_number() OVER (ORDER BY id) AS place, id, topic FROM iotjobs.notification;
CREATE FUNCTION pg_temp.take(max int DEFAULT NULL, lease interval DEFAULT NULL) RETURNS TABLE (place bigint, topic text) LANGUAGE sql AS $$
	SELECT o.place, replace(t.topic, '$aws/things/', '') FROM iotjobs.take_notifications(max, lease) AS t LEFT JOIN pg_temp.outbox AS o ON o.id = t.id ORDER BY t.id
$$;
CREATE FUNCTION pg_temp.confirm(VARIADIC places bigint[]) RETURNS bigint LANGUAGE sql AS $$
	SELECT iotjobs.confirm_notifications(ARRAY(SELECT id FROM pg_temp.outbox WHERE place = ANY (places)))
$$;
CREATE VIEW pg_temp.status AS
	SELECT tells_devices, is_producing, waiting, leased, taken, confirmed, dropped FROM iotjobs.notification_status;

\echo == rule: where nobody asks nothing is made
SELECT pg_temp.job('a', 'thing/t1');
SELECT pg_temp.pass();
SELECT * FROM pg_temp.status;
SELECT count(*) FROM iotjobs.execution_event WHERE thing_ids IS NOT NULL;
\echo == rule: a consumer asks by taking, and hears what happens from then on
SELECT * FROM pg_temp.take();
SELECT pg_temp.pass();
SELECT * FROM pg_temp.status;
SELECT pg_temp.job('b', 'thing/t1');
SELECT pg_temp.pass();
SELECT * FROM pg_temp.take();
\echo == rule: what is taken is kept for the consumer until the lease ends
SELECT * FROM pg_temp.take();
SELECT iotjobs_data.update_job_execution('a', 't1', 'SUCCEEDED');
SELECT pg_temp.pass();
SELECT * FROM pg_temp.take();
SET iotjobs.clock = '2026-01-01 12:00:29.999999Z';
SELECT * FROM pg_temp.take();
SET iotjobs.clock = '2026-01-01 12:00:30Z';
SELECT * FROM pg_temp.take(lease => '1 minute');
\echo == rule: confirmed is confirmed: once, and early enough also by the one whose lease has ended
SELECT pg_temp.confirm(1), pg_temp.confirm(1), pg_temp.confirm(2, 3), pg_temp.confirm(1, 2, 3);
SELECT * FROM pg_temp.status;
\echo == rule: ids that were never handed out count for nothing
SELECT iotjobs.confirm_notifications('{-1,0,1,64,9223372036854775807,NULL}'), iotjobs.confirm_notifications('{}');
SELECT iotjobs_data.update_job_execution('b', 't1', 'SUCCEEDED');
SELECT pg_temp.pass();
SELECT pg_temp.confirm(4, 5);
\echo == rule: out of order: what was not confirmed comes again, what was does not
SELECT * FROM pg_temp.take();
SELECT pg_temp.confirm(5);
SELECT pg_temp.job('c', 'thing/t1');
SELECT pg_temp.pass();
SELECT * FROM pg_temp.take();
SET iotjobs.clock = '2026-01-01 12:05:00Z';
SELECT * FROM pg_temp.take();
SELECT pg_temp.confirm(4, 6, 7);
SELECT lane, confirmed_ahead, leased_until IS NOT NULL, taken, confirmed FROM iotjobs.notification_lane WHERE taken > 0;

\echo == rule: of a thing only the first ones are taken, by one; others take what is left of other things
SELECT pg_temp.job('d', 'thing/t1', 'thing/t2', 'thing/t3');
SELECT pg_temp.pass();
SELECT count(*) FROM pg_temp.take(2);
SELECT count(*) FROM pg_temp.take();
SELECT count(*) FROM pg_temp.take();
SET iotjobs.clock = '2026-01-01 12:10:00Z';
SELECT iotjobs.confirm_notifications(ARRAY(SELECT id FROM iotjobs.take_notifications()));
\echo == rule: as many as asked for, whatever the lanes
SELECT count(*) FROM (SELECT iotjobs.create_job('e' || i, pg_temp.arns('thing/t' || i), document => '1') FROM generate_series(4, 200) AS i OFFSET 0) AS x;
SELECT pg_temp.pass();
SELECT count(*) FROM iotjobs.take_notifications(1);
SELECT count(*) FROM iotjobs.take_notifications(50);
SELECT count(*) FROM iotjobs.take_notifications(10000);
SET iotjobs.clock = '2026-01-01 12:15:00Z';
SELECT count(*), count(*) = iotjobs.confirm_notifications(array_agg(id)) FROM iotjobs.take_notifications(10000);
SELECT * FROM pg_temp.status;

\echo == rule: max and lease have limits
SELECT pg_temp.fails('SELECT iotjobs.take_notifications(0)');
SELECT pg_temp.fails('SELECT iotjobs.take_notifications(10001)');
SELECT pg_temp.fails(format('SELECT iotjobs.take_notifications(1, %L)', lease)) FROM unnest('{0,999999 us,1 day 1 us,-1 s,1 month,100000000 days}'::text[]) lease;
SELECT count(*) FROM iotjobs.take_notifications(10000, '1 day') AS a, iotjobs.take_notifications(1, '1 s') AS b;
SELECT pg_temp.fails('SELECT iotjobs.confirm_notifications(NULL)');

\echo == rule: a slot in which all is confirmed is emptied, and the outbox does not grow
SELECT pg_temp.pass();
SET iotjobs.clock = '2026-01-01 12:17:00Z';
SELECT pg_temp.pass();
SELECT slot, closed_at IS NOT NULL FROM iotjobs.notification_slot ORDER BY slot;
SELECT pg_temp.pass();
SELECT pg_temp.pass();
SELECT slot, closed_at IS NOT NULL FROM iotjobs.notification_slot ORDER BY slot;
SELECT pg_relation_size('iotjobs.notification_0');

\echo == rule: what nobody takes is dropped when it is too old, and counted; it takes at most a quarter longer
SET iotjobs.notify = on;
SET iotjobs.notification_retention = '1h';
CREATE FUNCTION pg_temp.absent(hours int, OUT made int, OUT kept bigint, OUT oldest interval, OUT lost bigint) LANGUAGE plpgsql AS $$
BEGIN
	made := 0;
	FOR i IN 1 .. hours * 12 LOOP
		PERFORM set_config('iotjobs.clock', (current_setting('iotjobs.clock')::timestamptz + interval '5 minutes')::text, false);
		PERFORM iotjobs.create_job('x' || hours || '-' || i, pg_temp.arns('thing/t' || (1 + i % 200)), document => '1');
		made := made + (iotjobs.run_worker()->>'announced')::int;
	END LOOP;
	SELECT count(*), current_setting('iotjobs.clock')::timestamptz - min(created) INTO kept, oldest FROM iotjobs.notification;
	SELECT dropped INTO lost FROM iotjobs.notification_status;
END $$;
SELECT * FROM pg_temp.absent(8);
SELECT waiting FROM pg_temp.status;
SELECT count(*) FROM iotjobs.notification_slot;
\echo == rule: also under a lease that nobody ends, and confirming what was dropped does no harm
CREATE TEMP TABLE late AS SELECT id FROM iotjobs.take_notifications(10000, '1 day');
SELECT lost > 0, kept < 20, oldest <= '01:20' FROM pg_temp.absent(3);
SELECT iotjobs.confirm_notifications(ARRAY(SELECT id FROM late));
SELECT name FROM iotjobs.check() WHERE bad <> 0;

\echo == rule: a consumer that has not asked for the time of retention counts as gone
RESET iotjobs.notify;
SELECT tells_devices FROM pg_temp.status;
SELECT count(*) > 0 FROM iotjobs.take_notifications(10000);
SELECT pg_temp.pass() IS NOT NULL;
SELECT tells_devices FROM pg_temp.status;
SELECT made > 0 FROM pg_temp.absent(1);
SELECT made FROM pg_temp.absent(2);
SELECT * FROM pg_temp.status;
SELECT count(*) FROM iotjobs.thing_announcement;
RESET iotjobs.notification_retention;
RESET iotjobs.clock;
DROP VIEW pg_temp.outbox, pg_temp.status CASCADE;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
