# ModelSchedule.pm
#	Start times, end times and maintenance windows, in the model: see Model.pm.
#
# A schedule is { start, end, behavior, windows }.  A window is [ minute, hours,
# duration in minutes ]: it opens at that minute of every hour that its hours
# divide.
package Model;

use strict;
use warnings;

# The start of the window of that kind that is open at a moment, if one is.
sub open_since
{
	my ($at, $window) = @_;
	my ($minute, $hours, $duration) = @$window;
	my $start = window_start($at, $window);
	return $start > $at - 60 * $duration ? $start : undef;
}

# The latest start that is not behind a moment.
sub window_start
{
	my ($at, $window) = @_;
	my ($minute, $hours) = @$window;
	my $period = 3600 * $hours;
	my $first = 60 * $minute;
	my $into = ($at - $first) % $period;
	return $at - $into;
}

sub schedule_state
{
	my ($self, $job) = @_;
	my $schedule = $job->{schedule} or return 'open';
	return 'ended' if defined $schedule->{end} && $self->{at} >= $schedule->{end};
	return 'waiting' if defined $schedule->{start} && $self->{at} < $schedule->{start};
	return 'open' unless $schedule->{windows};
	return (grep { defined open_since($self->{at}, $_) } @{ $schedule->{windows} }) ? 'open' : 'closed';
}

sub is_good_schedule
{
	my ($self, $schedule, $continuous) = @_;
	my ($start, $end, $at) = (@$schedule{ 'start', 'end' }, $self->{at});
	return 0 if defined $start && $start < $at + 1800;
	return 0 if defined $end && $end < (defined $start ? $start : $at) + 1800;
	return 0 if defined $schedule->{behavior} && !defined $end;
	return 0 if $schedule->{windows} && !$continuous;
	# Each window opens some time.
	my $from = $start // $at;
	foreach my $window (@{ $schedule->{windows} // [] })
	{
		next if !defined $end || defined open_since($from, $window);
		return 0 if window_start($from, $window) + 3600 * $window->[1] >= $end;
	}
	return 1;
}

# The starts of the next seven windows; one that is under way at the start time begins then.
sub next_starts
{
	my ($self, $job) = @_;
	my $schedule = $job->{schedule};
	return () unless $schedule && $schedule->{windows} && $job->{status} =~ /^(SCHEDULED|IN_PROGRESS)$/;
	my %starts;
	foreach my $window (@{ $schedule->{windows} })
	{
		my $first = $schedule->{start};
		$starts{$first} = 1 if defined $first && $first > $self->{at} && defined open_since($first, $window);
		my $start = window_start($self->{at}, $window);
		foreach (1 .. 40)
		{
			$start += 3600 * $window->[1];
			next if defined $schedule->{start} && $start < $schedule->{start};
			last if defined $schedule->{end} && $start >= $schedule->{end};
			$starts{$start} = 1;
		}
	}
	my @starts = sort { $a <=> $b } keys %starts;
	return @starts > 7 ? @starts[ 0 .. 6 ] : @starts;
}

# A job becomes what its schedule says.
sub follow_schedule
{
	my ($self, $job) = @_;
	return if $job->{status} !~ /^(SCHEDULED|IN_PROGRESS)$/ || $job->{ended};
	my $state = $self->schedule_state($job);

	if ($state eq 'ended')
	{
		my $behavior = $job->{schedule}{behavior} // 'STOP_ROLLOUT';
		$job->{status} = 'IN_PROGRESS';
		$job->{ended} = 1;
		delete $job->{work};
		$job->{work} = 'cancel' unless $behavior eq 'STOP_ROLLOUT';
		$job->{forces} = $behavior eq 'FORCE_CANCEL';
	}
	elsif ($state eq 'open')
	{
		$self->begin($job) if $job->{status} eq 'SCHEDULED' && !$job->{since};
		$job->{status} = 'IN_PROGRESS';
	}
	else
	{
		$job->{status} = 'SCHEDULED';
	}
}

# The members of this moment are the rollout's.
sub begin
{
	my ($self, $job) = @_;
	$job->{since} = $self->next_key;
	@$job{ 'work', 'cursor' } = ('rollout', [ 0, 0 ]);
	$job->{way} = [ $self->way($job) ] unless $job->{continuous};
}

1;
