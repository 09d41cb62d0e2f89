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

extern bool ij_step_fold(IjPass *pass, int64 job_id);
extern bool ij_step_timeout(IjPass *pass, int64 job_id);
extern bool ij_step_abort(IjPass *pass, int64 job_id);
extern bool ij_step_membership(IjPass *pass, int64 job_id);
extern bool ij_step_find_owing(IjPass *pass, int64 job_id);
extern bool ij_step_owed(IjPass *pass, int64 job_id);
extern bool ij_step_find_jobs(IjPass *pass, int64 job_id);
extern bool ij_step_job(IjPass *pass, int64 job_id);
extern bool ij_step_complete(IjPass *pass, int64 job_id);
extern bool ij_step_tidy(IjPass *pass, int64 job_id);

#endif							/* IJ_STEPS_H */
