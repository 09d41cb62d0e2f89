/*-------------------------------------------------------------------------
 *
 * mqtt_topic.h
 *		The MQTT topics of jobs: what a device asks for.
 *
 * What is taken apart is not copied: the parts point into the given topic.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_MQTT_TOPIC_H
#define IJ_MQTT_TOPIC_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/text_part.h"

typedef enum IjMqttTopicKind
{
	IJ_MQTT_FOREIGN,			/* no topic below the jobs of a thing */
	IJ_MQTT_UNKNOWN,			/* one, but it maps to nothing */
	IJ_MQTT_PUBLISHED,			/* one on which the service speaks: a reply or notification */
	IJ_MQTT_GET_PENDING,
	IJ_MQTT_START_NEXT,
	IJ_MQTT_DESCRIBE,
	IJ_MQTT_UPDATE
} IjMqttTopicKind;

#define IJ_MQTT_TOPIC_KIND_COUNT 7

typedef struct IjMqttTopic
{
	IjMqttTopicKind kind;
	IjTextPart	thing_name;		/* empty if foreign */
	IjTextPart	job_id;			/* may be $next; only of describe and update */
	IjTextPart	namespace_id;	/* empty: none */
} IjMqttTopic;

/*
 * Takes any bytes.  Names and ids are what stands in their places, not yet
 * held against their patterns.  "/accepted" or "/rejected" can be appended
 * to whatever is not foreign, and the result be published.
 */
extern void ij_mqtt_topic_parse(const char *topic, size_t length, IjMqttTopic *parsed);

/* The operation of the API that a topic asks for; NULL if it asks for none. */
extern const char *ij_mqtt_topic_operation(IjMqttTopicKind kind);

#endif							/* IJ_MQTT_TOPIC_H */
