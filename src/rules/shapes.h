/*-------------------------------------------------------------------------
 *
 * shapes.h
 *		The shapes that requests and domains are held against.
 *
 * shapes_job.c holds those of jobs and executions, shapes_config.c those of
 * a job's configuration objects, shapes_registry.c those of things and
 * groups, and shapes_common.c what jobs and groups both use.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SHAPES_H
#define IJ_SHAPES_H

#include "rules/shape.h"

/* Used by both. */
extern const IjShape ij_shape_arn;
extern const IjShape ij_shape_boolean;
extern const IjShape ij_shape_max_results;
extern const IjShape ij_shape_next_token;
extern const IjShape ij_shape_tag_key_list;
extern const IjShape ij_shape_tag_list;
extern const IjShape ij_shape_event_configurations;
extern const IjShape ij_shape_tag_map;
extern const IjShape ij_shape_thing_group_id;
extern const IjShape ij_shape_thing_group_name;
extern const IjShape ij_shape_thing_name;

/* Of replies. */
extern const IjShape ij_shape_any_text;
extern const IjShape ij_shape_count;
extern const IjShape ij_shape_epoch_seconds;
extern const IjShape ij_shape_ordinal;
extern const IjShape ij_shape_timestamp;

/* Jobs and job executions. */
extern const IjShape ij_shape_abort_config;
extern const IjShape ij_shape_comment;
extern const IjShape ij_shape_described_job_id;
extern const IjShape ij_shape_destination_package_versions;
extern const IjShape ij_shape_details_map;
extern const IjShape ij_shape_execution_number;
extern const IjShape ij_shape_expected_version;
extern const IjShape ij_shape_job_arn;
extern const IjShape ij_shape_job_description;
extern const IjShape ij_shape_job_document;
extern const IjShape ij_shape_job_document_source;
extern const IjShape ij_shape_job_execution_status;
extern const IjShape ij_shape_job_executions_retry_config;
extern const IjShape ij_shape_job_executions_rollout_config;
extern const IjShape ij_shape_job_id;
extern const IjShape ij_shape_job_status;
extern const IjShape ij_shape_job_targets;
extern const IjShape ij_shape_job_template_arn;
extern const IjShape ij_shape_job_template_id;
extern const IjShape ij_shape_maintenance_windows;
extern const IjShape ij_shape_managed_template_name;
extern const IjShape ij_shape_managed_template_version;
extern const IjShape ij_shape_mqtt_client_token;
extern const IjShape ij_shape_namespace_id;
extern const IjShape ij_shape_parameter_key;
extern const IjShape ij_shape_parameter_map;
extern const IjShape ij_shape_presigned_url_config;
extern const IjShape ij_shape_reason_code;
extern const IjShape ij_shape_scheduling_config;
extern const IjShape ij_shape_start_step_timeout;
extern const IjShape ij_shape_target_selection;
extern const IjShape ij_shape_timeout_config;
extern const IjShape ij_shape_update_step_timeout;

/* Things and thing groups. */
extern const IjShape ij_shape_attribute_name;
extern const IjShape ij_shape_attribute_payload;
extern const IjShape ij_shape_attribute_value;
extern const IjShape ij_shape_attributes;
extern const IjShape ij_shape_billing_group_name;
extern const IjShape ij_shape_index_name;
extern const IjShape ij_shape_optional_version;
extern const IjShape ij_shape_principal;
extern const IjShape ij_shape_query_string;
extern const IjShape ij_shape_query_version;
extern const IjShape ij_shape_search_max_results;
extern const IjShape ij_shape_thing_group_description;
extern const IjShape ij_shape_thing_group_list;
extern const IjShape ij_shape_thing_group_properties;
extern const IjShape ij_shape_thing_principal_type;
extern const IjShape ij_shape_thing_type_name;
extern const IjShape ij_shape_thing_type_properties;

/* Software packages. */
extern const IjShape ij_shape_client_token;
extern const IjShape ij_shape_package_artifact;
extern const IjShape ij_shape_package_attributes;
extern const IjShape ij_shape_package_description;
extern const IjShape ij_shape_package_max_results;
extern const IjShape ij_shape_package_name;
extern const IjShape ij_shape_package_recipe;
extern const IjShape ij_shape_package_version_action;
extern const IjShape ij_shape_package_version_name;
extern const IjShape ij_shape_package_version_status;

#endif							/* IJ_SHAPES_H */
