-- A restore loads table after table; the worker must not act on half of it.

CREATE FUNCTION iotjobs.note_direct_load()
RETURNS trigger
AS 'MODULE_PATHNAME', 'iotjobs_note_direct_load'
LANGUAGE C VOLATILE;
COMMENT ON FUNCTION iotjobs.note_direct_load() IS
'Trigger on the tables that the worker acts on: a session that inserts into them directly, as a restore does, keeps the worker waiting until it disconnects.';

CREATE TRIGGER job_note_direct_load BEFORE INSERT ON iotjobs.job
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER job_work_note_direct_load BEFORE INSERT ON iotjobs.job_work
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER execution_timer_note_direct_load BEFORE INSERT ON iotjobs.execution_timer
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER membership_change_note_direct_load BEFORE INSERT ON iotjobs.membership_change
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER fold_position_note_direct_load BEFORE INSERT ON iotjobs.fold_position
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
-- A restore names the parts of the event log; changes of executions name the whole, and fire none of these.
CREATE TRIGGER execution_event_0_note_direct_load BEFORE INSERT ON iotjobs.execution_event_0
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER execution_event_1_note_direct_load BEFORE INSERT ON iotjobs.execution_event_1
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER execution_event_2_note_direct_load BEFORE INSERT ON iotjobs.execution_event_2
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER execution_event_3_note_direct_load BEFORE INSERT ON iotjobs.execution_event_3
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER execution_event_4_note_direct_load BEFORE INSERT ON iotjobs.execution_event_4
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();
CREATE TRIGGER execution_event_5_note_direct_load BEFORE INSERT ON iotjobs.execution_event_5
	FOR EACH STATEMENT EXECUTE FUNCTION iotjobs.note_direct_load();

