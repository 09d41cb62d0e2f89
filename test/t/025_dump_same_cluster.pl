# A dump goes into another database of the same cluster, and of a clone that has lived a life of its own since.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;

skip_without_dump();

my $things = 30;
my $start = '2020-01-01 12:00:00+00';
my $clock = "SET iotjobs.clock = '$start';";

# Each of these is a transaction of its own.
sub use_transaction_ids
{
	my ($node, $count) = @_;
	$node->safe_psql('postgres', 'SELECT pg_current_xact_id();' x $count);
}

# Of the job that is retried.
sub attempts
{
	my ($node, $database) = @_;
	return $node->safe_psql($database, "SELECT string_agg(a.status::text, ' ' ORDER BY a.execution_number) || ', owes ' || min(j.owed)
		FROM iotjobs.execution_attempts AS a JOIN iotjobs.jobs AS j USING (job_id) WHERE job_id = 'again'");
}

# One job waited for its start in the dump, of the other a window was open.
sub follows_schedules
{
	my ($node, $database, $what) = @_;
	my $pass = sub {
		my ($interval) = @_;
		return $node->safe_psql($database, "SELECT string_agg(key || ' ' || value, ', ' ORDER BY key)
			FROM jsonb_each(iotjobs.run_worker(timestamptz '$start' + interval '$interval') - 'at' - 'eventsFolded') WHERE value <> '0'");
	};

	is($node->safe_psql($database, "SELECT string_agg(job_id || ' ' || status, ', ' ORDER BY job_id) FROM iotjobs.jobs WHERE job_id IN ('nightly', 'waits')"),
		'nightly SCHEDULED, waits SCHEDULED', "$what: the window has closed, the start is ahead");
	is($pass->('1 hour'), 'jobsStarted 1, released 1', "$what: a job starts");
	is($pass->('2 hours'), 'canceled 1, jobsCompleted 1, jobsEnded 1', "$what: and ends");
	is($pass->('23 hours 55 min'), 'jobsStarted 1, released 1', "$what: the next window opens, the rollout goes on");
}

sub goes_on
{
	my ($node, $database, $what) = @_;

	counters_are_exact($node, $database, "$what, at once");
	is(attempts($node, $database), 'FAILED FAILED, owes 1', "$what: a retry is owed");
	$node->safe_psql($database, "$clock SELECT iotjobs_data.update_job_execution('slow', 'thing_2', 'SUCCEEDED')");
	counters_are_exact($node, $database, "$what, after a report before the first pass");
	foreach my $minute (1 .. 3)
	{
		$node->safe_psql($database, "SELECT iotjobs.run_worker(timestamptz '$start' + interval '$minute min')");
		counters_are_exact($node, $database, "$what, after pass $minute");
		my $thing = $minute + 3;
		$node->safe_psql($database, "$clock SELECT iotjobs_data.update_job_execution('slow', 'thing_$thing', 'FAILED')");
		counters_are_exact($node, $database, "$what, after a report after pass $minute");
	}
	is(attempts($node, $database), 'FAILED FAILED QUEUED, owes 0', "$what: the retry is made");
	is_spread_once($node, $database, 'slow', $things, "$what: every target exactly once");
	$node->safe_psql($database, "$clock SELECT iotjobs_data.update_job_execution('slow', thing_name, 'SUCCEEDED')
		FROM iotjobs.executions WHERE job_id = 'slow' AND status IN ('QUEUED', 'IN_PROGRESS')");
	is( $node->safe_psql($database, "SELECT iotjobs.run_worker(timestamptz '$start' + interval '4 min') -> 'jobsCompleted'"),
		'1', "$what: the job is complete");
	is( $node->safe_psql($database, "SELECT count(*) FROM iotjobs.executions AS e
			LEFT JOIN iotjobs.thing_packages AS p ON p.thing_name = e.thing_name AND p.package_name = 'fw' AND p.version_name = '1'
			WHERE e.job_id = 'slow' AND (e.status = 'SUCCEEDED') <> (p.thing_name IS NOT NULL)"),
		'0', "$what: the package record has those that succeeded");
	is($node->safe_psql($database, "SELECT iotjobs.get_job_document('slow', true) ->> 'document'"),
		'"${aws:iot:package:fw:version:$default:attributes:size}"', "$what: the document as it was given");
	follows_schedules($node, $database, $what);
	counters_are_exact($node, $database, "$what, at the end");
	invariants_hold($node, $database, "$what, at the end");
}

my $node = PostgreSQL::Test::Cluster->new('one');
$node->init(allows_streaming => 1);
$node->append_conf('postgresql.conf', qq{
	shared_preload_libraries = 'iotjobs'
	iotjobs.worker = off
	iotjobs.retention = 36500});
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
$node->backup('base');

create_fleet($node, 'postgres', $things);
use_transaction_ids($node, 3000);
$node->safe_psql('postgres', "$clock
	SELECT iotjobs.create_package('fw'), iotjobs.create_package('old');
	SELECT iotjobs.create_package_version('fw', '1', attributes => '{\"size\": \"7\"}');
	SELECT iotjobs.update_package_version('fw', '1', action => 'PUBLISH');
	SELECT iotjobs.update_package('fw', default_version_name => '1');
	SELECT iotjobs.create_job('slow', ARRAY['" . arn('thinggroup', 'fleet') . "'],
		document => '\"\${aws:iot:package:fw:version:\$default:attributes:size}\"',
		destination_package_versions => ARRAY['" . arn('package', 'fw/version/$default') . "', '" . arn('package', 'old/version/$null') . "'],
		job_executions_rollout_config => '{\"maximumPerMinute\": 10}');
	SELECT iotjobs.create_job('again', ARRAY['" . arn('thing', 'thing_1') . "'], document => '{}',
		job_executions_retry_config => '{\"criteriaList\": [{\"failureType\": \"ALL\", \"numberOfRetries\": 2}]}');
	SELECT iotjobs.create_job('waits', ARRAY['" . arn('thing', 'thing_1') . "'], document => '{}',
		scheduling_config => '{\"startTime\": \"2020-01-01 13:00\", \"endTime\": \"2020-01-01 14:00\", \"endBehavior\": \"CANCEL\"}');
	SELECT iotjobs.create_job('nightly', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{}', target_selection => 'CONTINUOUS',
		job_executions_rollout_config => '{\"maximumPerMinute\": 1}',
		scheduling_config => '{\"maintenanceWindows\": [{\"startTime\": \"cron(55 11 * * ? *)\", \"durationInMinutes\": 6}]}');
	SELECT iotjobs.run_worker();
	SELECT iotjobs_data.update_job_execution('again', 'thing_1', 'FAILED');");
my $open = $node->background_psql('postgres');
$open->query_safe("BEGIN; $clock SELECT iotjobs_data.update_job_execution('slow', 'thing_1', 'SUCCEEDED');");
$node->safe_psql('postgres', "$clock SELECT iotjobs.run_worker()");
$open->query_safe('COMMIT');
$open->quit;
$node->safe_psql('postgres', "$clock SELECT iotjobs_data.update_job_execution('slow', 'thing_3', 'REJECTED');
	SELECT iotjobs_data.update_job_execution('again', 'thing_1', 'FAILED')");
is($node->safe_psql('postgres', 'SELECT count(*) FROM iotjobs.unfolded_event'), '4', 'four events are not folded');
my $dump = $node->basedir . '/dump';
$node->command_ok([ 'pg_dump', '-Fc', '-f', $dump ], 'pg_dump');

$node->safe_psql('postgres', 'CREATE DATABASE second');
$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('second'), $dump ], 'pg_restore');
goes_on($node, 'second', 'another database');

# A copy of the files, not of the rows: the position is as good as in the original.
$node->safe_psql('postgres', 'CREATE DATABASE copy TEMPLATE postgres');
is($node->safe_psql('copy', 'SELECT count(*) FROM iotjobs.unfolded_event'), '4', 'a copy by TEMPLATE has the same events to fold');
goes_on($node, 'copy', 'a copy by TEMPLATE');

# The same system identifier, but its transaction ids are behind those in the dump.
my $clone = PostgreSQL::Test::Cluster->new('clone');
$clone->init_from_backup($node, 'base');
$clone->start;
is( $clone->safe_psql('postgres', 'SELECT system_identifier FROM pg_control_system()'),
	$node->safe_psql('postgres', 'SELECT system_identifier FROM pg_control_system()'),
	'the clone has the same identifier');
$clone->safe_psql('postgres', 'CREATE DATABASE restored');
$clone->command_ok([ 'pg_restore', '--exit-on-error', '-d', $clone->connstr('restored'), $dump ], 'pg_restore into the clone');
goes_on($clone, 'restored', 'a clone');
$clone->stop;

goes_on($node, 'postgres', 'the original, undisturbed');

# In place: the restore replaces the extension and all it holds.
$node->command_ok([ 'pg_restore', '--exit-on-error', '--clean', '-d', $node->connstr('postgres'), $dump ], 'pg_restore --clean');
goes_on($node, 'postgres', 'the original, set back');

$node->stop;
done_testing();
