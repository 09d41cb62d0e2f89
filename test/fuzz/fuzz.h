/*-------------------------------------------------------------------------
 *
 * fuzz.h
 *		What a fuzzer needs.
 *
 * A fuzzer is one function that gets arbitrary bytes.  They are not
 * terminated, so that reading beyond them is found.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_FUZZ_H
#define IJ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for any input.  assert() would vanish with NDEBUG. */
#define MUST(condition) \
	do { \
		if (!(condition)) \
		{ \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
			abort(); \
		} \
	} while (0)

#endif							/* IJ_FUZZ_H */
