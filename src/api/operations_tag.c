/*-------------------------------------------------------------------------
 *
 * operations_tag.c
 *		The operation table: tags.
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

static const IjMember tag_resource_members[] = {
	{"resourceArn", &ij_shape_arn, true},
	{"tags", &ij_shape_tag_list, true},
	{NULL, NULL, false}
};

static const IjOperation tag_resource = {
	.name = "TagResource",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = tag_resource_members,
	.reply = &ij_reply_empty,
	.run = ij_op_tag_resource
};

IJ_SQL_FUNCTION(iotjobs_tag_resource, tag_resource)

static const IjMember untag_resource_members[] = {
	{"resourceArn", &ij_shape_arn, true},
	{"tagKeys", &ij_shape_tag_key_list, true},
	{NULL, NULL, false}
};

static const IjOperation untag_resource = {
	.name = "UntagResource",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = untag_resource_members,
	.reply = &ij_reply_empty,
	.run = ij_op_untag_resource
};

IJ_SQL_FUNCTION(iotjobs_untag_resource, untag_resource)

static const IjMember list_tags_for_resource_members[] = {
	{"resourceArn", &ij_shape_arn, true},
	{"nextToken", &ij_shape_next_token, false},
	{NULL, NULL, false}
};

static const IjOperation list_tags_for_resource = {
	.name = "ListTagsForResource",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_tags_for_resource_members,
	.reply = &ij_reply_list_tags_for_resource,
	.run = ij_op_list_tags_for_resource
};

IJ_SQL_FUNCTION(iotjobs_list_tags_for_resource, list_tags_for_resource)

const IjOperation *const ij_tag_operations[] = {
	&tag_resource,
	&untag_resource,
	&list_tags_for_resource,
	NULL
};
