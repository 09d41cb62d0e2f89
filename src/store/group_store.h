/*-------------------------------------------------------------------------
 *
 * group_store.h
 *		Statements on iotjobs.thing_group.
 *
 * Callers hold an open SPI connection.  Deleted groups are found by none of
 * these.  Results are palloc'd in the caller's context.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_GROUP_STORE_H
#define IJ_GROUP_STORE_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "utils/jsonb.h"

#define IJ_MAX_GROUP_DEPTH 7
#define IJ_MAX_CHILD_GROUPS 100

typedef struct IjGroup
{
	int64		id;
	char	   *name;
	char	   *uuid;
	int64		parent_id;		/* 0: top of a hierarchy */
	int64		root_id;
	int32		depth;
	text	   *description;	/* or NULL */
	Jsonb	   *attributes;		/* or NULL */
	Jsonb	   *tags;			/* or NULL */
	int64		version;
	TimestampTz created_at;
	text	   *query_string;	/* NULL: static */
	int32		query_uses;
} IjGroup;

/* What a listing of groups is restricted to. */
typedef struct IjGroupFilter
{
	int64		parent_id;		/* 0: the top */
	bool		recursive;		/* else only the children of the parent */
	const text *name_prefix;	/* or NULL */
} IjGroupFilter;

/* The finder returns false, the getters raise ResourceNotFoundException. */
extern bool ij_group_find(const text *name, IjGroup *group);
extern void ij_group_get(const text *name, IjGroup *group);

/* By name, thingGroupId or both; NULL is not asked for.  Returns the key. */
extern int64 ij_group_get_by(const text *name, const text *uuid);

/*
 * Locks the row until the end of the transaction.  All locks but that of
 * membership exclude each other; membership excludes only deletion, so that
 * things join and leave side by side.
 */
typedef enum IjGroupLock
{
	IJ_GROUP_LOCK_MEMBERSHIP,	/* things join or leave */
	IJ_GROUP_LOCK_CHANGE,		/* new properties, or a new child */
	IJ_GROUP_LOCK_DELETION
} IjGroupLock;

extern bool ij_group_find_and_lock(const text *name, IjGroupLock lock, IjGroup *group);
extern void ij_group_get_and_lock(const text *name, IjGroupLock lock, IjGroup *group);

/*
 * Inserts group by its name, parent_id, root_id (0: itself), depth,
 * description, attributes, tags and query, and fills in the rest.  False if a living
 * group has the name.
 */
extern bool ij_group_insert(IjGroup *group);

/* Writes description, attributes and query; returns the new version. */
extern int64 ij_group_update(const IjGroup *group);
extern void ij_group_mark_deleted(int64 id, int64 point);

extern int	ij_group_count_children(int64 id);

/* From the top down to the parent. */
extern int	ij_group_list_ancestors(int64 id, IjGroup **groups);

/* At most limit groups after an id, in the order of creation. */
extern int	ij_group_list(const IjGroupFilter *filter, int64 after_id, int limit,
						  IjGroup **groups);

/* The living groups that a thing is directly in, in the order of creation. */
extern int	ij_group_list_of_thing(int64 thing_id, int64 after_id, int limit,
								   IjGroup **groups);

#endif							/* IJ_GROUP_STORE_H */
