# How long after the call of create_job the first execution is there, on an idle server; also if
# the worker, left alone, would sleep for an hour.

for naptime in 1s 1h; do
	setting iotjobs.naptime $naptime
	fresh
	for ((i = 0; i < 10; i++)); do
		sleep 0.5		# idle
		sql <<-END | tail -n 1
			SELECT set_config('bench.called', clock_timestamp()::text, false);
			$(job_sql "wake-$naptime-$i" few);
			DO \$\$
			BEGIN
				WHILE NOT EXISTS (SELECT FROM iotjobs.job_execution AS e JOIN iotjobs.job AS j ON j.id = e.job_id
						WHERE j.job_id = 'wake-$naptime-$i') LOOP
					PERFORM pg_sleep(0.0005);
				END LOOP;
				PERFORM set_config('bench.seen', clock_timestamp()::text, false);
			END \$\$;
			SELECT 1000 * extract(epoch FROM current_setting('bench.seen')::timestamptz
				- current_setting('bench.called')::timestamptz);
		END
	done | median | judge "create_job to first execution, naptime $naptime" "<=" 200 ms
done
setting iotjobs.naptime 1s
