/*-------------------------------------------------------------------------
 *
 * shape.h
 *		The shapes of the API: type, limits, pattern, words, members.
 *
 * Plain data, read by request checks and by the domains alike, so that the
 * limits of a member cannot differ between an API call and an INSERT.
 * shapes.c holds the data; its names are those of the API.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SHAPE_H
#define IJ_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum IjKind
{
	IJ_KIND_STRING,
	IJ_KIND_INTEGER,			/* 32 bits */
	IJ_KIND_LONG,				/* 64 bits */
	IJ_KIND_DOUBLE,
	IJ_KIND_BOOLEAN,
	IJ_KIND_LIST,
	IJ_KIND_MAP,
	IJ_KIND_STRUCTURE
} IjKind;

typedef struct IjShape IjShape;

/* A pattern as documented, and the hand-written function that decides it. */
typedef struct IjPattern
{
	const char *text;
	bool		(*matches) (const char *string, size_t length);
} IjPattern;

typedef struct IjMember
{
	const char *name;			/* camelCase, as in the API */
	const IjShape *shape;
	bool		required;
} IjMember;

struct IjShape
{
	const char *name;			/* as in the API */
	IjKind		kind;

	/*
	 * Inclusive.  Characters of a string, elements of a list or map, the
	 * value of a number; for a double in units of its last decimal.
	 */
	bool		has_min;
	bool		has_max;
	int64_t		min;
	int64_t		max;

	int			decimals;		/* DOUBLE: how many are allowed */
	bool		digits;			/* LONG: a string of digits will do, too */
	int64_t		max_bytes;		/* STRING: 0 is no limit */
	const IjPattern *pattern;	/* STRING or NULL */
	const char *const *words;	/* STRING: the enum, NULL-terminated, or NULL */
	const IjShape *key;			/* MAP */
	const IjShape *element;		/* LIST, MAP */
	const IjMember *members;	/* STRUCTURE, ends with a NULL name */
};

#endif							/* IJ_SHAPE_H */
