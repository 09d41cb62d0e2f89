/*-------------------------------------------------------------------------
 *
 * schedule_step.c
 *		Starts, pauses and ends jobs as their schedules say.
 *
 * What a job should be follows from the present alone.  A worker that was
 * away while a window opened and closed finds the job as it should be.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "engine/job_by_job.h"
#include "engine/steps.h"
#include "guc.h"
#include "json/schedule_read.h"
#include "store/announce_store.h"
#include "store/job_store.h"
#include "store/schedule_store.h"

#define NO_ROOM_REASON_CODE "MAX_CONCURRENT_JOBS"

static bool may_start(int64 job_id, const IjScheduledJob *job, const IjSchedule *schedule);
static void cancel_for_want_of_room(int64 job_id, TimestampTz at);

bool
ij_step_find_schedules(IjPass *pass, int64 job_id)
{
	int64	   *jobs;
	int			n = ij_schedule_list_due(pass->at, &jobs);

	ij_pass_set_jobs(pass, n, jobs);
	return false;
}

bool
ij_step_schedule(IjPass *pass, int64 job_id)
{
	IjScheduledJob job;
	IjSchedule	schedule;
	IjScheduleLook look;
	int64	   *counter = NULL;

	/* Somebody else may be at the job, or have done it. */
	if (!ij_schedule_lock(job_id, pass->at, &job))
		return false;
	ij_read_schedule(job.scheduling_config, &schedule);
	ij_schedule_look_at(&schedule, pass->at, &look);

	switch (look.state)
	{
		case IJ_SCHEDULE_NOT_STARTED:
		case IJ_SCHEDULE_CLOSED:
			if (job.is_waiting)
				break;
			ij_schedule_pause(job_id, pass->at);
			counter = &pass->jobs_paused;
			break;
		case IJ_SCHEDULE_OPEN:
			if (!job.is_waiting)
				break;
			if (!may_start(job_id, &job, &schedule))
			{
				cancel_for_want_of_room(job_id, pass->at);
				counter = &pass->jobs_canceled;
				break;
			}
			ij_schedule_start(job_id, &job, pass->at);
			counter = &pass->jobs_started;
			break;
		case IJ_SCHEDULE_ENDED:
			ij_schedule_end(job_id, schedule.config.end_behavior != IJ_END_STOP_ROLLOUT, pass->at);
			counter = &pass->jobs_ended;
			break;
	}

	ij_schedule_save(job_id, &look);
	if (counter != NULL)
	{
		ij_announce_job_later(job_id);
		(*counter)++;
	}
	return false;
}

/*
 * Developer guide, "Jobs limits": a job with windows that should roll out
 * while as many jobs do as may is canceled.  Others wait for their turn as
 * any rollout does.
 */
static bool
may_start(int64 job_id, const IjScheduledJob *job, const IjSchedule *schedule)
{
	return schedule->config.nwindows == 0 || !job->has_rollout ||
		!ij_schedule_others_concurrent(job_id, ij_guc_max_concurrent_jobs);
}

static void
cancel_for_want_of_room(int64 job_id, TimestampTz at)
{
	char	   *comment = psprintf("Canceled when its maintenance window opened: %d other jobs were being rolled out or canceled, and there may be no more",
								   ij_guc_max_concurrent_jobs);

	ij_job_cancel(job_id, false, cstring_to_text(NO_ROOM_REASON_CODE), cstring_to_text(comment), at);
}
