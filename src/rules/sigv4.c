/*-------------------------------------------------------------------------
 *
 * sigv4.c
 *		Presigns URLs: Signature Version 4 in the query string.
 *
 * S3 API reference, "Authenticating requests: using query parameters".  The
 * canonical request has a path that is encoded once, the query sorted by
 * name, the Host header alone, and no digest of a body.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/sigv4.h"

#define ALGORITHM "AWS4-HMAC-SHA256"
#define SERVICE "s3"
#define LAST "aws4_request"

/* Names and fixed values of the query, and everything around them, twice. */
#define FIXED_SIZE 2048

static const char hex_digits[] = "0123456789abcdef";

static void write_number(IjTextWriter *writer, int number);
static void write_scope(IjTextWriter *writer, const IjSigv4Url *url, const char *separator);
static void write_query(IjTextWriter *writer, const IjSigv4Url *url);
static void write_hex(IjTextWriter *writer, const uint8_t digest[IJ_DIGEST_SIZE]);

void
ij_sigv4_stamp(int64_t seconds, char stamp[IJ_SIGV4_STAMP_LENGTH + 1])
{
	int64_t		days = seconds / 86400 - (seconds % 86400 < 0);
	int			rest = (int) (seconds - days * 86400);
	int			fields[6];
	static const int widths[6] = {4, 2, 2, 2, 2, 2};

	/* The civil calendar from days, in eras of 400 years that begin in March. */
	int64_t		shifted = days + 719468;
	int64_t		era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int			day_of_era = (int) (shifted - era * 146097);
	int			year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int			day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int			month = (5 * day_of_year + 2) / 153;	/* from March */
	char	   *at = stamp;

	fields[2] = day_of_year - (153 * month + 2) / 5 + 1;
	fields[1] = month < 10 ? month + 3 : month - 9;
	fields[0] = (int) (year_of_era + era * 400) + (fields[1] <= 2);
	fields[3] = rest / 3600;
	fields[4] = rest / 60 % 60;
	fields[5] = rest % 60;

	for (int i = 0; i < 6; i++)
	{
		for (int digit = widths[i] - 1; digit >= 0; digit--, fields[i] /= 10)
			at[digit] = (char) ('0' + fields[i] % 10);
		at += widths[i];
		if (i == 2)
			*at++ = 'T';
	}
	*at++ = 'Z';
	*at = '\0';
}

void
ij_sigv4_key(const IjSigv4Digests *digests, IjTextPart secret, const char *stamp,
			 IjTextPart region, uint8_t key[IJ_DIGEST_SIZE])
{
	char		first[IJ_SIGV4_MAX_SECRET + 4];
	uint8_t		previous[IJ_DIGEST_SIZE];

	if (secret.length > IJ_SIGV4_MAX_SECRET)
		secret.length = IJ_SIGV4_MAX_SECRET;
	memcpy(first, "AWS4", 4);
	memcpy(first + 4, secret.start, secret.length);

	digests->hmac(first, secret.length + 4, stamp, IJ_SIGV4_DAY_LENGTH, key);
	memcpy(previous, key, IJ_DIGEST_SIZE);
	digests->hmac(previous, IJ_DIGEST_SIZE, region.start, region.length, key);
	memcpy(previous, key, IJ_DIGEST_SIZE);
	digests->hmac(previous, IJ_DIGEST_SIZE, SERVICE, strlen(SERVICE), key);
	memcpy(previous, key, IJ_DIGEST_SIZE);
	digests->hmac(previous, IJ_DIGEST_SIZE, LAST, strlen(LAST), key);
}

size_t
ij_sigv4_buffer_size(const IjSigv4Url *url)
{
	size_t		values = 3 * (url->access_key_id.length + url->session_token.length + url->region.length);

	return 2 * (url->host.length + url->path.length + url->version_id.length + values) + FIXED_SIZE;
}

size_t
ij_sigv4_presign(const IjSigv4Digests *digests, const uint8_t key[IJ_DIGEST_SIZE],
				 const IjSigv4Url *url, char *buffer, size_t size)
{
	IjTextWriter writer = {buffer, size, 0};
	uint8_t		digest[IJ_DIGEST_SIZE];
	size_t		start;
	size_t		query;
	size_t		end;

	/* The URL but for its signature. */
	ij_write_string(&writer, url->is_https ? "https://" : "http://");
	ij_write_part(&writer, url->host);
	ij_write_part(&writer, url->path);
	ij_write_byte(&writer, '?');
	query = writer.used;
	write_query(&writer, url);
	end = writer.used;

	/* Behind it the canonical request, then the string to sign. */
	start = end;
	ij_write_string(&writer, url->method);
	ij_write_byte(&writer, '\n');
	ij_write_part(&writer, url->path);
	ij_write_byte(&writer, '\n');
	ij_write_part(&writer, (IjTextPart) {buffer + query, end - query});
	ij_write_string(&writer, "\nhost:");
	ij_write_part(&writer, url->host);
	ij_write_string(&writer, "\n\nhost\nUNSIGNED-PAYLOAD");
	if (writer.used > size)
		return 0;
	digests->sha256(buffer + start, writer.used - start, digest);

	writer.used = start;
	ij_write_string(&writer, ALGORITHM "\n");
	ij_write_part(&writer, (IjTextPart) {url->stamp, IJ_SIGV4_STAMP_LENGTH});
	ij_write_byte(&writer, '\n');
	write_scope(&writer, url, "/");
	ij_write_byte(&writer, '\n');
	write_hex(&writer, digest);
	if (writer.used > size)
		return 0;
	digests->hmac(key, IJ_DIGEST_SIZE, buffer + start, writer.used - start, digest);

	writer.used = end;
	ij_write_string(&writer, "&X-Amz-Signature=");
	write_hex(&writer, digest);
	return writer.used <= size ? writer.used : 0;
}

/* Sorted by name: what is ours begins with a capital X, so it comes before versionId. */
static void
write_query(IjTextWriter *writer, const IjSigv4Url *url)
{
	ij_write_string(writer, "X-Amz-Algorithm=" ALGORITHM "&X-Amz-Credential=");
	ij_write_encoded(writer, url->access_key_id, false, false);
	ij_write_string(writer, "%2F");
	write_scope(writer, url, "%2F");
	ij_write_string(writer, "&X-Amz-Date=");
	ij_write_part(writer, (IjTextPart) {url->stamp, IJ_SIGV4_STAMP_LENGTH});
	ij_write_string(writer, "&X-Amz-Expires=");
	write_number(writer, url->expires);
	if (url->session_token.length > 0)
	{
		ij_write_string(writer, "&X-Amz-Security-Token=");
		ij_write_encoded(writer, url->session_token, false, false);
	}
	ij_write_string(writer, "&X-Amz-SignedHeaders=host");
	if (url->version_id.length > 0)
	{
		ij_write_string(writer, "&versionId=");
		ij_write_part(writer, url->version_id);
	}
}

static void
write_scope(IjTextWriter *writer, const IjSigv4Url *url, const char *separator)
{
	ij_write_part(writer, (IjTextPart) {url->stamp, IJ_SIGV4_DAY_LENGTH});
	ij_write_string(writer, separator);
	ij_write_part(writer, url->region);
	ij_write_string(writer, separator);
	ij_write_string(writer, SERVICE);
	ij_write_string(writer, separator);
	ij_write_string(writer, LAST);
}

static void
write_number(IjTextWriter *writer, int number)
{
	char		digits[12];
	int			at = sizeof(digits);

	do
		digits[--at] = (char) ('0' + number % 10);
	while ((number /= 10) > 0);
	ij_write_part(writer, (IjTextPart) {digits + at, sizeof(digits) - (size_t) at});
}

static void
write_hex(IjTextWriter *writer, const uint8_t digest[IJ_DIGEST_SIZE])
{
	for (int i = 0; i < IJ_DIGEST_SIZE; i++)
	{
		ij_write_byte(writer, hex_digits[digest[i] >> 4]);
		ij_write_byte(writer, hex_digits[digest[i] & 15]);
	}
}
