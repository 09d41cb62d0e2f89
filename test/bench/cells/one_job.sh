# 64 clients that start and finish executions of one job, against the same calls for the same
# things spread over 64 jobs: what a counter that all share would cost.

fresh
create_job one fleet
for ((i = 1; i <= 64; i++)); do
	job_sql "spread-$i" "part-$i"
	echo ";"
done | sql >/dev/null
rolled_out
settle

for variant in one spread; do
	job="'one'"
	[ $variant = one ] || job="'spread-' || :part"
	script $variant <<-END
		\set i :i + 1
		\set thing 1 + ((:first + :client_id + :clients * :i) * 7919) % :things
		\set part 1 + (:thing - 1) * 64 / :things
		SELECT iotjobs_data.update_job_execution($job, 'thing-' || :thing, 'IN_PROGRESS');
		SELECT iotjobs_data.update_job_execution($job, 'thing-' || :thing, 'SUCCEEDED');
	END
done
slice=$((things / (repeats + 1)))
turns=$((slice / 64 < seconds * 60 ? slice / 64 : seconds * 60))
spread() { tps spread 64 -t $turns -D i=-1 -D first=$(($1 * slice)); }
one()    { tps one 64 -t $turns -D i=-1 -D first=$(($1 * slice)); }

pairs spread one | judge "64 clients on one job, of the same on 64 jobs" ">=" 0.8
