/*-------------------------------------------------------------------------
 *
 * test_placeholder.c
 *		The placeholders of a job document: every family and every fault.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/placeholder.h"

#include "tap.h"

#define URL "https://s3.us-west-2.amazonaws.com/bucket/key"

static IjPlaceholderScan
scan(const char *text)
{
	IjPlaceholderScan result;

	ij_placeholder_scan(text, strlen(text), &result);
	return result;
}

static void
is_part(IjTextPart part, const char *expected, const char *name)
{
	is_true(ij_text_part_is(part, expected), "%s is \"%s\"", name, expected);
}

static void
is_one(const char *text, IjPlaceholderKind kind, const char *whole, const char *argument)
{
	IjPlaceholderScan result = scan(text);

	is_number(result.fault, IJ_PLACEHOLDER_GOOD, text);
	if (is_true(result.count == 1, "one placeholder"))
	{
		is_number(result.found[0].kind, kind, "kind");
		is_part(result.found[0].whole, whole, "whole");
		is_part(result.found[0].argument, argument, "argument");
	}
}

static void
is_fault(const char *text, IjPlaceholderFault fault, size_t offset)
{
	IjPlaceholderScan result = scan(text);

	is_number(result.fault, fault, text);
	is_number((int64_t) result.fault_offset, (int64_t) offset, "and where it is");
	is_true(strlen(ij_placeholder_fault_rule(fault)) > 10, "and which rule");
}

static void
test_families(void)
{
	is_one("{\"a\": \"x ${aws:iot:s3-presigned-url:" URL "} y\"}", IJ_PLACEHOLDER_DOWNLOAD,
		   "${aws:iot:s3-presigned-url:" URL "}", URL);
	is_one("\"${aws:iot:s3-presigned-url-v1:" URL "}\"", IJ_PLACEHOLDER_DOWNLOAD,
		   "${aws:iot:s3-presigned-url-v1:" URL "}", URL);
	is_one("\"${aws:iot:s3-presigned-url-v2:" URL "}\"", IJ_PLACEHOLDER_DOWNLOAD_V2,
		   "${aws:iot:s3-presigned-url-v2:" URL "}", URL);
	is_one("${aws:iot:s3-presigned-url-upload:" URL "/${thingName}/${jobId}${executionNumber}-${thingName}}",
		   IJ_PLACEHOLDER_UPLOAD,
		   "${aws:iot:s3-presigned-url-upload:" URL "/${thingName}/${jobId}${executionNumber}-${thingName}}",
		   URL "/${thingName}/${jobId}${executionNumber}-${thingName}");
	is_one("${aws:iot:code-sign-signature:s3://region.bucket/file@1}", IJ_PLACEHOLDER_CODE_SIGNATURE,
		   "${aws:iot:code-sign-signature:s3://region.bucket/file@1}", "s3://region.bucket/file@1");
	is_one("[\"${aws:iot:parameter:path_To-1}\"]", IJ_PLACEHOLDER_PARAMETER,
		   "${aws:iot:parameter:path_To-1}", "path_To-1");

	is_number(scan("").count, 0, "nothing in nothing");
	is_number(scan("{\"sh\": \"${HOME} $aws ${aws:s3:x} $${aws:io ${AWS:IOT:parameter:x} \\u0024{aws:iot:x}\"}").count, 0,
			  "what is none");
	is_number(scan("{\"sh\": \"${HOME} $aws ${aws:s3:x} $${aws:io ${AWS:IOT:parameter:x} \\u0024{aws:iot:x}\"}").fault,
			  IJ_PLACEHOLDER_GOOD, "is no fault");
	is_number(scan("$${aws:iot:parameter:a}${aws:iot:parameter:b}}").count, 2, "two beside each other");
}

static void
test_packages(void)
{
	IjPlaceholderScan result = scan("\"${aws:iot:package:my.app_1:version:1.0-rc:attributes:s3:url}\"");

	is_number(result.fault, IJ_PLACEHOLDER_GOOD, "an attribute");
	is_number(result.found[0].kind, IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE, "kind");
	is_part(result.found[0].package, "my.app_1", "package");
	is_part(result.found[0].version, "1.0-rc", "version");
	is_part(result.found[0].argument, "s3:url", "key");

	result = scan("\"${aws:iot:package:app:version:$default:attributes:k}\"");
	is_part(result.found[0].version, "$default", "version");
	result = scan("\"${aws:iot:package::version::attributes:k}\"");
	is_number(result.fault, IJ_PLACEHOLDER_GOOD, "neither name nor version");
	is_number((int64_t) result.found[0].package.length, 0, "an empty name");

	result = scan("{\"a\" : \"${aws:iot:package:app:version:1:attributes}\" }");
	is_number(result.found[0].kind, IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES, "all attributes");
	is_part(result.found[0].whole, "\"${aws:iot:package:app:version:1:attributes}\"", "whole");
	is_part(result.found[0].argument, "", "key");

	is_number(scan("${aws:iot:package:app:version:1:artifact-location:s3-presigned-url}").found[0].kind,
			  IJ_PLACEHOLDER_PACKAGE_ARTIFACT, "an artifact");
	is_number(scan("${aws:iot:package:app:version:1:artifact:s3-presigned-url}").found[0].kind,
			  IJ_PLACEHOLDER_PACKAGE_ARTIFACT, "by its other name");

	is_true(ij_placeholder_is_package(IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE) &&
			ij_placeholder_is_package(IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES) &&
			ij_placeholder_is_package(IJ_PLACEHOLDER_PACKAGE_ARTIFACT), "filled in from the catalog");
	is_true(!ij_placeholder_is_package(IJ_PLACEHOLDER_DOWNLOAD) && !ij_placeholder_is_package(IJ_PLACEHOLDER_DOWNLOAD_V2) &&
			!ij_placeholder_is_package(IJ_PLACEHOLDER_UPLOAD) && !ij_placeholder_is_package(IJ_PLACEHOLDER_PARAMETER) &&
			!ij_placeholder_is_package(IJ_PLACEHOLDER_CODE_SIGNATURE), "not from there");

	result = scan("\"${aws:iot:s3-presigned-url-v2:https://${aws:iot:package:app:version:1:attributes:host}/k}\"");
	is_number(result.fault, IJ_PLACEHOLDER_GOOD, "an attribute in a URL");
	is_number(result.count, 1, "is one placeholder");
	is_number(result.found[0].kind, IJ_PLACEHOLDER_DOWNLOAD_V2, "kind");
	is_part(result.found[0].argument, "https://${aws:iot:package:app:version:1:attributes:host}/k", "URL");
	is_part(result.found[0].inner, "${aws:iot:package:app:version:1:attributes:host}", "the attribute in it");
	is_part(result.found[0].inner_key, "host", "key");
	is_part(result.found[0].package, "app", "package");
	is_part(result.found[0].version, "1", "version");
	is_number((int64_t) scan("${aws:iot:s3-presigned-url:" URL "}").found[0].inner.length, 0, "none in another");

	is_fault("${aws:iot:s3-presigned-url:${aws:iot:package:app:version:1:attributes}}", IJ_PLACEHOLDER_NOT_WHOLE, 0);
	is_fault("${aws:iot:s3-presigned-url:${aws:iot:package:app:version:1:artifact:s3-presigned-url}}", IJ_PLACEHOLDER_NESTED, 0);
	is_fault("${aws:iot:s3-presigned-url:${aws:iot:package:a:version:1:attributes:k}${aws:iot:package:a:version:1:attributes:k}}",
			 IJ_PLACEHOLDER_NESTED, 0);
	is_fault("${aws:iot:s3-presigned-url:${aws:iot:package:a:version:1:attributes:${aws:iot:package:a:version:1:attributes:k}}}",
			 IJ_PLACEHOLDER_NESTED, 0);
	is_fault("${aws:iot:s3-presigned-url:${aws:iot:s3-presigned-url:" URL "}}", IJ_PLACEHOLDER_NESTED, 0);
	is_fault("${aws:iot:code-sign-signature:${aws:iot:package:a:version:1:attributes:k}}", IJ_PLACEHOLDER_NESTED, 0);
	is_fault("${aws:iot:package:a:version:${aws:iot:package:a:version:1:attributes:k}:attributes}", IJ_PLACEHOLDER_NESTED, 0);
	is_fault("${aws:iot:s3-presigned-url:${aws:iot:package:a:version:1:attributes:k}", IJ_PLACEHOLDER_UNTERMINATED, 0);
	is_fault("${aws:iot:s3-presigned-url:${aws:iot:package:", IJ_PLACEHOLDER_UNTERMINATED, 0);
	is_fault("${aws:iot:s3-presigned-url:${aws:iot:package:a:version:$null:attributes:k}}", IJ_PLACEHOLDER_NULL_VERSION, 0);

	is_fault("${aws:iot:package:app}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:app:1.0:attributes}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:app:version:1}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:app:version:1:}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:app:version:1:attributes:}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:app:version:1:attributes:a b}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:app:version:1:artifact-location:url}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:a b:version:1:attributes:k}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:app:version:$latest:attributes:k}", IJ_PLACEHOLDER_BAD_PACKAGE, 0);
	is_fault("${aws:iot:package:app:version:$null:attributes:k}", IJ_PLACEHOLDER_NULL_VERSION, 0);
	is_fault("${aws:iot:package::version:1:attributes:k}", IJ_PLACEHOLDER_HALF_PACKAGE, 0);
	is_fault("${aws:iot:package:app:version::attributes:k}", IJ_PLACEHOLDER_HALF_PACKAGE, 0);
	is_fault("\" ${aws:iot:package:app:version:1:attributes}\"", IJ_PLACEHOLDER_NOT_WHOLE, 2);
	is_fault("\"${aws:iot:package:app:version:1:attributes} \"", IJ_PLACEHOLDER_NOT_WHOLE, 1);
	is_fault("{\"${aws:iot:package:app:version:1:attributes}\" : 1}", IJ_PLACEHOLDER_NOT_WHOLE, 2);
	is_fault("\"\\\"${aws:iot:package:app:version:1:attributes}\"", IJ_PLACEHOLDER_NOT_WHOLE, 3);
	is_fault("${aws:iot:package:app:version:1:attributes}", IJ_PLACEHOLDER_NOT_WHOLE, 0);
}

static void
test_faults(void)
{
	is_fault("${aws:iot:", IJ_PLACEHOLDER_UNTERMINATED, 0);
	is_fault("{\"a\": \"${aws:iot:\"}", IJ_PLACEHOLDER_UNTERMINATED, 7);
	is_fault("\"${aws:iot:parameter:a\", \"b}\"", IJ_PLACEHOLDER_UNTERMINATED, 1);
	is_fault("${aws:iot:parameter:a", IJ_PLACEHOLDER_UNTERMINATED, 0);
	is_fault("${aws:iot:parameter:a\n}", IJ_PLACEHOLDER_UNTERMINATED, 0);
	is_fault("${aws:iot:s3-presigned-url-upload:" URL "${thingName}", IJ_PLACEHOLDER_UNTERMINATED, 0);
	is_fault("${aws:iot:secret:x}", IJ_PLACEHOLDER_UNKNOWN, 0);
	is_fault("${aws:iot:Parameter:x}", IJ_PLACEHOLDER_UNKNOWN, 0);
	is_fault("${aws:iot:s3-presigned-url-v3:" URL "}", IJ_PLACEHOLDER_UNKNOWN, 0);
	is_fault("${aws:iot:parameter x}", IJ_PLACEHOLDER_UNKNOWN, 0);
	is_fault("${aws:iot:}", IJ_PLACEHOLDER_UNKNOWN, 0);
	is_fault("${aws:iot::}", IJ_PLACEHOLDER_UNKNOWN, 0);
	is_fault("${aws:iot:parameter}", IJ_PLACEHOLDER_EMPTY, 0);
	is_fault("${aws:iot:parameter:}", IJ_PLACEHOLDER_EMPTY, 0);
	is_fault("${aws:iot:s3-presigned-url:}", IJ_PLACEHOLDER_EMPTY, 0);
	is_fault("${aws:iot:s3-presigned-url:https:\\/\\/s3}", IJ_PLACEHOLDER_ESCAPED, 0);
	is_fault("${aws:iot:s3-presigned-url\\:x}", IJ_PLACEHOLDER_ESCAPED, 0);
	is_fault("${aws:iot:parameter:${aws:iot:parameter:a}}", IJ_PLACEHOLDER_NESTED, 0);
	is_fault("${aws:iot:s3-presigned-url-upload:" URL "${aws:iot:parameter:a}}", IJ_PLACEHOLDER_NESTED, 0);
	is_fault("${aws:iot:parameter:a b}", IJ_PLACEHOLDER_BAD_PARAMETER, 0);
	is_fault("${aws:iot:parameter:\xc3\xbc}", IJ_PLACEHOLDER_BAD_PARAMETER, 0);
	is_fault("${aws:iot:s3-presigned-url:" URL "${thingName}}", IJ_PLACEHOLDER_LOCAL_MISPLACED, 0);
	is_fault("${aws:iot:s3-presigned-url-upload:" URL "${thing}}", IJ_PLACEHOLDER_LOCAL_UNKNOWN, 0);
	is_fault("${aws:iot:s3-presigned-url-upload:" URL "${jobId}${jobId}${jobId}}", IJ_PLACEHOLDER_LOCAL_TOO_OFTEN, 0);
	is_fault("${aws:iot:parameter:ok} ${aws:iot:x}", IJ_PLACEHOLDER_UNKNOWN, 24);
}

static void
test_limits(void)
{
	char		text[1000] = "";
	char		key[200] = "${aws:iot:parameter:";
	size_t		start = strlen(key);

	for (int i = 0; i < 10; i++)
		strcat(text, "${aws:iot:parameter:a} ");
	is_number(scan(text).fault, IJ_PLACEHOLDER_GOOD, "10 placeholders");
	is_number(scan(text).count, 10, "all found");
	strcat(text, "${aws:iot:parameter:a}");
	is_fault(text, IJ_PLACEHOLDER_TOO_MANY, 230);

	memset(key + start, 'k', 128);
	strcpy(key + start + 128, "}");
	is_number(scan(key).fault, IJ_PLACEHOLDER_GOOD, "a key of 128 characters");
	strcpy(key + start + 128, "k}");
	is_number(scan(key).fault, IJ_PLACEHOLDER_BAD_PARAMETER, "one of 129");
}

int
main(void)
{
	test_families();
	test_packages();
	test_faults();
	test_limits();
	return tap_done();
}
