/*-------------------------------------------------------------------------
 *
 * package_state.c
 *		The life of a package version.
 *
 * Developer guide, "Package version lifecycle": DRAFT, by PUBLISH to
 * PUBLISHED, from there by DEPRECATE to DEPRECATED and by PUBLISH back.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/package_state.h"

#include "rules/words.h"

static const char *const status_words[] = {
	[IJ_VERSION_DRAFT] = "DRAFT",
	[IJ_VERSION_PUBLISHED] = "PUBLISHED",
	[IJ_VERSION_DEPRECATED] = "DEPRECATED",
};

static const char *const action_words[] = {
	[IJ_VERSION_PUBLISH] = "PUBLISH",
	[IJ_VERSION_DEPRECATE] = "DEPRECATE",
};

#define COUNT(words) ((int) (sizeof(words) / sizeof((words)[0])))

const char *
ij_version_status_word(IjVersionStatus status)
{
	return status_words[status];
}

bool
ij_version_status_from_word(const char *word, size_t length, IjVersionStatus *status)
{
	int			i = ij_word_index(status_words, COUNT(status_words), word, length);

	if (i < 0)
		return false;
	*status = (IjVersionStatus) i;
	return true;
}

bool
ij_version_action_from_word(const char *word, size_t length, IjVersionAction *action)
{
	int			i = ij_word_index(action_words, COUNT(action_words), word, length);

	if (i < 0)
		return false;
	*action = (IjVersionAction) i;
	return true;
}

bool
ij_version_after(IjVersionStatus from, IjVersionAction action, IjVersionStatus *to)
{
	switch (action)
	{
		case IJ_VERSION_PUBLISH:
			*to = IJ_VERSION_PUBLISHED;
			return from == IJ_VERSION_DRAFT || from == IJ_VERSION_DEPRECATED;
		case IJ_VERSION_DEPRECATE:
			*to = IJ_VERSION_DEPRECATED;
			return from == IJ_VERSION_PUBLISHED;
	}
	return false;
}

bool
ij_version_is_open(IjVersionStatus status)
{
	return status == IJ_VERSION_DRAFT;
}

bool
ij_version_is_deployable(IjVersionStatus status)
{
	return status != IJ_VERSION_DRAFT;
}
