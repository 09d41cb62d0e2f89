/*-------------------------------------------------------------------------
 *
 * job_by_job.c
 *		Steps that deal with many jobs in one statement, and with each alone
 *		where that fails.
 *
 * One statement for all jobs is what keeps a pass short; but one job that
 * cannot be dealt with would take all others with it.  So the statement for
 * all is a trial.  If it fails, each job is tried by itself, which leaves the
 * broken ones on record, with a next try of their own; from then on they are
 * left out of the statement for all, until they have gone through alone.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "engine/job_by_job.h"
#include "store/failure_store.h"
#include "store/spi.h"

static bool run_together_or_alone(IjPass *pass, const IjSetStep *step);
static int	failing_jobs(const IjPass *pass, const char *step, int64 **jobs);

void
ij_run_set_step(IjPass *pass, const IjSetStep *step)
{
	ij_share_begin(pass);
	while (run_together_or_alone(pass, step) && ij_share_is_left(pass))
		CHECK_FOR_INTERRUPTS();
}

/* Returns whether it was done job by job and has found who is at fault: the others may go together again. */
static bool
run_together_or_alone(IjPass *pass, const IjSetStep *step)
{
	IjUnitEnd	end;
	ErrorData  *error;
	int64		failed_before;

	pass->is_trial = true;
	ij_run_while_more(pass, step->name, step->unit, 0);
	pass->is_trial = false;
	end = pass->unit_end;
	error = pass->unit_error;
	if (end == IJ_UNIT_CANCELED)
		return false;

	pass->njobs = 0;
	if (end == IJ_UNIT_DONE)
		ij_pass_set_failing_jobs(pass, step->name);
	else
		pass->run_unit(pass, step->find_name, step->find, 0);

	failed_before = pass->units_failed;
	for (int i = 0; i < pass->njobs; i++)
		ij_run_while_more(pass, step->name, step->unit, pass->jobs[i]);

	if (end != IJ_UNIT_FAILED)
		return false;
	if (pass->units_failed > failed_before)
		return true;

	/* It is no single job's fault: then all of them go on alone for a while. */
	pass->note_failure(pass, step->name, 0, error);
	return false;
}

void
ij_run_while_more(IjPass *pass, const char *step, IjUnit unit, int64 job_id)
{
	while (pass->run_unit(pass, step, unit, job_id) && ij_share_is_left(pass))
		CHECK_FOR_INTERRUPTS();
}

IjWhichJobs
ij_which_jobs(const IjPass *pass, const char *step, int64 job_id)
{
	IjWhichJobs which;
	int64	   *failing = NULL;
	int			n = job_id == 0 ? failing_jobs(pass, step, &failing) : 0;

	which.only = job_id;
	which.but = ij_key_array(failing, n);
	return which;
}

/* The jobs that failed in a step last time, whether or not they are due again. */
static int
failing_jobs(const IjPass *pass, const char *step, int64 **jobs)
{
	ListCell   *cell;
	int			n = 0;

	*jobs = palloc(sizeof(int64) * Max(list_length(pass->failures), 1));
	foreach(cell, pass->failures)
	{
		IjFailure  *failure = lfirst(cell);

		if (failure->failures > 0 && failure->job_id != 0 && strcmp(failure->step, step) == 0)
			(*jobs)[n++] = failure->job_id;
	}
	return n;
}

void
ij_pass_set_jobs(IjPass *pass, int njobs, const int64 *jobs)
{
	pass->jobs = MemoryContextAlloc(pass->context, sizeof(int64) * Max(njobs, 1));
	memcpy(pass->jobs, jobs, sizeof(int64) * njobs);
	pass->njobs = njobs;
}

void
ij_pass_set_failing_jobs(IjPass *pass, const char *step)
{
	MemoryContext caller = MemoryContextSwitchTo(pass->context);

	pass->njobs = failing_jobs(pass, step, &pass->jobs);
	MemoryContextSwitchTo(caller);
}

void
ij_share_begin(IjPass *pass)
{
	if (pass->begin_share != NULL)
		pass->begin_share(pass);
}

/* Asked when there is more to do: what is left then is for the next pass. */
bool
ij_share_is_left(IjPass *pass)
{
	if (pass->share_is_used_up == NULL || !pass->share_is_used_up(pass))
		return true;
	pass->is_cut_short = true;
	return false;
}
