/*-------------------------------------------------------------------------
 *
 * replies_package.c
 *		Shapes of the replies about software packages.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/replies.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

const IjShape ij_reply_create_package = {
	.name = "CreatePackageResponse", IJ_STRUCTURE_OF(
		{"packageName", &ij_shape_package_name, true},
		{"packageArn", &ij_shape_arn, true},
		{"description", &ij_shape_package_description, false})
};

const IjShape ij_reply_get_package = {
	.name = "GetPackageResponse", IJ_STRUCTURE_OF(
		{"packageName", &ij_shape_package_name, true},
		{"packageArn", &ij_shape_arn, true},
		{"description", &ij_shape_package_description, false},
		{"defaultVersionName", &ij_shape_package_version_name, false},
		{"creationDate", &ij_shape_timestamp, true},
		{"lastModifiedDate", &ij_shape_timestamp, true})
};

static const IjShape package_summary = {
	.name = "PackageSummary", IJ_STRUCTURE_OF(
		{"packageName", &ij_shape_package_name, true},
		{"defaultVersionName", &ij_shape_package_version_name, false},
		{"creationDate", &ij_shape_timestamp, true},
		{"lastModifiedDate", &ij_shape_timestamp, true})
};

static const IjShape package_summary_list = {
	.name = "PackageSummaryList", IJ_LIST_OF(package_summary)
};

const IjShape ij_reply_list_packages = {
	.name = "ListPackagesResponse", IJ_STRUCTURE_OF(
		{"packageSummaries", &package_summary_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

const IjShape ij_reply_create_package_version = {
	.name = "CreatePackageVersionResponse", IJ_STRUCTURE_OF(
		{"packageVersionArn", &ij_shape_arn, true},
		{"packageName", &ij_shape_package_name, true},
		{"versionName", &ij_shape_package_version_name, true},
		{"description", &ij_shape_package_description, false},
		{"attributes", &ij_shape_package_attributes, false},
		{"status", &ij_shape_package_version_status, true},
		{"errorReason", &ij_shape_any_text, false})
};

static const char *const sbom_validation_status_words[] = {"IN_PROGRESS", "FAILED", "SUCCEEDED", NULL};

static const IjShape sbom_validation_status = {
	.name = "SbomValidationStatus", .kind = IJ_KIND_STRING, .words = sbom_validation_status_words
};

const IjShape ij_reply_get_package_version = {
	.name = "GetPackageVersionResponse", IJ_STRUCTURE_OF(
		{"packageVersionArn", &ij_shape_arn, true},
		{"packageName", &ij_shape_package_name, true},
		{"versionName", &ij_shape_package_version_name, true},
		{"description", &ij_shape_package_description, false},
		{"attributes", &ij_shape_package_attributes, false},
		{"artifact", &ij_shape_package_artifact, false},
		{"status", &ij_shape_package_version_status, true},
		{"errorReason", &ij_shape_any_text, false},
		{"creationDate", &ij_shape_timestamp, true},
		{"lastModifiedDate", &ij_shape_timestamp, true},
		{"sbom", &ij_shape_package_artifact, false},
		{"sbomValidationStatus", &sbom_validation_status, false},
		{"recipe", &ij_shape_package_recipe, false})
};

static const IjShape package_version_summary = {
	.name = "PackageVersionSummary", IJ_STRUCTURE_OF(
		{"packageName", &ij_shape_package_name, true},
		{"versionName", &ij_shape_package_version_name, true},
		{"status", &ij_shape_package_version_status, true},
		{"creationDate", &ij_shape_timestamp, true},
		{"lastModifiedDate", &ij_shape_timestamp, true})
};

static const IjShape package_version_summary_list = {
	.name = "PackageVersionSummaryList", IJ_LIST_OF(package_version_summary)
};

const IjShape ij_reply_list_package_versions = {
	.name = "ListPackageVersionsResponse", IJ_STRUCTURE_OF(
		{"packageVersionSummaries", &package_version_summary_list, true},
		{"nextToken", &ij_shape_next_token, false})
};
