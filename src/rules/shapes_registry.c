/*-------------------------------------------------------------------------
 *
 * shapes_registry.c
 *		Shapes of things, thing types and thing groups.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/pattern.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

const IjShape ij_shape_thing_type_name = {
	.name = "ThingTypeName", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_name
};

const IjShape ij_shape_billing_group_name = {
	.name = "BillingGroupName", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_name
};

const IjShape ij_shape_attribute_name = {
	.name = "AttributeName", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(128), .pattern = &ij_pattern_attribute_name
};

const IjShape ij_shape_attribute_value = {
	.name = "AttributeValue", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(800), .pattern = &ij_pattern_attribute_value
};

/* 50 is what a thing with a type may carry; whether it has one is no matter of shape. */
const IjShape ij_shape_attributes = {
	.name = "Attributes", .kind = IJ_KIND_MAP, IJ_AT_MOST(50),
	.key = &ij_shape_attribute_name, .element = &ij_shape_attribute_value
};

static const IjMember attribute_payload_members[] = {
	{"attributes", &ij_shape_attributes, false},
	{"merge", &ij_shape_boolean, false},
	{NULL, NULL, false}
};

const IjShape ij_shape_attribute_payload = {
	.name = "AttributePayload", .kind = IJ_KIND_STRUCTURE,
	.members = attribute_payload_members
};

const IjShape ij_shape_thing_group_description = {
	.name = "ThingGroupDescription", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(2028), .pattern = &ij_pattern_group_description
};

static const IjMember thing_group_properties_members[] = {
	{"thingGroupDescription", &ij_shape_thing_group_description, false},
	{"attributePayload", &ij_shape_attribute_payload, false},
	{NULL, NULL, false}
};

const IjShape ij_shape_thing_group_properties = {
	.name = "ThingGroupProperties", .kind = IJ_KIND_STRUCTURE,
	.members = thing_group_properties_members
};

static const IjShape thing_type_description = {
	.name = "ThingTypeDescription", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(2028), .pattern = &ij_pattern_group_description
};

static const IjShape searchable_attributes = {
	.name = "SearchableAttributes", .kind = IJ_KIND_LIST,
	IJ_AT_MOST(3), .element = &ij_shape_attribute_name
};

static const IjShape user_property_key = {
	.name = "UserPropertyKeyName", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(128), .pattern = &ij_pattern_user_property_key
};

static const IjShape connection_attribute = {
	.name = "ConnectionAttributeName", .kind = IJ_KIND_STRING,
	IJ_AT_MOST(128), .pattern = &ij_pattern_connection_attribute
};

static const IjMember propagating_attribute_members[] = {
	{"userPropertyKey", &user_property_key, false},
	{"thingAttribute", &ij_shape_attribute_name, false},
	{"connectionAttribute", &connection_attribute, false},
	{NULL, NULL, false}
};

static const IjShape propagating_attribute = {
	.name = "PropagatingAttribute", .kind = IJ_KIND_STRUCTURE,
	.members = propagating_attribute_members
};

static const IjShape propagating_attributes = {
	.name = "PropagatingAttributeList", .kind = IJ_KIND_LIST,
	.element = &propagating_attribute
};

static const IjMember mqtt5_configuration_members[] = {
	{"propagatingAttributes", &propagating_attributes, false},
	{NULL, NULL, false}
};

static const IjShape mqtt5_configuration = {
	.name = "Mqtt5Configuration", .kind = IJ_KIND_STRUCTURE,
	.members = mqtt5_configuration_members
};

static const IjMember thing_type_properties_members[] = {
	{"thingTypeDescription", &thing_type_description, false},
	{"searchableAttributes", &searchable_attributes, false},
	{"mqtt5Configuration", &mqtt5_configuration, false},
	{NULL, NULL, false}
};

const IjShape ij_shape_thing_type_properties = {
	.name = "ThingTypeProperties", .kind = IJ_KIND_STRUCTURE,
	.members = thing_type_properties_members
};

const IjShape ij_shape_optional_version = {
	.name = "OptionalVersion", .kind = IJ_KIND_LONG
};

/* A role's name; the API gives a principal no limits. */
const IjShape ij_shape_principal = {
	.name = "Principal", .kind = IJ_KIND_STRING
};

static const char *const thing_principal_type_words[] = {
	"EXCLUSIVE_THING", "NON_EXCLUSIVE_THING", NULL
};

const IjShape ij_shape_thing_principal_type = {
	.name = "ThingPrincipalType", .kind = IJ_KIND_STRING,
	.words = thing_principal_type_words
};

const IjShape ij_shape_thing_group_list = {
	.name = "ThingGroupList", .kind = IJ_KIND_LIST,
	.element = &ij_shape_thing_group_name
};

const IjShape ij_shape_index_name = {
	.name = "IndexName", .kind = IJ_KIND_STRING,
	IJ_BETWEEN(1, 128), .pattern = &ij_pattern_name
};

/* What else a query must be is the parser's to say. */
const IjShape ij_shape_query_string = {
	.name = "QueryString", .kind = IJ_KIND_STRING, IJ_AT_LEAST(1)
};

const IjShape ij_shape_query_version = {
	.name = "QueryVersion", .kind = IJ_KIND_STRING
};

const IjShape ij_shape_search_max_results = {
	.name = "SearchQueryMaxResults", .kind = IJ_KIND_INTEGER, IJ_AT_LEAST(1)
};
