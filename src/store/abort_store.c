/*-------------------------------------------------------------------------
 *
 * abort_store.c
 *		What the abort criteria are held against.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "store/abort_store.h"
#include "store/event_store.h"
#include "store/spi.h"
#include "store/work_store.h"

/*
 * Folded counters and what the log adds to them, for running jobs only.  An
 * attempt that was retried has failed like any other.
 */
static IjStatement list_candidates = {
	.sql = "WITH fresh AS MATERIALIZED (SELECT u.job_id,"
	" pg_catalog.sum(u.succeeded)::pg_catalog.int8 AS succeeded, pg_catalog.sum(u.failed" IJ_ADD "u.retried_failed)::pg_catalog.int8 AS failed,"
	" pg_catalog.sum(u.timed_out" IJ_ADD "u.retried_timed_out)::pg_catalog.int8 AS timed_out, pg_catalog.sum(u.rejected)::pg_catalog.int8 AS rejected"
	" FROM iotjobs.unfolded_count AS u GROUP BY u.job_id),"
	" ended AS (SELECT j.id, j.abort_config::pg_catalog.jsonb AS abort_config,"
	" COALESCE(c.succeeded, 0)" IJ_ADD "COALESCE(f.succeeded, 0) AS succeeded,"
	" COALESCE(c.failed" IJ_ADD "c.retried_failed, 0)" IJ_ADD "COALESCE(f.failed, 0) AS failed,"
	" COALESCE(c.timed_out" IJ_ADD "c.retried_timed_out, 0)" IJ_ADD "COALESCE(f.timed_out, 0) AS timed_out,"
	" COALESCE(c.rejected, 0)" IJ_ADD "COALESCE(f.rejected, 0) AS rejected"
	" FROM iotjobs.job AS j LEFT JOIN iotjobs.job_counter AS c ON c.job_id" IJ_EQ "j.id"
	" LEFT JOIN fresh AS f ON f.job_id" IJ_EQ "j.id"
	" WHERE j.status" IJ_EQ "'IN_PROGRESS' AND j.abort_config IS NOT NULL"
	" AND " IJ_COUNTERS_HOLD IJ_WHICH_JOBS("j.id", "$1", "$2") ")"
	" SELECT e.id, e.abort_config, e.succeeded, e.failed, e.timed_out, e.rejected FROM ended AS e"
	" WHERE e.failed" IJ_ADD "e.timed_out" IJ_ADD "e.rejected" IJ_GT "0 ORDER BY e.id",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {INT8OID, INT8ARRAYOID},
};

/* What somebody else has locked, the job or its work, is left for the next pass. */
static IjStatement lock_job = {
	.sql = "SELECT FROM iotjobs.job AS j WHERE j.id" IJ_EQ "$1 AND j.status" IJ_EQ "'IN_PROGRESS'"
	" FOR NO KEY UPDATE SKIP LOCKED",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

int
ij_abort_candidates(const IjWhichJobs *which, IjAbortCandidate **candidates)
{
	Datum		values[] = {Int64GetDatum(which->only), PointerGetDatum(which->but)};
	uint64		n = ij_run(&list_candidates, values, NULL);

	*candidates = palloc0(sizeof(IjAbortCandidate) * Max(n, 1));
	for (uint64 i = 0; i < n; i++)
	{
		IjAbortCandidate *candidate = &(*candidates)[i];

		candidate->job_key = ij_row_int64(i, 1);
		candidate->abort_config = ij_row_jsonb(i, 2);
		candidate->counts.succeeded = ij_row_int64(i, 3);
		candidate->counts.failed = ij_row_int64(i, 4);
		candidate->counts.timed_out = ij_row_int64(i, 5);
		candidate->counts.rejected = ij_row_int64(i, 6);
	}
	return (int) n;
}

bool
ij_abort_lock(int64 job_key)
{
	Datum		values[] = {Int64GetDatum(job_key)};

	if (ij_run(&lock_job, values, NULL) == 0)
		return false;
	return ij_work_try_lock(job_key);
}
