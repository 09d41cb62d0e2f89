# Texts of the API are Unicode, whatever the encoding of the database.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../lib";
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worker;

my $node = new_node('encodings', 'iotjobs.worker = off');
my $lamp = q{'{arn:aws:iot:us-east-1:123456789012:thing/lamp}'};

# The SQLSTATE and the message of what fails, or nothing.
sub error
{
	my ($database, $sql) = @_;
	my (undef, undef, $error) = $node->psql($database, "\\set VERBOSITY verbose\n$sql");
	$error =~ s/\nDETAIL.*|\nLINE.*|\nLOCATION.*|\nCONTEXT.*//s;
	$error =~ s/^.*?ERROR:\s+//s;
	return $error;
}

sub rows
{
	my ($database) = @_;
	return $node->safe_psql($database, 'SELECT (SELECT count(*) FROM iotjobs.thing), (SELECT count(*) FROM iotjobs.job), (SELECT count(*) FROM iotjobs.package), (SELECT count(*) FROM iotjobs.thing_group)');
}

foreach my $encoding ('SQL_ASCII', 'LATIN1', 'UTF8')
{
	my $database = lc $encoding;
	$node->safe_psql('postgres', "CREATE DATABASE $database ENCODING '$encoding' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
	$node->safe_psql($database, q{CREATE EXTENSION iotjobs; SELECT iotjobs.create_thing('lamp'); SELECT iotjobs.create_thing_group('lamps')});
}

# Any bytes are let in by such a database, but not by the API.
my $before = rows('sql_ascii');
my @bytes = ([ '\xff', 'a byte that begins nothing' ], [ 'a\xc3(', 'half a character' ], [ '\xc0\x80', 'NUL in disguise' ], [ '\xed\xa0\x80', 'half a surrogate' ], [ '\xf4\x90\x80\x80', 'beyond the last character' ]);
foreach (@bytes)
{
	my ($bytes, $what) = @$_;
	foreach my $call (
		"create_thing(E'$bytes')",
		"create_thing('t', attribute_payload => E'{\"attributes\": {\"k\": \"$bytes\"}}')",
		"invoke('CreateThing', E'{\"thingName\": \"$bytes\"}')",
		"create_job('j', $lamp, document => '1', description => E'$bytes')",
		"create_job('j', $lamp, document => E'\"$bytes\"')",
		"create_job('j', $lamp, document => '1', tags => E'[{\"Key\": \"k\", \"Value\": \"$bytes\"}]')",
		"create_job('j', ARRAY[E'arn:aws:iot:us-east-1:123456789012:thing/$bytes'], document => '1')",
		"create_thing_group('g', thing_group_properties => E'{\"thingGroupDescription\": \"$bytes\"}')",
		"search_index(E'thingName:$bytes')",
		"list_things(E'$bytes')")
	{
		like(error('sql_ascii', "SELECT iotjobs.$call"), qr/^IJ400: \S+( is not valid UTF-8|\[0\] is not valid UTF-8)$/, "$what: $call");
	}
	like(error('sql_ascii', "SELECT iotjobs.create_package('p', description => E'$bytes')"), qr/^IJ422: description is not valid UTF-8/, "$what in a package");
	like(error('utf8', "SELECT iotjobs.create_thing(E'$bytes')"), qr/^22021/, "$what: in UTF8 the server sees to it");
}
is(rows('sql_ascii'), $before, 'nothing was written');

# What is UTF-8 goes in and comes out; elsewhere what the encoding has.
foreach my $database ('sql_ascii', 'latin1', 'utf8')
{
	my $text = $database eq 'latin1' ? 'naïve' : 'naïve 漢字 😀';
	my $sql = "SET client_encoding = '" . ($database eq 'sql_ascii' ? 'SQL_ASCII' : 'UTF8') . "';";
	is($node->safe_psql($database, qq{$sql
			SELECT iotjobs.create_job('text', $lamp, document => '{"a": "$text"}', description => '$text', tags => '[{"Key": "k", "Value": "$text"}]') ? 'jobArn';
			SELECT iotjobs.get_job_document('text')->>'document', iotjobs.describe_job('text')#>>'{job,description}'}),
		qq{t\n{"a": "$text"}|$text}, "text goes through $database");
	is(error($database, qq{$sql SELECT iotjobs.create_job('long', $lamp, document => '"' || repeat('é', 16383) || '"')}), '', "32768 bytes of UTF-8, in $database");
	like(error($database, qq{$sql SELECT iotjobs.create_job('longer', $lamp, document => '"' || repeat('é', 16384) || '"')}),
		qr/^IJ400: document .*is too long/, "and no more, in $database");
	is($node->safe_psql($database, 'SELECT count(*) FROM iotjobs.check() WHERE bad <> 0'), '0', "the invariants hold in $database");
}
like(error('latin1', "SET client_encoding = 'UTF8'; SELECT iotjobs.create_job('other', $lamp, document => '1', description => '漢')"), qr/^22P05/, 'what LATIN1 does not have');

$node->stop;
done_testing();
