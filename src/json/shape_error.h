/*-------------------------------------------------------------------------
 *
 * shape_error.h
 *		Says why a value does not fit its shape.
 *
 * Every function raises InvalidRequestException, or what stands for it in the
 * operation that is called, and does not return.  What is shown of a value is
 * short, ends at a whole character and is one line.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SHAPE_ERROR_H
#define IJ_SHAPE_ERROR_H

#include "compat.h"
#include "json/shape_check.h"

/*
 * Who checks says first which SQLSTATE the errors are to have; 0 is that of
 * InvalidRequestException.
 */
extern void ij_shape_error_begin(int sqlstate);
extern int	ij_shape_error_code(void);

pg_noreturn extern void ij_shape_error_missing(const IjMember *members, const char *member,
									   const IjPath *path, const char *owner);
pg_noreturn extern void ij_shape_error_unknown(const IjMember *members, const char *name,
									   int length, const IjPath *path, const char *owner);
pg_noreturn extern void ij_shape_error_type(const IjShape *shape, const JsonbValue *value,
									   const IjPath *path);
pg_noreturn extern void ij_shape_error_length(const IjShape *shape, const char *string,
									   int length, int64 characters, const IjPath *path);
pg_noreturn extern void ij_shape_error_bytes(const IjShape *shape, int64 bytes,
									   const IjPath *path);
pg_noreturn extern void ij_shape_error_encoding(const IjPath *path);
pg_noreturn extern void ij_shape_error_pattern(const IjShape *shape, const char *string,
									   int length, const IjPath *path);
pg_noreturn extern void ij_shape_error_word(const IjShape *shape, const char *string, int length,
									   const IjPath *path);
pg_noreturn extern void ij_shape_error_size(const IjShape *shape, int64 size, const IjPath *path);
pg_noreturn extern void ij_shape_error_range(const IjShape *shape, const char *number,
									   const IjPath *path);
pg_noreturn extern void ij_shape_error_decimals(const IjShape *shape, const char *number,
									   const IjPath *path);
pg_noreturn extern void ij_shape_error_array(const IjPath *path, const char *reason);

/* A short, printable copy of what a client sent. */
extern char *ij_clip(const char *string, int length);
extern char *ij_clip_to(const char *string, int length, int characters);

/* "abortConfig.criteriaList[0].action" */
extern char *ij_path_text(const IjPath *path);

#endif							/* IJ_SHAPE_ERROR_H */
