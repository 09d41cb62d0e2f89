/*-------------------------------------------------------------------------
 *
 * fuzz_decimal.c
 *		A number has one value, however many decimals are asked for.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/decimal.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	int64_t		value = 0;
	int64_t		finer = 0;
	IjDecimalResult result;
	IjDecimalResult finer_result;

	for (int decimals = 0; decimals < 4; decimals++)
	{
		result = ij_decimal_parse(text, size, decimals, &value);
		finer_result = ij_decimal_parse(text, size, decimals + 1, &finer);

		MUST((result == IJ_DECIMAL_NOT_A_NUMBER) ==
			 (finer_result == IJ_DECIMAL_NOT_A_NUMBER));
		if (result == IJ_DECIMAL_GOOD && finer_result == IJ_DECIMAL_GOOD)
			MUST(finer % 10 == 0 && finer / 10 == value);
		if (result == IJ_DECIMAL_GOOD && finer_result != IJ_DECIMAL_GOOD)
			MUST(value > INT64_MAX / 10 || value < INT64_MIN / 10);
		if (result == IJ_DECIMAL_OUT_OF_RANGE)
			MUST(finer_result == IJ_DECIMAL_OUT_OF_RANGE);
		if (result == IJ_DECIMAL_TOO_MANY_DECIMALS && finer_result == IJ_DECIMAL_GOOD)
			MUST(finer % 10 != 0);
	}
	return 0;
}
