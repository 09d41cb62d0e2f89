# StateMachine.pm
#	Plays: random sequences of what operators, devices, the clock and the
#	worker do.  A play is made for the model (Model.pm), carried out in a
#	database, and compared after each step; see 050_state_machine.pl.
package StateMachine;

use strict;
use warnings;
use Exporter 'import';
use IPC::Run;
use List::Util qw(shuffle);
use Storable qw(dclone);
use Model;
use StateMachineAction;

our @EXPORT = qw(prepare_plays random_play first_difference shrink play_text %met);

# What plays have met, and how often: operations with their outcome, states of jobs and executions.
our %met;

# The functions that show what can be seen, in the words of Model::seen.
my $prepare = <<'END';
CREATE FUNCTION since(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(trim_scale(extract(epoch FROM at - '2026-01-01 00:00:00Z')::numeric)::text, '-')
$$;
CREATE FUNCTION since(at jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(trim_scale(at::numeric - extract(epoch FROM '2026-01-01 00:00:00Z'::timestamptz)::numeric)::text, '-')
$$;
-- In PL/pgSQL, which keeps the plan.
CREATE FUNCTION seen() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY
	SELECT line FROM (
		SELECT concat_ws(' ', 'execution', job_id, thing_name, CASE WHEN thing_is_deleted THEN '1' ELSE '-' END,
			execution_number, status, version, since(queued_at), since(started_at), since(last_updated_at),
			coalesce(status_details->>'n', '-'), CASE WHEN force_canceled THEN '1' ELSE '-' END, since(times_out_at)) AS line
		FROM iotjobs.executions
		UNION ALL
		SELECT concat_ws(' ', 'attempt', j.job_id, regexp_replace(e->>'thingArn', '.*/', ''), s->>'executionNumber', s->>'status',
			since(s->'queuedAt'), since(s->'startedAt'), since(s->'lastUpdatedAt'), coalesce(s->>'retryAttempt', '0'))
		FROM iotjobs.jobs AS j,
			LATERAL jsonb_array_elements(iotjobs.list_job_executions_for_job(j.job_id)->'executionSummaries') AS e,
			LATERAL (SELECT e->'jobExecutionSummary' AS s) AS x
		UNION ALL
		SELECT concat_ws(' ', 'job', d->>'jobId', d->>'status', CASE WHEN (d->'isConcurrent')::boolean THEN 'concurrent' ELSE '-' END,
			CASE WHEN (d->'forceCanceled')::boolean THEN '1' ELSE '-' END, coalesce(d->>'reasonCode', '-'), since(d->'completedAt'),
			CASE WHEN d->'jobProcessDetails' ? 'processingTargets' THEN 'processing' ELSE '-' END,
			p->>'numberOfQueuedThings', p->>'numberOfInProgressThings', p->>'numberOfSucceededThings', p->>'numberOfFailedThings',
			p->>'numberOfTimedOutThings', p->>'numberOfRejectedThings', p->>'numberOfRemovedThings', p->>'numberOfCanceledThings',
			coalesce((SELECT string_agg(since((r->>'startTime')::timestamptz), ',') FROM jsonb_array_elements(d->'scheduledJobRollouts') AS r), '-'))
		FROM iotjobs.jobs AS j,
			LATERAL (SELECT iotjobs.describe_job(j.job_id)->'job' AS d) AS x,
			LATERAL (SELECT d->'jobProcessDetails' AS p) AS y
		UNION ALL
		SELECT concat_ws(' ', 'pending', t.thing_name, list,
			iotjobs_data.describe_job_execution('$next', t.thing_name, include_job_document => false)->'execution'->>'jobId')
		FROM iotjobs.things AS t,
			LATERAL (SELECT iotjobs_data.get_pending_job_executions(t.thing_name) AS p) AS x,
			LATERAL (SELECT string_agg(concat_ws('/', e->>'jobId', status, e->>'executionNumber', e->>'versionNumber'), ',' ORDER BY status, n) AS list
				FROM (SELECT 'IN_PROGRESS' AS status, u.* FROM jsonb_array_elements(p->'inProgressJobs') WITH ORDINALITY AS u (e, n)
					UNION ALL
					SELECT 'QUEUED', u.* FROM jsonb_array_elements(p->'queuedJobs') WITH ORDINALITY AS u (e, n)) AS v) AS y
		WHERE list IS NOT NULL
		UNION ALL
		SELECT concat_ws(' ', 'worker failed:', step, job_id, last_error) FROM iotjobs.worker_failures
	) AS x ORDER BY line COLLATE "C";
END $$;
END

# Prepares a database that plays are copied from.
sub prepare_plays
{
	my ($node) = @_;
	$node->safe_psql('postgres', 'CREATE DATABASE template_play');
	$node->safe_psql('template_play', "CREATE EXTENSION iotjobs; $prepare");
}

# A play of so many steps.  Actions are chosen for what the model says there is, and none knows
# whether it will be refused.
sub random_play
{
	my ($seed, $steps) = @_;
	srand($seed);
	my $model = Model->new;
	my @play = StateMachineAction::registry();
	$model->apply($_) foreach @play;
	while (@play < $steps)
	{
		my $action = StateMachineAction::random($model);
		$model->apply(dclone($action)) unless $action->{undone};
		push @play, $action;
	}
	return @play;
}

# Carries a play out in a database of its own, and returns what was answered and seen at each step.
sub carry_out
{
	my ($node, $check, @play) = @_;
	my $script = "\\pset tuples_only on\n\\pset format unaligned\nSET search_path = public;\n";
	foreach my $number (0 .. $#play)
	{
		$script .= "\\echo '\@'\n" . StateMachineAction::script($play[$number]);
		$script .= "SELECT * FROM seen();\n";
		$script .= "SELECT 'violated: ' || name || coalesce(' ' || sample::text, '') FROM iotjobs.check() WHERE bad > 0;\n"
		  if $number % $check == $check - 1 || $number == $#play;
	}
	$node->safe_psql('postgres', 'DROP DATABASE IF EXISTS play');
	$node->safe_psql('postgres', 'CREATE DATABASE play TEMPLATE template_play');
	IPC::Run::run([ 'psql', '-Xq', '-d', $node->connstr('play') ], '<', \$script, '>', \my $out, '2>', \my $errors);
	my @answers = split(/^\@\n/m, $out);
	shift @answers;
	return ($errors, @answers);
}

# The first step at which the database and the model differ: its number, what was expected, what
# came.  Nothing if they agree.
sub first_difference
{
	my ($node, $check, @play) = @_;
	my ($errors, @answers) = carry_out($node, $check, @play);
	my $model = Model->new;
	foreach my $number (0 .. $#play)
	{
		my $action = $play[$number];
		my $on = $action->{undone} ? dclone($model) : $model;
		my $expected = $on->apply(dclone($action)) . "\n";
		$model->{at} = $action->{at};
		$met{ $action->{do} . ($expected =~ /^ok/ ? ' done' : ' refused') }++ unless $action->{undone};
		$expected .= $model->seen;
		$met{"$1 $2"}++ while $expected =~ /^(job|attempt) (?:\S+ )(?:t\d \d+ )?([A-Z_]+)/mg;
		my $got = $answers[$number] // "nothing\n";
		return ($number, $expected, $got, $errors) if $got ne $expected;
	}
	return;
}

# A shorter play that still differs: leaves out pieces, smaller and smaller ones.
sub shrink
{
	my ($node, $tries, @play) = @_;
	my $piece = int(@play / 2);
	while ($piece >= 1 && $tries > 0)
	{
		my $is_shorter = 0;
		for (my $first = @play - 1 - $piece; $first >= 0 && $tries-- > 0; $first -= $piece)
		{
			my @shorter = @play;
			splice(@shorter, $first, $piece);
			my ($number) = first_difference($node, 1, @shorter) or next;
			@play = @shorter[ 0 .. $number ];
			$is_shorter = 1;
		}
		$piece = $is_shorter ? $piece : int($piece / 2);
		$piece = int(@play / 2) if $piece > @play / 2;
	}
	return @play;
}

# The play as statements that can be typed again.
sub play_text
{
	my ($text, $clock) = ('', '');
	foreach my $action (@_)
	{
		my $at = StateMachineAction::clock($action);
		$text .= $at if $at ne $clock;
		$clock = $at;
		$text .= "BEGIN; SAVEPOINT before;\n" if $action->{savepoint};
		$text .= 'SELECT ' . StateMachineAction::call($action) . ";\n";
		$text .= ($action->{undone} ? 'ROLLBACK TO before' : 'RELEASE before') . "; COMMIT;\n" if $action->{savepoint};
	}
	return $text;
}

1;
