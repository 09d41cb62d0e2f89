#
# lib.sh (sourced)
#	What the cells of the bench share: the fleet, clients, pairs, results.
#
# A cell is a file in cells/.  It makes what it needs with fresh, create_job
# and rolled_out, and gives its figures to ratio, limit or holds.
#
fail() { echo "bench: $*" >&2; exit 1; }
note() { printf '  %s\n' "$*"; }

sql() { as_client bench psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

# A median and the ends of the numbers on standard input, "median min max".
median()
{
	sort -g | awk '{ x[NR] = $1 } END { if (NR) print (x[int((NR + 1) / 2)] + x[int((NR + 2) / 2)]) / 2, x[1], x[NR] }'
}

# The fleet -----------------------------------------------------------------

# Things thing-1 to thing-N, with these numbers as keys, in 64 groups below one: thing n is in
# part-P, P = 1 + (n - 1) * 64 / N.  And a group of 1000 more, few-1 to few-1000.
make_fleet()
{
	sql <<-END >/dev/null
		CREATE EXTENSION iotjobs;
		CREATE SCHEMA bench;
		SELECT iotjobs.create_thing_group('fleet');
		SELECT iotjobs.create_thing_group(thing_group_name => 'part-' || g, parent_group_name => 'fleet')
			FROM generate_series(1, 64) AS g;
		SELECT iotjobs.create_thing_group('few');
		DO \$\$
		BEGIN
			FOR part IN 1 .. 64 LOOP
				PERFORM iotjobs.register_things(array_agg('thing-' || n ORDER BY n), 'part-' || part)
					FROM generate_series(1, $things) AS n WHERE 1 + (n - 1) * 64::bigint / $things = part;
			END LOOP;
		END \$\$;
		SELECT iotjobs.register_things(array_agg('few-' || n ORDER BY n), 'few') FROM generate_series(1, 1000) AS n;
		VACUUM (ANALYZE) iotjobs.thing, iotjobs.thing_group, iotjobs.thing_group_member;
		CHECKPOINT;
	END
	[ "$(sql -c "SELECT count(*) FROM iotjobs.thing WHERE name = 'thing-' || id")" = "$things" ]
}

# No jobs, no executions, no tables and settings of another cell, and nobody who listens.
fresh()
{
	sql <<-'END' >/dev/null
		SET client_min_messages = warning;
		DROP SCHEMA bench CASCADE;
		CREATE SCHEMA bench;
		TRUNCATE iotjobs.job, iotjobs.job_target, iotjobs.job_work, iotjobs.job_release,
			iotjobs.job_execution, iotjobs.job_execution_attempt, iotjobs.open_execution,
			iotjobs.execution_timer, iotjobs.execution_event, iotjobs.job_counter,
			iotjobs.owed_execution, iotjobs.deferred_membership,
			iotjobs.former_execution, iotjobs.job_retention, iotjobs.notification_demand;
		ALTER SYSTEM RESET ALL;
		SELECT pg_reload_conf();
	END
}

# A statement that creates a job.  Usage: job_sql JOB GROUP [further arguments]
job_sql()
{
	echo "SELECT iotjobs.create_job('$1', ARRAY[iotjobs.describe_thing_group('$2')->>'thingGroupArn'], document => '{\"operation\": \"update\"}'${3:+, $3})"
}
create_job() { sql -c "$(job_sql "$@")" >/dev/null; }

# Waits until the worker has created all executions and counted them.
rolled_out()
{
	until [ "$(sql -c "SELECT EXISTS (SELECT FROM iotjobs.job_work)
			OR EXISTS (SELECT FROM iotjobs.unfolded_event)")" = f ]; do
		sleep 0.1
	done
}

# Nothing that goes on by itself shall disturb the figures.  Usage: settle [table ...]
settle()
{
	sql -c "VACUUM (ANALYZE) iotjobs.job, iotjobs.job_execution, iotjobs.open_execution, iotjobs.execution_event" \
		${1:+-c "VACUUM (ANALYZE) $*"} -c CHECKPOINT
}

# Which setting the server has from now on.  Usage: setting NAME VALUE
setting()
{
	sql -c "ALTER SYSTEM SET $1 = '$2'" -c "SELECT pg_reload_conf()" >/dev/null
}

# Runs ----------------------------------------------------------------------

# Transactions per second of pgbench.  Usage: tps SCRIPT CLIENTS [pgbench argument ...]
tps() { pgbench_run "$@" | sed -n 's/^tps = \([0-9.]*\).*/\1/p'; }

# Milliseconds that one client waits for a transaction, on average.
latency() { pgbench_run "$1" 1 -T "$seconds" "${@:2}" | sed -n 's/^latency average = \([0-9.]*\).*/\1/p'; }

pgbench_run()
{
	local script=$1 clients=$2 out=$RUN/pgbench.out
	shift 2
	as_client bench pgbench -n -M prepared -c "$clients" -j $((clients < 2 ? 1 : 2)) \
		-D things="$things" -D clients="$clients" "$@" -f "$RUN/$script.sql" >"$out" 2>&1 &&
		! grep -q 'aborted' "$out" || { tail -n 5 "$out" >&2; return 1; }
	cat "$out"
}

# A script for pgbench, from standard input.
script() { cat >"$RUN/$1.sql"; }

# Milliseconds of the last of some statements, as the client sees it.
ms()
{
	sql -c '\timing on' -c "$1" | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | tail -n 1
}

# Clients that work until stop_background.  Usage: background SCRIPT CLIENTS [pgbench argument ...]
background()
{
	local script=$1 clients=$2
	shift 2
	as_client bench sh -c 'echo $$ >background.pid; exec "$@"' - pgbench -n -M prepared -c "$clients" -T 86400 \
		-D things="$things" -D clients="$clients" "$@" -f "$RUN/$script.sql" >"$RUN/background.out" 2>&1 &
}
stop_background()
{
	[ -n "$RUN" ] && [ -f "$RUN/background.pid" ] || return 0
	as_server sh -c 'kill "$(cat background.pid)"' 2>/dev/null || :
	rm -f "$RUN/background.pid"
	wait
}

# Figures -------------------------------------------------------------------

# Runs two functions in turn, after a first time that does not count, and prints the median of
# second / first of each pair, with its ends; each is given the number of the pair.
pairs()
{
	local i first second
	for ((i = 0; i <= repeats; i++)); do
		first=$("$1" $i) && second=$("$2" $i) && [ -n "$first" ] && [ -n "$second" ] || return 1
		printf '  %-6s %12.2f %12.2f\n' "$([ $i = 0 ] && echo "warm" || echo "pair $i")" "$first" "$second" >&3
		[ $i = 0 ] || awk -v a="$first" -v b="$second" 'BEGIN { print b / a }'
	done | median
}

# Usage: result CELL FIGURE MEDIAN RANGE BAR VERDICT
result() { (IFS='|'; echo "$*") >>"$RUN/results"; }

# Holds a median with its ends against a bar.  Usage: judge FIGURE ">=|<=|-" BAR [UNIT] <<< "median min max"
judge()
{
	local median min max verdict
	read -r median min max && [ -n "$median" ] || return 1
	verdict=$(awk -v x="$median" -v sign="$2" -v bar="${3:-}" 'BEGIN {
		print sign == "-" ? "" : (sign == ">=" ? x >= bar : x <= bar) ? "ok" : "MISSED" }')
	result "$cell" "$1" "$(printf '%.2f' "$median")${4:+ $4}" "$(printf '%.2f..%.2f' "$min" "$max")" \
		"$([ "$2" = - ] || echo "$2 $3")" "$verdict"
	note "$1: $(printf '%.2f' "$median")${4:+ $4} $verdict"
}

# What must be true, or the figures mean nothing.  Usage: holds FIGURE FOUND EXPECTED
holds()
{
	result "$cell" "$1" "$2" "" "= $3" "$([ "$2" = "$3" ] && echo ok || echo MISSED)"
	note "$1: $2"
}

# Share of HOT updates of executions since the statistics were reset.
reset_statistics() { sql -c "SELECT pg_stat_reset()" >/dev/null; }
hot_share()
{
	sql -c "SELECT h, h, h FROM (SELECT round(n_tup_hot_upd::numeric / nullif(n_tup_upd, 0), 4) AS h
		FROM pg_stat_user_tables WHERE relid = 'iotjobs.job_execution'::regclass) AS s" -F ' '
}

# Time that the host did not give us, in percent; without an argument what "steal $before" needs.
steal()
{
	[ -r /proc/stat ] || { echo unknown; return; }
	awk -v before="${1:-}" '/^cpu / {
		for (i = 2; i <= 9; i++) all += $i
		if (before == "") { print all "," $9; exit }
		split(before, b, ",")
		printf "%.1f %%\n", 100 * ($9 - b[2]) / (all - b[1] + 1); exit }' /proc/stat
}

# The table at the end; fails if a bar was missed.
show_results()
{
	awk -F '|' '
		BEGIN { printf "%-10s %-62s %12s %16s %10s\n", "cell", "figure", "median", "min..max", "bar" }
		{ printf "%-10s %-62s %12s %16s %10s  %s\n", $1, $2, $3, $4, $5, $6 }
		$6 == "ok" { kept++ }
		$6 == "MISSED" || $6 == "FAILED" { missed++ }
		END { printf "%d bars hold, %d missed\n", kept, missed; exit missed > 0 || !kept }' "$RUN/results"
}
