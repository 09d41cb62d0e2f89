-- Control plane: the operations on things and thing groups.

CREATE FUNCTION iotjobs.create_thing(
	thing_name text,
	thing_type_name text DEFAULT NULL,
	attribute_payload jsonb DEFAULT NULL,
	billing_group_name text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_create_thing'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.create_thing(text, text, jsonb, text) IS
'CreateThing: registers a thing and returns thingName, thingArn and thingId. An identical thing that exists already is returned as it is.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_type_name: name of a thing type that is not deprecated.
  attribute_payload: {"attributes": {name: value}, "merge": boolean}, at most 50 attributes, 3 without a thing type; names at most 128 characters, values at most 800.
  billing_group_name: name of a billing group; it is kept and has no effect.
Errors: IJ400 a malformed member, too many attributes, or a deprecated thing type; IJ404 no such thing type; IJ409 a thing with this name and another configuration exists.';

CREATE FUNCTION iotjobs.describe_thing(
	thing_name text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_describe_thing'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.describe_thing(text) IS
'DescribeThing: returns a thing with its attributes and version.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
Errors: IJ400 a malformed member; IJ404 no such thing.';

CREATE FUNCTION iotjobs.update_thing(
	thing_name text,
	thing_type_name text DEFAULT NULL,
	attribute_payload jsonb DEFAULT NULL,
	expected_version bigint DEFAULT NULL,
	remove_thing_type boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_update_thing'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.update_thing(text, text, jsonb, bigint, boolean) IS
'UpdateThing: changes the attributes and the type of a thing; its version goes up by one.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_type_name: name of the new thing type, not deprecated.
  attribute_payload: {"attributes": {name: value}, "merge": boolean}; merge true keeps the attributes that are not named, an empty value takes one away. At most 50 attributes, 3 without a thing type; names at most 128 characters, values at most 800.
  expected_version: version that the caller has seen; another one is a conflict.
  remove_thing_type: true takes the thing type away.
Errors: IJ400 a malformed member, too many attributes, or a deprecated thing type; IJ404 no such thing or thing type; IJ40V another version than expected.';

CREATE FUNCTION iotjobs.delete_thing(
	thing_name text,
	expected_version bigint DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_thing'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_thing(text, bigint) IS
'DeleteThing: deletes a thing and takes it out of its groups; its open job executions become REMOVED. Its name is free again.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  expected_version: version that the caller has seen; another one is a conflict.
Errors: IJ400 a malformed member, or a principal is attached to the thing; IJ404 no such thing; IJ40V another version than expected.';

CREATE FUNCTION iotjobs.list_things(
	next_token text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	attribute_name text DEFAULT NULL,
	attribute_value text DEFAULT NULL,
	thing_type_name text DEFAULT NULL,
	use_prefix_attribute_value boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_things'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_things(text, integer, text, text, text, boolean) IS
'ListThings: returns things in the order of their registration, a page at a time.
Parameters:
  next_token: nextToken of the page before, with the same filters; without it the first page.
  max_results: at most so many on a page, 1 to 250; without it 250.
  attribute_name: only things with this attribute.
  attribute_value: and with this value of it.
  thing_type_name: only things of this type.
  use_prefix_attribute_value: true takes attribute_value as a prefix.
Errors: IJ400 a malformed member or nextToken, or attribute_value without attribute_name.';

CREATE FUNCTION iotjobs.create_thing_group(
	thing_group_name text,
	parent_group_name text DEFAULT NULL,
	thing_group_properties jsonb DEFAULT NULL,
	tags jsonb DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_create_thing_group'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.create_thing_group(text, text, jsonb, jsonb) IS
'CreateThingGroup: creates a static thing group and returns thingGroupName, thingGroupArn and thingGroupId. An identical group that exists already is returned as it is.
Parameters:
  thing_group_name (required): name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  parent_group_name: group that the new one stands in; cannot be changed later.
  thing_group_properties: {"thingGroupDescription": at most 2028 characters, "attributePayload" with at most 50 attributes}.
  tags: [{"Key", "Value"}], at most 50.
Errors: IJ400 a malformed member, no such parent, or the hierarchy would be deeper than 7 or the parent have more than 100 children; IJ409 a group with this name and another configuration exists.';

CREATE FUNCTION iotjobs.describe_thing_group(
	thing_group_name text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_describe_thing_group'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.describe_thing_group(text) IS
'DescribeThingGroup: returns a thing group with its properties, its version and its place in the hierarchy.
Parameters:
  thing_group_name (required): name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
Errors: IJ400 a malformed member; IJ404 no such group.';

CREATE FUNCTION iotjobs.update_thing_group(
	thing_group_name text,
	thing_group_properties jsonb,
	expected_version bigint DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_update_thing_group'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.update_thing_group(text, jsonb, bigint) IS
'UpdateThingGroup: changes the properties of a thing group and returns its new version. A property that is not given stays.
Parameters:
  thing_group_name (required): name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_group_properties (required): {"thingGroupDescription": at most 2028 characters, "attributePayload"}.
  expected_version: version that the caller has seen; another one is a conflict.
Errors: IJ400 a malformed member; IJ404 no such group; IJ40V another version than expected.';

CREATE FUNCTION iotjobs.delete_thing_group(
	thing_group_name text,
	expected_version bigint DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_thing_group'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_thing_group(text, bigint) IS
'DeleteThingGroup: deletes a thing group without child groups; its things stay registered. However many they are, the call is quick: the worker empties the group. A group that does not exist is no error.
Parameters:
  thing_group_name (required): name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  expected_version: version that the caller has seen; another one is a conflict.
Errors: IJ400 a malformed member, or the group has child groups; IJ40V another version than expected.';

CREATE FUNCTION iotjobs.list_thing_groups(
	next_token text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	parent_group text DEFAULT NULL,
	name_prefix_filter text DEFAULT NULL,
	recursive boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_thing_groups'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_thing_groups(text, integer, text, text, boolean) IS
'ListThingGroups: returns thing groups in the order of their creation, a page at a time.
Parameters:
  next_token: nextToken of the page before, with the same filters; without it the first page.
  max_results: at most so many on a page, 1 to 250; without it 250.
  parent_group: only groups below this one.
  name_prefix_filter: only groups whose name begins so.
  recursive: true shows all levels below, false only the next one; default false with parent_group, true without.
Errors: IJ400 a malformed member or nextToken; IJ404 no such parent group.';

CREATE FUNCTION iotjobs.add_thing_to_thing_group(
	thing_group_name text DEFAULT NULL,
	thing_group_arn text DEFAULT NULL,
	thing_name text DEFAULT NULL,
	thing_arn text DEFAULT NULL,
	override_dynamic_groups boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_add_thing_to_thing_group'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.add_thing_to_thing_group(text, text, text, text, boolean) IS
'AddThingToThingGroup: adds a thing to a static thing group. CONTINUOUS jobs on the group, or on one above it, reach the thing soon after.
Name the thing and the group each by name or by ARN. A thing that is a member already is no error.
Parameters:
  thing_group_name: name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_group_arn: ARN of the thing group, instead of its name.
  thing_name: name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_arn: ARN of the thing, instead of its name.
  override_dynamic_groups: true lets dynamic groups give way where the thing is in 10 groups.
Errors: IJ400 a malformed member or an ARN of another account, the thing is in another group of the same hierarchy, or in 10 groups; IJ404 no such thing or group.';

CREATE FUNCTION iotjobs.remove_thing_from_thing_group(
	thing_group_name text DEFAULT NULL,
	thing_group_arn text DEFAULT NULL,
	thing_name text DEFAULT NULL,
	thing_arn text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_remove_thing_from_thing_group'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.remove_thing_from_thing_group(text, text, text, text) IS
'RemoveThingFromThingGroup: takes a thing out of a thing group. Open executions of CONTINUOUS jobs that reached it only through the group become REMOVED.
Name the thing and the group each by name or by ARN. A thing that is no member is no error.
Parameters:
  thing_group_name: name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_group_arn: ARN of the thing group, instead of its name.
  thing_name: name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_arn: ARN of the thing, instead of its name.
Errors: IJ400 a malformed member or an ARN of another account; IJ404 no such thing or group.';

CREATE FUNCTION iotjobs.update_thing_groups_for_thing(
	thing_name text DEFAULT NULL,
	thing_groups_to_add text[] DEFAULT NULL,
	thing_groups_to_remove text[] DEFAULT NULL,
	override_dynamic_groups boolean DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_update_thing_groups_for_thing'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.update_thing_groups_for_thing(text, text[], text[], boolean) IS
'UpdateThingGroupsForThing: lets a thing leave and join static thing groups in one step; it leaves first.
Parameters:
  thing_name: name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_groups_to_add: names of groups that it joins; those it is in already count for nothing.
  thing_groups_to_remove: names of groups that it leaves; those it is not in count for nothing.
  override_dynamic_groups: true lets dynamic groups give way where the thing is in 10 groups.
Errors: IJ400 a malformed member, no thing_name, a group in both lists, the thing would be in two groups of a hierarchy, or in more than 10 groups; IJ404 no such thing or group.';

CREATE FUNCTION iotjobs.list_things_in_thing_group(
	thing_group_name text,
	recursive boolean DEFAULT NULL,
	next_token text DEFAULT NULL,
	max_results integer DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_things_in_thing_group'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_things_in_thing_group(text, boolean, text, integer) IS
'ListThingsInThingGroup: returns names of the things in a group in the order of their registration, a page at a time.
Parameters:
  thing_group_name (required): name of the thing group, 1 to 128 characters of [a-zA-Z0-9:_-].
  recursive: true adds the things of all groups below; default false.
  next_token: nextToken of the page before, with the same filters; without it the first page.
  max_results: at most so many on a page, 1 to 250; without it 250.
Errors: IJ400 a malformed member or nextToken; IJ404 no such group.';

CREATE FUNCTION iotjobs.list_thing_groups_for_thing(
	thing_name text,
	next_token text DEFAULT NULL,
	max_results integer DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_thing_groups_for_thing'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_thing_groups_for_thing(text, text, integer) IS
'ListThingGroupsForThing: returns names and ARNs of the groups that a thing is a direct member of, a page at a time.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  next_token: nextToken of the page before, with the same filters; without it the first page.
  max_results: at most so many on a page, 1 to 250; without it 250.
Errors: IJ400 a malformed member or nextToken; IJ404 no such thing.';

-- No operation of the API: fleets.

CREATE FUNCTION iotjobs.register_things(
	thing_names text[],
	thing_group_name text DEFAULT NULL,
	attributes jsonb DEFAULT NULL,
	thing_type_name text DEFAULT NULL)
RETURNS bigint
AS 'MODULE_PATHNAME', 'iotjobs_register_things'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.register_things(text[], text, jsonb, text) IS
'Registers a fleet in one statement and returns how many of the things were new. All or nothing; a million names take seconds:
  SELECT iotjobs.register_things(array_agg(''dev-'' || i), ''fleet'') FROM generate_series(1, 1000000) AS i;
Things that exist are kept as they are and only join the group. Names may stand twice. The order of the array is the order of registration.
Parameters:
  thing_names (required): names of the things, each 1 to 128 characters of [a-zA-Z0-9:_-].
  thing_group_name: static group that all of them join.
  attributes: {name: value} of the things that are new, at most 3, or 50 where they have a type.
  thing_type_name: type of the things that are new.
Errors: IJ400 a malformed name (the first one, with its place in the array counted from 0), too many attributes, or a thing that may not join the group, because it is in another group of the same hierarchy or in 10 groups, a deprecated type; IJ404 no such group or type.';
