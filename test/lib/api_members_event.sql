-- Every member of the operations on events, with a good value: see test/sql/api_bad_input.sql.
INSERT INTO member (plane, operation, path, shape, required, refused, good) VALUES
	('iotjobs', 'UpdateEventConfigurations', '{eventConfigurations}', 'object', false, false, '{"JOB": {"Enabled": true}}'),
	('iotjobs', 'UpdateEventConfigurations', '{eventConfigurations,JOB}', 'object', false, false, NULL),
	('iotjobs', 'UpdateEventConfigurations', '{eventConfigurations,JOB,Enabled}', 'boolean', false, false, NULL);
