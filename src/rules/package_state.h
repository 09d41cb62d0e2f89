/*-------------------------------------------------------------------------
 *
 * package_state.h
 *		The life of a package version.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_PACKAGE_STATE_H
#define IJ_PACKAGE_STATE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum IjVersionStatus
{
	IJ_VERSION_DRAFT,
	IJ_VERSION_PUBLISHED,
	IJ_VERSION_DEPRECATED
} IjVersionStatus;

typedef enum IjVersionAction
{
	IJ_VERSION_PUBLISH,
	IJ_VERSION_DEPRECATE
} IjVersionAction;

extern const char *ij_version_status_word(IjVersionStatus status);

/* False if the word is none. */
extern bool ij_version_status_from_word(const char *word, size_t length, IjVersionStatus *status);
extern bool ij_version_action_from_word(const char *word, size_t length, IjVersionAction *action);

/* Where an action leads; false if it cannot be taken from there. */
extern bool ij_version_after(IjVersionStatus from, IjVersionAction action, IjVersionStatus *to);

/* Attributes and artifact are what devices install: they change only in a draft. */
extern bool ij_version_is_open(IjVersionStatus status);

/* Whether a job may deploy it. */
extern bool ij_version_is_deployable(IjVersionStatus status);

#endif							/* IJ_PACKAGE_STATE_H */
