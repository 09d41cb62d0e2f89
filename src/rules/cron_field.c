/*-------------------------------------------------------------------------
 *
 * cron_field.c
 *		Reading one field of a cron expression.
 *
 * Developer guide, "How job configurations work", the table of values and
 * wildcards.  A field is ?, or a list.  An element of a list is a value, a
 * range, or * for all; a step may follow each of them.  A day of the month
 * may be L, LW or 3W, a day of the week L, 6L or 3#2.  Letters may be in
 * either case.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/cron_field.h"

#include <string.h>

/* Larger than any value; what is read stops there. */
#define TOO_LARGE 10000

#define SATURDAY 7
#define MAX_NTH 5

const IjCronFieldKind ij_cron_field_kinds[IJ_CRON_FIELD_COUNT] = {
	[IJ_CRON_MINUTES] = {
		.name = "minutes",
		.rule = "Values are 0 to 59, wildcards are , - * /.",
		.min = 0, .max = 59, .steps = true
	},
	[IJ_CRON_HOURS] = {
		.name = "hours",
		.rule = "Values are 0 to 23, wildcards are , - * /.",
		.min = 0, .max = 23, .steps = true
	},
	[IJ_CRON_DAY_OF_MONTH] = {
		.name = "day-of-month",
		.rule = "Values are 1 to 31, wildcards are , - * ? / L W.",
		.min = 1, .max = 31, .steps = true, .question = true, .month_marks = true
	},
	[IJ_CRON_MONTH] = {
		.name = "month",
		.rule = "Values are 1 to 12 or JAN to DEC, wildcards are , - * /.",
		.min = 1, .max = 12, .steps = true,
		.names = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"
	},
	[IJ_CRON_DAY_OF_WEEK] = {
		.name = "day-of-week",
		.rule = "Values are 1 to 7 or SUN to SAT, wildcards are , - * ? L #.",
		.min = 1, .max = 7, .question = true, .week_marks = true,
		.names = "SUNMONTUEWEDTHUFRISAT"
	},
	[IJ_CRON_YEAR] = {
		.name = "year",
		.rule = "Values are 1970 to 2199, wildcards are , - * /.",
		.min = IJ_CRON_FIRST_YEAR, .max = IJ_CRON_LAST_YEAR,
		.base = IJ_CRON_FIRST_YEAR, .steps = true
	},
};

typedef struct Reader
{
	const IjCronFieldKind *kind;
	const char *at;
	const char *end;
} Reader;

static void drop_marks(IjCronFieldSet *set);
static IjCronFault read_element(Reader *reader, IjCronFieldSet *set);
static IjCronFault read_range(Reader *reader, int first, IjCronFieldSet *set);
static IjCronFault read_last(Reader *reader, IjCronFieldSet *set);
static IjCronFault read_nth(Reader *reader, int weekday, IjCronFieldSet *set);
static IjCronFault read_step(Reader *reader, int first, int last, IjCronFieldSet *set);
static bool read_value(Reader *reader, int *value);
static bool read_name(Reader *reader, int *value);
static bool read_digits(Reader *reader, int *value);
static bool take(Reader *reader, char letter);
static char upper(char c);
static void add_values(const IjCronFieldKind *kind, uint64_t *values,
					   int first, int last, int step);
static void add_step(IjCronFieldSet *set, IjCronStep step);
static int	compare_steps(const IjCronStep *a, const IjCronStep *b);

IjCronFault
ij_cron_field_read(const IjCronFieldKind *kind, const char *text, size_t length,
				   IjCronFieldSet *set)
{
	Reader		reader = {.kind = kind, .at = text, .end = text + length};
	int			nelements = 0;
	IjCronFault fault;

	memset(set, 0, sizeof(*set));
	if (kind->question && length == 1 && text[0] == '?')
	{
		set->question = true;
		return IJ_CRON_GOOD;
	}

	do
	{
		fault = read_element(&reader, set);
		nelements++;
	} while (fault == IJ_CRON_GOOD && take(&reader, ','));

	if (fault != IJ_CRON_GOOD)
		return fault;
	if (reader.at != reader.end)
		return IJ_CRON_BAD_FIELD;
	if (set->nth_weekday != 0 && nelements > 1)
		return IJ_CRON_HASH_NOT_ALONE;
	if (ij_cron_field_is_full(kind, set))
		drop_marks(set);
	return IJ_CRON_GOOD;
}

bool
ij_cron_field_is_full(const IjCronFieldKind *kind, const IjCronFieldSet *set)
{
	for (int value = kind->min; value <= kind->max; value++)
	{
		if (!ij_cron_set_has(set->all, value - kind->base))
			return false;
	}
	return true;
}

/* Beside all days, a mark adds none. */
static void
drop_marks(IjCronFieldSet *set)
{
	set->last_day = false;
	set->last_weekday = false;
	set->nearest_weekdays = 0;
	set->last_weekdays = 0;
}

static IjCronFault
read_element(Reader *reader, IjCronFieldSet *set)
{
	const IjCronFieldKind *kind = reader->kind;
	int			value;

	if (take(reader, '*'))
		return read_step(reader, kind->min, kind->max, set);
	if ((kind->month_marks || kind->week_marks) && take(reader, 'L'))
		return read_last(reader, set);
	if (!read_value(reader, &value))
		return IJ_CRON_BAD_FIELD;

	if (kind->month_marks && take(reader, 'W'))
	{
		set->nearest_weekdays |= UINT32_C(1) << value;
		return IJ_CRON_GOOD;
	}
	if (kind->week_marks && take(reader, 'L'))
	{
		set->last_weekdays |= (uint8_t) (1 << value);
		return IJ_CRON_GOOD;
	}
	if (kind->week_marks && take(reader, '#'))
		return read_nth(reader, value, set);
	return read_range(reader, value, set);
}

/* What follows the first value: a range, a step, both, or nothing. */
static IjCronFault
read_range(Reader *reader, int first, IjCronFieldSet *set)
{
	int			last = first;

	if (take(reader, '-'))
	{
		if (!read_value(reader, &last))
			return IJ_CRON_BAD_FIELD;
		if (last < first)
			return IJ_CRON_RANGE_DESCENDS;
	}
	else if (reader->at < reader->end && *reader->at == '/')
		last = reader->kind->max;
	return read_step(reader, first, last, set);
}

/* L of the month is its last day, LW its last weekday, L of the week Saturday. */
static IjCronFault
read_last(Reader *reader, IjCronFieldSet *set)
{
	if (reader->kind->week_marks)
		return read_step(reader, SATURDAY, SATURDAY, set);
	if (take(reader, 'W'))
		set->last_weekday = true;
	else
		set->last_day = true;
	return IJ_CRON_GOOD;
}

/* What follows #. */
static IjCronFault
read_nth(Reader *reader, int weekday, IjCronFieldSet *set)
{
	int			nth;

	if (!read_digits(reader, &nth) || nth < 1 || nth > MAX_NTH)
		return IJ_CRON_BAD_FIELD;
	set->nth_weekday = (uint8_t) weekday;
	set->nth = (uint8_t) nth;
	return IJ_CRON_GOOD;
}

/* Adds a range, with the step that may follow. */
static IjCronFault
read_step(Reader *reader, int first, int last, IjCronFieldSet *set)
{
	const IjCronFieldKind *kind = reader->kind;
	int			step = 1;

	if (kind->steps && take(reader, '/'))
	{
		if (!read_digits(reader, &step))
			return IJ_CRON_BAD_FIELD;
		if (step < 1 || step > kind->max - kind->base)
			return IJ_CRON_BAD_STEP;
		last = first + (last - first) / step * step;
	}

	add_values(kind, set->all, first, last, step);
	if (step == 1 || first == last)
		add_values(kind, set->values, first, last, 1);
	else
		add_step(set, (IjCronStep) {first, last, step});
	return IJ_CRON_GOOD;
}

/* A number or a name, within the bounds of the field. */
static bool
read_value(Reader *reader, int *value)
{
	if (!read_digits(reader, value) && !read_name(reader, value))
		return false;
	return *value >= reader->kind->min && *value <= reader->kind->max;
}

static bool
read_name(Reader *reader, int *value)
{
	const char *names = reader->kind->names;

	if (names == NULL || reader->end - reader->at < 3)
		return false;
	for (int i = 0; names[3 * i] != '\0'; i++)
	{
		if (upper(reader->at[0]) == names[3 * i] &&
			upper(reader->at[1]) == names[3 * i + 1] &&
			upper(reader->at[2]) == names[3 * i + 2])
		{
			reader->at += 3;
			*value = reader->kind->min + i;
			return true;
		}
	}
	return false;
}

static bool
read_digits(Reader *reader, int *value)
{
	const char *start = reader->at;

	*value = 0;
	for (; reader->at < reader->end; reader->at++)
	{
		if (*reader->at < '0' || *reader->at > '9')
			break;
		if (*value < TOO_LARGE)
			*value = *value * 10 + (*reader->at - '0');
	}
	return reader->at > start;
}

/* Passes a letter or mark if it is next. */
static bool
take(Reader *reader, char letter)
{
	if (reader->at == reader->end || upper(*reader->at) != letter)
		return false;
	reader->at++;
	return true;
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
}

static void
add_values(const IjCronFieldKind *kind, uint64_t *values,
		   int first, int last, int step)
{
	for (int value = first; value <= last; value += step)
	{
		int			bit = value - kind->base;

		values[bit / 64] |= UINT64_C(1) << (bit % 64);
	}
}

/* Keeps the steps in order, so that the same set is written the same. */
static void
add_step(IjCronFieldSet *set, IjCronStep step)
{
	int			place = 0;

	while (place < set->nsteps && compare_steps(&set->steps[place], &step) < 0)
		place++;
	if (place < set->nsteps && compare_steps(&set->steps[place], &step) == 0)
		return;
	memmove(&set->steps[place + 1], &set->steps[place],
			(size_t) (set->nsteps - place) * sizeof(IjCronStep));
	set->steps[place] = step;
	set->nsteps++;
}

static int
compare_steps(const IjCronStep *a, const IjCronStep *b)
{
	if (a->first != b->first)
		return a->first - b->first;
	if (a->step != b->step)
		return a->step - b->step;
	return a->last - b->last;
}
