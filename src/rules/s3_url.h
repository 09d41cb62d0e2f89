/*-------------------------------------------------------------------------
 *
 * s3_url.h
 *		Takes apart the URLs of objects in a store that speaks S3.
 *
 * What is taken apart is not copied: the parts point into the given text.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_S3_URL_H
#define IJ_S3_URL_H

#include "rules/text_part.h"

#define IJ_S3_MAX_KEY 1024		/* bytes of a key, locals filled in */

/* https://host[:port], perhaps with one slash behind it. */
typedef struct IjEndpoint
{
	bool		is_https;
	IjTextPart	host;			/* with the port */
} IjEndpoint;

/* False if the text is anything else. */
extern bool ij_endpoint_parse(IjTextPart text, IjEndpoint *endpoint);

typedef struct IjS3Object
{
	bool		is_https;
	bool		is_foreign;		/* the host is the given endpoint, not Amazon */
	bool		is_encoded;		/* key and version are percent-encoded */
	IjTextPart	host;			/* with the port */
	bool		is_virtual_hosted;	/* the host begins with the bucket */
	IjTextPart	region;			/* empty if the host names none */
	IjTextPart	bucket;
	IjTextPart	key;			/* as written; empty: to be made up */
	IjTextPart	version_id;		/* as written; empty: the latest */
} IjS3Object;

typedef enum IjS3UrlForm
{
	IJ_S3_PLAIN,				/* the key as it is, no version */
	IJ_S3_ENCODED,				/* percent-encoded, perhaps with a version */
	IJ_S3_UPLOAD				/* plain, with locals, perhaps without a key */
} IjS3UrlForm;

typedef enum IjS3UrlFault
{
	IJ_S3_URL_GOOD,
	IJ_S3_URL_BAD_SCHEME,
	IJ_S3_URL_BAD_HOST,
	IJ_S3_URL_NO_BUCKET,
	IJ_S3_URL_BAD_BUCKET,
	IJ_S3_URL_NO_KEY,
	IJ_S3_URL_KEY_TOO_LONG,
	IJ_S3_URL_BAD_ENCODING,
	IJ_S3_URL_BAD_VERSION
} IjS3UrlFault;

#define IJ_S3_URL_FAULT_COUNT 9

/* endpoint is that of a store other than Amazon's, or NULL. */
extern IjS3UrlFault ij_s3_url_parse(IjTextPart url, IjS3UrlForm form,
									const IjEndpoint *endpoint, IjS3Object *object);

/*
 * Writes the URL of an object in Amazon's store as an s3-presigned-url-v2 has
 * it; version_id may be empty.  False if it could not be read as what it was
 * written for.
 */
extern bool ij_s3_url_write(IjTextWriter *writer, IjTextPart region, IjTextPart bucket,
							IjTextPart key, IjTextPart version_id);

/* The rule that was broken, as a sentence. */
extern const char *ij_s3_url_fault_rule(IjS3UrlFault fault);

/*
 * Percent-encodes as Signature Version 4 wants it: all but letters, digits,
 * - . _ ~ and, in a path, slashes.  What is encoded already is decoded first,
 * so that every way of writing a key gives the same.
 */
extern void ij_write_encoded(IjTextWriter *writer, IjTextPart part, bool is_path, bool is_encoded);

#endif							/* IJ_S3_URL_H */
