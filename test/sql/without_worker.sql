-- Comes before all others: from here on no pass runs in this database but those that a test asks for.
-- The worker, if there is one, is told at the commit, and begins nothing more.
DO $$
BEGIN
	EXECUTE pg_catalog.format('ALTER DATABASE %I SET iotjobs.worker = off', pg_catalog.current_database());
END;
$$;
