/*-------------------------------------------------------------------------
 *
 * membership_defer_store.h
 *		Changes of memberships that are put off for a job that fails.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_MEMBERSHIP_DEFER_STORE_H
#define IJ_MEMBERSHIP_DEFER_STORE_H

#include "postgres.h"

#include "utils/array.h"

#include "store/membership_log_store.h"

/* The job shall look at these things later. */
extern void ij_membership_defer(int64 job_key, ArrayType *thing_keys);

/* The same for deleted things, whose executions are open in some of these jobs; NULL: in all. */
extern void ij_membership_defer_deleted(ArrayType *job_keys, ArrayType *thing_keys);

/* Jobs that memberships are put off for. */
extern int	ij_membership_deferring(int64 **job_keys);

/* Takes a batch of what is put off; false if there is none, or somebody else is at it. */
extern bool ij_membership_take_deferred(int64 job_key, int64 limit, IjMembershipBatch *batch);

#endif							/* IJ_MEMBERSHIP_DEFER_STORE_H */
