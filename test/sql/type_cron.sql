-- The type iotjobs.cron: input, canonical form, order, binary form, moments.
\set SHOW_CONTEXT never
\pset null (null)
SET TimeZone = 'UTC';

-- Canonical form: numbers for names, ranges as long as they get.
SELECT v.text, v.text::iotjobs.cron AS canonical
FROM (VALUES
	(1, 'cron(0 10 * * ? *)'),
	(2, 'cron(0 18 ? * MON-FRI *)'),
	(3, 'cron(0 8 1 * ? *)'),
	(4, 'cron(1/10 * * * ? *)'),
	(5, 'cron(0/15,7 0-8,5-11 ? jan,feb,mar,dec * 2025/2)'),
	(6, 'cron(0 0 ? * TUE#2 *)'),
	(7, 'cron(0 0 ? * FRIL *)'),
	(8, 'cron(0 0 LW,3W,L * ? *)'),
	(9, 'cron(  05  00 L  *  ?  2025-2030  )')) AS v(n, text)
ORDER BY v.n;

-- The canonical form reads back as itself.
SELECT bool_and(c::text::iotjobs.cron::text = c::text) FROM (VALUES
	('cron(0/15,7 0-8,5-11 ? jan,feb,mar,dec * 2025/2)'::iotjobs.cron),
	('cron(0 0 LW,3W,L * ? *)')) AS v(c);

-- What is no expression is an error that names field and rule.
SELECT ''::iotjobs.cron;
SELECT '0 10 * * ? *'::iotjobs.cron;
SELECT 'cron(0 10 * * ?)'::iotjobs.cron;
SELECT 'cron(60 10 * * ? *)'::iotjobs.cron;
SELECT 'cron(0 24 * * ? *)'::iotjobs.cron;
SELECT 'cron(0 10 32 * ? *)'::iotjobs.cron;
SELECT 'cron(0 10 1 13 ? *)'::iotjobs.cron;
SELECT 'cron(0 10 ? * 8 *)'::iotjobs.cron;
SELECT 'cron(0 10 1 * ? 2200)'::iotjobs.cron;
SELECT 'cron(10-5 10 * * ? *)'::iotjobs.cron;
SELECT 'cron(0/0 10 * * ? *)'::iotjobs.cron;
SELECT 'cron(0 10 ? * 3#1,3#2 *)'::iotjobs.cron;
SELECT 'cron(0 10 * * * *)'::iotjobs.cron;
SELECT 'cron(0 10 ? * ? *)'::iotjobs.cron;
SELECT 'cron(0 10 30 FEB ? *)'::iotjobs.cron;
SELECT 'cron(0 10 29 2 ? 2025-2027)'::iotjobs.cron;
SELECT U&'cron(0 10 * * ? \00e9)'::iotjobs.cron;
SELECT ('cron(0 10' || repeat(' ', 240) || '* * ? *)')::iotjobs.cron;
SELECT length('cron(0 10' || repeat(' ', 239) || '* * ? *)'),
	('cron(0 10' || repeat(' ', 239) || '* * ? *)')::iotjobs.cron;
\set VERBOSITY sqlstate
SELECT 'cron(0 10 30 FEB ? *)'::iotjobs.cron;
\set VERBOSITY default

-- Two texts of one form are equal; each operator once.
SELECT a, b,
	a OPERATOR(iotjobs.<) b AS lt, a OPERATOR(iotjobs.<=) b AS le,
	a OPERATOR(iotjobs.=) b AS eq, a OPERATOR(iotjobs.<>) b AS ne,
	a OPERATOR(iotjobs.>=) b AS ge, a OPERATOR(iotjobs.>) b AS gt,
	iotjobs.cron_cmp(a, b) < 0 AS before,
	iotjobs.cron_hash(a) = iotjobs.cron_hash(b) AS hash,
	iotjobs.cron_hash_extended(a, 7) = iotjobs.cron_hash_extended(b, 7) AS hash_extended
FROM (VALUES
	(1, 'cron(0 18 ? * MON-FRI *)'::iotjobs.cron, 'cron(0 18 ? * 2,3,4,5,6 *)'::iotjobs.cron),
	(2, 'cron(0 10 * * ? *)', 'cron(0 11 * * ? *)'),
	(3, 'cron(1 10 * * ? *)', 'cron(0 11 * * ? *)')) AS v(n, a, b)
ORDER BY n;

-- Indexes, sorting and grouping find the operators by themselves.
CREATE TABLE cron_test (id int, cron iotjobs.cron PRIMARY KEY);
INSERT INTO cron_test
	SELECT i, 'cron(' || i || ' 10 * * ? *)' FROM generate_series(0, 59) AS i;
INSERT INTO cron_test VALUES (60, 'cron(05 10 */1 1-12 ? 1970-2199)');
CREATE INDEX cron_test_hash ON cron_test USING hash (cron);
SET enable_seqscan = off;
SELECT id FROM cron_test WHERE cron OPERATOR(iotjobs.=) 'cron(07 10 * * ? *)';
RESET enable_seqscan;
SELECT id FROM cron_test ORDER BY cron LIMIT 3;
SELECT count(*) FROM (SELECT cron FROM cron_test GROUP BY cron) AS g;

-- Binary form: a version, then the canonical form, which is checked again.
SELECT iotjobs.cron_send('cron(0 10 * * ? *)');
\set file `echo "/tmp/iotjobs_type_cron.$$"`
\set cleanup 'rm -f ' :file
CREATE TABLE cron_copy (cron iotjobs.cron);
COPY (SELECT cron FROM cron_test ORDER BY id) TO :'file' (FORMAT binary);
COPY cron_copy FROM :'file' (FORMAT binary);
SELECT count(*) FROM cron_copy AS a JOIN cron_test AS b ON a.cron OPERATOR(iotjobs.=) b.cron;
TRUNCATE cron_copy;
COPY (SELECT '\x01'::bytea || 'cron(0 18 ? * MON-FRI *)'::bytea) TO :'file' (FORMAT binary);
COPY cron_copy FROM :'file' (FORMAT binary);
SELECT cron FROM cron_copy;
COPY (SELECT '\x00'::bytea || 'cron(0 10 * * ? *)'::bytea) TO :'file' (FORMAT binary);
COPY cron_copy FROM :'file' (FORMAT binary);
COPY (SELECT '\x01'::bytea || 'cron(0 99 * * ? *)'::bytea) TO :'file' (FORMAT binary);
COPY cron_copy FROM :'file' (FORMAT binary);
COPY (SELECT '\x01'::bytea || 'cron(0 10 * * ? *'::bytea || '\x00'::bytea) TO :'file' (FORMAT binary);
COPY cron_copy FROM :'file' (FORMAT binary);
COPY (SELECT ''::bytea) TO :'file' (FORMAT binary);
COPY cron_copy FROM :'file' (FORMAT binary);
COPY (SELECT 1 WHERE false) TO PROGRAM :'cleanup';
DROP TABLE cron_copy, cron_test;

-- The next moment is strictly later, and in UTC whatever the zone of the session.
SELECT v.cron, iotjobs.next_run(v.cron::iotjobs.cron, v.after) FROM (VALUES
	(1, 'cron(0 10 * * ? *)', timestamptz '2025-03-31 09:59:59.999999Z'),
	(2, 'cron(0 10 * * ? *)', '2025-03-31 10:00:00Z'),
	(3, 'cron(0 10 * * ? *)', '2025-03-31 12:00:00+02'),
	(4, 'cron(* * * * ? *)', '2025-12-31 23:59:30Z'),
	(5, 'cron(0 18 ? * MON-FRI *)', '2025-01-03 18:00:00Z'),
	(6, 'cron(0 0 L 2 ? *)', '2027-03-01 00:00:00Z'),
	(7, 'cron(0 0 29 2 ? *)', '2096-03-01 00:00:00Z'),
	(8, 'cron(0 0 ? * 2#5 *)', '2025-01-01 00:00:00Z'),
	(9, 'cron(0 0 31W 8 ? *)', '2025-01-01 00:00:00Z'),
	(10, 'cron(0 0 1 1 ? 2020)', '2020-01-01 00:00:00Z'),
	(11, 'cron(* * * * ? *)', '2199-12-31 23:59:00Z'),
	(12, 'cron(* * * * ? *)', 'infinity'),
	(13, 'cron(* * * * ? *)', '294276-12-31 23:59:59.999999Z'),
	(14, 'cron(0 0 * * ? *)', '-infinity'),
	(15, 'cron(0 0 * * ? *)', '4713-01-01 00:00:00 BC'),
	(16, 'cron(0 0 * * ? *)', NULL)) AS v(n, cron, after)
ORDER BY v.n;
SET TimeZone = 'America/New_York';
SELECT iotjobs.next_run('cron(30 7 * * ? *)', '2025-03-09 00:00:00-05');
SET TimeZone = 'UTC';

-- The seven next windows, as a job describes them.
WITH RECURSIVE runs(n, at) AS (
	SELECT 1, iotjobs.next_run('cron(0 2 ? * SUN *)', '2025-01-01Z')
	UNION ALL
	SELECT n + 1, iotjobs.next_run('cron(0 2 ? * SUN *)', at) FROM runs WHERE n < 7)
SELECT n, at, to_char(at, 'Dy') FROM runs ORDER BY n;

-- Named arguments, and what is no moment.
SELECT iotjobs.next_run(cron => 'cron(0 10 * * ? *)', after => '2025-01-01Z');
SELECT iotjobs.next_run('cron(0 10 30 2 ? *)', '2025-01-01Z');
RESET TimeZone;
