-- The job of the demo: new firmware for every robot.
--	psql -v job=... -v base=... -v step=... -v factor=... -v rate=... -f job.sql
--
-- It begins with "base" robots a minute and goes "factor" times faster with every "step" of them
-- that succeeded, up to "rate" a minute; it stops by itself should too many fail.

\set ON_ERROR_STOP on
SELECT iotjobs.create_job(
	job_id => :'job',
	targets => ARRAY[iotjobs.describe_thing_group('Robots')->>'thingGroupArn'],
	description => 'Firmware 2.4.1 for all robots',
	document => pg_catalog.jsonb_pretty(pg_catalog.jsonb_build_object(
		'operation', 'firmware-update',
		'firmware', pg_catalog.jsonb_build_object(
			'version', '2.4.1',
			'url', 'https://firmware.example.com/robot/2.4.1/image.bin',
			'sha256', pg_catalog.encode(pg_catalog.sha256('robot firmware 2.4.1'), 'hex'),
			'size', 18874368),
		'steps', pg_catalog.jsonb_build_array('download', 'verify', 'install', 'reboot'),
		'fallbackVersion', '2.3.9')),
	job_executions_rollout_config => pg_catalog.jsonb_build_object(
		'maximumPerMinute', :rate,
		'exponentialRate', pg_catalog.jsonb_build_object(
			'baseRatePerMinute', :base,
			'incrementFactor', :factor,
			'rateIncreaseCriteria', pg_catalog.jsonb_build_object('numberOfSucceededThings', :step))),
	abort_config => '{"criteriaList": [{"failureType": "FAILED", "action": "CANCEL",
		"thresholdPercentage": 20, "minNumberOfExecutedThings": 50}]}',
	timeout_config => '{"inProgressTimeoutInMinutes": 15}') \g /dev/null
