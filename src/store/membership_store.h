/*-------------------------------------------------------------------------
 *
 * membership_store.h
 *		Statements on who is in which group, and since when.
 *
 * Callers hold an open SPI connection and, where they write, the locks that
 * store/README.md names: first the group, then the thing.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_MEMBERSHIP_STORE_H
#define IJ_MEMBERSHIP_STORE_H

#include "postgres.h"

#include "utils/array.h"

#define IJ_MAX_GROUPS_OF_THING 10

/* A thing and the group that forbids it to join another one; palloc'd. */
typedef struct IjMembershipConflict
{
	char	   *thing_name;
	char	   *group_name;		/* NULL where no single group is to blame */
} IjMembershipConflict;

/* A new number of the membership clock: one for each changing call. */
extern int64 ij_membership_draw_point(void);

/* One thing.  The end is false if the thing was no member. */
extern void ij_membership_insert(int64 group_id, int64 thing_id, int64 point);
extern bool ij_membership_end(int64 group_id, int64 thing_id, int64 point);
extern void ij_membership_end_all_of_thing(int64 thing_id, int64 point);

/*
 * Many at once.  Locks those things of an array of names that are registered
 * and not in the group yet, and gives their ids, NULL if there are none; then
 * the first of them that another group of a hierarchy, or the number of its
 * groups, forbids to join.
 */
extern ArrayType *ij_membership_lock_joining(ArrayType *names, int64 group_id);
extern bool ij_membership_find_same_hierarchy(ArrayType *thing_ids, int64 root_id,
											  IjMembershipConflict *conflict);
extern bool ij_membership_find_full_thing(ArrayType *thing_ids,
										  IjMembershipConflict *conflict);
extern void ij_membership_insert_many(ArrayType *thing_ids, int64 group_id, int64 point);

/*
 * Leaves word for the worker, which carries the change into continuous jobs
 * and empties deleted groups, and wakes it at commit.
 */
extern void ij_membership_changed_join(int64 group_id, int64 thing_id, int64 point);
extern void ij_membership_changed_join_many(int64 group_id, int64 point);
extern void ij_membership_changed_leave(int64 group_id, int64 thing_id, int64 point);
extern void ij_membership_changed_thing_deleted(int64 thing_id, int64 point);
extern void ij_membership_changed_group_deleted(int64 group_id, int64 point);

/*
 * Names and ids of at most limit things of a group after an id, in the order
 * of their registration; recursive: of its child groups too, each thing once.
 */
typedef struct IjGroupMember
{
	int64		thing_id;
	char	   *thing_name;
} IjGroupMember;

extern int	ij_membership_list(int64 group_id, bool recursive, int64 after_id, int limit,
							   IjGroupMember **members);

#endif							/* IJ_MEMBERSHIP_STORE_H */
