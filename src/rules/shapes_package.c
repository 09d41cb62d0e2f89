/*-------------------------------------------------------------------------
 *
 * shapes_package.c
 *		Shapes of software packages and their versions.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/pattern.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

const IjShape ij_shape_package_name = {
	.name = "PackageName", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_package_name
};

const IjShape ij_shape_package_version_name = {
	.name = "VersionName", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 64), .pattern = &ij_pattern_package_name
};

const IjShape ij_shape_package_description = {
	.name = "ResourceDescription", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(0, 1024), .pattern = &ij_pattern_text
};

const IjShape ij_shape_client_token = {
	.name = "ClientToken", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(36, 64), .pattern = &ij_pattern_client_token
};

const IjShape ij_shape_package_max_results = {
	.name = "PackageCatalogMaxResults", .kind = IJ_KIND_INTEGER, IJ_BETWEEN(1, 100)
};

static const char *const status_words[] = {"DRAFT", "PUBLISHED", "DEPRECATED", NULL};

const IjShape ij_shape_package_version_status = {
	.name = "PackageVersionStatus", .kind = IJ_KIND_STRING, .words = status_words
};

static const char *const action_words[] = {"PUBLISH", "DEPRECATE", NULL};

const IjShape ij_shape_package_version_action = {
	.name = "PackageVersionAction", .kind = IJ_KIND_STRING, .words = action_words
};

const IjShape ij_shape_package_recipe = {
	.name = "PackageVersionRecipe", .kind = IJ_KIND_STRING, IJ_AT_MOST(3072)
};

static const IjShape attribute_key = {
	.name = "ResourceAttributeKey", .kind = IJ_KIND_STRING,
	IJ_AT_LEAST(1), .pattern = &ij_pattern_name
};

static const IjShape attribute_value = {
	.name = "ResourceAttributeValue", .kind = IJ_KIND_STRING,
	IJ_AT_LEAST(1), .pattern = &ij_pattern_text
};

/* All of them together have a limit, which json/rule_check.c holds. */
const IjShape ij_shape_package_attributes = {
	.name = "ResourceAttributes", .kind = IJ_KIND_MAP,
	.key = &attribute_key, .element = &attribute_value
};

static const IjShape s3_bucket = {
	.name = "S3Bucket", .kind = IJ_KIND_STRING, IJ_AT_LEAST(1)
};

static const IjShape s3_key = {
	.name = "S3Key", .kind = IJ_KIND_STRING, IJ_AT_LEAST(1)
};

static const IjShape s3_version = {
	.name = "S3Version", .kind = IJ_KIND_STRING
};

static const IjMember s3_location_members[] = {
	{"bucket", &s3_bucket, false},
	{"key", &s3_key, false},
	{"version", &s3_version, false},
	{NULL, NULL, false}
};

static const IjShape s3_location = {
	.name = "S3Location", .kind = IJ_KIND_STRUCTURE, .members = s3_location_members
};

static const IjMember artifact_members[] = {
	{"s3Location", &s3_location, false},
	{NULL, NULL, false}
};

const IjShape ij_shape_package_artifact = {
	.name = "PackageVersionArtifact", .kind = IJ_KIND_STRUCTURE, .members = artifact_members
};
