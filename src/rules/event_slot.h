/*-------------------------------------------------------------------------
 *
 * event_slot.h
 *		Which part of the event log a moment belongs to.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_EVENT_SLOT_H
#define IJ_EVENT_SLOT_H

#include <stdint.h>

/* As many partitions as sql/50_execution.sql makes. */
#define IJ_EVENT_SLOTS 6

extern int	ij_event_slot_of(int64_t microseconds, int retention_days);

#endif							/* IJ_EVENT_SLOT_H */
