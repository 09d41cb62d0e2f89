/*-------------------------------------------------------------------------
 *
 * operations_package.c
 *		The operation table: software packages and their versions.
 *
 * Members stand in the order of the SQL arguments: the required ones, then
 * the others, each in the order of the API.  A malformed request is a
 * ValidationException here.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "api/call.h"
#include "api/operations.h"
#include "errors.h"
#include "ops/ops.h"
#include "rules/replies.h"
#include "rules/shapes.h"

static const IjMember create_package_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{"description", &ij_shape_package_description, false},
	{"tags", &ij_shape_tag_map, false},
	{"clientToken", &ij_shape_client_token, false},
	{NULL, NULL, false}
};

static const IjOperation create_package = {
	.name = "CreatePackage",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = create_package_members,
	.reply = &ij_reply_create_package,
	.run = ij_op_create_package
};

IJ_SQL_FUNCTION(iotjobs_create_package, create_package)

static const IjMember get_package_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{NULL, NULL, false}
};

static const IjOperation get_package = {
	.name = "GetPackage",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = get_package_members,
	.reply = &ij_reply_get_package,
	.run = ij_op_get_package
};

IJ_SQL_FUNCTION(iotjobs_get_package, get_package)

static const IjMember update_package_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{"description", &ij_shape_package_description, false},
	{"defaultVersionName", &ij_shape_package_version_name, false},
	{"unsetDefaultVersion", &ij_shape_boolean, false},
	{"clientToken", &ij_shape_client_token, false},
	{NULL, NULL, false}
};

static const IjOperation update_package = {
	.name = "UpdatePackage",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = update_package_members,
	.reply = &ij_reply_empty,
	.run = ij_op_update_package
};

IJ_SQL_FUNCTION(iotjobs_update_package, update_package)

static const IjMember delete_package_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{"clientToken", &ij_shape_client_token, false},
	{NULL, NULL, false}
};

static const IjOperation delete_package = {
	.name = "DeletePackage",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = delete_package_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_package
};

IJ_SQL_FUNCTION(iotjobs_delete_package, delete_package)

static const IjMember list_packages_members[] = {
	{"maxResults", &ij_shape_package_max_results, false},
	{"nextToken", &ij_shape_next_token, false},
	{NULL, NULL, false}
};

static const IjOperation list_packages = {
	.name = "ListPackages",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = list_packages_members,
	.reply = &ij_reply_list_packages,
	.run = ij_op_list_packages
};

IJ_SQL_FUNCTION(iotjobs_list_packages, list_packages)

static const IjMember create_package_version_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{"versionName", &ij_shape_package_version_name, true},
	{"description", &ij_shape_package_description, false},
	{"attributes", &ij_shape_package_attributes, false},
	{"artifact", &ij_shape_package_artifact, false},
	{"recipe", &ij_shape_package_recipe, false},
	{"tags", &ij_shape_tag_map, false},
	{"clientToken", &ij_shape_client_token, false},
	{NULL, NULL, false}
};

static const IjOperation create_package_version = {
	.name = "CreatePackageVersion",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = create_package_version_members,
	.reply = &ij_reply_create_package_version,
	.run = ij_op_create_package_version
};

IJ_SQL_FUNCTION(iotjobs_create_package_version, create_package_version)

static const IjMember get_package_version_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{"versionName", &ij_shape_package_version_name, true},
	{NULL, NULL, false}
};

static const IjOperation get_package_version = {
	.name = "GetPackageVersion",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = get_package_version_members,
	.reply = &ij_reply_get_package_version,
	.run = ij_op_get_package_version
};

IJ_SQL_FUNCTION(iotjobs_get_package_version, get_package_version)

static const IjMember update_package_version_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{"versionName", &ij_shape_package_version_name, true},
	{"description", &ij_shape_package_description, false},
	{"attributes", &ij_shape_package_attributes, false},
	{"artifact", &ij_shape_package_artifact, false},
	{"action", &ij_shape_package_version_action, false},
	{"recipe", &ij_shape_package_recipe, false},
	{"clientToken", &ij_shape_client_token, false},
	{NULL, NULL, false}
};

static const IjOperation update_package_version = {
	.name = "UpdatePackageVersion",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = update_package_version_members,
	.reply = &ij_reply_empty,
	.run = ij_op_update_package_version
};

IJ_SQL_FUNCTION(iotjobs_update_package_version, update_package_version)

static const IjMember delete_package_version_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{"versionName", &ij_shape_package_version_name, true},
	{"clientToken", &ij_shape_client_token, false},
	{NULL, NULL, false}
};

static const IjOperation delete_package_version = {
	.name = "DeletePackageVersion",
	.plane = IJ_CONTROL_PLANE,
	.writes = true,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = delete_package_version_members,
	.reply = &ij_reply_empty,
	.run = ij_op_delete_package_version
};

IJ_SQL_FUNCTION(iotjobs_delete_package_version, delete_package_version)

static const IjMember list_package_versions_members[] = {
	{"packageName", &ij_shape_package_name, true},
	{"status", &ij_shape_package_version_status, false},
	{"maxResults", &ij_shape_package_max_results, false},
	{"nextToken", &ij_shape_next_token, false},
	{NULL, NULL, false}
};

static const IjOperation list_package_versions = {
	.name = "ListPackageVersions",
	.plane = IJ_CONTROL_PLANE,
	.writes = false,
	.malformed = ERRCODE_IJ_VALIDATION,
	.members = list_package_versions_members,
	.reply = &ij_reply_list_package_versions,
	.run = ij_op_list_package_versions
};

IJ_SQL_FUNCTION(iotjobs_list_package_versions, list_package_versions)

const IjOperation *const ij_package_operations[] = {
	&create_package,
	&get_package,
	&update_package,
	&delete_package,
	&list_packages,
	&create_package_version,
	&get_package_version,
	&update_package_version,
	&delete_package_version,
	&list_package_versions,
	NULL
};
