/*-------------------------------------------------------------------------
 *
 * package.c
 *		CreatePackage, GetPackage, UpdatePackage, DeletePackage, ListPackages.
 *
 * What the API declares for each operation is what it raises: creating and
 * listing in a package that is not there is a ValidationException, and what
 * is not there can be deleted.
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
#include "store/package_store.h"

static Jsonb *create_package(const IjRequest *request);
static Jsonb *update_package(const IjRequest *request);
static Jsonb *delete_package(const IjRequest *request);
static int64 default_version(const IjRequest *request);

Jsonb *
ij_op_create_package(const IjRequest *request)
{
	return ij_run_once(request, create_package);
}

Jsonb *
ij_op_update_package(const IjRequest *request)
{
	return ij_run_once(request, update_package);
}

Jsonb *
ij_op_delete_package(const IjRequest *request)
{
	return ij_run_once(request, delete_package);
}

static Jsonb *
create_package(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "packageName");
	text	   *description = ij_request_text(request, "description");
	IjJson	   *json;

	if (!ij_package_insert(name, description, ij_request_jsonb(request, "tags"), ij_now()))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_CONFLICT),
				 errmsg("package \"%s\" already exists", text_to_cstring(name)),
				 errhint("Choose another packageName, or see iotjobs.update_package().")));
	if (ij_packages_more_than(ij_guc_max_packages))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_SERVICE_QUOTA_EXCEEDED),
				 errmsg("too many packages exist"),
				 errdetail("There may be at most %d.", ij_guc_max_packages),
				 errhint("Delete one, or raise iotjobs.max_packages.")));

	json = ij_json_begin();
	ij_json_text(json, "packageName", name);
	ij_json_string(json, "packageArn", ij_arn_make("package", text_to_cstring(name)));
	ij_json_text(json, "description", description);
	return ij_json_end(json);
}

Jsonb *
ij_op_get_package(const IjRequest *request)
{
	IjPackage	package;
	IjJson	   *json;

	ij_package_get(ij_request_text(request, "packageName"), IJ_PACKAGE_READ, &package);

	json = ij_json_begin();
	ij_json_string(json, "packageName", package.name);
	ij_json_string(json, "packageArn", ij_arn_make("package", package.name));
	ij_json_text(json, "description", package.description);
	ij_json_string(json, "defaultVersionName", package.default_version);
	ij_json_time(json, "creationDate", package.created_at);
	ij_json_time(json, "lastModifiedDate", package.modified_at);
	return ij_json_end(json);
}

static Jsonb *
update_package(const IjRequest *request)
{
	bool		names_default = ij_request_has(request, "defaultVersionName");
	bool		unsets = ij_request_bool(request, "unsetDefaultVersion", false);
	IjPackage	package;

	if (names_default && unsets)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_VALIDATION),
				 errmsg("defaultVersionName cannot be given with unsetDefaultVersion"),
				 errdetail("A package either has a default version or none.")));

	ij_package_get(ij_request_text(request, "packageName"), IJ_PACKAGE_CHANGE, &package);
	ij_package_update(package.id, ij_request_text(request, "description"),
					  names_default || unsets,
					  names_default ? default_version(request) : 0, ij_now());
	return ij_json_empty();
}

/* What $default stands for must be something that a job can deploy. */
static int64
default_version(const IjRequest *request)
{
	IjPackageVersion version;

	ij_package_version_get(ij_request_text(request, "packageName"),
						   ij_request_text(request, "defaultVersionName"),
						   IJ_PACKAGE_USE, &version);
	if (!ij_version_is_deployable(version.status))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_VALIDATION),
				 errmsg("version \"%s\" of package \"%s\" is a draft", version.name, version.package_name),
				 errdetail("The default version of a package must be PUBLISHED or DEPRECATED."),
				 errhint("Publish it with iotjobs.update_package_version(action => 'PUBLISH') first.")));
	return version.id;
}

static Jsonb *
delete_package(const IjRequest *request)
{
	IjPackage	package;
	char	   *version;

	if (!ij_package_find(ij_request_text(request, "packageName"), IJ_PACKAGE_DELETION, &package))
		return ij_json_empty();

	version = ij_package_any_version(package.id);
	if (version != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_VALIDATION),
				 errmsg("package \"%s\" has versions", package.name),
				 errdetail("All versions must be deleted before their package; \"%s\" is one.", version),
				 errhint("See iotjobs.list_package_versions() and iotjobs.delete_package_version().")));
	ij_package_delete(package.id);
	return ij_json_empty();
}

/* In the order of creation. */
Jsonb *
ij_op_list_packages(const IjRequest *request)
{
	int			page_size = (int) ij_request_int(request, "maxResults", IJ_DEFAULT_PACKAGE_RESULTS);
	int64		after_id = 0;
	int			count;
	IjPackage  *packages;
	IjJson	   *json;

	(void) ij_token_read(request, 1, &after_id);
	count = ij_package_list(after_id, page_size + 1, &packages);

	json = ij_json_begin();
	ij_json_begin_array(json, "packageSummaries");
	for (int i = 0; i < Min(count, page_size); i++)
	{
		ij_json_begin_object(json, NULL);
		ij_json_string(json, "packageName", packages[i].name);
		ij_json_string(json, "defaultVersionName", packages[i].default_version);
		ij_json_time(json, "creationDate", packages[i].created_at);
		ij_json_time(json, "lastModifiedDate", packages[i].modified_at);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);
	if (count > page_size)
		ij_json_string(json, "nextToken", ij_token_write(request, 1, &packages[page_size - 1].id));
	return ij_json_end(json);
}

void
ij_package_get(text *name, IjPackageLock lock, IjPackage *package)
{
	if (!ij_package_find(name, lock, package))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("package \"%s\" does not exist", text_to_cstring(name)),
				 errhint("See iotjobs.list_packages().")));
}

void
ij_package_version_get(text *package_name, text *name, IjPackageLock lock,
					   IjPackageVersion *version)
{
	if (!ij_package_version_find(package_name, name, lock, version))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("version \"%s\" of package \"%s\" does not exist",
						text_to_cstring(name), text_to_cstring(package_name)),
				 errhint("See iotjobs.list_package_versions().")));
}
