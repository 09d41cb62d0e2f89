/*-------------------------------------------------------------------------
 *
 * shapes_common.c
 *		Shapes that jobs and the registry both use.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/pattern.h"
#include "rules/replies.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

const IjShape ij_shape_thing_name = {
	.name = "ThingName", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_name
};

const IjShape ij_shape_thing_group_name = {
	.name = "ThingGroupName", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_name
};

const IjShape ij_shape_thing_group_id = {
	.name = "ThingGroupId", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_group_id
};

/* The API gives the arn of a thing no length; 2048 is that of a target. */
const IjShape ij_shape_arn = {
	.name = "Arn", .kind = IJ_KIND_STRING, IJ_AT_MOST(2048)
};

const IjShape ij_shape_boolean = {
	.name = "Boolean", .kind = IJ_KIND_BOOLEAN
};

const IjShape ij_shape_max_results = {
	.name = "MaxResults", .kind = IJ_KIND_INTEGER, IJ_BETWEEN(1, 250)
};

/* Opaque to the client; whoever made it also judges it. */
const IjShape ij_shape_next_token = {
	.name = "NextToken", .kind = IJ_KIND_STRING
};

static const IjShape tag_key = {
	.name = "TagKey", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_tag_key
};

static const IjShape tag_value = {
	.name = "TagValue", .kind = IJ_KIND_STRING, IJ_BETWEEN(0, 256)
};

/* The only names of the API that begin with a capital letter. */
static const IjMember tag_members[] = {
	{"Key", &tag_key, true},
	{"Value", &tag_value, false},
	{NULL, NULL, false}
};

static const IjShape tag = {
	.name = "Tag", .kind = IJ_KIND_STRUCTURE, .members = tag_members
};

const IjShape ij_shape_tag_list = {
	.name = "TagList", .kind = IJ_KIND_LIST, IJ_AT_MOST(50), .element = &tag
};

const IjShape ij_shape_tag_key_list = {
	.name = "TagKeyList", .kind = IJ_KIND_LIST, .element = &tag_key
};

const IjShape ij_shape_tag_map = {
	.name = "TagMap", .kind = IJ_KIND_MAP, IJ_BETWEEN(1, 50),
	.key = &tag_key, .element = &tag_value
};

/* What only replies have. */

const IjShape ij_shape_any_text = {
	.name = "String", .kind = IJ_KIND_STRING
};

const IjShape ij_shape_count = {
	.name = "Count", .kind = IJ_KIND_INTEGER, IJ_AT_LEAST(0)
};

/* Versions and the numbers of executions begin with 1. */
const IjShape ij_shape_ordinal = {
	.name = "Ordinal", .kind = IJ_KIND_LONG, IJ_AT_LEAST(1)
};

/*
 * Moments, as numbers.  The control plane counts seconds with up to three
 * decimals, the data plane whole seconds.  The limit is the year 10000, so that
 * a count of milliseconds is none.
 */
#define LAST_SECOND INT64_C(253402300799)

const IjShape ij_shape_timestamp = {
	.name = "Timestamp", .kind = IJ_KIND_DOUBLE, IJ_AT_MOST(LAST_SECOND * 1000), .decimals = 3
};

const IjShape ij_shape_epoch_seconds = {
	.name = "EpochSeconds", .kind = IJ_KIND_LONG, IJ_AT_MOST(LAST_SECOND)
};

const IjShape ij_reply_empty = {
	.name = "Empty", .kind = IJ_KIND_STRUCTURE, .members = (const IjMember []) {{NULL, NULL, false}}
};
