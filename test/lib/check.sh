#!/bin/bash
#
# check.sh
#	"make check": builds the extension, runs every suite against a PostgreSQL of
#	its own, and ends with one line "N passed, N failed".
#
# Every suite runs, also after one has failed.  What is counted: each build,
# each pg_regress and isolation file, each assertion of the guards, of the unit
# tests, of the TAP and of the pgTAP files.
#
# SUITES names the ones wanted (make check SUITES="regress tap"), TESTS a
# pattern for their files (TESTS='api_*').  Logs of what failed are kept in
# build/check/.
#
set -u
cd "$(dirname "$0")/../.." || exit 1
top=$PWD
suites=" ${SUITES:-build guards unit regress isolation pgtap tap} "
tests=${TESTS:-*}
logs=$top/build/check
RUN=

PG_CONFIG=$(IOTJOBS_NEED=check test/lib/setup.sh) || exit 1
export PG_CONFIG
. test/lib/private.sh

rm -rf "$logs" && mkdir -p "$logs" || exit 1
totals=$logs/totals
: >"$totals"

finish()
{
	[ -n "$RUN" ] || return
	cluster_stop suite immediate
	rm -rf "$RUN"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

passed() { echo "  ok      $1"; echo "1 0" >>"$totals"; }
failed() { echo "  FAILED  $1"; echo "0 1" >>"$totals"; }
show() { sed 's/^/        /' "$1" | tail -n "${2:-60}"; }

# The names of a suite's files that TESTS asks for.  Usage: stems DIRECTORY SUFFIX
stems()
{
	local file name
	for file in "$top/$1"/*".$2"; do
		name=${file##*/}
		name=${name%."$2"}
		# shellcheck disable=SC2254
		[ ! -f "$file" ] || case $name in $tests) echo "$name" ;; esac
	done
}

# Usage: check_build NAME COMPILER [make argument ...]
check_build()
{
	local name=$1 compiler=$2 log=$logs/build-$1.log
	shift 2
	if private_build "$name" CC="$compiler" COPT="-Werror $*" >"$log" 2>&1; then
		passed "$name without a warning"
		rm -f "$log"
	else
		failed "$name without a warning"
		show "$log"
		false
	fi
}

# The libraries of both compilers; the tests go on with a build that has warnings.
run_build()
{
	local clang
	for clang in "$(command -v clang)" /usr/bin/clang-[0-9][0-9]; do
		[ ! -x "$clang" ] || break
	done
	# The server's flags and headers were made for gcc: that they are not clang's is no finding.
	[ ! -x "$clang" ] || check_build clang "$clang" -O0 -Wno-ignored-optimization-argument -Wno-ignored-attributes \
			-Wno-unknown-warning-option
	check_build cc "${CC:-cc}" || private_build cc CC="${CC:-cc}" >/dev/null 2>&1 || {
		echo "The extension does not build: the other suites cannot run."
		return 1
	}
}

# pg_regress and its isolation brother: reads one line per test out of either form of their
# output (before 16, and TAP since).  Usage: run_regress_like NAME PROGRAM DIRECTORY SUFFIX
run_regress_like()
{
	local program names name word status log=$logs/$1.log
	program=$(dirname "$("$PG_CONFIG" --pgxs)")/../test/$2
	names=$(stems "$3" "$4")
	[ -n "$names" ] || return 0
	[ -x "$program" ] || { echo "  none: this PostgreSQL comes without ${2##*/}"; return 0; }
	# pg_regress stops at an output it does not know; it shall be shown as the others are.
	for name in $names; do
		[ -f "$RUN/work/expected/$name.out" ] || as_server touch "$RUN/work/expected/$name.out"
	done
	DIR=$RUN/work as_client suite timeout 1800 "$program" --bindir="$BIN" --inputdir=test \
		--outputdir=. --dbname="iotjobs_$1" --load-extension=iotjobs $names >"$log" 2>&1
	status=$?
	sed -nE -e 's/^(test )?([a-z0-9_]+) +\.\.\. ok .*/ok \2/p' \
		-e 's/^(test )?([a-z0-9_]+) +\.\.\. FAILED.*/FAILED \2/p' \
		-e 's/^ok [0-9]+ +[-+] ([a-z0-9_]+) .*/ok \1/p' \
		-e 's/^not ok [0-9]+ +[-+] ([a-z0-9_]+) .*/FAILED \1/p' "$log" >"$log.lines"
	while read -r word name; do
		if [ "$word" = ok ]; then passed "$name"; else failed "$name"; fi
	done <"$log.lines"
	if [ $status -ne 0 ]; then
		if grep -q ^FAILED "$log.lines"; then
			mv "$RUN/work/regression.diffs" "$logs/$1.diffs"
			show "$logs/$1.diffs" 200
		else
			failed "$1: exit status $status"
			show "$log"
		fi
		cp -R "$RUN/work/results" "$logs/$1.results" 2>/dev/null
	fi
	rm -rf "$log.lines" "$RUN/work/results" "$RUN"/work/regression.*
}

run_guards()
{
	perl test/lib/tap.pl "$totals" "$logs" --run perl test/lib/guards.pl
}

run_unit()
{
	local log=$logs/unit-build.log
	[ -f test/unit/Makefile ] || return 0
	if ! make -s -C test/unit all >"$log" 2>&1; then
		failed "unit tests: build"
		show "$log"
		return
	fi
	rm -f "$log"
	perl test/lib/tap.pl "$totals" "$logs" $(stems test/unit c | sed "s|^|$top/test/unit/build/|")
}

run_regress()   { run_regress_like regress   regress/pg_regress             test/sql   sql; }
run_isolation() { run_regress_like isolation isolation/pg_isolation_regress test/specs spec; }

# Runs tap.pl as the server's user, in the copy of the tests.  Usage: tap_there 'command' file ... ;
# the environment comes in the array "environment".
tap_there()
{
	local there=$RUN/work
	rm -f "$there/totals"
	DIR=$there as_client suite env "${environment[@]}" perl test/lib/tap.pl totals logs --run "$@"
	if [ -s "$there/totals" ]; then
		cat "$there/totals" >>"$totals"
	else
		failed "the suite did not run to its end"
	fi
	cp "$there"/logs/* "$logs/" 2>/dev/null
}

run_pgtap()
{
	local names environment=(PGDATABASE=iotjobs_pgtap)
	names=$(stems test/pgtap sql)
	[ -n "$names" ] || return 0
	as_client suite psql -Xqc 'CREATE DATABASE iotjobs_pgtap' &&
		as_client suite psql -Xqd iotjobs_pgtap -c 'CREATE EXTENSION iotjobs' -c 'CREATE EXTENSION pgtap' ||
		{ failed "a database with pgTAP"; return; }
	tap_there 'timeout 600 psql -XqAt -P pager=off -v ON_ERROR_STOP=1 -f' \
		$(printf 'test/pgtap/%s.sql\n' $names)
}

# These bring clusters of their own, with the programs of the private tree.
run_tap()
{
	local names pgxs environment
	names=$(stems test/t pl)
	[ -n "$names" ] || return 0
	pgxs=$(dirname "$("$PG_CONFIG" --pgxs)")/../test
	environment=(TESTDIR="$RUN/work" TESTDATADIR="$RUN/work/tmp_check" TESTLOGDIR="$RUN/work/tmp_check/log"
		TMPDIR="$RUN" PG_REGRESS="$pgxs/regress/pg_regress" PERL5LIB="$pgxs/perl")
	tap_there 'timeout 900 perl' $(printf 'test/t/%s.pl\n' $names)
}

# One cluster for the suites that share it: preloaded as in production, but the worker stays
# away, so that only the passes a test asks for with run_worker() happen.
start_suite_cluster()
{
	mkdir "$RUN/work" "$RUN/work/logs" &&
		cp -R test expected docs README.md "$RUN/work/" &&
		{ [ "$(id -u)" != 0 ] || chown -R "$SERVER_USER" "$RUN/work"; } &&
		cluster_start suite <<-'END'
			shared_preload_libraries = 'iotjobs'
			iotjobs.worker = off
			iotjobs.check_replies = on
			fsync = off
			wal_level = logical
			max_prepared_transactions = 10
			log_statement = none
		END
}

echo "iotjobs on $("$PG_CONFIG" --version), server as user $SERVER_USER"
if [[ $suites == *" build "* ]]; then
	echo "build"
	run_build || suites=" guards unit "
else
	private_build cc >"$logs/build.log" 2>&1 || { show "$logs/build.log"; suites=" "; }
fi
case $suites in
	*" regress "*|*" isolation "*|*" pgtap "*|*" tap "*)
		if ! private_open || ! start_suite_cluster; then
			failed "a private cluster"
			suites=" guards unit "
		fi
esac
for suite in guards unit regress isolation pgtap tap; do
	[[ $suites == *" $suite "* ]] || continue
	echo "$suite"
	"run_$suite"
done

awk '{ passed += $1; failed += $2 } END { print passed + 0, failed + 0 }' "$totals" >"$totals.sum"
read -r passed failed <"$totals.sum"
rm -f "$totals" "$totals.sum"
if [ "$failed" != 0 ]; then
	[ -z "$RUN" ] || cp "$RUN/suite/log" "$logs/server.log" 2>/dev/null
	[ ! -d "$RUN/work/tmp_check" ] || cp -R "$RUN/work/tmp_check/log" "$logs/tap-logs" 2>/dev/null
	echo "Logs are in build/check/."
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
