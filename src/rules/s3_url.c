/*-------------------------------------------------------------------------
 *
 * s3_url.c
 *		Takes apart the URLs of objects in a store that speaks S3.
 *
 * Developer guide, "Managing jobs" (presigned URLs); S3 user guide, "Virtual
 * hosting of buckets" and "Bucket naming rules".
 *
 *		path style				https://s3.REGION.amazonaws.com/BUCKET/KEY
 *		virtual-hosted style	https://BUCKET.s3.REGION.amazonaws.com/KEY
 *
 * REGION may be missing, follow a hyphen, or "dualstack.".  Of another store
 * only the path style is known.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/s3_url.h"

#define MIN_BUCKET 3
#define MAX_BUCKET 63
#define MAX_HOST 255
#define MAX_VERSION_ID 1024

static const char plain_version_mark[] = "?versionId=";
static const char encoded_version_mark[] = "%3FversionId%3D";

static const char *const fault_rules[IJ_S3_URL_FAULT_COUNT] = {
	[IJ_S3_URL_GOOD] = "No rule is broken.",
	[IJ_S3_URL_BAD_SCHEME] =
	"The URL begins with https://; with http:// only where the role's endpoint does.",
	[IJ_S3_URL_BAD_HOST] =
	"The host is that of S3, as s3.REGION.amazonaws.com or BUCKET.s3.REGION.amazonaws.com, or that of the role's endpoint.",
	[IJ_S3_URL_NO_BUCKET] =
	"The URL names a bucket; only the key may be left out, of an s3-presigned-url-upload, and is made up then.",
	[IJ_S3_URL_BAD_BUCKET] =
	"The name of a bucket has 3 to 63 letters, digits, hyphens, dots and underscores, and no placeholder.",
	[IJ_S3_URL_NO_KEY] = "The URL names the key of an object in the bucket.",
	[IJ_S3_URL_KEY_TOO_LONG] = "A key has at most 1024 bytes.",
	[IJ_S3_URL_BAD_ENCODING] =
	"The URL of an s3-presigned-url-v2 is encoded: printable ASCII without blanks, any other byte as % and two hexadecimal digits.",
	[IJ_S3_URL_BAD_VERSION] =
	"A version of the object is named in an s3-presigned-url-v2, as %3FversionId%3DID at the end of the URL.",
};

static bool take_scheme(IjTextPart *rest, bool *is_https);
static bool host_is_good(IjTextPart host);
static bool same_part(IjTextPart a, IjTextPart b);
static void drop_usual_port(IjTextPart *host, bool is_https);
static bool split_amazon_host(IjS3Object *object);
static IjTextPart take_last_label(IjTextPart *name);
static bool begins_with(IjTextPart part, const char *prefix);
static bool bucket_is_good(IjTextPart bucket);
static bool encoding_is_good(IjTextPart part);
static IjS3UrlFault split_version(IjS3Object *object);
static int	hex_value(char c);

bool
ij_endpoint_parse(IjTextPart text, IjEndpoint *endpoint)
{
	IjTextPart	rest = text;

	if (!take_scheme(&rest, &endpoint->is_https))
		return false;
	if (rest.length > 0 && rest.start[rest.length - 1] == '/')
		rest.length--;
	endpoint->host = rest;
	if (!host_is_good(rest))
		return false;
	drop_usual_port(&endpoint->host, endpoint->is_https);
	return true;
}

IjS3UrlFault
ij_s3_url_parse(IjTextPart url, IjS3UrlForm form, const IjEndpoint *endpoint, IjS3Object *object)
{
	IjTextPart	rest = url;
	const char *slash;

	memset(object, 0, sizeof(*object));
	object->is_encoded = form == IJ_S3_ENCODED;
	if (!take_scheme(&rest, &object->is_https))
		return IJ_S3_URL_BAD_SCHEME;

	slash = rest.length == 0 ? NULL : memchr(rest.start, '/', rest.length);
	object->host = rest;
	if (slash != NULL)
		object->host.length = (size_t) (slash - rest.start);
	rest.start += object->host.length;
	rest.length -= object->host.length;
	if (!host_is_good(object->host))
		return IJ_S3_URL_BAD_HOST;
	drop_usual_port(&object->host, object->is_https);

	if (endpoint != NULL && same_part(object->host, endpoint->host))
		object->is_foreign = true;
	else if (!split_amazon_host(object))
		return IJ_S3_URL_BAD_HOST;
	if (!object->is_https && !(object->is_foreign && !endpoint->is_https))
		return IJ_S3_URL_BAD_SCHEME;

	/* Behind the first slash: the bucket, unless the host had it, and the key. */
	if (rest.length > 0)
	{
		rest.start++;
		rest.length--;
	}
	if (!object->is_virtual_hosted)
	{
		slash = rest.length == 0 ? NULL : memchr(rest.start, '/', rest.length);
		object->bucket = rest;
		if (slash != NULL)
			object->bucket.length = (size_t) (slash - rest.start);
		rest.start += object->bucket.length + (slash != NULL);
		rest.length -= object->bucket.length + (slash != NULL);
	}
	object->key = rest;

	if (object->bucket.length == 0)
		return IJ_S3_URL_NO_BUCKET;
	if (!bucket_is_good(object->bucket))
		return IJ_S3_URL_BAD_BUCKET;
	if (form == IJ_S3_ENCODED)
	{
		IjS3UrlFault fault;

		if (!encoding_is_good(object->key))
			return IJ_S3_URL_BAD_ENCODING;
		fault = split_version(object);
		if (fault != IJ_S3_URL_GOOD)
			return fault;
	}
	if (object->key.length == 0 && form != IJ_S3_UPLOAD)
		return IJ_S3_URL_NO_KEY;
	if (object->key.length > IJ_S3_MAX_KEY * (form == IJ_S3_ENCODED ? 3 : 1))
		return IJ_S3_URL_KEY_TOO_LONG;
	return IJ_S3_URL_GOOD;
}

/* What stands before the mark of a version would be taken for the key, so no key may have one. */
bool
ij_s3_url_write(IjTextWriter *writer, IjTextPart region, IjTextPart bucket,
				IjTextPart key, IjTextPart version_id)
{
	size_t		start;

	for (size_t i = 0; i < key.length; i++)
	{
		if (begins_with((IjTextPart) {key.start + i, key.length - i}, plain_version_mark))
			return false;
	}
	if (!bucket_is_good(bucket) || key.length == 0 || key.length > IJ_S3_MAX_KEY)
		return false;

	ij_write_string(writer, "https://s3.");
	ij_write_part(writer, region);
	ij_write_string(writer, ".amazonaws.com/");
	ij_write_part(writer, bucket);
	ij_write_byte(writer, '/');
	ij_write_encoded(writer, key, true, false);
	start = writer->used;
	if (version_id.length > 0)
	{
		ij_write_string(writer, encoded_version_mark);
		start = writer->used;
		ij_write_encoded(writer, version_id, false, false);
	}
	return writer->used - start <= MAX_VERSION_ID;
}

const char *
ij_s3_url_fault_rule(IjS3UrlFault fault)
{
	return fault_rules[fault];
}

void
ij_write_encoded(IjTextWriter *writer, IjTextPart part, bool is_path, bool is_encoded)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < part.length; i++)
	{
		unsigned char c = (unsigned char) part.start[i];

		if (is_encoded && c == '%' && i + 2 < part.length)
		{
			c = (unsigned char) (hex_value(part.start[i + 1]) * 16 + hex_value(part.start[i + 2]));
			i += 2;
		}
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			c == '-' || c == '.' || c == '_' || c == '~' || (is_path && c == '/'))
			ij_write_byte(writer, (char) c);
		else
		{
			ij_write_byte(writer, '%');
			ij_write_byte(writer, digits[c >> 4]);
			ij_write_byte(writer, digits[c & 15]);
		}
	}
}

static bool
take_scheme(IjTextPart *rest, bool *is_https)
{
	size_t		length;

	*is_https = begins_with(*rest, "https://");
	if (!*is_https && !begins_with(*rest, "http://"))
		return false;
	length = *is_https ? strlen("https://") : strlen("http://");
	rest->start += length;
	rest->length -= length;
	return true;
}

/*
 * Small letters, digits, hyphens and dots, perhaps a port: what stands in a
 * signature must be in the Host header byte by byte, and clients differ in
 * what they make of capitals.
 */
static bool
host_is_good(IjTextPart host)
{
	size_t		name = 0;
	size_t		digits;

	while (name < host.length &&
		   ((host.start[name] >= 'a' && host.start[name] <= 'z') ||
			(host.start[name] >= '0' && host.start[name] <= '9') ||
			host.start[name] == '-' || host.start[name] == '.' || host.start[name] == '_'))
		name++;
	if (name == 0 || host.length > MAX_HOST)
		return false;
	if (name == host.length)
		return true;
	if (host.start[name] != ':')
		return false;

	for (digits = name + 1; digits < host.length; digits++)
	{
		if (host.start[digits] < '0' || host.start[digits] > '9')
			return false;
	}
	return digits - name >= 2 && digits - name <= 6;
}

static bool
same_part(IjTextPart a, IjTextPart b)
{
	return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

/* A client leaves the usual port out of the Host header, which is signed. */
static void
drop_usual_port(IjTextPart *host, bool is_https)
{
	const char *port = is_https ? ":443" : ":80";
	size_t		length = strlen(port);

	if (host->length > length && memcmp(host->start + host->length - length, port, length) == 0)
		host->length -= length;
}

/* Finds bucket and region in a host of Amazon's; false if it is none, or not of S3. */
static bool
split_amazon_host(IjS3Object *object)
{
	static const char *const domains[] = {".amazonaws.com", ".amazonaws.com.cn"};
	IjTextPart	name = {NULL, 0};
	IjTextPart	label;

	for (int i = 0; i < 2; i++)
	{
		size_t		length = strlen(domains[i]);

		if (object->host.length > length &&
			memcmp(object->host.start + object->host.length - length, domains[i], length) == 0)
			name = (IjTextPart) {object->host.start, object->host.length - length};
	}
	if (name.length == 0)
		return false;

	label = take_last_label(&name);
	if (begins_with(label, "s3-"))
		object->region = (IjTextPart) {label.start + 3, label.length - 3};
	else if (!ij_text_part_is(label, "s3"))
	{
		if (label.length == 0)
			return false;
		object->region = label;
		label = take_last_label(&name);
		if (ij_text_part_is(label, "dualstack"))
			label = take_last_label(&name);
		if (!ij_text_part_is(label, "s3"))
			return false;
	}
	for (size_t i = 0; i < object->region.length; i++)
	{
		char		c = object->region.start[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}

	object->bucket = name;
	object->is_virtual_hosted = name.length > 0;
	return true;
}

/* Takes what stands behind the last dot, and the dot. */
static IjTextPart
take_last_label(IjTextPart *name)
{
	size_t		start = name->length;
	IjTextPart	label;

	while (start > 0 && name->start[start - 1] != '.')
		start--;
	label = (IjTextPart) {name->start + start, name->length - start};
	name->length = start > 0 ? start - 1 : 0;
	return label;
}

static bool
begins_with(IjTextPart part, const char *prefix)
{
	size_t		length = strlen(prefix);

	return part.length >= length && memcmp(part.start, prefix, length) == 0;
}

/* Capitals and underscores are in old buckets, and in other stores. */
static bool
bucket_is_good(IjTextPart bucket)
{
	for (size_t i = 0; i < bucket.length; i++)
	{
		char		c = bucket.start[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			  c == '-' || c == '.' || c == '_'))
			return false;
	}
	return bucket.length >= MIN_BUCKET && bucket.length <= MAX_BUCKET;
}

static bool
encoding_is_good(IjTextPart part)
{
	for (size_t i = 0; i < part.length; i++)
	{
		char		c = part.start[i];

		if (c <= ' ' || c > '~')
			return false;
		if (c == '%' &&
			(i + 2 >= part.length || hex_value(part.start[i + 1]) < 0 ||
			 hex_value(part.start[i + 2]) < 0))
			return false;
	}
	return true;
}

/*
 * The question mark of a version is encoded in what is documented, and often
 * not in what is meant; both will do.  Nothing else may follow a key.
 */
static IjS3UrlFault
split_version(IjS3Object *object)
{
	IjTextPart	key = object->key;

	for (size_t i = 0; i < key.length; i++)
	{
		IjTextPart	rest = {key.start + i, key.length - i};
		size_t		mark = begins_with(rest, plain_version_mark) ? sizeof(plain_version_mark) - 1 :
			begins_with(rest, encoded_version_mark) ? sizeof(encoded_version_mark) - 1 : 0;

		if (mark > 0)
		{
			object->key.length = i;
			object->version_id = (IjTextPart) {rest.start + mark, rest.length - mark};
			return object->version_id.length == 0 || object->version_id.length > MAX_VERSION_ID ||
				memchr(object->version_id.start, '?', object->version_id.length) != NULL ||
				memchr(object->version_id.start, '&', object->version_id.length) != NULL ?
				IJ_S3_URL_BAD_VERSION : IJ_S3_URL_GOOD;
		}
		if (*rest.start == '?' || *rest.start == '#')
			return IJ_S3_URL_BAD_VERSION;
	}
	return IJ_S3_URL_GOOD;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}
