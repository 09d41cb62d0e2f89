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
\set ECHO all
