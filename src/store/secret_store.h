/*-------------------------------------------------------------------------
 *
 * secret_store.h
 *		The secrets that page tokens are sealed with.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SECRET_STORE_H
#define IJ_SECRET_STORE_H

#include "postgres.h"

#define IJ_TOKEN_SECRET_SIZE 32
#define IJ_MAX_TOKEN_SECRETS 4

typedef uint8 IjTokenSecret[IJ_TOKEN_SECRET_SIZE];

/* The newest first; there is at least one.  Callers hold an open SPI connection. */
extern int	ij_token_secrets_read(IjTokenSecret *secrets);

#endif							/* IJ_SECRET_STORE_H */
