# Model.pm
#	The specification of jobs once more, as plain as it can be said: hashes in
#	memory, one sub per operation, no thought for speed.  It was written from
#	the specification, not from the C code, so that both can be held against
#	each other (050_state_machine.pl).
#
# Times are whole seconds since the start of a play.  An operation returns "ok"
# or the SQLSTATE of its refusal, and then has changed nothing; what belongs to
# its reply follows after a blank.  Things and groups are in ModelRegistry.pm,
# schedules in ModelSchedule.pm, a pass of the worker in ModelWorker.pm.
package Model;

use strict;
use warnings;
use ModelRegistry;
use ModelSchedule;
use ModelWorker;

our @statuses = qw(QUEUED IN_PROGRESS SUCCEEDED FAILED TIMED_OUT REJECTED REMOVED CANCELED);
my %is_terminal = map { $_ => 1 } @statuses[ 2 .. 7 ];

sub new
{
	my ($class) = @_;
	# Things that were deleted stay, for executions refer to them; so they have keys beside names.
	return bless { at => 0, key => 0, things => {}, groups => {}, jobs => {}, changes => [], gone => [] }, $class;
}

sub next_key { return ++$_[0]->{key} }

# One action of a play: { do => operation, at => seconds, ... }.
sub apply
{
	my ($self, $action) = @_;
	my $operation = $action->{do};
	$self->{at} = $action->{at};
	return $self->$operation($action);
}

#
# Jobs and their targets
#
sub target_groups
{
	my ($job) = @_;
	return map { m{^thinggroup/(.*)} ? $1 : () } keys %{ $job->{targets} };
}

sub is_direct_target { return exists $_[0]->{targets}{"thing/$_[1]->{key}"} }

# A thing is among the targets at this moment.
sub is_target
{
	my ($self, $job, $thing) = @_;
	return !$thing->{deleted} && (is_direct_target($job, $thing) || $self->is_member($job, $thing));
}

# It is in a group that is a target, or below one.
sub is_member
{
	my ($self, $job, $thing) = @_;
	foreach my $top (target_groups($job))
	{
		return 1 if grep { $self->is_below($_, $top) } keys %{ $thing->{groups} };
	}
	return 0;
}

# The rollout's way through the targets: [ group, thing ] by their keys, things that are named
# themselves first, as group 0.  Snapshots go the way as it was when the job was created.  A thing
# may be met twice.
sub way
{
	my ($self, $job) = @_;
	my @way;
	my @things = sort { $a->{key} <=> $b->{key} } grep { !$_->{deleted} } values %{ $self->{things} };
	push @way, map { [ 0, $_->{key} ] } grep { is_direct_target($job, $_) } @things;
	foreach my $group (sort { $a->{key} <=> $b->{key} } values %{ $self->{groups} })
	{
		next unless grep { $self->is_below($group->{name}, $_) } target_groups($job);
		push @way, map { [ $group->{key}, $_->{key}, $_->{groups}{ $group->{name} } ] } grep { $_->{groups}{ $group->{name} } } @things;
	}
	return @way;
}

# What of the way is still ahead.
sub way_ahead
{
	my ($self, $job) = @_;
	return () if ($job->{work} // '') ne 'rollout';
	my ($group, $thing) = @{ $job->{cursor} };
	return grep { $_->[0] > $group || $_->[0] == $group && $_->[1] > $thing } $job->{way} ? @{ $job->{way} } : $self->way($job);
}

sub create_job
{
	my ($self, $action) = @_;
	return 'IJ400' if $action->{schedule} && !$self->is_good_schedule($action->{schedule}, $action->{continuous});
	return 'IJ409' if $self->{jobs}{ $action->{job} };
	my $key = $self->next_key;
	my %targets;
	foreach my $target (@{ $action->{targets} })
	{
		my ($kind, $name) = split(m{/}, $target);
		my $found = $kind eq 'thing' ? $self->thing($name) : $self->group($name);
		return 'IJ404' unless $found;
		$targets{ $kind eq 'thing' ? "thing/$found->{key}" : $target } = $key;
	}
	my $job = $self->{jobs}{ $action->{job} } = {
		key => $key,
		id => $action->{job},
		status => 'SCHEDULED',
		targets => \%targets,
		continuous => $action->{continuous},
		attempts => {},			# by thing, the latest last
		released => [],			# moments of the rollout's releases
		notified => 0,
		map { $_ => $action->{$_} } qw(rate exponential abort timeout retries schedule),
	};
	if (!$job->{schedule} || !defined $job->{schedule}{start} && !$job->{schedule}{windows})
	{
		$job->{status} = 'IN_PROGRESS';
		$self->begin($job);
	}
	return 'ok';
}

sub update_job
{
	my ($self, $action) = @_;
	my $job = $self->{jobs}{ $action->{job} } or return 'IJ404';
	return 'IJ400' unless $job->{status} eq 'IN_PROGRESS' || $job->{status} eq 'SCHEDULED';
	# Numbers of retries only end.
	my %retries = map { @$_ } @{ $job->{retries} // [] };
	return 'IJ400' if grep { $_->[1] != 0 && $_->[1] != ($retries{ $_->[0] } // 0) } @{ $action->{retries} // [] };
	foreach my $config (qw(abort timeout retries))
	{
		$job->{$config} = $action->{$config} if defined $action->{$config};
	}
	@$job{ 'rate', 'exponential' } = @$action{ 'rate', 'exponential' } if $action->{rate};
	return 'ok';
}

sub associate
{
	my ($self, $action) = @_;
	my $job = $self->{jobs}{ $action->{job} } or return 'IJ404';
	return 'IJ400' unless $job->{continuous} && $job->{status} eq 'IN_PROGRESS' && $self->schedule_state($job) ne 'ended';
	return 'IJ404' unless $self->group($action->{group});
	if (!$job->{targets}{"thinggroup/$action->{group}"})
	{
		$job->{since} = $job->{targets}{"thinggroup/$action->{group}"} = $self->next_key;
		@$job{ 'work', 'cursor' } = ('rollout', [ 0, 0 ]);
	}
	return 'ok';
}

sub cancel_job
{
	my ($self, $action) = @_;
	my $job = $self->{jobs}{ $action->{job} } or return 'IJ404';
	return 'IJ400' unless $job->{status} eq 'IN_PROGRESS' || $job->{status} eq 'SCHEDULED';
	$self->cancel($job, $action->{force}, 'BY_HAND');
	return 'ok';
}

# A job is CANCELED at once; its executions follow in a pass.
sub cancel
{
	my ($self, $job, $force, $reason) = @_;
	@$job{qw(status work forced forces reason)} = ('CANCELED', 'cancel', $force, $force, $reason);
}

sub delete_job
{
	my ($self, $action) = @_;
	my $job = $self->{jobs}{ $action->{job} } or return 'IJ404';
	return 'IJ40S' if $job->{status} eq 'DELETION_IN_PROGRESS';
	return 'IJ40S' if !$action->{force} && $job->{status} !~ /^(COMPLETED|CANCELED)$/;
	@$job{qw(status work)} = ('DELETION_IN_PROGRESS', 'delete');
	return 'ok';
}

#
# Executions
#
sub attempts { return @{ $_[0]->{attempts}{ $_[1]->{key} } // [] } }

sub latest { return (attempts(@_))[-1] }

sub queue
{
	my ($self, $job, $thing, $retry, $used) = @_;
	my $latest = latest($job, $thing);
	push @{ $job->{attempts}{ $thing->{key} } },
	  { number => $latest ? $latest->{number} + 1 : 1, status => 'QUEUED', version => 1,
		queued => $self->{at}, updated => $self->{at}, retry => $retry // 0, used => $used // {} };
}

# Every change has a version of its own; timers run only while it is IN_PROGRESS.
sub change
{
	my ($self, $execution, $status) = @_;
	$execution->{status} = $status;
	$execution->{version}++;
	$execution->{updated} = $self->{at};
	delete @$execution{ 'deadline', 'step_deadline' } if $is_terminal{$status};
}

sub is_open { return $_[0] && !$is_terminal{ $_[0]->{status} } }

sub start
{
	my ($self, $job, $execution) = @_;
	my $first = $execution->{status} eq 'QUEUED';
	$self->change($execution, 'IN_PROGRESS');
	return unless $first;
	$execution->{started} = $self->{at};
	$execution->{deadline} = $self->{at} + 60 * $job->{timeout} if $job->{timeout};
}

sub set_step
{
	my ($self, $execution, $minutes) = @_;
	return unless defined $minutes && is_open($execution);
	delete $execution->{step_deadline};
	$execution->{step_deadline} = $self->{at} + 60 * $minutes if $minutes > 0;
}

sub deadline
{
	my ($execution) = @_;
	my ($earlier) = sort { $a <=> $b } grep { defined } @$execution{ 'deadline', 'step_deadline' };
	return $earlier;
}

sub seconds_left
{
	my ($self, $execution) = @_;
	my $deadline = deadline($execution) // return '-';
	return $deadline > $self->{at} ? $deadline - $self->{at} : 0;
}

# The executions a device has before it, as [ job, execution ]: IN_PROGRESS ones first, in each the
# one queued earliest, of one moment the one of the older job.
sub pending
{
	my ($self, $thing) = @_;
	my @open;
	foreach my $job (values %{ $self->{jobs} })
	{
		my $latest = latest($job, $thing);
		next unless is_open($latest) && $job->{status} ne 'DELETION_IN_PROGRESS';
		next if $job->{status} eq 'SCHEDULED' || $latest->{status} eq 'QUEUED' && $job->{status} ne 'IN_PROGRESS';
		push @open, [ $job, $latest ];
	}
	return sort { ($b->[1]{status} eq 'IN_PROGRESS') <=> ($a->[1]{status} eq 'IN_PROGRESS')
			|| $a->[1]{queued} <=> $b->[1]{queued} || $a->[0]{key} <=> $b->[0]{key} } @open;
}

sub start_next
{
	my ($self, $action) = @_;
	return 'IJ400' if ($action->{step} // 1) < 0;
	my $thing = $self->thing($action->{thing}) or return 'IJ404';
	my ($next) = $self->pending($thing) or return 'ok none';
	my ($job, $execution) = @$next;
	if ($execution->{status} eq 'QUEUED')
	{
		$self->start($job, $execution);
		$execution->{details} = $action->{details} if defined $action->{details};
		$self->set_step($execution, $action->{step});
	}
	return join(' ', 'ok', $job->{id}, @$execution{qw(number version)}, $self->seconds_left($execution));
}

# An attempt by its number, or the latest.
sub find_execution
{
	my ($self, $action) = @_;
	my $job = $self->{jobs}{ $action->{job} } or return;
	my $thing = $self->thing($action->{thing}) or return;
	my $number = $action->{number};
	my ($execution) = grep { !defined $number || $_->{number} == $number } reverse(attempts($job, $thing));
	return ($execution, $job, $thing);
}

sub update
{
	my ($self, $action) = @_;
	return 'IJ400' unless $action->{status} =~ /^(IN_PROGRESS|SUCCEEDED|FAILED|REJECTED)$/;
	my ($execution, $job, $thing) = $self->find_execution($action);
	return 'IJ404' unless $execution;
	return 'IJ40S' if $is_terminal{ $execution->{status} };
	return 'IJ40S' if $execution->{status} eq 'QUEUED' && $job->{status} =~ /^(SCHEDULED|CANCELED|DELETION_IN_PROGRESS)$/;
	return 'IJ40V' if defined $action->{version} && $action->{version} != $execution->{version};

	if ($action->{status} eq 'IN_PROGRESS')
	{
		$self->start($job, $execution);
		$self->set_step($execution, $action->{step});
	}
	else
	{
		$self->change($execution, $action->{status});
	}
	$execution->{details} = $action->{details} if defined $action->{details};
	return join(' ', 'ok', @$execution{qw(status version)});
}

sub describe
{
	my ($self, $action) = @_;
	my ($execution, $job) = $self->find_execution($action);
	return 'IJ404' unless $execution;
	return 'IJ41T' if $is_terminal{ $execution->{status} };
	return join(' ', 'ok', @$execution{qw(number status version)}, $self->seconds_left($execution));
}

sub cancel_execution
{
	my ($self, $action) = @_;
	my ($execution) = $self->find_execution($action);
	return 'IJ404' unless $execution;
	return 'IJ40S' if $is_terminal{ $execution->{status} };
	return 'IJ40V' if defined $action->{version} && $action->{version} != $execution->{version};
	return 'IJ40S' if $execution->{status} eq 'IN_PROGRESS' && !$action->{force};
	$self->change($execution, 'CANCELED');
	$execution->{forced} = 1 if $action->{force};
	$execution->{details} = $action->{details} if defined $action->{details};
	return 'ok';
}

sub delete_execution
{
	my ($self, $action) = @_;
	my ($execution, $job, $thing) = $self->find_execution($action);
	return 'IJ404' unless $execution;
	return 'IJ40S' if $execution->{status} eq 'IN_PROGRESS' && !$action->{force};
	my @attempts = grep { $_ != $execution } attempts($job, $thing);
	# The attempt before it is the latest again, and not retried a second time.
	$attempts[-1]{not_owed} = 1 if @attempts && $execution == latest($job, $thing);
	$job->{attempts}{ $thing->{key} } = \@attempts;
	return 'ok';
}

#
# What can be seen, as lines; the function of the same name in StateMachine.pm asks the database.
#
sub seen
{
	my ($self) = @_;
	my @lines;
	my $show = sub { push @lines, join(' ', map { defined $_ && $_ ne '' ? $_ : '-' } @_) };

	foreach my $job (values %{ $self->{jobs} })
	{
		my %count = map { $_ => 0 } @statuses;
		foreach my $thing (values %{ $self->{things} })
		{
			my @attempts = attempts($job, $thing) or next;
			my $e = $attempts[-1];
			$count{ $e->{status} }++;
			$show->('execution', $job->{id}, $thing->{name}, $thing->{deleted}, @$e{qw(number status version queued started updated details forced)},
				is_open($e) ? deadline($e) : undef);
			$show->('attempt', $job->{id}, $thing->{name}, @$_{qw(number status queued started updated retry)}) foreach @attempts;
		}
		my $work = $job->{status} eq 'SCHEDULED' ? '' : $job->{work} // '';
		$show->('job', @$job{qw(id status)}, $work =~ /^(rollout|cancel)$/ ? 'concurrent' : '', @$job{qw(forced reason completed_at)},
			$work eq 'rollout' ? 'processing' : '', (map { $count{$_} } @statuses), join(',', $self->next_starts($job)));
	}
	foreach my $thing (grep { !$_->{deleted} } values %{ $self->{things} })
	{
		my @pending = $self->pending($thing) or next;
		my $list = join(',', map { join('/', $_->[0]{id}, @{ $_->[1] }{qw(status number version)}) } @pending);
		$show->('pending', $thing->{name}, $list, $pending[0][0]{id});
	}
	return join('', map { "$_\n" } sort @lines);
}

1;
