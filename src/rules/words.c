/*-------------------------------------------------------------------------
 *
 * words.c
 *		Enum words of the API, kept in tables.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/words.h"

#include <string.h>

int
ij_word_index(const char *const *words, int count,
			  const char *word, size_t length)
{
	for (int i = 0; i < count; i++)
	{
		if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0)
			return i;
	}
	return -1;
}
