# A pass of the worker that finds nothing to do for 1000 active jobs, which have abort criteria,
# timers and retries, half of them continuous.

fresh
sql <<-'END' >/dev/null
	SELECT iotjobs.create_job('idle-' || n, ARRAY['arn:aws:iot:us-east-1:123456789012:thing/few-' || n], document => '1',
			target_selection => CASE WHEN n % 2 = 0 THEN 'CONTINUOUS' ELSE 'SNAPSHOT' END,
			abort_config => '{"criteriaList": [{"failureType": "ALL", "action": "CANCEL", "thresholdPercentage": 50, "minNumberOfExecutedThings": 100}]}',
			timeout_config => '{"inProgressTimeoutInMinutes": 600}',
			job_executions_retry_config => '{"criteriaList": [{"failureType": "ALL", "numberOfRetries": 3}]}')
		FROM generate_series(1, 1000) AS n;
END
rolled_out
sql <<-'END' >/dev/null
	SELECT iotjobs_data.update_job_execution('idle-' || n, 'few-' || n, CASE WHEN n % 4 = 0 THEN 'REJECTED' ELSE 'IN_PROGRESS' END)
		FROM generate_series(1, 1000) AS n;
END
rolled_out
settle iotjobs.job_counter

for ((i = 0; i < 20; i++)); do
	sql -c "SELECT iotjobs.run_worker()" -c '\timing on' -c "SELECT iotjobs.run_worker()" |
		sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p'
done | median | judge "a pass over 1000 idle active jobs" "<=" 20 ms
