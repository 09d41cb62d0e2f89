/*-------------------------------------------------------------------------
 *
 * arn_out.c
 *		ARNs of this database's account and region, written and read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "guc.h"
#include "json/arn_out.h"
#include "json/shape_error.h"

#define ARN_START "arn:aws:iot:"
#define THING_WORD "thing/"
#define THING_GROUP_WORD "thinggroup/"
#define MAX_NAME_LENGTH 128

static bool skip_word(const char **position, const char *word);
static bool skip_field(const char **position, const char **field, size_t *length);
static bool field_is(const char *field, size_t length, const char *value);
static bool name_is_valid(const char *name);
static void refuse_arn(const char *arn) pg_attribute_noreturn();

char *
ij_arn_make(const char *kind, const char *name)
{
	return psprintf(ARN_START "%s:%s:%s/%s",
					ij_guc_region, ij_guc_account_id, kind, name);
}

IjTargetKind
ij_arn_read_target(const char *arn, char **name)
{
	const char *position = arn;
	const char *region;
	const char *account;
	size_t		region_length;
	size_t		account_length;
	IjTargetKind kind;

	if (!skip_word(&position, ARN_START) ||
		!skip_field(&position, &region, &region_length) ||
		!skip_field(&position, &account, &account_length))
		refuse_arn(arn);

	if (skip_word(&position, THING_WORD))
		kind = IJ_TARGET_THING;
	else if (skip_word(&position, THING_GROUP_WORD))
		kind = IJ_TARGET_THING_GROUP;
	else
		refuse_arn(arn);

	if (!name_is_valid(position))
		refuse_arn(arn);

	if (!field_is(region, region_length, ij_guc_region) ||
		!field_is(account, account_length, ij_guc_account_id))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("ARN \"%s\" belongs to another account or region", ij_clip(arn, strlen(arn))),
				 errdetail("This database is account %s in region %s.",
						   ij_guc_account_id, ij_guc_region),
				 errhint("Name a resource of this account, or see the settings iotjobs.account_id and iotjobs.region.")));

	*name = pstrdup(position);
	return kind;
}

char *
ij_arn_read_name(const char *arn, IjTargetKind kind)
{
	char	   *name;

	if (ij_arn_read_target(arn, &name) != kind)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 kind == IJ_TARGET_THING ?
				 errmsg("\"%s\" is not the ARN of a thing", ij_clip(arn, strlen(arn))) :
				 errmsg("\"%s\" is not the ARN of a thing group", ij_clip(arn, strlen(arn))),
				 kind == IJ_TARGET_THING ?
				 errdetail("The ARN of a thing ends in \":thing/\" and its name.") :
				 errdetail("The ARN of a thing group ends in \":thinggroup/\" and its name.")));

	return name;
}

static bool
skip_word(const char **position, const char *word)
{
	size_t		length = strlen(word);

	if (strncmp(*position, word, length) != 0)
		return false;
	*position += length;
	return true;
}

/* A field ends at the next colon, which is skipped too. */
static bool
skip_field(const char **position, const char **field, size_t *length)
{
	const char *colon = strchr(*position, ':');

	if (colon == NULL)
		return false;
	*field = *position;
	*length = colon - *position;
	*position = colon + 1;
	return true;
}

static bool
field_is(const char *field, size_t length, const char *value)
{
	return strlen(value) == length && memcmp(field, value, length) == 0;
}

/* ThingName and ThingGroupName have the same form: [a-zA-Z0-9:_-]{1,128} */
static bool
name_is_valid(const char *name)
{
	size_t		length = strspn(name,
								"abcdefghijklmnopqrstuvwxyz"
								"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
								"0123456789:_-");

	return length >= 1 && length <= MAX_NAME_LENGTH && name[length] == '\0';
}

static void
refuse_arn(const char *arn)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("\"%s\" is not the ARN of a thing or a thing group", ij_clip(arn, strlen(arn))),
			 errdetail("Such an ARN is arn:aws:iot:REGION:ACCOUNT:thing/NAME or arn:aws:iot:REGION:ACCOUNT:thinggroup/NAME."),
			 errhint("See iotjobs.describe_thing() and iotjobs.describe_thing_group() for the ARNs of what exists.")));
}
