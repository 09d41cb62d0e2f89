/*-------------------------------------------------------------------------
 *
 * execution_state.h
 *		The states of a job execution, and who may change them to what.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_EXECUTION_STATE_H
#define IJ_EXECUTION_STATE_H

#include <stdbool.h>
#include <stddef.h>

/* JobExecutionStatus, in the order of the API. */
typedef enum IjExecStatus
{
	IJ_EXEC_QUEUED,
	IJ_EXEC_IN_PROGRESS,
	IJ_EXEC_SUCCEEDED,
	IJ_EXEC_FAILED,
	IJ_EXEC_TIMED_OUT,
	IJ_EXEC_REJECTED,
	IJ_EXEC_REMOVED,
	IJ_EXEC_CANCELED
} IjExecStatus;

#define IJ_EXEC_STATUS_COUNT 8

/* Who asks: a device, a caller of the control plane, or a pass of the worker. */
typedef enum IjExecActor
{
	IJ_ACTOR_DEVICE,
	IJ_ACTOR_OPERATOR,
	IJ_ACTOR_SERVICE
} IjExecActor;

extern const char *ij_exec_status_word(IjExecStatus status);
extern bool ij_exec_status_from_word(const char *word, size_t length,
									 IjExecStatus *status);

extern bool ij_exec_is_terminal(IjExecStatus status);
extern bool ij_exec_device_may_report(IjExecStatus status);
extern bool ij_exec_may_become(IjExecStatus from, IjExecStatus to,
							   IjExecActor actor, bool force);

#endif							/* IJ_EXECUTION_STATE_H */
