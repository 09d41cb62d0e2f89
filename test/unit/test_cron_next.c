/*-------------------------------------------------------------------------
 *
 * test_cron_next.c
 *		When cron expressions fire, against known dates and an oracle.
 *
 * The oracle knows no set and no search: it counts days and minutes one by
 * one from 1970, and asks at each whether the expression fires.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/cron_next.h"

#include "tap.h"

#define MINUTE INT64_C(60000000)
#define DAY (1440 * MINUTE)

/* 230 years of which 56 have a leap day (1972 to 2196, but not 2100) */
#define ALL_DAYS (230 * 365 + 56)

typedef struct Date
{
	int			year;
	int			month;
	int			day;
	int			length;			/* of the month */
	int			weekday;		/* 1 is Sunday */
} Date;

static Date calendar[ALL_DAYS];

static int
month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return lengths[month - 1];
}

static void
fill_calendar(void)
{
	Date		date = {1970, 1, 1, 31, 5};

	for (int i = 0; i < ALL_DAYS; i++)
	{
		calendar[i] = date;
		date.weekday = date.weekday % 7 + 1;
		if (++date.day > date.length)
		{
			date.day = 1;
			if (++date.month > 12)
			{
				date.month = 1;
				date.year++;
			}
			date.length = month_length(date.year, date.month);
		}
	}
	is_true(calendar[ALL_DAYS - 1].year == 2199 && calendar[ALL_DAYS - 1].month == 12 &&
			calendar[ALL_DAYS - 1].day == 31, "the calendar ends with 2199");
}

static int64_t
at(int year, int month, int day, int hour, int minute)
{
	for (int i = 0; i < ALL_DAYS; i++)
	{
		if (calendar[i].year == year && calendar[i].month == month &&
			calendar[i].day == day)
			return i * DAY + (hour * 60 + minute) * MINUTE;
	}
	return -1;
}

static const char *
moment_text(int64_t moment)
{
	static char text[64];
	const Date *date = &calendar[moment / DAY];
	int			minutes = (int) (moment % DAY / MINUTE);

	snprintf(text, sizeof(text), "%04d-%02d-%02d %02d:%02d", date->year, date->month,
			 date->day, minutes / 60, minutes % 60);
	return text;
}

static void
fires(const char *text, int64_t after, const char *expected)
{
	IjCronReading reading;
	int64_t		next;
	const char *got = "never";

	if (ij_cron_read(text, strlen(text), &reading) != IJ_CRON_GOOD)
		got = "bad expression";
	else if (ij_cron_next(&reading.cron, after, &next))
		got = next % MINUTE == 0 ? moment_text(next) : "within a minute";
	is_text(got, expected, text);
}

static void
test_strictly_after(void)
{
	int64_t		ten = at(2025, 3, 31, 10, 0);

	fires("cron(0 10 * * ? *)", ten - DAY, "2025-03-31 10:00");
	fires("cron(0 10 * * ? *)", ten - 1, "2025-03-31 10:00");
	fires("cron(0 10 * * ? *)", ten, "2025-04-01 10:00");
	fires("cron(0 10 * * ? *)", ten + 1, "2025-04-01 10:00");
	fires("cron(* * * * ? *)", ten, "2025-03-31 10:01");
	fires("cron(* * * * ? *)", ten + 1, "2025-03-31 10:01");
	fires("cron(* * * * ? *)", ten + MINUTE - 1, "2025-03-31 10:01");
	fires("cron(5 10 * * ? *)", at(2025, 3, 31, 10, 4), "2025-03-31 10:05");
	fires("cron(5 9,11 * * ? *)", ten, "2025-03-31 11:05");
	fires("cron(5 9,10 * * ? *)", at(2025, 3, 31, 10, 5), "2025-04-01 09:05");
	fires("cron(59 23 * * ? *)", at(2025, 12, 31, 23, 59), "2026-01-01 23:59");
	fires("cron(0 0 * * ? *)", at(2025, 12, 31, 23, 59), "2026-01-01 00:00");
}

static void
test_ends_of_time(void)
{
	int64_t		last = at(2199, 12, 31, 23, 59);

	fires("cron(* * * * ? *)", INT64_MIN, "1970-01-01 00:00");
	fires("cron(* * * * ? *)", -1, "1970-01-01 00:00");
	fires("cron(* * * * ? *)", 0, "1970-01-01 00:01");
	fires("cron(* * * * ? *)", last - 1, "2199-12-31 23:59");
	fires("cron(* * * * ? *)", last, "never");
	fires("cron(* * * * ? *)", INT64_MAX, "never");
	fires("cron(0 0 1 1 ? 2020)", at(2019, 12, 31, 0, 0), "2020-01-01 00:00");
	fires("cron(0 0 1 1 ? 2020)", at(2020, 1, 1, 0, 0), "never");
	fires("cron(0 0 29 2 ? *)", at(2196, 3, 1, 0, 0), "never");
}

static void
test_marks(void)
{
	int64_t		now = at(2025, 1, 1, 0, 0);

	fires("cron(0 10 L * ? *)", at(2025, 2, 1, 0, 0), "2025-02-28 10:00");
	fires("cron(0 10 L 2 ? *)", at(2027, 3, 1, 0, 0), "2028-02-29 10:00");
	fires("cron(0 10 LW * ? *)", at(2025, 5, 1, 0, 0), "2025-05-30 10:00");
	fires("cron(0 10 LW * ? *)", at(2025, 8, 1, 0, 0), "2025-08-29 10:00");
	fires("cron(0 10 1W * ? *)", at(2025, 2, 1, 0, 0), "2025-02-03 10:00");
	fires("cron(0 10 15W * ? *)", at(2025, 2, 1, 0, 0), "2025-02-14 10:00");
	fires("cron(0 10 16W * ? *)", at(2025, 2, 1, 0, 0), "2025-02-17 10:00");
	fires("cron(0 10 1W 6 ? *)", at(2025, 6, 1, 0, 0), "2025-06-02 10:00");
	fires("cron(0 10 31W 8 ? *)", at(2025, 8, 1, 0, 0), "2025-08-29 10:00");
	fires("cron(0 10 31W * ? *)", at(2025, 2, 1, 0, 0), "2025-03-31 10:00");
	fires("cron(0 10 ? * 6L *)", now, "2025-01-31 10:00");
	fires("cron(0 10 ? * 3#2 *)", now, "2025-01-14 10:00");
	fires("cron(0 10 ? * 4#1 *)", now, "2025-01-01 10:00");
	fires("cron(0 10 ? * 4#5 *)", now, "2025-01-29 10:00");
	fires("cron(0 10 ? * 2#5 *)", now, "2025-03-31 10:00");
	fires("cron(0 10 ? * L *)", now, "2025-01-04 10:00");
	fires("cron(0 18 ? * MON-FRI *)", at(2025, 1, 3, 18, 0), "2025-01-06 18:00");
	fires("cron(0 10 29 2 ? *)", now, "2028-02-29 10:00");
	fires("cron(0 10 29 2 ? *)", at(2096, 3, 1, 0, 0), "2104-02-29 10:00");
	fires("cron(0 0 ? 2 2#5 *)", now, "2044-02-29 00:00");
}

/*-------------------------------------------------------------------------
 * Random expressions, as text and as what they mean.
 *-------------------------------------------------------------------------
 */

typedef enum DayRule
{
	DAYS_LISTED,
	LAST_DAY,
	LAST_WEEKDAY,
	NEAREST_WEEKDAY,
	WEEKDAYS_LISTED,
	LAST_OF_WEEKDAY,
	NTH_OF_WEEKDAY,
	MIXED_DAYS,					/* values and every mark in one list */
	MIXED_WEEKDAYS,
	DAY_RULE_COUNT
} DayRule;

typedef struct Expression
{
	char		text[512];
	bool		minutes[60];
	bool		hours[24];
	bool		months[13];
	bool		years[2200];
	DayRule		rule;
	bool		days[32];		/* of the month or the week */
	int			day;
	int			nth;
	int			last;			/* the weekday of nL in a list */
} Expression;

static bool
is_rule_of_month(DayRule rule)
{
	return rule <= NEAREST_WEEKDAY || rule == MIXED_DAYS;
}

static uint32_t random_state = 2025;

static int
random_below(int limit)
{
	random_state = random_state * 1664525 + 1013904223;
	return (int) ((random_state >> 8) % (uint32_t) limit);
}

/* Writes a random field of values and notes them in has. */
static void
random_values(char *text, size_t size, bool *has, int min, int max, int sparse,
			  bool steps)
{
	int			length = 0;
	int			elements = random_below(3) + 1;

	if (random_below(sparse) == 0)
	{
		snprintf(text, size, "*");
		for (int v = min; v <= max; v++)
			has[v] = true;
		return;
	}
	for (int i = 0; i < elements; i++)
	{
		int			first = min + random_below(max - min + 1);
		int			last = first + random_below(max - first + 1);
		int			step = 1 + random_below(12 > max - min ? max - min : 12);

		if (i > 0)
			length += snprintf(text + length, size - length, ",");
		switch (random_below(steps ? 4 : 2))
		{
			case 0:
				length += snprintf(text + length, size - length, "%d", first);
				last = first;
				step = 1;
				break;
			case 1:
				length += snprintf(text + length, size - length, "%d-%d", first, last);
				step = 1;
				break;
			case 2:
				length += snprintf(text + length, size - length, "%d-%d/%d", first, last, step);
				break;
			case 3:
				length += snprintf(text + length, size - length, "%d/%d", first, step);
				last = max;
				break;
		}
		for (int v = first; v <= last; v += step)
			has[v] = true;
	}
}

static void
random_expression(Expression *e)
{
	char		minutes[64];
	char		hours[64];
	char		months[64];
	char		years[64];
	char		days[64];

	memset(e, 0, sizeof(*e));
	random_values(minutes, sizeof(minutes), e->minutes, 0, 59, 4, true);
	random_values(hours, sizeof(hours), e->hours, 0, 23, 3, true);
	if (random_below(4) > 0)
	{
		random_values(months, sizeof(months), e->months, 1, 12, 2, true);
		random_values(years, sizeof(years), e->years, 1970, 2199, 2, true);
	}
	else
	{
		/* February of one year, where many expressions never fire */
		int			year = 1970 + random_below(230);

		e->months[2] = e->years[year] = true;
		snprintf(months, sizeof(months), "FEB");
		snprintf(years, sizeof(years), "%d", year);
	}

	e->rule = random_below(DAY_RULE_COUNT);
	e->day = 1 + random_below(is_rule_of_month(e->rule) ? 31 : 7);
	e->last = 1 + random_below(7);
	e->nth = 1 + random_below(5);
	switch (e->rule)
	{
		case DAYS_LISTED:
			random_values(days, sizeof(days), e->days, 1, 31, 3, true);
			break;
		case LAST_DAY:
			snprintf(days, sizeof(days), "L");
			break;
		case LAST_WEEKDAY:
			snprintf(days, sizeof(days), "LW");
			break;
		case NEAREST_WEEKDAY:
			snprintf(days, sizeof(days), "%dW", e->day);
			break;
		case WEEKDAYS_LISTED:
			random_values(days, sizeof(days), e->days, 1, 7, 4, false);
			break;
		case LAST_OF_WEEKDAY:
			snprintf(days, sizeof(days), "%dL", e->day);
			break;
		case NTH_OF_WEEKDAY:
			snprintf(days, sizeof(days), "%d#%d", e->day, e->nth);
			break;
		case MIXED_DAYS:
			e->days[e->day] = e->days[1 + e->day % 31] = true;
			snprintf(days, sizeof(days), "%d,%dW,LW,%d", e->day, 32 - e->day, 1 + e->day % 31);
			break;
		case MIXED_WEEKDAYS:
			e->days[e->day] = true;
			snprintf(days, sizeof(days), "%dL,%d", e->last, e->day);
			break;
		case DAY_RULE_COUNT:
			break;
	}
	snprintf(e->text, sizeof(e->text), "cron(%s %s %s %s %s %s)", minutes, hours,
			 is_rule_of_month(e->rule) ? days : "?", months,
			 is_rule_of_month(e->rule) ? "?" : days, years);
}

static bool
is_working_day(int index)
{
	return calendar[index].weekday != 1 && calendar[index].weekday != 7;
}

/* The working day of the month with the least distance to a day of it. */
static bool
is_nearest(int index, int wanted)
{
	const Date *date = &calendar[index];
	int			best = 0;
	int			best_distance = 100;

	if (wanted > date->length || !is_working_day(index))
		return false;
	for (int day = 1; day <= date->length; day++)
	{
		int			distance = day > wanted ? day - wanted : wanted - day;

		/* the neighbours of a month are not all within the calendar */
		int			weekday = (date->weekday - 1 + day - date->day + 70) % 7 + 1;

		if (weekday != 1 && weekday != 7 && distance < best_distance)
		{
			best = day;
			best_distance = distance;
		}
	}
	return best == date->day;
}

static bool
day_fires(const Expression *e, int index)
{
	const Date *date = &calendar[index];

	if (!e->years[date->year] || !e->months[date->month])
		return false;
	switch (e->rule)
	{
		case DAYS_LISTED:
			return e->days[date->day];
		case LAST_DAY:
			return date->day == date->length;
		case LAST_WEEKDAY:
			return is_nearest(index, date->length);
		case NEAREST_WEEKDAY:
			return is_nearest(index, e->day);
		case WEEKDAYS_LISTED:
			return e->days[date->weekday];
		case LAST_OF_WEEKDAY:
			return date->weekday == e->day && date->day > date->length - 7;
		case NTH_OF_WEEKDAY:
			return date->weekday == e->day && date->day > 7 * (e->nth - 1) &&
				date->day <= 7 * e->nth;
		case MIXED_DAYS:
			return e->days[date->day] || is_nearest(index, 32 - e->day) || is_nearest(index, date->length);
		case MIXED_WEEKDAYS:
			return e->days[date->weekday] || (date->weekday == e->last && date->day > date->length - 7);
		case DAY_RULE_COUNT:
			break;
	}
	return false;
}

/* The oracle: minute by minute, but for whole days that do not fire. */
static int64_t
oracle(const Expression *e, int64_t after)
{
	int64_t		minute = after < 0 ? 0 : after / MINUTE + 1;

	while (minute < ALL_DAYS * INT64_C(1440))
	{
		if (minute % 1440 == 0 && !day_fires(e, (int) (minute / 1440)))
		{
			minute += 1440;
			continue;
		}
		if (e->minutes[minute % 60] && e->hours[minute / 60 % 24] &&
			day_fires(e, (int) (minute / 1440)))
			return minute * MINUTE;
		minute++;
	}
	return -1;
}

static void
test_oracle(void)
{
	int			expressions = 0;
	int			wrong = 0;
	int			moments = 0;
	int			never = 0;

	while (expressions < 4000)
	{
		Expression	e;
		IjCronReading reading;
		IjCronFault fault;
		int64_t		after;

		random_expression(&e);
		if (strlen(e.text) > IJ_CRON_MAX_LENGTH)
			continue;
		expressions++;
		fault = ij_cron_read(e.text, strlen(e.text), &reading);
		if (oracle(&e, -1) < 0)
		{
			never++;
			wrong += fault != IJ_CRON_NEVER_FIRES;
			continue;
		}
		if (fault != IJ_CRON_GOOD)
		{
			printf("# %s is refused\n", e.text);
			wrong++;
			continue;
		}

		/* a few moments in a row, from several beginnings */
		for (int start = 0; start < 3; start++)
		{
			after = start == 0 ? -1 : random_below(ALL_DAYS) * DAY +
				random_below(1440) * MINUTE + random_below(2);
			for (int i = 0; i < 6; i++)
			{
				int64_t		expected = oracle(&e, after);
				int64_t		next = -1;

				moments++;
				if (!ij_cron_next(&reading.cron, after, &next))
					next = -1;
				if (next != expected)
				{
					printf("# %s after %" PRId64 ": got %" PRId64 ", expected %" PRId64 "\n",
						   e.text, after, next, expected);
					wrong++;
				}
				if (expected < 0)
					break;
				after = expected;
			}
		}
	}
	printf("# %d expressions, %d of them never fire, %d moments\n",
		   expressions, never, moments);
	is_true(never > 10, "some random expressions never fire");
	is_number(wrong, 0, "every expression fires when the oracle says");
}

int
main(void)
{
	fill_calendar();
	test_strictly_after();
	test_ends_of_time();
	test_marks();
	test_oracle();
	return tap_done();
}
