/*-------------------------------------------------------------------------
 *
 * token_store.h
 *		Statements on iotjobs.client_token.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TOKEN_STORE_H
#define IJ_TOKEN_STORE_H

#include "postgres.h"

#include "utils/jsonb.h"
#include "utils/timestamp.h"

/*
 * Takes a token, after another call that holds it has ended; forgets old
 * ones.  False if it was taken within the last day: then *fingerprint and
 * *reply are those of that call.
 */
extern bool ij_client_token_take(const char *operation, text *token,
								 int64 *fingerprint, Jsonb **reply);

extern void ij_client_token_set_reply(const char *operation, text *token, Jsonb *reply);

/* Forgets at most limit tokens that are no longer remembered. */
extern void ij_client_tokens_forget(TimestampTz at, int64 limit);

#endif							/* IJ_TOKEN_STORE_H */
