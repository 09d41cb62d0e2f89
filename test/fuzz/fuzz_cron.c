/*-------------------------------------------------------------------------
 *
 * fuzz_cron.c
 *		A good expression reads back as itself and fires when it says.
 *
 * The first eight bytes are the moment after which it is to fire.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/cron_next.h"
#include "rules/cron_text.h"

#include "fuzz.h"

#define MINUTE INT64_C(60000000)

static void
check_moment(const IjCron *cron, int64_t after)
{
	int64_t		next;
	int64_t		minutes;

	if (!ij_cron_next(cron, after, &next))
		return;
	minutes = next / MINUTE;
	MUST(next > after && next >= 0);
	MUST(next % MINUTE == 0);
	MUST((cron->minutes >> minutes % 60 & 1) != 0);
	MUST((cron->hours >> minutes / 60 % 24 & 1) != 0);

	/* nothing fires between the two */
	if (next > 0 && after < next - 1)
	{
		int64_t		again;

		MUST(ij_cron_next(cron, next - 1, &again) && again == next);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int64_t		after;
	IjCronReading reading;
	IjCronReading again;
	const char *text;

	if (size < sizeof(after))
		return 0;
	memcpy(&after, data, sizeof(after));
	text = (const char *) data + sizeof(after);
	size -= sizeof(after);

	if (ij_cron_read(text, size, &reading) != IJ_CRON_GOOD)
	{
		MUST(ij_cron_fault_rule(&reading) != NULL);
		return 0;
	}

	MUST(reading.text_length <= IJ_CRON_MAX_LENGTH);
	MUST(ij_cron_read(reading.text, reading.text_length, &again) == IJ_CRON_GOOD);
	MUST(again.text_length == reading.text_length);
	MUST(memcmp(again.text, reading.text, again.text_length) == 0);
	MUST(memcmp(&again.cron, &reading.cron, sizeof(IjCron)) == 0);

	MUST(ij_cron_can_fire(&reading.cron));
	check_moment(&reading.cron, after);
	check_moment(&reading.cron, (int64_t) ((uint64_t) after >> 11));
	check_moment(&reading.cron, -1);
	return 0;
}
