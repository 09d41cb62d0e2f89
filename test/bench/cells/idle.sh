# A pass of the worker that finds nothing to do, with the whole fleet queued and half of it timed:
# it writes nothing and reads no large table from end to end.

fresh
create_job firmware fleet
rolled_out
sql <<-'END'
	INSERT INTO iotjobs.execution_timer (job_id, thing_id, deadline, in_progress_deadline)
		SELECT job_id, thing_id, now() + interval '1 day', now() + interval '1 day'
		FROM iotjobs.job_execution WHERE thing_id % 2 = 0;
END
settle iotjobs.execution_timer

holds "rows written and tables read in full by an idle pass" "$(sql <<-'END' | tail -n 1
	SELECT iotjobs.run_worker();
	BEGIN;
	SELECT iotjobs.run_worker();
	SELECT concat_ws(', ', CASE WHEN pg_current_xact_id_if_assigned() IS NOT NULL THEN 'a transaction' END,
			(SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_stat_xact_all_tables
				WHERE schemaname = 'iotjobs' AND seq_tup_read > 1000),
			'nothing');
	COMMIT;
END
)" nothing

for ((i = 0; i < 10; i++)); do
	sql -c "SELECT iotjobs.run_worker()" -c '\timing on' -c "SELECT iotjobs.run_worker()" |
		sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p'
done | median | judge "an idle pass" "<=" 10 ms
