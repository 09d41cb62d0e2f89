/*-------------------------------------------------------------------------
 *
 * thing_group_list.c
 *		ListThingGroups, ListThingGroupsForThing, ListThingsInThingGroup.
 *
 * Groups come in the order of their creation, things in that of their
 * registration; a page is found by key, whatever its depth.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "json/json_out.h"
#include "ops/ops.h"
#include "ops/registry.h"
#include "ops/token.h"
#include "store/group_store.h"
#include "store/membership_store.h"
#include "store/thing_store.h"

static Jsonb *reply_with_groups(const IjRequest *request, const IjGroup *groups,
								int count, int page_size);

/*
 * Without recursive, a parent's listing is its direct children, and one
 * without a parent is all groups; recursive false without a parent shows the
 * tops of the hierarchies only.
 */
Jsonb *
ij_op_list_thing_groups(const IjRequest *request)
{
	text	   *parent_name = ij_request_text(request, "parentGroup");
	IjGroupFilter filter = {
		.recursive = ij_request_bool(request, "recursive", parent_name == NULL),
		.name_prefix = ij_request_text(request, "namePrefixFilter")
	};
	int			page_size = ij_page_size(request);
	int64		after_id = 0;
	IjGroup    *groups;
	int			count;

	(void) ij_token_read(request, 1, &after_id);
	if (parent_name != NULL)
	{
		IjGroup		parent;

		ij_group_get(parent_name, &parent);
		filter.parent_id = parent.id;
	}

	count = ij_group_list(&filter, after_id, page_size + 1, &groups);
	return reply_with_groups(request, groups, count, page_size);
}

/* The groups that the thing was put into, not the ones above them. */
Jsonb *
ij_op_list_thing_groups_for_thing(const IjRequest *request)
{
	int			page_size = ij_page_size(request);
	int64		after_id = 0;
	int64		thing_id;
	IjGroup    *groups;
	int			count;

	(void) ij_token_read(request, 1, &after_id);
	thing_id = ij_thing_get_id(ij_request_text(request, "thingName"));
	count = ij_group_list_of_thing(thing_id, after_id, page_size + 1, &groups);
	return reply_with_groups(request, groups, count, page_size);
}

Jsonb *
ij_op_list_things_in_thing_group(const IjRequest *request)
{
	int			page_size = ij_page_size(request);
	int64		after_id = 0;
	IjGroup		group;
	IjGroupMember *members;
	int			count;
	IjJson	   *json;

	(void) ij_token_read(request, 1, &after_id);
	ij_group_get(ij_request_text(request, "thingGroupName"), &group);
	count = ij_membership_list(group.id, ij_request_bool(request, "recursive", false),
							   after_id, page_size + 1, &members);

	json = ij_json_begin();
	ij_json_begin_array(json, "things");
	for (int i = 0; i < Min(count, page_size); i++)
		ij_json_string(json, NULL, members[i].thing_name);
	ij_json_end_array(json);
	if (count > page_size)
		ij_json_string(json, "nextToken",
					   ij_token_write(request, 1, &members[page_size - 1].thing_id));
	return ij_json_end(json);
}

static Jsonb *
reply_with_groups(const IjRequest *request, const IjGroup *groups, int count, int page_size)
{
	IjJson	   *json = ij_json_begin();

	ij_json_begin_array(json, "thingGroups");
	for (int i = 0; i < Min(count, page_size); i++)
		ij_registry_write_group(json, &groups[i]);
	ij_json_end_array(json);
	if (count > page_size)
		ij_json_string(json, "nextToken",
					   ij_token_write(request, 1, &groups[page_size - 1].id));
	return ij_json_end(json);
}
