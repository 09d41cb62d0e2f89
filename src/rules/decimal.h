/*-------------------------------------------------------------------------
 *
 * decimal.h
 *		Exact reading of the decimal numbers of a request.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DECIMAL_H
#define IJ_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

typedef enum IjDecimalResult
{
	IJ_DECIMAL_GOOD,
	IJ_DECIMAL_NOT_A_NUMBER,
	IJ_DECIMAL_TOO_MANY_DECIMALS,
	IJ_DECIMAL_OUT_OF_RANGE
} IjDecimalResult;

/*
 * Reads a number in the grammar of JSON and gives it as a whole number of
 * units of its last decimal: with one decimal, 1.5, 1.50 and 15e-1 are 15.
 * The value is stored only if all is good.
 */
extern IjDecimalResult ij_decimal_parse(const char *text, size_t length,
										int decimals, int64_t *value);

#endif							/* IJ_DECIMAL_H */
