/*-------------------------------------------------------------------------
 *
 * tap.h
 *		What a unit test needs: say each result as a line of TAP.
 *
 * A test file is one program.  It calls is_true and its sisters, and returns
 * tap_done() from main.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_TAP_H
#define IJ_TAP_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int	tap_count = 0;
static int	tap_failed = 0;

/* One result, named like printf names it.  A # would start a TAP directive. */
__attribute__((format(printf, 2, 3)))
static inline bool
is_true(bool good, const char *format,...)
{
	char		name[512];
	va_list		args;

	va_start(args, format);
	vsnprintf(name, sizeof(name), format, args);
	va_end(args);
	for (char *c = name; *c != '\0'; c++)
	{
		if (*c == '#' || (unsigned char) *c < ' ')
			*c = '.';
	}

	tap_count++;
	tap_failed += !good;
	printf("%s %d - %s\n", good ? "ok" : "not ok", tap_count, name);
	return good;
}

/* A number that must be as expected; says both when it is not. */
static inline bool
is_number(int64_t got, int64_t expected, const char *name)
{
	bool		good = is_true(got == expected, "%s", name);

	if (!good)
		printf("# got %" PRId64 ", expected %" PRId64 "\n", got, expected);
	return good;
}

/* A string that must be as expected; says both when it is not. */
static inline bool
is_text(const char *got, const char *expected, const char *name)
{
	bool		good = is_true(strcmp(got, expected) == 0, "%s", name);

	if (!good)
		printf("# got \"%s\", expected \"%s\"\n", got, expected);
	return good;
}

/* The plan, and the exit code. */
static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed == 0 ? 0 : 1;
}

#endif							/* IJ_TAP_H */
