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
#include "rules/timer.h"

/*
 * What a device may see now, of an open execution e of a job j: all but what
 * is still queued for a job that is not IN_PROGRESS.  The worker is about to
 * cancel that, or the job waits for its window.  Of a job that waits, what is
 * IN_PROGRESS is not shown either, though its device may report on it.
 */
#define IJ_IS_SHOWN \
	"(j.status OPERATOR(pg_catalog.=) 'IN_PROGRESS'" \
	" OR e.status OPERATOR(pg_catalog.=) 'IN_PROGRESS'" \
	" AND j.status OPERATOR(pg_catalog.<>) ALL ('{SCHEDULED,DELETION_IN_PROGRESS}'::iotjobs.job_status[]))"

/* The order of a queue, with its row o of iotjobs.open_execution. */
#define IJ_QUEUE_ORDER \
	"e.status OPERATOR(pg_catalog.=) 'IN_PROGRESS' DESC, o.queued_at, o.job_id"

/*
 * Developer guide, "Jobs limits": a device is shown ten; with windows fifteen,
 * of which up to five are of jobs with windows.  Those five have places of
 * their own, so that a window is of use whatever else is queued.  IJ_PLACES
 * are columns of shown executions; queue names, each followed by a comma, the
 * columns that tell several queues apart.
 */
#define IJ_HAS_WINDOWS \
	" COALESCE(pg_catalog.jsonb_array_length(j.scheduling_config" \
	" OPERATOR(pg_catalog.->) 'maintenanceWindows') OPERATOR(pg_catalog.>) 0, false)"
#define IJ_PLACES(queue) \
	" pg_catalog.row_number() OVER (PARTITION BY " queue "true ORDER BY " IJ_QUEUE_ORDER ") AS place," \
	" pg_catalog.row_number() OVER (PARTITION BY " queue IJ_HAS_WINDOWS " ORDER BY " IJ_QUEUE_ORDER ") AS place_of_kind," \
	IJ_HAS_WINDOWS " AS has_windows," \
	" LEAST(pg_catalog.count(*) FILTER (WHERE " IJ_HAS_WINDOWS ") OVER (PARTITION BY " queue "true), 5) AS windows_shown"
#define IJ_IS_LISTED(p) \
	p ".place_of_kind OPERATOR(pg_catalog.<=) CASE WHEN " p ".has_windows THEN " p ".windows_shown" \
	" WHEN " p ".windows_shown OPERATOR(pg_catalog.=) 0 THEN 10 ELSE 15 OPERATOR(pg_catalog.-) " p ".windows_shown END"

/* One attempt of a job on a thing. */
typedef struct IjExecution
{
	int64		job_key;
	int64		thing_key;

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

	bool		is_timed;		/* a timer runs */
	bool		brings_packages;	/* success changes the package record of the thing */
} IjExecution;

/* IJ_TIMER_NONE where a timer does not run. */
typedef struct IjTimers
{
	int64		in_progress_deadline;
	int64		step_deadline;
} IjTimers;

/* What a job says of its executions. */
typedef struct IjExecutionJob
{
	char	   *job_id;
	IjJobStatus status;
	int64		in_progress_timeout_minutes;	/* 0: none */
} IjExecutionJob;

/* What a change writes.  The rest of the row stays. */
typedef struct IjExecutionChange
{
	IjExecStatus status;
	bool		force_canceled;
	bool		is_started;
	TimestampTz started_at;
	bool		is_timed;
	TimestampTz at;
	Jsonb	   *status_details; /* NULL: unchanged */
} IjExecutionChange;

/*
 * An attempt by its number, or the latest where number is NULL.  What does
 * not exist, thing, job or execution, is a ResourceNotFoundException; so is
 * a job of another namespace, where namespace_id is not NULL.
 */
extern void ij_execution_get(text *job_id, text *thing_name, text *namespace_id,
							 const int64 *number, IjExecution *execution);

/*
 * The head of a thing's queue.  False if nothing is pending.  Each namespace
 * has a queue of its own, and so has what is in none ("").
 */
extern bool ij_execution_find_next(text *thing_name, text *namespace_id, IjExecution *execution);

/*
 * Writes a change of the attempt that was read into *execution, with its
 * event, and takes it out of the queue if it has ended.  False, and nothing
 * written, if somebody else has changed the row since: read again and decide
 * again.  On success *execution holds the new state.
 */
extern bool ij_execution_change(IjExecution *execution, const IjExecutionChange *change);

/* Reads nothing if none runs. */
extern void ij_execution_get_timers(const IjExecution *execution, IjTimers *timers);

/* Writes the timers of an execution; removes them if none runs. */
extern void ij_execution_set_timers(const IjExecution *execution, const IjTimers *timers);

extern void ij_execution_get_job(const IjExecution *execution, IjExecutionJob *job);

/*
 * Pending executions that a thing is shown, and their jobs' ids, IN_PROGRESS
 * first; returns how many.
 */
extern uint64 ij_execution_list_pending(text *thing_name, text *namespace_id,
										IjExecution **executions, char ***job_ids);

#endif							/* IJ_EXECUTION_STORE_H */
