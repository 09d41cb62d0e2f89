# The live worker tells devices and listeners: soon, once per pass, through crashes and under load; in order, and nothing gets lost.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;
use Worker;

my $things = 2000;
my $group = arn('thinggroup', 'fleet');
# Left alone the worker would sleep for an hour.
my $node = new_node('tells', 'iotjobs.max_rollout_per_minute = 100000000', 'iotjobs.naptime = 1h', 'restart_after_crash = on',
	'synchronous_commit = off');
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
create_fleet($node, 'postgres', $things);
worker_comes($node, 'postgres', 'a worker comes');

# What a thing was told last of its list, against what it would get now.
my $told_otherwise = q{
	WITH told AS (
		SELECT DISTINCT ON (h.topic) split_part(h.topic, '/', 3) AS thing,
			coalesce((SELECT jsonb_agg(e->'jobId' || (e->'executionNumber') ORDER BY e->'jobId')
				FROM jsonb_each(h.payload->'jobs') AS l, jsonb_array_elements(l.value) AS e), '[]') AS list
		FROM (SELECT id, topic, payload FROM heard UNION ALL SELECT id, topic, payload FROM iotjobs.notification) AS h
		WHERE h.topic LIKE '%/notify' ORDER BY h.topic, h.id DESC),
	shown AS (
		SELECT t.name::text AS thing, coalesce((SELECT jsonb_agg(e->'jobId' || (e->'executionNumber') ORDER BY e->'jobId')
			FROM jsonb_each(iotjobs_data.get_pending_job_executions(t.name::text)) AS l, jsonb_array_elements(l.value) AS e), '[]') AS list
		FROM iotjobs.thing AS t)
	SELECT count(*) FROM shown AS s LEFT JOIN told AS t USING (thing) WHERE s.list <> coalesce(t.list, '[]')};
my $nothing_to_tell = 'SELECT NOT EXISTS (SELECT FROM iotjobs.unannounced_event) AND NOT EXISTS (SELECT FROM iotjobs.job_work)';
$node->safe_psql('postgres', q{
	CREATE TABLE heard (id bigint, topic text, payload jsonb, consumer int DEFAULT pg_backend_pid(), at timestamptz DEFAULT clock_timestamp());
	CREATE INDEX ON heard (id);
	-- Takes what is next and reports; another one may be at the same thing.
	CREATE FUNCTION device(thing text, succeeds boolean) RETURNS void LANGUAGE plpgsql AS $$
	DECLARE
		job text := iotjobs_data.start_next_pending_job_execution(thing) #>> '{execution,jobId}';
	BEGIN
		IF job IS NOT NULL THEN
			PERFORM iotjobs_data.update_job_execution(job, thing, CASE WHEN succeeds THEN 'SUCCEEDED' ELSE 'FAILED' END);
		END IF;
	EXCEPTION WHEN SQLSTATE 'IJ40S' THEN NULL;
	END $$;
	-- How long after its commit a change can be taken, in milliseconds.
	CREATE PROCEDURE latency(statement text, INOUT ms numeric DEFAULT NULL) LANGUAGE plpgsql AS $$
	DECLARE
		committed timestamptz;
		taken bigint[];
	BEGIN
		EXECUTE statement;
		COMMIT;
		committed := clock_timestamp();
		LOOP
			SELECT array_agg(id) INTO taken FROM iotjobs.take_notifications(10000);
			ms := 1000 * extract(epoch FROM clock_timestamp() - committed);
			COMMIT;
			EXIT WHEN taken IS NOT NULL OR ms > 60000;
			PERFORM pg_sleep(0.001);
		END LOOP;
		PERFORM iotjobs.confirm_notifications(taken);
	END $$});

# A consumer asks, and the worker begins to tell.
$node->safe_psql('postgres', 'SELECT * FROM iotjobs.take_notifications()');
ok($node->poll_query_until('postgres', 'SELECT tells_devices FROM iotjobs.notification_status'), 'a consumer is heard at once');

# Soon: the best of ten, because other tests may be at work beside this one.
sub soon
{
	my ($what, $statement) = @_;
	my @ms = sort { $a <=> $b } map {
		my $sql = $statement;
		$sql =~ s/%/$_/g;
		$node->safe_psql('postgres', qq{CALL latency(\$\$$sql\$\$)}) } 1 .. 10;
	cmp_ok($ms[0], '<', 200, "within 200 ms: $what") or diag("@ms");
}
soon('a job is created', "SELECT iotjobs.create_job('early-%', ARRAY['" . arn('thing', 'thing_%') . "'], document => '1')");
soon('a device reports', "SELECT iotjobs_data.update_job_execution('early-%', 'thing_%', 'FAILED')");

# NOTIFY: from the worker alone, at most one per pass, none of devices.
{
	my $listener = $node->background_psql('postgres');
	$listener->query_safe('LISTEN iotjobs');
	my $worker = worker_pid($node, 'postgres');
	my $passes = "SELECT passes FROM iotjobs.worker_status WHERE database = 'postgres'";
	my $before = $node->safe_psql('postgres', $passes);
	$node->safe_psql('postgres', "SELECT iotjobs.create_job('all', ARRAY['$group'], document => '1')");
	ok($node->poll_query_until('postgres', "SELECT count(*) = 2 * $things FROM iotjobs.notification WHERE payload::text LIKE '%\"all\"%'"), 'each thing is told');
	$node->safe_psql('postgres', "SELECT iotjobs_data.start_next_pending_job_execution('thing_' || i), iotjobs_data.update_job_execution('all', 'thing_' || i, 'SUCCEEDED') FROM generate_series(1, 50) AS i");
	ok($node->poll_query_until('postgres', $nothing_to_tell), 'and of what 50 have done');
	# The last NOTIFY comes with a transaction behind that of the last notification.
	ok($node->poll_query_until('postgres', "SELECT state = 'idle' FROM pg_stat_activity WHERE pid = $worker"), 'the worker is idle');
	my $after = $node->safe_psql('postgres', $passes);
	my $heard = $listener->query('SELECT 1');
	my @pids = $heard =~ /Asynchronous notification "iotjobs" received from server process with PID (\d+)/g;
	cmp_ok(scalar(@pids), '>=', 1, 'a listener is called');
	cmp_ok(scalar(@pids), '<=', $after - $before, 'at most once per pass');
	is(scalar(grep { $_ != $worker } @pids), 0, 'by the worker alone');
	unlike($heard, qr/payload/, 'without a payload');
	$listener->quit;
}

# Devices that report and roll back, two consumers, and deaths.
my $dir = $node->basedir;
append_to_file("$dir/device.sql", <<'END');
\set thing random(1, 400)
\set what random(1, 20)
BEGIN;
SELECT device('thing_' || :thing, :what < 12);
\if :what = 1
ROLLBACK;
\else
COMMIT;
\endif
END
append_to_file("$dir/consumer.sql", <<'END');
WITH t AS (SELECT * FROM iotjobs.take_notifications(100, '10 s')) INSERT INTO heard (id, topic, payload) SELECT id, topic, payload FROM t;
SELECT iotjobs.confirm_notifications(ARRAY(SELECT id FROM heard WHERE consumer = pg_backend_pid() ORDER BY at DESC LIMIT 100));
END
$node->safe_psql('postgres', "SELECT iotjobs.create_job('job-' || i, ARRAY['$group'], document => '1') FROM generate_series(1, 5) AS i");
ok($node->poll_query_until('postgres', $nothing_to_tell), 'there is more to do');

sub devices_and_consumers
{
	my ($seconds, $die) = @_;
	my @clients = map {
		IPC::Run::start([ 'pgbench', '-n', '-h', $node->host, '-p', $node->port, '-c', $_->[1], '-T', $seconds, '-f', "$dir/$_->[0].sql", 'postgres' ],
			'>', \my $out, '2>', \my $err) } ([ 'device', 4 ], [ 'consumer', 2 ]);
	$die->() if $die;
	foreach my $client (@clients) { eval { IPC::Run::finish($client) } }
}
sub all_is_told
{
	my ($what) = @_;
	worker_comes($node, 'postgres', "$what: a worker runs");
	$node->safe_psql('postgres', "SELECT iotjobs.update_event_configurations('{}')");	# wakes it
	ok($node->poll_query_until('postgres', $nothing_to_tell), "$what: the worker has told all");
	is($node->safe_psql('postgres', $told_otherwise), 0, "$what: each thing was told last what its list is");
	invariants_hold($node, 'postgres', $what);
}
devices_and_consumers(3);
all_is_told('under load');
cmp_ok($node->safe_psql('postgres', q{SELECT count(*) FROM iotjobs.executions WHERE status IN ('SUCCEEDED', 'FAILED') AND job_id LIKE 'job-%'}), '>', 50, 'devices were at work');
cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM heard'), '>', 100, 'and consumers');
is($node->safe_psql('postgres', 'SELECT count(*) FROM (SELECT id FROM heard GROUP BY id HAVING count(*) > 1) AS x'), 0, 'no lease ended: each came once');
is($node->safe_psql('postgres', q{
	SELECT count(*) FROM (SELECT id, lag(id) OVER (PARTITION BY split_part(topic, '/', 3) ORDER BY at, id) AS former
		FROM heard WHERE topic LIKE '$aws/things/%') AS x WHERE former > id}), 0, 'and to each thing in order');

devices_and_consumers(3, sub { $node->poll_query_until('postgres', 'SELECT count(*) > 0 FROM heard'); kill 'KILL', worker_pid($node, 'postgres'); });
$node->poll_query_until('postgres', 'SELECT true');
all_is_told('SIGKILL of the worker');
devices_and_consumers(2, sub { $node->stop('immediate'); $node->start; });
all_is_told('an immediate stop');
ok($node->safe_psql('postgres', 'SELECT dropped FROM iotjobs.notification_status') == 0, 'nothing was dropped');

# A dump has which events are on, and nothing that waits.
SKIP:
{
	my ($version) = `pg_dump --version` =~ /([0-9]+)/;
	skip("pg_dump $version cannot dump partitions of extensions", 4) if $version < 15;
	$node->safe_psql('postgres', q{SELECT iotjobs.update_event_configurations('{"JOB": {"Enabled": true}}')});
	$node->safe_psql('postgres', 'CREATE DATABASE restored');
	$node->command_ok([ 'pg_dump', '-f', "$dir/dump.sql", '-d', $node->connstr('postgres') ], 'pg_dump');
	$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$dir/dump.sql", '-d', $node->connstr('restored') ], 'restore');
	is($node->safe_psql('restored', q{SELECT iotjobs.describe_event_configurations() #> '{eventConfigurations,JOB,Enabled}', waiting, taken FROM iotjobs.notification_status}),
		'true|0|0', 'events are on, nothing waits');
	$node->poll_query_until('restored', 'SELECT is_producing FROM iotjobs.notification_status');
	invariants_hold($node, 'restored', 'after the restore');
}
$node->stop;
done_testing();
