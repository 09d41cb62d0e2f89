/*-------------------------------------------------------------------------
 *
 * test_document.c
 *		What is found in a job document before it is parsed.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/document.h"

#include "tap.h"

static IjDocumentScan
scan(const char *text)
{
	IjDocumentScan result;

	ij_document_scan(text, strlen(text), &result);
	return result;
}

/* depth brackets of one kind, left open or closed again. */
static IjDocumentScan
scan_nested(char open, char close, int depth)
{
	char		text[200];
	IjDocumentScan result;

	memset(text, open, depth);
	memset(text + depth, close, depth);
	ij_document_scan(text, 2 * depth, &result);
	return result;
}

static void
test_depth(void)
{
	is_number(scan_nested('[', ']', 32).fault, IJ_DOCUMENT_GOOD, "32 lists");
	is_number(scan_nested('[', ']', 33).fault, IJ_DOCUMENT_TOO_DEEP, "33 lists");
	is_number(scan_nested('[', ']', 33).fault_offset, 32, "the 33rd is too deep");
	is_number(scan_nested('{', '}', 32).fault, IJ_DOCUMENT_GOOD, "32 objects");
	is_number(scan_nested('{', '}', 33).fault, IJ_DOCUMENT_TOO_DEEP, "33 objects");
	is_number(scan("[[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],"
				   "[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]]").fault,
			  IJ_DOCUMENT_GOOD, "many beside each other");
	is_number(scan("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"").fault, IJ_DOCUMENT_GOOD,
			  "brackets in a string");
	is_number(scan("\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"").fault, IJ_DOCUMENT_GOOD,
			  "after a quote in a string");
	is_number(scan("\"\\\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[").fault, IJ_DOCUMENT_TOO_DEEP,
			  "after a string that ends in a backslash");
	is_number(scan("]]]]]}}}}}[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[").fault, IJ_DOCUMENT_GOOD,
			  "closing more than was opened makes no room");
	is_number(scan("]]]]]}}}}}[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[").fault, IJ_DOCUMENT_TOO_DEEP,
			  "none at all");
}

static void
test_numbers(void)
{
	char		digits[100];
	IjDocumentScan result;

	memset(digits, '9', sizeof(digits));
	ij_document_scan(digits, 64, &result);
	is_number(result.fault, IJ_DOCUMENT_GOOD, "64 digits");
	ij_document_scan(digits, 65, &result);
	is_number(result.fault, IJ_DOCUMENT_NUMBER_TOO_LONG, "65 digits");

	is_number(scan("{\"a\": 1e324}").fault, IJ_DOCUMENT_GOOD, "1e324");
	is_number(scan("{\"a\": 1e325}").fault, IJ_DOCUMENT_EXPONENT_TOO_LARGE, "1e325");
	is_number(scan("{\"a\": 1e325}").fault_offset, 6, "and where it is");
	is_number(scan("[-1.5E-325]").fault, IJ_DOCUMENT_EXPONENT_TOO_LARGE, "-1.5E-325");
	is_number(scan("[1e+000000000000324]").fault, IJ_DOCUMENT_GOOD, "zeros before 324");
	is_number(scan("[1e99999999999999999999999999999999999]").fault,
			  IJ_DOCUMENT_EXPONENT_TOO_LARGE, "an exponent beyond 64 bits");
	is_number(scan("\"1e99999\"").fault, IJ_DOCUMENT_GOOD, "a number in a string");
	is_number(scan("[true, false, null, 12345678901234567890]").fault, IJ_DOCUMENT_GOOD,
			  "words");
}

static void
test_odd_ends(void)
{
	is_number(scan("\"").fault, IJ_DOCUMENT_GOOD, "a string that does not end");
	is_number(scan("\"\\").fault, IJ_DOCUMENT_GOOD, "nor does its escape");
	is_number(scan("-").fault, IJ_DOCUMENT_GOOD, "a sign");
	is_number(scan("e").fault, IJ_DOCUMENT_GOOD, "an exponent of nothing");
	is_number(scan("{\"a\": 1}").fault_offset, 0, "no fault is nowhere");
}

int
main(void)
{
	test_depth();
	test_numbers();
	test_odd_ends();
	return tap_done();
}
