/*-------------------------------------------------------------------------
 *
 * test_mqtt_topic.c
 *		What a device asks for with which topic.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/mqtt_topic.h"

#include <stdlib.h>

#include "tap.h"

#define P "$aws/things/lamp:1/jobs"

typedef struct Case
{
	const char *topic;
	IjMqttTopicKind kind;
	const char *job_id;
	const char *namespace_id;
} Case;

static const Case cases[] = {
	/* requests */
	{P "/get", IJ_MQTT_GET_PENDING, "", ""},
	{P "/start-next", IJ_MQTT_START_NEXT, "", ""},
	{P "/fw-2/get", IJ_MQTT_DESCRIBE, "fw-2", ""},
	{P "/$next/get", IJ_MQTT_DESCRIBE, "$next", ""},
	{P "/fw-2/update", IJ_MQTT_UPDATE, "fw-2", ""},
	{P "/fw-2/namespace-ns/get", IJ_MQTT_DESCRIBE, "fw-2", "ns"},
	{P "/$next/namespace-aws-gg-deployment/get", IJ_MQTT_DESCRIBE, "$next", "aws-gg-deployment"},
	{P "/fw-2/namespace-ns/update", IJ_MQTT_UPDATE, "fw-2", "ns"},

	/* jobs that are called like something else */
	{P "/get/get", IJ_MQTT_DESCRIBE, "get", ""},
	{P "/start-next/update", IJ_MQTT_UPDATE, "start-next", ""},
	{P "/notify/get", IJ_MQTT_DESCRIBE, "notify", ""},
	{P "/accepted/update", IJ_MQTT_UPDATE, "accepted", ""},
	{P "/namespace-a/namespace-b/get", IJ_MQTT_DESCRIBE, "namespace-a", "b"},

	/* bad names: the shapes of the operation will say what is wrong with them */
	{P "/b d/get", IJ_MQTT_DESCRIBE, "b d", ""},
	{P "/$foo/update", IJ_MQTT_UPDATE, "$foo", ""},
	{P "/fw-2/namespace-n$s/get", IJ_MQTT_DESCRIBE, "fw-2", "n$s"},

	/* what is published, and would come back from a broker */
	{P "/get/accepted", IJ_MQTT_PUBLISHED, "", ""},
	{P "/get/rejected", IJ_MQTT_PUBLISHED, "", ""},
	{P "/start-next/accepted", IJ_MQTT_PUBLISHED, "", ""},
	{P "/$next/get/rejected", IJ_MQTT_PUBLISHED, "", ""},
	{P "/fw-2/update/accepted", IJ_MQTT_PUBLISHED, "", ""},
	{P "/fw-2/namespace-ns/update/rejected", IJ_MQTT_PUBLISHED, "", ""},
	{P "/a/b/c/d/e/f/rejected", IJ_MQTT_PUBLISHED, "", ""},
	{P "/accepted/rejected", IJ_MQTT_PUBLISHED, "", ""},
	{P "//rejected", IJ_MQTT_PUBLISHED, "", ""},
	{P "/notify", IJ_MQTT_PUBLISHED, "", ""},
	{P "/notify-next", IJ_MQTT_PUBLISHED, "", ""},
	{P "/notify-namespace-ns", IJ_MQTT_PUBLISHED, "", ""},
	{P "/fw-2/notify-namespace-ns", IJ_MQTT_PUBLISHED, "", ""},
	{P "/fw-2/notify-namespace-ns/", IJ_MQTT_PUBLISHED, "", ""},

	/* what maps to nothing */
	{P "/", IJ_MQTT_UNKNOWN, "", ""},
	{P "/GET", IJ_MQTT_UNKNOWN, "", ""},
	{P "/update", IJ_MQTT_UNKNOWN, "", ""},
	{P "/accepted", IJ_MQTT_UNKNOWN, "", ""},
	{P "/get/", IJ_MQTT_UNKNOWN, "", ""},
	{P "//get", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2/", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2/start-next", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2/get/", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2/get/now", IJ_MQTT_UNKNOWN, "", ""},
	{P "/$next/update", IJ_MQTT_UNKNOWN, "", ""},
	{P "/$next/namespace-ns/update", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2/namespace-/get", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2/namespace/get", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2/ns/get", IJ_MQTT_UNKNOWN, "", ""},
	{P "/namespace-ns/start-next", IJ_MQTT_UNKNOWN, "", ""},
	{P "/fw-2/namespace-ns/get/more", IJ_MQTT_UNKNOWN, "", ""},

	/* what is none of ours, or can be published to by nobody */
	{"", IJ_MQTT_FOREIGN, "", ""},
	{"/", IJ_MQTT_FOREIGN, "", ""},
	{"$aws", IJ_MQTT_FOREIGN, "", ""},
	{"$aws/things", IJ_MQTT_FOREIGN, "", ""},
	{"$aws/things/lamp:1", IJ_MQTT_FOREIGN, "", ""},
	{P, IJ_MQTT_FOREIGN, "", ""},
	{P "s/get", IJ_MQTT_FOREIGN, "", ""},
	{"$aws/things//jobs/get", IJ_MQTT_FOREIGN, "", ""},
	{"$aws/things/lamp:1/shadow/get", IJ_MQTT_FOREIGN, "", ""},
	{"$AWS/things/lamp:1/jobs/get", IJ_MQTT_FOREIGN, "", ""},
	{"/" P "/get", IJ_MQTT_FOREIGN, "", ""},
	{" " P "/get", IJ_MQTT_FOREIGN, "", ""},
	{"$aws/thing/lamp:1/jobs/get", IJ_MQTT_FOREIGN, "", ""},
	{"$aws/events/job/fw-2/completed", IJ_MQTT_FOREIGN, "", ""},
	{"$aws/things/+/jobs/get", IJ_MQTT_FOREIGN, "", ""},
	{P "/#", IJ_MQTT_FOREIGN, "", ""},
	{P "/fw+2/get", IJ_MQTT_FOREIGN, "", ""},
	{P "/fw\n2/get", IJ_MQTT_FOREIGN, "", ""},
	{P "/fw\x7f/get", IJ_MQTT_FOREIGN, "", ""},
};

static bool
part_is(IjTextPart part, const char *expected)
{
	return part.length == strlen(expected) &&
		(part.length == 0 || memcmp(part.start, expected, part.length) == 0);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const Case *row = &cases[i];
		IjMqttTopic parsed;

		ij_mqtt_topic_parse(row->topic, strlen(row->topic), &parsed);
		is_true(parsed.kind == row->kind, "\"%s\" is of kind %d", row->topic, (int) row->kind);
		is_true(part_is(parsed.job_id, row->job_id), "\"%s\": job \"%s\"", row->topic, row->job_id);
		is_true(part_is(parsed.namespace_id, row->namespace_id), "\"%s\": namespace \"%s\"",
				row->topic, row->namespace_id);
		is_true(part_is(parsed.thing_name, row->kind == IJ_MQTT_FOREIGN ? "" : "lamp:1"),
				"\"%s\": thing", row->topic);
	}
}

/* A reply to whatever is answered is answered by nobody. */
static void
test_no_echo(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		IjMqttTopic parsed;
		char		reply[128];

		if (cases[i].kind == IJ_MQTT_FOREIGN)
			continue;
		snprintf(reply, sizeof(reply), "%s/rejected", cases[i].topic);
		ij_mqtt_topic_parse(reply, strlen(reply), &parsed);
		is_true(parsed.kind == IJ_MQTT_PUBLISHED, "\"%s\" is a reply", reply);
	}
}

static void
test_lengths(void)
{
	IjMqttTopic parsed;
	size_t		longest = 65535 - 9;
	char	   *topic = malloc(longest + 1);

	memset(topic, 'a', longest + 1);
	memcpy(topic, P "/", strlen(P "/"));
	memcpy(topic + longest - 4, "/get", 4);
	ij_mqtt_topic_parse(topic, longest, &parsed);
	is_true(parsed.kind == IJ_MQTT_DESCRIBE, "the longest topic that can be rejected");
	memcpy(topic + longest - 3, "/get", 4);
	ij_mqtt_topic_parse(topic, longest + 1, &parsed);
	is_true(parsed.kind == IJ_MQTT_FOREIGN, "one byte more");
	free(topic);

	ij_mqtt_topic_parse(NULL, 0, &parsed);
	is_true(parsed.kind == IJ_MQTT_FOREIGN, "no topic");
	ij_mqtt_topic_parse(P "/a\0/get", sizeof(P "/a\0/get") - 1, &parsed);
	is_true(parsed.kind == IJ_MQTT_FOREIGN, "a zero byte");
}

static void
test_operations(void)
{
	static const char *const operations[IJ_MQTT_TOPIC_KIND_COUNT] = {
		[IJ_MQTT_GET_PENDING] = "GetPendingJobExecutions",
		[IJ_MQTT_START_NEXT] = "StartNextPendingJobExecution",
		[IJ_MQTT_DESCRIBE] = "DescribeJobExecution",
		[IJ_MQTT_UPDATE] = "UpdateJobExecution"
	};

	for (int kind = 0; kind < IJ_MQTT_TOPIC_KIND_COUNT; kind++)
	{
		const char *operation = ij_mqtt_topic_operation((IjMqttTopicKind) kind);

		if (operations[kind] == NULL)
			is_true(operation == NULL, "kind %d is no operation", kind);
		else
			is_text(operation, operations[kind], operations[kind]);
	}
}

int
main(void)
{
	test_cases();
	test_no_echo();
	test_lengths();
	test_operations();
	return tap_done();
}
