/*-------------------------------------------------------------------------
 *
 * registry.h
 *		Shared memory of the launcher and the workers: one slot per database.
 *
 * It exists only where the library is preloaded.  The launcher hands out the
 * slots, a worker fills its own, sessions read them and set latches.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_REGISTRY_H
#define IJ_REGISTRY_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "storage/latch.h"

#include "engine/pass.h"

typedef enum IjSlotState
{
	IJ_SLOT_FREE = 0,
	IJ_SLOT_WAITING,			/* the launcher will start a worker at next_start_at */
	IJ_SLOT_STARTING,			/* asked for, and not yet known to be at work */
	IJ_SLOT_RUNNING,			/* the worker holds the lock of its database */
	IJ_SLOT_STOPPED				/* the worker has left, the launcher has not looked */
} IjSlotState;

/* Why a worker left.  Anything but a failure is an exit with code 0. */
typedef enum IjOutcome
{
	IJ_OUTCOME_FAILURE = 0,		/* an error, or a signal */
	IJ_OUTCOME_NO_EXTENSION,
	IJ_OUTCOME_SWITCHED_OFF,	/* iotjobs.worker is off */
	IJ_OUTCOME_RESTART,			/* asked to read its settings anew */
	IJ_OUTCOME_LOCKED,			/* another worker serves the database */
	IJ_OUTCOME_IN_THE_WAY		/* of DROP DATABASE */
} IjOutcome;

/* Of the message of an error, cut off where it is longer. */
#define IJ_LAST_ERROR_SIZE 160

typedef struct IjWorkerSlot
{
	IjSlotState state;
	IjOutcome	outcome;		/* of the worker that left last */
	Oid			database;
	uint32		generation;		/* counts the starts; a worker that comes late finds another */
	pid_t		pid;			/* 0 unless a worker is attached */
	Latch	   *latch;			/* its latch; may be stale, which wakes at worst a stranger */
	bool		has_work;		/* a session left some and set the latch */
	bool		has_news;		/* the same, of something that is only to be told */
	bool		tells;			/* somebody wants to hear news */
	IjOutcome	stop_requested; /* to leave with; IJ_OUTCOME_FAILURE: not */
	bool		no_process;		/* the last start found no free background worker */
	TimestampTz started_at;
	TimestampTz next_start_at;
	TimestampTz pass_began_at;
	TimestampTz pass_ended_at;
	int64		passes;			/* since the worker started, as the next two */
	int64		units;
	int64		units_failed;
	int64		done[IJ_PASS_COUNTS];
	int64		last_done[IJ_PASS_COUNTS];	/* by the last pass */
	TimestampTz next_try_at;	/* if the last pass failed as a whole; otherwise 0 */
	char		last_error[IJ_LAST_ERROR_SIZE];
} IjWorkerSlot;

/* What the launcher tells a worker, in bgw_extra. */
typedef struct IjWorkerStart
{
	Oid			database;
	int			slot;			/* -1: started by hand, without a slot */
	uint32		generation;
} IjWorkerStart;

/* While the library is preloaded. */
extern void ij_registry_init(void);

/* Any process. */
extern bool ij_registry_exists(void);
extern void ij_registry_wake_worker(Oid database);
extern void ij_registry_tell_worker(Oid database);
extern void ij_registry_attend(Oid database);
extern pid_t ij_registry_worker_pid(Oid database);
extern void ij_registry_stop_worker(Oid database, IjOutcome outcome);
extern pid_t ij_registry_launcher_pid(void);
extern int	ij_registry_size(void);
extern IjWorkerSlot ij_registry_get(int slot);

/* The launcher. */
#define IJ_MAX_ATTEND 32
extern void ij_registry_set_launcher(void);
extern TimestampTz ij_registry_quiet_until(void);
extern int	ij_registry_take_attend(Oid *databases, bool *all);
extern int	ij_registry_assign(Oid database);
extern IjWorkerStart ij_registry_start(int slot);
extern void ij_registry_postpone(int slot, TimestampTz next_start_at, bool no_process);
extern void ij_registry_free(int slot);

/* A worker, on its own slot. */
extern bool ij_registry_attach(const IjWorkerStart *start);
extern void ij_registry_running(void);
extern void ij_registry_leaving(IjOutcome outcome);
extern IjOutcome ij_registry_stop_requested(void);
extern void ij_registry_set_tells(bool tells);
extern bool ij_registry_has_work(void);
extern bool ij_registry_has_news(void);
extern void ij_registry_taken_up(bool work);
extern void ij_registry_leave_news(void);
extern void ij_registry_pass_began(void);
extern void ij_registry_pass_ended(int64 units, const int64 *counts);
extern void ij_registry_pass_failed(const char *error, TimestampTz next_try_at);

#endif							/* IJ_REGISTRY_H */
