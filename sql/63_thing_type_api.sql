-- Control plane: the operations on thing types.

CREATE FUNCTION iotjobs.create_thing_type(
	thing_type_name text,
	thing_type_properties jsonb DEFAULT NULL,
	tags jsonb DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_create_thing_type'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.create_thing_type(text, jsonb, jsonb) IS
'CreateThingType: creates a thing type and returns thingTypeName, thingTypeArn and thingTypeId. An identical type that exists already is returned as it is. Things with a type may have 50 attributes instead of 3.
Parameters:
  thing_type_name (required): name of the thing type, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_type_properties: {"thingTypeDescription": at most 2028 characters, "searchableAttributes": at most 3 attribute names, "mqtt5Configuration"}; fixed at creation.
  tags: [{"Key", "Value"}], at most 50.
Errors: IJ400 a malformed member; IJ409 a type with this name and another configuration exists.';

CREATE FUNCTION iotjobs.describe_thing_type(
	thing_type_name text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_describe_thing_type'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.describe_thing_type(text) IS
'DescribeThingType: returns a thing type with its properties and whether it is deprecated.
Parameters:
  thing_type_name (required): name of the thing type, 1 to 128 characters of [a-zA-Z0-9:_-].
Errors: IJ400 a malformed member; IJ404 no such type.';

CREATE FUNCTION iotjobs.list_thing_types(
	next_token text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	thing_type_name text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_thing_types'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_thing_types(text, integer, text) IS
'ListThingTypes: returns thing types in the order of their creation, a page at a time.
Parameters:
  next_token: nextToken of the page before, with the same filters; without it the first page.
  max_results: at most so many on a page, 1 to 250; without it 250.
  thing_type_name: only the type of this name.
Errors: IJ400 a malformed member or nextToken.';

CREATE FUNCTION iotjobs.deprecate_thing_type(
	thing_type_name text,
	undo_deprecate boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_deprecate_thing_type'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.deprecate_thing_type(text, boolean) IS
'DeprecateThingType: no thing can be given the type any more; things that have it keep it.
Parameters:
  thing_type_name (required): name of the thing type, 1 to 128 characters of [a-zA-Z0-9:_-].
  undo_deprecate: true takes the deprecation back.
Errors: IJ400 a malformed member; IJ404 no such type.';

CREATE FUNCTION iotjobs.delete_thing_type(
	thing_type_name text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_thing_type'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_thing_type(text) IS
'DeleteThingType: deletes a thing type that was deprecated at least 5 minutes ago and that no thing has.
Parameters:
  thing_type_name (required): name of the thing type, 1 to 128 characters of [a-zA-Z0-9:_-].
Errors: IJ400 a malformed member, or the type is not deprecated, not for 5 minutes, or in use; IJ404 no such type.';
