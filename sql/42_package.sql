-- Software packages: their versions, what things have of them, and the tokens of calls that may be repeated.

CREATE TABLE iotjobs.package (
	id bigint GENERATED ALWAYS AS IDENTITY,
	name iotjobs.package_name NOT NULL,
	description iotjobs.package_description,
	default_version_id bigint,
	tags iotjobs.tags,
	created_at timestamptz NOT NULL,
	last_modified_at timestamptz NOT NULL,
	CONSTRAINT package_pkey PRIMARY KEY (id),
	CONSTRAINT package_name_key UNIQUE (name)
);

COMMENT ON TABLE iotjobs.package IS 'Software packages';
COMMENT ON SEQUENCE iotjobs.package_id_seq IS 'Keys of iotjobs.package';
COMMENT ON COLUMN iotjobs.package.id IS 'Key; the order of creation, in which lists go';
COMMENT ON COLUMN iotjobs.package.name IS 'packageName, fixed at creation';
COMMENT ON COLUMN iotjobs.package.description IS 'Description of the package';
COMMENT ON COLUMN iotjobs.package.default_version_id IS 'Version that $default stands for; NULL if none is named';
COMMENT ON COLUMN iotjobs.package.tags IS 'Tags, a JSON array of Key and Value; NULL if it has none';
COMMENT ON COLUMN iotjobs.package.created_at IS 'When the package was created';
COMMENT ON COLUMN iotjobs.package.last_modified_at IS 'When the package itself was last changed';

-- No foreign keys: a parallel restore loads tables in any order.
CREATE TABLE iotjobs.package_version (
	id bigint GENERATED ALWAYS AS IDENTITY,
	package_id bigint NOT NULL,
	name iotjobs.package_version_name NOT NULL,
	status iotjobs.package_version_status NOT NULL,
	description iotjobs.package_description,
	attributes iotjobs.package_attributes,
	artifact iotjobs.package_artifact,
	recipe iotjobs.package_recipe,
	tags iotjobs.tags,
	created_at timestamptz NOT NULL,
	last_modified_at timestamptz NOT NULL,
	CONSTRAINT package_version_pkey PRIMARY KEY (id),
	CONSTRAINT package_version_package_id_name_key UNIQUE (package_id, name)
);
CREATE INDEX package_version_package_id_idx ON iotjobs.package_version (package_id, id);

COMMENT ON TABLE iotjobs.package_version IS 'Versions of software packages';
COMMENT ON SEQUENCE iotjobs.package_version_id_seq IS 'Keys of iotjobs.package_version';
COMMENT ON COLUMN iotjobs.package_version.id IS 'Key; the order of creation, in which lists go';
COMMENT ON COLUMN iotjobs.package_version.package_id IS 'Package';
COMMENT ON COLUMN iotjobs.package_version.name IS 'versionName, fixed at creation';
COMMENT ON COLUMN iotjobs.package_version.status IS 'DRAFT, then PUBLISHED or DEPRECATED';
COMMENT ON COLUMN iotjobs.package_version.description IS 'Description of the version';
COMMENT ON COLUMN iotjobs.package_version.attributes IS 'Attributes, a JSON object of strings; fixed once it is published';
COMMENT ON COLUMN iotjobs.package_version.artifact IS 'Where the file of the version lies; fixed once it is published';
COMMENT ON COLUMN iotjobs.package_version.recipe IS 'Inline job document of the version';
COMMENT ON COLUMN iotjobs.package_version.tags IS 'Tags, a JSON array of Key and Value; NULL if it has none';
COMMENT ON COLUMN iotjobs.package_version.created_at IS 'When the version was created';
COMMENT ON COLUMN iotjobs.package_version.last_modified_at IS 'When the version was last changed';

-- By name: what is installed stays installed when the catalog forgets it.
CREATE TABLE iotjobs.thing_package (
	thing_id bigint NOT NULL,
	changed_at timestamptz NOT NULL,
	package_name iotjobs.package_name NOT NULL,
	version_name iotjobs.package_version_name NOT NULL,
	CONSTRAINT thing_package_pkey PRIMARY KEY (thing_id, package_name)
) WITH (fillfactor = 85);

COMMENT ON TABLE iotjobs.thing_package IS
	'Package record of each thing, which AWS IoT keeps in its reserved shadow $package; read it through the view iotjobs.thing_packages';
COMMENT ON COLUMN iotjobs.thing_package.thing_id IS 'Thing; never a deleted one';
COMMENT ON COLUMN iotjobs.thing_package.changed_at IS 'When a job last brought a version';
COMMENT ON COLUMN iotjobs.thing_package.package_name IS 'Package, which the catalog may have no more';
COMMENT ON COLUMN iotjobs.thing_package.version_name IS 'Version that is installed, which the catalog may have no more';

CREATE TABLE iotjobs.client_token (
	operation text NOT NULL,
	token text NOT NULL,
	fingerprint bigint NOT NULL,
	reply jsonb,
	created_at timestamptz NOT NULL,
	CONSTRAINT client_token_pkey PRIMARY KEY (operation, token)
);
CREATE INDEX client_token_created_at_idx ON iotjobs.client_token (created_at);

COMMENT ON TABLE iotjobs.client_token IS 'Calls of the last day that brought a clientToken: repeated, they have no second effect';
COMMENT ON COLUMN iotjobs.client_token.operation IS 'Operation';
COMMENT ON COLUMN iotjobs.client_token.token IS 'clientToken';
COMMENT ON COLUMN iotjobs.client_token.fingerprint IS 'Hash of the whole request: another one cannot use the token';
COMMENT ON COLUMN iotjobs.client_token.reply IS 'What the first call returned';
COMMENT ON COLUMN iotjobs.client_token.created_at IS 'When the call was made';
