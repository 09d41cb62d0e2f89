/*-------------------------------------------------------------------------
 *
 * slot.c
 *		A worker's own slot in shared memory.
 *
 * A worker started by hand has none; then all of this does nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "port/atomics.h"
#include "storage/ipc.h"
#include "storage/lwlock.h"
#include "utils/timestamp.h"

#include "worker/registry.h"
#include "worker/registry_memory.h"

static IjWorkerSlot *my_slot = NULL;

static void worker_gone(int code, Datum arg);

/*
 * Takes the slot that the launcher prepared.  False if the launcher has given
 * it up meanwhile; then the worker is not wanted.  A worker without a slot is
 * always wanted.
 *
 * Call it before the process connects to its database: callbacks run in
 * reverse order, so the slot is given back after the lock of the database.
 */
bool
ij_registry_attach(const IjWorkerStart *start)
{
	IjWorkerSlot *slot;
	bool		mine;

	if (start->slot < 0)
		return true;
	if (ij_registry == NULL || start->slot >= ij_registry->size)
		return false;

	slot = &ij_registry->slots[start->slot];
	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	mine = slot->state == IJ_SLOT_STARTING && slot->pid == 0 &&
		slot->database == start->database &&
		slot->generation == start->generation;
	if (mine)
	{
		slot->pid = MyProcPid;
		slot->latch = MyLatch;
		slot->started_at = GetCurrentTimestamp();
		slot->has_work = slot->has_news = slot->tells = false;
		slot->pass_began_at = 0;
		slot->pass_ended_at = 0;
		slot->passes = slot->units = slot->units_failed = 0;
		slot->next_try_at = 0;
		memset(slot->done, 0, sizeof(slot->done));
		memset(slot->last_done, 0, sizeof(slot->last_done));
	}
	LWLockRelease(ij_registry->lock);

	if (mine)
	{
		my_slot = slot;
		before_shmem_exit(worker_gone, 0);
	}
	return mine;
}

static void
worker_gone(int code, Datum arg)
{
	Latch	   *latch;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	my_slot->state = IJ_SLOT_STOPPED;
	my_slot->pid = 0;
	my_slot->latch = NULL;
	latch = ij_registry->launcher_latch;
	LWLockRelease(ij_registry->lock);

	if (latch != NULL)
		SetLatch(latch);
}

/* The worker has the lock of its database and goes to work. */
void
ij_registry_running(void)
{
	Latch	   *latch;

	if (my_slot == NULL)
		return;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	my_slot->state = IJ_SLOT_RUNNING;
	latch = ij_registry->launcher_latch;
	LWLockRelease(ij_registry->lock);

	/* The launcher starts only a few workers at a time. */
	if (latch != NULL)
		SetLatch(latch);
}

/* The worker is about to leave, for this reason. */
void
ij_registry_leaving(IjOutcome outcome)
{
	if (my_slot == NULL)
		return;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	my_slot->outcome = outcome;
	LWLockRelease(ij_registry->lock);
}

/* As what the worker shall leave; IJ_OUTCOME_FAILURE: not.  Asked between any two units, so without the lock. */
IjOutcome
ij_registry_stop_requested(void)
{
	if (my_slot == NULL)
		return IJ_OUTCOME_FAILURE;
	return ((volatile IjWorkerSlot *) my_slot)->stop_requested;
}

/* Whether sessions shall say when they have news.  Flags are read without the lock. */
void
ij_registry_set_tells(bool tells)
{
	if (my_slot != NULL)
		((volatile IjWorkerSlot *) my_slot)->tells = tells;
}

/* Without a slot nobody says what a latch was set for: it may be work. */
bool
ij_registry_has_work(void)
{
	return my_slot == NULL || ((volatile IjWorkerSlot *) my_slot)->has_work;
}

bool
ij_registry_has_news(void)
{
	return my_slot != NULL && ((volatile IjWorkerSlot *) my_slot)->has_news;
}

/* Before the worker looks: what is reported from now on it may not see. */
void
ij_registry_taken_up(bool work)
{
	if (my_slot == NULL)
		return;
	if (work)
		((volatile IjWorkerSlot *) my_slot)->has_work = false;
	((volatile IjWorkerSlot *) my_slot)->has_news = false;
	pg_memory_barrier();
}

/* There is more to tell than one round may. */
void
ij_registry_leave_news(void)
{
	if (my_slot != NULL)
		((volatile IjWorkerSlot *) my_slot)->has_news = true;
}

void
ij_registry_pass_began(void)
{
	if (my_slot == NULL)
		return;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	my_slot->pass_began_at = GetCurrentTimestamp();
	LWLockRelease(ij_registry->lock);
}

void
ij_registry_pass_ended(int64 units, const int64 *counts)
{
	if (my_slot == NULL)
		return;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	my_slot->pass_ended_at = GetCurrentTimestamp();
	my_slot->passes++;
	my_slot->units += units;
	my_slot->units_failed += counts[IJ_PASS_COUNTS - 1];
	for (int i = 0; i < IJ_PASS_COUNTS; i++)
		my_slot->done[i] += counts[i];
	memcpy(my_slot->last_done, counts, sizeof(my_slot->last_done));
	my_slot->next_try_at = 0;
	LWLockRelease(ij_registry->lock);
}

/* The pass could not even keep its failures to itself. */
void
ij_registry_pass_failed(const char *error, TimestampTz next_try_at)
{
	if (my_slot == NULL)
		return;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	my_slot->pass_ended_at = GetCurrentTimestamp();
	my_slot->passes++;
	my_slot->units_failed++;
	my_slot->done[IJ_PASS_COUNTS - 1]++;
	memset(my_slot->last_done, 0, sizeof(my_slot->last_done));
	my_slot->last_done[IJ_PASS_COUNTS - 1] = 1;
	my_slot->next_try_at = next_try_at;
	strlcpy(my_slot->last_error, error, sizeof(my_slot->last_error));
	LWLockRelease(ij_registry->lock);
}
