-- The fleet of the demo: robots of four plants, in nested groups.
--	psql -v things=2000 -f fleet.sql

\set ON_ERROR_STOP on
CREATE EXTENSION iotjobs;

-- What the company knows about its robots is a table of its own, as it would be anywhere.
CREATE TABLE robot (
	thing_name text PRIMARY KEY,
	plant text NOT NULL,
	line text NOT NULL,
	commissioned date NOT NULL
);
INSERT INTO robot (thing_name, plant, line, commissioned)
SELECT pg_catalog.format('%s-%s-robot-%s', pg_catalog.lower(plant), line, pg_catalog.lpad(n::text, 6, '0')),
	plant, plant || '-Line-' || line, date '2019-01-01' + (n * 7919 % 2500)
  FROM pg_catalog.generate_series(1, :things) AS n,
	LATERAL (SELECT (ARRAY['Hamburg', 'Detroit', 'Osaka', 'Pune'])[1 + n % 4] AS plant,
		1 + n / 4 % 4 AS line) AS place;

-- Robots > plant > line.
SELECT iotjobs.create_thing_group('Robots') \g /dev/null
SELECT iotjobs.create_thing_group(thing_group_name => plant, parent_group_name => 'Robots')
  FROM (SELECT DISTINCT plant FROM robot) AS plants \g /dev/null
SELECT iotjobs.create_thing_group(thing_group_name => line, parent_group_name => plant)
  FROM (SELECT DISTINCT line, plant FROM robot) AS lines \g /dev/null

-- One statement for the things of all lines.
SELECT iotjobs.register_things(pg_catalog.array_agg(thing_name), line)
  FROM robot GROUP BY line \g /dev/null

-- Devices speak through a gateway that may call the data plane and nothing else.
CREATE ROLE gateway LOGIN;
GRANT USAGE ON SCHEMA iotjobs_data TO gateway;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA iotjobs_data TO gateway;
