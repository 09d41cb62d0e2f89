/*-------------------------------------------------------------------------
 *
 * ops.h
 *		The operations of the API, one function each.
 *
 * A request that comes here is checked; an SPI connection is open; what is
 * returned may lie in SPI's memory context.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_OPS_H
#define IJ_OPS_H

#include "json/request.h"

/* Jobs. */
extern Jsonb *ij_op_associate_targets_with_job(const IjRequest *request);
extern Jsonb *ij_op_cancel_job(const IjRequest *request);
extern Jsonb *ij_op_cancel_job_execution(const IjRequest *request);
extern Jsonb *ij_op_create_job(const IjRequest *request);
extern Jsonb *ij_op_delete_job(const IjRequest *request);
extern Jsonb *ij_op_delete_job_execution(const IjRequest *request);
extern Jsonb *ij_op_describe_job(const IjRequest *request);
extern Jsonb *ij_op_describe_job_execution(const IjRequest *request);
extern Jsonb *ij_op_get_job_document(const IjRequest *request);
extern Jsonb *ij_op_list_job_executions_for_job(const IjRequest *request);
extern Jsonb *ij_op_list_job_executions_for_thing(const IjRequest *request);
extern Jsonb *ij_op_list_jobs(const IjRequest *request);
extern Jsonb *ij_op_update_job(const IjRequest *request);

/* Job templates. */
extern Jsonb *ij_op_create_job_template(const IjRequest *request);
extern Jsonb *ij_op_delete_job_template(const IjRequest *request);
extern Jsonb *ij_op_describe_job_template(const IjRequest *request);
extern Jsonb *ij_op_describe_managed_job_template(const IjRequest *request);
extern Jsonb *ij_op_list_job_templates(const IjRequest *request);
extern Jsonb *ij_op_list_managed_job_templates(const IjRequest *request);

/* Things and thing groups. */
extern Jsonb *ij_op_add_thing_to_thing_group(const IjRequest *request);
extern Jsonb *ij_op_create_thing(const IjRequest *request);
extern Jsonb *ij_op_create_thing_group(const IjRequest *request);
extern Jsonb *ij_op_delete_thing(const IjRequest *request);
extern Jsonb *ij_op_delete_thing_group(const IjRequest *request);
extern Jsonb *ij_op_describe_thing(const IjRequest *request);
extern Jsonb *ij_op_describe_thing_group(const IjRequest *request);
extern Jsonb *ij_op_list_thing_groups(const IjRequest *request);
extern Jsonb *ij_op_list_thing_groups_for_thing(const IjRequest *request);
extern Jsonb *ij_op_list_things(const IjRequest *request);
extern Jsonb *ij_op_list_things_in_thing_group(const IjRequest *request);
extern Jsonb *ij_op_remove_thing_from_thing_group(const IjRequest *request);
extern Jsonb *ij_op_update_thing(const IjRequest *request);
extern Jsonb *ij_op_update_thing_group(const IjRequest *request);
extern Jsonb *ij_op_update_thing_groups_for_thing(const IjRequest *request);

/* Thing types. */
extern Jsonb *ij_op_create_thing_type(const IjRequest *request);
extern Jsonb *ij_op_delete_thing_type(const IjRequest *request);
extern Jsonb *ij_op_deprecate_thing_type(const IjRequest *request);
extern Jsonb *ij_op_describe_thing_type(const IjRequest *request);
extern Jsonb *ij_op_list_thing_types(const IjRequest *request);

/* Dynamic thing groups. */
extern Jsonb *ij_op_create_dynamic_thing_group(const IjRequest *request);
extern Jsonb *ij_op_delete_dynamic_thing_group(const IjRequest *request);
extern Jsonb *ij_op_search_index(const IjRequest *request);
extern Jsonb *ij_op_update_dynamic_thing_group(const IjRequest *request);

/* Principals. */
extern Jsonb *ij_op_attach_thing_principal(const IjRequest *request);
extern Jsonb *ij_op_detach_thing_principal(const IjRequest *request);
extern Jsonb *ij_op_list_principal_things(const IjRequest *request);
extern Jsonb *ij_op_list_thing_principals(const IjRequest *request);

/* Software packages. */
extern Jsonb *ij_op_create_package(const IjRequest *request);
extern Jsonb *ij_op_create_package_version(const IjRequest *request);
extern Jsonb *ij_op_delete_package(const IjRequest *request);
extern Jsonb *ij_op_delete_package_version(const IjRequest *request);
extern Jsonb *ij_op_get_package(const IjRequest *request);
extern Jsonb *ij_op_get_package_version(const IjRequest *request);
extern Jsonb *ij_op_list_package_versions(const IjRequest *request);
extern Jsonb *ij_op_list_packages(const IjRequest *request);
extern Jsonb *ij_op_update_package(const IjRequest *request);
extern Jsonb *ij_op_update_package_version(const IjRequest *request);

/* Tags. */
extern Jsonb *ij_op_list_tags_for_resource(const IjRequest *request);
extern Jsonb *ij_op_tag_resource(const IjRequest *request);
extern Jsonb *ij_op_untag_resource(const IjRequest *request);

extern Jsonb *ij_op_update_event_configurations(const IjRequest *request);
extern Jsonb *ij_op_describe_event_configurations(const IjRequest *request);

/* What devices call. */
extern Jsonb *ij_op_data_describe_job_execution(const IjRequest *request);
extern Jsonb *ij_op_data_get_pending_job_executions(const IjRequest *request);
extern Jsonb *ij_op_data_start_next_pending_job_execution(const IjRequest *request);
extern Jsonb *ij_op_data_update_job_execution(const IjRequest *request);

#endif							/* IJ_OPS_H */
