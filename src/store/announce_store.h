/*-------------------------------------------------------------------------
 *
 * announce_store.h
 *		What the event log still has to tell, and what things were told.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ANNOUNCE_STORE_H
#define IJ_ANNOUNCE_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "store/execution_store.h"

/* What is asked for, and whether there is anything to tell. */
typedef struct IjDemand
{
	bool		things;			/* devices are told of their queues */
	bool		job_events;
	bool		execution_events;
	bool		has_position;	/* of this cluster */
	bool		has_old_position;	/* of another */
	bool		position_has_things;
	bool		has_work;
	bool		has_job_events; /* waiting */
} IjDemand;

/* Where a batch of announcements goes. */
typedef struct IjAnnouncer
{
	TimestampTz at;
	int16		slot;			/* of the outbox */
	bool		job_events;
	bool		execution_events;
	const char *thing_arn_prefix;	/* the ARN of a thing, up to its name */
} IjAnnouncer;

/* What a part of the event log says. */
typedef struct IjNews
{
	ArrayType  *thing_keys;		/* whose queues to look at; NULL: none */
	int64		told;			/* events of executions that were put into the outbox */
	bool		more;
} IjNews;

/* A notification that lacks the document, which has URLs to be signed for the thing. */
typedef struct IjUnsigned
{
	IjExecution execution;		/* as far as a document needs it */
	char	   *thing_name;
	char	   *job_id;
	char	   *topic;
	Jsonb	   *payload;
} IjUnsigned;

/* A look that takes no lock and writes nothing; consumers ask for things if in_auto. */
extern void ij_demand_look(TimestampTz at, bool things_always, bool in_auto, IjDemand *demand);

/*
 * Makes the position what is asked for: begins at the present, or ends.
 * False if somebody else is at it, or nothing is asked for.
 */
extern bool ij_announce_lock(const IjDemand *demand);

/* Reads on in the event log, tells of executions that ended, and moves the position. */
extern void ij_announce_events(const IjAnnouncer *announcer, IjNews *news);

/* What a device could have asked for before is not told to it: its queue counts as told. */
extern void ij_announce_take_stock(void);

/*
 * Tells things of their queues where these are not what was told last.
 * Returns how many notifications that made; those that lack the document come
 * back in *unsigned_ones, and follow by ij_announce_signed().
 */
extern int64 ij_announce_things(const IjAnnouncer *announcer, ArrayType *thing_keys,
								int *n, IjUnsigned **unsigned_ones);
extern void ij_announce_signed(const IjAnnouncer *announcer, const IjUnsigned *lacking, text *document);

/* Jobs that came into sight or out of it as a whole. */
extern void ij_announce_job_later(int64 job_key);
extern bool ij_announce_job_things(int64 limit, ArrayType **thing_keys);

/* Things that are deleted are told nothing any more. */
extern void ij_announce_forget(ArrayType *thing_keys);

#endif							/* IJ_ANNOUNCE_STORE_H */
