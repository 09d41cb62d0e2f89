-- Control plane: principals, which are database roles attached to things.

CREATE FUNCTION iotjobs.attach_thing_principal(
	thing_name text,
	principal text,
	thing_principal_type text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_attach_thing_principal'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.attach_thing_principal(text, text, text) IS
'AttachThingPrincipal: attaches a database role to a thing. From then on the role acts on the device data plane for the things it is attached to and for no other; it still needs EXECUTE on the functions.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  principal (required): name of a database role.
  thing_principal_type: EXCLUSIVE_THING attaches the role to this thing and no other; default NON_EXCLUSIVE_THING. Attaching again changes it.
Errors: IJ400 a malformed member, or the role is attached to another thing and one of the two exclusively; IJ404 no such thing or role.';

CREATE FUNCTION iotjobs.detach_thing_principal(
	thing_name text,
	principal text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_detach_thing_principal'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.detach_thing_principal(text, text) IS
'DetachThingPrincipal: detaches a database role from a thing. A role that is attached to no thing any more counts as a gateway, which acts for all: revoke its EXECUTE first, or drop it.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  principal (required): name of a database role.
Errors: IJ400 a malformed member; IJ404 no such thing or role, or they are not attached.';

CREATE FUNCTION iotjobs.list_thing_principals(
	thing_name text,
	next_token text DEFAULT NULL,
	max_results integer DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_thing_principals'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_thing_principals(text, text, integer) IS
'ListThingPrincipals: returns the roles attached to a thing in the order of their attachment, a page at a time.
Parameters:
  thing_name (required): name of the thing, 1 to 128 characters of [a-zA-Z0-9:_-].
  next_token: nextToken of the page before, with the same filters; without it the first page.
  max_results: at most so many on a page, 1 to 250; without it 250.
Errors: IJ400 a malformed member or nextToken; IJ404 no such thing.';

CREATE FUNCTION iotjobs.list_principal_things(
	principal text,
	next_token text DEFAULT NULL,
	max_results integer DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_principal_things'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_principal_things(text, text, integer) IS
'ListPrincipalThings: returns names of the things that a role is attached to in the order of their attachment, a page at a time.
Parameters:
  principal (required): name of a database role.
  next_token: nextToken of the page before, with the same filters; without it the first page.
  max_results: at most so many on a page, 1 to 250; without it 250.
Errors: IJ400 a malformed member or nextToken; IJ404 no such role.';
