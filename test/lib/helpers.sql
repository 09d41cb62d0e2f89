\set ECHO none
-- Functions that many regress files use: \i test/lib/helpers.sql, after
-- CREATE EXTENSION.  What is included is not echoed into the expected output.

-- What a statement fails with: SQLSTATE, message, rule, advice.  Rule and
-- advice of the server's own errors are not ours, and differ between servers.
CREATE FUNCTION pg_temp.fails(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'NO ERROR';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	IF SQLSTATE NOT LIKE 'IJ%' THEN
		RETURN concat(SQLSTATE, ' ', SQLERRM);
	END IF;
	RETURN concat(SQLSTATE, ' ', SQLERRM, E'\n    ' || nullif(detail, ''), E'\n    ' || nullif(hint, ''));
END
$$;

-- ARNs of this account, in the given order: pg_temp.arns('thing/a', 'thinggroup/b').
CREATE FUNCTION pg_temp.arns(VARIADIC resources text[]) RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg('arn:aws:iot:us-east-1:123456789012:' || r ORDER BY n) FROM unnest(resources) WITH ORDINALITY AS u (r, n)
$$;

-- How many rows each table has.
CREATE FUNCTION pg_temp.rows_of_all_tables() RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_object_agg(c.relname, (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', c.oid::regclass), true, true, '')))[1]::text)
	  FROM pg_class AS c WHERE c.relnamespace = 'iotjobs'::regnamespace AND c.relkind = 'r' $$;
\set ECHO all
