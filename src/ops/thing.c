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
#include "ops/ops.h"
#include "ops/registry.h"
#include "store/membership_store.h"
#include "store/thing_store.h"

static void refuse_thing_type(const IjRequest *request);
static void check_same_thing(const IjThing *thing, const Jsonb *attributes,
							 const char *billing_group_name);

/*
 * The same configuration again gives the thing that is there, so that a
 * provisioning that was interrupted can simply be repeated.
 */
Jsonb *
ij_op_create_thing(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "thingName");
	Jsonb	   *attributes = ij_attributes_apply(NULL, ij_request_jsonb(request, "attributePayload"));
	IjThing		thing;
	IjJson	   *json;

	refuse_thing_type(request);
	ij_registry_check_attributes(attributes, IJ_MAX_THING_ATTRIBUTES, "thing",
								 text_to_cstring(name));

	while (!ij_thing_insert(name, attributes, ij_request_text(request, "billingGroupName"), &thing))
	{
		if (ij_thing_find(name, &thing))
		{
			check_same_thing(&thing, attributes,
							 ij_request_cstring(request, "billingGroupName"));
			break;
		}
		/* It was deleted in between: the name is free again. */
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

	if (ij_request_has(request, "thingTypeName") &&
		ij_request_bool(request, "removeThingType", false))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("removeThingType cannot be true together with thingTypeName"),
				 errhint("Leave one of the two out.")));
	refuse_thing_type(request);

	ij_thing_get_for_change(ij_request_text(request, "thingName"), &thing);
	ij_registry_check_version(request, "thing", thing.name, thing.version);

	attributes = ij_attributes_apply(thing.attributes,
									 ij_request_jsonb(request, "attributePayload"));
	ij_registry_check_attributes(attributes, IJ_MAX_THING_ATTRIBUTES, "thing", thing.name);
	ij_thing_update(thing.id, attributes);
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

	ij_thing_get_for_deletion(ij_request_text(request, "thingName"), &thing);
	ij_registry_check_version(request, "thing", thing.name, thing.version);

	point = ij_membership_draw_point();
	ij_thing_mark_deleted(thing.id);
	ij_membership_end_all_of_thing(thing.id, point);
	ij_membership_changed_thing_deleted(thing.id, point);
	return ij_json_empty();
}

static void
refuse_thing_type(const IjRequest *request)
{
	if (!ij_request_has(request, "thingTypeName"))
		return;

	ereport(ERROR,
			(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
			 errmsg("thing type \"%s\" does not exist",
					ij_request_cstring(request, "thingTypeName")),
			 errdetail("This registry has no thing types."),
			 errhint("Leave thingTypeName out.")));
}

static void
check_same_thing(const IjThing *thing, const Jsonb *attributes, const char *billing_group_name)
{
	const char *different = NULL;

	if (!ij_jsonb_equal(thing->attributes, attributes))
		different = "attributes";
	else if (thing->billing_group_name == NULL || billing_group_name == NULL ?
			 thing->billing_group_name != billing_group_name :
			 strcmp(thing->billing_group_name, billing_group_name) != 0)
		different = "billingGroupName";

	if (different != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_ALREADY_EXISTS),
				 errmsg("thing \"%s\" already exists with different %s", thing->name, different),
				 errdetail("Creating a thing again succeeds only with the same configuration."),
				 errhint("Change it with iotjobs.update_thing(), or delete it first.")));
}
