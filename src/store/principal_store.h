/*-------------------------------------------------------------------------
 *
 * principal_store.h
 *		Statements on iotjobs.thing_principal.
 *
 * Callers hold an open SPI connection.  Results are palloc'd in the caller's
 * context.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_PRINCIPAL_STORE_H
#define IJ_PRINCIPAL_STORE_H

#include "postgres.h"

/* One end of an attachment: the name of the role, or of the thing. */
typedef struct IjAttachment
{
	int64		id;
	char	   *name;
} IjAttachment;

/*
 * Until the end of the transaction nobody else attaches the role; asked for
 * after the lock on the thing.
 */
extern void ij_principal_lock(Oid role);

/* The name of a thing that forbids to attach the role to this one, or NULL. */
extern char *ij_principal_find_conflict(Oid role, int64 thing_id, bool is_exclusive);
extern void ij_principal_attach(Oid role, int64 thing_id, bool is_exclusive);
extern bool ij_principal_detach(Oid role, int64 thing_id);

/* At most limit roles of a thing, or things of a role, after an id. */
extern int	ij_principal_list_roles(int64 thing_id, int64 after_id, int limit,
									IjAttachment **attachments);
extern int	ij_principal_list_things(Oid role, int64 after_id, int limit,
									 IjAttachment **attachments);

/* False if the role is attached to things, and not to that of this name. */
extern bool ij_principal_may_act(Oid role, const text *thing_name);

/* The same for the role and for that of this name, if there is one. */
extern bool ij_principal_may_act_with(Oid role, const char *name, const text *thing_name);

#endif							/* IJ_PRINCIPAL_STORE_H */
