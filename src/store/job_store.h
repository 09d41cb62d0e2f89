/*-------------------------------------------------------------------------
 *
 * job_store.h
 *		Statements on jobs, their targets and the work the worker owes them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_STORE_H
#define IJ_JOB_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "rules/config.h"
#include "rules/job_state.h"
#include "store/which_jobs.h"

/* A job as its row has it.  Absent values are NULL. */
typedef struct IjJob
{
	int64		key;
	char	   *job_id;
	IjJobStatus status;
	bool		is_continuous;
	bool		force_canceled;
	bool		is_concurrent;	/* the worker owes it something */
	text	   *reason_code;
	text	   *comment;
	text	   *description;
	text	   *namespace_id;
	Jsonb	   *presigned_url_config;
	Jsonb	   *job_executions_rollout_config;
	Jsonb	   *abort_config;
	Jsonb	   *timeout_config;
	Jsonb	   *job_executions_retry_config;
	Jsonb	   *scheduling_config;
	text	   *template_arn;
	Jsonb	   *document_parameters;
	TimestampTz created_at;
	TimestampTz last_updated_at;
	bool		is_completed;
	TimestampTz completed_at;	/* if is_completed */
	text	   *group_uuid;		/* list by group: thingGroupId */
} IjJob;

/* What a new job is made of; the rest are defaults. */
typedef struct IjNewJob
{
	text	   *job_id;
	bool		is_continuous;
	text	   *description;
	text	   *document;
	text	   *document_before_substitution;	/* if it was another one */
	text	   *document_source;
	text	   *template_arn;
	Jsonb	   *document_parameters;
	text	   *namespace_id;
	Jsonb	   *presigned_url_config;
	Jsonb	   *job_executions_rollout_config;
	Jsonb	   *abort_config;
	Jsonb	   *timeout_config;
	Jsonb	   *job_executions_retry_config;
	ArrayType  *destination_package_versions;
	ArrayType  *resolved_package_versions;	/* without $default */
	Jsonb	   *scheduling_config;
	bool		is_scheduled;	/* it starts later */
	Jsonb	   *tags;
	TimestampTz at;
} IjNewJob;

/* Which jobs a listing shows; NULL means all. */
typedef struct IjJobFilter
{
	text	   *status;
	text	   *target_selection;
	text	   *namespace_id;
	bool		by_group;
	int64		group_id;
} IjJobFilter;

/* False if the id is taken. */
extern bool ij_job_insert(const IjNewJob *job, int64 *key);

/*
 * Adds targets by kind ("thing", "thinggroup") and name, in the order given;
 * the result is the 1-based place of the first that does not exist, or 0.
 */
extern int	ij_job_add_targets(int64 key, ArrayType *arns, ArrayType *kinds, ArrayType *names);

/* False if there is no such job.  lock keeps others from changing it. */
extern bool ij_job_find(text *job_id, bool lock, IjJob *job);

/* The same, but raises ResourceNotFoundException. */
extern void ij_job_get(text *job_id, bool lock, IjJob *job);

extern text *ij_job_document(int64 key);

/* As it was given: with what is replaced at creation. */
extern text *ij_job_document_before_substitution(int64 key);

/* The link it was read from, or NULL. */
extern text *ij_job_document_source(int64 key);

extern ArrayType *ij_job_targets(int64 key);

/* Targets that the rollout has not passed yet; NULL when it is done. */
extern ArrayType *ij_job_processing_targets(int64 key);

/*
 * Marks a job canceled and leaves its executions to the worker.  NULL
 * reasons stay as they were.
 */
extern void ij_job_cancel(int64 key, bool force, text *reason_code, text *comment, TimestampTz at);

/* Sets COMPLETED whichever jobs have nothing left to do; returns how many. */
extern int64 ij_jobs_complete(const IjWhichJobs *which, TimestampTz at);

/* Snapshot jobs that may have nothing left to do. */
extern int	ij_jobs_completable(int64 **keys);

/* A page of jobs, newest first, from behind (created_at, key); DT_NOEND starts. */
extern uint64 ij_job_list(const IjJobFilter *filter, int64 after_created_at,
						  int64 after_key, int64 limit, IjJob **jobs);

#endif							/* IJ_JOB_STORE_H */
