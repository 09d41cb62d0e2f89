/*-------------------------------------------------------------------------
 *
 * principal.c
 *		AttachThingPrincipal, DetachThingPrincipal, ListThingPrincipals,
 *		ListPrincipalThings, and what an attached role may do.
 *
 * A principal is a database role, called by its name.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"

#include "errors.h"
#include "json/json_out.h"
#include "json/shape_error.h"
#include "ops/token.h"
#include "ops/ops.h"
#include "ops/principal.h"
#include "store/principal_store.h"

static Oid	get_role(const IjRequest *request);
static Jsonb *reply_with_names(const IjRequest *request, const char *member,
							   const IjAttachment *attachments, int count, int page_size);

/*
 * The functions run as their owner; whose call it is tells the outer user,
 * also after SET ROLE, and below any other function of definer's rights.
 */
void
ij_principal_authorize(const IjRequest *request)
{
	Oid			role = GetOuterUserId();
	text	   *thing_name = ij_request_text(request, "thingName");
	const char *client = request->message != NULL ? request->message->client : NULL;
	bool		may_act;

	/* What is longer than a name is the name of no role. */
	if (client != NULL && strlen(client) < NAMEDATALEN)
		may_act = ij_principal_may_act_with(role, client, thing_name);
	else
		may_act = ij_principal_may_act(role, thing_name);

	if (!may_act)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_UNAUTHORIZED),
				 client == NULL || !ij_principal_may_act(role, thing_name) ?
				 errmsg("role \"%s\" cannot act for thing \"%s\"",
						GetUserNameFromId(role, false), ij_request_cstring(request, "thingName")) :
				 errmsg("client \"%s\" cannot act for thing \"%s\"",
						ij_clip(client, (int) strlen(client)), ij_request_cstring(request, "thingName")),
				 errdetail("A role that is attached to things acts for these only."),
				 errhint("See iotjobs.list_principal_things().")));
}

void
ij_principal_check_detached(const IjThing *thing)
{
	IjAttachment *attachments;

	if (ij_principal_list_roles(thing->id, 0, 1, &attachments) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing \"%s\" has a principal", thing->name),
				 errdetail("A thing that a principal is attached to cannot be deleted, and \"%s\" is attached to this one.",
						   attachments[0].name),
				 errhint("Detach what iotjobs.list_thing_principals('%s') shows first.", thing->name)));
}

/* Again: nothing happens, but that the kind of attachment may be another. */
Jsonb *
ij_op_attach_thing_principal(const IjRequest *request)
{
	Oid			role = get_role(request);
	char	   *type = ij_request_cstring(request, "thingPrincipalType");
	bool		is_exclusive = type != NULL && strcmp(type, "EXCLUSIVE_THING") == 0;
	IjThing		thing;
	char	   *other;

	ij_thing_get_for_change(ij_request_text(request, "thingName"), &thing);
	ij_principal_lock(role);

	other = ij_principal_find_conflict(role, thing.id, is_exclusive);
	if (other != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("principal \"%s\" cannot be attached to thing \"%s\"%s",
						GetUserNameFromId(role, false), thing.name,
						is_exclusive ? " exclusively" : ""),
				 is_exclusive ?
				 errdetail("It is attached to \"%s\", too.", other) :
				 errdetail("It is attached to \"%s\" exclusively.", other),
				 errhint("Detach it from \"%s\" first.", other)));

	ij_principal_attach(role, thing.id, is_exclusive);
	return ij_json_empty();
}

Jsonb *
ij_op_detach_thing_principal(const IjRequest *request)
{
	Oid			role = get_role(request);
	IjThing		thing;

	ij_thing_get_for_change(ij_request_text(request, "thingName"), &thing);
	if (!ij_principal_detach(role, thing.id))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("principal \"%s\" is not attached to thing \"%s\"",
						GetUserNameFromId(role, false), thing.name),
				 errhint("See iotjobs.list_thing_principals('%s').", thing.name)));
	return ij_json_empty();
}

Jsonb *
ij_op_list_thing_principals(const IjRequest *request)
{
	int			page_size = ij_page_size(request);
	int64		after_id = 0;
	int64		thing_id;
	IjAttachment *attachments;
	int			count;

	(void) ij_token_read(request, 1, &after_id);
	thing_id = ij_thing_get_id(ij_request_text(request, "thingName"));
	count = ij_principal_list_roles(thing_id, after_id, page_size + 1, &attachments);
	return reply_with_names(request, "principals", attachments, count, page_size);
}

Jsonb *
ij_op_list_principal_things(const IjRequest *request)
{
	int			page_size = ij_page_size(request);
	int64		after_id = 0;
	IjAttachment *attachments;
	int			count;

	(void) ij_token_read(request, 1, &after_id);
	count = ij_principal_list_things(get_role(request), after_id, page_size + 1, &attachments);
	return reply_with_names(request, "things", attachments, count, page_size);
}

static Oid
get_role(const IjRequest *request)
{
	char	   *name = ij_request_cstring(request, "principal");
	Oid			role = strlen(name) < NAMEDATALEN ? get_role_oid(name, true) : InvalidOid;

	if (!OidIsValid(role))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("principal \"%s\" does not exist", ij_clip(name, (int) strlen(name))),
				 errdetail("A principal is the name of a database role, in its own case and without quotes."),
				 errhint("Make the role with CREATE ROLE, or look it up in pg_roles.")));
	return role;
}

static Jsonb *
reply_with_names(const IjRequest *request, const char *member,
				 const IjAttachment *attachments, int count, int page_size)
{
	IjJson	   *json = ij_json_begin();

	ij_json_begin_array(json, member);
	for (int i = 0; i < Min(count, page_size); i++)
		ij_json_string(json, NULL, attachments[i].name);
	ij_json_end_array(json);
	if (count > page_size)
		ij_json_string(json, "nextToken",
					   ij_token_write(request, 1, &attachments[page_size - 1].id));
	return ij_json_end(json);
}
