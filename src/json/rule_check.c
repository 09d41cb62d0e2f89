/*-------------------------------------------------------------------------
 *
 * rule_check.c
 *		Holds a value against the rules that its shape alone cannot tell.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/jsonb.h"

#include "compat.h"
#include "errors.h"
#include "json/config_read.h"
#include "json/document_check.h"
#include "json/rule_check.h"
#include "json/shape_error.h"
#include "rules/config_rule.h"
#include "rules/cron_text.h"
#include "rules/shapes.h"

#define MAX_TAGS 50				/* as the shape says */
#define MAX_PACKAGE_ATTRIBUTES 3072	/* bytes */
#define HALF_AN_HOUR (30 * USECS_PER_MINUTE)

static void check_rollout(const Jsonb *json);
static void check_abort(const Jsonb *json);
static void check_retry(const Jsonb *json);
static void check_schedule(const Jsonb *json);
static void check_windows(const Jsonb *schedule, int nwindows, const char *member);
static void check_window(const Jsonb *schedule, int window, const char *member);
static void check_tags(const Jsonb *json);
static void check_tag_map(const Jsonb *json);
static void check_package_attributes(const Jsonb *json);
static void check_tag_key(const char *key, int length);
static void report(IjConfigFault fault);

void
ij_check_rules(const IjShape *shape, Datum value)
{
	if (shape == &ij_shape_job_document)
		ij_check_document(DatumGetTextPP(value));
	else if (shape == &ij_shape_job_executions_rollout_config)
		check_rollout(DatumGetJsonbP(value));
	else if (shape == &ij_shape_abort_config)
		check_abort(DatumGetJsonbP(value));
	else if (shape == &ij_shape_job_executions_retry_config)
		check_retry(DatumGetJsonbP(value));
	else if (shape == &ij_shape_scheduling_config)
		check_schedule(DatumGetJsonbP(value));
	else if (shape == &ij_shape_maintenance_windows)
	{
		Jsonb	   *windows = DatumGetJsonbP(value);

		check_windows(ij_schedule_of_windows(windows), JB_ROOT_COUNT(windows), "maintenanceWindows");
	}
	else if (shape == &ij_shape_tag_list)
		check_tags(DatumGetJsonbP(value));
	else if (shape == &ij_shape_tag_map)
		check_tag_map(DatumGetJsonbP(value));
	else if (shape == &ij_shape_package_attributes)
		check_package_attributes(DatumGetJsonbP(value));
}

static void
check_rollout(const Jsonb *json)
{
	IjRolloutConfig config;

	ij_read_rollout_config(json, &config);
	report(ij_rollout_config_check(&config));
}

static void
check_abort(const Jsonb *json)
{
	IjAbortConfig config;

	ij_read_abort_config(json, &config);
	report(ij_abort_config_check(&config));
}

static void
check_retry(const Jsonb *json)
{
	IjRetryConfig config;

	ij_read_retry_config(json, &config);
	report(ij_retry_config_check(&config));
}

/*
 * A stored configuration is one that was good at some moment: it is judged
 * from the latest one at which it could have been given.  What holds of the
 * present, and of the kind of the job, is for CreateJob to judge.
 */
static void
check_schedule(const Jsonb *json)
{
	IjScheduleConfig config;
	const char *malformed;
	IjConfigFault fault;
	int64		moment = 0;

	if (!ij_read_schedule_config(json, &config, &malformed))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("schedulingConfig.%s is no date and time", malformed),
				 errdetail("It must be written as YYYY-MM-DD HH:MM, in UTC, or as in ISO 8601.")));

	check_windows(json, config.nwindows, "schedulingConfig.maintenanceWindows");

	if (config.has_start)
		moment = config.start - HALF_AN_HOUR;
	else if (config.has_end)
		moment = config.end - HALF_AN_HOUR;

	fault = ij_schedule_config_check(&config, true, moment);
	if (fault == IJ_SCHEDULE_END_TOO_SOON)
		fault = IJ_SCHEDULE_TOO_SHORT;
	report(fault);
}

static void
check_windows(const Jsonb *schedule, int nwindows, const char *member)
{
	for (int i = 0; i < nwindows; i++)
		check_window(schedule, i, member);
}

static void
check_window(const Jsonb *schedule, int window, const char *member)
{
	int			length;
	const char *cron = ij_read_window_cron(schedule, window, &length);
	IjCronReading reading;

	if (ij_cron_read(cron, length, &reading) != IJ_CRON_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s[%d].startTime \"%s\" is no cron expression",
						member, window, ij_clip(cron, length)),
				 errdetail("%s", ij_cron_fault_rule(&reading)),
				 errhint("An expression is cron(minutes hours day-of-month month day-of-week year), as in cron(0 18 ? * MON-FRI *).")));
}

/* At most 50, so that comparing each with each is cheap. */
static void
check_tags(const Jsonb *json)
{
	JsonbIterator *iterator = JsonbIteratorInit((JsonbContainer *) &json->root);
	JsonbIteratorToken token;
	JsonbValue	value;
	JsonbValue	keys[MAX_TAGS];
	int			count = 0;

	while ((token = JsonbIteratorNext(&iterator, &value, false)) != WJB_DONE)
	{
		if (token != WJB_KEY || value.val.string.len != 3 ||
			memcmp(value.val.string.val, "Key", 3) != 0)
			continue;

		(void) JsonbIteratorNext(&iterator, &value, true);
		check_tag_key(value.val.string.val, value.val.string.len);
		for (int i = 0; i < count; i++)
		{
			if (keys[i].val.string.len == value.val.string.len &&
				memcmp(keys[i].val.string.val, value.val.string.val, value.val.string.len) == 0)
				ereport(ERROR,
						(errcode(ij_shape_error_code()),
						 errmsg("tags has the key \"%s\" twice",
								ij_clip(value.val.string.val, value.val.string.len)),
						 errdetail("A resource has one value for each key.")));
		}
		Assert(count < MAX_TAGS);
		keys[count++] = value;
	}
}

static void
check_tag_map(const Jsonb *json)
{
	JsonbIterator *iterator = JsonbIteratorInit((JsonbContainer *) &json->root);
	JsonbIteratorToken token;
	JsonbValue	value;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			check_tag_key(value.val.string.val, value.val.string.len);
	}
}

/* The limit is that of keys and values together. */
static void
check_package_attributes(const Jsonb *json)
{
	JsonbIterator *iterator = JsonbIteratorInit((JsonbContainer *) &json->root);
	JsonbIteratorToken token;
	JsonbValue	value;
	int64		size = 0;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY || token == WJB_VALUE)
			size += value.val.string.len;
	}
	if (size > MAX_PACKAGE_ATTRIBUTES)
		ereport(ERROR,
				(errcode(ij_shape_error_code()),
				 errmsg("attributes are too large"),
				 errdetail("Their keys and values have %lld bytes and must have at most %d.",
						   (long long) size, MAX_PACKAGE_ATTRIBUTES)));
}

/* Keys of the service itself, in any case. */
static void
check_tag_key(const char *key, int length)
{
	if (length >= 4 && pg_strncasecmp(key, "aws:", 4) == 0)
		ereport(ERROR,
				(errcode(ij_shape_error_code()),
				 errmsg("tag key \"%s\" is reserved", ij_clip(key, length)),
				 errdetail("Keys that begin with \"aws:\" are kept for the service.")));
}

static void
report(IjConfigFault fault)
{
	if (fault != IJ_CONFIG_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s", ij_config_fault_message(fault)),
				 errdetail("%s", ij_config_fault_rule(fault))));
}
