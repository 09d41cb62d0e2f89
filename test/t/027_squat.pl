# Whoever may create objects in a database cannot prepare it for an extension that is installed later.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('squat');
$node->init;
$node->start;
$node->safe_psql('postgres', 'CREATE ROLE mallory; CREATE ROLE trusted LOGIN SUPERUSER');

# A database in which the attacker has done something; what the installation says to it.
sub install
{
	my ($name, @attack) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $name");
	$node->safe_psql('postgres', "GRANT CREATE ON DATABASE $name TO mallory");
	$node->safe_psql($name, 'GRANT ALL ON SCHEMA public TO mallory');
	$node->safe_psql($name, join(';', 'SET ROLE mallory', @attack));
	my ($code, $out, $err) = $node->psql($name, 'CREATE EXTENSION iotjobs', extra_params => [ '-U', 'trusted' ]);
	return ($code, $err);
}

foreach my $schema ('iotjobs', 'iotjobs_data')
{
	my ($code, $err) = install("own_$schema", "CREATE SCHEMA $schema",
		"CREATE FUNCTION $schema.invoke(operation text, request jsonb) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb'");
	isnt($code, 0, "not where somebody owns schema $schema");
	like($err, qr/schema "$schema" already exists/, 'and it says so');
	is($node->safe_psql("own_$schema", q{SELECT count(*) FROM pg_extension WHERE extname = 'iotjobs'}), '0', 'no extension');
	is( $node->safe_psql("own_$schema", qq{SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'iotjobs%' AND nspname <> '$schema'}),
		'0', 'and nothing of it');

	# The attacker away, all is well.
	$node->safe_psql("own_$schema", "DROP SCHEMA $schema CASCADE; CREATE EXTENSION iotjobs");
	pass('once that schema is gone it installs');
}

# What lies in the way of a careless script: same names in a schema of the superuser's search_path.
my ($code, $err) = install('shadows',
	q{CREATE FUNCTION public.trap(text, text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE 'trapped'; END$$},
	q{CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = public.trap)},
	q{CREATE FUNCTION public.format(text, text) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'trapped'; END$$},
	q{CREATE FUNCTION public.pg_extension_config_dump(regclass, text) RETURNS void LANGUAGE plpgsql AS $$BEGIN RAISE 'trapped'; END$$},
	q{CREATE DOMAIN public.thing_name AS text},
	q{CREATE TABLE public.thing (id bigint)},
	q{ALTER ROLE mallory SET search_path = public});
is($code, 0, 'names of ours in another schema do no harm') or diag($err);
is( $node->safe_psql('shadows', q{
		SELECT DISTINCT o.rolname FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'iotjobs'
		LEFT JOIN pg_class AS c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
		LEFT JOIN pg_proc AS p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
		LEFT JOIN pg_namespace AS n ON d.classid = 'pg_namespace'::regclass AND n.oid = d.objid
		JOIN pg_roles AS o ON o.oid IN (c.relowner, p.proowner, n.nspowner)
		WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'}),
	'trusted', 'all of it belongs to who installed it');
is($node->safe_psql('shadows', q{SELECT count(*) FROM pg_depend WHERE refobjid = 'public.thing_name'::regtype AND deptype <> 'i'}),
	'0', 'nothing of it stands on what is not its own');
($code, $err) = install('not_trusted');
($code, undef, $err) = $node->psql('not_trusted', 'DROP EXTENSION iotjobs; SET ROLE mallory; CREATE EXTENSION iotjobs');
like($err, qr/permission denied to create extension/, 'only a superuser installs it');

$node->stop;
done_testing();
