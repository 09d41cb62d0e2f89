\echo Use "CREATE EXTENSION iotjobs" to load this file. \quit

-- Nothing in this script may be caught by objects of a stranger.
SET LOCAL search_path TO pg_catalog, pg_temp;

CREATE SCHEMA iotjobs;
COMMENT ON SCHEMA iotjobs IS
	'Control plane of device jobs: the operations of the AWS IoT Jobs API, its tables and its worker';

CREATE SCHEMA iotjobs_data;
COMMENT ON SCHEMA iotjobs_data IS
	'Device data plane of device jobs: what a device, or a gateway for it, calls';

