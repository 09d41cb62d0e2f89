/*-------------------------------------------------------------------------
 *
 * query_match.c
 *		Whether a thing is what a query looks for.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "rules/query.h"

/* Longer ones are taken as text. */
#define MAX_NUMBER_LENGTH 40

static bool node_matches(const IjQuery *query, int index, const IjQueryThing *thing);
static bool term_matches(const IjQueryNode *term, const IjQueryThing *thing);
static bool value_matches(const IjQueryNode *term, IjQuerySlice value);
static bool pattern_matches(IjQuerySlice pattern, bool has_wildcards, IjQuerySlice value);
static bool range_matches(const IjQueryNode *term, IjQuerySlice value);
static bool read_number(IjQuerySlice slice, double *number);
static int	compare(IjQuerySlice left, IjQuerySlice right);

bool
ij_query_matches(const IjQuery *query, const IjQueryThing *thing)
{
	return node_matches(query, query->root, thing);
}

/* The depth is bounded: by the nesting, and by the number of terms in a row. */
static bool
node_matches(const IjQuery *query, int index, const IjQueryThing *thing)
{
	const IjQueryNode *node = &query->nodes[index];

	switch (node->kind)
	{
		case IJ_QUERY_AND:
			return node_matches(query, node->left, thing) && node_matches(query, node->right, thing);
		case IJ_QUERY_OR:
			return node_matches(query, node->left, thing) || node_matches(query, node->right, thing);
		case IJ_QUERY_NOT:
			return !node_matches(query, node->left, thing);
		case IJ_QUERY_TERM:
			return term_matches(node, thing);
	}
	return false;
}

/* Of several groups one will do; what a thing does not have matches nothing. */
static bool
term_matches(const IjQueryNode *term, const IjQueryThing *thing)
{
	IjQuerySlice value;

	switch (term->field)
	{
		case IJ_QUERY_USES_NAME:
			return value_matches(term, thing->name);
		case IJ_QUERY_USES_TYPE:
			return thing->has_type && value_matches(term, thing->type);
		case IJ_QUERY_USES_GROUPS:
			for (int i = 0; i < thing->ngroups; i++)
				if (value_matches(term, thing->groups[i]))
					return true;
			return false;
		default:
			return thing->attribute(thing->context, term->key, &value) && value_matches(term, value);
	}
}

static bool
value_matches(const IjQueryNode *term, IjQuerySlice value)
{
	switch (term->test)
	{
		case IJ_QUERY_PATTERN:
			return pattern_matches(term->value, true, value);
		case IJ_QUERY_PHRASE:
			return pattern_matches(term->value, false, value);
		case IJ_QUERY_RANGE:
			return range_matches(term, value);
	}
	return false;
}

/*
 * On a mismatch the last * takes one character more: no worse than the
 * product of both lengths.
 */
static bool
pattern_matches(IjQuerySlice pattern, bool has_wildcards, IjQuerySlice value)
{
	size_t		p = 0;
	size_t		v = 0;
	bool		starred = false;
	size_t		star_p = 0;
	size_t		star_v = 0;

	while (v < value.length || p < pattern.length)
	{
		if (p < pattern.length)
		{
			char		c = pattern.text[p];
			bool		escaped = c == '\\' && p + 1 < pattern.length;

			if (escaped)
				c = pattern.text[p + 1];
			if (has_wildcards && !escaped && c == '*')
			{
				starred = true;
				star_p = ++p;
				star_v = v;
				continue;
			}
			if (v < value.length &&
				(c == value.text[v] || (has_wildcards && !escaped && c == '?')))
			{
				p += escaped ? 2 : 1;
				v++;
				continue;
			}
		}
		if (!starred || star_v >= value.length)
			return false;
		p = star_p;
		v = ++star_v;
	}
	return true;
}

/* Bounds that are numbers are held against values that are numbers, else both are text. */
static bool
range_matches(const IjQueryNode *term, IjQuerySlice value)
{
	double		low = 0;
	double		high = 0;
	double		number;
	int			to_low = 1;
	int			to_high = -1;

	if ((!term->has_low || read_number(term->low, &low)) &&
		(!term->has_high || read_number(term->high, &high)) &&
		(term->has_low || term->has_high))
	{
		if (!read_number(value, &number))
			return false;
		if (term->has_low)
			to_low = (number > low) - (number < low);
		if (term->has_high)
			to_high = (number > high) - (number < high);
	}
	else
	{
		if (term->has_low)
			to_low = compare(value, term->low);
		if (term->has_high)
			to_high = compare(value, term->high);
	}
	return (to_low > 0 || (to_low == 0 && term->low_inclusive)) &&
		(to_high < 0 || (to_high == 0 && term->high_inclusive));
}

/* Decimal, with sign, point and exponent: nothing else that strtod() knows. */
static bool
read_number(IjQuerySlice slice, double *number)
{
	char		copy[MAX_NUMBER_LENGTH + 1];
	char	   *end;

	if (slice.length == 0 || slice.length > MAX_NUMBER_LENGTH)
		return false;
	for (size_t i = 0; i < slice.length; i++)
		if (strchr("0123456789+-.eE", slice.text[i]) == NULL || slice.text[i] == '\0')
			return false;
	memcpy(copy, slice.text, slice.length);
	copy[slice.length] = '\0';
	*number = strtod(copy, &end);
	return end == copy + slice.length;
}

static int
compare(IjQuerySlice left, IjQuerySlice right)
{
	size_t		shorter = left.length < right.length ? left.length : right.length;
	int			order = memcmp(left.text, right.text, shorter);

	if (order != 0)
		return order;
	return (left.length > right.length) - (left.length < right.length);
}
