# A report of a device that runs (IN_PROGRESS again, with details), 16 clients, random things,
# against U: a bare UPDATE by primary key of the same columns, in a table of the same rows.

fresh
create_job firmware fleet
rolled_out

# All started long ago: both tables rewritten alike.
sql <<-'END'
	UPDATE iotjobs.job_execution SET status = 'IN_PROGRESS', version = 2, started_at = queued_at,
		status_details = '{"step": "download", "progress": "10"}';
	CREATE TABLE bench.execution WITH (fillfactor = 85) AS
		SELECT job_id, thing_id, execution_number, version, queued_at, started_at, last_updated_at,
			status, retry_attempt, force_canceled, status_details::jsonb
		FROM iotjobs.job_execution;
	ALTER TABLE bench.execution ADD PRIMARY KEY (job_id, thing_id);
	VACUUM FULL iotjobs.job_execution;
	VACUUM FULL bench.execution;
END
settle bench.execution
job_key=$(sql -c "SELECT id FROM iotjobs.job")

script u <<-END
	\set thing random(1, :things)
	UPDATE bench.execution SET status = 'IN_PROGRESS', version = version + 1, last_updated_at = now(),
		status_details = '{"step": "install", "progress": "60"}' WHERE job_id = $job_key AND thing_id = :thing;
END
script update <<-'END'
	\set thing random(1, :things)
	SELECT iotjobs_data.update_job_execution('firmware', 'thing-' || :thing, 'IN_PROGRESS', '{"step": "install", "progress": "60"}');
END
u()    { tps u 16 -T "$seconds"; }
ours() { tps update 16 -T "$seconds"; }

reset_statistics
pairs u ours | judge "update_job_execution, 16 clients, of U" ">=" 0.5
hot_share | judge "share of HOT updates" ">=" 0.95
