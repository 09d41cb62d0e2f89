/*-------------------------------------------------------------------------
 *
 * schedule.c
 *		When a job rolls out, by its start time, end time and windows.
 *
 * Developer guide, "How job configurations work", part on scheduling.  A job
 * is open from its start time to its end time; with maintenance windows only
 * while one of them is.  The start time is the earliest moment at which a
 * window may open: one that has begun before it opens then.  Likewise one
 * that is under way when the job is created.  Windows that overlap, or touch,
 * are one.
 *
 * Nothing is remembered: the state follows from the present alone, so that
 * whoever looks late finds it as it is and repeats nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/schedule.h"

#include "rules/cron_next.h"

/* Of next moments that are asked for when looking for the end of an opening. */
#define MAX_QUESTIONS 10000

static int64_t open_from(const IjSchedule *schedule, int64_t now);
static int64_t opening_from(const IjSchedule *schedule, int64_t from);
static int64_t closing_behind(const IjSchedule *schedule, int64_t from);
static int64_t window_from(const IjWindow *window, int64_t from);
static bool next_fire(const IjSchedule *schedule, int64_t after, int64_t *fire);
static int64_t end_of(const IjSchedule *schedule);
static int64_t earlier(int64_t one, int64_t other);

void
ij_schedule_look(const IjSchedule *schedule, int64_t now, IjScheduleLook *look)
{
	int64_t		end = end_of(schedule);
	int64_t		from = open_from(schedule, now);

	look->next = look->opens = look->closes = IJ_SCHEDULE_NEVER;
	if (now >= end)
	{
		look->state = IJ_SCHEDULE_ENDED;
		return;
	}

	look->opens = opening_from(schedule, from);
	if (look->opens == now)
	{
		look->state = IJ_SCHEDULE_OPEN;
		look->closes = closing_behind(schedule, now);
		look->opens = look->closes < end ? opening_from(schedule, look->closes) : IJ_SCHEDULE_NEVER;
		look->next = look->closes;
		return;
	}

	look->state = from > now ? IJ_SCHEDULE_NOT_STARTED : IJ_SCHEDULE_CLOSED;
	look->closes = look->opens != IJ_SCHEDULE_NEVER ? closing_behind(schedule, look->opens) : end;
	look->next = earlier(look->opens, end);
}

/*
 * Every time that a window begins counts, also while another is open.  A start
 * time within a window is the beginning of it.
 */
int
ij_schedule_starts(const IjSchedule *schedule, int64_t now, int max, int64_t *starts)
{
	int64_t		end = end_of(schedule);
	int64_t		from = open_from(schedule, now);
	int64_t		fire = 0;
	int			n = 0;

	if (schedule->config.nwindows == 0 || from >= end)
		return 0;

	if (from > now && n < max && opening_from(schedule, from) == from)
		starts[n++] = from;
	while (n < max && next_fire(schedule, from, &fire) && fire < end)
		starts[n++] = from = fire;
	return n;
}

int
ij_schedule_dead_window(const IjSchedule *schedule, int64_t now)
{
	int64_t		from = open_from(schedule, now);

	for (int i = 0; i < schedule->config.nwindows; i++)
	{
		if (window_from(&schedule->windows[i], from) >= end_of(schedule))
			return i;
	}
	return -1;
}

/* The present, or the start time if it is ahead. */
static int64_t
open_from(const IjSchedule *schedule, int64_t now)
{
	if (schedule->config.has_start && schedule->config.start > now)
		return schedule->config.start;
	return now;
}

/* The first moment from one on at which the job is open, before its end. */
static int64_t
opening_from(const IjSchedule *schedule, int64_t from)
{
	int64_t		opening = IJ_SCHEDULE_NEVER;

	if (schedule->config.nwindows == 0)
		opening = from;
	for (int i = 0; i < schedule->config.nwindows; i++)
		opening = earlier(opening, window_from(&schedule->windows[i], from));
	return opening < end_of(schedule) ? opening : IJ_SCHEDULE_NEVER;
}

/* The end of what is open at a moment. */
static int64_t
closing_behind(const IjSchedule *schedule, int64_t from)
{
	int64_t		closing = from;
	int			questions = 0;
	bool		grown;

	if (schedule->config.nwindows == 0)
		return end_of(schedule);

	do
	{
		grown = false;
		for (int i = 0; i < schedule->config.nwindows; i++)
		{
			const IjWindow *window = &schedule->windows[i];
			int64_t		fire;

			/* the first one that ends behind what is known to be open */
			if (ij_cron_next(&window->cron, closing - window->duration, &fire) && fire <= closing)
			{
				closing = fire + window->duration;
				grown = true;
			}
		}
		questions += schedule->config.nwindows;
	} while (grown && closing < end_of(schedule) && questions < MAX_QUESTIONS);
	return earlier(closing, end_of(schedule));
}

/* The first moment from one on at which a window is open. */
static int64_t
window_from(const IjWindow *window, int64_t from)
{
	int64_t		fire;

	if (!ij_cron_next(&window->cron, from - window->duration, &fire))
		return IJ_SCHEDULE_NEVER;
	return fire > from ? fire : from;
}

/* The first moment behind another at which a window begins. */
static bool
next_fire(const IjSchedule *schedule, int64_t after, int64_t *fire)
{
	bool		found = false;

	for (int i = 0; i < schedule->config.nwindows; i++)
	{
		int64_t		other;

		if (ij_cron_next(&schedule->windows[i].cron, after, &other) &&
			(!found || other < *fire))
		{
			*fire = other;
			found = true;
		}
	}
	return found;
}

static int64_t
end_of(const IjSchedule *schedule)
{
	return schedule->config.has_end ? schedule->config.end : IJ_SCHEDULE_NEVER;
}

static int64_t
earlier(int64_t one, int64_t other)
{
	return one < other ? one : other;
}
