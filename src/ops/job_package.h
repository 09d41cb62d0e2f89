/*-------------------------------------------------------------------------
 *
 * job_package.h
 *		The package versions that a job brings.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_PACKAGE_H
#define IJ_JOB_PACKAGE_H

#include "json/request.h"
#include "store/job_package_store.h"

#define IJ_MAX_JOB_PACKAGES 25	/* as the shape says */

typedef struct IjJobPackages
{
	int			count;
	IjNamedPackage named[IJ_MAX_JOB_PACKAGES];	/* in the order given */
	ArrayType  *given;			/* ARNs; NULL if there are none */
	ArrayType  *resolved;		/* the same without $default */
} IjJobPackages;

/*
 * destinationPackageVersions of a request, which may be absent: ARNs of
 * package versions of this account, and each package once.  IJ400.
 */
extern void ij_job_packages_read(const IjRequest *request, IjJobPackages *packages);

/*
 * Looks up what was read and keeps it from being deleted.  What does not
 * exist is a ResourceNotFoundException, what cannot be deployed IJ400.
 */
extern void ij_job_packages_resolve(IjJobPackages *packages);

#endif							/* IJ_JOB_PACKAGE_H */
