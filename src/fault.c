/*-------------------------------------------------------------------------
 *
 * fault.c
 *		Points at which a test can make the server fail.
 *
 * The setting iotjobs.fault is 'point:action' or 'point:action:n': at the
 * point named, on average every n-th time, the action is taken: kill, error,
 * panic, cancel or sleep.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fault.h"

#ifdef IOTJOBS_FAULTS

#include <signal.h>

#include "miscadmin.h"

char	   *ij_guc_fault = NULL;

void
ij_fault(const char *point)
{
	char		name[64];
	char		action[16];
	int			one_in = 1;

	if (ij_guc_fault == NULL ||
		sscanf(ij_guc_fault, "%63[^:]:%15[^:]:%d", name, action, &one_in) < 2 ||
		strcmp(name, point) != 0)
		return;
	if (one_in > 1 && random() % one_in != 0)
		return;

	if (strcmp(action, "kill") == 0)
	{
		(void) kill(MyProcPid, SIGKILL);
		pg_usleep(1000000L);
	}
	else if (strcmp(action, "error") == 0)
		elog(ERROR, "fault point %s", point);
	else if (strcmp(action, "panic") == 0)
		elog(PANIC, "fault point %s", point);
	else if (strcmp(action, "cancel") == 0)
		(void) kill(MyProcPid, SIGINT);
	else if (strcmp(action, "sleep") == 0)
		pg_usleep(200000L);
}

#endif							/* IOTJOBS_FAULTS */
