/*-------------------------------------------------------------------------
 *
 * which_jobs.h
 *		The jobs that a statement for many jobs shall deal with.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_WHICH_JOBS_H
#define IJ_WHICH_JOBS_H

#include "postgres.h"

#include "utils/array.h"

typedef struct IjWhichJobs
{
	int64		only;			/* this job; 0: all but those that follow */
	ArrayType  *but;			/* bigint[], never NULL */
} IjWhichJobs;

/* Condition in SQL, of two parameters: only and but. */
#define IJ_WHICH_JOBS(job, only, but) \
	" AND (" only " OPERATOR(pg_catalog.=) 0 OR " job " OPERATOR(pg_catalog.=) " only ")" \
	" AND " job " OPERATOR(pg_catalog.<>) ALL (" but ")"

#endif							/* IJ_WHICH_JOBS_H */
