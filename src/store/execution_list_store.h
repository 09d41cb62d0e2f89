/*-------------------------------------------------------------------------
 *
 * execution_list_store.h
 *		Pages of executions, of a job and of a thing.
 *
 * All attempts are shown, the latest and the earlier ones.  A page starts
 * behind a key and ends after limit rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_EXECUTION_LIST_STORE_H
#define IJ_EXECUTION_LIST_STORE_H

#include "postgres.h"

#include "utils/timestamp.h"

/* Where a row stands: queued_at, then the other party, then the attempt. */
typedef struct IjExecutionKey
{
	TimestampTz queued_at;
	int64		party_key;		/* thing in a job's list, job in a thing's */
	int64		execution_number;
} IjExecutionKey;

typedef struct IjExecutionRow
{
	IjExecutionKey key;
	char	   *party_name;		/* thing name, or job id */
	char	   *status;
	bool		is_started;
	TimestampTz started_at;		/* if is_started */
	TimestampTz last_updated_at;
	int32		retry_attempt;
} IjExecutionRow;

/* Oldest first.  status is a word or NULL. */
extern uint64 ij_execution_list_of_job(int64 job_key, const char *status,
									   const IjExecutionKey *after, int64 limit,
									   IjExecutionRow **rows);

/*
 * Rows that one page of a job's list looks at when it filters by status.  A
 * page may therefore be short, or empty, and yet not the last.
 */
#define IJ_EXECUTION_LIST_WINDOW 10000

/* The key of the last row of the window behind a key; false if the list ends within it. */
extern bool ij_execution_list_window_end(int64 job_key, const IjExecutionKey *after,
										 IjExecutionKey *end);

/* Whether a job has attempts that are not the latest. */
extern bool ij_execution_list_has_earlier(int64 job_key);

/* Newest first.  status, job_id and namespace_id may be NULL. */
extern uint64 ij_execution_list_of_thing(int64 thing_key, text *status, text *job_id,
										 text *namespace_id, const IjExecutionKey *after,
										 int64 limit, IjExecutionRow **rows);

#endif							/* IJ_EXECUTION_LIST_STORE_H */
