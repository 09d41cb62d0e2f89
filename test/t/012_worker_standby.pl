# A standby has no worker; once promoted it has one.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

my $primary = new_node('primary');
$primary->safe_psql('postgres', 'CREATE EXTENSION iotjobs');
worker_comes($primary, 'postgres', 'the primary has a worker');

$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby);

is(worker_pid($standby, 'postgres'), '', 'the standby has no worker');
is(launcher_pid($standby), '', 'and no launcher');
is( $standby->safe_psql('postgres', 'SELECT state, reason FROM iotjobs.worker_status'),
	'none|the server is a standby', 'worker_status says why');
my ($code, $out, $err) = $standby->psql('postgres', 'SELECT iotjobs.start_worker()');
like($err, qr/cannot start a worker during recovery/, 'start_worker() is refused');

$primary->stop('immediate');
$standby->promote;
worker_comes($standby, 'postgres', 'the promoted server has a worker');

$standby->stop;
done_testing();
