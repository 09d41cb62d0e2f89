/*-------------------------------------------------------------------------
 *
 * test_cron_text.c
 *		Reading cron expressions: canonical form, and every fault.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/cron_text.h"

#include "tap.h"

/* What the reading says: the canonical form, or the fault and its field. */
static const char *
reads(const char *text)
{
	static const char *const faults[IJ_CRON_FAULT_COUNT] = {
		"good", "too long", "no frame", "field count", "bad field", "descends",
		"bad step", "hash", "both", "neither", "never"
	};
	static char result[IJ_CRON_MAX_LENGTH + 64];
	IjCronReading reading;

	if (ij_cron_read(text, strlen(text), &reading) == IJ_CRON_GOOD)
		snprintf(result, sizeof(result), "%.*s", (int) reading.text_length, reading.text);
	else if (reading.field >= 0)
		snprintf(result, sizeof(result), "%s: %s",
				 ij_cron_field_name(reading.field), faults[reading.fault]);
	else
		snprintf(result, sizeof(result), "%s", faults[reading.fault]);
	return result;
}

/* The same, with some of the fields given and the others *. */
static const char *
reads_time(const char *minutes, const char *hours)
{
	char		text[300];

	snprintf(text, sizeof(text), "cron(%s %s * * ? *)", minutes, hours);
	return reads(text);
}

static const char *
reads_date(const char *day_of_month, const char *month, const char *day_of_week,
		   const char *year)
{
	char		text[300];

	snprintf(text, sizeof(text), "cron(0 0 %s %s %s %s)",
			 day_of_month, month, day_of_week, year);
	return reads(text);
}

static void
test_examples_of_the_guide(void)
{
	is_text(reads("cron(0 10 * * ? *)"), "cron(0 10 * * ? *)", "daily at 10:00");
	is_text(reads("cron(0 18 ? * MON-FRI *)"), "cron(0 18 ? * 2-6 *)", "Monday to Friday");
	is_text(reads("cron(0 8 1 * ? *)"), "cron(0 8 1 * ? *)", "first day of each month");
	is_text(reads("cron(1/10 * * * ? *)"), "cron(1/10 * * * ? *)", "each 10 minutes from 1");
	is_text(reads("cron(0 0 ? * 3#2 *)"), "cron(0 0 ? * 3#2 *)", "second Tuesday");
	is_text(reads("cron(0 0 3W * ? *)"), "cron(0 0 3W * ? *)", "weekday nearest the third");
}

static void
test_frame(void)
{
	is_text(reads(""), "no frame", "empty");
	is_text(reads("0 10 * * ? *"), "no frame", "without frame");
	is_text(reads("cron(0 10 * * ? *"), "no frame", "frame not closed");
	is_text(reads("cron 0 10 * * ? *)"), "no frame", "frame not opened");
	is_text(reads("rate(5 minutes)"), "no frame", "a rate");
	is_text(reads("CRON(0 10 * * ? *)"), "no frame", "frame in upper case");
	is_text(reads(" cron(0 10 * * ? *)"), "no frame", "blank before");
	is_text(reads("cron(0 10 * * ? *) "), "no frame", "blank after");
	is_text(reads("cron("), "no frame", "only the beginning");
	is_text(reads("cron()"), "field count", "no field");
	is_text(reads("cron(   )"), "field count", "blanks for fields");
	is_text(reads("cron(0 10 * * ?)"), "field count", "five fields");
	is_text(reads("cron(0 10 * * ? * *)"), "field count", "seven fields");
	is_text(reads("cron(  0 10  * *   ? *  )"), "cron(0 10 * * ? *)", "more blanks");
	is_text(reads("cron(0\t10 * * ? *)"), "minutes: bad field", "a tab is no blank");
}

static void
test_values(void)
{
	is_text(reads_time("59", "23"), "cron(59 23 * * ? *)", "highest time");
	is_text(reads_time("60", "0"), "minutes: bad field", "minute 60");
	is_text(reads_time("0", "24"), "hours: bad field", "hour 24");
	is_text(reads_time("05", "007"), "cron(5 7 * * ? *)", "leading zeros");
	is_text(reads_time("-1", "0"), "minutes: bad field", "minute -1");
	is_text(reads_time("99999999999999999999", "0"), "minutes: bad field", "a long number");
	is_text(reads_time("0", "?"), "hours: bad field", "? for the hour");
	is_text(reads_time("L", "0"), "minutes: bad field", "L for the minute");
	is_text(reads_time("0x5", "0"), "minutes: bad field", "hexadecimal");
	is_text(reads_time("1.5", "0"), "minutes: bad field", "a fraction");

	is_text(reads_date("31", "12", "?", "2199"), "cron(0 0 31 12 ? 2199)", "highest date");
	is_text(reads_date("1", "1", "?", "1970"), "cron(0 0 1 1 ? 1970)", "lowest date");
	is_text(reads_date("0", "1", "?", "*"), "day-of-month: bad field", "day 0");
	is_text(reads_date("32", "1", "?", "*"), "day-of-month: bad field", "day 32");
	is_text(reads_date("1", "0", "?", "*"), "month: bad field", "month 0");
	is_text(reads_date("1", "13", "?", "*"), "month: bad field", "month 13");
	is_text(reads_date("?", "1", "0", "*"), "day-of-week: bad field", "weekday 0");
	is_text(reads_date("?", "1", "8", "*"), "day-of-week: bad field", "weekday 8");
	is_text(reads_date("1", "1", "?", "1969"), "year: bad field", "year 1969");
	is_text(reads_date("1", "1", "?", "2200"), "year: bad field", "year 2200");
	is_text(reads_date("1", "1", "?", "25"), "year: bad field", "year 25");
}

static void
test_names(void)
{
	static const char months[] = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
	static const char weekdays[] = "SUNMONTUEWEDTHUFRISAT";
	char		name[4] = "";
	char		expected[64];

	for (int i = 0; i < 12; i++)
	{
		memcpy(name, months + 3 * i, 3);
		snprintf(expected, sizeof(expected), "cron(0 0 1 %d ? *)", i + 1);
		is_text(reads_date("1", name, "?", "*"), expected, name);
	}
	for (int i = 0; i < 7; i++)
	{
		memcpy(name, weekdays + 3 * i, 3);
		snprintf(expected, sizeof(expected), "cron(0 0 ? * %d *)", i + 1);
		is_text(reads_date("?", "*", name, "*"), expected, name);
	}
	is_text(reads_date("1", "jan,Feb", "?", "*"), "cron(0 0 1 1-2 ? *)", "lower case");
	is_text(reads_date("?", "*", "fril", "*"), "cron(0 0 ? * 6L *)", "lower case with a mark");
	is_text(reads_date("1", "JANUARY", "?", "*"), "month: bad field", "a whole name");
	is_text(reads_date("1", "MON", "?", "*"), "month: bad field", "a weekday for a month");
	is_text(reads_date("?", "*", "JAN", "*"), "day-of-week: bad field", "a month for a weekday");
	is_text(reads_date("?", "*", "MO", "*"), "day-of-week: bad field", "two letters");
	is_text(reads_date("MON", "*", "?", "*"), "day-of-month: bad field", "no names of days");
}

static void
test_lists(void)
{
	is_text(reads_time("0,15,30,45", "0"), "cron(0,15,30,45 0 * * ? *)", "a list");
	is_text(reads_time("45,0,30,15,0", "0"), "cron(0,15,30,45 0 * * ? *)", "in any order, one twice");
	is_text(reads_time("1,2,3", "0"), "cron(1-3 0 * * ? *)", "a list that is a range");
	is_text(reads_time("1-5,4-9,10", "0"), "cron(1-10 0 * * ? *)", "ranges that touch");
	is_text(reads_time("0-59", "0-23"), "cron(* * * * ? *)", "ranges of everything");
	is_text(reads_time("*,5", "0"), "cron(* 0 * * ? *)", "everything and more");
	is_text(reads_time("7-7", "0"), "cron(7 0 * * ? *)", "a range of one");
	is_text(reads_time(",", "0"), "minutes: bad field", "only a comma");
	is_text(reads_time("1,", "0"), "minutes: bad field", "comma at the end");
	is_text(reads_time(",1", "0"), "minutes: bad field", "comma at the beginning");
	is_text(reads_time("1,,2", "0"), "minutes: bad field", "two commas");
	is_text(reads_time("1-", "0"), "minutes: bad field", "no end of a range");
	is_text(reads_time("-", "0"), "minutes: bad field", "no range");
	is_text(reads_time("1-2-3", "0"), "minutes: bad field", "three ends");
	is_text(reads_time("5-1", "0"), "minutes: descends", "range that descends");
	is_text(reads_date("?", "*", "SAT-SUN", "*"), "day-of-week: descends", "Saturday to Sunday");
	is_text(reads_time("1-60", "0"), "minutes: bad field", "range beyond the end");
	is_text(reads_time("*-5", "0"), "minutes: bad field", "range of everything to 5");
}

static void
test_steps(void)
{
	is_text(reads_time("0/15", "0"), "cron(*/15 0 * * ? *)", "each 15 minutes");
	is_text(reads_time("*/15", "0"), "cron(*/15 0 * * ? *)", "said otherwise");
	is_text(reads_time("0-59/15", "0"), "cron(*/15 0 * * ? *)", "and otherwise again");
	is_text(reads_time("0-44/15", "0"), "cron(0-30/15 0 * * ? *)", "until 44 is until 30");
	is_text(reads_time("10-30/5", "0"), "cron(10-30/5 0 * * ? *)", "within a range");
	is_text(reads_time("50/20", "0"), "cron(50 0 * * ? *)", "a step beyond the end");
	is_text(reads_time("*/1", "0"), "cron(* 0 * * ? *)", "step of 1");
	is_text(reads_time("50/1", "0"), "cron(50-59 0 * * ? *)", "step of 1 from 50");
	is_text(reads_time("30/2,1,0/7,30/2", "0"), "cron(1,*/7,30/2 0 * * ? *)", "in order, one twice");
	is_text(reads_time("*/2,1/2", "0"), "cron(* 0 * * ? *)", "odd and even");
	is_text(reads_date("1/7", "*/3", "?", "2025/2"), "cron(0 0 */7 */3 ? 2025/2)", "of all fields");
	is_text(reads_date("?", "*", "1/2", "*"), "day-of-week: bad field", "not of weekdays");
	is_text(reads_date("?", "*", "*/2", "*"), "day-of-week: bad field", "not of all weekdays");
	is_text(reads_time("0/0", "0"), "minutes: bad step", "step of 0");
	is_text(reads_time("0/59", "0"), "cron(*/59 0 * * ? *)", "step of 59");
	is_text(reads_time("0/60", "0"), "minutes: bad step", "step of 60");
	is_text(reads_time("0", "0/24"), "hours: bad step", "step of 24 hours");
	is_text(reads_date("1", "1", "?", "*/229"), "cron(0 0 1 1 ? */229)", "step of 229 years");
	is_text(reads_date("1", "1", "?", "*/230"), "year: bad step", "step of 230 years");
	is_text(reads_time("0/", "0"), "minutes: bad field", "no step");
	is_text(reads_time("/5", "0"), "minutes: bad field", "no beginning");
	is_text(reads_time("0/5/5", "0"), "minutes: bad field", "two steps");
	is_text(reads_time("0/-5", "0"), "minutes: bad field", "negative step");
}

static void
test_day_marks(void)
{
	is_text(reads_date("L", "*", "?", "*"), "cron(0 0 L * ? *)", "last day");
	is_text(reads_date("LW", "*", "?", "*"), "cron(0 0 LW * ? *)", "last weekday");
	is_text(reads_date("lw,15w,l,1w,5", "*", "?", "*"), "cron(0 0 5,1W,15W,L,LW * ? *)", "all of them");
	is_text(reads_date("*,L,3W", "*", "?", "*"), "cron(0 0 * * ? *)", "beside all days");
	is_text(reads_date("0W", "*", "?", "*"), "day-of-month: bad field", "0W");
	is_text(reads_date("32W", "*", "?", "*"), "day-of-month: bad field", "32W");
	is_text(reads_date("W", "*", "?", "*"), "day-of-month: bad field", "W alone");
	is_text(reads_date("WL", "*", "?", "*"), "day-of-month: bad field", "WL");
	is_text(reads_date("3L", "*", "?", "*"), "day-of-month: bad field", "3L");
	is_text(reads_date("L-3", "*", "?", "*"), "day-of-month: bad field", "L-3");
	is_text(reads_date("1-5W", "*", "?", "*"), "day-of-month: bad field", "1-5W");
	is_text(reads_date("3#2", "*", "?", "*"), "day-of-month: bad field", "3#2 for a day of the month");
}

static void
test_week_marks(void)
{
	is_text(reads_date("?", "*", "L", "*"), "cron(0 0 ? * 7 *)", "L is Saturday");
	is_text(reads_date("?", "*", "6L", "*"), "cron(0 0 ? * 6L *)", "last Friday");
	is_text(reads_date("?", "*", "FRIL,2L,3", "*"), "cron(0 0 ? * 3,2L,6L *)", "several");
	is_text(reads_date("?", "*", "TUE#5", "*"), "cron(0 0 ? * 3#5 *)", "fifth Tuesday");
	is_text(reads_date("?", "*", "3#6", "*"), "day-of-week: bad field", "sixth Tuesday");
	is_text(reads_date("?", "*", "3#0", "*"), "day-of-week: bad field", "Tuesday 0");
	is_text(reads_date("?", "*", "3#", "*"), "day-of-week: bad field", "Tuesday of no number");
	is_text(reads_date("?", "*", "8#1", "*"), "day-of-week: bad field", "weekday 8");
	is_text(reads_date("?", "*", "#1", "*"), "day-of-week: bad field", "no weekday");
	is_text(reads_date("?", "*", "3#1,3#2", "*"), "day-of-week: hash", "two with #");
	is_text(reads_date("?", "*", "3#1,5", "*"), "day-of-week: hash", "# and another");
	is_text(reads_date("?", "*", "3W", "*"), "day-of-week: bad field", "3W for a weekday");
	is_text(reads_date("?", "*", "L6", "*"), "day-of-week: bad field", "L6");
}

static void
test_days(void)
{
	is_text(reads_date("*", "*", "*", "*"), "both", "all days and all weekdays");
	is_text(reads_date("1", "*", "2", "*"), "both", "a day and a weekday");
	is_text(reads_date("?", "*", "?", "*"), "neither", "neither");
	is_text(reads_date("?", "*", "*", "*"), "cron(0 0 ? * * *)", "all weekdays");
	is_text(reads_date("?,1", "*", "?", "*"), "day-of-month: bad field", "? in a list");
	is_text(reads_date("??", "*", "?", "*"), "day-of-month: bad field", "two ?");
	is_text(reads_date("1", "?", "?", "*"), "month: bad field", "? for the month");
	is_text(reads_date("1", "*", "?", "?"), "year: bad field", "? for the year");
}

static void
test_never(void)
{
	is_text(reads_date("30", "2", "?", "*"), "never", "30th of February");
	is_text(reads_date("31", "2,4,6,9,11", "?", "*"), "never", "31st of short months");
	is_text(reads_date("31", "2-4", "?", "*"), "cron(0 0 31 2-4 ? *)", "with a long one");
	is_text(reads_date("29", "2", "?", "2025-2027"), "never", "29th of February of other years");
	is_text(reads_date("29", "2", "?", "2100"), "never", "29th of February 2100");
	is_text(reads_date("29", "2", "?", "2000"), "cron(0 0 29 2 ? 2000)", "and of 2000");
	is_text(reads_date("30W", "2", "?", "*"), "never", "weekday nearest to the 30th of February");
	is_text(reads_date("?", "2", "2#5", "2025"), "never", "fifth Monday in February");
	is_text(reads_date("?", "2", "2#5", "*"), "cron(0 0 ? 2 2#5 *)", "of any year");
	is_text(reads_date("L", "2", "?", "2025"), "cron(0 0 L 2 ? 2025)", "last of February");
}

static void
test_length(void)
{
	char		text[400];
	int			length;

	length = snprintf(text, sizeof(text), "cron(0%*s10 * * ? *)", 239, "");
	is_number(length, 256, "a text of 256 characters");
	is_text(reads(text), "cron(0 10 * * ? *)", "is read");
	snprintf(text, sizeof(text), "cron(0%*s10 * * ? *)", 240, "");
	is_text(reads(text), "too long", "one of 257 is not");

	/* 47 different steps, all kept; 2100/1 becomes three characters longer */
	length = snprintf(text, sizeof(text), "cron(");
	for (int i = 0; i < 47; i++)
		length += snprintf(text + length, sizeof(text) - length, "%s%d/%d",
						   i > 0 ? "," : "", 10 + i / 8, 2 + i % 8);
	snprintf(text + length, sizeof(text) - length, "  1 * * ? 2100/1)");
	is_number(strlen(text), 256, "another text of 256 characters");
	is_text(reads(text), "too long", "whose canonical form is too long");
	snprintf(text + length, sizeof(text) - length, " 1 * * ? 2100/2)");
	is_text(reads(text), text, "and one that is its own canonical form");
}

static void
test_rules(void)
{
	IjCronReading reading = {.field = IJ_CRON_HOURS};

	for (int fault = IJ_CRON_GOOD; fault < IJ_CRON_FAULT_COUNT; fault++)
	{
		reading.fault = fault;
		is_true(ij_cron_fault_rule(&reading) != NULL, "fault %d has a rule", fault);
	}
}

/* What is good is written so that it reads back as itself. */
static void
test_round_trip(void)
{
	static const char alphabet[] = "0123456789*,-/?LW# MONJAN0123456789,,--//  ";
	uint32_t	random = 12345;
	int			good = 0;
	int			wrong = 0;

	for (int i = 0; i < 400000; i++)
	{
		static const char *const parts[] = {"0", "*", "1", "*", "?", "*"};
		char		text[200];
		int			length;
		IjCronReading first;
		IjCronReading again;
		char		noise[6][12];

		/* each field is mostly plain and sometimes random characters */
		for (int field = 0; field < 6; field++)
		{
			int			n;

			random = random * 1664525 + 1013904223;
			n = (random >> 24) % 12;
			if (n > 8)
				n = 0;
			snprintf(noise[field], sizeof(noise[field]), "%s", parts[field]);
			for (int c = 0; c < n; c++)
			{
				random = random * 1664525 + 1013904223;
				noise[field][c] = alphabet[(random >> 16) % (sizeof(alphabet) - 1)];
				noise[field][c + 1] = '\0';
			}
		}
		length = snprintf(text, sizeof(text), "cron(%s %s %s %s %s %s)",
						  noise[0], noise[1], noise[2], noise[3], noise[4], noise[5]);
		if (ij_cron_read(text, length, &first) != IJ_CRON_GOOD)
			continue;
		good++;
		if (ij_cron_read(first.text, first.text_length, &again) != IJ_CRON_GOOD ||
			again.text_length != first.text_length ||
			memcmp(again.text, first.text, first.text_length) != 0 ||
			memcmp(&again.cron, &first.cron, sizeof(IjCron)) != 0)
		{
			printf("# %s\n", text);
			wrong++;
		}
	}
	is_true(good > 500, "enough of the random expressions are good");
	printf("# %d\n", good);
	is_number(wrong, 0, "each reads back as itself");
}

int
main(void)
{
	test_examples_of_the_guide();
	test_frame();
	test_values();
	test_names();
	test_lists();
	test_steps();
	test_day_marks();
	test_week_marks();
	test_days();
	test_never();
	test_length();
	test_rules();
	test_round_trip();
	return tap_done();
}
