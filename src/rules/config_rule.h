/*-------------------------------------------------------------------------
 *
 * config_rule.h
 *		Rules of a configuration that no single member can break.
 *
 * Limits of a single member are data of its shape.  What is checked here
 * needs two members, or the present time.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CONFIG_RULE_H
#define IJ_CONFIG_RULE_H

#include "rules/config.h"

typedef enum IjConfigFault
{
	IJ_CONFIG_GOOD,
	IJ_ABORT_TYPE_REPEATED,
	IJ_ABORT_THRESHOLD_NOT_POSITIVE,
	IJ_RETRY_ALL_NOT_ALONE,
	IJ_RETRY_TYPE_REPEATED,
	IJ_RETRY_SUM_TOO_LARGE,
	IJ_ROLLOUT_CRITERION_MISSING,
	IJ_SCHEDULE_START_TOO_SOON,
	IJ_SCHEDULE_START_TOO_LATE,
	IJ_SCHEDULE_END_TOO_SOON,
	IJ_SCHEDULE_END_TOO_LATE,
	IJ_SCHEDULE_TOO_SHORT,
	IJ_SCHEDULE_END_MISSING,
	IJ_SCHEDULE_WINDOWS_NOT_CONTINUOUS
} IjConfigFault;

#define IJ_CONFIG_FAULT_COUNT 14

#define IJ_MAX_RETRIES 10		/* of all failure types together */

/* Each returns the first fault it finds, IJ_CONFIG_GOOD if there is none. */
extern IjConfigFault ij_abort_config_check(const IjAbortConfig *config);
extern IjConfigFault ij_retry_config_check(const IjRetryConfig *config);
extern IjConfigFault ij_rollout_config_check(const IjRolloutConfig *config);
extern IjConfigFault ij_schedule_config_check(const IjScheduleConfig *config,
											  bool continuous, int64_t now);

/* What is wrong, and the rule: a primary message and its detail. */
extern const char *ij_config_fault_message(IjConfigFault fault);
extern const char *ij_config_fault_rule(IjConfigFault fault);

#endif							/* IJ_CONFIG_RULE_H */
