-- The control plane, software packages: one function for each operation.

CREATE FUNCTION iotjobs.create_package(
	package_name text,
	description text DEFAULT NULL,
	tags jsonb DEFAULT NULL,
	client_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_create_package'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.create_package(text, text, jsonb, text) IS
'CreatePackage: creates a software package. Returns packageName, packageArn and description.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
  description: at most 1024 characters, no control characters.
  tags: {key: value}, 1 to 50. A key has 1 to 128 characters and does not begin with aws:, a value at most 256.
  client_token: 36 to 64 characters; the same request with the same token within a day has no second effect.
Errors: IJ422 a malformed member, or a client_token of another request; IJ40C the name is taken; IJ402 more packages than iotjobs.max_packages.';

CREATE FUNCTION iotjobs.get_package(
	package_name text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_get_package'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.get_package(text) IS
'GetPackage: returns a package with its default version and times.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
Errors: IJ422 a malformed member; IJ404 no such package.';

CREATE FUNCTION iotjobs.update_package(
	package_name text,
	description text DEFAULT NULL,
	default_version_name text DEFAULT NULL,
	unset_default_version boolean DEFAULT NULL,
	client_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_update_package'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.update_package(text, text, text, boolean, text) IS
'UpdatePackage: changes the description of a package or its default version. Returns {}.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
  description: at most 1024 characters, no control characters.
  default_version_name: version that $default stands for; not a draft.
  unset_default_version: true leaves the package without a default; not with default_version_name.
  client_token: 36 to 64 characters; the same request with the same token within a day has no second effect.
Errors: IJ422 a malformed member, a default that is a draft, or a client_token of another request; IJ404 no such package or version.';

CREATE FUNCTION iotjobs.delete_package(
	package_name text,
	client_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_package'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_package(text, text) IS
'DeletePackage: deletes a package that has no versions; one that does not exist is no error. Returns {}.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
  client_token: 36 to 64 characters; the same request with the same token within a day has no second effect.
Errors: IJ422 a malformed member, or the package has versions.';

CREATE FUNCTION iotjobs.list_packages(
	max_results integer DEFAULT NULL,
	next_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_packages'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_packages(integer, text) IS
'ListPackages: returns packages in the order of their creation, a page at a time.
Parameters:
  max_results: at most so many on a page, 1 to 100; without it 100.
  next_token: nextToken of the page before, with the same filters; without it the first page.
Errors: IJ422 a malformed member or nextToken.';

CREATE FUNCTION iotjobs.create_package_version(
	package_name text,
	version_name text,
	description text DEFAULT NULL,
	attributes jsonb DEFAULT NULL,
	artifact jsonb DEFAULT NULL,
	recipe text DEFAULT NULL,
	tags jsonb DEFAULT NULL,
	client_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_create_package_version'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.create_package_version(text, text, text, jsonb, jsonb, text, jsonb, text) IS
'CreatePackageVersion: creates a version of a package, as a DRAFT. Returns its ARN, names, description, attributes and status.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
  version_name (required): name of the version, 1 to 64 characters of [a-zA-Z0-9_.-].
  description: at most 1024 characters, no control characters.
  attributes: {key: value}, together at most 3072 bytes; keys of [a-zA-Z0-9:_-]. They change only while the version is a draft.
  artifact: {"s3Location": {"bucket", "key", "version"}}: where its file lies. It changes only while the version is a draft.
  recipe: at most 3072 characters: the job document of the version; it may change at any time.
  tags: {key: value}, 1 to 50. A key has 1 to 128 characters and does not begin with aws:, a value at most 256.
  client_token: 36 to 64 characters; the same request with the same token within a day has no second effect.
Errors: IJ422 a malformed member, no such package, or a client_token of another request; IJ40C the name is taken; IJ402 more versions than iotjobs.max_package_versions.';

CREATE FUNCTION iotjobs.get_package_version(
	package_name text,
	version_name text)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_get_package_version'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.get_package_version(text, text) IS
'GetPackageVersion: returns a version of a package.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
  version_name (required): name of the version, 1 to 64 characters of [a-zA-Z0-9_.-].
Errors: IJ422 a malformed member; IJ404 no such package or version.';

CREATE FUNCTION iotjobs.update_package_version(
	package_name text,
	version_name text,
	description text DEFAULT NULL,
	attributes jsonb DEFAULT NULL,
	artifact jsonb DEFAULT NULL,
	action text DEFAULT NULL,
	recipe text DEFAULT NULL,
	client_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_update_package_version'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.update_package_version(text, text, text, jsonb, jsonb, text, text, text) IS
'UpdatePackageVersion: changes a version of a package, publishes or deprecates it. Returns {}.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
  version_name (required): name of the version, 1 to 64 characters of [a-zA-Z0-9_.-].
  description: at most 1024 characters, no control characters.
  attributes: {key: value}, together at most 3072 bytes; keys of [a-zA-Z0-9:_-]. They change only while the version is a draft.
  artifact: {"s3Location": {"bucket", "key", "version"}}: where its file lies. It changes only while the version is a draft.
  action: PUBLISH a draft or what is deprecated, or DEPRECATE what is published.
  recipe: at most 3072 characters: the job document of the version; it may change at any time.
  client_token: 36 to 64 characters; the same request with the same token within a day has no second effect.
Errors: IJ422 a malformed member, or a client_token of another request; IJ404 no such package or version; IJ40C attributes or artifact of a version that is no draft, or an action that its status does not allow.';

CREATE FUNCTION iotjobs.delete_package_version(
	package_name text,
	version_name text,
	client_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_delete_package_version'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.delete_package_version(text, text, text) IS
'DeletePackageVersion: deletes a version that is not the default of its package; one that does not exist is no error. Returns {}.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
  version_name (required): name of the version, 1 to 64 characters of [a-zA-Z0-9_.-].
  client_token: 36 to 64 characters; the same request with the same token within a day has no second effect.
Errors: IJ422 a malformed member, or it is the default version.';

CREATE FUNCTION iotjobs.list_package_versions(
	package_name text,
	status text DEFAULT NULL,
	max_results integer DEFAULT NULL,
	next_token text DEFAULT NULL)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'iotjobs_list_package_versions'
LANGUAGE C STABLE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.list_package_versions(text, text, integer, text) IS
'ListPackageVersions: returns the versions of a package in the order of their creation, a page at a time.
Parameters:
  package_name (required): name of the package, 1 to 128 characters of [a-zA-Z0-9_.-].
  status: only versions that are DRAFT, PUBLISHED or DEPRECATED.
  max_results: at most so many on a page, 1 to 100; without it 100.
  next_token: nextToken of the page before, with the same filters; without it the first page.
Errors: IJ422 a malformed member or nextToken, or no such package.';
