/*-------------------------------------------------------------------------
 *
 * token.h
 *		nextToken: where a listing goes on.
 *
 * A token is opaque to the client.  It carries the keyset position and a
 * fingerprint of the request that it belongs to, sealed with a secret of the
 * database; read with another request, or not made here, it is an
 * InvalidRequestException.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TOKEN_H
#define IJ_TOKEN_H

#include "json/request.h"

#define IJ_TOKEN_MAX_KEYS 4
#define IJ_DEFAULT_MAX_RESULTS 250

/* How many rows a page of this request has at most. */
extern int	ij_page_size(const IjRequest *request);

/* False without a nextToken: the listing starts; then keys is untouched. */
extern bool ij_token_read(const IjRequest *request, int nkeys, int64 *keys);
extern char *ij_token_write(const IjRequest *request, int nkeys, const int64 *keys);

/* A hash of the operation and of every member but nextToken and maxResults. */
extern uint64 ij_request_fingerprint(const IjRequest *request);

#endif							/* IJ_TOKEN_H */
