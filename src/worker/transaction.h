/*-------------------------------------------------------------------------
 *
 * transaction.h
 *		The short transactions of the background worker.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TRANSACTION_H
#define IJ_TRANSACTION_H

#include "postgres.h"

/*
 * Begins a transaction in which the extension exists and will not be dropped,
 * with a snapshot active and SPI connected.  False, and no transaction, if
 * the database has no extension.
 */
extern bool ij_transaction_begin(void);
extern void ij_transaction_commit(void);

/*
 * To be called in a PG_CATCH() block: ends whatever transaction there is and
 * returns the error, allocated in context; first logs it, if is_new says so.
 */
extern ErrorData *ij_transaction_catch(MemoryContext context,
									   bool (*is_new) (const ErrorData *error, void *arg), void *arg);

#endif							/* IJ_TRANSACTION_H */
