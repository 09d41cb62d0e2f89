# DROP EXTENSION in the middle of a rollout, under devices and a busy worker, and again from the beginning, also in sessions that knew the old one.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;
use Worker;

my $things = 20000;
my $group = arn('thinggroup', 'fleet');
my $node = new_node('drop', 'iotjobs.naptime = 10ms', 'iotjobs.max_rollout_per_minute = 100000000', 'deadlock_timeout = 100ms');

# A session that stays: its plans were made for the extension before.
my $session = $node->background_psql('postgres');
my $deadlocks = q{SELECT deadlocks FROM pg_stat_database WHERE datname = 'postgres'};

foreach my $round (1 .. 4)
{
	$session->query_safe('CREATE EXTENSION iotjobs');
	worker_comes($node, 'postgres', "round $round: a worker comes");
	create_fleet($node, 'postgres', $things);
	$session->query_safe("SELECT iotjobs.create_job('job', ARRAY['$group'], document => '{}')");
	ok($node->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM iotjobs.executions WHERE thing_name = 'thing_1')}), "round $round: the rollout has begun");
	$session->query_safe(q{SELECT iotjobs_data.start_next_pending_job_execution('thing_1')});
	$session->query_safe(q{SELECT iotjobs_data.update_job_execution('job', 'thing_1', 'SUCCEEDED')});
	$session->query_safe(q{SELECT iotjobs.run_worker()});
	is($session->query_safe(q{SELECT iotjobs.describe_job('job') #> '{job,jobProcessDetails,numberOfSucceededThings}'}), 1,
		"round $round: the session works with the new tables");
	counters_are_exact($node, 'postgres', "round $round");

	# Rolled back, nothing has changed, for the worker neither.
	$session->query_safe('BEGIN; DROP EXTENSION iotjobs; ROLLBACK');
	ok( $node->poll_query_until('postgres', "SELECT count(*) = $things FROM iotjobs.executions"),
		"round $round: after a DROP that was rolled back the rollout goes on") if $round == 1;

	$session->query_safe('DROP EXTENSION iotjobs');
	is( $node->safe_psql('postgres', q{SELECT count(*) FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'iotjobs%'}),
		'0', "round $round: nothing is left");
}
worker_goes($node, 'postgres', 'the worker leaves');
is($node->safe_psql('postgres', $deadlocks), '0', 'no deadlock');
$session->quit;

# Gone and come again in one transaction.
$node->safe_psql('postgres', q{
	CREATE EXTENSION iotjobs;
	SELECT iotjobs.create_thing('old');
	BEGIN;
	DROP EXTENSION iotjobs;
	CREATE EXTENSION iotjobs;
	SELECT iotjobs.create_thing('new');
	COMMIT});
is($node->safe_psql('postgres', 'SELECT thing_name FROM iotjobs.things'), 'new', 'in one transaction, too');
worker_comes($node, 'postgres', 'with a worker');

$node->stop;
is( scalar(grep { /PANIC:|was terminated by signal|cache lookup failed|could not open relation/ } split(/\n/, slurp_file($node->logfile))),
	0, 'nothing crashed or lost its way');
done_testing();
