/*-------------------------------------------------------------------------
 *
 * maintenance.c
 *		iotjobs.schedule_maintenance(), iotjobs.unschedule_maintenance(): the
 *		calendar work by pg_cron instead of the worker.
 *
 * The worker leaves that work alone as long as pg_cron has been told to do it
 * and is at work; see src/engine/upkeep.c.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "commands/dbcommands.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"

#include "compat.h"
#include "store/cron_store.h"

/* The smallest interval of pg_cron; a call deletes a small part of what is due. */
#define DEFAULT_SCHEDULE "* * * * *"

PG_FUNCTION_INFO_V1(iotjobs_schedule_maintenance);
PG_FUNCTION_INFO_V1(iotjobs_unschedule_maintenance);

pg_noreturn static void refuse(void);
static Datum jobs_of_cron(void);

/* schedule_maintenance(schedule text DEFAULT NULL) RETURNS jsonb */
Datum
iotjobs_schedule_maintenance(PG_FUNCTION_ARGS)
{
	text	   *schedule = PG_ARGISNULL(0) ? cstring_to_text(DEFAULT_SCHEDULE) : PG_GETARG_TEXT_PP(0);

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (!ij_cron_is_here())
		refuse();
	ij_cron_schedule(schedule);
	return jobs_of_cron();
}

/* unschedule_maintenance() RETURNS jsonb */
Datum
iotjobs_unschedule_maintenance(PG_FUNCTION_ARGS)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (ij_cron_is_here())
		ij_cron_unschedule();
	return jobs_of_cron();
}

/* Ends the SPI connection. */
static Datum
jobs_of_cron(void)
{
	Datum		jobs = SPI_datumTransfer(JsonbPGetDatum(ij_cron_jobs()), false, -1);

	SPI_finish();
	return jobs;
}

/* Says what is missing for pg_cron to be here. */
static void
refuse(void)
{
	char	   *here = get_database_name(MyDatabaseId);
	const char *there = GetConfigOption("cron.database_name", true, false);
	bool		elsewhere = there != NULL && strcmp(there, here) != 0;

	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("pg_cron is not in database \"%s\"", here),
			 elsewhere ? errdetail("It serves database \"%s\" (cron.database_name).", there) :
			 errdetail("The worker does the calendar work."),
			 there == NULL ?
			 errhint("Add pg_cron to shared_preload_libraries, set cron.database_name = '%s', restart the server, and call CREATE EXTENSION pg_cron.", here) :
			 elsewhere ?
			 errhint("Let the worker do the calendar work, or schedule \"SELECT iotjobs.run_maintenance()\" over there with cron.schedule_in_database().") :
			 errhint("Call CREATE EXTENSION pg_cron.")));
}
