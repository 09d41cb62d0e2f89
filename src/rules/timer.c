/*-------------------------------------------------------------------------
 *
 * timer.c
 *		The two timers of an execution.
 *
 * Developer guide, "How job configurations work", timeouts: the in-progress
 * timer starts once, when the execution becomes IN_PROGRESS; the step timer
 * starts anew with each update that carries a value, and cannot outlast the
 * in-progress timer.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/timer.h"

#define MICROSECONDS_PER_SECOND INT64_C(1000000)
#define MICROSECONDS_PER_MINUTE (60 * MICROSECONDS_PER_SECOND)

static int64_t deadline_after(int64_t start, int64_t minutes);

/* inProgressTimeoutInMinutes, and a step timer that is being started. */
bool
ij_timer_minutes_valid(int64_t minutes)
{
	return minutes >= IJ_TIMER_MIN_MINUTES && minutes <= IJ_TIMER_MAX_MINUTES;
}

/*
 * stepTimeoutInMinutes.  Only UpdateJobExecution may discard: an execution
 * that StartNextPendingJobExecution starts has no step timer yet.
 */
bool
ij_timer_step_minutes_valid(int64_t minutes, bool may_discard)
{
	return ij_timer_minutes_valid(minutes) ||
		(may_discard && minutes == IJ_TIMER_DISCARD_STEP);
}

/* minutes is that of the job, 0 if it has none. */
int64_t
ij_timer_in_progress_deadline(int64_t started_at, int64_t minutes)
{
	return deadline_after(started_at, minutes);
}

/* minutes is that of the request; the value that discards gives no deadline. */
int64_t
ij_timer_step_deadline(int64_t set_at, int64_t minutes)
{
	return deadline_after(set_at, minutes);
}

/* The one that ends the execution, if either does. */
int64_t
ij_timer_nearer(int64_t one, int64_t other)
{
	return one < other ? one : other;
}

bool
ij_timer_expired(int64_t deadline, int64_t now)
{
	return deadline != IJ_TIMER_NONE && now >= deadline;
}

/*
 * approximateSecondsBeforeTimedOut, never negative.  Rounded up: a device
 * that reads 0 then knows that its time is over, and a timer of a minute
 * says 60 when it starts.  Meaningless where no timer runs.
 */
int64_t
ij_timer_seconds_left(int64_t deadline, int64_t now)
{
	uint64_t	left;

	if (now >= deadline)
		return 0;

	/* of two extreme moments only the unsigned difference fits */
	left = (uint64_t) deadline - (uint64_t) now;
	return (int64_t) ((left - 1) / MICROSECONDS_PER_SECOND + 1);
}

/* Stays at the end of time rather than wrapping round. */
static int64_t
deadline_after(int64_t start, int64_t minutes)
{
	if (minutes <= 0 || minutes > INT64_MAX / MICROSECONDS_PER_MINUTE)
		return IJ_TIMER_NONE;
	if (start > INT64_MAX - minutes * MICROSECONDS_PER_MINUTE)
		return IJ_TIMER_NONE;
	return start + minutes * MICROSECONDS_PER_MINUTE;
}
