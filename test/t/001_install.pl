# The extension installs and leaves, again and again in one session, with and without preload.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $rounds = q{
	CREATE EXTENSION iotjobs;
	DROP EXTENSION iotjobs;
	CREATE EXTENSION iotjobs;
	SELECT extversion FROM pg_extension WHERE extname = 'iotjobs';
	DROP EXTENSION iotjobs;
};

my $node = PostgreSQL::Test::Cluster->new('install');
$node->init;
$node->start;

is($node->safe_psql('postgres', $rounds), '1.0', 'without preload');

$node->append_conf('postgresql.conf', q{shared_preload_libraries = 'iotjobs'});
$node->restart;
is($node->safe_psql('postgres', $rounds), '1.0', 'with preload');

# A database may go, also one that the extension served a moment ago.
$node->safe_psql('postgres', 'CREATE DATABASE short_lived');
$node->safe_psql('short_lived', 'CREATE EXTENSION iotjobs');
$node->safe_psql('postgres', 'DROP DATABASE short_lived');
is($node->safe_psql('postgres', q{SELECT count(*) FROM pg_database WHERE datname = 'short_lived'}),
	'0', 'a database with the extension can be dropped');

$node->stop;
is( scalar(grep { /PANIC:|was terminated by signal|exited with exit code [2-9]/ }
		split(/\n/, slurp_file($node->logfile))),
	0, 'nothing crashed');

done_testing();
