-- Bad input, from a table: every operation, every member, each kind of fault,
-- by invoke and by named arguments.  Each is an InvalidRequestException with the
-- same message in both forms, what lies within the limits is none, and nothing
-- that failed is written.
\set VERBOSITY terse
SET client_min_messages = warning;
-- Whatever it needs is gone in the end.
BEGIN;
\i test/lib/helpers.sql
SET LOCAL iotjobs.clock = '2026-01-01 00:00:00+00';

-- What the good requests refer to.
SELECT iotjobs.create_thing('bad-thing') IS NOT NULL AS thing;
SELECT iotjobs.create_thing_type('bad-type') IS NOT NULL AS thing_type;
SELECT iotjobs.create_package('bad-package') IS NOT NULL AS package, iotjobs.create_package_version('bad-package', 'bad-version') IS NOT NULL AS version,
	iotjobs.create_package_version('bad-package', 'good-version') IS NOT NULL AND iotjobs.update_package_version('bad-package', 'good-version', action => 'PUBLISH') IS NOT NULL AS good_version;
SELECT iotjobs.create_thing_group('bad-group') IS NOT NULL AS thing_group, iotjobs.create_dynamic_thing_group('bad-dynamic-1', 'thingName:none') IS NOT NULL AS dynamic;
SELECT iotjobs.create_job('bad-job', ARRAY['arn:aws:iot:us-east-1:123456789012:thing/bad-thing'], document => '{}')
	IS NOT NULL AS job;
SELECT iotjobs.create_job('bad-continuous', ARRAY['arn:aws:iot:us-east-1:123456789012:thinggroup/bad-group'], document => '{}',
	target_selection => 'CONTINUOUS') IS NOT NULL AS job;
SELECT iotjobs.create_job_template('bad-template', 'template', document => '{}') IS NOT NULL AS template;
SELECT iotjobs.run_worker('2026-01-01 00:00:00+00') IS NOT NULL AS released;

-- What a shape takes.  filler repeated is good, takes lists the hostile
-- characters that are good inside it.
CREATE TEMP TABLE shape (
	shape text PRIMARY KEY,
	kind text NOT NULL,			-- string, word, integer, long, double, boolean, list, object
	least numeric,				-- characters, elements, or the number itself
	most numeric,
	filler text,
	takes text[] NOT NULL DEFAULT '{}',
	takes_empty boolean NOT NULL DEFAULT false
);
INSERT INTO shape (shape, kind, least, most, filler, takes, takes_empty) VALUES
	('id', 'string', 1, 64, 'a', '{}', false),
	('name', 'string', 1, 128, 'a', '{}', false),
	('group id', 'string', 1, 128, 'a', '{}', false),
	('text', 'string', 1, 2028, 'é', '{quote,double quote,backslash,format,blank,emoji,shell,markup}', false),
	('printable', 'string', 0, 2028, 'a', '{quote,double quote,backslash,format,blank,shell,markup}', true),
	('reason code', 'string', 1, 128, 'A', '{}', false),
	('attribute name', 'string', 1, 128, 'a', '{}', false),
	('attribute value', 'string', 0, 800, 'a', '{}', true),
	('property key', 'string', 0, 128, 'a', '{}', false),
	('connection attribute', 'string', 0, 128, 'a', '{}', false),
	('tag key', 'string', 1, 128, 'ß', '{blank}', false),
	('tag value', 'string', 0, 256, '漢', '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', true),
	('details value', 'string', 1, 1024, '漢', '{quote,double quote,backslash,format,blank,emoji,shell,markup}', false),
	('parameter value', 'string', 1, 30720, 'é', '{quote,double quote,backslash,format,blank,emoji,shell,markup}', false),
	('role arn', 'string', 20, 2048, 'a', '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', false),
	('template name', 'string', 1, 64, 'a', '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', false),
	('template version', 'string', NULL, 64, NULL, '{}', false),
	('document source', 'string', 1, 1350, 'a', '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', false),
	-- What the operation itself reads: only the faults are tried.
	('document', 'string', 1, 32768, NULL, '{}', false),
	('arn', 'string', 1, 2048, NULL, '{}', false),
	('template arn', 'string', 1, 1600, NULL, '{quote,double quote,backslash,format,shell,markup}', false),
	('principal', 'string', NULL, NULL, NULL, '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', true),
	-- What is none is IJ40Q: registry_query.sql.
	('query', 'string', NULL, NULL, NULL, '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', false),
	('token', 'string', 1, NULL, NULL, '{}', false),
	('moment', 'string', 1, 64, NULL, '{}', false),
	('cron', 'string', 1, 256, NULL, '{}', false),
	('word', 'word', NULL, NULL, NULL, '{}', false),
	('boolean', 'boolean', NULL, NULL, NULL, '{}', false),
	('any long', 'long', -9223372036854775808, 9223372036854775807, NULL, '{}', false),
	('version or digits', 'long', -9223372036854775808, 9223372036854775807, NULL, '{}', false),
	('page size', 'integer', 1, 250, NULL, '{}', false),
	('minutes', 'long', 1, 10080, NULL, '{}', false),
	('minutes or -1', 'long', -1, 10080, NULL, '{}', false),
	('seconds of life', 'long', 60, 3600, NULL, '{}', false),
	('minutes of window', 'integer', 1, 1430, NULL, '{}', false),
	('rate cap', 'integer', 1, 1000, NULL, '{}', false),
	('rate', 'integer', 1, 1000, NULL, '{}', false),
	('things', 'integer', 1, 2147483647, NULL, '{}', false),
	('retries', 'integer', 0, 10, NULL, '{}', false),
	('factor', 'double', 1.1, 5, NULL, '{}', false),
	('percentage', 'double', 0.01, 100, NULL, '{}', false),
	('object', 'object', NULL, NULL, NULL, '{}', false),
	('details', 'object', 0, 10, NULL, '{}', false),
	('attributes', 'object', 0, 50, NULL, '{}', false),
	('parameters', 'object', NULL, NULL, NULL, '{}', false),
	('targets', 'list', 1, NULL, NULL, '{}', false),
	('searchable', 'list', 0, 3, NULL, '{}', false),
	('tags', 'list', 0, 50, NULL, '{}', false),
	('tag map', 'object', 1, 50, NULL, '{}', false),
	('package attributes', 'object', NULL, NULL, NULL, '{}', false),
	('package name', 'string', 1, 128, 'a', '{}', false),
	('version name', 'string', 1, 64, 'a', '{}', false),
	('package description', 'string', 1, 1024, 'é', '{quote,double quote,backslash,format,blank,emoji,shell,markup}', false),
	('package attribute', 'string', 1, NULL, 'é', '{quote,double quote,backslash,format,blank,emoji,shell,markup}', false),
	('client token', 'string', 36, 64, 'a', '{quote,double quote,backslash,format,emoji,override,shell,markup}', false),
	('recipe', 'string', 0, 3072, 'é', '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', true),
	('any text', 'string', 1, NULL, 'é', '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', false),
	('any text or none', 'string', 0, NULL, 'é', '{quote,double quote,backslash,format,blank,emoji,newline,override,shell,markup}', true),
	('package page', 'integer', 1, 100, NULL, '{}', false),
	('tag keys', 'list', NULL, NULL, NULL, '{}', false),
	('abort criteria', 'list', 1, 4, NULL, '{}', false),
	('retry criteria', 'list', 1, 2, NULL, '{}', false),
	('windows', 'list', NULL, NULL, NULL, '{}', false),
	('packages', 'list', 0, 25, NULL, '{}', false);

-- Every member, with a good value.  refused: what is good by its shape may still
-- be refused by the operation.
CREATE TEMP TABLE member (
	plane text NOT NULL,
	operation text NOT NULL,
	path text[] NOT NULL,
	shape text NOT NULL REFERENCES shape,
	required boolean NOT NULL DEFAULT false,
	refused boolean NOT NULL DEFAULT false,
	good jsonb,					-- of a top-level member; what is inside has it from there
	PRIMARY KEY (plane, operation, path)
);
-- One file per family, as in src/api.
\i test/lib/api_members_job.sql
\i test/lib/api_members_template.sql
\i test/lib/api_members_registry.sql
\i test/lib/api_members_tag.sql
\i test/lib/api_members_package.sql
\i test/lib/api_members_event.sql
\i test/lib/api_members_data.sql
\i test/lib/request_members.sql

CREATE FUNCTION pg_temp.snake(name text) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT lower(regexp_replace(name, '(?<!^)([A-Z])', '_\1', 'g')) $$;

-- Every argument of every function is in the table.
SELECT n.nspname, p.proname, a.name
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace,
	   LATERAL unnest(p.proargnames[1:p.pronargs]) AS a (name)
 WHERE n.nspname IN ('iotjobs', 'iotjobs_data') AND p.prorettype = 'jsonb'::regtype
   AND p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'c')
   AND p.proname NOT IN ('invoke', 'run_worker', 'register_things') AND p.proname NOT LIKE '%\_maintenance'
   AND NOT EXISTS (SELECT FROM member AS m
					WHERE m.plane = n.nspname AND pg_temp.snake(m.operation) = p.proname
					  AND cardinality(m.path) = 1 AND pg_temp.snake(m.path[1]) = a.name)
 ORDER BY 1, 2, 3;

-- Every member of the API's model is in the table, down to the innermost.
SELECT plane, operation, path, type FROM request_member AS m
 WHERE NOT EXISTS (SELECT FROM member AS t WHERE (t.plane, t.operation, t.path) = (m.plane, m.operation, m.path))
 ORDER BY 1, 2, 3;
-- The same members, required or not, of the same kind; where a list is not absent, nor are its elements.
SELECT plane, operation, path, m.type, s.kind FROM request_member AS m JOIN member AS t USING (plane, operation, path) JOIN shape AS s USING (shape)
 WHERE s.kind <> CASE m.type WHEN 'structure' THEN 'object' WHEN 'map' THEN 'object'
		WHEN 'string' THEN 'string' WHEN 'integer' THEN 'integer' WHEN 'long' THEN 'long' WHEN 'double' THEN 'double' WHEN 'boolean' THEN 'boolean' WHEN 'list' THEN 'list' ELSE 'word' END
 ORDER BY 1, 2, 3;

-- The request around each member: what is required, and the member itself.
-- Thing and group may be named in two ways: never in both.
CREATE TEMP TABLE good_request AS
SELECT m.plane, m.operation, m.path, (
	SELECT jsonb_object_agg(o.path[1], o.good)
	  FROM member AS o
	 WHERE o.plane = m.plane AND o.operation = m.operation AND o.good IS NOT NULL
	   AND (o.path[1] = m.path[1] OR o.required)
	   AND o.path[1] || 'x' <> replace(m.path[1], 'Arn', 'Name') || CASE WHEN m.path[1] LIKE 'thing%Arn' THEN 'x' ELSE '' END
	   AND NOT (m.path[1] = 'documentSource' AND o.path[1] = 'document')) AS request
  FROM member AS m;

-- The cases.
CREATE TEMP TABLE bad_case (
	id int GENERATED ALWAYS AS IDENTITY,
	plane text NOT NULL,
	operation text NOT NULL,
	path text[] NOT NULL,
	label text NOT NULL,
	request jsonb NOT NULL,
	good boolean NOT NULL,
	refused boolean NOT NULL
);

CREATE TEMP VIEW subject AS
SELECT m.plane, m.operation, m.path, m.required, m.refused, s.*, g.request, g.request #> m.path AS value
  FROM member AS m JOIN shape AS s USING (shape) JOIN good_request AS g USING (plane, operation, path);

-- As it is.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'as it is', request, true, refused
  FROM subject WHERE cardinality(path) = 1;

-- Absent, and null.  One of name and ARN must be there.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'absent', request #- path,
	   NOT required AND path[1] !~ '^thing.*Arn$', refused
  FROM subject WHERE path[cardinality(path)] !~ '^[0-9]+$' AND NOT (shape = 'document source');
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'null', jsonb_set(request, path, 'null'),
	   NOT required AND cardinality(path) = 1 AND path[1] !~ '^thing.*Arn$', refused
  FROM subject WHERE NOT (shape = 'document source');

-- Of another JSON type.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'a JSON ' || t.type, jsonb_set(request, path, t.value), false, refused
  FROM subject,
	   (VALUES ('string', '"x"'::jsonb), ('number', '1'), ('boolean', 'true'), ('array', '["x"]'), ('object', '{"x": "y"}')) AS t (type, value)
 WHERE t.type <> CASE kind WHEN 'string' THEN 'string' WHEN 'word' THEN 'string' WHEN 'boolean' THEN 'boolean'
		WHEN 'list' THEN 'array' WHEN 'object' THEN 'object' ELSE 'number' END;

-- Unknown members.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT DISTINCT ON (plane, operation) plane, operation, '{}'::text[], 'unknown member', request || '{"unknown": 1}', false, false
  FROM subject WHERE cardinality(path) = 1 ORDER BY plane, operation, required DESC, path;
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'unknown member', jsonb_set(request, path || '{unknown}', '1'), false, refused
  FROM subject WHERE shape = 'object';
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'null for a member', jsonb_set(request, path || '{unknown}', 'null'), false, refused
  FROM subject WHERE kind = 'object';

-- Words.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'word ' || w.word, jsonb_set(request, path, to_jsonb(w.word)), false, refused
  FROM subject, unnest(ARRAY['', 'UNKNOWN', 'queued', 'SNAPSHOT ', 'IN_PROGRESSX']) AS w (word)
 WHERE kind = 'word';
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'a prefix of a word', jsonb_set(request, path, to_jsonb(left(value #>> '{}', 3))), false, refused
  FROM subject WHERE kind = 'word';

-- Each word there is.  A device may not report all of them.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT s.plane, s.operation, s.path, 'word ' || w.word, jsonb_set(s.request, s.path, to_jsonb(w.word)), true,
	   s.refused OR (s.plane = 'iotjobs_data' AND w.word IN ('QUEUED', 'TIMED_OUT', 'REMOVED', 'CANCELED'))
  FROM subject AS s JOIN request_member AS m USING (plane, operation, path), regexp_split_to_table(m.type, '[|]') AS w (word)
 WHERE s.kind = 'word';

-- Strings: lengths.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, l.label, jsonb_set(request, path, to_jsonb(repeat(coalesce(filler, 'a'), l.length::int))), l.good, refused
  FROM subject,
	   LATERAL (VALUES ('empty', 0, takes_empty), ('one too long', most + 1, false), ('at the limit', most, true),
			   ('one too short', least - 1, false)) AS l (label, length, good)
 WHERE kind = 'string' AND l.length >= 0 AND (filler IS NOT NULL OR NOT l.good)
   AND NOT (l.label = 'one too short' AND l.length = 0);

-- Strings: hostile characters, inside a good value.
CREATE TEMP TABLE hostile (label text, characters text);
INSERT INTO hostile VALUES
	('quote', 'x'''), ('double quote', 'x"'), ('backslash', 'x\'), ('format', '%s%n%1$s'), ('newline', E'x\ny'), ('blank', 'x y'),
	('override', E'x\u202Ey'), ('emoji', '😀'), ('shell', ';$(rm)'), ('markup', '<b>');
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, h.label,
	   jsonb_set(request, path, to_jsonb(CASE WHEN shape IN ('arn', 'document') THEN '' ELSE value #>> '{}' END || h.characters)),
	   h.label = ANY (takes), refused
  FROM subject, hostile AS h
 WHERE kind = 'string';

-- Keys of maps.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'key ' || k.label, jsonb_set(request, path, jsonb_build_object(k.key, 'v')), k.good, refused
  FROM subject,
	   (VALUES ('empty', '', false), ('at the limit', repeat('k', 128), true), ('one too long', repeat('k', 129), false),
			   ('blank', 'k k', false), ('emoji', '😀', false), ('newline', E'k\n', false)) AS k (label, key, good)
 WHERE shape IN ('details', 'attributes', 'parameters');
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, n.label, jsonb_set(request, path, n.pairs), n.good, refused
  FROM subject,
	   LATERAL (SELECT 'at the limit', jsonb_object_agg('k' || i, 'v'), true FROM generate_series(1, most::int) AS i
				UNION ALL
				SELECT 'one too many', jsonb_object_agg('k' || i, 'v'), false FROM generate_series(1, most::int + 1) AS i) AS n (label, pairs, good)
 WHERE shape IN ('details', 'attributes');

-- Lists: repeated elements, none, and one that is null.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'one too many',
	   jsonb_set(request, path, (SELECT jsonb_agg(e.one) FROM (SELECT value -> 0 AS one FROM generate_series(1, most::int + 1)) AS e)), false, refused
  FROM subject WHERE kind = 'list' AND most IS NOT NULL;
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'none', jsonb_set(request, path, '[]'), least = 0, refused
  FROM subject WHERE kind = 'list' AND least IS NOT NULL;
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'a null element', jsonb_set(request, path, value || 'null'::jsonb), false, refused
  FROM subject WHERE kind = 'list';
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'at the limit',
	   jsonb_set(request, path, (SELECT jsonb_agg(jsonb_build_object('Key', 'k' || i)) FROM generate_series(1, most::int) AS i)), true, refused
  FROM subject WHERE shape = 'tags';
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, n.label, jsonb_set(request, path, n.pairs), n.good, refused
  FROM subject,
	   LATERAL (SELECT 'at the limit', jsonb_object_agg('k' || i, 'v'), true FROM generate_series(1, 50) AS i
				UNION ALL
				SELECT 'one too many', jsonb_object_agg('k' || i, 'v'), false FROM generate_series(1, 51) AS i
				UNION ALL
				SELECT 'none', '{}', false) AS n (label, pairs, good)
 WHERE shape = 'tag map';
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'at the limit', jsonb_set(request, path, l.list), true, refused
  FROM subject,
	   LATERAL (SELECT CASE shape
			WHEN 'searchable' THEN '["a", "b", "c"]'
			WHEN 'abort criteria' THEN (SELECT jsonb_agg(value -> 0 || jsonb_build_object('failureType', t)) FROM unnest(ARRAY['FAILED', 'REJECTED', 'TIMED_OUT', 'ALL']) AS t)
			WHEN 'retry criteria' THEN (SELECT jsonb_agg(value -> 0 || jsonb_build_object('failureType', t)) FROM unnest(ARRAY['FAILED', 'TIMED_OUT']) AS t)
			WHEN 'packages' THEN (SELECT jsonb_agg('arn:aws:iot:us-east-1:123456789012:package/p' || i || '/version/1') FROM generate_series(1, 25) AS i)
			END) AS l (list)
 WHERE kind = 'list' AND l.list IS NOT NULL;

-- Numbers.
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'number ' || left(n.label, 20), jsonb_set(request, path, to_jsonb(n.number)), n.good, refused
  FROM subject,
	   LATERAL (VALUES
		('least', least, true), ('below', least - CASE kind WHEN 'double' THEN 0.01 ELSE 1 END, false),
		('most', most, true), ('above', most + CASE kind WHEN 'double' THEN 0.1 ELSE 1 END, false),
		('whole in decimals', trunc(least) + 1.0, kind <> 'double' AND least >= 0),
		('fraction', least + 0.5, false), ('fine fraction', 1.234, false),
		('minus', -2, false), ('32 bits', 2147483648, false), ('64 bits', 9223372036854775808, false),
		('huge', 1e400, false), ('tiny', 1e-400, false)) AS n (label, number, good)
 WHERE kind IN ('integer', 'long', 'double')
   AND NOT (n.label IN ('minus', '32 bits') AND shape IN ('any long', 'version or digits'))
   AND NOT (n.label = 'fraction' AND kind = 'double')
   AND NOT (n.label = 'whole in decimals' AND kind = 'double')
   AND NOT (n.label = 'whole in decimals' AND least < 0);
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, d.label, jsonb_set(request, path, to_jsonb(d.digits)), d.good, refused
  FROM subject, (VALUES ('digits', '1', true), ('no digits', '1x', false), ('signed', '-1', false), ('zero before', '01', false), ('no digit', '', false),
						('many digits', repeat('1', 20), false), ('far too many digits', repeat('1', 100000), false)) AS d (label, digits, good)
 WHERE shape = 'version or digits';
INSERT INTO bad_case (plane, operation, path, label, request, good, refused)
SELECT plane, operation, path, 'number zero', jsonb_set(request, path, '0'), false, refused
  FROM subject WHERE shape = 'minutes or -1';

-- Runs a text; whatever it did is undone.
CREATE FUNCTION pg_temp.attempt(sql text, OUT state text, OUT message text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE sql;
	RAISE EXCEPTION SQLSTATE 'GOOD0';
EXCEPTION
	WHEN SQLSTATE 'GOOD0' THEN state := 'good';
	WHEN OTHERS THEN state := SQLSTATE; message := SQLERRM;
END $$;

-- The call with named arguments, or NULL where SQL's own types cannot say it.
CREATE FUNCTION pg_temp.named_call(plane text, operation text, request jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	arguments text[] := '{}';
	argument record;
	literal text;
BEGIN
	FOR argument IN
		SELECT r.key, r.value, format_type(p.proargtypes[array_position(p.proargnames, pg_temp.snake(r.key)) - 1], NULL) AS type
		  FROM jsonb_each(request) AS r
		  LEFT JOIN pg_proc AS p ON p.proname = pg_temp.snake(operation) AND p.pronamespace = plane::regnamespace
	LOOP
		literal := CASE
			WHEN argument.value = 'null' THEN 'NULL'
			WHEN argument.type = 'text' AND jsonb_typeof(argument.value) = 'string' THEN quote_literal(argument.value #>> '{}')
			WHEN argument.type = 'jsonb' THEN quote_literal(argument.value)
			WHEN argument.type = 'boolean' AND jsonb_typeof(argument.value) = 'boolean' THEN argument.value::text
			WHEN argument.type IN ('integer', 'bigint') AND jsonb_typeof(argument.value) = 'number' THEN
				CASE WHEN argument.value::numeric = trunc(argument.value::numeric)
					  AND argument.value::numeric BETWEEN -(2::numeric ^ 31) AND 2::numeric ^ 31 - 1 THEN quote_literal(argument.value::numeric::bigint)
				END
			WHEN argument.type = 'text[]' AND jsonb_typeof(argument.value) = 'array' THEN
				(SELECT 'ARRAY[' || coalesce(string_agg(quote_nullable(e #>> '{}'), ', '), '') || ']::text[]'
				   FROM jsonb_array_elements(argument.value) AS e
				 HAVING coalesce(bool_and(jsonb_typeof(e) IN ('string', 'null')), true))
		END;
		IF literal IS NULL THEN
			RETURN NULL;
		END IF;
		arguments := arguments || format('%I => %s', pg_temp.snake(argument.key), literal);
	END LOOP;
	-- A required argument must stand there, if only as NULL.
	SELECT arguments || coalesce(array_agg(format('%I => NULL', a.name)), '{}') INTO arguments
	  FROM pg_proc AS p, LATERAL unnest(p.proargnames[1:p.pronargs - p.pronargdefaults]) AS a (name)
	 WHERE p.proname = pg_temp.snake(operation) AND p.pronamespace = plane::regnamespace
	   AND NOT EXISTS (SELECT FROM jsonb_object_keys(request) AS k WHERE pg_temp.snake(k) = a.name);
	RETURN format('SELECT %I.%I(%s)', plane, pg_temp.snake(operation), array_to_string(arguments, ', '));
END $$;

SELECT pg_temp.rows_of_all_tables() AS rows_before \gset

CREATE TEMP TABLE outcome AS
SELECT c.*, i.state, i.message, n.call, n.state AS named_state, n.message AS named_message
  FROM bad_case AS c,
	   LATERAL pg_temp.attempt(format('SELECT %I.invoke(%L, %L)', c.plane, c.operation, c.request)) AS i,
	   LATERAL (SELECT p.call, a.* FROM pg_temp.named_call(c.plane, c.operation, c.request) AS p (call)
				  LEFT JOIN LATERAL pg_temp.attempt(p.call) AS a ON p.call IS NOT NULL) AS n;

-- How each operation answered.
SELECT plane, operation, string_agg(DISTINCT state, ' ' ORDER BY state) AS by_invoke, string_agg(DISTINCT named_state, ' ' ORDER BY named_state) AS by_name
  FROM outcome GROUP BY plane, operation ORDER BY plane, operation;
SELECT count(*) > 6000 AS by_invoke, count(named_state) > 5000 AS by_name FROM outcome;

-- Deviations: none.
SELECT plane, operation, path, label, state, message
  FROM outcome
 WHERE NOT CASE WHEN NOT good THEN state = CASE WHEN operation ~ 'Package' THEN 'IJ422' ELSE 'IJ400' END
				ELSE state IN ('good', 'IJ404', 'IJ409', 'IJ40V', 'IJ40S', 'IJ40C', 'IJ41T', 'IJ40Q') OR (refused AND state IN ('IJ400', 'IJ422')) END
 ORDER BY plane, operation, path, id;

-- The two forms differ: none.  Only JSON has a type to complain of where SQL has NULL.
SELECT plane, operation, path, label, state, named_state, message, named_message
  FROM outcome
 WHERE call IS NOT NULL AND label <> 'unknown member'
   AND (state, message) IS DISTINCT FROM (named_state, named_message)
   AND NOT (state = named_state AND named_message LIKE '%] is null')
 ORDER BY plane, operation, path, id;

-- Messages that are long, of several lines, or without a lower-case start.
SELECT plane, operation, path, label, message
  FROM outcome
 WHERE state IN ('IJ400', 'IJ422') AND (length(message) > 200 OR message ~ E'[\\n\\r]' OR message ~ '^[A-Z]' OR message ~ '[.]$')
 ORDER BY plane, operation, path, id;

SELECT pg_temp.rows_of_all_tables() = :'rows_before'::jsonb AS nothing_written;
ROLLBACK;
