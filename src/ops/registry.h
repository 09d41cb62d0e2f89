/*-------------------------------------------------------------------------
 *
 * registry.h
 *		What the operations on things and on groups have in common.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_REGISTRY_H
#define IJ_REGISTRY_H

#include "compat.h"
#include "json/json_out.h"
#include "json/request.h"
#include "store/group_store.h"

/* The quotas of a thing without and with a thing type, and of a group. */
#define IJ_MAX_THING_ATTRIBUTES 3
#define IJ_MAX_TYPED_THING_ATTRIBUTES 50
#define IJ_MAX_GROUP_ATTRIBUTES 50

/* The only ones of a query. */
#define IJ_INDEX_NAME "AWS_Things"
#define IJ_QUERY_VERSION "2017-09-30"

/*
 * Raises VersionConflictException if the request names an expectedVersion
 * that is not this one.  The kind is "thing" or "thing group".
 */
extern void ij_registry_check_version(const IjRequest *request, const char *kind,
									  const char *name, int64 version);

/*
 * Raises InvalidRequestException if there are more attributes than that.  The
 * name is NULL where many are meant.
 */
extern void ij_registry_check_attributes(const Jsonb *attributes, int max,
										 const char *kind, const char *name);

/*
 * The type that things are to get, locked against deletion; 0 for NULL.  One
 * that is deprecated is refused.
 */
extern int64 ij_registry_enter_type(const text *name);

/* The quota of attributes of a thing. */
extern int	ij_registry_max_attributes(bool has_type);

/* The two rules that forbid a thing to join a group, as errors. */
pg_noreturn extern void ij_registry_refuse_same_hierarchy(const char *thing_name,
					const char *group_name, const char *present_group_name);
pg_noreturn extern void ij_registry_refuse_full(const char *thing_name, const char *group_name);

/* Refuses what is not for dynamic groups; what completes "cannot ...". */
extern void ij_registry_check_static(const IjGroup *group, const char *what);

/* Overwrites what a ThingGroupProperties (or NULL) names. */
extern void ij_registry_apply_properties(IjGroup *group, const Jsonb *properties);

/* Raises ResourceAlreadyExistsException if they differ. */
extern void ij_registry_check_same_group(const IjGroup *existing, const IjGroup *wanted,
										 const text *parent_name);

/* indexName, queryString and queryVersion of a dynamic group. */
extern void ij_registry_write_query(IjJson *json, const IjGroup *group);

/* A GroupNameAndArn inside an open array. */
extern void ij_registry_write_group(IjJson *json, const IjGroup *group);

#endif							/* IJ_REGISTRY_H */
