/*-------------------------------------------------------------------------
 *
 * cron_text.h
 *		Reading the cron expression of a maintenance window.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CRON_TEXT_H
#define IJ_CRON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IJ_CRON_MAX_LENGTH 256

#define IJ_CRON_FIRST_YEAR 1970
#define IJ_CRON_LAST_YEAR 2199

/* The fields, in their order. */
typedef enum IjCronField
{
	IJ_CRON_MINUTES,
	IJ_CRON_HOURS,
	IJ_CRON_DAY_OF_MONTH,
	IJ_CRON_MONTH,
	IJ_CRON_DAY_OF_WEEK,
	IJ_CRON_YEAR
} IjCronField;

#define IJ_CRON_FIELD_COUNT 6
#define IJ_CRON_YEAR_WORDS 4	/* 256 bits for 230 years */

typedef enum IjCronFault
{
	IJ_CRON_GOOD,
	IJ_CRON_TOO_LONG,
	IJ_CRON_NO_FRAME,
	IJ_CRON_WRONG_FIELD_COUNT,
	IJ_CRON_BAD_FIELD,
	IJ_CRON_RANGE_DESCENDS,
	IJ_CRON_BAD_STEP,
	IJ_CRON_HASH_NOT_ALONE,
	IJ_CRON_DAYS_BOTH,
	IJ_CRON_DAYS_NEITHER,
	IJ_CRON_NEVER_FIRES
} IjCronFault;

#define IJ_CRON_FAULT_COUNT 11

/*
 * The moments of an expression.  Bit v of a set stands for the value v, but
 * for years, where bit 0 is the first year.  Of days, the sets of one field
 * are empty: the field that is ?.
 */
typedef struct IjCron
{
	uint64_t	minutes;		/* 0 to 59 */
	uint32_t	hours;			/* 0 to 23 */
	uint32_t	days;			/* 1 to 31 */
	uint32_t	nearest_weekdays;	/* nW: the weekday nearest to day n */
	bool		last_day;		/* L */
	bool		last_weekday;	/* LW */
	uint16_t	months;			/* 1 to 12 */
	uint8_t		weekdays;		/* 1 to 7, 1 is Sunday */
	uint8_t		last_weekdays;	/* nL: the last weekday n of the month */
	uint8_t		nth_weekday;	/* n#m: the m-th weekday n, 0 is none */
	uint8_t		nth;
	uint64_t	years[IJ_CRON_YEAR_WORDS];
} IjCron;

/* What reading finds.  text is the canonical form and is not terminated. */
typedef struct IjCronReading
{
	IjCronFault fault;
	int			field;			/* of the fault, -1 if it is in none */
	IjCron		cron;
	char		text[IJ_CRON_MAX_LENGTH];
	size_t		text_length;
} IjCronReading;

/*
 * Reads cron(minutes hours day-of-month month day-of-week year).  cron and
 * text are set only if the expression is good.
 *
 * The canonical form has single blanks and numbers for names, each field its
 * values first, then its steps, then its marks.  It reads back as itself.
 */
extern IjCronFault ij_cron_read(const char *text, size_t length,
								IjCronReading *reading);

/* The rule that was broken, as a sentence. */
extern const char *ij_cron_fault_rule(const IjCronReading *reading);
extern const char *ij_cron_field_name(IjCronField field);

#endif							/* IJ_CRON_TEXT_H */
