-- The control plane, tags: one function for each operation.

CREATE FUNCTION iotjobs.tag_resource(
	resource_arn text,
	tags jsonb)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_tag_resource'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.tag_resource(text, jsonb) IS
'TagResource: gives a resource tags; a key that it has already gets the new value. Returns {}.
Parameters:
  resource_arn (required): ARN of a job, job template, thing, thing group, thing type, package or package version.
  tags (required): [{"Key", "Value"}], at most 50. A key has 1 to 128 characters and does not begin with aws:, a value at most 256.
Errors: IJ400 a malformed member, a key twice, or an ARN of something else or of another account; IJ404 no such resource; IJ410 more than 50 tags.';

CREATE FUNCTION iotjobs.untag_resource(
	resource_arn text,
	tag_keys text[])
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_untag_resource'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.untag_resource(text, text[]) IS
'UntagResource: takes tags from a resource; a key that it does not have is no error. Returns {}.
Parameters:
  resource_arn (required): ARN of a job, job template, thing, thing group, thing type, package or package version.
  tag_keys (required): keys of 1 to 128 characters.
Errors: IJ400 a malformed member, or an ARN of something else or of another account; IJ404 no such resource.';

CREATE FUNCTION iotjobs.list_tags_for_resource(
	resource_arn text,
	next_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_tags_for_resource'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_tags_for_resource(text, text) IS
'ListTagsForResource: returns the tags of a resource in the order of their keys, all on one page.
Parameters:
  resource_arn (required): ARN of a job, job template, thing, thing group, thing type, package or package version.
  next_token: no reply has one, so that none can be given.
Errors: IJ400 a malformed member, or an ARN of something else or of another account; IJ404 no such resource.';
