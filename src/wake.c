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

void		(*ij_wake_hook) (bool is_work) = NULL;

static bool wake_wanted = false;
static bool has_news = false;

static void
wake_at_end_of_transaction(XactEvent event, void *arg)
{
	switch (event)
	{
		case XACT_EVENT_COMMIT:
			if ((wake_wanted || has_news) && ij_wake_hook != NULL)
				ij_wake_hook(wake_wanted);
			wake_wanted = has_news = false;
			break;

		case XACT_EVENT_ABORT:
		case XACT_EVENT_PREPARE:
			/* COMMIT PREPARED may come from any session: naptime serves it. */
			wake_wanted = has_news = false;
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

/*
 * Somebody may want to hear of what this transaction has done; the worker
 * tells it then, and has no other work with it.
 */
void
ij_tell_at_commit(void)
{
	has_news = true;
}
