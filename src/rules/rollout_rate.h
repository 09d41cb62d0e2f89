/*-------------------------------------------------------------------------
 *
 * rollout_rate.h
 *		How many executions a job may release per minute.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ROLLOUT_RATE_H
#define IJ_ROLLOUT_RATE_H

#include "rules/config.h"

/*
 * The present rate.  cap is the setting iotjobs.max_rollout_per_minute;
 * config may be NULL.  notified counts the executions the rollout has
 * created so far, succeeded the things that reached SUCCEEDED.
 */
extern int64_t ij_rollout_rate(const IjRolloutConfig *config, int64_t cap,
							   int64_t notified, int64_t succeeded);

/* What is left of the rate, given what was released in the last 60 s. */
extern int64_t ij_rollout_allowance(int64_t rate, int64_t released_in_last_60s);

#endif							/* IJ_ROLLOUT_RATE_H */
