/*-------------------------------------------------------------------------
 *
 * schedule.h
 *		When a job rolls out, by its start time, end time and windows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SCHEDULE_H
#define IJ_SCHEDULE_H

#include "rules/config.h"
#include "rules/cron_text.h"

/* One maintenance window of each time that its expression fires. */
typedef struct IjWindow
{
	IjCron		cron;
	int64_t		duration;		/* in microseconds */
} IjWindow;

/* Moments are microseconds since 1970, in UTC. */
typedef struct IjSchedule
{
	IjScheduleConfig config;
	IjWindow   *windows;		/* config.nwindows of them */
} IjSchedule;

typedef enum IjScheduleState
{
	IJ_SCHEDULE_NOT_STARTED,	/* the start time is ahead */
	IJ_SCHEDULE_OPEN,
	IJ_SCHEDULE_CLOSED,			/* between two windows, or before the first, or behind the last */
	IJ_SCHEDULE_ENDED			/* the end time has come */
} IjScheduleState;

#define IJ_SCHEDULE_NEVER INT64_MAX

typedef struct IjScheduleLook
{
	IjScheduleState state;

	/*
	 * Moments behind the present one, IJ_SCHEDULE_NEVER if there is none.
	 * next is when the state changes; opens is when the job may roll out
	 * again; closes is when that ends which is open now, or opens next, or the
	 * end time where nothing opens any more.
	 *
	 * Windows that follow one another for days without a gap are not followed
	 * to their end: then closes, and next with it, say when to look again.
	 */
	int64_t		next;
	int64_t		opens;
	int64_t		closes;
} IjScheduleLook;

extern void ij_schedule_look(const IjSchedule *schedule, int64_t now, IjScheduleLook *look);

/* The starts of the next windows, in order, none twice; at most max.  Returns how many. */
extern int	ij_schedule_starts(const IjSchedule *schedule, int64_t now, int max, int64_t *starts);

/* The first window that does not open any more from now on, -1 if each does. */
extern int	ij_schedule_dead_window(const IjSchedule *schedule, int64_t now);

#endif							/* IJ_SCHEDULE_H */
