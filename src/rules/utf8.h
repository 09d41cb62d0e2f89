/*-------------------------------------------------------------------------
 *
 * utf8.h
 *		Reading UTF-8, and the categories of its characters.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_UTF8_H
#define IJ_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Length in bytes of the character that starts at s, with n bytes left, and
 * the character itself.  0 if it is none: cut short, longer than needed, a
 * surrogate, or beyond U+10FFFF.
 */
extern size_t ij_utf8_next(const char *s, size_t n, uint32_t *character);

/* Characters of a string; a byte that belongs to none counts as one. */
extern size_t ij_utf8_length(const char *s, size_t n);

/* \p{C}: control, format, surrogate, private use, unassigned. */
extern bool ij_unicode_is_other(uint32_t character);

/* \p{L}, \p{Z}, \p{N}: letters, separators, numbers. */
extern bool ij_unicode_is_word(uint32_t character);

#endif							/* IJ_UTF8_H */
