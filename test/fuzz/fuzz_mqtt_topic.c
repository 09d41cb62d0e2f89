/*-------------------------------------------------------------------------
 *
 * fuzz_mqtt_topic.c
 *		The parts of a topic lie in it, and no reply asks for a reply.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/mqtt_topic.h"

#include "fuzz.h"

static void
must_lie_in(IjTextPart part, const char *text, size_t size)
{
	if (part.length == 0)
		return;
	MUST(part.start >= text && part.start + part.length <= text + size);
	MUST(memchr(part.start, '/', part.length) == NULL);
	MUST(memchr(part.start, '+', part.length) == NULL);
	MUST(memchr(part.start, '#', part.length) == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char suffix[] = "/rejected";
	const char *text = (const char *) data;
	IjMqttTopic parsed;
	IjMqttTopic again;
	char	   *reply;
	bool		has_job;

	ij_mqtt_topic_parse(text, size, &parsed);
	must_lie_in(parsed.thing_name, text, size);
	must_lie_in(parsed.job_id, text, size);
	must_lie_in(parsed.namespace_id, text, size);

	has_job = parsed.kind == IJ_MQTT_DESCRIBE || parsed.kind == IJ_MQTT_UPDATE;
	MUST((parsed.thing_name.length > 0) == (parsed.kind != IJ_MQTT_FOREIGN));
	MUST((parsed.job_id.length > 0) == has_job);
	MUST(has_job || parsed.namespace_id.length == 0);
	MUST((ij_mqtt_topic_operation(parsed.kind) != NULL) == (parsed.kind >= IJ_MQTT_GET_PENDING));
	if (parsed.kind == IJ_MQTT_FOREIGN)
		return 0;

	reply = malloc(size + sizeof(suffix) - 1);
	memcpy(reply, text, size);
	memcpy(reply + size, suffix, sizeof(suffix) - 1);
	ij_mqtt_topic_parse(reply, size + sizeof(suffix) - 1, &again);
	MUST(again.kind == IJ_MQTT_PUBLISHED);
	MUST(again.thing_name.length == parsed.thing_name.length);
	free(reply);
	return 0;
}
