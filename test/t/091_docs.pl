# The pages of docs/ are true: what they type gives what they show.
#
# A block "sql NAME" is typed where NAME is, in the order of the page: in a database by one psql
# each, or in a session that stays.  A block "text" that follows is what must come.  Times and the
# width of columns may differ.
use strict;
use warnings;
use FindBin;
use File::Temp;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# What may differ from one run to the next.
sub same
{
	my ($text) = @_;
	$text =~ s/\r//g;
	$text =~ s/\b\d{10}(\.\d+)?\b/TIME/g;
	$text =~ s/\b\d\d:\d\d:\d\d(\.\d+)?\b/TIME/g;
	$text =~ s/\bPID \d+/PID/g;
	$text =~ s/-+/-/g;
	$text =~ s/[ \t]+/ /g;
	$text =~ s/ ?\n\s*/\n/g;
	$text =~ s/^\s+|\s+$//g;
	return $text;
}

# A place to type in: a function from what is typed to what is shown.
sub database
{
	my ($node, $database) = @_;

	return sub {
		my ($sql) = @_;
		my $shown = '';
		IPC::Run::run([ 'psql', '-X', '-q', '-P', 'pager=off', '-d', $node->connstr($database) ], '<', \$sql, '>&', \$shown);
		return $shown;
	};
}

# One psql for all that is typed.
sub session
{
	my ($node, $database, $user) = @_;
	my ($in, $out) = ('', '');
	my $psql = IPC::Run::start([ 'psql', '-X', '-q', '-P', 'pager=off', '-U', $user, '-d', $node->connstr($database) ],
		'<', \$in, '>&', \$out, IPC::Run::timeout(180));

	return sub {
		my ($sql) = @_;
		return $psql->finish unless defined $sql;
		$out = '';
		$in .= "$sql\n\\echo END OF BLOCK\n";
		$psql->pump until $out =~ s/^END OF BLOCK\n\z//m;
		return $out;
	};
}

sub page
{
	my ($name) = @_;
	return slurp_file("$FindBin::RealBin/../../docs/$name");
}

# Types the blocks of a page.  What only reads is read again until it is as shown: the worker, or
# the other cluster, may still be at it.
sub follow
{
	my ($page, $places, $edit) = @_;
	my $text = page($page);
	my $typed = 0;

	while ($text =~ /^```sql (\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms)
	{
		my ($name, $sql, $expected) = ($1, $2, defined $3 ? $3 : '');
		my ($first) = $sql =~ /^(.*)$/m;
		my $type = sub {
			my $shown = $places->{$name}->($sql);
			my $woken = '';

			# It comes when it comes, and often.
			$woken = $1 while $shown =~ s/^(Asynchronous notification.*\n)//m;
			return $expected =~ /^Asynchronous/m ? $shown . $woken : $shown;
		};

		$sql = $edit->($sql) if $edit;
		my $shown = $type->();
		if ($sql !~ /\b(create|grant|listen|handle|iotjobs\.\w+\(|iotjobs_data\.)/i)
		{
			for (my $tries = 0; same($shown) ne same($expected) && $tries < 200; $tries++)
			{
				select(undef, undef, undef, 0.1);
				$shown = $type->();
			}
		}
		is(same($shown), same($expected), "$page: $first") or diag("It shows now:\n$shown");
		$typed++;
	}
	cmp_ok($typed, '>', 1, "$page: there is something to type");
}

my $fleet = PostgreSQL::Test::Cluster->new('fleet');
$fleet->init(allows_streaming => 'logical');
$fleet->append_conf('postgresql.conf', q{
	shared_preload_libraries = 'iotjobs'
	iotjobs.naptime = 100ms});
$fleet->start;
foreach my $database (qw(fleet broker devices))
{
	$fleet->safe_psql('postgres', "CREATE DATABASE $database");
	$fleet->safe_psql($database, 'CREATE EXTENSION iotjobs');
}

# Analytics: two clusters, the second without the extension.
my $analytics = PostgreSQL::Test::Cluster->new('analytics');
$analytics->init;
$analytics->start;
$analytics->safe_psql('postgres', 'CREATE DATABASE analytics');

my $connection = $fleet->connstr('fleet');
$connection =~ s/'/''/g;
follow('analytics.md', { fleet => database($fleet, 'fleet'), analytics => database($analytics, 'analytics') },
	sub { my ($sql) = @_; $sql =~ s/host=fleet\.example\.com dbname=fleet/$connection/; return $sql });

# What the page says of deletes, attempts and the rotation of the log.
my $things = "SELECT string_agg(name, ' ' ORDER BY name) FROM iotjobs.thing";
my $events = 'SELECT sum(count) FROM iotjobs.execution_event';
my $before = $analytics->safe_psql('analytics', $events);
$fleet->safe_psql('fleet', q{
	SELECT iotjobs.delete_thing('pump-1');
	DELETE FROM iotjobs.thing WHERE name = 'pump-1';
	TRUNCATE iotjobs.execution_event_0, iotjobs.execution_event_1, iotjobs.execution_event_2,
		iotjobs.execution_event_3, iotjobs.execution_event_4, iotjobs.execution_event_5;
	INSERT INTO iotjobs.execution_event (job_id, happened_at, to_status, slot) VALUES (0, now(), 'QUEUED', 0);
	DELETE FROM iotjobs.job_execution WHERE status = 'FAILED';
	SELECT iotjobs_data.update_job_execution('valve-7', 'pump-3', 'SUCCEEDED')});
$fleet->wait_for_catchup('fleet');
is($analytics->safe_psql('analytics', $things), 'pump-1 pump-2 pump-3 pump-4 pump-5', 'the copy keeps the names of what is deleted');
cmp_ok($analytics->safe_psql('analytics', $events), '>=', $before + 2, 'and the history that the fleet has dropped');
is($analytics->safe_psql('analytics', "SELECT count(*) FROM iotjobs.job_execution WHERE status = 'FAILED'"), 0,
	'an execution that goes away over there goes away');
is($fleet->safe_psql('fleet', "SELECT n_tup_hot_upd > 0 AND n_tup_hot_upd = n_tup_upd FROM pg_stat_user_tables WHERE relname = 'job_execution'"),
	't', 'reports are still HOT updates');

# Without BYPASSRLS the first copy is empty, as the page warns.
$fleet->safe_psql('fleet', q{
	CREATE ROLE blind LOGIN REPLICATION;
	GRANT USAGE ON SCHEMA iotjobs TO blind;
	GRANT SELECT ON iotjobs.thing TO blind});
is($fleet->safe_psql('fleet', 'COPY iotjobs.thing (id) TO STDOUT', extra_params => [ '-U', 'blind' ]), '', 'a role that row security holds for copies nothing');
$analytics->safe_psql('analytics', 'DROP SUBSCRIPTION fleet');
$fleet->safe_psql('fleet', 'DROP EXTENSION iotjobs');
is($fleet->safe_psql('fleet', 'SELECT count(*) FROM pg_publication_rel'), 0, 'without the extension nothing is published');

$analytics->stop;

# The bridge: its program, its messages, and no broker.
follow('mqtt_bridge.md', { fleet => database($fleet, 'broker') });
{
	my %block = page('mqtt_bridge.md') =~ /^```(?:sh|text) (\S+)\n(.*?)^```\n/gms;
	my $program = File::Temp->new;
	my ($in, $out, $errors) = ('', '', '');

	print $program $block{'bridge.sh'};
	$program->flush;
	foreach my $line (split(/\n/, $block{requests}))
	{
		my ($topic, $payload) = split(/ /, $line, 2);
		$in .= "$topic\t" . unpack('H*', $payload) . "\n";
	}

	# Lines that are none, and a payload of two lines that looks like one.
	$in .= "SELECT 1;\n\t\nx\n\$aws/things/pump-1/jobs/get\tno hex\n";
	local $ENV{PGUSER} = 'mqtt_bridge';
	local $ENV{PGHOST} = $fleet->host;
	local $ENV{PGPORT} = $fleet->port;
	local $ENV{PGDATABASE} = 'broker';
	IPC::Run::run([ 'sh', $program->filename ], '<', \$in, '>', \$out, '2>', \$errors);
	$out =~ s/\t([0-9a-f]*)$/' ' . pack('H*', $1)/gme;
	is(same($out), same($block{replies}), 'mqtt_bridge.md: the messages');
	is($errors, '', 'without an error');
}

# A device: its role is made by the page.
{
	my $device;
	my $open = sub { $device ||= session($fleet, 'devices', 'pump_gateway'); return $device->(@_) };

	follow('device_loop.md', { fleet => database($fleet, 'devices'), device => $open });
	$device->(undef);
	is($fleet->safe_psql('devices', 'SELECT sum(bad) FROM iotjobs.check()'), 0, 'nothing is wrong');
}

$fleet->stop;
done_testing();
