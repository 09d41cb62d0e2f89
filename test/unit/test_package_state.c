/*-------------------------------------------------------------------------
 *
 * test_package_state.c
 *		The life of a package version: every status, every action.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "rules/package_state.h"

#include "tap.h"

#define STATUS_COUNT 3
#define ACTION_COUNT 2

static const char *const status_words[STATUS_COUNT] = {"DRAFT", "PUBLISHED", "DEPRECATED"};
static const char *const action_words[ACTION_COUNT] = {"PUBLISH", "DEPRECATE"};

/* Where each action leads from each status; NULL: it cannot be taken. */
static const char *const leads_to[STATUS_COUNT][ACTION_COUNT] = {
	{"PUBLISHED", NULL},
	{NULL, "DEPRECATED"},
	{"PUBLISHED", NULL},
};

static void
test_words(void)
{
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		IjVersionStatus status;

		is_true(ij_version_status_from_word(status_words[i], strlen(status_words[i]), &status), "%s", status_words[i]);
		is_number(status, i, "is its number");
		is_text(ij_version_status_word(status), status_words[i], "and has its word");
		is_true(!ij_version_status_from_word(status_words[i], strlen(status_words[i]) - 1, &status), "no beginning of it");
	}
	for (int i = 0; i < ACTION_COUNT; i++)
	{
		IjVersionAction action;

		is_true(ij_version_action_from_word(action_words[i], strlen(action_words[i]), &action), "%s", action_words[i]);
		is_number(action, i, "is its number");
		is_true(!ij_version_action_from_word(action_words[i], strlen(action_words[i]) - 1, &action), "no beginning of it");
	}
}

static void
test_actions(void)
{
	for (int from = 0; from < STATUS_COUNT; from++)
	{
		for (int action = 0; action < ACTION_COUNT; action++)
		{
			IjVersionStatus to;
			bool		may = ij_version_after((IjVersionStatus) from, (IjVersionAction) action, &to);

			is_true(may == (leads_to[from][action] != NULL), "%s of %s", action_words[action], status_words[from]);
			if (may)
				is_text(ij_version_status_word(to), leads_to[from][action], "where it leads");
			is_true(to != IJ_VERSION_DRAFT, "never to a draft");
		}
	}
}

static void
test_draft(void)
{
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		is_true(ij_version_is_open((IjVersionStatus) i) == (i == IJ_VERSION_DRAFT), "%s can be changed", status_words[i]);
		is_true(ij_version_is_deployable((IjVersionStatus) i) == (i != IJ_VERSION_DRAFT), "%s can be deployed", status_words[i]);
	}
}

int
main(void)
{
	test_words();
	test_actions();
	test_draft();
	return tap_done();
}
