# ModelWorker.pm
#	What a pass of the worker does, in the model: see Model.pm.
package Model;

use strict;
use warnings;

# The steps in the order of src/engine: what times out counts as a failure; who fails too often is
# aborted before it releases more; completion is seen in the same pass.
sub pass
{
	my ($self) = @_;
	my @jobs = sort { $a->{key} <=> $b->{key} } values %{ $self->{jobs} };

	$self->time_out($_) foreach @jobs;
	$self->follow_schedule($_) foreach @jobs;
	foreach my $job (grep { $_->{status} eq 'IN_PROGRESS' } @jobs)
	{
		$self->cancel($job, undef, 'ABORT_CRITERIA_MET') if $self->fails_too_often($job);
	}
	$self->carry_memberships($_) foreach @jobs;
	@$self{ 'changes', 'gone' } = ([], []);
	$self->retry($_) foreach @jobs;
	foreach my $job (grep { $_->{status} ne 'SCHEDULED' } @jobs)
	{
		my $work = $job->{work} // '';
		$self->roll_out($job) if $work eq 'rollout';
		$self->cancel_executions($job) if $work eq 'cancel';
		delete $self->{jobs}{ $job->{id} } if $work eq 'delete';
	}
	$self->complete($_) foreach @jobs;
	return 'ok';
}

sub time_out
{
	my ($self, $job) = @_;
	return if $job->{status} eq 'DELETION_IN_PROGRESS';
	foreach my $execution (grep { $_->{status} eq 'IN_PROGRESS' } map { @$_ } values %{ $job->{attempts} })
	{
		my $deadline = deadline($execution);
		$self->change($execution, 'TIMED_OUT') if defined $deadline && $deadline <= $self->{at};
	}
}

# Each criterion counts what has ended, attempts included; the first that is met decides.
sub fails_too_often
{
	my ($self, $job) = @_;
	my %ended;
	$ended{ $_->{status} }++ foreach map { @$_ } values %{ $job->{attempts} };
	my $sum = sub { my $n = 0; $n += $ended{$_} // 0 foreach @_; return $n };
	my $executed = $sum->(qw(SUCCEEDED FAILED REJECTED TIMED_OUT));

	foreach my $criterion (@{ $job->{abort} // [] })
	{
		my ($type, $hundredths, $minimum) = @$criterion;
		my $failed = $sum->($type eq 'ALL' ? qw(FAILED REJECTED TIMED_OUT) : $type);
		return 1 if $executed >= $minimum && 10000 * $failed >= $hundredths * $executed;
	}
	return 0;
}

# Deleted things lose what is open in any job.  A continuous job also lets go who is in no target
# any more, and serves at once who has come since.
sub carry_memberships
{
	my ($self, $job) = @_;
	return if $job->{status} eq 'DELETION_IN_PROGRESS';
	my $follows = $job->{continuous} && $job->{since} && $job->{status} =~ /^(SCHEDULED|IN_PROGRESS)$/;
	my %changed = $self->changed_things($job);

	foreach my $thing (values %{ $self->{things} })
	{
		my $latest = latest($job, $thing);
		if ($thing->{deleted} || $follows && !$self->is_target($job, $thing))
		{
			$self->change($latest, 'REMOVED') if is_open($latest);
			$latest->{not_owed} = 1 if $latest;
		}
		elsif ($follows && ($changed{ $thing->{key} } || $job->{waiting}{ $thing->{key} }))
		{
			# The rollout is still to come to those who were there from the beginning.
			my $awaited = grep { $_->[1] == $thing->{key} && ($_->[0] == 0 || $_->[2] <= $job->{since}) } $self->way_ahead($job);
			my $begins = $latest ? $latest->{status} eq 'REMOVED' : !$awaited && $self->is_member($job, $thing);
			next if !$begins || $job->{ended};
			# Between windows they wait.
			$job->{waiting}{ $thing->{key} } = 1;
			next if $job->{status} eq 'SCHEDULED';
			$job->{notified}++ unless $latest;
			$self->queue($job, $thing);
		}
		delete $job->{waiting}{ $thing->{key} };
	}
}

# The retries that are left to a thing after its latest attempt: the number of the criterion that
# covers how it ended, less the retries that it has cost since the thing came to the job.
sub retries_left
{
	my ($self, $job, $thing) = @_;
	my $latest = latest($job, $thing);
	return 0 if !$latest || $latest->{status} !~ /^(FAILED|TIMED_OUT)$/ || $latest->{not_owed};
	foreach my $criterion (@{ $job->{retries} // [] })
	{
		my ($type, $number) = @$criterion;
		return $number - $latest->{retry} if $type eq 'ALL';
		return $number - ($latest->{used}{$type} // 0) if $type eq $latest->{status};
	}
	return 0;
}

# A thing is owed another attempt: not from a job that has ended, nor if the thing has left.
sub is_owed
{
	my ($self, $job, $thing) = @_;
	return $job->{status} eq 'IN_PROGRESS' && !$job->{ended} && !$thing->{deleted} && $self->retries_left($job, $thing) > 0;
}

sub retry
{
	my ($self, $job) = @_;
	foreach my $thing (grep { $self->is_owed($job, $_) } values %{ $self->{things} })
	{
		my $ended = latest($job, $thing);
		my $used = { %{ $ended->{used} } };
		$used->{ $ended->{status} }++;
		$self->queue($job, $thing, $ended->{retry} + 1, $used);
	}
}

# Executions per minute: base * factor ^ (steps of the threshold), rounded down, up to the maximum.
sub rate
{
	my ($self, $job) = @_;
	my $maximum = $job->{rate} // 1000;
	my $exponential = $job->{exponential} or return $maximum;
	my ($base, $tenths, $notified, $succeeded) = @$exponential;
	my $successes = grep { $_->{status} eq 'SUCCEEDED' } map { @$_ } values %{ $job->{attempts} };
	my ($steps) = sort { $b <=> $a } map { int($_) } ($notified ? $job->{notified} / $notified : 0), ($succeeded ? $successes / $succeeded : 0);
	my ($rate, $unit) = ($base, 1);
	foreach (1 .. $steps)
	{
		($rate, $unit) = ($rate * $tenths, $unit * 10);
		last if $rate >= $maximum * $unit;
	}
	$rate = int($rate / $unit);
	return $rate < $maximum ? $rate : $maximum;
}

# In any 60 seconds at most the rate, which may rise by what has just been released.
sub roll_out
{
	my ($self, $job) = @_;
	my $may_release = sub {
		return $self->rate($job) - grep { $_ > $self->{at} - 60 } @{ $job->{released} };
	};
	return unless $may_release->() > 0;

	foreach my $place ($self->way_ahead($job))
	{
		my $thing = $self->{things}{ $place->[1] };
		next if $thing->{deleted} || latest($job, $thing);
		if ($may_release->() <= 0)
		{
			$job->{cursor} = [ $place->[0], 0 ] if $place->[0] > $job->{cursor}[0];
			return;
		}
		$self->queue($job, $thing);
		$job->{cursor} = $place;
		$job->{notified}++;
		push @{ $job->{released} }, $self->{at};
	}
	delete $job->{work};
}

sub cancel_executions
{
	my ($self, $job) = @_;
	foreach my $execution (grep { is_open($_) } map { @$_ } values %{ $job->{attempts} })
	{
		next unless $execution->{status} eq 'QUEUED' || $job->{forces};
		$self->change($execution, 'CANCELED');
		$execution->{forced} = 1 if $job->{forces};
	}
	delete $job->{work};
}

sub complete
{
	my ($self, $job) = @_;
	return if $job->{continuous} && !$job->{ended} || $job->{status} ne 'IN_PROGRESS' || $job->{work};
	return if grep { is_open($_) } map { @$_ } values %{ $job->{attempts} };
	return if grep { $self->is_owed($job, $_) } values %{ $self->{things} };
	@$job{qw(status completed_at)} = ('COMPLETED', $self->{at});
}

1;
