/*-------------------------------------------------------------------------
 *
 * document.c
 *		A look at a job document before any parser reads it.
 *
 * Developer guide, "Managing jobs": a document is JSON of at most 32 KB.  The
 * other limits are ours: within 32 KB there is room for brackets that exhaust
 * a stack, and for 1e100000, which takes a hundred thousand digits to write
 * out.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/document.h"

#include <string.h>

typedef struct Reader
{
	const char *text;
	size_t		length;
	size_t		at;
	int			depth;
} Reader;

static bool is_number_character(char c);
static void skip_string(Reader *reader);
static IjDocumentFault check_number(Reader *reader);
static bool exponent_is_large(const char *number, size_t length);

void
ij_document_scan(const char *text, size_t length, IjDocumentScan *scan)
{
	Reader		reader = {.text = text, .length = length};

	memset(scan, 0, sizeof(*scan));

	while (reader.at < length && scan->fault == IJ_DOCUMENT_GOOD)
	{
		char		c = text[reader.at];

		scan->fault_offset = reader.at;
		if (c == '"')
			skip_string(&reader);
		else if (is_number_character(c))
			scan->fault = check_number(&reader);
		else
		{
			if (c == '{' || c == '[')
				reader.depth++;
			else if ((c == '}' || c == ']') && reader.depth > 0)
				reader.depth--;
			if (reader.depth > IJ_DOCUMENT_MAX_DEPTH)
				scan->fault = IJ_DOCUMENT_TOO_DEEP;
			reader.at++;
		}
	}
	if (scan->fault == IJ_DOCUMENT_GOOD)
		scan->fault_offset = 0;
}

/* Passes a string, or what is left of the text if it does not end. */
static void
skip_string(Reader *reader)
{
	reader->at++;
	while (reader->at < reader->length && reader->text[reader->at] != '"')
	{
		if (reader->text[reader->at] == '\\' && reader->at + 1 < reader->length)
			reader->at++;
		reader->at++;
	}
	if (reader->at < reader->length)
		reader->at++;
}

/* The letters of true, false and null pass as numbers without harm. */
static bool
is_number_character(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ||
		c == 'e' || c == 'E';
}

/* Passes a number. */
static IjDocumentFault
check_number(Reader *reader)
{
	const char *number = reader->text + reader->at;
	size_t		start = reader->at;

	while (reader->at < reader->length &&
		   is_number_character(reader->text[reader->at]))
		reader->at++;

	if (reader->at - start > IJ_DOCUMENT_MAX_NUMBER_LENGTH)
		return IJ_DOCUMENT_NUMBER_TOO_LONG;
	if (exponent_is_large(number, reader->at - start))
		return IJ_DOCUMENT_EXPONENT_TOO_LARGE;
	return IJ_DOCUMENT_GOOD;
}

static bool
exponent_is_large(const char *number, size_t length)
{
	bool		in_exponent = false;
	int			exponent = 0;

	for (size_t i = 0; i < length; i++)
	{
		if (number[i] == 'e' || number[i] == 'E')
			in_exponent = true;
		else if (in_exponent && number[i] >= '0' && number[i] <= '9')
			exponent = exponent * 10 + (number[i] - '0');
		if (exponent > IJ_DOCUMENT_MAX_EXPONENT)
			return true;
	}
	return false;
}
