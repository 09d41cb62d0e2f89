/*-------------------------------------------------------------------------
 *
 * text_part.h
 *		A piece of somebody else's text, and writing into a given buffer.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TEXT_PART_H
#define IJ_TEXT_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct IjTextPart
{
	const char *start;			/* not terminated */
	size_t		length;
} IjTextPart;

/* Writes what fits and counts all: used > size says that the buffer was too small. */
typedef struct IjTextWriter
{
	char	   *buffer;
	size_t		size;
	size_t		used;
} IjTextWriter;

static inline IjTextPart
ij_text_part(const char *string)
{
	return (IjTextPart) {string, string == NULL ? 0 : strlen(string)};
}

static inline bool
ij_text_part_is(IjTextPart part, const char *word)
{
	return part.length == strlen(word) &&
		(part.length == 0 || memcmp(part.start, word, part.length) == 0);
}

static inline void
ij_write_byte(IjTextWriter *writer, char c)
{
	if (writer->used < writer->size)
		writer->buffer[writer->used] = c;
	writer->used++;
}

static inline void
ij_write_part(IjTextWriter *writer, IjTextPart part)
{
	if (part.length == 0)
		return;
	if (writer->used + part.length <= writer->size)
		memcpy(writer->buffer + writer->used, part.start, part.length);
	writer->used += part.length;
}

static inline void
ij_write_string(IjTextWriter *writer, const char *string)
{
	ij_write_part(writer, ij_text_part(string));
}

#endif							/* IJ_TEXT_PART_H */
