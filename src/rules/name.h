/*-------------------------------------------------------------------------
 *
 * name.h
 *		The patterns of names, ids and texts, as functions.
 *
 * Each takes a whole string and stands for the pattern beside it, which must
 * match all of it.  Lengths are limits of the shapes, not of the patterns,
 * but for one.  Bytes that are not UTF-8 match nothing.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_NAME_H
#define IJ_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/utf8.h"

/* [a-zA-Z0-9_-]+  ids of jobs and templates, namespaces, parameter keys */
extern bool ij_match_job_id(const char *s, size_t n);

/* [a-zA-Z0-9_-]+|^\$next  the job id of DescribeJobExecution */
extern bool ij_match_describe_job_id(const char *s, size_t n);

/* [a-zA-Z0-9:_-]+  names of things, groups and types, keys of details */
extern bool ij_match_thing_name(const char *s, size_t n);

/* [a-zA-Z0-9\-]+ */
extern bool ij_match_thing_group_id(const char *s, size_t n);

/* [a-zA-Z0-9_.,@/:#-]+ */
extern bool ij_match_attribute_name(const char *s, size_t n);

/* [a-zA-Z0-9_.,@/:#=\[\]-]* */
extern bool ij_match_attribute_value(const char *s, size_t n);

/* [a-zA-Z0-9:.]+ */
extern bool ij_match_connection_attribute_name(const char *s, size_t n);

/* [a-zA-Z0-9:$.]+ */
extern bool ij_match_user_property_key(const char *s, size_t n);

/* [a-zA-Z0-9-_.]+  names and versions of packages */
extern bool ij_match_package_name(const char *s, size_t n);

/* [\p{Upper}\p{Digit}_]+ */
extern bool ij_match_reason_code(const char *s, size_t n);

/* ^arn:[!-~]+$ */
extern bool ij_match_arn(const char *s, size_t n);

/* [\p{Graph}\x20]*  descriptions of groups and types */
extern bool ij_match_printable(const char *s, size_t n);

/* [^\p{C}]+  descriptions, comments, values of details and parameters */
extern bool ij_match_text(const char *s, size_t n);

/* ^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$ */
extern bool ij_match_tag_key(const char *s, size_t n);

/* \S{36,64} */
extern bool ij_match_client_token(const char *s, size_t n);

/* ^[1-9]+.[0-9]+ */
extern bool ij_match_managed_template_version(const char *s, size_t n);

#endif							/* IJ_NAME_H */
