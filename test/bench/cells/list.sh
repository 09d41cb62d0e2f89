# list_job_executions_for_job: a page of 250 far down the list against the first one, and a page
# of a status that no execution has.

fresh
create_job large fleet
rolled_out
settle

# Nine tenths down the list, page by page as a client goes.
depth=$((things / 10 * 9))
token=$(sql <<-END
	CREATE TABLE bench.token (token text);
	DO \$\$
	DECLARE
		token text;
	BEGIN
		FOR page IN 1 .. $depth / 250 LOOP
			token := iotjobs.list_job_executions_for_job('large', max_results => 250, next_token => token)->>'nextToken';
		END LOOP;
		INSERT INTO bench.token VALUES (token);
	END \$\$;
	SELECT token FROM bench.token;
END
)
[ -n "$token" ] || fail "the list ends early"

script first <<-'END'
	SELECT iotjobs.list_job_executions_for_job('large', max_results => 250);
END
script deep <<-END
	SELECT iotjobs.list_job_executions_for_job('large', max_results => 250, next_token => '$token');
END
script none <<-'END'
	SELECT iotjobs.list_job_executions_for_job('large', max_results => 250, status => 'REJECTED');
END
first() { latency first; }
deep()  { latency deep; }
none()  { latency none; }
holds "executions on the deep page" "$(sql -c "SELECT jsonb_array_length(
	iotjobs.list_job_executions_for_job('large', max_results => 250, next_token => '$token')->'executionSummaries')")" 250
pairs first deep | judge "time of a page at depth $depth to the first" "<=" 1.5
pairs first none | judge "time of a status nobody has to the first page" "<=" 1.5
