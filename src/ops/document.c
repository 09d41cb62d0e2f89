/*-------------------------------------------------------------------------
 *
 * document.c
 *		What becomes of the placeholders of a job document.
 *
 * URLs are signed anew whenever a device asks for the document, and so are
 * good for as long as the job says from then on.  What is signed is a
 * document that was looked at when the job was created: only credentials
 * that have gone or changed since can keep it from being delivered.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

#include "clock.h"
#include "compat.h"
#include "errors.h"
#include "json/attributes.h"
#include "json/document_check.h"
#include "ops/document.h"
#include "ops/document_package.h"
#include "ops/signing.h"
#include "rules/placeholder.h"
#include "rules/shapes.h"

static void check_presigned(const text *document, const IjPlaceholderScan *scan, size_t first,
							const Jsonb *presigned_url_config, const IjJobPackages *packages);
static text *fill(const text *document, const IjPlaceholderScan *scan, const IjJobPackages *packages);
static void refuse_kind(const text *document, const IjPlaceholder *placeholder);
static size_t place(const text *document, const IjPlaceholder *placeholder);
static void check_credential(const IjSigningCredential *credential, const char *job_id);

text *
ij_document_accept(text *document, const Jsonb *presigned_url_config, const IjJobPackages *packages)
{
	const IjPlaceholder *first_signed = NULL;
	bool		is_filled = false;
	IjPlaceholderScan scan;

	ij_document_scan_placeholders(document, &scan);
	for (int i = 0; i < scan.count; i++)
	{
		const IjPlaceholder *placeholder = &scan.found[i];

		refuse_kind(document, placeholder);
		if (ij_placeholder_is_package(placeholder->kind) || placeholder->inner.length > 0)
			is_filled = true;
		if (first_signed == NULL &&
			(ij_placeholder_is_presigned(placeholder->kind) || placeholder->kind == IJ_PLACEHOLDER_PACKAGE_ARTIFACT))
			first_signed = placeholder;
	}
	if (first_signed != NULL)
		check_presigned(document, &scan, place(document, first_signed), presigned_url_config, packages);
	return is_filled ? fill(document, &scan, packages) : document;
}

/* There are URLs to be signed: by whom is known, and that they can be. */
static void
check_presigned(const text *document, const IjPlaceholderScan *scan, size_t first,
				const Jsonb *presigned_url_config, const IjJobPackages *packages)
{
	text	   *role = presigned_url_config != NULL ?
		ij_jsonb_member_text(presigned_url_config, "roleArn") : NULL;
	IjSigningCredential credential;
	char	   *role_arn;

	if (role == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("presignedUrlConfig.roleArn is missing"),
				 errdetail("The document has a URL to be signed at byte %zu.", first),
				 errhint("Name a role whose credentials iotjobs.set_signing_credentials() has set.")));
	role_arn = text_to_cstring(role);
	if (!ij_signing_credential_find(role_arn, &credential))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("role \"%s\" of presignedUrlConfig has no signing credentials", role_arn),
				 errdetail("The document has a URL to be signed at byte %zu.", first),
				 errhint("The owner of the store sets them with iotjobs.set_signing_credentials().")));

	for (int i = 0; i < scan->count; i++)
	{
		IjPlaceholder url = scan->found[i];
		IjS3UrlFault fault;

		if (!ij_placeholder_is_presigned(url.kind))
			continue;
		if (url.inner.length > 0)
			url.argument = ij_document_fill_url(&url, place(document, &url), packages);
		fault = ij_signing_check_url(&credential, &url);
		if (fault != IJ_S3_URL_GOOD)
			ereport(ERROR,
					(errcode(ERRCODE_IJ_INVALID_REQUEST),
					 errmsg("the URL of the placeholder at byte %zu of the document cannot be signed",
							place(document, &url)),
					 errdetail("%s", ij_s3_url_fault_rule(fault))));
	}
}

/*
 * The document with what it says of packages filled in.  The limits of a
 * document hold for the result, too: it is what devices are given.
 */
static text *
fill(const text *document, const IjPlaceholderScan *scan, const IjJobPackages *packages)
{
	const char *copied = VARDATA_ANY(document);
	const char *end = copied + VARSIZE_ANY_EXHDR(document);
	StringInfoData out;
	text	   *filled;

	initStringInfo(&out);
	for (int i = 0; i < scan->count; i++)
	{
		const IjPlaceholder *placeholder = &scan->found[i];

		if (ij_placeholder_is_package(placeholder->kind))
		{
			appendBinaryStringInfo(&out, copied, (int) (placeholder->whole.start - copied));
			ij_document_append_package(&out, placeholder, place(document, placeholder), packages);
		}
		else if (placeholder->inner.length > 0)
		{
			IjTextPart	url = ij_document_fill_url(placeholder, place(document, placeholder), packages);

			appendBinaryStringInfo(&out, copied, (int) (placeholder->argument.start - copied));
			appendBinaryStringInfo(&out, url.start, (int) url.length);
			appendStringInfoChar(&out, '}');
		}
		else
			continue;
		copied = placeholder->whole.start + placeholder->whole.length;
	}
	appendBinaryStringInfo(&out, copied, (int) (end - copied));

	if (out.len > ij_shape_job_document.max_bytes)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("document is too large with its packages filled in"),
				 errdetail("It has %d bytes then and must have at most %lld.",
						   out.len, (long long) ij_shape_job_document.max_bytes)));
	filled = cstring_to_text_with_len(out.data, out.len);
	ij_check_document(filled);
	return filled;
}

/* A placeholder that nothing replaces, and that no device can be given. */
static void
refuse_kind(const text *document, const IjPlaceholder *placeholder)
{
	const char *detail = NULL;
	const char *hint = NULL;

	switch (placeholder->kind)
	{
		case IJ_PLACEHOLDER_DOWNLOAD:
		case IJ_PLACEHOLDER_DOWNLOAD_V2:
		case IJ_PLACEHOLDER_UPLOAD:
		case IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE:
		case IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES:
		case IJ_PLACEHOLDER_PACKAGE_ARTIFACT:
			return;
		case IJ_PLACEHOLDER_CODE_SIGNATURE:
			detail = "There is no code signing here.";
			hint = "Sign the file before and put the signature into the document.";
			break;
		case IJ_PLACEHOLDER_PARAMETER:
			detail = "Only the document of a managed job template has parameters, and their values have none.";
			hint = "Put the value itself into the document.";
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("the placeholder at byte %zu of the document cannot be replaced",
					place(document, placeholder)),
			 errdetail("%s", detail),
			 errhint("%s", hint)));
}

/* Where it begins, from 1. */
static size_t
place(const text *document, const IjPlaceholder *placeholder)
{
	return (size_t) (placeholder->whole.start - VARDATA_ANY(document)) + 1;
}

text *
ij_document_for_device(const IjExecution *execution, const char *job_id, const char *thing_name)
{
	IjSigningCredential credential;
	int			expires;
	text	   *document = ij_signing_document_of_job(execution->job_key, &credential, &expires);
	const char *copied = VARDATA_ANY(document);
	const char *end = copied + VARSIZE_ANY_EXHDR(document);
	IjLocals	locals = {thing_name, job_id, execution->execution_number};
	IjPlaceholderScan scan;
	StringInfoData out;

	ij_placeholder_scan(copied, (size_t) (end - copied), &scan);
	if (scan.count == 0)
		return document;

	check_credential(&credential, job_id);
	initStringInfo(&out);
	for (int i = 0; i < scan.count; i++)
	{
		const IjPlaceholder *placeholder = &scan.found[i];

		if (!ij_placeholder_is_presigned(placeholder->kind))
			continue;
		if (ij_signing_check_url(&credential, placeholder) != IJ_S3_URL_GOOD)
			ereport(ERROR,
					(errcode(ERRCODE_IJ_INTERNAL_FAILURE),
					 errmsg("a URL in the document of job \"%s\" cannot be signed", job_id),
					 errdetail("The endpoint of its role is another one than when the job was created.")));
		appendBinaryStringInfo(&out, copied, (int) (placeholder->whole.start - copied));
		ij_signing_append_url(&out, &credential, placeholder, &locals, ij_now(), expires);
		copied = placeholder->whole.start + placeholder->whole.length;
	}
	appendBinaryStringInfo(&out, copied, (int) (end - copied));
	return cstring_to_text_with_len(out.data, out.len);
}

static void
check_credential(const IjSigningCredential *credential, const char *job_id)
{
	if (credential->access_key_id == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INTERNAL_FAILURE),
				 errmsg("a URL in the document of job \"%s\" cannot be signed", job_id),
				 errdetail("The role that the job names has no signing credentials any more."),
				 errhint("Set them with iotjobs.set_signing_credentials().")));
}
