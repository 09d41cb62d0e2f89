/*-------------------------------------------------------------------------
 *
 * retry.h
 *		Whether an execution that has ended is tried once more.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_RETRY_H
#define IJ_RETRY_H

#include "rules/config.h"
#include "rules/execution_state.h"

/* Retries that a thing has had already, of one job. */
typedef struct IjRetries
{
	int			all;
	int			of_failed;		/* those whose reason was a FAILED attempt */
} IjRetries;

/* ended is the status of the latest attempt.  config may be NULL. */
extern bool ij_retry_is_owed(const IjRetryConfig *config, IjExecStatus ended,
							 const IjRetries *had);

/*
 * Whether the numbers of a job may become others: each stays, becomes 0, or
 * goes away.  Both may be NULL.
 */
extern bool ij_retry_may_become(const IjRetryConfig *from, const IjRetryConfig *to);

#endif							/* IJ_RETRY_H */
