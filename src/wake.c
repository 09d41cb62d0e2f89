/*-------------------------------------------------------------------------
 *
 * wake.c
 *		Tells the worker of this database that a commit left work for it.
 *
 * A call that leaves work sets a flag; only the commit acts on it, so that
 * the worker never looks before the work can be seen, and a rolled-back call
 * wakes nobody.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"

#include "wake.h"

void		(*ij_wake_hook) (void) = NULL;

static bool wake_wanted = false;

static void
wake_at_end_of_transaction(XactEvent event, void *arg)
{
	switch (event)
	{
		case XACT_EVENT_COMMIT:
			if (wake_wanted && ij_wake_hook != NULL)
				ij_wake_hook();
			wake_wanted = false;
			break;

		case XACT_EVENT_ABORT:
		case XACT_EVENT_PREPARE:
			/* COMMIT PREPARED may come from any session: naptime serves it. */
			wake_wanted = false;
			break;

		default:
			break;
	}
}

/* Called once, from _PG_init(). */
void
ij_wake_init(void)
{
	RegisterXactCallback(wake_at_end_of_transaction, NULL);
}

/* The worker shall look for work as soon as this transaction has committed. */
void
ij_wake_at_commit(void)
{
	wake_wanted = true;
}
