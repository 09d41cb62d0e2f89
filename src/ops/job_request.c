/*-------------------------------------------------------------------------
 *
 * job_request.c
 *		Checks that several operations on jobs make of their requests.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "compat.h"
#include "errors.h"
#include "guc.h"
#include "json/arn_out.h"
#include "json/config_read.h"
#include "ops/job_request.h"

void
ij_check_job_namespace(const IjRequest *request, const IjJob *job)
{
	char	   *wanted = ij_request_cstring(request, "namespaceId");

	if (wanted == NULL)
		return;
	if (job->namespace_id == NULL || strcmp(text_to_cstring(job->namespace_id), wanted) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("job \"%s\" does not exist in namespace \"%s\"", job->job_id, wanted),
				 errhint("See iotjobs.list_jobs().")));
}

/* The shape knows no maximum of maximumPerMinute: it is a quota, and here a setting. */
void
ij_check_job_rollout(const IjRequest *request)
{
	Jsonb	   *config = ij_request_jsonb(request, "jobExecutionsRolloutConfig");
	IjRolloutConfig rollout;

	if (config == NULL)
		return;
	ij_read_rollout_config(config, &rollout);
	if (rollout.maximum_per_minute > ij_guc_max_rollout_per_minute)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("maximumPerMinute %lld of jobExecutionsRolloutConfig is too large",
						(long long) rollout.maximum_per_minute),
				 errdetail("It must be at most %d.", ij_guc_max_rollout_per_minute),
				 errhint("The owner of the fleet may raise iotjobs.max_rollout_per_minute.")));
}

void
ij_check_job_targets(const IjRequest *request)
{
	ArrayType  *arns = ij_request_array(request, "targets");

	ij_check_job_target_count(ij_request_cstring(request, "jobId"),
							  ArrayGetNItems(ARR_NDIM(arns), ARR_DIMS(arns)));
}

void
ij_check_job_target_count(const char *job_id, int ntargets)
{
	if (ntargets > ij_guc_max_targets_per_job)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_LIMIT_EXCEEDED),
				 errmsg("job \"%s\" would have %d targets", job_id, ntargets),
				 errdetail("A job may have at most %d targets.", ij_guc_max_targets_per_job),
				 errhint("Put things into groups, or raise iotjobs.max_targets_per_job.")));
}

void
ij_add_job_targets(const IjRequest *request, int64 job_key, bool groups_only)
{
	ArrayType  *arns = ij_request_array(request, "targets");
	Datum	   *elements;
	Datum	   *kinds;
	Datum	   *names;
	int			n;
	int			missing;

	deconstruct_array(arns, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, &n);
	kinds = palloc(sizeof(Datum) * n);
	names = palloc(sizeof(Datum) * n);
	for (int i = 0; i < n; i++)
	{
		char	   *name;
		IjTargetKind kind = ij_arn_read_target(TextDatumGetCString(elements[i]), &name);

		if (groups_only && kind != IJ_TARGET_THING_GROUP)
			ereport(ERROR,
					(errcode(ERRCODE_IJ_INVALID_REQUEST),
					 errmsg("target \"%s\" is not a thing group", TextDatumGetCString(elements[i])),
					 errdetail("Only thing groups can be associated with a job.")));

		kinds[i] = CStringGetTextDatum(kind == IJ_TARGET_THING ? "thing" : "thinggroup");
		names[i] = CStringGetTextDatum(name);
	}

	missing = ij_job_add_targets(job_key, arns,
								 construct_array(kinds, n, TEXTOID, -1, false, TYPALIGN_INT),
								 construct_array(names, n, TEXTOID, -1, false, TYPALIGN_INT));
	if (missing != 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("target \"%s\" does not exist", TextDatumGetCString(elements[missing - 1])),
				 errdetail("It is number %d of the targets.", missing),
				 errhint("See iotjobs.list_things() and iotjobs.list_thing_groups().")));
}
