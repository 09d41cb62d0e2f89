/*-------------------------------------------------------------------------
 *
 * unicode_table.h
 *		Ranges of Unicode characters, by category.
 *
 * unicode_table.c is written by generate_unicode_table.py.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_UNICODE_TABLE_H
#define IJ_UNICODE_TABLE_H

#include <stdint.h>

/* Both ends belong to it.  Tables are sorted, their ranges do not touch. */
typedef struct IjUnicodeRange
{
	uint32_t	first;
	uint32_t	last;
} IjUnicodeRange;

extern const IjUnicodeRange ij_unicode_other[];
extern const int ij_unicode_other_count;

extern const IjUnicodeRange ij_unicode_word[];
extern const int ij_unicode_word_count;

#endif							/* IJ_UNICODE_TABLE_H */
