/*-------------------------------------------------------------------------
 *
 * arn_out.h
 *		ARNs of this database's account and region, written and read.
 *
 * The kind is the word before the slash: "job", "jobtemplate", "thing",
 * "thinggroup", "thingtype", "package".
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ARN_OUT_H
#define IJ_ARN_OUT_H

#include "postgres.h"

#include "rules/arn_text.h"

typedef enum IjTargetKind
{
	IJ_TARGET_THING,
	IJ_TARGET_THING_GROUP
} IjTargetKind;

/* palloc'd */
extern char *ij_arn_make(const char *kind, const char *name);

/* Of a managed job template, which no account owns. */
extern char *ij_arn_make_managed(const char *name, const char *version);

/*
 * The name of a target, palloc'd, and what it names.  Anything but a thing
 * or a thing group of this account and region raises
 * InvalidRequestException; whether it exists is not asked.
 */
extern IjTargetKind ij_arn_read_target(const char *arn, char **name);

/*
 * Takes any ARN of this service apart.  False if it is none; one of another
 * account or region raises InvalidRequestException.
 */
extern bool ij_arn_read(const char *arn, IjIotArn *parts);

/* The name of a target where only one kind will do. */
extern char *ij_arn_read_name(const char *arn, IjTargetKind kind);

/* The id in the ARN of a job, palloc'd; the same errors. */
extern char *ij_arn_read_job(const char *arn);

/*
 * True for a managed template: then id is its name, and version what follows
 * it, or NULL.  palloc'd; the same errors.
 */
extern bool ij_arn_read_template(const char *arn, char **id, char **version);

#endif							/* IJ_ARN_OUT_H */
