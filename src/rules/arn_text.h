/*-------------------------------------------------------------------------
 *
 * arn_text.h
 *		Taking Amazon Resource Names apart.
 *
 * What is taken apart is not copied: the parts point into the given text.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ARN_TEXT_H
#define IJ_ARN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#define IJ_ARN_MAX_LENGTH 2048

#define IJ_ACCOUNT_ID_LENGTH 12

typedef enum IjArnFault
{
	IJ_ARN_GOOD,
	IJ_ARN_TOO_LONG,
	IJ_ARN_BAD_CHARACTER,
	IJ_ARN_NO_PREFIX,
	IJ_ARN_TOO_FEW_PARTS,
	IJ_ARN_PART_EMPTY
} IjArnFault;

#define IJ_ARN_FAULT_COUNT 6

typedef struct IjArnPart
{
	const char *start;
	size_t		length;
} IjArnPart;

/* arn:partition:service:region:account:resource */
typedef struct IjArn
{
	IjArnPart	partition;
	IjArnPart	service;
	IjArnPart	region;			/* may be empty */
	IjArnPart	account;		/* may be empty */
	IjArnPart	resource;
	IjArnPart	resource_type;	/* empty if the resource has no type */
	IjArnPart	resource_id;	/* the rest of the resource */
} IjArn;

/* Takes any ARN apart.  The parts are set only if the ARN is good. */
extern IjArnFault ij_arn_parse(const char *text, size_t length, IjArn *arn);

/* The rule that was broken, as a sentence. */
extern const char *ij_arn_fault_rule(IjArnFault fault);

/* The resources of this service that have an ARN. */
typedef enum IjArnKind
{
	IJ_ARN_JOB,
	IJ_ARN_JOB_TEMPLATE,
	IJ_ARN_THING,
	IJ_ARN_THING_GROUP,
	IJ_ARN_THING_TYPE,
	IJ_ARN_PACKAGE,
	IJ_ARN_PACKAGE_VERSION		/* package/NAME/version/VERSION */
} IjArnKind;

#define IJ_ARN_KIND_COUNT 7

/* arn:aws:iot:region:account:kind/id */
typedef struct IjIotArn
{
	IjArnKind	kind;
	IjArnPart	region;
	IjArnPart	account;		/* empty for a managed template */
	IjArnPart	id;				/* of a package version: the package's name */
	IjArnPart	version;		/* of a package version: its name, $default or $null */
} IjIotArn;

/*
 * Takes an ARN of this service apart.  False if it is none, of another kind,
 * or if account or id are not formed as the API says.  Whose account and
 * which region it is remains to be compared.
 */
extern bool ij_arn_parse_iot(const char *text, size_t length, IjIotArn *arn);

/* The word for a kind: job, jobtemplate, thing, thinggroup, thingtype, package. */
extern const char *ij_arn_kind_word(IjArnKind kind);

extern bool ij_arn_part_equals(IjArnPart part, const char *word);

#endif							/* IJ_ARN_TEXT_H */
