/*-------------------------------------------------------------------------
 *
 * outbox_store.h
 *		The outbox of notifications: lanes, slots, leases.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_OUTBOX_STORE_H
#define IJ_OUTBOX_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/timestamp.h"

/*
 * Around a query for (lane_key, topic, payload) in the order in which they
 * shall go out: puts them into a slot of the outbox.  Only the holder of the
 * lock of iotjobs.announcement_position does that.
 */
#define IJ_INTO_OUTBOX(at, slot) \
	"INSERT INTO iotjobs.notification (id, topic, payload, created, lane, slot)" \
	" SELECT (pg_catalog.nextval('iotjobs.notification_id_seq'::pg_catalog.regclass) OPERATOR(pg_catalog.*) 64)" \
	" OPERATOR(pg_catalog.+) (x.lane_key OPERATOR(pg_catalog.%) 64), x.topic, x.payload, " at "," \
	" (x.lane_key OPERATOR(pg_catalog.%) 64)::pg_catalog.int2, " slot " FROM ("
#define IJ_INTO_OUTBOX_END \
	") AS x"

/* One notification, as consumers get it. */
typedef struct IjNotification
{
	int64		id;
	Datum		topic;			/* text */
	Datum		payload;		/* jsonb */
} IjNotification;

/*
 * The slot to write to.  Negative if the outbox has been full for long and
 * cannot be emptied, because somebody holds a lock on a part of it.
 */
extern int16 ij_outbox_slot(TimestampTz at);

/* Empties slots in which all is confirmed or too old. */
extern void ij_outbox_rotate(TimestampTz at);

/* A consumer asks; true if nobody has for long, so that the worker should know. */
extern bool ij_outbox_ask(TimestampTz at);

/* Leases at most max notifications, in the order of their ids; returns how many. */
extern int	ij_outbox_take(int max, TimestampTz at, TimestampTz until, IjNotification **taken);

/* Returns how many of them were not confirmed before. */
extern int64 ij_outbox_confirm(ArrayType *ids);

#endif							/* IJ_OUTBOX_STORE_H */
