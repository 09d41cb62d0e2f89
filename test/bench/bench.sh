#!/bin/bash
#
# bench.sh
#	"make bench": how fast the extension is, measured against bare SQL in the
#	same run, and whether that is fast enough.
#
# Absolute rates mean little: they move with the machine, its neighbours and
# its disk.  So each figure is a ratio of two runs that follow each other at
# once, and its median over several such pairs is held against a bar.
#
# From the environment, or as "make bench CELL=update BENCH_THINGS=20000":
#	CELL			the cells wanted, all of cells/ by default
#	BENCH_THINGS	size of the fleet (1000000); the bars are meant for this size
#	BENCH_SECONDS	length of a run of clients (5)
#	BENCH_REPEATS	pairs per figure (5)
#
# Exits with 0 only if all bars hold.
#
set -u
cd "$(dirname "$0")/../.." || exit 1
bench=$PWD/test/bench
things=${BENCH_THINGS:-1000000}
seconds=${BENCH_SECONDS:-5}
repeats=${BENCH_REPEATS:-5}
cells=${CELL:-update handle cycle one_job history create release describe list presign dynamic wake notify idle idle_jobs release_jobs expire}
RUN=

for number in "$things" "$seconds" "$repeats"; do
	case $number in
		''|*[!0-9]*|0*) echo "BENCH_THINGS, BENCH_SECONDS and BENCH_REPEATS are numbers from 1 on." >&2; exit 2 ;;
	esac
done
[ "$things" -ge 2000 ] || { echo "BENCH_THINGS must be 2000 at least." >&2; exit 2; }
for cell in $cells; do
	[ -f "$bench/cells/$cell.sh" ] || { echo "There is no cell $cell, but: $(cd "$bench/cells" && echo *.sh)" >&2; exit 2; }
done

PG_CONFIG=$(test/lib/setup.sh) || exit 1
export PG_CONFIG
. test/lib/private.sh
. "$bench/lib.sh"

leave()
{
	stop_background
	[ -n "$RUN" ] || return
	cluster_stop bench immediate
	rm -rf "$RUN"
}
trap leave EXIT
exec 3>&1				# progress of what prints a figure
trap 'echo; exit 130' INT TERM HUP

mkdir -p build
private_build cc >build/bench.log 2>&1 || { tail -n 30 build/bench.log; fail "the extension does not build"; }
private_open && touch "$RUN/results" || fail "no private tree"

# Durable as in production.  No checkpoint comes by itself, so that none falls into one half of a
# pair; autovacuum works as anywhere, and the planner has its defaults.  Rates of rollouts are not
# what is measured.
cluster_start bench <<-'END' || fail "the cluster does not start"
	shared_preload_libraries = 'iotjobs'
	iotjobs.max_rollout_per_minute = 100000000
	max_connections = 150
	shared_buffers = 2GB
	max_wal_size = 16GB
	checkpoint_timeout = 1h
	deadlock_timeout = 5s
END

echo "iotjobs on $("$PG_CONFIG" --version), $(nproc) processors, load $(cut -d ' ' -f 1-3 /proc/loadavg 2>/dev/null)"
echo "$things things; runs of $seconds s, $repeats pairs per figure"
make_fleet || fail "the fleet cannot be registered"

for cell in $cells; do
	echo "$cell"
	before=$(steal)
	(set -e -o pipefail; . "$bench/cells/$cell.sh")
	[ $? = 0 ] || result "$cell" "did not run to its end" "" "" "" FAILED
	stop_background
	note "cpu time stolen by the host: $(steal "$before")"
done

echo
show_results
