/*-------------------------------------------------------------------------
 *
 * job_template.c
 *		CreateJobTemplate, DescribeJobTemplate, ListJobTemplates and
 *		DeleteJobTemplate.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "clock.h"
#include "compat.h"
#include "errors.h"
#include "guc.h"
#include "json/arn_out.h"
#include "json/document_check.h"
#include "json/json_out.h"
#include "ops/token.h"
#include "ops/document_source.h"
#include "ops/job_package.h"
#include "ops/job_request.h"
#include "ops/job_template.h"
#include "ops/ops.h"
#include "store/job_store.h"

static int64 find_job(const IjRequest *request);
static void read_document(const IjRequest *request, int64 job_key, IjJobTemplate *template);
pg_noreturn static void refuse_unknown(const char *id);
static void put_identity(IjJson *json, const text *job_template_id);

/*
 * The placeholders of the document are looked at when a job is created: what
 * they need, such as a role, may come with the job.  So are packages, which
 * only have to be named well here.
 */
Jsonb *
ij_op_create_job_template(const IjRequest *request)
{
	IjJobTemplate template = {0};
	IjJobPackages packages;
	int64		job_key = find_job(request);
	IjJson	   *json = ij_json_begin();

	ij_check_job_rollout(request);
	ij_job_packages_read(request, &packages);

	template.job_template_id = ij_request_text(request, "jobTemplateId");
	template.description = ij_request_text(request, "description");
	template.presigned_url_config = ij_request_jsonb(request, "presignedUrlConfig");
	read_document(request, job_key, &template);
	template.job_executions_rollout_config = ij_request_jsonb(request, "jobExecutionsRolloutConfig");
	template.abort_config = ij_request_jsonb(request, "abortConfig");
	template.timeout_config = ij_request_jsonb(request, "timeoutConfig");
	template.job_executions_retry_config = ij_request_jsonb(request, "jobExecutionsRetryConfig");
	template.maintenance_windows = ij_request_jsonb(request, "maintenanceWindows");
	template.destination_package_versions = ij_request_array(request, "destinationPackageVersions");
	template.tags = ij_request_jsonb(request, "tags");
	template.created_at = ij_now();

	if (!ij_template_insert(&template, job_key))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_CONFLICT),
				 errmsg("job template \"%s\" already exists", text_to_cstring(template.job_template_id)),
				 errdetail("A template never changes."),
				 errhint("Choose another jobTemplateId, or delete the template first.")));
	if (ij_template_count() > ij_guc_max_job_templates)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_LIMIT_EXCEEDED),
				 errmsg("too many job templates exist"),
				 errdetail("There may be at most %d.", ij_guc_max_job_templates),
				 errhint("Delete one, or raise iotjobs.max_job_templates.")));

	put_identity(json, template.job_template_id);
	return ij_json_end(json);
}

Jsonb *
ij_op_describe_job_template(const IjRequest *request)
{
	IjJson	   *json = ij_json_begin();
	IjJobTemplate template;

	ij_template_get(ij_request_cstring(request, "jobTemplateId"), &template);

	put_identity(json, template.job_template_id);
	ij_json_text(json, "description", template.description);
	ij_json_text(json, "documentSource", template.document_source);
	ij_json_text(json, "document", template.document);
	ij_json_time(json, "createdAt", template.created_at);
	ij_json_jsonb(json, "presignedUrlConfig", template.presigned_url_config);
	ij_json_jsonb(json, "jobExecutionsRolloutConfig", template.job_executions_rollout_config);
	ij_json_jsonb(json, "abortConfig", template.abort_config);
	ij_json_jsonb(json, "timeoutConfig", template.timeout_config);
	ij_json_jsonb(json, "jobExecutionsRetryConfig", template.job_executions_retry_config);
	ij_json_jsonb(json, "maintenanceWindows", template.maintenance_windows);
	ij_json_text_array(json, "destinationPackageVersions", template.destination_package_versions);
	return ij_json_end(json);
}

/* Newest first; among templates of one moment, the one created last. */
Jsonb *
ij_op_list_job_templates(const IjRequest *request)
{
	int			limit = ij_page_size(request);
	int64		keys[2] = {DT_NOEND, PG_INT64_MAX};
	IjJobTemplate *templates;
	uint64		n;
	IjJson	   *json = ij_json_begin();

	(void) ij_token_read(request, 2, keys);

	/* One more than shown tells whether there is another page. */
	n = ij_template_list(keys[0], keys[1], limit + 1, &templates);

	ij_json_begin_array(json, "jobTemplates");
	for (uint64 i = 0; i < Min(n, limit); i++)
	{
		ij_json_begin_object(json, NULL);
		put_identity(json, templates[i].job_template_id);
		ij_json_text(json, "description", templates[i].description);
		ij_json_time(json, "createdAt", templates[i].created_at);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);

	if (n > limit)
	{
		keys[0] = templates[limit - 1].created_at;
		keys[1] = templates[limit - 1].key;
		ij_json_string(json, "nextToken", ij_token_write(request, 2, keys));
	}
	return ij_json_end(json);
}

/* Its jobs have all they need, and stay. */
Jsonb *
ij_op_delete_job_template(const IjRequest *request)
{
	if (!ij_template_delete(ij_request_text(request, "jobTemplateId")))
		refuse_unknown(ij_request_cstring(request, "jobTemplateId"));
	return ij_json_empty();
}

void
ij_template_get(const char *id, IjJobTemplate *template)
{
	if (!ij_template_find(cstring_to_text(id), template))
		refuse_unknown(id);
}

/* The key of the job that jobArn names, locked against deletion; 0 without a jobArn. */
static int64
find_job(const IjRequest *request)
{
	char	   *arn = ij_request_cstring(request, "jobArn");
	IjJob		job;

	if (arn == NULL)
		return 0;
	ij_job_get(cstring_to_text(ij_arn_read_job(arn)), true, &job);
	return job.key;
}

/* The document, given or read from its source; without either it is that of the job. */
static void
read_document(const IjRequest *request, int64 job_key, IjJobTemplate *template)
{
	template->document = ij_request_text(request, "document");
	template->document_source = ij_request_text(request, "documentSource");

	if (template->document != NULL && template->document_source != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("document and documentSource are both given"),
				 errdetail("A template has one document.")));
	if (job_key == 0 && template->document == NULL && template->document_source == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("document is missing"),
				 errdetail("A template needs a document, or a jobArn to take it from.")));
	if (template->document_source != NULL)
	{
		template->document =
			ij_document_source_read(template->document_source, template->presigned_url_config);
		ij_check_document(template->document);
	}
}

static void
refuse_unknown(const char *id)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
			 errmsg("job template \"%s\" does not exist", id),
			 errhint("See iotjobs.list_job_templates().")));
}

static void
put_identity(IjJson *json, const text *job_template_id)
{
	ij_json_string(json, "jobTemplateArn", ij_arn_make("jobtemplate", text_to_cstring(job_template_id)));
	ij_json_text(json, "jobTemplateId", job_template_id);
}
