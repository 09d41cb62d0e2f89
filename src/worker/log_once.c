/*-------------------------------------------------------------------------
 *
 * log_once.c
 *		Whether an error is news for the log.
 *
 * The record of failures says that of units (isolation.c); this is for a
 * database that cannot even be written to, where each pass fails anew.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/timestamp.h"

#include "worker/log_once.h"

/* A failing database is told of in the log once an hour. */
#define LOG_AGAIN_MS 3600000

bool
ij_log_is_news(IjLogged *logged, const ErrorData *error)
{
	const char *message = error->message ? error->message : "";
	TimestampTz now = GetCurrentTimestamp();

	if (logged->at != 0 && logged->sqlerrcode == error->sqlerrcode &&
		strncmp(logged->message, message, sizeof(logged->message) - 1) == 0 &&
		!TimestampDifferenceExceeds(logged->at, now, LOG_AGAIN_MS))
		return false;

	logged->at = now;
	logged->sqlerrcode = error->sqlerrcode;
	strlcpy(logged->message, message, sizeof(logged->message));
	return true;
}
