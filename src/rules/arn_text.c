/*-------------------------------------------------------------------------
 *
 * arn_text.c
 *		Taking Amazon Resource Names apart.
 *
 * AWS general reference, "Amazon Resource Names"; API reference, TargetArn
 * (at most 2048 characters) and JobTemplateArn (printable ASCII only).
 *
 *-------------------------------------------------------------------------
 */
#include "rules/arn_text.h"

#include <string.h>

#include "rules/name.h"
#include "rules/words.h"

#define MAX_JOB_ID_LENGTH 64
#define MAX_THING_NAME_LENGTH 128
#define MAX_PACKAGE_NAME_LENGTH 128
#define MAX_VERSION_NAME_LENGTH 64
#define MAX_MANAGED_ID_LENGTH 128	/* versions have no documented limit */

static const char *const fault_rules[IJ_ARN_FAULT_COUNT] = {
	[IJ_ARN_GOOD] = "No rule is broken.",
	[IJ_ARN_TOO_LONG] = "An ARN has at most 2048 characters.",
	[IJ_ARN_BAD_CHARACTER] = "An ARN consists of printable ASCII characters without blanks.",
	[IJ_ARN_NO_PREFIX] = "An ARN begins with \"arn:\".",
	[IJ_ARN_TOO_FEW_PARTS] =
	"An ARN has the form arn:partition:service:region:account:resource.",
	[IJ_ARN_PART_EMPTY] = "Partition, service and resource of an ARN must not be empty.",
};

static const char *const kind_words[IJ_ARN_KIND_COUNT] = {
	[IJ_ARN_JOB] = "job",
	[IJ_ARN_JOB_TEMPLATE] = "jobtemplate",
	[IJ_ARN_THING] = "thing",
	[IJ_ARN_THING_GROUP] = "thinggroup",
	[IJ_ARN_THING_TYPE] = "thingtype",
	[IJ_ARN_PACKAGE] = "package",
	[IJ_ARN_PACKAGE_VERSION] = "package",
};

static bool take_part(IjArnPart *rest, IjArnPart *part);
static bool all_printable(const char *text, size_t length);
static void split_resource(IjArn *arn);
static bool account_is_good(IjArnPart account);
static bool id_is_good(IjArnKind kind, IjArnPart id, bool managed);
static bool managed_id_is_good(IjArnPart id);
static bool split_package(IjIotArn *arn);

IjArnFault
ij_arn_parse(const char *text, size_t length, IjArn *arn)
{
	IjArnPart	rest = {text, length};
	IjArnPart	prefix;
	IjArn		found;

	if (length > IJ_ARN_MAX_LENGTH)
		return IJ_ARN_TOO_LONG;
	if (!all_printable(text, length))
		return IJ_ARN_BAD_CHARACTER;
	if (!take_part(&rest, &prefix) || !ij_arn_part_equals(prefix, "arn"))
		return IJ_ARN_NO_PREFIX;
	if (!take_part(&rest, &found.partition) ||
		!take_part(&rest, &found.service) ||
		!take_part(&rest, &found.region) ||
		!take_part(&rest, &found.account))
		return IJ_ARN_TOO_FEW_PARTS;

	found.resource = rest;
	if (found.partition.length == 0 || found.service.length == 0 ||
		found.resource.length == 0)
		return IJ_ARN_PART_EMPTY;

	split_resource(&found);
	*arn = found;
	return IJ_ARN_GOOD;
}

const char *
ij_arn_fault_rule(IjArnFault fault)
{
	return fault_rules[fault];
}

bool
ij_arn_parse_iot(const char *text, size_t length, IjIotArn *arn)
{
	IjArn		general;
	bool		managed;
	int			kind;

	if (ij_arn_parse(text, length, &general) != IJ_ARN_GOOD ||
		!ij_arn_part_equals(general.partition, "aws") ||
		!ij_arn_part_equals(general.service, "iot") ||
		general.region.length == 0)
		return false;

	/* jobtemplate:x would be split the same, but is none of ours */
	if (general.resource_type.length == 0 ||
		general.resource_id.start[-1] != '/')
		return false;
	kind = ij_word_index(kind_words, IJ_ARN_KIND_COUNT,
						 general.resource_type.start, general.resource_type.length);
	if (kind < 0)
		return false;

	managed = kind == IJ_ARN_JOB_TEMPLATE && general.account.length == 0;
	if ((!managed && !account_is_good(general.account)) ||
		!id_is_good((IjArnKind) kind, general.resource_id, managed))
		return false;

	arn->kind = (IjArnKind) kind;
	arn->region = general.region;
	arn->account = general.account;
	arn->id = general.resource_id;
	arn->version = (IjArnPart) {general.resource_id.start, 0};
	return kind != IJ_ARN_PACKAGE || split_package(arn);
}

const char *
ij_arn_kind_word(IjArnKind kind)
{
	return kind_words[kind];
}

bool
ij_arn_part_equals(IjArnPart part, const char *word)
{
	return part.length == strlen(word) && memcmp(part.start, word, part.length) == 0;
}

/* Moves what stands before the next colon from rest to part. */
static bool
take_part(IjArnPart *rest, IjArnPart *part)
{
	const char *colon = rest->length == 0 ? NULL :
		memchr(rest->start, ':', rest->length);

	if (colon == NULL)
		return false;
	part->start = rest->start;
	part->length = (size_t) (colon - rest->start);
	rest->start += part->length + 1;
	rest->length -= part->length + 1;
	return true;
}

static bool
all_printable(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
	{
		if (text[i] < '!' || text[i] > '~')
			return false;
	}
	return true;
}

/*
 * A resource is type/id, type:id, or an id alone.  The id may have more of
 * either mark.  What begins with a mark has no type.
 */
static void
split_resource(IjArn *arn)
{
	IjArnPart	resource = arn->resource;
	size_t		type_length = 0;

	while (type_length < resource.length &&
		   resource.start[type_length] != '/' && resource.start[type_length] != ':')
		type_length++;

	arn->resource_type = (IjArnPart) {resource.start, 0};
	arn->resource_id = resource;
	if (type_length > 0 && type_length < resource.length)
	{
		arn->resource_type.length = type_length;
		arn->resource_id.start += type_length + 1;
		arn->resource_id.length -= type_length + 1;
	}
}

static bool
account_is_good(IjArnPart account)
{
	for (size_t i = 0; i < account.length; i++)
	{
		if (account.start[i] < '0' || account.start[i] > '9')
			return false;
	}
	return account.length == IJ_ACCOUNT_ID_LENGTH;
}

static bool
id_is_good(IjArnKind kind, IjArnPart id, bool managed)
{
	switch (kind)
	{
		case IJ_ARN_JOB:
			return id.length <= MAX_JOB_ID_LENGTH &&
				ij_match_job_id(id.start, id.length);
		case IJ_ARN_JOB_TEMPLATE:
			if (managed)
				return managed_id_is_good(id);
			return id.length <= MAX_JOB_ID_LENGTH &&
				ij_match_job_id(id.start, id.length);
		case IJ_ARN_THING:
		case IJ_ARN_THING_GROUP:
			return id.length <= MAX_THING_NAME_LENGTH &&
				ij_match_thing_name(id.start, id.length);
		case IJ_ARN_THING_TYPE:
			return id.length <= MAX_THING_NAME_LENGTH &&
				ij_match_thing_name(id.start, id.length);
		case IJ_ARN_PACKAGE:
		case IJ_ARN_PACKAGE_VERSION:
			return true;		/* split_package() looks at both names */
	}
	return false;
}

/* NAME, or NAME/version/VERSION, where VERSION may be $default or $null. */
static bool
split_package(IjIotArn *arn)
{
	static const char middle[] = "/version/";
	size_t		middle_length = sizeof(middle) - 1;
	const char *slash = arn->id.length == 0 ? NULL : memchr(arn->id.start, '/', arn->id.length);

	if (slash != NULL)
	{
		size_t		name_length = (size_t) (slash - arn->id.start);
		size_t		rest = arn->id.length - name_length;

		if (rest <= middle_length || memcmp(slash, middle, middle_length) != 0)
			return false;
		arn->kind = IJ_ARN_PACKAGE_VERSION;
		arn->id.length = name_length;
		arn->version = (IjArnPart) {slash + middle_length, rest - middle_length};
		if (!ij_arn_part_equals(arn->version, "$default") &&
			!ij_arn_part_equals(arn->version, "$null") &&
			(arn->version.length > MAX_VERSION_NAME_LENGTH ||
			 !ij_match_package_name(arn->version.start, arn->version.length)))
			return false;
	}
	return arn->id.length <= MAX_PACKAGE_NAME_LENGTH &&
		ij_match_package_name(arn->id.start, arn->id.length);
}

/* A managed template is named alone, or with its version: AWS-Reboot:1.0. */
static bool
managed_id_is_good(IjArnPart id)
{
	const char *colon = id.length == 0 ? NULL : memchr(id.start, ':', id.length);
	size_t		name_length = colon == NULL ? id.length : (size_t) (colon - id.start);

	if (id.length > MAX_MANAGED_ID_LENGTH ||
		name_length > MAX_JOB_ID_LENGTH || !ij_match_job_id(id.start, name_length))
		return false;
	return colon == NULL ||
		ij_match_managed_template_version(colon + 1, id.length - name_length - 1);
}
