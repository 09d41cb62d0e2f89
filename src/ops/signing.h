/*-------------------------------------------------------------------------
 *
 * signing.h
 *		Signs the URLs that placeholders of a document stand for.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SIGNING_H
#define IJ_SIGNING_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "lib/stringinfo.h"

#include "rules/placeholder.h"
#include "rules/s3_url.h"
#include "store/signing_store.h"

/* All checks of credentials that are to be set; IJ400. */
extern void ij_signing_check(const char *role_arn, const IjSigningCredential *credential);

/* What ${thingName} and its sisters stand for. */
typedef struct IjLocals
{
	const char *thing_name;
	const char *job_id;
	int64		execution_number;
} IjLocals;

/* Whether the URL of a presigned placeholder is one that these credentials can sign. */
extern IjS3UrlFault ij_signing_check_url(const IjSigningCredential *credential,
										 const IjPlaceholder *placeholder);

/* Appends the signed URL of a placeholder whose URL is good. */
extern void ij_signing_append_url(StringInfo out, const IjSigningCredential *credential,
								  const IjPlaceholder *placeholder, const IjLocals *locals,
								  TimestampTz at, int expires);

#endif							/* IJ_SIGNING_H */
