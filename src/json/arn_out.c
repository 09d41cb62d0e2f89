/*-------------------------------------------------------------------------
 *
 * arn_out.c
 *		ARNs of this database's account and region, written and read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "compat.h"
#include "errors.h"
#include "guc.h"
#include "json/arn_out.h"
#include "json/shape_error.h"
#include "rules/arn_text.h"

static void check_owner(const char *arn, const IjIotArn *parts);
pg_noreturn static void refuse_arn(const char *arn);

char *
ij_arn_make(const char *kind, const char *name)
{
	return psprintf("arn:aws:iot:%s:%s:%s/%s",
					ij_guc_region, ij_guc_account_id, kind, name);
}

char *
ij_arn_make_managed(const char *name, const char *version)
{
	return psprintf("arn:aws:iot:%s::jobtemplate/%s:%s", ij_guc_region, name, version);
}

IjTargetKind
ij_arn_read_target(const char *arn, char **name)
{
	IjIotArn	parts;

	if (!ij_arn_parse_iot(arn, strlen(arn), &parts) ||
		(parts.kind != IJ_ARN_THING && parts.kind != IJ_ARN_THING_GROUP))
		refuse_arn(arn);

	check_owner(arn, &parts);
	*name = pnstrdup(parts.id.start, parts.id.length);
	return parts.kind == IJ_ARN_THING ? IJ_TARGET_THING : IJ_TARGET_THING_GROUP;
}

char *
ij_arn_read_name(const char *arn, IjTargetKind kind)
{
	char	   *name;

	if (ij_arn_read_target(arn, &name) != kind)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 kind == IJ_TARGET_THING ?
				 errmsg("\"%s\" is not the ARN of a thing", ij_clip(arn, strlen(arn))) :
				 errmsg("\"%s\" is not the ARN of a thing group", ij_clip(arn, strlen(arn))),
				 kind == IJ_TARGET_THING ?
				 errdetail("The ARN of a thing ends in \":thing/\" and its name.") :
				 errdetail("The ARN of a thing group ends in \":thinggroup/\" and its name.")));

	return name;
}

char *
ij_arn_read_job(const char *arn)
{
	IjIotArn	parts;

	if (!ij_arn_parse_iot(arn, strlen(arn), &parts) || parts.kind != IJ_ARN_JOB)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("\"%s\" is not the ARN of a job", ij_clip(arn, strlen(arn))),
				 errdetail("Such an ARN is arn:aws:iot:REGION:ACCOUNT:job/ID."),
				 errhint("See iotjobs.list_jobs().")));

	check_owner(arn, &parts);
	return pnstrdup(parts.id.start, parts.id.length);
}

bool
ij_arn_read_template(const char *arn, char **id, char **version)
{
	IjIotArn	parts;
	char	   *colon;

	if (!ij_arn_parse_iot(arn, strlen(arn), &parts) || parts.kind != IJ_ARN_JOB_TEMPLATE)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("\"%s\" is not the ARN of a job template", ij_clip(arn, strlen(arn))),
				 errdetail("Such an ARN is arn:aws:iot:REGION:ACCOUNT:jobtemplate/ID, or arn:aws:iot:REGION::jobtemplate/NAME:VERSION for a managed template."),
				 errhint("See iotjobs.list_job_templates() and iotjobs.list_managed_job_templates().")));

	check_owner(arn, &parts);
	*id = pnstrdup(parts.id.start, parts.id.length);
	*version = NULL;
	if (parts.account.length != 0)
		return false;

	colon = strchr(*id, ':');
	if (colon != NULL)
	{
		*colon = '\0';
		*version = colon + 1;
	}
	return true;
}

bool
ij_arn_read(const char *arn, IjIotArn *parts)
{
	if (!ij_arn_parse_iot(arn, strlen(arn), parts))
		return false;
	check_owner(arn, parts);
	return true;
}

/* A managed template belongs to no account. */
static void
check_owner(const char *arn, const IjIotArn *parts)
{
	if (!ij_arn_part_equals(parts->region, ij_guc_region) ||
		(parts->account.length != 0 && !ij_arn_part_equals(parts->account, ij_guc_account_id)))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("ARN \"%s\" belongs to another account or region", ij_clip(arn, strlen(arn))),
				 errdetail("This database is account %s in region %s.",
						   ij_guc_account_id, ij_guc_region),
				 errhint("Name a resource of this account, or see the settings iotjobs.account_id and iotjobs.region.")));
}

static void
refuse_arn(const char *arn)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("\"%s\" is not the ARN of a thing or a thing group", ij_clip(arn, strlen(arn))),
			 errdetail("Such an ARN is arn:aws:iot:REGION:ACCOUNT:thing/NAME or arn:aws:iot:REGION:ACCOUNT:thinggroup/NAME."),
			 errhint("See iotjobs.describe_thing() and iotjobs.describe_thing_group() for the ARNs of what exists.")));
}
