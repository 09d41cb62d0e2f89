/*-------------------------------------------------------------------------
 *
 * job_by_job.h
 *		Steps that deal with many jobs in one statement, and with each alone
 *		where that fails.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_BY_JOB_H
#define IJ_JOB_BY_JOB_H

#include "postgres.h"

#include "engine/pass.h"
#include "store/which_jobs.h"

typedef struct IjSetStep
{
	const char *name;

	/* For all jobs of ij_which_jobs(), with job_id 0; or for one. */
	IjUnit		unit;

	/* Leaves the jobs that there is something to do for with ij_pass_set_jobs(). */
	const char *find_name;
	IjUnit		find;
} IjSetStep;

/*
 * Runs a step until nothing of it is left or its share of the pass is used up.
 */
extern void ij_run_set_step(IjPass *pass, const IjSetStep *step);

/* Runs one unit, again while there is more of it. */
extern void ij_run_while_more(IjPass *pass, const char *step, IjUnit unit, int64 job_id);

/* For a unit of a set step, in the current context. */
extern IjWhichJobs ij_which_jobs(const IjPass *pass, const char *step, int64 job_id);

/* Puts jobs into pass->jobs. */
extern void ij_pass_set_jobs(IjPass *pass, int njobs, const int64 *jobs);

/* Puts those there that failed in a step last time. */
extern void ij_pass_set_failing_jobs(IjPass *pass, const char *step);

/* The time that a step has, from here on. */
extern void ij_share_begin(IjPass *pass);
extern bool ij_share_is_left(IjPass *pass);

#endif							/* IJ_JOB_BY_JOB_H */
