/*-------------------------------------------------------------------------
 *
 * document_check.h
 *		Whether a job document is JSON that a device can be given.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DOCUMENT_CHECK_H
#define IJ_DOCUMENT_CHECK_H

#include "postgres.h"

#include "rules/placeholder.h"

/* Raises InvalidRequestException if it is not. */
extern void ij_check_document(text *document);

/* Finds its placeholders; raises InvalidRequestException if one is malformed. */
extern void ij_document_scan_placeholders(const text *document, IjPlaceholderScan *scan);

#endif							/* IJ_DOCUMENT_CHECK_H */
