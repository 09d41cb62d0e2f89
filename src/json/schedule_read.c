/*-------------------------------------------------------------------------
 *
 * schedule_read.c
 *		Reads schedulingConfig as a schedule, and asks it.
 *
 * The rules count from 1970, as cron expressions do; the server counts from
 * 2000.  Nothing outside of this file sees the one beside the other.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "json/config_read.h"
#include "json/schedule_read.h"

/* From 1970 to 2000. */
#define EPOCH_SHIFT ((int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY)

/* "Displays the next seven maintenance window occurrences". */
#define MAX_ROLLOUTS_SHOWN 7

static TimestampTz from_unix(int64 moment);
static char *moment_text(int64 moment);

void
ij_read_schedule(const Jsonb *json, IjSchedule *schedule)
{
	const char *malformed;

	if (!ij_read_schedule_config(json, &schedule->config, &malformed))
		elog(ERROR, "schedulingConfig.%s is not the moment it was checked to be", malformed);
	schedule->config.start += EPOCH_SHIFT;
	schedule->config.end += EPOCH_SHIFT;

	schedule->windows = palloc(sizeof(IjWindow) * Max(schedule->config.nwindows, 1));
	for (int i = 0; i < schedule->config.nwindows; i++)
	{
		int			length;
		const char *cron = ij_read_window_cron(json, i, &length);
		IjCronReading reading;

		if (ij_cron_read(cron, length, &reading) != IJ_CRON_GOOD)
			elog(ERROR, "maintenance window %d is not the expression it was checked to be", i);
		schedule->windows[i].cron = reading.cron;
		schedule->windows[i].duration = ij_read_window_minutes(json, i) * USECS_PER_MINUTE;
	}
}

void
ij_schedule_look_at(const IjSchedule *schedule, TimestampTz at, IjScheduleLook *look)
{
	ij_schedule_look(schedule, at + EPOCH_SHIFT, look);
	look->next = from_unix(look->next);
	look->opens = from_unix(look->opens);
	look->closes = from_unix(look->closes);
}

int
ij_schedule_dead_window_at(const IjSchedule *schedule, TimestampTz at)
{
	return ij_schedule_dead_window(schedule, at + EPOCH_SHIFT);
}

bool
ij_schedule_has_ended(const IjSchedule *schedule, TimestampTz at)
{
	return schedule->config.has_end && schedule->config.end <= at + EPOCH_SHIFT;
}

void
ij_json_rollouts(IjJson *json, const IjSchedule *schedule, TimestampTz at)
{
	int64		starts[MAX_ROLLOUTS_SHOWN];
	int			n;

	if (schedule->config.nwindows == 0)
		return;

	n = ij_schedule_starts(schedule, at + EPOCH_SHIFT, MAX_ROLLOUTS_SHOWN, starts);
	ij_json_begin_array(json, "scheduledJobRollouts");
	for (int i = 0; i < n; i++)
	{
		ij_json_begin_object(json, NULL);
		ij_json_string(json, "startTime", moment_text(starts[i]));
		ij_json_end_object(json);
	}
	ij_json_end_array(json);
}

static TimestampTz
from_unix(int64 moment)
{
	return moment == IJ_SCHEDULE_NEVER ? DT_NOEND : moment - EPOCH_SHIFT;
}

/* In UTC, as the members of schedulingConfig are written; seconds only where there are some. */
static char *
moment_text(int64 moment)
{
	struct pg_tm tm;
	fsec_t		fsec;

	if (timestamp2tm(from_unix(moment), NULL, &tm, &fsec, NULL, NULL) != 0)
		elog(ERROR, "moment %lld is out of range", (long long) moment);
	if (tm.tm_sec != 0)
		return psprintf("%04d-%02d-%02d %02d:%02d:%02d", tm.tm_year, tm.tm_mon, tm.tm_mday,
						tm.tm_hour, tm.tm_min, tm.tm_sec);
	return psprintf("%04d-%02d-%02d %02d:%02d", tm.tm_year, tm.tm_mon, tm.tm_mday,
					tm.tm_hour, tm.tm_min);
}
