/*-------------------------------------------------------------------------
 *
 * job_schedule.c
 *		schedulingConfig of a job: what a request may ask for.
 *
 * What its members say one by one, and to one another, was checked with the
 * request.  Here it meets the present, and the job that it is for.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "json/config_read.h"
#include "json/schedule_read.h"
#include "ops/job_schedule.h"
#include "rules/config_rule.h"

static void check_config(const IjNewJob *job);
static void check_windows(const IjNewJob *job, const IjSchedule *schedule);

bool
ij_job_schedule_check(const IjNewJob *job, IjScheduleLook *look)
{
	IjSchedule	schedule;

	check_config(job);
	ij_read_schedule(job->scheduling_config, &schedule);
	check_windows(job, &schedule);

	/* A window that is open already is one that the job waits for: the worker finds it open. */
	ij_schedule_look_at(&schedule, job->at, look);
	if (schedule.config.nwindows > 0 && look->state == IJ_SCHEDULE_OPEN)
		look->next = look->opens = job->at;
	return look->next == job->at || look->state != IJ_SCHEDULE_OPEN;
}

static void
check_config(const IjNewJob *job)
{
	IjScheduleConfig config;
	const char *malformed;
	IjConfigFault fault;

	if (!ij_read_schedule_config(job->scheduling_config, &config, &malformed))
		elog(ERROR, "schedulingConfig.%s is not the moment it was checked to be", malformed);
	fault = ij_schedule_config_check(&config, job->is_continuous, job->at);
	if (fault == IJ_SCHEDULE_WINDOWS_NOT_CONTINUOUS)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s", ij_config_fault_message(fault)),
				 errdetail("%s", ij_config_fault_rule(fault)),
				 job->template_arn != NULL
				 ? errhint("Say targetSelection CONTINUOUS, or take no windows from the job template: give schedulingConfig with empty maintenanceWindows.")
				 : errhint("Say targetSelection CONTINUOUS, or leave maintenanceWindows out.")));
	if (fault != IJ_CONFIG_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s", ij_config_fault_message(fault)),
				 errdetail("%s", ij_config_fault_rule(fault))));
}

/* A window that never opens would leave its job waiting for ever. */
static void
check_windows(const IjNewJob *job, const IjSchedule *schedule)
{
	int			window = ij_schedule_dead_window_at(schedule, job->at);
	const char *cron;
	int			length;

	if (window < 0)
		return;
	cron = ij_read_window_cron(job->scheduling_config, window, &length);
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("schedulingConfig.maintenanceWindows[%d] never opens", window),
			 schedule->config.has_end
			 ? errdetail("\"%s\" does not fire between the start of the job and its end time.",
						 pnstrdup(cron, length))
			 : errdetail("\"%s\" does not fire any more once the job may start.",
						 pnstrdup(cron, length)),
			 errhint("iotjobs.next_run() gives the next moment of an expression.")));
}
