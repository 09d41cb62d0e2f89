/*-------------------------------------------------------------------------
 *
 * steps.h
 *		The units of a pass, in the order in which a pass runs them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_STEPS_H
#define IJ_STEPS_H

#include "engine/pass.h"

/* Names of steps whose failures are those of single jobs, in the record of failures. */
#define IJ_STEP_TIMEOUT		"timeout"
#define IJ_STEP_SCHEDULE	"schedule"
#define IJ_STEP_ABORT		"abort"
#define IJ_STEP_MEMBERSHIP	"membership"
#define IJ_STEP_OWED		"owed"
#define IJ_STEP_JOB			"job"
#define IJ_STEP_COMPLETE	"complete"
#define IJ_STEP_RETENTION	"retention"

extern bool ij_step_listen(IjPass *pass, int64 job_id);
extern bool ij_step_fold(IjPass *pass, int64 job_id);
extern bool ij_step_timeout(IjPass *pass, int64 job_id);
extern bool ij_step_find_schedules(IjPass *pass, int64 job_id);
extern bool ij_step_schedule(IjPass *pass, int64 job_id);
extern bool ij_step_abort(IjPass *pass, int64 job_id);
extern bool ij_step_membership(IjPass *pass, int64 job_id);
extern bool ij_step_find_owing(IjPass *pass, int64 job_id);
extern bool ij_step_owed(IjPass *pass, int64 job_id);
extern bool ij_step_find_jobs(IjPass *pass, int64 job_id);
extern bool ij_step_job(IjPass *pass, int64 job_id);
extern bool ij_step_complete(IjPass *pass, int64 job_id);
extern bool ij_step_announce(IjPass *pass, int64 job_id);
extern bool ij_step_call(IjPass *pass, int64 job_id);
extern bool ij_step_ask_cron(IjPass *pass, int64 job_id);
extern bool ij_step_rotate(IjPass *pass, int64 job_id);
extern bool ij_step_rotate_outbox(IjPass *pass, int64 job_id);
extern bool ij_step_forget_tokens(IjPass *pass, int64 job_id);
extern bool ij_step_retention(IjPass *pass, int64 job_id);
extern bool ij_find_retention(IjPass *pass, int64 job_id);
extern bool ij_step_forget_former(IjPass *pass, int64 job_id);
extern bool ij_step_next(IjPass *pass, int64 job_id);

/* The jobs that a step has something to do for, where it could not do it for all at once. */
extern bool ij_find_timeout(IjPass *pass, int64 job_id);
extern bool ij_find_abort(IjPass *pass, int64 job_id);
extern bool ij_find_membership(IjPass *pass, int64 job_id);
extern bool ij_find_complete(IjPass *pass, int64 job_id);

/* The jobs that memberships are put off for. */
extern bool ij_find_deferred(IjPass *pass, int64 job_id);

#endif							/* IJ_STEPS_H */
