# documentSource is read when the job is created: from listed hosts alone, small, soon, and a wait that can be canceled.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use IO::Select;
use IO::Socket::INET;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

# A server on loopback: one child per connection, so that a slow one holds up nobody.
sub http_server
{
	my ($other) = @_;
	my $listener = IO::Socket::INET->new(Listen => 20, LocalAddr => '127.0.0.1', ReuseAddr => 1) or die $!;
	my $pid = fork() // die $!;
	return ($listener->sockport, $pid) if $pid;

	$SIG{CHLD} = 'IGNORE';
	$SIG{TERM} = 'DEFAULT';
	while (1)
	{
		my $client = $listener->accept or next;
		next if fork();
		alarm 120;
		serve($client, $listener->sockport, $other);
		close($client);
		POSIX::_exit(0);
	}
}

sub answer
{
	my ($client, $status, $body, @headers) = @_;
	print $client join("\r\n", "HTTP/1.1 $status", 'Connection: close', 'Content-Length: ' . length($body), @headers, '', $body);
	$client->flush;
}

sub serve
{
	my ($client, $port, $other) = @_;
	my $request = <$client> // '';
	while (my $line = <$client>) { last if $line =~ /^\r?\n$/ }
	my ($path) = $request =~ m{^GET (\S*)};

	if ($path =~ m{^/good}) { answer($client, '200 OK', '{"from": "server"}') }
	elsif ($path eq '/limit') { answer($client, '200 OK', '"' . 'x' x 32766 . '"') }
	elsif ($path eq '/large') { answer($client, '200 OK', '"' . 'x' x 32767 . '"') }
	elsif ($path eq '/endless')
	{
		print $client "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
		while (print $client ' ' x 4096) { }
	}
	elsif ($path eq '/silent') { IO::Select->new($client)->can_read(60) }
	elsif ($path eq '/trickle')
	{
		print $client "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
		for (1 .. 600) { print $client ' ' or last; $client->flush; select(undef, undef, undef, 0.1) }
	}
	elsif ($path eq '/text') { answer($client, '200 OK', 'no JSON') }
	elsif ($path eq '/empty') { answer($client, '200 OK', '') }
	elsif ($path eq '/latin1') { answer($client, '200 OK', "\"\xfc\"") }
	elsif ($path eq '/zero') { answer($client, '200 OK', "\"\0\"") }
	elsif ($path eq '/deep') { answer($client, '200 OK', '[' x 10000) }
	elsif ($path eq '/placeholder') { answer($client, '200 OK', '{"a": "${aws:iot:parameter:x}"}') }
	elsif ($path eq '/inside') { answer($client, '302 Found', '', "Location: http://127.0.0.1:$port/good") }
	elsif ($path eq '/relative') { answer($client, '307 Temporary Redirect', 'gone', 'Location: good') }
	elsif ($path eq '/outside') { answer($client, '302 Found', '', "Location: http://127.0.0.1:$other/good") }
	elsif ($path eq '/file') { answer($client, '302 Found', '', 'Location: file:///etc/passwd') }
	elsif ($path eq '/loop') { answer($client, '302 Found', '', 'Location: /loop') }
	elsif ($path eq '/closed') { }
	elsif ($path =~ m{^/bucket/}) { answer($client, '200 OK', "{\"asked\": \"$path\"}") }
	else { answer($client, '404 Not Found', '{"not": "found"}') }
}

require POSIX;
my ($other_port, $other_pid) = http_server(0);
my ($port, $pid) = http_server($other_port);
END { kill 'TERM', grep { defined } $pid, $other_pid }

my $node = new_node('source', 'iotjobs.worker = off');
$node->safe_psql('postgres', q{CREATE EXTENSION iotjobs; SELECT iotjobs.create_thing('lamp')});

my $jobs = 0;

# The end of a psql call that creates a job: the SQLSTATE with message and rule, or nothing.
sub create
{
	my ($path, %with) = @_;
	my $url = $path =~ m{^/} ? "http://127.0.0.1:$port$path" : $path;
	my $config = $with{config} // 'NULL';
	my $job = 'job' . ++$jobs;
	my ($code, undef, $error) = $node->psql('postgres', ($with{before} // '') . qq{;
		\\set VERBOSITY verbose
		SELECT iotjobs.create_job('$job', '{arn:aws:iot:us-east-1:123456789012:thing/lamp}', document_source => '$url', presigned_url_config => $config)});
	$error =~ s/\nHINT.*//s;
	$error =~ s/^.*?ERROR:\s+//s;
	return ($error, $job);
}

sub fails
{
	my ($path, $pattern, $what, %with) = @_;
	my ($error) = create($path, %with);
	like($error, $pattern, $what);
}

sub document { return $node->safe_psql('postgres', "SELECT iotjobs.get_job_document('$_[0]')->>'document'") }

# The list.
fails('/good', qr/^IJ400: documentSource cannot be read\nDETAIL:  No host is listed/, 'no host is listed');
$node->append_conf('postgresql.conf', "iotjobs.check_replies = on\niotjobs.document_source_hosts = 'localhost:$port, nowhere.invalid, 127.0.0.1:$port'");
$node->reload;
my ($possible) = create('/good');
if ($possible =~ /without libcurl/)
{
	like($possible, qr/^IJ400/, 'built without libcurl, which it says');
	done_testing();
	exit;
}
fails('https://example.com/x', qr/^IJ400.*\n.*host "example.com" .* is not listed/, 'a host that is not listed');
fails("http://127.0.0.1:$other_port/good", qr/^IJ400.*\n.*host "127.0.0.1" .* is not listed/, 'another port is not listed');
fails('ftp://127.0.0.1/good', qr/^IJ400.*\n.*must be a link/, 'another scheme');
fails("http://127.0.0.1:$port\@example.com/", qr/^IJ400.*\n.*must be a link/, 'a host that hides');
fails('https://nowhere.invalid/', qr/^IJ400.*\n.*gave no answer/, 'a name that leads nowhere');

# What is good.
my ($error, $job) = create('/good?version=1');
is($error, '', 'a document is read');
is(document($job), '{"from": "server"}', 'as it is');
is($node->safe_psql('postgres', "SELECT iotjobs.describe_job('$job')->>'documentSource'"),
	"http://127.0.0.1:$port/good?version=1", 'documentSource is described');
($error, $job) = create("http://localhost:$port/good");
is($error, '', 'a name whose private address is listed, too');
($error, $job) = create('/limit');
is($error . length(document($job)), '32768', 'a document of 32768 bytes');
foreach my $redirect ('/inside', '/relative')
{
	($error, $job) = create($redirect);
	is($error . document($job), '{"from": "server"}', "a redirect within the list, $redirect");
}

# What is not.
fails('/large', qr/^IJ400.*\n.*may have 32768 bytes/, 'one byte more');
fails('/endless', qr/^IJ400.*\n.*may have 32768 bytes/, 'no end at all');
fails('/text', qr/^IJ400: document is not JSON/, 'no JSON');
fails('/empty', qr/^IJ400: document is not JSON/, 'nothing');
fails('/latin1', qr/^IJ400: documentSource is no text/, 'no UTF-8');
fails('/zero', qr/^IJ400: documentSource is no text/, 'a byte of zero');
fails('/deep', qr/^IJ400: document is nested too deeply/, 'brackets');
fails('/placeholder', qr/^IJ400: the placeholder at byte 8/, 'a placeholder that nothing fills');
fails('/missing', qr/^IJ400.*\n.*answered with status 404/, 'status 404');
fails('/closed', qr/^IJ400.*\n.*gave no answer/, 'no answer');
fails('/outside', qr/^IJ400.*\n.*host "127.0.0.1" .* is not listed/, 'a redirect off the list');
fails('/file', qr/^IJ400.*\n.*(must be a link|answered with status 302)/, 'a redirect to a file');
fails('/loop', qr/^IJ400.*\n.*redirects too often/, 'a redirect to itself');
fails("http://localhost:$port/good", qr/^IJ400.*\n.*private address/, 'a private address that is not listed itself',
	before => "SET iotjobs.document_source_hosts = 'localhost:$port'");
fails('/silent', qr/^IJ400.*\n.*longer than 300 ms/, 'no answer in time', before => 'SET iotjobs.document_source_timeout = 300');
fails('/trickle', qr/^IJ400.*\n.*longer than 300 ms/, 'one too slow', before => 'SET iotjobs.document_source_timeout = 300');

# Both, or a proxy of the environment.
my (undef, undef, $both) = $node->psql('postgres', qq{SELECT iotjobs.create_job('both', '{arn:aws:iot:us-east-1:123456789012:thing/lamp}',
	document => '1', document_source => 'http://127.0.0.1:$port/good')});
like($both, qr/document and documentSource are both given/, 'a document and its source');

# A template reads it when it is created.
is($node->safe_psql('postgres', qq{
	SELECT iotjobs.create_job_template('template', 'd', document_source => 'http://127.0.0.1:$port/good') ? 'jobTemplateArn';
	SELECT t->>'documentSource', t->>'document' FROM iotjobs.describe_job_template('template') t}),
	qq{t\nhttp://127.0.0.1:$port/good|{"from": "server"}}, 'a template with a document from a link');

# Signed for a role.
$node->safe_psql('postgres', qq{SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/r', 'AKIAIOSFODNN7EXAMPLE', 'secret', endpoint => 'http://127.0.0.1:$port')});
my $config = q{'{"roleArn": "arn:aws:iam::123456789012:role/r"}'};
($error, $job) = create('/bucket/dir/a%20b.json', config => $config, before => "SET iotjobs.clock = '2026-01-01 12:00:00Z'");
like($error . document($job),
	qr{^\{"asked": "/bucket/dir/a%20b\.json\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T120000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=[0-9a-f]{64}"\}$},
	'an object of the role\'s store is asked for with a signature');
($error, $job) = create('https://s3.amazonaws.com/bucket/key.json', config => $config);
like($error . document($job), qr{"asked": "/bucket/key\.json\?X-Amz}, 'also by the name that it has in S3');

# A wait can be canceled, and leaves nothing; so can the session be ended.
my $timed = $node->psql('postgres', qq{SET statement_timeout = '200ms'; SET iotjobs.document_source_timeout = '60s';
	SELECT iotjobs.create_job('canceled', '{arn:aws:iot:us-east-1:123456789012:thing/lamp}', document_source => 'http://127.0.0.1:$port/silent')},
	timeout => 30, stderr => \my $canceled);
like($canceled, qr/canceling statement due to statement timeout/, 'a wait ends with statement_timeout');
foreach my $function ('pg_cancel_backend', 'pg_terminate_backend')
{
	my ($in, $out, $err) = ('', '', '');
	my $session = IPC::Run::start([ 'psql', '-XqAt', '-d', $node->connstr('postgres'), '-c',
			"SET application_name = 'waits'; SET iotjobs.document_source_timeout = '60s'",
			'-c', "SELECT iotjobs.create_job('$function', '{arn:aws:iot:us-east-1:123456789012:thing/lamp}', document_source => 'http://127.0.0.1:$port/trickle')" ],
		\$in, \$out, \$err);
	ok( $node->poll_query_until('postgres', "SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = 'waits' AND wait_event_type = 'Extension'"),
		'a session waits, and is seen to');
	$node->safe_psql('postgres', "SELECT $function(pid) FROM pg_stat_activity WHERE application_name = 'waits'");
	$session->finish;
	like($err, qr/canceling statement due to user request|terminating connection/, "$function() ends the wait");
}
is($node->safe_psql('postgres', q{SELECT count(*) FROM iotjobs.job WHERE job_id IN ('canceled', 'pg_cancel_backend', 'pg_terminate_backend', 'both')}),
	'0', 'nothing was written');
my ($again) = create('/good');
is($again, '', 'and the next is read');

# One session does many, after failures, and keeps no sockets.
my $sockets = q{SELECT count(*) AS n FROM pg_ls_dir('/proc/' || pg_backend_pid() || '/fd')};
is($node->safe_psql('postgres', qq{
	DO \$\$ BEGIN PERFORM iotjobs.create_job('warm', '{arn:aws:iot:us-east-1:123456789012:thing/lamp}', document_source => 'http://127.0.0.1:$port/good'); END \$\$;
	CREATE TEMP TABLE before AS $sockets;
	DO \$\$ BEGIN
		FOR i IN 1 .. 30 LOOP
			PERFORM iotjobs.create_job('many' || i, '{arn:aws:iot:us-east-1:123456789012:thing/lamp}', document_source => 'http://127.0.0.1:$port/good');
			BEGIN
				PERFORM iotjobs.create_job('bad' || i, '{arn:aws:iot:us-east-1:123456789012:thing/lamp}', document_source => 'http://127.0.0.1:$port/large');
			EXCEPTION WHEN SQLSTATE 'IJ400' THEN NULL;
			END;
		END LOOP;
	END \$\$;
	SELECT ($sockets) - n <= 2 FROM before}), 't', 'a session keeps no sockets');

# A secret does not reach the log with the statement that failed.
$node->psql('postgres', q{SET log_statement = 'none'; SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/x', 'id', 'very hidden value')});
my $log = slurp_file($node->logfile);
like($log, qr/secret_access_key is malformed/, 'the error is in the log');
unlike($log, qr/very hidden value/, 'its statement is not');

$node->stop;
done_testing();
