/*-------------------------------------------------------------------------
 *
 * test_execution_state.c
 *		The whole transition matrix of executions, for each actor.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/execution_state.h"

#include "tap.h"

/* Columns: QUEUED IN_PROGRESS SUCCEEDED FAILED TIMED_OUT REJECTED REMOVED CANCELED */
typedef struct Row
{
	IjExecActor actor;
	bool		force;
	IjExecStatus from;
	const char *allowed;
} Row;

static const Row rows[] = {
	{IJ_ACTOR_DEVICE, false, IJ_EXEC_QUEUED, "-yyy-y--"},
	{IJ_ACTOR_DEVICE, false, IJ_EXEC_IN_PROGRESS, "-yyy-y--"},
	{IJ_ACTOR_DEVICE, true, IJ_EXEC_QUEUED, "-yyy-y--"},
	{IJ_ACTOR_DEVICE, true, IJ_EXEC_IN_PROGRESS, "-yyy-y--"},
	{IJ_ACTOR_OPERATOR, false, IJ_EXEC_QUEUED, "-------y"},
	{IJ_ACTOR_OPERATOR, false, IJ_EXEC_IN_PROGRESS, "--------"},
	{IJ_ACTOR_OPERATOR, true, IJ_EXEC_QUEUED, "-------y"},
	{IJ_ACTOR_OPERATOR, true, IJ_EXEC_IN_PROGRESS, "-------y"},
	{IJ_ACTOR_SERVICE, false, IJ_EXEC_QUEUED, "------yy"},
	{IJ_ACTOR_SERVICE, false, IJ_EXEC_IN_PROGRESS, "----y-y-"},
	{IJ_ACTOR_SERVICE, true, IJ_EXEC_QUEUED, "------yy"},
	{IJ_ACTOR_SERVICE, true, IJ_EXEC_IN_PROGRESS, "----y-yy"},
};

static const char *const actors[] = {"device", "operator", "service"};

static const char *
allowed_from(IjExecActor actor, bool force, IjExecStatus from)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
	{
		if (rows[i].actor == actor && rows[i].force == force &&
			rows[i].from == from)
			return rows[i].allowed;
	}
	return "--------";			/* terminal */
}

static void
test_matrix(void)
{
	for (int actor = IJ_ACTOR_DEVICE; actor <= IJ_ACTOR_SERVICE; actor++)
		for (int force = 0; force <= 1; force++)
			for (int from = 0; from < IJ_EXEC_STATUS_COUNT; from++)
				for (int to = 0; to < IJ_EXEC_STATUS_COUNT; to++)
				{
					bool		expected = allowed_from(actor, force, from)[to] == 'y';

					is_true(ij_exec_may_become(from, to, actor, force) == expected,
							"%s%s: %s to %s is %s", actors[actor],
							force ? " with force" : "",
							ij_exec_status_word(from), ij_exec_status_word(to),
							expected ? "allowed" : "refused");
				}
}

static void
test_words(void)
{
	static const char *const words[] = {
		"QUEUED", "IN_PROGRESS", "SUCCEEDED", "FAILED",
		"TIMED_OUT", "REJECTED", "REMOVED", "CANCELED"
	};
	static const char *const terminal = "--yyyyyy";
	static const char *const reported = "-yyy-y--";
	IjExecStatus status = IJ_EXEC_QUEUED;

	for (int i = 0; i < IJ_EXEC_STATUS_COUNT; i++)
	{
		is_text(ij_exec_status_word(i), words[i], words[i]);
		is_true(ij_exec_status_from_word(words[i], strlen(words[i]), &status) &&
				status == (IjExecStatus) i, "%s is read back", words[i]);
		is_true(ij_exec_is_terminal(i) == (terminal[i] == 'y'),
				"%s: terminal or not", words[i]);
		is_true(ij_exec_device_may_report(i) == (reported[i] == 'y'),
				"%s: a device may report it or not", words[i]);
	}

	is_true(!ij_exec_status_from_word("", 0, &status), "no word");
	is_true(!ij_exec_status_from_word("queued", 6, &status), "lower case");
	is_true(!ij_exec_status_from_word("QUEUED ", 7, &status), "a blank more");
	is_true(!ij_exec_status_from_word("QUEUED", 5, &status), "a letter less");
	is_true(!ij_exec_status_from_word("QUEUED\0X", 8, &status), "a zero byte");
	is_true(!ij_exec_status_from_word("SUCCESS", 7, &status), "a loose name");
}

int
main(void)
{
	test_matrix();
	test_words();
	return tap_done();
}
