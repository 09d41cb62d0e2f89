/*-------------------------------------------------------------------------
 *
 * failure_store.h
 *		Statements on iotjobs.worker_failure.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_FAILURE_STORE_H
#define IJ_FAILURE_STORE_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "nodes/pg_list.h"

typedef struct IjFailure
{
	char	   *step;
	int64		job_id;			/* 0: of no single job */
	int			failures;		/* in a row */
	char	   *sqlstate;
	char	   *last_error;
	TimestampTz failed_at;
	TimestampTz next_try_at;
} IjFailure;

extern List *ij_failure_load(void);
extern void ij_failure_save(const IjFailure *failure);
extern void ij_failure_clear(const char *step, int64 job_id);
extern void ij_failure_forget(TimestampTz before);

#endif							/* IJ_FAILURE_STORE_H */
