/*-------------------------------------------------------------------------
 *
 * signing.c
 *		iotjobs.set_signing_credentials(), which is no operation of the API.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "utils/builtins.h"

#include "clock.h"
#include "errors.h"
#include "ops/signing.h"

PG_FUNCTION_INFO_V1(iotjobs_set_signing_credentials);

static void set_credentials(FunctionCallInfo fcinfo);
static char *argument(FunctionCallInfo fcinfo, int i);
static void hide_statement(void *unused);

/*
 * Whatever goes wrong in here, also what the server itself reports: the
 * statement has the secret in it, so it must not come into the log.
 */
Datum
iotjobs_set_signing_credentials(PG_FUNCTION_ARGS)
{
	ErrorContextCallback callback = {.callback = hide_statement, .previous = error_context_stack};

	error_context_stack = &callback;
	set_credentials(fcinfo);
	error_context_stack = callback.previous;
	PG_RETURN_VOID();
}

static void
set_credentials(FunctionCallInfo fcinfo)
{
	char	   *role_arn = argument(fcinfo, 0);
	IjSigningCredential credential = {
		.access_key_id = argument(fcinfo, 1),
		.secret_access_key = argument(fcinfo, 2),
		.session_token = argument(fcinfo, 3),
		.endpoint = argument(fcinfo, 4),
		.region = argument(fcinfo, 5)
	};

	if (role_arn == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("role_arn must be given"),
				 errhint("It is the roleArn that jobs name in presignedUrlConfig.")));
	ij_signing_check(role_arn, &credential);

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (credential.access_key_id == NULL)
		ij_signing_credential_remove(role_arn);
	else
		ij_signing_credential_set(role_arn, &credential, ij_now());
	SPI_finish();
}

static char *
argument(FunctionCallInfo fcinfo, int i)
{
	return PG_ARGISNULL(i) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(i));
}

static void
hide_statement(void *unused)
{
	errhidestmt(true);
}
