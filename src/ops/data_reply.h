/*-------------------------------------------------------------------------
 *
 * data_reply.h
 *		An execution as the device data plane shows it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DATA_REPLY_H
#define IJ_DATA_REPLY_H

#include "json/json_out.h"
#include "store/execution_store.h"

/* The reply {"execution": ...}, with the job's document or without. */
extern Jsonb *ij_data_reply_execution(const IjExecution *execution,
									  const char *thing_name, bool with_document);

/* One element of inProgressJobs or queuedJobs. */
extern void ij_data_put_summary(IjJson *json, const IjExecution *execution, const char *job_id);

/* The members of executionState. */
extern void ij_data_put_state(IjJson *json, const IjExecution *execution);

/* approximateSecondsBeforeTimedOut, if a timer runs. */
extern void ij_data_put_seconds_left(IjJson *json, const IjExecution *execution);

#endif							/* IJ_DATA_REPLY_H */
