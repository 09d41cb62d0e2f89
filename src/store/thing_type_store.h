/*-------------------------------------------------------------------------
 *
 * thing_type_store.h
 *		Statements on iotjobs.thing_type.
 *
 * Callers hold an open SPI connection.  Results are palloc'd in the caller's
 * context.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_THING_TYPE_STORE_H
#define IJ_THING_TYPE_STORE_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "utils/jsonb.h"

typedef struct IjThingType
{
	int64		id;
	char	   *name;
	char	   *uuid;
	Jsonb	   *properties;		/* never NULL */
	Jsonb	   *tags;			/* or NULL */
	TimestampTz created_at;
	bool		is_deprecated;
	TimestampTz deprecated_at;
} IjThingType;

/* Use excludes only deletion: things get the type side by side. */
typedef enum IjTypeLock
{
	IJ_TYPE_LOCK_USE,
	IJ_TYPE_LOCK_CHANGE,
	IJ_TYPE_LOCK_DELETION
} IjTypeLock;

/* The finders return false, the getters raise ResourceNotFoundException. */
extern bool ij_thing_type_find(const text *name, IjThingType *type);
extern bool ij_thing_type_find_id(const text *name, int64 *id);
extern void ij_thing_type_get(const text *name, IjThingType *type);
extern void ij_thing_type_get_and_lock(const text *name, IjTypeLock lock, IjThingType *type);

/* Fills in the type.  False if there is one of that name. */
extern bool ij_thing_type_insert(const text *name, const Jsonb *properties,
								 const Jsonb *tags, IjThingType *type);

/* Deprecates it as of now, or takes that back. */
extern void ij_thing_type_set_deprecated(int64 id, bool deprecated);
extern void ij_thing_type_delete(int64 id);

/* The name of a living thing of the type, or NULL. */
extern char *ij_thing_type_find_user(int64 id);

/* At most limit types after an id, in the order of creation. */
extern int	ij_thing_type_list(int64 after_id, int limit, IjThingType **types);

#endif							/* IJ_THING_TYPE_STORE_H */
