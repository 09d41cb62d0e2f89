/*-------------------------------------------------------------------------
 *
 * date_time.h
 *		Reads the moments of schedulingConfig.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DATE_TIME_H
#define IJ_DATE_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * YYYY-MM-DD, T or a space, HH:MM, perhaps :SS and decimals of a second,
 * perhaps Z or an offset as +HH:MM.  Without an offset it is UTC.  Gives
 * microseconds since 1970; false if the text is anything else.
 */
extern bool ij_date_time_parse(const char *text, size_t length, int64_t *microseconds);

#endif							/* IJ_DATE_TIME_H */
