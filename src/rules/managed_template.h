/*-------------------------------------------------------------------------
 *
 * managed_template.h
 *		The managed job templates: what they are, as data.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_MANAGED_TEMPLATE_H
#define IJ_MANAGED_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/shape.h"

typedef struct IjTemplateParameter
{
	const char *key;
	const char *description;
	const IjPattern *regex;		/* the whole value must match */
	const char *example;
	bool		optional;		/* absent, it is the empty text */
} IjTemplateParameter;

typedef struct IjManagedTemplate
{
	const char *name;
	const char *version;
	const char *description;
	const char *const *environments;	/* NULL-terminated */
	const IjTemplateParameter *parameters;	/* ends with a NULL key */
	const char *document;		/* each parameter stands in a JSON string, as ${aws:iot:parameter:KEY} */
} IjManagedTemplate;

/* All of them, sorted by name. */
extern const IjManagedTemplate ij_managed_templates[];
extern const int ij_managed_template_count;

/* NULL if there is none of this name, or not in this version; a NULL version is the default one. */
extern const IjManagedTemplate *ij_managed_template_find(const char *name, const char *version);

/* The parameter of this key, or NULL. */
extern const IjTemplateParameter *ij_template_parameter_find(const IjManagedTemplate *template,
															 const char *key, size_t length);

#endif							/* IJ_MANAGED_TEMPLATE_H */
