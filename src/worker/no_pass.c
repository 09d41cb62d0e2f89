/*-------------------------------------------------------------------------
 *
 * no_pass.c
 *		A pass without steps, until src/engine has its own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

#include "engine/pass.h"

__attribute__((weak)) void
ij_pass_init(IjPass *pass, TimestampTz at)
{
	memset(pass, 0, sizeof(IjPass));
	pass->at = at;
	pass->next_at = DT_NOEND;
	pass->context = AllocSetContextCreate(CurrentMemoryContext, "iotjobs pass", ALLOCSET_SMALL_SIZES);
}

__attribute__((weak)) void
ij_pass_run(IjPass *pass)
{
}

__attribute__((weak)) Jsonb *
ij_pass_summary(const IjPass *pass)
{
	return DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum("{}")));
}

__attribute__((weak)) void
ij_pass_end(IjPass *pass)
{
	MemoryContextDelete(pass->context);
}
