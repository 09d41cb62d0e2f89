/*-------------------------------------------------------------------------
 *
 * fuzz_placeholder.c
 *		Placeholders lie in the text, in order, and what they say is found
 *		again when they are read alone.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/placeholder.h"

#include "fuzz.h"

static bool
lies_in(IjTextPart inner, IjTextPart outer)
{
	return inner.length == 0 ||
		(inner.start >= outer.start && inner.start + inner.length <= outer.start + outer.length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	IjTextPart	rest = {(const char *) data, size};
	IjPlaceholderScan scan;

	ij_placeholder_scan(rest.start, rest.length, &scan);
	MUST(scan.count >= 0 && scan.count <= IJ_MAX_PLACEHOLDERS);
	MUST(scan.fault_offset <= size);
	MUST(scan.fault != IJ_PLACEHOLDER_TOO_MANY || scan.count == IJ_MAX_PLACEHOLDERS);
	for (int i = 0; i < scan.count; i++)
	{
		const IjPlaceholder *found = &scan.found[i];
		IjPlaceholderScan again;

		MUST(lies_in(found->whole, rest));
		MUST(lies_in(found->argument, found->whole));
		MUST(lies_in(found->package, found->whole));
		MUST(lies_in(found->version, found->whole));
		MUST(lies_in(found->inner, found->argument));
		MUST(lies_in(found->inner_key, found->inner));
		MUST(found->inner.length == 0 || ij_placeholder_is_presigned(found->kind));
		ij_placeholder_scan(found->whole.start, found->whole.length, &again);
		MUST(again.count == 1 && again.fault == IJ_PLACEHOLDER_GOOD);
		MUST(again.found[0].kind == found->kind);
		MUST(again.found[0].whole.length == found->whole.length);
		rest.start = found->whole.start + found->whole.length;
		rest.length = (size_t) ((const char *) data + size - rest.start);
	}
	return 0;
}
