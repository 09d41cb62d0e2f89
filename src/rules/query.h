/*-------------------------------------------------------------------------
 *
 * query.h
 *		The query language of fleet search: parsing and matching.
 *
 * docs/query.md tells what it is.  A parsed query points into the text it was
 * made from, which the caller keeps.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_QUERY_H
#define IJ_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#define IJ_QUERY_MAX_LENGTH 1000	/* bytes */
#define IJ_QUERY_MAX_DEPTH 32	/* parentheses and negations in each other */
#define IJ_QUERY_MAX_NODES 256

/* What a query looks at, as bits. */
#define IJ_QUERY_USES_NAME 1
#define IJ_QUERY_USES_TYPE 2
#define IJ_QUERY_USES_GROUPS 4
#define IJ_QUERY_USES_ATTRIBUTES 8
#define IJ_QUERY_USES_ALL 15

typedef struct IjQuerySlice
{
	const char *text;
	size_t		length;
} IjQuerySlice;

typedef enum IjQueryKind
{
	IJ_QUERY_AND,
	IJ_QUERY_OR,
	IJ_QUERY_NOT,
	IJ_QUERY_TERM
} IjQueryKind;

typedef enum IjQueryTest
{
	IJ_QUERY_PATTERN,			/* * and ? stand for others, \ takes that away */
	IJ_QUERY_PHRASE,			/* the value itself, but for \ */
	IJ_QUERY_RANGE
} IjQueryTest;

typedef struct IjQueryNode
{
	IjQueryKind kind;
	int			left;			/* AND, OR, NOT */
	int			right;			/* AND, OR */

	/* The rest is a term's. */
	unsigned	field;			/* one of the bits above */
	IjQuerySlice key;			/* name of the attribute */
	IjQueryTest test;
	IjQuerySlice value;			/* PATTERN, PHRASE */
	bool		has_low;		/* RANGE */
	bool		has_high;
	bool		low_inclusive;
	bool		high_inclusive;
	IjQuerySlice low;
	IjQuerySlice high;
} IjQueryNode;

typedef struct IjQuery
{
	int			root;
	int			count;
	unsigned	uses;
	IjQueryNode nodes[IJ_QUERY_MAX_NODES];
	size_t		keys_length;
	char		keys[IJ_QUERY_MAX_LENGTH];	/* names of attributes, without \ */
} IjQuery;

typedef struct IjQueryError
{
	const char *reason;			/* completes "the query ..." */
	size_t		position;		/* in bytes, from 0 */
} IjQueryError;

/* A thing as a query sees it. */
typedef struct IjQueryThing
{
	IjQuerySlice name;
	bool		has_type;
	IjQuerySlice type;
	int			ngroups;
	const IjQuerySlice *groups;
	bool		(*attribute) (const void *context, IjQuerySlice key, IjQuerySlice *value);
	const void *context;
} IjQueryThing;

/* False with the error for what is no query. */
extern bool ij_query_parse(const char *text, size_t length, IjQuery *query, IjQueryError *error);

extern bool ij_query_matches(const IjQuery *query, const IjQueryThing *thing);

#endif							/* IJ_QUERY_H */
