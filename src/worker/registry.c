/*-------------------------------------------------------------------------
 *
 * registry.c
 *		Shared memory of the launcher and the workers: one slot per database.
 *
 * One LWLock guards everything.  It is taken a few times per pass and per
 * start, and never by a session that merely wakes a worker: see
 * ij_registry_wake_worker().
 *
 * Times here are those of the machine, not of iotjobs.clock: they are about
 * processes, not about jobs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "storage/ipc.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "guc.h"
#include "worker/registry.h"
#include "worker/registry_memory.h"

#define TRANCHE "iotjobs"

/*
 * A worker that makes the server crash would do so again at once, and would
 * leave nobody the time to switch it off.
 */
#define QUIET_AFTER_CRASH_MS 3000

IjRegistry *ij_registry = NULL;

static void request_space(void);
static void create_or_attach(void);
static size_t registry_space(void);
static void launcher_gone(int code, Datum arg);

#if IJ_HAS_SHMEM_REQUEST_HOOK
static shmem_request_hook_type previous_request_hook = NULL;
#endif
static shmem_startup_hook_type previous_startup_hook = NULL;

/* Called from _PG_init() while the library is preloaded. */
void
ij_registry_init(void)
{
#if IJ_HAS_SHMEM_REQUEST_HOOK
	previous_request_hook = shmem_request_hook;
	shmem_request_hook = request_space;
#else
	request_space();
#endif
	previous_startup_hook = shmem_startup_hook;
	shmem_startup_hook = create_or_attach;
}

static void
request_space(void)
{
#if IJ_HAS_SHMEM_REQUEST_HOOK
	if (previous_request_hook)
		previous_request_hook();
#endif
	RequestAddinShmemSpace(registry_space());
	RequestNamedLWLockTranche(TRANCHE, 1);
}

static size_t
registry_space(void)
{
	return add_size(offsetof(IjRegistry, slots),
					mul_size(ij_guc_max_databases, sizeof(IjWorkerSlot)));
}

static void
create_or_attach(void)
{
	static bool created_before = false; /* in this postmaster */
	bool		found;

	if (previous_startup_hook)
		previous_startup_hook();

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	ij_registry = ShmemInitStruct("iotjobs workers", registry_space(), &found);
	if (!found)
	{
		memset(ij_registry, 0, registry_space());
		ij_registry->size = ij_guc_max_databases;
		ij_registry->lock = &GetNamedLWLockTranche(TRANCHE)->lock;

		/* The postmaster makes shared memory again only after a crash. */
		if (created_before)
			ij_registry->quiet_until = TimestampTzPlusMilliseconds(GetCurrentTimestamp(),
																QUIET_AFTER_CRASH_MS);
		created_before = true;
	}
	LWLockRelease(AddinShmemInitLock);
}

/* ---- any process ---- */

bool
ij_registry_exists(void)
{
	return ij_registry != NULL;
}

/*
 * Wakes the worker of a database, if it has one.  Called after commits, so it
 * neither fails nor allocates, and takes no lock: many sessions commit at a
 * time.  A slot that changes hands meanwhile costs a stranger one needless
 * round, or leaves the wake-up to naptime.
 */
void
ij_registry_wake_worker(Oid database)
{
	if (ij_registry == NULL)
		return;

	for (int i = 0; i < ij_registry->size; i++)
	{
		volatile IjWorkerSlot *slot = &ij_registry->slots[i];

		if (slot->database == database)
		{
			Latch	   *latch = slot->latch;

			slot->has_work = true;
			if (latch != NULL)
				SetLatch(latch);
			return;
		}
	}
}

/*
 * The same for what is only to be told, if somebody wants to hear it.  While
 * the worker has not taken up the news of another commit there is nothing to
 * do: it will find these, too.
 */
void
ij_registry_tell_worker(Oid database)
{
	if (ij_registry == NULL)
		return;

	for (int i = 0; i < ij_registry->size; i++)
	{
		volatile IjWorkerSlot *slot = &ij_registry->slots[i];

		if (slot->database == database)
		{
			Latch	   *latch = slot->latch;

			if (!slot->tells || slot->has_news)
				return;
			slot->has_news = true;
			if (latch != NULL)
				SetLatch(latch);
			return;
		}
	}
}

/*
 * Asks the launcher to look at a database: a worker that runs there is
 * started anew, otherwise one is tried.  InvalidOid means all.  Called after
 * commits: does not fail.
 */
void
ij_registry_attend(Oid database)
{
	Latch	   *latch;

	if (ij_registry == NULL)
		return;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	if (!OidIsValid(database) || ij_registry->nattend >= IJ_MAX_ATTEND)
		ij_registry->attend_all = true;
	else
		ij_registry->attend[ij_registry->nattend++] = database;
	latch = ij_registry->launcher_latch;
	LWLockRelease(ij_registry->lock);

	if (latch != NULL)
		SetLatch(latch);
}

/* The process attached for a database, 0 if there is none. */
pid_t
ij_registry_worker_pid(Oid database)
{
	pid_t		pid = 0;

	if (ij_registry == NULL)
		return 0;

	LWLockAcquire(ij_registry->lock, LW_SHARED);
	for (int i = 0; i < ij_registry->size; i++)
		if (ij_registry->slots[i].database == database)
			pid = ij_registry->slots[i].pid;
	LWLockRelease(ij_registry->lock);
	return pid;
}

/* Asks the worker of a database, if it has one, to leave in good order. */
void
ij_registry_stop_worker(Oid database, IjOutcome outcome)
{
	if (ij_registry == NULL)
		return;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	for (int i = 0; i < ij_registry->size; i++)
		if (ij_registry->slots[i].database == database)
			ij_registry->slots[i].stop_requested = outcome;
	LWLockRelease(ij_registry->lock);

	ij_registry_wake_worker(database);
}

pid_t
ij_registry_launcher_pid(void)
{
	return ij_registry == NULL ? 0 : ij_registry->launcher_pid;
}

int
ij_registry_size(void)
{
	return ij_registry == NULL ? 0 : ij_registry->size;
}

/* A copy of a slot, as of one moment. */
IjWorkerSlot
ij_registry_get(int slot)
{
	IjWorkerSlot copy;

	LWLockAcquire(ij_registry->lock, LW_SHARED);
	copy = ij_registry->slots[slot];
	LWLockRelease(ij_registry->lock);
	return copy;
}

/* ---- the launcher ---- */

/*
 * Makes this process the launcher.  A launcher that went before may have left
 * slots: those of living workers stay, the others are freed.  A worker that
 * it asked for and that is yet to come will not find its generation and leaves.
 */
void
ij_registry_set_launcher(void)
{
	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	ij_registry->launcher_pid = MyProcPid;
	ij_registry->launcher_latch = MyLatch;
	for (int i = 0; i < ij_registry->size; i++)
	{
		IjWorkerSlot *slot = &ij_registry->slots[i];

		if (slot->state != IJ_SLOT_FREE && slot->pid == 0)
		{
			slot->state = IJ_SLOT_FREE;
			slot->database = InvalidOid;
			slot->generation++;
		}
	}
	LWLockRelease(ij_registry->lock);

	before_shmem_exit(launcher_gone, 0);
}

static void
launcher_gone(int code, Datum arg)
{
	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	ij_registry->launcher_pid = 0;
	ij_registry->launcher_latch = NULL;
	LWLockRelease(ij_registry->lock);
}

TimestampTz
ij_registry_quiet_until(void)
{
	return ij_registry->quiet_until;
}

/*
 * Takes the databases that sessions asked to be looked at; databases has room
 * for IJ_MAX_ATTEND.
 */
int
ij_registry_take_attend(Oid *databases, bool *all)
{
	int			n;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	n = ij_registry->nattend;
	memcpy(databases, ij_registry->attend, n * sizeof(Oid));
	*all = ij_registry->attend_all;
	ij_registry->nattend = 0;
	ij_registry->attend_all = false;
	LWLockRelease(ij_registry->lock);
	return n;
}

/* A free slot for a database, -1 if there is none. */
int
ij_registry_assign(Oid database)
{
	int			found = -1;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	for (int i = 0; i < ij_registry->size && found < 0; i++)
	{
		IjWorkerSlot *slot = &ij_registry->slots[i];
		uint32		generation = slot->generation;

		if (slot->state != IJ_SLOT_FREE)
			continue;
		memset(slot, 0, sizeof(*slot));
		slot->generation = generation;
		slot->state = IJ_SLOT_WAITING;
		slot->database = database;
		found = i;
	}
	LWLockRelease(ij_registry->lock);
	return found;
}

/* Prepares a slot for a worker that is about to be asked for. */
IjWorkerStart
ij_registry_start(int slot_number)
{
	IjWorkerSlot *slot = &ij_registry->slots[slot_number];
	IjWorkerStart start;

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	slot->state = IJ_SLOT_STARTING;
	slot->outcome = IJ_OUTCOME_FAILURE;
	slot->generation++;
	slot->stop_requested = IJ_OUTCOME_FAILURE;
	slot->no_process = false;
	start.database = slot->database;
	start.slot = slot_number;
	start.generation = slot->generation;
	LWLockRelease(ij_registry->lock);
	return start;
}

/* There is no worker, and the next is tried at the time given. */
void
ij_registry_postpone(int slot_number, TimestampTz next_start_at, bool no_process)
{
	IjWorkerSlot *slot = &ij_registry->slots[slot_number];

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	slot->state = IJ_SLOT_WAITING;
	slot->generation++;
	slot->next_start_at = next_start_at;
	slot->no_process = no_process;
	LWLockRelease(ij_registry->lock);
}

void
ij_registry_free(int slot_number)
{
	IjWorkerSlot *slot = &ij_registry->slots[slot_number];

	LWLockAcquire(ij_registry->lock, LW_EXCLUSIVE);
	slot->state = IJ_SLOT_FREE;
	slot->database = InvalidOid;
	slot->generation++;
	LWLockRelease(ij_registry->lock);
}
