# A device's full cycle, two calls: start what is next, report SUCCEEDED; 16 clients, each thing
# once, scattered over the table.  Against two bare UPDATEs by primary key of the same columns.

fresh
create_job firmware fleet
rolled_out
sql <<-'END'
	CREATE TABLE bench.execution WITH (fillfactor = 85) AS
		SELECT job_id, thing_id, execution_number, version, queued_at, started_at, last_updated_at,
			status, retry_attempt, force_canceled, status_details::jsonb
		FROM iotjobs.job_execution ORDER BY thing_id;
	ALTER TABLE bench.execution ADD PRIMARY KEY (job_id, thing_id);
END
settle bench.execution
job_key=$(sql -c "SELECT id FROM iotjobs.job")

# Turn number :i of a client: 7919 is prime, so that each thing comes once.
script u2 <<-END
	\set i :i + 1
	\set thing 1 + ((:first + :client_id + :clients * :i) * 7919) % :things
	UPDATE bench.execution SET status = 'IN_PROGRESS', version = version + 1, last_updated_at = now(),
		started_at = now() WHERE job_id = $job_key AND thing_id = :thing;
	UPDATE bench.execution SET status = 'SUCCEEDED', version = version + 1, last_updated_at = now(),
		status_details = '{"step": "done"}' WHERE job_id = $job_key AND thing_id = :thing;
END
script cycle <<-'END'
	\set i :i + 1
	\set thing 1 + ((:first + :client_id + :clients * :i) * 7919) % :things
	SELECT iotjobs_data.start_next_pending_job_execution('thing-' || :thing);
	SELECT iotjobs_data.update_job_execution('firmware', 'thing-' || :thing, 'SUCCEEDED', '{"step": "done"}');
END
slice=$((things / (repeats + 1)))
turns=$((slice / 16 < seconds * 250 ? slice / 16 : seconds * 250))
u2()   { tps u2 16 -t $turns -D i=-1 -D first=$(($1 * slice)); }
ours() { tps cycle 16 -t $turns -D i=-1 -D first=$(($1 * slice)); }

reset_statistics
# No bar: a cycle is more than its two updates, it also finds the head of the queue and hands out the document.
pairs u2 ours | judge "start and finish, 16 clients, of two U" -
hot_share | judge "share of HOT updates" ">=" 0.95

# Counters are what the executions say.
rolled_out
holds "executions that SUCCEEDED, by describe_job" \
	"$(sql -c "SELECT iotjobs.describe_job('firmware')->'job'->'jobProcessDetails'->>'numberOfSucceededThings'")" \
	"$((16 * turns * (repeats + 1)))"
