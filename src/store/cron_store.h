/*-------------------------------------------------------------------------
 *
 * cron_store.h
 *		The jobs of pg_cron that do the calendar work.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CRON_STORE_H
#define IJ_CRON_STORE_H

#include "postgres.h"

#include "utils/jsonb.h"

/* Whether the extension pg_cron is in this database. */
extern bool ij_cron_is_here(void);

/* Whether pg_cron is here, at work, and has been told to do the calendar work. */
extern bool ij_cron_does_maintenance(void);

/* Tells it to, or changes when; afterwards it is so whatever was before. */
extern void ij_cron_schedule(text *schedule);

/* Takes that back; nothing happens if there is nothing. */
extern void ij_cron_unschedule(void);

/* Our jobs, for a reply. */
extern Jsonb *ij_cron_jobs(void);

#endif							/* IJ_CRON_STORE_H */
