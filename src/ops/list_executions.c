/*-------------------------------------------------------------------------
 *
 * list_executions.c
 *		ListJobExecutionsForJob and ListJobExecutionsForThing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "json/arn_out.h"
#include "json/json_out.h"
#include "ops/ops.h"
#include "ops/token.h"
#include "rules/execution_state.h"
#include "store/event_store.h"
#include "store/execution_list_store.h"
#include "store/job_store.h"
#include "store/thing_store.h"

#define NKEYS 3

static bool nobody_has(int64 job_key, const char *status);
static void put_summary(IjJson *json, const IjExecutionRow *row);
static void put_token(IjJson *json, const IjRequest *request, const IjExecutionKey *key);
static void read_key(const IjRequest *request, IjExecutionKey *key);

/*
 * Oldest first: by queuedAt, then in the order in which the things were
 * registered, then by attempt.  With a status, a page looks at a bounded
 * number of executions and may be short though more follow.
 */
Jsonb *
ij_op_list_job_executions_for_job(const IjRequest *request)
{
	int64		limit = ij_page_size(request);
	char	   *status = ij_request_cstring(request, "status");
	IjExecutionKey key = {DT_NOBEGIN, 0, 0};
	IjExecutionKey next;
	IjExecutionRow *rows;
	IjJob		job;
	bool		status_has_rows = true;
	uint64		n = 0;
	IjJson	   *json = ij_json_begin();

	ij_job_get(ij_request_text(request, "jobId"), false, &job);
	read_key(request, &key);

	if (nobody_has(job.key, status))
		status_has_rows = false;
	else
		n = ij_execution_list_of_job(job.key, status, &key, limit + 1, &rows);

	ij_json_begin_array(json, "executionSummaries");
	for (uint64 i = 0; i < Min(n, limit); i++)
	{
		ij_json_begin_object(json, NULL);
		ij_json_string(json, "thingArn", ij_arn_make("thing", rows[i].party_name));
		put_summary(json, &rows[i]);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);

	if (n > limit)
		put_token(json, request, &rows[limit - 1].key);
	else if (status != NULL && status_has_rows &&
			 ij_execution_list_window_end(job.key, &key, &next))
		put_token(json, request, &next);
	return ij_json_end(json);
}

/* Newest first: by queuedAt, then by the job created last, then by attempt. */
Jsonb *
ij_op_list_job_executions_for_thing(const IjRequest *request)
{
	int64		limit = ij_page_size(request);
	IjExecutionKey key = {DT_NOEND, PG_INT64_MAX, PG_INT64_MAX};
	int64		thing_key = ij_thing_get_id(ij_request_text(request, "thingName"));
	IjExecutionRow *rows;
	IjJob		job;
	uint64		n;
	IjJson	   *json = ij_json_begin();

	if (ij_request_has(request, "jobId"))
		ij_job_get(ij_request_text(request, "jobId"), false, &job);
	read_key(request, &key);

	n = ij_execution_list_of_thing(thing_key,
								   ij_request_text(request, "status"),
								   ij_request_text(request, "jobId"),
								   ij_request_text(request, "namespaceId"),
								   &key, limit + 1, &rows);

	ij_json_begin_array(json, "executionSummaries");
	for (uint64 i = 0; i < Min(n, limit); i++)
	{
		ij_json_begin_object(json, NULL);
		ij_json_string(json, "jobId", rows[i].party_name);
		put_summary(json, &rows[i]);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);

	if (n > limit)
		put_token(json, request, &rows[limit - 1].key);
	return ij_json_end(json);
}

static void
put_summary(IjJson *json, const IjExecutionRow *row)
{
	ij_json_begin_object(json, "jobExecutionSummary");
	ij_json_string(json, "status", row->status);
	ij_json_time(json, "queuedAt", row->key.queued_at);
	if (row->is_started)
		ij_json_time(json, "startedAt", row->started_at);
	ij_json_time(json, "lastUpdatedAt", row->last_updated_at);
	ij_json_int(json, "executionNumber", row->key.execution_number);
	if (row->retry_attempt > 0)
		ij_json_int(json, "retryAttempt", row->retry_attempt);
	ij_json_end_object(json);
}

static void
read_key(const IjRequest *request, IjExecutionKey *key)
{
	int64		keys[NKEYS];

	if (ij_token_read(request, NKEYS, keys))
		*key = (IjExecutionKey) {keys[0], keys[1], keys[2]};
}

static void
put_token(IjJson *json, const IjRequest *request, const IjExecutionKey *key)
{
	int64		keys[NKEYS] = {key->queued_at, key->party_key, key->execution_number};

	ij_json_string(json, "nextToken", ij_token_write(request, NKEYS, keys));
}

/*
 * The counters tell at once that no latest attempt has a status.  Earlier
 * attempts are not in them, so they only count where there are none.
 */
static bool
nobody_has(int64 job_key, const char *status)
{
	IjExecStatus wanted;
	IjCounts	counts;
	int64		n = 0;

	if (status == NULL || !ij_exec_status_from_word(status, strlen(status), &wanted))
		return false;

	ij_counts_read(job_key, &counts);
	switch (wanted)
	{
		case IJ_EXEC_QUEUED:
			n = counts.queued;
			break;
		case IJ_EXEC_IN_PROGRESS:
			n = counts.in_progress;
			break;
		case IJ_EXEC_SUCCEEDED:
			n = counts.succeeded;
			break;
		case IJ_EXEC_FAILED:
			n = counts.failed;
			break;
		case IJ_EXEC_TIMED_OUT:
			n = counts.timed_out;
			break;
		case IJ_EXEC_REJECTED:
			n = counts.rejected;
			break;
		case IJ_EXEC_REMOVED:
			n = counts.removed;
			break;
		case IJ_EXEC_CANCELED:
			n = counts.canceled;
			break;
	}
	return n == 0 && !ij_execution_list_has_earlier(job_key);
}
