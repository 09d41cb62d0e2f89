# Without preloading, start_worker() starts a worker until the server is stopped.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

my $node = PostgreSQL::Test::Cluster->new('by_hand');
$node->init;
# One process is taken by the server's own launcher, of logical replication.
$node->append_conf('postgresql.conf', "max_worker_processes = 3\nrestart_after_crash = on\niotjobs.naptime = 100ms");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION iotjobs');

is( $node->safe_psql('postgres', 'SELECT state, reason FROM iotjobs.worker_status'),
	'none|the library is not preloaded: call iotjobs.start_worker()', 'nothing runs by itself');

my $pid = $node->safe_psql('postgres', 'SELECT iotjobs.start_worker()');
worker_comes($node, 'postgres', 'start_worker() starts one');
is($pid, worker_pid($node, 'postgres'), 'and returns its process id');
is($node->safe_psql('postgres', 'SELECT iotjobs.start_worker()'), $pid, 'a second call finds it');
is($node->safe_psql('postgres', 'SELECT state, pid FROM iotjobs.worker_status'),
	"running|$pid", 'worker_status finds it');

# A commit wakes it, although there is no shared memory to find it by.
$node->safe_psql('postgres', q{ALTER SYSTEM SET iotjobs.naptime = '1h'});
$node->reload;
$node->safe_psql('postgres', q{
	SELECT iotjobs.create_thing('lamp');
	SELECT iotjobs.create_job('wake', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/lamp'], document => '{}')});
ok($node->poll_query_until('postgres', 'SELECT count(*) = 1 FROM iotjobs.job_execution'), 'a commit wakes it');
$node->safe_psql('postgres', 'ALTER SYSTEM RESET iotjobs.naptime');
$node->reload;

# Not before the extension is there for all to see.
$node->safe_psql('postgres', 'CREATE DATABASE second');
my ($code, $out, $err) = $node->psql('second', 'BEGIN; CREATE EXTENSION iotjobs; SELECT iotjobs.start_worker()');
like($err, qr/could not start a worker: it did not come up/, 'not for an extension that is not committed');

# No process left.
$node->safe_psql('postgres', 'CREATE DATABASE third');
$node->safe_psql($_, 'CREATE EXTENSION iotjobs') foreach 'second', 'third';
$node->safe_psql('second', 'SELECT iotjobs.start_worker()');
($code, $out, $err) = $node->psql('third', 'SELECT iotjobs.start_worker()');
like($err, qr/all background worker processes are taken.*HINT:.*max_worker_processes/s, 'no process is left');

# It leaves with its extension, and makes room.
$node->safe_psql('second', 'DROP EXTENSION iotjobs');
worker_goes($node, 'second', 'DROP EXTENSION ends it');
ok($node->poll_query_until('third', 'SELECT iotjobs.start_worker() > 0'), 'which makes room');

# A crash of the server is no end.
kill 'KILL', $pid;
other_pid_comes($node, 'postgres', $pid, 'it survives a crash');

$node->restart;
is(worker_pid($node, 'postgres'), '', 'a restart ends it');
$node->stop;
done_testing();
