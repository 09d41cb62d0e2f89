# A dump taken in the middle of a rollout goes on in another cluster, whose transaction ids are far behind or far ahead.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Jobs;

skip_without_dump();

my $things = 40;
my $start = '2020-01-01 12:00:00+00';	# in the past: a live worker finds all of it due
my $clock = "SET iotjobs.clock = '$start';";
my $template;	# as the source shows it
my $secret;	# of the source

# A server without a worker, its transaction ids in this epoch.
sub new_cluster
{
	my ($name, $epoch) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);

	$node->init;
	$node->append_conf('postgresql.conf', q{
		shared_preload_libraries = 'iotjobs'
		iotjobs.worker = off
		iotjobs.retention = 36500
		iotjobs.naptime = 10ms
		max_prepared_transactions = 10});
	command_ok([ 'pg_resetwal', '-e', $epoch, '-D', $node->data_dir ], "$name: epoch $epoch") if $epoch;
	$node->start;
	return $node;
}

sub report
{
	my ($thing, $status, $job) = @_;
	$job //= 'slow';
	return "$clock SELECT iotjobs_data.update_job_execution('$job', 'thing_$thing', '$status');";
}

# The restored database is right before, at and after the first pass, and the rollout ends.
sub goes_on
{
	my ($node, $database, $what) = @_;
	my $pass = sub {
		my ($minutes) = @_;
		return $node->safe_psql($database,
			"SELECT s ->> 'released', s ->> 'jobsCompleted', s ->> 'unitsFailed'
			 FROM iotjobs.run_worker(timestamptz '$start' + interval '$minutes min') AS s");
	};

	counters_are_exact($node, $database, "$what, at once");
	invariants_hold($node, $database, "$what, at once");
	is($node->safe_psql($database, q{SELECT string_agg(n, ' ' ORDER BY n) FROM (
			SELECT status || '=' || count(*) AS n FROM iotjobs.executions WHERE job_id = 'slow' GROUP BY status) AS x}),
		'FAILED=1 IN_PROGRESS=2 QUEUED=5 SUCCEEDED=2', "$what: what had been committed");

	# A report before the worker has seen the database.
	$node->safe_psql($database, report(5, 'SUCCEEDED'));
	counters_are_exact($node, $database, "$what, after a report before the first pass");

	# One that is under way while the counters are made, and ends after that.
	my $open = $node->background_psql($database);
	$open->query_safe('BEGIN;' . report(6, 'SUCCEEDED'));
	is($pass->(1), 10 + $things . '|0|0', "$what: the first pass goes on where the rollout was, and begins with the other job");
	counters_are_exact($node, $database, "$what, after the first pass");
	is(executions($node, $database, 'continuous', 'QUEUED'), 1, "$what: who had joined has the continuous job");
	$open->query_safe('COMMIT');
	$open->quit;
	counters_are_exact($node, $database, "$what, after a report that was under way in the first pass");
	$node->safe_psql($database, report(7, 'FAILED'));
	counters_are_exact($node, $database, "$what, after a further report");
	is($pass->(1.5), '0|0|0', "$what: the rate is kept");
	counters_are_exact($node, $database, "$what, after the second pass");

	is($pass->($_), '10|0|0', "$what: minute $_") foreach 2, 3;
	is($pass->(4), '0|0|0', "$what: all are released");
	is_spread_once($node, $database, 'slow', $things, "$what: every target exactly once");
	$node->safe_psql($database, "$clock SELECT iotjobs_data.update_job_execution('slow', thing_name, 'SUCCEEDED')
		FROM iotjobs.executions WHERE job_id = 'slow' AND status IN ('QUEUED', 'IN_PROGRESS')");
	is($pass->(5), '0|1|0', "$what: the job is complete");
	is(executions($node, $database, 'slow', 'SUCCEEDED'), $things - 2, "$what: all but two succeeded");
	counters_are_exact($node, $database, "$what, at the end");
	invariants_hold($node, $database, "$what, at the end");

	# Numbers are drawn where the dump ended.
	is($node->safe_psql($database, q{
			SELECT iotjobs.create_thing('new') IS NOT NULL;
			SELECT iotjobs.create_job('new', ARRAY['} . arn('thing', 'new') . q{'], document => '{}') IS NOT NULL;
			SELECT count(*) FROM iotjobs.thing HAVING max(id) = count(*)
				AND (SELECT count(*) = max(id) FROM iotjobs.job)}),
		"t\nt\n" . ($things + 1), "$what: sequences continue");

	# It has a secret of its own, and seals its tokens with it.
	is($node->safe_psql($database, "SELECT count(*) FROM iotjobs.token_secret WHERE encode(secret, 'hex') <> '$secret'"), '1', "$what: another secret");
	is($node->safe_psql($database, "SELECT jsonb_array_length(iotjobs.list_things(iotjobs.list_things(max_results => 1) ->> 'nextToken', 2) -> 'things')"),
		'2', "$what: lists have pages");

	# Templates are as they were, jobs can be made from them, and the newest comes first.
	is($node->safe_psql($database, "SELECT iotjobs.describe_job_template('full')"), $template, "$what: the template");
	is($node->safe_psql($database, q{BEGIN;
			SELECT iotjobs.create_job_template('newest', 'd', document => '1') IS NOT NULL;
			SELECT iotjobs.list_job_templates() #>> '{jobTemplates,0,jobTemplateId}';
			SELECT iotjobs.create_job('plain', ARRAY['} . arn('thing', 'thing_1') . q{'], job_template_arn => '} . arn('jobtemplate', 'full') . q{') ->> 'description';
			ROLLBACK}),
		"t\nnewest\nall of it", "$what: templates go on");
}

my $source = new_cluster('source', 5);
$source->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
create_fleet($source, 'postgres', $things);
$source->safe_psql('postgres', "$clock
	SELECT iotjobs.create_job('slow', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{\"do\": \"\\\\\\n\\ttricky\"}',
		job_executions_rollout_config => '{\"maximumPerMinute\": 10}');
	SELECT iotjobs.create_thing_group('late');
	SELECT iotjobs.create_job('continuous', ARRAY['" . arn('thinggroup', 'late') . "'], document => '{}', target_selection => 'CONTINUOUS');
	SELECT iotjobs.run_worker();
	SELECT iotjobs.run_worker(); -- folds
	SELECT iotjobs_data.update_job_execution('slow', 'thing_' || i, 'IN_PROGRESS') FROM generate_series(1, 4) AS i;");

$source->safe_psql('postgres', q{SELECT iotjobs.create_job_template('full', 'all of it', document => '{"a": "\\\\"}',
	abort_config => '{"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 12.5, "minNumberOfExecutedThings": 3}]}',
	timeout_config => '{"inProgressTimeoutInMinutes": 5}', tags => '[{"Key": "k", "Value": "v"}]')});
$secret = $source->safe_psql('postgres', "SELECT encode(secret, 'hex') FROM iotjobs.token_secret");
$template = $source->safe_psql('postgres', "SELECT iotjobs.describe_job_template('full')");

# Transactions around the fold: one is under way and ends later, one is prepared and ends later, one never ends.
my $late = $source->background_psql('postgres');
my $never = $source->background_psql('postgres');
$late->query_safe('BEGIN;' . report(1, 'SUCCEEDED'));
$never->query_safe('BEGIN;' . report(10, 'SUCCEEDED'));
$source->safe_psql('postgres', 'BEGIN;' . report(2, 'SUCCEEDED') . q{PREPARE TRANSACTION 'late'});
$source->safe_psql('postgres', "$clock SELECT iotjobs.run_worker()");
$late->query_safe('COMMIT');
$late->quit;
$source->safe_psql('postgres', q{COMMIT PREPARED 'late'});
$source->safe_psql('postgres', report(3, 'FAILED'));
$source->safe_psql('postgres', "$clock SELECT iotjobs_data.start_next_pending_job_execution('thing_5')");
$source->safe_psql('postgres', "$clock SELECT iotjobs.create_job('fast', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{}')");
$source->safe_psql('postgres', "$clock SELECT iotjobs.add_thing_to_thing_group('late', NULL, 'thing_1')");
is($source->safe_psql('postgres', 'SELECT count(*) FROM iotjobs.membership_change'), '1', 'the dump holds a change of membership');
cmp_ok($source->safe_psql('postgres', 'SELECT count(*) FROM iotjobs.unfolded_event'), '>=', 4, 'the dump holds unfolded events');
counters_are_exact($source, 'postgres', 'in the source');

my $dump = $source->basedir;
$source->command_ok([ 'pg_dump', '-Fc', '-f', "$dump/custom" ], 'pg_dump -Fc');
$source->command_ok([ 'pg_dump', '-f', "$dump/plain" ], 'pg_dump');
$source->command_ok([ 'pg_dump', '--rows-per-insert=10', '-f', "$dump/inserts" ], 'pg_dump with INSERTs');
$never->quit;

# A database in which nothing has been folded yet, and one with nothing at all.
$source->safe_psql('postgres', 'CREATE DATABASE young');
$source->safe_psql('young', 'CREATE EXTENSION iotjobs');
$source->command_ok([ 'pg_dump', '-Fc', '-f', "$dump/empty", $source->connstr('young') ], 'pg_dump of an empty database');
create_fleet($source, 'young', $things);
$source->safe_psql('young', "$clock
	SELECT iotjobs.create_job('slow', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{}');
	SELECT iotjobs.run_worker();
	SELECT iotjobs_data.update_job_execution('slow', 'thing_1', 'SUCCEEDED')");
is($source->safe_psql('young', 'SELECT count(*) FROM iotjobs.job_counter'), '0', 'nothing has been folded yet');
$source->command_ok([ 'pg_dump', '-Fc', '-f', "$dump/young", $source->connstr('young') ], 'pg_dump before the first fold');

my %epoch = (behind => 0, ahead => 9);
foreach my $name (sort keys %epoch)
{
	my $node = new_cluster($name, $epoch{$name});

	$node->safe_psql('postgres', "CREATE DATABASE $_") foreach qw(custom plain inserts empty young live);
	$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr($_), "$dump/$_" ], "$name: pg_restore of $_")
	  foreach qw(custom empty young);
	$node->command_ok([ 'psql', '-qX', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($_), '-f', "$dump/$_" ], "$name: psql < $_")
	  foreach qw(plain inserts);

	goes_on($node, $_, "$name, $_") foreach qw(custom plain inserts);

	counters_are_exact($node, 'young', "$name, young, at once");
	$node->safe_psql('young', "SELECT iotjobs.run_worker('$start')");
	counters_are_exact($node, 'young', "$name, young, after the first pass");
	$node->safe_psql('young', report(2, 'SUCCEEDED') . report(3, 'REJECTED'));
	counters_are_exact($node, 'young', "$name, young, after further reports");
	$node->safe_psql('young', "SELECT iotjobs.run_worker('$start')");
	counters_are_exact($node, 'young', "$name, young, after the second pass");
	invariants_hold($node, 'young', "$name, young");

	create_fleet($node, 'empty', 1);
	$node->safe_psql('empty', "SELECT iotjobs.create_job('first', ARRAY['" . arn('thinggroup', 'fleet') . "'], document => '{}');
		SELECT iotjobs.run_worker()");
	is(executions($node, 'empty', 'first', 'QUEUED'), 1, "$name: an empty database can be begun with");
	counters_are_exact($node, 'empty', "$name, empty");

	# A worker that is there while the tables are loaded waits, and then does what is due.
	$node->safe_psql('postgres', 'ALTER DATABASE live SET iotjobs.worker = on');
	$node->command_ok([ 'pg_restore', '--exit-on-error', '-j', '2', '-d', $node->connstr('live'), "$dump/custom" ],
		"$name: pg_restore -j under a live worker");
	counters_are_exact($node, 'live', "$name, live, at once");
	ok( $node->poll_query_until('live',
			"SELECT count(*) = $things FROM iotjobs.executions WHERE job_id = 'fast'"),
		"$name: the worker goes on");
	counters_are_exact($node, 'live', "$name, live, under the worker");
	is_spread_once($node, 'live', 'fast', $things, "$name: every target exactly once");
	invariants_hold($node, 'live', "$name, live");
	$node->stop;
}

$source->stop;
done_testing();
