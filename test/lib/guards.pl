#!/usr/bin/perl
#
# guards.pl
#	Rules of this code base that a compiler does not know, as TAP.  Run from
#	the top of the checkout.  Each guard names the lines that break it.
#
use strict;
use warnings;
use File::Find;
use JSON::PP;
use Test::More;

my $max_lines = 500;

my @files;
find({ no_chdir => 1, wanted => sub { push @files, $_ if -f && m{\.(c|h|sql|sh|pl|pm|spec)$} } },
	grep { -d } qw(src sql test));
@files = sort @files;

sub slurp
{
	my ($file) = @_;
	open(my $in, '<', $file) or die "$file: $!";
	local $/;
	return scalar(<$in>);
}

my %text = map { $_ => slurp($_) } @files;

# Names the lines of those files that match, comments taken out.
sub matches
{
	my ($pattern, $files) = @_;
	my @found;

	foreach my $file (@$files)
	{
		my $number = 0;
		my $code = $text{$file};
		$code =~ s{/\*.*?\*/}{my $c = $&; $c =~ tr/\n//cd; $c}gse if $file =~ /\.[ch]$/;
		$code =~ s{--[^\n]*}{}g if $file =~ /\.sql$/;
		foreach my $line (split(/\n/, $code))
		{
			$number++;
			push @found, "$file:$number: $line" if $line =~ $pattern;
		}
	}
	return @found;
}

sub guard
{
	my ($name, @found) = @_;
	ok(!@found, $name) or diag(join("\n", @found));
}

sub in { my $pattern = shift; return [ grep { $_ =~ $pattern } @files ] }

guard("no file is longer than $max_lines lines",
	map { "$_: " . ($text{$_} =~ tr/\n//) } grep { ($text{$_} =~ tr/\n//) > $max_lines } @files);

# A layer may include only what stands to its left, or itself; the top level is open to all but
# rules.  The domains of types stand on the checks of json.
{
	my %rank = (rules => 0, json => 1, types => 2, store => 3, ops => 4, engine => 5, api => 5, worker => 6);
	my @found;

	foreach my $file (@{ in(qr{^src/\w+/.*\.[ch]$}) })
	{
		my ($layer) = $file =~ m{^src/(\w+)/};
		if (!exists $rank{$layer})
		{
			push @found, "$file: unknown layer";
			next;
		}
		while ($text{$file} =~ /^#include "([^"]+)"/mg)
		{
			my $included = $1;
			my ($other) = $included =~ m{^(\w+)/};
			$other = undef if defined $other && !-d "src/$other";
			push @found, "$file includes $included"
			  if defined $other
			  ? $other ne $layer && $rank{$other} >= $rank{$layer}
			  : $layer eq 'rules';
		}
	}
	guard('a layer includes only what stands to its left', @found);
}

guard('rules allocate nothing and raise nothing',
	matches(qr/\b(palloc|pfree|malloc|free|ereport|elog|printf)\s*\(/, in(qr{^src/rules/})));

guard('statements are prepared in one place',
	matches(qr/\bSPI_(prepare\w*|execute\w*|exec|cursor_open\w*)\s*\(/,
		[ grep { $_ ne 'src/store/spi.c' } @{ in(qr{^src/}) } ]));

guard('server versions are told apart in compat.h alone',
	matches(qr/PG_VERSION_NUM/, [ grep { $_ ne 'src/compat.h' } @{ in(qr{^src/}) } ]));

guard('the time comes from clock.c alone',
	matches(qr/\b(GetCurrentTimestamp|GetCurrentTransactionStartTimestamp|time|gettimeofday)\s*\(/,
		[ grep { !m{^src/(clock\.c|worker/)} } @{ in(qr{^src/}) } ]));

guard('the install script creates plainly',
	matches(qr/\b(OR REPLACE|IF NOT EXISTS|IF EXISTS)\b/i, in(qr{^sql/\d})));

# A statement's tables are qualified: "FROM name" names a WITH query of the same file, a function
# or a schema.  IS DISTINCT FROM and FOR UPDATE OF are not about tables.
{
	my @found;
	foreach my $file (@{ in(qr{^(src/store/.*\.c|sql/\d.*\.sql)$}) })
	{
		my $code = $text{$file};
		$code =~ s{/\*.*?\*/}{}gs;
		$code =~ s{--[^\n]*}{}g if $file =~ /sql$/;
		$code =~ s{"\s*\n\s*"}{ }g;
		my %with = map { $_ => 1 } $code =~ /\b(\w+)(?:\s*\([\w\s,]*\))?\s+AS\s+(?:NOT\s+)?(?:MATERIALIZED\s+)?\(/g;
		while ($code =~ /(?<!DISTINCT )\b(?:FROM|JOIN|INSERT INTO|UPDATE|DELETE FROM)\s+(?:ONLY\s+)?([a-z_]\w*)(?![\w.(])/g)
		{
			push @found, "$file: $&" unless $with{$1};
		}
	}
	guard('tables in statements are qualified', @found);
}

# The version stands in the control file; META.json, which PGXN reads, repeats it with a third number.
{
	my ($version) = slurp('iotjobs.control') =~ /^default_version\s*=\s*'(.*)'/m;
	my $meta = JSON::PP->new->decode(slurp('META.json'));
	my @found = grep { $_ ne "$version.0" } $meta->{version}, $meta->{provides}{iotjobs}{version};
	guard('META.json has the version of the control file', map { "META.json: $_ is not $version.0" } @found);
}

# The tables of README.md that the catalog knows are compared with it by test/t/090_readme.pl.
{
	my $readme = slurp('README.md');
	my @states = map { join('', /'(.)'/g) } grep { /MAKE_SQLSTATE/ } split(/\n/, $text{'src/errors.h'});
	guard('README.md has every SQLSTATE', map { "README.md lacks $_" } grep { index($readme, "| `$_` |") < 0 } @states);
}

# The map: every C file stands in src/README.md or in the README of its folder, and what stands in
# any README exists.
{
	my @found;
	my %readme = map { $_ => slurp($_) } grep { -f } 'README.md', glob('src/README.md src/*/README.md test/README.md');
	foreach my $file (@{ in(qr{^src/\w+/\w+\.c$}) })
	{
		my ($folder, $name) = $file =~ m{^src/(\w+)/(.*)$};
		push @found, "no README of src names $file"
		  unless $readme{'src/README.md'} =~ /`\Q$file\E`/ || ($readme{"src/$folder/README.md"} || '') =~ /`\Q$name\E`/;
	}
	foreach my $at (sort keys %readme)
	{
		my ($folder) = $at =~ m{^(.*/)?};
		$folder = '' unless defined $folder;
		push @found, map { "$at names $_, which does not exist" } grep { !-e }
		  $readme{$at} =~ m{`((?:src|sql|test)/[\w/]+\.\w+)`}g;
		push @found, map { "$at links to $_, which does not exist" } grep { !-e "$folder$_" }
		  $readme{$at} =~ m{\]\(([^)#:]+)\)}g;
		push @found, map { "$at names $_, which does not exist" } grep { !-e "$folder$_" }
		  $readme{$at} =~ m{`(\w+\.[ch])`}g;
	}
	guard('the map of the sources is complete and true', @found);
}

done_testing();
