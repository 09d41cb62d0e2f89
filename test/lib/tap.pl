#!/usr/bin/perl
#
# tap.pl TOTALS LOGDIR [--run 'command'] file ...
#	Runs test programs that speak TAP and prints one line for each.  With
#	--run, the command with the file's name added is what is run.
#
# Each assertion counts.  A program that dies, stops before its plan or exits
# with an error counts as one more that failed.  "passed failed" is appended
# to the file TOTALS; of a program that failed, the failed assertions with
# their diagnostics are shown, and all of its output is kept in LOGDIR.
#
use strict;
use warnings;
use TAP::Parser;

my ($totals, $logdir) = splice(@ARGV, 0, 2);
my @command;
if (@ARGV && $ARGV[0] eq '--run')
{
	@command = split(' ', (splice(@ARGV, 0, 2))[1]);
}

my ($passed, $failed) = (0, 0);
$| = 1;

foreach my $file (@ARGV)
{
	my ($name) = $file =~ m{([^/]+?)(?:\.\w+)?$};
	my ($all, $shown, $showing) = ('', '', 0);
	my $parser = TAP::Parser->new({ exec => [ @command, $file ], merge => 1 });

	while (my $line = $parser->next)
	{
		$all .= $line->as_string . "\n";
		$showing = !$line->is_ok if $line->is_test;
		$showing = 1 if $line->is_bailout;
		$shown .= '        ' . $line->as_string . "\n" if $showing;
	}

	my $bad = $parser->failed;
	my $good = $parser->passed;
	$bad++ if $parser->has_problems && !$bad;
	$passed += $good;
	$failed += $bad;

	if ($bad)
	{
		print "  FAILED  $name ($good passed, $bad failed)\n";
		$shown .= '        ' . join("\n        ", $parser->parse_errors) . "\n" if $parser->parse_errors;
		# Died without a failed assertion: the end of its output tells why.
		$shown = join('', map { "        $_\n" } grep { defined } (split(/\n/, $all))[ -10 .. -1 ])
		  if $shown eq '' && $all ne '';
		$shown .= sprintf("        exit status %d\n", $parser->exit) if $parser->exit;
		print $shown;
		open(my $log, '>', "$logdir/$name.log") or die "$logdir/$name.log: $!";
		print $log $all;
		close($log);
	}
	elsif (defined $parser->skip_all)
	{
		printf "  skipped %s: %s\n", $name, $parser->skip_all;
	}
	else
	{
		print "  ok      $name ($good)\n";
	}
}

open(my $out, '>>', $totals) or die "$totals: $!";
print $out "$passed $failed\n";
close($out);
exit($failed ? 1 : 0);
