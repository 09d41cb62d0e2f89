-- The type iotjobs.arn: input, order, parts, casts, binary form.
\set SHOW_CONTEXT never

-- What is an ARN comes out as it went in.
SELECT text::iotjobs.arn FROM (VALUES
	('arn:aws:iot:us-east-1:123456789012:job/fw-2'),
	('arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:1.0'),
	('arn:aws:s3:::bucket/key'),
	('arn:aws:x::::')) AS v(text);
SELECT length(('arn:aws:s3:::' || repeat('x', 2035))::iotjobs.arn);

-- What is none is an error that names the rule.
\set VERBOSITY default
SELECT ''::iotjobs.arn;
SELECT 'thing/pump-1'::iotjobs.arn;
SELECT 'arn:aws:iot'::iotjobs.arn;
SELECT 'arn::iot:us-east-1:123456789012:thing/a'::iotjobs.arn;
SELECT 'arn:aws:iot:us-east-1:123456789012:'::iotjobs.arn;
SELECT 'arn:aws:iot:us-east-1:123456789012:thing/a b'::iotjobs.arn;
SELECT E'arn:aws:iot:us-east-1:123456789012:thing/a\t'::iotjobs.arn;
SELECT U&'arn:aws:iot:us-east-1:123456789012:thing/\00e9'::iotjobs.arn;
SELECT ('arn:aws:s3:::' || repeat('x', 2036))::iotjobs.arn;
\set VERBOSITY sqlstate
SELECT 'thing/pump-1'::iotjobs.arn;
\set VERBOSITY default

-- Parts; what is empty is null.
\pset null (null)
SELECT a.arn,
	iotjobs.arn_partition(a.arn), iotjobs.arn_service(a.arn),
	iotjobs.arn_region(a.arn), iotjobs.arn_account(a.arn),
	iotjobs.arn_resource_type(a.arn), iotjobs.arn_resource_id(a.arn)
FROM (VALUES
	(1, 'arn:aws:iot:us-east-1:123456789012:thing/pump-1'::iotjobs.arn),
	(2, 'arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:1.0'),
	(3, 'arn:aws:lambda:eu-west-1:123456789012:function:f:3'),
	(4, 'arn:aws:s3:::bucket'),
	(5, NULL)) AS a(n, arn)
ORDER BY a.n \gx

-- Order is that of bytes, whatever the collation; each operator once.
SELECT a, b,
	a OPERATOR(iotjobs.<) b AS lt, a OPERATOR(iotjobs.<=) b AS le,
	a OPERATOR(iotjobs.=) b AS eq, a OPERATOR(iotjobs.<>) b AS ne,
	a OPERATOR(iotjobs.>=) b AS ge, a OPERATOR(iotjobs.>) b AS gt,
	iotjobs.arn_cmp(a, b) < 0 AS before
FROM (VALUES
	(1, 'arn:aws:s3:::A'::iotjobs.arn, 'arn:aws:s3:::a'::iotjobs.arn),
	(2, 'arn:aws:s3:::a', 'arn:aws:s3:::B'),
	(3, 'arn:aws:s3:::a', 'arn:aws:s3:::aa'),
	(4, 'arn:aws:s3:::a', 'arn:aws:s3:::a')) AS v(n, a, b)
ORDER BY n;

-- Indexes, sorting, grouping and hashing find the operators by themselves.
CREATE TABLE arn_test (id int, arn iotjobs.arn PRIMARY KEY);
INSERT INTO arn_test
	SELECT i, 'arn:aws:iot:us-east-1:123456789012:thing/' || i
	FROM generate_series(1, 300) AS i;
INSERT INTO arn_test SELECT 1, 'arn:aws:iot:us-east-1:123456789012:thing/1';
INSERT INTO arn_test VALUES (1, 'thing/1');
CREATE INDEX arn_test_hash ON arn_test USING hash (arn);
SET enable_seqscan = off;
SELECT id FROM arn_test
	WHERE arn OPERATOR(iotjobs.=) 'arn:aws:iot:us-east-1:123456789012:thing/77';
SELECT id FROM arn_test
	WHERE arn OPERATOR(iotjobs.<) 'arn:aws:iot:us-east-1:123456789012:thing/101'
	ORDER BY arn;
RESET enable_seqscan;
SELECT id FROM arn_test ORDER BY arn DESC LIMIT 3;
SELECT count(*) FROM (SELECT arn FROM arn_test GROUP BY arn) AS g;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT count(*) FROM arn_test AS a JOIN arn_test AS b ON a.arn OPERATOR(iotjobs.=) b.arn;
RESET enable_mergejoin;
RESET enable_nestloop;
SELECT bool_and(iotjobs.arn_hash(arn) = iotjobs.arn_hash_extended(arn, 0)::bit(32)::int)
	FROM arn_test;
SELECT count(DISTINCT iotjobs.arn_hash_extended(arn, 42)) FROM arn_test;

-- An ARN is a text; a text becomes one only where it is checked.
SELECT upper(arn), arn LIKE '%/7', arn = 'arn:aws:iot:us-east-1:123456789012:thing/7' AS same
	FROM arn_test WHERE id = 7;
UPDATE arn_test SET arn = replace(arn, 'thing', 'job') WHERE id = 7;
UPDATE arn_test SET arn = 'job/7'::text WHERE id = 7;
SELECT arn FROM arn_test WHERE id = 7;
SELECT iotjobs.arn('arn:aws:s3:::a'::text);
SELECT iotjobs.arn('a'::text);

-- Binary form: a version, then the text.  What a client sends is checked
-- again; a bytea in a binary COPY stands for such a client.
SELECT iotjobs.arn_send('arn:aws:s3:::a');
\set file `echo "/tmp/iotjobs_type_arn.$$"`
\set cleanup 'rm -f ' :file
CREATE TABLE arn_copy (arn iotjobs.arn);
COPY (SELECT arn FROM arn_test ORDER BY id) TO :'file' (FORMAT binary);
COPY arn_copy FROM :'file' (FORMAT binary);
SELECT count(*) FROM arn_copy JOIN arn_test USING (arn);
\set VERBOSITY default
COPY (SELECT '\x02'::bytea || 'arn:aws:s3:::a'::bytea) TO :'file' (FORMAT binary);
COPY arn_copy FROM :'file' (FORMAT binary);
COPY (SELECT '\x01'::bytea || 'arn:aws:s3::'::bytea) TO :'file' (FORMAT binary);
COPY arn_copy FROM :'file' (FORMAT binary);
COPY (SELECT '\x01'::bytea || 'arn:aws:s3:::a'::bytea || '\x00'::bytea) TO :'file' (FORMAT binary);
COPY arn_copy FROM :'file' (FORMAT binary);
COPY (SELECT '\x01'::bytea) TO :'file' (FORMAT binary);
COPY arn_copy FROM :'file' (FORMAT binary);
COPY (SELECT ''::bytea) TO :'file' (FORMAT binary);
COPY arn_copy FROM :'file' (FORMAT binary);
COPY (SELECT 1 WHERE false) TO PROGRAM :'cleanup';

DROP TABLE arn_copy, arn_test;
