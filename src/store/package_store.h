/*-------------------------------------------------------------------------
 *
 * package_store.h
 *		Statements on software packages and their versions.
 *
 * Callers hold an open SPI connection.  Results are palloc'd in the caller's
 * context.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_PACKAGE_STORE_H
#define IJ_PACKAGE_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "rules/package_state.h"

typedef struct IjPackage
{
	int64		id;
	char	   *name;
	text	   *description;	/* or NULL */
	char	   *default_version;	/* its name, or NULL */
	TimestampTz created_at;
	TimestampTz modified_at;
} IjPackage;

typedef struct IjPackageVersion
{
	int64		id;
	int64		package_id;
	char	   *package_name;
	char	   *name;
	IjVersionStatus status;
	text	   *description;	/* or NULL, as the next three */
	Jsonb	   *attributes;		/* an object of strings */
	Jsonb	   *artifact;		/* {"s3Location": {"bucket", "key", "version"}} */
	text	   *recipe;
	TimestampTz created_at;
	TimestampTz modified_at;
	bool		is_default;		/* of its package */
} IjPackageVersion;

/*
 * Use excludes only deletion.  A package is locked before its versions, and
 * whoever decides what its default is, or deletes a version, locks it for
 * change.
 */
typedef enum IjPackageLock
{
	IJ_PACKAGE_READ,			/* none */
	IJ_PACKAGE_USE,
	IJ_PACKAGE_CHANGE,
	IJ_PACKAGE_DELETION
} IjPackageLock;

/* False if there is none. */
extern bool ij_package_find(const text *name, IjPackageLock lock, IjPackage *package);
extern bool ij_package_version_find(const text *package_name, const text *name,
									IjPackageLock lock, IjPackageVersion *version);

/* False if the name is taken.  Tags are a map, or NULL. */
extern bool ij_package_insert(const text *name, text *description, Jsonb *tags, TimestampTz at);
extern bool ij_package_version_insert(const IjPackageVersion *version, Jsonb *tags, TimestampTz at);

/* A NULL description stays; the default is set to that version, 0 is none. */
extern void ij_package_update(int64 id, text *description, bool sets_default,
							  int64 default_version_id, TimestampTz at);

/* Writes what a version can change: all but names and times. */
extern void ij_package_version_update(const IjPackageVersion *version, TimestampTz at);

extern void ij_package_delete(int64 id);
extern void ij_package_version_delete(int64 id);

/* The name of a version of the package, or NULL. */
extern char *ij_package_any_version(int64 id);

/* For the quotas. */
extern bool ij_packages_more_than(int limit);
extern bool ij_package_versions_more_than(int limit);

/* At most limit after an id, in the order of creation; status NULL is any. */
extern int	ij_package_list(int64 after_id, int limit, IjPackage **packages);
extern int	ij_package_version_list(int64 package_id, text *status, int64 after_id,
									int limit, IjPackageVersion **versions);

#endif							/* IJ_PACKAGE_STORE_H */
