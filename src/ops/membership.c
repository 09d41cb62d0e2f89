/*-------------------------------------------------------------------------
 *
 * membership.c
 *		AddThingToThingGroup, RemoveThingFromThingGroup,
 *		UpdateThingGroupsForThing.
 *
 * All lock the groups, then the thing, as every call does that changes
 * memberships (store/README.md).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "errors.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "ops/dynamic.h"
#include "ops/ops.h"
#include "ops/registry.h"
#include "store/group_store.h"
#include "store/membership_store.h"
#include "store/thing_store.h"

static void lock_both(const IjRequest *request, IjGroup *group, IjThing *thing);
static text *read_name(const IjRequest *request, const char *name_member,
					   const char *arn_member, IjTargetKind kind);
static bool may_join(const IjGroup *group, const IjThing *thing, bool override_dynamic);
static void join(const IjGroup *group, const IjThing *thing, int64 point);
static bool leave(const IjGroup *group, const IjThing *thing, int64 point);
static char **read_names(const IjRequest *request, const char *member, int *count);
static void check_disjoint(char **leaving, int nleaving, char **joining, int njoining);

/*
 * A member already: nothing happens.  overrideDynamicGroups gives static
 * groups precedence over dynamic ones: one of these gives way where the thing
 * is in as many groups as it may be.
 */
Jsonb *
ij_op_add_thing_to_thing_group(const IjRequest *request)
{
	IjGroup		group;
	IjThing		thing;

	lock_both(request, &group, &thing);
	if (may_join(&group, &thing, ij_request_bool(request, "overrideDynamicGroups", false)))
	{
		join(&group, &thing, ij_membership_draw_point());
		ij_dynamic_thing_changed(thing.id, IJ_QUERY_USES_GROUPS);
	}
	return ij_json_empty();
}

/* No member: nothing happens. */
Jsonb *
ij_op_remove_thing_from_thing_group(const IjRequest *request)
{
	IjGroup		group;
	IjThing		thing;

	lock_both(request, &group, &thing);
	if (leave(&group, &thing, ij_membership_draw_point()))
		ij_dynamic_thing_changed(thing.id, IJ_QUERY_USES_ALL);
	return ij_json_empty();
}

/*
 * Leaves first: a thing may go from one group of a hierarchy to another, and
 * from ten groups to ten others.
 */
Jsonb *
ij_op_update_thing_groups_for_thing(const IjRequest *request)
{
	text	   *name = ij_request_text(request, "thingName");
	int			nleaving;
	int			njoining;
	char	  **leaving = read_names(request, "thingGroupsToRemove", &nleaving);
	char	  **joining = read_names(request, "thingGroupsToAdd", &njoining);
	IjGroup    *groups = palloc(sizeof(IjGroup) * (nleaving + njoining + 1));
	IjThing		thing;
	int64		point;

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thingName must be given"),
				 errhint("Name the thing that shall join and leave groups.")));
	check_disjoint(leaving, nleaving, joining, njoining);

	ij_dynamic_begin();
	for (int i = 0; i < nleaving + njoining; i++)
	{
		ij_group_get_and_lock(cstring_to_text(i < nleaving ? leaving[i] : joining[i - nleaving]),
							  IJ_GROUP_LOCK_MEMBERSHIP, &groups[i]);
		ij_registry_check_static(&groups[i], i < nleaving ? "be left" : "be joined");
	}
	ij_thing_get_for_change(name, &thing);

	point = ij_membership_draw_point();
	for (int i = 0; i < nleaving; i++)
		(void) leave(&groups[i], &thing, point);
	for (int i = nleaving; i < nleaving + njoining; i++)
		if (may_join(&groups[i], &thing, ij_request_bool(request, "overrideDynamicGroups", false)))
			join(&groups[i], &thing, point);
	ij_dynamic_thing_changed(thing.id, nleaving > 0 ? IJ_QUERY_USES_ALL : IJ_QUERY_USES_GROUPS);
	return ij_json_empty();
}

static void
join(const IjGroup *group, const IjThing *thing, int64 point)
{
	ij_membership_insert(group->id, thing->id, point);
	ij_membership_changed_join(group->id, thing->id, point);
}

/* False for no member: nothing happens. */
static bool
leave(const IjGroup *group, const IjThing *thing, int64 point)
{
	if (!ij_membership_end(group->id, thing->id, point))
		return false;
	ij_membership_changed_leave(group->id, thing->id, point);
	return true;
}

/* The names of a list, sorted, each once. */
static char **
read_names(const IjRequest *request, const char *member, int *count)
{
	ArrayType  *array = ij_request_array(request, member);
	Datum	   *elements;
	int			n;
	char	  **names;

	*count = 0;
	if (array == NULL)
		return NULL;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, &n);
	names = palloc(sizeof(char *) * Max(n, 1));
	for (int i = 0; i < n; i++)
		names[i] = TextDatumGetCString(elements[i]);
	qsort(names, n, sizeof(char *), pg_qsort_strcmp);
	for (int i = 0; i < n; i++)
		if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
			names[(*count)++] = names[i];
	return names;
}

/* Both lists are sorted. */
static void
check_disjoint(char **leaving, int nleaving, char **joining, int njoining)
{
	for (int i = 0, j = 0; i < nleaving && j < njoining;)
	{
		int			order = strcmp(leaving[i], joining[j]);

		if (order == 0)
			ereport(ERROR,
					(errcode(ERRCODE_IJ_INVALID_REQUEST),
					 errmsg("thing group \"%s\" stands in thingGroupsToAdd and in thingGroupsToRemove", joining[j]),
					 errhint("Name it in one of the two.")));
		if (order < 0)
			i++;
		else
			j++;
	}
}

static void
lock_both(const IjRequest *request, IjGroup *group, IjThing *thing)
{
	text	   *group_name = read_name(request, "thingGroupName", "thingGroupArn",
									   IJ_TARGET_THING_GROUP);
	text	   *thing_name = read_name(request, "thingName", "thingArn", IJ_TARGET_THING);

	ij_dynamic_begin();
	ij_group_get_and_lock(group_name, IJ_GROUP_LOCK_MEMBERSHIP, group);
	ij_registry_check_static(group, "be joined or left");
	ij_thing_get_for_change(thing_name, thing);
}

/* By name, by ARN, or by both if they agree. */
static text *
read_name(const IjRequest *request, const char *name_member, const char *arn_member,
		  IjTargetKind kind)
{
	char	   *name = ij_request_cstring(request, name_member);
	char	   *arn = ij_request_cstring(request, arn_member);
	char	   *name_in_arn;

	if (arn == NULL)
	{
		if (name == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_IJ_INVALID_REQUEST),
					 errmsg("%s or %s must be given", name_member, arn_member),
					 errhint("Give one of the two.")));
		return cstring_to_text(name);
	}

	name_in_arn = ij_arn_read_name(arn, kind);
	if (name != NULL && strcmp(name, name_in_arn) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s \"%s\" and %s \"%s\" differ", name_member, name, arn_member, arn),
				 errdetail("Where both are given, they must mean the same."),
				 errhint("Give one of the two.")));
	return cstring_to_text(name_in_arn);
}

/* False for a member; raises the rule that forbids the thing to join. */
static bool
may_join(const IjGroup *group, const IjThing *thing, bool override_dynamic)
{
	IjGroup    *present;
	int			count = ij_group_list_of_thing(thing->id, 0, IJ_MAX_GROUPS_OF_THING, &present);

	for (int i = 0; i < count; i++)
	{
		if (present[i].id == group->id)
			return false;
	}
	for (int i = 0; i < count; i++)
	{
		if (present[i].root_id == group->root_id)
			ij_registry_refuse_same_hierarchy(thing->name, group->name, present[i].name);
	}
	for (int i = count - 1; i >= 0 && override_dynamic && count >= IJ_MAX_GROUPS_OF_THING; i--)
	{
		if (present[i].query_string != NULL)
		{
			(void) leave(&present[i], thing, ij_membership_draw_point());
			count--;
		}
	}
	if (count >= IJ_MAX_GROUPS_OF_THING)
		ij_registry_refuse_full(thing->name, group->name);
	return true;
}
