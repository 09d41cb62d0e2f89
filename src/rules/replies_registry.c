/*-------------------------------------------------------------------------
 *
 * replies_registry.c
 *		Shapes of the replies about things, thing types and thing groups.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/replies.h"
#include "rules/shape_macros.h"
#include "rules/shapes.h"

const IjShape ij_reply_create_thing = {
	.name = "CreateThingResponse", IJ_STRUCTURE_OF(
		{"thingName", &ij_shape_thing_name, true},
		{"thingArn", &ij_shape_arn, true},
		{"thingId", &ij_shape_thing_group_id, true})
};

const IjShape ij_reply_describe_thing = {
	.name = "DescribeThingResponse", IJ_STRUCTURE_OF(
		{"defaultClientId", &ij_shape_any_text, true},
		{"thingName", &ij_shape_thing_name, true},
		{"thingId", &ij_shape_thing_group_id, true},
		{"thingArn", &ij_shape_arn, true},
		{"thingTypeName", &ij_shape_thing_type_name, false},
		{"attributes", &ij_shape_attributes, true},
		{"version", &ij_shape_ordinal, true},
		{"billingGroupName", &ij_shape_billing_group_name, false})
};

static const IjShape thing_attribute = {
	.name = "ThingAttribute", IJ_STRUCTURE_OF(
		{"thingName", &ij_shape_thing_name, true},
		{"thingTypeName", &ij_shape_thing_type_name, false},
		{"thingArn", &ij_shape_arn, true},
		{"attributes", &ij_shape_attributes, true},
		{"version", &ij_shape_ordinal, true})
};

static const IjShape thing_attribute_list = {
	.name = "ThingAttributeList", IJ_LIST_OF(thing_attribute)
};

const IjShape ij_reply_list_things = {
	.name = "ListThingsResponse", IJ_STRUCTURE_OF(
		{"things", &thing_attribute_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

const IjShape ij_reply_create_thing_group = {
	.name = "CreateThingGroupResponse", IJ_STRUCTURE_OF(
		{"thingGroupName", &ij_shape_thing_group_name, true},
		{"thingGroupArn", &ij_shape_arn, true},
		{"thingGroupId", &ij_shape_thing_group_id, true})
};

static const IjShape group_name_and_arn = {
	.name = "GroupNameAndArn", IJ_STRUCTURE_OF(
		{"groupName", &ij_shape_thing_group_name, true},
		{"groupArn", &ij_shape_arn, true})
};

static const IjShape thing_group_name_and_arn_list = {
	.name = "ThingGroupNameAndArnList", IJ_LIST_OF(group_name_and_arn)
};

static const IjShape thing_group_metadata = {
	.name = "ThingGroupMetadata", IJ_STRUCTURE_OF(
		{"parentGroupName", &ij_shape_thing_group_name, false},
		{"rootToParentThingGroups", &thing_group_name_and_arn_list, false},
		{"creationDate", &ij_shape_timestamp, true})
};

static const char *const dynamic_group_status_words[] = {"ACTIVE", "BUILDING", "REBUILDING", NULL};

static const IjShape dynamic_group_status = {
	.name = "DynamicGroupStatus", .kind = IJ_KIND_STRING, .words = dynamic_group_status_words
};

const IjShape ij_reply_describe_thing_group = {
	.name = "DescribeThingGroupResponse", IJ_STRUCTURE_OF(
		{"thingGroupName", &ij_shape_thing_group_name, true},
		{"thingGroupId", &ij_shape_thing_group_id, true},
		{"thingGroupArn", &ij_shape_arn, true},
		{"version", &ij_shape_ordinal, true},
		{"thingGroupProperties", &ij_shape_thing_group_properties, true},
		{"thingGroupMetadata", &thing_group_metadata, true},
		{"indexName", &ij_shape_index_name, false},
		{"queryString", &ij_shape_query_string, false},
		{"queryVersion", &ij_shape_query_version, false},
		{"status", &dynamic_group_status, false})
};

const IjShape ij_reply_update_thing_group = {
	.name = "UpdateThingGroupResponse", IJ_STRUCTURE_OF(
		{"version", &ij_shape_ordinal, true})
};

const IjShape ij_reply_list_thing_groups = {
	.name = "ListThingGroupsResponse", IJ_STRUCTURE_OF(
		{"thingGroups", &thing_group_name_and_arn_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

static const IjShape thing_name_list = {
	.name = "ThingNameList", IJ_LIST_OF(ij_shape_thing_name)
};

const IjShape ij_reply_list_things_in_thing_group = {
	.name = "ListThingsInThingGroupResponse", IJ_STRUCTURE_OF(
		{"things", &thing_name_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

const IjShape ij_reply_list_thing_groups_for_thing = {
	.name = "ListThingGroupsForThingResponse", IJ_STRUCTURE_OF(
		{"thingGroups", &thing_group_name_and_arn_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

const IjShape ij_reply_create_dynamic_thing_group = {
	.name = "CreateDynamicThingGroupResponse", IJ_STRUCTURE_OF(
		{"thingGroupName", &ij_shape_thing_group_name, true},
		{"thingGroupArn", &ij_shape_arn, true},
		{"thingGroupId", &ij_shape_thing_group_id, true},
		{"indexName", &ij_shape_index_name, true},
		{"queryString", &ij_shape_query_string, true},
		{"queryVersion", &ij_shape_query_version, true})
};

const IjShape ij_reply_update_dynamic_thing_group = {
	.name = "UpdateDynamicThingGroupResponse", IJ_STRUCTURE_OF(
		{"version", &ij_shape_ordinal, true})
};

const IjShape ij_reply_create_thing_type = {
	.name = "CreateThingTypeResponse", IJ_STRUCTURE_OF(
		{"thingTypeName", &ij_shape_thing_type_name, true},
		{"thingTypeArn", &ij_shape_arn, true},
		{"thingTypeId", &ij_shape_thing_group_id, true})
};

static const IjShape thing_type_metadata = {
	.name = "ThingTypeMetadata", IJ_STRUCTURE_OF(
		{"deprecated", &ij_shape_boolean, true},
		{"deprecationDate", &ij_shape_timestamp, false},
		{"creationDate", &ij_shape_timestamp, true})
};

const IjShape ij_reply_describe_thing_type = {
	.name = "DescribeThingTypeResponse", IJ_STRUCTURE_OF(
		{"thingTypeName", &ij_shape_thing_type_name, true},
		{"thingTypeId", &ij_shape_thing_group_id, true},
		{"thingTypeArn", &ij_shape_arn, true},
		{"thingTypeProperties", &ij_shape_thing_type_properties, true},
		{"thingTypeMetadata", &thing_type_metadata, true})
};

static const IjShape thing_type_definition = {
	.name = "ThingTypeDefinition", IJ_STRUCTURE_OF(
		{"thingTypeName", &ij_shape_thing_type_name, true},
		{"thingTypeArn", &ij_shape_arn, true},
		{"thingTypeProperties", &ij_shape_thing_type_properties, true},
		{"thingTypeMetadata", &thing_type_metadata, true})
};

static const IjShape thing_type_list = {
	.name = "ThingTypeList", IJ_LIST_OF(thing_type_definition)
};

const IjShape ij_reply_list_thing_types = {
	.name = "ListThingTypesResponse", IJ_STRUCTURE_OF(
		{"thingTypes", &thing_type_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

static const IjShape principals = {
	.name = "Principals", IJ_LIST_OF(ij_shape_principal)
};

const IjShape ij_reply_list_thing_principals = {
	.name = "ListThingPrincipalsResponse", IJ_STRUCTURE_OF(
		{"principals", &principals, true},
		{"nextToken", &ij_shape_next_token, false})
};

const IjShape ij_reply_list_principal_things = {
	.name = "ListPrincipalThingsResponse", IJ_STRUCTURE_OF(
		{"things", &thing_name_list, true},
		{"nextToken", &ij_shape_next_token, false})
};

static const IjShape thing_group_name_list = {
	.name = "ThingGroupNameList", IJ_LIST_OF(ij_shape_thing_group_name)
};

static const IjShape connectivity_timestamp = {
	.name = "ConnectivityTimestamp", .kind = IJ_KIND_LONG, IJ_AT_LEAST(0)
};

static const IjShape thing_connectivity = {
	.name = "ThingConnectivity", IJ_STRUCTURE_OF(
		{"connected", &ij_shape_boolean, false},
		{"timestamp", &connectivity_timestamp, false},
		{"disconnectReason", &ij_shape_any_text, false})
};

static const IjShape thing_document = {
	.name = "ThingDocument", IJ_STRUCTURE_OF(
		{"thingName", &ij_shape_thing_name, true},
		{"thingId", &ij_shape_thing_group_id, true},
		{"thingTypeName", &ij_shape_thing_type_name, false},
		{"thingGroupNames", &thing_group_name_list, false},
		{"attributes", &ij_shape_attributes, true},
		{"shadow", &ij_shape_any_text, false},
		{"deviceDefender", &ij_shape_any_text, false},
		{"connectivity", &thing_connectivity, false})
};

static const IjShape thing_document_list = {
	.name = "ThingDocumentList", IJ_LIST_OF(thing_document)
};

static const IjShape thing_group_document = {
	.name = "ThingGroupDocument", IJ_STRUCTURE_OF(
		{"thingGroupName", &ij_shape_thing_group_name, false},
		{"thingGroupId", &ij_shape_thing_group_id, false},
		{"thingGroupDescription", &ij_shape_thing_group_description, false},
		{"attributes", &ij_shape_attributes, false},
		{"parentGroupNames", &thing_group_name_list, false})
};

static const IjShape thing_group_document_list = {
	.name = "ThingGroupDocumentList", IJ_LIST_OF(thing_group_document)
};

const IjShape ij_reply_search_index = {
	.name = "SearchIndexResponse", IJ_STRUCTURE_OF(
		{"nextToken", &ij_shape_next_token, false},
		{"things", &thing_document_list, true},
		{"thingGroups", &thing_group_document_list, false})
};
