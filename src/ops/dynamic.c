/*-------------------------------------------------------------------------
 *
 * dynamic.c
 *		What keeps dynamic groups up to date while things change.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "compat.h"
#include "ops/dynamic.h"
#include "store/dynamic_store.h"
#include "store/membership_store.h"

static void refresh(ArrayType *thing_ids, unsigned changed);

void
ij_dynamic_begin(void)
{
	ij_dynamic_lock(false);
}

void
ij_dynamic_thing_changed(int64 thing_id, unsigned changed)
{
	Datum		datum = Int64GetDatum(thing_id);

	if (ij_dynamic_is_used(changed))
		refresh(construct_array(&datum, 1, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE),
				changed);
}

/* Some of them may have been there before, and joined a static group. */
void
ij_dynamic_things_registered(ArrayType *names)
{
	ArrayType  *thing_ids;

	if (!ij_dynamic_is_used(IJ_QUERY_USES_ALL))
		return;
	thing_ids = ij_dynamic_keys_of_names(names);
	if (thing_ids != NULL)
		refresh(thing_ids, IJ_QUERY_USES_ALL);
}

/* Its rows of membership are still there; the worker moves them. */
void
ij_dynamic_group_deleted(int64 group_id)
{
	ArrayType  *thing_ids;

	if (!ij_dynamic_is_used(IJ_QUERY_USES_GROUPS))
		return;
	thing_ids = ij_dynamic_keys_of_group(group_id);
	if (thing_ids != NULL)
		refresh(thing_ids, IJ_QUERY_USES_GROUPS);
}

/* Where a thing has left a group there may be room for it in another. */
static void
refresh(ArrayType *thing_ids, unsigned changed)
{
	if (ij_dynamic_refresh(thing_ids, changed, ij_membership_draw_point()) > 0 &&
		changed != IJ_QUERY_USES_ALL)
		(void) ij_dynamic_refresh(thing_ids, IJ_QUERY_USES_ALL, ij_membership_draw_point());
}
