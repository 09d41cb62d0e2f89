/*-------------------------------------------------------------------------
 *
 * json_request.h
 *		Members of a request that come as JSON.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JSON_REQUEST_H
#define IJ_JSON_REQUEST_H

#include "postgres.h"

#include "utils/jsonb.h"

#include "json/request.h"

/*
 * Takes the members of an object into the request, checked.  One that is
 * null is absent, as in the API's own clients.  A member called aside, which
 * may be NULL, is somebody else's.
 */
extern void ij_json_request_members(IjRequest *request, Jsonb *object, const char *aside);

/* Takes one member that is a string. */
extern void ij_json_request_string(IjRequest *request, const char *name,
								   const char *string, int length);

#endif							/* IJ_JSON_REQUEST_H */
