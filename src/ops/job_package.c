/*-------------------------------------------------------------------------
 *
 * job_package.c
 *		The package versions that a job brings.
 *
 * API reference, CreateJob, destinationPackageVersions; developer guide,
 * "Preparing AWS IoT Jobs".  $default stands for the version that is the
 * default of its package when the job is created, whatever becomes of it.
 * $null says that the package is gone from the thing once the job succeeds.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "compat.h"
#include "errors.h"
#include "json/arn_out.h"
#include "json/shape_error.h"
#include "ops/job_package.h"

static void read_arn(const char *arn, IjNamedPackage *package);
static void check_deployable(const IjNamedPackage *package);
static char *resolved_arn(const IjNamedPackage *package, const char *given);

void
ij_job_packages_read(const IjRequest *request, IjJobPackages *packages)
{
	Datum	   *elements;

	packages->count = 0;
	packages->resolved = NULL;
	packages->given = ij_request_array(request, "destinationPackageVersions");
	if (packages->given == NULL)
		return;

	deconstruct_array(packages->given, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, &packages->count);
	if (packages->count == 0)
		packages->given = NULL;

	for (int i = 0; i < packages->count; i++)
	{
		read_arn(TextDatumGetCString(elements[i]), &packages->named[i]);
		for (int j = 0; j < i; j++)
		{
			if (strcmp(packages->named[i].name, packages->named[j].name) == 0)
				ereport(ERROR,
						(errcode(ERRCODE_IJ_INVALID_REQUEST),
						 errmsg("destinationPackageVersions names package \"%s\" twice", packages->named[i].name),
						 errdetail("A job brings one version of a package.")));
		}
	}
}

static void
read_arn(const char *arn, IjNamedPackage *package)
{
	IjIotArn	parts;

	if (!ij_arn_read(arn, &parts) || parts.kind != IJ_ARN_PACKAGE_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("\"%s\" is not the ARN of a package version", ij_clip(arn, strlen(arn))),
				 errdetail("Such an ARN is arn:aws:iot:REGION:ACCOUNT:package/NAME/version/VERSION, where VERSION may be $default or $null."),
				 errhint("See iotjobs.list_package_versions().")));

	package->name = pnstrdup(parts.id.start, parts.id.length);
	package->version_name = pnstrdup(parts.version.start, parts.version.length);
	package->is_dropped = strcmp(package->version_name, "$null") == 0;
}

void
ij_job_packages_resolve(IjJobPackages *packages)
{
	Datum	   *elements;
	int			count;

	if (packages->count == 0)
		return;

	ij_packages_resolve(packages->named, packages->count);
	deconstruct_array(packages->given, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, &count);
	for (int i = 0; i < count; i++)
	{
		check_deployable(&packages->named[i]);
		elements[i] = CStringGetTextDatum(resolved_arn(&packages->named[i], TextDatumGetCString(elements[i])));
	}
	packages->resolved = construct_array(elements, count, TEXTOID, -1, false, TYPALIGN_INT);
}

static void
check_deployable(const IjNamedPackage *package)
{
	if (!package->exists)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("package \"%s\" does not exist", package->name),
				 errdetail("destinationPackageVersions names it."),
				 errhint("See iotjobs.list_packages().")));
	if (package->is_dropped)
		return;
	if (!package->has_version && strcmp(package->version_name, "$default") == 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("package \"%s\" has no default version", package->name),
				 errdetail("destinationPackageVersions names it with $default."),
				 errhint("Set one with iotjobs.update_package('%s', default_version_name => ...), or name a version.",
						 package->name)));
	if (!package->has_version)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("version \"%s\" of package \"%s\" does not exist", package->version_name, package->name),
				 errdetail("destinationPackageVersions names it."),
				 errhint("See iotjobs.list_package_versions().")));
	if (!ij_version_is_deployable(package->version.status))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("version \"%s\" of package \"%s\" cannot be deployed", package->version.name, package->name),
				 errdetail("It is %s; a job brings versions that are PUBLISHED or DEPRECATED.",
						   ij_version_status_word(package->version.status)),
				 errhint("Publish it with iotjobs.update_package_version(action => 'PUBLISH') first.")));
}

static char *
resolved_arn(const IjNamedPackage *package, const char *given)
{
	if (package->is_dropped)
		return pstrdup(given);
	return ij_arn_make("package", psprintf("%s/version/%s", package->name, package->version.name));
}
