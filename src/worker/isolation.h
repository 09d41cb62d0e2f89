/*-------------------------------------------------------------------------
 *
 * isolation.h
 *		Keeps the failures of one job from the others: record and next try.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ISOLATION_H
#define IJ_ISOLATION_H

#include "postgres.h"

#include "nodes/pg_list.h"

#include "engine/pass.h"
#include "store/failure_store.h"

/* What a runner keeps during a pass, in pass->runner. */
typedef struct IjRunner
{
	int64		units;			/* run so far */
	TimestampTz share_ends_at;	/* of the present step, in the background worker */
} IjRunner;

extern void ij_isolation_begin(IjPass *pass);
extern IjFailure *ij_isolation_find(IjPass *pass, const char *step, int64 job_id);
extern bool ij_isolation_is_due(const IjPass *pass, const IjFailure *failure);
extern bool ij_isolation_is_new(const IjFailure *failure, const ErrorData *error);
extern void ij_isolation_failed(IjPass *pass, const char *step, int64 job_id,
								const ErrorData *error);
extern void ij_isolation_succeeded(IjPass *pass, IjFailure *failure);

#endif							/* IJ_ISOLATION_H */
