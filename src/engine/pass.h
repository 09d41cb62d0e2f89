/*-------------------------------------------------------------------------
 *
 * pass.h
 *		One pass of the worker: everything that is due at a moment.
 *
 * A pass is a sequence of units, each a batch that can stand alone in a
 * transaction.  Who runs the pass says what a unit runs in: the background
 * worker gives each its own transaction, iotjobs.run_worker() a
 * subtransaction of its caller's.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_PASS_H
#define IJ_PASS_H

#include "postgres.h"

#include "nodes/pg_list.h"
#include "utils/elog.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

typedef struct IjPass IjPass;

/*
 * Does one batch, with SPI connected and a snapshot active.  job_id is 0 for
 * a unit that is no single job's.  Returns whether there is more of it to do
 * now.  What it adds to the pass counts only if its transaction commits, so
 * it is added in the last lines of the unit.
 */
typedef bool (*IjUnit) (IjPass *pass, int64 job_id);

/* How the unit that was run last has ended. */
typedef enum IjUnitEnd
{
	IJ_UNIT_DONE,
	IJ_UNIT_FAILED,
	IJ_UNIT_CANCELED,			/* by somebody who wanted an end to it */
	IJ_UNIT_NOT_DUE				/* it failed before, and its next try is yet to come */
} IjUnitEnd;

struct IjPass
{
	TimestampTz at;				/* taken as the present */

	/*
	 * Runs a unit.  An error in it is noted and does not come out; then the
	 * result is false.  step names the unit in messages and in the record
	 * of failures.  A unit that is_trial is neither told of nor recorded if it
	 * fails; its error is in unit_error, for note_failure.
	 */
	bool		(*run_unit) (IjPass *pass, const char *step, IjUnit unit, int64 job_id);
	void		(*note_failure) (IjPass *pass, const char *step, int64 job_id, ErrorData *error);
	void	   *runner;			/* belongs to the two */
	bool		is_trial;
	IjUnitEnd	unit_end;
	ErrorData  *unit_error;		/* in context */
	List	   *failures;		/* IjFailure, on record when the pass began or since; in context */

	/*
	 * The time that each step has, so that none keeps the others waiting:
	 * what is left of it when its time is up is for the next pass, which
	 * follows at once if the pass is_cut_short.  NULL, as in
	 * iotjobs.run_worker(): there is no end to it.
	 */
	void		(*begin_share) (IjPass *pass);
	bool		(*share_is_used_up) (const IjPass *pass);
	bool		is_cut_short;

	/* Whether what is left to announce has to wait, so that devices are not kept from their work; NULL: never. */
	bool		(*is_late) (const IjPass *pass);

	MemoryContext context;		/* lives as long as the pass */
	int			njobs;			/* jobs that take turns now */
	bool		another_follows;	/* the unit that is run now is not the last of its step */
	int64	   *jobs;			/* in context */

	/* Earliest moment at which something is known to be due; DT_NOEND if nothing is. */
	TimestampTz next_at;

	bool		announces;		/* somebody asks for notifications or events */
	bool		announce_left;	/* there is more to tell, now */

	/* What has been done, in executions unless the name says otherwise. */
	int64		events_folded;
	int64		released;
	int64		joined;
	int64		retried;
	int64		timed_out;
	int64		canceled;
	int64		removed;
	int64		deleted;
	int64		jobs_started;
	int64		jobs_paused;
	int64		jobs_ended;		/* by their end time */
	int64		jobs_canceled;	/* for want of room */
	int64		expired;		/* by retention, earlier attempts as well */
	int64		jobs_expired;
	int64		jobs_completed;
	int64		jobs_aborted;
	int64		announced;		/* notifications */
	int64		units_failed;
};

/* Prepares a pass whose memory is a child of the current context. */
extern void ij_pass_init(IjPass *pass, TimestampTz at);

/* Runs units until nothing due is left.  pass->run_unit must be set. */
extern void ij_pass_run(IjPass *pass);

/* The part of it that tells what devices and others have done. */
extern void ij_pass_announce(IjPass *pass);

/* What the pass did, for iotjobs.run_worker(). */
extern Jsonb *ij_pass_summary(const IjPass *pass);

/* The same as numbers, and what is not 0 of them, for iotjobs.worker_status. */
#define IJ_PASS_COUNTS 18
extern void ij_pass_counts(const IjPass *pass, int64 *counts);
extern Jsonb *ij_pass_counts_done(const int64 *counts);

/* The same of the upkeep alone, for iotjobs.run_maintenance(). */
extern Jsonb *ij_pass_upkeep_summary(const IjPass *pass);

/* Frees what the pass allocated. */
extern void ij_pass_end(IjPass *pass);

#endif							/* IJ_PASS_H */
