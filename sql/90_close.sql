-- Closed by default: PUBLIC gets nothing, and on the tables not even a GRANT
-- shows a row to anybody but the functions and views of the extension.

REVOKE ALL ON SCHEMA iotjobs, iotjobs_data FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA iotjobs FROM PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA iotjobs FROM PUBLIC;
REVOKE ALL ON ALL ROUTINES IN SCHEMA iotjobs, iotjobs_data FROM PUBLIC;

DO $$
DECLARE
	relation record;
BEGIN
	FOR relation IN
		SELECT c.oid, c.oid::pg_catalog.regclass AS name, c.relkind
		FROM pg_catalog.pg_class AS c
		WHERE c.relnamespace = 'iotjobs'::pg_catalog.regnamespace
			AND c.relkind IN ('r', 'p', 'S')
		ORDER BY c.oid
	LOOP
		IF relation.relkind <> 'S' THEN
			EXECUTE pg_catalog.format(
				'ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', relation.name);
		END IF;
		-- What the tables and sequences hold is the user's, and goes into a dump; but transaction
		-- ids do not mean the same where it is restored, what has been announced where it was dumped
		-- is no news there, and secrets have no place in a file that is copied about.
		PERFORM pg_catalog.pg_extension_config_dump(relation.oid::pg_catalog.regclass,
			CASE WHEN relation.oid OPERATOR(pg_catalog.=) 'iotjobs.fold_position'::pg_catalog.regclass
				OR relation.oid OPERATOR(pg_catalog.=) 'iotjobs.signing_credential'::pg_catalog.regclass
				OR relation.oid OPERATOR(pg_catalog.=) 'iotjobs.token_secret'::pg_catalog.regclass
				OR relation.name::text OPERATOR(pg_catalog.~) '^iotjobs\.(announcement_position|(thing|job)_announcement|job_event|notification(_\d|_slot|_lane|_demand)?)$'
				THEN 'WHERE false' ELSE '' END);
	END LOOP;
END
$$;
