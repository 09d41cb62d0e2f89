/*-------------------------------------------------------------------------
 *
 * abort.h
 *		Whether a job has failed often enough to be canceled.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ABORT_H
#define IJ_ABORT_H

#include "rules/config.h"

/*
 * Place of the first criterion that is met, -1 if none is.  config may be
 * NULL.  executed counts every finished attempt once, those that were
 * retried later included; of its members only SUCCEEDED, FAILED, REJECTED
 * and TIMED_OUT are read.
 */
extern int	ij_abort_criterion_met(const IjAbortConfig *config,
								   const IjCounts *executed);

#endif							/* IJ_ABORT_H */
