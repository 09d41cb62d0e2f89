/*-------------------------------------------------------------------------
 *
 * launcher.c
 *		Keeps one worker running in each database that has the extension.
 *
 * The launcher has no database and cannot see pg_extension anywhere, so it
 * lets a worker find out: one is started in every database once, and leaves
 * at once where there is no extension.  The launcher remembers that, and
 * tries again when a session reports a change (hooks.c), or else after
 * RETRY_ABSENT_MS.  See README.md.
 *
 * After a failure the next start waits for an interval, which doubles as long
 * as the workers of the database die young.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "libpq/pqsignal.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "postmaster/interrupt.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "tcop/tcopprot.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "guc.h"
#include "worker/database_list.h"
#include "worker/register.h"
#include "worker/registry.h"

#define SCAN_MS				60000	/* between two looks at pg_database unasked */
#define RETRY_ABSENT_MS		600000	/* before a database without extension is tried again */
#define RETRY_NO_SLOT_MS	60000	/* before a database beyond iotjobs.max_databases is */
#define RETRY_DROPPED_MS	5000	/* before a database whose DROP began is */
#define INTERVAL_MIN_MS		1000
#define INTERVAL_MAX_MS		60000
#define STARTING_AT_A_TIME	4	/* leave other extensions some of max_worker_processes */
#define STARTING_MS			5000	/* a start that takes longer holds up no other */

/* What the launcher knows about a database. */
typedef struct Entry
{
	Oid			database;		/* key */
	int			slot;			/* -1: none */
	bool		listed;			/* in pg_database, and may have a worker */
	bool		wanted;			/* a session asked for it since the last start */
	int			interval_ms;	/* pause after the next failure */
	TimestampTz last_start;
	TimestampTz next_start;		/* DT_NOEND: when asked for */
	BackgroundWorkerHandle *handle; /* while starting; NULL for one adopted */
} Entry;

PGDLLEXPORT void iotjobs_launcher_main(Datum main_arg);

static HTAB *entries = NULL;
static TimestampTz next_scan = 0;
static bool no_process_reported = false;
static bool no_slot_reported = false;

static Entry *entry_get(Oid database);
static void adopt_workers(void);
static long launcher_round(void);
static void take_requests(TimestampTz now);
static void scan_databases(TimestampTz now);
static void look_at_worker(Entry *entry, TimestampTz now);
static void settle(Entry *entry, const IjWorkerSlot *slot, TimestampTz now);
static bool is_starting(const Entry *entry, TimestampTz now);
static bool is_due(const Entry *entry, TimestampTz now);
static void start_worker(Entry *entry, TimestampTz now);
static void forget_handle(Entry *entry);
static void want_switched_off(void);

/*
 * Main function of the launcher.  It ends with the server; a signal or an error
 * ends it with code 1, and the postmaster starts it anew 5 s later.
 */
void
iotjobs_launcher_main(Datum main_arg)
{
	MemoryContext loop_context;

	pqsignal(SIGHUP, SignalHandlerForConfigReload);
	pqsignal(SIGTERM, die);
	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnection(NULL, NULL, 0);
	pgstat_report_appname("iotjobs launcher");

	loop_context = AllocSetContextCreate(TopMemoryContext, "iotjobs launcher loop",
										 ALLOCSET_DEFAULT_SIZES);
	ij_registry_set_launcher();
	adopt_workers();

	for (;;)
	{
		long		wait_ms;

		if (ProcDiePending)
			proc_exit(1);		/* without the FATAL of CHECK_FOR_INTERRUPTS() */
		CHECK_FOR_INTERRUPTS();
		if (ConfigReloadPending)
		{
			ConfigReloadPending = false;
			ProcessConfigFile(PGC_SIGHUP);
			want_switched_off();
		}

		MemoryContextSwitchTo(loop_context);
		wait_ms = launcher_round();
		MemoryContextReset(loop_context);

		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
						 wait_ms, ij_wait_event());
		ResetLatch(MyLatch);
	}
}

static Entry *
entry_get(Oid database)
{
	bool		found;
	Entry	   *entry = hash_search(entries, &database, HASH_ENTER, &found);

	if (!found)
	{
		memset(entry, 0, sizeof(*entry));
		entry->database = database;
		entry->slot = -1;
		entry->interval_ms = INTERVAL_MIN_MS;
	}
	return entry;
}

/* Workers that a launcher before this one started go on. */
static void
adopt_workers(void)
{
	HASHCTL		control;

	memset(&control, 0, sizeof(control));
	control.keysize = sizeof(Oid);
	control.entrysize = sizeof(Entry);
	control.hcxt = TopMemoryContext;
	entries = hash_create("iotjobs databases", 64, &control,
						  HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);

	for (int i = 0; i < ij_registry_size(); i++)
	{
		IjWorkerSlot slot = ij_registry_get(i);

		if (slot.state != IJ_SLOT_FREE)
		{
			Entry	   *entry = entry_get(slot.database);

			entry->slot = i;
			entry->last_start = slot.started_at;
		}
	}
}

/*
 * Looks at every database and does what is due.  Returns for how many
 * milliseconds nothing will be, unless the latch is set before.
 */
static long
launcher_round(void)
{
	TimestampTz now = GetCurrentTimestamp();
	TimestampTz wake_at;
	HASH_SEQ_STATUS scan;
	Entry	   *entry;
	int			nstarting = 0;
	bool		due = false;

	if (now < ij_registry_quiet_until())
		return TimestampDifferenceMilliseconds(now, ij_registry_quiet_until()) + 1;

	take_requests(now);

	hash_seq_init(&scan, entries);
	while ((entry = hash_seq_search(&scan)) != NULL)
	{
		look_at_worker(entry, now);
		nstarting += is_starting(entry, now) ? 1 : 0;
		due |= is_due(entry, now);
	}

	/* Start nothing in a database that is gone or closed meanwhile. */
	if (due || now >= next_scan)
		scan_databases(now);

	wake_at = next_scan;
	hash_seq_init(&scan, entries);
	while ((entry = hash_seq_search(&scan)) != NULL)
	{
		if (is_due(entry, now) && nstarting < STARTING_AT_A_TIME)
		{
			start_worker(entry, now);
			nstarting += is_starting(entry, now) ? 1 : 0;
		}
		if (is_starting(entry, now))
			wake_at = Min(wake_at, TimestampTzPlusMilliseconds(entry->last_start, STARTING_MS));
		else if (entry->next_start > now)
			wake_at = Min(wake_at, entry->next_start);
	}

	return Max(TimestampDifferenceMilliseconds(now, wake_at), 10);
}

/* Notes what sessions asked for. */
static void
take_requests(TimestampTz now)
{
	Oid			databases[IJ_MAX_ATTEND];
	bool		all;
	int			n = ij_registry_take_attend(databases, &all);

	for (int i = 0; i < n; i++)
		entry_get(databases[i])->wanted = true;

	if (all)
	{
		HASH_SEQ_STATUS scan;
		Entry	   *entry;

		hash_seq_init(&scan, entries);
		while ((entry = hash_seq_search(&scan)) != NULL)
			entry->wanted = true;
	}
	if (n > 0 || all)
		next_scan = now;
}

/*
 * Compares with pg_database: new databases are entered and due at once, those
 * that are gone or closed are forgotten as soon as they have no worker.
 */
static void
scan_databases(TimestampTz now)
{
	HASH_SEQ_STATUS scan;
	Entry	   *entry;
	ListCell   *cell;
	List	   *databases = ij_database_list();

	hash_seq_init(&scan, entries);
	while ((entry = hash_seq_search(&scan)) != NULL)
		entry->listed = false;

	foreach(cell, databases)
		entry_get(lfirst_oid(cell))->listed = true;

	hash_seq_init(&scan, entries);
	while ((entry = hash_seq_search(&scan)) != NULL)
	{
		if (entry->listed)
			continue;
		if (entry->slot >= 0)
		{
			if (ij_registry_get(entry->slot).state != IJ_SLOT_WAITING)
				continue;
			ij_registry_free(entry->slot);
		}
		hash_search(entries, &entry->database, HASH_REMOVE, NULL);
	}

	next_scan = TimestampTzPlusMilliseconds(now, SCAN_MS);
}

/* Follows the worker of a database: has it come, has it left, must it leave? */
static void
look_at_worker(Entry *entry, TimestampTz now)
{
	IjWorkerSlot slot;
	pid_t		pid;

	if (entry->slot < 0)
		return;

	slot = ij_registry_get(entry->slot);
	switch (slot.state)
	{
		case IJ_SLOT_STARTING:
			/* It may have died before it reached its slot. */
			if (slot.pid == 0 && entry->handle != NULL &&
				GetBackgroundWorkerPid(entry->handle, &pid) == BGWH_STOPPED)
			{
				/* It may also have come and gone since we looked. */
				slot = ij_registry_get(entry->slot);
				settle(entry, &slot, now);
				break;
			}
			if (entry->wanted)
				ij_registry_stop_worker(entry->database, IJ_OUTCOME_RESTART);
			break;

		case IJ_SLOT_RUNNING:
			forget_handle(entry);
			if (entry->wanted)
				ij_registry_stop_worker(entry->database, IJ_OUTCOME_RESTART);
			break;

		case IJ_SLOT_STOPPED:
			settle(entry, &slot, now);
			break;

		case IJ_SLOT_FREE:
		case IJ_SLOT_WAITING:
			break;
	}
}

/* The worker has left: decides when there shall be another. */
static void
settle(Entry *entry, const IjWorkerSlot *slot, TimestampTz now)
{
	IjOutcome	outcome = slot->state == IJ_SLOT_STOPPED ? slot->outcome : IJ_OUTCOME_FAILURE;

	forget_handle(entry);

	switch (outcome)
	{
		case IJ_OUTCOME_NO_EXTENSION:
		case IJ_OUTCOME_SWITCHED_OFF:
			ij_registry_free(entry->slot);
			entry->slot = -1;
			entry->interval_ms = INTERVAL_MIN_MS;
			entry->next_start = outcome == IJ_OUTCOME_SWITCHED_OFF ? DT_NOEND :
				TimestampTzPlusMilliseconds(now, RETRY_ABSENT_MS);
			return;

		case IJ_OUTCOME_IN_THE_WAY:
			/* At the DROP's commit the database is forgotten.  It may also fail. */
			entry->next_start = TimestampTzPlusMilliseconds(now, RETRY_DROPPED_MS);
			break;

		case IJ_OUTCOME_RESTART:
			entry->next_start = now;
			break;

		case IJ_OUTCOME_FAILURE:
		case IJ_OUTCOME_LOCKED:
			/* One that lived for long was no early death. */
			if (now >= TimestampTzPlusMilliseconds(entry->last_start, INTERVAL_MAX_MS))
				entry->interval_ms = INTERVAL_MIN_MS;
			entry->next_start = TimestampTzPlusMilliseconds(now, entry->interval_ms);
			entry->interval_ms = Min(entry->interval_ms * 2, INTERVAL_MAX_MS);
			break;
	}
	ij_registry_postpone(entry->slot, entry->next_start, false);
}

static bool
is_starting(const Entry *entry, TimestampTz now)
{
	return entry->slot >= 0 &&
		now < TimestampTzPlusMilliseconds(entry->last_start, STARTING_MS) &&
		ij_registry_get(entry->slot).state == IJ_SLOT_STARTING;
}

/* Shall a worker be started now?  Only one that is not there. */
static bool
is_due(const Entry *entry, TimestampTz now)
{
	if (!entry->wanted && entry->next_start > now)
		return false;
	return entry->slot < 0 || ij_registry_get(entry->slot).state == IJ_SLOT_WAITING;
}

/* Asks the postmaster for the worker of a database. */
static void
start_worker(Entry *entry, TimestampTz now)
{
	BackgroundWorker worker;
	IjWorkerStart start;
	MemoryContext caller;
	bool		registered;

	entry->wanted = false;
	if (entry->slot < 0)
		entry->slot = ij_registry_assign(entry->database);
	if (entry->slot < 0)
	{
		if (!no_slot_reported)
			ereport(WARNING,
					(errmsg("no worker slot is free for database with OID %u", entry->database),
					 errdetail("All %d slots are taken by other databases.", ij_registry_size()),
					 errhint("Consider increasing the setting iotjobs.max_databases.")));
		no_slot_reported = true;
		entry->next_start = TimestampTzPlusMilliseconds(now, RETRY_NO_SLOT_MS);
		return;
	}

	start = ij_registry_start(entry->slot);
	ij_worker_describe(&worker, &start);

	caller = MemoryContextSwitchTo(TopMemoryContext);	/* for the handle */
	registered = RegisterDynamicBackgroundWorker(&worker, &entry->handle);
	MemoryContextSwitchTo(caller);

	entry->last_start = now;
	if (registered)
	{
		no_process_reported = false;
		return;
	}

	entry->handle = NULL;
	entry->next_start = TimestampTzPlusMilliseconds(now, entry->interval_ms);
	entry->interval_ms = Min(entry->interval_ms * 2, INTERVAL_MAX_MS);
	ij_registry_postpone(entry->slot, entry->next_start, true);
	if (!no_process_reported)
		ereport(WARNING,
				(errcode(ERRCODE_INSUFFICIENT_RESOURCES),
				 errmsg("could not start a worker for database with OID %u", entry->database),
				 errdetail("All background worker processes are taken."),
				 errhint("Consider increasing the setting max_worker_processes.")));
	no_process_reported = true;
}

static void
forget_handle(Entry *entry)
{
	if (entry->handle != NULL)
		pfree(entry->handle);
	entry->handle = NULL;
}

/* iotjobs.worker may have been switched on: let the workers find out. */
static void
want_switched_off(void)
{
	HASH_SEQ_STATUS scan;
	Entry	   *entry;

	hash_seq_init(&scan, entries);
	while ((entry = hash_seq_search(&scan)) != NULL)
		if (entry->slot < 0 && entry->next_start == DT_NOEND)
			entry->next_start = 0;
}
