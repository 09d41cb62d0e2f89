# The calendar work by pg_cron: what is scheduled is what does it, and the worker takes over when pg_cron does not.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;
use Worker;

my ($sharedir) = `pg_config --sharedir` =~ /(.*)/;
plan(skip_all => 'pg_cron is not installed') unless -f "$sharedir/extension/pg_cron.control" || -f "$ENV{TESTDIR}/../tree$sharedir/extension/pg_cron.control";

my $node = new_node('cron', "cron.database_name = 'fleet'", 'cron.use_background_workers = on', 'max_worker_processes = 20');
$node->safe_psql('postgres', 'CREATE DATABASE fleet');
$node->safe_psql('fleet', 'CREATE EXTENSION iotjobs');

sub says
{
	my ($database, $pattern, $what) = @_;
	my ($code, $out, $err) = $node->psql($database, 'SELECT iotjobs.schedule_maintenance()');
	ok($code != 0, "$what: it is refused");
	like($err, $pattern, "$what: it says what to do");
}

# Where it is not.
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'iotjobs, pg_cron'");
$node->restart;
says('fleet', qr/pg_cron is not in database "fleet".*Call CREATE EXTENSION pg_cron/s, 'not created');
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
says('postgres', qr/pg_cron is not in database "postgres".*serves database "fleet".*schedule_in_database/s, 'in another database');
is($node->safe_psql('postgres', 'SELECT iotjobs.unschedule_maintenance()'), '{"jobs": []}', 'unscheduling where it is not does no harm');
$node->safe_psql('postgres', 'DROP EXTENSION iotjobs');

# A schema of that name that is not pg_cron's is not asked anything.
$node->safe_psql('fleet', 'CREATE SCHEMA cron; CREATE VIEW cron.job AS SELECT 1 / 0 AS jobid, true AS active');
says('fleet', qr/pg_cron is not in database "fleet"/, 'a stranger\'s schema');
is($node->safe_psql('fleet', q{SELECT iotjobs.run_worker() ->> 'unitsFailed'}), '0', 'nor does a pass ask it');
$node->safe_psql('fleet', 'DROP SCHEMA cron CASCADE; CREATE EXTENSION pg_cron');

# Scheduling: idempotent, by name.
my $jobs = q{SELECT string_agg(concat_ws(' / ', jobname, schedule, database, username, active), E'\n' ORDER BY jobname) FROM cron.job};
my $user = $node->safe_psql('fleet', 'SELECT current_user');
$node->safe_psql('fleet', 'SELECT iotjobs.schedule_maintenance()') foreach 1 .. 2;
is($node->safe_psql('fleet', $jobs), "iotjobs cron log / 17 3 * * * / fleet / $user / t\niotjobs maintenance / * * * * * / fleet / $user / t",
	'two jobs, however often it is called');
is( $node->safe_psql('fleet', q{SELECT j ->> 'jobName', j ->> 'schedule' FROM jsonb_array_elements(iotjobs.schedule_maintenance('0 4 * * *') -> 'jobs') AS j}),
	"iotjobs cron log|17 3 * * *\niotjobs maintenance|0 4 * * *", 'called again it changes the schedule, and tells');
$node->safe_psql('fleet', 'UPDATE cron.job SET active = false; SELECT iotjobs.schedule_maintenance()');
is($node->safe_psql('fleet', 'SELECT bool_and(active), count(*) FROM cron.job'), 't|2', 'it revives what was switched off');
like(($node->psql('fleet', q{SELECT iotjobs.schedule_maintenance('now and then')}))[2], qr/invalid schedule/, 'what pg_cron refuses is an error');
is($node->safe_psql('fleet', $jobs =~ s/string_agg.*\) FROM/count(*) FROM/r), '2', 'and changes nothing');

# Jobs that ended long ago.
create_fleet($node, 'fleet', 10);
sub old_job
{
	my ($job) = @_;
	my $group = arn('thinggroup', 'fleet');
	$node->safe_psql('fleet', "SELECT iotjobs.create_job('$job', ARRAY['$group'], document => '{}'); SELECT iotjobs.run_worker(); SELECT iotjobs.cancel_job('$job'); SELECT iotjobs.run_worker()");
	$node->poll_query_until('fleet', "SELECT NOT is_concurrent AND queued = 0 FROM iotjobs.jobs WHERE job_id = '$job'");
	$node->safe_psql('fleet', qq{
		BEGIN;
		UPDATE iotjobs.job_execution SET queued_at = queued_at - interval '800 days', last_updated_at = last_updated_at - interval '800 days';
		UPDATE iotjobs.job SET created_at = created_at - interval '800 days', last_updated_at = last_updated_at - interval '800 days', retention_from = '-infinity';
		COMMIT});
}
sub passes
{
	my $passes = q{SELECT passes FROM iotjobs.worker_status WHERE database = 'fleet'};
	my $before = $node->safe_psql('fleet', $passes);
	$node->poll_query_until('fleet', "SELECT ($passes) >= $before + 3");
}
sub is_there { return $node->safe_psql('fleet', "SELECT count(*) FROM iotjobs.jobs WHERE job_id = '$_[0]'") }
sub goes
{
	my ($job, $what) = @_;
	ok($node->poll_query_until('fleet', "SELECT NOT EXISTS (SELECT FROM iotjobs.jobs WHERE job_id = '$job')"), $what);
}

old_job('left');
passes();
is(is_there('left'), '1', 'the worker leaves it to pg_cron');
my $command = $node->safe_psql('fleet', q{SELECT command FROM cron.job WHERE jobname = 'iotjobs maintenance'});
my $log_command = $node->safe_psql('fleet', q{SELECT command FROM cron.job WHERE jobname = 'iotjobs cron log'});
$node->safe_psql('fleet', $command);
is(is_there('left'), '0', 'what is scheduled deletes it');
invariants_hold($node, 'fleet', 'after it');

# pg_cron itself: it runs @reboot jobs when it starts.
$node->safe_psql('fleet', q{SELECT iotjobs.schedule_maintenance('@reboot')});
old_job('rebooted');
$node->safe_psql('fleet', q{ALTER DATABASE fleet SET iotjobs.worker = off});
$node->restart;
goes('rebooted', 'pg_cron runs it');
$node->poll_query_until('fleet', q{SELECT EXISTS (SELECT FROM cron.job_run_details WHERE status = 'succeeded')});
is($node->safe_psql('fleet', q{SELECT DISTINCT status, username = current_user, database FROM cron.job_run_details}), 'succeeded|t|fleet', 'as it should');
$node->safe_psql('fleet', q{UPDATE cron.job_run_details SET end_time = end_time - interval '6 days'});
$node->safe_psql('fleet', $log_command);
is($node->safe_psql('fleet', 'SELECT count(*) > 0 FROM cron.job_run_details'), 't', 'its notes are kept for a week');
$node->safe_psql('fleet', q{UPDATE cron.job_run_details SET end_time = end_time - interval '2 days'});
$node->safe_psql('fleet', $log_command);
is($node->safe_psql('fleet', 'SELECT count(*) FROM cron.job_run_details'), '0', 'and no longer');
$node->safe_psql('fleet', q{ALTER DATABASE fleet RESET iotjobs.worker});
worker_comes($node, 'fleet', 'the worker is back');

# The worker resumes.
old_job('unscheduled');
passes();
is(is_there('unscheduled'), '1', 'the worker leaves it alone');
is($node->safe_psql('fleet', 'SELECT iotjobs.unschedule_maintenance()'), '{"jobs": []}', 'unscheduled');
goes('unscheduled', 'the worker does it again when it is unscheduled');
is($node->safe_psql('fleet', 'SELECT iotjobs.unschedule_maintenance()'), '{"jobs": []}', 'once more does nothing');

$node->safe_psql('fleet', q{SELECT iotjobs.schedule_maintenance('0 4 1 1 *')});
old_job('switched_off');
$node->safe_psql('fleet', q{UPDATE cron.job SET active = false});
goes('switched_off', 'when its job is switched off');

$node->safe_psql('fleet', q{SELECT iotjobs.schedule_maintenance('0 4 1 1 *')});
old_job('dropped');
$node->safe_psql('fleet', 'DROP EXTENSION pg_cron');
goes('dropped', 'when pg_cron is dropped');
is($node->safe_psql('fleet', 'SELECT iotjobs.unschedule_maintenance()'), '{"jobs": []}', 'which leaves nothing');

$node->safe_psql('fleet', q{CREATE EXTENSION pg_cron; SELECT iotjobs.schedule_maintenance('0 4 1 1 *')});
old_job('not_preloaded');
passes();
is(is_there('not_preloaded'), '1', 'pg_cron is back');
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'iotjobs'");
$node->restart;
goes('not_preloaded', 'when pg_cron is not preloaded any more');
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'iotjobs, pg_cron'");
$node->restart;

# iotjobs goes: its jobs go with their next run, whoever has a schema of that name then.
$node->safe_psql('fleet', q{
	DROP EXTENSION iotjobs CASCADE;
	CREATE SCHEMA iotjobs;
	CREATE FUNCTION iotjobs.run_maintenance() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE 'not yours'; END $$;});
$node->safe_psql('fleet', $command);
is($node->safe_psql('fleet', 'SELECT count(*) FROM cron.job'), '0', 'after DROP EXTENSION iotjobs the next run unschedules itself');
$node->safe_psql('fleet', 'DROP SCHEMA iotjobs CASCADE; CREATE EXTENSION iotjobs; SELECT iotjobs.schedule_maintenance()');
is($node->safe_psql('fleet', 'SELECT count(*) FROM cron.job'), '2', 'and it can be scheduled again');

$node->stop;
done_testing();
