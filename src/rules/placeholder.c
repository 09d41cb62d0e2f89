/*-------------------------------------------------------------------------
 *
 * placeholder.c
 *		The ${aws:iot:...} placeholders of a job document.
 *
 * Developer guide, "Managing jobs", "Use AWS managed templates", "Preparing
 * AWS IoT Jobs" (software packages) and its troubleshooting page.
 *
 * A placeholder stands inside a JSON string and is written without escapes:
 * it ends at its brace, and a quote or a control character before that says
 * that it does not end at all.  Every byte is looked at a constant number of
 * times.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/placeholder.h"

#include "rules/words.h"

#define MAX_PARAMETER_KEY 128
#define MAX_PACKAGE_NAME 128
#define MAX_PACKAGE_VERSION 64
#define MAX_ATTRIBUTE_KEY 128

static const char opening[] = "${aws:iot:";
#define OPENING_LENGTH (sizeof(opening) - 1)

static const char *const fault_rules[IJ_PLACEHOLDER_FAULT_COUNT] = {
	[IJ_PLACEHOLDER_GOOD] = "No rule is broken.",
	[IJ_PLACEHOLDER_UNTERMINATED] =
	"A placeholder ends with } in the string in which it begins.",
	[IJ_PLACEHOLDER_UNKNOWN] =
	"A placeholder is ${aws:iot:KIND:...}, where KIND is s3-presigned-url, s3-presigned-url-v1, s3-presigned-url-v2,"
	" s3-presigned-url-upload, code-sign-signature, parameter or package.",
	[IJ_PLACEHOLDER_ESCAPED] = "A placeholder is written without backslashes.",
	[IJ_PLACEHOLDER_NESTED] =
	"A placeholder must not stand in another one; only one attribute of a package may, in a URL to be signed.",
	[IJ_PLACEHOLDER_EMPTY] = "A placeholder says after its kind what it stands for.",
	[IJ_PLACEHOLDER_TOO_MANY] = "A document may have 10 placeholders.",
	[IJ_PLACEHOLDER_LOCAL_UNKNOWN] =
	"The key of an upload URL may have ${thingName}, ${jobId} and ${executionNumber}.",
	[IJ_PLACEHOLDER_LOCAL_MISPLACED] =
	"Only the key of an s3-presigned-url-upload may have ${thingName}, ${jobId} and ${executionNumber}.",
	[IJ_PLACEHOLDER_LOCAL_TOO_OFTEN] =
	"An upload URL may have each of ${thingName}, ${jobId} and ${executionNumber} twice.",
	[IJ_PLACEHOLDER_BAD_PARAMETER] =
	"A parameter is ${aws:iot:parameter:KEY}, where KEY has 1 to 128 letters, digits, hyphens and underscores.",
	[IJ_PLACEHOLDER_BAD_PACKAGE] =
	"A package placeholder is ${aws:iot:package:NAME:version:VERSION:attributes:KEY}, the same without :KEY,"
	" or with artifact-location:s3-presigned-url in place of attributes.",
	[IJ_PLACEHOLDER_HALF_PACKAGE] = "Name and version of a package are both given, or both left empty.",
	[IJ_PLACEHOLDER_NULL_VERSION] = "A document cannot name the version $null.",
	[IJ_PLACEHOLDER_NOT_WHOLE] =
	"A placeholder for all attributes of a package is a whole value, as in {\"attributes\": \"${aws:iot:package:NAME:version:VERSION:attributes}\"}.",
};

static const char *const local_words[IJ_LOCAL_COUNT] = {
	[IJ_LOCAL_THING_NAME] = "${thingName}",
	[IJ_LOCAL_JOB_ID] = "${jobId}",
	[IJ_LOCAL_EXECUTION_NUMBER] = "${executionNumber}",
};

/* In the order of family_kinds. */
static const char *const families[] = {
	"s3-presigned-url", "s3-presigned-url-v1", "s3-presigned-url-v2",
	"s3-presigned-url-upload", "code-sign-signature", "parameter", "package"
};

#define FAMILY_COUNT 7

static const IjPlaceholderKind family_kinds[FAMILY_COUNT] = {
	IJ_PLACEHOLDER_DOWNLOAD, IJ_PLACEHOLDER_DOWNLOAD, IJ_PLACEHOLDER_DOWNLOAD_V2,
	IJ_PLACEHOLDER_UPLOAD, IJ_PLACEHOLDER_CODE_SIGNATURE, IJ_PLACEHOLDER_PARAMETER,
	IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE
};

static bool is_opening(const char *at, const char *end);
static const char *find_opening(const char *at, const char *end);
static IjPlaceholderFault read_placeholder(const char *text, const char *start, const char *end,
										   IjPlaceholder *placeholder);
static IjPlaceholderFault read_family(IjPlaceholder *placeholder, const char *at, const char *end);
static IjPlaceholderFault find_closing(IjPlaceholder *placeholder, const char *at, const char *end);
static IjPlaceholderFault read_inner(IjPlaceholder *placeholder, const char *at, const char *end, size_t *length);
static IjPlaceholderFault count_local(IjPlaceholderKind kind, const char *at, const char *end,
									  int *counts, size_t *length);
static IjPlaceholderFault read_package(IjPlaceholder *placeholder);
static bool take_part(IjTextPart *rest, IjTextPart *part);
static bool is_name(IjTextPart part, size_t max_length, const char *others);
static bool widen_to_value(IjPlaceholder *placeholder, const char *text, const char *end);

void
ij_placeholder_scan(const char *text, size_t length, IjPlaceholderScan *scan)
{
	const char *end = text + length;
	const char *behind = text;	/* the last one */
	const char *at;

	scan->count = 0;
	scan->fault = IJ_PLACEHOLDER_GOOD;
	scan->fault_offset = 0;

	while ((at = find_opening(behind, end)) != NULL)
	{
		IjPlaceholder placeholder;

		scan->fault = scan->count == IJ_MAX_PLACEHOLDERS ? IJ_PLACEHOLDER_TOO_MANY :
			read_placeholder(behind, at, end, &placeholder);
		if (scan->fault != IJ_PLACEHOLDER_GOOD)
		{
			scan->fault_offset = (size_t) (at - text);
			return;
		}
		scan->found[scan->count++] = placeholder;
		behind = placeholder.whole.start + placeholder.whole.length;
	}
}

const char *
ij_placeholder_fault_rule(IjPlaceholderFault fault)
{
	return fault_rules[fault];
}

bool
ij_placeholder_is_presigned(IjPlaceholderKind kind)
{
	switch (kind)
	{
		case IJ_PLACEHOLDER_DOWNLOAD:
		case IJ_PLACEHOLDER_DOWNLOAD_V2:
		case IJ_PLACEHOLDER_UPLOAD:
			return true;
		case IJ_PLACEHOLDER_CODE_SIGNATURE:
		case IJ_PLACEHOLDER_PARAMETER:
		case IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE:
		case IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES:
		case IJ_PLACEHOLDER_PACKAGE_ARTIFACT:
			break;
	}
	return false;
}

bool
ij_placeholder_is_package(IjPlaceholderKind kind)
{
	switch (kind)
	{
		case IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE:
		case IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES:
		case IJ_PLACEHOLDER_PACKAGE_ARTIFACT:
			return true;
		case IJ_PLACEHOLDER_DOWNLOAD:
		case IJ_PLACEHOLDER_DOWNLOAD_V2:
		case IJ_PLACEHOLDER_UPLOAD:
		case IJ_PLACEHOLDER_CODE_SIGNATURE:
		case IJ_PLACEHOLDER_PARAMETER:
			break;
	}
	return false;
}

size_t
ij_local_read(const char *text, size_t length, IjLocal *local)
{
	for (int i = 0; i < IJ_LOCAL_COUNT; i++)
	{
		size_t		wanted = strlen(local_words[i]);

		if (wanted <= length && memcmp(text, local_words[i], wanted) == 0)
		{
			*local = (IjLocal) i;
			return wanted;
		}
	}
	return 0;
}

static bool
is_opening(const char *at, const char *end)
{
	return (size_t) (end - at) >= OPENING_LENGTH && memcmp(at, opening, OPENING_LENGTH) == 0;
}

static const char *
find_opening(const char *at, const char *end)
{
	while (at < end && (at = memchr(at, '$', (size_t) (end - at))) != NULL)
	{
		if (is_opening(at, end))
			return at;
		at++;
	}
	return NULL;
}

/* Reads the placeholder that opens at start; text is what none before it has taken. */
static IjPlaceholderFault
read_placeholder(const char *text, const char *start, const char *end, IjPlaceholder *placeholder)
{
	IjPlaceholderFault fault;

	memset(placeholder, 0, sizeof(*placeholder));
	placeholder->whole.start = start;

	fault = read_family(placeholder, start + OPENING_LENGTH, end);
	if (fault == IJ_PLACEHOLDER_GOOD)
		fault = find_closing(placeholder, placeholder->argument.start, end);
	if (fault != IJ_PLACEHOLDER_GOOD)
		return fault;
	if (placeholder->argument.length == 0)
		return IJ_PLACEHOLDER_EMPTY;

	if (placeholder->kind == IJ_PLACEHOLDER_PARAMETER &&
		!is_name(placeholder->argument, MAX_PARAMETER_KEY, "-_"))
		return IJ_PLACEHOLDER_BAD_PARAMETER;
	if (placeholder->kind == IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE)
		fault = read_package(placeholder);
	if (fault == IJ_PLACEHOLDER_GOOD && placeholder->kind == IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES &&
		!widen_to_value(placeholder, text, end))
		fault = IJ_PLACEHOLDER_NOT_WHOLE;
	return fault;
}

/* The word up to the next colon; the argument begins behind it. */
static IjPlaceholderFault
read_family(IjPlaceholder *placeholder, const char *at, const char *end)
{
	const char *start = at;
	int			family;

	while (at < end && ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '-'))
		at++;
	family = ij_word_index(families, FAMILY_COUNT, start, (size_t) (at - start));

	if (at == end || (unsigned char) *at < ' ' || *at == '"')
		return IJ_PLACEHOLDER_UNTERMINATED;
	if (*at == '\\')
		return IJ_PLACEHOLDER_ESCAPED;
	if (family < 0)
		return IJ_PLACEHOLDER_UNKNOWN;
	if (*at != ':')
		return *at == '}' ? IJ_PLACEHOLDER_EMPTY : IJ_PLACEHOLDER_UNKNOWN;

	placeholder->kind = family_kinds[family];
	placeholder->argument.start = at + 1;
	return IJ_PLACEHOLDER_GOOD;
}

static IjPlaceholderFault
find_closing(IjPlaceholder *placeholder, const char *at, const char *end)
{
	int			locals[IJ_LOCAL_COUNT] = {0};

	while (at < end && *at != '}')
	{
		size_t		length = 1;

		if ((unsigned char) *at < ' ' || *at == '"')
			return IJ_PLACEHOLDER_UNTERMINATED;
		if (*at == '\\')
			return IJ_PLACEHOLDER_ESCAPED;
		if (*at == '$' && at + 1 < end && at[1] == '{')
		{
			IjPlaceholderFault fault = is_opening(at, end) ?
				read_inner(placeholder, at, end, &length) :
				count_local(placeholder->kind, at, end, locals, &length);

			if (fault != IJ_PLACEHOLDER_GOOD)
				return fault;
		}
		at += length;
	}
	if (at == end)
		return IJ_PLACEHOLDER_UNTERMINATED;

	placeholder->argument.length = (size_t) (at - placeholder->argument.start);
	placeholder->whole.length = (size_t) (at + 1 - placeholder->whole.start);
	return IJ_PLACEHOLDER_GOOD;
}

/*
 * A placeholder inside a placeholder.  The inner one may hold no other, so
 * that this goes one deep.
 */
static IjPlaceholderFault
read_inner(IjPlaceholder *placeholder, const char *at, const char *end, size_t *length)
{
	static const char package[] = "package:";
	size_t		package_length = sizeof(package) - 1;
	IjPlaceholder inner;
	IjPlaceholderFault fault;

	if (!ij_placeholder_is_presigned(placeholder->kind) || placeholder->inner.length > 0 ||
		(size_t) (end - at) < OPENING_LENGTH + package_length ||
		memcmp(at + OPENING_LENGTH, package, package_length) != 0)
		return IJ_PLACEHOLDER_NESTED;
	fault = read_placeholder(at, at, end, &inner);
	if (fault != IJ_PLACEHOLDER_GOOD)
		return fault;
	if (inner.kind != IJ_PLACEHOLDER_PACKAGE_ATTRIBUTE)
		return IJ_PLACEHOLDER_NESTED;

	placeholder->inner = inner.whole;
	placeholder->inner_key = inner.argument;
	placeholder->package = inner.package;
	placeholder->version = inner.version;
	*length = inner.whole.length;
	return IJ_PLACEHOLDER_GOOD;
}

/* Another ${ inside a placeholder. */
static IjPlaceholderFault
count_local(IjPlaceholderKind kind, const char *at, const char *end, int *counts, size_t *length)
{
	IjLocal		local;

	if (kind != IJ_PLACEHOLDER_UPLOAD)
		return IJ_PLACEHOLDER_LOCAL_MISPLACED;
	*length = ij_local_read(at, (size_t) (end - at), &local);
	if (*length == 0)
		return IJ_PLACEHOLDER_LOCAL_UNKNOWN;
	return ++counts[local] > IJ_MAX_LOCALS ? IJ_PLACEHOLDER_LOCAL_TOO_OFTEN : IJ_PLACEHOLDER_GOOD;
}

/* NAME:version:VERSION:attributes, perhaps :KEY, or an artifact. */
static IjPlaceholderFault
read_package(IjPlaceholder *placeholder)
{
	IjTextPart	rest = placeholder->argument;
	IjTextPart	word;

	if (!take_part(&rest, &placeholder->package) ||
		!take_part(&rest, &word) || !ij_text_part_is(word, "version") ||
		!take_part(&rest, &placeholder->version))
		return IJ_PLACEHOLDER_BAD_PACKAGE;

	if (ij_text_part_is(placeholder->version, "$null"))
		return IJ_PLACEHOLDER_NULL_VERSION;
	if ((placeholder->package.length == 0) != (placeholder->version.length == 0))
		return IJ_PLACEHOLDER_HALF_PACKAGE;
	if (placeholder->package.length > 0 &&
		(!is_name(placeholder->package, MAX_PACKAGE_NAME, "-_.") ||
		 !(is_name(placeholder->version, MAX_PACKAGE_VERSION, "-_.") ||
		   ij_text_part_is(placeholder->version, "$default"))))
		return IJ_PLACEHOLDER_BAD_PACKAGE;

	placeholder->argument = (IjTextPart) {rest.start, 0};
	if (ij_text_part_is(rest, "attributes"))
		placeholder->kind = IJ_PLACEHOLDER_PACKAGE_ATTRIBUTES;
	else if (ij_text_part_is(rest, "artifact-location:s3-presigned-url") ||
			 ij_text_part_is(rest, "artifact:s3-presigned-url"))
		placeholder->kind = IJ_PLACEHOLDER_PACKAGE_ARTIFACT;
	else if (take_part(&rest, &word) && ij_text_part_is(word, "attributes") &&
			 is_name(rest, MAX_ATTRIBUTE_KEY, "-_:"))
		placeholder->argument = rest;
	else
		return IJ_PLACEHOLDER_BAD_PACKAGE;
	return IJ_PLACEHOLDER_GOOD;
}

/* Moves what stands before the next colon from rest to part. */
static bool
take_part(IjTextPart *rest, IjTextPart *part)
{
	const char *colon = rest->length == 0 ? NULL : memchr(rest->start, ':', rest->length);

	if (colon == NULL)
		return false;
	part->start = rest->start;
	part->length = (size_t) (colon - rest->start);
	rest->start += part->length + 1;
	rest->length -= part->length + 1;
	return true;
}

/* One to max_length letters, digits and others. */
static bool
is_name(IjTextPart part, size_t max_length, const char *others)
{
	for (size_t i = 0; i < part.length; i++)
	{
		char		c = part.start[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			  (c != '\0' && strchr(others, c) != NULL)))
			return false;
	}
	return part.length >= 1 && part.length <= max_length;
}

/*
 * Takes the quotes in, so that an object can stand in the place of the
 * string.  False if the string has more in it, or is the name of a member.
 */
static bool
widen_to_value(IjPlaceholder *placeholder, const char *text, const char *end)
{
	const char *after = placeholder->whole.start + placeholder->whole.length;

	if (placeholder->whole.start == text || placeholder->whole.start[-1] != '"' ||
		after == end || *after != '"')
		return false;
	if (placeholder->whole.start - text >= 2 && placeholder->whole.start[-2] == '\\')
		return false;
	placeholder->whole.start--;
	placeholder->whole.length += 2;

	do
		after++;
	while (after < end && (*after == ' ' || *after == '\t' || *after == '\n' || *after == '\r'));
	return after == end || *after != ':';
}
