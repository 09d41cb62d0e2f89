# What happens where processes or slots are lacking is told, and ends with the lack.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

# The server's own launcher, of logical replication, takes the only process.
my $node = new_node('limits', 'max_worker_processes = 1');
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
like( $node->safe_psql('postgres', q{SELECT state, reason FROM iotjobs.worker_status WHERE database = current_database()}),
	qr/^none\|there is no launcher.*max_worker_processes/, 'no process for the launcher: worker_status says so');

# The launcher takes the last.
$node->append_conf('postgresql.conf', 'max_worker_processes = 2');
$node->restart;
ok( $node->poll_query_until('postgres',
		q{SELECT state = 'waiting' AND reason LIKE '%max_worker_processes%' AND next_start_at IS NOT NULL
		  FROM iotjobs.worker_status WHERE database = current_database()}),
	'no process for a worker: worker_status says so');
ok( $node->poll_query_until('postgres',
		q{SELECT next_start_at > now() + '1 second' FROM iotjobs.worker_status WHERE database = current_database()}),
	'and the launcher takes its time');
is( scalar(grep { /could not start a worker/ } split(/\n/, slurp_file($node->logfile))),
	1, 'the log has it once');

# Two databases, one slot.
$node->append_conf('postgresql.conf', "max_worker_processes = 8\niotjobs.max_databases = 1");
$node->restart;
worker_comes($node, 'postgres', 'a worker runs');
$node->safe_psql('postgres', 'CREATE DATABASE second');
$node->safe_psql('second', 'CREATE EXTENSION iotjobs');
is(worker_pid($node, 'second'), '', 'none for a database beyond iotjobs.max_databases');
like( $node->safe_psql('second', q{SELECT state, reason FROM iotjobs.worker_status WHERE database = current_database()}),
	qr/^none\|.*iotjobs.max_databases/, 'worker_status tells');

$node->safe_psql('postgres', 'DROP EXTENSION iotjobs');
worker_goes($node, 'postgres', 'the first leaves');
$node->safe_psql('second', 'DROP EXTENSION iotjobs; CREATE EXTENSION iotjobs');
worker_comes($node, 'second', 'the second takes its place');

$node->stop;
is( scalar(grep { /no worker slot is free/ } split(/\n/, slurp_file($node->logfile))),
	1, 'the log has told that, once');
done_testing();
