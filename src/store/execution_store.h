/*-------------------------------------------------------------------------
 *
 * execution_store.h
 *		Statements on executions, their queue and their timers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_EXECUTION_STORE_H
#define IJ_EXECUTION_STORE_H

#include "postgres.h"

#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "rules/execution_state.h"
#include "rules/job_state.h"

/* One attempt of a job on a thing, with what its job says of it. */
typedef struct IjExecution
{
	int64		job_key;
	int64		thing_key;
	char	   *job_id;
	IjJobStatus job_status;
	int64		in_progress_timeout_minutes;	/* of the job; 0: none */

	IjExecStatus status;
	bool		force_canceled;
	int64		version;
	int64		execution_number;
	int32		retry_attempt;
	TimestampTz queued_at;
	bool		is_started;
	TimestampTz started_at;		/* if is_started */
	TimestampTz last_updated_at;
	Jsonb	   *status_details; /* NULL: none */

	/* Timers; INT64_MAX where none runs. */
	int64		in_progress_deadline;
	int64		step_deadline;
} IjExecution;

/* What a change writes.  The rest of the row stays. */
typedef struct IjExecutionChange
{
	IjExecStatus status;
	bool		force_canceled;
	bool		is_started;
	TimestampTz started_at;
	TimestampTz at;
	Jsonb	   *status_details; /* NULL: unchanged */
} IjExecutionChange;

/*
 * An attempt by its number, or the latest where number is NULL.  What does
 * not exist, thing, job or execution, is a ResourceNotFoundException.
 */
extern void ij_execution_get(text *job_id, text *thing_name, const int64 *number,
							 IjExecution *execution);

/* The head of a thing's queue.  False if nothing is pending. */
extern bool ij_execution_find_next(text *thing_name, IjExecution *execution);

/*
 * Writes a change of the attempt that was read into *execution, with its
 * event, and takes it out of the queue if it has ended.  False, and nothing
 * written, if somebody else has changed the row since: read again and decide
 * again.  On success *execution holds the new state.
 */
extern bool ij_execution_change(IjExecution *execution, const IjExecutionChange *change);

/* Writes the timers of an execution as they stand in *execution; removes them if none runs. */
extern void ij_execution_set_timers(const IjExecution *execution);

/* Reads pending executions of a thing, IN_PROGRESS first; returns how many. */
extern uint64 ij_execution_list_pending(text *thing_name, int64 limit, IjExecution **executions);

#endif							/* IJ_EXECUTION_STORE_H */
