/*-------------------------------------------------------------------------
 *
 * test_sigv4.c
 *		Signature Version 4 against published signatures.
 *
 * The first are of the examples of the S3 API reference, the others were
 * computed with Python's hmac and urllib.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/sigv4.h"

#include "sha256.h"
#include "tap.h"

static const IjSigv4Digests digests = {sha256, hmac_sha256};

static const char secret[] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

static IjSigv4Url
example(void)
{
	return (IjSigv4Url) {
		.method = "GET",
		.is_https = true,
		.host = ij_text_part("examplebucket.s3.amazonaws.com"),
		.path = ij_text_part("/test.txt"),
		.access_key_id = ij_text_part("AKIAIOSFODNN7EXAMPLE"),
		.region = ij_text_part("us-east-1"),
		.stamp = "20130524T000000Z",
		.expires = 86400
	};
}

static const char *
presign(const IjSigv4Url *url)
{
	static char text[8192];
	uint8_t		key[IJ_DIGEST_SIZE];
	size_t		length;

	ij_sigv4_key(&digests, ij_text_part(secret), url->stamp, url->region, key);
	memset(text, '?', sizeof(text));
	length = ij_sigv4_presign(&digests, key, url, text, ij_sigv4_buffer_size(url));
	is_true(text[ij_sigv4_buffer_size(url)] == '?', "no byte behind the buffer");
	text[length] = '\0';
	return text;
}

static const char *
hex(const uint8_t *digest)
{
	static char text[65];

	for (int i = 0; i < 32; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
	return text;
}

static void
test_digests(void)
{
	uint8_t		digest[32];

	sha256("", 0, digest);
	is_text(hex(digest), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "SHA-256 of nothing");
	sha256("abc", 3, digest);
	is_text(hex(digest), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "SHA-256 of abc");
	hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28, digest);
	is_text(hex(digest), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "HMAC, RFC 4231 case 2");
}

static void
test_key(void)
{
	uint8_t		key[IJ_DIGEST_SIZE];

	ij_sigv4_key(&digests, ij_text_part(secret), "20130524T000000Z", ij_text_part("us-east-1"), key);
	is_text(hex(key), "dbb893acc010964918f1fd433add87c70e8b0db6be30c1fbeafefa5ec6ba8378", "the key of the example's day");
}

static void
test_urls(void)
{
	IjSigv4Url	url = example();

	is_text(presign(&url),
			"https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
			"&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
			"&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
			"&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
			"the documented GET");

	url.method = "PUT";
	url.host = ij_text_part("s3.eu-central-1.amazonaws.com");
	url.path = ij_text_part("/examplebucket/logs/lamp%3A1/job-1/1/a%20b.txt");
	url.session_token = ij_text_part("AQoD/+=x");
	url.region = ij_text_part("eu-central-1");
	url.stamp = "20260101T120000Z";
	url.expires = 600;
	is_text(presign(&url),
			"https://s3.eu-central-1.amazonaws.com/examplebucket/logs/lamp%3A1/job-1/1/a%20b.txt"
			"?X-Amz-Algorithm=AWS4-HMAC-SHA256"
			"&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101%2Feu-central-1%2Fs3%2Faws4_request"
			"&X-Amz-Date=20260101T120000Z&X-Amz-Expires=600&X-Amz-Security-Token=AQoD%2F%2B%3Dx&X-Amz-SignedHeaders=host"
			"&X-Amz-Signature=bda0ba25ae2af4a762655b7743286df81d650e87565b8d6d8fcb69f76dcd807c",
			"a PUT with a session token");
}

/* The buffer is as large as was asked for, or nothing is signed. */
static void
test_buffer(void)
{
	IjSigv4Url	url = example();
	uint8_t		key[IJ_DIGEST_SIZE] = {0};
	char		text[4096];

	is_number((int64_t) ij_sigv4_presign(&digests, key, &url, text, 0), 0, "no buffer");
	is_number((int64_t) ij_sigv4_presign(&digests, key, &url, text, 300), 0, "one too small");
	is_true(ij_sigv4_presign(&digests, key, &url, text, ij_sigv4_buffer_size(&url)) > 0, "one of the size");
}

static void
is_stamp(int64_t seconds, const char *expected)
{
	char		stamp[IJ_SIGV4_STAMP_LENGTH + 1];

	ij_sigv4_stamp(seconds, stamp);
	is_text(stamp, expected, expected);
}

static void
test_stamp(void)
{
	is_stamp(0, "19700101T000000Z");
	is_stamp(-1, "19691231T235959Z");
	is_stamp(1369353600, "20130524T000000Z");
	is_stamp(951782399, "20000228T235959Z");
	is_stamp(951782400, "20000229T000000Z");
	is_stamp(4107542399, "21000228T235959Z");
	is_stamp(4107542400, "21000301T000000Z");
	is_stamp(253402300799, "99991231T235959Z");
	is_stamp(1798761599, "20261231T235959Z");
}

int
main(void)
{
	test_digests();
	test_key();
	test_urls();
	test_buffer();
	test_stamp();
	return tap_done();
}
