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

/* Raises InvalidRequestException if it is not. */
extern void ij_check_document(text *document);

#endif							/* IJ_DOCUMENT_CHECK_H */
