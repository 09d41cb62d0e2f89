/*-------------------------------------------------------------------------
 *
 * operations_registry.c
 *		The operation table: things and thing groups.
 *
 * Members stand in the order of the SQL arguments: the required ones, then
 * the others, each in the order of the API.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "api/call.h"
#include "api/operations.h"
#include "ops/ops.h"
#include "rules/replies.h"
#include "rules/shapes.h"

static const IjMember create_thing_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"thingTypeName", &ij_shape_thing_type_name, false},
	{"attributePayload", &ij_shape_attribute_payload, false},
	{"billingGroupName", &ij_shape_billing_group_name, false},
	{NULL, NULL, false}
};

static const IjOperation create_thing = {
	.name = "CreateThing",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = create_thing_members,
	.reply = &ij_reply_create_thing,
	.run = ij_op_create_thing
};

IJ_SQL_FUNCTION(iotjobs_create_thing, create_thing)

static const IjMember describe_thing_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{NULL, NULL, false}
};

static const IjOperation describe_thing = {
	.name = "DescribeThing",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = describe_thing_members,
	.reply = &ij_reply_describe_thing,
	.run = ij_op_describe_thing
};

IJ_SQL_FUNCTION(iotjobs_describe_thing, describe_thing)

static const IjMember update_thing_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"thingTypeName", &ij_shape_thing_type_name, false},
	{"attributePayload", &ij_shape_attribute_payload, false},
	{"expectedVersion", &ij_shape_optional_version, false},
	{"removeThingType", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation update_thing = {
	.name = "UpdateThing",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = update_thing_members,
	.reply = &ij_reply_empty,
	.run = ij_op_update_thing
};

IJ_SQL_FUNCTION(iotjobs_update_thing, update_thing)

static const IjMember delete_thing_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"expectedVersion", &ij_shape_optional_version, false},
	{NULL, NULL, false}
};

static const IjOperation delete_thing = {
	.name = "DeleteThing",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = delete_thing_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_thing
};

IJ_SQL_FUNCTION(iotjobs_delete_thing, delete_thing)

static const IjMember list_things_members[] = {
	{"nextToken", &ij_shape_next_token, false},
	{"maxResults", &ij_shape_max_results, false},
	{"attributeName", &ij_shape_attribute_name, false},
	{"attributeValue", &ij_shape_attribute_value, false},
	{"thingTypeName", &ij_shape_thing_type_name, false},
	{"usePrefixAttributeValue", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation list_things = {
	.name = "ListThings",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_things_members,
	.reply = &ij_reply_list_things,
	.run = ij_op_list_things
};

IJ_SQL_FUNCTION(iotjobs_list_things, list_things)

static const IjMember create_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, true},
	{"parentGroupName", &ij_shape_thing_group_name, false},
	{"thingGroupProperties", &ij_shape_thing_group_properties, false},
	{"tags", &ij_shape_tag_list, false},
	{NULL, NULL, false}
};

static const IjOperation create_thing_group = {
	.name = "CreateThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = create_thing_group_members,
	.reply = &ij_reply_create_thing_group,
	.run = ij_op_create_thing_group
};

IJ_SQL_FUNCTION(iotjobs_create_thing_group, create_thing_group)

static const IjMember describe_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, true},
	{NULL, NULL, false}
};

static const IjOperation describe_thing_group = {
	.name = "DescribeThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = describe_thing_group_members,
	.reply = &ij_reply_describe_thing_group,
	.run = ij_op_describe_thing_group
};

IJ_SQL_FUNCTION(iotjobs_describe_thing_group, describe_thing_group)

static const IjMember update_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, true},
	{"thingGroupProperties", &ij_shape_thing_group_properties, true},
	{"expectedVersion", &ij_shape_optional_version, false},
	{NULL, NULL, false}
};

static const IjOperation update_thing_group = {
	.name = "UpdateThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = update_thing_group_members,
	.reply = &ij_reply_update_thing_group,
	.run = ij_op_update_thing_group
};

IJ_SQL_FUNCTION(iotjobs_update_thing_group, update_thing_group)

static const IjMember delete_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, true},
	{"expectedVersion", &ij_shape_optional_version, false},
	{NULL, NULL, false}
};

static const IjOperation delete_thing_group = {
	.name = "DeleteThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = delete_thing_group_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_thing_group
};

IJ_SQL_FUNCTION(iotjobs_delete_thing_group, delete_thing_group)

static const IjMember list_thing_groups_members[] = {
	{"nextToken", &ij_shape_next_token, false},
	{"maxResults", &ij_shape_max_results, false},
	{"parentGroup", &ij_shape_thing_group_name, false},
	{"namePrefixFilter", &ij_shape_thing_group_name, false},
	{"recursive", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation list_thing_groups = {
	.name = "ListThingGroups",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_thing_groups_members,
	.reply = &ij_reply_list_thing_groups,
	.run = ij_op_list_thing_groups
};

IJ_SQL_FUNCTION(iotjobs_list_thing_groups, list_thing_groups)

static const IjMember add_thing_to_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, false},
	{"thingGroupArn", &ij_shape_arn, false},
	{"thingName", &ij_shape_thing_name, false},
	{"thingArn", &ij_shape_arn, false},
	{"overrideDynamicGroups", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation add_thing_to_thing_group = {
	.name = "AddThingToThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = add_thing_to_thing_group_members,
	.reply = &ij_reply_empty,
	.run = ij_op_add_thing_to_thing_group
};

IJ_SQL_FUNCTION(iotjobs_add_thing_to_thing_group, add_thing_to_thing_group)

static const IjMember remove_thing_from_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, false},
	{"thingGroupArn", &ij_shape_arn, false},
	{"thingName", &ij_shape_thing_name, false},
	{"thingArn", &ij_shape_arn, false},
	{NULL, NULL, false}
};

static const IjOperation remove_thing_from_thing_group = {
	.name = "RemoveThingFromThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = remove_thing_from_thing_group_members,
	.reply = &ij_reply_empty,
	.run = ij_op_remove_thing_from_thing_group
};

IJ_SQL_FUNCTION(iotjobs_remove_thing_from_thing_group, remove_thing_from_thing_group)

static const IjMember update_thing_groups_for_thing_members[] = {
	{"thingName", &ij_shape_thing_name, false},
	{"thingGroupsToAdd", &ij_shape_thing_group_list, false},
	{"thingGroupsToRemove", &ij_shape_thing_group_list, false},
	{"overrideDynamicGroups", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation update_thing_groups_for_thing = {
	.name = "UpdateThingGroupsForThing",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = update_thing_groups_for_thing_members,
	.reply = &ij_reply_empty,
	.run = ij_op_update_thing_groups_for_thing
};

IJ_SQL_FUNCTION(iotjobs_update_thing_groups_for_thing, update_thing_groups_for_thing)

static const IjMember list_things_in_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, true},
	{"recursive", &ij_shape_boolean, false},
	{"nextToken", &ij_shape_next_token, false},
	{"maxResults", &ij_shape_max_results, false},
	{NULL, NULL, false}
};

static const IjOperation list_things_in_thing_group = {
	.name = "ListThingsInThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_things_in_thing_group_members,
	.reply = &ij_reply_list_things_in_thing_group,
	.run = ij_op_list_things_in_thing_group
};

IJ_SQL_FUNCTION(iotjobs_list_things_in_thing_group, list_things_in_thing_group)

static const IjMember list_thing_groups_for_thing_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"nextToken", &ij_shape_next_token, false},
	{"maxResults", &ij_shape_max_results, false},
	{NULL, NULL, false}
};

static const IjOperation list_thing_groups_for_thing = {
	.name = "ListThingGroupsForThing",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_thing_groups_for_thing_members,
	.reply = &ij_reply_list_thing_groups_for_thing,
	.run = ij_op_list_thing_groups_for_thing
};

IJ_SQL_FUNCTION(iotjobs_list_thing_groups_for_thing, list_thing_groups_for_thing)

const IjOperation *const ij_registry_operations[] = {
	&create_thing,
	&describe_thing,
	&update_thing,
	&delete_thing,
	&list_things,
	&create_thing_group,
	&describe_thing_group,
	&update_thing_group,
	&delete_thing_group,
	&list_thing_groups,
	&add_thing_to_thing_group,
	&remove_thing_from_thing_group,
	&update_thing_groups_for_thing,
	&list_things_in_thing_group,
	&list_thing_groups_for_thing,
	NULL
};
