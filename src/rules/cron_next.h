/*-------------------------------------------------------------------------
 *
 * cron_next.h
 *		When a cron expression fires.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CRON_NEXT_H
#define IJ_CRON_NEXT_H

#include "rules/cron_text.h"

/*
 * The first moment strictly after another, in microseconds since 1970 UTC.
 * False if there is none until the end of the last year.
 */
extern bool ij_cron_next(const IjCron *cron, int64_t after, int64_t *next);

/* False for a 30th of February, or the like. */
extern bool ij_cron_can_fire(const IjCron *cron);

#endif							/* IJ_CRON_NEXT_H */
