# A report in a prepared transaction counts from its COMMIT PREPARED on, whatever was folded meanwhile, and also after a crash.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;

my $node = PostgreSQL::Test::Cluster->new('prepared');
$node->init;
$node->append_conf('postgresql.conf', q{
	shared_preload_libraries = 'iotjobs'
	iotjobs.naptime = 10ms
	max_prepared_transactions = 10});
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
create_fleet($node, 'postgres', 20);
$node->safe_psql('postgres', "SELECT iotjobs.create_job('two', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{}')");
ok($node->poll_query_until('postgres', 'SELECT count(*) = 20 FROM iotjobs.executions'), 'the job is rolled out');

sub report
{
	my ($thing) = @_;
	return "SELECT iotjobs_data.update_job_execution('two', 'thing_$thing', 'SUCCEEDED');";
}

# Reports, and waits until a fold has seen that one.
sub fold
{
	my ($thing) = @_;
	$node->safe_psql('postgres', report($thing));
	ok( $node->poll_query_until('postgres', "SELECT NOT EXISTS (SELECT FROM iotjobs.unfolded_event AS v
			JOIN iotjobs.thing AS t ON t.id = v.thing_id WHERE t.name = 'thing_$thing')
			AND EXISTS (SELECT FROM iotjobs.fold_position)"), "folded the report of thing_$thing");
	counters_are_exact($node, 'postgres', "after the fold of thing_$thing");
}

sub succeeded
{
	return $node->safe_psql('postgres', q{SELECT iotjobs.describe_job('two') -> 'job' -> 'jobProcessDetails' -> 'numberOfSucceededThings'});
}

$node->safe_psql('postgres', 'BEGIN;' . report($_) . "PREPARE TRANSACTION 'report_$_'") foreach 1 .. 4;
is(succeeded(), 0, 'a prepared report does not count');
fold(11);
fold(12);
is(succeeded(), 2, 'prepared reports do not count after folds');

$node->safe_psql('postgres', q{COMMIT PREPARED 'report_1'});
is(succeeded(), 3, 'committed, it counts at once');
counters_are_exact($node, 'postgres', 'after COMMIT PREPARED');
$node->safe_psql('postgres', q{ROLLBACK PREPARED 'report_2'});
is(succeeded(), 3, 'rolled back, it does not');
fold(13);
is(succeeded(), 4, 'folded, it counts once');

$node->stop('immediate');
$node->start;
is(succeeded(), 4, 'the same after a crash');
counters_are_exact($node, 'postgres', 'after a crash');
fold(14);
$node->safe_psql('postgres', q{COMMIT PREPARED 'report_3'});
is(succeeded(), 6, 'one that was prepared before the crash counts at its commit');
fold(15);
is(succeeded(), 7, 'and once');

# Without a position the counters are made anew beside it.
$node->safe_psql('postgres', 'DELETE FROM iotjobs.fold_position');
is(succeeded(), 7, 'exact without a position');
fold(16);
ok($node->poll_query_until('postgres', 'SELECT count(*) = 1 FROM iotjobs.fold_position'), 'the counters are made anew');
is(succeeded(), 8, 'exact when they are made anew');
$node->safe_psql('postgres', q{COMMIT PREPARED 'report_4'});
is(succeeded(), 9, 'one that was prepared before that counts at its commit');
fold(17);
is(succeeded(), 10, 'and once');
invariants_hold($node, 'postgres', 'at the end');

$node->stop;
done_testing();
