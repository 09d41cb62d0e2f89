/*-------------------------------------------------------------------------
 *
 * test_job_state.c
 *		The whole transition matrix of jobs, for each actor.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/job_state.h"

#include "tap.h"

/*
 * Rows are the states left, columns those entered, both in the order
 * IN_PROGRESS CANCELED COMPLETED DELETION_IN_PROGRESS SCHEDULED.
 */
static const char *const matrix[3][2][IJ_JOB_STATUS_COUNT] = {
	[IJ_ACTOR_DEVICE] = {
		{"-----", "-----", "-----", "-----", "-----"},
		{"-----", "-----", "-----", "-----", "-----"},
	},
	[IJ_ACTOR_OPERATOR] = {
		{"-y---", "---y-", "---y-", "-----", "-y---"},
		{"-y-y-", "---y-", "---y-", "-----", "-y-y-"},
	},
	[IJ_ACTOR_SERVICE] = {
		{"-yy-y", "---y-", "---y-", "-----", "yyy--"},
		{"-yy-y", "---y-", "---y-", "-----", "yyy--"},
	},
};

static const char *const actors[] = {"device", "operator", "service"};

static void
test_matrix(void)
{
	for (int actor = IJ_ACTOR_DEVICE; actor <= IJ_ACTOR_SERVICE; actor++)
		for (int force = 0; force <= 1; force++)
			for (int from = 0; from < IJ_JOB_STATUS_COUNT; from++)
				for (int to = 0; to < IJ_JOB_STATUS_COUNT; to++)
				{
					bool		expected = matrix[actor][force][from][to] == 'y';

					is_true(ij_job_may_become(from, to, actor, force) == expected,
							"%s%s: %s to %s is %s", actors[actor],
							force ? " with force" : "",
							ij_job_status_word(from), ij_job_status_word(to),
							expected ? "allowed" : "refused");
				}
}

static void
test_words(void)
{
	static const char *const words[] = {
		"IN_PROGRESS", "CANCELED", "COMPLETED", "DELETION_IN_PROGRESS", "SCHEDULED"
	};
	static const char *const terminal = "-yyy-";
	IjJobStatus status = IJ_JOB_IN_PROGRESS;

	for (int i = 0; i < IJ_JOB_STATUS_COUNT; i++)
	{
		is_text(ij_job_status_word(i), words[i], words[i]);
		is_true(ij_job_status_from_word(words[i], strlen(words[i]), &status) &&
				status == (IjJobStatus) i, "%s is read back", words[i]);
		is_true(ij_job_is_terminal(i) == (terminal[i] == 'y'),
				"%s: terminal or not", words[i]);
	}
	is_true(!ij_job_status_from_word("SUCCEEDED", 9, &status),
			"SUCCEEDED is no word for a job");
	is_true(!ij_job_status_from_word("", 0, &status), "no word");
	is_true(!ij_job_status_from_word("CANCELED", 7, &status), "a letter less");
}

int
main(void)
{
	test_matrix();
	test_words();
	return tap_done();
}
