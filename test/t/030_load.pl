# Devices, operators and the registry at once, with the worker among them: in every snapshot all invariants hold, nobody meets an error that is not
# one of the API, nobody deadlocks, and in the end every job is done.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

my $clients = 10;
my $transactions = 300;
my $node = new_node('load', 'iotjobs.naptime = 50ms', 'fsync = off', 'max_connections = 50');

$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
worker_comes($node, 'postgres', 'a worker comes');

# Two hierarchies over 120 things; half of the things are in both.
$node->safe_psql('postgres', q{
	SELECT iotjobs.create_thing_group(name, parent)
	  FROM (VALUES ('north', NULL), ('north-east', 'north'), ('north-west', 'north'), ('blue', NULL), ('light-blue', 'blue')) v (name, parent);
	SELECT iotjobs.register_things((SELECT array_agg('t' || i) FROM generate_series(1, 60) i), 'north-east'),
		iotjobs.register_things((SELECT array_agg('t' || i) FROM generate_series(61, 120) i), 'north-west'),
		iotjobs.register_things((SELECT array_agg('t' || i) FROM generate_series(30, 90) i), 'light-blue');
	CREATE SEQUENCE job_number;

	-- Carries out the next execution, or leaves it in the middle.
	CREATE FUNCTION device_acts(thing text, choice int) RETURNS void LANGUAGE plpgsql AS $$
	DECLARE
		execution jsonb := iotjobs_data.start_next_pending_job_execution(thing, NULL, CASE WHEN choice % 7 = 0 THEN 1 END) -> 'execution';
	BEGIN
		IF execution IS NOT NULL AND choice % 4 > 0 THEN
			PERFORM iotjobs_data.update_job_execution(execution ->> 'jobId', thing,
				(ARRAY['IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED', 'SUCCEEDED'])[1 + choice % 5], jsonb_build_object('choice', choice::text));
		END IF;
		PERFORM iotjobs_data.get_pending_job_executions(thing);
	END $$;

	CREATE FUNCTION operator_acts(thing text, choice int) RETURNS void LANGUAGE plpgsql AS $$
	DECLARE
		arn text := 'arn:aws:iot:us-east-1:123456789012:';
		target text := arn || 'thinggroup/' || (ARRAY['north', 'north-east', 'north-west', 'blue', 'light-blue'])[1 + choice % 5];
		canceled text;
	BEGIN
		IF choice % 3 > 0 THEN
			PERFORM iotjobs.create_job('job' || nextval('job_number'), CASE choice % 4 WHEN 0 THEN ARRAY[target, arn || 'thing/' || thing] ELSE ARRAY[target] END, document => '{}',
				target_selection => CASE choice % 2 WHEN 0 THEN 'CONTINUOUS' END,
				job_executions_rollout_config => CASE choice % 5 WHEN 0 THEN '{"maximumPerMinute": 50}'::jsonb END,
				abort_config => CASE choice % 7 WHEN 0 THEN '{"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 40, "minNumberOfExecutedThings": 5}]}'::jsonb END);
		ELSE
			SELECT job_id INTO canceled FROM iotjobs.jobs WHERE status = 'IN_PROGRESS' ORDER BY hashtext(job_id || choice) LIMIT 1;
			IF FOUND THEN
				PERFORM iotjobs.cancel_job(canceled, force => choice % 2 = 0);
			END IF;
		END IF;
	END $$;

	CREATE FUNCTION registrar_acts(thing text, choice int) RETURNS void LANGUAGE plpgsql AS $$
	DECLARE
		thing_group text := (ARRAY['north-east', 'north-west', 'light-blue'])[1 + choice % 3];
	BEGIN
		CASE choice % 8
			WHEN 0, 1, 2 THEN PERFORM iotjobs.add_thing_to_thing_group(thing_group, thing_name => thing);
			WHEN 3, 4, 5 THEN PERFORM iotjobs.remove_thing_from_thing_group(thing_group, thing_name => thing);
			WHEN 6 THEN PERFORM iotjobs.delete_thing(thing);
			ELSE PERFORM iotjobs.register_things(ARRAY[thing, thing || '-too'], 'light-blue');
		END CASE;
	END $$;

	-- What the API refuses is all right.
	CREATE FUNCTION act(role text, thing text, choice int) RETURNS void LANGUAGE plpgsql AS $$
	BEGIN
		EXECUTE format('SELECT %I($1, $2)', role || '_acts') USING thing, choice;
	EXCEPTION WHEN SQLSTATE 'IJ400' OR SQLSTATE 'IJ404' OR SQLSTATE 'IJ40S' OR SQLSTATE 'IJ410' THEN
		NULL;
	END $$;
});

my $directory = PostgreSQL::Test::Utils::tempdir();
my %weight = (device => 60, operator => 6, registrar => 12);
foreach my $role (sort keys %weight)
{
	append_to_file("$directory/$role", "\\set thing random(1, 120)\n\\set choice random(0, 419)\nSELECT act('$role', 't' || :thing, :choice);\n");
}
append_to_file("$directory/check", "SELECT 1 / (count(*) = 0)::int FROM iotjobs.check() WHERE bad > 0;\n");

$node->command_ok(
	[ 'pgbench', '--no-vacuum', '--client', $clients, '--jobs', 2, '--transactions', $transactions, '--random-seed', 1,
		(map { ('--file', "$directory/$_\@$weight{$_}") } sort keys %weight), '--file', "$directory/check\@2", 'postgres' ],
	'nobody meets an error, and every snapshot is consistent');

my $bad = q{SELECT string_agg(name || ': ' || bad, ', ' ORDER BY name) FROM iotjobs.check() WHERE bad > 0};
is($node->safe_psql('postgres', $bad), '', 'nor is anything left behind');
is($node->safe_psql('postgres', q{SELECT count(*) > 10 FROM iotjobs.jobs}), 't', 'there were jobs');
is($node->safe_psql('postgres', q{SELECT count(*) > 100 FROM iotjobs.execution_history WHERE to_status = 'SUCCEEDED'}), 't', 'and devices that carried them out');
is($node->safe_psql('postgres', q{SELECT deadlocks FROM pg_stat_database WHERE datname = 'postgres'}), '0', 'no deadlock');
is($node->safe_psql('postgres', q{SELECT count(*) FROM iotjobs.worker_failure}), '0', 'no step of the worker failed');

# The end: no rate any more, every device finishes what it has, continuous jobs are canceled.
$node->safe_psql('postgres', q{SELECT iotjobs.cancel_job(job_id) FROM iotjobs.jobs WHERE status = 'IN_PROGRESS' AND (target_selection = 'CONTINUOUS' OR is_concurrent)});
ok( $node->poll_query_until('postgres', q{
	SELECT count(iotjobs_data.update_job_execution(e.job_id, e.thing_name, 'SUCCEEDED')) * 0 = 0 FROM iotjobs.executions e JOIN iotjobs.jobs j USING (job_id)
	 WHERE j.status <> 'CANCELED' AND e.status IN ('QUEUED', 'IN_PROGRESS') AND NOT e.thing_is_deleted}), 'the devices finish');
ok( $node->poll_query_until('postgres', q{SELECT count(*) = 0 FROM iotjobs.jobs WHERE status = 'IN_PROGRESS' OR is_concurrent}), 'every job is COMPLETED or CANCELED');
is($node->safe_psql('postgres', $bad), '', 'and all adds up');

$node->stop;
done_testing();
