# Random sequences of what operators, devices, the clock and the worker do leave the database as a plain model of the specification says, step by step.
#
#	SEED=17 make check SUITES=tap TESTS='050*'		plays that one
#	SEED=random PLAYS=50 ...						plays others; each says its seed
#	STEPS=1000 ...									makes them longer
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use Test::More;
use StateMachine;

my $steps = $ENV{STEPS} // 300;
my $plays = $ENV{PLAYS} // ($ENV{SEED} && $ENV{SEED} ne 'random' ? 1 : 8);
my $first = !$ENV{SEED} ? 1 : $ENV{SEED} eq 'random' ? 1 + int(rand(1000000000)) : $ENV{SEED};

my $node = PostgreSQL::Test::Cluster->new('state_machine');
$node->init;
$node->append_conf('postgresql.conf', q{
	shared_preload_libraries = 'iotjobs'
	iotjobs.worker = off
	fsync = off});
$node->start;
prepare_plays($node);

foreach my $seed ($first .. $first + $plays - 1)
{
	my @play = random_play($seed, $steps);
	my ($number) = first_difference($node, 50, @play);
	ok(!defined $number, "seed $seed: $steps steps as the model says") and next;

	diag("they differ at step $number; shorter:");
	@play = shrink($node, 200, @play[ 0 .. $number ]);
	my ($step, $expected, $got, $errors) = first_difference($node, 1, @play);
	diag(play_text(@play));
	diag("expected:\n$expected\ngot:\n$got");
	diag($errors);
}

# Plays that meet little say little.
if (!$ENV{SEED})
{
	my @wanted = ((map { "attempt $_" } qw(QUEUED IN_PROGRESS SUCCEEDED FAILED TIMED_OUT REJECTED REMOVED CANCELED)),
		(map { "job $_" } qw(SCHEDULED IN_PROGRESS COMPLETED CANCELED DELETION_IN_PROGRESS)), 'pass done',
		map { ("$_ done", "$_ refused") } qw(create_job update_job associate cancel_job delete_job start_next update describe cancel_execution delete_execution
			create_group delete_group join_group leave_group delete_thing));
	is(join(', ', grep { !$met{$_} } @wanted), '', 'they have met every state, and every operation done and refused');
	note("$_: $met{$_}") foreach sort keys %met;
}

$node->stop;
done_testing();
