/*-------------------------------------------------------------------------
 *
 * config_read.h
 *		Reads the configuration objects of a job as the rules take them.
 *
 * What is read has been held against its shape, by a request or by the
 * domain of its column.  NULL gives a configuration with nothing in it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CONFIG_READ_H
#define IJ_CONFIG_READ_H

#include "postgres.h"

#include "utils/jsonb.h"

#include "rules/config.h"

extern void ij_read_rollout_config(const Jsonb *json, IjRolloutConfig *config);
extern void ij_read_abort_config(const Jsonb *json, IjAbortConfig *config);
extern void ij_read_retry_config(const Jsonb *json, IjRetryConfig *config);

/* 0 if there is none. */
extern int64 ij_read_timeout_minutes(const Jsonb *json);

/*
 * Moments as TimestampTz.  False if one of them is no date and time; then
 * *malformed names the member.
 */
extern bool ij_read_schedule_config(const Jsonb *json, IjScheduleConfig *config,
									const char **malformed);

/* A schedulingConfig of nothing but these windows, palloc'd. */
extern Jsonb *ij_schedule_of_windows(const Jsonb *windows);

/* A schedulingConfig, or NULL, with these windows if it says nothing of windows. */
extern Jsonb *ij_schedule_with_windows(Jsonb *schedule, const Jsonb *windows);

/* startTime of a maintenance window, not terminated. */
extern const char *ij_read_window_cron(const Jsonb *json, int window, int *length);
extern int64 ij_read_window_minutes(const Jsonb *json, int window);

#endif							/* IJ_CONFIG_READ_H */
