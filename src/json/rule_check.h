/*-------------------------------------------------------------------------
 *
 * rule_check.h
 *		Holds a value against the rules that its shape alone cannot tell.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_RULE_CHECK_H
#define IJ_RULE_CHECK_H

#include "postgres.h"

#include "rules/shape.h"

/*
 * For a value that fits its shape: text or jsonb, not toasted.  Raises
 * InvalidRequestException; most shapes have no such rule.  Depends neither
 * on the present nor on a setting, so that a domain may call it.
 */
extern void ij_check_rules(const IjShape *shape, Datum value);

#endif							/* IJ_RULE_CHECK_H */
