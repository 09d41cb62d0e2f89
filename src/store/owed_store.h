/*-------------------------------------------------------------------------
 *
 * owed_store.h
 *		Executions that jobs owe to things: retries, and what had to wait.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_OWED_STORE_H
#define IJ_OWED_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "rules/execution_state.h"
#include "rules/retry.h"

/* A job that retries. */
typedef struct IjRetryingJob
{
	int64		job_key;
	Jsonb	   *retry_config;
} IjRetryingJob;

/* How a job stands to a thing. */
typedef struct IjOwedThing
{
	int64		thing_key;
	bool		is_deleted;
	bool		has_attempt;	/* else there is no status */
	IjExecStatus status;		/* of the latest attempt */
	IjRetries	had;
} IjOwedThing;

typedef enum IjOwedJobState
{
	IJ_OWED_WAITS,				/* somebody else is at it, or it is no time for executions */
	IJ_OWED_IS_DUE,
	IJ_OWED_IS_VOID				/* the job gets no executions any more */
} IjOwedJobState;

/* Those of the jobs whose executions may be retried. */
extern int	ij_owed_retrying_jobs(ArrayType *job_keys, IjRetryingJob **jobs);

/* In the order of the things. */
extern uint64 ij_owed_read_things(int64 job_key, ArrayType *thing_keys, IjOwedThing **things);

/* Puts things on the list of a job; one that is there already stays. */
extern void ij_owed_add(int64 job_key, ArrayType *thing_keys);

/* Takes a thing off the list if that attempt is its latest; waits for whoever is about to repeat it. */
extern void ij_owed_drop(int64 job_key, int64 thing_key, int64 execution_number);

/* Jobs whose list may be paid or dropped now, in the current context. */
extern int	ij_owed_list_jobs(int64 **job_keys);

/* Locks a job to pay what it owes.  *retry_config is NULL if it does not retry. */
extern IjOwedJobState ij_owed_lock_job(int64 job_key, Jsonb **retry_config);

/*
 * Takes at most limit things off the list; those that somebody is changing
 * stay.  Returns how many; *thing_keys is NULL if none.
 */
extern int64 ij_owed_take(int64 job_key, int64 limit, ArrayType **thing_keys);

/* The next attempt for things whose latest one is FAILED or TIMED_OUT; returns how many. */
extern int64 ij_owed_retry(int64 job_key, ArrayType *thing_keys, TimestampTz at);

#endif							/* IJ_OWED_STORE_H */
