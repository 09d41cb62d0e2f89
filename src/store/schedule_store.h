/*-------------------------------------------------------------------------
 *
 * schedule_store.h
 *		Jobs that a start time, a maintenance window or an end time is ahead of.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SCHEDULE_STORE_H
#define IJ_SCHEDULE_STORE_H

#include "postgres.h"

#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "rules/schedule.h"

/* A job whose schedule is due. */
typedef struct IjScheduledJob
{
	bool		is_waiting;		/* SCHEDULED, else IN_PROGRESS */
	bool		has_started;	/* at some time */
	bool		has_rollout;	/* or would have one when it starts */
	Jsonb	   *scheduling_config;
} IjScheduledJob;

/* Notes what is ahead of a new job, in TimestampTz; nothing if nothing is. */
extern void ij_schedule_insert(int64 job_key, const IjScheduleLook *look);

/* Jobs whose schedule is due, in that order, in the current context. */
extern int	ij_schedule_list_due(TimestampTz at, int64 **job_keys);

/* When the next schedule that is not due yet falls due; DT_NOEND if none does. */
extern TimestampTz ij_schedule_next_at(TimestampTz at);

/* Locks the job and its work; false if that would mean waiting, or it is not due any more. */
extern bool ij_schedule_lock(int64 job_key, TimestampTz at, IjScheduledJob *job);

/* The job becomes IN_PROGRESS: its rollout begins, with the members of this moment, or goes on. */
extern void ij_schedule_start(int64 job_key, const IjScheduledJob *job, TimestampTz at);

/* The job becomes SCHEDULED; its rollout waits where it is. */
extern void ij_schedule_pause(int64 job_key, TimestampTz at);

/* Nothing more is released; with cancel the worker owes the job that its executions are canceled. */
extern void ij_schedule_end(int64 job_key, bool cancel, TimestampTz at);

/* Notes what is ahead now; without anything the job is forgotten here. */
extern void ij_schedule_save(int64 job_key, const IjScheduleLook *look);

/* Whether so many other jobs are being rolled out or canceled. */
extern bool ij_schedule_others_concurrent(int64 job_key, int limit);

#endif							/* IJ_SCHEDULE_STORE_H */
