# The same report as an MQTT message, and a look at what is next, 16 clients, random things: what
# the message costs above the call.

fresh
create_job firmware fleet
rolled_out

sql <<-'END'
	UPDATE iotjobs.job_execution SET status = 'IN_PROGRESS', version = 2, started_at = queued_at;
	VACUUM FULL iotjobs.job_execution;
END
settle

script update <<-'END'
	\set thing random(1, :things)
	SELECT iotjobs_data.update_job_execution('firmware', 'thing-' || :thing, 'IN_PROGRESS', '{"step": "install", "progress": "60"}');
END
script handle_update <<-'END'
	\set thing random(1, :things)
	SELECT topic, payload FROM iotjobs_data.handle('$aws/things/thing-' || :thing || '/jobs/firmware/update',
		'{"clientToken": "thing", "status": "IN_PROGRESS", "statusDetails": {"step": "install", "progress": "60"}}', 'thing-' || :thing);
END
script get <<-'END'
	\set thing random(1, :things)
	SELECT iotjobs_data.describe_job_execution('$next', 'thing-' || :thing);
END
script handle_get <<-'END'
	\set thing random(1, :things)
	SELECT topic, payload FROM iotjobs_data.handle('$aws/things/thing-' || :thing || '/jobs/$next/get', '{"clientToken": "thing"}', 'thing-' || :thing);
END
update()        { tps update 16 -T "$seconds"; }
handle_update() { tps handle_update 16 -T "$seconds"; }
get()           { tps get 16 -T "$seconds"; }
handle_get()    { tps handle_get 16 -T "$seconds"; }

pairs update handle_update | judge "handle of an update, of update_job_execution" ">=" 0.8
pairs get handle_get | judge "handle of a get, of describe_job_execution" ">=" 0.8
