# Worker.pm
#	What the TAP tests of launcher and worker share.
package Worker;

use strict;
use warnings;
use Exporter 'import';
use PostgreSQL::Test::Cluster;
use Test::More;

our @EXPORT = qw(new_node worker_pid launcher_pid worker_comes worker_goes other_pid_comes);

# A started server with the library preloaded, and these lines in its settings.
sub new_node
{
	my ($name, @settings) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);

	$node->init(allows_streaming => 1);
	$node->append_conf('postgresql.conf', join("\n",
			"shared_preload_libraries = 'iotjobs'",
			"iotjobs.naptime = 100ms",
			"iotjobs.check_replies = on",
			@settings));
	$node->start;
	return $node;
}

sub worker_pid
{
	my ($node, $database) = @_;
	return $node->safe_psql('postgres',
		"SELECT pid FROM pg_stat_activity WHERE backend_type = 'iotjobs worker' AND datname = '$database'");
}

sub launcher_pid
{
	my ($node) = @_;
	return $node->safe_psql('postgres',
		"SELECT pid FROM pg_stat_activity WHERE backend_type = 'iotjobs launcher'");
}

sub count_becomes
{
	my ($node, $database, $count, $what) = @_;
	ok( $node->poll_query_until('postgres',
			"SELECT count(*) = $count FROM pg_stat_activity WHERE backend_type = 'iotjobs worker' AND datname = '$database'"),
		$what);
}

# Exactly one.
sub worker_comes
{
	my ($node, $database, $what) = @_;
	count_becomes($node, $database, 1, $what);
}

sub worker_goes
{
	my ($node, $database, $what) = @_;
	count_becomes($node, $database, 0, $what);
}

# A worker of the database that is not this process.
sub other_pid_comes
{
	my ($node, $database, $pid, $what) = @_;
	ok( $node->poll_query_until('postgres',
			"SELECT count(*) = 1 FROM pg_stat_activity WHERE backend_type = 'iotjobs worker' AND datname = '$database' AND pid <> $pid"),
		$what);
}

1;
