/*-------------------------------------------------------------------------
 *
 * dynamic_group.c
 *		CreateDynamicThingGroup, UpdateDynamicThingGroup,
 *		DeleteDynamicThingGroup, SearchIndex.
 *
 * The members of a dynamic group are the things that its query finds, at
 * every moment: they are written down in the transaction that makes the
 * group or changes its query, and in those that change things.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "errors.h"
#include "guc.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "json/query_read.h"
#include "json/shape_error.h"
#include "ops/token.h"
#include "ops/ops.h"
#include "ops/registry.h"
#include "store/dynamic_store.h"
#include "store/group_store.h"
#include "store/membership_store.h"

#define MAX_FOUND_THINGS 500

static text *read_query(const IjRequest *request, unsigned *uses);
static void check_quota(const IjGroup *group);
static void get_dynamic(const IjRequest *request, IjGroupLock lock, IjGroup *group);

/* The same configuration again gives the group that is there. */
Jsonb *
ij_op_create_dynamic_thing_group(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "thingGroupName");
	IjGroup		group = {.name = text_to_cstring(name), .depth = 1};
	IjGroup		existing;
	unsigned	uses;
	IjJson	   *json;

	group.query_string = read_query(request, &uses);
	group.query_uses = (int32) uses;
	ij_registry_apply_properties(&group, ij_request_jsonb(request, "thingGroupProperties"));
	group.tags = ij_request_jsonb(request, "tags");
	if (group.tags != NULL && JB_ROOT_COUNT(group.tags) == 0)
		group.tags = NULL;

	ij_dynamic_lock(true);
	for (;;)
	{
		if (ij_group_find(name, &existing))
		{
			ij_registry_check_same_group(&existing, &group, NULL);
			group = existing;
			break;
		}
		check_quota(&group);
		if (ij_group_insert(&group))
		{
			ij_dynamic_fill(group.id, true, group.query_string, uses, ij_membership_draw_point());
			break;
		}
		/* A static group of that name was quicker. */
		CHECK_FOR_INTERRUPTS();
	}

	json = ij_json_begin();
	ij_json_string(json, "thingGroupName", group.name);
	ij_json_string(json, "thingGroupArn", ij_arn_make("thinggroup", group.name));
	ij_json_string(json, "thingGroupId", group.uuid);
	ij_registry_write_query(json, &group);
	return ij_json_end(json);
}

/* A property that is absent stays as it is, and so does the query. */
Jsonb *
ij_op_update_dynamic_thing_group(const IjRequest *request)
{
	bool		has_query = ij_request_has(request, "queryString");
	text	   *query;
	unsigned	uses = 0;
	IjGroup		group;
	IjJson	   *json;
	int64		version;

	query = read_query(request, &uses);
	if (has_query)
		ij_dynamic_lock(true);
	get_dynamic(request, IJ_GROUP_LOCK_CHANGE, &group);
	ij_registry_check_version(request, "thing group", group.name, group.version);
	ij_registry_apply_properties(&group, ij_request_jsonb(request, "thingGroupProperties"));
	if (has_query)
	{
		group.query_string = query;
		group.query_uses = (int32) uses;
	}
	version = ij_group_update(&group);
	if (has_query)
		ij_dynamic_fill(group.id, false, query, uses, ij_membership_draw_point());

	json = ij_json_begin();
	ij_json_int(json, "version", version);
	return ij_json_end(json);
}

/* One that is not there is no error; the worker empties it. */
Jsonb *
ij_op_delete_dynamic_thing_group(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "thingGroupName");
	IjGroup		group;
	int64		point;

	ij_dynamic_lock(true);
	if (!ij_group_find(name, &group))
		return ij_json_empty();
	get_dynamic(request, IJ_GROUP_LOCK_DELETION, &group);
	ij_registry_check_version(request, "thing group", group.name, group.version);

	point = ij_membership_draw_point();
	ij_group_mark_deleted(group.id, point);
	ij_membership_changed_group_deleted(group.id, point);
	return ij_json_empty();
}

/* A page has at most 500 things, whatever the caller asks for. */
Jsonb *
ij_op_search_index(const IjRequest *request)
{
	int			page_size = Min(ij_page_size(request), MAX_FOUND_THINGS);
	unsigned	uses;
	text	   *query = read_query(request, &uses);
	int64		after_id = 0;
	IjFoundThing *things;
	int			count;
	IjJson	   *json;

	(void) ij_token_read(request, 1, &after_id);
	count = ij_dynamic_search(query, uses, after_id, page_size + 1, &things);

	json = ij_json_begin();
	ij_json_begin_array(json, "things");
	for (int i = 0; i < Min(count, page_size); i++)
	{
		ij_json_begin_object(json, NULL);
		ij_json_string(json, "thingName", things[i].name);
		ij_json_string(json, "thingId", things[i].uuid);
		ij_json_string(json, "thingTypeName", things[i].type_name);
		ij_json_jsonb(json, "thingGroupNames", things[i].group_names);
		ij_json_jsonb(json, "attributes", things[i].attributes);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);
	if (count > page_size)
		ij_json_string(json, "nextToken",
					   ij_token_write(request, 1, &things[page_size - 1].id));
	return ij_json_end(json);
}

/* With the index and the version, of which there is one each; NULL without a queryString. */
static text *
read_query(const IjRequest *request, unsigned *uses)
{
	char	   *index = ij_request_cstring(request, "indexName");
	char	   *version = ij_request_cstring(request, "queryVersion");
	text	   *string = ij_request_text(request, "queryString");
	IjQuery    *query;

	if (index != NULL && strcmp(index, IJ_INDEX_NAME) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("index \"%s\" does not exist", index),
				 errdetail("There is one index, %s, over all things.", IJ_INDEX_NAME),
				 errhint("Leave indexName out.")));
	if (version != NULL && strcmp(version, IJ_QUERY_VERSION) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("queryVersion \"%s\" is not known", ij_clip(version, (int) strlen(version))),
				 errdetail("There is one version, %s.", IJ_QUERY_VERSION),
				 errhint("Leave queryVersion out.")));
	if (string == NULL)
		return NULL;

	query = palloc(sizeof(IjQuery));
	ij_query_read(VARDATA_ANY(string), VARSIZE_ANY_EXHDR(string), query);
	*uses = query->uses;
	return string;
}

static void
check_quota(const IjGroup *group)
{
	if (ij_dynamic_count() >= ij_guc_max_dynamic_thing_groups)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_LIMIT_EXCEEDED),
				 errmsg("dynamic thing group \"%s\" cannot be created", group->name),
				 errdetail("There may be at most %d dynamic groups.", ij_guc_max_dynamic_thing_groups),
				 errhint("Delete one, use a static group, or raise iotjobs.max_dynamic_thing_groups.")));
}

static void
get_dynamic(const IjRequest *request, IjGroupLock lock, IjGroup *group)
{
	ij_group_get_and_lock(ij_request_text(request, "thingGroupName"), lock, group);
	if (group->query_string == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing group \"%s\" is not dynamic", group->name),
				 errhint("A static group is changed by iotjobs.update_thing_group() and iotjobs.delete_thing_group().")));
}
