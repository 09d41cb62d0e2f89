/*-------------------------------------------------------------------------
 *
 * job_template.h
 *		What operations on jobs need of templates.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JOB_TEMPLATE_H
#define IJ_JOB_TEMPLATE_H

#include "json/request.h"
#include "rules/managed_template.h"
#include "store/template_store.h"

/* A custom template, or ResourceNotFoundException. */
extern void ij_template_get(const char *id, IjJobTemplate *template);

/* A managed one; a NULL version is the default one. */
extern const IjManagedTemplate *ij_managed_template_get(const char *name, const char *version);

/*
 * The document of a managed template with its parameters filled in; NULL
 * parameters are none.  InvalidRequestException for a parameter that is
 * missing, unknown or does not match its regular expression.
 */
extern text *ij_managed_document_fill(const IjManagedTemplate *template, const Jsonb *parameters);

/* What a job keeps of the template it is created from. */
typedef struct IjTemplateUse
{
	text	   *template_arn;	/* NULL: there is none */
	text	   *document_before;	/* the document before its parameters were filled in; NULL: it has none */
} IjTemplateUse;

/*
 * A request of CreateJob as if the client had given what its jobTemplateArn
 * stands for; the same request if it names no template.
 */
extern const IjRequest *ij_job_template_apply(const IjRequest *request, IjTemplateUse *use);

#endif							/* IJ_JOB_TEMPLATE_H */
