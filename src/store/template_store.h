/*-------------------------------------------------------------------------
 *
 * template_store.h
 *		Statements on job templates.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TEMPLATE_STORE_H
#define IJ_TEMPLATE_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

/* A template as its row has it.  Absent values are NULL. */
typedef struct IjJobTemplate
{
	int64		key;
	text	   *job_template_id;
	text	   *description;
	text	   *document;
	text	   *document_source;
	Jsonb	   *presigned_url_config;
	Jsonb	   *job_executions_rollout_config;
	Jsonb	   *abort_config;
	Jsonb	   *timeout_config;
	Jsonb	   *job_executions_retry_config;
	Jsonb	   *maintenance_windows;
	ArrayType  *destination_package_versions;
	Jsonb	   *tags;			/* of a new one only */
	TimestampTz created_at;
} IjJobTemplate;

/*
 * Adds a template.  What it lacks is taken from the job with this key, if it
 * is not 0.  False if the id is taken.  Creations go one after the other
 * until their transactions end, so that ij_template_count() counts them all.
 */
extern bool ij_template_insert(const IjJobTemplate *template, int64 job_key);
extern int64 ij_template_count(void);

/* False if there is no such template. */
extern bool ij_template_find(text *job_template_id, IjJobTemplate *template);
extern bool ij_template_delete(text *job_template_id);

/*
 * A page of templates, newest first, from behind (created_at, key); DT_NOEND
 * starts.  Only what a summary shows is set.
 */
extern uint64 ij_template_list(int64 after_created_at, int64 after_key, int64 limit,
							   IjJobTemplate **templates);

#endif							/* IJ_TEMPLATE_STORE_H */
