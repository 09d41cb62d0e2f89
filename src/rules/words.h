/*-------------------------------------------------------------------------
 *
 * words.h
 *		Enum words of the API, kept in tables.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_WORDS_H
#define IJ_WORDS_H

#include <stddef.h>

/*
 * Place of a word in a table of count words, -1 if it is none of them.
 * Words are compared byte by byte: the API's enums know no other case.
 */
extern int	ij_word_index(const char *const *words, int count,
						  const char *word, size_t length);

#endif							/* IJ_WORDS_H */
