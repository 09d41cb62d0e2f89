/*-------------------------------------------------------------------------
 *
 * tag.c
 *		TagResource, UntagResource, ListTagsForResource.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "errors.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "json/shape_error.h"
#include "ops/token.h"
#include "ops/ops.h"
#include "store/tag_store.h"

#define MAX_TAGS 50

static void read_resource(const IjRequest *request, IjTagged *tagged);
pg_noreturn static void refuse_kind(const char *arn);
pg_noreturn static void raise_unknown(const IjRequest *request);

/* A key that the resource has already gets the new value. */
Jsonb *
ij_op_tag_resource(const IjRequest *request)
{
	Jsonb	   *added = ij_request_jsonb(request, "tags");
	IjTagged	tagged;
	Jsonb	   *tags;
	int64		key;

	read_resource(request, &tagged);
	if (!ij_tags_merge(&tagged, added, &key, &tags))
		raise_unknown(request);
	if (tags != NULL && JB_ROOT_COUNT(tags) > MAX_TAGS)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_LIMIT_EXCEEDED),
				 errmsg("resource \"%s\" would have %d tags", ij_request_cstring(request, "resourceArn"),
						(int) JB_ROOT_COUNT(tags)),
				 errdetail("A resource has at most %d tags.", MAX_TAGS),
				 errhint("Take tags away with iotjobs.untag_resource() first.")));
	ij_tags_write(tagged.owner, key, tags);
	return ij_json_empty();
}

/* A key that the resource does not have is no error. */
Jsonb *
ij_op_untag_resource(const IjRequest *request)
{
	IjTagged	tagged;
	Jsonb	   *tags;
	int64		key;

	read_resource(request, &tagged);
	if (!ij_tags_without(&tagged, ij_request_array(request, "tagKeys"), &key, &tags))
		raise_unknown(request);
	ij_tags_write(tagged.owner, key, tags);
	return ij_json_empty();
}

/* All of them at once, in the order of their keys: no reply has a nextToken, and none can be given. */
Jsonb *
ij_op_list_tags_for_resource(const IjRequest *request)
{
	IjTagged	tagged;
	Jsonb	   *tags;
	int64		none;
	IjJson	   *json;

	read_resource(request, &tagged);
	(void) ij_token_read(request, 1, &none);
	if (!ij_tags_find(&tagged, &tags))
		raise_unknown(request);

	json = ij_json_begin();
	if (tags != NULL)
		ij_json_jsonb(json, "tags", tags);
	else
	{
		ij_json_begin_array(json, "tags");
		ij_json_end_array(json);
	}
	return ij_json_end(json);
}

static void
read_resource(const IjRequest *request, IjTagged *tagged)
{
	char	   *arn = ij_request_cstring(request, "resourceArn");
	IjIotArn	parts;

	if (!ij_arn_read(arn, &parts))
		refuse_kind(arn);

	tagged->name = cstring_to_text_with_len(parts.id.start, (int) parts.id.length);
	tagged->version = NULL;
	switch (parts.kind)
	{
		case IJ_ARN_JOB:
			tagged->owner = IJ_TAGS_OF_JOB;
			return;
		case IJ_ARN_THING:
			tagged->owner = IJ_TAGS_OF_THING;
			return;
		case IJ_ARN_THING_GROUP:
			tagged->owner = IJ_TAGS_OF_THING_GROUP;
			return;
		case IJ_ARN_THING_TYPE:
			tagged->owner = IJ_TAGS_OF_THING_TYPE;
			return;
		case IJ_ARN_JOB_TEMPLATE:
			if (parts.account.length == 0)
				break;			/* a managed one is nobody's */
			tagged->owner = IJ_TAGS_OF_JOB_TEMPLATE;
			return;
		case IJ_ARN_PACKAGE:
			tagged->owner = IJ_TAGS_OF_PACKAGE;
			return;
		case IJ_ARN_PACKAGE_VERSION:
			tagged->owner = IJ_TAGS_OF_PACKAGE_VERSION;
			tagged->version = cstring_to_text_with_len(parts.version.start, (int) parts.version.length);
			return;
	}
	refuse_kind(arn);
}

static void
refuse_kind(const char *arn)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("\"%s\" is not the ARN of a resource that has tags", ij_clip(arn, strlen(arn))),
			 errdetail("Jobs, job templates, things, thing groups, thing types, packages and their versions have tags; their ARNs are arn:aws:iot:REGION:ACCOUNT:KIND/NAME, where KIND is job, jobtemplate, thing, thinggroup, thingtype or package.")));
}

static void
raise_unknown(const IjRequest *request)
{
	ereport(ERROR,
			(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
			 errmsg("resource \"%s\" does not exist", ij_request_cstring(request, "resourceArn"))));
}
