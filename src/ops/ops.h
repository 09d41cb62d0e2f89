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

/* An operation that is not there yet is a null pointer, and says so when called. */
#define IJ_RUN(name) extern Jsonb *name(const IjRequest *request) __attribute__((weak))

/* Jobs. */
IJ_RUN(ij_op_cancel_job);
IJ_RUN(ij_op_create_job);
IJ_RUN(ij_op_describe_job);
IJ_RUN(ij_op_describe_job_execution);
IJ_RUN(ij_op_get_job_document);
IJ_RUN(ij_op_list_job_executions_for_job);
IJ_RUN(ij_op_list_job_executions_for_thing);
IJ_RUN(ij_op_list_jobs);

/* Things and thing groups. */
IJ_RUN(ij_op_add_thing_to_thing_group);
IJ_RUN(ij_op_create_thing);
IJ_RUN(ij_op_create_thing_group);
IJ_RUN(ij_op_delete_thing);
IJ_RUN(ij_op_delete_thing_group);
IJ_RUN(ij_op_describe_thing);
IJ_RUN(ij_op_describe_thing_group);
IJ_RUN(ij_op_list_thing_groups);
IJ_RUN(ij_op_list_thing_groups_for_thing);
IJ_RUN(ij_op_list_things);
IJ_RUN(ij_op_list_things_in_thing_group);
IJ_RUN(ij_op_remove_thing_from_thing_group);
IJ_RUN(ij_op_update_thing);
IJ_RUN(ij_op_update_thing_group);

/* What devices call. */
IJ_RUN(ij_op_data_describe_job_execution);
IJ_RUN(ij_op_data_get_pending_job_executions);
IJ_RUN(ij_op_data_start_next_pending_job_execution);
IJ_RUN(ij_op_data_update_job_execution);

#endif							/* IJ_OPS_H */
