/*-------------------------------------------------------------------------
 *
 * test_schedule.c
 *		When a job is open, cell by cell, and against an oracle.
 *
 * The oracle asks minute by minute whether a window is open, and finds what
 * changes by walking on.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/schedule.h"

#include "rules/cron_next.h"
#include "rules/date_time.h"
#include "tap.h"

#define MINUTE INT64_C(60000000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NEVER IJ_SCHEDULE_NEVER

#define MAX_WINDOWS 4

static IjWindow windows[MAX_WINDOWS];
static IjSchedule schedule;

static int64_t
at(const char *text)
{
	int64_t		moment = -1;

	if (text == NULL)
		return NEVER;
	if (!ij_date_time_parse(text, strlen(text), &moment))
		is_true(false, "\"%s\" is a moment", text);
	return moment;
}

/* A schedule without windows; NULL for a time that is not given. */
static void
schedule_is(const char *start, const char *end)
{
	memset(&schedule, 0, sizeof(schedule));
	schedule.windows = windows;
	schedule.config.has_start = start != NULL;
	schedule.config.has_end = end != NULL;
	if (start != NULL)
		schedule.config.start = at(start);
	if (end != NULL)
		schedule.config.end = at(end);
}

static bool
window_is(const char *cron, int minutes)
{
	IjCronReading reading;
	IjWindow   *window = &windows[schedule.config.nwindows];

	if (ij_cron_read(cron, strlen(cron), &reading) != IJ_CRON_GOOD)
		return false;
	window->cron = reading.cron;
	window->duration = minutes * MINUTE;
	schedule.config.nwindows++;
	return true;
}

static const char *
moment_text(int64_t moment)
{
	static char texts[4][32];
	static int	turn = 0;
	char	   *text = texts[turn++ % 4];

	if (moment == NEVER)
		return "never";
	snprintf(text, sizeof(texts[0]), "%" PRId64 "d %02d:%02d:%02d", moment / DAY,
			 (int) (moment % DAY / HOUR), (int) (moment % HOUR / MINUTE), (int) (moment % MINUTE / 1000000));
	return text;
}

static const char *
state_text(IjScheduleState state)
{
	switch (state)
	{
		case IJ_SCHEDULE_NOT_STARTED:
			return "not started";
		case IJ_SCHEDULE_OPEN:
			return "open";
		case IJ_SCHEDULE_CLOSED:
			return "closed";
		case IJ_SCHEDULE_ENDED:
			return "ended";
	}
	return "?";
}

static void
looks(const char *now, const char *state, const char *next, const char *opens,
	  const char *closes, const char *name)
{
	IjScheduleLook look;
	char		got[256];
	char		expected[256];

	ij_schedule_look(&schedule, at(now), &look);
	snprintf(got, sizeof(got), "%s, next %s, opens %s, closes %s", state_text(look.state),
			 moment_text(look.next), moment_text(look.opens), moment_text(look.closes));
	snprintf(expected, sizeof(expected), "%s, next %s, opens %s, closes %s", state,
			 moment_text(at(next)), moment_text(at(opens)), moment_text(at(closes)));
	is_text(got, expected, name);
}

static void
test_times(void)
{
	const char *one = "2026-01-01 12:00";
	const char *two = "2026-01-02 12:00";

	schedule_is(NULL, NULL);
	looks(one, "open", NULL, NULL, NULL, "nothing is said");

	schedule_is(one, NULL);
	looks("2026-01-01 11:59:59.999999", "not started", one, one, NULL, "start: the moment before");
	looks(one, "open", NULL, NULL, NULL, "start: that moment");
	looks(two, "open", NULL, NULL, NULL, "start: later");

	schedule_is(NULL, two);
	looks(one, "open", two, NULL, two, "end: before");
	looks("2026-01-02 11:59:59.999999", "open", two, NULL, two, "end: the moment before");
	looks(two, "ended", NULL, NULL, NULL, "end: that moment");
	looks("2027-01-01 00:00", "ended", NULL, NULL, NULL, "end: later");

	schedule_is(one, two);
	looks("2025-12-31 00:00", "not started", one, one, two, "both: before");
	looks(one, "open", two, NULL, two, "both: between");
	looks(two, "ended", NULL, NULL, NULL, "both: after");
}

static void
test_window(void)
{
	schedule_is(NULL, NULL);
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-01 09:59:59", "closed", "2026-01-01 10:00", "2026-01-01 10:00", "2026-01-01 12:00", "before a window");
	looks("2026-01-01 10:00", "open", "2026-01-01 12:00", "2026-01-02 10:00", "2026-01-01 12:00", "it opens");
	looks("2026-01-01 11:59:59.999999", "open", "2026-01-01 12:00", "2026-01-02 10:00", "2026-01-01 12:00", "its last moment");
	looks("2026-01-01 12:00", "closed", "2026-01-02 10:00", "2026-01-02 10:00", "2026-01-02 12:00", "it closes");
	looks("2026-01-20 11:00", "open", "2026-01-20 12:00", "2026-01-21 10:00", "2026-01-20 12:00", "nothing depends on what was before");

	schedule_is(NULL, NULL);
	window_is("cron(0 23 * * ? *)", 1430);
	looks("2026-01-01 12:00", "open", "2026-01-01 22:50", "2026-01-01 23:00", "2026-01-01 22:50", "over midnight");
	looks("2026-01-01 22:50", "closed", "2026-01-01 23:00", "2026-01-01 23:00", "2026-01-02 22:50", "ten minutes between");
}

static void
test_union(void)
{
	schedule_is(NULL, NULL);
	window_is("cron(0 10 * * ? *)", 60);
	window_is("cron(30 10 * * ? *)", 60);
	window_is("cron(30 11 * * ? *)", 30);
	window_is("cron(0 11 * * ? *)", 5);
	looks("2026-01-01 10:00", "open", "2026-01-01 12:00", "2026-01-02 10:00", "2026-01-01 12:00",
		  "overlapping, touching and inner windows are one");
	looks("2026-01-01 11:30", "open", "2026-01-01 12:00", "2026-01-02 10:00", "2026-01-01 12:00", "where they touch");
	looks("2026-01-01 09:00", "closed", "2026-01-01 10:00", "2026-01-01 10:00", "2026-01-01 12:00", "seen from before");

	schedule_is(NULL, NULL);
	window_is("cron(0/10 10 * * ? *)", 30);
	looks("2026-01-01 10:05", "open", "2026-01-01 11:20", "2026-01-02 10:00", "2026-01-01 11:20", "one that overlaps itself");

	schedule_is(NULL, NULL);
	window_is("cron(0 * * * ? *)", 60);
	looks("2026-01-01 10:30", "open", "2027-02-22 02:00", "2027-02-22 02:00", "2027-02-22 02:00",
		  "always open: 10,000 hours on, look again");
	schedule_is(NULL, "2026-01-03 00:00");
	window_is("cron(0 * * * ? *)", 60);
	looks("2026-01-01 10:30", "open", "2026-01-03 00:00", NULL, "2026-01-03 00:00", "always open, until the end");
}

static void
test_start_and_end(void)
{
	schedule_is("2026-01-05 11:00", NULL);
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-01 10:30", "not started", "2026-01-05 11:00", "2026-01-05 11:00", "2026-01-05 12:00",
		  "a window counts from the start time on");
	looks("2026-01-05 11:00", "open", "2026-01-05 12:00", "2026-01-06 10:00", "2026-01-05 12:00", "it opens there");
	schedule_is("2026-01-05 13:00", NULL);
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-01 10:30", "not started", "2026-01-06 10:00", "2026-01-06 10:00", "2026-01-06 12:00",
		  "start time between two windows");
	looks("2026-01-05 13:00", "closed", "2026-01-06 10:00", "2026-01-06 10:00", "2026-01-06 12:00", "and it comes");
	schedule_is("2026-01-05 10:00", NULL);
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-01 10:30", "not started", "2026-01-05 10:00", "2026-01-05 10:00", "2026-01-05 12:00",
		  "start time as a window opens");
	schedule_is("2026-01-05 12:00", NULL);
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-01 10:30", "not started", "2026-01-06 10:00", "2026-01-06 10:00", "2026-01-06 12:00",
		  "start time as a window closes");

	schedule_is(NULL, "2026-01-05 11:00");
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-05 10:00", "open", "2026-01-05 11:00", NULL, "2026-01-05 11:00", "end time within a window");
	looks("2026-01-04 12:00", "closed", "2026-01-05 10:00", "2026-01-05 10:00", "2026-01-05 11:00", "the last window is cut");
	looks("2026-01-04 11:00", "open", "2026-01-04 12:00", "2026-01-05 10:00", "2026-01-04 12:00", "the last but one is not");
	schedule_is(NULL, "2026-01-05 13:00");
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-05 11:00", "open", "2026-01-05 12:00", NULL, "2026-01-05 12:00", "end time between two windows");
	looks("2026-01-05 12:00", "closed", "2026-01-05 13:00", NULL, "2026-01-05 13:00", "then nothing opens any more, but it ends");
	looks("2026-01-05 13:00", "ended", NULL, NULL, NULL, "and has ended");
	schedule_is(NULL, "2026-01-05 10:00");
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-04 12:00", "closed", "2026-01-05 10:00", NULL, "2026-01-05 10:00", "end time as a window would open");
	schedule_is(NULL, "2026-01-05 12:00");
	window_is("cron(0 10 * * ? *)", 120);
	looks("2026-01-05 11:00", "open", "2026-01-05 12:00", NULL, "2026-01-05 12:00", "end time as a window closes");

	schedule_is(NULL, NULL);
	window_is("cron(0 10 1 1 ? 2026)", 120);
	looks("2025-06-01 00:00", "closed", "2026-01-01 10:00", "2026-01-01 10:00", "2026-01-01 12:00", "the only window ahead");
	looks("2026-01-01 11:00", "open", "2026-01-01 12:00", NULL, "2026-01-01 12:00", "the last window");
	looks("2026-01-01 12:00", "closed", NULL, NULL, NULL, "no window is left, and no end");
	schedule_is(NULL, NULL);
	window_is("cron(59 23 31 12 ? 2199)", 1430);
	looks("2200-01-01 23:00", "open", "2200-01-01 23:49", NULL, "2200-01-01 23:49", "the last window of all");
}

static const char *
starts_text(const char *now, int max)
{
	static char text[1024];
	int64_t		starts[8];
	int			n = ij_schedule_starts(&schedule, at(now), max, starts);
	int			length = 0;

	text[0] = '\0';
	for (int i = 0; i < n; i++)
		length += snprintf(text + length, sizeof(text) - length, "%s%s", i > 0 ? ", " : "",
						   moment_text(starts[i] - at("2026-01-01 00:00")));
	return text;
}

static void
test_starts(void)
{
	schedule_is(NULL, NULL);
	is_text(starts_text("2026-01-01 00:00", 7), "", "no window");
	window_is("cron(0 10 * * ? *)", 120);
	is_text(starts_text("2026-01-01 09:00", 7),
			"0d 10:00:00, 1d 10:00:00, 2d 10:00:00, 3d 10:00:00, 4d 10:00:00, 5d 10:00:00, 6d 10:00:00", "seven");
	is_text(starts_text("2026-01-01 10:00", 2), "1d 10:00:00, 2d 10:00:00", "the one that begins now is not ahead");
	is_text(starts_text("2026-01-01 10:00", 0), "", "none is asked for");
	window_is("cron(0 10 2 * ? *)", 60);
	window_is("cron(30 10 2 * ? *)", 60);
	is_text(starts_text("2026-01-01 10:00", 3), "1d 10:00:00, 1d 10:30:00, 2d 10:00:00",
			"of several windows: in order, none twice, also those within another");

	schedule_is("2026-01-05 11:00", "2026-01-08 10:00");
	window_is("cron(0 10 * * ? *)", 120);
	is_text(starts_text("2026-01-01 00:00", 7), "4d 11:00:00, 5d 10:00:00, 6d 10:00:00", "from start time to end time");
	is_text(starts_text("2026-01-05 11:00", 7), "5d 10:00:00, 6d 10:00:00", "once started");
	is_text(starts_text("2026-01-07 10:00", 7), "", "the last has begun");
	is_text(starts_text("2026-01-08 10:00", 7), "", "ended");
	schedule_is("2026-01-05 10:00", NULL);
	window_is("cron(0 10 * * ? *)", 120);
	is_text(starts_text("2026-01-01 00:00", 2), "4d 10:00:00, 5d 10:00:00", "start time as a window opens, once");
	schedule_is("2026-01-05 12:00", NULL);
	window_is("cron(0 10 * * ? *)", 120);
	is_text(starts_text("2026-01-01 00:00", 2), "5d 10:00:00, 6d 10:00:00", "start time as a window closes");
}

static void
dead(const char *now, int expected, const char *name)
{
	is_number(ij_schedule_dead_window(&schedule, at(now)), expected, name);
}

static void
test_dead_window(void)
{
	schedule_is(NULL, NULL);
	dead("2026-01-01 00:00", -1, "no window, none that does not open");
	window_is("cron(0 10 * * ? *)", 120);
	window_is("cron(0 10 1 1 ? 2026)", 120);
	dead("2026-01-01 09:00", -1, "each opens");
	dead("2026-01-01 11:59:59", -1, "one is open for the last time");
	dead("2026-01-01 12:00", 1, "it is over");
	schedule_is("2026-01-01 11:00", "2026-01-01 12:00");
	window_is("cron(0 10 * * ? *)", 120);
	dead("2025-12-31 00:00", -1, "the start time is within it");
	schedule_is("2026-01-01 12:00", "2026-01-02 10:00");
	window_is("cron(0 10 * * ? *)", 120);
	dead("2025-12-31 00:00", 0, "none between start time and end time");
	schedule_is("2026-01-01 12:00", "2026-01-02 10:01");
	window_is("cron(0 10 * * ? *)", 120);
	dead("2025-12-31 00:00", -1, "one minute of it");
}

/*-------------------------------------------------------------------------
 * Random schedules and the oracle.
 *-------------------------------------------------------------------------
 */

static uint32_t random_state = 2026;

static int
random_below(int limit)
{
	random_state = random_state * 1664525 + 1013904223;
	return (int) ((random_state >> 8) % (uint32_t) limit);
}

#define SPAN (10 * 1440)		/* minutes that the oracle knows */

/* Minute by minute from 2026-01-01, whether the job is open, and what begins. */
static bool is_open[SPAN];
static bool begins[SPAN];

static void
random_schedule(int64_t first)
{
	static const char *const hours[] = {"*", "10", "0/6", "22,23", "3-5", "9"};
	static const char *const days[] = {"* * ?", "? * MON-FRI", "1/2 * ?", "? * 7", "5 1 ?"};
	int			n = random_below(MAX_WINDOWS + 1);

	schedule_is(NULL, NULL);
	if (random_below(2) == 0)
	{
		schedule.config.has_start = true;
		schedule.config.start = first + random_below(SPAN / 2) * MINUTE;
	}
	if (random_below(2) == 0)
	{
		schedule.config.has_end = true;
		schedule.config.end = first + (SPAN / 2 + random_below(SPAN / 2)) * MINUTE;
	}
	for (int i = 0; i < n; i++)
	{
		char		cron[64];

		snprintf(cron, sizeof(cron), "cron(%d%s %s %s *)", random_below(60), random_below(4) == 0 ? "/13" : "",
				 hours[random_below(6)], days[random_below(5)]);
		if (!window_is(cron, 1 + random_below(random_below(3) == 0 ? 1430 : 200)))
			is_true(false, "%s", cron);
	}
}

static void
fill_oracle(int64_t first)
{
	memset(begins, 0, sizeof(begins));
	for (int minute = 0; minute < SPAN; minute++)
		is_open[minute] = schedule.config.nwindows == 0;

	/* from a day before, so that windows under way are seen */
	for (int i = 0; i < schedule.config.nwindows; i++)
	{
		for (int minute = -1440; minute < SPAN; minute++)
		{
			int64_t		fire;

			if (!ij_cron_next(&windows[i].cron, first + minute * MINUTE - 1, &fire) ||
				fire != first + minute * MINUTE)
				continue;
			for (int m = minute; m < minute + windows[i].duration / MINUTE && m < SPAN; m++)
			{
				if (m >= 0)
					is_open[m] = true;
			}
			if (minute >= 0)
				begins[minute] = true;
		}
	}
	for (int minute = 0; minute < SPAN; minute++)
	{
		int64_t		moment = first + minute * MINUTE;

		if (schedule.config.has_start && moment < schedule.config.start)
			is_open[minute] = begins[minute] = false;
		if (schedule.config.has_start && moment == schedule.config.start)
			begins[minute] = schedule.config.nwindows > 0 && is_open[minute];
		if (schedule.config.has_end && moment >= schedule.config.end)
			is_open[minute] = begins[minute] = false;
	}
}

/* What is expected behind the oracle's last minute is not known. */
static bool
agrees(int64_t got, int64_t first, int expected_minute)
{
	if (expected_minute == SPAN)
		return got >= first + SPAN * MINUTE;
	return got == first + expected_minute * MINUTE;
}

static int
find_open(int minute, bool wanted)
{
	while (minute < SPAN && is_open[minute] != wanted)
		minute++;
	return minute;
}

static bool
moment_is_right(int64_t first, int minute)
{
	int64_t		now = first + minute * MINUTE;
	bool		ended = schedule.config.has_end && now >= schedule.config.end;
	int			end = schedule.config.has_end ? (int) ((schedule.config.end - first) / MINUTE) : SPAN;
	int			closes = find_open(find_open(minute, true), false);
	bool		nothing_opens = find_open(minute, true) == SPAN;
	int			opens = find_open(is_open[minute] ? closes : minute, true);
	int			next = ended ? SPAN : is_open[minute] ? closes : opens < end ? opens : end;
	IjScheduleLook look;
	int64_t		starts[7];
	int			n = ij_schedule_starts(&schedule, now, 7, starts);

	ij_schedule_look(&schedule, now, &look);
	if ((look.state == IJ_SCHEDULE_OPEN) != is_open[minute] ||
		(look.state == IJ_SCHEDULE_ENDED) != ended ||
		!agrees(look.next, first, next) || !agrees(look.opens, first, opens) ||
		!agrees(look.closes, first, nothing_opens && !ended && end < closes ? end : closes))
		return false;

	for (int m = minute + 1, i = 0; m < SPAN && i < 7; m++)
	{
		if (begins[m] && (i >= n || starts[i] != first + m * MINUTE))
			return false;
		i += begins[m];
	}
	return true;
}

static void
test_oracle(void)
{
	int64_t		first = at("2026-01-01 00:00");
	int			wrong = 0;

	for (int i = 0; i < 200; i++)
	{
		random_schedule(first);
		fill_oracle(first);
		for (int m = 0; m < 40; m++)
		{
			int			minute = random_below(SPAN);

			if (!moment_is_right(first, minute))
			{
				printf("# schedule %d is wrong at minute %d\n", i, minute);
				wrong++;
			}
		}
	}
	is_number(wrong, 0, "200 random schedules do what the oracle says");
}

int
main(void)
{
	test_times();
	test_window();
	test_union();
	test_start_and_end();
	test_starts();
	test_dead_window();
	test_oracle();
	return tap_done();
}
