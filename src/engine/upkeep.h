/*-------------------------------------------------------------------------
 *
 * upkeep.h
 *		What the calendar asks for: retention, and other old rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_UPKEEP_H
#define IJ_UPKEEP_H

#include "engine/pass.h"

/* Rows that a pass of the worker deletes at most. */
#define IJ_UPKEEP_ROWS 10000

/* Deletes at most about max_rows, and at most about as many in one transaction as a batch has. */
extern void ij_run_upkeep(IjPass *pass, int64 max_rows);

#endif							/* IJ_UPKEEP_H */
