/*-------------------------------------------------------------------------
 *
 * token_store.c
 *		Statements on iotjobs.client_token.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "clock.h"
#include "compat.h"
#include "store/spi.h"
#include "store/token_store.h"

/* How long a token is remembered. */
#define KEPT_HOURS 24

static IjStatement forget = {
	.sql = "DELETE FROM iotjobs.client_token AS c USING (SELECT o.operation, o.token FROM iotjobs.client_token AS o"
	" WHERE o.created_at" IJ_LE "$1 ORDER BY o.created_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS old"
	" WHERE c.operation" IJ_EQ "old.operation AND c.token" IJ_EQ "old.token",
	.expect = SPI_OK_DELETE,
	.nargs = 2,
	.argtypes = {TIMESTAMPTZOID, INT8OID},
};

/* One that is due but not forgotten yet is as good as new. */
static IjStatement take = {
	.sql = "INSERT INTO iotjobs.client_token AS c (operation, token, fingerprint, created_at)"
	" VALUES ($1, $2, $3, $4) ON CONFLICT (operation, token) DO UPDATE"
	" SET fingerprint = $3, created_at = $4, reply = NULL WHERE c.created_at" IJ_LE "$5",
	.expect = SPI_OK_INSERT,
	.nargs = 5,
	.argtypes = {TEXTOID, TEXTOID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID},
};

static IjStatement find = {
	.sql = "SELECT c.fingerprint, c.reply FROM iotjobs.client_token AS c"
	" WHERE c.operation" IJ_EQ "$1 AND c.token" IJ_EQ "$2",
	.expect = SPI_OK_SELECT,
	.nargs = 2,
	.argtypes = {TEXTOID, TEXTOID},
};

static IjStatement set_reply = {
	.sql = "UPDATE iotjobs.client_token SET reply = $3 WHERE operation" IJ_EQ "$1 AND token" IJ_EQ "$2",
	.expect = SPI_OK_UPDATE,
	.nargs = 3,
	.argtypes = {TEXTOID, TEXTOID, JSONBOID},
};

bool
ij_client_token_take(const char *operation, text *token, int64 *fingerprint, Jsonb **reply)
{
	TimestampTz now = ij_now();
	Datum		values[] = {
		CStringGetTextDatum(operation),
		PointerGetDatum(token),
		Int64GetDatum(*fingerprint),
		TimestampTzGetDatum(now),
		TimestampTzGetDatum(now - KEPT_HOURS * USECS_PER_HOUR)
	};

	/* A few each time, whoever they belong to, so that the table stays small also without a worker. */
	ij_client_tokens_forget(now, 10);
	for (;;)
	{
		if (ij_run(&take, values, NULL) > 0)
			return true;
		if (ij_run(&find, values, NULL) > 0)
			break;
		/* Forgotten in between: it is free again. */
		CHECK_FOR_INTERRUPTS();
	}
	*fingerprint = ij_row_int64(0, 1);
	*reply = ij_row_jsonb(0, 2);
	return false;
}

void
ij_client_tokens_forget(TimestampTz at, int64 limit)
{
	Datum		values[] = {TimestampTzGetDatum(at - KEPT_HOURS * USECS_PER_HOUR), Int64GetDatum(limit)};

	ij_run(&forget, values, NULL);
}

void
ij_client_token_set_reply(const char *operation, text *token, Jsonb *reply)
{
	Datum		values[] = {
		CStringGetTextDatum(operation),
		PointerGetDatum(token),
		JsonbPGetDatum(reply)
	};

	ij_run(&set_reply, values, NULL);
}
