# The worker creates the executions of a job for the whole fleet, without a limit of its rate:
# executions per second against I, a bare INSERT ... SELECT of the same executions into a table
# with the same indexes.  The worker also writes their places in the queues of the things, and
# commits batch by batch.
#
# Both tables grow by a fleet with each pair.

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
	CREATE TABLE bench.open (
		thing_id bigint NOT NULL, queued_at timestamptz NOT NULL, job_id bigint NOT NULL,
		PRIMARY KEY (thing_id, queued_at, job_id)
	);
END

bare()
{
	ms "INSERT INTO bench.execution (job_id, thing_id, execution_number, version, queued_at, last_updated_at,
			status, retry_attempt, force_canceled)
		SELECT $1, m.thing_id, 1, 1, now(), now(), 'QUEUED', 0, false
		FROM iotjobs.thing_group_member AS m JOIN iotjobs.thing_group AS g ON g.id = m.group_id
		WHERE g.name LIKE 'part-%' ORDER BY m.group_id, m.thing_id"
}
queues()
{
	ms "INSERT INTO bench.open (thing_id, queued_at, job_id)
		SELECT e.thing_id, e.queued_at, e.job_id FROM bench.execution AS e WHERE e.job_id = $1"
}

# From the moment the job is there until the worker owes nothing.
by_worker()
{
	local start
	create_job "released-$1" fleet
	start=$(date +%s%N)
	while [ "$(sql -c 'SELECT EXISTS (SELECT FROM iotjobs.job_work)')" = t ]; do
		sleep 0.05
	done
	echo $((($(date +%s%N) - start) / 1000000))
}

for ((i = 0; i <= repeats; i++)); do
	bare=$(bare $i)
	queues=$(queues $i)
	ours=$(by_worker $i)
	note "$([ $i = 0 ] && echo "warm  " || echo "pair $i") $bare ms, with queues $(awk "BEGIN { print $bare + $queues }") ms, ours $ours ms"
	[ $i = 0 ] || echo "$bare $queues $ours" >>"$RUN/release"
	[ "$(sql -c "SELECT count(*) FROM iotjobs.job_execution AS e JOIN iotjobs.job AS j ON j.id = e.job_id
		WHERE j.job_id = 'released-$i'")" = "$things" ] || fail "not all executions were released"
done
awk '{ print $1 / $3 }' "$RUN/release" | median | judge "executions per second, of I" ">=" 0.6
awk '{ print ($1 + $2) / $3 }' "$RUN/release" | median | judge "the same, I with the rows of the queues" - 0
awk -v n="$things" '{ print n / $3 }' "$RUN/release" | median | judge "thousand executions per second" - 0
