/*-------------------------------------------------------------------------
 *
 * thing.c
 *		CreateThing, DescribeThing, UpdateThing, DeleteThing.
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
#include "ops/principal.h"
#include "ops/registry.h"
#include "store/membership_store.h"
#include "store/thing_store.h"
#include "store/thing_type_store.h"

static void check_same_thing(const IjThing *thing, const IjRequest *request,
							 const Jsonb *attributes);
static bool same_string(const char *left, const char *right);

/*
 * The same configuration again gives the thing that is there, so that a
 * provisioning that was interrupted can simply be repeated.  That is looked
 * at first: a thing that has its type already does not mind that the type was
 * deprecated meanwhile.
 */
Jsonb *
ij_op_create_thing(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "thingName");
	Jsonb	   *attributes = ij_attributes_apply(NULL, ij_request_jsonb(request, "attributePayload"));
	IjThing		thing;
	IjJson	   *json;

	ij_registry_check_attributes(attributes,
								 ij_registry_max_attributes(ij_request_has(request, "thingTypeName")),
								 "thing", text_to_cstring(name));

	ij_dynamic_begin();
	for (;;)
	{
		if (ij_thing_find(name, &thing))
		{
			check_same_thing(&thing, request, attributes);
			break;
		}
		if (ij_thing_insert(name, attributes, ij_request_text(request, "billingGroupName"),
							ij_registry_enter_type(ij_request_text(request, "thingTypeName")), &thing))
		{
			ij_dynamic_thing_changed(thing.id, IJ_QUERY_USES_ALL);
			break;
		}
		/* Another session was quicker. */
		CHECK_FOR_INTERRUPTS();
	}

	json = ij_json_begin();
	ij_json_string(json, "thingName", thing.name);
	ij_json_string(json, "thingArn", ij_arn_make("thing", thing.name));
	ij_json_string(json, "thingId", thing.uuid);
	return ij_json_end(json);
}

Jsonb *
ij_op_describe_thing(const IjRequest *request)
{
	IjThing		thing;
	IjJson	   *json;

	ij_thing_get(ij_request_text(request, "thingName"), &thing);

	json = ij_json_begin();
	ij_json_string(json, "defaultClientId", thing.name);
	ij_json_string(json, "thingName", thing.name);
	ij_json_string(json, "thingId", thing.uuid);
	ij_json_string(json, "thingArn", ij_arn_make("thing", thing.name));
	ij_json_string(json, "thingTypeName", thing.thing_type_name);
	ij_json_jsonb(json, "attributes", thing.attributes);
	ij_json_int(json, "version", thing.version);
	ij_json_string(json, "billingGroupName", thing.billing_group_name);
	return ij_json_end(json);
}

Jsonb *
ij_op_update_thing(const IjRequest *request)
{
	IjThing		thing;
	Jsonb	   *attributes;
	bool		remove_type = ij_request_bool(request, "removeThingType", false);
	int64		type_id = 0;

	ij_dynamic_begin();
	if (ij_request_has(request, "thingTypeName"))
	{
		if (remove_type)
			ereport(ERROR,
					(errcode(ERRCODE_IJ_INVALID_REQUEST),
					 errmsg("removeThingType cannot be true together with thingTypeName"),
					 errhint("Leave one of the two out.")));
		type_id = ij_registry_enter_type(ij_request_text(request, "thingTypeName"));
	}

	ij_thing_get_for_change(ij_request_text(request, "thingName"), &thing);
	ij_registry_check_version(request, "thing", thing.name, thing.version);

	if (type_id == 0 && !remove_type)
		type_id = thing.thing_type_id;
	attributes = ij_attributes_apply(thing.attributes,
									 ij_request_jsonb(request, "attributePayload"));
	ij_registry_check_attributes(attributes, ij_registry_max_attributes(type_id != 0),
								 "thing", thing.name);
	ij_thing_update(thing.id, attributes, type_id);
	ij_dynamic_thing_changed(thing.id, (type_id != thing.thing_type_id ? IJ_QUERY_USES_TYPE : 0) |
							 (ij_jsonb_equal(attributes, thing.attributes) ? 0 : IJ_QUERY_USES_ATTRIBUTES));
	return ij_json_empty();
}

/*
 * The row stays, because executions refer to it; its name is free again.  The
 * worker ends what is open of its executions.
 */
Jsonb *
ij_op_delete_thing(const IjRequest *request)
{
	IjThing		thing;
	int64		point;

	ij_dynamic_begin();
	ij_thing_get_for_deletion(ij_request_text(request, "thingName"), &thing);
	ij_registry_check_version(request, "thing", thing.name, thing.version);

	ij_principal_check_detached(&thing);
	point = ij_membership_draw_point();
	ij_thing_mark_deleted(thing.id);
	ij_membership_end_all_of_thing(thing.id, point);
	ij_membership_changed_thing_deleted(thing.id, point);
	return ij_json_empty();
}

static void
check_same_thing(const IjThing *thing, const IjRequest *request, const Jsonb *attributes)
{
	const char *different = NULL;

	if (!ij_jsonb_equal(thing->attributes, attributes))
		different = "attributes";
	else if (!same_string(thing->billing_group_name, ij_request_cstring(request, "billingGroupName")))
		different = "billingGroupName";
	else if (!same_string(thing->thing_type_name, ij_request_cstring(request, "thingTypeName")))
		different = "thingTypeName";

	if (different != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_ALREADY_EXISTS),
				 errmsg("thing \"%s\" already exists with different %s", thing->name, different),
				 errdetail("Creating a thing again succeeds only with the same configuration."),
				 errhint("Change it with iotjobs.update_thing(), or delete it first.")));
}

/* NULL equals only NULL. */
static bool
same_string(const char *left, const char *right)
{
	if (left == NULL || right == NULL)
		return left == right;
	return strcmp(left, right) == 0;
}
