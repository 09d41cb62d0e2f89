/*-------------------------------------------------------------------------
 *
 * test_retry.c
 *		Who is retried, how often, and what UpdateJob may make of it.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/retry.h"

#include <stddef.h>

#include "tap.h"

static const IjRetryConfig failed_2 = {1, {{IJ_FAILURE_FAILED, 2}}};
static const IjRetryConfig timed_out_2 = {1, {{IJ_FAILURE_TIMED_OUT, 2}}};
static const IjRetryConfig all_3 = {1, {{IJ_FAILURE_ALL, 3}}};
static const IjRetryConfig failed_2_timed_out_1 = {2, {{IJ_FAILURE_FAILED, 2}, {IJ_FAILURE_TIMED_OUT, 1}}};
static const IjRetryConfig timed_out_1_failed_2 = {2, {{IJ_FAILURE_TIMED_OUT, 1}, {IJ_FAILURE_FAILED, 2}}};
static const IjRetryConfig failed_0 = {1, {{IJ_FAILURE_FAILED, 0}}};
static const IjRetryConfig all_0 = {1, {{IJ_FAILURE_ALL, 0}}};
static const IjRetryConfig all_10 = {1, {{IJ_FAILURE_ALL, 10}}};
static const IjRetryConfig failed_10 = {1, {{IJ_FAILURE_FAILED, 10}}};
static const IjRetryConfig five_each = {2, {{IJ_FAILURE_FAILED, 5}, {IJ_FAILURE_TIMED_OUT, 5}}};
static const IjRetryConfig nothing = {0, {{0}}};

/* Configuration by configuration: retries for FAILED, for TIMED_OUT, for both together. */
static const struct
{
	const IjRetryConfig *config;
	const char *name;
	int			failed;
	int			timed_out;
	int			all;
}			budgets[] = {
	{NULL, "no configuration", 0, 0, 0},
	{&nothing, "no criterion", 0, 0, 0},
	{&failed_0, "FAILED 0", 0, 0, 0},
	{&all_0, "ALL 0", 0, 0, 0},
	{&failed_2, "FAILED 2", 2, 0, 10},
	{&timed_out_2, "TIMED_OUT 2", 0, 2, 10},
	{&all_3, "ALL 3", 3, 3, 3},
	{&failed_2_timed_out_1, "FAILED 2, TIMED_OUT 1", 2, 1, 10},
	{&timed_out_1_failed_2, "TIMED_OUT 1, FAILED 2", 2, 1, 10},
	{&all_10, "ALL 10", 10, 10, 10},
	{&failed_10, "FAILED 10", 10, 0, 10},
	{&five_each, "FAILED 5, TIMED_OUT 5", 5, 5, 10},
};

#define NBUDGETS (int) (sizeof(budgets) / sizeof(budgets[0]))

/* Every configuration, after every number of retries of either kind. */
static void
test_budgets(void)
{
	for (int b = 0; b < NBUDGETS; b++)
		for (int failed = 0; failed <= 11; failed++)
			for (int timed_out = 0; failed + timed_out <= 11; timed_out++)
			{
				IjRetries	had = {failed + timed_out, failed};
				bool		room = had.all < budgets[b].all;

				is_true(ij_retry_is_owed(budgets[b].config, IJ_EXEC_FAILED, &had) ==
						(room && failed < budgets[b].failed),
						"%s, FAILED after %d and %d retries", budgets[b].name, failed, timed_out);
				is_true(ij_retry_is_owed(budgets[b].config, IJ_EXEC_TIMED_OUT, &had) ==
						(room && timed_out < budgets[b].timed_out),
						"%s, TIMED_OUT after %d and %d retries", budgets[b].name, failed, timed_out);
			}
}

/* Whatever is left, only two states are ever retried. */
static void
test_states(void)
{
	IjRetries	none = {0, 0};

	for (int status = 0; status < IJ_EXEC_STATUS_COUNT; status++)
		is_true(ij_retry_is_owed(&all_10, status, &none) ==
				(status == IJ_EXEC_FAILED || status == IJ_EXEC_TIMED_OUT),
				"%s", ij_exec_status_word(status));
}

/* From each configuration to each: numbers stay, become 0 or go away. */
static void
test_change(void)
{
	for (int from = 0; from < NBUDGETS; from++)
		for (int to = 0; to < NBUDGETS; to++)
		{
			bool		to_nothing = budgets[to].failed == 0 && budgets[to].timed_out == 0;
			bool		same = budgets[from].config == budgets[to].config;

			/* the same two numbers in another order, or one of the two */
			same |= (budgets[from].config == &failed_2_timed_out_1 ||
					 budgets[from].config == &timed_out_1_failed_2) &&
				(budgets[to].config == &failed_2_timed_out_1 ||
				 budgets[to].config == &timed_out_1_failed_2 ||
				 budgets[to].config == &failed_2);
			is_true(ij_retry_may_become(budgets[from].config, budgets[to].config) ==
					(to_nothing || same),
					"from %s to %s", budgets[from].name, budgets[to].name);
		}

	is_true(ij_retry_may_become(&five_each, &(IjRetryConfig) {2, {{IJ_FAILURE_FAILED, 5}, {IJ_FAILURE_TIMED_OUT, 0}}}),
			"one number becomes 0, the other stays");
	is_true(!ij_retry_may_become(&five_each, &(IjRetryConfig) {2, {{IJ_FAILURE_FAILED, 4}, {IJ_FAILURE_TIMED_OUT, 0}}}),
			"a number does not become a smaller one");
	is_true(!ij_retry_may_become(&all_3, &(IjRetryConfig) {1, {{IJ_FAILURE_FAILED, 3}}}),
			"ALL does not become FAILED");
}

int
main(void)
{
	test_budgets();
	test_states();
	test_change();
	return tap_done();
}
