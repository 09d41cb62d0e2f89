/*-------------------------------------------------------------------------
 *
 * thing_group.c
 *		CreateThingGroup, DescribeThingGroup, UpdateThingGroup,
 *		DeleteThingGroup.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "errors.h"
#include "json/arn_out.h"
#include "json/attributes.h"
#include "json/json_out.h"
#include "ops/dynamic.h"
#include "ops/ops.h"
#include "ops/registry.h"
#include "store/group_store.h"
#include "store/membership_store.h"

static void enter_parent(IjGroup *group, const text *parent_name);
static bool same_text(const text *left, const text *right);
static void write_properties(IjJson *json, const IjGroup *group);
static void write_metadata(IjJson *json, const IjGroup *group);

/*
 * The same parent, properties and tags again give the group that is there.
 * That is looked at first: a group that exists must not fail for want of room
 * beside it.
 */
Jsonb *
ij_op_create_thing_group(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "thingGroupName");
	text	   *parent_name = ij_request_text(request, "parentGroupName");
	IjGroup		group = {.name = text_to_cstring(name), .depth = 1};
	IjGroup		existing;
	IjJson	   *json;

	ij_registry_apply_properties(&group, ij_request_jsonb(request, "thingGroupProperties"));
	group.tags = ij_request_jsonb(request, "tags");
	if (group.tags != NULL && JB_ROOT_COUNT(group.tags) == 0)
		group.tags = NULL;

	for (;;)
	{
		if (ij_group_find(name, &existing))
		{
			ij_registry_check_same_group(&existing, &group, parent_name);
			group = existing;
			break;
		}
		if (parent_name != NULL)
			enter_parent(&group, parent_name);
		if (ij_group_insert(&group))
			break;
		/* Another session was quicker. */
		CHECK_FOR_INTERRUPTS();
	}

	json = ij_json_begin();
	ij_json_string(json, "thingGroupName", group.name);
	ij_json_string(json, "thingGroupArn", ij_arn_make("thinggroup", group.name));
	ij_json_string(json, "thingGroupId", group.uuid);
	return ij_json_end(json);
}

Jsonb *
ij_op_describe_thing_group(const IjRequest *request)
{
	IjGroup		group;
	IjJson	   *json;

	ij_group_get(ij_request_text(request, "thingGroupName"), &group);

	json = ij_json_begin();
	ij_json_string(json, "thingGroupName", group.name);
	ij_json_string(json, "thingGroupId", group.uuid);
	ij_json_string(json, "thingGroupArn", ij_arn_make("thinggroup", group.name));
	ij_json_int(json, "version", group.version);
	write_properties(json, &group);
	write_metadata(json, &group);
	ij_registry_write_query(json, &group);
	if (group.query_string != NULL)
		ij_json_string(json, "status", "ACTIVE");
	return ij_json_end(json);
}

/* A property that is absent stays as it is. */
Jsonb *
ij_op_update_thing_group(const IjRequest *request)
{
	IjGroup		group;
	IjJson	   *json;

	ij_group_get_and_lock(ij_request_text(request, "thingGroupName"),
						  IJ_GROUP_LOCK_CHANGE, &group);
	ij_registry_check_static(&group, "be changed here");
	ij_registry_check_version(request, "thing group", group.name, group.version);
	ij_registry_apply_properties(&group, ij_request_jsonb(request, "thingGroupProperties"));

	json = ij_json_begin();
	ij_json_int(json, "version", ij_group_update(&group));
	return ij_json_end(json);
}

/*
 * Deleting a group that is not there succeeds: the operation knows no
 * ResourceNotFoundException.  However many members it has, this marks one row
 * and leaves them to the worker.
 */
Jsonb *
ij_op_delete_thing_group(const IjRequest *request)
{
	IjGroup		group;
	int			children;
	int64		point;

	ij_dynamic_begin();
	if (!ij_group_find_and_lock(ij_request_text(request, "thingGroupName"),
								IJ_GROUP_LOCK_DELETION, &group))
		return ij_json_empty();
	ij_registry_check_static(&group, "be deleted here");
	ij_registry_check_version(request, "thing group", group.name, group.version);

	children = ij_group_count_children(group.id);
	if (children > 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing group \"%s\" has child groups", group.name),
				 errdetail("A group with children cannot be deleted, and this one has %d.", children),
				 errhint("Delete what iotjobs.list_thing_groups(parent_group => '%s') shows first.",
						 group.name)));

	point = ij_membership_draw_point();
	ij_group_mark_deleted(group.id, point);
	ij_membership_changed_group_deleted(group.id, point);
	ij_dynamic_group_deleted(group.id);
	return ij_json_empty();
}

void
ij_registry_apply_properties(IjGroup *group, const Jsonb *properties)
{
	text	   *description;
	Jsonb	   *payload;

	if (properties == NULL)
		return;

	description = ij_jsonb_member_text(properties, "thingGroupDescription");
	if (description != NULL)
		group->description = description;

	payload = ij_jsonb_member(properties, "attributePayload");
	if (payload != NULL)
	{
		Jsonb	   *attributes = ij_attributes_apply(group->attributes, payload);

		ij_registry_check_attributes(attributes, IJ_MAX_GROUP_ATTRIBUTES,
									 "thing group", group->name);
		group->attributes = ij_attributes_count(attributes) > 0 ? attributes : NULL;
	}
}

/*
 * CreateThingGroup knows neither a ResourceNotFoundException nor a
 * LimitExceededException: all three cases are invalid requests.
 */
static void
enter_parent(IjGroup *group, const text *parent_name)
{
	IjGroup		parent;

	if (!ij_group_find_and_lock(parent_name, IJ_GROUP_LOCK_CHANGE, &parent))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("parent thing group \"%s\" does not exist", text_to_cstring(parent_name)),
				 errhint("Create the parent first, or see iotjobs.list_thing_groups().")));

	ij_registry_check_static(&parent, "have child groups");
	if (parent.depth >= IJ_MAX_GROUP_DEPTH)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing group \"%s\" cannot have child groups", parent.name),
				 errdetail("A hierarchy is at most %d groups deep, and this one stands at depth %d.",
						   IJ_MAX_GROUP_DEPTH, parent.depth),
				 errhint("Create the group higher up.")));

	if (ij_group_count_children(parent.id) >= IJ_MAX_CHILD_GROUPS)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing group \"%s\" cannot have more child groups", parent.name),
				 errdetail("A group has at most %d direct children.", IJ_MAX_CHILD_GROUPS),
				 errhint("Put a level of groups in between.")));

	group->parent_id = parent.id;
	group->root_id = parent.root_id;
	group->depth = parent.depth + 1;
}

void
ij_registry_check_same_group(const IjGroup *existing, const IjGroup *wanted, const text *parent_name)
{
	const char *different = NULL;
	int64		parent_id = 0;

	if (parent_name != NULL)
	{
		IjGroup		parent;

		parent_id = ij_group_find(parent_name, &parent) ? parent.id : -1;
	}

	if (parent_id != existing->parent_id)
		different = "a different parent";
	else if (!same_text(existing->query_string, wanted->query_string))
		different = existing->query_string == NULL ? "no query" :
			wanted->query_string == NULL ? "a query" : "a different query";
	else if (!same_text(existing->description, wanted->description))
		different = "a different description";
	else if (!ij_jsonb_equal(existing->attributes, wanted->attributes))
		different = "different attributes";
	else if (!ij_jsonb_equal(existing->tags, wanted->tags))
		different = "different tags";

	if (different != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_ALREADY_EXISTS),
				 errmsg("thing group \"%s\" already exists with %s", existing->name, different),
				 errdetail("Creating a group again succeeds only with the same parent, query, properties and tags."),
				 errhint("Change its properties with iotjobs.update_thing_group(); its parent is fixed.")));
}

/* NULL equals only NULL. */
static bool
same_text(const text *left, const text *right)
{
	if (left == NULL || right == NULL)
		return left == right;
	return strcmp(text_to_cstring(left), text_to_cstring(right)) == 0;
}

static void
write_properties(IjJson *json, const IjGroup *group)
{
	ij_json_begin_object(json, "thingGroupProperties");
	ij_json_text(json, "thingGroupDescription", group->description);
	if (group->attributes != NULL)
	{
		ij_json_begin_object(json, "attributePayload");
		ij_json_jsonb(json, "attributes", group->attributes);
		ij_json_end_object(json);
	}
	ij_json_end_object(json);
}

static void
write_metadata(IjJson *json, const IjGroup *group)
{
	ij_json_begin_object(json, "thingGroupMetadata");
	if (group->parent_id != 0)
	{
		IjGroup    *ancestors;
		int			count = ij_group_list_ancestors(group->id, &ancestors);

		ij_json_string(json, "parentGroupName", ancestors[count - 1].name);
		ij_json_begin_array(json, "rootToParentThingGroups");
		for (int i = 0; i < count; i++)
			ij_registry_write_group(json, &ancestors[i]);
		ij_json_end_array(json);
	}
	ij_json_time(json, "creationDate", group->created_at);
	ij_json_end_object(json);
}
