/*-------------------------------------------------------------------------
 *
 * replies.h
 *		The shapes that replies are held against.
 *
 * One for each operation whose reply has members: replies_job.c,
 * replies_template.c, replies_registry.c, replies_package.c, shapes_event.c and, for the
 * device data plane, replies_data.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_REPLIES_H
#define IJ_REPLIES_H

#include "rules/shape.h"

/* What an operation answers that has nothing to say. */
extern const IjShape ij_reply_empty;

extern const IjShape ij_reply_associate_targets_with_job;
extern const IjShape ij_reply_cancel_job;
extern const IjShape ij_reply_create_job;
extern const IjShape ij_reply_describe_job;
extern const IjShape ij_reply_describe_job_execution;
extern const IjShape ij_reply_get_job_document;
extern const IjShape ij_reply_list_job_executions_for_job;
extern const IjShape ij_reply_list_job_executions_for_thing;
extern const IjShape ij_reply_list_jobs;

extern const IjShape ij_reply_create_job_template;
extern const IjShape ij_reply_describe_job_template;
extern const IjShape ij_reply_describe_managed_job_template;
extern const IjShape ij_reply_list_job_templates;
extern const IjShape ij_reply_list_managed_job_templates;
extern const IjShape ij_reply_list_tags_for_resource;

extern const IjShape ij_reply_describe_event_configurations;

extern const IjShape ij_reply_create_dynamic_thing_group;
extern const IjShape ij_reply_create_thing;
extern const IjShape ij_reply_create_thing_group;
extern const IjShape ij_reply_create_thing_type;
extern const IjShape ij_reply_describe_thing;
extern const IjShape ij_reply_describe_thing_group;
extern const IjShape ij_reply_describe_thing_type;
extern const IjShape ij_reply_list_principal_things;
extern const IjShape ij_reply_list_thing_groups;
extern const IjShape ij_reply_list_thing_groups_for_thing;
extern const IjShape ij_reply_list_thing_principals;
extern const IjShape ij_reply_list_thing_types;
extern const IjShape ij_reply_list_things;
extern const IjShape ij_reply_list_things_in_thing_group;
extern const IjShape ij_reply_search_index;
extern const IjShape ij_reply_update_dynamic_thing_group;
extern const IjShape ij_reply_update_thing_group;

extern const IjShape ij_reply_create_package;
extern const IjShape ij_reply_create_package_version;
extern const IjShape ij_reply_get_package;
extern const IjShape ij_reply_get_package_version;
extern const IjShape ij_reply_list_package_versions;
extern const IjShape ij_reply_list_packages;

extern const IjShape ij_reply_data_describe_job_execution;
extern const IjShape ij_reply_data_get_pending_job_executions;
extern const IjShape ij_reply_data_start_next_pending_job_execution;
extern const IjShape ij_reply_data_update_job_execution;

#endif							/* IJ_REPLIES_H */
