/*-------------------------------------------------------------------------
 *
 * job_package_store.h
 *		Statements on the package versions that jobs bring to things.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_PACKAGE_STORE_H
#define IJ_JOB_PACKAGE_STORE_H

#include "postgres.h"

#include "utils/array.h"

#include "store/execution_store.h"
#include "store/package_store.h"

/* What whoever creates executions of a job writes as their brings_packages. */
#define IJ_BRINGS_PACKAGES(job) \
	"(SELECT r.resolved_package_versions IS NOT NULL FROM iotjobs.job AS r WHERE r.id" IJ_EQ job ")"

/* A package that a job names, and what the catalog has of it. */
typedef struct IjNamedPackage
{
	char	   *name;
	char	   *version_name;	/* as given: perhaps $default or $null */
	bool		is_dropped;		/* the version is $null */

	bool		exists;
	bool		has_version;	/* and then version is set */
	IjPackageVersion version;
} IjNamedPackage;

/*
 * Looks all of them up, in one statement, and keeps packages and versions
 * from being deleted until the transaction ends.
 */
extern void ij_packages_resolve(IjNamedPackage *packages, int count);

/* The ARNs that a job was given, or what they stood for; NULL if it has none. */
extern ArrayType *ij_job_package_versions(int64 job_key, bool as_given);

/*
 * Locks the thing of an execution that is about to succeed: its record is
 * changed by one session at a time, and by statements that see what the one
 * before has left.  A thing comes before its executions.  False if it is
 * deleted and has no record any more.
 */
extern bool ij_thing_packages_lock(const IjExecution *execution);

/* Writes into the package record of the thing what an execution that succeeded has brought. */
extern void ij_thing_packages_bring(const IjExecution *execution, TimestampTz at);

#endif							/* IJ_JOB_PACKAGE_STORE_H */
