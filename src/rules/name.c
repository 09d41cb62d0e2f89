/*-------------------------------------------------------------------------
 *
 * name.c
 *		The patterns of names, ids and texts, as functions.
 *
 * API reference, the patterns of the request parameters.  They are those of
 * Java: \p{Upper}, \p{Digit}, \p{Graph} and \S speak of ASCII, \p{C}, \p{L},
 * \p{Z} and \p{N} of Unicode.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/name.h"

#include <string.h>

#define CLIENT_TOKEN_MIN 36
#define CLIENT_TOKEN_MAX 64

static bool is_upper(char c);
static bool is_digit(char c);
static bool is_alphanumeric(char c);
static bool is_graph(char c);
static bool is_blank(uint32_t character);
static bool is_one_of(char c, const char *marks);
static bool alphanumeric_or(const char *s, size_t n, const char *marks);
static bool all_digits(const char *s, size_t n);

bool
ij_match_job_id(const char *s, size_t n)
{
	return n > 0 && alphanumeric_or(s, n, "_-");
}

bool
ij_match_describe_job_id(const char *s, size_t n)
{
	static const char next[] = "$next";

	return ij_match_job_id(s, n) ||
		(n == sizeof(next) - 1 && memcmp(s, next, n) == 0);
}

bool
ij_match_thing_name(const char *s, size_t n)
{
	return n > 0 && alphanumeric_or(s, n, ":_-");
}

bool
ij_match_thing_group_id(const char *s, size_t n)
{
	return n > 0 && alphanumeric_or(s, n, "-");
}

bool
ij_match_attribute_name(const char *s, size_t n)
{
	return n > 0 && alphanumeric_or(s, n, "_.,@/:#-");
}

bool
ij_match_attribute_value(const char *s, size_t n)
{
	return alphanumeric_or(s, n, "_.,@/:#=[]-");
}

bool
ij_match_connection_attribute_name(const char *s, size_t n)
{
	return n > 0 && alphanumeric_or(s, n, ":.");
}

bool
ij_match_user_property_key(const char *s, size_t n)
{
	return n > 0 && alphanumeric_or(s, n, ":$.");
}

bool
ij_match_package_name(const char *s, size_t n)
{
	return n > 0 && alphanumeric_or(s, n, "-_.");
}

bool
ij_match_reason_code(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
	{
		if (!is_upper(s[i]) && !is_digit(s[i]) && s[i] != '_')
			return false;
	}
	return n > 0;
}

bool
ij_match_arn(const char *s, size_t n)
{
	static const char prefix[] = "arn:";
	size_t		length = sizeof(prefix) - 1;

	if (n <= length || memcmp(s, prefix, length) != 0)
		return false;
	for (size_t i = length; i < n; i++)
	{
		if (!is_graph(s[i]))
			return false;
	}
	return true;
}

bool
ij_match_printable(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
	{
		if (!is_graph(s[i]) && s[i] != ' ')
			return false;
	}
	return true;
}

bool
ij_match_text(const char *s, size_t n)
{
	uint32_t	character;
	size_t		step;

	for (size_t i = 0; i < n; i += step)
	{
		step = ij_utf8_next(s + i, n - i, &character);
		if (step == 0 || ij_unicode_is_other(character))
			return false;
	}
	return n > 0;
}

bool
ij_match_tag_key(const char *s, size_t n)
{
	uint32_t	character;
	size_t		step;

	for (size_t i = 0; i < n; i += step)
	{
		step = ij_utf8_next(s + i, n - i, &character);
		if (step == 0)
			return false;
		if (!ij_unicode_is_word(character) && !is_one_of(s[i], "_.:/=+-@"))
			return false;
	}
	return true;
}

bool
ij_match_client_token(const char *s, size_t n)
{
	uint32_t	character;
	size_t		step;
	size_t		count = 0;

	for (size_t i = 0; i < n; i += step)
	{
		step = ij_utf8_next(s + i, n - i, &character);
		if (step == 0 || is_blank(character) || ++count > CLIENT_TOKEN_MAX)
			return false;
	}
	return count >= CLIENT_TOKEN_MIN;
}

/*
 * The dot of the pattern stands for any character but the end of a line, as
 * it is documented.  It is the first that is no digit above 0, or if all are
 * digits it may as well be the second.
 */
bool
ij_match_managed_template_version(const char *s, size_t n)
{
	uint32_t	character;
	size_t		step;
	size_t		major = 0;

	while (major < n && is_digit(s[major]) && s[major] != '0')
		major++;
	if (major == 0)
		return false;
	if (n > 2 && all_digits(s, n))
		return true;

	step = ij_utf8_next(s + major, n - major, &character);
	if (step == 0 || character == '\n' || character == '\r' ||
		character == 0x85 || character == 0x2028 || character == 0x2029)
		return false;
	return major + step < n && all_digits(s + major + step, n - major - step);
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alphanumeric(char c)
{
	return is_upper(c) || is_digit(c) || (c >= 'a' && c <= 'z');
}

static bool
is_graph(char c)
{
	return c >= '!' && c <= '~';
}

/* \s of Java: blank, tab, line feed, vertical tab, form feed, return */
static bool
is_blank(uint32_t character)
{
	return character == ' ' || (character >= '\t' && character <= '\r');
}

/* The zero byte is no mark, though strchr would find it. */
static bool
is_one_of(char c, const char *marks)
{
	return c != '\0' && strchr(marks, c) != NULL;
}

static bool
alphanumeric_or(const char *s, size_t n, const char *marks)
{
	for (size_t i = 0; i < n; i++)
	{
		if (!is_alphanumeric(s[i]) && !is_one_of(s[i], marks))
			return false;
	}
	return true;
}

static bool
all_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
	{
		if (!is_digit(s[i]))
			return false;
	}
	return true;
}
