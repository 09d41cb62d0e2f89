/*-------------------------------------------------------------------------
 *
 * job_step.c
 *		One batch of what the worker owes a job: release, cancel or delete.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "engine/job_by_job.h"
#include "engine/steps.h"
#include "guc.h"
#include "json/config_read.h"
#include "rules/rollout_rate.h"
#include "store/delete_store.h"
#include "store/event_store.h"
#include "store/job_event_store.h"
#include "store/work_store.h"

/*
 * Executions that one transaction of the worker makes, cancels or deletes at
 * most; it is shared by the jobs that take turns, but for a tenth, which is
 * what a statement is still worth its while for.
 */
#define BATCH_SIZE 10000
#define BATCH_PARTS 10

/* The groups of a job, from the cursor on. */
typedef struct Walk
{
	IjWork	   *work;			/* holds the cursor */
	int64	   *groups;
	int			ngroups;
	int			next;			/* index of the group behind the cursor's */
} Walk;

static bool release_batch(IjPass *pass, IjWork *work);
static void begin_walk(Walk *walk, IjWork *work);
static bool next_group(Walk *walk);
static int64 allowance(const IjPass *pass, const IjWork *work, TimestampTz *next_at);
static bool cancel_batch(IjPass *pass, IjWork *work);
static bool delete_batch(IjPass *pass, IjWork *work);
static int64 batch_size(const IjPass *pass);

/* The jobs of this pass, in the order in which their work fell due. */
bool
ij_step_find_jobs(IjPass *pass, int64 job_id)
{
	IjWhichJobs which = ij_which_jobs(pass, IJ_STEP_JOB, 0);
	int64	   *jobs;
	int			n = ij_work_list_due(pass->at, ij_guc_max_concurrent_jobs, which.but, &jobs);

	ij_pass_set_jobs(pass, n, jobs);
	return false;
}

bool
ij_step_job(IjPass *pass, int64 job_id)
{
	IjWork		work;

	/* Somebody else may be at it, or have finished it. */
	if (!ij_work_lock(job_id, pass->at, &work))
		return false;

	switch (work.kind)
	{
		case IJ_WORK_ROLLOUT:
			return release_batch(pass, &work);
		case IJ_WORK_CANCEL:
			return cancel_batch(pass, &work);
		case IJ_WORK_DELETE:
			return delete_batch(pass, &work);
	}
	return false;
}

/*
 * Walks the targets from the cursor on: things named directly, then the groups
 * at and below the targets, each in the order of its things.  Ends where the
 * batch is full, the rate is used up, or the targets are.
 */
static bool
release_batch(IjPass *pass, IjWork *work)
{
	TimestampTz next_at;
	int64		may_release = Min(allowance(pass, work, &next_at), batch_size(pass));
	int64		left = may_release;
	int64		looks_left = batch_size(pass);
	bool		finished = false;
	Walk		walk;

	if (may_release == 0)
	{
		ij_work_save(work, next_at);
		return false;
	}

	begin_walk(&walk, work);
	while (left > 0 && looks_left > 0 && !finished)
	{
		int64		limit = Min(left, looks_left);
		IjBatch		batch;

		ij_work_release(work, limit, pass->at, &batch);
		left -= batch.changed;
		looks_left -= batch.looked_at;

		if (batch.looked_at == limit)
			work->cursor_thing = batch.last_thing;
		else
			finished = !next_group(&walk);
	}

	/* The rate is used up: a job that has reached its last thing is not kept waiting for another turn. */
	while (left == 0 && !finished && !ij_work_is_left(work))
		finished = !next_group(&walk);

	work->notified += may_release - left;
	if (left < may_release && (!finished || work->is_continuous))
		ij_work_note_release(work->job_key, pass->at, may_release - left);
	if (finished)
		ij_work_finish(work);
	else
		ij_work_save(work, pass->at);
	pass->released += may_release - left;
	return !finished;
}

static void
begin_walk(Walk *walk, IjWork *work)
{
	walk->work = work;
	walk->ngroups = ij_work_groups(work, &walk->groups);
	walk->next = walk->ngroups > 0 && walk->groups[0] == work->cursor_group ? 1 : 0;
}

/* Moves the cursor to the start of the next group; false behind the last. */
static bool
next_group(Walk *walk)
{
	if (walk->next == walk->ngroups)
		return false;
	walk->work->cursor_group = walk->groups[walk->next++];
	walk->work->cursor_thing = 0;
	return true;
}

/*
 * How many executions may be released now.  In any sliding 60 seconds a job
 * releases at most its rate, so what was not released in time is not made up
 * for.  If nothing may be, *next_at says when to look again.
 */
static int64
allowance(const IjPass *pass, const IjWork *work, TimestampTz *next_at)
{
	IjRolloutConfig config;
	IjCounts	counts;
	TimestampTz first_at;
	int64		released = ij_work_released(work->job_key, pass->at, &first_at);
	bool		has_config = work->rollout_config != NULL;

	memset(&counts, 0, sizeof(counts));
	if (has_config)
	{
		ij_read_rollout_config(work->rollout_config, &config);
		if (config.succeeded_things != 0)
			ij_counts_read(work->job_key, &counts);
	}

	/* A success may raise the rate before the window has moved on. */
	*next_at = first_at + USECS_PER_MINUTE;
	if (has_config && config.succeeded_things != 0)
		*next_at = Min(*next_at, pass->at + USECS_PER_SEC);

	return ij_rollout_allowance(ij_rollout_rate(has_config ? &config : NULL,
												ij_guc_max_rollout_per_minute,
												work->notified, counts.succeeded),
								released);
}

static bool
cancel_batch(IjPass *pass, IjWork *work)
{
	IjBatch		batch;
	bool		finished;

	ij_work_cancel(work, batch_size(pass), pass->at, &batch);
	finished = batch.looked_at < batch_size(pass);
	if (finished)
	{
		ij_work_finish(work);
		ij_job_event_note(work->job_key, IJ_JOB_CANCELED);
	}
	else
	{
		work->cursor_thing = batch.last_thing;
		ij_work_save(work, pass->at);
	}
	pass->canceled += batch.changed;
	return !finished;
}

static bool
delete_batch(IjPass *pass, IjWork *work)
{
	IjBatch		batch;
	bool		finished;

	ij_work_delete_executions(work, batch_size(pass), pass->at, &batch);
	finished = batch.looked_at < batch_size(pass);
	if (finished)
		ij_work_delete_job(work->job_key);
	else
	{
		work->cursor_thing = batch.last_thing;
		ij_work_save(work, pass->at);
	}
	pass->deleted += batch.changed;
	return !finished;
}

static int64
batch_size(const IjPass *pass)
{
	return BATCH_SIZE / Max(1, Min(pass->njobs, BATCH_PARTS));
}
