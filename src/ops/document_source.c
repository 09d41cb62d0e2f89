/*-------------------------------------------------------------------------
 *
 * document_source.c
 *		Reads a job document from where documentSource says.
 *
 * This happens once, when the job is created: the object may change or go
 * afterwards.  Messages name the host, never the URL that was asked for: it
 * may be a signed one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "clock.h"
#include "compat.h"
#include "errors.h"
#include "fetch.h"
#include "guc.h"
#include "json/attributes.h"
#include "json/document_check.h"
#include "ops/document_source.h"
#include "ops/signing.h"
#include "rules/shapes.h"

/* A signed link is followed at once. */
#define SIGNED_SECONDS 60

static void check_possible(void);
static const char *url_to_ask(const text *source, const Jsonb *presigned_url_config);
static void report(const IjFetch *fetch);
static text *in_server_encoding(char *body, size_t length);

text *
ij_document_source_read(const text *source, const Jsonb *presigned_url_config)
{
	IjFetch		fetch = {
		.hosts = ij_guc_document_source_hosts,
		.ca_file = ij_guc_document_source_ca_file,
		.max_bytes = ij_shape_job_document.max_bytes,
		.timeout_ms = ij_guc_document_source_timeout_ms
	};

	check_possible();
	fetch.url = url_to_ask(source, presigned_url_config);
	ij_fetch(&fetch);
	if (fetch.fault != IJ_FETCH_GOOD)
		report(&fetch);
	return in_server_encoding(fetch.body, fetch.length);
}

static void
check_possible(void)
{
	if (strspn(ij_guc_document_source_hosts, " ") == strlen(ij_guc_document_source_hosts))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("documentSource cannot be read"),
				 errdetail("No host is listed in iotjobs.document_source_hosts."),
				 errhint("Have a superuser list the host, or give the text of the document in the member document.")));
	if (!ij_fetch_is_possible())
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("documentSource cannot be read"),
				 errdetail("The extension was built without libcurl."),
				 errhint("Give the text of the document in the member document.")));
}

/* The link itself, or signed if it leads to an object in S3 and there is a role to sign for. */
static const char *
url_to_ask(const text *source, const Jsonb *presigned_url_config)
{
	char	   *url = text_to_cstring(source);
	text	   *role = presigned_url_config != NULL ?
		ij_jsonb_member_text(presigned_url_config, "roleArn") : NULL;
	IjPlaceholder placeholder = {.kind = IJ_PLACEHOLDER_DOWNLOAD_V2, .argument = ij_text_part(url)};
	IjLocals	locals = {"", "", 0};
	IjSigningCredential credential;
	StringInfoData signed_url;

	if (role == NULL || !ij_signing_credential_find(text_to_cstring(role), &credential) ||
		ij_signing_check_url(&credential, &placeholder) != IJ_S3_URL_GOOD)
		return url;

	initStringInfo(&signed_url);
	ij_signing_append_url(&signed_url, &credential, &placeholder, &locals, ij_now(), SIGNED_SECONDS);
	return signed_url.data;
}

static void
report(const IjFetch *fetch)
{
	const char *rule = NULL;
	const char *hint = "Give the text of the document in the member document, or another link.";

	switch (fetch->fault)
	{
		case IJ_FETCH_GOOD:
			return;
		case IJ_FETCH_BAD_URL:
			rule = "It must be a link https://HOST/..., encoded: printable ASCII without blanks, user or fragment.";
			break;
		case IJ_FETCH_NOT_LISTED:
			rule = psprintf("The host \"%s\" with its port is not listed in iotjobs.document_source_hosts.", fetch->host);
			hint = "Have a superuser list the host, or give the text of the document in the member document.";
			break;
		case IJ_FETCH_PRIVATE:
			rule = "The host has a private address, which is not listed itself in iotjobs.document_source_hosts.";
			hint = "Have a superuser list the address, or give the text of the document in the member document.";
			break;
		case IJ_FETCH_NOT_PRIVATE:
			rule = "http:// is for private addresses alone.";
			hint = "Use https://.";
			break;
		case IJ_FETCH_TOO_LARGE:
			rule = psprintf("A document may have %zu bytes.", fetch->max_bytes);
			break;
		case IJ_FETCH_TOO_SLOW:
			rule = psprintf("It took longer than %d ms, which iotjobs.document_source_timeout allows.", fetch->timeout_ms);
			break;
		case IJ_FETCH_TOO_MANY_REDIRECTS:
			rule = "The server redirects too often.";
			break;
		case IJ_FETCH_STATUS:
			rule = psprintf("The server answered with status %ld.", fetch->status);
			break;
		case IJ_FETCH_CERTIFICATE:
			rule = psprintf("The certificate of the host does not verify: %s.", fetch->reason);
			hint = "A superuser names a file of certificates to trust in iotjobs.document_source_ca_file.";
			break;
		case IJ_FETCH_FAILED:
			rule = psprintf("The server gave no answer: %s.", fetch->reason);
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("documentSource cannot be read"),
			 errdetail("%s", rule),
			 errhint("%s", hint)));
}

/* A document is UTF-8, whatever the server says, and whatever the database stores. */
static text *
in_server_encoding(char *body, size_t length)
{
	char	   *converted;

	if (!pg_verify_mbstr(PG_UTF8, body, (int) length, true))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("documentSource is no text"),
				 errdetail("A document is JSON in UTF-8.")));
	if (length == 0)
		return cstring_to_text("");
	converted = pg_any_to_server(body, (int) length, PG_UTF8);
	return converted == body ? cstring_to_text_with_len(body, (int) length) : cstring_to_text(converted);
}
