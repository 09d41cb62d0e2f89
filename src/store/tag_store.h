/*-------------------------------------------------------------------------
 *
 * tag_store.h
 *		Statements on the tags of whatever has tags.
 *
 * Callers hold an open SPI connection.  Results are palloc'd in the caller's
 * context.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TAG_STORE_H
#define IJ_TAG_STORE_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"

/* What has tags; each keeps them in a column of its own table. */
typedef enum IjTagOwner
{
	IJ_TAGS_OF_JOB,
	IJ_TAGS_OF_JOB_TEMPLATE,
	IJ_TAGS_OF_THING,
	IJ_TAGS_OF_THING_GROUP,
	IJ_TAGS_OF_THING_TYPE,
	IJ_TAGS_OF_PACKAGE,
	IJ_TAGS_OF_PACKAGE_VERSION
} IjTagOwner;

/* Which resource: a version only where the owner has one. */
typedef struct IjTagged
{
	IjTagOwner	owner;
	text	   *name;
	text	   *version;
} IjTagged;

/*
 * The tags of a resource as a JSON array in the order of their keys, NULL if
 * it has none.  All three return false if there is no such resource; the last
 * two lock it and return what the tags are to be.
 */
extern bool ij_tags_find(const IjTagged *tagged, Jsonb **tags);
extern bool ij_tags_merge(const IjTagged *tagged, Jsonb *added, int64 *key, Jsonb **tags);
extern bool ij_tags_without(const IjTagged *tagged, ArrayType *keys, int64 *key, Jsonb **tags);

/* Replaces the tags of a locked resource; NULL leaves none. */
extern void ij_tags_write(IjTagOwner owner, int64 key, Jsonb *tags);

#endif							/* IJ_TAG_STORE_H */
