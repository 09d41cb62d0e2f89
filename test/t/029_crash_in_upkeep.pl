# The server dies in the midst of a cancel, a deletion and of retention: what was done is not done again, and nothing is left.
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
my $node = new_node('upkeep', 'iotjobs.max_rollout_per_minute = 100000000', 'restart_after_crash = on', 'iotjobs.worker = off');

$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
create_fleet($node, 'postgres', $things);
$node->safe_psql('postgres', "SELECT iotjobs.create_job(j, ARRAY['$group'], document => '{}') FROM unnest('{canceled,deleted,old}'::text[]) AS j; SELECT iotjobs.run_worker()");
$node->safe_psql('postgres', "SELECT iotjobs.cancel_job('old'); SELECT iotjobs.run_worker()");
is(executions($node, 'postgres', 'old', 'CANCELED'), $things, 'three jobs, one of them canceled');

# Lets the worker begin, kills it as soon as this is true, and waits until that is.
sub dies
{
	my ($what, $begun, $over) = @_;
	my $pid;

	$node->safe_psql('postgres', 'ALTER SYSTEM SET iotjobs.worker = on; SELECT pg_reload_conf()');
	worker_comes($node, 'postgres', "$what: a worker comes");
	$pid = worker_pid($node, 'postgres');
	ok($node->poll_query_until('postgres', $begun), "$what: it has begun");
	kill 'KILL', $pid;
	ok($node->poll_query_until('postgres', $over), "$what: it ends");
	counters_are_exact($node, 'postgres', $what);
	invariants_hold($node, 'postgres', $what);
	$node->safe_psql('postgres', 'ALTER SYSTEM SET iotjobs.worker = off; SELECT pg_reload_conf()');
	worker_goes($node, 'postgres', "$what: the worker goes");
}
sub events
{
	my ($to) = @_;
	my $what = $to eq '' ? 'to_status IS NULL' : "to_status = '$to'";
	return $node->safe_psql('postgres', "SELECT coalesce(sum(count), 0) FROM iotjobs.execution_event WHERE $what");
}

$node->safe_psql('postgres', q{SELECT iotjobs.cancel_job('canceled')});
dies('cancel', q{SELECT canceled > 0 FROM iotjobs.jobs WHERE job_id = 'canceled'},
	q{SELECT canceled = 30000 AND NOT is_concurrent FROM iotjobs.jobs WHERE job_id = 'canceled'});
is(events('CANCELED'), 2 * $things, 'cancel: each execution once');

$node->safe_psql('postgres', q{SELECT iotjobs.delete_job('deleted', force => true)});
dies('deletion', q{SELECT coalesce((SELECT queued < 30000 FROM iotjobs.jobs WHERE job_id = 'deleted'), true)},
	q{SELECT NOT EXISTS (SELECT FROM iotjobs.job WHERE job_id = 'deleted')});
is(events(''), $things, 'deletion: each execution once');

# As if two years had gone by; then a day is enough.
$node->safe_psql('postgres', q{
	BEGIN;
	UPDATE iotjobs.job_execution SET queued_at = queued_at - interval '20 days', last_updated_at = last_updated_at - interval '20 days';
	UPDATE iotjobs.job SET created_at = created_at - interval '20 days', last_updated_at = last_updated_at - interval '20 days', retention_from = retention_from - interval '20 days';
	COMMIT});
is($node->safe_psql('postgres', q{SELECT iotjobs.run_maintenance() ->> 'expired'}), '0', 'nothing is older than the retention');
$node->append_conf('postgresql.conf', 'iotjobs.retention = 10');
$node->reload;
dies('retention', qq{SELECT count(*) < 2 * $things FROM iotjobs.job_execution}, q{SELECT NOT EXISTS (SELECT FROM iotjobs.job)});
is(events(''), 3 * $things, 'retention: a shorter one counts at once, and each execution goes once');
is($node->safe_psql('postgres', q{SELECT (SELECT count(*) FROM iotjobs.job_execution), (SELECT count(*) FROM iotjobs.job_retention), (SELECT count(*) FROM iotjobs.job_counter)}),
	'0|0|0', 'nothing is left');

$node->stop;
done_testing();
