/*-------------------------------------------------------------------------
 *
 * thing_type.c
 *		CreateThingType, DescribeThingType, ListThingTypes,
 *		DeprecateThingType, DeleteThingType.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "clock.h"
#include "errors.h"
#include "json/arn_out.h"
#include "json/attributes.h"
#include "json/json_out.h"
#include "ops/token.h"
#include "ops/ops.h"
#include "store/thing_type_store.h"

/* How long a type must have been deprecated before it can be deleted. */
#define DELETION_DELAY_MINUTES 5

static void check_same_type(const IjThingType *type, const Jsonb *properties, const Jsonb *tags);
static void write_type(IjJson *json, const IjThingType *type);

/* The same configuration again gives the type that is there. */
Jsonb *
ij_op_create_thing_type(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "thingTypeName");
	Jsonb	   *properties = ij_request_jsonb(request, "thingTypeProperties");
	Jsonb	   *tags = ij_request_jsonb(request, "tags");
	IjThingType type;
	IjJson	   *json;

	if (properties == NULL)
		properties = ij_json_empty();
	if (tags != NULL && JB_ROOT_COUNT(tags) == 0)
		tags = NULL;

	while (!ij_thing_type_insert(name, properties, tags, &type))
	{
		if (ij_thing_type_find(name, &type))
		{
			check_same_type(&type, properties, tags);
			break;
		}
		/* It was deleted in between: the name is free again. */
		CHECK_FOR_INTERRUPTS();
	}

	json = ij_json_begin();
	ij_json_string(json, "thingTypeName", type.name);
	ij_json_string(json, "thingTypeArn", ij_arn_make("thingtype", type.name));
	ij_json_string(json, "thingTypeId", type.uuid);
	return ij_json_end(json);
}

Jsonb *
ij_op_describe_thing_type(const IjRequest *request)
{
	IjThingType type;
	IjJson	   *json;

	ij_thing_type_get(ij_request_text(request, "thingTypeName"), &type);

	json = ij_json_begin();
	ij_json_string(json, "thingTypeId", type.uuid);
	write_type(json, &type);
	return ij_json_end(json);
}

/* In the order of creation.  A name as a filter gives that type, or none. */
Jsonb *
ij_op_list_thing_types(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "thingTypeName");
	int			page_size = ij_page_size(request);
	int64		after_id = 0;
	int			count;
	IjThingType named;
	IjThingType *types = &named;
	IjJson	   *json;

	(void) ij_token_read(request, 1, &after_id);
	if (name == NULL)
		count = ij_thing_type_list(after_id, page_size + 1, &types);
	else
		count = ij_thing_type_find(name, &named) && named.id > after_id ? 1 : 0;

	json = ij_json_begin();
	ij_json_begin_array(json, "thingTypes");
	for (int i = 0; i < Min(count, page_size); i++)
	{
		ij_json_begin_object(json, NULL);
		write_type(json, &types[i]);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);
	if (count > page_size)
		ij_json_string(json, "nextToken",
					   ij_token_write(request, 1, &types[page_size - 1].id));
	return ij_json_end(json);
}

/* What is so already stays as it is: the time of the first call counts. */
Jsonb *
ij_op_deprecate_thing_type(const IjRequest *request)
{
	bool		deprecate = !ij_request_bool(request, "undoDeprecate", false);
	IjThingType type;

	ij_thing_type_get_and_lock(ij_request_text(request, "thingTypeName"),
							   IJ_TYPE_LOCK_CHANGE, &type);
	if (type.is_deprecated != deprecate)
		ij_thing_type_set_deprecated(type.id, deprecate);
	return ij_json_empty();
}

Jsonb *
ij_op_delete_thing_type(const IjRequest *request)
{
	IjThingType type;
	char	   *user;

	ij_thing_type_get_and_lock(ij_request_text(request, "thingTypeName"),
							   IJ_TYPE_LOCK_DELETION, &type);

	if (!type.is_deprecated ||
		ij_now() < type.deprecated_at + DELETION_DELAY_MINUTES * USECS_PER_MINUTE)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 type.is_deprecated ?
				 errmsg("thing type \"%s\" cannot be deleted yet", type.name) :
				 errmsg("thing type \"%s\" is not deprecated", type.name),
				 errdetail("A type can be deleted %d minutes after it was deprecated.",
						   DELETION_DELAY_MINUTES),
				 type.is_deprecated ?
				 errhint("Wait, and try again.") :
				 errhint("Call iotjobs.deprecate_thing_type('%s') first.", type.name)));

	user = ij_thing_type_find_user(type.id);
	if (user != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing type \"%s\" is in use", type.name),
				 errdetail("A type that things have cannot be deleted; \"%s\" has this one.", user),
				 errhint("See iotjobs.list_things(thing_type_name => '%s'); iotjobs.update_thing() gives a thing another type, or none.",
						 type.name)));

	ij_thing_type_delete(type.id);
	return ij_json_empty();
}

static void
check_same_type(const IjThingType *type, const Jsonb *properties, const Jsonb *tags)
{
	const char *different = NULL;

	if (!ij_jsonb_equal(type->properties, properties))
		different = "properties";
	else if (!ij_jsonb_equal(type->tags, tags))
		different = "tags";

	if (different != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_ALREADY_EXISTS),
				 errmsg("thing type \"%s\" already exists with different %s", type->name, different),
				 errdetail("Creating a thing type again succeeds only with the same properties and tags."),
				 errhint("Choose another name: a type cannot be changed.")));
}

/* What a description and a list have in common. */
static void
write_type(IjJson *json, const IjThingType *type)
{
	ij_json_string(json, "thingTypeName", type->name);
	ij_json_string(json, "thingTypeArn", ij_arn_make("thingtype", type->name));
	ij_json_jsonb(json, "thingTypeProperties", type->properties);
	ij_json_begin_object(json, "thingTypeMetadata");
	ij_json_bool(json, "deprecated", type->is_deprecated);
	if (type->is_deprecated)
		ij_json_time(json, "deprecationDate", type->deprecated_at);
	ij_json_time(json, "creationDate", type->created_at);
	ij_json_end_object(json);
}
