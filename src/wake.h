/*-------------------------------------------------------------------------
 *
 * wake.h
 *		Tells the worker of this database that a commit left work for it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_WAKE_H
#define IJ_WAKE_H

/* Set by the worker's part; called after a commit that left work, or else news. */
extern void (*ij_wake_hook) (bool is_work);

extern void ij_wake_init(void);
extern void ij_wake_at_commit(void);
extern void ij_tell_at_commit(void);

#endif							/* IJ_WAKE_H */
