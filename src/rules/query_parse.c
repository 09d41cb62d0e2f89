/*-------------------------------------------------------------------------
 *
 * query_parse.c
 *		Reads a query into a tree.
 *
 *		query	= and { "OR" and }
 *		and		= not { [ "AND" ] not }
 *		not		= ( "NOT" | "-" ) not | "(" query ")" | field ":" value
 *		value	= word | '"' phrase '"' | range | ( ">" | ">=" | "<" | "<=" ) bound
 *		range	= ( "[" | "{" ) bound "TO" bound ( "]" | "}" )
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "rules/name.h"
#include "rules/query.h"

typedef struct Parser
{
	const char *text;
	size_t		length;
	size_t		at;
	int			depth;
	IjQuery    *query;
	IjQueryError *error;
} Parser;

static int	parse_or(Parser *parser);
static int	parse_and(Parser *parser);
static int	parse_not(Parser *parser);
static int	parse_term(Parser *parser);
static bool parse_field(Parser *parser, IjQueryNode *node);
static bool parse_key(Parser *parser, size_t from, size_t to, IjQueryNode *node);
static bool parse_value(Parser *parser, IjQueryNode *node);
static bool parse_phrase(Parser *parser, IjQueryNode *node);
static bool parse_range(Parser *parser, IjQueryNode *node);
static bool parse_comparison(Parser *parser, IjQueryNode *node);
static bool parse_bound(Parser *parser, const char *ends, bool *given, IjQuerySlice *bound);
static int	add_node(Parser *parser, IjQueryKind kind, int left, int right);
static int	fail(Parser *parser, const char *reason);
static bool refuse(Parser *parser, const char *reason);
static bool is_space(char c);
static void skip_space(Parser *parser);
static char peek(const Parser *parser);
static bool is_word(const Parser *parser, const char *word);
static bool take_word(Parser *parser, const char *word);

bool
ij_query_parse(const char *text, size_t length, IjQuery *query, IjQueryError *error)
{
	Parser		parser = {text, length, 0, 0, query, error};

	query->count = 0;
	query->uses = 0;
	query->keys_length = 0;
	error->reason = NULL;
	error->position = 0;

	if (length > IJ_QUERY_MAX_LENGTH)
		return refuse(&parser, "is too long");
	if (memchr(text, '\0', length) != NULL)
		return refuse(&parser, "has a character that no text has");

	query->root = parse_or(&parser);
	if (query->root < 0)
		return false;
	if (parser.at < length)
		return refuse(&parser, "has a parenthesis that nothing opens");
	return true;
}

static int
parse_or(Parser *parser)
{
	int			left = parse_and(parser);

	while (left >= 0 && take_word(parser, "OR"))
	{
		int			right = parse_and(parser);

		left = right < 0 ? right : add_node(parser, IJ_QUERY_OR, left, right);
	}
	return left;
}

/* Terms that stand side by side must all hold, as if AND stood between. */
static int
parse_and(Parser *parser)
{
	int			left = parse_not(parser);

	while (left >= 0)
	{
		int			right;

		skip_space(parser);
		if (parser->at >= parser->length || peek(parser) == ')' || is_word(parser, "OR"))
			break;
		(void) take_word(parser, "AND");
		right = parse_not(parser);
		left = right < 0 ? right : add_node(parser, IJ_QUERY_AND, left, right);
	}
	return left;
}

static int
parse_not(Parser *parser)
{
	int			node;
	bool		negated = take_word(parser, "NOT");

	skip_space(parser);
	if (!negated && peek(parser) == '-')
	{
		parser->at++;
		negated = true;
	}
	if (!negated && peek(parser) != '(')
		return parse_term(parser);

	if (++parser->depth > IJ_QUERY_MAX_DEPTH)
		return fail(parser, "is nested too deep");
	if (negated)
	{
		node = parse_not(parser);
		if (node >= 0)
			node = add_node(parser, IJ_QUERY_NOT, node, -1);
	}
	else
	{
		parser->at++;
		node = parse_or(parser);
		if (node >= 0)
		{
			skip_space(parser);
			if (peek(parser) != ')')
				return fail(parser, "has a parenthesis that nothing closes");
			parser->at++;
		}
	}
	parser->depth--;
	return node;
}

static int
parse_term(Parser *parser)
{
	IjQueryNode term;
	int			node;

	memset(&term, 0, sizeof(term));
	if (parser->at >= parser->length)
		return fail(parser, parser->length == 0 ? "is empty" : "ends where a term must follow");
	if (is_word(parser, "AND") || is_word(parser, "OR") || peek(parser) == ')')
		return fail(parser, "has no term where one must stand");
	if (!parse_field(parser, &term) || !parse_value(parser, &term))
		return -1;

	node = add_node(parser, IJ_QUERY_TERM, -1, -1);
	if (node >= 0)
	{
		term.kind = IJ_QUERY_TERM;
		term.left = term.right = -1;
		parser->query->nodes[node] = term;
		parser->query->uses |= term.field;
	}
	return node;
}

/* Up to the first colon that no \ stands before. */
static bool
parse_field(Parser *parser, IjQueryNode *node)
{
	static const struct
	{
		const char *name;
		unsigned	field;
	}			fields[] = {
		{"thingName", IJ_QUERY_USES_NAME},
		{"thingTypeName", IJ_QUERY_USES_TYPE},
		{"thingGroupNames", IJ_QUERY_USES_GROUPS}
	};
	static const char attributes[] = "attributes.";
	size_t		from = parser->at;
	size_t		end = from;
	const char *name = parser->text + from;

	while (end < parser->length && parser->text[end] != ':')
	{
		char		c = parser->text[end];

		if (is_space(c) || c == '(' || c == ')' || c == '"')
			return refuse(parser, "has a term that is not of the form field:value");
		end += c == '\\' && end + 1 < parser->length ? 2 : 1;
	}
	if (end >= parser->length)
		return refuse(parser, "has a term that is not of the form field:value");

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
	{
		if (end - from == strlen(fields[i].name) && memcmp(name, fields[i].name, end - from) == 0)
			node->field = fields[i].field;
	}
	if (node->field == 0 && end - from >= sizeof(attributes) - 1 &&
		memcmp(name, attributes, sizeof(attributes) - 1) == 0)
	{
		node->field = IJ_QUERY_USES_ATTRIBUTES;
		if (!parse_key(parser, from + sizeof(attributes) - 1, end, node))
			return false;
	}
	if (node->field == 0)
		return refuse(parser, "asks for a field that is not known");

	parser->at = end + 1;
	return true;
}

static bool
parse_key(Parser *parser, size_t from, size_t to, IjQueryNode *node)
{
	IjQuery    *query = parser->query;
	char	   *key = query->keys + query->keys_length;
	size_t		length = 0;

	/* All keys together are no longer than the query. */
	for (size_t i = from; i < to; i++)
	{
		if (parser->text[i] == '\\' && i + 1 < to)
			i++;
		key[length++] = parser->text[i];
	}
	if (length > 128 || !ij_match_attribute_name(key, length))
		return refuse(parser, "has a malformed name of an attribute");

	query->keys_length += length;
	node->key.text = key;
	node->key.length = length;
	return true;
}

static bool
parse_value(Parser *parser, IjQueryNode *node)
{
	size_t		from = parser->at;
	char		c = peek(parser);

	if (c == '"')
		return parse_phrase(parser, node);
	if (c == '[' || c == '{')
		return parse_range(parser, node);
	if (c == '<' || c == '>')
		return parse_comparison(parser, node);

	while (parser->at < parser->length)
	{
		c = parser->text[parser->at];
		if (is_space(c) || c == '(' || c == ')')
			break;
		if (c == '"')
			return refuse(parser, "has a quotation mark inside a value");
		if (c == '~' || c == '^')
			return refuse(parser, "has an operator that is not supported");
		if (c == '\\' && ++parser->at >= parser->length)
			return refuse(parser, "ends in a backslash");
		parser->at++;
	}
	node->test = IJ_QUERY_PATTERN;
	node->value.text = parser->text + from;
	node->value.length = parser->at - from;
	return node->value.length > 0 || refuse(parser, "has a field without a value");
}

static bool
parse_phrase(Parser *parser, IjQueryNode *node)
{
	size_t		from = ++parser->at;

	while (parser->at < parser->length && peek(parser) != '"')
		parser->at += peek(parser) == '\\' ? 2 : 1;
	if (parser->at >= parser->length)
	{
		parser->at = parser->length;
		return refuse(parser, "has a quotation mark that nothing closes");
	}

	node->test = IJ_QUERY_PHRASE;
	node->value.text = parser->text + from;
	node->value.length = parser->at - from;
	parser->at++;
	if (node->value.length == 0)
		return refuse(parser, "has a field without a value");
	if (parser->at < parser->length && !is_space(peek(parser)) && peek(parser) != ')')
		return refuse(parser, "goes on right behind a quotation mark");
	return true;
}

static bool
parse_range(Parser *parser, IjQueryNode *node)
{
	node->test = IJ_QUERY_RANGE;
	node->low_inclusive = peek(parser) == '[';
	parser->at++;
	skip_space(parser);
	if (!parse_bound(parser, "]}", &node->has_low, &node->low))
		return false;
	if (!take_word(parser, "TO"))
		return refuse(parser, "has a range without TO");
	skip_space(parser);
	if (!parse_bound(parser, "]}", &node->has_high, &node->high))
		return false;
	skip_space(parser);
	if (peek(parser) != ']' && peek(parser) != '}')
		return refuse(parser, "has a range that nothing closes");
	node->high_inclusive = peek(parser) == ']';
	parser->at++;
	return true;
}

static bool
parse_comparison(Parser *parser, IjQueryNode *node)
{
	bool		is_less = peek(parser) == '<';
	bool		inclusive;
	bool		given;
	IjQuerySlice bound;

	parser->at++;
	inclusive = peek(parser) == '=';
	if (inclusive)
		parser->at++;
	if (!parse_bound(parser, "()", &given, &bound))
		return false;
	if (!given)
		return refuse(parser, "compares with no value");

	node->test = IJ_QUERY_RANGE;
	node->has_low = !is_less;
	node->has_high = is_less;
	node->low_inclusive = node->high_inclusive = inclusive;
	node->low = node->high = bound;
	return true;
}

/* Up to a blank or one of ends.  A lone * is no bound. */
static bool
parse_bound(Parser *parser, const char *ends, bool *given, IjQuerySlice *bound)
{
	bound->text = parser->text + parser->at;
	while (parser->at < parser->length && !is_space(peek(parser)) && strchr(ends, peek(parser)) == NULL)
		parser->at++;
	bound->length = (size_t) (parser->text + parser->at - bound->text);
	if (bound->length == 0)
		return refuse(parser, "has a range without a bound");
	*given = bound->length != 1 || bound->text[0] != '*';
	return true;
}

static int
add_node(Parser *parser, IjQueryKind kind, int left, int right)
{
	IjQueryNode *node;

	if (parser->query->count >= IJ_QUERY_MAX_NODES)
		return fail(parser, "has too many terms");
	node = &parser->query->nodes[parser->query->count];
	memset(node, 0, sizeof(*node));
	node->kind = kind;
	node->left = left;
	node->right = right;
	return parser->query->count++;
}

static int
fail(Parser *parser, const char *reason)
{
	(void) refuse(parser, reason);
	return -1;
}

static bool
refuse(Parser *parser, const char *reason)
{
	parser->error->reason = reason;
	parser->error->position = parser->at;
	return false;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
skip_space(Parser *parser)
{
	while (parser->at < parser->length && is_space(parser->text[parser->at]))
		parser->at++;
}

/* NUL at the end: no query contains one. */
static char
peek(const Parser *parser)
{
	return parser->at < parser->length ? parser->text[parser->at] : '\0';
}

/* Whether a word of the language stands here, and ends here. */
static bool
is_word(const Parser *parser, const char *word)
{
	size_t		length = strlen(word);
	size_t		end = parser->at + length;

	return end <= parser->length && memcmp(parser->text + parser->at, word, length) == 0 &&
		(end == parser->length || is_space(parser->text[end]) ||
		 parser->text[end] == '(' || parser->text[end] == ')');
}

static bool
take_word(Parser *parser, const char *word)
{
	skip_space(parser);
	if (!is_word(parser, word))
		return false;
	parser->at += strlen(word);
	return true;
}
