# Whatever ends a worker or the launcher, a worker is back.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

my $node = new_node('crash', 'restart_after_crash = on');
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
worker_comes($node, 'postgres', 'a worker runs');

my $pid = worker_pid($node, 'postgres');
$node->safe_psql('postgres', "SELECT pg_terminate_backend($pid)");
other_pid_comes($node, 'postgres', $pid, 'back after SIGTERM');

# Cancelled, it goes on.
$pid = worker_pid($node, 'postgres');
my $passes = $node->safe_psql('postgres', "SELECT passes FROM iotjobs.worker_status WHERE pid = $pid");
$node->safe_psql('postgres', "SELECT pg_cancel_backend($pid)");
ok($node->poll_query_until('postgres', "SELECT passes > $passes + 2 FROM iotjobs.worker_status WHERE pid = $pid"),
	'goes on after a cancel');

# The launcher comes back and adopts the worker.
my $launcher = launcher_pid($node);
$node->safe_psql('postgres', "SELECT pg_terminate_backend($launcher)");
ok( $node->poll_query_until('postgres',
		"SELECT count(*) = 1 FROM pg_stat_activity WHERE backend_type = 'iotjobs launcher' AND pid <> $launcher"),
	'the launcher is back after SIGTERM');
is(worker_pid($node, 'postgres'), $pid, 'the worker has worked on');
$node->safe_psql('postgres', "SELECT pg_terminate_backend($pid)");
other_pid_comes($node, 'postgres', $pid, 'and is the new launcher\'s to replace');

foreach my $victim ('worker', 'launcher')
{
	$pid = worker_pid($node, 'postgres');
	kill 'KILL', $victim eq 'worker' ? $pid : launcher_pid($node);
	other_pid_comes($node, 'postgres', $pid, "back after SIGKILL of the $victim");
	worker_comes($node, 'postgres', 'only one');
}

$node->stop('immediate');
$node->start;
worker_comes($node, 'postgres', 'back after an immediate shutdown');
$node->restart;
worker_comes($node, 'postgres', 'back after a restart');

$node->stop;
done_testing();
