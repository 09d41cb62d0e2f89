/*-------------------------------------------------------------------------
 *
 * client_token.h
 *		Operations that a client may repeat without a second effect.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_CLIENT_TOKEN_H
#define IJ_CLIENT_TOKEN_H

#include "json/request.h"

/*
 * Runs an operation, unless the same request with the same clientToken has
 * run within a day: then returns what that returned.  Another request with
 * its token raises ValidationException.
 */
extern Jsonb *ij_run_once(const IjRequest *request, Jsonb *(*run) (const IjRequest *request));

#endif							/* IJ_CLIENT_TOKEN_H */
