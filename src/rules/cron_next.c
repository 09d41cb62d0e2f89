/*-------------------------------------------------------------------------
 *
 * cron_next.c
 *		When a cron expression fires.
 *
 * Developer guide, "How job configurations work", part on scheduling; all
 * times are UTC, which knows no daylight saving.
 *
 * The search goes by year, month and day, and takes the days of a month as
 * one set.  It looks at no minute that does not fire, so that the next 29th
 * of February is found as fast as the next minute.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/cron_next.h"

#define MICROSECONDS_PER_MINUTE INT64_C(60000000)
#define MINUTES_PER_HOUR 60
#define HOURS_PER_DAY 24
#define MINUTES_PER_DAY (HOURS_PER_DAY * MINUTES_PER_HOUR)
#define DAYS_PER_WEEK 7
#define MONTHS_PER_YEAR 12

#define SUNDAY 1
#define SATURDAY 7

/* 1970 began on a Thursday. */
#define FIRST_WEEKDAY 5

typedef struct Moment
{
	int			year;
	int			month;			/* 1 to 12 */
	int			day;			/* 1 to 31 */
	int			hour;
	int			minute;
} Moment;

/* A month as its days are looked for. */
typedef struct Month
{
	int			length;
	int			first_weekday;	/* of its first day; 1 is Sunday */
} Month;

static bool find_day(const IjCron *cron, Moment *moment);
static bool find_minute(const IjCron *cron, Moment *moment);
static uint32_t matching_days(const IjCron *cron, const Month *month);
static uint32_t days_of_month(const IjCron *cron, const Month *month);
static uint32_t days_of_week(const IjCron *cron, const Month *month);
static int	weekday_of(const Month *month, int day);
static int	nearest_weekday(const Month *month, int day);
static int	lowest_from(uint64_t set, int from);
static bool year_matches(const IjCron *cron, int year);
static Month month_of(int year, int month);
static bool is_leap(int year);
static int	days_before_year(int year);
static int	days_before_month(int year, int month);
static Moment moment_of(int64_t minutes);
static int64_t minutes_of(const Moment *moment);

bool
ij_cron_next(const IjCron *cron, int64_t after, int64_t *next)
{
	int64_t		first = 0;
	int64_t		end = (int64_t) days_before_year(IJ_CRON_LAST_YEAR + 1) * MINUTES_PER_DAY;
	Moment		moment;

	/* the minute after the one that has begun */
	if (after >= 0)
		first = after / MICROSECONDS_PER_MINUTE + 1;
	if (first >= end)
		return false;

	moment = moment_of(first);
	if (!find_day(cron, &moment))
		return false;
	if (!find_minute(cron, &moment))
	{
		/* too late that day: from midnight of the next one on */
		moment.day++;
		moment.hour = 0;
		moment.minute = 0;
		if (!find_day(cron, &moment) || !find_minute(cron, &moment))
			return false;
	}

	*next = minutes_of(&moment) * MICROSECONDS_PER_MINUTE;
	return true;
}

bool
ij_cron_can_fire(const IjCron *cron)
{
	int64_t		ignored;

	return ij_cron_next(cron, INT64_MIN, &ignored);
}

/*
 * Moves to the first day from that of the moment on that matches.  A day
 * other than that of the moment begins at midnight.  The day of the moment
 * may be one beyond its month.
 */
static bool
find_day(const IjCron *cron, Moment *moment)
{
	for (; moment->year <= IJ_CRON_LAST_YEAR; moment->year++, moment->month = 1)
	{
		bool		matches = year_matches(cron, moment->year);

		for (; moment->month <= MONTHS_PER_YEAR; moment->month++)
		{
			int			day = 0;

			if (matches && (cron->months >> moment->month & 1) != 0)
			{
				Month		month = month_of(moment->year, moment->month);

				day = lowest_from(matching_days(cron, &month), moment->day);
			}
			if (day > 0)
			{
				if (day != moment->day)
					moment->hour = moment->minute = 0;
				moment->day = day;
				return true;
			}
			moment->day = 1;
			moment->hour = moment->minute = 0;
		}
	}
	return false;
}

/* Moves to the first minute that matches, but not beyond the day. */
static bool
find_minute(const IjCron *cron, Moment *moment)
{
	int			hour = lowest_from(cron->hours, moment->hour);
	int			minute;

	if (hour < 0)
		return false;
	if (hour == moment->hour)
	{
		minute = lowest_from(cron->minutes, moment->minute);
		if (minute >= 0)
		{
			moment->minute = minute;
			return true;
		}
		hour = lowest_from(cron->hours, hour + 1);
		if (hour < 0)
			return false;
	}

	minute = lowest_from(cron->minutes, 0);
	moment->hour = hour;
	moment->minute = minute;
	return minute >= 0;
}

/* The days of a month on which the expression fires, as a set. */
static uint32_t
matching_days(const IjCron *cron, const Month *month)
{
	return days_of_month(cron, month) | days_of_week(cron, month);
}

/* Nothing if that field is ?. */
static uint32_t
days_of_month(const IjCron *cron, const Month *month)
{
	uint32_t	all = (uint32_t) ((UINT64_C(1) << (month->length + 1)) - 2);
	uint32_t	days = cron->days & all;

	for (int day = 1; day <= month->length; day++)
	{
		if ((cron->nearest_weekdays >> day & 1) != 0)
			days |= UINT32_C(1) << nearest_weekday(month, day);
	}
	if (cron->last_day)
		days |= UINT32_C(1) << month->length;
	if (cron->last_weekday)
		days |= UINT32_C(1) << nearest_weekday(month, month->length);
	return days;
}

/* Nothing if that field is ?. */
static uint32_t
days_of_week(const IjCron *cron, const Month *month)
{
	uint32_t	days = 0;

	for (int day = 1; day <= month->length; day++)
	{
		int			weekday = weekday_of(month, day);
		bool		is_last = day + DAYS_PER_WEEK > month->length;
		int			nth = (day - 1) / DAYS_PER_WEEK + 1;

		if ((cron->weekdays >> weekday & 1) != 0 ||
			(is_last && (cron->last_weekdays >> weekday & 1) != 0) ||
			(weekday == cron->nth_weekday && nth == cron->nth))
			days |= UINT32_C(1) << day;
	}
	return days;
}

static int
weekday_of(const Month *month, int day)
{
	return (month->first_weekday - 1 + day - 1) % DAYS_PER_WEEK + 1;
}

/* Monday to Friday nearest to a day, without leaving the month. */
static int
nearest_weekday(const Month *month, int day)
{
	switch (weekday_of(month, day))
	{
		case SATURDAY:
			return day == 1 ? day + 2 : day - 1;
		case SUNDAY:
			return day == month->length ? day - 2 : day + 1;
		default:
			return day;
	}
}

/* The lowest member of a set that is not below from, -1 if there is none. */
static int
lowest_from(uint64_t set, int from)
{
	for (; from < 64; from++)
	{
		if ((set >> from & 1) != 0)
			return from;
	}
	return -1;
}

static bool
year_matches(const IjCron *cron, int year)
{
	int			bit = year - IJ_CRON_FIRST_YEAR;

	return (cron->years[bit / 64] >> (bit % 64) & 1) != 0;
}

static Month
month_of(int year, int month)
{
	int			days = days_before_year(year) + days_before_month(year, month);
	int			next = month == MONTHS_PER_YEAR ?
		days_before_year(year + 1) :
		days_before_year(year) + days_before_month(year, month + 1);

	return (Month) {
		.length = next - days,
		.first_weekday = (FIRST_WEEKDAY - 1 + days) % DAYS_PER_WEEK + 1
	};
}

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days from the beginning of 1970 to that of a year from 1970 on. */
static int
days_before_year(int year)
{
	int			past = year - 1;	/* years that are over */
	int			leaps = past / 4 - past / 100 + past / 400;

	return 365 * (year - IJ_CRON_FIRST_YEAR) + leaps - 477;
}

static int
days_before_month(int year, int month)
{
	static const int days[MONTHS_PER_YEAR + 1] = {
		0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
	};

	return days[month] + (month > 2 && is_leap(year) ? 1 : 0);
}

/* Minutes since the beginning of 1970, at most until the last year. */
static Moment
moment_of(int64_t minutes)
{
	int			days = (int) (minutes / MINUTES_PER_DAY);
	int			rest = (int) (minutes % MINUTES_PER_DAY);
	int			year = IJ_CRON_FIRST_YEAR + days / 366;
	int			month = 1;

	while (days >= days_before_year(year + 1))
		year++;
	days -= days_before_year(year);
	while (month < MONTHS_PER_YEAR && days >= days_before_month(year, month + 1))
		month++;
	days -= days_before_month(year, month);

	return (Moment) {
		.year = year, .month = month, .day = days + 1,
		.hour = rest / MINUTES_PER_HOUR, .minute = rest % MINUTES_PER_HOUR
	};
}

static int64_t
minutes_of(const Moment *moment)
{
	int64_t		days = days_before_year(moment->year) +
		days_before_month(moment->year, moment->month) + moment->day - 1;

	return (days * HOURS_PER_DAY + moment->hour) * MINUTES_PER_HOUR + moment->minute;
}
