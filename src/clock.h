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

#endif							/* IJ_CLOCK_H */
