/*-------------------------------------------------------------------------
 *
 * register_things.h
 *		Registers a fleet in one statement.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_REGISTER_THINGS_H
#define IJ_REGISTER_THINGS_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"

/* All checks of the arguments that need no SQL.  All but the names may be NULL. */
extern void ij_register_things_check(ArrayType *names, const text *group_name,
									 const Jsonb *attributes, const text *type_name);

/* Returns how many of the things were new.  Callers hold an open SPI connection. */
extern int64 ij_register_things(ArrayType *names, const text *group_name,
								const Jsonb *attributes, const text *type_name);

#endif							/* IJ_REGISTER_THINGS_H */
