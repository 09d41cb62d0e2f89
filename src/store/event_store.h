/*-------------------------------------------------------------------------
 *
 * event_store.h
 *		The event log and the counters folded from it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_EVENT_STORE_H
#define IJ_EVENT_STORE_H

#include "postgres.h"

#include "utils/timestamp.h"

#include "rules/config.h"

/*
 * Condition in SQL: iotjobs.job_counter and iotjobs.unfolded_event together
 * are exact.  False between a restore and the next fold.
 */
#define IJ_COUNTERS_HOLD \
	"(EXISTS (SELECT FROM iotjobs.fold_position AS p" \
	" WHERE p.system_identifier OPERATOR(pg_catalog.=) iotjobs.system_identifier())" \
	" OR NOT EXISTS (SELECT FROM iotjobs.execution_event))"

/*
 * The statement's snapshot as a pg_snapshot that ends at xmax, or before, and
 * in which the transaction own still runs.
 */
#define IJ_SNAPSHOT_UP_TO(seen, own, xmax) \
	"(LEAST(pg_catalog.pg_snapshot_xmin(" seen "), " own ", " xmax ")::pg_catalog.text" \
	" OPERATOR(pg_catalog.||) ':' OPERATOR(pg_catalog.||) " xmax "::pg_catalog.text OPERATOR(pg_catalog.||) ':'" \
	" OPERATOR(pg_catalog.||) COALESCE((SELECT pg_catalog.string_agg(x.id::pg_catalog.text, ',' ORDER BY x.id)" \
	" FROM (SELECT pg_catalog.pg_snapshot_xip(" seen ") AS id UNION SELECT " own ") AS x" \
	" WHERE x.id OPERATOR(pg_catalog.<) " xmax "), ''))::pg_catalog.pg_snapshot"

/*
 * The things of an event that stands for many: kept where somebody has asked
 * for notifications or events, who is told thing by thing.
 */
#define IJ_THINGS_OF_EVENT(thing_id) \
	"pg_catalog.array_agg(" thing_id ") FILTER (WHERE EXISTS (SELECT FROM iotjobs.announcement_position))"

/*
 * In a WITH, for a list "earlier" of attempts that have gone and were not the
 * latest: in the log each becomes the latest again and goes like the latest,
 * so that the counters lose an attempt that was retried, and no thing.
 */
#define IJ_LOG_EARLIER(job, at, slot) \
	" earlier_logged AS (INSERT INTO iotjobs.execution_event" \
	" (job_id, count, happened_at, from_status, to_status, slot, thing_ids)" \
	" SELECT " job ", g.count, " at ", s.from_status, s.to_status, " slot ", g.thing_ids" \
	" FROM (SELECT a.status, pg_catalog.count(*) AS count, " IJ_THINGS_OF_EVENT("a.thing_id") " AS thing_ids" \
	" FROM earlier AS a GROUP BY a.status) AS g" \
	" CROSS JOIN LATERAL (VALUES (1, NULL, g.status), (2, g.status, NULL)) AS s (place, from_status, to_status)" \
	" ORDER BY g.status, s.place)"

/* Part of the log that an event of that time goes into. */
extern int16 ij_event_slot(TimestampTz at);

/* Things of a job by status, exact in the current snapshot. */
extern void ij_counts_read(int64 job_key, IjCounts *counts);

/*
 * Folds what has been committed since the last fold into the counters;
 * returns how many events that were.  0, too, if somebody else is at it.
 */
extern int64 ij_events_fold(void);

/* Empties parts of the log all of which is folded and older than the retention. */
extern void ij_events_rotate(TimestampTz at);

#endif							/* IJ_EVENT_STORE_H */
