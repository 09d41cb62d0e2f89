-- Replies: every member that the API's model gives a reply is there in one that
-- can have it, of its type; and nothing else is.
BEGIN;
DROP EXTENSION iotjobs;
CREATE EXTENSION iotjobs;
\i test/lib/helpers.sql
\i test/lib/reply_members.sql
SET LOCAL iotjobs.check_replies = on;
CREATE ROLE regress_iotjobs_one;
CREATE ROLE regress_iotjobs_two;

\i test/lib/reply_asks.sql
CREATE TEMP TABLE answer (plane text, operation text, reply jsonb);
DO $$
DECLARE
	a record;
	reply jsonb;
	clock timestamptz := '2026-01-01 12:00:00.25Z';
BEGIN
	FOR a IN SELECT * FROM ask ORDER BY n
	LOOP
		PERFORM set_config('iotjobs.clock', clock::text, true);
		IF a.operation IS NULL THEN
			clock := a.request #>> '{}';
			PERFORM iotjobs.run_worker(clock);
			CONTINUE;
		END IF;
		EXECUTE format('SELECT %I.invoke(%L, %L)', a.plane, a.operation, a.request) INTO reply;
		INSERT INTO answer VALUES (a.plane, a.operation, reply);
	END LOOP;
END
$$;

-- All that is in the replies; what a map holds has the path {}.
CREATE TEMP TABLE seen AS
WITH RECURSIVE node (plane, operation, path, value) AS (
	SELECT plane, operation, ''::text, reply FROM answer
	UNION ALL
	SELECT n.plane, n.operation, c.path, c.value
	  FROM node AS n
	  LEFT JOIN reply_member AS m ON (m.plane, m.operation, m.path) = (n.plane, n.operation, n.path),
		   LATERAL (
				SELECT n.path || CASE WHEN m.type = 'map' THEN '{}' WHEN n.path = '' THEN key ELSE '.' || key END, value
				  FROM jsonb_each(CASE jsonb_typeof(n.value) WHEN 'object' THEN n.value ELSE '{}' END)
				UNION ALL
				SELECT n.path || '[]', value
				  FROM jsonb_array_elements(CASE jsonb_typeof(n.value) WHEN 'array' THEN n.value ELSE '[]' END)) AS c (path, value)
)
SELECT plane, operation, path, value FROM node WHERE path <> '';

-- Operations that were not asked: none.
SELECT plane, operation FROM reply_model EXCEPT SELECT plane, operation FROM answer ORDER BY 1, 2;
-- Functions of operations that the model does not have: none.
SELECT n.nspname, p.proname
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('iotjobs', 'iotjobs_data') AND p.prorettype = 'jsonb'::regtype
   AND p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'c')
   AND p.proname NOT IN ('invoke', 'run_worker', 'register_things') AND p.proname NOT LIKE '%\_maintenance'
   AND NOT EXISTS (SELECT FROM reply_model AS m
					WHERE m.plane = n.nspname AND lower(regexp_replace(m.operation, '(?<!^)([A-Z])', '_\1', 'g')) = p.proname)
 ORDER BY 1, 2;
-- Members that no reply had: only those that have a reason.
SELECT m.plane, m.operation, m.path
  FROM reply_member AS m
 WHERE NOT EXISTS (SELECT FROM seen AS s WHERE (s.plane, s.operation, s.path) = (m.plane, m.operation, m.path))
   AND NOT EXISTS (SELECT FROM never AS v WHERE v.plane = m.plane AND m.operation ~ ('^' || v.operation || '$') AND m.path ~ ('^' || v.pattern || '$'))
 ORDER BY 1, 2, 3;
-- Reasons that are none any more: none.
SELECT DISTINCT v.plane, v.operation, v.pattern, s.path
  FROM never AS v JOIN seen AS s ON s.plane = v.plane AND s.operation ~ ('^' || v.operation || '$') AND s.path ~ ('^' || v.pattern || '$')
 ORDER BY 1, 2, 3, 4;
-- Members that the model does not have, or of another type: none.
SELECT DISTINCT s.plane, s.operation, s.path, m.type, jsonb_typeof(s.value) AS is
  FROM seen AS s LEFT JOIN reply_member AS m USING (plane, operation, path)
 WHERE jsonb_typeof(s.value) IS DISTINCT FROM
	   CASE WHEN m.type IN ('string', 'boolean') THEN m.type WHEN m.type = 'list' THEN 'array' WHEN m.type IN ('map', 'structure') THEN 'object'
			WHEN m.type IS NOT NULL THEN 'number' END
	OR CASE WHEN m.type IN ('integer', 'long') AND jsonb_typeof(s.value) = 'number' THEN s.value::numeric <> trunc(s.value::numeric)
			WHEN m.type = 'timestamp' AND jsonb_typeof(s.value) = 'number' THEN s.value::numeric NOT BETWEEN 1767268800.25 AND 1767269160 END
 ORDER BY 1, 2, 3;
-- Moments: with their fraction in iotjobs, whole seconds in iotjobs_data.
SELECT plane, path, value FROM seen WHERE path IN ('job.createdAt', 'execution.queuedAt', 'execution.startedAt') AND operation ~ '^Describe'
 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
-- A reply that does not fit is an error, if it is looked at: no moment lies after the year 9999.
SET LOCAL iotjobs.clock = '12000-01-01 00:00:00Z';
SELECT iotjobs.create_thing_group('late') ->> 'thingGroupName' AS created;
SELECT pg_temp.fails($$SELECT iotjobs.describe_thing_group('late')$$);
SELECT pg_temp.fails($$SELECT iotjobs.invoke('DescribeThingGroup', '{"thingGroupName": "late"}')$$);
SET LOCAL iotjobs.check_replies = off;
SELECT iotjobs.describe_thing_group('late') #> '{thingGroupMetadata,creationDate}' AS created_at;
SELECT count(*) > 400 AS members, (SELECT count(*) FROM reply_model) AS operations FROM reply_member;
ROLLBACK;
