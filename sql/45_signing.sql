-- Credentials that URLs are signed with, one set for each role that jobs name.

CREATE TABLE iotjobs.signing_credential (
	role_arn text COLLATE "C" NOT NULL,
	access_key_id text NOT NULL,
	secret_access_key text NOT NULL,
	session_token text,
	endpoint text,
	region text,
	updated_at timestamptz NOT NULL,
	CONSTRAINT signing_credential_pkey PRIMARY KEY (role_arn)
);
COMMENT ON TABLE iotjobs.signing_credential IS
	'Credentials of the roles that presigned URLs are signed for, set with iotjobs.set_signing_credentials(); readable by superusers alone. They are left out of dumps: after a restore set them again. Base backups and standbys have them';
COMMENT ON COLUMN iotjobs.signing_credential.role_arn IS 'roleArn as presignedUrlConfig names it';
COMMENT ON COLUMN iotjobs.signing_credential.access_key_id IS 'Access key id';
COMMENT ON COLUMN iotjobs.signing_credential.secret_access_key IS 'Secret access key, as it is: it signs, so it cannot be a digest';
COMMENT ON COLUMN iotjobs.signing_credential.session_token IS 'Session token of temporary credentials';
COMMENT ON COLUMN iotjobs.signing_credential.endpoint IS 'Store that URLs lead to; NULL: S3 itself';
COMMENT ON COLUMN iotjobs.signing_credential.region IS 'Region to sign for where the URL names none';
COMMENT ON COLUMN iotjobs.signing_credential.updated_at IS 'When they were set';

CREATE FUNCTION iotjobs.set_signing_credentials(
	role_arn text,
	access_key_id text,
	secret_access_key text DEFAULT NULL,
	session_token text DEFAULT NULL,
	endpoint text DEFAULT NULL,
	region text DEFAULT NULL)
RETURNS void
AS 'MODULE_PATHNAME', 'iotjobs_set_signing_credentials'
LANGUAGE C VOLATILE PARALLEL UNSAFE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION iotjobs.set_signing_credentials(text, text, text, text, text, text) IS
'Sets the credentials that URLs are signed with for jobs whose presignedUrlConfig names this role, in place of what was set for it before. With access_key_id NULL they are removed.
Give the secret as a bind parameter, or SET log_statement = none before: the server''s log has statements as they are sent. Errors of this function keep the statement out of the log. Credentials are left out of dumps.
Parameters:
  role_arn (required): the roleArn of presignedUrlConfig, 20 to 2048 characters.
  access_key_id (required): at most 128 characters; NULL removes the credentials.
  secret_access_key: at most 256 characters.
  session_token: of temporary credentials, at most 8192 characters; set them anew before they expire.
  endpoint: https://HOST[:PORT] of a store that speaks S3; without it S3 itself. URLs then lead to this host, with the bucket in the path.
  region: region to sign for where the URL names none, or with an endpoint; without it us-east-1.
Errors: IJ400 an argument is missing or malformed.';
