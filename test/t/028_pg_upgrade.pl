# pg_upgrade in the middle of a rollout: with the library preloaded in both servers; the rollout goes on, rights stay closed.
use strict;
use warnings;
use File::Temp;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;
use Worker;

my $things = 30;
my $start = '2020-01-01 12:00:00+00';
my $clock = "SET iotjobs.clock = '$start';";

sub new_cluster
{
	my ($name) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);
	$node->init;
	$node->append_conf('postgresql.conf', "shared_preload_libraries = 'iotjobs'\niotjobs.naptime = 100ms\niotjobs.worker = off\niotjobs.retention = 36500");
	return $node;
}

my $old = new_cluster('old');
$old->start;
$old->safe_psql('postgres', 'CREATE EXTENSION iotjobs; CREATE ROLE gateway; GRANT USAGE ON SCHEMA iotjobs_data TO gateway;
	GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA iotjobs_data TO gateway');
create_fleet($old, 'postgres', $things);
$old->safe_psql('postgres', "$clock
	SELECT iotjobs.create_job('slow', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{}',
		job_executions_rollout_config => '{\"maximumPerMinute\": 10}');
	SELECT iotjobs.run_worker();
	SELECT iotjobs.run_worker();
	SELECT iotjobs_data.update_job_execution('slow', 'thing_1', 'SUCCEEDED');
	SELECT iotjobs.run_worker();
	SELECT iotjobs_data.update_job_execution('slow', 'thing_2', 'FAILED')");

# Functions that anybody may call, that the gateway may call, and those of its schema.
my $rights = q{SELECT count(*) FILTER (WHERE has_function_privilege('public', p.oid, 'EXECUTE')),
			count(*) FILTER (WHERE has_function_privilege('gateway', p.oid, 'EXECUTE')),
			count(*) FILTER (WHERE p.pronamespace = 'iotjobs_data'::regnamespace)
		FROM pg_proc AS p WHERE p.pronamespace::regnamespace::text LIKE 'iotjobs%'};
my $granted = $old->safe_psql('postgres', $rights);
like($granted, qr/^0\|(\d+)\|\1$/, 'a gateway has the data plane, the public nothing');
$old->stop;

my $new = new_cluster('new');
chomp(my $bin = `pg_config --bindir`);
my $sockets = File::Temp::tempdir(CLEANUP => 1);
chdir($new->basedir) or die;
command_ok([ 'pg_upgrade', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $bin, '-B', $bin,
		'-p', $old->port, '-P', $new->port, '-s', $sockets ], 'pg_upgrade');
$new->start;

counters_are_exact($new, 'postgres', 'at once');
invariants_hold($new, 'postgres', 'at once');
$new->safe_psql('postgres', "SELECT iotjobs.run_worker(timestamptz '$start' + interval '1 min')");
counters_are_exact($new, 'postgres', 'after the first pass');
$new->safe_psql('postgres', "$clock SELECT iotjobs_data.update_job_execution('slow', 'thing_3', 'SUCCEEDED')");
counters_are_exact($new, 'postgres', 'after a further report');
is($new->safe_psql('postgres', $rights), $granted, 'rights are as they were');
is($new->safe_psql('postgres', q{SELECT count(*) FROM pg_class WHERE relnamespace = 'iotjobs'::regnamespace AND relkind IN ('r', 'p')
		AND NOT (relrowsecurity AND relforcerowsecurity)}), '0', 'row security is on');

# The worker of the new server ends the rollout.
$new->safe_psql('postgres', 'ALTER SYSTEM SET iotjobs.worker = on');
$new->reload;
worker_comes($new, 'postgres', 'a worker comes');
ok($new->poll_query_until('postgres', "SELECT count(*) = $things FROM iotjobs.executions"), 'and ends the rollout');
is_spread_once($new, 'postgres', 'slow', $things, 'every target exactly once');
counters_are_exact($new, 'postgres', 'at the end');
invariants_hold($new, 'postgres', 'at the end');

$new->stop;
done_testing();
