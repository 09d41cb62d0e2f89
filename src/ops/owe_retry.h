/*-------------------------------------------------------------------------
 *
 * owe_retry.h
 *		Notes which of the attempts that have just ended are to be repeated.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_OWE_RETRY_H
#define IJ_OWE_RETRY_H

#include "postgres.h"

#include "utils/array.h"

/* Jobs and things, pair by pair; their latest attempts count as they are now. */
extern void ij_owe_retries(ArrayType *job_keys, ArrayType *thing_keys);

#endif							/* IJ_OWE_RETRY_H */
