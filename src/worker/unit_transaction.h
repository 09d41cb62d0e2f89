/*-------------------------------------------------------------------------
 *
 * unit_transaction.h
 *		Passes of the background worker: a transaction for each unit.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_UNIT_TRANSACTION_H
#define IJ_UNIT_TRANSACTION_H

extern long ij_worker_pass(void);
extern long ij_worker_tell(void);

#endif							/* IJ_UNIT_TRANSACTION_H */
