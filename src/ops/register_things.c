/*-------------------------------------------------------------------------
 *
 * register_things.c
 *		Registers a fleet in one statement.
 *
 * CreateThing and AddThingToThingGroup for a whole array of names, by the
 * same rules, but in a fixed number of statements and with one row of word
 * for the worker.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "json/attributes.h"
#include "json/shape_check.h"
#include "json/shape_error.h"
#include "ops/dynamic.h"
#include "ops/register_things.h"
#include "ops/registry.h"
#include "rules/shapes.h"
#include "store/group_store.h"
#include "store/membership_store.h"
#include "store/thing_store.h"

static const IjShape thing_names_shape = {
	.name = "ThingNames",
	.kind = IJ_KIND_LIST,
	.element = &ij_shape_thing_name
};

static bool join_existing(ArrayType *names, const IjGroup *group, int64 point);

void
ij_register_things_check(ArrayType *names, const text *group_name, const Jsonb *attributes,
						 const text *type_name)
{
	IjPath		names_path = {NULL, "thing_names", (int) strlen("thing_names"), 0};
	IjPath		group_path = {NULL, "thing_group_name", (int) strlen("thing_group_name"), 0};
	IjPath		attributes_path = {NULL, "attributes", (int) strlen("attributes"), 0};
	IjPath		type_path = {NULL, "thing_type_name", (int) strlen("thing_type_name"), 0};

	ij_shape_error_begin(0);
	ij_check_text_array(&thing_names_shape, names, &names_path);
	if (group_name != NULL)
		ij_check_string(&ij_shape_thing_group_name, VARDATA_ANY(group_name),
						VARSIZE_ANY_EXHDR(group_name), &group_path);
	if (attributes != NULL)
		ij_check_jsonb(&ij_shape_attributes, attributes, &attributes_path);
	if (type_name != NULL)
		ij_check_string(&ij_shape_thing_type_name, VARDATA_ANY(type_name),
						VARSIZE_ANY_EXHDR(type_name), &type_path);
}

int64
ij_register_things(ArrayType *names, const text *group_name, const Jsonb *attributes,
				   const text *type_name)
{
	int64		named = ArrayGetNItems(ARR_NDIM(names), ARR_DIMS(names));
	Jsonb	   *stored = ij_attributes_of_new(attributes);
	IjGroup		group = {.id = 0};
	int64		point = 0;
	int64		type_id;
	int64		added;

	ij_registry_check_attributes(stored, ij_registry_max_attributes(type_name != NULL), "thing", NULL);

	ij_dynamic_begin();
	type_id = ij_registry_enter_type(type_name);
	if (group_name != NULL)
	{
		ij_group_get_and_lock(group_name, IJ_GROUP_LOCK_MEMBERSHIP, &group);
		ij_registry_check_static(&group, "be joined");
		point = ij_membership_draw_point();
	}

	added = ij_thing_insert_many(names, stored, type_id, group.id, point);
	if (group_name != NULL)
	{
		bool		joined = added > 0;

		if (added < named)
			joined |= join_existing(names, &group, point);
		if (joined)
			ij_membership_changed_join_many(group.id, point);
	}
	ij_dynamic_things_registered(names);
	return added;
}

/*
 * The things that were there before and are not in the group yet; false if
 * there are none.
 */
static bool
join_existing(ArrayType *names, const IjGroup *group, int64 point)
{
	ArrayType  *thing_ids = ij_membership_lock_joining(names, group->id);
	IjMembershipConflict conflict;

	if (thing_ids == NULL)
		return false;
	if (ij_membership_find_same_hierarchy(thing_ids, group->root_id, &conflict))
		ij_registry_refuse_same_hierarchy(conflict.thing_name, group->name, conflict.group_name);
	if (ij_membership_find_full_thing(thing_ids, &conflict))
		ij_registry_refuse_full(conflict.thing_name, group->name);
	ij_membership_insert_many(thing_ids, group->id, point);
	return true;
}
