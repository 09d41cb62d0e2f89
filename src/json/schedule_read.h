/*-------------------------------------------------------------------------
 *
 * schedule_read.h
 *		Reads schedulingConfig as a schedule, and asks it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SCHEDULE_READ_H
#define IJ_SCHEDULE_READ_H

#include "postgres.h"

#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "json/json_out.h"
#include "rules/schedule.h"

/* A schedulingConfig that has been checked, or NULL; palloc'd where it is large. */
extern void ij_read_schedule(const Jsonb *json, IjSchedule *schedule);

/* The rules of rules/schedule.h for the server's timestamps; never is DT_NOEND. */
extern void ij_schedule_look_at(const IjSchedule *schedule, TimestampTz at, IjScheduleLook *look);
extern int	ij_schedule_dead_window_at(const IjSchedule *schedule, TimestampTz at);

/* Whether the end time has come. */
extern bool ij_schedule_has_ended(const IjSchedule *schedule, TimestampTz at);

/* Puts scheduledJobRollouts, which only a schedule with windows has. */
extern void ij_json_rollouts(IjJson *json, const IjSchedule *schedule, TimestampTz at);

#endif							/* IJ_SCHEDULE_READ_H */
