/*-------------------------------------------------------------------------
 *
 * test_s3_url.c
 *		URLs of objects: hosts, buckets, keys, versions, and their encoding.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/s3_url.h"

#include "tap.h"

static IjS3Object object;

static IjS3UrlFault
parse(const char *url, IjS3UrlForm form, const char *endpoint_text)
{
	IjEndpoint	endpoint;

	if (endpoint_text != NULL)
		is_true(ij_endpoint_parse(ij_text_part(endpoint_text), &endpoint), "endpoint %s", endpoint_text);
	return ij_s3_url_parse(ij_text_part(url), form, endpoint_text != NULL ? &endpoint : NULL, &object);
}

static void
is_object(const char *url, const char *region, const char *bucket, const char *key, bool is_virtual_hosted)
{
	is_number(parse(url, IJ_S3_PLAIN, NULL), IJ_S3_URL_GOOD, url);
	is_true(ij_text_part_is(object.region, region), "region \"%s\"", region);
	is_true(ij_text_part_is(object.bucket, bucket), "bucket \"%s\"", bucket);
	is_true(ij_text_part_is(object.key, key), "key \"%s\"", key);
	is_true(object.is_virtual_hosted == is_virtual_hosted, "its style");
}

static void
is_fault(const char *url, IjS3UrlForm form, IjS3UrlFault fault)
{
	is_number(parse(url, form, NULL), fault, url);
	is_true(strlen(ij_s3_url_fault_rule(fault)) > 10, "and which rule");
}

static const char *
encode(const char *string, bool is_path, bool is_encoded)
{
	static char text[200];
	IjTextWriter writer = {text, sizeof(text) - 1, 0};

	ij_write_encoded(&writer, ij_text_part(string), is_path, is_encoded);
	text[writer.used] = '\0';
	return text;
}

static void
test_hosts(void)
{
	is_object("https://s3.amazonaws.com/bucket/key", "", "bucket", "key", false);
	is_object("https://s3.eu-west-1.amazonaws.com/bucket/a/b c", "eu-west-1", "bucket", "a/b c", false);
	is_object("https://s3-eu-west-1.amazonaws.com/bucket/key", "eu-west-1", "bucket", "key", false);
	is_object("https://s3.cn-north-1.amazonaws.com.cn/bucket/key", "cn-north-1", "bucket", "key", false);
	is_object("https://s3.dualstack.eu-west-1.amazonaws.com/bucket/key", "eu-west-1", "bucket", "key", false);
	is_object("https://bucket.s3.amazonaws.com/key", "", "bucket", "key", true);
	is_object("https://my.old.bucket.s3.us-west-2.amazonaws.com/key", "us-west-2", "my.old.bucket", "key", true);
	is_object("https://bucket.s3-us-west-2.amazonaws.com/a/b", "us-west-2", "bucket", "a/b", true);
	is_object("https://s3.amazonaws.com:443/bucket/key?x#y", "", "bucket", "key?x#y", false);
	is_true(ij_text_part_is(object.host, "s3.amazonaws.com"), "the usual port is not in the host");

	is_fault("http://s3.amazonaws.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_SCHEME);
	is_fault("s3://bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_SCHEME);
	is_fault("HTTPS://s3.amazonaws.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_SCHEME);
	is_fault("", IJ_S3_PLAIN, IJ_S3_URL_BAD_SCHEME);
	is_fault("https://", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https:///bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://example.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://amazonaws.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://ec2.us-east-1.amazonaws.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://s3..amazonaws.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://s3.us_east.amazonaws.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://s3.amazonaws.com.evil.example/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://user@s3.amazonaws.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://s3.amazonaws.com\n.x/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://S3.amazonaws.com/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
	is_fault("https://s3.amazonaws.com:99999999/bucket/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_HOST);
}

static void
test_endpoint(void)
{
	IjEndpoint	endpoint;

	is_number(parse("https://minio.lab:9000/bucket/key", IJ_S3_PLAIN, "https://minio.lab:9000/"), IJ_S3_URL_GOOD,
			  "a store of one's own");
	is_true(object.is_foreign && ij_text_part_is(object.bucket, "bucket"), "in path style");
	is_number(parse("http://minio.lab:9000/bucket/key", IJ_S3_PLAIN, "http://minio.lab:9000"), IJ_S3_URL_GOOD,
			  "without TLS, if its endpoint is");
	is_number(parse("http://minio.lab:9000/bucket/key", IJ_S3_PLAIN, "https://minio.lab:9000"), IJ_S3_URL_BAD_SCHEME,
			  "not if it is not");
	is_number(parse("https://minio.lab/bucket/key", IJ_S3_PLAIN, "https://minio.lab:9000"), IJ_S3_URL_BAD_HOST,
			  "another port is another host");
	is_number(parse("https://s3.amazonaws.com/bucket/key", IJ_S3_PLAIN, "http://minio.lab:9000"), IJ_S3_URL_GOOD,
			  "S3 is known with an endpoint, too");
	is_number(parse("http://s3.amazonaws.com/bucket/key", IJ_S3_PLAIN, "http://minio.lab:9000"), IJ_S3_URL_BAD_SCHEME,
			  "but by https");

	is_true(!ij_endpoint_parse(ij_text_part("minio.lab"), &endpoint), "an endpoint without a scheme");
	is_true(!ij_endpoint_parse(ij_text_part("https://minio.lab/path"), &endpoint), "with a path");
	is_true(!ij_endpoint_parse(ij_text_part("https://a@minio.lab"), &endpoint), "with a user");
	is_true(!ij_endpoint_parse(ij_text_part("https://:9000"), &endpoint), "without a host");
	is_true(!ij_endpoint_parse(ij_text_part("https://h:"), &endpoint), "without the port's digits");
}

static void
test_parts(void)
{
	char		url[1200] = "https://bucket.s3.amazonaws.com/";
	size_t		start = strlen(url);

	is_fault("https://s3.amazonaws.com", IJ_S3_PLAIN, IJ_S3_URL_NO_BUCKET);
	is_fault("https://s3.amazonaws.com/", IJ_S3_UPLOAD, IJ_S3_URL_NO_BUCKET);
	is_fault("https://s3.amazonaws.com//key", IJ_S3_PLAIN, IJ_S3_URL_NO_BUCKET);
	is_fault("https://s3.amazonaws.com/ab/key", IJ_S3_PLAIN, IJ_S3_URL_BAD_BUCKET);
	is_fault("https://s3.amazonaws.com/${thingName}/key", IJ_S3_UPLOAD, IJ_S3_URL_BAD_BUCKET);
	is_fault("https://s3.amazonaws.com/b%75cket/key", IJ_S3_ENCODED, IJ_S3_URL_BAD_BUCKET);
	is_fault("https://s3.amazonaws.com/bucket", IJ_S3_PLAIN, IJ_S3_URL_NO_KEY);
	is_fault("https://bucket.s3.amazonaws.com/", IJ_S3_ENCODED, IJ_S3_URL_NO_KEY);
	is_number(parse("https://s3.amazonaws.com/bucket", IJ_S3_UPLOAD, NULL), IJ_S3_URL_GOOD, "an upload needs no key");
	is_number(parse("https://bucket.s3.amazonaws.com/", IJ_S3_UPLOAD, NULL), IJ_S3_URL_GOOD, "nor here");

	memset(url + start, 'k', 1024);
	is_number(parse(url, IJ_S3_PLAIN, NULL), IJ_S3_URL_GOOD, "a key of 1024 bytes");
	url[start + 1024] = 'k';
	is_number(parse(url, IJ_S3_PLAIN, NULL), IJ_S3_URL_KEY_TOO_LONG, "one of 1025");
}

static void
test_versions(void)
{
	is_number(parse("https://bucket.s3.amazonaws.com/a%20b%3FversionId%3DL4k.q_", IJ_S3_ENCODED, NULL), IJ_S3_URL_GOOD,
			  "a version");
	is_true(ij_text_part_is(object.key, "a%20b") && ij_text_part_is(object.version_id, "L4k.q_"), "and its key");
	is_number(parse("https://bucket.s3.amazonaws.com/a?versionId=v", IJ_S3_ENCODED, NULL), IJ_S3_URL_GOOD,
			  "not encoded");
	is_true(ij_text_part_is(object.version_id, "v"), "the same");
	is_fault("https://bucket.s3.amazonaws.com/a?versionId=", IJ_S3_ENCODED, IJ_S3_URL_BAD_VERSION);
	is_fault("https://bucket.s3.amazonaws.com/a?versionId=1&x=2", IJ_S3_ENCODED, IJ_S3_URL_BAD_VERSION);
	is_fault("https://bucket.s3.amazonaws.com/a?response-content-type=x", IJ_S3_ENCODED, IJ_S3_URL_BAD_VERSION);
	is_fault("https://bucket.s3.amazonaws.com/a#b", IJ_S3_ENCODED, IJ_S3_URL_BAD_VERSION);
	is_fault("https://bucket.s3.amazonaws.com/?versionId=1", IJ_S3_ENCODED, IJ_S3_URL_NO_KEY);
	is_fault("https://bucket.s3.amazonaws.com/a b", IJ_S3_ENCODED, IJ_S3_URL_BAD_ENCODING);
	is_fault("https://bucket.s3.amazonaws.com/\xc3\xbc", IJ_S3_ENCODED, IJ_S3_URL_BAD_ENCODING);
	is_fault("https://bucket.s3.amazonaws.com/a%2", IJ_S3_ENCODED, IJ_S3_URL_BAD_ENCODING);
	is_fault("https://bucket.s3.amazonaws.com/a%zz", IJ_S3_ENCODED, IJ_S3_URL_BAD_ENCODING);
}

static void
test_encoding(void)
{
	is_text(encode("aZ09-._~/", true, false), "aZ09-._~/", "what stays");
	is_text(encode("a/b", false, false), "a%2Fb", "a slash in a value");
	is_text(encode(" !\"#$&'()*+,:;=?@[]|", true, false),
			"%20%21%22%23%24%26%27%28%29%2A%2B%2C%3A%3B%3D%3F%40%5B%5D%7C", "what does not");
	is_text(encode("100%41", true, false), "100%2541", "a percent sign as it is");
	is_text(encode("a%2fb%41%c3%BC%", true, true), "a/bA%C3%BC%25", "one that encodes");
	is_text(encode("\xc3\xbc", true, false), "%C3%BC", "bytes of UTF-8");
}

/* The URL written for an object, or NULL. */
static const char *
write_url(const char *bucket, const char *key, const char *version_id)
{
	static char buffer[8192];
	IjTextWriter writer = {buffer, sizeof(buffer) - 1, 0};

	if (!ij_s3_url_write(&writer, ij_text_part("eu-west-1"), ij_text_part(bucket), ij_text_part(key),
						 ij_text_part(version_id)))
		return NULL;
	buffer[writer.used] = '\0';
	return buffer;
}

static void
test_writing(void)
{
	char		text[1100];

	is_text(write_url("bucket", "dir/a b}\"\\.bin", NULL),
			"https://s3.eu-west-1.amazonaws.com/bucket/dir/a%20b%7D%22%5C.bin", "a key that ends no placeholder");
	is_text(write_url("bucket", "k", "v/1"), "https://s3.eu-west-1.amazonaws.com/bucket/k%3FversionId%3Dv%2F1",
			"with a version");

	is_number(parse(write_url("my.bucket", "a?b#%3FversionId%3Dx", "L4k.q_"), IJ_S3_ENCODED, NULL), IJ_S3_URL_GOOD,
			  "what is written can be read");
	is_true(ij_text_part_is(object.region, "eu-west-1") && ij_text_part_is(object.bucket, "my.bucket"), "region and bucket");
	is_true(ij_text_part_is(object.key, "a%3Fb%23%253FversionId%253Dx"), "the key as a whole");
	is_true(ij_text_part_is(object.version_id, "L4k.q_"), "and the version");

	is_true(write_url("ab", "k", NULL) == NULL, "no bucket");
	is_true(write_url("bucket/dir", "k", NULL) == NULL, "nor this");
	is_true(write_url("bucket", "", NULL) == NULL, "no key");
	is_true(write_url("bucket", "a?versionId=b", NULL) == NULL, "a key that would be read as another");
	memset(text, 'k', sizeof(text));
	text[1024] = '\0';
	is_true(write_url("bucket", text, text) != NULL, "1024 bytes");
	is_true(write_url("bucket", "k", "\xc3\xbc") != NULL, "a version of other bytes");
	text[1024] = 'k';
	text[1025] = '\0';
	is_true(write_url("bucket", text, NULL) == NULL, "a key of 1025");
	is_true(write_url("bucket", "k", text) == NULL, "a version of 1025");
}

int
main(void)
{
	test_hosts();
	test_endpoint();
	test_parts();
	test_versions();
	test_encoding();
	test_writing();
	return tap_done();
}
