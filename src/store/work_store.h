/*-------------------------------------------------------------------------
 *
 * work_store.h
 *		What the worker owes to jobs, and the statements that pay it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_WORK_STORE_H
#define IJ_WORK_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "store/which_jobs.h"

typedef enum IjWorkKind
{
	IJ_WORK_ROLLOUT,
	IJ_WORK_CANCEL,
	IJ_WORK_DELETE
} IjWorkKind;

typedef struct IjWork
{
	int64		job_key;
	IjWorkKind	kind;
	int64		cursor_group;	/* 0: things named directly */
	int64		cursor_thing;
	int64		notified;

	/* Of its job. */
	bool		is_continuous;
	bool		force_canceled; /* by whom the work is owed */
	int64		membership_point;
	bool		meets_things_once;	/* its targets do not overlap */
	Jsonb	   *rollout_config; /* NULL: none */
} IjWork;

/* What one statement of a rollout or a cancel has done. */
typedef struct IjBatch
{
	int64		looked_at;		/* things */
	int64		last_thing;		/* if looked_at > 0 */
	int64		changed;		/* executions */
} IjBatch;

/*
 * Jobs with work that is due, in order of falling due, in the current context;
 * of the rollouts only the max_rollouts oldest, the others wait for their turn;
 * the failing ones do not count.
 */
extern int	ij_work_list_due(TimestampTz at, int max_rollouts, ArrayType *failing, int64 **job_keys);

/* When the next work that is not due yet falls due; DT_NOEND if there is none. */
extern TimestampTz ij_work_next_at(TimestampTz at);

/* False if there is none, somebody else is at it, or its job waits for its schedule. */
extern bool ij_work_lock(int64 job_key, TimestampTz at, IjWork *work);

/* Locks the work of a job, which is locked, if it has any; false if that would mean waiting. */
extern bool ij_work_try_lock(int64 job_key);

/* Writes cursor and notified. */
extern void ij_work_save(const IjWork *work, TimestampTz next_at);
extern void ij_work_finish(const IjWork *work);

/* Rollout: the groups at or below the targets, from the cursor on, in order. */
extern int	ij_work_groups(const IjWork *work, int64 **groups);

/* Executions for at most limit things of group cursor_group behind cursor_thing. */
extern void ij_work_release(const IjWork *work, int64 limit, TimestampTz at, IjBatch *batch);

/* Whether there is a thing of group cursor_group behind cursor_thing. */
extern bool ij_work_is_left(const IjWork *work);

/* The rollout's rate: what was released in the 60 seconds before at, and when the first of it was. */
extern int64 ij_work_released(int64 job_key, TimestampTz at, TimestampTz *first_at);
extern void ij_work_note_release(int64 job_key, TimestampTz at, int64 count);

/* Cancel: at most limit open executions behind cursor_thing. */
extern void ij_work_cancel(const IjWork *work, int64 limit, TimestampTz at, IjBatch *batch);

/*
 * Times out at most limit executions whose deadline has passed; returns how
 * many, and whether there may be more.  If any, they are among *job_keys and
 * *thing_keys, pair by pair.
 */
extern int64 ij_work_expire(const IjWhichJobs *which, int64 limit, TimestampTz at, bool *more,
							ArrayType **job_keys, ArrayType **thing_keys);

/* Jobs with a timer whose deadline has passed. */
extern int	ij_work_list_expired(TimestampTz at, int64 **job_keys);

#endif							/* IJ_WORK_STORE_H */
