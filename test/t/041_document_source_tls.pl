# documentSource over https: from hosts whose certificate verifies, and from no other.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use IO::Socket::INET;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

my $openssl = $ENV{OPENSSL} || 'openssl';
plan skip_all => 'there is no openssl to make certificates and serve with'
  if system("$openssl version >/dev/null 2>&1") != 0;

my $dir = PostgreSQL::Test::Utils::tempdir;
my @servers;
END { kill 'TERM', @servers if @servers }

sub openssl
{
	my @arguments = @_;
	my $shown = '';
	IPC::Run::run([ $openssl, @arguments ], '>&', \$shown) or die "openssl @arguments: $shown";
}

# A certificate for a name, by an authority of its own or by a given one.
sub certificate
{
	my ($name, $subject, %with) = @_;
	my @key = ('-newkey', 'rsa:2048', '-nodes', '-keyout', "$dir/$name.key", '-subj', "/CN=$name");

	if (!$with{by})
	{
		openssl('req', '-x509', @key, '-days', '2', '-out', "$dir/$name.crt", $subject ? ('-addext', "subjectAltName=$subject") : ());
		return;
	}
	append_to_file("$dir/$name.ext", "subjectAltName=$subject\n");
	openssl('req', @key, '-new', '-out', "$dir/$name.csr");
	openssl('x509', '-req', '-in', "$dir/$name.csr", '-CA', "$dir/$with{by}.crt", '-CAkey', "$dir/$with{by}.key", '-set_serial', 2 + @servers,
		'-days', $with{days} // 2, '-extfile', "$dir/$name.ext", '-out', "$dir/$name.crt");
}

# Serves the files in "www", each a whole answer.
sub tls_server
{
	my ($name) = @_;
	my $port = PostgreSQL::Test::Cluster::get_free_port();
	my $pid = fork() // die $!;

	if ($pid == 0)
	{
		chdir("$dir/www") or die $!;
		open(STDIN, '<', '/dev/null');
		open(STDOUT, '>', "$dir/$name.log");
		open(STDERR, '>&', \*STDOUT);
		exec($openssl, 's_server', '-accept', "127.0.0.1:$port", '-cert', "$dir/$name.crt", '-key', "$dir/$name.key", '-HTTP') or die $!;
	}
	push @servers, $pid;
	for (1 .. 600)
	{
		return $port if IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port);
		select(undef, undef, undef, 0.1);
	}
	die "no server on port $port: " . slurp_file("$dir/$name.log");
}

sub page
{
	my ($name, $status, $body, @headers) = @_;
	append_to_file("$dir/www/$name", join("\r\n", "HTTP/1.1 $status", 'Connection: close', 'Content-Length: ' . length($body), @headers, '', $body));
}

mkdir "$dir/www" or die $!;
certificate('authority', '');
certificate('good', 'DNS:localhost,IP:127.0.0.1', by => 'authority');
certificate('named', 'DNS:elsewhere.example', by => 'authority');
certificate('old', 'DNS:localhost,IP:127.0.0.1', by => 'authority', days => -1);
certificate('alone', 'DNS:localhost,IP:127.0.0.1');
page('document.json', '200 OK', '{"from": "server"}');
my %port = map { $_ => tls_server($_) } 'good', 'named', 'old', 'alone';
page('inside', '302 Found', '', "Location: https://localhost:$port{good}/document.json");
page('unverified', '302 Found', '', "Location: https://127.0.0.1:$port{alone}/document.json");

# It takes connections and says nothing.
my $silent = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1') or die $!;
$port{silent} = $silent->sockport;

my $node = new_node('tls', 'iotjobs.worker = off',
	q{iotjobs.document_source_hosts = '} . join(', ', map { ("localhost:$_", "127.0.0.1:$_") } values %port) . q{'});
$node->safe_psql('postgres', q{CREATE EXTENSION iotjobs; SELECT iotjobs.create_thing('lamp')});
my $trust = "SET iotjobs.document_source_ca_file = '$dir/authority.crt'";
my $jobs = 0;

# The end of a psql call that creates a job: the SQLSTATE with message, rule and advice, or the document.
sub create
{
	my ($url, $before) = @_;
	my $job = 'job' . ++$jobs;
	my (undef, $out, $error) = $node->psql('postgres', qq{$before;
		\\set VERBOSITY verbose
		SELECT iotjobs.create_job('$job', '{arn:aws:iot:us-east-1:123456789012:thing/lamp}', document_source => '$url') ->> 'none';
		SELECT iotjobs.get_job_document('$job')->>'document'});
	$error =~ s/\nLOCATION.*//s;
	$error =~ s/^.*?ERROR:\s+//s;
	$out =~ s/^\s+//;
	return $error || $out;
}

my $possible = create("https://localhost:$port{good}/document.json", $trust);
if ($possible =~ /without libcurl/)
{
	like($possible, qr/^IJ400/, 'built without libcurl, which it says');
	done_testing();
	exit;
}
is($possible, '{"from": "server"}', 'a document is read from a host that the file vouches for');
is(create("https://127.0.0.1:$port{good}/document.json", $trust), '{"from": "server"}', 'by its address, which the certificate names');
is(create("https://localhost:$port{good}/inside", $trust), '{"from": "server"}', 'by a redirect');
is(create("https://localhost:$port{alone}/document.json", "SET iotjobs.document_source_ca_file = '$dir/alone.crt'"),
	'{"from": "server"}', 'from a host whose own certificate is the file');

my $refused = qr/^IJ400: documentSource cannot be read\nDETAIL:  The certificate of the host does not verify: .+\.\nHINT:  .*iotjobs\.document_source_ca_file/;
like(create("https://localhost:$port{good}/document.json", 'RESET iotjobs.document_source_ca_file'), $refused, 'the system does not know the authority');
like(create("https://localhost:$port{alone}/document.json", $trust), $refused, 'nobody vouches for it');
like(create("https://localhost:$port{named}/document.json", $trust), $refused, 'a certificate of another name');
like(create("https://localhost:$port{old}/document.json", $trust), $refused, 'a certificate that has expired');
like(create("https://localhost:$port{good}/unverified", $trust), $refused, 'a redirect to one that does not verify');
like(create("https://localhost:$port{good}/document.json", "SET iotjobs.document_source_ca_file = '$dir/none.crt'"), $refused, 'a file that is not there');
append_to_file("$dir/text.crt", "no certificate\n");
like(create("https://localhost:$port{good}/document.json", "SET iotjobs.document_source_ca_file = '$dir/text.crt'"), $refused, 'a file without certificates');
like(create("http://127.0.0.1:$port{good}/document.json", $trust), qr/^IJ400.*\nDETAIL:  The server (gave no answer|answered with status)/, 'http to a host that speaks https');
like(create("https://127.0.0.1:$port{silent}/document.json", "$trust; SET iotjobs.document_source_timeout = 300"),
	qr/^IJ400.*\nDETAIL:  It took longer than 300 ms/, 'one that does not shake hands');

is($node->safe_psql('postgres', q{SELECT string_agg(job_id, ' ' ORDER BY job_id) FROM iotjobs.jobs}), 'job1 job2 job3 job4', 'what was refused wrote nothing');
$node->safe_psql('postgres', 'CREATE ROLE somebody');
(undef, undef, my $error) = $node->psql('postgres', "SET ROLE somebody; $trust");
like($error, qr/permission denied/, 'whom to trust is for superusers to say');

$node->stop;
done_testing();
