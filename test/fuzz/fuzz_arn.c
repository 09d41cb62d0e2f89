/*-------------------------------------------------------------------------
 *
 * fuzz_arn.c
 *		The parts of an ARN must add up to the ARN.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/arn_text.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	IjArn		arn;
	IjIotArn	iot;
	IjArnFault	fault = ij_arn_parse(text, size, &arn);

	if (ij_arn_parse_iot(text, size, &iot))
	{
		MUST(fault == IJ_ARN_GOOD);
		MUST(iot.id.length > 0 && iot.id.length <= 128);
		MUST(iot.id.start + iot.id.length == text + size);
		MUST(ij_arn_part_equals(arn.resource_type, ij_arn_kind_word(iot.kind)));
	}
	if (fault != IJ_ARN_GOOD)
	{
		MUST(ij_arn_fault_rule(fault) != NULL);
		return 0;
	}

	MUST(arn.partition.start == text + 4);
	MUST(arn.service.start == arn.partition.start + arn.partition.length + 1);
	MUST(arn.region.start == arn.service.start + arn.service.length + 1);
	MUST(arn.account.start == arn.region.start + arn.region.length + 1);
	MUST(arn.resource.start == arn.account.start + arn.account.length + 1);
	MUST(arn.resource.start + arn.resource.length == text + size);
	MUST(arn.resource_id.start + arn.resource_id.length == text + size);
	MUST(arn.resource_type.length < arn.resource.length);
	return 0;
}
