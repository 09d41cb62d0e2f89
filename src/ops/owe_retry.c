/*-------------------------------------------------------------------------
 *
 * owe_retry.c
 *		Notes which of the attempts that have just ended are to be repeated.
 *
 * A report that ends in FAILED, and the step of the worker that times
 * executions out, come here in their own transaction.  The attempt itself is
 * made by the worker (src/engine/owed_step.c), which asks the same rule again.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "json/config_read.h"
#include "ops/owe_retry.h"
#include "store/owed_store.h"
#include "store/spi.h"

static void owe_job(const IjRetryingJob *job, ArrayType *thing_keys);
static ArrayType *things_of(int64 job_key, const Datum *jobs, const Datum *things, int n);

/* Most jobs do not retry, and then it ends with the first look. */
void
ij_owe_retries(ArrayType *job_keys, ArrayType *thing_keys)
{
	IjRetryingJob *retrying;
	int			nretrying = ij_owed_retrying_jobs(job_keys, &retrying);
	Datum	   *jobs;
	Datum	   *things;
	int			n;

	if (nretrying == 0)
		return;

	deconstruct_array(job_keys, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &jobs, NULL, &n);
	deconstruct_array(thing_keys, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &things, NULL, &n);
	for (int i = 0; i < nretrying; i++)
		owe_job(&retrying[i], things_of(retrying[i].job_key, jobs, things, n));
}

static void
owe_job(const IjRetryingJob *job, ArrayType *thing_keys)
{
	IjRetryConfig config;
	IjOwedThing *things;
	int			n = (int) ij_owed_read_things(job->job_key, thing_keys, &things);
	int64	   *owed = palloc(sizeof(int64) * Max(n, 1));
	int			nowed = 0;

	ij_read_retry_config(job->retry_config, &config);
	for (int i = 0; i < n; i++)
	{
		if (!things[i].is_deleted && things[i].has_attempt &&
			ij_retry_is_owed(&config, things[i].status, &things[i].had))
			owed[nowed++] = things[i].thing_key;
	}
	if (nowed > 0)
		ij_owed_add(job->job_key, ij_key_array(owed, nowed));
}

/* The things that are paired with a job. */
static ArrayType *
things_of(int64 job_key, const Datum *jobs, const Datum *things, int n)
{
	int64	   *keys = palloc(sizeof(int64) * Max(n, 1));
	int			nkeys = 0;

	for (int i = 0; i < n; i++)
	{
		if (DatumGetInt64(jobs[i]) == job_key)
			keys[nkeys++] = DatumGetInt64(things[i]);
	}
	return ij_key_array(keys, nkeys);
}
