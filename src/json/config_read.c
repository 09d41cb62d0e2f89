/*-------------------------------------------------------------------------
 *
 * config_read.c
 *		Reads the configuration objects of a job as the rules take them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#include "json/config_read.h"
#include "json/json_out.h"
#include "rules/date_time.h"
#include "rules/decimal.h"

static JsonbContainer *root_of(const Jsonb *json);
static bool get(JsonbContainer *object, const char *name, JsonbValue *value);
static JsonbContainer *get_container(JsonbContainer *object, const char *name);
static JsonbContainer *get_window(const Jsonb *json, int window);
static int64 get_number(JsonbContainer *object, const char *name, int decimals);
static bool get_moment(JsonbContainer *object, const char *name, bool *present, int64_t *moment);
static IjFailureType get_failure_type(JsonbContainer *object);
static IjEndBehavior end_behavior_from(const JsonbValue *word);
static bool is_word(const JsonbValue *value, const char *word);

void
ij_read_rollout_config(const Jsonb *json, IjRolloutConfig *config)
{
	JsonbContainer *root = root_of(json);
	JsonbContainer *rate = get_container(root, "exponentialRate");
	JsonbContainer *criteria = get_container(rate, "rateIncreaseCriteria");

	memset(config, 0, sizeof(*config));
	config->maximum_per_minute = get_number(root, "maximumPerMinute", 0);
	config->exponential = rate != NULL;
	config->base_rate_per_minute = get_number(rate, "baseRatePerMinute", 0);
	config->increment_factor_tenths = get_number(rate, "incrementFactor", 1);
	config->notified_things = get_number(criteria, "numberOfNotifiedThings", 0);
	config->succeeded_things = get_number(criteria, "numberOfSucceededThings", 0);
}

void
ij_read_abort_config(const Jsonb *json, IjAbortConfig *config)
{
	JsonbContainer *list = get_container(root_of(json), "criteriaList");
	int			count = list == NULL ? 0 : Min(JsonContainerSize(list), IJ_MAX_ABORT_CRITERIA);

	memset(config, 0, sizeof(*config));
	for (int i = 0; i < count; i++)
	{
		JsonbContainer *criterion = getIthJsonbValueFromContainer(list, i)->val.binary.data;

		config->criteria[i].failure_type = get_failure_type(criterion);
		config->criteria[i].threshold_hundredths = get_number(criterion, "thresholdPercentage", 2);
		config->criteria[i].min_executed_things = get_number(criterion, "minNumberOfExecutedThings", 0);
	}
	config->ncriteria = count;
}

void
ij_read_retry_config(const Jsonb *json, IjRetryConfig *config)
{
	JsonbContainer *list = get_container(root_of(json), "criteriaList");
	int			count = list == NULL ? 0 : Min(JsonContainerSize(list), IJ_MAX_RETRY_CRITERIA);

	memset(config, 0, sizeof(*config));
	for (int i = 0; i < count; i++)
	{
		JsonbContainer *criterion = getIthJsonbValueFromContainer(list, i)->val.binary.data;

		config->criteria[i].failure_type = get_failure_type(criterion);
		config->criteria[i].retries = (int) get_number(criterion, "numberOfRetries", 0);
	}
	config->ncriteria = count;
}

int64
ij_read_timeout_minutes(const Jsonb *json)
{
	return get_number(root_of(json), "inProgressTimeoutInMinutes", 0);
}

bool
ij_read_schedule_config(const Jsonb *json, IjScheduleConfig *config, const char **malformed)
{
	JsonbContainer *root = root_of(json);
	JsonbContainer *windows = get_container(root, "maintenanceWindows");
	JsonbValue	word;

	memset(config, 0, sizeof(*config));
	config->nwindows = windows == NULL ? 0 : JsonContainerSize(windows);
	config->has_end_behavior = get(root, "endBehavior", &word);
	if (config->has_end_behavior)
		config->end_behavior = end_behavior_from(&word);

	*malformed = "startTime";
	if (!get_moment(root, "startTime", &config->has_start, &config->start))
		return false;
	*malformed = "endTime";
	if (!get_moment(root, "endTime", &config->has_end, &config->end))
		return false;
	*malformed = NULL;
	return true;
}

Jsonb *
ij_schedule_of_windows(const Jsonb *windows)
{
	IjJson	   *json = ij_json_begin();

	ij_json_jsonb(json, "maintenanceWindows", windows);
	return ij_json_end(json);
}

Jsonb *
ij_schedule_with_windows(Jsonb *schedule, const Jsonb *windows)
{
	static const char *const members[] = {"startTime", "endTime", "endBehavior"};
	IjJson	   *json;
	JsonbValue	value;

	if (schedule == NULL)
		return ij_schedule_of_windows(windows);
	if (get(root_of(schedule), "maintenanceWindows", &value))
		return schedule;

	json = ij_json_begin();
	for (int i = 0; i < lengthof(members); i++)
	{
		if (get(root_of(schedule), members[i], &value))
			ij_json_string(json, members[i], pnstrdup(value.val.string.val, value.val.string.len));
	}
	ij_json_jsonb(json, "maintenanceWindows", windows);
	return ij_json_end(json);
}

const char *
ij_read_window_cron(const Jsonb *json, int window, int *length)
{
	JsonbValue	cron;

	if (!get(get_window(json, window), "startTime", &cron))
		elog(ERROR, "maintenance window %d has no start time", window);

	*length = cron.val.string.len;
	return cron.val.string.val;
}

int64
ij_read_window_minutes(const Jsonb *json, int window)
{
	return get_number(get_window(json, window), "durationInMinutes", 0);
}

static JsonbContainer *
get_window(const Jsonb *json, int window)
{
	JsonbContainer *windows = get_container(root_of(json), "maintenanceWindows");

	if (windows == NULL || window >= (int) JsonContainerSize(windows))
		elog(ERROR, "there is no maintenance window %d", window);
	return getIthJsonbValueFromContainer(windows, window)->val.binary.data;
}

static JsonbContainer *
root_of(const Jsonb *json)
{
	return json == NULL ? NULL : (JsonbContainer *) &json->root;
}

static bool
get(JsonbContainer *object, const char *name, JsonbValue *value)
{
	JsonbValue	key;
	JsonbValue *found;

	if (object == NULL)
		return false;

	key.type = jbvString;
	key.val.string.val = (char *) name;
	key.val.string.len = strlen(name);
	found = findJsonbValueFromContainer(object, JB_FOBJECT, &key);
	if (found == NULL)
		return false;
	*value = *found;
	return true;
}

static JsonbContainer *
get_container(JsonbContainer *object, const char *name)
{
	JsonbValue	value;

	if (!get(object, name, &value))
		return NULL;
	if (value.type != jbvBinary)
		elog(ERROR, "member %s is not the container it was checked to be", name);
	return value.val.binary.data;
}

/* In units of the last decimal; 0 if absent. */
static int64
get_number(JsonbContainer *object, const char *name, int decimals)
{
	JsonbValue	value;
	char	   *text;
	int64_t		number;

	if (!get(object, name, &value))
		return 0;
	if (value.type != jbvNumeric)
		elog(ERROR, "member %s is not the number it was checked to be", name);

	text = numeric_normalize(value.val.numeric);
	if (ij_decimal_parse(text, strlen(text), decimals, &number) != IJ_DECIMAL_GOOD)
		elog(ERROR, "member %s is not the number it was checked to be", name);
	return number;
}

/* False if the member is there but is no moment. */
static bool
get_moment(JsonbContainer *object, const char *name, bool *present, int64_t *moment)
{
	JsonbValue	value;

	*present = get(object, name, &value);
	if (!*present)
		return true;
	if (value.type != jbvString ||
		!ij_date_time_parse(value.val.string.val, value.val.string.len, moment))
		return false;

	*moment -= (int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * USECS_PER_DAY;
	return true;
}

static IjFailureType
get_failure_type(JsonbContainer *object)
{
	JsonbValue	value;

	if (!get(object, "failureType", &value))
		elog(ERROR, "a criterion has no failure type");
	if (is_word(&value, "FAILED"))
		return IJ_FAILURE_FAILED;
	if (is_word(&value, "REJECTED"))
		return IJ_FAILURE_REJECTED;
	if (is_word(&value, "TIMED_OUT"))
		return IJ_FAILURE_TIMED_OUT;
	return IJ_FAILURE_ALL;
}

static IjEndBehavior
end_behavior_from(const JsonbValue *word)
{
	if (is_word(word, "CANCEL"))
		return IJ_END_CANCEL;
	if (is_word(word, "FORCE_CANCEL"))
		return IJ_END_FORCE_CANCEL;
	return IJ_END_STOP_ROLLOUT;
}

static bool
is_word(const JsonbValue *value, const char *word)
{
	return value->type == jbvString &&
		value->val.string.len == (int) strlen(word) &&
		memcmp(value->val.string.val, word, value->val.string.len) == 0;
}
