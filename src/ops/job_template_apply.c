/*-------------------------------------------------------------------------
 *
 * job_template_apply.c
 *		What a job template gives to a job that is created from it.
 *
 * Developer guide, "Create a job from managed templates": what the call gives
 * stands, the rest comes from the template, each configuration as a whole.  Of
 * a schedule a template has the windows alone: they join the times that the
 * call gives, unless it gives windows, or says that there are none.
 * The result is a request like any other, held against the same checks.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "compat.h"
#include "errors.h"
#include "json/arn_out.h"
#include "json/config_read.h"
#include "ops/job_template.h"

static void refuse_document(const IjRequest *request);
static void refuse_parameters(const IjRequest *request);
static void apply_managed(IjRequest *request, const IjManagedTemplate *template, IjTemplateUse *use);
static void apply_custom(IjRequest *request, const IjJobTemplate *template, IjTemplateUse *use);
static void set_absent(IjRequest *request, const char *member, const void *value);

const IjRequest *
ij_job_template_apply(const IjRequest *request, IjTemplateUse *use)
{
	char	   *arn = ij_request_cstring(request, "jobTemplateArn");
	IjRequest  *applied;
	char	   *id;
	char	   *version;

	memset(use, 0, sizeof(*use));
	if (arn == NULL)
	{
		refuse_parameters(request);
		return request;
	}

	refuse_document(request);
	applied = palloc(sizeof(IjRequest));
	*applied = *request;

	if (ij_arn_read_template(arn, &id, &version))
		apply_managed(applied, ij_managed_template_get(id, version), use);
	else
	{
		IjJobTemplate template;

		refuse_parameters(request);
		ij_template_get(id, &template);
		apply_custom(applied, &template, use);
	}
	return applied;
}

static void
refuse_document(const IjRequest *request)
{
	const char *member = ij_request_has(request, "document") ? "document" : "documentSource";

	if (ij_request_has(request, member))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s cannot be given together with jobTemplateArn", member),
				 errdetail("The document of the job is that of the template."),
				 errhint("Leave one of the two out.")));
}

static void
refuse_parameters(const IjRequest *request)
{
	if (ij_request_has(request, "documentParameters"))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("documentParameters cannot be given without a managed job template"),
				 errdetail("Parameters fill the placeholders of a managed template's document."),
				 errhint("Put the values into the document.")));
}

static void
apply_managed(IjRequest *request, const IjManagedTemplate *template, IjTemplateUse *use)
{
	use->template_arn = cstring_to_text(ij_arn_make_managed(template->name, template->version));
	use->document_before = cstring_to_text(template->document);

	set_absent(request, "document",
			   ij_managed_document_fill(template, ij_request_jsonb(request, "documentParameters")));
	set_absent(request, "description", cstring_to_text(template->description));
}

static void
apply_custom(IjRequest *request, const IjJobTemplate *template, IjTemplateUse *use)
{
	use->template_arn =
		cstring_to_text(ij_arn_make("jobtemplate", text_to_cstring(template->job_template_id)));

	set_absent(request, "document", template->document);
	set_absent(request, "description", template->description);
	set_absent(request, "presignedUrlConfig", template->presigned_url_config);
	set_absent(request, "jobExecutionsRolloutConfig", template->job_executions_rollout_config);
	set_absent(request, "abortConfig", template->abort_config);
	set_absent(request, "timeoutConfig", template->timeout_config);
	set_absent(request, "jobExecutionsRetryConfig", template->job_executions_retry_config);
	set_absent(request, "destinationPackageVersions", template->destination_package_versions);
	if (template->maintenance_windows != NULL)
		ij_request_set(request, "schedulingConfig",
					   PointerGetDatum(ij_schedule_with_windows(ij_request_jsonb(request, "schedulingConfig"),
																template->maintenance_windows)));
}

static void
set_absent(IjRequest *request, const char *member, const void *value)
{
	if (value != NULL && !ij_request_has(request, member))
		ij_request_set(request, member, PointerGetDatum(value));
}
