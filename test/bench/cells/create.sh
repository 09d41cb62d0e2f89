# create_job for the whole fleet: it only notes what the worker owes.

fresh

# Everything that a transaction writes shows in its own statistics.
holds "executions written by create_job itself" "$(sql <<-END | tail -n 1
	BEGIN;
	$(job_sql firmware fleet);
	SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_all_tables
		WHERE schemaname = 'iotjobs' AND relname ~ 'execution|counter|thing_group';
	ROLLBACK;
END
)" 0

# One a minute, so that the worker has little to do with each.
for ((i = 0; i < 10; i++)); do
	ms "$(job_sql "firmware-$i" fleet "job_executions_rollout_config => '{\"maximumPerMinute\": 1}'")"
done | median | judge "create_job, a group of $things things" "<=" 100 ms
