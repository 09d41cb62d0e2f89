/*-------------------------------------------------------------------------
 *
 * document.h
 *		A look at a job document before any parser reads it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DOCUMENT_H
#define IJ_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#define IJ_DOCUMENT_MAX_DEPTH 32	/* of objects and lists in each other */
#define IJ_DOCUMENT_MAX_NUMBER_LENGTH 64	/* characters */
#define IJ_DOCUMENT_MAX_EXPONENT 324	/* the range of a double */

typedef enum IjDocumentFault
{
	IJ_DOCUMENT_GOOD,
	IJ_DOCUMENT_TOO_DEEP,
	IJ_DOCUMENT_NUMBER_TOO_LONG,
	IJ_DOCUMENT_EXPONENT_TOO_LARGE
} IjDocumentFault;

typedef struct IjDocumentScan
{
	IjDocumentFault fault;		/* the first one */
	size_t		fault_offset;	/* in bytes */
} IjDocumentScan;

/*
 * Finds what a parser would take too much stack, memory or time for.  Does not say that the document is JSON: it is
 * meant to be parsed afterwards.
 */
extern void ij_document_scan(const char *text, size_t length, IjDocumentScan *scan);

#endif							/* IJ_DOCUMENT_H */
