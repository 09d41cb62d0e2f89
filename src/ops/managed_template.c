/*-------------------------------------------------------------------------
 *
 * managed_template.c
 *		DescribeManagedJobTemplate and ListManagedJobTemplates, and the
 *		documents of jobs that are created from such templates.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"

#include "compat.h"
#include "errors.h"
#include "json/arn_out.h"
#include "json/json_out.h"
#include "json/rule_check.h"
#include "json/shape_check.h"
#include "json/shape_error.h"
#include "ops/token.h"
#include "ops/job_template.h"
#include "ops/ops.h"
#include "rules/placeholder.h"
#include "rules/shapes.h"

static void put_environments(IjJson *json, const IjManagedTemplate *template);
static void put_parameters(IjJson *json, const IjManagedTemplate *template);
static void check_parameters(const IjManagedTemplate *template, const Jsonb *parameters);
static void check_parameter(const IjManagedTemplate *template, const JsonbValue *key, const JsonbValue *value);
static bool find_value(const Jsonb *parameters, const char *key, int length, JsonbValue *value);
static void append_escaped(StringInfo out, const JsonbValue *value);

Jsonb *
ij_op_describe_managed_job_template(const IjRequest *request)
{
	const IjManagedTemplate *template =
		ij_managed_template_get(ij_request_cstring(request, "templateName"),
								ij_request_cstring(request, "templateVersion"));
	IjJson	   *json = ij_json_begin();

	ij_json_string(json, "templateName", template->name);
	ij_json_string(json, "templateArn", ij_arn_make_managed(template->name, template->version));
	ij_json_string(json, "description", template->description);
	ij_json_string(json, "templateVersion", template->version);
	put_environments(json, template);
	put_parameters(json, template);
	ij_json_string(json, "document", template->document);
	return ij_json_end(json);
}

/* In the order of their names, which is that of the table; the token is the place in it. */
Jsonb *
ij_op_list_managed_job_templates(const IjRequest *request)
{
	char	   *name = ij_request_cstring(request, "templateName");
	int			room = ij_page_size(request);
	int64		next = 0;
	IjJson	   *json = ij_json_begin();

	if (name != NULL)
		(void) ij_managed_template_get(name, NULL);
	(void) ij_token_read(request, 1, &next);

	ij_json_begin_array(json, "managedJobTemplates");
	for (next = Max(next, 0); next < ij_managed_template_count; next++)
	{
		const IjManagedTemplate *template = &ij_managed_templates[next];

		if (name != NULL && strcmp(name, template->name) != 0)
			continue;
		if (room-- == 0)
			break;
		ij_json_begin_object(json, NULL);
		ij_json_string(json, "templateArn", ij_arn_make_managed(template->name, template->version));
		ij_json_string(json, "templateName", template->name);
		ij_json_string(json, "description", template->description);
		put_environments(json, template);
		ij_json_string(json, "templateVersion", template->version);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);

	if (next < ij_managed_template_count)
		ij_json_string(json, "nextToken", ij_token_write(request, 1, &next));
	return ij_json_end(json);
}

const IjManagedTemplate *
ij_managed_template_get(const char *name, const char *version)
{
	const IjManagedTemplate *template = ij_managed_template_find(name, version);

	if (template == NULL && ij_managed_template_find(name, NULL) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("managed job template \"%s\" has no version \"%s\"", name, version),
				 errhint("Leave the version out to take the default one.")));
	if (template == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_RESOURCE_NOT_FOUND),
				 errmsg("managed job template \"%s\" does not exist", ij_clip(name, strlen(name))),
				 errhint("See iotjobs.list_managed_job_templates().")));
	return template;
}

static void
put_environments(IjJson *json, const IjManagedTemplate *template)
{
	ij_json_begin_array(json, "environments");
	for (int i = 0; template->environments[i] != NULL; i++)
		ij_json_string(json, NULL, template->environments[i]);
	ij_json_end_array(json);
}

static void
put_parameters(IjJson *json, const IjManagedTemplate *template)
{
	ij_json_begin_array(json, "documentParameters");
	for (const IjTemplateParameter *p = template->parameters; p->key != NULL; p++)
	{
		ij_json_begin_object(json, NULL);
		ij_json_string(json, "key", p->key);
		ij_json_string(json, "description", p->description);
		ij_json_string(json, "regex", p->regex->text);
		ij_json_string(json, "example", p->example);
		ij_json_bool(json, "optional", p->optional);
		ij_json_end_object(json);
	}
	ij_json_end_array(json);
}

/* In one pass: what stands in a value is no parameter of the template. */
text *
ij_managed_document_fill(const IjManagedTemplate *template, const Jsonb *parameters)
{
	IjPath		path = {NULL, "document", strlen("document"), 0};
	const char *copied = template->document;
	IjPlaceholderScan scan;
	StringInfoData out;
	text	   *document;

	check_parameters(template, parameters);

	ij_placeholder_scan(copied, strlen(copied), &scan);
	initStringInfo(&out);
	for (int i = 0; i < scan.count; i++)
	{
		const IjPlaceholder *placeholder = &scan.found[i];
		JsonbValue	value;

		appendBinaryStringInfo(&out, copied, (int) (placeholder->whole.start - copied));
		if (find_value(parameters, placeholder->argument.start, (int) placeholder->argument.length, &value))
			append_escaped(&out, &value);
		copied = placeholder->whole.start + placeholder->whole.length;
	}
	appendStringInfoString(&out, copied);

	ij_check_string(&ij_shape_job_document, out.data, out.len, &path);
	document = cstring_to_text_with_len(out.data, out.len);
	ij_check_rules(&ij_shape_job_document, PointerGetDatum(document));
	return document;
}

/* Each that is given is known and good, and each that is required is given. */
static void
check_parameters(const IjManagedTemplate *template, const Jsonb *parameters)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	value;

	if (parameters != NULL)
	{
		iterator = JsonbIteratorInit((JsonbContainer *) &parameters->root);
		while ((token = JsonbIteratorNext(&iterator, &key, true)) != WJB_DONE)
		{
			if (token != WJB_KEY)
				continue;
			(void) JsonbIteratorNext(&iterator, &value, true);
			check_parameter(template, &key, &value);
		}
	}

	for (const IjTemplateParameter *p = template->parameters; p->key != NULL; p++)
	{
		if (!p->optional && !find_value(parameters, p->key, strlen(p->key), &value))
			ereport(ERROR,
					(errcode(ERRCODE_IJ_INVALID_REQUEST),
					 errmsg("documentParameters.%s is missing", p->key),
					 errdetail("Managed job template \"%s\" requires it.", template->name),
					 errhint("See iotjobs.describe_managed_job_template().")));
	}
}

/* What the shape of all parameter values leaves to the template. */
static void
check_parameter(const IjManagedTemplate *template, const JsonbValue *key, const JsonbValue *value)
{
	const IjTemplateParameter *parameter =
		ij_template_parameter_find(template, key->val.string.val, key->val.string.len);
	IjPath		outer = {NULL, "documentParameters", strlen("documentParameters"), 0};
	IjPath		path = {&outer, key->val.string.val, key->val.string.len, 0};
	IjShape		shape = {.name = "ParameterValue", .kind = IJ_KIND_STRING};

	if (parameter == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_IJ_INVALID_REQUEST),
				 errmsg("managed job template \"%s\" has no parameter \"%s\"", template->name,
						ij_clip(key->val.string.val, key->val.string.len)),
				 errhint("See iotjobs.describe_managed_job_template().")));

	shape.pattern = parameter->regex;
	ij_check_string(&shape, value->val.string.val, value->val.string.len, &path);
}

static bool
find_value(const Jsonb *parameters, const char *key, int length, JsonbValue *value)
{
	JsonbValue	name;
	JsonbValue *found;

	if (parameters == NULL)
		return false;
	name.type = jbvString;
	name.val.string.val = (char *) key;
	name.val.string.len = length;
	found = findJsonbValueFromContainer((JsonbContainer *) &parameters->root, JB_FOBJECT, &name);
	if (found == NULL)
		return false;
	*value = *found;
	return true;
}

/* As it is written within a JSON string: without the quotation marks around it. */
static void
append_escaped(StringInfo out, const JsonbValue *value)
{
	StringInfoData quoted;

	initStringInfo(&quoted);
	escape_json(&quoted, pnstrdup(value->val.string.val, value->val.string.len));
	appendBinaryStringInfo(out, quoted.data + 1, quoted.len - 2);
}
