/*-------------------------------------------------------------------------
 *
 * test_name.c
 *		The patterns of names, ids and texts.
 *
 * Patterns of ASCII classes are tried with every byte, in the middle of a
 * string that matches.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/name.h"

#include "tap.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define MARKS "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

typedef bool (*Matcher) (const char *s, size_t n);

typedef struct ClassPattern
{
	const char *name;
	Matcher		matches;
	const char *members;
	bool		may_be_empty;
	const char *prefix;
} ClassPattern;

static const ClassPattern classes[] = {
	{"job id", ij_match_job_id, LETTERS "_-", false, "a"},
	{"job id to describe", ij_match_describe_job_id, LETTERS "_-", false, "a"},
	{"thing name", ij_match_thing_name, LETTERS ":_-", false, "a"},
	{"thing group id", ij_match_thing_group_id, LETTERS "-", false, "a"},
	{"attribute name", ij_match_attribute_name, LETTERS "_.,@/:#-", false, "a"},
	{"attribute value", ij_match_attribute_value, LETTERS "_.,@/:#=[]-", true, "a"},
	{"connection attribute", ij_match_connection_attribute_name, LETTERS ":.", false, "a"},
	{"user property key", ij_match_user_property_key, LETTERS ":$.", false, "a"},
	{"package name", ij_match_package_name, LETTERS "-_.", false, "a"},
	{"reason code", ij_match_reason_code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", false, "A"},
	{"arn", ij_match_arn, LETTERS MARKS, false, "arn:"},
	{"printable", ij_match_printable, LETTERS MARKS " ", true, ""},
};

static void
test_classes(void)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
	{
		const ClassPattern *class = &classes[i];
		size_t		length = strlen(class->prefix);
		int			wrong = 0;

		is_true(class->matches("", 0) == class->may_be_empty, "%s: empty", class->name);
		for (int byte = 0; byte < 256; byte++)
		{
			char		string[8];
			bool		expected = byte != 0 && strchr(class->members, byte) != NULL;

			memcpy(string, class->prefix, length);
			string[length] = (char) byte;
			string[length + 1] = 'A';
			if (class->matches(string, length + 1) != expected ||
				class->matches(string, length + 2) != expected)
			{
				printf("# byte %d\n", byte);
				wrong++;
			}
		}
		is_true(wrong == 0, "%s: every byte", class->name);
	}
}

static bool
matches(Matcher matcher, const char *string)
{
	return matcher(string, strlen(string));
}

static void
test_singles(void)
{
	is_true(matches(ij_match_describe_job_id, "$next"), "$next is described");
	is_true(!matches(ij_match_describe_job_id, "$next1"), "$next1 is not");
	is_true(!matches(ij_match_describe_job_id, "a$next"), "nor a$next");
	is_true(!matches(ij_match_job_id, "$next"), "$next is no job id");

	is_true(!matches(ij_match_arn, "arn:"), "an arn of nothing");
	is_true(!matches(ij_match_arn, "arn"), "no arn");
	is_true(!matches(ij_match_arn, "ARN:a"), "upper case arn");
	is_true(!matches(ij_match_arn, " arn:a"), "blank before arn");

	is_true(matches(ij_match_managed_template_version, "1.0"), "version 1.0");
	is_true(matches(ij_match_managed_template_version, "12.34"), "version 12.34");
	is_true(matches(ij_match_managed_template_version, "1x0"), "the dot is any character");
	is_true(matches(ij_match_managed_template_version, "1\xC3\xA9" "0"), "of several bytes, too");
	is_true(matches(ij_match_managed_template_version, "111"), "or a digit");
	is_true(matches(ij_match_managed_template_version, "110"), "or two");
	is_true(matches(ij_match_managed_template_version, "100"), "or a zero");
	is_true(!matches(ij_match_managed_template_version, "11"), "but there is one");
	is_true(!matches(ij_match_managed_template_version, "1.."), "minor is a dot");
	is_true(!matches(ij_match_managed_template_version, "1."), "no minor");
	is_true(!matches(ij_match_managed_template_version, "1"), "no dot");
	is_true(!matches(ij_match_managed_template_version, "0.1"), "major is zero");
	is_true(!matches(ij_match_managed_template_version, "10.1"), "major has a zero");
	is_true(!matches(ij_match_managed_template_version, "1\n1"), "end of line");
	is_true(!matches(ij_match_managed_template_version, "1\xC3" "1"), "half a character");
	is_true(!matches(ij_match_managed_template_version, ""), "no version");
}

static void
test_client_token(void)
{
	char		token[65];

	memset(token, 'x', sizeof(token));
	is_true(!ij_match_client_token(token, 35), "token of 35");
	is_true(ij_match_client_token(token, 36), "token of 36");
	is_true(ij_match_client_token(token, 64), "token of 64");
	is_true(!ij_match_client_token(token, 65), "token of 65");
	for (const char *blank = " \t\n\v\f\r"; *blank != '\0'; blank++)
	{
		token[20] = *blank;
		is_true(!ij_match_client_token(token, 40), "token with blank %d", *blank);
	}
	memcpy(token + 20, "\xC2\xA0", 2);
	is_true(!ij_match_client_token(token, 36), "35 characters in 36 bytes");
	is_true(ij_match_client_token(token, 65), "64 characters in 65 bytes");
	token[0] = '\xFF';
	is_true(!ij_match_client_token(token, 40), "token that is not UTF-8");
}

/* Texts that are no valid UTF-8, whatever pattern they are held against. */
static void
test_invalid_utf8(void)
{
	static const char *const invalid[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x80\x80",
		"\xE0\x9F\xBF", "\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80",
		"\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
	};

	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
	{
		is_true(!matches(ij_match_text, invalid[i]), "text of invalid bytes %zu", i);
		is_true(!matches(ij_match_tag_key, invalid[i]), "tag key of invalid bytes %zu", i);
	}
	is_true(!ij_match_text("ab\xE2\x82\xAC", 4), "a character that the length cuts");
	is_true(ij_match_text("ab\xE2\x82\xAC", 5), "and one that it does not");
}

static void
test_text(void)
{
	is_true(!matches(ij_match_text, ""), "no text");
	is_true(matches(ij_match_text, "Update to 2.1, for \xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80"),
			"text in several scripts");
	is_true(!ij_match_text("a\0b", 3), "zero byte");
	is_true(!matches(ij_match_text, "a\nb"), "line feed");
	is_true(!matches(ij_match_text, "a\tb"), "tab");
	is_true(!matches(ij_match_text, "\x7F"), "delete");
	is_true(!matches(ij_match_text, "\xC2\x80"), "first control above ASCII");
	is_true(!matches(ij_match_text, "\xC2\x9F"), "last control above ASCII");
	is_true(matches(ij_match_text, "\xC2\xA0"), "no-break space");
	is_true(!matches(ij_match_text, "\xC2\xAD"), "soft hyphen, a format character");
	is_true(!matches(ij_match_text, "\xE2\x80\x8B"), "zero width space");
	is_true(!matches(ij_match_text, "\xE2\x80\xAE"), "right-to-left override");
	is_true(matches(ij_match_text, "\xE2\x80\xA8"), "line separator, no control");
	is_true(!matches(ij_match_text, "\xEF\xBB\xBF"), "byte order mark");
	is_true(!matches(ij_match_text, "\xEE\x80\x80"), "private use");
	is_true(!matches(ij_match_text, "\xF3\xB0\x80\x80"), "private use, plane 15");
	is_true(!matches(ij_match_text, "\xEF\xBF\xBF"), "U+FFFF");
	is_true(matches(ij_match_text, "\xEF\xBF\xBD"), "U+FFFD");
	is_true(!matches(ij_match_text, "\xF4\x8F\xBF\xBF"), "U+10FFFF");
	is_true(!matches(ij_match_text, "\xCD\xB8"), "unassigned U+0378");
	is_true(!matches(ij_match_text, "\xF3\xA0\x80\x81"), "language tag, a format character");
}

static void
test_tag_key(void)
{
	is_true(matches(ij_match_tag_key, ""), "no tag key");
	is_true(matches(ij_match_tag_key, "Cost Center_1.a:/=+-@"), "all marks");
	is_true(matches(ij_match_tag_key, "\xC3\xA9\xE4\xB8\xAD\xD9\xA3"), "letters and digits of others");
	is_true(matches(ij_match_tag_key, "\xC2\xBD\xE2\x85\xA7"), "numbers that are no digits");
	is_true(matches(ij_match_tag_key, "\xC2\xA0\xE2\x80\xA8"), "separators");
	is_true(!matches(ij_match_tag_key, "\xCC\x81"), "a combining mark");
	is_true(!matches(ij_match_tag_key, "\xF0\x9F\x98\x80"), "a symbol");
	for (const char *mark = "!\"#$%&'()*,;<>?[\\]^`{|}~\t\n"; *mark != '\0'; mark++)
		is_true(!ij_match_tag_key(mark, 1), "mark %d", *mark);
	is_true(!ij_match_tag_key("\0", 1), "tag key of a zero byte");
}

static void
test_length(void)
{
	is_number(ij_utf8_length("", 0), 0, "length of nothing");
	is_number(ij_utf8_length("abc", 3), 3, "length of ASCII");
	is_number(ij_utf8_length("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 10), 4, "length of four");
	is_number(ij_utf8_length("\xE2\x82", 2), 2, "bytes of no character");
	is_number(ij_utf8_length("\xFF" "a\0", 3), 3, "and between others");
}

/* Every character there is, encoded and read back. */
static void
test_all_characters(void)
{
	int			wrong = 0;

	for (uint32_t c = 0; c <= 0x110000; c++)
	{
		char		s[4];
		size_t		n;
		uint32_t	back = 0;
		bool		surrogate = c >= 0xD800 && c <= 0xDFFF;

		if (c < 0x80)
			s[0] = (char) c, n = 1;
		else if (c < 0x800)
			s[0] = (char) (0xC0 | c >> 6), n = 2;
		else if (c < 0x10000)
			s[0] = (char) (0xE0 | c >> 12), n = 3;
		else
			s[0] = (char) (0xF0 | c >> 18), n = 4;
		for (size_t i = 1; i < n; i++)
			s[i] = (char) (0x80 | (c >> (6 * (n - 1 - i)) & 0x3F));

		if (surrogate || c > 0x10FFFF)
			wrong += ij_utf8_next(s, n, &back) != 0;
		else
			wrong += ij_utf8_next(s, n, &back) != n || back != c;
		wrong += ij_unicode_is_other(c) && ij_unicode_is_word(c);
		wrong += surrogate && !ij_unicode_is_other(c);
	}
	is_number(wrong, 0, "every character is read back");
}

int
main(void)
{
	test_classes();
	test_singles();
	test_client_token();
	test_invalid_utf8();
	test_text();
	test_tag_key();
	test_length();
	test_all_characters();
	return tap_done();
}
