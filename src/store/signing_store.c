/*-------------------------------------------------------------------------
 *
 * signing_store.c
 *		Statements on the credentials that URLs are signed with.
 *
 * Callers hold an open SPI connection.  Rows come back in the caller's
 * memory context.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "store/signing_store.h"
#include "store/spi.h"

#define DEFAULT_EXPIRES "3600"

/* Columns for read_row(). */
#define CREDENTIAL_COLUMNS \
	"c.access_key_id, c.secret_access_key, c.session_token, c.endpoint, c.region"

static IjStatement find_credential = {
	.sql = "SELECT " CREDENTIAL_COLUMNS " FROM iotjobs.signing_credential AS c WHERE c.role_arn" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

/* One statement for both: a device that asks for a document waits for it. */
static IjStatement find_document = {
	.sql = "SELECT " CREDENTIAL_COLUMNS ", j.document::pg_catalog.text, COALESCE((j.presigned_url_config::pg_catalog.jsonb"
	" OPERATOR(pg_catalog.->>) 'expiresInSec')::pg_catalog.int4, " DEFAULT_EXPIRES ")"
	" FROM iotjobs.job AS j LEFT JOIN iotjobs.signing_credential AS c"
	" ON c.role_arn" IJ_EQ "(j.presigned_url_config::pg_catalog.jsonb OPERATOR(pg_catalog.->>) 'roleArn')"
	" WHERE j.id" IJ_EQ "$1",
	.expect = SPI_OK_SELECT,
	.nargs = 1,
	.argtypes = {INT8OID},
};

static IjStatement set_credential = {
	.sql = "INSERT INTO iotjobs.signing_credential"
	" (role_arn, access_key_id, secret_access_key, session_token, endpoint, region, updated_at)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7)"
	" ON CONFLICT (role_arn) DO UPDATE SET access_key_id = $2, secret_access_key = $3,"
	" session_token = $4, endpoint = $5, region = $6, updated_at = $7",
	.expect = SPI_OK_INSERT,
	.nargs = 7,
	.argtypes = {TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, TIMESTAMPTZOID},
};

static IjStatement remove_credential = {
	.sql = "DELETE FROM iotjobs.signing_credential WHERE role_arn" IJ_EQ "$1",
	.expect = SPI_OK_DELETE,
	.nargs = 1,
	.argtypes = {TEXTOID},
};

static void read_row(IjSigningCredential *credential);
static void set_string(Datum *value, bool *is_null, const char *string);

bool
ij_signing_credential_find(const char *role_arn, IjSigningCredential *credential)
{
	Datum		values[] = {CStringGetTextDatum(role_arn)};

	if (ij_run(&find_credential, values, NULL) == 0)
		return false;
	read_row(credential);
	return true;
}

text *
ij_signing_document_of_job(int64 job_key, IjSigningCredential *credential, int *expires)
{
	Datum		values[] = {Int64GetDatum(job_key)};

	if (ij_run(&find_document, values, NULL) == 0)
		elog(ERROR, "job with key %lld is gone", (long long) job_key);
	read_row(credential);
	*expires = ij_row_int32(0, 7);
	return ij_row_text(0, 6);
}

void
ij_signing_credential_set(const char *role_arn, const IjSigningCredential *credential, TimestampTz at)
{
	Datum		values[7];
	bool		nulls[7] = {false};

	set_string(&values[0], &nulls[0], role_arn);
	set_string(&values[1], &nulls[1], credential->access_key_id);
	set_string(&values[2], &nulls[2], credential->secret_access_key);
	set_string(&values[3], &nulls[3], credential->session_token);
	set_string(&values[4], &nulls[4], credential->endpoint);
	set_string(&values[5], &nulls[5], credential->region);
	values[6] = TimestampTzGetDatum(at);
	ij_run(&set_credential, values, nulls);
}

void
ij_signing_credential_remove(const char *role_arn)
{
	Datum		values[] = {CStringGetTextDatum(role_arn)};

	ij_run(&remove_credential, values, NULL);
}

static void
read_row(IjSigningCredential *credential)
{
	credential->access_key_id = ij_row_cstring(0, 1);
	credential->secret_access_key = ij_row_cstring(0, 2);
	credential->session_token = ij_row_cstring(0, 3);
	credential->endpoint = ij_row_cstring(0, 4);
	credential->region = ij_row_cstring(0, 5);
}

static void
set_string(Datum *value, bool *is_null, const char *string)
{
	*is_null = string == NULL;
	*value = string == NULL ? (Datum) 0 : CStringGetTextDatum(string);
}
