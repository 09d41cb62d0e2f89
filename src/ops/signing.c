/*-------------------------------------------------------------------------
 *
 * signing.c
 *		Signs the URLs that placeholders of a document stand for.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/timestamp.h"

#include "clock.h"
#include "compat.h"
#include "errors.h"
#include "ops/signing.h"
#include "rules/arn_text.h"
#include "rules/sigv4.h"

#define MIN_ROLE_ARN 20
#define MAX_ROLE_ARN 2048
#define MAX_ACCESS_KEY_ID 128
#define MAX_SESSION_TOKEN 8192
#define MAX_REGION 32
#define MAX_HOST_NAME 256
#define DEFAULT_REGION "us-east-1"

static const IjSigv4Digests server_digests = {ij_sha256, ij_hmac_sha256};

static void check_printable(const char *name, const char *value, size_t max_length);
static IjS3UrlFault read_url(const IjSigningCredential *credential, const IjPlaceholder *placeholder,
							 IjS3Object *object, IjEndpoint *endpoint);
static void get_key(const char *secret, const char *stamp, IjTextPart region, uint8_t *key);
static IjTextPart region_of(const IjSigningCredential *credential, const IjS3Object *object);
static IjTextPart encoded_path(const IjS3Object *object, bool with_bucket, bool is_upload,
							   const IjLocals *locals);
static IjTextPart encoded_version(const IjS3Object *object);
static void write_upload_key(IjTextWriter *writer, IjTextPart key, const IjLocals *locals);
static void write_local(IjTextWriter *writer, IjLocal local, const IjLocals *locals);

/* Messages say nothing of what a secret holds. */
void
ij_signing_check(const char *role_arn, const IjSigningCredential *credential)
{
	IjArn		arn;
	size_t		length = strlen(role_arn);
	IjEndpoint	endpoint;

	if (length < MIN_ROLE_ARN || length > MAX_ROLE_ARN || ij_arn_parse(role_arn, length, &arn) != IJ_ARN_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("role_arn is no ARN"),
				 errdetail("It has 20 to 2048 characters and the form arn:aws:iam::ACCOUNT:role/NAME.")));
	if (credential->access_key_id == NULL)
		return;

	check_printable("access_key_id", credential->access_key_id, MAX_ACCESS_KEY_ID);
	if (credential->secret_access_key == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("secret_access_key must be given"),
				 errdetail("Nothing can be signed without it."),
				 errhint("To remove the credentials of a role set access_key_id to NULL.")));
	check_printable("secret_access_key", credential->secret_access_key, IJ_SIGV4_MAX_SECRET);
	if (credential->session_token != NULL)
		check_printable("session_token", credential->session_token, MAX_SESSION_TOKEN);
	if (credential->endpoint != NULL && !ij_endpoint_parse(ij_text_part(credential->endpoint), &endpoint))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("endpoint is no URL of a store"),
				 errdetail("It has the form https://HOST or https://HOST:PORT, in small letters; http:// is allowed.")));
	if (credential->region != NULL &&
		(*credential->region == '\0' || strlen(credential->region) > MAX_REGION ||
		 strspn(credential->region, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(credential->region)))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("region is no region"),
				 errdetail("A region has 1 to 32 lower-case letters, digits and hyphens.")));
}

static void
check_printable(const char *name, const char *value, size_t max_length)
{
	size_t		length = strlen(value);
	size_t		good = 0;

	while (good < length && value[good] > ' ' && value[good] <= '~')
		good++;
	if (length == 0 || length > max_length || good < length)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("%s is malformed", name),
				 errdetail("It has 1 to %zu printable ASCII characters without blanks.", max_length)));
}

IjS3UrlFault
ij_signing_check_url(const IjSigningCredential *credential, const IjPlaceholder *placeholder)
{
	IjS3Object	object;
	IjEndpoint	endpoint;

	return read_url(credential, placeholder, &object, &endpoint);
}

void
ij_signing_append_url(StringInfo out, const IjSigningCredential *credential,
					  const IjPlaceholder *placeholder, const IjLocals *locals,
					  TimestampTz at, int expires)
{
	char		stamp[IJ_SIGV4_STAMP_LENGTH + 1];
	uint8_t		key[IJ_DIGEST_SIZE];
	IjS3Object	object;
	IjEndpoint	endpoint;
	IjSigv4Url	url = {.method = placeholder->kind == IJ_PLACEHOLDER_UPLOAD ? "PUT" : "GET"};
	size_t		size;
	size_t		length;
	bool		is_moved;

	if (read_url(credential, placeholder, &object, &endpoint) != IJ_S3_URL_GOOD)
		elog(ERROR, "URL of a placeholder cannot be signed");

	/* A store of one's own is always asked in path style: its names need no more of the DNS. */
	is_moved = credential->endpoint != NULL;
	url.is_https = is_moved ? endpoint.is_https : object.is_https;
	url.host = is_moved ? endpoint.host : object.host;
	url.path = encoded_path(&object, is_moved || !object.is_virtual_hosted,
							placeholder->kind == IJ_PLACEHOLDER_UPLOAD, locals);
	url.version_id = encoded_version(&object);
	url.access_key_id = ij_text_part(credential->access_key_id);
	url.session_token = ij_text_part(credential->session_token);
	url.region = region_of(credential, &object);
	url.expires = expires;
	ij_sigv4_stamp(ij_unix_seconds(at), stamp);
	url.stamp = stamp;

	get_key(credential->secret_access_key, stamp, url.region, key);

	size = ij_sigv4_buffer_size(&url);
	enlargeStringInfo(out, (int) size);
	length = ij_sigv4_presign(&server_digests, key, &url, out->data + out->len, size);
	explicit_bzero(key, sizeof(key));
	if (length == 0)
		elog(ERROR, "no room for a signed URL");
	out->len += (int) length;
	out->data[out->len] = '\0';
}

static IjS3UrlFault
read_url(const IjSigningCredential *credential, const IjPlaceholder *placeholder,
		 IjS3Object *object, IjEndpoint *endpoint)
{
	IjS3UrlForm form = placeholder->kind == IJ_PLACEHOLDER_UPLOAD ? IJ_S3_UPLOAD :
		placeholder->kind == IJ_PLACEHOLDER_DOWNLOAD_V2 ? IJ_S3_ENCODED : IJ_S3_PLAIN;

	if (credential->endpoint != NULL && !ij_endpoint_parse(ij_text_part(credential->endpoint), endpoint))
		elog(ERROR, "endpoint of signing credentials is malformed");
	return ij_s3_url_parse(placeholder->argument, form,
						   credential->endpoint != NULL ? endpoint : NULL, object);
}

/*
 * The key that was used last is kept: it is good for a day, and a session of
 * devices mostly signs for one role.  Another secret, day or region makes a
 * new one.
 */
static void
get_key(const char *secret, const char *stamp, IjTextPart region, uint8_t *key)
{
	static struct
	{
		char		secret[IJ_SIGV4_MAX_SECRET + 1];
		char		day[IJ_SIGV4_DAY_LENGTH];
		char		region[MAX_HOST_NAME];
		size_t		region_length;
		uint8_t		key[IJ_DIGEST_SIZE];
	}			last;

	if (strcmp(last.secret, secret) != 0 || memcmp(last.day, stamp, IJ_SIGV4_DAY_LENGTH) != 0 ||
		last.region_length != region.length || memcmp(last.region, region.start, region.length) != 0)
	{
		last.secret[0] = '\0';	/* nothing is kept if an error comes in between */
		ij_sigv4_key(&server_digests, ij_text_part(secret), stamp, region, last.key);
		if (region.length <= sizeof(last.region))
		{
			strlcpy(last.secret, secret, sizeof(last.secret));
			memcpy(last.day, stamp, IJ_SIGV4_DAY_LENGTH);
			memcpy(last.region, region.start, region.length);
			last.region_length = region.length;
		}
	}
	memcpy(key, last.key, IJ_DIGEST_SIZE);
}

/* S3 takes no signature for another region than the bucket's, which its host names. */
static IjTextPart
region_of(const IjSigningCredential *credential, const IjS3Object *object)
{
	if (credential->endpoint == NULL && object->region.length > 0)
		return object->region;
	return ij_text_part(credential->region != NULL ? credential->region : DEFAULT_REGION);
}

/* The path of the request: /bucket/key, or /key where the host has the bucket. */
static IjTextPart
encoded_path(const IjS3Object *object, bool with_bucket, bool is_upload,
							   const IjLocals *locals)
{
	IjTextWriter writer;
	size_t		locals_size = strlen(locals->thing_name) + strlen(locals->job_id) + 24;

	writer.size = object->bucket.length + 3 * (object->key.length + IJ_MAX_LOCALS * locals_size) + 2;
	writer.buffer = palloc(writer.size);
	writer.used = 0;

	ij_write_byte(&writer, '/');
	if (with_bucket)
	{
		ij_write_part(&writer, object->bucket);
		ij_write_byte(&writer, '/');
	}
	if (is_upload)
		write_upload_key(&writer, object->key.length > 0 ? object->key :
						 ij_text_part("${thingName}/${jobId}/${executionNumber}"), locals);
	else
		ij_write_encoded(&writer, object->key, true, object->is_encoded);

	Assert(writer.used <= writer.size);
	return (IjTextPart) {writer.buffer, writer.used};
}

/* Decoded and encoded again: every way of writing it is signed alike. */
static IjTextPart
encoded_version(const IjS3Object *object)
{
	IjTextWriter writer = {NULL, 3 * object->version_id.length, 0};

	if (object->version_id.length == 0)
		return (IjTextPart) {NULL, 0};
	writer.buffer = palloc(writer.size);
	ij_write_encoded(&writer, object->version_id, false, object->is_encoded);
	return (IjTextPart) {writer.buffer, writer.used};
}

/* The key of an upload, with what its locals stand for. */
static void
write_upload_key(IjTextWriter *writer, IjTextPart key, const IjLocals *locals)
{
	while (key.length > 0)
	{
		IjLocal		local;
		size_t		length = ij_local_read(key.start, key.length, &local);

		if (length > 0)
			write_local(writer, local, locals);
		else
		{
			length = 1;
			ij_write_encoded(writer, (IjTextPart) {key.start, 1}, true, false);
		}
		key.start += length;
		key.length -= length;
	}
}

static void
write_local(IjTextWriter *writer, IjLocal local, const IjLocals *locals)
{
	char		number[24];

	switch (local)
	{
		case IJ_LOCAL_THING_NAME:
			ij_write_encoded(writer, ij_text_part(locals->thing_name), false, false);
			break;
		case IJ_LOCAL_JOB_ID:
			ij_write_encoded(writer, ij_text_part(locals->job_id), false, false);
			break;
		case IJ_LOCAL_EXECUTION_NUMBER:
			snprintf(number, sizeof(number), INT64_FORMAT, locals->execution_number);
			ij_write_string(writer, number);
			break;
	}
}
