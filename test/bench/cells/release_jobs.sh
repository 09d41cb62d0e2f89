# The worker creates 1000 executions for each of 100 jobs that were created together, without a
# limit of their rate: executions per second against a bare INSERT ... SELECT of as many into a
# table with the same indexes.

fresh
sql <<-'END'
	CREATE TABLE bench.execution (
		job_id bigint NOT NULL, thing_id bigint NOT NULL, execution_number bigint NOT NULL,
		version bigint NOT NULL, queued_at timestamptz NOT NULL, started_at timestamptz,
		last_updated_at timestamptz NOT NULL, status iotjobs.job_execution_status NOT NULL,
		retry_attempt smallint NOT NULL, force_canceled boolean NOT NULL, status_details jsonb,
		PRIMARY KEY (job_id, thing_id)
	) WITH (fillfactor = 85);
	CREATE INDEX ON bench.execution (job_id, queued_at, thing_id);
	CREATE INDEX ON bench.execution (thing_id, queued_at, job_id);
END

bare()
{
	ms "INSERT INTO bench.execution (job_id, thing_id, execution_number, version, queued_at, last_updated_at,
			status, retry_attempt, force_canceled)
		SELECT 100 * $1 + j, m.thing_id, 1, 1, now(), now(), 'QUEUED', 0, false
		FROM generate_series(1, 100) AS j, iotjobs.thing_group_member AS m JOIN iotjobs.thing_group AS g ON g.id = m.group_id
		WHERE g.name = 'few' ORDER BY j, m.thing_id"
}

# From the commit of the jobs until the worker owes nothing.
by_worker()
{
	local start
	sql -c "SELECT count(iotjobs.create_job('many-$1-' || j, ARRAY['arn:aws:iot:us-east-1:123456789012:thinggroup/few'], document => '1'))
		FROM generate_series(1, 100) AS j" >/dev/null
	start=$(date +%s%N)
	while [ "$(sql -c 'SELECT EXISTS (SELECT FROM iotjobs.job_work)')" = t ]; do
		sleep 0.05
	done
	echo $((($(date +%s%N) - start) / 1000000))
}

for ((i = 0; i <= repeats; i++)); do
	bare=$(bare $i)
	ours=$(by_worker $i)
	note "$([ $i = 0 ] && echo "warm  " || echo "pair $i") $bare ms, ours $ours ms"
	[ $i = 0 ] || echo "$bare $ours" >>"$RUN/release_jobs"
	[ "$(sql -c "SELECT count(*) FROM iotjobs.job_execution AS e JOIN iotjobs.job AS j ON j.id = e.job_id
		WHERE j.job_id LIKE 'many-$i-%'")" = 100000 ] || fail "not all executions were released"
done
awk '{ print $1 / $2 }' "$RUN/release_jobs" | median | judge "1000 executions for each of 100 jobs, of a bare INSERT" ">=" 0.5
