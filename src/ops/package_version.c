/*-------------------------------------------------------------------------
 *
 * package_version.c
 *		CreatePackageVersion, GetPackageVersion, UpdatePackageVersion,
 *		DeletePackageVersion, ListPackageVersions.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "clock.h"
#include "errors.h"
#include "guc.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "ops/token.h"
#include "ops/client_token.h"
#include "ops/ops.h"
#include "ops/package.h"

static Jsonb *create_version(const IjRequest *request);
static Jsonb *update_version(const IjRequest *request);
static Jsonb *delete_version(const IjRequest *request);
static void find_package(text *name, IjPackageLock lock, IjPackage *package);
static void take_action(const IjRequest *request, IjPackageVersion *version);
static char *version_arn(const IjPackageVersion *version);

Jsonb *
ij_op_create_package_version(const IjRequest *request)
{
	return ij_run_once(request, create_version);
}

Jsonb *
ij_op_update_package_version(const IjRequest *request)
{
	return ij_run_once(request, update_version);
}

Jsonb *
ij_op_delete_package_version(const IjRequest *request)
{
	return ij_run_once(request, delete_version);
}

static Jsonb *
create_version(const IjRequest *request)
{
	IjPackage	package;
	IjPackageVersion version = {0};
	IjJson	   *json;

	find_package(ij_request_text(request, "packageName"), IJ_PACKAGE_USE, &package);
	version.package_id = package.id;
	version.package_name = package.name;
	version.name = ij_request_cstring(request, "versionName");
	version.status = IJ_VERSION_DRAFT;
	version.description = ij_request_text(request, "description");
	version.attributes = ij_request_jsonb(request, "attributes");
	version.artifact = ij_request_jsonb(request, "artifact");
	version.recipe = ij_request_text(request, "recipe");

	if (!ij_package_version_insert(&version, ij_request_jsonb(request, "tags"), ij_now()))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_CONFLICT),
				 errmsg("version \"%s\" of package \"%s\" already exists", version.name, package.name),
				 errhint("Choose another versionName, or see iotjobs.update_package_version().")));
	if (ij_package_versions_more_than(ij_guc_max_package_versions))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_SERVICE_QUOTA_EXCEEDED),
				 errmsg("too many package versions exist"),
				 errdetail("There may be at most %d, of all packages together.", ij_guc_max_package_versions),
				 errhint("Delete one, or raise iotjobs.max_package_versions.")));

	json = ij_json_begin();
	ij_json_string(json, "packageVersionArn", version_arn(&version));
	ij_json_string(json, "packageName", package.name);
	ij_json_string(json, "versionName", version.name);
	ij_json_text(json, "description", version.description);
	ij_json_jsonb(json, "attributes", version.attributes);
	ij_json_string(json, "status", ij_version_status_word(version.status));
	return ij_json_end(json);
}

Jsonb *
ij_op_get_package_version(const IjRequest *request)
{
	IjPackageVersion version;
	IjJson	   *json;

	ij_package_version_get(ij_request_text(request, "packageName"),
						   ij_request_text(request, "versionName"), IJ_PACKAGE_READ, &version);

	json = ij_json_begin();
	ij_json_string(json, "packageVersionArn", version_arn(&version));
	ij_json_string(json, "packageName", version.package_name);
	ij_json_string(json, "versionName", version.name);
	ij_json_text(json, "description", version.description);
	ij_json_jsonb(json, "attributes", version.attributes);
	ij_json_jsonb(json, "artifact", version.artifact);
	ij_json_string(json, "status", ij_version_status_word(version.status));
	ij_json_time(json, "creationDate", version.created_at);
	ij_json_time(json, "lastModifiedDate", version.modified_at);
	ij_json_text(json, "recipe", version.recipe);
	return ij_json_end(json);
}

/* Members that are given replace the whole value; a change and the publication may come in one call. */
static Jsonb *
update_version(const IjRequest *request)
{
	IjPackageVersion version;
	const char *fixed = NULL;

	ij_package_version_get(ij_request_text(request, "packageName"),
						   ij_request_text(request, "versionName"), IJ_PACKAGE_CHANGE, &version);

	if (ij_request_has(request, "attributes"))
		fixed = "attributes";
	else if (ij_request_has(request, "artifact"))
		fixed = "artifact";
	if (fixed != NULL && !ij_version_is_open(version.status))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_CONFLICT),
				 errmsg("%s of version \"%s\" of package \"%s\" cannot change", fixed,
						version.name, version.package_name),
				 errdetail("The version is %s; attributes and artifact change only while it is DRAFT.",
						   ij_version_status_word(version.status)),
				 errhint("Create another version.")));

	if (ij_request_has(request, "description"))
		version.description = ij_request_text(request, "description");
	if (ij_request_has(request, "attributes"))
		version.attributes = ij_request_jsonb(request, "attributes");
	if (ij_request_has(request, "artifact"))
		version.artifact = ij_request_jsonb(request, "artifact");
	if (ij_request_has(request, "recipe"))
		version.recipe = ij_request_text(request, "recipe");
	if (ij_request_has(request, "action"))
		take_action(request, &version);

	ij_package_version_update(&version, ij_now());
	return ij_json_empty();
}

static void
take_action(const IjRequest *request, IjPackageVersion *version)
{
	text	   *word = ij_request_text(request, "action");
	IjVersionAction action;
	IjVersionStatus to;

	if (!ij_version_action_from_word(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word), &action))
		elog(ERROR, "action %s is unknown", text_to_cstring(word));
	if (!ij_version_after(version->status, action, &to))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_CONFLICT),
				 errmsg("version \"%s\" of package \"%s\" cannot go from %s to %s", version->name,
						version->package_name, ij_version_status_word(version->status),
						ij_version_status_word(to)),
				 errdetail("A version goes from DRAFT to PUBLISHED, from there to DEPRECATED and back, and never to DRAFT again.")));
	version->status = to;
}

/* The package is locked first: nobody makes it the default meanwhile. */
static Jsonb *
delete_version(const IjRequest *request)
{
	text	   *package_name = ij_request_text(request, "packageName");
	IjPackage	package;
	IjPackageVersion version;

	if (!ij_package_find(package_name, IJ_PACKAGE_CHANGE, &package) ||
		!ij_package_version_find(package_name, ij_request_text(request, "versionName"),
								 IJ_PACKAGE_DELETION, &version))
		return ij_json_empty();

	if (version.is_default)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_VALIDATION),
				 errmsg("version \"%s\" is the default version of package \"%s\"",
						version.name, version.package_name),
				 errdetail("A version can be deleted only while it is not the default."),
				 errhint("Call iotjobs.update_package('%s', unset_default_version => true) first.",
						 version.package_name)));
	ij_package_version_delete(version.id);
	return ij_json_empty();
}

/* In the order of creation. */
Jsonb *
ij_op_list_package_versions(const IjRequest *request)
{
	int			page_size = (int) ij_request_int(request, "maxResults", IJ_DEFAULT_PACKAGE_RESULTS);
	int64		after_id = 0;
	int			count;
	IjPackage	package;
	IjPackageVersion *versions;
	IjJson	   *json;

	(void) ij_token_read(request, 1, &after_id);
	find_package(ij_request_text(request, "packageName"), IJ_PACKAGE_READ, &package);
	count = ij_package_version_list(package.id, ij_request_text(request, "status"),
									after_id, page_size + 1, &versions);

	json = ij_json_begin();
	ij_json_begin_array(json, "packageVersionSummaries");
	for (int i = 0; i < Min(count, page_size); i++)
	{
		ij_json_begin_object(json, NULL);
		ij_json_string(json, "packageName", versions[i].package_name);
		ij_json_string(json, "versionName", versions[i].name);
		ij_json_string(json, "status", ij_version_status_word(versions[i].status));
		ij_json_time(json, "creationDate", versions[i].created_at);
		ij_json_time(json, "lastModifiedDate", versions[i].modified_at);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);
	if (count > page_size)
		ij_json_string(json, "nextToken", ij_token_write(request, 1, &versions[page_size - 1].id));
	return ij_json_end(json);
}

/* For operations that do not declare ResourceNotFoundException. */
static void
find_package(text *name, IjPackageLock lock, IjPackage *package)
{
	if (!ij_package_find(name, lock, package))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_VALIDATION),
				 errmsg("package \"%s\" does not exist", text_to_cstring(name)),
				 errhint("See iotjobs.list_packages(); iotjobs.create_package() makes one.")));
}

static char *
version_arn(const IjPackageVersion *version)
{
	return ij_arn_make("package", psprintf("%s/version/%s", version->package_name, version->name));
}
