# The server dies again and again while the worker queues retries; every thing gets each attempt once.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;
use Worker;

my $things = 11000;	# two batches
my $node = new_node('dies', 'iotjobs.max_rollout_per_minute = 100000000', 'restart_after_crash = on');

$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
create_fleet($node, 'postgres', $things);
worker_comes($node, 'postgres', 'a worker runs');
$node->safe_psql('postgres', "SELECT iotjobs.create_job('job', ARRAY['" . arn('thinggroup', 'fleet') . q{'], document => '{}',
	job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 4}]}')});

# How many things wait in their attempt of this number.
sub queued
{
	my ($number) = @_;
	return "SELECT count(*) FROM iotjobs.executions WHERE status = 'QUEUED' AND execution_number = $number AND retry_attempt = $number - 1";
}

ok($node->poll_query_until('postgres', 'SELECT (' . queued(1) . ") = $things"), 'the rollout ends');

my @deaths = (
	[ 'nothing', sub {
			my $inexact = '';
			do { $inexact ||= $node->safe_psql('postgres', $inexact_jobs) }
			  while ($node->safe_psql('postgres', queued(2)) < $things);
			is($inexact, '', 'every look at the counters was exact');
		} ],
	[ 'SIGKILL of the worker', sub { kill 'KILL', worker_pid($node, 'postgres') } ],
	[ 'an immediate stop', sub { $node->stop('immediate'); $node->start; } ],
	[ 'SIGTERM of the worker', sub { kill 'TERM', worker_pid($node, 'postgres') } ],
);

my $number = 1;
foreach my $death (@deaths)
{
	my ($name, $die) = @$death;

	$node->safe_psql('postgres', "SELECT count(iotjobs_data.update_job_execution('job', 'thing_' || i, 'FAILED')) FROM generate_series(1, $things) AS i");
	$number++;
	ok($node->poll_query_until('postgres', 'SELECT (' . queued($number) . ') > 0'), 'the first retries are there');
	$die->();
	ok($node->poll_query_until('postgres', 'SELECT (' . queued($number) . ") = $things"), "after $name: all are there");
	counters_are_exact($node, 'postgres', "after $name");
	worker_comes($node, 'postgres', "after $name: a worker runs");
}

is( $node->safe_psql('postgres', 'SELECT execution_number, status, count(*), count(DISTINCT thing_name) FROM iotjobs.execution_attempts
		GROUP BY execution_number, status ORDER BY execution_number'),
	join("\n", (map { "$_|FAILED|$things|$things" } 1 .. 4), "5|QUEUED|$things|$things"), 'every thing has every attempt once');
is($node->safe_psql('postgres', "SELECT sum(count) FROM iotjobs.execution_history WHERE from_status = 'FAILED'"), 4 * $things, 'and so has the history');
$node->safe_psql('postgres', "SELECT count(iotjobs_data.update_job_execution('job', 'thing_' || i, 'FAILED')) FROM generate_series(1, $things) AS i");
ok($node->poll_query_until('postgres', "SELECT status = 'COMPLETED' FROM iotjobs.jobs"), 'the retries are used up: the job is complete');
is($node->safe_psql('postgres', 'SELECT count(*) FROM iotjobs.owed_execution'), '0', 'and owes nothing');
invariants_hold($node, 'postgres', 'at the end');

$node->stop;
done_testing();
