/*-------------------------------------------------------------------------
 *
 * document_source.h
 *		Reads a job document from where documentSource says.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DOCUMENT_SOURCE_H
#define IJ_DOCUMENT_SOURCE_H

#include "postgres.h"

#include "utils/jsonb.h"

/*
 * The text behind a link, in the encoding of the database; whether it is a
 * document is not looked at.  What can be signed for the role of
 * presigned_url_config, which may be NULL, is.  IJ400 if it cannot be read.
 */
extern text *ij_document_source_read(const text *source, const Jsonb *presigned_url_config);

#endif							/* IJ_DOCUMENT_SOURCE_H */
