/*-------------------------------------------------------------------------
 *
 * job_request.h
 *		Checks that several operations on jobs make of their requests.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_REQUEST_H
#define IJ_JOB_REQUEST_H

#include "json/request.h"
#include "store/job_store.h"

/* A job is found under its namespace or without one, not under another. */
extern void ij_check_job_namespace(const IjRequest *request, const IjJob *job);

/* jobExecutionsRolloutConfig against the setting. */
extern void ij_check_job_rollout(const IjRequest *request);

/* How many targets a job may have: those of the request, and those it would have then. */
extern void ij_check_job_targets(const IjRequest *request);
extern void ij_check_job_target_count(const char *job_id, int ntargets);

/* Adds the member "targets"; groups_only refuses things. */
extern void ij_add_job_targets(const IjRequest *request, int64 job_key, bool groups_only);

#endif							/* IJ_JOB_REQUEST_H */
