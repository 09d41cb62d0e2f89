/*-------------------------------------------------------------------------
 *
 * shapes_registry.c
 *		Shapes of things and thing groups.
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

/* 50 is what a thing with a type may carry; without types there is no less. */
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

const IjShape ij_shape_optional_version = {
	.name = "OptionalVersion", .kind = IJ_KIND_LONG
};
