/*-------------------------------------------------------------------------
 *
 * event_slot.c
 *		Which part of the event log a moment belongs to.
 *
 * The slots take turns.  One turn lasts a quarter of the retention; with six
 * slots, the one whose turn is next holds only events that are older than the
 * retention, and can be emptied as a whole while nobody writes to it.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/event_slot.h"

#define MICROSECONDS_PER_DAY INT64_C(86400000000)

int
ij_event_slot_of(int64_t microseconds, int retention_days)
{
	int64_t		turn_length = (retention_days * MICROSECONDS_PER_DAY) / (IJ_EVENT_SLOTS - 2);
	int64_t		turn = microseconds / turn_length;

	/* Moments before the epoch count backwards. */
	if (microseconds % turn_length < 0)
		turn--;
	return (int) (((turn % IJ_EVENT_SLOTS) + IJ_EVENT_SLOTS) % IJ_EVENT_SLOTS);
}
