/*-------------------------------------------------------------------------
 *
 * pass.c
 *		One pass of the worker: everything that is due at a moment.
 *
 * The order matters: counters are folded before abort criteria look at them,
 * a schedule is followed before anything is released, an abort stops a rollout
 * before it releases or retries more, also one that a window has just let go
 * on, who leaves is not retried, and a job is found complete in the same pass
 * as its last execution ends.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "engine/job_by_job.h"
#include "engine/pass.h"
#include "engine/steps.h"
#include "engine/upkeep.h"
#include "json/json_out.h"

/* What a pass counts, by its name in a summary. */
static const struct
{
	const char *name;
	size_t		offset;
}			done[IJ_PASS_COUNTS] = {
	{"eventsFolded", offsetof(IjPass, events_folded)},
	{"released", offsetof(IjPass, released)},
	{"joined", offsetof(IjPass, joined)},
	{"retried", offsetof(IjPass, retried)},
	{"timedOut", offsetof(IjPass, timed_out)},
	{"canceled", offsetof(IjPass, canceled)},
	{"removed", offsetof(IjPass, removed)},
	{"deleted", offsetof(IjPass, deleted)},
	{"expired", offsetof(IjPass, expired)},
	{"announced", offsetof(IjPass, announced)},
	{"jobsStarted", offsetof(IjPass, jobs_started)},
	{"jobsPaused", offsetof(IjPass, jobs_paused)},
	{"jobsEnded", offsetof(IjPass, jobs_ended)},
	{"jobsCanceled", offsetof(IjPass, jobs_canceled)},
	{"jobsAborted", offsetof(IjPass, jobs_aborted)},
	{"jobsCompleted", offsetof(IjPass, jobs_completed)},
	{"jobsExpired", offsetof(IjPass, jobs_expired)},
	{"unitsFailed", offsetof(IjPass, units_failed)},
};

static const IjSetStep timeout = {IJ_STEP_TIMEOUT, ij_step_timeout, "find timeouts", ij_find_timeout};
static const IjSetStep abort_step = {IJ_STEP_ABORT, ij_step_abort, "find aborts", ij_find_abort};
static const IjSetStep membership = {IJ_STEP_MEMBERSHIP, ij_step_membership, "put off memberships", ij_find_membership};
static const IjSetStep complete = {IJ_STEP_COMPLETE, ij_step_complete, "find complete", ij_find_complete};

static void run_deferred(IjPass *pass);
static void run_in_turns(IjPass *pass, const char *find_name, IjUnit find,
						 const char *name, IjUnit unit, bool longest_waiting_first);

void
ij_pass_init(IjPass *pass, TimestampTz at)
{
	memset(pass, 0, sizeof(IjPass));
	pass->at = at;
	pass->next_at = DT_NOEND;
	pass->context = AllocSetContextCreate(CurrentMemoryContext, "iotjobs pass",
										  ALLOCSET_SMALL_SIZES);
}

void
ij_pass_run(IjPass *pass)
{
	pass->run_unit(pass, "listen", ij_step_listen, 0);
	pass->run_unit(pass, "fold", ij_step_fold, 0);
	ij_run_set_step(pass, &timeout);
	run_in_turns(pass, "find schedules", ij_step_find_schedules, IJ_STEP_SCHEDULE, ij_step_schedule, true);
	ij_run_set_step(pass, &abort_step);
	ij_run_set_step(pass, &membership);
	run_deferred(pass);
	run_in_turns(pass, "find owing", ij_step_find_owing, IJ_STEP_OWED, ij_step_owed, false);
	run_in_turns(pass, "find jobs", ij_step_find_jobs, IJ_STEP_JOB, ij_step_job, true);
	ij_run_set_step(pass, &complete);
	ij_pass_announce(pass);
	pass->run_unit(pass, "forget former members", ij_step_forget_former, 0);
	if (!pass->run_unit(pass, "ask cron", ij_step_ask_cron, 0))
		ij_run_upkeep(pass, IJ_UPKEEP_ROWS);
	pass->run_unit(pass, "next", ij_step_next, 0);
}

/* What could not be carried into some jobs before. */
static void
run_deferred(IjPass *pass)
{
	pass->njobs = 0;
	pass->run_unit(pass, "find deferred memberships", ij_find_deferred, 0);

	ij_share_begin(pass);
	for (int i = 0; i < pass->njobs; i++)
		ij_run_while_more(pass, IJ_STEP_MEMBERSHIP, ij_step_membership, pass->jobs[i]);
}

/*
 * Consumers are called once, when all they can take is there.
 */
void
ij_pass_announce(IjPass *pass)
{
	pass->announce_left = true;
	while (pass->announce_left && !(pass->is_late != NULL && pass->is_late(pass)))
	{
		CHECK_FOR_INTERRUPTS();
		pass->announce_left = pass->run_unit(pass, "announce", ij_step_announce, 0);
	}
	if (pass->announced > 0)
		pass->run_unit(pass, "call consumers", ij_step_call, 0);
}

/*
 * Jobs take turns, a batch each, so that a large one does not keep the others
 * waiting.  When the time is up in the midst of a turn, those that have had
 * none must come first in the next pass; or the turn goes to its end.
 */
static void
run_in_turns(IjPass *pass, const char *find_name, IjUnit find,
			 const char *name, IjUnit unit, bool longest_waiting_first)
{
	int			nleft;

	pass->njobs = 0;
	pass->run_unit(pass, find_name, find, 0);

	ij_share_begin(pass);
	for (nleft = pass->njobs; nleft > 0;)
	{
		int			nkept = 0;

		for (int i = 0; i < nleft; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if ((i == 0 || longest_waiting_first) && !ij_share_is_left(pass))
			{
				pass->another_follows = false;
				return;
			}
			pass->another_follows = i + 1 < nleft;
			if (pass->run_unit(pass, name, unit, pass->jobs[i]))
				pass->jobs[nkept++] = pass->jobs[i];
		}
		nleft = nkept;
	}
	pass->another_follows = false;
}

Jsonb *
ij_pass_summary(const IjPass *pass)
{
	IjJson	   *json = ij_json_begin();
	int64		counts[IJ_PASS_COUNTS];

	ij_pass_counts(pass, counts);
	ij_json_time(json, "at", pass->at);
	for (int i = 0; i < IJ_PASS_COUNTS; i++)
		ij_json_int(json, done[i].name, counts[i]);
	return ij_json_end(json);
}

void
ij_pass_counts(const IjPass *pass, int64 *counts)
{
	for (int i = 0; i < IJ_PASS_COUNTS; i++)
		counts[i] = *(const int64 *) ((const char *) pass + done[i].offset);
}

Jsonb *
ij_pass_counts_done(const int64 *counts)
{
	IjJson	   *json = ij_json_begin();

	for (int i = 0; i < IJ_PASS_COUNTS; i++)
		if (counts[i] != 0)
			ij_json_int(json, done[i].name, counts[i]);
	return ij_json_end(json);
}

Jsonb *
ij_pass_upkeep_summary(const IjPass *pass)
{
	IjJson	   *json = ij_json_begin();

	ij_json_time(json, "at", pass->at);
	ij_json_int(json, "expired", pass->expired);
	ij_json_int(json, "jobsExpired", pass->jobs_expired);
	ij_json_int(json, "unitsFailed", pass->units_failed);
	return ij_json_end(json);
}

void
ij_pass_end(IjPass *pass)
{
	MemoryContextDelete(pass->context);
	pass->context = NULL;
}
