# describe_job of a job with the whole fleet against one with 1000 executions; and its counters
# while devices report: they are those that counting the executions in the same snapshot gives.

fresh
create_job large fleet
create_job small few
rolled_out
settle

for job in large small; do
	script describe_$job <<-END
		SELECT iotjobs.describe_job('$job');
	END
done
small() { latency describe_small; }
large() { latency describe_large; }
pairs small large | judge "time of describe_job, $things executions to 1000" "<=" 1.5

# Devices that start and finish, each thing once.
script reports <<-'END'
	\set i :i + 1
	\set thing 1 + (:client_id + :clients * :i) % :things
	SELECT iotjobs_data.start_next_pending_job_execution('thing-' || :thing);
	SELECT CASE WHEN :thing % 10 = 0
		THEN iotjobs_data.update_job_execution('large', 'thing-' || :thing, 'FAILED')
		ELSE iotjobs_data.update_job_execution('large', 'thing-' || :thing, 'SUCCEEDED') END;
	\if :i > :things / :clients - 2
	\sleep 1 s
	\endif
END
background reports 4 -D i=0
differences=0
for ((i = 0; i < 20; i++)); do
	found=$(sql <<-'END' | tail -n 1
		BEGIN ISOLATION LEVEL REPEATABLE READ;
		CREATE TEMP TABLE told ON COMMIT DROP AS
			SELECT iotjobs.describe_job('large')->'job'->'jobProcessDetails' AS d;
		SELECT coalesce((d->>'numberOfQueuedThings')::int, 0) <> queued
			OR coalesce((d->>'numberOfInProgressThings')::int, 0) <> in_progress
			OR coalesce((d->>'numberOfSucceededThings')::int, 0) <> succeeded
			OR coalesce((d->>'numberOfFailedThings')::int, 0) <> failed
		FROM told, (SELECT count(*) FILTER (WHERE e.status = 'QUEUED') AS queued,
			count(*) FILTER (WHERE e.status = 'IN_PROGRESS') AS in_progress,
			count(*) FILTER (WHERE e.status = 'SUCCEEDED') AS succeeded,
			count(*) FILTER (WHERE e.status = 'FAILED') AS failed
			FROM iotjobs.job_execution AS e JOIN iotjobs.job AS j ON j.id = e.job_id
			WHERE j.job_id = 'large') AS counted;
		COMMIT;
	END
	)
	[ "$found" = f ] || differences=$((differences + 1))
done
holds "differences from the executions, 20 times among reports" $differences 0
latency describe_large | awk '{ print $1, $1, $1 }' | judge "time of describe_job among reports" - 0 ms
stop_background
holds "clients that failed meanwhile" "$(grep -c 'aborted\|ERROR' "$RUN/background.out")" 0
