# StateMachineAction.pm
#	The actions of a play: how they are chosen, and how they are said in SQL.
package StateMachineAction;

use strict;
use warnings;
use Model;

my @things = map { "t$_" } 1 .. 7;
# A hierarchy and two groups beside it.
my @groups = ([ 'a', undef ], [ 'aa', 'a' ], [ 'aaa', 'aa' ], [ 'b', undef ], [ 'c', undef ]);
my @jobs = map { "j$_" } 1 .. 5;

sub one { return $_[ int(rand(@_)) ] }
sub chance { return rand(100) < $_[0] }

# Where plays begin.
sub registry
{
	return (
		(map { { do => 'create_thing', at => 0, thing => $_ } } @things),
		(map { { do => 'create_group', at => 0, group => $_->[0], parent => $_->[1] } } @groups),
		(map { { do => 'join_group', at => 0, thing => $_, group => one(map { $_->[0] } @groups) } } @things));
}

# How often what happens, and what it needs to know.
my @choices = (
	[ 18, 'pass' ],
	[ 18, 'update' ],
	[ 10, 'start_next' ],
	[ 6, 'create_job' ],
	[ 6, 'join_group' ],
	[ 6, 'leave_group' ],
	[ 3, 'describe' ],
	[ 2, 'cancel_execution' ],
	[ 2, 'delete_execution' ],
	[ 2, 'update_job' ],
	[ 3, 'associate' ],
	[ 0.8, 'cancel_job' ],
	[ 1.5, 'delete_job' ],
	[ 1, 'delete_thing' ],
	[ 1, 'create_thing' ],
	[ 0.5, 'delete_group' ],
	[ 1, 'create_group' ],
);

sub random
{
	my ($model) = @_;
	my $sum = 0;
	$sum += $_->[0] foreach @choices;
	my $left = rand($sum);
	my ($choice) = grep { ($left -= $_->[0]) < 0 } @choices;
	my $do = $choice->[1];

	# Where nothing is open there is little to do for devices.
	$do = one('pass', 'pass', 'create_job') if $do =~ /execution$|^update$|^start_next$/ && chance(80) && !has_open($model);

	my $action = { do => $do, arguments($do, $model) };
	$action->{at} = $model->{at} + time_passes($do, $model);
	$action->{schedule} = schedule($action->{at}) if $do eq 'create_job' && chance(35);
	# Some things happen in a savepoint, some of these never happened.
	if (chance(8))
	{
		$action->{savepoint} = 1;
		$action->{undone} = 1 if chance(60);
	}
	return $action;
}

sub has_open
{
	my ($model) = @_;
	return scalar grep { Model::is_open($_->[-1]) } map { values %{ $_->{attempts} } } values %{ $model->{jobs} };
}

# Passes have a second between them at least.  Often a moment that matters lies ahead: then it is
# that, or a second before or after it.
sub time_passes
{
	my ($do, $model) = @_;
	return 0 if $do ne 'pass' && chance(60);
	my @ahead = grep { $_ > $model->{at} } map { ($_ - 1, $_, $_ + 1) } moments($model);
	return one(@ahead) - $model->{at} if @ahead && chance(40);
	return one(1, 1, 2, 10, 30, 59, 60, 61, 90, 120, 300, $do eq 'pass' ? 3600 : 5);
}

# Timers, the ends of a minute after a release, and what schedules have ahead.
sub moments
{
	my ($model) = @_;
	my @moments;
	foreach my $job (map { $model->{jobs}{$_} } sort keys %{ $model->{jobs} })
	{
		push @moments, map { $_ + 60 } @{ $job->{released} };
		push @moments, grep { defined } map { Model::deadline($_) } map { @{ $job->{attempts}{$_} } } sort keys %{ $job->{attempts} };
		my $schedule = $job->{schedule} or next;
		push @moments, grep { defined } @$schedule{ 'start', 'end' };
		foreach my $window (@{ $schedule->{windows} // [] })
		{
			my $start = Model::window_start($model->{at}, $window);
			push @moments, $start + 60 * $window->[2], $start + 3600 * $window->[1];
		}
	}
	return @moments;
}

sub arguments
{
	my ($do, $model) = @_;
	my %with = (job => one(sort(keys %{ $model->{jobs} }), chance(5) ? one(@jobs) : ()) // 'j1', thing => one(@things), group => one(@groups)->[0]);
	my $step = sub { return chance(25) ? (step => one(1, 2, 5, -1)) : () };
	my $details = sub { return chance(25) ? (details => 1 + int(rand(1000))) : () };
	my $force = sub { return chance(40) ? (force => 1) : () };

	# Mostly what there is: an execution, and what it will accept.
	my ($execution);
	if ($do =~ /execution$|^update$|^describe$/ && chance(92))
	{
		my @found;
		foreach my $job (map { $model->{jobs}{$_} } sort keys %{ $model->{jobs} })
		{
			foreach my $thing (grep { !$_->{deleted} } map { $model->{things}{$_} } sort { $a <=> $b } keys %{ $job->{attempts} })
			{
				push @found, [ $job, $thing, $_ ] foreach Model::attempts($job, $thing);
			}
		}
		my @open = grep { Model::is_open($_->[2]) } @found;
		@found = @open if @open && chance(80);
		my $found = one(@found);
		@with{ 'job', 'thing' } = ($found->[0]{id}, $found->[1]{name}) if $found;
		$execution = $found->[2] if $found;
	}
	my $version = sub { return chance(30) ? (version => $execution && chance(70) ? $execution->{version} : one(1, 2, 3)) : () };
	my $number = sub { return (number => $execution && chance(90) ? $execution->{number} : one(1, 2, 3)) };

	return () if $do eq 'pass';
	return (thing => $with{thing}) if $do =~ /^(create|delete)_thing$/;
	return (thing => $with{thing}, group => $with{group}) if $do =~ /^(join|leave)_group$/;
	return (group => $with{group}) if $do eq 'delete_group';
	return map { (group => $_->[0], parent => chance(15) ? one(@groups)->[0] : $_->[1]) } one(@groups) if $do eq 'create_group';
	return (thing => $with{thing}, $step->(), $details->()) if $do eq 'start_next';
	return (job => $with{job}, $force->()) if $do =~ /^(cancel|delete)_job$/;
	if ($do eq 'associate')
	{
		my @takes = grep { $_->{continuous} && $_->{status} eq 'IN_PROGRESS' } map { $model->{jobs}{$_} } sort keys %{ $model->{jobs} };
		my $job = chance(85) ? one(@takes) : undef;
		my @new = grep { !$job || !$job->{targets}{"thinggroup/$_"} } map { $_->[0] } @groups;
		return (job => $job ? $job->{id} : $with{job}, group => chance(80) ? one(@new) // 'a' : $with{group});
	}
	return (job => one(@jobs), new_job()) if $do eq 'create_job';
	return (job => $with{job}, changes()) if $do eq 'update_job';
	return (job => $with{job}, thing => $with{thing}, status => one(('IN_PROGRESS') x 4, ('SUCCEEDED') x 3, ('FAILED') x 3, 'REJECTED', 'REJECTED', 'CANCELED', 'QUEUED'),
		$step->(), $details->(), $version->(), chance(15) ? $number->() : ()) if $do eq 'update';
	return (job => $with{job}, thing => $with{thing}, chance(30) ? $number->() : ()) if $do eq 'describe';
	return (job => $with{job}, thing => $with{thing}, $force->(), $version->(), $details->()) if $do eq 'cancel_execution';
	return (job => $with{job}, thing => $with{thing}, $number->(), $force->()) if $do eq 'delete_execution';
	die $do;
}

sub rollout
{
	return () if chance(40);
	return (rate => one(1, 2, 3)) if chance(60);
	return (rate => one(4, 10), exponential => [ one(1, 2), one(15, 20), @{ one([ 2, undef ], [ undef, 1 ], [ 3, 2 ]) } ]);
}

sub abort_criteria
{
	return [ map { [ $_, one(2500, 3333, 5000, 6666, 10000), one(1, 2, 3) ] } chance(50) ? 'ALL' : ('FAILED', 'TIMED_OUT') ];
}

sub retries
{
	return [ [ 'ALL', one(@_) ] ] if chance(50);
	return [ [ 'FAILED', one(@_) ], [ 'TIMED_OUT', one(@_) ] ] if chance(50);
	return [ [ one('FAILED', 'TIMED_OUT'), one(@_) ] ];
}

sub new_job
{
	my $continuous = chance(50);
	my %targets = map { $_ => 1 } (map { 'thinggroup/' . one(@groups)->[0] } 1 .. 1 + rand(2)), chance(40) ? 'thing/' . one(@things) : ();
	return (targets => [ sort keys %targets ], continuous => $continuous, rollout(),
		chance(20) ? (abort => abort_criteria()) : (), chance(60) ? (timeout => one(1, 2, 10)) : (), chance(50) ? (retries => retries(1, 2, 3)) : ());
}

# To the minute, as the API has it; sometimes too early.
sub schedule
{
	my ($at) = @_;
	my $soon = sub { return 60 * int(($_[0] + 59) / 60) + 60 * one(30, 31, 40, chance(10) ? 20 : 60) };
	my %schedule;
	$schedule{start} = $soon->($at) if chance(50);
	$schedule{end} = $soon->($schedule{start} // $at) if chance(50);
	$schedule{behavior} = one('STOP_ROLLOUT', 'CANCEL', 'FORCE_CANCEL') if defined $schedule{end} && chance(80);
	$schedule{windows} = [ map { [ one(0, 10, 30, 45), one(1, 1, 2), one(1, 5, 20, 70) ] } 1 .. one(1, 1, 2) ] if chance(60);
	return \%schedule;
}

sub changes
{
	return (chance(50) ? rollout() : (), chance(30) ? (abort => abort_criteria()) : (), chance(50) ? (timeout => one(1, 3, 20)) : (),
		chance(20) ? (retries => retries(0, 0, 1)) : ());
}

#
# In SQL
#
sub arn { return "'arn:aws:iot:us-east-1:123456789012:$_[0]'" }

sub option
{
	my ($name, $value) = @_;
	return defined $value ? ", $name => $value" : '';
}

sub details { return defined $_[0]{details} ? "'{\"n\": \"$_[0]{details}\"}'" : undef }
sub force { return $_[0]{force} ? 'true' : undef }

sub configurations
{
	my ($a) = @_;
	my $rollout;
	if (defined $a->{rate})
	{
		$rollout = "'{\"maximumPerMinute\": $a->{rate}";
		if (my $exponential = $a->{exponential})
		{
			my ($base, $tenths, $notified, $succeeded) = @$exponential;
			$rollout .= sprintf(', "exponentialRate": {"baseRatePerMinute": %d, "incrementFactor": %.1f, "rateIncreaseCriteria": {%s}}', $base, $tenths / 10,
				join(', ', $notified ? "\"numberOfNotifiedThings\": $notified" : (), $succeeded ? "\"numberOfSucceededThings\": $succeeded" : ()));
		}
		$rollout .= "}'";
	}
	my $abort = $a->{abort} && sprintf('\'{"criteriaList": [%s]}\'', join(', ', map {
		sprintf('{"failureType": "%s", "action": "CANCEL", "thresholdPercentage": %.2f, "minNumberOfExecutedThings": %d}', $_->[0], $_->[1] / 100, $_->[2]) } @{ $a->{abort} }));
	my $schedule = $a->{schedule} && sprintf('\'{%s}\'', join(', ',
		(map { defined $a->{schedule}{$_} ? sprintf('"%sTime": "%s"', $_, moment($a->{schedule}{$_})) : () } qw(start end)),
		$a->{schedule}{behavior} ? "\"endBehavior\": \"$a->{schedule}{behavior}\"" : (),
		$a->{schedule}{windows} ? sprintf('"maintenanceWindows": [%s]', join(', ', map {
			sprintf('{"startTime": "cron(%d 0/%d * * ? *)", "durationInMinutes": %d}', @$_) } @{ $a->{schedule}{windows} })) : ()));
	my $retries = $a->{retries} && sprintf('\'{"criteriaList": [%s]}\'', join(', ', map {
		sprintf('{"failureType": "%s", "numberOfRetries": %d}', @$_) } @{ $a->{retries} }));
	return option(job_executions_rollout_config => $rollout) . option(abort_config => $abort) . option(job_executions_retry_config => $retries) . option(scheduling_config => $schedule)
	  . option(timeout_config => $a->{timeout} && "'{\"inProgressTimeoutInMinutes\": $a->{timeout}}'");
}

# What an action says when it is not refused.
my %call = (
	pass => sub { 'iotjobs.run_worker()' },
	create_thing => sub { "iotjobs.create_thing('$_[0]{thing}')" },
	delete_thing => sub { "iotjobs.delete_thing('$_[0]{thing}')" },
	create_group => sub { "iotjobs.create_thing_group('$_[0]{group}'" . option(parent_group_name => $_[0]{parent} && "'$_[0]{parent}'") . ')' },
	delete_group => sub { "iotjobs.delete_thing_group('$_[0]{group}')" },
	join_group => sub { "iotjobs.add_thing_to_thing_group('$_[0]{group}', thing_name => '$_[0]{thing}')" },
	leave_group => sub { "iotjobs.remove_thing_from_thing_group('$_[0]{group}', thing_name => '$_[0]{thing}')" },
	create_job => sub {
		"iotjobs.create_job('$_[0]{job}', ARRAY[" . join(', ', map { arn($_) } @{ $_[0]{targets} }) . "], document => '{}'"
		  . option(target_selection => $_[0]{continuous} ? "'CONTINUOUS'" : undef) . configurations($_[0]) . ')';
	},
	update_job => sub { "iotjobs.update_job('$_[0]{job}'" . configurations($_[0]) . ')' },
	associate => sub { 'iotjobs.associate_targets_with_job(ARRAY[' . arn("thinggroup/$_[0]{group}") . "], '$_[0]{job}')" },
	cancel_job => sub { "iotjobs.cancel_job('$_[0]{job}', 'BY_HAND'" . option(force => force($_[0])) . ')' },
	delete_job => sub { "iotjobs.delete_job('$_[0]{job}'" . option(force => force($_[0])) . ')' },
	start_next => sub {
		"iotjobs_data.start_next_pending_job_execution('$_[0]{thing}'" . option(status_details => details($_[0])) . option(step_timeout_in_minutes => $_[0]{step}) . ')';
	},
	update => sub {
		"iotjobs_data.update_job_execution('$_[0]{job}', '$_[0]{thing}', '$_[0]{status}', include_job_execution_state => true" . option(status_details => details($_[0]))
		  . option(step_timeout_in_minutes => $_[0]{step}) . option(expected_version => $_[0]{version}) . option(execution_number => $_[0]{number}) . ')';
	},
	describe => sub { "iotjobs_data.describe_job_execution('$_[0]{job}', '$_[0]{thing}'" . option(execution_number => $_[0]{number}) . ')' },
	cancel_execution => sub {
		"iotjobs.cancel_job_execution('$_[0]{job}', '$_[0]{thing}'" . option(force => force($_[0])) . option(expected_version => $_[0]{version})
		  . option(status_details => details($_[0])) . ')';
	},
	delete_execution => sub { "iotjobs.delete_job_execution('$_[0]{job}', '$_[0]{thing}', $_[0]{number}" . option(force => force($_[0])) . ')' },
);

# What of a reply is compared, beside that there is one.
my %compared = (
	start_next => q{CASE WHEN r ? 'execution' THEN concat_ws(' ', 'ok', e->>'jobId', e->>'executionNumber', e->>'versionNumber',
		coalesce(e->>'approximateSecondsBeforeTimedOut', '-')) ELSE 'ok none' END},
	update => q{concat_ws(' ', 'ok', r->'executionState'->>'status', r->'executionState'->>'versionNumber')},
	describe => q{concat_ws(' ', 'ok', e->>'executionNumber', e->>'status', e->>'versionNumber', coalesce(e->>'approximateSecondsBeforeTimedOut', '-'))},
);

sub call
{
	my ($action) = @_;
	return $call{ $action->{do} }->($action);
}

sub moment
{
	my ($at) = @_;
	return sprintf('2026-01-%02dT%02d:%02d:%02dZ', 1 + $at / 86400, $at / 3600 % 24, $at / 60 % 60, $at % 60);
}

sub clock
{
	my ($action) = @_;
	return sprintf("SET iotjobs.clock = '%s';\n", moment($action->{at}));
}

# Prints "ok" and what is compared, or the SQLSTATE.
sub script
{
	my ($action) = @_;
	my $text = clock($action);
	my $call = call($action);
	$text .= "BEGIN;\nSAVEPOINT before;\n" if $action->{savepoint};
	$text .= $compared{ $action->{do} }
	  ? "SELECT $compared{ $action->{do} } FROM $call AS r, LATERAL (SELECT r->'execution' AS e) AS x;\n"
	  : "SELECT 'ok' FROM (SELECT $call) AS x;\n";
	$text .= "\\if :ERROR\n\\echo :SQLSTATE\n\\endif\n";
	$text .= ($action->{undone} ? 'ROLLBACK TO before' : 'RELEASE before') . ";\nCOMMIT;\n" if $action->{savepoint};
	return $text;
}

1;
