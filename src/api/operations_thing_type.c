/*-------------------------------------------------------------------------
 *
 * operations_thing_type.c
 *		The operation table: thing types.
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

static const IjMember create_thing_type_members[] = {
	{"thingTypeName", &ij_shape_thing_type_name, true},
	{"thingTypeProperties", &ij_shape_thing_type_properties, false},
	{"tags", &ij_shape_tag_list, false},
	{NULL, NULL, false}
};

static const IjOperation create_thing_type = {
	.name = "CreateThingType",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = create_thing_type_members,
	.reply = &ij_reply_create_thing_type,
	.run = ij_op_create_thing_type
};

IJ_SQL_FUNCTION(iotjobs_create_thing_type, create_thing_type)

static const IjMember describe_thing_type_members[] = {
	{"thingTypeName", &ij_shape_thing_type_name, true},
	{NULL, NULL, false}
};

static const IjOperation describe_thing_type = {
	.name = "DescribeThingType",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = describe_thing_type_members,
	.reply = &ij_reply_describe_thing_type,
	.run = ij_op_describe_thing_type
};

IJ_SQL_FUNCTION(iotjobs_describe_thing_type, describe_thing_type)

static const IjMember list_thing_types_members[] = {
	{"nextToken", &ij_shape_next_token, false},
	{"maxResults", &ij_shape_max_results, false},
	{"thingTypeName", &ij_shape_thing_type_name, false},
	{NULL, NULL, false}
};

static const IjOperation list_thing_types = {
	.name = "ListThingTypes",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_thing_types_members,
	.reply = &ij_reply_list_thing_types,
	.run = ij_op_list_thing_types
};

IJ_SQL_FUNCTION(iotjobs_list_thing_types, list_thing_types)

static const IjMember deprecate_thing_type_members[] = {
	{"thingTypeName", &ij_shape_thing_type_name, true},
	{"undoDeprecate", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

static const IjOperation deprecate_thing_type = {
	.name = "DeprecateThingType",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = deprecate_thing_type_members,
	.reply = &ij_reply_empty,
	.run = ij_op_deprecate_thing_type
};

IJ_SQL_FUNCTION(iotjobs_deprecate_thing_type, deprecate_thing_type)

static const IjMember delete_thing_type_members[] = {
	{"thingTypeName", &ij_shape_thing_type_name, true},
	{NULL, NULL, false}
};

static const IjOperation delete_thing_type = {
	.name = "DeleteThingType",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = delete_thing_type_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_thing_type
};

IJ_SQL_FUNCTION(iotjobs_delete_thing_type, delete_thing_type)

const IjOperation *const ij_thing_type_operations[] = {
	&create_thing_type,
	&describe_thing_type,
	&list_thing_types,
	&deprecate_thing_type,
	&delete_thing_type,
	NULL
};
