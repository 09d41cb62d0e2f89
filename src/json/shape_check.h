/*-------------------------------------------------------------------------
 *
 * shape_check.h
 *		Holds values against the shapes of the API.
 *
 * Each check returns if the value fits and raises InvalidRequestException
 * if it does not: which member, what is wrong with it, and the rule.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SHAPE_CHECK_H
#define IJ_SHAPE_CHECK_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"

#include "rules/shape.h"

/*
 * Where a value stands in the request, from the inside out.  Lives on the
 * stack of the checks and becomes text only for an error.
 */
typedef struct IjPath
{
	const struct IjPath *outer; /* NULL for a member of the request itself */
	const char *name;			/* member or map key; NULL for an element */
	int			length;			/* of name */
	int			index;			/* of an element */
} IjPath;

extern void ij_check_string(const IjShape *shape, const char *string, int length, const IjPath *path);
extern void ij_check_integer(const IjShape *shape, int64 value, const IjPath *path);
extern void ij_check_text_array(const IjShape *shape, ArrayType *array, const IjPath *path);

/* Of a whole jsonb datum, and of a value inside one. */
extern void ij_check_jsonb(const IjShape *shape, const Jsonb *jsonb, const IjPath *path);
extern void ij_check_json_value(const IjShape *shape, const JsonbValue *value, const IjPath *path);

/* An INTEGER or LONG: checks it and returns it. */
extern int64 ij_check_json_integer(const IjShape *shape, const JsonbValue *value, const IjPath *path);

/* Which of the members has this name, or -1. */
extern int	ij_member_find(const IjMember *members, const char *name, int length);

#endif							/* IJ_SHAPE_CHECK_H */
