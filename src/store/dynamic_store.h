/*-------------------------------------------------------------------------
 *
 * dynamic_store.h
 *		Statements that keep the members of dynamic groups.
 *
 * Callers hold an open SPI connection.  Bits of what a query uses are those
 * of rules/query.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DYNAMIC_STORE_H
#define IJ_DYNAMIC_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"

/*
 * The lock of the queries, before any other of the registry.  Shared: things
 * change, and no query does meanwhile.  Exclusive: the other way round.
 */
extern void ij_dynamic_lock(bool exclusive);

extern int	ij_dynamic_count(void);

/* Whether a living query uses one of these. */
extern bool ij_dynamic_is_used(unsigned uses);

/* Makes the members of one group those things that its query finds; a new group has none yet. */
extern void ij_dynamic_fill(int64 group_id, bool is_new, const text *query, unsigned uses, int64 point);

/*
 * The same for all groups whose query uses one of these, and some things.
 * Returns how many memberships ended.
 */
extern int64 ij_dynamic_refresh(ArrayType *thing_ids, unsigned uses, int64 point);

/* The keys of the living things of these names, and of the members of a group; NULL if none. */
extern ArrayType *ij_dynamic_keys_of_names(ArrayType *names);
extern ArrayType *ij_dynamic_keys_of_group(int64 group_id);

/* What a search finds. */
typedef struct IjFoundThing
{
	int64		id;
	char	   *name;
	char	   *uuid;
	char	   *type_name;		/* or NULL */
	Jsonb	   *group_names;	/* or NULL */
	Jsonb	   *attributes;
} IjFoundThing;

/* At most limit things after an id, in the order of registration. */
extern int	ij_dynamic_search(const text *query, unsigned uses, int64 after_id, int limit,
							  IjFoundThing **things);

#endif							/* IJ_DYNAMIC_STORE_H */
