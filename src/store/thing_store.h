/*-------------------------------------------------------------------------
 *
 * thing_store.h
 *		Statements on iotjobs.thing.
 *
 * Callers hold an open SPI connection.  Deleted things are found by none of
 * these.  Results are palloc'd in the caller's context.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_THING_STORE_H
#define IJ_THING_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"

typedef struct IjThing
{
	int64		id;
	char	   *name;
	char	   *uuid;
	Jsonb	   *attributes;		/* never NULL */
	char	   *billing_group_name; /* or NULL */
	int64		version;
	int64		thing_type_id;	/* 0: none */
	char	   *thing_type_name;	/* or NULL */
} IjThing;

/* What a listing of things is restricted to; NULL and false restrict nothing. */
typedef struct IjThingFilter
{
	const text *attribute_name;
	const text *attribute_value;	/* only with attribute_name */
	bool		value_is_prefix;
	int64		thing_type_id;	/* 0: of any type */
} IjThingFilter;

/* The finders return false, the getters raise ResourceNotFoundException. */
extern bool ij_thing_find(const text *name, IjThing *thing);
extern void ij_thing_get(const text *name, IjThing *thing);
extern bool ij_thing_find_id(const text *name, int64 *id);
extern int64 ij_thing_get_id(const text *name);

/*
 * Getters that lock the row until the end of the transaction: one for
 * changing the thing or its memberships, one for deleting it.
 */
extern void ij_thing_get_for_change(const text *name, IjThing *thing);
extern void ij_thing_get_for_deletion(const text *name, IjThing *thing);

/* False if a living thing has the name.  A thing_type_id of 0 is none. */
extern bool ij_thing_insert(const text *name, const Jsonb *attributes,
							const text *billing_group_name, int64 thing_type_id,
							IjThing *thing);
extern void ij_thing_update(int64 id, const Jsonb *attributes, int64 thing_type_id);
extern void ij_thing_mark_deleted(int64 id);

/* At most limit things after an id, in the order of registration. */
extern int	ij_thing_list(const IjThingFilter *filter, int64 after_id, int limit,
						  IjThing **things);

/*
 * Registers those names of an array that no living thing has, with a type (0:
 * none), and puts them into a group (0: none) with the given membership point.  Returns how many
 * were new.  Waits for another bulk registration to end.
 */
extern int64 ij_thing_insert_many(ArrayType *names, const Jsonb *attributes, int64 type_id,
								  int64 group_id, int64 point);

#endif							/* IJ_THING_STORE_H */
