/*-------------------------------------------------------------------------
 *
 * utf8.c
 *		Reading UTF-8, and the categories of its characters.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/utf8.h"

#include "rules/unicode_table.h"

#define FIRST_SURROGATE 0xD800
#define LAST_SURROGATE 0xDFFF
#define LAST_CHARACTER 0x10FFFF

static bool in_ranges(const IjUnicodeRange *ranges, int count, uint32_t character);

size_t
ij_utf8_next(const char *s, size_t n, uint32_t *character)
{
	/* smallest character that needs so many bytes */
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first;
	size_t		length;
	uint32_t	value;

	if (n == 0)
		return 0;

	first = (unsigned char) s[0];
	if (first < 0x80)
	{
		*character = first;
		return 1;
	}

	if (first >= 0xC2 && first <= 0xDF)
		length = 2;
	else if ((first & 0xF0) == 0xE0)
		length = 3;
	else if (first >= 0xF0 && first <= 0xF4)
		length = 4;
	else
		return 0;
	if (n < length)
		return 0;

	value = first & (0xFF >> (length + 1));
	for (size_t i = 1; i < length; i++)
	{
		unsigned char next = (unsigned char) s[i];

		if ((next & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (next & 0x3F);
	}

	if (value < smallest[length] || value > LAST_CHARACTER ||
		(value >= FIRST_SURROGATE && value <= LAST_SURROGATE))
		return 0;
	*character = value;
	return length;
}

size_t
ij_utf8_length(const char *s, size_t n)
{
	size_t		characters = 0;
	uint32_t	ignored;

	while (n > 0)
	{
		size_t		step = ij_utf8_next(s, n, &ignored);

		if (step == 0)
			step = 1;
		s += step;
		n -= step;
		characters++;
	}
	return characters;
}

bool
ij_unicode_is_other(uint32_t character)
{
	return in_ranges(ij_unicode_other, ij_unicode_other_count, character);
}

bool
ij_unicode_is_word(uint32_t character)
{
	return in_ranges(ij_unicode_word, ij_unicode_word_count, character);
}

/* Binary search; ranges are sorted. */
static bool
in_ranges(const IjUnicodeRange *ranges, int count, uint32_t character)
{
	int			low = 0;
	int			high = count;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (character < ranges[middle].first)
			high = middle;
		else if (character > ranges[middle].last)
			low = middle + 1;
		else
			return true;
	}
	return false;
}
