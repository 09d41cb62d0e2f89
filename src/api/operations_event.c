/*-------------------------------------------------------------------------
 *
 * operations_event.c
 *		The operation table: which events are made.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "api/call.h"
#include "api/operations.h"
#include "ops/ops.h"
#include "rules/replies.h"
#include "rules/shapes.h"

static const IjMember update_event_configurations_members[] = {
	{"eventConfigurations", &ij_shape_event_configurations, false},
	{NULL, NULL, false}
};

static const IjOperation update_event_configurations = {
	.name = "UpdateEventConfigurations",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = update_event_configurations_members,
	.reply = &ij_reply_empty,
	.run = ij_op_update_event_configurations
};

IJ_SQL_FUNCTION(iotjobs_update_event_configurations, update_event_configurations)

static const IjMember describe_event_configurations_members[] = {
	{NULL, NULL, false}
};

static const IjOperation describe_event_configurations = {
	.name = "DescribeEventConfigurations",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = describe_event_configurations_members,
	.reply = &ij_reply_describe_event_configurations,
	.run = ij_op_describe_event_configurations
};

IJ_SQL_FUNCTION(iotjobs_describe_event_configurations, describe_event_configurations)

const IjOperation *const ij_event_operations[] = {
	&update_event_configurations,
	&describe_event_configurations,
	NULL
};
