/*-------------------------------------------------------------------------
 *
 * membership_defer_store.c
 *		Changes of memberships that are put off for a job that fails or is
 *		being changed.
 *
 * It is enough to know which things to look at: what happens to their
 * executions follows from the memberships as they will be then.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "store/membership_defer_store.h"
#include "store/spi.h"

static IjStatement defer = {
	.sql = "INSERT INTO iotjobs.deferred_membership (job_id, thing_id)"
	" SELECT $1, x.thing_id FROM pg_catalog.unnest($2) AS x (thing_id) ON CONFLICT DO NOTHING",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8ARRAYOID},
};

static IjStatement defer_deleted = {
	.sql = "INSERT INTO iotjobs.deferred_membership (job_id, thing_id)"
	" SELECT o.job_id, o.thing_id FROM iotjobs.open_execution AS o WHERE o.thing_id" IJ_EQ "ANY ($2)"
	" AND ($1 IS NULL OR o.job_id" IJ_EQ "ANY ($1)) ON CONFLICT DO NOTHING",
	.expect = SPI_OK_INSERT,
	.nargs = 2,
	.argtypes = {INT8ARRAYOID, INT8ARRAYOID},
};

static IjStatement list_deferring = {
	.sql = "SELECT DISTINCT d.job_id FROM iotjobs.deferred_membership AS d ORDER BY d.job_id",
	.expect = SPI_OK_SELECT,
};

static IjStatement take_deferred = {
	.sql = "WITH taken AS (DELETE FROM iotjobs.deferred_membership AS d WHERE d.job_id" IJ_EQ "$1"
	" AND d.thing_id" IJ_EQ "ANY (ARRAY(SELECT n.thing_id FROM iotjobs.deferred_membership AS n"
	" WHERE n.job_id" IJ_EQ "$1 ORDER BY n.thing_id LIMIT $2 FOR UPDATE SKIP LOCKED)) RETURNING d.thing_id)"
	" SELECT pg_catalog.count(*),"
	" pg_catalog.array_agg(k.thing_id ORDER BY k.thing_id) FILTER (WHERE t.deleted_at IS NULL),"
	" pg_catalog.array_agg(k.thing_id ORDER BY k.thing_id) FILTER (WHERE t.deleted_at IS NOT NULL)"
	" FROM taken AS k JOIN iotjobs.thing AS t ON t.id" IJ_EQ "k.thing_id",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8OID},
};

void
ij_membership_defer(int64 job_key, ArrayType *thing_keys)
{
	Datum		values[] = {Int64GetDatum(job_key), PointerGetDatum(thing_keys)};

	ij_run(&defer, values, NULL);
}

void
ij_membership_defer_deleted(ArrayType *job_keys, ArrayType *thing_keys)
{
	Datum		values[] = {PointerGetDatum(job_keys), PointerGetDatum(thing_keys)};
	bool		nulls[] = {job_keys == NULL, false};

	if (job_keys != NULL && ARR_NDIM(job_keys) == 0)
		return;
	ij_membership_wait_for_rollouts();
	ij_run(&defer_deleted, values, nulls);
}

int
ij_membership_deferring(int64 **job_keys)
{
	return ij_row_keys(ij_run(&list_deferring, NULL, NULL), job_keys);
}

bool
ij_membership_take_deferred(int64 job_key, int64 limit, IjMembershipBatch *batch)
{
	Datum		values[] = {Int64GetDatum(job_key), Int64GetDatum(limit)};

	memset(batch, 0, sizeof(IjMembershipBatch));
	if (!ij_membership_lock_log())
		return false;
	ij_run(&take_deferred, values, NULL);
	batch->thing_keys = ij_row_array(0, 2);
	batch->deleted_thing_keys = ij_row_array(0, 3);
	batch->more = ij_row_int64(0, 1) == limit;
	return ij_row_int64(0, 1) > 0;
}
