/*-------------------------------------------------------------------------
 *
 * dynamic.h
 *		What keeps dynamic groups up to date while things change.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DYNAMIC_H
#define IJ_DYNAMIC_H

#include "postgres.h"

#include "utils/array.h"

#include "rules/query.h"

/* Before anything else: no query changes until the end of the transaction. */
extern void ij_dynamic_begin(void);

/* Afterwards: the groups whose query uses what has changed take or lose things. */
extern void ij_dynamic_thing_changed(int64 thing_id, unsigned changed);
extern void ij_dynamic_things_registered(ArrayType *names);
extern void ij_dynamic_group_deleted(int64 group_id);

#endif							/* IJ_DYNAMIC_H */
