/*-------------------------------------------------------------------------
 *
 * placeholder.h
 *		The ${aws:iot:...} placeholders of a job document.
 *
 * What is found is not copied: the parts point into the given text.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_PLACEHOLDER_H
#define IJ_PLACEHOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/text_part.h"

#define IJ_MAX_PLACEHOLDERS 10	/* in one document, by quota */
#define IJ_MAX_LOCALS 2			/* of one name in one upload URL */

typedef enum IjPlaceholderKind
{
	IJ_PLACEHOLDER_DOWNLOAD,	/* s3-presigned-url and -v1: URL as it reads */
	IJ_PLACEHOLDER_DOWNLOAD_V2, /* s3-presigned-url-v2: URL percent-encoded */
	IJ_PLACEHOLDER_UPLOAD,		/* s3-presigned-url-upload */
	IJ_PLACEHOLDER_CODE_SIGNATURE,
	IJ_PLACEHOLDER_PARAMETER,
	IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE,
	IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES,	/* all of them: stands for a whole value */
	IJ_PLACEHOLDER_PACKAGE_ARTIFACT
} IjPlaceholderKind;

typedef struct IjPlaceholder
{
	IjPlaceholderKind kind;
	IjTextPart	whole;			/* from ${ to }; all attributes: from " to " */
	IjTextPart	argument;		/* URL, key of the parameter or attribute */
	IjTextPart	package;		/* package kinds; both are empty, or none */
	IjTextPart	version;
	IjTextPart	inner;			/* a package's attribute within a URL, from ${ to }; empty: none */
	IjTextPart	inner_key;		/* of package and version above */
} IjPlaceholder;

typedef enum IjPlaceholderFault
{
	IJ_PLACEHOLDER_GOOD,
	IJ_PLACEHOLDER_UNTERMINATED,
	IJ_PLACEHOLDER_UNKNOWN,
	IJ_PLACEHOLDER_ESCAPED,
	IJ_PLACEHOLDER_NESTED,
	IJ_PLACEHOLDER_EMPTY,
	IJ_PLACEHOLDER_TOO_MANY,
	IJ_PLACEHOLDER_LOCAL_UNKNOWN,
	IJ_PLACEHOLDER_LOCAL_MISPLACED,
	IJ_PLACEHOLDER_LOCAL_TOO_OFTEN,
	IJ_PLACEHOLDER_BAD_PARAMETER,
	IJ_PLACEHOLDER_BAD_PACKAGE,
	IJ_PLACEHOLDER_HALF_PACKAGE,
	IJ_PLACEHOLDER_NULL_VERSION,
	IJ_PLACEHOLDER_NOT_WHOLE
} IjPlaceholderFault;

#define IJ_PLACEHOLDER_FAULT_COUNT 15

typedef struct IjPlaceholderScan
{
	int			count;
	IjPlaceholder found[IJ_MAX_PLACEHOLDERS];	/* in the order of the text */
	IjPlaceholderFault fault;	/* the first one; what stands before it is found */
	size_t		fault_offset;	/* in bytes, of the placeholder */
} IjPlaceholderScan;

/*
 * Finds the placeholders of a text in one pass.  What an ${...} of another
 * kind says is the device's affair.
 */
extern void ij_placeholder_scan(const char *text, size_t length, IjPlaceholderScan *scan);

/* The rule that was broken, as a sentence. */
extern const char *ij_placeholder_fault_rule(IjPlaceholderFault fault);

/* Whether it is replaced when a device asks for the document; the others are at creation. */
extern bool ij_placeholder_is_presigned(IjPlaceholderKind kind);

/* Whether it is filled in from the package catalog, at creation. */
extern bool ij_placeholder_is_package(IjPlaceholderKind kind);

/* The words that an upload URL may hold as ${word}. */
typedef enum IjLocal
{
	IJ_LOCAL_THING_NAME,
	IJ_LOCAL_JOB_ID,
	IJ_LOCAL_EXECUTION_NUMBER
} IjLocal;

#define IJ_LOCAL_COUNT 3

/* Reads ${word} at the start of a text; its length, or 0 if there is none of these. */
extern size_t ij_local_read(const char *text, size_t length, IjLocal *local);

#endif							/* IJ_PLACEHOLDER_H */
