/*-------------------------------------------------------------------------
 *
 * timer.h
 *		The two timers of an execution.
 *
 * Moments are microseconds since any one epoch.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TIMER_H
#define IJ_TIMER_H

#include <stdbool.h>
#include <stdint.h>

#define IJ_TIMER_MIN_MINUTES 1
#define IJ_TIMER_MAX_MINUTES 10080	/* seven days */

/* stepTimeoutInMinutes of UpdateJobExecution: the step timer goes away. */
#define IJ_TIMER_DISCARD_STEP (-1)

/* The deadline of a timer that does not run: later than any other. */
#define IJ_TIMER_NONE INT64_MAX

extern bool ij_timer_minutes_valid(int64_t minutes);
extern bool ij_timer_step_minutes_valid(int64_t minutes, bool may_discard);

extern int64_t ij_timer_in_progress_deadline(int64_t started_at, int64_t minutes);
extern int64_t ij_timer_step_deadline(int64_t set_at, int64_t minutes);
extern int64_t ij_timer_nearer(int64_t one, int64_t other);

extern bool ij_timer_expired(int64_t deadline, int64_t now);
extern int64_t ij_timer_seconds_left(int64_t deadline, int64_t now);

#endif							/* IJ_TIMER_H */
