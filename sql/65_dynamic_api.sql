-- Control plane: dynamic thing groups, and the search by their queries.

CREATE FUNCTION iotjobs.create_dynamic_thing_group(
	thing_group_name text,
	query_string text,
	thing_group_properties jsonb DEFAULT NULL,
	index_name text DEFAULT NULL,
	query_version text DEFAULT NULL,
	tags jsonb DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_create_dynamic_thing_group'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.create_dynamic_thing_group(text, text, jsonb, text, text, jsonb) IS
'CreateDynamicThingGroup: creates a group whose members are at every moment the things that a query finds. An identical group that exists already is returned as it is. The members are found in this transaction; changes of things wait for its end.
Parameters:
  thing_group_name (required): name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  query_string (required): terms such as thingName:lamp-*, thingTypeName:lamp, thingGroupNames:street, attributes.site:berlin, attributes.floor:[1 TO 5], attributes.floor:>=3, joined by AND, OR, NOT and parentheses; at most 1000 bytes.
  thing_group_properties: {"thingGroupDescription": at most 2028 characters, "attributePayload" with at most 50 attributes}.
  index_name: AWS_Things, the only index.
  query_version: 2017-09-30, the only version.
  tags: [{"Key", "Value"}], at most 50.
Errors: IJ40Q a query that is none; IJ400 a malformed member; IJ404 no such index; IJ409 a group with this name and another configuration exists; IJ410 iotjobs.max_dynamic_thing_groups exist.';

CREATE FUNCTION iotjobs.update_dynamic_thing_group(
	thing_group_name text,
	thing_group_properties jsonb,
	expected_version bigint DEFAULT NULL,
	index_name text DEFAULT NULL,
	query_string text DEFAULT NULL,
	query_version text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_update_dynamic_thing_group'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.update_dynamic_thing_group(text, jsonb, bigint, text, text, text) IS
'UpdateDynamicThingGroup: changes the properties and the query of a dynamic group and returns its new version. What is not given stays.
Parameters:
  thing_group_name (required): name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_group_properties (required): {"thingGroupDescription": at most 2028 characters, "attributePayload" with at most 50 attributes}.
  expected_version: version that the caller has seen; another one is a conflict.
  index_name: AWS_Things, the only index.
  query_string: terms such as thingName:lamp-*, thingTypeName:lamp, thingGroupNames:street, attributes.site:berlin, attributes.floor:[1 TO 5], attributes.floor:>=3, joined by AND, OR, NOT and parentheses; at most 1000 bytes.
  query_version: 2017-09-30, the only version.
Errors: IJ40Q a query that is none; IJ400 a malformed member, or the group is static; IJ404 no such group or index; IJ40V another version than expected.';

CREATE FUNCTION iotjobs.delete_dynamic_thing_group(
	thing_group_name text,
	expected_version bigint DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_dynamic_thing_group'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_dynamic_thing_group(text, bigint) IS
'DeleteDynamicThingGroup: deletes a dynamic group; its things stay registered. The worker empties it. A group that does not exist is no error.
Parameters:
  thing_group_name (required): name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  expected_version: version that the caller has seen; another one is a conflict.
Errors: IJ400 a malformed member, or the group is static; IJ40V another version than expected.';

CREATE FUNCTION iotjobs.search_index(
	query_string text,
	index_name text DEFAULT NULL,
	next_token text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	query_version text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_search_index'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.search_index(text, text, text, integer, text) IS
'SearchIndex: returns the things that a query finds in the order of their registration, a page at a time.
Parameters:
  query_string (required): terms such as thingName:lamp-*, thingTypeName:lamp, thingGroupNames:street, attributes.site:berlin, attributes.floor:[1 TO 5], attributes.floor:>=3, joined by AND, OR, NOT and parentheses; at most 1000 bytes.
  index_name: AWS_Things, the only index.
  next_token: nextToken of the page before, with the same query; without it the first page.
  max_results: at most so many on a page, and never more than 500; without it 250.
  query_version: 2017-09-30, the only version.
Errors: IJ40Q a query that is none; IJ400 a malformed member or nextToken; IJ404 no such index.';
