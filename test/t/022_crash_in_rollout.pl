# The server dies again and again in the middle of a rollout under load; every target is reached exactly once, and what was confirmed is there.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;
use Worker;

my $things = 30000;	# several batches
my $group = arn('thinggroup', 'fleet');
my $node = new_node('dies', 'iotjobs.max_rollout_per_minute = 100000000', 'restart_after_crash = on');

$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
create_fleet($node, 'postgres', $things);

# Does it as the server comes and goes.  A call that was cut off may have been done: the second try says so.
sub insist
{
	my ($sql) = @_;
	foreach my $try (1 .. 1800)
	{
		my ($code, $out, $err) = $node->psql('postgres', $sql);
		return if $code == 0 || $err =~ /already exists|is finished|cannot/;
		die $err if $code != 2 && $err !~ /terminat|recovery|shutting down|starting up|connection/;
		$node->poll_query_until('postgres', 'SELECT true');
	}
	die "the server does not come back: $sql";
}

my $confirmed = 0;
sub report_some
{
	my ($job) = @_;
	foreach my $i (1 .. 3)
	{
		my $thing = ++$confirmed;
		last unless $node->poll_query_until('postgres',
			"SELECT EXISTS (SELECT FROM iotjobs.executions WHERE job_id = '$job' AND thing_name = 'thing_$thing')");
		insist("SELECT iotjobs_data.update_job_execution('$job', 'thing_$thing', 'SUCCEEDED')");
	}
}

my @deaths = (
	[ 'SIGKILL of the worker', sub { kill 'KILL', worker_pid($node, 'postgres') } ],
	[ 'an immediate stop', sub { $node->stop('immediate'); $node->start; } ],
	[ 'SIGKILL of a session in its transaction', sub {
			my $session = $node->background_psql('postgres', on_error_stop => 0);
			my $thing = $confirmed + 1;
			my $pid = $session->query_safe('SELECT pg_backend_pid()');
			$session->query_safe("BEGIN; SELECT iotjobs_data.start_next_pending_job_execution('thing_$thing')");
			kill 'KILL', $pid;
			eval { $session->quit };
		} ],
	[ 'SIGTERM of the worker', sub { kill 'TERM', worker_pid($node, 'postgres') } ],
	[ 'SIGKILL of the checkpointer', sub {
			kill 'KILL', $node->safe_psql('postgres', q{SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'});
		} ],
);

my $round = 0;
foreach my $death (@deaths)
{
	my ($name, $die) = @$death;
	my $job = 'job_' . ++$round;

	worker_comes($node, 'postgres', "before $name: a worker runs");
	insist("SELECT iotjobs.create_job('$job', ARRAY['$group'], document => '{}')");
	ok($node->poll_query_until('postgres', "SELECT EXISTS (SELECT FROM iotjobs.executions WHERE job_id = '$job')"), 'the rollout has begun');
	$die->();
	ok( $node->poll_query_until('postgres', "SELECT count(*) = $things FROM iotjobs.executions WHERE job_id = '$job'"),
		"after $name: the rollout ends");
	counters_are_exact($node, 'postgres', "after $name");
	report_some($job);
	is_spread_once($node, 'postgres', $job, $things, "after $name: every target exactly once");
}
counters_are_exact($node, 'postgres', 'at the end');
is($node->safe_psql('postgres', q{SELECT count(*) FROM iotjobs.executions WHERE status = 'SUCCEEDED'}), $confirmed, 'every report that was confirmed is there');
invariants_hold($node, 'postgres', 'at the end');

$node->stop;
done_testing();
