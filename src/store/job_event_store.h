/*-------------------------------------------------------------------------
 *
 * job_event_store.h
 *		Lifecycle events of jobs, and which events are switched on.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_EVENT_STORE_H
#define IJ_JOB_EVENT_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/timestamp.h"

#include "store/announce_store.h"

/* Of the topic; in iotjobs.job_event_operation_check, too. */
#define IJ_JOB_COMPLETED "completed"
#define IJ_JOB_CANCELLATION "cancellation_in_progress"
#define IJ_JOB_CANCELED "canceled"
#define IJ_JOB_DELETION "deletion_in_progress"
#define IJ_JOB_DELETED "deleted"

/*
 * Notes an event of a job as the job is now, which is before it is deleted.
 * Nothing is written while events are off.
 */
extern void ij_job_event_note(int64 job_key, const char *operation);

/* Puts events of jobs whose executions have been announced into the outbox; returns how many. */
extern int64 ij_job_events_tell(const IjAnnouncer *announcer);

typedef struct IjEventConfiguration
{
	bool		job;
	bool		job_execution;
	bool		is_set;			/* ever; then the times count */
	TimestampTz created_at;
	TimestampTz last_modified_at;
} IjEventConfiguration;

extern void ij_event_configuration_read(IjEventConfiguration *configuration);
extern void ij_event_configuration_set(const char *event_type, bool enabled, TimestampTz at);

#endif							/* IJ_JOB_EVENT_STORE_H */
