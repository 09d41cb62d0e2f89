/*-------------------------------------------------------------------------
 *
 * job_change_store.h
 *		Changes of a job after its creation, and what the quotas count.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_CHANGE_STORE_H
#define IJ_JOB_CHANGE_STORE_H

#include "store/job_store.h"

/* Targets of one job. */

/* New values; NULL leaves the old one. */
typedef struct IjJobUpdate
{
	text	   *description;
	Jsonb	   *presigned_url_config;
	Jsonb	   *job_executions_rollout_config;
	Jsonb	   *abort_config;
	Jsonb	   *timeout_config;
	Jsonb	   *job_executions_retry_config;
} IjJobUpdate;

/* The row of the job is locked by the caller in all of these. */
extern void ij_job_update(int64 key, const IjJobUpdate *update, TimestampTz at);

/* With new targets, has the worker walk all of them once more, as of now.  comment may be NULL. */
extern void ij_job_targets_added(int64 key, text *comment, bool has_new_ones, TimestampTz at);

extern void ij_job_begin_deletion(int64 key, TimestampTz at);

extern int	ij_job_count_targets(int64 key);
extern int	ij_jobs_count_in_deletion(void);

/* Whether more than limit jobs are IN_PROGRESS or SCHEDULED. */
extern bool ij_jobs_more_active_than(int limit);

#endif							/* IJ_JOB_CHANGE_STORE_H */
