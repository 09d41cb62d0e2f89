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

/* The member "execution"; document may be NULL. */
extern void ij_data_put_execution(IjJson *json, const IjExecution *execution,
								  const char *thing_name, const text *document,
								  TimestampTz now);

/* One element of inProgressJobs or queuedJobs. */
extern void ij_data_put_summary(IjJson *json, const IjExecution *execution);

#endif							/* IJ_DATA_REPLY_H */
