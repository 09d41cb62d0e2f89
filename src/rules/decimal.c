/*-------------------------------------------------------------------------
 *
 * decimal.c
 *		Exact reading of the decimal numbers of a request.
 *
 * Binary floating point would make 1.1 something else, and could not tell
 * one decimal from two.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/decimal.h"

#include <stdbool.h>

/* An exponent beyond this is the same as this: no text is so long. */
#define FAR_EXPONENT INT64_C(1000000000000)

#define MAX_INT64_DIGITS 19

/* A number as written: digits from first to last, one of them perhaps a dot. */
typedef struct Number
{
	bool		negative;
	const char *digits;
	const char *digits_end;
	int64_t		exponent;		/* of the last digit */
} Number;

static bool read_number(const char *text, size_t length, Number *number);
static const char *read_digits(const char *at, const char *end);
static const char *read_exponent(const char *at, const char *end, int64_t *exponent);
static void strip_zeros(Number *number);
static IjDecimalResult to_int64(const Number *number, int64_t zeros, int64_t *value);

IjDecimalResult
ij_decimal_parse(const char *text, size_t length, int decimals, int64_t *value)
{
	Number		number;

	if (!read_number(text, length, &number))
		return IJ_DECIMAL_NOT_A_NUMBER;

	strip_zeros(&number);
	if (number.digits == number.digits_end)
	{
		*value = 0;
		return IJ_DECIMAL_GOOD;
	}
	if (number.exponent < -decimals)
		return IJ_DECIMAL_TOO_MANY_DECIMALS;
	return to_int64(&number, number.exponent + decimals, value);
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? */
static bool
read_number(const char *text, size_t length, Number *number)
{
	const char *at = text;
	const char *end = text + length;
	const char *whole_end;

	number->negative = at < end && *at == '-';
	if (number->negative)
		at++;

	number->digits = at;
	whole_end = read_digits(at, end);
	if (whole_end == at || (*at == '0' && whole_end - at > 1))
		return false;
	at = whole_end;

	number->exponent = 0;
	if (at < end && *at == '.')
	{
		const char *fraction = at + 1;

		at = read_digits(fraction, end);
		if (at == fraction)
			return false;
		number->exponent = -(int64_t) (at - fraction);
	}
	number->digits_end = at;

	if (at < end && (*at == 'e' || *at == 'E'))
		at = read_exponent(at + 1, end, &number->exponent);
	return at == end;
}

static const char *
read_digits(const char *at, const char *end)
{
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	return at;
}

/* Adds what follows the e; NULL if that is no exponent. */
static const char *
read_exponent(const char *at, const char *end, int64_t *exponent)
{
	bool		negative = false;
	int64_t		value = 0;
	const char *digits_end;

	if (at < end && (*at == '+' || *at == '-'))
		negative = *at++ == '-';

	digits_end = read_digits(at, end);
	if (digits_end == at)
		return NULL;
	for (; at < digits_end; at++)
	{
		if (value < FAR_EXPONENT)
			value = value * 10 + (*at - '0');
	}
	*exponent += negative ? -value : value;
	return digits_end;
}

/* Leading zeros say nothing; trailing ones only move the exponent. */
static void
strip_zeros(Number *number)
{
	while (number->digits < number->digits_end &&
		   (*number->digits == '0' || *number->digits == '.'))
		number->digits++;
	while (number->digits < number->digits_end &&
		   (number->digits_end[-1] == '0' || number->digits_end[-1] == '.'))
	{
		if (*--number->digits_end == '0')
			number->exponent++;
	}
}

/* The digits followed by so many zeros.  INT64_MIN has no positive twin. */
static IjDecimalResult
to_int64(const Number *number, int64_t zeros, int64_t *value)
{
	uint64_t	limit = (uint64_t) INT64_MAX + (number->negative ? 1 : 0);
	uint64_t	magnitude = 0;
	const char *digit = number->digits;

	if (zeros > MAX_INT64_DIGITS)
		return IJ_DECIMAL_OUT_OF_RANGE;

	while (digit < number->digits_end || zeros > 0)
	{
		unsigned	next = 0;

		if (digit == number->digits_end)
			zeros--;
		else if (*digit == '.')
		{
			digit++;
			continue;
		}
		else
			next = (unsigned) (*digit++ - '0');

		if (magnitude > (limit - next) / 10)
			return IJ_DECIMAL_OUT_OF_RANGE;
		magnitude = magnitude * 10 + next;
	}

	if (number->negative)
		*value = magnitude > INT64_MAX ? INT64_MIN : -(int64_t) magnitude;
	else
		*value = (int64_t) magnitude;
	return IJ_DECIMAL_GOOD;
}
