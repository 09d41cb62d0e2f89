/*-------------------------------------------------------------------------
 *
 * registry.c
 *		What the operations on things and on groups have in common.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "json/arn_out.h"
#include "json/attributes.h"
#include "ops/registry.h"
#include "store/thing_type_store.h"
#include "store/membership_store.h"

void
ij_registry_check_version(const IjRequest *request, const char *kind,
						  const char *name, int64 version)
{
	int64		expected = ij_request_int(request, "expectedVersion", version);

	if (expected != version)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_VERSION_CONFLICT),
				 errmsg("%s \"%s\" has version %lld, not %lld", kind, name,
						(long long) version, (long long) expected),
				 errdetail("A call with expectedVersion succeeds at that version only; each update adds 1."),
				 errhint("Describe the %s again and decide anew.", kind)));
}

void
ij_registry_check_attributes(const Jsonb *attributes, int max,
							 const char *kind, const char *name)
{
	int			count = ij_attributes_count(attributes);

	if (count > max)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 name != NULL ?
				 errmsg("%s \"%s\" would have %d attributes", kind, name, count) :
				 errmsg("each %s would have %d attributes", kind, count),
				 max == IJ_MAX_THING_ATTRIBUTES ?
				 errdetail("A %s without a thing type has at most %d attributes.", kind, max) :
				 errdetail("A %s has at most %d attributes.", kind, max),
				 errhint("In an update with merge, an empty value takes an attribute away.")));
}

int
ij_registry_max_attributes(bool has_type)
{
	return has_type ? IJ_MAX_TYPED_THING_ATTRIBUTES : IJ_MAX_THING_ATTRIBUTES;
}

int64
ij_registry_enter_type(const text *name)
{
	IjThingType type;

	if (name == NULL)
		return 0;

	ij_thing_type_get_and_lock(name, IJ_TYPE_LOCK_USE, &type);
	if (type.is_deprecated)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing type \"%s\" is deprecated", type.name),
				 errdetail("No thing can be given a type that is deprecated."),
				 errhint("Choose another type, or iotjobs.deprecate_thing_type('%s', undo_deprecate => true).",
						 type.name)));
	return type.id;
}

/* Else a job on the top of the hierarchy would reach the thing twice. */
void
ij_registry_refuse_same_hierarchy(const char *thing_name, const char *group_name,
								  const char *present_group_name)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("thing \"%s\" cannot join thing group \"%s\"", thing_name, group_name),
			 errdetail("It is in \"%s\", and a thing is in at most one group of a hierarchy.",
					   present_group_name),
			 errhint("Remove it from \"%s\" first.", present_group_name)));
}

void
ij_registry_refuse_full(const char *thing_name, const char *group_name)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("thing \"%s\" cannot join thing group \"%s\"", thing_name, group_name),
			 errdetail("A thing is in at most %d groups.", IJ_MAX_GROUPS_OF_THING),
			 errhint("See iotjobs.list_thing_groups_for_thing(), and remove it from one of them first.")));
}

void
ij_registry_write_group(IjJson *json, const IjGroup *group)
{
	ij_json_begin_object(json, NULL);
	ij_json_string(json, "groupName", group->name);
	ij_json_string(json, "groupArn", ij_arn_make("thinggroup", group->name));
	ij_json_end_object(json);
}

void
ij_registry_check_static(const IjGroup *group, const char *what)
{
	if (group->query_string != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing group \"%s\" is dynamic and cannot %s", group->name, what),
				 errdetail("A query says which things are in a dynamic group, and it stands in no hierarchy."),
				 errhint("Use a static group, or iotjobs.update_dynamic_thing_group() and iotjobs.delete_dynamic_thing_group().")));
}

void
ij_registry_write_query(IjJson *json, const IjGroup *group)
{
	if (group->query_string == NULL)
		return;
	ij_json_string(json, "indexName", IJ_INDEX_NAME);
	ij_json_text(json, "queryString", group->query_string);
	ij_json_string(json, "queryVersion", IJ_QUERY_VERSION);
}
