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
#include "ops/data_change.h"
#include "ops/document.h"
#include "ops/ops.h"

/* What the device asks for. */
typedef struct Report
{
	text	   *job_id;
	text	   *thing_name;
	IjExecStatus status;
	Jsonb	   *status_details; /* NULL: unchanged */
	int64		step_minutes;	/* 0: not given */
	bool		has_expected_version;
	int64		expected_version;
	bool		has_execution_number;	/* else the latest is meant */
	int64		execution_number;
} Report;

static void read_report(const IjRequest *request, Report *report);
static void check_report(const Report *report, const IjExecution *execution);
pg_noreturn static void refuse_transition(const Report *report, const IjExecution *execution,
										  const char *reason);

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
		ij_execution_get(report.job_id, report.thing_name,
						 report.has_execution_number ? &report.execution_number : NULL,
						 &execution);
		check_report(&report, &execution);
	} while (!ij_data_change(&execution, report.status, report.status_details, report.step_minutes));

	if (!with_state && !with_document)
		return ij_json_empty();

	json = ij_json_begin();
	if (with_state)
	{
		ij_json_begin_object(json, "executionState");
		ij_json_string(json, "status", ij_exec_status_word(execution.status));
		ij_json_jsonb(json, "statusDetails", execution.status_details);
		ij_json_int(json, "versionNumber", execution.version);
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

	report->job_id = ij_request_text(request, "jobId");
	report->thing_name = ij_request_text(request, "thingName");
	report->status_details = ij_request_jsonb(request, "statusDetails");
	report->has_expected_version = ij_request_has(request, "expectedVersion");
	report->expected_version = ij_request_int(request, "expectedVersion", 0);
	report->has_execution_number = ij_request_has(request, "executionNumber");
	report->execution_number = ij_request_int(request, "executionNumber", 0);
	report->step_minutes = ij_data_step_minutes(request, true);

	if (!ij_exec_status_from_word(VARDATA_ANY(status), VARSIZE_ANY_EXHDR(status), &report->status) ||
		!ij_exec_device_may_report(report->status))
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
check_report(const Report *report, const IjExecution *execution)
{
	if (ij_exec_is_terminal(execution->status))
		refuse_transition(report, execution,
						  psprintf("%s is a terminal state.", ij_exec_status_word(execution->status)));

	/* The worker has not come to cancel it yet, but nobody may start it any more. */
	if (execution->status == IJ_EXEC_QUEUED)
	{
		IjExecutionJob job;

		ij_execution_get_job(execution, &job);
		if (job.status == IJ_JOB_CANCELED)
			refuse_transition(report, execution, "The job is canceled.");
	}

	if (report->has_expected_version && report->expected_version != execution->version)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_VERSION_CONFLICT),
				 errmsg("expected version %lld but found version %lld",
						(long long) report->expected_version, (long long) execution->version),
				 errdetail("Every change of an execution raises its version by one."),
				 errhint("Describe the execution and decide again.")));

	/* The matrix allows a device whatever it may report; it has the last word all the same. */
	if (!ij_exec_may_become(execution->status, report->status, IJ_ACTOR_DEVICE, false))
		refuse_transition(report, execution, "A device cannot make this step.");
}

static void
refuse_transition(const Report *report, const IjExecution *execution, const char *reason)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_STATE_TRANSITION),
			 errmsg("execution of job \"%s\" cannot go from %s to %s",
					text_to_cstring(report->job_id),
					ij_exec_status_word(execution->status), ij_exec_status_word(report->status)),
			 errdetail("%s", reason)));
}
