/*-------------------------------------------------------------------------
 *
 * arn.c
 *		The type iotjobs.arn: an Amazon Resource Name.
 *
 * Stored like text, of which it is a part: any value can be used as text
 * without a copy.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "rules/arn_text.h"
#include "types/text_type.h"

PG_FUNCTION_INFO_V1(iotjobs_arn_partition);
PG_FUNCTION_INFO_V1(iotjobs_arn_service);
PG_FUNCTION_INFO_V1(iotjobs_arn_region);
PG_FUNCTION_INFO_V1(iotjobs_arn_account);
PG_FUNCTION_INFO_V1(iotjobs_arn_resource_type);
PG_FUNCTION_INFO_V1(iotjobs_arn_resource_id);

static text *read_arn(const char *string, size_t length, IjTextFault *fault);
static IjArn arn_argument(FunctionCallInfo fcinfo);
static Datum arn_part(FunctionCallInfo fcinfo, IjArnPart part);

static const IjTextType arn_type = {
	.name = "iotjobs.arn",
	.noun = "ARN",
	.example = "For example: arn:aws:iot:us-east-1:123456789012:thing/pump-1",
	.read = read_arn
};

IJ_TEXT_TYPE(iotjobs_arn, arn_type)

Datum
iotjobs_arn_partition(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).partition);
}

Datum
iotjobs_arn_service(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).service);
}

Datum
iotjobs_arn_region(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).region);
}

Datum
iotjobs_arn_account(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).account);
}

Datum
iotjobs_arn_resource_type(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).resource_type);
}

Datum
iotjobs_arn_resource_id(PG_FUNCTION_ARGS)
{
	return arn_part(fcinfo, arn_argument(fcinfo).resource_id);
}

static text *
read_arn(const char *string, size_t length, IjTextFault *fault)
{
	IjArn		arn;
	IjArnFault	arn_fault = ij_arn_parse(string, length, &arn);

	if (arn_fault != IJ_ARN_GOOD)
	{
		fault->rule = ij_arn_fault_rule(arn_fault);
		return NULL;
	}
	return cstring_to_text_with_len(string, length);
}

static IjArn
arn_argument(FunctionCallInfo fcinfo)
{
	text	   *value = PG_GETARG_TEXT_PP(0);
	IjArn		arn;

	if (ij_arn_parse(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), &arn) != IJ_ARN_GOOD)
		elog(ERROR, "malformed iotjobs.arn in storage");
	return arn;
}

/* A part that is empty is absent. */
static Datum
arn_part(FunctionCallInfo fcinfo, IjArnPart part)
{
	if (part.length == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(part.start, part.length));
}
