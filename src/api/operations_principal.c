/*-------------------------------------------------------------------------
 *
 * operations_principal.c
 *		The operation table: principals.
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

static const IjMember attach_thing_principal_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"principal", &ij_shape_principal, true},
	{"thingPrincipalType", &ij_shape_thing_principal_type, false},
	{NULL, NULL, false}
};

static const IjOperation attach_thing_principal = {
	.name = "AttachThingPrincipal",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = attach_thing_principal_members,
	.reply = &ij_reply_empty,
	.run = ij_op_attach_thing_principal
};

IJ_SQL_FUNCTION(iotjobs_attach_thing_principal, attach_thing_principal)

static const IjMember detach_thing_principal_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"principal", &ij_shape_principal, true},
	{NULL, NULL, false}
};

static const IjOperation detach_thing_principal = {
	.name = "DetachThingPrincipal",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.members = detach_thing_principal_members,
	.reply = &ij_reply_empty,
	.run = ij_op_detach_thing_principal
};

IJ_SQL_FUNCTION(iotjobs_detach_thing_principal, detach_thing_principal)

static const IjMember list_thing_principals_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"nextToken", &ij_shape_next_token, false},
	{"maxResults", &ij_shape_max_results, false},
	{NULL, NULL, false}
};

static const IjOperation list_thing_principals = {
	.name = "ListThingPrincipals",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_thing_principals_members,
	.reply = &ij_reply_list_thing_principals,
	.run = ij_op_list_thing_principals
};

IJ_SQL_FUNCTION(iotjobs_list_thing_principals, list_thing_principals)

static const IjMember list_principal_things_members[] = {
	{"principal", &ij_shape_principal, true},
	{"nextToken", &ij_shape_next_token, false},
	{"maxResults", &ij_shape_max_results, false},
	{NULL, NULL, false}
};

static const IjOperation list_principal_things = {
	.name = "ListPrincipalThings",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.members = list_principal_things_members,
	.reply = &ij_reply_list_principal_things,
	.run = ij_op_list_principal_things
};

IJ_SQL_FUNCTION(iotjobs_list_principal_things, list_principal_things)

const IjOperation *const ij_principal_operations[] = {
	&attach_thing_principal,
	&detach_thing_principal,
	&list_thing_principals,
	&list_principal_things,
	NULL
};
