/*-------------------------------------------------------------------------
 *
 * sigv4.h
 *		Presigns URLs: Signature Version 4 in the query string.
 *
 * The digests come from the caller, so that the server's are used there and
 * any others in a test.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SIGV4_H
#define IJ_SIGV4_H

#include <stdint.h>

#include "rules/s3_url.h"

#define IJ_DIGEST_SIZE 32
#define IJ_SIGV4_MAX_SECRET 256	/* bytes of a secret access key */

typedef struct IjSigv4Digests
{
	void		(*sha256) (const void *data, size_t length, uint8_t digest[IJ_DIGEST_SIZE]);
	void		(*hmac) (const void *key, size_t key_length, const void *data, size_t length,
						 uint8_t digest[IJ_DIGEST_SIZE]);
} IjSigv4Digests;

/* Digits of a moment, as in 20130524T000000Z. */
#define IJ_SIGV4_STAMP_LENGTH 16
#define IJ_SIGV4_DAY_LENGTH 8

/* From seconds since 1970, in UTC.  The year must have four digits. */
extern void ij_sigv4_stamp(int64_t seconds, char stamp[IJ_SIGV4_STAMP_LENGTH + 1]);

/* The key for a day and a region; stamp may be that of any moment of the day. */
extern void ij_sigv4_key(const IjSigv4Digests *digests, IjTextPart secret, const char *stamp,
						 IjTextPart region, uint8_t key[IJ_DIGEST_SIZE]);

typedef struct IjSigv4Url
{
	const char *method;
	bool		is_https;
	IjTextPart	host;
	IjTextPart	path;			/* encoded, with its first slash */
	IjTextPart	version_id;		/* encoded; may be empty */
	IjTextPart	access_key_id;
	IjTextPart	session_token;	/* may be empty */
	IjTextPart	region;
	const char *stamp;
	int			expires;		/* seconds */
} IjSigv4Url;

/* Bytes that presigning a URL needs. */
extern size_t ij_sigv4_buffer_size(const IjSigv4Url *url);

/*
 * Writes the signed URL at the start of a buffer of at least that size and
 * returns its length; the rest of the buffer is scratch.
 */
extern size_t ij_sigv4_presign(const IjSigv4Digests *digests, const uint8_t key[IJ_DIGEST_SIZE],
							   const IjSigv4Url *url, char *buffer, size_t size);

#endif							/* IJ_SIGV4_H */
