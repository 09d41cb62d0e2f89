#!/bin/bash
#
# demo.sh
#	"make demo": a fleet of simulated devices gets a firmware job, before your eyes.
#
# A cluster of its own, with the extension preloaded, THINGS things (2000) in
# nested groups, a real job with a rollout rate, and devices on real
# connections.  The cluster stays up until "make demo-stop"; the next demo
# replaces it.  Exits with 0 only if the job is COMPLETED and all counts agree.
#
set -u
cd "$(dirname "$0")/../.." || exit 1
things=${THINGS:-2000}
job=robot-firmware-2-4-1
connections=20
state=$PWD/build/demo
RUN=

case $things in
	''|*[!0-9]*|0*|??????????*) echo "THINGS must be a number from 1 on, such as 2000." >&2; exit 2 ;;
esac

PG_CONFIG=$(test/lib/setup.sh) || exit 1
export PG_CONFIG
. test/lib/private.sh

fail() { echo "demo: $*" >&2; exit 1; }
step() { printf '  %s\n' "$*"; }
pretty() { echo "$1" | sed -e ':a' -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\)/\1,\2\3/' -e ta; }

# The job begins with an eighth of the fleet and goes half as fast again with each further sixteenth
# that succeeded: all is out in about a minute.  The API takes no more than 1000 as a base, so a large
# fleet begins with a smaller part and then doubles quickly.
base=$((things / 8))
[ $base -ge 10 ] || base=10
faster_after=$(((base + 1) / 2))
factor=1.5
if [ $base -gt 1000 ]; then
	base=1000 faster_after=100 factor=2
fi
rate=$((things > base ? things : base))

devices=
stop_devices() { as_server sh -c 'kill "$(cat devices.pid)"' 2>/dev/null; }
leave()
{
	[ -z "$devices" ] || stop_devices
	# Before there is anything to look at, nothing stays behind.
	if [ -n "$RUN" ] && [ ! -f "$state/run" ]; then
		cluster_stop demo immediate
		rm -rf "$RUN"
	fi
}
trap leave EXIT
trap 'echo; exit 130' INT TERM HUP

bash test/demo/stop.sh quiet || exit 1

echo "iotjobs: $(pretty "$things") robots get new firmware"
step "building for $("$PG_CONFIG" --version)"
mkdir -p build
private_build cc >build/demo.log 2>&1 || { tail -n 30 build/demo.log; fail "the extension does not build"; }
for program in devices watch; do
	"${CC:-cc}" -std=gnu99 -D_GNU_SOURCE -O2 -I"$("$PG_CONFIG" --includedir)" -o "build/$program" \
		"test/demo/$program.c" -L"$("$PG_CONFIG" --libdir)" -lpq -lm || fail "$program does not build"
done

step "starting a cluster of its own, with iotjobs preloaded"
private_open && cp build/devices build/watch test/demo/*.sql "$RUN/" || fail "no private tree"
cluster_start demo <<END || fail "the cluster does not start"
shared_preload_libraries = 'iotjobs'
max_connections = $((connections + 30))
fsync = off				# it lives as long as the demo
shared_buffers = 256MB
max_wal_size = 2GB
iotjobs.max_rollout_per_minute = $((rate > 1000 ? rate : 1000))
END

as_client demo createdb demo || fail "no database"
sql() { as_client demo env PGDATABASE=demo psql -Xq -P pager=off "$@"; }

# For those who look around later, and for demo-stop: the same user, programs and socket.
mkdir -p "$state"
{
	echo "#!/bin/bash"
	echo "PG_CONFIG='$PG_CONFIG'; . '$PWD/test/lib/private.sh'"
	echo "RUN='$RUN' BIN='$BIN'"
	echo 'as_client demo env PGDATABASE=demo "$@"'
} >"$state/as-server"
printf '#!/bin/bash\nexec "$(dirname "$0")/as-server" psql "$@"\n' >"$state/psql"
chmod +x "$state/as-server" "$state/psql"
echo "$RUN" >"$state/run"

step "registering the robots: $(pretty "$things") things in nested groups"
sql -v things="$things" -f fleet.sql || fail "the fleet cannot be registered"
sql -Atc 'SELECT thing_name FROM robot ORDER BY pg_catalog.md5(thing_name)' >"$RUN/names"

step "connecting the devices, over $connections connections"
as_client demo env PGDATABASE=demo PGUSER=gateway sh -c "echo \$\$ >devices.pid; exec ./devices $connections" \
	<"$RUN/names" >"$RUN/devices.out" 2>"$RUN/devices.err" &
devices=$!

step "creating the job $job: at first $(pretty $base) a minute, later up to $(pretty $rate)"
echo
sql -v job="$job" -v base="$base" -v step="$faster_after" -v factor=$factor -v rate="$rate" -f job.sql ||
	fail "the job cannot be created"
as_client demo env PGDATABASE=demo ./watch "$job" "$things" $((600 + things / 100))
completed=$?

# The last device has its answer a moment after the job is COMPLETED.
[ $completed = 0 ] || stop_devices
wait "$devices"
devices=
[ $completed != 130 ] || exit 130
[ ! -s "$RUN/devices.err" ] || { echo; head -n 5 "$RUN/devices.err"; }
read -r succeeded failed calls median slow <"$RUN/devices.out"

sql -v job="$job" -v succeeded="${succeeded:-0}" -v failed="${failed:-0}" -f result.sql
agreed=$?

cat <<END

The devices made $(pretty "${calls:-0}") calls; half of them took less than ${median:-?} ms, 99 of 100 less than ${slow:-?} ms.

The cluster stays up. Look around:
    build/demo/psql
    build/demo/psql -c "SELECT * FROM iotjobs.jobs" -x
    build/demo/psql -c "SELECT * FROM iotjobs.executions WHERE status = 'FAILED' LIMIT 3" -x
End it:
    make demo-stop
END
[ $completed = 0 ] && [ $agreed = 0 ] || fail "the job did not end as it should; the server's log is $RUN/demo/log"
