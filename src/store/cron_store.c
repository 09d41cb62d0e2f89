/*-------------------------------------------------------------------------
 *
 * cron_store.c
 *		The jobs of pg_cron that do the calendar work.
 *
 * pg_cron may come and go, and so may we: nothing here depends on it but the
 * statements, which are prepared only when it is there.  Anybody may make a
 * schema of the name cron where it is not; so it is the members of the
 * extension that are asked for.  What is scheduled removes itself when it
 * finds that iotjobs has been dropped.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "commands/extension.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "store/cron_store.h"
#include "store/spi.h"

#define JOB_NAME	"iotjobs maintenance"
#define LOG_JOB_NAME	"iotjobs cron log"

#define OURS(j) \
	" " j ".jobname::pg_catalog.text" IJ_EQ "ANY ('{" JOB_NAME "," LOG_JOB_NAME "}'::pg_catalog.text[])" \
	" AND " j ".database::pg_catalog.text" IJ_EQ "pg_catalog.current_database()::pg_catalog.text"

/* Where iotjobs is gone, its schema may be a stranger's. */
#define UNLESS_DROPPED(action) \
	"DO $$BEGIN IF EXISTS (SELECT FROM pg_catalog.pg_extension AS e WHERE e.extname" IJ_EQ "'iotjobs'" \
	") THEN " action ";" \
	" ELSE PERFORM cron.unschedule(j.jobid) FROM cron.job AS j WHERE" OURS("j") "; END IF; END$$"

#define COMMAND UNLESS_DROPPED("PERFORM iotjobs.run_maintenance()")

/* pg_cron keeps a row for each run of a job, and deletes none. */
#define LOG_SCHEDULE "17 3 * * *"
#define LOG_COMMAND \
	UNLESS_DROPPED("DELETE FROM cron.job_run_details AS d USING cron.job AS j" \
				   " WHERE d.jobid" IJ_EQ "j.jobid AND" OURS("j") \
				   " AND d.end_time" IJ_LT "(pg_catalog.now()" IJ_SUB "'7 days'::pg_catalog.interval)")

static IjStatement is_scheduled = {
	.sql = "SELECT FROM cron.job AS j WHERE j.active AND j.jobname::pg_catalog.text" IJ_EQ "'" JOB_NAME "'"
	" AND j.database::pg_catalog.text" IJ_EQ "pg_catalog.current_database()::pg_catalog.text LIMIT 1",
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
};

/* It is there only while the library is preloaded, and serves one database. */
static IjStatement launcher_runs = {
	.sql = "SELECT FROM pg_catalog.pg_stat_get_activity(NULL) AS a"
	" WHERE a.backend_type" IJ_EQ "'pg_cron launcher' LIMIT 1",
	.expect = SPI_OK_SELECT,
};

static IjStatement schedule_job = {
	.sql = "SELECT cron.schedule($1, $2, $3)",
	.expect = SPI_OK_SELECT,
	.nargs = 3,
	.argtypes = {TEXTOID, TEXTOID, TEXTOID},
};

/* All of ours, or ($1) only those that scheduling them again would not bring to life. */
static IjStatement unschedule_jobs = {
	.sql = "SELECT cron.unschedule(j.jobid::pg_catalog.int8) FROM cron.job AS j WHERE" OURS("j")
	" AND ($1 IS FALSE OR NOT j.active OR j.username::pg_catalog.text" IJ_NE "CURRENT_USER::pg_catalog.text)",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {BOOLOID},
	.reads_whole_table = true,
};

static IjStatement list_jobs = {
	.sql = "SELECT pg_catalog.jsonb_build_object('jobs', COALESCE(pg_catalog.jsonb_agg("
	"pg_catalog.jsonb_build_object('jobName', j.jobname, 'schedule', j.schedule, 'userName', j.username)"
	" ORDER BY j.jobname), '[]')) FROM cron.job AS j WHERE" OURS("j"),
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
};

/* Nobody has asked pg_cron for anything. */
static IjStatement no_jobs = {
	.sql = "SELECT pg_catalog.jsonb_build_object('jobs', pg_catalog.jsonb_build_array())",
	.expect = SPI_OK_SELECT,
};

bool
ij_cron_is_here(void)
{
	Oid			extension = get_extension_oid("pg_cron", true);
	Oid			schema;
	Oid			jobs;

	if (!OidIsValid(extension))
		return false;
	schema = get_namespace_oid("cron", true);
	if (!OidIsValid(schema) || getExtensionOfObject(NamespaceRelationId, schema) != extension)
		return false;
	jobs = get_relname_relid("job", schema);
	return OidIsValid(jobs) && getExtensionOfObject(RelationRelationId, jobs) == extension;
}

bool
ij_cron_does_maintenance(void)
{
	return ij_cron_is_here() && ij_run(&is_scheduled, NULL, NULL) > 0 &&
		ij_run(&launcher_runs, NULL, NULL) > 0;
}

void
ij_cron_schedule(text *schedule)
{
	Datum		dead[] = {BoolGetDatum(true)};
	Datum		job[] = {CStringGetTextDatum(JOB_NAME), PointerGetDatum(schedule),
	CStringGetTextDatum(COMMAND)};
	Datum		log_job[] = {CStringGetTextDatum(LOG_JOB_NAME), CStringGetTextDatum(LOG_SCHEDULE),
	CStringGetTextDatum(LOG_COMMAND)};

	ij_run(&unschedule_jobs, dead, NULL);
	ij_run(&schedule_job, job, NULL);
	ij_run(&schedule_job, log_job, NULL);
}

void
ij_cron_unschedule(void)
{
	Datum		all[] = {BoolGetDatum(false)};

	ij_run(&unschedule_jobs, all, NULL);
}

Jsonb *
ij_cron_jobs(void)
{
	ij_run(ij_cron_is_here() ? &list_jobs : &no_jobs, NULL, NULL);
	return ij_row_jsonb(0, 1);
}
