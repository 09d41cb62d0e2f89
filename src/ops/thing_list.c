/*-------------------------------------------------------------------------
 *
 * thing_list.c
 *		ListThings.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "ops/ops.h"
#include "ops/token.h"
#include "store/thing_store.h"
#include "store/thing_type_store.h"

static void write_thing(IjJson *json, const IjThing *thing);

/* In the order of registration.  A type that does not exist has no things. */
Jsonb *
ij_op_list_things(const IjRequest *request)
{
	IjThingFilter filter = {
		.attribute_name = ij_request_text(request, "attributeName"),
		.attribute_value = ij_request_text(request, "attributeValue"),
		.value_is_prefix = ij_request_bool(request, "usePrefixAttributeValue", false)
	};
	text	   *type_name = ij_request_text(request, "thingTypeName");
	int			page_size = ij_page_size(request);
	int64		after_id = 0;
	int			count = 0;
	IjThing    *things = NULL;
	IjJson	   *json;

	if (filter.attribute_value != NULL && filter.attribute_name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("attributeValue cannot be given without attributeName"),
				 errhint("Name the attribute that shall have the value.")));

	(void) ij_token_read(request, 1, &after_id);
	if (type_name == NULL || ij_thing_type_find_id(type_name, &filter.thing_type_id))
		count = ij_thing_list(&filter, after_id, page_size + 1, &things);

	json = ij_json_begin();
	ij_json_begin_array(json, "things");
	for (int i = 0; i < Min(count, page_size); i++)
		write_thing(json, &things[i]);
	ij_json_end_array(json);
	if (count > page_size)
		ij_json_string(json, "nextToken",
					   ij_token_write(request, 1, &things[page_size - 1].id));
	return ij_json_end(json);
}

static void
write_thing(IjJson *json, const IjThing *thing)
{
	ij_json_begin_object(json, NULL);
	ij_json_string(json, "thingName", thing->name);
	ij_json_string(json, "thingTypeName", thing->thing_type_name);
	ij_json_string(json, "thingArn", ij_arn_make("thing", thing->name));
	ij_json_jsonb(json, "attributes", thing->attributes);
	ij_json_int(json, "version", thing->version);
	ij_json_end_object(json);
}
