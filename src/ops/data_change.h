/*-------------------------------------------------------------------------
 *
 * data_change.h
 *		What a device's report does to its execution.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DATA_CHANGE_H
#define IJ_DATA_CHANGE_H

#include "json/request.h"
#include "store/execution_store.h"

/* stepTimeoutInMinutes of a request, 0 if absent; out of bounds is IJ400. */
extern int64 ij_data_step_minutes(const IjRequest *request, bool may_discard);

/*
 * Applies a report that the rules allow, at the present: status, details,
 * startedAt, timers.  step_minutes is 0 where none was given.  False, and
 * nothing written, if the execution has changed since it was read.
 */
extern bool ij_data_change(IjExecution *execution, IjExecStatus status,
						   Jsonb *status_details, int64 step_minutes);

#endif							/* IJ_DATA_CHANGE_H */
