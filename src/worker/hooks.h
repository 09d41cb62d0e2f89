/*-------------------------------------------------------------------------
 *
 * hooks.h
 *		Tells launcher and workers what sessions have changed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_HOOKS_H
#define IJ_HOOKS_H

extern void ij_hooks_init(void);

#endif							/* IJ_HOOKS_H */
