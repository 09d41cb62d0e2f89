/*-------------------------------------------------------------------------
 *
 * shape_macros.h
 *		Shortens what is said often where shapes are written down.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SHAPE_MACROS_H
#define IJ_SHAPE_MACROS_H

#define IJ_AT_LEAST(limit)	.has_min = true, .min = (limit)
#define IJ_AT_MOST(limit)	.has_max = true, .max = (limit)
#define IJ_BETWEEN(low, high)	IJ_AT_LEAST(low), IJ_AT_MOST(high)

/* Only outside of functions: there an array without a name lives for ever. */
#define IJ_STRUCTURE_OF(...) \
	.kind = IJ_KIND_STRUCTURE, \
	.members = (const IjMember []) {__VA_ARGS__, {NULL, NULL, false}}
#define IJ_LIST_OF(shape)		.kind = IJ_KIND_LIST, .element = &(shape)

#endif							/* IJ_SHAPE_MACROS_H */
