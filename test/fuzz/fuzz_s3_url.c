/*-------------------------------------------------------------------------
 *
 * fuzz_s3_url.c
 *		A URL is taken apart within its bounds, and encoding twice changes
 *		nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/s3_url.h"

#include "fuzz.h"

static char first[8192];
static char second[8192];

/* What is written for a key, and for a version behind a zero byte, is read as these. */
static void
written_is_read(IjTextPart input)
{
	IjTextPart	key = input;
	IjTextPart	version = {NULL, 0};
	const char *zero = input.length == 0 ? NULL : memchr(input.start, '\0', input.length);
	IjTextWriter writer = {first, sizeof(first), 0};
	IjTextWriter decoded = {second, sizeof(second), 0};
	IjS3Object	object;

	if (zero != NULL)
	{
		key.length = (size_t) (zero - input.start);
		version = (IjTextPart) {zero + 1, input.length - key.length - 1};
	}
	if (!ij_s3_url_write(&writer, ij_text_part("r"), ij_text_part("bucket"), key, version) || writer.used > writer.size)
		return;
	MUST(ij_s3_url_parse((IjTextPart) {first, writer.used}, IJ_S3_ENCODED, NULL, &object) == IJ_S3_URL_GOOD);
	MUST(ij_text_part_is(object.bucket, "bucket"));
	ij_write_encoded(&decoded, key, true, false);
	MUST(object.key.length == decoded.used && memcmp(object.key.start, second, decoded.used) == 0);
	decoded.used = 0;
	ij_write_encoded(&decoded, version, false, false);
	MUST(object.version_id.length == decoded.used &&
		 (decoded.used == 0 || memcmp(object.version_id.start, second, decoded.used) == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	IjTextPart	url = {(const char *) data, size};
	IjEndpoint	endpoint = {false, ij_text_part("minio.lab:9000")};

	for (int form = IJ_S3_PLAIN; form <= IJ_S3_UPLOAD; form++)
	{
		IjS3Object	object;
		IjTextWriter once = {first, sizeof(first), 0};
		IjTextWriter twice = {second, sizeof(second), 0};

		if (ij_s3_url_parse(url, (IjS3UrlForm) form, &endpoint, &object) != IJ_S3_URL_GOOD)
			continue;
		MUST(object.bucket.length >= 3 && object.bucket.length <= 63);
		MUST(object.key.length > 0 || form == IJ_S3_UPLOAD);
		MUST(object.version_id.length == 0 || form == IJ_S3_ENCODED);

		ij_write_encoded(&once, object.key, true, object.is_encoded);
		MUST(once.used <= sizeof(first) && once.used <= 3 * object.key.length);
		ij_write_encoded(&twice, (IjTextPart) {first, once.used}, true, true);
		MUST(twice.used == once.used && memcmp(first, second, once.used) == 0);
	}
	(void) ij_endpoint_parse(url, &endpoint);
	written_is_read(url);
	return 0;
}
