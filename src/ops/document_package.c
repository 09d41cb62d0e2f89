/*-------------------------------------------------------------------------
 *
 * document_package.c
 *		What the placeholders for software packages become.
 *
 * Developer guide, "Preparing AWS IoT Jobs" and "Software Package Catalog
 * Troubleshooting".  Attributes are filled in when the job is created; they
 * cannot change any more then.  An artifact becomes the placeholder of a URL
 * to be signed whenever a device asks, like any other: so it costs a device
 * no look into the catalog, and outlives the deletion of its version.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/json.h"

#include "compat.h"
#include "errors.h"
#include "guc.h"
#include "json/attributes.h"
#include "ops/document_package.h"
#include "rules/s3_url.h"

static const IjPackageVersion *find_version(const IjPlaceholder *placeholder, size_t place,
											const IjJobPackages *packages);
static const IjNamedPackage *find_only(size_t place, const IjJobPackages *packages);
static const IjNamedPackage *find_named(const IjPlaceholder *placeholder, size_t place,
										const IjJobPackages *packages);
static text *get_attribute(const IjPackageVersion *version, IjTextPart key, size_t place);
static void append_attributes(StringInfo out, const Jsonb *attributes);
static void append_artifact(StringInfo out, const IjPackageVersion *version, size_t place);
static void append_escaped(StringInfo out, const char *string, int length);

void
ij_document_append_package(StringInfo out, const IjPlaceholder *placeholder, size_t place,
						   const IjJobPackages *packages)
{
	const IjPackageVersion *version = find_version(placeholder, place, packages);
	text	   *value;

	switch (placeholder->kind)
	{
		case IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE:
			value = get_attribute(version, placeholder->argument, place);
			append_escaped(out, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
			return;
		case IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES:
			append_attributes(out, version->attributes);
			return;
		case IJ_PLACEHOLDER_PACKAGE_ARTIFACT:
			append_artifact(out, version, place);
			return;
		case IJ_PLACEHOLDER_DOWNLOAD:
		case IJ_PLACEHOLDER_DOWNLOAD_V2:
		case IJ_PLACEHOLDER_UPLOAD:
		case IJ_PLACEHOLDER_CODE_SIGNATURE:
		case IJ_PLACEHOLDER_PARAMETER:
			break;
	}
	elog(ERROR, "placeholder names no package");
}

/*
 * It is looked for again whenever a device asks, so the value must not end
 * the placeholder or begin another.
 */
IjTextPart
ij_document_fill_url(const IjPlaceholder *placeholder, size_t place, const IjJobPackages *packages)
{
	const IjPackageVersion *version = find_version(placeholder, place, packages);
	const char *end = placeholder->argument.start + placeholder->argument.length;
	const char *behind = placeholder->inner.start + placeholder->inner.length;
	char	   *value = text_to_cstring(get_attribute(version, placeholder->inner_key, place));
	StringInfoData url;

	if (value[strcspn(value, "\"\\${}")] != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("attribute \"%.*s\" of version \"%s\" of package \"%s\" cannot stand in a URL",
						(int) placeholder->inner_key.length, placeholder->inner_key.start,
						version->name, version->package_name),
				 errdetail("The URL of the placeholder at byte %zu of the document must have no quotation mark, backslash, dollar sign or brace.",
						   place)));

	initStringInfo(&url);
	appendBinaryStringInfo(&url, placeholder->argument.start, (int) (placeholder->inner.start - placeholder->argument.start));
	appendStringInfoString(&url, value);
	appendBinaryStringInfo(&url, behind, (int) (end - behind));
	return (IjTextPart) {url.data, (size_t) url.len};
}

/* Document and destinationPackageVersions name the same, also where it is $default. */
static const IjPackageVersion *
find_version(const IjPlaceholder *placeholder, size_t place, const IjJobPackages *packages)
{
	const IjNamedPackage *package = placeholder->package.length == 0 ?
		find_only(place, packages) : find_named(placeholder, place, packages);

	if (package->is_dropped)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("the placeholder at byte %zu of the document has no package version", place),
				 errdetail("The job takes package \"%s\" off: destinationPackageVersions names it with $null.",
						   package->name)));
	return &package->version;
}

static const IjNamedPackage *
find_only(size_t place, const IjJobPackages *packages)
{
	if (packages->count != 1)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("the placeholder at byte %zu of the document does not say which package it means", place),
				 errdetail("Name and version may be left empty if destinationPackageVersions has one element; it has %d.",
						   packages->count)));
	return &packages->named[0];
}

static const IjNamedPackage *
find_named(const IjPlaceholder *placeholder, size_t place, const IjJobPackages *packages)
{
	const IjNamedPackage *package = NULL;

	for (int i = 0; i < packages->count; i++)
	{
		if (ij_text_part_is(placeholder->package, packages->named[i].name))
			package = &packages->named[i];
	}
	if (package == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("package \"%.*s\" of the document is not in destinationPackageVersions",
						(int) placeholder->package.length, placeholder->package.start),
				 errdetail("The placeholder at byte %zu of the document names it.", place),
				 errhint("Name there what the job brings.")));
	if (!ij_text_part_is(placeholder->version, package->version_name))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("version \"%.*s\" of package \"%s\" of the document is not in destinationPackageVersions",
						(int) placeholder->version.length, placeholder->version.start, package->name),
				 errdetail("The placeholder at byte %zu of the document names it; destinationPackageVersions says \"%s\".",
						   place, package->version_name),
				 errhint("Both must be the same, also where it is $default.")));
	return package;
}

static text *
get_attribute(const IjPackageVersion *version, IjTextPart key, size_t place)
{
	char	   *name = pnstrdup(key.start, key.length);
	text	   *value = version->attributes == NULL ? NULL : ij_jsonb_member_text(version->attributes, name);

	if (value == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("version \"%s\" of package \"%s\" has no attribute \"%s\"",
						version->name, version->package_name, name),
				 errdetail("The placeholder at byte %zu of the document names it.", place),
				 errhint("See iotjobs.get_package_version().")));
	return value;
}

/* A version without attributes has an empty object of them. */
static void
append_attributes(StringInfo out, const Jsonb *attributes)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	item;
	const char *separator = "";

	appendStringInfoChar(out, '{');
	if (attributes != NULL)
	{
		iterator = JsonbIteratorInit((JsonbContainer *) &attributes->root);
		while ((token = JsonbIteratorNext(&iterator, &item, true)) != WJB_DONE)
		{
			if (token != WJB_KEY && token != WJB_VALUE)
				continue;
			appendStringInfoString(out, token == WJB_KEY ? separator : ": ");
			appendStringInfoChar(out, '"');
			append_escaped(out, item.val.string.val, item.val.string.len);
			appendStringInfoChar(out, '"');
			separator = ", ";
		}
	}
	appendStringInfoChar(out, '}');
}

/* The bucket is in the region of the catalog, as the guide demands. */
static void
append_artifact(StringInfo out, const IjPackageVersion *version, size_t place)
{
	Jsonb	   *location = version->artifact == NULL ? NULL : ij_jsonb_member(version->artifact, "s3Location");
	text	   *bucket = location == NULL ? NULL : ij_jsonb_member_text(location, "bucket");
	text	   *key = location == NULL ? NULL : ij_jsonb_member_text(location, "key");
	text	   *version_id = location == NULL ? NULL : ij_jsonb_member_text(location, "version");
	char		buffer[8192];
	IjTextWriter writer = {buffer, sizeof(buffer), 0};

	if (bucket == NULL || key == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("version \"%s\" of package \"%s\" has no artifact", version->name, version->package_name),
				 errdetail("The placeholder at byte %zu of the document is for its URL.", place),
				 errhint("An artifact is bucket and key of an object: see iotjobs.get_package_version().")));

	if (!ij_s3_url_write(&writer, ij_text_part(ij_guc_region),
						 (IjTextPart) {VARDATA_ANY(bucket), VARSIZE_ANY_EXHDR(bucket)},
						 (IjTextPart) {VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key)},
						 version_id == NULL ? (IjTextPart) {NULL, 0} :
						 (IjTextPart) {VARDATA_ANY(version_id), VARSIZE_ANY_EXHDR(version_id)}) ||
		writer.used > writer.size)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("no URL can be signed for the artifact of version \"%s\" of package \"%s\"",
						version->name, version->package_name),
				 errdetail("A bucket has 3 to 63 letters, digits, hyphens, dots and underscores, a key at most %d bytes and no \"?versionId=\".",
						   IJ_S3_MAX_KEY)));

	appendStringInfoString(out, "${aws:iot:s3-presigned-url-v2:");
	appendBinaryStringInfo(out, buffer, (int) writer.used);
	appendStringInfoChar(out, '}');
}

/*
 * As it is written within a JSON string.  What an attribute says is no
 * placeholder: a ${ is written so that only the device's parser sees it.
 */
static void
append_escaped(StringInfo out, const char *string, int length)
{
	StringInfoData quoted;

	initStringInfo(&quoted);
	escape_json(&quoted, pnstrdup(string, length));
	for (int i = 1; i < quoted.len - 1; i++)
	{
		if (quoted.data[i] == '$' && quoted.data[i + 1] == '{')
			appendStringInfoString(out, "\\u0024");
		else
			appendStringInfoChar(out, quoted.data[i]);
	}
}
