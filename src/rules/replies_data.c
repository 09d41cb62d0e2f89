/*-------------------------------------------------------------------------
 *
 * replies_data.c
 *		Shapes of the replies of the device data plane.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/replies.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

static const IjShape job_execution = {
	.name = "JobExecution", IJ_STRUCTURE_OF(
		{"jobId", &ij_shape_job_id, true},
		{"thingName", &ij_shape_thing_name, true},
		{"status", &ij_shape_job_execution_status, true},
		{"statusDetails", &ij_shape_details_map, false},
		{"queuedAt", &ij_shape_epoch_seconds, true},
		{"startedAt", &ij_shape_epoch_seconds, false},
		{"lastUpdatedAt", &ij_shape_epoch_seconds, true},
		{"approximateSecondsBeforeTimedOut", &ij_shape_count, false},
		{"versionNumber", &ij_shape_ordinal, true},
		{"executionNumber", &ij_shape_ordinal, true},
		{"jobDocument", &ij_shape_any_text, false})
};

const IjShape ij_reply_data_describe_job_execution = {
	.name = "DescribeJobExecutionResponse", IJ_STRUCTURE_OF(
		{"execution", &job_execution, false})
};

static const IjShape job_execution_summary = {
	.name = "JobExecutionSummary", IJ_STRUCTURE_OF(
		{"jobId", &ij_shape_job_id, true},
		{"queuedAt", &ij_shape_epoch_seconds, true},
		{"startedAt", &ij_shape_epoch_seconds, false},
		{"lastUpdatedAt", &ij_shape_epoch_seconds, true},
		{"versionNumber", &ij_shape_ordinal, true},
		{"executionNumber", &ij_shape_ordinal, true})
};

static const IjShape job_execution_summary_list = {
	.name = "JobExecutionSummaryList", IJ_LIST_OF(job_execution_summary)
};

const IjShape ij_reply_data_get_pending_job_executions = {
	.name = "GetPendingJobExecutionsResponse", IJ_STRUCTURE_OF(
		{"inProgressJobs", &job_execution_summary_list, true},
		{"queuedJobs", &job_execution_summary_list, true})
};

const IjShape ij_reply_data_start_next_pending_job_execution = {
	.name = "StartNextPendingJobExecutionResponse", IJ_STRUCTURE_OF(
		{"execution", &job_execution, false})
};

static const IjShape job_execution_state = {
	.name = "JobExecutionState", IJ_STRUCTURE_OF(
		{"status", &ij_shape_job_execution_status, true},
		{"statusDetails", &ij_shape_details_map, false},
		{"versionNumber", &ij_shape_ordinal, true})
};

const IjShape ij_reply_data_update_job_execution = {
	.name = "UpdateJobExecutionResponse", IJ_STRUCTURE_OF(
		{"executionState", &job_execution_state, false},
		{"jobDocument", &ij_shape_any_text, false})
};
