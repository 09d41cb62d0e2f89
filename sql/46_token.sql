-- The secret that page tokens are sealed with.

-- The server's strong random numbers are to be had as UUIDs: two of them are 244 random bits.
-- Where rows are copied from another database there are several: each is good for the tokens it made.
CREATE TABLE iotjobs.token_secret (
	secret bytea NOT NULL DEFAULT pg_catalog.decode(pg_catalog.replace(
		pg_catalog.concat(pg_catalog.gen_random_uuid(), pg_catalog.gen_random_uuid()), '-', ''), 'hex'),
	made_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
	CONSTRAINT token_secret_pkey PRIMARY KEY (secret),
	CONSTRAINT token_secret_secret_check CHECK (pg_catalog.octet_length(secret) OPERATOR(pg_catalog.=) 32)
);
COMMENT ON TABLE iotjobs.token_secret IS
	'The secrets that a nextToken is sealed with; readable by superusers alone. CREATE EXTENSION makes one; the newest seals, the four newest are good. To change it insert another (DEFAULT VALUES) and delete the former one, which ends the lists that are under way. They are left out of dumps: a restored database has one of its own. Base backups and standbys have them';
COMMENT ON COLUMN iotjobs.token_secret.secret IS '32 bytes';
COMMENT ON COLUMN iotjobs.token_secret.made_at IS 'When it was made';
INSERT INTO iotjobs.token_secret DEFAULT VALUES;
