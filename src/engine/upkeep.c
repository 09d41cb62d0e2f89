/*-------------------------------------------------------------------------
 *
 * upkeep.c
 *		What the calendar asks for: retention, and other old rows.
 *
 * Nobody waits for any of it, so it goes at an even pace: so many rows in a
 * pass and no more, however many are due, in small batches.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "engine/job_by_job.h"
#include "engine/steps.h"
#include "engine/upkeep.h"
#include "guc.h"
#include "store/cron_store.h"
#include "store/event_store.h"
#include "store/outbox_store.h"
#include "store/retention_store.h"
#include "store/token_store.h"

/* Executions that one transaction looks at. */
#define BATCH_SIZE 1000

/* Transactions of a pass, of which many may find little to delete. */
#define MAX_BATCHES 100

/* Jobs listed at a time. */
#define LIST_SIZE 20

static bool time_is_up(const IjPass *pass);
static int64 rows_deleted(const IjPass *pass);
static TimestampTz oldest_kept(const IjPass *pass);

void
ij_run_upkeep(IjPass *pass, int64 max_rows)
{
	int64		end = rows_deleted(pass) + max_rows;
	int64		batches_left = MAX_BATCHES * Max(max_rows / IJ_UPKEEP_ROWS, 1);

	pass->run_unit(pass, "rotate", ij_step_rotate, 0);
	pass->run_unit(pass, "rotate outbox", ij_step_rotate_outbox, 0);
	pass->run_unit(pass, "forget tokens", ij_step_forget_tokens, 0);

	ij_share_begin(pass);
	ij_pass_set_failing_jobs(pass, IJ_STEP_RETENTION);
	for (;;)
	{
		for (int i = 0; i < pass->njobs; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if (batches_left-- == 0 || rows_deleted(pass) >= end || time_is_up(pass))
				return;
			pass->run_unit(pass, IJ_STEP_RETENTION, ij_step_retention, pass->jobs[i]);
		}
		pass->njobs = 0;
		pass->run_unit(pass, "find retention", ij_find_retention, 0);
		if (pass->njobs == 0)
			return;
	}
}

/* A batch of one job; whoever has more to delete goes to the end of the line. */
bool
ij_step_retention(IjPass *pass, int64 job_id)
{
	TimestampTz oldest = oldest_kept(pass);
	IjRetentionState state = ij_retention_lock(job_id, oldest);
	IjRetentionBatch batch;
	bool		job_is_gone = false;

	if (state != IJ_RETENTION_RUNS && state != IJ_RETENTION_ENDED)
		return false;

	ij_retention_delete(job_id, state, oldest, BATCH_SIZE, pass->at, &batch);
	if (batch.at_end)
		job_is_gone = ij_retention_finish(job_id, state, oldest);

	pass->expired += batch.executions + batch.attempts;
	pass->jobs_expired += job_is_gone ? 1 : 0;
	return false;
}

bool
ij_find_retention(IjPass *pass, int64 job_id)
{
	IjWhichJobs which = ij_which_jobs(pass, IJ_STEP_RETENTION, 0);
	int64	   *jobs;
	int			n = ij_retention_list(oldest_kept(pass), LIST_SIZE, which.but, &jobs);

	ij_pass_set_jobs(pass, n, jobs);
	return false;
}

/* Whether pg_cron does all this. */
bool
ij_step_ask_cron(IjPass *pass, int64 job_id)
{
	return ij_cron_does_maintenance();
}

bool
ij_step_rotate(IjPass *pass, int64 job_id)
{
	ij_events_rotate(pass->at);
	return false;
}

bool
ij_step_rotate_outbox(IjPass *pass, int64 job_id)
{
	ij_outbox_rotate(pass->at);
	return false;
}

bool
ij_step_forget_tokens(IjPass *pass, int64 job_id)
{
	ij_client_tokens_forget(pass->at, BATCH_SIZE);
	return false;
}

/* The next pass need not follow at once for it. */
static bool
time_is_up(const IjPass *pass)
{
	return pass->share_is_used_up != NULL && pass->share_is_used_up(pass);
}

static int64
rows_deleted(const IjPass *pass)
{
	return pass->expired + pass->jobs_expired;
}

static TimestampTz
oldest_kept(const IjPass *pass)
{
	return pass->at - ij_guc_retention_days * USECS_PER_DAY;
}
