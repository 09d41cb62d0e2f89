/*-------------------------------------------------------------------------
 *
 * mqtt_topic.c
 *		The MQTT topics of jobs: what a device asks for.
 *
 * Developer guide, "Reserved topics" and "Jobs device MQTT API operations".
 * The forms with a namespace are those that Greengrass uses; there is none
 * of the list and none of start-next.
 *
 * What the service publishes itself is no request.  A broker's bridge that
 * listens to everything below jobs hears its own replies, too, and must not
 * answer them.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/mqtt_topic.h"

/* Of a string in MQTT, less "/rejected". */
#define MAX_LENGTH (65535 - 9)

/* The longest topic that means something has so many behind jobs. */
#define MAX_LEVELS 3

static bool is_publishable(const char *topic, size_t length);
static bool take_level(IjTextPart *rest, IjTextPart *level);
static IjMqttTopicKind find_kind(const IjTextPart *levels, int count, IjMqttTopic *parsed);
static bool is_notification(IjTextPart level);
static bool take_namespace(IjTextPart level, IjTextPart *namespace_id);
static bool begins_with(IjTextPart part, const char *prefix);

void
ij_mqtt_topic_parse(const char *topic, size_t length, IjMqttTopic *parsed)
{
	IjTextPart	rest = {topic, length};
	IjTextPart	levels[MAX_LEVELS] = {{NULL, 0}};
	IjTextPart	last = {NULL, 0};
	IjTextPart	thing_name;
	int			count;

	memset(parsed, 0, sizeof(*parsed));
	parsed->kind = IJ_MQTT_FOREIGN;

	if (!is_publishable(topic, length) ||
		!take_level(&rest, &last) || !ij_text_part_is(last, "$aws") ||
		!take_level(&rest, &last) || !ij_text_part_is(last, "things") ||
		!take_level(&rest, &thing_name) || thing_name.length == 0 ||
		!take_level(&rest, &last) || !ij_text_part_is(last, "jobs") ||
		rest.start == NULL)
		return;

	parsed->thing_name = thing_name;
	for (count = 0; take_level(&rest, &last); count++)
	{
		if (count < MAX_LEVELS)
			levels[count] = last;
	}

	/* Whatever is answered ends in one of these, however deep it is. */
	if (count > 1 && (ij_text_part_is(last, "accepted") || ij_text_part_is(last, "rejected")))
		parsed->kind = IJ_MQTT_PUBLISHED;
	else
		parsed->kind = find_kind(levels, count, parsed);
}

const char *
ij_mqtt_topic_operation(IjMqttTopicKind kind)
{
	switch (kind)
	{
		case IJ_MQTT_FOREIGN:
		case IJ_MQTT_UNKNOWN:
		case IJ_MQTT_PUBLISHED:
			return NULL;
		case IJ_MQTT_GET_PENDING:
			return "GetPendingJobExecutions";
		case IJ_MQTT_START_NEXT:
			return "StartNextPendingJobExecution";
		case IJ_MQTT_DESCRIBE:
			return "DescribeJobExecution";
		case IJ_MQTT_UPDATE:
			return "UpdateJobExecution";
	}
	return NULL;
}

/* MQTT, 4.7: no wildcards in what is published to, nor control characters. */
static bool
is_publishable(const char *topic, size_t length)
{
	if (length > MAX_LENGTH)
		return false;
	for (size_t i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) topic[i];

		if (c == '+' || c == '#' || c < ' ' || c == 0x7f)
			return false;
	}
	return true;
}

/* Takes the next level off.  After the last one rest.start is NULL. */
static bool
take_level(IjTextPart *rest, IjTextPart *level)
{
	const char *slash;

	if (rest->start == NULL)
		return false;

	level->start = rest->start;
	slash = rest->length == 0 ? NULL : memchr(rest->start, '/', rest->length);
	if (slash == NULL)
	{
		level->length = rest->length;
		rest->start = NULL;
		rest->length = 0;
		return true;
	}
	level->length = (size_t) (slash - rest->start);
	rest->start = slash + 1;
	rest->length -= level->length + 1;
	return true;
}

/* The levels behind jobs; sets the job and the namespace of what is found. */
static IjMqttTopicKind
find_kind(const IjTextPart *levels, int count, IjMqttTopic *parsed)
{
	IjTextPart	namespace_id = {NULL, 0};
	IjTextPart	verb = levels[count == 3 ? 2 : 1];
	bool		is_next;

	switch (count)
	{
		case 1:
			if (ij_text_part_is(levels[0], "get"))
				return IJ_MQTT_GET_PENDING;
			if (ij_text_part_is(levels[0], "start-next"))
				return IJ_MQTT_START_NEXT;
			return is_notification(levels[0]) ? IJ_MQTT_PUBLISHED : IJ_MQTT_UNKNOWN;
		case 2:
			if (is_notification(levels[1]))
				return IJ_MQTT_PUBLISHED;
			break;
		case 3:
			/* The API reference writes the notification of a namespace with a slash behind. */
			if (is_notification(levels[1]) && levels[2].length == 0)
				return IJ_MQTT_PUBLISHED;
			if (!take_namespace(levels[1], &namespace_id))
				return IJ_MQTT_UNKNOWN;
			break;
		default:
			return IJ_MQTT_UNKNOWN;
	}

	if (levels[0].length == 0)
		return IJ_MQTT_UNKNOWN;
	is_next = ij_text_part_is(levels[0], "$next");
	if (!ij_text_part_is(verb, "get") && (is_next || !ij_text_part_is(verb, "update")))
		return IJ_MQTT_UNKNOWN;

	parsed->job_id = levels[0];
	parsed->namespace_id = namespace_id;
	return ij_text_part_is(verb, "get") ? IJ_MQTT_DESCRIBE : IJ_MQTT_UPDATE;
}

static bool
is_notification(IjTextPart level)
{
	return ij_text_part_is(level, "notify") || ij_text_part_is(level, "notify-next") ||
		begins_with(level, "notify-namespace-");
}

static bool
take_namespace(IjTextPart level, IjTextPart *namespace_id)
{
	static const char prefix[] = "namespace-";

	if (!begins_with(level, prefix) || level.length == sizeof(prefix) - 1)
		return false;
	namespace_id->start = level.start + (sizeof(prefix) - 1);
	namespace_id->length = level.length - (sizeof(prefix) - 1);
	return true;
}

static bool
begins_with(IjTextPart part, const char *prefix)
{
	size_t		length = strlen(prefix);

	return part.length >= length && memcmp(part.start, prefix, length) == 0;
}
