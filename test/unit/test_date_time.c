/*-------------------------------------------------------------------------
 *
 * test_date_time.c
 *		The moments of schedulingConfig.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/date_time.h"

#include "tap.h"

#define MICROSECONDS INT64_C(1000000)

typedef struct Good
{
	const char *text;
	int64_t		seconds;		/* since 1970 */
	int64_t		microseconds;
} Good;

static const Good good[] = {
	{"1970-01-01 00:00", 0, 0},
	{"1970-01-01T00:00:01Z", 1, 0},
	{"1999-12-31 23:59:59.999999", 946684799, 999999},
	{"2000-01-01 00:00", 946684800, 0},
	{"2000-02-29 12:00", 951825600, 0},
	{"2000-03-01T00:00", 951868800, 0},
	{"2024-02-29 00:00", 1709164800, 0},
	{"2026-01-01T00:00:00Z", 1767225600, 0},
	{"2026-01-01T01:00:00+01:00", 1767225600, 0},
	{"2025-12-31T18:30-05:30", 1767225600, 0},
	{"2026-01-01 00:00:00.5", 1767225600, 500000},
	{"2100-03-01 00:00", 4107542400, 0},
	{"9999-12-31 23:59", 253402300740, 0},
};

static const char *const bad[] = {
	"", "x", "now", "tomorrow", "infinity", "2026", "2026-01-01", "2026-01-01 ", "2026-01-01T",
	"2026-01-01 00", "2026-01-01 00:", "2026-01-01 00:0", "2026-01-01 24:00", "2026-01-01 00:60",
	"2026-01-01 00:00:60", "2026-01-01 00:00:", "2026-01-01 00:00:00.", "2026-01-01 00:00:00.1234567",
	"2026-00-01 00:00", "2026-13-01 00:00", "2026-01-00 00:00", "2026-01-32 00:00", "2026-02-29 00:00",
	"2100-02-29 00:00", "2026-04-31 00:00", "1969-12-31 23:59", "0000-01-01 00:00", "99999-01-01 00:00",
	"2026-1-1 00:00", "2026/01/01 00:00", "01-02-2026 00:00", "2026-01-01x00:00", "2026-01-01 00:00x",
	"2026-01-01 00:00 Z", "2026-01-01 00:00Zx", "2026-01-01 00:00+1", "2026-01-01 00:00+0100",
	"2026-01-01 00:00+15:00", "2026-01-01 00:00+01:60", "2026-01-01 00:00 Europe/Berlin", " 2026-01-01 00:00",
	"1767225600",
};

/* Every day from 1970 on is one day after the one before. */
static void
test_days(void)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int64_t		expected = 0;
	bool		all = true;

	for (int year = 1970; year <= 2600; year++)
	{
		bool		leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		for (int month = 1; month <= 12; month++)
		{
			for (int day = 1; day <= days[month - 1] + (month == 2 && leap); day++)
			{
				char		text[64];
				int64_t		moment = -1;

				snprintf(text, sizeof(text), "%04d-%02d-%02d 00:00", year, month, day);
				all = all && ij_date_time_parse(text, strlen(text), &moment) && moment == expected;
				expected += 86400 * MICROSECONDS;
			}
		}
	}
	is_true(all, "days follow each other until 2600");
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
	{
		int64_t		moment = -1;

		is_true(ij_date_time_parse(good[i].text, strlen(good[i].text), &moment) &&
				moment == good[i].seconds * MICROSECONDS + good[i].microseconds,
				"\"%s\" is read", good[i].text);
	}

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		int64_t		moment;

		is_true(!ij_date_time_parse(bad[i], strlen(bad[i]), &moment), "\"%s\" is refused", bad[i]);
	}

	/* Every beginning of a good text: none is read past its end. */
	for (size_t length = 0; length < strlen("2026-01-01T00:00:00.5+01:00"); length++)
	{
		char		text[32];
		int64_t		moment;

		memset(text, '9', sizeof(text));
		memcpy(text, "2026-01-01T00:00:00.5+01:00", length);
		is_true(ij_date_time_parse(text, length, &moment) == (length == 16 || length == 19 || length == 21),
				"%d characters of a text", (int) length);
	}

	test_days();
	return tap_done();
}
