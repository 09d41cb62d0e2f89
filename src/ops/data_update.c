/*-------------------------------------------------------------------------
 *
 * data_update.c
 *		UpdateJobExecution of the device data plane.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "compat.h"
#include "errors.h"
#include "json/json_out.h"
#include "ops/data_reply.h"
#include "ops/document.h"
#include "ops/execution_change.h"
#include "ops/ops.h"

/* What the device asks for. */
typedef struct Report
{
	text	   *job_id;
	text	   *thing_name;
	IjStep		step;
	bool		has_execution_number;	/* else the latest is meant */
	int64		execution_number;
} Report;

static void read_report(const IjRequest *request, Report *report);
static void check_report(const IjRequest *request, const Report *report, const IjExecution *execution);

Jsonb *
ij_op_data_update_job_execution(const IjRequest *request)
{
	bool		with_state = ij_request_bool(request, "includeJobExecutionState", false);
	bool		with_document = ij_request_bool(request, "includeJobDocument", false);
	Report		report;
	IjExecution execution;
	IjJson	   *json;

	read_report(request, &report);

	/* Another report, a timeout or a cancel may come in between: then decide again on what it left. */
	do
	{
		CHECK_FOR_INTERRUPTS();
		ij_execution_get(report.job_id, report.thing_name, ij_request_namespace(request),
						 report.has_execution_number ? &report.execution_number : NULL,
						 &execution);
		check_report(request, &report, &execution);
	} while (!ij_change_execution(&execution, &report.step));

	if (!with_state && !with_document)
		return ij_json_empty();

	json = ij_json_begin();
	if (with_state)
	{
		ij_json_begin_object(json, "executionState");
		ij_data_put_state(json, &execution);
		ij_json_end_object(json);
	}
	if (with_document)
		ij_json_text(json, "jobDocument",
					 ij_document_for_device(&execution, ij_request_cstring(request, "jobId"),
											ij_request_cstring(request, "thingName")));
	return ij_json_end(json);
}

static void
read_report(const IjRequest *request, Report *report)
{
	text	   *status = ij_request_text(request, "status");

	report->step.force_canceled = false;
	report->job_id = ij_request_text(request, "jobId");
	report->thing_name = ij_request_text(request, "thingName");
	report->step.status_details = ij_request_jsonb(request, "statusDetails");
	report->has_execution_number = ij_request_has(request, "executionNumber");
	report->execution_number = ij_request_int(request, "executionNumber", 0);
	report->step.step_minutes = ij_request_step_minutes(request, true);

	if (!ij_exec_status_from_word(VARDATA_ANY(status), VARSIZE_ANY_EXHDR(status), &report->step.status) ||
		!ij_exec_device_may_report(report->step.status))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("a device cannot report status \"%s\"", text_to_cstring(status)),
				 errdetail("It may report IN_PROGRESS, SUCCEEDED, FAILED or REJECTED.")));
}

/*
 * The state is looked at before the version: a report on what has ended can
 * never succeed, whichever version it expects.
 */
static void
check_report(const IjRequest *request, const Report *report, const IjExecution *execution)
{
	IjExecStatus status = report->step.status;

	ij_check_not_ended(request, execution, status);

	/*
	 * The worker has not come to cancel or delete it yet, but nobody may start
	 * it any more; or nobody may start it now.
	 */
	if (execution->status == IJ_EXEC_QUEUED)
	{
		IjExecutionJob job;

		ij_execution_get_job(execution, &job);
		if (job.status == IJ_JOB_CANCELED)
			ij_refuse_step(request, execution, status, "The job is canceled.");
		if (job.status == IJ_JOB_DELETION_IN_PROGRESS)
			ij_refuse_step(request, execution, status, "The job is being deleted.");
		if (job.status == IJ_JOB_SCHEDULED)
			ij_refuse_step(request, execution, status,
						   "The job waits for its next maintenance window.");
	}

	ij_check_expected_version(request, execution);

	/* The matrix allows a device whatever it may report; it has the last word all the same. */
	if (!ij_exec_may_become(execution->status, status, IJ_ACTOR_DEVICE, false))
		ij_refuse_step(request, execution, status, "A device cannot make this step.");
}
