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
	return 0;
}
