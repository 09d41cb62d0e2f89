/*-------------------------------------------------------------------------
 *
 * principal.h
 *		What principals mean to other operations.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_PRINCIPAL_H
#define IJ_PRINCIPAL_H

#include "json/request.h"
#include "store/thing_store.h"

/*
 * Raises UnauthorizedException if the role that calls is attached to things
 * and the thingName of the request is none of them; or the role that has the
 * name of the client, if the request is a message.
 */
extern void ij_principal_authorize(const IjRequest *request);

/* Raises InvalidRequestException if a role is attached to the thing. */
extern void ij_principal_check_detached(const IjThing *thing);

#endif							/* IJ_PRINCIPAL_H */
