/*-------------------------------------------------------------------------
 *
 * package.h
 *		What the operations on packages and on their versions have in common.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_PACKAGE_H
#define IJ_PACKAGE_H

#include "store/package_store.h"

/* A page without maxResults; the API allows no larger one. */
#define IJ_DEFAULT_PACKAGE_RESULTS 100

/* What does not exist is a ResourceNotFoundException. */
extern void ij_package_get(text *name, IjPackageLock lock, IjPackage *package);
extern void ij_package_version_get(text *package_name, text *name, IjPackageLock lock,
								   IjPackageVersion *version);

#endif							/* IJ_PACKAGE_H */
