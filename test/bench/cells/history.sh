# What a device's history costs it: start next where 300 executions are finished already, against
# things with none.

fresh
create_job firmware fleet
rolled_out
sql <<-'END'
	INSERT INTO iotjobs.job_execution (job_id, thing_id, execution_number, version, queued_at, started_at,
			last_updated_at, status, retry_attempt, force_canceled, brings_packages)
		SELECT -j, t, 1, 3, now() - interval '1 day', now() - interval '1 day', now() - interval '1 day', 'SUCCEEDED', 0, false, false
		FROM generate_series(1, 300) AS j, generate_series(1, 1000) AS t;
END
settle

for first in 1 1001; do
	script start_$first <<-END
		\set thing random($first, $first + 999)
		SELECT iotjobs_data.start_next_pending_job_execution('thing-' || :thing);
	END
done
none() { tps start_1001 4 -T "$seconds"; }
long() { tps start_1 4 -T "$seconds"; }
pairs none long | judge "start next, 300 finished executions, of none" ">=" 0.7
