/*-------------------------------------------------------------------------
 *
 * operations.c
 *		Finds an operation by its name.
 *
 * The operations stand in one file per family, each with the SQL symbol
 * that calls it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "api/operations.h"

static const IjOperation *const *const control_families[] = {
	ij_job_operations,
	ij_template_operations,
	ij_registry_operations,
	ij_thing_type_operations,
	ij_principal_operations,
	ij_tag_operations,
	ij_dynamic_operations,
	ij_package_operations,
	ij_event_operations,
	NULL
};

static const IjOperation *const *const data_families[] = {
	ij_data_operations,
	NULL
};

static const IjOperation *const *const *
families_of(IjPlane plane)
{
	return plane == IJ_CONTROL_PLANE ? control_families : data_families;
}

const IjOperation *
ij_operation_find(IjPlane plane, const char *name, int length)
{
	const IjOperation *const *const *families = families_of(plane);

	for (int f = 0; families[f] != NULL; f++)
	{
		for (int i = 0; families[f][i] != NULL; i++)
		{
			const IjOperation *operation = families[f][i];

			if (strncmp(operation->name, name, length) == 0 && operation->name[length] == '\0')
				return operation;
		}
	}
	return NULL;
}

char *
ij_operation_names(IjPlane plane)
{
	const IjOperation *const *const *families = families_of(plane);
	StringInfoData names;

	initStringInfo(&names);
	for (int f = 0; families[f] != NULL; f++)
	{
		for (int i = 0; families[f][i] != NULL; i++)
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", families[f][i]->name);
	}
	return names.data;
}
