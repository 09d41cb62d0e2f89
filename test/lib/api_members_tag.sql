-- Every member of the operations on tags, with a good value: see test/sql/api_bad_input.sql.
INSERT INTO member (plane, operation, path, shape, required, refused, good) VALUES
	('iotjobs', 'TagResource', '{resourceArn}', 'arn', true, false, '"arn:aws:iot:us-east-1:123456789012:job/bad-job"'),
	('iotjobs', 'TagResource', '{tags}', 'tags', true, false, '[{"Key": "k", "Value": "v"}]'),
	('iotjobs', 'TagResource', '{tags,0}', 'object', true, false, NULL),
	('iotjobs', 'TagResource', '{tags,0,Key}', 'tag key', true, false, NULL),
	('iotjobs', 'TagResource', '{tags,0,Value}', 'tag value', false, false, NULL),
	('iotjobs', 'UntagResource', '{resourceArn}', 'arn', true, false, '"arn:aws:iot:us-east-1:123456789012:thinggroup/bad-group"'),
	('iotjobs', 'UntagResource', '{tagKeys}', 'tag keys', true, false, '["k"]'),
	('iotjobs', 'UntagResource', '{tagKeys,0}', 'tag key', true, false, NULL),
	('iotjobs', 'ListTagsForResource', '{resourceArn}', 'arn', true, false, '"arn:aws:iot:us-east-1:123456789012:thingtype/bad-type"'),
	('iotjobs', 'ListTagsForResource', '{nextToken}', 'token', false, true, '"x"');
