/*-------------------------------------------------------------------------
 *
 * test_arn.c
 *		Taking ARNs apart.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/arn_text.h"

#include "tap.h"

static bool
part_is(IjArnPart part, const char *expected)
{
	return ij_arn_part_equals(part, expected);
}

/* expected: partition, service, region, account, type and id, by blanks */
static void
splits(const char *text, const char *expected)
{
	IjArn		arn;
	char		got[200] = "";

	if (ij_arn_parse(text, strlen(text), &arn) == IJ_ARN_GOOD)
		snprintf(got, sizeof(got), "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s",
				 (int) arn.partition.length, arn.partition.start,
				 (int) arn.service.length, arn.service.start,
				 (int) arn.region.length, arn.region.start,
				 (int) arn.account.length, arn.account.start,
				 (int) arn.resource_type.length, arn.resource_type.start,
				 (int) arn.resource_id.length, arn.resource_id.start);
	is_text(got, expected, text);
}

static void
test_parts(void)
{
	splits("arn:aws:iot:us-east-1:123456789012:thing/pump-1",
		   "aws|iot|us-east-1|123456789012|thing|pump-1");
	splits("arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:1.0",
		   "aws|iot|us-east-1||jobtemplate|AWS-Reboot:1.0");
	splits("arn:aws:s3:::bucket", "aws|s3||||bucket");
	splits("arn:aws:s3:::bucket/a/b", "aws|s3|||bucket|a/b");
	splits("arn:aws:lambda:eu-west-1:1:function:f:3", "aws|lambda|eu-west-1|1|function|f:3");
	splits("arn:aws:apigateway:us-east-1::/restapis/a", "aws|apigateway|us-east-1|||/restapis/a");
	splits("arn:aws:x::::", "aws|x||||:");
	splits("arn:aws:x:::a/", "aws|x|||a|");
	splits("arn:aws-cn:iot:::t", "aws-cn|iot||||t");
}

static void
faults(const char *text, IjArnFault fault)
{
	IjArn		arn;

	is_number(ij_arn_parse(text, strlen(text), &arn), fault, text);
}

static void
test_faults(void)
{
	static char text[IJ_ARN_MAX_LENGTH + 1];
	IjArn		arn;

	faults("", IJ_ARN_NO_PREFIX);
	faults("arn", IJ_ARN_NO_PREFIX);
	faults("ARN:aws:iot:r:a:t", IJ_ARN_NO_PREFIX);
	faults("arnx:aws:iot:r:a:t", IJ_ARN_NO_PREFIX);
	faults(":aws:iot:r:a:t", IJ_ARN_NO_PREFIX);
	faults("arn:", IJ_ARN_TOO_FEW_PARTS);
	faults("arn:aws:iot:r:a", IJ_ARN_TOO_FEW_PARTS);
	faults("arn:aws:iot:r:a:", IJ_ARN_PART_EMPTY);
	faults("arn::iot:r:a:t", IJ_ARN_PART_EMPTY);
	faults("arn:aws::r:a:t", IJ_ARN_PART_EMPTY);
	faults("arn:aws:iot:r:a:t u", IJ_ARN_BAD_CHARACTER);
	faults("arn:aws:iot:r:a:t\n", IJ_ARN_BAD_CHARACTER);
	faults("arn:aws:iot:r:a:t\x7F", IJ_ARN_BAD_CHARACTER);
	faults("arn:aws:iot:r:a:\xC3\xA9", IJ_ARN_BAD_CHARACTER);
	is_number(ij_arn_parse("arn:aws:iot:r:a:t\0u", 19, &arn), IJ_ARN_BAD_CHARACTER,
			  "a zero byte");

	memset(text, 'x', sizeof(text));
	memcpy(text, "arn:aws:iot:r:a:", 16);
	is_number(ij_arn_parse(text, IJ_ARN_MAX_LENGTH, &arn), IJ_ARN_GOOD, "2048 characters");
	is_number(ij_arn_parse(text, IJ_ARN_MAX_LENGTH + 1, &arn), IJ_ARN_TOO_LONG, "2049 characters");

	for (int fault = IJ_ARN_GOOD; fault < IJ_ARN_FAULT_COUNT; fault++)
		is_true(ij_arn_fault_rule(fault) != NULL, "fault %d has a rule", fault);
}

static bool
is_iot(const char *text)
{
	IjIotArn	arn;

	return ij_arn_parse_iot(text, strlen(text), &arn);
}

#define PREFIX "arn:aws:iot:us-east-1:123456789012:"

static void
test_iot_kinds(void)
{
	static const char *const texts[] = {
		PREFIX "job/fw-2", PREFIX "jobtemplate/fw-2",
		PREFIX "thing/fw-2", PREFIX "thinggroup/fw-2",
		PREFIX "thingtype/fw-2", PREFIX "package/fw-2",
		PREFIX "package/fw-2/version/1.0"
	};

	for (int kind = IJ_ARN_JOB; kind < IJ_ARN_KIND_COUNT; kind++)
	{
		IjIotArn	arn;

		is_true(ij_arn_parse_iot(texts[kind], strlen(texts[kind]), &arn) &&
				arn.kind == (IjArnKind) kind && part_is(arn.id, "fw-2") &&
				part_is(arn.region, "us-east-1") &&
				part_is(arn.account, "123456789012"),
				"%s", texts[kind]);
	}
	is_text(ij_arn_kind_word(IJ_ARN_THING_GROUP), "thinggroup", "word of a kind");
}

static void
test_iot_refused(void)
{
	is_true(!is_iot("arn:aws-cn:iot:us-east-1:123456789012:thing/a"), "another partition");
	is_true(!is_iot("arn:aws:s3:us-east-1:123456789012:thing/a"), "another service");
	is_true(!is_iot("arn:aws:iot::123456789012:thing/a"), "no region");
	is_true(!is_iot("arn:aws:iot:us-east-1::thing/a"), "no account");
	is_true(!is_iot("arn:aws:iot:us-east-1:12345678901:thing/a"), "account of 11 digits");
	is_true(!is_iot("arn:aws:iot:us-east-1:1234567890123:thing/a"), "account of 13 digits");
	is_true(!is_iot("arn:aws:iot:us-east-1:12345678901a:thing/a"), "account with a letter");
	is_true(!is_iot(PREFIX "thing"), "no id");
	is_true(!is_iot(PREFIX "thing/"), "empty id");
	is_true(!is_iot(PREFIX "thing/a/b"), "id with a slash");
	is_true(is_iot(PREFIX "thing/a:b"), "thing with a colon");
	is_true(!is_iot(PREFIX "job/a:b"), "job with a colon");
	is_true(!is_iot(PREFIX "thing:a"), "colon for a slash");
	is_true(!is_iot(PREFIX "Thing/a"), "kind in upper case");
	is_true(!is_iot(PREFIX "billinggroup/a"), "another kind");
	is_true(!is_iot(PREFIX "/a"), "no kind");
}

static void
test_iot_lengths(void)
{
	char		text[256];

	for (int length = 63; length <= 129; length += length == 65 ? 62 : 1)
	{
		snprintf(text, sizeof(text), PREFIX "job/%0*d", length, 1);
		is_true(is_iot(text) == (length <= 64), "job id of %d", length);
		snprintf(text, sizeof(text), PREFIX "thing/%0*d", length, 1);
		is_true(is_iot(text) == (length <= 128), "thing name of %d", length);
	}
}

static void
test_iot_managed(void)
{
	is_true(is_iot("arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:1.0"), "managed template");
	is_true(is_iot("arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot"), "without version");
	is_true(!is_iot("arn:aws:iot:us-east-1::jobtemplate/AWS-Reboot:"), "with an empty version");
	is_true(!is_iot("arn:aws:iot:us-east-1::jobtemplate/:1.0"), "without name");
	is_true(!is_iot("arn:aws:iot:us-east-1::job/AWS-Reboot"), "no managed jobs");
	is_true(!is_iot(PREFIX "jobtemplate/AWS-Reboot:1.0"), "no version of a custom template");
}

int
main(void)
{
	test_parts();
	test_faults();
	test_iot_kinds();
	test_iot_refused();
	test_iot_lengths();
	test_iot_managed();
	return tap_done();
}
