# While many sessions report on one job, give up and roll back parts, and the worker folds, describe_job is exact in every snapshot.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;

my $things = 1600;
my $sessions = 8;
my $per_session = $things / $sessions;

my $node = PostgreSQL::Test::Cluster->new('busy');
$node->init;
$node->append_conf('postgresql.conf', q{
	shared_preload_libraries = 'iotjobs'
	iotjobs.naptime = 10ms
	fsync = off
	max_connections = 50});
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs; CREATE TABLE finished (session integer)');
create_fleet($node, 'postgres', $things);
$node->safe_psql('postgres', "SELECT iotjobs.create_job('load', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{}')");
ok($node->poll_query_until('postgres', "SELECT count(*) = $things FROM iotjobs.executions"), 'the job is rolled out');

# What a device does in its transaction depends on the number of its thing alone.
sub device
{
	my ($thing) = @_;
	my $start = "BEGIN; SELECT iotjobs_data.start_next_pending_job_execution('thing_$thing');";
	my $report = sub { return "SELECT iotjobs_data.update_job_execution('load', 'thing_$thing', '$_[0]');" };

	# Starts and succeeds.
	return $start . $report->('SUCCEEDED') . 'COMMIT;' if $thing % 5 == 1;
	# What was rolled back to a savepoint does not count.
	return $start . 'SAVEPOINT a;' . $report->('SUCCEEDED') . 'ROLLBACK TO a;' . $report->('FAILED') . 'COMMIT;' if $thing % 5 == 2;
	# Given up as a whole.
	return $start . $report->('REJECTED') . 'ROLLBACK;' if $thing % 5 == 3;
	# Savepoints in each other, the inner one given up.
	return $start . 'SAVEPOINT a;' . $report->('IN_PROGRESS') . 'SAVEPOINT b;' . $report->('FAILED') . 'ROLLBACK TO b; RELEASE a; COMMIT;'
	  if $thing % 5 == 4;
	# An error in the middle: an execution ends once.
	return $start . 'SAVEPOINT a;' . $report->('SUCCEEDED') . $report->('FAILED') . 'ROLLBACK TO a;' . $report->('REJECTED') . 'COMMIT;';
}

# A writing transaction that stays open across all folds but the last ones.
my $open = $node->background_psql('postgres');
$open->query_safe(q{BEGIN; SELECT iotjobs.create_thing('open'); SAVEPOINT a;
	SELECT iotjobs_data.update_job_execution('load', 'thing_} . $things . q{', 'FAILED');
	ROLLBACK TO a;
	SELECT iotjobs_data.update_job_execution('load', 'thing_} . $things . q{', 'SUCCEEDED')});

# The devices: a psql per session, a transaction per thing.  What they say does not matter.
my @devices;
foreach my $session (0 .. $sessions - 1)
{
	my $first = $session * $per_session + 1;
	my $script = $node->basedir . "/session_$session.sql";
	append_to_file($script, join("\n", (map { device($_) } grep { $_ != $things } $first .. $first + $per_session - 1),
			"INSERT INTO finished VALUES ($session);\n"));
	push @devices, IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr('postgres'), '-f', $script ],
		'<', '/dev/null', '>', '/dev/null', '2>', '/dev/null');
}

# Meanwhile: every look is exact.  Each is one statement, so one snapshot.  Now and then the worker has to make the counters anew.
my ($looks, $inexact) = (0, '');
do
{
	$inexact ||= $node->safe_psql('postgres', $inexact_jobs);
	$node->safe_psql('postgres', 'DELETE FROM iotjobs.fold_position') if $looks++ % 3 == 2;
} while ($node->safe_psql('postgres', 'SELECT count(*) FROM finished') < $sessions && $looks < 10000);
$_->finish foreach @devices;
is($inexact, '', 'every look was exact');
note("$looks looks");

# A repeatable-read snapshot keeps its numbers while folds go on.
my $watch = $node->background_psql('postgres');
ok($node->poll_query_until('postgres', 'SELECT count(*) = 1 FROM iotjobs.fold_position'), 'there is a position');
$watch->query_safe('BEGIN ISOLATION LEVEL REPEATABLE READ');
my $seen = $watch->query_safe(q{SELECT iotjobs.describe_job('load') -> 'job' -> 'jobProcessDetails'});
my $position = $node->safe_psql('postgres', 'SELECT snapshot FROM iotjobs.fold_position');
$open->query_safe('COMMIT');
$open->quit;
$node->safe_psql('postgres', q{SELECT iotjobs_data.update_job_execution('load', 'thing_3', 'REJECTED')});
ok($node->poll_query_until('postgres', "SELECT snapshot::text <> '$position' AND NOT EXISTS (SELECT FROM iotjobs.unfolded_event) FROM iotjobs.fold_position"),
	'all is folded, also what was open for long');
is($watch->query_safe(q{SELECT iotjobs.describe_job('load') -> 'job' -> 'jobProcessDetails'}), $seen,
	'an older snapshot keeps its numbers');
is($watch->query_safe("SELECT count(*) FROM ($inexact_jobs) AS x"), '0', 'which are exact in it');
$watch->query_safe('COMMIT');
$watch->quit;

# What must have come out of it.
my $fifth = $things / 5;
is( $node->safe_psql('postgres', q{SELECT string_agg(status || '=' || n, ' ' ORDER BY status::text)
		FROM (SELECT status, count(*) AS n FROM iotjobs.executions GROUP BY status) AS x}),
	sprintf('FAILED=%d IN_PROGRESS=%d QUEUED=%d REJECTED=%d SUCCEEDED=%d',
		$fifth, $fifth, $fifth - 1, $fifth, $fifth + 1),
	'nothing is lost and nothing came twice');
is( $node->safe_psql('postgres', q{SELECT (n.failed, n.in_progress, n.queued, n.rejected, n.succeeded)::text FROM iotjobs.job_counter AS n}),
	sprintf('(%d,%d,%d,%d,%d)', $fifth, $fifth, $fifth - 1, $fifth, $fifth + 1), 'the folded counters say the same');
counters_are_exact($node, 'postgres', 'at the end');
invariants_hold($node, 'postgres', 'at the end');

$node->stop;
done_testing();
