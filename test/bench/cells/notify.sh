# What it costs devices that they are told of their queues: the cycle of cells/cycle.sh with
# notifications against without; and how soon after a commit they can be taken.

fresh
setting iotjobs.notify off
create_job firmware fleet
create_job next fleet
rolled_out
settle

# Usage: tells on|off; returns when the worker knows.
tells()
{
	setting iotjobs.notify "$1"
	until [ "$(sql -c "SELECT tells_devices FROM iotjobs.notification_status")" = "$([ "$1" = on ] && echo t || echo f)" ]; do
		sleep 0.1
	done
}

# Turn number :i of a client: 7919 is prime, so that each thing comes once.
script cycle <<-'END'
	\set i :i + 1
	\set thing 1 + ((:first + :client_id + :clients * :i) * 7919) % :things
	SELECT iotjobs_data.start_next_pending_job_execution('thing-' || :thing);
	SELECT iotjobs_data.update_job_execution('firmware', 'thing-' || :thing, 'SUCCEEDED', '{"step": "done"}');
END
slice=$((things / (2 * repeats + 2)))
turns=$((slice / 16 < seconds * 250 ? slice / 16 : seconds * 250))
without() { tells off; tps cycle 16 -t $turns -D i=-1 -D first=$((2 * $1 * slice)); }
with()    { tells on; tps cycle 16 -t $turns -D i=-1 -D first=$(((2 * $1 + 1) * slice)); }
pairs without with | judge "start and finish, 16 clients, with notifications of without" ">=" 0.9

# Nothing is lost: in the end each thing has been told what its queue is.
until [ "$(sql -c "SELECT EXISTS (SELECT FROM iotjobs.unannounced_event)")" = f ]; do
	sleep 0.1
done
holds "things that were told something else than what their queue is" \
	"$(sql -c "SELECT bad FROM iotjobs.check() WHERE name LIKE 'a thing was told last%'")" 0

# The worker, left alone, would sleep for an hour.
fresh
tells off
create_job firmware few
rolled_out
setting iotjobs.naptime 1h
tells on
sql <<-'END' >/dev/null
	DO $$
	BEGIN
		WHILE (SELECT waiting FROM iotjobs.notification_status) > 0 LOOP
			PERFORM iotjobs.confirm_notifications(ARRAY(SELECT id FROM iotjobs.take_notifications(10000, '1 s')));
			COMMIT;
		END LOOP;
	END $$;
END
for ((i = 1; i <= 10; i++)); do
	sleep 0.5		# idle
	sql <<-END | tail -n 1
		SELECT iotjobs_data.update_job_execution('firmware', 'few-$i', 'SUCCEEDED');
		SELECT set_config('bench.committed', clock_timestamp()::text, false);
		DO \$\$
		BEGIN
			WHILE iotjobs.confirm_notifications(ARRAY(SELECT id FROM iotjobs.take_notifications())) = 0 LOOP
				COMMIT;
				PERFORM pg_sleep(0.0005);
			END LOOP;
			PERFORM set_config('bench.taken', clock_timestamp()::text, false);
		END \$\$;
		SELECT 1000 * extract(epoch FROM current_setting('bench.taken')::timestamptz
			- current_setting('bench.committed')::timestamptz);
	END
done | median | judge "commit of a report to its notification" "<=" 200 ms
setting iotjobs.naptime 1s
tells off
setting iotjobs.notify auto
