/*-------------------------------------------------------------------------
 *
 * cron_text.c
 *		Reading the cron expression of a maintenance window.
 *
 * Developer guide, "How job configurations work", part on scheduling; API
 * reference, MaintenanceWindow.  The guide asks for one ? in the two fields
 * of days, at most one expression with #, and at most 256 characters.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/cron_text.h"

#include <string.h>

#include "rules/cron_field.h"
#include "rules/cron_next.h"

static const char *const fault_rules[IJ_CRON_FAULT_COUNT] = {
	[IJ_CRON_GOOD] = "No rule is broken.",
	[IJ_CRON_TOO_LONG] = "A cron expression has at most 256 characters.",
	[IJ_CRON_NO_FRAME] = "A cron expression has the form "
	"cron(minutes hours day-of-month month day-of-week year).",
	[IJ_CRON_WRONG_FIELD_COUNT] = "A cron expression has six fields, separated by blanks.",
	[IJ_CRON_BAD_FIELD] = NULL, /* the rule of the field */
	[IJ_CRON_RANGE_DESCENDS] = "The first value of a range must not be above the last.",
	[IJ_CRON_BAD_STEP] = "A step must be from 1 to the span of the field.",
	[IJ_CRON_HASH_NOT_ALONE] = "An expression with # must be the only one in its field.",
	[IJ_CRON_DAYS_BOTH] = "One of day-of-month and day-of-week must be ?.",
	[IJ_CRON_DAYS_NEITHER] = "Only one of day-of-month and day-of-week may be ?.",
	[IJ_CRON_NEVER_FIRES] = "No day of its months and years matches the expression.",
};

/* Text that is being written; what does not fit only counts. */
typedef struct Writer
{
	char	   *text;
	size_t		length;
} Writer;

static bool strip_frame(const char **text, size_t *length);
static bool next_field(const char **text, size_t *length, const char **field,
					   size_t *field_length);
static IjCronFault read_fields(const char *text, size_t length,
							   IjCronReading *reading, Writer *writer);
static void store_field(IjCron *cron, IjCronField field, const IjCronFieldSet *set);
static void write_field(Writer *writer, const IjCronFieldKind *kind,
						const IjCronFieldSet *set);
static void write_values(Writer *writer, const IjCronFieldKind *kind,
						 const IjCronFieldSet *set);
static void write_marks(Writer *writer, const IjCronFieldSet *set);
static void write_text(Writer *writer, const char *text);
static void write_number(Writer *writer, int number);
static void write_comma(Writer *writer);

IjCronFault
ij_cron_read(const char *text, size_t length, IjCronReading *reading)
{
	Writer		writer = {.text = reading->text};

	memset(&reading->cron, 0, sizeof(reading->cron));
	reading->field = -1;
	reading->text_length = 0;

	if (length > IJ_CRON_MAX_LENGTH)
		reading->fault = IJ_CRON_TOO_LONG;
	else if (!strip_frame(&text, &length))
		reading->fault = IJ_CRON_NO_FRAME;
	else
		reading->fault = read_fields(text, length, reading, &writer);

	if (reading->fault == IJ_CRON_GOOD && !ij_cron_can_fire(&reading->cron))
		reading->fault = IJ_CRON_NEVER_FIRES;

	/* 50/1 becomes 50-59, so the last few characters may be too many */
	if (reading->fault == IJ_CRON_GOOD && writer.length > IJ_CRON_MAX_LENGTH)
		reading->fault = IJ_CRON_TOO_LONG;
	if (reading->fault == IJ_CRON_GOOD)
		reading->text_length = writer.length;
	return reading->fault;
}

const char *
ij_cron_fault_rule(const IjCronReading *reading)
{
	if (reading->fault == IJ_CRON_BAD_FIELD)
		return ij_cron_field_kinds[reading->field].rule;
	return fault_rules[reading->fault];
}

const char *
ij_cron_field_name(IjCronField field)
{
	return ij_cron_field_kinds[field].name;
}

/* Leaves what stands between cron( and ). */
static bool
strip_frame(const char **text, size_t *length)
{
	static const char frame[] = "cron(";
	size_t		frame_length = sizeof(frame) - 1;

	if (*length <= frame_length || memcmp(*text, frame, frame_length) != 0 ||
		(*text)[*length - 1] != ')')
		return false;
	*text += frame_length;
	*length -= frame_length + 1;
	return true;
}

/* Moves the next word from text to field; false if there is none. */
static bool
next_field(const char **text, size_t *length, const char **field,
		   size_t *field_length)
{
	while (*length > 0 && **text == ' ')
	{
		(*text)++;
		(*length)--;
	}

	*field = *text;
	*field_length = 0;
	while (*length > 0 && **text != ' ')
	{
		(*text)++;
		(*length)--;
		(*field_length)++;
	}
	return *field_length > 0;
}

static IjCronFault
read_fields(const char *text, size_t length, IjCronReading *reading,
			Writer *writer)
{
	bool		question[IJ_CRON_FIELD_COUNT];
	const char *word;
	size_t		word_length;

	write_text(writer, "cron(");
	for (int field = 0; field < IJ_CRON_FIELD_COUNT; field++)
	{
		const IjCronFieldKind *kind = &ij_cron_field_kinds[field];
		IjCronFieldSet set;
		IjCronFault fault;

		if (!next_field(&text, &length, &word, &word_length))
			return IJ_CRON_WRONG_FIELD_COUNT;
		fault = ij_cron_field_read(kind, word, word_length, &set);
		if (fault != IJ_CRON_GOOD)
		{
			reading->field = field;
			return fault;
		}
		question[field] = set.question;
		store_field(&reading->cron, field, &set);
		if (field > 0)
			write_text(writer, " ");
		write_field(writer, kind, &set);
	}
	write_text(writer, ")");

	if (next_field(&text, &length, &word, &word_length))
		return IJ_CRON_WRONG_FIELD_COUNT;
	if (question[IJ_CRON_DAY_OF_MONTH] && question[IJ_CRON_DAY_OF_WEEK])
		return IJ_CRON_DAYS_NEITHER;
	if (!question[IJ_CRON_DAY_OF_MONTH] && !question[IJ_CRON_DAY_OF_WEEK])
		return IJ_CRON_DAYS_BOTH;
	return IJ_CRON_GOOD;
}

static void
store_field(IjCron *cron, IjCronField field, const IjCronFieldSet *set)
{
	switch (field)
	{
		case IJ_CRON_MINUTES:
			cron->minutes = set->all[0];
			break;
		case IJ_CRON_HOURS:
			cron->hours = (uint32_t) set->all[0];
			break;
		case IJ_CRON_DAY_OF_MONTH:
			cron->days = (uint32_t) set->all[0];
			cron->nearest_weekdays = set->nearest_weekdays;
			cron->last_day = set->last_day;
			cron->last_weekday = set->last_weekday;
			break;
		case IJ_CRON_MONTH:
			cron->months = (uint16_t) set->all[0];
			break;
		case IJ_CRON_DAY_OF_WEEK:
			cron->weekdays = (uint8_t) set->all[0];
			cron->last_weekdays = set->last_weekdays;
			cron->nth_weekday = set->nth_weekday;
			cron->nth = set->nth;
			break;
		case IJ_CRON_YEAR:
			memcpy(cron->years, set->all, sizeof(cron->years));
			break;
	}
}

/* A field that says every value is *, however it says so. */
static void
write_field(Writer *writer, const IjCronFieldKind *kind, const IjCronFieldSet *set)
{
	if (set->question)
		write_text(writer, "?");
	else if (ij_cron_field_is_full(kind, set))
		write_text(writer, "*");
	else
	{
		write_values(writer, kind, set);
		write_marks(writer, set);
	}
}

/* Values as ranges as long as they get, then the steps. */
static void
write_values(Writer *writer, const IjCronFieldKind *kind, const IjCronFieldSet *set)
{
	for (int value = kind->min; value <= kind->max; value++)
	{
		int			last = value;

		if (!ij_cron_set_has(set->values, value - kind->base))
			continue;
		while (last < kind->max && ij_cron_set_has(set->values, last + 1 - kind->base))
			last++;
		write_comma(writer);
		write_number(writer, value);
		if (last > value)
		{
			write_text(writer, "-");
			write_number(writer, last);
		}
		value = last;
	}

	for (int i = 0; i < set->nsteps; i++)
	{
		const IjCronStep *step = &set->steps[i];
		bool		to_end = step->last + step->step > kind->max;

		write_comma(writer);
		if (step->first == kind->min && to_end)
			write_text(writer, "*");
		else
			write_number(writer, step->first);
		if (!to_end)
		{
			write_text(writer, "-");
			write_number(writer, step->last);
		}
		write_text(writer, "/");
		write_number(writer, step->step);
	}
}

static void
write_marks(Writer *writer, const IjCronFieldSet *set)
{
	for (int day = 1; day <= 31; day++)
	{
		if ((set->nearest_weekdays >> day & 1) == 0)
			continue;
		write_comma(writer);
		write_number(writer, day);
		write_text(writer, "W");
	}
	if (set->last_day)
	{
		write_comma(writer);
		write_text(writer, "L");
	}
	if (set->last_weekday)
	{
		write_comma(writer);
		write_text(writer, "LW");
	}
	for (int weekday = 1; weekday <= 7; weekday++)
	{
		if ((set->last_weekdays >> weekday & 1) == 0)
			continue;
		write_comma(writer);
		write_number(writer, weekday);
		write_text(writer, "L");
	}
	if (set->nth_weekday != 0)
	{
		write_comma(writer);
		write_number(writer, set->nth_weekday);
		write_text(writer, "#");
		write_number(writer, set->nth);
	}
}

static void
write_text(Writer *writer, const char *text)
{
	for (; *text != '\0'; text++)
	{
		if (writer->length < IJ_CRON_MAX_LENGTH)
			writer->text[writer->length] = *text;
		writer->length++;
	}
}

static void
write_number(Writer *writer, int number)
{
	char		digits[2] = {(char) ('0' + number % 10), '\0'};

	if (number >= 10)
		write_number(writer, number / 10);
	write_text(writer, digits);
}

/* Before each element of a field but its first. */
static void
write_comma(Writer *writer)
{
	char		before = writer->length > IJ_CRON_MAX_LENGTH ? '\0' :
		writer->text[writer->length - 1];

	if (before != ' ' && before != '(')
		write_text(writer, ",");
}
