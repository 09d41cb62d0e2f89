/*-------------------------------------------------------------------------
 *
 * clock.c
 *		The present, as every rule of the extension sees it.
 *
 * Nothing else in the extension may ask the operating system or the
 * transaction for the time, so that iotjobs.clock rules over all of it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/timestamp.h"

#include "clock.h"
#include "guc.h"

/*
 * The time that API calls and passes of the worker take as the present: the
 * setting iotjobs.clock where it is set, the wall clock otherwise.
 *
 * It is the time of the call and not of the transaction: a transaction that
 * began early must not date its change before one that it waited for.
 */
TimestampTz
ij_now(void)
{
	return ij_guc_clock_is_set ? ij_guc_clock_time : GetCurrentTimestamp();
}

int64
ij_unix_seconds(TimestampTz time)
{
	int64		seconds = time / USECS_PER_SEC - (time % USECS_PER_SEC < 0);

	return seconds + (int64) (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY;
}
