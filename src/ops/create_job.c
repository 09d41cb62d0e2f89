/*-------------------------------------------------------------------------
 *
 * create_job.c
 *		CreateJob.
 *
 * Writes the job, its targets and one row for the worker: of work, or of the
 * schedule that the job waits for.  No execution is made here, however large
 * the targets are.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "compat.h"
#include "errors.h"
#include "guc.h"
#include "json/arn_out.h"
#include "json/document_check.h"
#include "json/json_out.h"
#include "ops/document.h"
#include "ops/document_source.h"
#include "ops/job_package.h"
#include "ops/job_request.h"
#include "ops/job_schedule.h"
#include "ops/job_template.h"
#include "ops/ops.h"
#include "store/job_change_store.h"
#include "store/job_store.h"
#include "store/schedule_store.h"
#include "wake.h"

static void read_document(const IjRequest *request, const IjJobPackages *packages, IjNewJob *job);

Jsonb *
ij_op_create_job(const IjRequest *request)
{
	char	   *job_id = ij_request_cstring(request, "jobId");
	char	   *selection = ij_request_cstring(request, "targetSelection");
	IjNewJob	job;
	int64		key;
	IjJson	   *json;
	IjTemplateUse use;
	IjJobPackages packages;
	IjScheduleLook look;

	ij_check_job_targets(request);
	request = ij_job_template_apply(request, &use);
	ij_check_job_rollout(request);
	ij_job_packages_read(request, &packages);

	job.job_id = ij_request_text(request, "jobId");
	job.is_continuous = selection != NULL && strcmp(selection, "CONTINUOUS") == 0;
	job.description = ij_request_text(request, "description");
	job.namespace_id = ij_request_text(request, "namespaceId");
	job.presigned_url_config = ij_request_jsonb(request, "presignedUrlConfig");
	job.job_executions_rollout_config = ij_request_jsonb(request, "jobExecutionsRolloutConfig");
	job.abort_config = ij_request_jsonb(request, "abortConfig");
	job.timeout_config = ij_request_jsonb(request, "timeoutConfig");
	job.job_executions_retry_config = ij_request_jsonb(request, "jobExecutionsRetryConfig");
	job.document_before_substitution = use.document_before;
	job.template_arn = use.template_arn;
	job.document_parameters = ij_request_jsonb(request, "documentParameters");
	job.tags = ij_request_jsonb(request, "tags");
	ij_job_packages_resolve(&packages);
	job.destination_package_versions = packages.given;
	job.resolved_package_versions = packages.resolved;
	read_document(request, &packages, &job);
	job.at = ij_now();
	job.scheduling_config = ij_request_jsonb(request, "schedulingConfig");
	job.is_scheduled = ij_job_schedule_check(&job, &look);

	if (!ij_job_insert(&job, &key))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_ALREADY_EXISTS),
				 errmsg("job \"%s\" already exists", job_id),
				 errdetail("Its ARN is %s.", ij_arn_make("job", job_id)),
				 errhint("Choose another jobId; an id is free again once its job is deleted.")));
	if (ij_jobs_more_active_than(ij_guc_max_active_jobs))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_LIMIT_EXCEEDED),
				 errmsg("too many jobs are active"),
				 errdetail("At most %d jobs may be IN_PROGRESS or SCHEDULED.", ij_guc_max_active_jobs),
				 errhint("Wait until one has ended, or raise iotjobs.max_active_jobs.")));
	ij_add_job_targets(request, key, false);
	ij_schedule_insert(key, &look);
	ij_wake_at_commit();

	json = ij_json_begin();
	ij_json_string(json, "jobArn", ij_arn_make("job", job_id));
	ij_json_string(json, "jobId", job_id);
	ij_json_text(json, "description", job.description);
	return ij_json_end(json);
}

/* The document, given or read from its source, and with its packages filled in. */
static void
read_document(const IjRequest *request, const IjJobPackages *packages, IjNewJob *job)
{
	text	   *filled;
	text	   *given = ij_request_text(request, "document");

	job->document_source = ij_request_text(request, "documentSource");
	if (given == NULL && job->document_source == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("document is missing"),
				 errdetail("A job needs a document, a JSON text that its devices receive.")));
	if (given != NULL && job->document_source != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("document and documentSource are both given"),
				 errdetail("A job has one document.")));

	job->document = given != NULL ? given :
		ij_document_source_read(job->document_source, job->presigned_url_config);
	ij_check_document(job->document);

	filled = ij_document_accept(job->document, job->presigned_url_config, packages);
	if (filled != job->document && job->document_before_substitution == NULL)
		job->document_before_substitution = job->document;
	job->document = filled;
}
