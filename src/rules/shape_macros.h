/*-------------------------------------------------------------------------
 *
 * shape_macros.h
 *		Shortens the limits where shapes are written down.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SHAPE_MACROS_H
#define IJ_SHAPE_MACROS_H

#define IJ_AT_LEAST(limit)	.has_min = true, .min = (limit)
#define IJ_AT_MOST(limit)	.has_max = true, .max = (limit)
#define IJ_BETWEEN(low, high)	IJ_AT_LEAST(low), IJ_AT_MOST(high)

#endif							/* IJ_SHAPE_MACROS_H */
