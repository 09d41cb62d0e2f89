# A standby answers exactly in the middle of a rollout, and once promoted the rollout goes on from there.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;
use Worker;

my $things = 40;
my $start = '2020-01-01 12:00:00+00';	# in the past: a live worker finds all of it due
my $clock = "SET iotjobs.clock = '$start';";
my $primary = new_node('primary', 'iotjobs.worker = off', 'iotjobs.retention = 36500');

$primary->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->append_conf('postgresql.conf', 'iotjobs.worker = on');
$standby->start;

# The same numbers as on the primary, and exact in themselves.
sub standby_agrees
{
	my ($what) = @_;
	my $describe = q{SELECT jsonb_agg(iotjobs.describe_job(job_id) -> 'job' -> 'jobProcessDetails' ORDER BY job_id) FROM iotjobs.jobs};

	$primary->wait_for_catchup($standby);
	is($standby->safe_psql('postgres', $describe), $primary->safe_psql('postgres', $describe), "the standby agrees: $what");
	counters_are_exact($standby, 'postgres', "on the standby: $what");
}

create_fleet($primary, 'postgres', $things);
$primary->safe_psql('postgres', "$clock SELECT iotjobs.create_job('roll', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{}',
	job_executions_rollout_config => '{\"maximumPerMinute\": 10}')");
standby_agrees('before the rollout');
$primary->safe_psql('postgres', "$clock SELECT iotjobs.run_worker()");
standby_agrees('before the first fold');
$primary->safe_psql('postgres', "$clock SELECT iotjobs_data.update_job_execution('roll', 'thing_1', 'SUCCEEDED')");

# Folded beside a transaction that ends after the fold, and one that has not ended when the primary dies.
my $late = $primary->background_psql('postgres');
my $never = $primary->background_psql('postgres', on_error_stop => 0);
$late->query_safe("BEGIN; $clock SELECT iotjobs_data.update_job_execution('roll', 'thing_2', 'FAILED')");
$never->query_safe("BEGIN; $clock SELECT iotjobs_data.update_job_execution('roll', 'thing_3', 'REJECTED')");
$primary->safe_psql('postgres', "$clock SELECT iotjobs.run_worker()");
standby_agrees('with transactions under way');
$late->query_safe('COMMIT');
$late->quit;
standby_agrees('with a commit after the fold');
$primary->safe_psql('postgres', "$clock SELECT iotjobs_data.start_next_pending_job_execution('thing_4')");
standby_agrees('with a report after the fold');
is($standby->safe_psql('postgres', 'SELECT count(*) > 0 FROM iotjobs.unfolded_event'), 't', 'some is not folded');
is(worker_pid($standby, 'postgres'), '', 'the standby has no worker');
my ($code, $out, $err) = $standby->psql('postgres', 'SELECT iotjobs.run_worker()');
isnt($code, 0, 'and makes no pass');
is($standby->safe_psql('postgres', 'SELECT count(*) FROM iotjobs.check() WHERE bad <> 0'), '0', 'check() works on the standby');
is($standby->safe_psql('postgres', q{SELECT topic, payload::jsonb ->> 'code' FROM iotjobs_data.handle('$aws/things/nobody/jobs/get', '{}')}),
	'$aws/things/nobody/jobs/get/rejected|ResourceNotFound', 'a standby answers MQTT messages that only read');
($code, $out, $err) = $standby->psql('postgres', q{SELECT * FROM iotjobs_data.handle('$aws/things/nobody/jobs/start-next', '{}')});
like($err, qr/cannot execute StartNextPendingJobExecution in a read-only transaction|during recovery/, 'and leaves the others to the primary');
my $token = $primary->safe_psql('postgres', "SELECT iotjobs.list_things(max_results => 1) ->> 'nextToken'");
is($standby->safe_psql('postgres', "SELECT iotjobs.list_things('$token', 2) -> 'things' = iotjobs.list_things(iotjobs.list_things(max_results => 1) ->> 'nextToken', 2) -> 'things'"),
	't', 'the standby takes the tokens of the primary, and makes the same ones');

$primary->stop('immediate');
eval { $never->quit };
$standby->promote;
worker_comes($standby, 'postgres', 'the promoted server has a worker');
ok($standby->poll_query_until('postgres', 'SELECT count(*) >= 20 FROM iotjobs.executions'), 'which goes on with the rollout');
counters_are_exact($standby, 'postgres', 'after the promotion');
is( $standby->safe_psql('postgres', q{SELECT string_agg(t.s, ' ' ORDER BY t.thing_name)
		FROM (SELECT thing_name, status || '' AS s FROM iotjobs.executions WHERE thing_name IN ('thing_1', 'thing_2', 'thing_3', 'thing_4')) AS t}),
	'SUCCEEDED FAILED QUEUED IN_PROGRESS', 'what had been committed is there, nothing else');

# The rate is one of minutes; the rest is done at other times.
$standby->safe_psql('postgres', 'ALTER SYSTEM SET iotjobs.worker = off');
$standby->reload;
worker_goes($standby, 'postgres', 'the worker can be sent away');
$standby->safe_psql('postgres', "SELECT iotjobs.run_worker(now() + interval '$_ min')") foreach 2 .. 4;
is_spread_once($standby, 'postgres', 'roll', $things, 'every target exactly once');
$standby->safe_psql('postgres', q{SELECT iotjobs_data.update_job_execution('roll', thing_name, 'SUCCEEDED')
	FROM iotjobs.executions WHERE status = 'QUEUED' OR status = 'IN_PROGRESS'});
counters_are_exact($standby, 'postgres', 'when all have reported');
$standby->safe_psql('postgres', "SELECT iotjobs.run_worker(now() + interval '5 min')");
is($standby->safe_psql('postgres', 'SELECT status FROM iotjobs.jobs'), 'COMPLETED', 'the job is complete');
invariants_hold($standby, 'postgres', 'at the end');

$standby->stop;
done_testing();
