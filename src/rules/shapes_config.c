/*-------------------------------------------------------------------------
 *
 * shapes_config.c
 *		Shapes of a job's configuration objects.
 *
 * What no single member can say, as "one criterion per failure type", is in
 * config_rule.c.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/shape_macros.h"
#include "rules/shapes.h"

/* Presigned URLs. */

static const IjShape role_arn = {
	.name = "RoleArn", .kind = IJ_KIND_STRING, IJ_BETWEEN(20, 2048)
};

static const IjShape expires_in_sec = {
	.name = "ExpiresInSec", .kind = IJ_KIND_LONG, IJ_BETWEEN(60, 3600)
};

static const IjMember presigned_url_members[] = {
	{"roleArn", &role_arn, false},
	{"expiresInSec", &expires_in_sec, false},
	{NULL, NULL, false}
};

const IjShape ij_shape_presigned_url_config = {
	.name = "PresignedUrlConfig", .kind = IJ_KIND_STRUCTURE, .members = presigned_url_members
};

/* Rollout.  The upper limit of maximumPerMinute is a setting, not a shape. */

static const IjShape maximum_per_minute = {
	.name = "MaxJobExecutionsPerMin", .kind = IJ_KIND_INTEGER, IJ_AT_LEAST(1)
};

static const IjShape base_rate_per_minute = {
	.name = "RolloutRatePerMinute", .kind = IJ_KIND_INTEGER, IJ_BETWEEN(1, 1000)
};

/* 1.1 to 5 */
static const IjShape increment_factor = {
	.name = "IncrementFactor", .kind = IJ_KIND_DOUBLE, IJ_BETWEEN(11, 50), .decimals = 1
};

static const IjShape number_of_things = {
	.name = "NumberOfThings", .kind = IJ_KIND_INTEGER, IJ_AT_LEAST(1)
};

static const IjMember rate_increase_members[] = {
	{"numberOfNotifiedThings", &number_of_things, false},
	{"numberOfSucceededThings", &number_of_things, false},
	{NULL, NULL, false}
};

static const IjShape rate_increase_criteria = {
	.name = "RateIncreaseCriteria", .kind = IJ_KIND_STRUCTURE, .members = rate_increase_members
};

static const IjMember exponential_rate_members[] = {
	{"baseRatePerMinute", &base_rate_per_minute, true},
	{"incrementFactor", &increment_factor, true},
	{"rateIncreaseCriteria", &rate_increase_criteria, true},
	{NULL, NULL, false}
};

static const IjShape exponential_rate = {
	.name = "ExponentialRolloutRate", .kind = IJ_KIND_STRUCTURE,
	.members = exponential_rate_members
};

static const IjMember rollout_members[] = {
	{"maximumPerMinute", &maximum_per_minute, false},
	{"exponentialRate", &exponential_rate, false},
	{NULL, NULL, false}
};

const IjShape ij_shape_job_executions_rollout_config = {
	.name = "JobExecutionsRolloutConfig", .kind = IJ_KIND_STRUCTURE, .members = rollout_members
};

/* Abort.  One criterion per failure type, of which there are four. */

static const char *const failure_type_words[] = {"FAILED", "REJECTED", "TIMED_OUT", "ALL", NULL};

static const IjShape failure_type = {
	.name = "JobExecutionFailureType", .kind = IJ_KIND_STRING, .words = failure_type_words
};

static const char *const abort_action_words[] = {"CANCEL", NULL};

static const IjShape abort_action = {
	.name = "AbortAction", .kind = IJ_KIND_STRING, .words = abort_action_words
};

/* 0.01 to 100: at zero percent a job would abort without a failure. */
static const IjShape threshold_percentage = {
	.name = "AbortThresholdPercentage", .kind = IJ_KIND_DOUBLE,
	IJ_BETWEEN(1, 10000), .decimals = 2
};

static const IjShape executed_things = {
	.name = "MinimumNumberOfExecutedThings", .kind = IJ_KIND_INTEGER, IJ_AT_LEAST(1)
};

static const IjMember abort_criteria_members[] = {
	{"failureType", &failure_type, true},
	{"action", &abort_action, true},
	{"thresholdPercentage", &threshold_percentage, true},
	{"minNumberOfExecutedThings", &executed_things, true},
	{NULL, NULL, false}
};

static const IjShape abort_criteria = {
	.name = "AbortCriteria", .kind = IJ_KIND_STRUCTURE, .members = abort_criteria_members
};

static const IjShape abort_criteria_list = {
	.name = "AbortCriteriaList", .kind = IJ_KIND_LIST, IJ_BETWEEN(1, 4),
	.element = &abort_criteria
};

static const IjMember abort_members[] = {
	{"criteriaList", &abort_criteria_list, true},
	{NULL, NULL, false}
};

const IjShape ij_shape_abort_config = {
	.name = "AbortConfig", .kind = IJ_KIND_STRUCTURE, .members = abort_members
};

/* Timeout: 7 days at most, by the text of the API. */

static const IjShape in_progress_timeout = {
	.name = "InProgressTimeoutInMinutes", .kind = IJ_KIND_LONG, IJ_BETWEEN(1, 10080)
};

static const IjMember timeout_members[] = {
	{"inProgressTimeoutInMinutes", &in_progress_timeout, false},
	{NULL, NULL, false}
};

const IjShape ij_shape_timeout_config = {
	.name = "TimeoutConfig", .kind = IJ_KIND_STRUCTURE, .members = timeout_members
};

/* Retries. */

static const char *const retryable_words[] = {"FAILED", "TIMED_OUT", "ALL", NULL};

static const IjShape retryable_failure_type = {
	.name = "RetryableFailureType", .kind = IJ_KIND_STRING, .words = retryable_words
};

static const IjShape number_of_retries = {
	.name = "NumberOfRetries", .kind = IJ_KIND_INTEGER, IJ_BETWEEN(0, 10)
};

static const IjMember retry_criteria_members[] = {
	{"failureType", &retryable_failure_type, true},
	{"numberOfRetries", &number_of_retries, true},
	{NULL, NULL, false}
};

static const IjShape retry_criteria = {
	.name = "RetryCriteria", .kind = IJ_KIND_STRUCTURE, .members = retry_criteria_members
};

static const IjShape retry_criteria_list = {
	.name = "RetryCriteriaList", .kind = IJ_KIND_LIST, IJ_BETWEEN(1, 2),
	.element = &retry_criteria
};

static const IjMember retry_members[] = {
	{"criteriaList", &retry_criteria_list, true},
	{NULL, NULL, false}
};

const IjShape ij_shape_job_executions_retry_config = {
	.name = "JobExecutionsRetryConfig", .kind = IJ_KIND_STRUCTURE, .members = retry_members
};

/* Scheduling. */

static const IjShape string_date_time = {
	.name = "StringDateTime", .kind = IJ_KIND_STRING, IJ_BETWEEN(1, 64)
};

static const char *const end_behavior_words[] = {"STOP_ROLLOUT", "CANCEL", "FORCE_CANCEL", NULL};

static const IjShape end_behavior = {
	.name = "JobEndBehavior", .kind = IJ_KIND_STRING, .words = end_behavior_words
};

static const IjShape cron_expression = {
	.name = "CronExpression", .kind = IJ_KIND_STRING, IJ_BETWEEN(1, 256)
};

static const IjShape duration_in_minutes = {
	.name = "DurationInMinutes", .kind = IJ_KIND_INTEGER, IJ_BETWEEN(1, 1430)
};

static const IjMember maintenance_window_members[] = {
	{"startTime", &cron_expression, true},
	{"durationInMinutes", &duration_in_minutes, true},
	{NULL, NULL, false}
};

static const IjShape maintenance_window = {
	.name = "MaintenanceWindow", .kind = IJ_KIND_STRUCTURE, .members = maintenance_window_members
};

const IjShape ij_shape_maintenance_windows = {
	.name = "MaintenanceWindows", .kind = IJ_KIND_LIST, .element = &maintenance_window
};

static const IjMember scheduling_members[] = {
	{"startTime", &string_date_time, false},
	{"endTime", &string_date_time, false},
	{"endBehavior", &end_behavior, false},
	{"maintenanceWindows", &ij_shape_maintenance_windows, false},
	{NULL, NULL, false}
};

const IjShape ij_shape_scheduling_config = {
	.name = "SchedulingConfig", .kind = IJ_KIND_STRUCTURE, .members = scheduling_members
};
