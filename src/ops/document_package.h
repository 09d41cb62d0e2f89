/*-------------------------------------------------------------------------
 *
 * document_package.h
 *		What the placeholders for software packages become.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_DOCUMENT_PACKAGE_H
#define IJ_DOCUMENT_PACKAGE_H

#include "postgres.h"

#include "lib/stringinfo.h"

#include "ops/job_package.h"
#include "rules/placeholder.h"

/*
 * Appends what a placeholder for a package becomes when a job that brings
 * these packages is created.  place is where it stands in the document, in
 * bytes from 1, for the messages.  IJ400.
 */
extern void ij_document_append_package(StringInfo out, const IjPlaceholder *placeholder, size_t place,
									   const IjJobPackages *packages);

/* The URL of a presigned placeholder with the attribute that stands in it.  IJ400. */
extern IjTextPart ij_document_fill_url(const IjPlaceholder *placeholder, size_t place,
									   const IjJobPackages *packages);

#endif							/* IJ_DOCUMENT_PACKAGE_H */
