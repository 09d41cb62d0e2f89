/*-------------------------------------------------------------------------
 *
 * job_schedule.h
 *		schedulingConfig of a job: what a request may ask for.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_SCHEDULE_H
#define IJ_JOB_SCHEDULE_H

#include "rules/schedule.h"
#include "store/job_store.h"

/*
 * Holds the schedule of a new job against the rules of this moment.  Returns
 * whether the job waits for its start; *look says what is ahead of it.
 */
extern bool ij_job_schedule_check(const IjNewJob *job, IjScheduleLook *look);

#endif							/* IJ_JOB_SCHEDULE_H */
