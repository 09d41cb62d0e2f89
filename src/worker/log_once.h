/*-------------------------------------------------------------------------
 *
 * log_once.h
 *		Whether an error is news for the log.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_LOG_ONCE_H
#define IJ_LOG_ONCE_H

#include "postgres.h"

#include "datatype/timestamp.h"

/* The error that was logged last. */
typedef struct IjLogged
{
	TimestampTz at;				/* 0: none */
	int			sqlerrcode;
	char		message[160];
} IjLogged;

/* Another one than the last, or the same after an hour; then it is the last. */
extern bool ij_log_is_news(IjLogged *logged, const ErrorData *error);

#endif							/* IJ_LOG_ONCE_H */
