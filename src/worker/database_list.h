/*-------------------------------------------------------------------------
 *
 * database_list.h
 *		The databases that may have a worker.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DATABASE_LIST_H
#define IJ_DATABASE_LIST_H

#include "postgres.h"

#include "nodes/pg_list.h"

extern List *ij_database_list(void);

#endif							/* IJ_DATABASE_LIST_H */
