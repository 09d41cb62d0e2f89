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

#define TRANCHE "iotjobs"

typedef struct Registry
{
	LWLock	   *lock;
	pid_t		launcher_pid;
	Latch	   *launcher_latch;

	/* Databases the launcher shall look at; attend_all if the list was too short. */
	bool		attend_all;
	int			nattend;
	Oid			attend[IJ_MAX_ATTEND];

	int			size;
	IjWorkerSlot slots[FLEXIBLE_ARRAY_MEMBER];
} Registry;

static Registry *registry = NULL;
static IjWorkerSlot *my_slot = NULL;

static void request_space(void);
static void create_or_attach(void);
static size_t registry_space(void);
static void launcher_gone(int code, Datum arg);
static void worker_gone(int code, Datum arg);

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
	return add_size(offsetof(Registry, slots),
					mul_size(ij_guc_max_databases, sizeof(IjWorkerSlot)));
}

static void
create_or_attach(void)
{
	bool		found;

	if (previous_startup_hook)
		previous_startup_hook();

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	registry = ShmemInitStruct("iotjobs workers", registry_space(), &found);
	if (!found)
	{
		memset(registry, 0, registry_space());
		registry->size = ij_guc_max_databases;
		registry->lock = &GetNamedLWLockTranche(TRANCHE)->lock;
	}
	LWLockRelease(AddinShmemInitLock);
}

/* ---- any process ---- */

bool
ij_registry_exists(void)
{
	return registry != NULL;
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
	if (registry == NULL)
		return;

	for (int i = 0; i < registry->size; i++)
	{
		volatile IjWorkerSlot *slot = &registry->slots[i];

		if (slot->database == database)
		{
			Latch	   *latch = slot->latch;

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

	if (registry == NULL)
		return;

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	if (!OidIsValid(database) || registry->nattend >= IJ_MAX_ATTEND)
		registry->attend_all = true;
	else
		registry->attend[registry->nattend++] = database;
	latch = registry->launcher_latch;
	LWLockRelease(registry->lock);

	if (latch != NULL)
		SetLatch(latch);
}

/* The process attached for a database, 0 if there is none. */
pid_t
ij_registry_worker_pid(Oid database)
{
	pid_t		pid = 0;

	if (registry == NULL)
		return 0;

	LWLockAcquire(registry->lock, LW_SHARED);
	for (int i = 0; i < registry->size; i++)
		if (registry->slots[i].database == database)
			pid = registry->slots[i].pid;
	LWLockRelease(registry->lock);
	return pid;
}

/* Asks the worker of a database, if it has one, to leave in good order. */
void
ij_registry_stop_worker(Oid database, IjOutcome outcome)
{
	if (registry == NULL)
		return;

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	for (int i = 0; i < registry->size; i++)
		if (registry->slots[i].database == database)
			registry->slots[i].stop_requested = outcome;
	LWLockRelease(registry->lock);

	ij_registry_wake_worker(database);
}

pid_t
ij_registry_launcher_pid(void)
{
	return registry == NULL ? 0 : registry->launcher_pid;
}

int
ij_registry_size(void)
{
	return registry == NULL ? 0 : registry->size;
}

/* A copy of a slot, as of one moment. */
IjWorkerSlot
ij_registry_get(int slot)
{
	IjWorkerSlot copy;

	LWLockAcquire(registry->lock, LW_SHARED);
	copy = registry->slots[slot];
	LWLockRelease(registry->lock);
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
	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	registry->launcher_pid = MyProcPid;
	registry->launcher_latch = MyLatch;
	for (int i = 0; i < registry->size; i++)
	{
		IjWorkerSlot *slot = &registry->slots[i];

		if (slot->state != IJ_SLOT_FREE && slot->pid == 0)
		{
			slot->state = IJ_SLOT_FREE;
			slot->database = InvalidOid;
			slot->generation++;
		}
	}
	LWLockRelease(registry->lock);

	before_shmem_exit(launcher_gone, 0);
}

static void
launcher_gone(int code, Datum arg)
{
	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	registry->launcher_pid = 0;
	registry->launcher_latch = NULL;
	LWLockRelease(registry->lock);
}

/*
 * Takes the databases that sessions asked to be looked at; databases has room
 * for IJ_MAX_ATTEND.
 */
int
ij_registry_take_attend(Oid *databases, bool *all)
{
	int			n;

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	n = registry->nattend;
	memcpy(databases, registry->attend, n * sizeof(Oid));
	*all = registry->attend_all;
	registry->nattend = 0;
	registry->attend_all = false;
	LWLockRelease(registry->lock);
	return n;
}

/* A free slot for a database, -1 if there is none. */
int
ij_registry_assign(Oid database)
{
	int			found = -1;

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	for (int i = 0; i < registry->size && found < 0; i++)
	{
		IjWorkerSlot *slot = &registry->slots[i];
		uint32		generation = slot->generation;

		if (slot->state != IJ_SLOT_FREE)
			continue;
		memset(slot, 0, sizeof(*slot));
		slot->generation = generation;
		slot->state = IJ_SLOT_WAITING;
		slot->database = database;
		found = i;
	}
	LWLockRelease(registry->lock);
	return found;
}

/* Prepares a slot for a worker that is about to be asked for. */
IjWorkerStart
ij_registry_start(int slot_number)
{
	IjWorkerSlot *slot = &registry->slots[slot_number];
	IjWorkerStart start;

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	slot->state = IJ_SLOT_STARTING;
	slot->outcome = IJ_OUTCOME_FAILURE;
	slot->generation++;
	slot->stop_requested = IJ_OUTCOME_FAILURE;
	slot->no_process = false;
	start.database = slot->database;
	start.slot = slot_number;
	start.generation = slot->generation;
	LWLockRelease(registry->lock);
	return start;
}

/* There is no worker, and the next is tried at the time given. */
void
ij_registry_postpone(int slot_number, TimestampTz next_start_at, bool no_process)
{
	IjWorkerSlot *slot = &registry->slots[slot_number];

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	slot->state = IJ_SLOT_WAITING;
	slot->generation++;
	slot->next_start_at = next_start_at;
	slot->no_process = no_process;
	LWLockRelease(registry->lock);
}

void
ij_registry_free(int slot_number)
{
	IjWorkerSlot *slot = &registry->slots[slot_number];

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	slot->state = IJ_SLOT_FREE;
	slot->database = InvalidOid;
	slot->generation++;
	LWLockRelease(registry->lock);
}

/* ---- a worker ---- */

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
	if (registry == NULL || start->slot >= registry->size)
		return false;

	slot = &registry->slots[start->slot];
	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	mine = slot->state == IJ_SLOT_STARTING && slot->pid == 0 &&
		slot->database == start->database &&
		slot->generation == start->generation;
	if (mine)
	{
		slot->pid = MyProcPid;
		slot->latch = MyLatch;
		slot->started_at = GetCurrentTimestamp();
		slot->pass_began_at = 0;
		slot->pass_ended_at = 0;
		slot->passes = slot->units = slot->units_failed = 0;
	}
	LWLockRelease(registry->lock);

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

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	my_slot->state = IJ_SLOT_STOPPED;
	my_slot->pid = 0;
	my_slot->latch = NULL;
	latch = registry->launcher_latch;
	LWLockRelease(registry->lock);

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

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	my_slot->state = IJ_SLOT_RUNNING;
	latch = registry->launcher_latch;
	LWLockRelease(registry->lock);

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

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	my_slot->outcome = outcome;
	LWLockRelease(registry->lock);
}

/* As what the worker shall leave; IJ_OUTCOME_FAILURE: not.  Asked between any two units, so without the lock. */
IjOutcome
ij_registry_stop_requested(void)
{
	if (my_slot == NULL)
		return IJ_OUTCOME_FAILURE;
	return ((volatile IjWorkerSlot *) my_slot)->stop_requested;
}

void
ij_registry_pass_began(void)
{
	if (my_slot == NULL)
		return;

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	my_slot->pass_began_at = GetCurrentTimestamp();
	LWLockRelease(registry->lock);
}

void
ij_registry_pass_ended(int64 units, int64 units_failed)
{
	if (my_slot == NULL)
		return;

	LWLockAcquire(registry->lock, LW_EXCLUSIVE);
	my_slot->pass_ended_at = GetCurrentTimestamp();
	my_slot->passes++;
	my_slot->units += units;
	my_slot->units_failed += units_failed;
	LWLockRelease(registry->lock);
}
