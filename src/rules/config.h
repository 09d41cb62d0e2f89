/*-------------------------------------------------------------------------
 *
 * config.h
 *		The configuration objects of a job, as the rules read them.
 *
 * Read from jsonb by json/config_read.c.  0 stands for "not given" where 0
 * is no legal value.  Decimals are kept as whole numbers, so that no rule
 * rounds: tenths of a factor, hundredths of a percentage.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CONFIG_H
#define IJ_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

/* Words of JobExecutionFailureType and RetryableFailureType. */
typedef enum IjFailureType
{
	IJ_FAILURE_FAILED,
	IJ_FAILURE_REJECTED,
	IJ_FAILURE_TIMED_OUT,
	IJ_FAILURE_ALL
} IjFailureType;

typedef struct IjRolloutConfig
{
	int64_t		maximum_per_minute; /* 0: not given */
	bool		exponential;
	int64_t		base_rate_per_minute;
	int64_t		increment_factor_tenths;
	int64_t		notified_things;	/* 0: not a criterion */
	int64_t		succeeded_things;	/* 0: not a criterion */
} IjRolloutConfig;

#define IJ_MAX_ABORT_CRITERIA 4		/* one per failure type */

typedef struct IjAbortCriterion
{
	IjFailureType failure_type;
	int64_t		threshold_hundredths;	/* of a percent */
	int64_t		min_executed_things;
} IjAbortCriterion;

typedef struct IjAbortConfig
{
	int			ncriteria;
	IjAbortCriterion criteria[IJ_MAX_ABORT_CRITERIA];
} IjAbortConfig;

#define IJ_MAX_RETRY_CRITERIA 2

typedef struct IjRetryCriterion
{
	IjFailureType failure_type; /* never REJECTED */
	int			retries;
} IjRetryCriterion;

typedef struct IjRetryConfig
{
	int			ncriteria;
	IjRetryCriterion criteria[IJ_MAX_RETRY_CRITERIA];
} IjRetryConfig;

/* Words of JobEndBehavior. */
typedef enum IjEndBehavior
{
	IJ_END_STOP_ROLLOUT,
	IJ_END_CANCEL,
	IJ_END_FORCE_CANCEL
} IjEndBehavior;

/* Moments are microseconds since the same epoch as the present time. */
typedef struct IjScheduleConfig
{
	bool		has_start;
	bool		has_end;
	bool		has_end_behavior;
	int64_t		start;
	int64_t		end;
	IjEndBehavior end_behavior;
	int			nwindows;
} IjScheduleConfig;

/* How many things of a job have their latest attempt in each status. */
typedef struct IjCounts
{
	int64_t		queued;
	int64_t		in_progress;
	int64_t		succeeded;
	int64_t		failed;
	int64_t		timed_out;
	int64_t		rejected;
	int64_t		removed;
	int64_t		canceled;
} IjCounts;

#endif							/* IJ_CONFIG_H */
