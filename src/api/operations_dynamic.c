/*-------------------------------------------------------------------------
 *
 * operations_dynamic.c
 *		The operation table: dynamic thing groups and the search.
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

static const IjMember create_dynamic_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, true},
	{"queryString", &ij_shape_query_string, true},
	{"thingGroupProperties", &ij_shape_thing_group_properties, false},
	{"indexName", &ij_shape_index_name, false},
	{"queryVersion", &ij_shape_query_version, false},
	{"tags", &ij_shape_tag_list, false},
	{NULL, NULL, false}
};

static const IjOperation create_dynamic_thing_group = {
	.name = "CreateDynamicThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = create_dynamic_thing_group_members,
	.reply = &ij_reply_create_dynamic_thing_group,
	.run = ij_op_create_dynamic_thing_group
};

IJ_SQL_FUNCTION(iotjobs_create_dynamic_thing_group, create_dynamic_thing_group)

static const IjMember update_dynamic_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, true},
	{"thingGroupProperties", &ij_shape_thing_group_properties, true},
	{"expectedVersion", &ij_shape_optional_version, false},
	{"indexName", &ij_shape_index_name, false},
	{"queryString", &ij_shape_query_string, false},
	{"queryVersion", &ij_shape_query_version, false},
	{NULL, NULL, false}
};

static const IjOperation update_dynamic_thing_group = {
	.name = "UpdateDynamicThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = update_dynamic_thing_group_members,
	.reply = &ij_reply_update_dynamic_thing_group,
	.run = ij_op_update_dynamic_thing_group
};

IJ_SQL_FUNCTION(iotjobs_update_dynamic_thing_group, update_dynamic_thing_group)

static const IjMember delete_dynamic_thing_group_members[] = {
	{"thingGroupName", &ij_shape_thing_group_name, true},
	{"expectedVersion", &ij_shape_optional_version, false},
	{NULL, NULL, false}
};

static const IjOperation delete_dynamic_thing_group = {
	.name = "DeleteDynamicThingGroup",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = delete_dynamic_thing_group_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_dynamic_thing_group
};

IJ_SQL_FUNCTION(iotjobs_delete_dynamic_thing_group, delete_dynamic_thing_group)

static const IjMember search_index_members[] = {
	{"queryString", &ij_shape_query_string, true},
	{"indexName", &ij_shape_index_name, false},
	{"nextToken", &ij_shape_next_token, false},
	{"maxResults", &ij_shape_search_max_results, false},
	{"queryVersion", &ij_shape_query_version, false},
	{NULL, NULL, false}
};

static const IjOperation search_index = {
	.name = "SearchIndex",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = search_index_members,
	.reply = &ij_reply_search_index,
	.run = ij_op_search_index
};

IJ_SQL_FUNCTION(iotjobs_search_index, search_index)

const IjOperation *const ij_dynamic_operations[] = {
	&create_dynamic_thing_group,
	&update_dynamic_thing_group,
	&delete_dynamic_thing_group,
	&search_index,
	NULL
};
