/*-------------------------------------------------------------------------
 *
 * tell_store.c
 *		Tells things of their queues.
 *
 * iotjobs.thing_announcement keeps what each thing was told last; it is told
 * again if its queue is another one.  The caller holds the lock of
 * iotjobs.announcement_position.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "clock.h"
#include "store/announce_store.h"
#include "store/outbox_store.h"
#include "store/spi.h"

/* OFFSET 0: from what is open to its executions and jobs, one by one. */
#define SHOWN_OF(open) \
	"SELECT o.thing_id, COALESCE(j.namespace_id::pg_catalog.text, '') AS namespace_id, o.job_id, o.queued_at," \
	" e.execution_number, e.version, e.status::pg_catalog.text AS status, e.started_at, e.last_updated_at," \
	" e.status_details::pg_catalog.jsonb AS status_details, j.job_id::pg_catalog.text AS job_name," \
	IJ_PLACES("o.thing_id, j.namespace_id, ") \
	" FROM (" open " OFFSET 0) AS o" \
	" CROSS JOIN LATERAL (SELECT x.* FROM iotjobs.job_execution AS x" \
	" WHERE x.job_id" IJ_EQ "o.job_id AND x.thing_id" IJ_EQ "o.thing_id OFFSET 0) AS e" \
	" CROSS JOIN LATERAL (SELECT y.job_id, y.status, y.namespace_id, y.scheduling_config FROM iotjobs.job AS y" \
	" WHERE y.id" IJ_EQ "o.job_id OFFSET 0) AS j WHERE " IJ_IS_SHOWN

/* A queue of shown executions s, as iotjobs.thing_announcement keeps it. */
#define DIGEST_OF_SHOWN \
	"(pg_catalog.sum(pg_catalog.hashint8extended(s.job_id, s.execution_number))" \
	" OPERATOR(pg_catalog.%) 9223372036854775807)::pg_catalog.int8 AS digest," \
	" pg_catalog.max(s.job_id) FILTER (WHERE s.place" IJ_EQ "1) AS next_job_id," \
	" pg_catalog.max(s.execution_number) FILTER (WHERE s.place" IJ_EQ "1) AS next_execution_number"

/* What a device could have asked for before is not told to it now. */
static IjStatement take_stock = {
	.sql = "INSERT INTO iotjobs.thing_announcement (thing_id, namespace_id, digest, next_job_id, next_execution_number)"
	" SELECT s.thing_id, s.namespace_id, " DIGEST_OF_SHOWN " FROM ("
	SHOWN_OF("SELECT p.thing_id, p.queued_at, p.job_id FROM iotjobs.open_execution AS p")
	") AS s GROUP BY s.thing_id, s.namespace_id",
	.expect = SPI_OK_INSERT,
	.reads_whole_table = true,
};

/* Seconds since the epoch. */
#define SECONDS(time) \
	"pg_catalog.floor(EXTRACT(EPOCH FROM " time "))::pg_catalog.int8"

#define SUMMARY(s) \
	"pg_catalog.jsonb_build_object('jobId', " s ".job_name, 'queuedAt', " SECONDS(s ".queued_at") "," \
	" 'startedAt', " SECONDS(s ".started_at") ", 'lastUpdatedAt', " SECONDS(s ".last_updated_at") "," \
	" 'versionNumber', " s ".version, 'executionNumber', " s ".execution_number)"

#define LIST(status) \
	"'" status "', pg_catalog.jsonb_agg(" SUMMARY("s") " ORDER BY s.place) FILTER (WHERE s.status" IJ_EQ "'" status "')"

/*
 * A thing hears of its list if other executions are in it, and of the next
 * one if that is another one: an execution that is started changes neither
 * where it stands at the front.  Only the plain queue has a next one.
 */
static IjStatement tell_things = {
	.sql = "WITH shown AS MATERIALIZED ("
	SHOWN_OF("SELECT p.thing_id, p.queued_at, p.job_id FROM pg_catalog.unnest($1) AS k (thing_id)"
			 " JOIN iotjobs.open_execution AS p ON p.thing_id" IJ_EQ "k.thing_id") "),"
	" present AS MATERIALIZED (SELECT s.thing_id, s.namespace_id, " DIGEST_OF_SHOWN
	" FROM shown AS s GROUP BY s.thing_id, s.namespace_id),"
	" former AS MATERIALIZED (SELECT a.* FROM pg_catalog.unnest($1) AS k (thing_id)"
	" JOIN iotjobs.thing_announcement AS a ON a.thing_id" IJ_EQ "k.thing_id),"
	" change AS MATERIALIZED (SELECT c.*, t.name::pg_catalog.text AS name FROM ("
	"SELECT COALESCE(n.thing_id, a.thing_id) AS thing_id, COALESCE(n.namespace_id, a.namespace_id) AS namespace_id,"
	" COALESCE(n.digest, 0) AS digest, n.next_job_id, n.next_execution_number,"
	" COALESCE(n.digest, 0)" IJ_NE "COALESCE(a.digest, 0) AS has_list,"
	" COALESCE(n.namespace_id, a.namespace_id)" IJ_EQ "''"
	" AND (n.next_job_id IS DISTINCT FROM a.next_job_id OR n.next_execution_number IS DISTINCT FROM a.next_execution_number)"
	" AS has_next FROM present AS n FULL JOIN former AS a"
	" ON a.thing_id" IJ_EQ "n.thing_id AND a.namespace_id" IJ_EQ "n.namespace_id) AS c"
	" JOIN iotjobs.thing AS t ON t.id" IJ_EQ "c.thing_id AND t.deleted_at IS NULL"
	" WHERE c.has_list OR c.has_next),"
	" noted AS (INSERT INTO iotjobs.thing_announcement"
	" (thing_id, namespace_id, digest, next_job_id, next_execution_number)"
	" SELECT c.thing_id, c.namespace_id, c.digest, c.next_job_id, c.next_execution_number FROM change AS c"
	" ON CONFLICT (thing_id, namespace_id) DO UPDATE SET digest = excluded.digest,"
	" next_job_id = excluded.next_job_id, next_execution_number = excluded.next_execution_number),"
	" list AS (SELECT s.thing_id, s.namespace_id, pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object("
	LIST("IN_PROGRESS") ", " LIST("QUEUED") ")) AS jobs FROM shown AS s JOIN change AS c"
	" ON c.thing_id" IJ_EQ "s.thing_id AND c.namespace_id" IJ_EQ "s.namespace_id AND c.has_list"
	" WHERE " IJ_IS_LISTED("s") " GROUP BY s.thing_id, s.namespace_id),"
	" document AS MATERIALIZED (SELECT j.id, j.document::pg_catalog.jsonb AS body,"
	" pg_catalog.strpos(j.document::pg_catalog.text, '${aws:iot:')" IJ_GT "0 AS is_signed"
	" FROM iotjobs.job AS j WHERE j.id" IJ_EQ "ANY (ARRAY(SELECT c.next_job_id FROM change AS c WHERE c.has_next))),"
	" message AS MATERIALIZED ("
	"SELECT c.thing_id, 1 AS kind, '$aws/things/' OPERATOR(pg_catalog.||) c.name OPERATOR(pg_catalog.||) '/jobs/notify'"
	" OPERATOR(pg_catalog.||) CASE WHEN c.namespace_id" IJ_EQ "'' THEN ''"
	" ELSE '-namespace-' OPERATOR(pg_catalog.||) c.namespace_id END AS topic,"
	" pg_catalog.jsonb_build_object('timestamp', $4, 'jobs', COALESCE(l.jobs, '{}')) AS payload,"
	" false AS is_signed, c.name, 0::pg_catalog.int8 AS job_id, NULL AS job_name, 0::pg_catalog.int8 AS execution_number"
	" FROM change AS c LEFT JOIN list AS l ON l.thing_id" IJ_EQ "c.thing_id AND l.namespace_id" IJ_EQ "c.namespace_id"
	" WHERE c.has_list"
	" UNION ALL SELECT c.thing_id, 2, '$aws/things/' OPERATOR(pg_catalog.||) c.name OPERATOR(pg_catalog.||) '/jobs/notify-next',"
	" CASE WHEN s.thing_id IS NULL THEN pg_catalog.jsonb_build_object('timestamp', $4)"
	" ELSE pg_catalog.jsonb_build_object('timestamp', $4, 'execution', pg_catalog.jsonb_strip_nulls(" SUMMARY("s")
	" OPERATOR(pg_catalog.||) pg_catalog.jsonb_build_object('status', s.status, 'statusDetails', CASE WHEN s.status_details" IJ_NE "'{}' THEN s.status_details END))"
	" OPERATOR(pg_catalog.||) CASE WHEN d.is_signed THEN '{}'"
	" ELSE pg_catalog.jsonb_build_object('jobDocument', d.body) END) END,"
	" COALESCE(d.is_signed, false), c.name, s.job_id, s.job_name, s.execution_number"
	" FROM change AS c LEFT JOIN shown AS s ON s.thing_id" IJ_EQ "c.thing_id AND s.namespace_id" IJ_EQ "''"
	" AND s.place" IJ_EQ "1 LEFT JOIN document AS d ON d.id" IJ_EQ "s.job_id WHERE c.has_next),"
	" told AS (" IJ_INTO_OUTBOX("$2", "$3")
	" SELECT m.thing_id AS lane_key, m.topic, m.payload FROM message AS m WHERE NOT m.is_signed"
	" ORDER BY m.thing_id, m.kind, m.topic" IJ_INTO_OUTBOX_END ")"
	" SELECT (SELECT pg_catalog.count(*) FROM message), m.thing_id, m.job_id, m.execution_number, m.name, m.job_name,"
	" m.topic, m.payload FROM (SELECT) AS one LEFT JOIN message AS m ON m.is_signed ORDER BY m.thing_id",
	.expect = SPI_OK_SELECT,
	.nargs = 4,
	.argtypes = {INT8ARRAYOID, TIMESTAMPTZOID, INT2OID, INT8OID},
};

static IjStatement tell_signed = {
	.sql = IJ_INTO_OUTBOX("$1", "$2") " SELECT $3 AS lane_key, $4 AS topic,"
	" CASE WHEN $6 IS NULL THEN $5 ELSE pg_catalog.jsonb_set($5, '{execution,jobDocument}', $6::pg_catalog.jsonb) END AS payload"
	IJ_INTO_OUTBOX_END,
	.expect = SPI_OK_INSERT,
	.nargs = 6,
	.argtypes = {TIMESTAMPTZOID, INT2OID, INT8OID, TEXTOID, JSONBOID, TEXTOID},
};

static IjStatement forget_things = {
	.sql = "DELETE FROM iotjobs.thing_announcement AS a WHERE a.thing_id" IJ_EQ "ANY ($1)",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {INT8ARRAYOID},
};

void
ij_announce_take_stock(void)
{
	ij_run(&take_stock, NULL, NULL);
}

int64
ij_announce_things(const IjAnnouncer *announcer, ArrayType *thing_keys,
				   int *n, IjUnsigned **unsigned_ones)
{
	Datum		values[] = {PointerGetDatum(thing_keys), TimestampTzGetDatum(announcer->at),
		Int16GetDatum(announcer->slot), Int64GetDatum(ij_unix_seconds(announcer->at))};
	uint64		rows = ij_run(&tell_things, values, NULL);

	*n = ij_row_is_null(0, 2) ? 0 : (int) rows;
	*unsigned_ones = palloc0(sizeof(IjUnsigned) * Max(*n, 1));
	for (int i = 0; i < *n; i++)
	{
		IjUnsigned *lacking = &(*unsigned_ones)[i];

		lacking->execution.thing_key = ij_row_int64(i, 2);
		lacking->execution.job_key = ij_row_int64(i, 3);
		lacking->execution.execution_number = ij_row_int64(i, 4);
		lacking->thing_name = ij_row_cstring(i, 5);
		lacking->job_id = ij_row_cstring(i, 6);
		lacking->topic = ij_row_cstring(i, 7);
		lacking->payload = ij_row_jsonb(i, 8);
	}
	return ij_row_int64(0, 1);
}

void
ij_announce_signed(const IjAnnouncer *announcer, const IjUnsigned *lacking, text *document)
{
	Datum		values[] = {TimestampTzGetDatum(announcer->at), Int16GetDatum(announcer->slot),
		Int64GetDatum(lacking->execution.thing_key), CStringGetTextDatum(lacking->topic),
	PointerGetDatum(lacking->payload), PointerGetDatum(document)};
	bool		nulls[] = {false, false, false, false, false, document == NULL};

	ij_run(&tell_signed, values, nulls);
}

void
ij_announce_forget(ArrayType *thing_keys)
{
	Datum		values[] = {PointerGetDatum(thing_keys)};

	ij_run(&forget_things, values, NULL);
}
