/*-------------------------------------------------------------------------
 *
 * announce_step.c
 *		Tells devices, and whoever listens, what has happened.
 *
 * A batch goes on in the event log from where the last one ended, and puts
 * what follows from it into the outbox; both in one transaction.  Then come
 * jobs that were shown or hidden as a whole, and events of jobs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "commands/async.h"
#include "utils/array.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "engine/steps.h"
#include "guc.h"
#include "json/arn_out.h"
#include "ops/document.h"
#include "store/announce_store.h"
#include "store/job_event_store.h"
#include "store/outbox_store.h"

/* Things whose queues are looked at in one statement. */
#define THINGS_AT_A_TIME 1000

/* Somebody who reads where the position is keeps it from beginning. */
#define TRY_AGAIN_USECS (100 * USECS_PER_SEC / 1000)

#define CHANNEL "iotjobs"

static bool is_settled(IjPass *pass, IjDemand *demand);
static bool settle(IjPass *pass, const IjDemand *demand);
static int64 tell_things(const IjAnnouncer *announcer, ArrayType *thing_keys);
static text *try_document(const IjUnsigned *lacking);

/*
 * Whether and since when there is something to tell is settled before the
 * pass does anything that is worth telling.
 */
bool
ij_step_listen(IjPass *pass, int64 job_id)
{
	IjDemand	demand;

	if (!is_settled(pass, &demand))
		(void) settle(pass, &demand);
	return false;
}

/* Whether the position is what is asked for. */
static bool
is_settled(IjPass *pass, IjDemand *demand)
{
	ij_demand_look(pass->at, ij_guc_notify == IJ_NOTIFY_ON, ij_guc_notify == IJ_NOTIFY_AUTO, demand);
	pass->announces = demand->things || demand->job_events || demand->execution_events;
	if (pass->announces)
		return demand->has_position && demand->things == demand->position_has_things;
	return !demand->has_position && !demand->has_old_position && !demand->has_job_events;
}

/* Makes it so, if need be, and keeps others out; false if there is nothing to tell now. */
static bool
settle(IjPass *pass, const IjDemand *demand)
{
	if (ij_announce_lock(demand))
		return true;
	pass->next_at = Min(pass->next_at, pass->at + TRY_AGAIN_USECS);
	return false;
}

bool
ij_step_announce(IjPass *pass, int64 job_id)
{
	IjAnnouncer announcer = {.at = pass->at};
	IjDemand	demand;
	IjNews		news;
	ArrayType  *thing_keys;
	int64		told;
	bool		more;

	if (is_settled(pass, &demand) &&
		(!pass->announces || (!demand.has_work && !demand.has_job_events)))
		return false;
	if (!settle(pass, &demand))
		return false;
	announcer.slot = ij_outbox_slot(pass->at);
	if (announcer.slot < 0)
		return false;
	announcer.job_events = demand.job_events;
	announcer.execution_events = demand.execution_events;
	announcer.thing_arn_prefix = ij_arn_make("thing", "");

	ij_announce_events(&announcer, &news);
	told = news.told;
	if (news.thing_keys != NULL)
		told += tell_things(&announcer, news.thing_keys);

	more = ij_announce_job_things(THINGS_AT_A_TIME, &thing_keys);
	if (more && thing_keys != NULL)
		told += tell_things(&announcer, thing_keys);

	/* Behind the executions that the same transaction changed. */
	if (!news.more)
		told += ij_job_events_tell(&announcer);

	pass->announced += told;
	return more || news.more;
}

static int64
tell_things(const IjAnnouncer *announcer, ArrayType *thing_keys)
{
	Datum	   *keys;
	int			nkeys;
	int64		told = 0;

	deconstruct_array(thing_keys, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &keys, NULL, &nkeys);
	for (int first = 0; first < nkeys; first += THINGS_AT_A_TIME)
	{
		ArrayType  *part = construct_array(keys + first, Min(THINGS_AT_A_TIME, nkeys - first), INT8OID,
										   sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
		IjUnsigned *lacking;
		int			nlacking;

		told += ij_announce_things(announcer, part, &nlacking, &lacking);
		for (int i = 0; i < nlacking; i++)
			ij_announce_signed(announcer, &lacking[i], try_document(&lacking[i]));
	}
	return told;
}

/*
 * A document whose URLs cannot be signed any more keeps nobody else from
 * being told: that one notification comes without it, and a device that asks
 * for the document gets the error.
 */
static text *
try_document(const IjUnsigned *lacking)
{
	MemoryContext caller = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	text	   *volatile document = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(caller);
	PG_TRY();
	{
		document = ij_document_for_device(&lacking->execution, lacking->job_id, lacking->thing_name);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(caller);
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		document = NULL;
	}
	PG_END_TRY();
	MemoryContextSwitchTo(caller);
	CurrentResourceOwner = owner;
	return document;
}

/* The only NOTIFY there is: it serialises commits, so that no call of a device may issue one. */
bool
ij_step_call(IjPass *pass, int64 job_id)
{
	Async_Notify(CHANNEL, "");
	return false;
}
