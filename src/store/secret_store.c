/*-------------------------------------------------------------------------
 *
 * secret_store.c
 *		The secrets that page tokens are sealed with.
 *
 * CREATE EXTENSION makes one; a dump leaves it out, so that a restored database
 * has one of its own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "store/secret_store.h"
#include "store/spi.h"

static IjStatement read_secrets = {
	.sql = "SELECT s.secret FROM iotjobs.token_secret AS s ORDER BY s.made_at DESC, s.secret",
	.expect = SPI_OK_SELECT,
	.reads_whole_table = true,
};

int
ij_token_secrets_read(IjTokenSecret *secrets)
{
	int			count = (int) ij_run_limit(&read_secrets, NULL, NULL, IJ_MAX_TOKEN_SECRETS);

	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INTERNAL_FAILURE),
				 errmsg("the secret of page tokens is missing"),
				 errdetail("Table iotjobs.token_secret has no row."),
				 errhint("As superuser, INSERT INTO iotjobs.token_secret DEFAULT VALUES.")));

	for (int i = 0; i < count; i++)
	{
		bytea	   *value = ij_row_bytea(i, 1);

		if (VARSIZE_ANY_EXHDR(value) != IJ_TOKEN_SECRET_SIZE)
			elog(ERROR, "secret of page tokens has %d bytes", (int) VARSIZE_ANY_EXHDR(value));
		memcpy(secrets[i], VARDATA_ANY(value), IJ_TOKEN_SECRET_SIZE);
	}
	return count;
}
