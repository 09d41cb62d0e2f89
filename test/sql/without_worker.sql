-- Comes before all others: from here on no pass runs in this database but those that a test asks for.
DO $$
BEGIN
	EXECUTE pg_catalog.format('ALTER DATABASE %I SET iotjobs.worker = off', pg_catalog.current_database());
	COMMIT;
	FOR i IN 1..1000 LOOP
		PERFORM pg_catalog.pg_stat_clear_snapshot();
		EXIT WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity
			WHERE datname = pg_catalog.current_database() AND backend_type = 'iotjobs worker');
		PERFORM pg_catalog.pg_sleep(0.02);
	END LOOP;
END;
$$;
