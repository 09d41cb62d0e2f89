# Jobs.pm
#	What the TAP tests of durability share: a fleet with a job, and the
#	questions whether its counters and invariants hold.
package Jobs;

use strict;
use warnings;
use Exporter 'import';
use PostgreSQL::Test::Cluster;
use Test::More;

our @EXPORT = qw(skip_without_dump arn create_fleet counters_are_exact invariants_hold executions is_spread_once $inexact_jobs);

# Jobs whose numbers are not those of their executions, all read in one snapshot.
our $inexact_jobs = q{
	SELECT j.job_id, d.details, to_jsonb(n) AS counted
	FROM iotjobs.job AS j,
		LATERAL (SELECT iotjobs.describe_job(j.job_id) -> 'job' -> 'jobProcessDetails' AS details) AS d,
		LATERAL (SELECT count(*) FILTER (WHERE e.status = 'QUEUED') AS "numberOfQueuedThings",
				count(*) FILTER (WHERE e.status = 'IN_PROGRESS') AS "numberOfInProgressThings",
				count(*) FILTER (WHERE e.status = 'SUCCEEDED') AS "numberOfSucceededThings",
				count(*) FILTER (WHERE e.status = 'FAILED') AS "numberOfFailedThings",
				count(*) FILTER (WHERE e.status = 'TIMED_OUT') AS "numberOfTimedOutThings",
				count(*) FILTER (WHERE e.status = 'REJECTED') AS "numberOfRejectedThings",
				count(*) FILTER (WHERE e.status = 'REMOVED') AS "numberOfRemovedThings",
				count(*) FILTER (WHERE e.status = 'CANCELED') AS "numberOfCanceledThings"
			FROM iotjobs.job_execution AS e WHERE e.job_id = j.id) AS n
	WHERE NOT d.details @> to_jsonb(n)};

# pg_dump of 13 and 14 crashes when a table of an extension whose rows are dumped is a
# partition; that of 15 and later dumps those servers, too.
sub skip_without_dump
{
	my ($version) = `pg_dump --version` =~ /([0-9]+)/;
	plan(skip_all => "pg_dump $version cannot dump partitions of extensions") if $version < 15;
}

sub arn
{
	my ($kind, $name) = @_;
	return "arn:aws:iot:us-east-1:123456789012:$kind/$name";
}

# Things thing_1 .. thing_N in the group fleet.
sub create_fleet
{
	my ($node, $database, $things) = @_;
	$node->safe_psql($database, qq{
		SELECT iotjobs.create_thing_group('fleet');
		SELECT iotjobs.register_things(ARRAY(SELECT 'thing_' || i FROM generate_series(1, $things) AS i), 'fleet')});
}

sub counters_are_exact
{
	my ($node, $database, $what) = @_;
	is($node->safe_psql($database, $inexact_jobs), '', "counters are exact: $what");
}

sub invariants_hold
{
	my ($node, $database, $what) = @_;
	is($node->safe_psql($database, 'SELECT name, sample FROM iotjobs.check() WHERE bad <> 0'),
		'', "invariants hold: $what");
}

# How many executions a job has, in these states if any are named.
sub executions
{
	my ($node, $database, $job, @states) = @_;
	my $in = @states ? 'AND status IN (' . join(', ', map { "'$_'" } @states) . ')' : '';
	return $node->safe_psql($database, "SELECT count(*) FROM iotjobs.executions WHERE job_id = '$job' $in");
}

# A job has reached each of the N things of the fleet, and none twice.
sub is_spread_once
{
	my ($node, $database, $job, $things, $what) = @_;
	is( $node->safe_psql($database,
			"SELECT count(*), count(DISTINCT e.thing_name), max(e.execution_number),
				(SELECT sum(h.count) FROM iotjobs.execution_history AS h WHERE h.job_id = '$job' AND h.from_status IS NULL)
			 FROM iotjobs.executions AS e WHERE e.job_id = '$job'"),
		"$things|$things|1|$things", $what);
}

1;
