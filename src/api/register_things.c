/*-------------------------------------------------------------------------
 *
 * register_things.c
 *		iotjobs.register_things(), which is no operation of the API.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/jsonb.h"

#include "errors.h"
#include "ops/register_things.h"

PG_FUNCTION_INFO_V1(iotjobs_register_things);

Datum
iotjobs_register_things(PG_FUNCTION_ARGS)
{
	ArrayType  *names;
	text	   *group_name = PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1);
	Jsonb	   *attributes = PG_ARGISNULL(2) ? NULL : PG_GETARG_JSONB_P(2);
	text	   *type_name = PG_ARGISNULL(3) ? NULL : PG_GETARG_TEXT_PP(3);
	int64		added;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("thing_names must be given"),
				 errhint("An empty array registers nothing; array_agg() over no rows is null.")));

	names = PG_GETARG_ARRAYTYPE_P(0);
	ij_register_things_check(names, group_name, attributes, type_name);
	PreventCommandIfReadOnly("iotjobs.register_things()");

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	added = ij_register_things(names, group_name, attributes, type_name);
	SPI_finish();
	PG_RETURN_INT64(added);
}
