/*-------------------------------------------------------------------------
 *
 * fuzz_name.c
 *		The patterns of names agree with each other and with UTF-8.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/name.h"

#include "fuzz.h"

typedef bool (*Matcher) (const char *s, size_t n);

/* Whatever these match is ASCII, printable, and so a text as well. */
static const Matcher ascii[] = {
	ij_match_job_id, ij_match_describe_job_id, ij_match_thing_name,
	ij_match_thing_group_id, ij_match_attribute_name, ij_match_attribute_value,
	ij_match_connection_attribute_name, ij_match_user_property_key,
	ij_match_package_name, ij_match_reason_code, ij_match_arn, ij_match_printable
};

static bool
is_valid_utf8(const char *s, size_t n)
{
	uint32_t	character;
	size_t		step;

	for (size_t i = 0; i < n; i += step)
	{
		step = ij_utf8_next(s + i, n - i, &character);
		if (step == 0)
			return false;
		MUST(step <= 4 && step <= n - i);
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	bool		valid = is_valid_utf8(text, size);

	MUST(ij_utf8_length(text, size) <= size);
	for (size_t i = 0; i < sizeof(ascii) / sizeof(ascii[0]); i++)
	{
		if (!ascii[i] (text, size))
			continue;
		MUST(ij_match_printable(text, size));
		MUST(size == 0 || ij_match_text(text, size));
		MUST(ij_utf8_length(text, size) == size);
	}
	if (ij_match_job_id(text, size))
		MUST(ij_match_thing_name(text, size) && ij_match_describe_job_id(text, size));
	if (ij_match_text(text, size) || ij_match_tag_key(text, size) ||
		ij_match_client_token(text, size) || ij_match_managed_template_version(text, size))
		MUST(valid);
	if (ij_match_client_token(text, size))
		MUST(ij_utf8_length(text, size) >= 36 && ij_utf8_length(text, size) <= 64);
	return 0;
}
