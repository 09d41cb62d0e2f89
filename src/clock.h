/*-------------------------------------------------------------------------
 *
 * clock.h
 *		The present, as every rule of the extension sees it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CLOCK_H
#define IJ_CLOCK_H

#include "datatype/timestamp.h"

extern TimestampTz ij_now(void);

/* Whole seconds since 1970. */
extern int64 ij_unix_seconds(TimestampTz time);

#endif							/* IJ_CLOCK_H */
