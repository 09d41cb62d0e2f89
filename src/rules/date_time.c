/*-------------------------------------------------------------------------
 *
 * date_time.c
 *		Reads the moments of schedulingConfig.
 *
 * The server's own reader depends on settings, which a stored value must
 * not.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/date_time.h"

#define SECONDS_PER_DAY INT64_C(86400)
#define MICROSECONDS_PER_SECOND INT64_C(1000000)

typedef struct Cursor
{
	const char *at;
	const char *end;
} Cursor;

static bool take_number(Cursor *cursor, int digits, int low, int high, int *number);
static bool take(Cursor *cursor, char character);
static bool take_fraction(Cursor *cursor, int64_t *microseconds);
static bool take_offset(Cursor *cursor, int *minutes);
static int	days_of_month(int year, int month);
static int64_t days_since_1970(int year, int month, int day);

bool
ij_date_time_parse(const char *text, size_t length, int64_t *microseconds)
{
	Cursor		cursor = {text, text + length};
	int			year;
	int			month;
	int			day;
	int			hour;
	int			minute;
	int			second = 0;
	int			offset = 0;
	int64_t		fraction = 0;
	int64_t		seconds;

	if (!take_number(&cursor, 4, 1970, 9999, &year) || !take(&cursor, '-') ||
		!take_number(&cursor, 2, 1, 12, &month) || !take(&cursor, '-') ||
		!take_number(&cursor, 2, 1, days_of_month(year, month), &day))
		return false;
	if (!take(&cursor, 'T') && !take(&cursor, ' '))
		return false;
	if (!take_number(&cursor, 2, 0, 23, &hour) || !take(&cursor, ':') ||
		!take_number(&cursor, 2, 0, 59, &minute))
		return false;
	if (take(&cursor, ':') &&
		(!take_number(&cursor, 2, 0, 59, &second) || !take_fraction(&cursor, &fraction)))
		return false;
	if (!take_offset(&cursor, &offset) || cursor.at != cursor.end)
		return false;

	seconds = days_since_1970(year, month, day) * SECONDS_PER_DAY +
		(int64_t) hour * 3600 + (int64_t) (minute - offset) * 60 + second;
	*microseconds = seconds * MICROSECONDS_PER_SECOND + fraction;
	return true;
}

static bool
take_number(Cursor *cursor, int digits, int low, int high, int *number)
{
	if (cursor->end - cursor->at < digits)
		return false;

	*number = 0;
	for (int i = 0; i < digits; i++)
	{
		if (cursor->at[i] < '0' || cursor->at[i] > '9')
			return false;
		*number = *number * 10 + (cursor->at[i] - '0');
	}
	cursor->at += digits;
	return *number >= low && *number <= high;
}

static bool
take(Cursor *cursor, char character)
{
	if (cursor->at == cursor->end || *cursor->at != character)
		return false;
	cursor->at++;
	return true;
}

/* Nothing, or a dot and one to six digits. */
static bool
take_fraction(Cursor *cursor, int64_t *microseconds)
{
	int64_t		unit = MICROSECONDS_PER_SECOND / 10;
	int			digit;

	if (!take(cursor, '.'))
		return true;
	if (!take_number(cursor, 1, 0, 9, &digit))
		return false;

	do
	{
		*microseconds += digit * unit;
		unit /= 10;
	} while (unit > 0 && take_number(cursor, 1, 0, 9, &digit));
	return true;
}

/* Nothing, Z, or minutes east of Greenwich. */
static bool
take_offset(Cursor *cursor, int *minutes)
{
	int			sign;
	int			hour;
	int			minute;

	if (cursor->at == cursor->end || take(cursor, 'Z'))
		return true;

	sign = take(cursor, '-') ? -1 : take(cursor, '+') ? 1 : 0;
	if (sign == 0 || !take_number(cursor, 2, 0, 14, &hour) || !take(cursor, ':') ||
		!take_number(cursor, 2, 0, 59, &minute))
		return false;
	*minutes = sign * (hour * 60 + minute);
	return true;
}

static int
days_of_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool		leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static int64_t
days_since_1970(int year, int month, int day)
{
	int64_t		past = year - 1;
	int64_t		days = past * 365 + past / 4 - past / 100 + past / 400;

	for (int m = 1; m < month; m++)
		days += days_of_month(year, m);
	return days + day - 1 - INT64_C(719162);	/* days before 1970 */
}
