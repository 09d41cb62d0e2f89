/*-------------------------------------------------------------------------
 *
 * job_state.h
 *		The states of a job, and who may change them to what.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_STATE_H
#define IJ_JOB_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/execution_state.h"

/* JobStatus, in the order of the API. */
typedef enum IjJobStatus
{
	IJ_JOB_IN_PROGRESS,
	IJ_JOB_CANCELED,
	IJ_JOB_COMPLETED,
	IJ_JOB_DELETION_IN_PROGRESS,
	IJ_JOB_SCHEDULED
} IjJobStatus;

#define IJ_JOB_STATUS_COUNT 5

extern const char *ij_job_status_word(IjJobStatus status);
extern bool ij_job_status_from_word(const char *word, size_t length,
									IjJobStatus *status);

extern bool ij_job_is_terminal(IjJobStatus status);
extern bool ij_job_may_become(IjJobStatus from, IjJobStatus to,
							  IjExecActor actor, bool force);

#endif							/* IJ_JOB_STATE_H */
