/*-------------------------------------------------------------------------
 *
 * cron_field.h
 *		Reading one field of a cron expression.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CRON_FIELD_H
#define IJ_CRON_FIELD_H

#include "rules/cron_text.h"

/* What a field may say. */
typedef struct IjCronFieldKind
{
	const char *name;
	const char *rule;
	int			min;
	int			max;
	int			base;			/* value of bit 0 */
	const char *names;			/* three letters each, the first is for min */
	bool		steps;			/* / is allowed */
	bool		question;		/* ? is allowed */
	bool		month_marks;	/* L and W of a day of the month */
	bool		week_marks;		/* L and # of a day of the week */
} IjCronFieldKind;

extern const IjCronFieldKind ij_cron_field_kinds[IJ_CRON_FIELD_COUNT];

#define IJ_CRON_SET_WORDS IJ_CRON_YEAR_WORDS

typedef struct IjCronStep
{
	int			first;
	int			last;
	int			step;
} IjCronStep;

/* No field has more steps: each takes three characters and a comma. */
#define IJ_CRON_MAX_STEPS (IJ_CRON_MAX_LENGTH / 4)

/* What a field says. */
typedef struct IjCronFieldSet
{
	uint64_t	values[IJ_CRON_SET_WORDS];	/* written as values or ranges */
	uint64_t	all[IJ_CRON_SET_WORDS]; /* and those of the steps */
	int			nsteps;
	IjCronStep	steps[IJ_CRON_MAX_STEPS];	/* in order, none twice */
	bool		question;
	bool		last_day;
	bool		last_weekday;
	uint32_t	nearest_weekdays;
	uint8_t		last_weekdays;
	uint8_t		nth_weekday;
	uint8_t		nth;
} IjCronFieldSet;

extern IjCronFault ij_cron_field_read(const IjCronFieldKind *kind,
									  const char *text, size_t length,
									  IjCronFieldSet *set);

/* Whether the field says every value there is. */
extern bool ij_cron_field_is_full(const IjCronFieldKind *kind,
								  const IjCronFieldSet *set);

static inline bool
ij_cron_set_has(const uint64_t *set, int bit)
{
	return (set[bit / 64] >> (bit % 64) & 1) != 0;
}

#endif							/* IJ_CRON_FIELD_H */
