/*-------------------------------------------------------------------------
 *
 * guc.c
 *		The settings of the extension, sorted by name.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "fault.h"
#include "guc.h"
#include "rules/source_url.h"

char	   *ij_guc_account_id = NULL;
bool		ij_guc_check_replies = false;
bool		ij_guc_clock_is_set = false;
TimestampTz ij_guc_clock_time = 0;
char	   *ij_guc_document_source_ca_file = NULL;
char	   *ij_guc_document_source_hosts = NULL;
int			ij_guc_document_source_timeout_ms = 10000;
int			ij_guc_max_active_jobs = 100000;
int			ij_guc_max_concurrent_jobs = 500;
int			ij_guc_max_databases = 64;
int			ij_guc_max_dynamic_thing_groups = 100;
int			ij_guc_max_job_templates = 100;
int			ij_guc_max_jobs_in_deletion = 10;
int			ij_guc_max_package_versions = 10000;
int			ij_guc_max_packages = 100;
int			ij_guc_max_rollout_per_minute = 1000;
int			ij_guc_max_targets_per_job = 100;
int			ij_guc_naptime_ms = 1000;
int			ij_guc_notification_retention_s = 86400;
int			ij_guc_notify = IJ_NOTIFY_AUTO;
char	   *ij_guc_region = NULL;
int			ij_guc_retention_days = 730;
bool		ij_guc_worker = true;

static char *clock_text = NULL;

static const struct config_enum_entry notify_words[] = {
	{"auto", IJ_NOTIFY_AUTO, false},
	{"on", IJ_NOTIFY_ON, false},
	{"off", IJ_NOTIFY_OFF, false},
	{"true", IJ_NOTIFY_ON, true},
	{"false", IJ_NOTIFY_OFF, true},
	{NULL, 0, false}
};

/* What the check hook of iotjobs.clock hands to the assign hook. */
typedef struct ClockValue
{
	bool		is_set;
	TimestampTz time;
} ClockValue;

static bool check_account_id(char **newval, void **extra, GucSource source);
static bool check_region(char **newval, void **extra, GucSource source);
static bool check_document_source_hosts(char **newval, void **extra, GucSource source);
static bool check_clock(char **newval, void **extra, GucSource source);
static bool write_in_digits(char **newval, TimestampTz time);
static void assign_clock(const char *newval, void *extra);

/*
 * Defines every setting.  Called once, from _PG_init().
 */
void
ij_guc_init(void)
{
	DefineCustomStringVariable("iotjobs.account_id",
							   "Account that ARNs carry, twelve digits.",
							   "Set it per database; an ARN of another account is an error.",
							   &ij_guc_account_id,
							   "123456789012",
							   PGC_SUSET, 0,
							   check_account_id, NULL, NULL);

	DefineCustomBoolVariable("iotjobs.check_replies",
							 "Holds every reply against the shape that the API gives it.",
							 "For tests: a reply that does not fit is an error.",
							 &ij_guc_check_replies,
							 false,
							 PGC_SUSET, GUC_NOT_IN_SAMPLE,
							 NULL, NULL, NULL);

	DefineCustomStringVariable("iotjobs.clock",
							   "Time that API calls and passes of the worker take as the present.",
							   "Empty means the real time. A timestamp stops the clock there, for tests and simulations.",
							   &clock_text,
							   "",
							   PGC_SUSET, GUC_NOT_IN_SAMPLE,
							   check_clock, assign_clock, NULL);

	DefineCustomStringVariable("iotjobs.document_source_ca_file",
							   "File of the certificates that hosts of documents are trusted by.",
							   "In PEM form, on the server. Empty: those that the system trusts.",
							   &ij_guc_document_source_ca_file,
							   "",
							   PGC_SUSET, 0,
							   NULL, NULL, NULL);

	DefineCustomStringVariable("iotjobs.document_source_hosts",
							   "Hosts that create_job may fetch the document from.",
							   "HOST, HOST:PORT or *.DOMAIN, with commas between them. A private address must be listed itself. Empty: none.",
							   &ij_guc_document_source_hosts,
							   "",
							   PGC_SUSET, 0,
							   check_document_source_hosts, NULL, NULL);

	DefineCustomIntVariable("iotjobs.document_source_timeout",
							"Longest time that fetching a document may take.",
							NULL,
							&ij_guc_document_source_timeout_ms,
							10000, 100, 600000,
							PGC_SUSET, GUC_UNIT_MS,
							NULL, NULL, NULL);

#ifdef IOTJOBS_FAULTS
	DefineCustomStringVariable("iotjobs.fault",
							   "Point at which the server fails, and how.",
							   NULL,
							   &ij_guc_fault,
							   "",
							   PGC_SUSET, GUC_NOT_IN_SAMPLE,
							   NULL, NULL, NULL);
#endif

	DefineCustomIntVariable("iotjobs.max_active_jobs",
							"Most jobs that may be IN_PROGRESS or SCHEDULED.",
							NULL,
							&ij_guc_max_active_jobs,
							100000, 1, 100000000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.max_concurrent_jobs",
							"Most jobs that are rolled out at the same time.",
							"Further jobs wait until one of them has released its last execution.",
							&ij_guc_max_concurrent_jobs,
							500, 1, 1000000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	/* It sizes shared memory, so without preloading it has no meaning. */
	if (process_shared_preload_libraries_in_progress)
		DefineCustomIntVariable("iotjobs.max_databases",
								"Most databases of the cluster that can have a worker.",
								NULL,
								&ij_guc_max_databases,
								64, 1, 10000,
								PGC_POSTMASTER, 0,
								NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.max_dynamic_thing_groups",
							"Most dynamic thing groups that may exist.",
							"A thing that changes is held against the queries of all of them.",
							&ij_guc_max_dynamic_thing_groups,
							100, 1, 1000000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.max_job_templates",
							"Most job templates that may exist.",
							"Managed templates do not count.",
							&ij_guc_max_job_templates,
							100, 1, 1000000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.max_jobs_in_deletion",
							"Most jobs that may be DELETION_IN_PROGRESS.",
							NULL,
							&ij_guc_max_jobs_in_deletion,
							10, 1, 1000000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.max_package_versions",
							"Most versions that all software packages may have together.",
							NULL,
							&ij_guc_max_package_versions,
							10000, 1, 100000000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.max_packages",
							"Most software packages that may exist.",
							NULL,
							&ij_guc_max_packages,
							100, 1, 100000000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.max_rollout_per_minute",
							"Most executions that one job may release in any 60 seconds.",
							"Also the rate of a job that names none. The hosted service allows 1000.",
							&ij_guc_max_rollout_per_minute,
							1000, 1, 100000000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.max_targets_per_job",
							"Most things and thing groups that a job may name as targets.",
							"What the groups hold is not limited.",
							&ij_guc_max_targets_per_job,
							100, 1, 100000,
							PGC_SUSET, 0,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.naptime",
							"Longest time between two passes of the worker in a database.",
							"A commit that leaves work for the worker wakes it at once.",
							&ij_guc_naptime_ms,
							1000, 10, 3600000,
							PGC_SIGHUP, GUC_UNIT_MS,
							NULL, NULL, NULL);

	DefineCustomIntVariable("iotjobs.notification_retention",
							"Longest time for which a notification waits for a consumer.",
							"What is not confirmed by then is dropped, and counted. So long after it last asked a consumer counts as gone, too.",
							&ij_guc_notification_retention_s,
							86400, 60, 365 * 86400,
							PGC_SUSET, GUC_UNIT_S,
							NULL, NULL, NULL);

	DefineCustomEnumVariable("iotjobs.notify",
							 "Whether devices are told of changes of their queues.",
							 "auto: while consumers take notifications.",
							 &ij_guc_notify,
							 IJ_NOTIFY_AUTO, notify_words,
							 PGC_SUSET, 0,
							 NULL, NULL, NULL);

	DefineCustomStringVariable("iotjobs.region",
							   "Region that ARNs carry.",
							   "Set it per database; an ARN of another region is an error.",
							   &ij_guc_region,
							   "us-east-1",
							   PGC_SUSET, 0,
							   check_region, NULL, NULL);

	DefineCustomIntVariable("iotjobs.retention",
							"Days for which jobs and executions that have ended, and the history of status changes, are kept.",
							"The worker deletes what is older, at an even pace; the event log goes in whole parts.",
							&ij_guc_retention_days,
							730, 1, 36500,
							PGC_SIGHUP, 0,
							NULL, NULL, NULL);

	DefineCustomBoolVariable("iotjobs.worker",
							 "Lets a background worker serve the database.",
							 "Off for a database also frees it for CREATE DATABASE ... TEMPLATE and ALTER DATABASE ... RENAME.",
							 &ij_guc_worker,
							 true,
							 PGC_SUSET, 0,
							 NULL, NULL, NULL);

	MarkGUCPrefixReserved("iotjobs");
}

/* Twelve digits, as in every ARN. */
static bool
check_account_id(char **newval, void **extra, GucSource source)
{
	if (strlen(*newval) == 12 && strspn(*newval, "0123456789") == 12)
		return true;

	GUC_check_errdetail("An account id has exactly twelve digits.");
	return false;
}

static bool
check_document_source_hosts(char **newval, void **extra, GucSource source)
{
	if (ij_host_list_is_good(*newval))
		return true;

	GUC_check_errdetail("It is a list of HOST, HOST:PORT and *.DOMAIN, with commas between them.");
	return false;
}

/* Lower-case letters, digits and hyphens: a region has no colon, or it would end its field in an ARN. */
static bool
check_region(char **newval, void **extra, GucSource source)
{
	size_t		length = strlen(*newval);

	if (length >= 1 && length <= 32 &&
		strspn(*newval, "abcdefghijklmnopqrstuvwxyz0123456789-") == length)
		return true;

	GUC_check_errdetail("A region has 1 to 32 lower-case letters, digits and hyphens.");
	return false;
}

/*
 * The text is read once here and kept as a timestamp.  A time zone is
 * demanded in effect by reading it in UTC: the setting must not change its
 * meaning with the session's TimeZone.
 */
static bool
check_clock(char **newval, void **extra, GucSource source)
{
	ClockValue *value;
	TimestampTz parsed = 0;
	bool		is_set = **newval != '\0';

	if (is_set && !ij_parse_timestamp_utc(*newval, &parsed))
	{
		GUC_check_errdetail("The value must be empty or a finite timestamp such as 2030-01-31 12:00:00+00.");
		return false;
	}

	if (is_set && !write_in_digits(newval, parsed))
		return false;

	value = (ClockValue *) ij_guc_malloc(sizeof(ClockValue));
	if (value == NULL)
		return false;
	value->is_set = is_set;
	value->time = parsed;
	*extra = value;
	return true;
}

/*
 * A parallel worker reads the value again at a time when it has no
 * abbreviations of time zones yet, and would crash at a Z or a month's name.
 */
static bool
write_in_digits(char **newval, TimestampTz time)
{
	size_t		size = MAXDATELEN + 1;
	struct pg_tm tm;
	fsec_t		fsec;
	char	   *text;

	if (strpbrk(*newval, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL)
		return true;
	if (timestamp2tm(time, NULL, &tm, &fsec, NULL, NULL) != 0 || tm.tm_year < 1)
	{
		GUC_check_errdetail("The year must be 1 or later.");
		return false;
	}
	text = ij_guc_malloc(size);
	if (text == NULL)
		return false;
	snprintf(text, size, "%04d-%02d-%02d %02d:%02d:%02d.%06d+00",
			 tm.tm_year, tm.tm_mon, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, (int) fsec);
	ij_guc_free(*newval);
	*newval = text;
	return true;
}

static void
assign_clock(const char *newval, void *extra)
{
	const ClockValue *value = extra;

	ij_guc_clock_is_set = value->is_set;
	ij_guc_clock_time = value->time;
}
