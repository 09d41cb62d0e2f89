/*-------------------------------------------------------------------------
 *
 * fuzz_document.c
 *		What is found in a document is where it is said to be.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/document.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	IjDocumentScan scan;

	ij_document_scan(text, size, &scan);

	switch (scan.fault)
	{
		case IJ_DOCUMENT_GOOD:
			MUST(scan.fault_offset == 0);
			break;
		case IJ_DOCUMENT_TOO_DEEP:
			MUST(scan.fault_offset >= IJ_DOCUMENT_MAX_DEPTH && scan.fault_offset < size);
			MUST(text[scan.fault_offset] == '[' || text[scan.fault_offset] == '{');
			break;
		case IJ_DOCUMENT_NUMBER_TOO_LONG:
		case IJ_DOCUMENT_EXPONENT_TOO_LARGE:
			MUST(scan.fault_offset < size);
			break;
	}
	return 0;
}
