/*-------------------------------------------------------------------------
 *
 * list_jobs.c
 *		ListJobs.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "ops/ops.h"
#include "ops/token.h"
#include "store/group_store.h"
#include "store/job_store.h"

static void read_filter(const IjRequest *request, IjJobFilter *filter);
static void put_summary(IjJson *json, const IjJob *job);

/* Newest first; among jobs of one moment, the one created last. */
Jsonb *
ij_op_list_jobs(const IjRequest *request)
{
	int			limit = ij_page_size(request);
	int64		keys[2] = {DT_NOEND, PG_INT64_MAX};
	IjJobFilter filter;
	IjJob	   *jobs;
	uint64		n;
	IjJson	   *json = ij_json_begin();

	read_filter(request, &filter);
	(void) ij_token_read(request, 2, keys);

	/* One more than shown tells whether there is another page. */
	n = ij_job_list(&filter, keys[0], keys[1], limit + 1, &jobs);

	ij_json_begin_array(json, "jobs");
	for (uint64 i = 0; i < Min(n, limit); i++)
		put_summary(json, &jobs[i]);
	ij_json_end_array(json);

	if (n > limit)
	{
		keys[0] = jobs[limit - 1].created_at;
		keys[1] = jobs[limit - 1].key;
		ij_json_string(json, "nextToken", ij_token_write(request, 2, keys));
	}
	return ij_json_end(json);
}

/* A group may be named by its name, its id, or both. */
static void
read_filter(const IjRequest *request, IjJobFilter *filter)
{
	text	   *group_name = ij_request_text(request, "thingGroupName");
	text	   *group_uuid = ij_request_text(request, "thingGroupId");

	filter->status = ij_request_text(request, "status");
	filter->target_selection = ij_request_text(request, "targetSelection");
	filter->namespace_id = ij_request_text(request, "namespaceId");
	filter->by_group = group_name != NULL || group_uuid != NULL;
	filter->group_id = filter->by_group ? ij_group_get_by(group_name, group_uuid) : 0;
}

static void
put_summary(IjJson *json, const IjJob *job)
{
	ij_json_begin_object(json, NULL);
	ij_json_string(json, "jobArn", ij_arn_make("job", job->job_id));
	ij_json_string(json, "jobId", job->job_id);
	ij_json_text(json, "thingGroupId", job->group_uuid);
	ij_json_string(json, "targetSelection", job->is_continuous ? "CONTINUOUS" : "SNAPSHOT");
	ij_json_string(json, "status", ij_job_status_word(job->status));
	ij_json_time(json, "createdAt", job->created_at);
	ij_json_time(json, "lastUpdatedAt", job->last_updated_at);
	if (job->is_completed)
		ij_json_time(json, "completedAt", job->completed_at);
	ij_json_bool(json, "isConcurrent", job->is_concurrent);
	ij_json_end_object(json);
}
