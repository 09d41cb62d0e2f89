/*-------------------------------------------------------------------------
 *
 * load_guard.h
 *		Keeps the worker away while somebody loads tables directly.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_LOAD_GUARD_H
#define IJ_LOAD_GUARD_H

#include "postgres.h"

/*
 * A pass of the worker stands between these.  The first is false, and nothing
 * is to be ended, while a session that has loaded tables directly is connected.
 */
extern bool ij_load_guard_begin_pass(void);
extern void ij_load_guard_end_pass(void);

#endif							/* IJ_LOAD_GUARD_H */
