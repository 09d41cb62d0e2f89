/*-------------------------------------------------------------------------
 *
 * attributes.h
 *		Attributes of things and groups: what a payload makes of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ATTRIBUTES_H
#define IJ_ATTRIBUTES_H

#include "postgres.h"

#include "utils/jsonb.h"

/*
 * What is stored after an AttributePayload {attributes, merge} has been
 * applied to what was stored.  Either may be NULL; the result is not.
 *
 * Without attributes the payload changes nothing.  An attribute with an empty
 * value is one that shall not be there.
 */
extern Jsonb *ij_attributes_apply(const Jsonb *stored, const Jsonb *payload);

/* The same for bare attributes of something new. */
extern Jsonb *ij_attributes_of_new(const Jsonb *attributes);

extern int	ij_attributes_count(const Jsonb *attributes);

/* NULL equals only NULL. */
extern bool ij_jsonb_equal(const Jsonb *left, const Jsonb *right);

/* A member of an object that is itself an object or array; NULL if absent. */
extern Jsonb *ij_jsonb_member(const Jsonb *object, const char *name);

/* A string member of an object; NULL if absent. */
extern text *ij_jsonb_member_text(const Jsonb *object, const char *name);

#endif							/* IJ_ATTRIBUTES_H */
