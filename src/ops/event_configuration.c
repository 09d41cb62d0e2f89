/*-------------------------------------------------------------------------
 *
 * event_configuration.c
 *		UpdateEventConfigurations, DescribeEventConfigurations.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "clock.h"
#include "json/json_out.h"
#include "ops/ops.h"
#include "store/job_event_store.h"
#include "wake.h"

static const char *const event_types[] = {"JOB", "JOB_EXECUTION"};

static void put_type(IjJson *json, const char *event_type, bool enabled);

/* A type that is not named stays as it is; one without Enabled is off, as in the API. */
Jsonb *
ij_op_update_event_configurations(const IjRequest *request)
{
	Jsonb	   *configurations = ij_request_jsonb(request, "eventConfigurations");

	if (configurations == NULL)
		return ij_json_empty();
	for (int i = 0; i < lengthof(event_types); i++)
	{
		JsonbValue	key = {.type = jbvString};
		JsonbValue *given;
		JsonbValue *enabled = NULL;

		key.val.string.val = (char *) event_types[i];
		key.val.string.len = (int) strlen(event_types[i]);
		given = findJsonbValueFromContainer(&configurations->root, JB_FOBJECT, &key);
		if (given == NULL)
			continue;
		key.val.string.val = "Enabled";
		key.val.string.len = (int) strlen("Enabled");
		if (given->type == jbvBinary)
			enabled = findJsonbValueFromContainer(given->val.binary.data, JB_FOBJECT, &key);
		ij_event_configuration_set(event_types[i], enabled != NULL && enabled->val.boolean, ij_now());
	}
	ij_wake_at_commit();
	return ij_json_empty();
}

Jsonb *
ij_op_describe_event_configurations(const IjRequest *request)
{
	IjEventConfiguration configuration;
	IjJson	   *json = ij_json_begin();

	ij_event_configuration_read(&configuration);
	ij_json_begin_object(json, "eventConfigurations");
	put_type(json, "JOB", configuration.job);
	put_type(json, "JOB_EXECUTION", configuration.job_execution);
	ij_json_end_object(json);
	if (configuration.is_set)
	{
		ij_json_time(json, "creationDate", configuration.created_at);
		ij_json_time(json, "lastModifiedDate", configuration.last_modified_at);
	}
	return ij_json_end(json);
}

static void
put_type(IjJson *json, const char *event_type, bool enabled)
{
	ij_json_begin_object(json, event_type);
	ij_json_bool(json, "Enabled", enabled);
	ij_json_end_object(json);
}
