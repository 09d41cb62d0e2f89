# A job that fails is logged once, shown, tried again, and holds up no other job; work at a commit, and a schedule, wake the worker.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

# Nothing but a commit wakes this worker.
my $node = new_node('failure', 'iotjobs.naptime = 1h');
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
worker_comes($node, 'postgres', 'a worker runs');
my $pid = worker_pid($node, 'postgres');

sub create_job
{
	my ($job) = @_;
	return "SELECT iotjobs.create_job('$job', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/lamp'], document => '{}');";
}

sub executions_become
{
	my ($job, $count, $what) = @_;
	ok( $node->poll_query_until('postgres',
			"SELECT count(*) = $count FROM iotjobs.job_execution AS e JOIN iotjobs.job AS j ON j.id = e.job_id WHERE j.job_id = '$job'"),
		$what);
}

$node->safe_psql('postgres', q{SELECT iotjobs.create_thing('lamp')});
$node->safe_psql('postgres', create_job('first'));
executions_become('first', 1, 'a commit wakes the worker');
$node->safe_psql('postgres', 'BEGIN; SAVEPOINT s; ' . create_job('second') . ' RELEASE s; COMMIT');
executions_become('second', 1, 'also one with a savepoint');

# The moments of a schedule wake it, too: this job starts in a moment.
$node->safe_psql('postgres', q{
	BEGIN;
	SELECT iotjobs.create_job('timed', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/lamp'], document => '{}',
		scheduling_config => jsonb_build_object('startTime', to_char(now() AT TIME ZONE 'UTC' + interval '1 hour', 'YYYY-MM-DD HH24:MI:SS')));
	UPDATE iotjobs.job SET scheduling_config = jsonb_build_object('startTime', to_char(now() AT TIME ZONE 'UTC' + interval '2 s', 'YYYY-MM-DD HH24:MI:SS'))
	WHERE job_id = 'timed';
	UPDATE iotjobs.job_schedule SET next_at = now() + interval '2 s', next_start_at = now() + interval '2 s';
	COMMIT;});
executions_become('timed', 1, 'a start time wakes the worker');

# Asleep again, with nothing held.
ok( $node->poll_query_until('postgres',
		"SELECT state = 'idle' AND backend_xmin IS NULL AND xact_start IS NULL FROM pg_stat_activity WHERE pid = $pid"),
	'an idle worker is in no transaction');
is($node->safe_psql('postgres', "SELECT count(*) FROM pg_locks WHERE pid = $pid AND locktype <> 'advisory'"),
	'0', 'and holds no lock but its own');

# One job cannot be rolled out.
$node->append_conf('postgresql.conf', 'iotjobs.naptime = 100ms');
$node->reload;
$node->safe_psql('postgres', q{
	CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		IF NEW.job_id = (SELECT id FROM iotjobs.job WHERE job_id = 'bad') THEN
			RAISE 'this job is refused';
		END IF;
		RETURN NEW;
	END $$;
	CREATE TRIGGER refuse BEFORE INSERT ON iotjobs.job_execution FOR EACH ROW EXECUTE FUNCTION refuse();});
$node->safe_psql('postgres', 'BEGIN;' . create_job('bad') . create_job('good') . 'COMMIT');
executions_become('good', 1, 'the other job is rolled out');
ok( $node->poll_query_until('postgres',
		q{SELECT failures >= 2 AND job_id = 'bad' AND last_error = 'this job is refused' AND next_try_at > failed_at
		  FROM iotjobs.worker_failures}),
	'the failure is on record, and it is tried again');
is( $node->safe_psql('postgres', q{SELECT state, failing, last_error, units_failed >= 2 FROM iotjobs.worker_status WHERE database = current_database()}),
	'running|1|this job is refused|t', 'worker_status tells');
executions_become('bad', 0, 'it is not rolled out');
is(worker_pid($node, 'postgres'), $pid, 'the worker has survived');
is( scalar(grep { /ERROR:.*this job is refused/ } split(/\n/, slurp_file($node->logfile))),
	1, 'the log has it once');
like(slurp_file($node->logfile), qr/CONTEXT:.*step "job" of job \d+\n\s+iotjobs worker of database "postgres"/s,
	'with its step, job and database');

# Its cause goes away.
$node->safe_psql('postgres', 'DROP TRIGGER refuse ON iotjobs.job_execution');
executions_become('bad', 1, 'it is rolled out when it can be');
is($node->safe_psql('postgres', 'SELECT count(*) FROM iotjobs.worker_failures'), '0', 'and its failure is off the record');

# What it has done since it started, and what waits.
ok( $node->poll_query_until('postgres', q{SELECT last_pass_done - 'eventsFolded' = '{}' FROM iotjobs.worker_status WHERE database = current_database()}),
	'a pass has nothing to do any more');
is( $node->safe_psql('postgres', q{SELECT (done ->> 'released')::int >= 4, (done ->> 'unitsFailed')::bigint = units_failed, last_pass_done - 'eventsFolded', failing, last_error, next_try_at
		FROM iotjobs.worker_status WHERE database = current_database()}),
	't|t|{}|0||', 'worker_status tells what it has done');
is( $node->safe_psql('postgres', q{SELECT rollouts_due, cancels_and_deletions_due, work_waits_for, timers_ended, owed_executions, membership_changes, deferred_memberships, jobs_expiring FROM iotjobs.worker_backlog}),
	'0|0||0|0|0|0|0', 'worker_backlog says that nothing waits');

# Not even its failures can be written down: the whole database fails, and the log is not flooded.
$node->safe_psql('postgres', q{
	CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'nothing is written'; END $$;
	CREATE TRIGGER forbid BEFORE INSERT ON iotjobs.worker_failure FOR EACH ROW EXECUTE FUNCTION forbid();
	CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no execution is written'; END $$;
	CREATE TRIGGER refuse BEFORE INSERT ON iotjobs.job_execution FOR EACH ROW EXECUTE FUNCTION fail();});
my $failed = $node->safe_psql('postgres', q{SELECT units_failed FROM iotjobs.worker_status WHERE database = current_database()});
$node->safe_psql('postgres', create_job('stuck'));
ok( $node->poll_query_until('postgres', qq{SELECT units_failed >= $failed + 3 AND last_error = 'nothing is written' AND next_try_at IS NOT NULL
		FROM iotjobs.worker_status WHERE database = current_database()}),
	'a pass that fails as a whole: worker_status tells, and when it is tried again');
is( $node->safe_psql('postgres', q{SELECT rollouts_due, work_waits_for > interval '0' FROM iotjobs.worker_backlog}), '1|t', 'worker_backlog tells what waits');
is(scalar(grep { /ERROR:.*nothing is written/ } split(/\n/, slurp_file($node->logfile))), 1, 'the log has it once');
cmp_ok(scalar(grep { /ERROR:.*no execution is written/ } split(/\n/, slurp_file($node->logfile))), '<=', 2, 'and what led to it');
$node->safe_psql('postgres', q{DROP TRIGGER forbid ON iotjobs.worker_failure; DROP TRIGGER refuse ON iotjobs.job_execution});
executions_become('stuck', 1, 'it goes on when it can');
ok( $node->poll_query_until('postgres', q{SELECT last_error IS NULL AND failing = 0 FROM iotjobs.worker_status WHERE database = current_database()}),
	'worker_status forgets it');

# A pass by hand beside the worker.
$node->safe_psql('postgres', create_job('both') . 'SELECT iotjobs.run_worker();');
executions_become('both', 1, 'run_worker() and the worker do not get in each other\'s way');

$node->stop;
done_testing();
