# A pass that times out 1000 executions, with the timers of the whole fleet running beside,
# against the same with no other timer.

fresh
create_job fleet fleet
rolled_out
create_job few few "target_selection => 'CONTINUOUS'"
rolled_out
settle

# Lets the timers of a group of things run, and end after this time.
start_timers()
{
	sql <<-END
		UPDATE iotjobs.job_execution AS e SET status = 'IN_PROGRESS', is_timed = true, started_at = queued_at
			FROM iotjobs.job AS j WHERE j.id = e.job_id AND j.job_id = '$1';
		INSERT INTO iotjobs.execution_timer (job_id, thing_id, deadline, in_progress_deadline)
			SELECT e.job_id, e.thing_id, now() + '$2', now() + '$2'
			FROM iotjobs.job_execution AS e JOIN iotjobs.job AS j ON j.id = e.job_id WHERE j.job_id = '$1';
		INSERT INTO iotjobs.open_execution (thing_id, queued_at, job_id)
			SELECT e.thing_id, e.queued_at, e.job_id
			FROM iotjobs.job_execution AS e JOIN iotjobs.job AS j ON j.id = e.job_id WHERE j.job_id = '$1'
			ON CONFLICT DO NOTHING;
	END
}

# Milliseconds for 1000 expired ones; the worker sees none of it, whose time is another.
expire()
{
	start_timers few '1 hour'
	settle iotjobs.execution_timer
	sql -c "SELECT iotjobs.run_worker()" -c '\timing on' -c "SELECT iotjobs.run_worker(now() + '2 hours') -> 'timedOut'" |
		awk '/^1000$/ { all = 1 } /^Time: / { t = $2 } END { if (all) print t; else exit 1 }'
}

for ((i = 0; i <= repeats; i++)); do
	t=$(expire) || fail "not all have timed out"
	[ $i = 0 ] || echo "$t"
done >"$RUN/alone"
start_timers fleet '10 days'
for ((i = 0; i <= repeats; i++)); do
	t=$(expire) || fail "not all have timed out"
	[ $i = 0 ] || echo "$t"
done >"$RUN/beside"
holds "timers that still run" "$(sql -c 'SELECT count(*) FROM iotjobs.execution_timer')" "$things"
paste "$RUN/alone" "$RUN/beside" | awk '{ print $2 / $1 }' | median |
	judge "timing out 1000 among the timers of the fleet, of alone" "<=" 1.5
