/*-------------------------------------------------------------------------
 *
 * guc.h
 *		The settings of the extension.  Units are in the names.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_GUC_H
#define IJ_GUC_H

#include "datatype/timestamp.h"

extern char *ij_guc_account_id;
extern bool ij_guc_check_replies;
extern bool ij_guc_clock_is_set;
extern TimestampTz ij_guc_clock_time;
extern char *ij_guc_document_source_ca_file;
extern char *ij_guc_document_source_hosts;
extern int	ij_guc_document_source_timeout_ms;
extern int	ij_guc_max_active_jobs;
extern int	ij_guc_max_concurrent_jobs;
extern int	ij_guc_max_databases;
extern int	ij_guc_max_dynamic_thing_groups;
extern int	ij_guc_max_job_templates;
extern int	ij_guc_max_jobs_in_deletion;
extern int	ij_guc_max_package_versions;
extern int	ij_guc_max_packages;
extern int	ij_guc_max_rollout_per_minute;
extern int	ij_guc_max_targets_per_job;
extern int	ij_guc_naptime_ms;
extern int	ij_guc_notification_retention_s;
extern int	ij_guc_notify;		/* IjNotify */
extern char *ij_guc_region;
extern int	ij_guc_retention_days;
extern bool ij_guc_worker;

/* Whether devices are told of their queues. */
typedef enum IjNotify
{
	IJ_NOTIFY_OFF,
	IJ_NOTIFY_AUTO,				/* while consumers ask */
	IJ_NOTIFY_ON
} IjNotify;

extern void ij_guc_init(void);

#endif							/* IJ_GUC_H */
