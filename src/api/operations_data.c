/*-------------------------------------------------------------------------
 *
 * operations_data.c
 *		The operation table: the device data plane.
 *
 * Members stand in the order of the SQL arguments: the required ones, then
 * the others, each in the order of the API.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "api/call.h"
#include "api/operations.h"
#include "ops/ops.h"
#include "rules/replies.h"
#include "rules/shapes.h"

static const IjMember data_describe_job_execution_members[] = {
	{"jobId", &ij_shape_described_job_id, true},
	{"thingName", &ij_shape_thing_name, true},
	{"includeJobDocument", &ij_shape_boolean, false},
	{"executionNumber", &ij_shape_execution_number, false},
	{NULL, NULL, false}
};

static const IjOperation data_describe_job_execution = {
	.name = "DescribeJobExecution",
	.plane = IJ_DATA_PLANE,
	.writes = false,
	.members = data_describe_job_execution_members,
	.reply = &ij_reply_data_describe_job_execution,
	.run = ij_op_data_describe_job_execution
};

IJ_SQL_FUNCTION(iotjobs_data_describe_job_execution, data_describe_job_execution)

static const IjMember data_get_pending_job_executions_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{NULL, NULL, false}
};

static const IjOperation data_get_pending_job_executions = {
	.name = "GetPendingJobExecutions",
	.plane = IJ_DATA_PLANE,
	.writes = false,
	.members = data_get_pending_job_executions_members,
	.reply = &ij_reply_data_get_pending_job_executions,
	.run = ij_op_data_get_pending_job_executions
};

IJ_SQL_FUNCTION(iotjobs_data_get_pending_job_executions, data_get_pending_job_executions)

static const IjMember data_start_next_pending_job_execution_members[] = {
	{"thingName", &ij_shape_thing_name, true},
	{"statusDetails", &ij_shape_details_map, false},
	{"stepTimeoutInMinutes", &ij_shape_start_step_timeout, false},
	{NULL, NULL, false}
};

static const IjOperation data_start_next_pending_job_execution = {
	.name = "StartNextPendingJobExecution",
	.plane = IJ_DATA_PLANE,
	.writes = true,
	.members = data_start_next_pending_job_execution_members,
	.reply = &ij_reply_data_start_next_pending_job_execution,
	.run = ij_op_data_start_next_pending_job_execution
};

IJ_SQL_FUNCTION(iotjobs_data_start_next_pending_job_execution, data_start_next_pending_job_execution)

static const IjMember data_update_job_execution_members[] = {
	{"jobId", &ij_shape_job_id, true},
	{"thingName", &ij_shape_thing_name, true},
	{"status", &ij_shape_job_execution_status, true},
	{"statusDetails", &ij_shape_details_map, false},
	{"stepTimeoutInMinutes", &ij_shape_update_step_timeout, false},
	{"expectedVersion", &ij_shape_expected_version, false},
	{"includeJobExecutionState", &ij_shape_boolean, false},
	{"includeJobDocument", &ij_shape_boolean, false},
	{"executionNumber", &ij_shape_execution_number, false},
	{NULL, NULL, false}
};

static const IjOperation data_update_job_execution = {
	.name = "UpdateJobExecution",
	.plane = IJ_DATA_PLANE,
	.writes = true,
	.members = data_update_job_execution_members,
	.reply = &ij_reply_data_update_job_execution,
	.run = ij_op_data_update_job_execution
};

IJ_SQL_FUNCTION(iotjobs_data_update_job_execution, data_update_job_execution)

const IjOperation *const ij_data_operations[] = {
	&data_describe_job_execution,
	&data_get_pending_job_executions,
	&data_start_next_pending_job_execution,
	&data_update_job_execution,
	NULL
};
