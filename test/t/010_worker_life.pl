# A worker comes with the extension and goes with it, and is in nobody's way.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

my $node = new_node('life');
my $pid;

ok($node->poll_query_until('postgres',
		q{SELECT count(*) = 1 FROM pg_stat_activity WHERE backend_type = 'iotjobs launcher'}),
	'the launcher runs');
is(worker_pid($node, 'postgres'), '', 'no extension, no worker');

$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
worker_comes($node, 'postgres', 'CREATE EXTENSION brings a worker');
is( $node->safe_psql('postgres', 'SELECT iotjobs.start_worker()'),
	worker_pid($node, 'postgres'),
	'start_worker() finds the one that runs');
is( $node->safe_psql('postgres',
		'SELECT state, reason IS NULL, pid = iotjobs.start_worker() FROM iotjobs.worker_status WHERE database = current_database()'),
	'running|t|t', 'worker_status tells');

# A second database; a third that has none.
$node->safe_psql('postgres', 'CREATE DATABASE second');
$node->safe_psql('postgres', 'CREATE DATABASE third');
$node->safe_psql('second', 'CREATE EXTENSION iotjobs');
worker_comes($node, 'second', 'a second database has a worker of its own');
is(worker_pid($node, 'third'), '', 'a database without extension has none');

# An extension that is rolled back.
$node->safe_psql('third', 'BEGIN; CREATE EXTENSION iotjobs; ROLLBACK');
is( $node->safe_psql('third', 'BEGIN; CREATE EXTENSION iotjobs; SELECT state FROM iotjobs.worker_status WHERE database = current_database(); ROLLBACK'),
	'none', 'an extension not yet committed has none');

# DROP EXTENSION passes an idle worker, and the worker leaves.
$node->safe_psql('second', q{SET lock_timeout = '3s'; DROP EXTENSION iotjobs});
worker_goes($node, 'second', 'DROP EXTENSION ends the worker');
$node->safe_psql('second', 'CREATE EXTENSION iotjobs');
worker_comes($node, 'second', 'CREATE EXTENSION brings it back');
$node->safe_psql('second', 'DROP EXTENSION iotjobs; CREATE EXTENSION iotjobs; DROP EXTENSION iotjobs; CREATE EXTENSION iotjobs');
ok( $node->poll_query_until('second',
		q{SELECT state = 'running' AND passes > 0 FROM iotjobs.worker_status WHERE database = current_database()}),
	'also in quick succession');

# Changed settings of a database reach its worker.
$pid = worker_pid($node, 'second');
$node->safe_psql('postgres', q{ALTER DATABASE second SET iotjobs.max_rollout_per_minute = 7});
other_pid_comes($node, 'second', $pid, 'ALTER DATABASE ... SET replaces the worker');

# Switched off for a database, which then can be copied and renamed.
$node->safe_psql('postgres', 'ALTER DATABASE second SET iotjobs.worker = off');
worker_goes($node, 'second', 'iotjobs.worker = off for a database ends its worker');
is( $node->safe_psql('second', q{SELECT state, reason FROM iotjobs.worker_status WHERE database = current_database()}),
	'none|iotjobs.worker is off', 'worker_status says why');
my ($code, $out, $err) = $node->psql('second', 'SELECT iotjobs.start_worker()');
like($err, qr/could not start a worker: it is switched off/, 'start_worker() says why');
$node->safe_psql('postgres', 'CREATE DATABASE copy TEMPLATE second');
$node->safe_psql('postgres', 'ALTER DATABASE second RENAME TO renamed');
$node->safe_psql('postgres', 'ALTER DATABASE renamed RESET iotjobs.worker');
worker_comes($node, 'renamed', 'RESET brings it back');
worker_comes($node, 'copy', 'a copy of a database with the extension has a worker');

# A template is left alone.
$node->safe_psql('postgres', 'ALTER DATABASE copy IS_TEMPLATE true');
worker_goes($node, 'copy', 'a template has no worker');
$node->safe_psql('postgres', 'CREATE DATABASE another TEMPLATE copy');
worker_comes($node, 'another', 'what is made from it has one');
$node->safe_psql('postgres', 'ALTER DATABASE copy IS_TEMPLATE false');
worker_comes($node, 'copy', 'no template any more');

# DROP DATABASE does not know of the worker.
$node->safe_psql('postgres', 'DROP DATABASE another');
$node->safe_psql('postgres', 'DROP DATABASE copy');
worker_goes($node, 'copy', 'DROP DATABASE passes');

# By somebody who may not, it does not touch the worker.
$pid = worker_pid($node, 'renamed');
$node->safe_psql('postgres', 'CREATE ROLE stranger');
($code, $out, $err) = $node->psql('postgres', 'SET ROLE stranger; DROP DATABASE renamed');
like($err, qr/must be owner/, 'a stranger cannot drop the database');
is(worker_pid($node, 'renamed'), $pid, 'and does not end the worker');

# Switched off for the cluster.
$node->safe_psql('postgres', 'ALTER SYSTEM SET iotjobs.worker = off');
$node->reload;
worker_goes($node, 'postgres', 'iotjobs.worker = off for the cluster ends all');
worker_goes($node, 'renamed', 'all of them');
$node->safe_psql('postgres', 'ALTER SYSTEM RESET iotjobs.worker');
$node->reload;
worker_comes($node, 'postgres', 'they come back');
worker_comes($node, 'renamed', 'all of them come back');

$node->stop;
is( scalar(grep { /\b(PANIC|FATAL|ERROR|was terminated)\b/ && !/must be owner|switched off|terminating (connection|background worker)/ } split(/\n/, slurp_file($node->logfile))),
	0, 'and nobody complained');
done_testing();
