/*-------------------------------------------------------------------------
 *
 * shapes_event.c
 *		Shapes of the event configuration.
 *
 * The hosted service has more types of events; what happens to things, groups
 * and certificates is not told here.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/replies.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

static const char *const event_type_words[] = {"JOB", "JOB_EXECUTION", NULL};

static const IjShape event_type = {
	.name = "EventType", .kind = IJ_KIND_STRING, .words = event_type_words
};

static const IjShape configuration = {
	.name = "Configuration", IJ_STRUCTURE_OF(
		{"Enabled", &ij_shape_boolean, false})
};

const IjShape ij_shape_event_configurations = {
	.name = "EventConfigurations", .kind = IJ_KIND_MAP,
	.key = &event_type, .element = &configuration
};

const IjShape ij_reply_describe_event_configurations = {
	.name = "DescribeEventConfigurationsResponse", IJ_STRUCTURE_OF(
		{"eventConfigurations", &ij_shape_event_configurations, true},
		{"creationDate", &ij_shape_timestamp, false},
		{"lastModifiedDate", &ij_shape_timestamp, false})
};
