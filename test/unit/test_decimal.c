/*-------------------------------------------------------------------------
 *
 * test_decimal.c
 *		Exact reading of decimal numbers.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/decimal.h"

#include "tap.h"

#define GOOD IJ_DECIMAL_GOOD
#define NOT_A_NUMBER IJ_DECIMAL_NOT_A_NUMBER
#define DECIMALS IJ_DECIMAL_TOO_MANY_DECIMALS
#define RANGE IJ_DECIMAL_OUT_OF_RANGE

typedef struct Case
{
	const char *text;
	int			decimals;
	IjDecimalResult result;
	int64_t		value;
} Case;

static const Case cases[] = {
	{"0", 0, GOOD, 0},
	{"-0", 0, GOOD, 0},
	{"-0.000e9", 0, GOOD, 0},
	{"0e999999999999999999999", 0, GOOD, 0},
	{"0e-999999999999999999999", 0, GOOD, 0},
	{"7", 0, GOOD, 7},
	{"-7", 0, GOOD, -7},
	{"7.0", 0, GOOD, 7},
	{"700", 2, GOOD, 70000},
	{"1.5", 1, GOOD, 15},
	{"1.50", 1, GOOD, 15},
	{"1.500000000000000000000000000000", 1, GOOD, 15},
	{"15e-1", 1, GOOD, 15},
	{"0.15e1", 1, GOOD, 15},
	{"150E-2", 1, GOOD, 15},
	{"1e1", 0, GOOD, 10},
	{"1E+1", 0, GOOD, 10},
	{"100e-2", 0, GOOD, 1},
	{"1.1", 1, GOOD, 11},
	{"5", 1, GOOD, 50},
	{"33.33", 2, GOOD, 3333},
	{"0.01", 2, GOOD, 1},
	{"0.0100", 2, GOOD, 1},
	{"1e-2", 2, GOOD, 1},

	{"1.5", 0, DECIMALS, 0},
	{"1.55", 1, DECIMALS, 0},
	{"33.333", 2, DECIMALS, 0},
	{"1e-3", 2, DECIMALS, 0},
	{"1e-999999999999999999999", 2, DECIMALS, 0},
	{"0.00000000000000000000000000000000000001", 2, DECIMALS, 0},

	{"9223372036854775807", 0, GOOD, INT64_MAX},
	{"9223372036854775808", 0, RANGE, 0},
	{"-9223372036854775808", 0, GOOD, INT64_MIN},
	{"-9223372036854775809", 0, RANGE, 0},
	{"922337203685477580.7", 1, GOOD, INT64_MAX},
	{"922337203685477580.8", 1, RANGE, 0},
	{"0.9223372036854775807e19", 0, GOOD, INT64_MAX},
	{"1e18", 0, GOOD, INT64_C(1000000000000000000)},
	{"9e18", 0, GOOD, INT64_C(9000000000000000000)},
	{"1e19", 0, RANGE, 0},
	{"1e20", 0, RANGE, 0},
	{"1e999999999999999999999", 0, RANGE, 0},
	{"18446744073709551616", 0, RANGE, 0},
	{"100000000000000000000000000000000000000", 0, RANGE, 0},

	{"", 0, NOT_A_NUMBER, 0},
	{"-", 0, NOT_A_NUMBER, 0},
	{"+1", 0, NOT_A_NUMBER, 0},
	{"--1", 0, NOT_A_NUMBER, 0},
	{"01", 0, NOT_A_NUMBER, 0},
	{"-01", 0, NOT_A_NUMBER, 0},
	{"00", 0, NOT_A_NUMBER, 0},
	{".5", 1, NOT_A_NUMBER, 0},
	{"5.", 1, NOT_A_NUMBER, 0},
	{"1.e1", 1, NOT_A_NUMBER, 0},
	{"1e", 1, NOT_A_NUMBER, 0},
	{"1e+", 1, NOT_A_NUMBER, 0},
	{"1e1.0", 1, NOT_A_NUMBER, 0},
	{"1.0.0", 1, NOT_A_NUMBER, 0},
	{"1 ", 1, NOT_A_NUMBER, 0},
	{" 1", 1, NOT_A_NUMBER, 0},
	{"0x1", 1, NOT_A_NUMBER, 0},
	{"NaN", 1, NOT_A_NUMBER, 0},
	{"Infinity", 1, NOT_A_NUMBER, 0},
	{"1,5", 1, NOT_A_NUMBER, 0},
};

int
main(void)
{
	int64_t		value = 42;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const Case *c = &cases[i];
		IjDecimalResult result;

		value = 42;
		result = ij_decimal_parse(c->text, strlen(c->text), c->decimals, &value);
		is_true(result == c->result && value == (result == GOOD ? c->value : 42),
				"\"%s\" with %d decimals", c->text, c->decimals);
	}

	is_true(ij_decimal_parse("12", 1, 0, &value) == GOOD && value == 1,
			"the length ends the number");
	is_true(ij_decimal_parse("1\0", 2, 0, &value) == NOT_A_NUMBER, "a zero byte does not");
	return tap_done();
}
