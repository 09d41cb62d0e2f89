/*-------------------------------------------------------------------------
 *
 * document.h
 *		What becomes of the placeholders of a job document.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_OPS_DOCUMENT_H
#define IJ_OPS_DOCUMENT_H

#include "postgres.h"

#include "utils/jsonb.h"

#include "ops/job_package.h"
#include "store/execution_store.h"

/*
 * Checks the placeholders of a document that a job is made with, and returns
 * it with those for packages filled in: the document itself if it has none.
 * presigned_url_config may be NULL.  IJ400.
 */
extern text *ij_document_accept(text *document, const Jsonb *presigned_url_config,
								const IjJobPackages *packages);

/* A job's document as a device is given it now: with signed URLs for their placeholders. */
extern text *ij_document_for_device(const IjExecution *execution, const char *job_id,
									const char *thing_name);

#endif							/* IJ_OPS_DOCUMENT_H */
