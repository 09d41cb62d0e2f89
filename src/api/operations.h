/*-------------------------------------------------------------------------
 *
 * operations.h
 *		The operation table: every operation of both planes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_OPERATIONS_H
#define IJ_OPERATIONS_H

#include "json/request.h"

/* Each ends with NULL. */
extern const IjOperation *const ij_job_operations[];
extern const IjOperation *const ij_template_operations[];
extern const IjOperation *const ij_registry_operations[];
extern const IjOperation *const ij_thing_type_operations[];
extern const IjOperation *const ij_principal_operations[];
extern const IjOperation *const ij_tag_operations[];
extern const IjOperation *const ij_dynamic_operations[];
extern const IjOperation *const ij_package_operations[];
extern const IjOperation *const ij_event_operations[];
extern const IjOperation *const ij_data_operations[];

/* By the API's own name, or NULL. */
extern const IjOperation *ij_operation_find(IjPlane plane, const char *name, int length);

/* All names of a plane, for a hint. */
extern char *ij_operation_names(IjPlane plane);

#endif							/* IJ_OPERATIONS_H */
