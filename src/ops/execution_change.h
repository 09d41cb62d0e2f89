/*-------------------------------------------------------------------------
 *
 * execution_change.h
 *		What a report of a device, or an operator's cancel, does to an execution.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_EXECUTION_CHANGE_H
#define IJ_EXECUTION_CHANGE_H

#include "compat.h"
#include "json/request.h"
#include "store/execution_store.h"

/* stepTimeoutInMinutes of a request, 0 if absent; out of bounds is IJ400. */
extern int64 ij_request_step_minutes(const IjRequest *request, bool may_discard);

/* What is asked for.  The rules have allowed it. */
typedef struct IjStep
{
	IjExecStatus status;
	Jsonb	   *status_details; /* NULL: unchanged */
	int64		step_minutes;	/* of the step timer; 0: not given */
	bool		force_canceled;
} IjStep;

/*
 * Makes a step at the present: status, details, startedAt, timers; success
 * changes the thing's package record if the job brings packages.  False,
 * and nothing written, if the execution has changed since it was read.
 */
extern bool ij_change_execution(IjExecution *execution, const IjStep *step);

/*
 * Checks of a request with jobId and perhaps expectedVersion against the
 * execution as it is.
 */
extern void ij_check_not_ended(const IjRequest *request, const IjExecution *execution, IjExecStatus to);
extern void ij_check_expected_version(const IjRequest *request, const IjExecution *execution);

/* InvalidStateTransitionException. */
pg_noreturn extern void ij_refuse_step(const IjRequest *request, const IjExecution *execution,
									   IjExecStatus to, const char *reason);

#endif							/* IJ_EXECUTION_CHANGE_H */
