/*-------------------------------------------------------------------------
 *
 * managed_template.c
 *		The managed job templates: what they are, as data.
 *
 * Developer guide, "Use AWS managed templates": names, handlers, parameters
 * and the form of the documents.  They are read only, and there is one
 * version of each.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/managed_template.h"

#include <string.h>

#include "rules/utf8.h"

static bool match_any(const char *s, size_t n);
static bool match_at_most_256(const char *s, size_t n);
static bool match_at_most_4096(const char *s, size_t n);

/* Control characters are out already: a parameter value has none by its shape. */
static const IjPattern any_text = {"(.*?)", match_any};
static const IjPattern at_most_256 = {"(.){0,256}", match_at_most_256};
static const IjPattern at_most_4096 = {"(.){0,4096}", match_at_most_4096};

static const char *const linux_only[] = {"LINUX", NULL};

/* Parameters that several templates have. */

#define RUN_AS_USER \
	{"runAsUser", \
	"User that the device runs the action as; empty for the user of its job agent", \
	&at_most_256, "root", true}

#define PATH_TO_HANDLER \
	{"pathToHandler", \
	"Directory on the device in which the handler script lies; empty for the one its job agent knows", \
	&at_most_4096, "/home/pi/.aws-iot-device-client/jobs", true}

#define NO_MORE \
	{NULL, NULL, NULL, NULL, false}

static const IjTemplateParameter download_parameters[] = {
	{"downloadUrl", "Link that the device fetches the file from",
	&any_text, "https://downloads.example.com/config.json", false},
	{"filePath", "Where on the device the file is put",
	&any_text, "/home/pi/config.json", false},
	RUN_AS_USER,
	PATH_TO_HANDLER,
	NO_MORE
};

static const IjTemplateParameter packages_parameters[] = {
	{"packages", "Names of the packages, with blanks between them",
	&any_text, "nginx curl", false},
	RUN_AS_USER,
	PATH_TO_HANDLER,
	NO_MORE
};

static const IjTemplateParameter services_parameters[] = {
	{"services", "Names of the services, with blanks between them",
	&any_text, "nginx cron", false},
	RUN_AS_USER,
	PATH_TO_HANDLER,
	NO_MORE
};

static const IjTemplateParameter reboot_parameters[] = {
	RUN_AS_USER,
	PATH_TO_HANDLER,
	NO_MORE
};

static const IjTemplateParameter command_parameters[] = {
	{"command", "Command and its arguments, separated by commas; a comma within one of them is escaped",
	&any_text, "ls,-l,/tmp", false},
	RUN_AS_USER,
	NO_MORE
};

/* The documents: one step, which runs a handler script or a command. */

#define PARAMETER(key) "\"${aws:iot:parameter:" key "}\""

#define DOCUMENT(name, type, input) \
	"{\"version\": \"1.0\", \"steps\": [{\"action\": {\"name\": \"" name "\", \"type\": \"" type "\", " \
	"\"input\": {" input "}, \"runAsUser\": " PARAMETER("runAsUser") "}}]}"

#define HANDLER(script, args) \
	"\"handler\": \"" script "\", " args "\"path\": " PARAMETER("pathToHandler")

#define ONE_ARG(key) "\"args\": [" PARAMETER(key) "], "
#define TWO_ARGS(key, other) "\"args\": [" PARAMETER(key) ", " PARAMETER(other) "], "
#define NO_ARGS ""

const IjManagedTemplate ij_managed_templates[] = {
	{
		"AWS-Download-File", "1.0",
		"Has each device download a file to a place of its own.",
		linux_only, download_parameters,
		DOCUMENT("Download-File", "runHandler",
				 HANDLER("download-file.sh", TWO_ARGS("downloadUrl", "filePath")))
	},
	{
		"AWS-Install-Application", "1.0",
		"Has each device install software packages.",
		linux_only, packages_parameters,
		DOCUMENT("Install-Application", "runHandler",
				 HANDLER("install-packages.sh", ONE_ARG("packages")))
	},
	{
		"AWS-Reboot", "1.0",
		"Has each device start anew.",
		linux_only, reboot_parameters,
		DOCUMENT("Reboot", "runHandler",
				 HANDLER("reboot.sh", NO_ARGS))
	},
	{
		"AWS-Remove-Application", "1.0",
		"Has each device remove software packages.",
		linux_only, packages_parameters,
		DOCUMENT("Remove-Application", "runHandler",
				 HANDLER("remove-packages.sh", ONE_ARG("packages")))
	},
	{
		"AWS-Restart-Application", "1.0",
		"Has each device stop services and start them again.",
		linux_only, services_parameters,
		DOCUMENT("Restart-Application", "runHandler",
				 HANDLER("restart-services.sh", ONE_ARG("services")))
	},
	{
		"AWS-Run-Command", "1.0",
		"Has each device run a shell command.",
		linux_only, command_parameters,
		DOCUMENT("Run-Command", "runCommand",
				 "\"command\": " PARAMETER("command"))
	},
	{
		"AWS-Start-Application", "1.0",
		"Has each device start services.",
		linux_only, services_parameters,
		DOCUMENT("Start-Application", "runHandler",
				 HANDLER("start-services.sh", ONE_ARG("services")))
	},
	{
		"AWS-Stop-Application", "1.0",
		"Has each device stop services.",
		linux_only, services_parameters,
		DOCUMENT("Stop-Application", "runHandler",
				 HANDLER("stop-services.sh", ONE_ARG("services")))
	}
};

const int	ij_managed_template_count = sizeof(ij_managed_templates) / sizeof(ij_managed_templates[0]);

const IjManagedTemplate *
ij_managed_template_find(const char *name, const char *version)
{
	for (int i = 0; i < ij_managed_template_count; i++)
	{
		const IjManagedTemplate *template = &ij_managed_templates[i];

		if (strcmp(template->name, name) == 0 &&
			(version == NULL || strcmp(template->version, version) == 0))
			return template;
	}
	return NULL;
}

const IjTemplateParameter *
ij_template_parameter_find(const IjManagedTemplate *template, const char *key, size_t length)
{
	for (const IjTemplateParameter *p = template->parameters; p->key != NULL; p++)
	{
		if (strlen(p->key) == length && memcmp(p->key, key, length) == 0)
			return p;
	}
	return NULL;
}

static bool
match_any(const char *s, size_t n)
{
	(void) s;
	(void) n;
	return true;
}

static bool
match_at_most_256(const char *s, size_t n)
{
	return n <= 256 || ij_utf8_length(s, n) <= 256;
}

static bool
match_at_most_4096(const char *s, size_t n)
{
	return n <= 4096 || ij_utf8_length(s, n) <= 4096;
}
