# README.md is true: what it types gives what it shows, and its tables are those of the catalog.
#
# Every block "sql" is typed, in the order of the file, by one psql each; a block "text" that
# follows is what must come.  Times, generated ids and the width of columns may differ.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $readme = slurp_file("$FindBin::RealBin/../../README.md");

my $node = PostgreSQL::Test::Cluster->new('readme');
$node->init;
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'iotjobs'");
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE fleet');

sub type
{
	my ($sql) = @_;
	my $shown = '';
	IPC::Run::run([ 'psql', '-X', '-q', '-P', 'pager=off', '-d', $node->connstr('fleet') ], '<', \$sql, '>&', \$shown);
	return $shown;
}

# What may differ from one run to the next.
sub same
{
	my ($text) = @_;
	$text =~ s/\r//g;
	$text =~ s/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/UUID/g;
	$text =~ s/\b\d{10}(\.\d+)?\b/TIME/g;
	$text =~ s/("approximateSecondsBeforeTimedOut": )\d+/$1N/g;
	$text =~ s/-+/-/g;
	$text =~ s/[ \t]+/ /g;
	$text =~ s/ ?\n\s*/\n/g;
	$text =~ s/^\s+|\s+$//g;
	return $text;
}

my $typed = 0;
while ($readme =~ /^```sql\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms)
{
	my ($sql, $expected) = ($1, defined $2 ? $2 : '');
	my ($first) = $sql =~ /^(.*)$/m;
	my $shown = type($sql);

	# The worker may still be at it: what only reads may be read again.
	if ($sql !~ /\b(create|register|start_next|invoke|update|cancel|run_worker|grant|alter|set)\b|_(job|thing|execution)\(/i)
	{
		for (my $tries = 0; same($shown) ne same($expected) && $tries < 200; $tries++)
		{
			select(undef, undef, undef, 0.1);
			$shown = type($sql);
		}
	}
	is(same($shown), same($expected), "typed: $first") or diag("It shows now:\n$shown");
	$typed++;
}
cmp_ok($typed, '>', 10, 'there is something to type');

# Holds the rows of a query against the file, as they must stand there.
sub stands_in_readme
{
	my ($what, $query) = @_;
	my @rows = split(/\n/, $node->safe_psql('fleet', $query));
	my @missing = grep { index($readme, $_) < 0 } @rows;

	ok(@rows > 0 && !@missing, "$what are in README.md") or diag("missing: ", join("\nmissing: ", @missing));
}

# All but what the types, the domains and the triggers are made of.
stands_in_readme('functions', q{
	SELECT format('`%s.%s(%s)`', n.nspname, p.proname, CASE
		WHEN p.proargnames IS NULL THEN pg_get_function_identity_arguments(p.oid)
		ELSE concat_ws(' ', a.required, '[' || CASE WHEN a.required <> '' THEN ', ' ELSE '' END || a.optional || ']') END)
	FROM pg_proc AS p
	JOIN pg_namespace AS n ON n.oid = p.pronamespace
	CROSS JOIN LATERAL (SELECT
		(SELECT string_agg(name, ', ' ORDER BY place)
		 FROM unnest(p.proargnames[1:p.pronargs - p.pronargdefaults]) WITH ORDINALITY AS x (name, place)) AS required,
		(SELECT string_agg(name, ', ' ORDER BY place)
		 FROM unnest(p.proargnames[p.pronargs - p.pronargdefaults + 1:p.pronargs]) WITH ORDINALITY AS x (name, place)) AS optional) AS a
	WHERE n.nspname IN ('iotjobs', 'iotjobs_data')
		AND p.prorettype <> 'trigger'::regtype
		AND NOT EXISTS (SELECT FROM pg_type AS t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend))
		AND NOT EXISTS (SELECT FROM pg_operator AS o WHERE o.oprcode = p.oid)
		AND NOT EXISTS (SELECT FROM pg_amproc AS o WHERE o.amproc = p.oid)
		AND NOT EXISTS (SELECT FROM pg_depend AS d JOIN pg_constraint AS c ON c.oid = d.objid
			WHERE d.classid = 'pg_constraint'::regclass AND d.refclassid = 'pg_proc'::regclass
				AND d.refobjid = p.oid AND c.contypid <> 0)});

stands_in_readme('views with their columns', q{
	SELECT format('| `%s.%s` | %s |', n.nspname, c.relname, string_agg(a.attname, ', ' ORDER BY a.attnum))
	FROM pg_class AS c
	JOIN pg_namespace AS n ON n.oid = c.relnamespace
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
	WHERE n.nspname IN ('iotjobs', 'iotjobs_data') AND c.relkind = 'v'
		AND c.relname NOT IN ('job_count', 'unfolded_count', 'unfolded_event', 'unannounced_event')
	GROUP BY n.nspname, c.relname});

stands_in_readme('types and domains', q{
	SELECT format('| `iotjobs.%s` | ', t.typname)
	FROM pg_type AS t
	WHERE t.typnamespace = 'iotjobs'::regnamespace AND t.typtype IN ('b', 'd', 'e') AND t.typelem = 0});

stands_in_readme('words', q{
	SELECT format('| `iotjobs.%s` | %s |', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
	FROM pg_type AS t JOIN pg_enum AS e ON e.enumtypid = t.oid
	WHERE t.typnamespace = 'iotjobs'::regnamespace GROUP BY t.typname});

stands_in_readme('settings', q{
	SELECT format('| `%s` | %s |%s| %s |', name, CASE boot_val WHEN '' THEN 'empty' ELSE boot_val END,
		COALESCE(' ' || unit || ' ', ' '), context)
	FROM pg_settings WHERE name LIKE 'iotjobs.%'});

$node->stop;
done_testing();
