/*-------------------------------------------------------------------------
 *
 * test_managed_template.c
 *		The table of managed templates holds together.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/managed_template.h"
#include "rules/name.h"
#include "rules/placeholder.h"

#include "tap.h"

static int
count_parameters(const IjManagedTemplate *template)
{
	int			n = 0;

	while (template->parameters[n].key != NULL)
		n++;
	return n;
}

static void
test_template(const IjManagedTemplate *template)
{
	IjPlaceholderScan scan;

	is_true(ij_managed_template_find(template->name, NULL) == template, "%s is found", template->name);
	is_true(ij_managed_template_find(template->name, template->version) == template,
			"%s is found in its version", template->name);
	is_true(ij_managed_template_find(template->name, "9.9") == NULL, "and in no other");
	is_true(ij_match_managed_template_version(template->version, strlen(template->version)),
			"%s is a version", template->version);

	ij_placeholder_scan(template->document, strlen(template->document), &scan);
	is_number(scan.fault, IJ_PLACEHOLDER_GOOD, "the document is good");
	is_number(scan.count, count_parameters(template), "each parameter has its placeholder");
	for (int i = 0; i < scan.count; i++)
	{
		const IjTextPart *key = &scan.found[i].argument;

		is_number(scan.found[i].kind, IJ_PLACEHOLDER_PARAMETER, "of a parameter");
		is_true(ij_template_parameter_find(template, key->start, key->length) != NULL,
				"%.*s is a parameter", (int) key->length, key->start);
	}

	for (const IjTemplateParameter *p = template->parameters; p->key != NULL; p++)
		is_true(ij_match_text(p->example, strlen(p->example)) &&
				p->regex->matches(p->example, strlen(p->example)),
				"the example of %s is good", p->key);
}

static void
test_lengths(void)
{
	const IjManagedTemplate *reboot = ij_managed_template_find("AWS-Reboot", NULL);
	const IjPattern *user = ij_template_parameter_find(reboot, "runAsUser", 9)->regex;
	const IjPattern *path = ij_template_parameter_find(reboot, "pathToHandler", 13)->regex;
	static char text[2 * 4097];

	for (size_t i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	is_true(user->matches(text, 0), "nothing is a user");
	is_true(user->matches(text, 2 * 256), "256 characters are");
	is_true(!user->matches(text, 2 * 257), "257 are not");
	is_true(path->matches(text, 2 * 4096), "4096 characters are a path");
	is_true(!path->matches(text, 2 * 4097), "4097 are not");
	is_true(ij_template_parameter_find(reboot, "runAsUse", 8) == NULL, "a part of a key is no key");
	is_true(ij_template_parameter_find(reboot, "command", 7) == NULL, "nor is the key of another template");
}

int
main(void)
{
	is_number(ij_managed_template_count, 8, "there are eight");
	for (int i = 0; i < ij_managed_template_count; i++)
	{
		if (i > 0)
			is_true(strcmp(ij_managed_templates[i - 1].name, ij_managed_templates[i].name) < 0,
					"%s stands in its place", ij_managed_templates[i].name);
		test_template(&ij_managed_templates[i]);
	}
	test_lengths();
	is_true(ij_managed_template_find("AWS-Nothing", NULL) == NULL, "no other is known");
	return tap_done();
}
