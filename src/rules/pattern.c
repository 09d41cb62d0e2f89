/*-------------------------------------------------------------------------
 *
 * pattern.c
 *		The patterns of the API's strings: what is documented, and what decides.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/pattern.h"

static bool
not_empty(const char *string, size_t length)
{
	(void) string;
	return length > 0;
}

const IjPattern ij_pattern_arn = {"^arn:[!-~]+$", not_empty};
const IjPattern ij_pattern_attribute_name = {"[a-zA-Z0-9_.,@/:#-]+", not_empty};
const IjPattern ij_pattern_attribute_value = {"[a-zA-Z0-9_.,@/:#=\\[\\]-]*", not_empty};
const IjPattern ij_pattern_group_description = {"[\\p{Graph}\\x20]*", not_empty};
const IjPattern ij_pattern_group_id = {"[a-zA-Z0-9\\-]+", not_empty};
const IjPattern ij_pattern_id = {"[a-zA-Z0-9_-]+", not_empty};
const IjPattern ij_pattern_id_or_next = {"[a-zA-Z0-9_-]+|^\\$next", not_empty};
const IjPattern ij_pattern_name = {"[a-zA-Z0-9:_-]+", not_empty};
const IjPattern ij_pattern_reason_code = {"[\\p{Upper}\\p{Digit}_]+", not_empty};
const IjPattern ij_pattern_tag_key = {"^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", not_empty};
const IjPattern ij_pattern_text = {"[^\\p{C}]+", not_empty};
