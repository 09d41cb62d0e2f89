/*-------------------------------------------------------------------------
 *
 * config_rule.c
 *		Rules of a configuration that no single member can break.
 *
 * Developer guide, "How job configurations work"; API reference, the data
 * types AbortConfig, JobExecutionsRetryConfig, RateIncreaseCriteria and
 * SchedulingConfig.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/config_rule.h"

#define MICROSECONDS_PER_MINUTE INT64_C(60000000)
#define MICROSECONDS_PER_DAY (24 * 60 * MICROSECONDS_PER_MINUTE)

#define HALF_AN_HOUR (30 * MICROSECONDS_PER_MINUTE)

/*
 * The guide says years and not how long they are.  With a leap day in each
 * span, the same day of a later year is always within it.
 */
#define ONE_YEAR (366 * MICROSECONDS_PER_DAY)
#define TWO_YEARS (731 * MICROSECONDS_PER_DAY)

typedef struct FaultText
{
	const char *message;
	const char *rule;
} FaultText;

static const FaultText fault_texts[IJ_CONFIG_FAULT_COUNT] = {
	[IJ_CONFIG_GOOD] = {"the configuration is valid", "No rule is broken."},
	[IJ_ABORT_TYPE_REPEATED] = {
		"abort criteria name a failure type twice",
		"There may be one abort criterion for each failure type."
	},
	[IJ_ABORT_THRESHOLD_NOT_POSITIVE] = {
		"threshold percentage of an abort criterion must be positive",
		"The threshold must be above 0 and at most 100 percent."
	},
	[IJ_RETRY_ALL_NOT_ALONE] = {
		"retry criterion \"ALL\" cannot be combined with others",
		"ALL already covers the failure types FAILED and TIMED_OUT."
	},
	[IJ_RETRY_TYPE_REPEATED] = {
		"retry criteria name a failure type twice",
		"There may be one retry criterion for each failure type."
	},
	[IJ_RETRY_SUM_TOO_LARGE] = {
		"too many retries",
		"The retries of all failure types together must be at most 10."
	},
	[IJ_ROLLOUT_CRITERION_MISSING] = {
		"rate increase criteria are empty",
		"One of numberOfNotifiedThings and numberOfSucceededThings must be given."
	},
	[IJ_SCHEDULE_START_TOO_SOON] = {
		"start time is too soon",
		"The start time must be at least 30 minutes from now."
	},
	[IJ_SCHEDULE_START_TOO_LATE] = {
		"start time is too late",
		"The start time must be at most one year from now."
	},
	[IJ_SCHEDULE_END_TOO_SOON] = {
		"end time is too soon",
		"The end time must be at least 30 minutes from now."
	},
	[IJ_SCHEDULE_END_TOO_LATE] = {
		"end time is too late",
		"The end time must be at most two years from now."
	},
	[IJ_SCHEDULE_TOO_SHORT] = {
		"end time is too close to the start time",
		"The end time must be at least 30 minutes after the start time."
	},
	[IJ_SCHEDULE_END_MISSING] = {
		"end behavior needs an end time",
		"The end behavior says what happens to executions at the end time."
	},
	[IJ_SCHEDULE_WINDOWS_NOT_CONTINUOUS] = {
		"maintenance windows need a continuous job",
		"Only a job with target selection CONTINUOUS may have maintenance windows."
	},
};

static int64_t later_by(int64_t moment, int64_t span);

/* Criteria are tried in their order, each failure type at most once. */
IjConfigFault
ij_abort_config_check(const IjAbortConfig *config)
{
	for (int i = 0; i < config->ncriteria; i++)
	{
		if (config->criteria[i].threshold_hundredths <= 0)
			return IJ_ABORT_THRESHOLD_NOT_POSITIVE;
		for (int j = 0; j < i; j++)
		{
			if (config->criteria[i].failure_type == config->criteria[j].failure_type)
				return IJ_ABORT_TYPE_REPEATED;
		}
	}
	return IJ_CONFIG_GOOD;
}

/* A device is retried at most ten times, whatever it fails of. */
IjConfigFault
ij_retry_config_check(const IjRetryConfig *config)
{
	int64_t		sum = 0;

	for (int i = 0; i < config->ncriteria; i++)
	{
		for (int j = 0; j < i; j++)
		{
			if (config->criteria[i].failure_type == config->criteria[j].failure_type)
				return IJ_RETRY_TYPE_REPEATED;
		}
		sum += config->criteria[i].retries;
	}
	for (int i = 0; config->ncriteria > 1 && i < config->ncriteria; i++)
	{
		if (config->criteria[i].failure_type == IJ_FAILURE_ALL)
			return IJ_RETRY_ALL_NOT_ALONE;
	}
	return sum > IJ_MAX_RETRIES ? IJ_RETRY_SUM_TOO_LARGE : IJ_CONFIG_GOOD;
}

/* Without a criterion an exponential rate would never grow. */
IjConfigFault
ij_rollout_config_check(const IjRolloutConfig *config)
{
	if (config->exponential &&
		config->notified_things == 0 && config->succeeded_things == 0)
		return IJ_ROLLOUT_CRITERION_MISSING;
	return IJ_CONFIG_GOOD;
}

/*
 * now is the moment of creation; continuous is the target selection.
 *
 * That the end is at most two years after the start needs no test of its
 * own: the end is at most two years from now, and the start is later.
 */
IjConfigFault
ij_schedule_config_check(const IjScheduleConfig *config, bool continuous,
						 int64_t now)
{
	if (config->has_start)
	{
		if (config->start < later_by(now, HALF_AN_HOUR))
			return IJ_SCHEDULE_START_TOO_SOON;
		if (config->start > later_by(now, ONE_YEAR))
			return IJ_SCHEDULE_START_TOO_LATE;
	}
	if (config->has_end)
	{
		if (config->end < later_by(now, HALF_AN_HOUR))
			return IJ_SCHEDULE_END_TOO_SOON;
		if (config->end > later_by(now, TWO_YEARS))
			return IJ_SCHEDULE_END_TOO_LATE;
	}
	if (config->has_start && config->has_end &&
		config->end < later_by(config->start, HALF_AN_HOUR))
		return IJ_SCHEDULE_TOO_SHORT;
	if (config->has_end_behavior && !config->has_end)
		return IJ_SCHEDULE_END_MISSING;
	if (config->nwindows > 0 && !continuous)
		return IJ_SCHEDULE_WINDOWS_NOT_CONTINUOUS;
	return IJ_CONFIG_GOOD;
}

const char *
ij_config_fault_message(IjConfigFault fault)
{
	return fault_texts[fault].message;
}

const char *
ij_config_fault_rule(IjConfigFault fault)
{
	return fault_texts[fault].rule;
}

/* Stays at the end of time rather than wrapping round. */
static int64_t
later_by(int64_t moment, int64_t span)
{
	return moment > INT64_MAX - span ? INT64_MAX : moment + span;
}
