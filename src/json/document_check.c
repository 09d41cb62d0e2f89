/*-------------------------------------------------------------------------
 *
 * document_check.c
 *		Whether a job document is JSON that a device can be given.
 *
 * A look at its depth and numbers comes first, so that no document can cost
 * the server's parser much; then that parser decides.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "compat.h"
#include "errors.h"
#include "json/document_check.h"
#include "json/shape_error.h"
#include "rules/document.h"

#define FAULT_CHARACTERS 160

static void report_scan(const IjDocumentScan *scan);

void
ij_check_document(text *document)
{
	IjDocumentScan scan;
	char	   *fault;

	ij_document_scan(VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document), &scan);
	if (scan.fault != IJ_DOCUMENT_GOOD)
		report_scan(&scan);

	fault = ij_json_fault(VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	if (fault != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("document is not JSON"),
				 errdetail("%s", ij_clip_to(fault, strlen(fault), FAULT_CHARACTERS))));
}

void
ij_document_scan_placeholders(const text *document, IjPlaceholderScan *scan)
{
	ij_placeholder_scan(VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document), scan);
	if (scan->fault != IJ_PLACEHOLDER_GOOD)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("the placeholder at byte %zu of the document is malformed", scan->fault_offset + 1),
				 errdetail("%s", ij_placeholder_fault_rule(scan->fault))));
}

static void
report_scan(const IjDocumentScan *scan)
{
	const char *message = NULL;
	char	   *rule = NULL;

	switch (scan->fault)
	{
		case IJ_DOCUMENT_GOOD:
			return;
		case IJ_DOCUMENT_TOO_DEEP:
			message = "document is nested too deeply";
			rule = psprintf("Objects and lists may be nested %d deep.", IJ_DOCUMENT_MAX_DEPTH);
			break;
		case IJ_DOCUMENT_NUMBER_TOO_LONG:
			message = "document has a number that is too long";
			rule = psprintf("A number may have %d characters.", IJ_DOCUMENT_MAX_NUMBER_LENGTH);
			break;
		case IJ_DOCUMENT_EXPONENT_TOO_LARGE:
			message = "document has a number that is out of range";
			rule = psprintf("The exponent of a number must be between -%d and %d.",
							IJ_DOCUMENT_MAX_EXPONENT, IJ_DOCUMENT_MAX_EXPONENT);
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_IJ_INVALID_REQUEST),
			 errmsg("%s", message),
			 errdetail("%s  The fault is at byte %zu.", rule, scan->fault_offset)));
}
