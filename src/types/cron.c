/*-------------------------------------------------------------------------
 *
 * cron.c
 *		The type iotjobs.cron: the cron expression of a maintenance window.
 *
 * Stored like text, in canonical form, of at most 256 bytes.  It is read
 * again where its moments are wanted, which takes a microsecond.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "rules/cron_next.h"
#include "rules/cron_text.h"
#include "types/text_type.h"

/* From 1970, which the rules count from, to 2000, which the server does. */
#define EPOCH_SHIFT \
	((POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY)

PG_FUNCTION_INFO_V1(iotjobs_next_run);

static text *read_cron(const char *string, size_t length, IjTextFault *fault);
static char *fault_detail(const IjCronReading *reading);

static const IjTextType cron_type = {
	.name = "iotjobs.cron",
	.noun = "cron expression",
	.example = "For example, at 18:00 UTC from Monday to Friday: cron(0 18 ? * MON-FRI *)",
	.read = read_cron
};

IJ_TEXT_TYPE(iotjobs_cron, cron_type)

/*
 * The first moment an expression fires strictly after another; null if it
 * does not fire again.  After -infinity is from 1970 on.
 */
Datum
iotjobs_next_run(PG_FUNCTION_ARGS)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	TimestampTz after = PG_GETARG_TIMESTAMPTZ(1);
	IjCronReading reading;
	int64_t		next;

	if (ij_cron_read(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &reading) != IJ_CRON_GOOD)
		elog(ERROR, "malformed iotjobs.cron in storage");

	/* the far future has no room for the shift, and no moment either */
	if (after > PG_INT64_MAX - EPOCH_SHIFT ||
		!ij_cron_next(&reading.cron, after + EPOCH_SHIFT, &next))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ((TimestampTz) next - EPOCH_SHIFT);
}

static text *
read_cron(const char *string, size_t length, IjTextFault *fault)
{
	IjCronReading reading;

	if (ij_cron_read(string, length, &reading) != IJ_CRON_GOOD)
	{
		fault->rule = fault_detail(&reading);
		if (reading.fault == IJ_CRON_NEVER_FIRES)
		{
			fault->verdict = "never fires";
			fault->advice = "Check the days of the month, such as a 30th of February.";
		}
		return NULL;
	}
	return cstring_to_text_with_len(reading.text, reading.text_length);
}

/* The broken rule, and the field if it is in one. */
static char *
fault_detail(const IjCronReading *reading)
{
	const char *rule = ij_cron_fault_rule(reading);

	if (reading->field < 0)
		return pstrdup(rule);
	return psprintf("Field %s: %s", ij_cron_field_name(reading->field), rule);
}
