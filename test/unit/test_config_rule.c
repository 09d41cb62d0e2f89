/*-------------------------------------------------------------------------
 *
 * test_config_rule.c
 *		Rules between the members of a configuration.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/config_rule.h"

#include "tap.h"

#define MINUTE INT64_C(60000000)
#define DAY (24 * 60 * MINUTE)
#define NOW (INT64_C(9000) * DAY)

static void
test_abort(void)
{
	IjAbortConfig config = {4, {
		{IJ_FAILURE_FAILED, 1, 1},
		{IJ_FAILURE_REJECTED, 10000, 1},
		{IJ_FAILURE_TIMED_OUT, 5000, 1},
		{IJ_FAILURE_ALL, 5000, 1},
	}};

	is_number(ij_abort_config_check(&config), IJ_CONFIG_GOOD, "one criterion per type");
	config.criteria[3].failure_type = IJ_FAILURE_FAILED;
	is_number(ij_abort_config_check(&config), IJ_ABORT_TYPE_REPEATED, "FAILED twice");
	config.ncriteria = 3;
	is_number(ij_abort_config_check(&config), IJ_CONFIG_GOOD, "not any more");
	config.criteria[1].threshold_hundredths = 0;
	is_number(ij_abort_config_check(&config), IJ_ABORT_THRESHOLD_NOT_POSITIVE, "threshold of 0");
	config.criteria[1].threshold_hundredths = -1;
	is_number(ij_abort_config_check(&config), IJ_ABORT_THRESHOLD_NOT_POSITIVE, "threshold below 0");
}

static IjConfigFault
retry(int ncriteria, IjFailureType one, int ones, IjFailureType other, int others)
{
	IjRetryConfig config = {ncriteria, {{one, ones}, {other, others}}};

	return ij_retry_config_check(&config);
}

static void
test_retry(void)
{
	is_number(retry(1, IJ_FAILURE_ALL, 10, 0, 0), IJ_CONFIG_GOOD, "ALL, ten retries");
	is_number(retry(1, IJ_FAILURE_ALL, 11, 0, 0), IJ_RETRY_SUM_TOO_LARGE, "ALL, eleven");
	is_number(retry(2, IJ_FAILURE_FAILED, 4, IJ_FAILURE_TIMED_OUT, 6), IJ_CONFIG_GOOD, "4 and 6");
	is_number(retry(2, IJ_FAILURE_FAILED, 5, IJ_FAILURE_TIMED_OUT, 6), IJ_RETRY_SUM_TOO_LARGE, "5 and 6");
	is_number(retry(2, IJ_FAILURE_FAILED, 0, IJ_FAILURE_TIMED_OUT, 0), IJ_CONFIG_GOOD, "none at all");
	is_number(retry(2, IJ_FAILURE_ALL, 1, IJ_FAILURE_FAILED, 1), IJ_RETRY_ALL_NOT_ALONE, "ALL and FAILED");
	is_number(retry(2, IJ_FAILURE_TIMED_OUT, 1, IJ_FAILURE_ALL, 1), IJ_RETRY_ALL_NOT_ALONE, "TIMED_OUT and ALL");
	is_number(retry(2, IJ_FAILURE_FAILED, 1, IJ_FAILURE_FAILED, 1), IJ_RETRY_TYPE_REPEATED, "FAILED twice");
	is_number(retry(2, IJ_FAILURE_ALL, 1, IJ_FAILURE_ALL, 1), IJ_RETRY_TYPE_REPEATED, "ALL twice");
	is_number(retry(2, IJ_FAILURE_FAILED, INT32_MAX, IJ_FAILURE_TIMED_OUT, INT32_MAX),
			  IJ_RETRY_SUM_TOO_LARGE, "the largest numbers");
}

static void
test_rollout(void)
{
	IjRolloutConfig config = {.exponential = true, .base_rate_per_minute = 1};

	is_number(ij_rollout_config_check(&config), IJ_ROLLOUT_CRITERION_MISSING, "neither criterion");
	config.notified_things = 1;
	is_number(ij_rollout_config_check(&config), IJ_CONFIG_GOOD, "notified things");
	config.succeeded_things = 1;
	is_number(ij_rollout_config_check(&config), IJ_CONFIG_GOOD, "both");
	config.notified_things = 0;
	is_number(ij_rollout_config_check(&config), IJ_CONFIG_GOOD, "succeeded things");
	is_number(ij_rollout_config_check(&(IjRolloutConfig) {.maximum_per_minute = 5}),
			  IJ_CONFIG_GOOD, "a constant rate needs none");
}

static IjConfigFault
starts(int64_t start)
{
	IjScheduleConfig config = {.has_start = true, .start = start};

	return ij_schedule_config_check(&config, false, NOW);
}

static IjConfigFault
ends(int64_t end)
{
	IjScheduleConfig config = {.has_end = true, .end = end};

	return ij_schedule_config_check(&config, false, NOW);
}

static IjConfigFault
spans(int64_t start, int64_t end)
{
	IjScheduleConfig config = {
		.has_start = true, .start = start, .has_end = true, .end = end
	};

	return ij_schedule_config_check(&config, false, NOW);
}

static void
test_schedule(void)
{
	is_number(starts(NOW + 30 * MINUTE - 1), IJ_SCHEDULE_START_TOO_SOON, "start, below 30 minutes");
	is_number(starts(NOW + 30 * MINUTE), IJ_CONFIG_GOOD, "start, 30 minutes");
	is_number(starts(NOW + 366 * DAY), IJ_CONFIG_GOOD, "start, a year");
	is_number(starts(NOW + 366 * DAY + 1), IJ_SCHEDULE_START_TOO_LATE, "start, above a year");
	is_number(starts(INT64_MIN), IJ_SCHEDULE_START_TOO_SOON, "start of time");
	is_number(starts(INT64_MAX), IJ_SCHEDULE_START_TOO_LATE, "end of time");

	is_number(ends(NOW + 30 * MINUTE - 1), IJ_SCHEDULE_END_TOO_SOON, "end, below 30 minutes");
	is_number(ends(NOW + 30 * MINUTE), IJ_CONFIG_GOOD, "end, 30 minutes");
	is_number(ends(NOW + 731 * DAY), IJ_CONFIG_GOOD, "end, two years");
	is_number(ends(NOW + 731 * DAY + 1), IJ_SCHEDULE_END_TOO_LATE, "end, above two years");

	is_number(spans(NOW + DAY, NOW + DAY + 30 * MINUTE - 1), IJ_SCHEDULE_TOO_SHORT, "span, below 30 minutes");
	is_number(spans(NOW + DAY, NOW + DAY + 30 * MINUTE), IJ_CONFIG_GOOD, "span, 30 minutes");
	is_number(spans(NOW + 2 * DAY, NOW + DAY), IJ_SCHEDULE_TOO_SHORT, "end before start");
	is_number(spans(NOW + 30 * MINUTE, NOW + 731 * DAY), IJ_CONFIG_GOOD, "the longest span");
	is_number(spans(NOW + 366 * DAY, NOW + 731 * DAY), IJ_CONFIG_GOOD, "the latest of both");
}

static void
test_schedule_members(void)
{
	IjScheduleConfig config = {.has_end_behavior = true};

	is_number(ij_schedule_config_check(&config, true, NOW), IJ_SCHEDULE_END_MISSING,
			  "end behavior without end");
	config.has_end = true;
	config.end = NOW + DAY;
	is_number(ij_schedule_config_check(&config, true, NOW), IJ_CONFIG_GOOD, "with end");
	config.nwindows = 1;
	is_number(ij_schedule_config_check(&config, true, NOW), IJ_CONFIG_GOOD, "windows, continuous");
	is_number(ij_schedule_config_check(&config, false, NOW), IJ_SCHEDULE_WINDOWS_NOT_CONTINUOUS,
			  "windows, snapshot");
	is_number(ij_schedule_config_check(&(IjScheduleConfig) {0}, false, NOW), IJ_CONFIG_GOOD, "empty");
	is_number(ij_schedule_config_check(&(IjScheduleConfig) {.has_start = true, .start = INT64_MAX},
									   false, INT64_MAX), IJ_CONFIG_GOOD, "now is the end of time");
}

static void
test_texts(void)
{
	for (int fault = IJ_CONFIG_GOOD; fault < IJ_CONFIG_FAULT_COUNT; fault++)
	{
		const char *message = ij_config_fault_message(fault);
		const char *rule = ij_config_fault_rule(fault);

		is_true(message != NULL && message[strlen(message) - 1] != '.',
				"fault %d has a message", fault);
		is_true(rule != NULL && rule[strlen(rule) - 1] == '.',
				"fault %d has a rule", fault);
	}
}

int
main(void)
{
	test_abort();
	test_retry();
	test_rollout();
	test_schedule();
	test_schedule_members();
	test_texts();
	return tap_done();
}
